#!/usr/bin/env python3
"""Puts together what is learnt from. Usage:

    gather.py texts ARTICLES DATELINE WORK    WORK/news.texts: clean texts of the articles with labels, and of others
    gather.py pairs ROOT EVENT_PAIRS WORK     WORK/*.pairs, labelled.json (for the teacher), unlabelled.json; WordNet is needed
    gather.py plan ROOT WORK                  WORK/student.json, with what the teacher said of the unlabelled

ARTICLES: JSON lines, what `dateline annotate` reads. ROOT: this repository. What the files hold, pair_teacher.py and
pair_student.py say.
"""
import collections
import json
import pathlib
import random
import subprocess
import sys

import numpy as np

from pair_student import Rows
from pairs import NUMBER, examples, is_held, read_news, read_pairs, read_written, run
from templates import make

OTHERS = 1500       # articles without labels
UNLABELLED = 60000  # pairs for the teacher
FRAMES = 900        # examples of the code book that the teacher sees; the student sees all
SPEECH = {"say", "tell", "be", "have", "add", "note", "think"}


def data_of(root):
    here = pathlib.Path(root)
    return here / "tools/train/relations", here / "data/events"


def texts(articles, dateline, work):
    labelled = {anchor.article for anchor in read_news(pathlib.Path(__file__).parent / "news.tsv")}
    others = 0
    with subprocess.Popen([dateline, "annotate", "--quiet", articles], stdout=subprocess.PIPE) as process, \
            open(work / "news.texts", "wb") as out:
        for line in process.stdout:
            record = json.loads(line)
            if record["id"] not in labelled:
                if others == OTHERS:
                    continue
                others += 1
            text = record["clean_text"].encode()
            out.write(f"{record['id']} {len(text)}\n".encode() + text)


def read_texts(path):
    raw, at, found = path.read_bytes(), 0, {}
    while at < len(raw):
        end = raw.index(b"\n", at)
        name, size = raw[at:end].split()
        found[name.decode()] = raw[end + 1:end + 1 + int(size)]
        at = end + 1 + int(size)
    return found


def cut(text, span):
    return text[span[0]:span[1]].decode(errors="replace")


def less(spans, start):
    return [[a - start, b - start] for a, b in spans]


def joining(pair):
    return next((word for role, word in pair.shared.words if role == 0), "")


def overlap(a, b):
    return a[0] < b[1] and a[1] > b[0]


def choose(pairs, dice):
    """Rare joining words oftener than their share, and those of the code book."""
    counts = collections.Counter(map(joining, pairs))

    def weight(pair):
        word = joining(pair)
        return (1 / counts[word] ** 0.4) * (0.4 if word in SPEECH else 1) * (2 if pair.book else 1)
    free = [i for i, pair in enumerate(pairs) if not is_held(pair.name)]
    chosen = sorted(free, key=lambda i: dice.random() ** (1 / weight(pairs[i])), reverse=True)[:UNLABELLED]
    dice.shuffle(chosen)
    return chosen


def of_book(name, path, texts_by_name):
    """What the code book makes of its own examples; idioms are none."""
    for i, pair in enumerate(read_pairs(path)):
        if name == "idioms" or len(pair.book) == 1:
            label = 0 if name == "idioms" else NUMBER[pair.book[0]]
            yield i, [texts_by_name[pair.name], pair.first, pair.second, label, 0.7, False, name]


def made(root, program, work):
    """Sentences of templates whose two parties the program finds, and where they stand in made.pairs."""
    words = Rows(pathlib.Path(root) / "models/sentences.bin")
    rows = list(make("/usr/share/wordnet", words.has))
    run(program, [(f"m{i}", text) for i, (text, _, _) in enumerate(rows)], work / "made.pairs")
    for line, pair in enumerate(read_pairs(work / "made.pairs")):
        text, first, second = rows[int(pair.name[1:])]
        if overlap(pair.first, first) and overlap(pair.second, second):
            yield [text, first, second], ["made.pairs", line]


