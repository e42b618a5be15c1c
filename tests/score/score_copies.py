#!/usr/bin/env python3
"""A ledger's copies against the exact ones. Usage: see scoring.py.

A word is an unbroken row of letters and digits, in lower case; a shingle is eight words in a row (of a
shorter text all its words). Two texts are near copies if at least half of all their shingles are in both
(Jaccard); one is a part of the other if they are not, and at least half of the shingles of the one with
fewer, which has 17 or more, stand in the other. The exact answer comes from an index of all shingles: each
pair that has one in common is counted out.

Few articles of the collection are copies, so a second set is made from it, with a fixed seed: of each of
some articles one with words replaced, one cut, one with the beginning of another article behind it, and one
built into another.
"""
import collections
import itertools
import json
import random
import re
import sqlite3
import tempfile

from scoring import Row, Scorer, main, percent, read_lines

SHINGLE_WORDS = 8
LEAST_PART = 17
MADE_FROM = 1000
SEED = 20310501


# ---- The exact answer -------------------------------------------------------------------------


def shingles_of(text):
    words = re.findall(r"[^\W_]+", text.lower())
    if not words:
        return frozenset()
    rows = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return frozenset(hash(tuple(words[i:i + SHINGLE_WORDS])) for i in rows)


def exact_pairs(texts):
    """Two sets of pairs of indices: near copies, and parts."""
    sets = [shingles_of(text) for text in texts]
    holders = collections.defaultdict(list)
    for index, shingles in enumerate(sets):
        for shingle in shingles:
            holders[shingle].append(index)
    common = collections.Counter()
    for indices in holders.values():
        if len(indices) > 1:
            common.update(itertools.combinations(indices, 2))
    near, parts = set(), set()
    for (a, b), count in common.items():
        shorter = min(len(sets[a]), len(sets[b]))
        if 3 * count >= len(sets[a]) + len(sets[b]):
            near.add((a, b))
        elif 2 * count >= shorter >= LEAST_PART:
            parts.add((a, b))
    return near, parts


# ---- The ledger's -----------------------------------------------------------------------------


def as_line(text):
    return " ".join(text.split())


def ledger_pairs(run, texts):
    with tempfile.TemporaryDirectory() as folder:
        lines = "".join(f"{index}\t{as_line(text)}\n" for index, text in enumerate(texts))
        run.call("copy_pairs", f"{folder}/ledger.db", text=lines)
        ledger = sqlite3.connect(f"{folder}/ledger.db")
        near, parts = set(), set()
        for a, b, kind in ledger.execute("SELECT article, other, kind FROM copy"):
            pair = (min(a, b) - 1, max(a, b) - 1)
            (near if kind in ("exact", "near") else parts).add(pair)
        ledger.close()
    return near, parts


# ---- Copies made ------------------------------------------------------------------------------


def edited(words, dice):
    rate = dice.uniform(0, 0.08)
    return [dice.choice(words) if dice.random() < rate else word for word in words]


def cut(words, dice):
    length = int(len(words) * dice.uniform(0.3, 1))
    start = dice.randrange(len(words) - length + 1)
    return words[start:start + length]


def made_copies(texts):
    dice = random.Random(SEED)
    chosen = dice.sample(texts, min(MADE_FROM, len(texts)))
    made = []
    for text in chosen:
        words, others = text.split(), dice.choice(texts).split()
        piece = cut(words, dice)
        place = dice.randrange(len(others) + 1)
        made += [text, " ".join(edited(words, dice)), " ".join(piece), " ".join(words + cut(others, dice)),
                 " ".join(others[:place] + piece + others[place:])]
    dice.shuffle(made)
    return made


# ---- Scores -----------------------------------------------------------------------------------


def compare(run, data, texts):
    for what, found, gold in zip(("near", "parts"), ledger_pairs(run, texts), exact_pairs(texts)):
        label = f"{data}, {len(gold):,} pairs" + (" of parts" if what == "parts" else "")
        yield Row(label, "R", percent(len(found & gold), len(gold)))
        yield Row(label, "P", percent(len(found & gold), len(found)))
        run.report_errors(f"{what} {'missed' if pair in gold else 'wrong'}: {[texts[i][:60] for i in pair]}"
                          for pair in sorted(found ^ gold))


def score(run):
    lines = read_lines(run.corpora / "news-plain" / "articles.jsonl.xz")
    texts = [json.loads(line)["text"] for line in lines if line]
    yield from compare(run, f"{len(texts):,} articles", texts)
    made = made_copies(texts)
    yield from compare(run, f"{len(made):,} made from {MADE_FROM:,}", made)


SCORERS = [
    Scorer("copies", ("news-plain",),
           "pairs of near copies (Jaccard of the sets of eight-word shingles at least 0.5) and of parts (less alike, but "
           "half of the shorter within the longer) in a ledger, against all pairs counted out exactly; on the articles as "
           "they are, and on copies made of them by replacing words, cutting and joining.", score),
]

if __name__ == "__main__":
    main(SCORERS)
