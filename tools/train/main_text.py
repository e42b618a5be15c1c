#!/usr/bin/env python3
"""Learns which pieces of a page belong to its article: makes data/clean/{class_weights,line_weights,main_text}.tsv.

    main_text.py BUILD CORPORA OUT [--half A|B] [--teacher DIR]

BUILD holds tools/train/page_features (meson -Dtrain=true), CORPORA html-aeb and html-trafilatura as for
`make score`, OUT is the folder of data files to start from and to write into (a copy of data/). With --half only
that half of the pages (scoring.parts) is looked at. --teacher names a folder with more pages: NAME.html, and in
NAME.txt what another program takes for their text.

Answers come from the article texts of the first corpus (a piece whose shingles are mostly in it belongs to the
article), from the wanted and unwanted segments of the second (the pieces that hold them; of the others nothing is
known), and from the teacher's texts, which weigh less.

Three passes: weights of words, which are features themselves; the first round of trees; the second round, which
sees the first one's scores. So that these are not better than they will be on new pages, they come from trees
that were made without the page (FOLDS).
"""
import argparse
import array
import hashlib
import json
import math
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "score"))
from scoring import parts, read_bytes

FOLDS = 4
TEACHER_WEIGHT = 0.3
SHINGLE = 3


# ---- Pages and what is known of them ----


class Page:
    def __init__(self, key, url, html):
        self.key, self.html = key, html
        self.site = re.sub(r"^www\.", "", url.split("/")[2] if "//" in url else url)
        self.body = self.teacher = None   # texts
        self.wanted, self.unwanted = [], []


def read_pages(corpora, half, teacher):
    pages = {}
    truth = json.loads((corpora / "html-aeb/ground-truth.json").read_text())
    for key, record in truth.items():
        page = pages[key] = Page(key, record["url"], read_bytes(corpora / f"html-aeb/html/{key}.html.gz"))
        page.body = record["articleBody"]
    segments = json.loads((corpora / "html-trafilatura/evaldata.json").read_text())
    for key, record in segments.items():
        page = pages[key] = Page(key, key, read_bytes(corpora / f"html-trafilatura/html/{record['file']}.gz"))
        page.wanted, page.unwanted = record["with"], record["without"]
    chosen = {name: keys for name, keys in parts(pages)}
    if half:
        pages = {key: pages[key] for key in chosen[f", half {half}"]}
    if teacher:
        read_teacher(pages, teacher, half)
    return list(pages.values())


def read_teacher(pages, folder, half):
    """index.json of the folder: file name -> {"url", "half", "keys"}."""
    for name, entry in json.loads((folder / "index.json").read_text()).items():
        if half and entry["half"] != half:
            continue
        text = folder / "silver" / f"{name}.txt"
        known = [key for _, key in entry["keys"] if key in pages]
        key = known[0] if known else name
        if key not in pages:
            pages[key] = Page(key, entry["url"], (folder / "pages" / f"{name}.html").read_bytes())
        if pages[key].body is None:
            pages[key].teacher = text.read_text()


# ---- Pieces, as the program measures them ----


class Pieces:
    """Of all pages, one after the other: page (its number), classes, texts, rows of features."""

    def __init__(self, build, pages, data):
        self.page, self.classes, self.texts, self.rows = [], [], [], []
        with tempfile.TemporaryDirectory() as folder:
            for number, page in enumerate(pages):
                pathlib.Path(folder, f"{number}.html").write_bytes(page.html)
            names = [f"{folder}/{number}.html" for number in range(len(pages))]
            done = subprocess.run([build / "page_features", "--data", data, *names], check=True,
                                  stdout=subprocess.PIPE)
        lines = done.stdout.split(b"\n")
        self.features = lines[0].decode().split("\t")[3:]
        for line in lines[1:-1]:
            file, classes, text, values = line.split(b"\t", 3)
            self.page.append(int(pathlib.Path(file.decode()).stem))
            self.classes.append(classes.decode().lower().split())
            self.texts.append(text.decode())
            self.rows.append(array.array("f", map(float, values.split(b"\t"))))


def words_of(text):
    return re.findall(r"\w+", text.lower())


