"""Pairs of parties with the relation between them: reading what people labelled and what event_pairs prints.

A label is "NONE" or a type of PLOVER with a sign: ">" the first in the text does it to the second, "<" the
second to the first, "=" both to one another.
"""
import re
import subprocess
import zlib
from typing import NamedTuple

import numpy as np

TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
         " COERCE ASSAULT").split()
WIDTH = 192  # of a context
LABELS = ["NONE"] + [name + sign for sign in "><=" for name in TYPES]
NUMBER = {name: i for i, name in enumerate(LABELS)}
SWAPPED = [NUMBER[name.translate(str.maketrans("<>", "><"))] for name in LABELS]


class Labelled(NamedTuple):
    name: str      # of the article, or of the sentence
    text: str      # of the sentence
    first: tuple   # bytes in it
    second: tuple
    label: int
    weight: float
    held: bool     # kept back for measuring


class Part(NamedTuple):
    words: list  # of (role, word)
    marks: list


class Pair(NamedTuple):
    """A line of event_pairs."""
    name: str
    sentence: tuple
    first: tuple
    second: tuple
    predicate: tuple
    book: list   # what the code book says, as labels
    shared: Part
    parties: list
    answer: str         # of the model that was built in; empty: none was
    probability: float
    place: tuple  # number of its sentence in the file of contexts; words of it: first, second, what joins


def is_held(name):
    return zlib.crc32(name.encode()) % 10 == 3


# ---- What people labelled ---------------------------------------------------------------------


def number_of(word):
    """(label, weight): "?" is a guess."""
    sure = word.rstrip("?")
    if sure not in NUMBER:
        return None, 0.0
    return NUMBER[sure], 1.0 if sure == word else 0.6


def rows_of(path):
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


MARK = re.compile(rb"\[([ST]):([^\]]*)\]")


def read_written(path):
    """Sentences made for this: TYPE, and both parties marked [S:...] and [T:...]."""
    for number, (word, marked) in enumerate(rows_of(path)):
        text, (first, second) = parse_marked(marked.encode())
        label = NUMBER[word + ">" if word in TYPES else word]
        if second < first:
            first, second, label = second, first, SWAPPED[label]
        name = f"w{number}"
        yield Labelled(name, text, first, second, label, 1.0, is_held(name))


def parse_marked(marked):
    out, spans, at = b"", {}, 0
    for found in MARK.finditer(marked):
        out += marked[at:found.start()]
        spans[found[1]] = (len(out), len(out) + len(found[2]))
        out += found[2]
        at = found.end()
    out += marked[at:]
    return (out.decode(), [spans[b"S"], spans[b"T"]]) if set(spans) == {b"S", b"T"} else None


def examples(table, prefix):
    """(name, example) of the rows of a table of rules."""
    for number, fields in enumerate(rows_of(table)):
        if len(fields) > 2:
            yield f"{prefix}{number}", fields[-1].strip()


# ---- What the program sees --------------------------------------------------------------------


def run(program, texts, work, name):
    """What event_pairs sees in texts, (name, text), to WORK/name.pairs and .contexts."""
    stream = b"".join(f"{name} {len(text.encode())}\n".encode() + text.encode() for name, text in texts)
    with open(work / f"{name}.pairs", "wb") as out:
        subprocess.run([program, work / f"{name}.contexts"], input=stream, stdout=out, check=True)


class Contexts:
    """Words of sentences and what the network of syntax knows of each; what a file holds, event_pairs.c says."""

    def __init__(self, path):
        raw, at, self.words, names, places, starts = path.read_bytes(), 0, [], [], [], [0]
        while at < len(raw):
            count, at = int.from_bytes(raw[at:at + 4], "little"), at + 4
            for _ in range(count):
                end = at + 1 + raw[at]
                self.words.append(raw[at + 1:end].decode(errors="replace"))
                names.append(raw[end])
                places.append(end + 1)
                at = end + 5 + WIDTH
            starts.append(len(self.words))
        self.starts = np.array(starts)  # of sentences
        self.is_name = np.array(names, np.bool_)
        bytes_, places = np.frombuffer(raw, np.uint8), np.array(places, np.int64)
        self.scales = bytes_[places[:, None] + np.arange(4)].view("<f4")[:, 0]
        self.values = np.empty((len(places), WIDTH), np.int8)
        for i in range(0, len(places), 1 << 16):
            self.values[i:i + (1 << 16)] = bytes_[places[i:i + (1 << 16), None] + 4 + np.arange(WIDTH)].view(np.int8)


def read_part(words, marks):
    pairs = (word.split(":", 1) for word in words.split(" ") if word)
    return Part([(int(role), word) for role, word in pairs], [int(mark) for mark in marks.split()])


def read_pairs(path):
    with open(path, encoding="utf-8") as file:
        next(file)
        for line in file:
            f = line.rstrip("\n").split("\t")
            numbers = [int(x) for x in f[1:9]]
            yield Pair(f[0], *(tuple(numbers[i:i + 2]) for i in range(0, 8, 2)), f[9].split(",") if f[9] else [],
                       read_part(f[10], f[11]), [read_part(f[12], f[13]), read_part(f[14], f[15])],
                       f[16], float(f[17]), tuple(map(int, f[18].split())))


def sizes(path):
    """(shared roles, shared marks, party roles, party marks)"""
    with open(path, encoding="utf-8") as file:
        return tuple(int(x) for x in next(file).split())
