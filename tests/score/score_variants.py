#!/usr/bin/env python3
"""Of each saying the most like one of all others: is it the same in other words? Usage: see scoring.py.

- written pairs: variants/pairs.tsv, each sentence among all others of the file;
- samples: variants/sayings.tsv, each place among all other places and all other sentences of the samples'
  articles, those of its own article and those of the very same words left out.

The measures (wording_ranks): what a ledger goes by; of that the vectors of meaning alone, and the stems alone;
cosine of counts of three characters; normalised Levenshtein distance.
"""
import collections
import json
import pathlib
import re

from scoring import SAMPLES, Row, Scorer, main, parts

FOLDER = pathlib.Path(__file__).parent / "variants"
NAMES = {"ours": "recall@1", "meaning": "by vectors alone", "stems": "by stems alone",
         "trigrams": "by character trigrams", "levenshtein": "by Levenshtein"}

LEAST_WORDS = 5  # of a sentence that is not marked: less is a heading, or cut at an abbreviation

Line = collections.namedtuple("Line", "source sayings text")  # sayings: a set, empty where nothing is marked


def rows_of(name):
    return [line.split("\t") for line in (FOLDER / name).read_text("utf-8").splitlines() if line[:1] != "#"]


def fold(line):
    return " ".join(line.text.lower().split())


def ranked(run, lines):
    """By measure: of each line asked for, the number of the line most like it. Asked for is what has another
    wording in another source."""
    wordings = collections.defaultdict(set)
    for line in lines:
        for saying in line.sayings:
            wordings[saying].add((line.source, fold(line)))
    text = ""
    for line in lines:
        is_asked = any(source != line.source and words != fold(line)
                       for saying in line.sayings for source, words in wordings[saying])
        text += f"{line.source}\t{int(is_asked)}\t{' '.join(line.text.split())}\n"
    found = collections.defaultdict(dict)
    for row in run.call("wording_ranks", text=text).splitlines():
        measure, asked, best, _ = row.split("\t")
        found[measure][int(asked)] = int(best)
    return found


def recalls(run, data, lines):
    found = ranked(run, lines)

    def is_right(asked, best):
        return not lines[asked].sayings.isdisjoint(lines[best].sayings)

    run.report_errors(f"{lines[asked].text!r}\n      found {lines[best].text!r}"
                      for asked, best in found["ours"].items() if not is_right(asked, best))
    for measure, name in NAMES.items():
        for part, chosen in parts(found[measure]) if measure == "ours" else [("", found[measure])]:
            right = sum(is_right(asked, found[measure][asked]) for asked in chosen)
            yield Row(f"{data}, {len(found[measure])}{part}", name, 100 * right / max(1, len(chosen)))


def score_pairs(run):
    lines = [Line(f"{number}{side}", {number}, text) for number, pair in enumerate(rows_of("pairs.tsv"))
             for side, text in zip("ab", pair)]
    yield from recalls(run, "written sentences", lines)


def cut(text, first, last):
    """The shortest place that begins and ends with these words."""
    found = [(start, text.find(last, start)) for start in range(len(text)) if text.startswith(first, start)]
    return min(((start, end + len(last)) for start, end in found if end >= 0), default=None,
               key=lambda place: place[1] - place[0])


def places_of(article, rows, text):
    places = []
    for saying, first, last in rows:
        span = cut(text, first, last)
        if span is None:
            raise ValueError(f"{article}: '{first} ... {last}' is not in its text")
        places.append((saying, span))
    return places


def sentences_of(text):
    """Roughly: a line, cut after full stops."""
    for line in text.split("\n"):
        yield from filter(None, re.split(r"(?<=[.!?])[\"”’']*\s+", line.strip()))


def lines_of(run, article, rows):
    """The marked places of an article, and those of its sentences that hold none of them."""
    record = json.loads(run.call("dateline", "annotate", "--quiet", str(run.samples / article)).splitlines()[0])
    text = record["clean_text"]
    places = [text[start:end] for _, (start, end) in places_of(article, rows, text)]
    yield from (Line(article, set(saying.split()), place) for (saying, _, _), place in zip(rows, places))
    for sentence in sentences_of(text):
        if len(sentence.split()) >= LEAST_WORDS and not any(place in sentence or sentence in place for place in places):
            yield Line(article, set(), sentence)


def score_samples(run):
    by_article = collections.defaultdict(list)
    for saying, article, first, last in rows_of("sayings.tsv"):
        by_article[article].append((saying, first, last))
    articles = sorted(str(path.relative_to(run.samples)) for path in run.samples.rglob("*.txt"))
    lines = [line for article in articles for line in lines_of(run, article, by_article[article])]
    yield from recalls(run, f"samples, among {len(lines):,} sentences", lines)


SCORERS = [
    Scorer("same saying, other words", (), "of each of 200 invented sayings in two wordings (variants/README.md) the most"
           " like one of all others", score_pairs),
    Scorer("same saying, other words", (SAMPLES,), "of sayings that several articles print, the most like one of all"
           " sentences of other articles", score_samples),
]

if __name__ == "__main__":
    main(SCORERS)
