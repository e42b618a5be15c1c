#!/usr/bin/env python3
"""Expressions of time against the <date> elements of GUM's XML. Usage: see scoring.py; FILE is such XML.

The text is put together again from the words. As in TempEval-3: a found expression matches a gold
one if they overlap (relaxed match); recall, precision and F1 over the matches; value accuracy is
the share of matches whose days are right; the score is their product. A gold value with a day,
month or year is right if the first and last day are; gold dates without a full value (recurring
ones, open ones) count for the match only. Types that GUM does not mark as dates (durations, sets)
are left out of the precision.
"""
import calendar
import html
import re
from typing import NamedTuple

from scoring import Row, Scorer, char_offsets, f1, main, percent, read_lines

NO_SPACE_BEFORE = re.compile(r"^([.,;:!?%)\]}]|'s|n't|'re|'ve|'ll|'d|'m|’s|')$")
ENDS_OF_BLOCKS = ("</p>", "</head>", "</list>", "</item>", "</sp>", "</figure>", "</caption>")


class Found(NamedTuple):
    start: int
    end: int
    type: str
    timex: str
    first_day: str
    last_day: str
    rule: str


def attributes_of(line):
    return dict(re.findall(r'(\w+)="([^"]*)"', line))


def read(path):
    """Text, day of creation, list of (start, end, attributes)."""
    text, dates, open_dates, created, glue = "", [], [], "", True
    for line in read_lines(path):
        if line.startswith("<text "):
            created = attributes_of(line).get("dateCreated", "")
        elif line.startswith("<date "):
            open_dates.append([None, attributes_of(line)])
        elif line.startswith("</date"):
            start, attributes = open_dates.pop()
            if start is not None:
                dates.append((start, len(text), attributes))
        elif line.startswith(ENDS_OF_BLOCKS):
            text, glue = text.rstrip(" ") + "\n\n", True
        elif "\t" in line:
            word = html.unescape(line.split("\t")[0])
            if not glue and not NO_SPACE_BEFORE.match(word):
                text += " "
            for entry in open_dates:
                if entry[0] is None:
                    entry[0] = len(text)
            text += word
            glue = word in ("(", "[", "$", "-", "–", "/", "“")
    return text, created, dates


def days(value):
    """First and last day of YYYY, YYYY-MM, YYYY-MM-DD; None if it is none of these."""
    if re.fullmatch(r"\d{4}", value):
        return value + "-01-01", value + "-12-31"
    if re.fullmatch(r"\d{4}-\d\d", value):
        year, month = map(int, value.split("-"))
        return value + "-01", "%s-%02d" % (value, calendar.monthrange(year, month)[1])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value, value
    return None


def gold_days(attributes):
    if "when" in attributes:
        return days(attributes["when"])
    if "from" in attributes and "to" in attributes:
        first, last = days(attributes["from"]), days(attributes["to"])
        return (first[0], last[1]) if first and last else None
    return None


def find(run, text, created):
    to_char = char_offsets(text)
    rows = [line.split("\t") for line in run.call("time_spans", created, text=text).splitlines()]
    return [Found(to_char[int(row[0])], to_char[int(row[1])], *row[2:]) for row in rows]


class Tally:
    def __init__(self):
        self.gold = self.found = self.used = self.matched = self.valued = self.right = 0
        self.errors = []

    def add_text(self, text, gold, found):
        used = set()
        for start, end, attributes in gold:
            self.add_gold(text, (start, end), attributes, found, used)
        self.used += len(used)
        for i, one in enumerate(found):
            is_counted = one.type not in ("DURATION", "SET") and not one.timex.endswith("_REF")
            self.found += i in used or is_counted
            if i not in used and is_counted:
                self.note("extra", text, (one.start, one.end), one[2:])

    def add_gold(self, text, span, attributes, found, used):
        self.gold += 1
        start, end = span
        overlaps = [i for i, one in enumerate(found) if one.start < end and start < one.end
                    and (i not in used or "RANGE" in one.rule)]
        if not overlaps:
            return self.note("missed", text, span, attributes)
        best = max(overlaps, key=lambda i: min(end, found[i].end) - max(start, found[i].start))
        used.add(best)
        self.matched += 1
        value = gold_days(attributes)
        if value is None or "RANGE" in found[best].rule:  # of a range, gold gives the two ends
            return None
        self.valued += 1
        if (found[best].first_day, found[best].last_day) == value:
            self.right += 1
            return None
        return self.note("value", text, span, (value, "found", *found[best][2:]))

    def note(self, kind, text, span, what):
        start, end = span
        self.errors.append(f"{kind} {text[start:end]!r} {what} ... {text[max(0, start - 40):end + 20]!r}")


def score(run):
    tally = Tally()
    paths = run.chosen("gum-xml/dev/*.xml")
    for path in paths:
        text, created, gold = read(path)
        tally.add_text(text, gold, find(run, text, created))
    run.report_errors(tally.errors)
    data = f"GUM dev, {len(paths)} documents, {tally.gold} dates"
    # A range is one expression to us and two to gold, so that more can be matched than found.
    match = f1(percent(tally.used, tally.found), percent(tally.matched, tally.gold))
    value = percent(tally.right, tally.valued)
    yield Row(data, "relaxed match F1", match)
    yield Row(data, "value accuracy", value)
    yield Row(data, "F1 × value", match * value / 100)


SCORERS = [Scorer("dates", ("gum-xml/dev",),
                  "TempEval-3: F1 of expressions that overlap, times the share of the matched whose days are right; "
                  "durations and sets, which GUM does not mark, are left out.", score)]

if __name__ == "__main__":
    main(SCORERS)
