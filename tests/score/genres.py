#!/usr/bin/env python3
"""The table of models/README.md: the raw text of each genre of the development parts, as score_syntax.py
measures it. Usage: genres.py BUILD CORPORA
"""
import sys

from score_syntax import by_genre, score_raw_text
from scoring import Run, read_conllu, words_of

COLUMNS = ["sentences", "words", "UPOS", "XPOS", "UFeats", "lemmas", "UAS", "LAS"]


def print_row(run, name, sentences):
    figures = score_raw_text(run, sentences)
    count = sum(len(words_of(sentence)) for sentence in sentences)
    print(f"| {name} | {count:,} | " + " | ".join(f"{figures[c]:.1f}" for c in COLUMNS) + " |", flush=True)


def main():
    run = Run(*sys.argv[1:3])
    print("| | words | " + " | ".join(COLUMNS).replace("words |", "words F1 |") + " |\n|---|" + "---|" * (1 + len(COLUMNS)))
    for path in run.chosen("ud-*/*-dev.conllu.xz"):
        sentences = list(read_conllu(path))
        print_row(run, f"**{'EWT' if 'ewt' in path.name else 'GUM'}**", sentences)
        for genre, some in by_genre(sentences):
            print_row(run, genre, some)


if __name__ == "__main__":
    main()
