#!/usr/bin/env python3
"""Learns where sentences end and which words are two, where the rules leave it open: makes models/splitter.bin.

    splitter.py BUILD CORPORA OUT [--hold]

BUILD holds tools/train/split_cues (meson -Dtrain=true), CORPORA ud-ewt, ud-gum and news-plain as for `make score`.
With --hold a tenth of the documents of the train parts is kept back and the answers on it are counted: the way to
choose cues and settings. Without, all are learnt from. Takes a few minutes.

What is learnt from: the train parts as they are; copies with other quotation marks, datelines, glued sentences,
joined paragraphs, in capitals or none; copies whose "it's" is written "its"; and news articles, where the rules'
opinion is the answer, so that what web pages do is not done to news.
"""
import argparse
import hashlib
import json
import pathlib
import random
import re
import struct
import subprocess
import sys
from typing import NamedTuple

import numpy
import torch
import xxhash

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "score"))
from scoring import RawText, read_conllu, read_lines, surface

SEED = 20261122
BITS, WIDTH = 14, 16
SCALE = 32            # a weight of a row times this is the byte in the file
OUT_SCALE = 256
BATCH, RATE = 512, 0.004
ROUNDS = 3, 12        # of ends, of words
BARS = 0.5, 0.0       # a score above is yes; chosen on what --hold keeps back
NEWS_ARTICLES = 700
DOUBT_ARTICLES = 3000 # of which only the paragraphs with doubtful words are read
BY_RULES = 0xFFFFFFFF
DOUBTFUL = {"its", "your", "lets", "whose", "ill", "id"}  # of which copies are made
CITIES = ["PARIS", "SEOUL", "NEW YORK", "Nairobi", "MEXICO CITY", "Warsaw", "TEHRAN, Iran", "SAO PAULO, Brazil"]
MONTHS = ["Jan.", "Feb.", "March", "April", "May", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
AGENCIES = ["(AP)", "(Reuters)", "(AFP)", "/ABC/", "(Xinhua)", "(News Desk)"]
RANKS = ["PM", "FM", "EU", "UN", "US", "BBC", "NATO", "Gen.", "Lt. Col.", "J. R.", "President", "Foreign Minister"]
QUOTES = [("“", "”"), ("„", "“"), ("«", "»"), ("''", "''"), ("‘", "’"), ('"', '"')]


class Text(NamedTuple):
    text: str
    ends: list    # offsets in bytes; None: by rules
    twos: list
    end_weight: float
    word_weight: float


# ---- Texts and the copies of them ----


def headline_letters(form):
    return form[:1].upper() + form[1:] if len(form) > 3 else form


class Ways:
    """How a copy is written; shares of places where it is."""
    def __init__(self, **ways):
        self.quotes = self.glue = self.join = self.dateline = self.bare = self.headline = self.lines = self.ranks = 0.0
        self.letters = str
        self.wrap = False
        self.__dict__.update(ways)


class Writer:
    def __init__(self, ways, rng):
        self.ways, self.rng = ways, rng
        self.parts, self.at, self.is_new = [], 0, True
        self.ends, self.twos = [], []
        self.marks, self.is_open = QUOTES[-1], False
        self.has_lines, self.width, self.column = rng.random() < ways.lines, 72, 0
        self.letters = ways.letters

    def put(self, text):
        self.parts.append(text)
        self.at += len(text.encode())

    def start_paragraph(self):
        ways, rng = self.ways, self.rng
        self.is_open = False
        self.marks = rng.choice(QUOTES) if rng.random() < ways.quotes else QUOTES[-1]
        if self.parts:
            self.put(" " if rng.random() < ways.join else "\n" if self.has_lines else "\n\n")
            self.column = 0
        if rng.random() < ways.dateline:
            day = rng.choice(["", f", {rng.choice(MONTHS)} {rng.randint(1, 31)}"])
            self.put(f"{rng.choice(CITIES)}{day} {rng.choice(AGENCIES)} {rng.choice(['-', '—', '--'])} ")

    def put_quote(self):
        self.is_open = not self.is_open
        self.put(self.marks[0] if self.is_open else self.marks[1])

    def put_token(self, form, rows, has_space, is_last):
        ways = self.ways
        if self.column == 0 or self.is_new:
            self.letters = headline_letters if self.rng.random() < ways.headline else ways.letters
        if not self.is_new and rows[0][3] == "PROPN" and self.rng.random() < ways.ranks:
            self.put(self.rng.choice(RANKS) + " ")
        self.is_new = is_last
        bare = form.replace("'", "").replace("’", "")
        if form == '"':
            self.put_quote()
        elif bare != form and bare.lower() in DOUBTFUL and self.rng.random() < ways.bare:
            self.twos.append(self.at)
            self.put(self.letters(bare))
        else:
            if "".join(row[1] for row in rows) == form and len(rows) > 1:
                self.twos.append(self.at)
            self.put(self.letters(form))
        if is_last:
            self.ends.append(self.at)
        is_glued = is_last and form in ".!?" and self.rng.random() < ways.glue
        self.column += len(form) + 1
        if has_space and not is_glued:
            is_break = self.ways.wrap and self.column > self.width
            self.put("\n" if is_break else " ")
            self.column = 1 if is_break else self.column


def write_copy(sentences, ways, rng, end_weight, word_weight):
    writer = Writer(ways, rng)
    for sentence in sentences:
        if sentence.starts_paragraph:
            writer.start_paragraph()
        tokens = list(surface(sentence))
        for number, (form, rows, has_space) in enumerate(tokens):
            writer.put_token(form, rows, has_space, number + 1 == len(tokens))
    return Text("".join(writer.parts), writer.ends, sorted(writer.twos), end_weight, word_weight)


COPIES = [
    (Ways(), 1.0, 1.0),
    (Ways(quotes=0.7, glue=0.1, dateline=0.2, ranks=0.1), 0.3, 0.0),
    (Ways(join=0.15, quotes=0.3, glue=0.03), 0.2, 0.0),
    (Ways(lines=1.0, headline=0.05), 0.3, 0.0),
    (Ways(lines=0.5, wrap=True), 0.2, 0.0),
    (Ways(headline=0.5, ranks=0.2), 0.15, 0.0),
    (Ways(letters=str.lower), 0.1, 0.0),
    (Ways(letters=str.upper), 0.05, 0.0),
    (Ways(bare=1.0), 0.0, 0.2),
]


def documents(path):
    document = []
    for sentence in read_conllu(path):
        if sentence.starts_document and document:
            yield document
            document = []
        document.append(sentence)
    yield document


def doubtful_parts(text):
    return "\n\n".join(part for part in re.split("\n+", text) if set(re.findall("[a-z]+", part.lower())) & DOUBTFUL)


def is_held(document):
    return hashlib.sha256(document[0].document.encode()).digest()[0] < 26


def read_texts(corpora, hold):
    """(what is learnt from, what is held back)"""
    rng = random.Random(SEED)
    learnt, held = [], {}
    for path in sorted(corpora.glob("ud-*/*-train.conllu.xz")):
        for document in documents(path):
            if hold and is_held(document):
                held.setdefault(path.parent.name, []).append(write_copy(document, *COPIES[0][:1], rng, 1, 1))
                continue
            learnt += [write_copy(document, ways, rng, *weights) for ways, *weights in COPIES]
    lines = [line for line in read_lines(corpora / "news-plain/articles.jsonl.xz") if line]
    for number, line in enumerate(rng.sample(lines, NEWS_ARTICLES + DOUBT_ARTICLES)):
        text = Text(json.loads(line)["text"], None, [], 0.5, 1.0)
        if number >= NEWS_ARTICLES:
            text = Text(doubtful_parts(text.text), None, [], 0.0, 1.0)
        if hold and number % 10 == 0:
            held.setdefault("news", []).append(text)
        else:
            learnt.append(text)
    return learnt, held


# ---- Cues ----


class Places(NamedTuple):
    cues: numpy.ndarray     # [place][cue]
    answers: numpy.ndarray
    rules: numpy.ndarray
    weights: numpy.ndarray


def numbers(values):
    return struct.pack(f"<I{len(values)}I", len(values), *values)


def request(text):
    data = text.text.encode()
    ends = struct.pack("<I", BY_RULES) if text.ends is None else numbers(text.ends)
    return struct.pack("<I", len(data)) + ends + numbers(text.twos) + data


def read_places(build, texts):
    """Places of ends and of words, as the program sees them."""
    found = ([], []), ([], [])
    for weights in sorted({(text.end_weight, text.word_weight) for text in texts}):
        asked = b"".join(request(text) for text in texts if (text.end_weight, text.word_weight) == weights)
        done = subprocess.run([build / "tools/train/split_cues"], input=asked, stdout=subprocess.PIPE, check=True)
        data = numpy.frombuffer(done.stdout, dtype="<u4")
        at = 0
        while at < len(data):
            kind, count = data[at], data[at + 4]
            if weights[kind] > 0:
                found[kind][0].append(data[at:at + 5 + count])
                found[kind][1].append(weights[kind])
            at += 5 + count
    places = []
    for records, weights in found:
        table = numpy.stack(records)
        cues = (table[:, 5:] & ((1 << BITS) - 1)).astype("i4")
        places.append(Places(cues, table[:, 1].astype("f4"), table[:, 2].astype("f4"),
                             numpy.array(weights, dtype="f4")))
    return places


# ---- Learning ----


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rows = torch.nn.EmbeddingBag(1 << BITS, WIDTH, mode="sum", sparse=False)
        torch.nn.init.normal_(self.rows.weight, std=0.05)
        self.bias = torch.nn.Parameter(torch.zeros(WIDTH))
        self.out = torch.nn.Parameter(torch.randn(WIDTH) * 0.5)
        self.offset = torch.nn.Parameter(torch.zeros(1))

    def forward(self, cues):
        return torch.relu(self.rows(cues) + self.bias) @ self.out + self.offset


def learn(places, rounds, bar):
    torch.manual_seed(SEED)
    net = Net()
    cues, answers = torch.from_numpy(places.cues), torch.from_numpy(places.answers)
    weights = torch.from_numpy(places.weights)
    best = torch.optim.Adam(net.parameters(), lr=RATE)
    steps = rounds * (len(answers) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(best, RATE, total_steps=steps, pct_start=0.1)
    loss_of = torch.nn.BCEWithLogitsLoss(reduction="none")
    for _ in range(rounds):
        for part in torch.randperm(len(answers)).split(BATCH):
            bag = torch.nn.functional.dropout(torch.ones(len(part), cues.shape[1]), 0.1)
            scores = torch.relu(
                torch.nn.functional.embedding_bag(cues[part], net.rows.weight, mode="sum", per_sample_weights=bag)
                + net.bias) @ net.out + net.offset
            loss = (loss_of(scores, answers[part]) * weights[part]).sum() / BATCH
            best.zero_grad()
            (loss + 2e-6 * net.rows.weight.square().sum()).backward()
            best.step()
            schedule.step()
            with torch.no_grad():
                net.rows.weight.clamp_(-127 / SCALE, 127 / SCALE)
    with torch.no_grad():
        net.offset -= bar
    return net


def answers_of(net, places):
    with torch.no_grad():
        return torch.cat([net(part) for part in torch.from_numpy(places.cues).split(8192)]).numpy()


def report(name, kind, net, places):
    said = answers_of(net, places) > 0
    known, rules = places.answers > 0.5, places.rules > 0.5
    print(f"{name} {kind}: {len(known)} places, {known.sum()} yes; "
          f"missed {(known & ~said).sum()} wrong {(said & ~known).sum()}; "
          f"rules: missed {(known & ~rules).sum()} wrong {(rules & ~known).sum()}", flush=True)


# ---- The file ----


def net_bytes(net):
    bias = (net.bias * SCALE).round().to(torch.int16)
    out = (net.out * OUT_SCALE).round().to(torch.int16)
    rows = (net.rows.weight * SCALE).round().clamp(-127, 127).to(torch.int8)
    offset = round(net.offset.item() * SCALE * OUT_SCALE)
    return struct.pack("<i", offset) + b"".join(part.detach().numpy().tobytes() for part in (bias, out, rows))


def write_file(path, nets):
    body = b"".join(net_bytes(net) for net in nets)
    path.write_bytes(b"DLSPLIT\0" + struct.pack("<IIQ", 1, BITS, xxhash.xxh3_64_intdigest(body)) + body)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--hold", action="store_true", help="keep a tenth back and count the answers on it")
    args = parser.parse_args()
    torch.set_num_threads(1)
    learnt, held = read_texts(args.corpora, args.hold)
    parts = read_places(args.build, learnt)
    nets = [learn(*part) for part in zip(parts, ROUNDS, BARS)]
    for name, texts in sorted(held.items()):
        for kind, net, places in zip(("ends", "words"), nets, read_places(args.build, texts)):
            report(name, kind, net, places)
    write_file(args.out, nets)


if __name__ == "__main__":
    main()
