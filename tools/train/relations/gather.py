#!/usr/bin/env python3
"""Puts together what is learnt from. Usage:

    gather.py texts ROOT ARTICLES DATELINE WORK   WORK/news.texts: clean texts of the articles with labels, and of others;
                                                  WORK/news.json: where the labelled pairs stand in them
    gather.py pairs ROOT EVENT_PAIRS WORK         WORK/*.pairs and *.contexts, labelled.json (for the teacher),
                                                  unlabelled.json; WordNet is needed
    gather.py plan ROOT WORK                      WORK/student.json, with what the teacher said of the unlabelled

ARTICLES: JSON lines with id and text. ROOT: this repository. What the files hold, pair_teacher.py and pair_student.py say.
"""
import collections
import json
import pathlib
import random
import subprocess
import sys

import numpy as np

from pair_student import Rows
from pairs import NUMBER, examples, is_held, number_of, read_pairs, read_written, rows_of, run
from templates import make

OTHERS = 1500       # articles without labels
NEWS = 90000        # pairs of news for the teacher
FRAMES = 1800       # examples of the code book that the teacher sees; the student sees all
LONGEST = 500       # bytes of a sentence
SPEECH = {"say", "tell", "be", "have", "add", "note", "think"}


def data_of(root):
    here = pathlib.Path(root)
    return here / "tools/train/relations", here / "data/events"


def labelled_pairs(root):
    """Of the part "train", by article: bytes of both parties in its text, and the label; and the articles of the part "test"."""
    train, test = collections.defaultdict(list), set()
    for article, part, *numbers, word, _, _ in rows_of(pathlib.Path(root) / "tests/score/events/pairs.tsv"):
        a, b, c, d = map(int, numbers)
        if part == "test":
            test.add(article)
        else:
            train[article].append(((a, b), (c, d), word))
    return train, test


def chosen_articles(path, train, test):
    """Those with labels and some others; what is kept for tests is not even read."""
    others = 0
    for article in map(json.loads, open(path, encoding="utf-8")):
        others += article["id"] not in train
        if article["id"] in train or (article["id"] not in test and others <= OTHERS):
            yield article


def anchors(record, name, labelled):
    """The labelled pairs of an article by the bytes of its clean text."""
    places = {tuple(mention["page"]): mention["span"] for mention in record["mentions"] if "page" in mention}
    for first, second, word in labelled:
        if first in places and second in places:
            label, weight = number_of(word)
            yield [name, places[first], places[second], label, weight, is_held(name)]


def texts(root, articles, dateline, work):
    train, test = labelled_pairs(root)
    with open(work / "chosen.jsonl", "w", encoding="utf-8") as out:
        for article in chosen_articles(articles, train, test):
            out.write(json.dumps({"url": f"https://{article['id']}.example/", "text": article["text"]}) + "\n")
    found = []
    with subprocess.Popen([dateline, "annotate", "--quiet", work / "chosen.jsonl"], stdout=subprocess.PIPE) as process, \
            open(work / "news.texts", "wb") as out:
        for record in map(json.loads, process.stdout):
            name = record["url"].removeprefix("https://").removesuffix(".example/")
            text = record["clean_text"].encode()
            out.write(f"{name} {len(text)}\n".encode() + text)
            found += anchors(record, name, train.get(name, []))
    (work / "news.json").write_text(json.dumps(found))
    (work / "chosen.jsonl").unlink()


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


def is_word(text, span):
    """Whether whole words stand there: the program may have cleaned a text of its own once more, and left something out."""
    first, last = text[max(0, span[0] - 1):span[0] + 1], text[span[1] - 1:span[1] + 1]
    return 0 <= span[0] < span[1] <= len(text) and not (first.isalnum() and len(first) == 2) and not (last.isalnum() and len(last) == 2)


def is_placed(articles, pair):
    return is_word(articles[pair.name], pair.first) and is_word(articles[pair.name], pair.second)


def joining(pair):
    return next((word for role, word in pair.shared.words if role == 0), "")


def overlap(a, b):
    return a[0] < b[1] and a[1] > b[0]


class Finder:
    """The line of a pair by its parties."""

    def __init__(self, lines):
        self.lines, self.by_name = lines, collections.defaultdict(list)
        for i, pair in enumerate(lines):
            self.by_name[pair.name].append(i)

    def of(self, name, first, second):
        return next((i for i in self.by_name[name] if overlap(self.lines[i].first, first)
                     and overlap(self.lines[i].second, second)), None)


