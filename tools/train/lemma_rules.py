#!/usr/bin/env python3
"""Learns data/syntax/lemma_suffixes.tsv and lemma_words.tsv.

Usage: lemma_rules.py OUT_DIR NEWS_TEXT WORDNET_DIR TRAIN.conllu...

Pairs of form and lemma come from the treebanks' lemma column, from WordNet's lists of irregular
forms and from the regular inflection of the verbs, nouns and adjectives WordNet knows. Suffix
rules are learnt from the shortest suffix to longer ones: a longer one is added where most of its
words need another change than the shorter one makes. Words that are still wrong become rows of
lemma_words.tsv, if they occur in the treebanks or often enough in NEWS_TEXT.
"""
import collections
import pathlib
import re
import sys

LONGEST_SUFFIX = 5
LEAST_NEWS_COUNT = 3
CLASSES = {
    "noun": {"NNS"}, "past": {"VBD", "VBN"}, "gerund": {"VBG"}, "third": {"VBZ"},
    "comparative": {"JJR", "RBR"}, "superlative": {"JJS", "RBS"},
}
VOWELS = "aeiou"


def read_conllu(path):
    for line in open(path, encoding="utf-8"):
        row = line.rstrip("\n").split("\t")
        if len(row) == 10 and row[0].isdigit():
            yield row


def wordnet_lemmas(directory, part):
    for line in open(f"{directory}/index.{part}", encoding="utf-8"):
        word = line.split(" ", 1)[0]
        if re.fullmatch("[a-z]{2,}", word):
            yield word


def wordnet_exceptions(directory, part):
    for line in open(f"{directory}/{part}.exc", encoding="utf-8"):
        form, *lemmas = line.split()
        if re.fullmatch("[a-z]+", form) and re.fullmatch("[a-z]+", lemmas[0]):
            yield form, lemmas[0]


def plural(word):
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if re.search(r"[^aeiou]o$", word):
        return word + "es"
    return word + "s"


def verb_forms(word):
    yield "third", plural(word)
    if word.endswith("e"):
        yield "past", word + "d"
        yield "gerund", word + "ing" if re.search("(ee|oe|ye)$", word) else (
            word[:-2] + "ying" if word.endswith("ie") else word[:-1] + "ing")
    elif re.search(r"[^aeiou]y$", word):
        yield "past", word[:-1] + "ied"
        yield "gerund", word + "ing"
    else:
        yield "past", word + "ed"
        yield "gerund", word + "ing"


def compare_forms(word):
    stem = word[:-1] + "i" if re.search(r"[^aeiou]y$", word) else word.removesuffix("e")
    yield "comparative", stem + "er"
    yield "superlative", stem + "est"


def is_short(word):
    return len(re.findall("[aeiouy]+", word)) == 1 or word.endswith("y") and len(word) < 7


def gather(directory, treebanks, news):
    """class -> form -> Counter of lemmas, weighted."""
    pairs = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))

    def add(group, form, lemma, weight):
        pairs[group][form][lemma] += weight * (1 + min(news[form], 1000) ** 0.5)

    irregular = {form for form, _ in wordnet_exceptions(directory, "verb")}
    doubled = {lemma for form, lemma in wordnet_exceptions(directory, "verb") if form.endswith("ed")}
    verbs = set(wordnet_lemmas(directory, "verb"))
    for verb in sorted(verbs):
        for group, form in verb_forms(verb):
            if verb in doubled and group != "third" and verb + "e" in verbs:
                continue  # "planed" is of "plane"
            if form not in irregular:
                add(group, form, verb, 1.1 if verb.endswith("e") else 1)
    for form, lemma in wordnet_exceptions(directory, "verb"):
        group = "gerund" if form.endswith("ing") else "third" if form.endswith("s") else "past"
        add(group, form, lemma, 1)
    for noun in wordnet_lemmas(directory, "noun"):
        if not noun.endswith("s"):
            add("noun", plural(noun), noun, 1)
    for form, lemma in wordnet_exceptions(directory, "noun"):
        if form != lemma:
            add("noun", form, lemma, 0.5)
    for adjective in wordnet_lemmas(directory, "adj"):
        if is_short(adjective):
            for group, form in compare_forms(adjective):
                add(group, form, adjective, 0.2)
    for form, lemma in [*wordnet_exceptions(directory, "adj"), *wordnet_exceptions(directory, "adv")]:
        add("superlative" if form.endswith("st") else "comparative", form, lemma, 1)
    known = {lemma for forms in pairs.values() for lemmas in forms.values() for lemma in lemmas}
    for path in treebanks:
        for row in read_conllu(path):
            for group, tags in CLASSES.items():
                form, lemma = row[1].lower(), row[2].lower()
                if row[4] not in tags or not re.fullmatch(r"[^\W\d_]+", form) or "Typo=Yes" in row[5]:
                    continue
                if lemma in known or form not in pairs[group]:  # else the treebank errs
                    add(group, form, lemma, 20)
    return pairs


def edit(form, lemma):
    """(letters to cut, letters to add)."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return len(form) - shared, lemma[shared:]


def apply(form, change):
    cut, add = change
    return form[:len(form) - cut] + add


def find_rule(rules, form):
    for length in range(min(LONGEST_SUFFIX, len(form) - 1), -1, -1):
        change = rules.get(form[len(form) - length:])
        if change is not None and change[0] < len(form):
            return change
    return 0, ""


def learn(forms):
    best = {form: lemmas.most_common(1)[0] for form, lemmas in forms.items()}
    rules = {}
    for length in range(LONGEST_SUFFIX + 1):
        votes = collections.defaultdict(collections.Counter)
        needed = collections.Counter()
        for form, (lemma, weight) in best.items():
            change = edit(form, lemma)
            if len(form) <= length or change[0] > length + 2:
                continue
            suffix = form[len(form) - length:]
            votes[suffix][change] += weight
            needed[suffix, change] += 1
        for suffix, changes in sorted(votes.items()):
            change, weight = max(changes.items(), key=lambda item: (item[1], item[0]))
            old = find_rule(rules, "x" * 12 + suffix)
            gain = weight - changes.get(old, 0)
            if change != old and needed[suffix, change] >= 3 and gain > 0:
                rules[suffix] = change
    return best, rules


def main():
    out, news_path, wordnet, *treebanks = sys.argv[1:]
    news = collections.Counter(re.findall("[a-z]+", open(news_path, encoding="utf-8").read().lower()))
    seen = {row[1].lower() for path in treebanks for row in read_conllu(path)}
    suffix_rows, word_rows = [], []
    for group, forms in gather(wordnet, treebanks, news).items():
        best, rules = learn(forms)
        for suffix, (cut, add) in sorted(rules.items()):
            suffix_rows.append(f"{group}\t{suffix or '-'}\t{cut}\t{add or '-'}")
        for form, (lemma, _) in sorted(best.items()):
            if apply(form, find_rule(rules, form)) != lemma and (form in seen or news[form] >= LEAST_NEWS_COUNT):
                word_rows.append(f"{group}\t{form}\t{lemma}")
    head = "# Made by tools/train/lemma_rules.py from the treebanks and WordNet; see README.md.\n"
    pathlib.Path(out, "lemma_suffixes.tsv").write_text(
        head + "# The longest suffix that fits decides; '-' is no letter. cut: letters taken off the end.\n"
        "# class\tsuffix\tcut\tadd\n" + "\n".join(suffix_rows) + "\n", encoding="utf-8")
    pathlib.Path(out, "irregular.tsv").write_text(
        head + "# Forms that the suffix rules get wrong.\n"
        "# class\tform\tlemma\n" + "\n".join(word_rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
