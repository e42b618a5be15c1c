#!/usr/bin/env python3
"""Scores tags, lemmas and dependencies against CoNLL-U treebanks, as the CoNLL 2018 shared task did.

Usage: score_syntax.py [--genres] PARSE_TEXT_PROGRAM FILE.conllu[.xz]...

Once with the treebank's own tokens, where a figure is the share of right words, and once from raw
text, where it is the F1 over words whose both ends are right. Relations count without their
subtypes ("nsubj:pass" is "nsubj").
"""
import argparse
import collections
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from score_segment import open_text, surface  # noqa: E402

METRICS = ["UPOS", "XPOS", "lemma", "UAS", "LAS"]


def read_sentences(path):
    """Yields (genre, starts_paragraph, rows) for every sentence."""
    rows, paragraph, genre = [], False, ""
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                name = line.split(" = ")[1]
                genre = "_".join(name.split("_")[:2]) if name.startswith("GUM_") else name.split("-")[0].split("_")[0]
            if line.startswith("# newpar") or line.startswith("# newdoc"):
                paragraph = True
            elif line and line[0] != "#":
                rows.append(line.split("\t"))
            elif not line and rows:
                yield genre, paragraph, rows
                rows, paragraph = [], False


def plain(relation):
    return relation.split(":")[0]


def run(program, text, *options):
    """Sentences of [start, end, form, upos, xpos, lemma, head, relation]."""
    out = subprocess.run([program, *options], input=text.encode("utf-8"), stdout=subprocess.PIPE, check=True)
    sentence = []
    for line in out.stdout.decode("utf-8").split("\n"):
        if line:
            sentence.append(line.split("\t"))
        elif sentence:
            yield sentence
            sentence = []


def compare(gold, found, same_head):
    """Which metrics a word is right in; gold is a CoNLL-U row, found a row of the program."""
    right = {"UPOS": gold[3] == found[3], "XPOS": gold[4] == found[4],
             "lemma": gold[2] == found[5] or gold[2] == "_", "UAS": same_head}
    right["LAS"] = same_head and plain(gold[7]) == plain(found[7])
    return right


def print_row(name, words, right):
    figures = "  ".join(f"{m} {100 * right[m] / max(1, words):5.2f}" for m in METRICS)
    print(f"  {name:16} {words:6} words  {figures}")


def score_gold_tokens(program, sentences, by_genre):
    words = [[row for row in rows if row[0].isdigit()] for _, _, rows in sentences]
    text = "".join("\t".join(row[1] for row in rows) + "\n" for rows in words)
    right, count = collections.defaultdict(collections.Counter), collections.Counter()
    for (genre, _, _), rows, found in zip(sentences, words, run(program, text, "--tokens")):
        for gold, word in zip(rows, found):
            for key in (genre, "all"):
                right[key].update(m for m, ok in compare(gold, word, gold[6] == word[6]).items() if ok)
                count[key] += 1
    for key in sorted(count) if by_genre else ["all"]:
        print_row(key, count[key], right[key])


def gold_text(sentences):
    """The raw text and {(start, end): (row, span of the head or None)} in characters."""
    parts, at, spans = [], 0, {}
    for _, paragraph, rows in sentences:
        if paragraph and parts:
            parts.append("\n\n")
            at += 2
        places = {}
        numbers = iter([row for row in rows if row[0].isdigit()])
        for form, words, has_space in surface(rows):
            inner = at
            for word in words:
                row = next(numbers)
                whole = "".join(words) != form
                places[row[0]] = (at, at + len(form)) if whole else (inner, inner + len(word))
                inner += len(word)
            parts.append(form + (" " if has_space else ""))
            at += len(parts[-1])
        for row in rows:
            if row[0].isdigit():
                spans[places[row[0]]] = (row, places.get(row[6]))
    return "".join(parts), spans


def score_raw_text(program, sentences):
    text, gold = gold_text(sentences)
    to_char, at = {}, 0
    for i, c in enumerate(text):
        to_char[at] = i
        at += len(c.encode("utf-8"))
    to_char[at] = len(text)
    right, found_words = collections.Counter(), 0
    for found in run(program, text):
        places = [(to_char[int(w[0])], to_char[int(w[1])]) for w in found]
        found_words += len(found)
        for word, place in zip(found, places):
            if place not in gold:
                continue
            row, head = gold[place]
            found_head = None if word[6] == "0" else places[int(word[6]) - 1]
            right.update(m for m, ok in compare(row, word, head == found_head).items() if ok)
    half = (len(gold) + found_words) / 2
    print_row("raw text", round(half), right)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--genres", action="store_true")
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    for path in args.files:
        sentences = list(read_sentences(path))
        print(path)
        score_gold_tokens(args.program, sentences, args.genres)
        score_raw_text(args.program, sentences)


if __name__ == "__main__":
    main()
