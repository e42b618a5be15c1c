"""Reads what the language core learns from: treebanks (CoNLL-U), lists of names, plain sentences.

A sentence is a Sentence of parallel lists, one entry a word; what a source does not know is None.
"""
import dataclasses
import glob
import json
import lzma
import os
import re


@dataclasses.dataclass
class Sentence:
    words: list
    tags: list = None        # "VERB/VBD"
    feats: list = None       # "Mood=Ind|Tense=Past|VerbForm=Fin"
    lemmas: list = None
    heads: list = None       # 0 for the root, else 1 + index of the head
    relations: list = None
    names: list = None       # per word the set of labels it may have: {"B-PER"}, {"B-GPE", "B-LOC"}
    spaces: list = None      # whether a space follows
    source: str = ""         # "ewt/weblog-...", "gum/GUM_news_..."


# Marks of writing, not of grammar: nothing downstream asks for them.
DROPPED_FEATS = ("Typo", "Abbr", "ExtPos", "Style", "NumForm", "Foreign", "CorrectForm")


def plain_feats(feats):
    kept = [f for f in feats.split("|") if f.split("=")[0] not in DROPPED_FEATS and f != "_"]
    return "|".join(kept) or "_"


def open_text(path):
    return (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8")


def read_blocks(path):
    """Comment lines and rows of each sentence of a CoNLL-U file."""
    comments, rows = [], []
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield comments, rows
                comments, rows = [], []
            elif line[0] == "#":
                comments.append(line)
            else:
                rows.append(line.split("\t"))
    if rows:
        yield comments, rows


def read_treebank(path, prefix):
    document = ""
    for comments, rows in read_blocks(path):
        for line in comments:
            if line.startswith("# newdoc id"):
                document = line.partition(" = ")[2]
        inner_of_joined = set()
        for row in rows:
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                inner_of_joined.update(range(first, last))
        rows = [row for row in rows if row[0].isdigit()]
        sentence = Sentence(
            words=[r[1] for r in rows], tags=[f"{r[3]}/{r[4]}" for r in rows],
            feats=[plain_feats(r[5]) for r in rows],
            lemmas=[r[2] if r[2] != "_" or r[1] == "_" else None for r in rows],
            heads=[int(r[6]) for r in rows], relations=[r[7] for r in rows],
            spaces=["SpaceAfter=No" not in r[9] and int(r[0]) not in inner_of_joined for r in rows],
            source=f"{prefix}/{document}")
        if prefix == "gum":
            sentence.names = gum_names(rows)
        yield sentence


# ---- names ------------------------------------------------------------------------------------

NAME_CLASSES = ["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK"]
PLACE = ("GPE", "LOC", "FAC")
TITLES = set("""mr mr. mrs mrs. ms ms. dr dr. prof prof. professor president minister sir lord lady
    king queen prince princess pope senator sen. rep. gov. governor general gen. col. colonel captain
    capt. lt. sgt. sergeant judge justice secretary chancellor chairman rev. reverend father sister
    brother uncle aunt ambassador mayor minister premier speaker spokesman spokeswoman spokesperson
    major admiral deputy vice prime foreign leader coach""".split())


def mark_name(names, start, end, classes):
    """The words of [start, end) are one name of one of the classes."""
    names[start] = {f"B-{c}" for c in classes}
    for i in range(start + 1, end):
        names[i] = {f"I-{c}" for c in classes}


GUM_CLASSES = {"person": ("PER",), "organization": ("ORG",), "place": PLACE}


def gum_spans(rows):
    """(start, end, type) of the entities that open and close within the sentence."""
    open_spans, spans = {}, []
    for i, row in enumerate(rows):
        entity = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
            if part[0] == "(":
                name, kind = part[1:].rstrip(")").split("-")[:2]
                if part[-1] == ")":
                    spans.append((i, i + 1, kind))
                else:
                    open_spans.setdefault(name, []).append((i, kind))
            elif open_spans.get(part[:-1].split("-")[0]):
                start, kind = open_spans[part[:-1].split("-")[0]].pop()
                spans.append((start, i + 1, kind))
    return spans


def name_of_span(rows, start, end):
    """The name within an entity span whose head is a proper noun; None if it has none."""
    inside = range(start, end)
    head = next((i for i in inside if not start < int(rows[i][6]) <= end), None)
    if head is None or rows[head][3] != "PROPN":
        return None

    def belongs(i):
        return rows[i][3] in ("PROPN", "NUM") or rows[i][1] in "-–&" or (
            rows[i][1][:1].isupper() and rows[i][3] in ("NOUN", "ADJ", "VERB"))
    first, last = head, head
    while first > start and belongs(first - 1):
        first -= 1
    while last + 1 < end:
        if belongs(last + 1):
            last += 1
        elif (last + 2 < end and rows[last + 1][1].lower() in ("of", "the", "and", "for", "de", "la", "&", "in")
              and belongs(last + 2) and rows[last + 1][1].lower() != "in"):
            last += 2
        elif last + 3 < end and rows[last + 1][1] == "of" and rows[last + 2][1] == "the" and belongs(last + 3):
            last += 3
        else:
            break
    while last > head and not rows[last][1][:1].isalnum():
        last -= 1
    while first < last and not rows[first][1][:1].isalnum():
        first += 1
    return first, last + 1


def without_titles(rows, start, end):
    """The name after the last title in it; empty if a title ends it."""
    titles = [i for i in range(start, end) if rows[i][1].lower() in TITLES]
    return (titles[-1] + 1 if titles else start), end


def gum_names(rows):
    """Names of persons, organisations and places; of other entities nothing is known."""
    names = [{"O"} for _ in rows]
    known = None
    for start, end, kind in sorted(gum_spans(rows), key=lambda s: s[0] - s[1]):
        span = name_of_span(rows, start, end)
        if span is None:
            continue
        if any(names[i] != {"O"} for i in range(*span)):
            continue
        if kind == "person":
            span = without_titles(rows, *span)
            if span[0] == span[1] or rows[span[1] - 1][4] == "NNPS":
                continue
        if kind in GUM_CLASSES:
            mark_name(names, *span, GUM_CLASSES[kind])
        elif kind in ("event", "object", "abstract"):
            for i in range(*span):
                names[i] = {"O", "B-EVENT", "I-EVENT", "B-WORK", "I-WORK", "B-NORP"}
    for i, row in enumerate(rows):
        if names[i] == {"O"} and row[3] == "ADJ" and row[1][:1].isupper() and i:
            names[i] = {"O", "B-NORP"}
        elif names[i] == {"O"} and row[3] == "PROPN" and row[1].lower() not in TITLES:
            names[i] = None
    return names


CALENDAR = set("""monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec""".split())


ORGANISATION_WORDS = set("""inc inc. corp corp. co. ltd ltd. llc company corporation group bank university
    college school institute department ministry agency commission committee council party union association
    federation foundation organization organisation army navy force forces police court church times post
    news journal press club team senate congress parliament house office center centre services service
    systems energy airlines airways international university society league board authority bureau""".split())


def is_name_word(word):
    return word.lower() not in CALENDAR and "@" not in word and "://" not in word and not word.startswith("www.")


def checked_names(labels, tags, words):
    """Names of another program, set right by the treebank's tags: without a proper noun there is no
    name but of a people; a proper noun that it left out may be one."""
    names = [None if tag.startswith("PROPN") and is_name_word(word) else {"O"} for tag, word in zip(tags, words)]
    for start, end, kind in spans_of(labels):
        if kind == "NORP":
            if words[start][:1].isupper():
                mark_name(names, start, end, (kind,))
            continue
        inside = [i for i in range(start, end) if tags[i].startswith("PROPN") and is_name_word(words[i])]
        if inside and kind in ("EVENT", "WORK"):
            mark_name(names, start, end, (kind,))
        elif inside:
            first = inside[0]
            while first > start and words[first - 1][:1].isupper() and tags[first - 1][:3] in ("ADJ", "NOU", "VER"):
                first -= 1
            mark_name(names, first, inside[-1] + 1, (kind,))
            if kind == "ORG" and not any(w.lower() in ORGANISATION_WORDS for w in words[first:inside[-1] + 1]):
                for i in range(first, inside[-1] + 1):  # what it knows least about
                    names[i] = names[i] | {"O"}
    return names


def add_names(banks, paths):
    """Gives the sentences of a treebank the names read_names finds for them; returns all others."""
    silver = {tuple(s.words): s for path in paths for s in read_names(path)}
    for sentence in banks:
        found = silver.pop(tuple(sentence.words), None)
        if found and not sentence.names:
            labels = [next(iter(allowed)) for allowed in found.names]
            sentence.names = checked_names(labels, sentence.tags, sentence.words)
    return list(silver.values())


CROSSNER_CLASSES = {
    "country": ("GPE",), "location": PLACE, "organisation": ("ORG",), "politicalparty": ("ORG",),
    "person": ("PER",), "politician": ("PER",), "election": ("EVENT",), "event": ("EVENT",)}


def read_crossner(path):
    words, labels = [], []
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        if line.strip():
            word, label = line.split()
            words.append(word)
            labels.append(label)
        elif words:
            names = []
            for label in labels:
                if label == "O":
                    names.append({"O", "B-NORP"})
                else:
                    classes = CROSSNER_CLASSES.get(label[2:])
                    names.append({f"{label[:2]}{c}" for c in classes} if classes else None)
            yield Sentence(words=words, names=names, source="crossner")
            words, labels = [], []


def read_names(path):
    """Sentences of `word<TAB>label` lines, as label_names.py writes them."""
    words, names = [], []
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        if line.strip():
            word, label = line.rstrip("\n").split("\t")
            words.append(word)
            names.append({label})
        elif words:
            yield Sentence(words=words, names=names, source="names")
            words, names = [], []


UNER_CLASS = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def read_uner(path):
    """(words, [(start, end, class)]) of each sentence."""
    words, labels = [], []
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        if line.startswith("#"):
            continue
        if line.strip():
            row = line.split("\t")
            words.append(row[1])
            labels.append(row[2])
        elif words:
            yield words, {s for s in spans_of(labels) if s[2] in ("PER", "ORG", "LOC")}
            words, labels = [], []


def spans_of(labels):
    spans, start = [], None
    for i, label in enumerate(list(labels) + ["O"]):
        inside = start is not None and label == "I-" + labels[start][2:]
        if start is not None and not inside:
            spans.append((start, i, labels[start][2:]))
            start = None
        if label != "O" and start is None:
            start = i
    return spans


def read_lines(path, limit=None, step=1):
    """Plain sentences, a line each, words parted by spaces."""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % step == 0:
                yield Sentence(words=line.split(), source="news")
                limit = limit and limit - 1
                if limit == 0:
                    return


def treebanks(corpora, part):
    sentences = []
    for name, pattern in (("ewt", "ud-ewt/*-{}.conllu*"), ("gum", "ud-gum/*-{}.conllu*")):
        for path in sorted(glob.glob(os.path.join(corpora, pattern.format(part)))):
            sentences += read_treebank(path, name)
    return sentences
