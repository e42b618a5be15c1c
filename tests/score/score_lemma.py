#!/usr/bin/env python3
"""Lemmas of a treebank's words, given its own tags. Usage: see scoring.py; FILE is CoNLL-U, plain or .xz."""
import collections

from scoring import Row, Scorer, main, percent, read_conllu, words_of


def score(run):
    for path in run.chosen("ud-*/*-dev.conllu.xz"):
        rows = [row for sentence in read_conllu(path) for row in words_of(sentence)]
        text = "".join(f"{row[1]}\t{row[3]}\t{row[4]}\n" for row in rows)
        lemmas = run.call("lemma_text", text=text).split("\n")
        wrong = collections.Counter((r[1], r[4], r[2], found) for r, found in zip(rows, lemmas) if r[2] != found)
        run.report_errors("%4d %s/%s gold %s found %s" % (count, *what) for what, count in wrong.most_common())
        right = len(rows) - sum(wrong.values())
        yield Row(path.name.split(".")[0], "lemmas, gold tags", percent(right, len(rows)))


SCORERS = [Scorer("lemmas", ("ud-ewt",),
                  "Share of the treebank's words whose lemma is the treebank's, given its words and tags.", score)]

if __name__ == "__main__":
    main(SCORERS)
