"""What the scorers share: the shape of a scorer, reading corpora, running the build's programs, measures.

A scorer is a file score_NAME.py with a list SCORERS; each entry measures one component on one corpus
and says how in a sentence. `main(SCORERS)` makes the file a program of its own:

    score_NAME.py [--errors N] BUILD CORPORA [FILE...]

and score_all.py runs the entries of all files. Figures are in per cent.
"""
import argparse
import collections
import gzip
import hashlib
import json
import lzma
import os
import pathlib
import re
import subprocess
import tempfile
from typing import Callable, Iterator, NamedTuple


class Row(NamedTuple):
    data: str     # "EWT dev, 25,147 words"
    measure: str  # "LAS"
    value: float  # in per cent


class Scorer(NamedTuple):
    component: str  # "main text"
    needs: tuple    # what must be there, below CORPORA; SAMPLES stands for that folder itself
    method: str     # a sentence for the reader of docs/scores.md
    score: Callable[["Run"], Iterator[Row]]


SAMPLES = "SAMPLES"


class Run:
    """One run: where the build's programs and the data lie, and how many errors to print."""

    def __init__(self, build, corpora, samples=None, errors=0, files=()):
        self.build, self.corpora = pathlib.Path(build), pathlib.Path(corpora)
        self.samples = pathlib.Path(samples) if samples else None
        self.errors, self.files = errors, [pathlib.Path(name) for name in files]

    def missing(self, scorer):
        """The first thing the scorer needs and does not find; None if all is there."""
        for name in scorer.needs:
            path = self.samples if name == SAMPLES else self.corpora / name
            if path is None or not path.exists():
                return name
        return None

    def chosen(self, pattern):
        """The files named on the command line, else those of the corpora that fit."""
        return self.files or sorted(self.corpora.glob(pattern))

    def program(self, name):
        return self.build / ("src/dateline" if name == "dateline" else f"tests/{name}")

    def call(self, name, *arguments, text="", may_be_empty=False):
        """What a program prints, given a text on standard input. A question to a ledger may find nothing."""
        done = subprocess.run([self.program(name), *arguments], input=text.encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL if may_be_empty else None)
        if done.returncode != (1 if may_be_empty and not done.stdout else 0):
            done.check_returncode()
        return done.stdout.decode()

    def call_on_files(self, name, contents, suffix):
        """Gives the program each of the contents as a file; its lines of output by number of content.
        A line must begin with the file's name and a tab, or be an object with a member "file"."""
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for number, data in enumerate(contents):
                names.append(f"{folder}/{number}{suffix}")
                pathlib.Path(names[-1]).write_bytes(data)
            lines = collections.defaultdict(list)
            for start in range(0, len(names), 200):
                for line in self.call(name, *names[start:start + 200]).splitlines():
                    file = json.loads(line)["file"] if line.startswith("{") else line.split("\t")[0]
                    lines[int(pathlib.Path(file).stem)].append(line)
            return lines

    def report_errors(self, errors):
        """Prints the first errors, if errors are wanted."""
        for number, error in enumerate(errors):
            if number >= self.errors:
                break
            print("   ", error)


def main(scorers):
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", type=int, default=0, help="so many errors to print")
    parser.add_argument("--samples", help="folder of folders of articles, each one story")
    parser.add_argument("build")
    parser.add_argument("corpora")
    parser.add_argument("files", nargs="*", help="instead of the corpora's own, where a scorer takes files")
    args = parser.parse_args()
    run = Run(args.build, args.corpora, args.samples, args.errors, args.files)
    for scorer in scorers:
        missing = run.missing(scorer) if not args.files else None
        if missing:
            print(f"{scorer.component}: skipped, no {missing}")
            continue
        for row in scorer.score(run):
            print(f"{scorer.component}: {row.data}: {row.measure} {row.value:.1f}")


# ---- Measures ---------------------------------------------------------------------------------


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def percent(part, whole):
    return 100 * part / whole if whole else 0.0


def prf(right, found, gold):
    """Precision, recall and F1 in per cent, from counts."""
    precision, recall = percent(right, found), percent(right, gold)
    return precision, recall, f1(precision, recall)


