#!/usr/bin/env python3
"""Learns data/events/given.tsv: what the code book's word weighs beside the learnt relations. Usage:

    given.py BUILD CORPORA WORK       WORK keeps what the program says of each pair

From the labelled pairs that the learnt relations were set with and never trained on (is_held), of the part "train":
multinomial logistic regression over the answers, with the features of event_given.c. BUILD has been made with -Dtrain=true.
"""
import json
import lzma
import math
import pathlib
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "score"))
from given import NONE, QUAD
from score_pairs import NEWS, TRAIN, asked_of, read_pairs
from scoring import Run

TYPES = list(QUAD)
ANSWERS = [(NONE, "")] + [(name, sign) for sign in "><=" for name in TYPES]
WEIGHTS = ["model", "silent", "told", "same", "type", "quad"]
SAYS = {
    "model": "how much the logarithm of the model counts, of all answers",
    "silent": "NONE, where the code book has nothing between the two",
    "told": "NONE, where it has something",
    "same": "the type and the way that the code book has",
    "type": "the type that it has, another way",
    "quad": "the other types of the same quad",
}
PRIOR = 0.05  # pulls weights towards 0
NOTHING = 0.5  # share of the rows between whose parties nothing happens, in files that people will bring: the labelled
               # pairs have more


def is_held(name):  # as in pairs.py, which needs more than this
    return zlib.crc32(name.encode()) % 10 == 3


def write_scores(build, corpora, work):
    pairs = [pair for pair in read_pairs() if pair.part == TRAIN and pair.is_sure and is_held(pair.article)]
    wanted, run = {pair.article for pair in pairs}, Run(build, corpora)
    with lzma.open(corpora / NEWS, "rt", encoding="utf-8") as lines:
        texts = {article["id"]: article["text"] for article in map(json.loads, lines) if article["id"] in wanted}
    rows = asked_of(run, texts, pairs)
    lines = "".join(json.dumps({"id": row.name, "sentence": row.text}) + "\n" for row in rows)
    run.program = lambda name: build / "tools/train" / name
    out = run.call("given_scores", text=lines).splitlines()
    labels = [f"{pair.type}{pair.direction}" for pair in pairs]
    assert len(out) == len(labels)
    work.write_text("".join(f"{label}\t{line}\n" for label, line in zip(labels, out)))


def features(answer, share, told):
    """What is true of one answer, a number a weight."""
    name, sign = answer
    out = [math.log(max(share, 1e-6))] + [0.0] * (len(WEIGHTS) - 1)
    on = None
    if name == NONE:
        on = "silent" if told == "-" else "told"
    elif told != "-":
        book = told[:-1]
        on = "same" if told == name + sign else "type" if name == book else "quad" if QUAD[name] == QUAD[book] else None
    if on:
        out[WEIGHTS.index(on)] = 1.0
    return out


def read_cases(path):
    """(features of every answer, number of the right one)"""
    for line in path.read_text().splitlines():
        label, _, told, shares = line.split("\t")
        shares = [float(share) for share in shares.split()]
        right = ANSWERS.index((label, "") if label == NONE else (label[:-1], label[-1]))
        yield [features(answer, share, told) for answer, share in zip(ANSWERS, shares)], right


def balance(cases):
    """What a case counts, so that NONE has its share of the whole."""
    none = sum(right == 0 for _, right in cases)
    return [len(cases) * (NOTHING / none if right == 0 else (1 - NOTHING) / (len(cases) - none)) for _, right in cases]


def step(cases, counts, weights):
    """(log-likelihood, gradient, Hessian's negative) of the penalised likelihood."""
    count = len(weights)
    total, gradient = 0.0, [-PRIOR * w for w in weights]
    curve = [[PRIOR if i == k else 0.0 for k in range(count)] for i in range(count)]
    for (answers, right), counts_as in zip(cases, counts):
        scores = [sum(w * x for w, x in zip(weights, answer)) for answer in answers]
        most = max(scores)
        shares = [math.exp(score - most) for score in scores]
        whole = sum(shares)
        shares = [share / whole for share in shares]
        total += counts_as * math.log(shares[right])
        mean = [sum(share * answer[i] for share, answer in zip(shares, answers)) for i in range(count)]
        for i in range(count):
            gradient[i] += counts_as * (answers[right][i] - mean[i])
            for k in range(i, count):
                both = sum(share * answer[i] * answer[k] for share, answer in zip(shares, answers) if answer[i] and answer[k])
                curve[i][k] += counts_as * (both - mean[i] * mean[k])
    for i in range(count):
        for k in range(i):
            curve[i][k] = curve[k][i]
    return total, gradient, curve


def solve(matrix, vector):
    """Gauss, with the largest pivot."""
    rows = [row[:] + [value] for row, value in zip(matrix, vector)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(len(rows)):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def main(build, corpora, work):
    if not work.exists():
        write_scores(build, corpora, work)
    cases = list(read_cases(work))
    weights = [1.0] + [0.0] * (len(WEIGHTS) - 1)
    for _ in range(8):
        total, gradient, curve = step(cases, balance(cases), weights)
        print(f"{len(cases)} pairs, {total / len(cases):.4f}", " ".join(f"{w:.2f}" for w in weights), file=sys.stderr)
        weights = [w + d for w, d in zip(weights, solve(curve, gradient))]
    print("# What the code book's word weighs beside the learnt relations, where two parties are given: a number is added to the\n"
          "# logarithm of what the model gives an answer. Learnt by tools/train/relations/given.py.\n"
          "# weight\tvalue\tof which answers")
    for name, weight in zip(WEIGHTS, weights):
        print(f"{name}\t{weight:.2f}\t{SAYS[name]}")


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:4]))
