"""A word to rows of the hashed tables of the student; src/model does the same.

    Washington -> words:  two hashes of "washington"
                  parts:  prefixes "w" "wa" "was" "wash", suffixes "n" ... "ngton",
                          three letters at a time "^wa" "was" ... "on$", shape "Xxx"
"""
import numpy as np
import xxhash

WORD_BITS, PART_BITS = 17, 15
WORD_ROWS, PART_ROWS = 1 << WORD_BITS, 1 << PART_BITS
LONGEST_HASHED = 64     # bytes
LONGEST_PREFIX, LONGEST_SUFFIX, MOST_TRIPLES = 4, 5, 20
SEEDS = {"word": (1, 2), "prefix": 10, "suffix": 20, "triple": 30, "shape": 40}

PLAIN = {"‘": "'", "’": "'", "ʼ": "'", "‐": "-", "‑": "-"}


def lower_of(word):
    out = []
    for c in word:
        low = PLAIN.get(c, c).lower()
        out.append(low if len(low) == 1 else c)
    return "".join(out)


def cut(text):
    encoded = text.encode()[:LONGEST_HASHED]
    return encoded.decode(errors="ignore")


def row(text, seed, rows):
    return xxhash.xxh3_64_intdigest(text.encode(), seed) & (rows - 1)


def shape_of(word):
    out = []
    for c in word:
        kind = ("X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else
                c if c.isascii() else "?")
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return "".join(out)[:12]


def rows_of(word):
    """Rows of a word: first the two of its own, then those of its parts (numbered after all words)."""
    plain = cut("".join("0" if c.isdigit() else c for c in lower_of(word)))
    rows = [row(plain, seed, WORD_ROWS) for seed in SEEDS["word"]]
    parts = [row(plain[:n], SEEDS["prefix"] + n, PART_ROWS) for n in range(1, min(LONGEST_PREFIX, len(plain)) + 1)]
    parts += [row(plain[-n:], SEEDS["suffix"] + n, PART_ROWS) for n in range(1, min(LONGEST_SUFFIX, len(plain)) + 1)]
    marked = f"^{plain}$"
    parts += [row(marked[i:i + 3], SEEDS["triple"], PART_ROWS) for i in range(min(len(plain), MOST_TRIPLES))]
    parts.append(row(shape_of(word), SEEDS["shape"], PART_ROWS))
    return rows + [WORD_ROWS + p for p in parts]


CASES = 4


def letter_case(words):
    """0 a sentence, 1 no capitals, 2 all capitals, 3 Title Case."""
    lower = capitalised = upper = 0
    for w in words:
        if len(w) < 3 or not w[0].isalpha() or not w[-1].isalpha():
            continue
        if not w[0].isupper():
            lower += 1
        elif w[-1].isupper():
            upper += 1
        else:
            capitalised += 1
    total = lower + capitalised + upper
    if total < 3:
        return 0
    if lower == total:
        return 1
    if upper * 10 >= total * 8:
        return 2
    return 3 if lower * 4 <= total else 0


class WordTypes:
    """Numbers of words, and the rows of each as one flat array."""

    def __init__(self):
        self.numbers = {}
        self.rows = []

    def number(self, word):
        found = self.numbers.get(word)
        if found is None:
            found = self.numbers[word] = len(self.rows)
            self.rows.append(np.array(rows_of(word), dtype=np.int64))
        return found

    def of(self, words):
        return np.array([self.number(w) for w in words], dtype=np.int64)
