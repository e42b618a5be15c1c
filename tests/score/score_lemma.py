#!/usr/bin/env python3
"""Scores lemmas, given the treebank's own tags.

Usage: score_lemma.py [--errors N] LEMMA_TEXT_PROGRAM FILE.conllu[.xz]...
"""
import argparse
import collections
import lzma
import subprocess


def read_rows(path):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) == 10 and row[0].isdigit():
                yield row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    for path in args.files:
        rows = list(read_rows(path))
        text = "".join(f"{row[1]}\t{row[3]}\t{row[4]}\n" for row in rows)
        out = subprocess.run([args.program], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
        lemmas = out.decode().split("\n")
        wrong = collections.Counter((r[1], r[4], r[2], found) for r, found in zip(rows, lemmas) if r[2] != found)
        loose = sum(r[2].lower() == found.lower() for r, found in zip(rows, lemmas))
        print(f"{path}\n  lemmas {100 - 100 * sum(wrong.values()) / len(rows):.2f} %"
              f"  without regard to case {100 * loose / len(rows):.2f} %")
        for (form, tag, gold, found), count in wrong.most_common(args.errors):
            print(f"  {count:4} {form}/{tag} gold {gold} found {found}")


if __name__ == "__main__":
    main()