def pairs(root, program, work):
    here, data = data_of(root)
    dice = random.Random(5)
    tables = {name: dict(examples(data / f"{name}.tsv", name[0])) for name in ("frames", "idioms")}
    for name, table in tables.items():
        run(program, table.items(), work / f"{name}.pairs")
    written = list(read_written(here / "written.tsv"))
    run(program, [(row.name, row.text) for row in written], work / "written.pairs")
    with open(work / "news.texts", "rb") as source, open(work / "news.pairs", "wb") as out:
        subprocess.run([program], stdin=source, stdout=out, check=True)
    articles = read_texts(work / "news.texts")
    labelled = []
    for anchor in read_news(here / "news.tsv"):
        if anchor.article in articles:
            labelled.append([cut(articles[anchor.article], anchor.sentence), *less([anchor.first, anchor.second],
                            anchor.sentence[0]), anchor.label, anchor.weight, anchor.held, "news"])
    labelled += [[row.text, row.first, row.second, row.label, 1.0, row.held, "written"] for row in written]
    frames = [row for _, row in of_book("frames", work / "frames.pairs", tables["frames"])]
    labelled += dice.sample(frames, min(FRAMES, len(frames)))
    labelled += [row for _, row in of_book("idioms", work / "idioms.pairs", tables["idioms"])]
    (work / "labelled.json").write_text(json.dumps(labelled))
    news = list(read_pairs(work / "news.pairs"))
    chosen = choose(news, dice)
    unlabelled = list(made(root, program, work))
    unlabelled += [([cut(articles[news[i].name], news[i].sentence), *less([news[i].first, news[i].second],
                    news[i].sentence[0])], ["news.pairs", i]) for i in chosen]
    (work / "unlabelled.json").write_text(json.dumps([row for row, _ in unlabelled]))
    (work / "unlabelled.keys.json").write_text(json.dumps([key for _, key in unlabelled]))


class Finder:
    """The line of a pair by its parties."""

    def __init__(self, lines):
        self.lines, self.by_name = lines, collections.defaultdict(list)
        for i, pair in enumerate(lines):
            self.by_name[pair.name].append(i)

    def of(self, name, first, second):
        return next((i for i in self.by_name[name] if overlap(self.lines[i].first, first)
                     and overlap(self.lines[i].second, second)), None)


def plan(root, work):
    here, _ = data_of(root)
    rows, used = [], set()
    news = Finder(list(read_pairs(work / "news.pairs")))
    for anchor in read_news(here / "news.tsv"):
        line = news.of(anchor.article, anchor.first, anchor.second)
        if line is not None:
            used.add(line)
            kind = "news, told" if news.lines[line].book else "news"
            rows.append(["news.pairs", line, anchor.label, 2 * anchor.weight, anchor.held, kind, None])
    written = Finder(list(read_pairs(work / "written.pairs")))
    for row in read_written(here / "written.tsv"):
        line = written.of(row.name, row.first, row.second)
        if line is not None:
            rows.append(["written.pairs", line, row.label, 1.5, row.held, "written", None])
    for name in ("frames", "idioms"):
        texts_by_name = collections.defaultdict(str)
        rows += [[f"{name}.pairs", line, row[3], 1.0, False, name, None]
                 for line, row in of_book(name, work / f"{name}.pairs", texts_by_name)]
    chosen = json.loads((work / "unlabelled.keys.json").read_text())
    labelled = len(np.load(work / "silver.npy"))
    rows += [[name, line, None, 1.0, False, f"silver, {name}", i] for i, (name, line) in enumerate(chosen[:labelled])
             if name != "news.pairs" or line not in used]
    (work / "student.json").write_text(json.dumps(rows))
    print(collections.Counter(row[5] for row in rows))


if __name__ == "__main__":
    steps = {"texts": (texts, 5), "pairs": (pairs, 5), "plan": (plan, 4)}
    if len(sys.argv) < 2 or sys.argv[1] not in steps or len(sys.argv) != steps[sys.argv[1]][1]:
        sys.exit(__doc__)
    steps[sys.argv[1]][0](*sys.argv[2:-1], pathlib.Path(sys.argv[-1]))
