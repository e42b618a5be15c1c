#!/usr/bin/env python3
"""Tags, lemmas and dependencies. Usage: see scoring.py; FILE is CoNLL-U, plain or .xz.

Once with the treebank's own words, where a figure is the share of right words, and once from raw
text, where it is the F1 over words whose both ends are right. Relations count without their
subtypes ("nsubj:pass" is "nsubj"). --errors N also prints the figures of each genre.
"""
import collections

from scoring import RawText, Row, Scorer, char_offsets, main, percent, prf, read_conllu, words_of

METRICS = ["UPOS", "XPOS", "lemma", "UAS", "LAS"]


def plain(relation):
    return relation.split(":")[0]


def parse(run, text, *options):
    """Sentences of [start, end, form, upos, xpos, lemma, head, relation]."""
    for block in run.call("parse_text", *options, text=text).split("\n\n"):
        if block.strip("\n"):
            yield [line.split("\t") for line in block.strip("\n").split("\n")]


def right_metrics(gold, found, same_head):
    """The metrics a word is right in; gold is a CoNLL-U row, found a row of the program."""
    right = {"UPOS": gold[3] == found[3], "XPOS": gold[4] == found[4],
             "lemma": gold[2] == found[5] or gold[2] == "_", "UAS": same_head,
             "LAS": same_head and plain(gold[7]) == plain(found[7])}
    return [metric for metric, is_right in right.items() if is_right]


def genre_of(document):
    parts = document.split("_")
    return parts[1] if parts[0] == "GUM" else document.split("-")[0]


def score_gold_words(run, sentences):
    """Right words by metric, and the count of words; both by genre, "" for all."""
    text = "".join("\t".join(row[1] for row in words_of(s)) + "\n" for s in sentences)
    right, count = collections.defaultdict(collections.Counter), collections.Counter()
    for sentence, found in zip(sentences, parse(run, text, "--tokens")):
        for gold, word in zip(words_of(sentence), found):
            for key in (genre_of(sentence.document), ""):
                right[key].update(right_metrics(gold, word, gold[6] == word[6]))
                count[key] += 1
    return right, count


def gold_places(sentences):
    """The raw text, and of each word by its place: its row and the place of its head, None for a root."""
    raw, gold = RawText(sentences), {}
    for sentence, places in zip(sentences, raw.words):
        for row, place in zip(words_of(sentence), places):
            head = int(row[6])
            gold[place] = (row, places[head - 1] if head else None)
    return raw.text, gold


def score_raw_text(run, sentences):
    text, gold = gold_places(sentences)
    to_char = char_offsets(text)
    right, found_words = collections.Counter(), 0
    for found in parse(run, text):
        places = [(to_char[int(w[0])], to_char[int(w[1])]) for w in found]
        found_words += len(found)
        for word, place in zip(found, places):
            if place in gold:
                row, head = gold[place]
                found_head = None if word[6] == "0" else places[int(word[6]) - 1]
                right.update(right_metrics(row, word, head == found_head))
    return {metric: prf(right[metric], found_words, len(gold))[2] for metric in METRICS}


def score(run):
    for path in run.chosen("ud-*/*-dev.conllu.xz"):
        sentences = list(read_conllu(path))
        right, count = score_gold_words(run, sentences)
        run.report_errors(f"{genre:12} {count[genre]:6} words  " + "  ".join(
            f"{m} {percent(right[genre][m], count[genre]):5.1f}" for m in METRICS) for genre in sorted(count) if genre)
        data = f"{path.name.split('.')[0]}, "
        for metric, value in score_raw_text(run, sentences).items():
            yield Row(data + "raw text", f"{metric} F1", value)
        for metric in METRICS:
            yield Row(data + "gold words", metric, percent(right[""][metric], count[""]))


SCORERS = [Scorer("tags, dependencies", ("ud-ewt",),
                  "CoNLL 2018: on raw text, F1 over words whose both ends are right, relations without subtypes; "
                  "on the treebank's words, the share of right ones.", score)]

if __name__ == "__main__":
    main(SCORERS)