def shingles_of(words):
    return {tuple(words[i:i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def answer_from_text(texts, body):
    """For each piece: how much of it is in the text, and how sure that is."""
    lines = {" ".join(words_of(line)) for line in body.splitlines()}
    known, seen, answers, weights = shingles_of(words_of(body)), {}, [], []
    for text in texts:
        words = words_of(text)
        own, whole = shingles_of(words), " ".join(words)
        share = len(own & known) / len(own) if own else 0.0
        if len(words) < 6 and own:
            share = min(share, 1.0) if whole in lines or share == 1 else 0.0
        elif not own:
            share = float(whole in lines and whole != "")
        answers.append(float(share >= 0.5))
        is_copy = whole in seen and share > 0
        seen[whole] = True
        sure = 1.0 if share > 0.8 or share < 0.2 else 0.4
        weights.append(sure * (0.5 if is_copy else 1.0))
    return answers, weights


SHORT = 200  # characters: a line, not a paragraph in which a word may stand by chance


def answer_from_segments(texts, wanted, unwanted):
    """Answer and weight for each piece; weight 0: nothing is known."""
    answers, weights = [0.0] * len(texts), [0.0] * len(texts)
    squeezed = [re.sub(r"\s+", " ", text) for text in texts]
    for segment in unwanted:
        segment = re.sub(r"\s+", " ", segment).strip()
        for i, text in enumerate(squeezed):
            if segment in text and (len(text) < SHORT or len(segment) * 3 > len(text)):
                weights[i] = 2.0
    for segment in wanted:
        segment = re.sub(r"\s+", " ", segment).strip()
        holders = [i for i, text in enumerate(squeezed) if segment in text]
        if not holders:
            continue
        longest = max(holders, key=lambda i: len(squeezed[i]))
        if len(holders) == 1 or len(segment) >= 25:
            answers[longest], weights[longest] = 1.0, 2.0
    return answers, weights


def answer(pages, pieces):
    answers, weights = [0.0] * len(pieces.texts), [0.0] * len(pieces.texts)
    places = [[] for _ in pages]
    for i, number in enumerate(pieces.page):
        places[number].append(i)
    for page, at in zip(pages, places):
        texts = [pieces.texts[i] for i in at]
        text, trust = (page.body, 1.0) if page.body is not None else (page.teacher, TEACHER_WEIGHT)
        given, sure = answer_from_text(texts, text) if text else (answers[:len(at)], [0.0] * len(at))
        known, known_sure = answer_from_segments(texts, page.wanted, page.unwanted)
        for n, i in enumerate(at):
            length = 0.7 + min(len(texts[n].split()), 60) / 20
            answers[i] = known[n] if known_sure[n] else given[n]
            weights[i] = length * (known_sure[n] or sure[n] * trust)
    return answers, weights


# ---- Weights of words ----

FEWEST_SITES = 6
DOUBT = 2.0  # sites' worth of "as usual" added to what was seen


def weigh_words(pages, pieces, answers, weights, words_of_piece):
    """For each word: log of the odds that a piece with it belongs to the article, against the odds of all pieces;
    every site counts once."""
    seen = {}
    for i in (i for i, weight in enumerate(weights) if weight):
        site = pages[pieces.page[i]].site
        for word in set(words_of_piece(i)):
            counts = seen.setdefault(word, {}).setdefault(site, [0.0, 0.0])
            counts[int(answers[i])] += weights[i]
    usual = sum(a * w for a, w in zip(answers, weights)) / sum(weights)
    base, table = math.log(usual / (1 - usual)), {}
    for word, sites in seen.items():
        if len(sites) < FEWEST_SITES or len(word) < 2 or len(word) > 25:
            continue
        kept = sum(yes / (yes + no) for no, yes in sites.values())
        share = (kept + DOUBT * usual) / (len(sites) + DOUBT)
        weight = round(math.log(share / (1 - share)) - base, 2)
        if abs(weight) >= 0.2:
            table[word] = (max(-5.0, min(5.0, weight)), len(sites))
    return table


LONGEST_LINE_WORDS = 25


def line_words(pieces, i):
    words = re.findall(r"[^\W_]+(?:['’][^\W\d_]+)*", pieces.texts[i].lower())
    return words if len(words) <= LONGEST_LINE_WORDS else ()


def write_words(path, head, table):
    with open(path, "w") as file:
        file.write(f"# {head}\tweight\tsites it was learnt from\n")
        for word, (weight, sites) in sorted(table.items()):
            file.write(f"{word}\t{weight:.2f}\t{sites}\n")


# ---- Trees ----


def grow_trees(build, rows, answers, weights, used, args):
    """Lines of depth, column and value, see boosted_trees.c."""
    columns = [array.array("f", column) for column in zip(*rows)]
    table = b"".join(c.tobytes() for c in [array.array("f", answers), array.array("f", weights), *columns])
    numbers = [len(rows), len(columns), used, args.trees, args.depth, args.rate, args.seed]
    done = subprocess.run([build / "boosted_trees", *map(str, numbers)], input=table, check=True,
                          stdout=subprocess.PIPE)
    return [line.split("\t") for line in done.stdout.decode().splitlines()]


def plain(number):
    """Without an exponent."""
    return f"{float(number):.10f}".rstrip("0").rstrip(".") if "e" in number else number


def write_trees(data, rounds, features):
    with open(data / "clean/main_text.tsv", "w") as file:
        file.write("# round\tdepth of the question\tfeature, or = for an answer\tlimit: lower values go to the next "
                   "line, others to the next line of the same depth after that; or the answer's value\n")
        for number, lines in enumerate(rounds, 1):
            for depth, column, value in lines:
                name = column if column == "=" else features[int(column)]
                file.write(f"{number}\t{depth}\t{name}\t{plain(value)}\n")


def write_word_tables(data, pages, pieces, answers, weights):
    write_words(data / "clean/class_weights.tsv", "word of a class or id",
                weigh_words(pages, pieces, answers, weights, lambda i: pieces.classes[i]))
    write_words(data / "clean/line_weights.tsv", "word of a line",
                weigh_words(pages, pieces, answers, weights, lambda i: line_words(pieces, i)))


def add_first_scores(build, pages, pieces, answers, weights, data, used, args):
    """The rows with the features of the second round, from trees made without the page's site."""
    fold = [hashlib.sha256(page.site.encode()).digest()[1] % FOLDS for page in pages]
    rows = [None] * len(pieces.rows)
    for number in range(FOLDS):
        rest = [i for i, w in enumerate(weights) if w and fold[pieces.page[i]] != number]
        trees = grow_trees(build, *([list_[i] for i in rest] for list_ in (pieces.rows, answers, weights)), used, args)
        write_trees(data, [trees], pieces.features)
        own = Pieces(build, [page for page, f in zip(pages, fold) if f == number], data)
        for i, row in zip((i for i, p in enumerate(pieces.page) if fold[p] == number), own.rows):
            rows[i] = row
    return rows


def learn(build, pages, data, args):
    write_trees(data, [], [])
    write_words(data / "clean/class_weights.tsv", "", {})
    write_words(data / "clean/line_weights.tsv", "", {})
    pieces = Pieces(build, pages, data)
    answers, weights = answer(pages, pieces)
    write_word_tables(data, pages, pieces, answers, weights)
    pieces = Pieces(build, pages, data)
    used = pieces.features.index("first_score")
    rows = add_first_scores(build, pages, pieces, answers, weights, data, used, args)
    known = [i for i, weight in enumerate(weights) if weight]
    answers, weights = [answers[i] for i in known], [weights[i] for i in known]
    rounds = [grow_trees(build, [pieces.rows[i] for i in known], answers, weights, used, args),
              grow_trees(build, [rows[i] for i in known], answers, weights, len(pieces.features), args)]
    write_trees(data, rounds, pieces.features)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--half", choices="AB")
    parser.add_argument("--teacher", type=pathlib.Path)
    parser.add_argument("--trees", type=int, default=120)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    pages = read_pages(args.corpora, args.half, args.teacher)
    learn(args.build.resolve() / "tools/train", pages, args.data, args)


if __name__ == "__main__":
    main()
