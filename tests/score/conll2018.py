"""The measures of the CoNLL 2018 shared task: gold and system sentences as CoNLL-U, over the same characters.

Words outside of multiword tokens are the same if they have the same characters; in stretches where either side
has a multiword token, words are paired by the longest common subsequence of their forms. Relations count without
subtypes ("nsubj:pass" is "nsubj"), of the features those that are universal, and every lemma is right where
the treebank has none. The figures are those of the shared task's own script.
"""
import unicodedata

from scoring import prf

UNIVERSAL_FEATURES = set("""PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree
VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite""".split())
METRICS = ["tokens", "sentences", "words", "UPOS", "XPOS", "UFeats", "lemmas", "UAS", "LAS"]


def universal_features(column):
    return sorted(f for f in column.split("|") if f.split("=")[0] in UNIVERSAL_FEATURES)


class Word:
    def __init__(self, row, start, end, is_multiword):
        self.row, self.start, self.end, self.is_multiword = row, start, end, is_multiword
        self.form = row[1].lower()
        self.relation = row[7].split(":")[0]
        self.features = universal_features(row[5])
        self.head = None   # Word; None for a root
        self.match = None  # of a system's word: the gold word


def without_spaces(form):
    return "".join(c for c in form if unicodedata.category(c) != "Zs")


class Text:
    """Sentences laid over their characters."""

    def __init__(self, sentences):
        self.tokens, self.sentences, self.words, parts, at = set(), set(), [], [], 0
        for rows in sentences:
            start, first, covered = at, len(self.words), 0
            for row in rows:
                if "." in row[0]:
                    continue
                is_range = "-" in row[0]
                if is_range or int(row[0]) > covered:
                    parts.append(without_spaces(row[1]))
                    span = (at, at + len(parts[-1]))
                    self.tokens.add(span)
                    at = span[1]
                if is_range:
                    covered = int(row[0].split("-")[1])
                else:
                    self.words.append(Word(row, *span, int(row[0]) <= covered))
            self.sentences.add((start, at))
            for word in self.words[first:]:
                head = int(word.row[6])
                word.head = self.words[first + head - 1] if head else None
        self.characters = "".join(parts)


class Stretch:
    """The smallest stretch of both texts that begins at a multiword token and cuts none."""

    def __init__(self, sides, at):
        self.sides, self.at = sides, list(at)
        here = [side[i] for side, i in zip(sides, at)]
        leader = 0 if here[0].is_multiword else 1
        other = 1 - leader
        if not here[other].is_multiword and here[other].start < here[leader].start:
            self.at[other] += 1
        self.first, self.end = tuple(self.at), here[leader].end
        while any(self.is_within(side) for side in (0, 1)):
            self.take(0 if self.comes_first() else 1)

    def is_within(self, side):
        if self.at[side] >= len(self.sides[side]):
            return False
        word = self.sides[side][self.at[side]]
        return word.start < self.end if word.is_multiword else word.end <= self.end

    def comes_first(self):
        gold, system = self.sides
        return self.at[0] < len(gold) and (self.at[1] >= len(system) or
                                           gold[self.at[0]].start <= system[self.at[1]].start)

    def take(self, side):
        word = self.sides[side][self.at[side]]
        if word.is_multiword:
            self.end = max(self.end, word.end)
        self.at[side] += 1

    def words(self):
        return [side[first:end] for side, first, end in zip(self.sides, self.first, self.at)]


def common(gold, system):
    """The pairs of a longest common subsequence of forms."""
    longest = [[0] * (len(system) + 1) for _ in range(len(gold) + 1)]
    for g in reversed(range(len(gold))):
        for s in reversed(range(len(system))):
            longest[g][s] = max(longest[g + 1][s], longest[g][s + 1],
                                longest[g + 1][s + 1] + 1 if gold[g].form == system[s].form else 0)
    g = s = 0
    while g < len(gold) and s < len(system):
        if gold[g].form == system[s].form:
            yield gold[g], system[s]
            g, s = g + 1, s + 1
        elif longest[g][s] == longest[g + 1][s]:
            g += 1
        else:
            s += 1


def pairs(gold, system):
    g = s = 0
    while g < len(gold) and s < len(system):
        if gold[g].is_multiword or system[s].is_multiword:
            stretch = Stretch((gold, system), (g, s))
            yield from common(*stretch.words())
            g, s = stretch.at
        elif (gold[g].start, gold[g].end) == (system[s].start, system[s].end):
            yield gold[g], system[s]
            g, s = g + 1, s + 1
        elif gold[g].start <= system[s].start:
            g += 1
        else:
            s += 1


def right_metrics(gold, system):
    """What is right of a system's word that is paired with a gold one."""
    has_head = gold.head is system.head is None or (system.head is not None and gold.head is not None
                                                     and system.head.match is gold.head)
    right = {"words": True, "UPOS": gold.row[3] == system.row[3], "XPOS": gold.row[4] == system.row[4],
             "UFeats": gold.features == system.features, "lemmas": gold.row[2] in ("_", system.row[2]),
             "UAS": has_head, "LAS": has_head and gold.relation == system.relation}
    return [metric for metric, is_right in right.items() if is_right]


def evaluate(gold_sentences, system_sentences):
    """F1 by metric; each side is a list of sentences, lists of rows of ten columns."""
    gold, system = Text(gold_sentences), Text(system_sentences)
    if gold.characters != system.characters:
        at = next((i for i, (a, b) in enumerate(zip(gold.characters, system.characters)) if a != b),
                  min(len(gold.characters), len(system.characters)))
        raise ValueError(f"the characters differ: {gold.characters[at:at + 20]!r}, {system.characters[at:at + 20]!r}")
    counts = {"tokens": [len(gold.tokens & system.tokens), len(system.tokens), len(gold.tokens)],
              "sentences": [len(gold.sentences & system.sentences), len(system.sentences), len(gold.sentences)]}
    for metric in METRICS[2:]:
        counts[metric] = [0, len(system.words), len(gold.words)]
    matched = list(pairs(gold.words, system.words))
    for gold_word, word in matched:
        word.match = gold_word
    for gold_word, word in matched:
        for metric in right_metrics(gold_word, word):
            counts[metric][0] += 1
    return {metric: prf(*counts[metric])[2] for metric in METRICS}