def choose(pairs, articles, dice):
    """Rare joining words oftener than their share, and those of the code book."""
    counts = collections.Counter(map(joining, pairs))

    def weight(pair):
        word = joining(pair)
        return (1 / counts[word] ** 0.4) * (0.4 if word in SPEECH else 1) * (2 if pair.book else 1)
    free = [i for i, pair in enumerate(pairs) if not is_held(pair.name) and pair.sentence[1] - pair.sentence[0] < LONGEST
            and is_placed(articles, pair)]
    return sorted(free, key=lambda i: dice.random() ** (1 / weight(pairs[i])), reverse=True)[:NEWS]


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
    run(program, [(f"m{i}", text) for i, (text, _, _) in enumerate(rows)], work, "made")
    for line, pair in enumerate(read_pairs(work / "made.pairs")):
        text, first, second = rows[int(pair.name[1:])]
        if overlap(pair.first, first) and overlap(pair.second, second):
            yield [text, first, second], ["made", line]


def of_news(articles, pair):
    return [cut(articles[pair.name], pair.sentence), *less([pair.first, pair.second], pair.sentence[0])]


def pairs(root, program, work):
    here, data = data_of(root)
    dice = random.Random(5)
    tables = {name: dict(examples(data / f"{name}.tsv", name[0])) for name in ("frames", "idioms")}
    for name, table in tables.items():
        run(program, table.items(), work, name)
    written = list(read_written(here / "written.tsv"))
    run(program, [(row.name, row.text) for row in written], work, "written")
    articles = read_texts(work / "news.texts")
    run(program, [(name, text.decode()) for name, text in articles.items()], work, "news")
    news = Finder(list(read_pairs(work / "news.pairs")))
    labelled = []
    for name, first, second, label, weight, held in json.loads((work / "news.json").read_text()):
        line = news.of(name, first, second)
        if line is not None and is_placed(articles, news.lines[line]):
            kind = "news, told" if news.lines[line].book else "news"
            labelled.append([*of_news(articles, news.lines[line]), label, weight, held, kind])
    labelled += [[row.text, row.first, row.second, row.label, 1.0, row.held, "written"] for row in written]
    frames = [row for _, row in of_book("frames", work / "frames.pairs", tables["frames"])]
    labelled += dice.sample(frames, min(FRAMES, len(frames)))
    labelled += [row for _, row in of_book("idioms", work / "idioms.pairs", tables["idioms"])]
    (work / "labelled.json").write_text(json.dumps(labelled))
    unlabelled = list(made(root, program, work))
    unlabelled += [(of_news(articles, news.lines[i]), ["news", i]) for i in choose(news.lines, articles, dice)]
    dice.shuffle(unlabelled)
    (work / "unlabelled.json").write_text(json.dumps([row for row, _ in unlabelled]))
    (work / "unlabelled.keys.json").write_text(json.dumps([key for _, key in unlabelled]))


def plan(root, work):
    here, _ = data_of(root)
    rows, used = [], set()
    news, articles = Finder(list(read_pairs(work / "news.pairs"))), read_texts(work / "news.texts")
    for name, first, second, label, weight, held in json.loads((work / "news.json").read_text()):
        line = news.of(name, first, second)
        if line is not None and is_placed(articles, news.lines[line]):
            used.add(line)
            kind = "news, told" if news.lines[line].book else "news"
            rows.append(["news", line, label, weight, held, kind, None])
    written = Finder(list(read_pairs(work / "written.pairs")))
    for row in read_written(here / "written.tsv"):
        line = written.of(row.name, row.first, row.second)
        if line is not None:
            rows.append(["written", line, row.label, 1.5, row.held, "written", None])
    for name in ("frames", "idioms"):
        texts_by_name = collections.defaultdict(str)
        rows += [[name, line, row[3], 1.0, False, name, None]
                 for line, row in of_book(name, work / f"{name}.pairs", texts_by_name)]
    chosen = json.loads((work / "unlabelled.keys.json").read_text())
    labelled = len(np.load(work / "silver.npy"))
    rows += [[name, line, None, 1.0, False, f"silver, {name}", i] for i, (name, line) in enumerate(chosen[:labelled])
             if name != "news" or line not in used]
    (work / "student.json").write_text(json.dumps(rows))
    print(collections.Counter(row[5] for row in rows))


if __name__ == "__main__":
    steps = {"texts": (texts, 6), "pairs": (pairs, 5), "plan": (plan, 4)}
    if len(sys.argv) < 2 or sys.argv[1] not in steps or len(sys.argv) != steps[sys.argv[1]][1]:
        sys.exit(__doc__)
    steps[sys.argv[1]][0](*sys.argv[2:-1], pathlib.Path(sys.argv[-1]))
