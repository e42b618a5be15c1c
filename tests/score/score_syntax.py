#!/usr/bin/env python3
"""Tags, lemmas and dependencies. Usage: see scoring.py; FILE is CoNLL-U, plain or .xz.

Once with the treebank's own words, where a figure is the share of right words, and once from raw text,
through `dateline annotate --format conllu --plain`, where it is the F1 of the CoNLL 2018 shared task
(conll2018.py). Relations count without their subtypes ("nsubj:pass" is "nsubj"). genres.py has the figures
of each genre.
"""
import collections
import pathlib
import tempfile

from conll2018 import evaluate, universal_features
from scoring import RawText, Row, Scorer, main, percent, read_conllu, words_of

METRICS = ["UPOS", "XPOS", "UFeats", "lemma", "UAS", "LAS"]


def plain(relation):
    return relation.split(":")[0]


def parse(run, text, *options):
    """Sentences of [start, end, form, upos, xpos, lemma, head, relation, features]."""
    for block in run.call("parse_text", *options, text=text).split("\n\n"):
        if block.strip("\n"):
            yield [line.split("\t") for line in block.strip("\n").split("\n")]


def right_metrics(gold, found, same_head):
    """The metrics a word is right in; gold is a CoNLL-U row, found a row of the program."""
    right = {"UPOS": gold[3] == found[3], "XPOS": gold[4] == found[4],
             "UFeats": universal_features(gold[5]) == universal_features(found[8]),
             "lemma": gold[2] == found[5] or gold[2] == "_", "UAS": same_head,
             "LAS": same_head and plain(gold[7]) == plain(found[7])}
    return [metric for metric, is_right in right.items() if is_right]


def genre_of(document):
    parts = document.split("_")
    return parts[1] if parts[0] == "GUM" else document.split("-")[0]


def score_gold_words(run, sentences):
    """Right words by metric, and the count of words."""
    text = "".join("\t".join(row[1] for row in words_of(s)) + "\n" for s in sentences)
    right, count = collections.Counter(), 0
    for sentence, found in zip(sentences, parse(run, text, "--tokens")):
        for gold, word in zip(words_of(sentence), found):
            right.update(right_metrics(gold, word, gold[6] == word[6]))
            count += 1
    return right, count


def score_raw_text(run, sentences):
    """The treebank's text as a plain file through the program, as its user would call it."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "text.txt")
        path.write_text(RawText(sentences).text, encoding="utf-8")
        output = pathlib.Path(folder, "text.conllu")
        output.write_text(run.call("dateline", "annotate", "--format", "conllu", "--plain", str(path)), encoding="utf-8")
        return evaluate([s.rows for s in sentences], [s.rows for s in read_conllu(output)])


def by_genre(sentences):
    genres = collections.defaultdict(list)
    for sentence in sentences:
        genres[genre_of(sentence.document)].append(sentence)
    return sorted(genres.items())


def score(run):
    for path in run.chosen("ud-*/*-dev.conllu.xz"):
        sentences = list(read_conllu(path))
        right, count = score_gold_words(run, sentences)
        data = f"{path.name.split('.')[0]}, "
        for metric, value in score_raw_text(run, sentences).items():
            yield Row(data + "raw text", f"{metric} F1", value)
        for metric in METRICS:
            yield Row(data + "gold words", metric, percent(right[metric], count))


SCORERS = [Scorer("tags, dependencies", ("ud-ewt",),
                  "CoNLL 2018: on raw text, through `dateline annotate --format conllu --plain`, the F1 of the shared "
                  "task's script; on the treebank's words, the share of right ones.", score)]

if __name__ == "__main__":
    main(SCORERS)
