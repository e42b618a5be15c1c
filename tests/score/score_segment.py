#!/usr/bin/env python3
"""Scores sentences and tokens against a CoNLL-U treebank.

Usage: score_segment.py [--errors N] SEGMENT_TEXT_PROGRAM FILE.conllu[.xz]...

The raw text is put together as for the shared tasks: a space after each word unless SpaceAfter=No,
an empty line before each new paragraph or document. Words are the syntactic words: the parts of a
multiword token are laid over its letters. A predicted word or sentence is right if both its ends
are.
"""
import argparse
import collections
import lzma
import subprocess


def open_text(path):
    return lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")


def read_sentences(path):
    """Yields (starts_paragraph, rows) for every sentence."""
    rows, paragraph = [], False
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newpar") or line.startswith("# newdoc"):
                paragraph = True
            elif line and line[0] != "#":
                rows.append(line.split("\t"))
            elif not line and rows:
                yield paragraph, rows
                rows, paragraph = [], False


def surface(rows):
    """Yields (form, words, has_space): a token with its syntactic words."""
    multi = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            multi[first] = (last, row)
    skip_to = 0
    words = [row for row in rows if row[0].isdigit()]
    for row in words:
        number = int(row[0])
        if number <= skip_to:
            continue
        last, token = multi.get(number, (number, row))
        skip_to = last
        yield token[1], [w[1] for w in words[number - 1:last]], "SpaceAfter=No" not in token[9]


class Gold:
    def __init__(self, path):
        parts, at = [], 0
        self.words, self.sentences = set(), set()
        for paragraph, rows in read_sentences(path):
            if paragraph and parts:
                parts.append("\n\n")
                at += 2
            start = end = at
            for form, words, has_space in surface(rows):
                if "".join(words) == form:
                    inner = at
                    for word in words:
                        self.words.add((inner, inner + len(word)))
                        inner += len(word)
                else:
                    self.words.add((at, at + len(form)))
                parts.append(form)
                end = at = at + len(form)
                if has_space:
                    parts.append(" ")
                    at += 1
            self.sentences.add((start, end))
        self.text = "".join(parts)


def run_program(program, text):
    """Words and sentences as character offsets."""
    data = text.encode("utf-8")
    out = subprocess.run([program], input=data, stdout=subprocess.PIPE, check=True).stdout.decode()
    to_char, count = {}, 0
    for i, byte in enumerate(data):
        if byte & 0xC0 != 0x80:
            to_char[i] = count
            count += 1
    to_char[len(data)] = count
    words, sentences = set(), set()
    for line in out.splitlines():
        numbers = [to_char[int(n)] for n in line.split()]
        words.update(zip(numbers[::2], numbers[1::2]))
        sentences.add((numbers[0], numbers[-1]))
    return words, sentences


def score(gold, found):
    right = len(gold & found)
    precision, recall = right / max(1, len(found)), right / max(1, len(gold))
    return precision, recall, 2 * right / max(1, len(gold) + len(found))


def print_word_errors(gold, words, limit):
    """Clusters of overlapping wrong words, the most frequent first."""
    counts = collections.Counter()
    wrong = sorted([(s, e, 0) for s, e in gold.words - words] + [(s, e, 1) for s, e in words - gold.words])
    cluster, end = [], -1
    for item in wrong + [(1 << 40, 1 << 40, 0)]:
        if cluster and item[0] >= end:
            sides = ["|".join(gold.text[s:e] for s, e, side in cluster if side == k) for k in (0, 1)]
            counts[f"{sides[0]}   found: {sides[1]}"] += 1
            cluster = []
        cluster.append(item)
        end = max(end, item[1]) if len(cluster) > 1 else item[1]
    for text, count in counts.most_common(limit):
        print(f"  {count:4} {text}")


def print_sentence_errors(gold, sentences, limit):
    text = gold.text
    gold_ends, ends = {e for _, e in gold.sentences}, {e for _, e in sentences}
    for name, offsets in (("missed", gold_ends - ends), ("wrong", ends - gold_ends)):
        for end in sorted(offsets)[:: max(1, len(offsets) // limit)]:
            before, after = text[max(0, end - 60):end], text[end:end + 40]
            print(f"  {name} {before!r} || {after!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    for path in args.files:
        gold = Gold(path)
        words, sentences = run_program(args.program, gold.text)
        print(path)
        for name, a, b in (("words", gold.words, words), ("sentences", gold.sentences, sentences)):
            precision, recall, f1 = score(a, b)
            print(f"  {name:10} precision {100 * precision:6.2f}  recall {100 * recall:6.2f}  F1 {100 * f1:6.2f}")
        if args.errors:
            print_word_errors(gold, words, args.errors)
            print_sentence_errors(gold, sentences, args.errors)


if __name__ == "__main__":
    main()
