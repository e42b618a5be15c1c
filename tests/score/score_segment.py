#!/usr/bin/env python3
"""Sentences and words of a treebank's raw text. Usage: see scoring.py; FILE is CoNLL-U, plain or .xz.

A found word or sentence is right if both its ends are.
"""
import collections

from scoring import RawText, Row, Scorer, char_offsets, main, prf, read_conllu


def run_program(run, text):
    """Words and sentences as (start, end) in characters."""
    to_char = char_offsets(text)
    words, sentences = set(), set()
    for line in run.call("segment_text", text=text).splitlines():
        numbers = [to_char[int(n)] for n in line.split()]
        words.update(zip(numbers[::2], numbers[1::2]))
        sentences.add((numbers[0], numbers[-1]))
    return words, sentences


def word_errors(text, gold, found):
    """Clusters of overlapping wrong words, the most frequent first."""
    counts = collections.Counter()
    wrong = sorted([(s, e, 0) for s, e in gold - found] + [(s, e, 1) for s, e in found - gold])
    cluster, end = [], -1
    for item in wrong + [(1 << 40, 1 << 40, 0)]:
        if cluster and item[0] >= end:
            sides = ["|".join(text[s:e] for s, e, side in cluster if side == k) for k in (0, 1)]
            counts[f"{sides[0]}   found: {sides[1]}"] += 1
            cluster = []
        cluster.append(item)
        end = max(end, item[1]) if len(cluster) > 1 else item[1]
    return [f"{count:4} {what}" for what, count in counts.most_common()]


def sentence_errors(text, gold, found, limit):
    """Missed and wrong ends, spread over the text."""
    gold_ends, ends = {e for _, e in gold}, {e for _, e in found}
    for name, offsets in (("missed", gold_ends - ends), ("wrong", ends - gold_ends)):
        for end in sorted(offsets)[::max(1, len(offsets) // max(1, limit))]:
            yield f"{name} {text[max(0, end - 60):end]!r} || {text[end:end + 40]!r}"


def score(run):
    for path in run.chosen("ud-*/*-dev.conllu.xz"):
        raw = RawText(read_conllu(path))
        gold_words, gold_sentences = {w for words in raw.words for w in words}, set(raw.sentences)
        words, sentences = run_program(run, raw.text)
        run.report_errors(word_errors(raw.text, gold_words, words))
        run.report_errors(sentence_errors(raw.text, gold_sentences, sentences, run.errors))
        for name, gold, found in (("sentences", gold_sentences, sentences), ("words", gold_words, words)):
            yield Row(path.name.split(".")[0], f"{name} F1", prf(len(gold & found), len(found), len(gold))[2])


SCORERS = [Scorer("sentences, words", ("ud-ewt",),
                  "CoNLL 2018, on raw text: a sentence or a syntactic word is right if both its ends are.", score)]

if __name__ == "__main__":
    main(SCORERS)
