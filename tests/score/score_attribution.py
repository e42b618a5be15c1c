#!/usr/bin/env python3
"""Quotations against the attribution relations of GUM's discourse trees. Usage: see scoring.py.

A satellite with the relation attribution-positive or -negative says who holds what its nucleus
says: "[Researchers say] [that children lack iodine]". Of GUM's annotation

- the source is the tokens of its signal "attribution_source" ("Researchers"),
- the cue those of its lexical signals, indicative words and phrases ("say"),
- the content the units below its nucleus, without the nucleus's own satellites.

Attributions without a lexical signal are left out: they are told by the layout alone (a byline above
a whole text, a speaker's name before his lines).

Ours are a quotation's speaker, cue and span. GUM's attributions also are of thought and perception
("I suspect", "we saw") and of holders that are no persons ("the results show"): what only tells of
speech cannot find them all.

The clause level is mapped to spans so: a conjunction that opens the clause ("that", "whether", "if") is part of
GUM's content and of ours; of our source only the noun phrase counts, up to a comma or a relative clause, as an
apposition is a unit of its own in GUM ("Tom Molomby SC, the barrister, said"). Words that go on behind their speaker
("…," X said, "…", and the next sentences in marks) are part of the same content.

Rules were made while looking at two thirds of the documents, dev and train. A document is of the held-out third if
the first byte of the SHA-256 of its name is divisible by three; its errors are never printed nor looked at.

Spans are compared as sets of words, without punctuation. A quotation and an attribution are paired
where their contents share most words, each once. Exact: both sets of the pair are the same.
Overlap: shared words of the pairs over all found words, and over all gold words.
"""
import collections
import hashlib
import re
import xml.etree.ElementTree as ElementTree
from typing import NamedTuple

from scoring import RawText, Row, Scorer, annotate, main, prf, read_conllu, words_of

ROLES = ("source", "cue", "content")


class Attribution(NamedTuple):
    source: frozenset  # numbers of words in the document
    cue: frozenset
    content: frozenset


# ---- Gold ----


class Tree:
    """A document's discourse tree: the words of its units and who hangs on whom."""

    def __init__(self, path):
        root = ElementTree.parse(path).getroot()
        types = {rel.get("name"): rel.get("type") for rel in root.iter("rel")}
        self.words, self.children, self.parent, self.relation = {}, collections.defaultdict(list), {}, {}
        at = 0
        for node in (*root.iter("segment"), *root.iter("group")):
            name, parent, relation = node.get("id"), node.get("parent"), node.get("relname")
            if node.tag == "segment":
                count = len(node.text.split())
                self.words[name] = range(at, at + count)
                at += count
            self.parent[name], self.relation[name] = parent, relation
            if parent is not None:
                self.children[parent].append((name, types.get(relation) == "rst"))
        self.word_count = at
        self.signals = collections.defaultdict(list)
        for signal in root.iter("signal"):
            words = [int(n) - 1 for n in (signal.get("tokens") or "").split(",") if n]
            self.signals[signal.get("source")].append((signal.get("subtype"), words))

    def words_below(self, name, with_satellites):
        """The words of a node, and with its satellites or without those that hang on itself."""
        words = set(self.words.get(name, ()))
        for child, is_satellite in self.children[name]:
            if with_satellites or not is_satellite:
                words |= self.words_below(child, True)
        return words

    def attributions(self, is_word):
        for name, relation in self.relation.items():
            if relation is None or not relation.startswith("attribution"):
                continue
            of = collections.defaultdict(list)
            for subtype, words in self.signals[name]:
                of[subtype] += words
            if not of["indicative_word"] + of["indicative_phrase"]:
                continue
            roles = (of["attribution_source"], of["indicative_word"] + of["indicative_phrase"],
                     self.words_below(self.parent[name], False))
            yield Attribution(*(frozenset(w for w in words if is_word[w]) for words in roles))


# ---- Found ----


OPENERS = {"that", "whether", "if"}
ENDERS = {"who", "whom", "which", "whose", "that", ",", "(", "–", "—", "--", ":"}


def found_attributions(record, places, words):
    """The quotations of a record; places are of the document's words in bytes of the page."""
    def numbers(evidence):
        if not evidence or "page" not in evidence:
            return []
        start, end = evidence["page"]
        return [n for n, (s, e) in enumerate(places) if s < end and start < e]

    def phrase_of(found):
        cut = next((n for n in found[1:] if words.forms[n].lower() in ENDERS), None)
        return [n for n in found if cut is None or n < cut]

    def clause_of(found):
        before = found[0] - 1 if found else -1
        return [before, *found] if before >= 0 and words.forms[before].lower() in OPENERS else found

    def real(found):
        return frozenset(n for n in found if words.is_word[n])

    parts = collections.defaultdict(list)  # of what is said around its cue
    for quotation in record.get("quotations", ()):
        if quotation["rule"] in ("QT-SPLIT", "QT-CONTINUES"):
            parts[quotation["continues"]] += numbers(quotation)
    for quotation in record.get("quotations", ()):
        if quotation["rule"] in ("QT-SPLIT", "QT-CONTINUES"):
            continue
        yield Attribution(real(phrase_of(numbers(quotation.get("source") or quotation.get("speaker")))),
                          real(numbers(quotation.get("cue"))), real(clause_of(numbers(quotation)) + parts[quotation["id"]]))


