#!/usr/bin/env python3
"""How far a text takes what a word tells of for a fact, against UDS-IH2 and MEANTIME. Usage: see scoring.py.

Both corpora give sentences as words parted by spaces and for some of the words a value from -3 (it was not so) to 3
(it was so); MEANTIME also for nouns. The words are set as a text would have them (brackets and quotation marks of the
Penn treebank made plain, no space before a comma); each sentence is a paragraph of one text. Measures: mean absolute
error in hundredths, and Pearson's r in per cent, over all words that have a value. Half A and B are of the sentences.

    --errors 20 lists the words of half A that lie farthest off.
"""
import json
import math
import re
import sys
import tempfile
from typing import NamedTuple

from scoring import Row, Scorer, main, parts, read_lines

CORPORA = (("UDS-IH2 dev", "factuality/uds_ih2-dev.jsonl.xz"), ("MEANTIME dev", "factuality/meantime-dev.jsonl.xz"))
PENN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
CLOSING = re.compile(r"[.,;:?!)\]}%]+|…|['’](?:s|S|re|ve|ll|d|m)?|[nN]['’][tT]")


class Item(NamedTuple):
    sentence: int
    start: int   # byte of the text
    value: float
    words: str   # around it, for people


def set_words(words):
    """The words as a text, and where each starts in it."""
    text, starts, is_open, is_glued = "", [], False, True
    for word in words:
        word = PENN.get(word, word)
        is_closing = CLOSING.fullmatch(word) is not None
        if word == '"':
            is_closing, is_open = is_open, not is_open
        if not is_glued and not is_closing:
            text += " "
        starts.append(len(text))
        text += word
        is_glued = word in ("(", "[", "{", "$", "£", "€", "#") or (word == '"' and is_open)
    return text, starts


def read_items(path):
    """The text of all sentences, and the words that have a value."""
    text, items = b"", []
    for number, line in enumerate(filter(None, read_lines(path))):
        record = json.loads(line)
        words = record["text"].split()
        sentence, starts = set_words(words)
        for target in record["targets"]:
            at = target["span1"][0]
            start = len(text) + len(sentence[:starts[at]].encode())
            around = " ".join([*words[max(0, at - 8):at], f"[{words[at]}]", *words[at + 1:at + 6]])
            items.append(Item(number, start, target["label"], around))
        text += sentence.encode() + b"\n\n"
    return text, items


def ask(run, text, items, *options):
    """What predicate_status prints for each of the items."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(text)
        file.flush()
        return run.call("predicate_status", *options, file.name, text="".join(f"{i.start}\n" for i in items)).splitlines()


def pearson(pairs):
    count = len(pairs)
    mean_x, mean_y = (sum(pair[side] for pair in pairs) / count for side in (0, 1))
    of = lambda f: sum(f(x - mean_x, y - mean_y) for x, y in pairs)
    spread = math.sqrt(of(lambda x, y: x * x) * of(lambda x, y: y * y))
    return of(lambda x, y: x * y) / spread if spread else 0.0


def score(run, name, path):
    text, items = read_items(run.corpora / path)
    pairs = [(float(value), item.value) for value, item in zip(ask(run, text, items), items)]
    halves = {half: set(chosen) for half, chosen in parts(sorted({item.sentence for item in items}))}
    for half, sentences in halves.items():
        chosen = [pair for pair, item in zip(pairs, items) if item.sentence in sentences]
        yield Row(f"{name}{half}, {len(chosen):,} words", "r", 100 * pearson(chosen))
        error = sum(abs(x - y) for x, y in chosen) / len(chosen)
        yield Row(f"{name}{half}, {len(chosen):,} words", "mean absolute error, in hundredths", 100 * error)
    seen = [(abs(x - y), f"{x:+.1f} for {y:+.1f}: {item.words}") for (x, y), item in zip(pairs, items)
            if item.sentence in halves[", half A"]]
    run.report_errors(error for _, error in sorted(seen, reverse=True))


def scorer_of(name, path):
    return Scorer("status of claims", (path,), f"{name}: r in per cent and mean absolute error in hundredths, on the scale from -3 to 3",
                  lambda run: score(run, name, path))


SCORERS = [scorer_of(name, path) for name, path in CORPORA]

if __name__ == "__main__":
    sys.exit(main(SCORERS))
