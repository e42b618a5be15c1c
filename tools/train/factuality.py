#!/usr/bin/env python3
"""Learns the weights of data/events/factuality.tsv.

    factuality.py BUILD CORPORA > data/events/factuality.tsv

The value of a word is 3 * tanh(sum of the weights of all that is true of it); what is true of a word, the program
itself says (predicate_status --features), so that training and use cannot differ. Learnt are the train parts of
UDS-IH2 and MEANTIME together, by gradient descent on the squared error with Adagrad. MEANTIME is news and has nouns, but is
small: each of its words counts three times. Of UDS-IH2 those words are left out that are negated and yet marked as
having happened (its readers often judged whether the sentence as a whole is so). What undoes an event that is a noun
("cancelled the visit", "a failed attack") is too rare there to be learnt and is set by hand (BY_HAND).

Needs numpy.
"""
import collections
import pathlib
import sys

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "score"))
from score_status import ask, read_items  # noqa: E402
from scoring import Run  # noqa: E402

TRAIN = (("factuality/uds_ih2-train.jsonl.xz", 1.0), ("factuality/meantime-train.jsonl.xz", 3.0))
LEAST_WORDS = 6      # that something must be true of
LEAST_WEIGHT = 0.03  # smaller ones are left out
DECAY, RATE, ROUNDS, BATCH = 2e-3, 0.1, 12, 64
GONE = "cancel postpone delay suspend abandon avert foil thwart scrap shelve block prevent avoid stop halt reject lack".split()
GONE_NOUNS = "cancellation postponement delay suspension abandonment rejection lack absence".split()
BY_HAND = {f"head={lemma} {relation}": -3.0 for lemma in GONE for relation in ("obj", "nsubj:pass")}
BY_HAND |= {f"head={lemma} nmod": -3.0 for lemma in GONE_NOUNS}
BY_HAND |= {"beside=negated": -3.5, "beside head=negated": -3.0, "head says=denied ccomp": -1.5}


def read(run):
    """(names, value, weight) of every word."""
    for path, weight in TRAIN:
        text, items = read_items(run.corpora / path)
        for line, item in zip(ask(run, text, items, "--features"), items):
            names = sorted(set(line.split("\t")[1:]))
            if weight != 1 or item.value <= 0 or "negated" not in names:
                yield names, item.value, weight


def learn(rows, values, weights, start):
    """rows: a matrix of the numbers of names, filled up with the last one, which has no weight."""
    random = numpy.random.default_rng(0)
    learnt, squares = numpy.zeros(len(start)), numpy.full(len(start), 1e-6)
    mean, count = numpy.zeros(len(start)), 0
    for turn in range(ROUNDS):
        order = random.permutation(len(values))
        for at in range(0, len(order), BATCH):
            chosen = order[at:at + BATCH]
            names = rows[chosen]
            height = numpy.tanh((learnt + start)[names].sum(1))
            slope = (3 * height - values[chosen]) * 3 * (1.02 - height * height) * weights[chosen]
            gradient = numpy.zeros(len(start))
            numpy.add.at(gradient, names.ravel(), numpy.repeat(slope, names.shape[1]))
            gradient = gradient / len(chosen) + DECAY * learnt
            gradient[-1] = 0
            squares += gradient * gradient
            learnt -= RATE * (1 - turn / ROUNDS) * gradient / numpy.sqrt(squares)
        if turn >= ROUNDS // 2:
            mean, count = mean + learnt, count + 1
    return mean / count + start


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    words = list(read(Run(sys.argv[1], sys.argv[2])))
    counts = collections.Counter(name for names, _, _ in words for name in names)
    names = sorted(name for name in counts if counts[name] >= LEAST_WORDS or name in BY_HAND)
    names += sorted(name for name in BY_HAND if name not in counts)
    number = {name: index for index, name in enumerate(names)}
    rows = numpy.full((len(words), max(len(names) for names, _, _ in words)), len(names))
    for row, (true_of, _, _) in zip(rows, words):
        known = [number[name] for name in true_of if name in number]
        row[:len(known)] = known
    start = numpy.array([BY_HAND.get(name, 0.0) for name in names] + [0.0])
    learnt = learn(rows, numpy.array([word[1] for word in words]), numpy.array([word[2] for word in words]), start)
    print("# thing that is true of a word\tweight")
    for name, weight in sorted(zip(names, learnt)):
        if abs(weight) >= LEAST_WEIGHT:
            print(f"{name}\t{weight:.2f}")


if __name__ == "__main__":
    main()