def byte_places(raw):
    """The places of the words in bytes."""
    to_byte, at = [], 0
    for char in raw.text:
        to_byte.append(at)
        at += len(char.encode("utf-8"))
    to_byte.append(at)
    return [(to_byte[start], to_byte[end]) for places in raw.words for start, end in places]


# ---- Comparing ----


def pairs_of(gold, found):
    """Gold with found whose contents share words, the most first, each once."""
    shared = sorted(((-len(g.content & f.content), i, k) for i, g in enumerate(gold) for k, f in enumerate(found)
                     if g.content & f.content))
    used_gold, used_found = set(), set()
    for _, i, k in shared:
        if i not in used_gold and k not in used_found:
            used_gold.add(i)
            used_found.add(k)
            yield gold[i], found[k]


class Tally:
    def __init__(self):
        self.counts, self.gold = collections.Counter(), 0

    def add(self, gold, found):
        self.gold += len(gold)
        pairs = list(pairs_of(gold, found))
        for role in ROLES:
            for side, attributions in (("gold", gold), ("found", found)):
                spans = [getattr(one, role) for one in attributions]
                self.counts[role, side, "exact"] += sum(bool(span) for span in spans)
                self.counts[role, side, "overlap"] += sum(map(len, spans))
            for one, other in pairs:
                a, b = getattr(one, role), getattr(other, role)
                self.counts[role, "right", "exact"] += bool(a) and a == b
                self.counts[role, "right", "overlap"] += len(a & b)

    def rows(self, data):
        for role in ROLES:
            for how in ("exact", "overlap"):
                figures = prf(*(self.counts[role, side, how] for side in ("right", "found", "gold")))
                yield Row(f"{data}, {self.gold} attributions", f"{role} {how} F1", figures[2])


def is_held_out(name):
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0


def read_documents(run):
    """The sentences of each document with a discourse tree, the tree and whether it is of dev, by its name."""
    found = {}
    for part in ("dev", "train"):
        documents = collections.defaultdict(list)
        for sentence in read_conllu(run.corpora / f"ud-gum/en_gum-open-{part}.conllu.xz"):
            documents[sentence.document].append(sentence)
        for name, sentences in documents.items():
            path = run.corpora / f"gum-rst/{part}/{name}.rs4"
            if path.exists():
                found[name] = (sentences, Tree(path), part == "dev")
    return found


class Words(NamedTuple):
    """A document's words, what they are compared by."""
    forms: list
    is_word: list  # False of punctuation

    @classmethod
    def of(cls, sentences):
        forms = [row[1] for sentence in sentences for row in words_of(sentence)]
        return cls(forms, [bool(re.search(r"\w", form)) for form in forms])


def score(run):
    documents = read_documents(run)
    raws = {name: RawText(sentences) for name, (sentences, _, _) in documents.items()}
    records = annotate(run, [{"url": f"http://gum.example/{name}", "text": raw.text} for name, raw in raws.items()])
    tallies, counts, errors = collections.defaultdict(Tally), collections.Counter(), []
    for name, (sentences, tree, is_dev) in documents.items():
        words = Words.of(sentences)
        if tree.word_count != len(words.forms):
            raise ValueError(f"{name}: the tree has {tree.word_count} words, the treebank {len(words.forms)}")
        gold = list(tree.attributions(words.is_word))
        found = list(found_attributions(records.get(f"http://gum.example/{name}", {}), byte_places(raws[name]), words))
        is_news = "_news_" in name
        part = "held-out third" if is_held_out(name) else "other two thirds"
        of = [f"GUM, {part}"] + [f"GUM, {part}, news"] * is_news
        if is_dev:
            of += ["GUM dev"] + ["GUM dev, news"] * is_news
        for data in of:
            tallies[data].add(gold, found)
            counts[data] += 1
        if not is_held_out(name):
            errors += errors_of(name, words.forms, gold, found)
    run.report_errors(errors)
    for data in sorted(tallies):
        yield from tallies[data].rows(f"{data}, {counts[data]} documents")


def errors_of(name, forms, gold, found):
    def shown(one):
        return " | ".join(" ".join(forms[n] for n in sorted(words)) for words in one)
    paired = list(pairs_of(gold, found))
    for one, other in paired:
        if one != other:
            yield f"{name}: {shown(one)}\n      found {shown(other)}"
    for kind, all_of, side in (("missed", gold, 0), ("extra", found, 1)):
        for one in all_of:
            if not any(one is pair[side] for pair in paired):
                yield f"{name} {kind}: {shown(one)}"


SCORERS = [Scorer("attribution", ("gum-rst/dev", "gum-rst/train", "ud-gum/en_gum-open-dev.conllu.xz",
                                 "ud-gum/en_gum-open-train.conllu.xz"),
                  "Speaker, cue and words of quotations against GUM's attribution relations, which hold thought and "
                  "perception too; paired by shared content, then F1 of exact spans and of shared words.", score)]

if __name__ == "__main__":
    main(SCORERS)
