#!/usr/bin/env python3
"""Names of persons, organisations and places against UNER's English Web Treebank. Usage: see scoring.py.

UNER marks names (PER, ORG, LOC) without titles and articles; the text is the treebank's. Our
mentions are mapped so:

- Mentions by name, with or without title, and metonyms ("the Kremlin") count; pronouns, roles,
  descriptions, collectives and nationalities (no names to UNER) do not.
- A person is PER; a state or place LOC; a government body, an organisation, a medium, an armed
  group ORG; the rest (groups, unknown) is left out.
- Of a titled name the title is cut off: "Foreign Minister Sergei Lavrov" is "Sergei Lavrov"; so is a
  leading "the", which UNER has in 8 of 966 names.
"""
import collections

from scoring import (RawText, Row, Scorer, char_offsets, main, parts, prf, read_conllu, read_lines,
                     rows_prf)

CLASS_OF_KIND = {"person": "PER", "state": "LOC", "place": "LOC", "government body": "ORG", "organisation": "ORG",
                 "media": "ORG", "armed group": "ORG"}
NAMES = ("name", "titled name", "metonym")
CLASSES = ("PER", "ORG", "LOC")


def read_tags(path):
    """The IOB2 tags of each sentence, by its name."""
    tags, name = {}, ""
    for line in read_lines(path):
        if line.startswith("# sent_id"):
            name = line.partition(" = ")[2]
            tags[name] = []
        elif line and line[0] != "#":
            tags[name].append(line.split("\t")[2])
    return tags


def gold_names(tags, places):
    """(start, end, class) of a sentence, from its tags and the places of its words."""
    names, open_name = [], None
    for tag, (start, end) in zip(tags, places):
        if tag.startswith("I-") and open_name and open_name[2] == tag[2:]:
            open_name[1] = end
            continue
        open_name = [start, end, tag[2:]] if tag != "O" else None
        if open_name:
            names.append(open_name)
    return {tuple(name) for name in names if name[2] in CLASSES}


def read_documents(run):
    """(text, names) of every document."""
    tags = read_tags(run.corpora / "ner/uner-ewt-dev.iob2")
    documents = collections.defaultdict(list)
    for sentence in read_conllu(run.corpora / "ud-ewt/en_ewt-ud-dev.conllu.xz"):
        documents[sentence.document].append(sentence)
    for sentences in documents.values():
        raw = RawText(sentences)
        names = set()
        for sentence, places in zip(sentences, raw.words):
            names |= gold_names(tags[sentence.name], places)
        yield raw.text, names


def found_name(text, row, to_char):
    """(start, end, class) of a line of the program; None if it is no name to UNER."""
    start, end, title_start, title_end = (int(number) for number in row[1:5])
    kind = CLASS_OF_KIND.get(row[6])
    if kind is None or row[5] not in NAMES:
        return None
    if title_start < title_end:
        start, end = (title_end, end) if title_start == start else (start, title_start)
    start, end = to_char[start], to_char[end]
    if text[start:start + 4].lower() == "the ":
        start += 4
    while start < end and text[start] in " ,":
        start += 1
    while start < end and text[end - 1] in " ,":
        end -= 1
    return start, end, kind


def overlapping(name, names):
    """The names that share a letter with this one."""
    return [other for other in names if other[0] < name[1] and name[0] < other[1]]


def confusions(gold, found):
    """(kind, name of ours or None, name of UNER or None) of every difference: missed, spurious, of
    wrong extent, of wrong class."""
    for name in sorted(gold - found):
        same = [other for other in found if other[:2] == name[:2]]
        near = [other for other in overlapping(name, found) if other not in gold]
        if same:
            yield f"{name[2]} taken for {same[0][2]}", same[0], name
        elif near:
            yield f"{name[2]} of wrong extent", near[0], name
        else:
            yield f"{name[2]} missed", None, name
    for name in sorted(found - gold):
        if not overlapping(name, gold - found):
            yield f"{name[2]} spurious", name, None


def describe(kind, text, ours, theirs):
    name = theirs or ours
    other = f" (ours {text[ours[0]:ours[1]]!r} {ours[2]})" if theirs and ours else ""
    around = text[max(0, name[0] - 50):name[1] + 40]
    return f"{kind}: {text[name[0]:name[1]]!r}{other} ... {around!r}"


def score(run):
    documents = list(read_documents(run))
    lines = run.call_on_files("name_spans", [text.encode() for text, _ in documents], ".txt")
    compared = {}  # text, names of UNER, ours; by number
    for number, (text, gold) in enumerate(documents):
        to_char = char_offsets(text)
        found = {found_name(text, line.split("\t"), to_char) for line in lines[number]} - {None}
        compared[number] = text, gold, found
    for part, numbers in parts(compared):
        right, found_count, gold_count = collections.Counter(), collections.Counter(), collections.Counter()
        for number in numbers:
            _, gold, found = compared[number]
            for counter, names in ((right, gold & found), (found_count, found), (gold_count, gold)):
                counter.update(name[2] for name in names)
        data = f"UNER EWT dev{part}, {sum(gold_count.values())} names"
        yield from rows_prf(data, "", sum(right.values()), sum(found_count.values()), sum(gold_count.values()))
        for name in CLASSES:
            yield Row(data, f"{name} F1", prf(right[name], found_count[name], gold_count[name])[2])
        if part.endswith("A"):
            report_confusions(run, [compared[number] for number in numbers])


def report_confusions(run, documents):
    """The table of differences, then each of them; of half A alone, the other half is the check."""
    errors = [(kind, describe(kind, text, ours, theirs)) for text, gold, found in documents
              for kind, ours, theirs in confusions(gold, found)]
    counts = collections.Counter(kind for kind, _ in errors).most_common()
    run.report_errors([f"{count:4} {kind}" for kind, count in counts] + sorted(line for _, line in errors))


SCORERS = [Scorer("names", ("ner/uner-ewt-dev.iob2", "ud-ewt"),
                  "Micro-F1 over names of exactly the same span and class (PER, ORG, LOC), our mentions by name being "
                  "mapped to UNER's classes and cut to the name; texts of the web, not news.", score)]

if __name__ == "__main__":
    main(SCORERS)