def rows_prf(data, name, right, found, gold):
    for measure, value in zip(("P", "R", "F1"), prf(right, found, gold)):
        yield Row(data, f"{name} {measure}".strip(), value)


def parts(keys):
    """All keys, then the two halves of them: weights and rules are made while looking at half A alone, so
    that the distance between the halves says how much was fitted to what was seen. Yields (name, keys)."""
    keys = list(keys)
    in_b = {key: hashlib.sha256(str(key).encode()).digest()[0] & 1 for key in keys}
    yield "", keys
    yield ", half A", [key for key in keys if not in_b[key]]
    yield ", half B", [key for key in keys if in_b[key]]


def shingles(text, size=4):
    """The runs of `size` words with how often each occurs; of a shorter text, the text."""
    words = re.findall(r"\w+", text)
    if not words:
        return collections.Counter()
    return collections.Counter(tuple(words[i:i + size]) for i in range(max(1, len(words) - size + 1)))


# ---- Reading ----------------------------------------------------------------------------------


def read_bytes(path):
    data = pathlib.Path(path).read_bytes()
    if data[:6] == b"\xfd7zXZ\0":
        return lzma.decompress(data)
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def read_lines(path):
    return read_bytes(path).decode("utf-8").split("\n")


class Sentence(NamedTuple):
    document: str
    name: str               # sent_id
    starts_document: bool
    starts_paragraph: bool  # also true where a document starts
    rows: list              # of CoNLL-U columns


def read_conllu(path):
    document = name = ""
    rows, new_document, new_paragraph = [], False, False
    for line in read_lines(path):
        if line.startswith("# newdoc"):
            document, new_document = line.partition(" = ")[2], True
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line.startswith("# sent_id"):
            name = line.partition(" = ")[2]
        elif line and line[0] != "#":
            rows.append(line.split("\t"))
        elif not line and rows:
            yield Sentence(document, name, new_document, new_document or new_paragraph, rows)
            rows, new_document, new_paragraph = [], False, False


def words_of(sentence):
    """The rows of the syntactic words."""
    return [row for row in sentence.rows if row[0].isdigit()]


def surface(sentence):
    """Yields (form, rows of its words, has_space) of every token: "don't" has two words."""
    ranges = {}
    for row in sentence.rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            ranges[first] = (last, row)
    words, skip_to = words_of(sentence), 0
    for row in words:
        number = int(row[0])
        if number <= skip_to:
            continue
        skip_to, token = ranges.get(number, (number, row))
        yield token[1], words[number - 1:skip_to], "SpaceAfter=No" not in token[9]


class RawText:
    """A treebank's sentences as the text they were: a space after a token unless it says
    otherwise, an empty line before a paragraph. Words of one token are laid over its letters, and
    all get the whole token where their letters are not its letters. Offsets are in characters."""

    def __init__(self, sentences):
        parts, at = [], 0
        self.sentences = []  # (start, end)
        self.words = []      # a list for each sentence of (start, end), one for each word
        for sentence in sentences:
            if sentence.starts_paragraph and parts:
                parts.append("\n\n")
                at += 2
            start, places = at, []
            for form, rows, has_space in surface(sentence):
                places += self.lay_words(form, rows, at)
                parts.append(form + (" " if has_space else ""))
                end, at = at + len(form), at + len(parts[-1])
            self.words.append(places)
            self.sentences.append((start, end))
        self.text = "".join(parts)

    @staticmethod
    def lay_words(form, rows, at):
        if "".join(row[1] for row in rows) != form:
            return [(at, at + len(form))] * len(rows)
        places = []
        for row in rows:
            places.append((at, at + len(row[1])))
            at += len(row[1])
        return places


def char_offsets(text):
    """From byte offsets in UTF-8 to offsets in characters, the end included."""
    offsets, at = {}, 0
    for index, char in enumerate(text):
        offsets[at] = index
        at += len(char.encode("utf-8"))
    offsets[at] = len(text)
    return offsets


def annotate(run, articles):
    """The records of articles, given as dicts with "url" and "text", by url."""
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "articles.jsonl")
        pathlib.Path(path).write_text(lines, encoding="utf-8")
        records = [json.loads(line) for line in run.call("dateline", "annotate", path).splitlines()]
    return {record["url"]: record for record in records}
