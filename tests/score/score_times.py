#!/usr/bin/env python3
"""Expressions of time against the <date> elements of GUM's XML. Usage: see scoring.py.

The measure is that of TempEval-3 (UzZaman et al. 2013), task A and B together: a found expression
matches a gold one if they overlap (relaxed match); precision is the share of the found that match,
recall the share of gold; value accuracy is the share of the matched whose value is right; the score
is F1 times value accuracy. GUM is marked up in TEI, not in TIMEX3, so that

- a value is right if its first and last day are those of `when`, or of `from` and `to`. Seasons
  begin with a month or at the equinox, as annotators differ; the two ends of a duration may be a
  day off, as its days may be counted from the day of writing or after it. A season or month of no
  year (`--09`) must be without a year with us too, a year before 1000 is compared as a number;
- of a range, which is one expression to us and two to gold, each end is compared with its own;
- gold with an open or vague value (`notBefore`, `notAfter`) counts for the match only;
- durations, sets, ages, PRESENT_REF and the like, "that day" where no day was named, and times of
  day by the clock, are no dates to GUM: they count if they match and are left out of the precision if they do not.

The text is that of the Universal Dependencies edition of GUM, whose words are those of the XML.
"""
import calendar
import collections
import datetime
import html
import pathlib
import re
from typing import NamedTuple

from scoring import (RawText, Row, Scorer, char_offsets, f1, main, parts, percent, read_conllu, read_lines,
                     words_of)


class Found(NamedTuple):
    start: int
    end: int
    type: str
    timex: str
    first_day: str
    last_day: str
    rule: str

    def is_range(self):
        return "RANGE" in self.rule

    def is_date(self):
        return self.type in ("DATE", "TIME") and self.rule != "TIME-CLOCK" and not self.timex.endswith("_REF") \
            and not re.fullmatch("[X-]+(T.*|WXX.*|W.*)?", self.timex)


# ---- Reading GUM ------------------------------------------------------------------------------


def attributes_of(line):
    return dict(re.findall(r'(\w+)="([^"]*)"', line))


def read_xml(path):
    """Day of creation and, in their order, [first word, word after the last, attributes] of the dates."""
    dates, open_dates, created, count = [], [], "", 0
    for line in read_lines(path):
        if line.startswith("<text "):
            created = attributes_of(line).get("dateCreated", "")
        elif line.startswith("<date "):
            open_dates.append([count, None, attributes_of(line)])
        elif line.startswith("</date"):
            entry = open_dates.pop()
            entry[1] = count
            if entry[1] > entry[0]:
                dates.append(entry)
        elif "\t" in line:
            count += 1
    return created, dates


class Article(NamedTuple):
    name: str
    text: str
    created: str
    gold: list  # (start, end, attributes)


def read_articles(run, part):
    documents = collections.defaultdict(list)
    for sentence in read_conllu(run.corpora / "ud-gum" / f"en_gum-open-{part}.conllu.xz"):
        documents[sentence.document].append(sentence)
    articles = []
    for path in run.chosen(f"gum-xml/{part}/*.xml"):
        name = pathlib.Path(path).stem
        if name not in documents:
            continue
        raw = RawText(documents[name])
        places = [place for sentence in raw.words for place in sentence]
        created, dates = read_xml(path)
        gold = [(places[first][0], places[end - 1][1], attributes) for first, end, attributes in dates]
        articles.append(Article(name, raw.text, created, gold))
    return articles


def find_all(run, texts):
    """The found expressions of each (day, text)."""
    stream = "".join(f"{day} {len(text.encode())}\n{text}" for day, text in texts)
    answers, at = run.call("time_spans", text=stream).split("\n"), 0
    for _, text in texts:
        to_char, found = char_offsets(text), []
        while answers[at]:
            row = answers[at].split("\t")
            found.append(Found(to_char[int(row[0])], to_char[int(row[1])], *row[2:]))
            at += 1
        at += 1
        yield found


# ---- Values -----------------------------------------------------------------------------------


def days(value):
    """First and last day of YYYY, YYYY-MM, YYYY-MM-DD; None if it is none of these."""
    value = value.split("T")[0]
    if re.fullmatch(r"\d{4}", value):
        return value + "-01-01", value + "-12-31"
    if re.fullmatch(r"\d{4}-\d\d", value):
        year, month = map(int, value.split("-"))
        return value + "-01", "%s-%02d" % (value, calendar.monthrange(year, month)[1])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value, value
    return None


def distance(one, other):
    return abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)


def year_number(text):
    """-594 of "-0594" and "BC0594"; None if it is no year alone."""
    match = re.fullmatch(r"(-|BC)?(\d{3,})", text)
    return (-1 if match[1] else 1) * int(match[2]) if match else None


def is_right(found, attributes):
    """None if gold's value is not one to compare."""
    first, last = attributes.get("from"), attributes.get("to")
    if "when" in attributes:
        first = last = attributes["when"]
    if first is None and last is None or "notAfter" in attributes or "notBefore" in attributes:
        return None
    if "--" in (first or last)[:2]:
        is_month = re.fullmatch("--[0-9]+", first or last) and first == last
        return found.timex.startswith("XXXX") and (not is_month or found.timex[4:] == first[1:])
    if year_number(first or last) is not None and (first or last)[0] in "-0" + "123456789" * (len(first or last) < 4):
        return year_number(first or last) in [year_number(end) for end in found.timex.split("/")]
    first_day = days(first)[0] if first and days(first) else None
    last_day = days(last)[1] if last and days(last) else None
    if found.first_day == "-" or not (first_day or last_day):
        return False
    if found.is_range() and "when" in attributes:
        return first_day == found.first_day or last_day == found.last_day
    if first_day is None or last_day is None:
        return first_day == found.first_day or last_day == found.last_day
    slack = 31 if re.search("-(SP|SU|FA|WI)", found.timex) else 1 if found.type == "DURATION" else 0
    return distance(found.first_day, first_day) <= slack and distance(found.last_day, last_day) <= slack


# ---- Counting ---------------------------------------------------------------------------------


class Tally:
    def __init__(self):
        self.gold = self.found = self.used = self.matched = self.valued = self.right = 0
        self.errors = []

    def add(self, article, found):
        used = set()
        for start, end, attributes in article.gold:
            self.add_gold(article, (start, end), attributes, found, used)
        self.used += len(used)
        for i, one in enumerate(found):
            self.found += i in used or one.is_date()
            if i not in used and one.is_date():
                self.note("extra", article, (one.start, one.end), tuple(one[2:]))

    def add_gold(self, article, span, attributes, found, used):
        self.gold += 1
        start, end = span
        overlaps = [i for i, one in enumerate(found) if one.start < end and start < one.end
                    and (i not in used or one.is_range())]
        if not overlaps:
            return self.note("missed", article, span, attributes)
        best = max(overlaps, key=lambda i: min(end, found[i].end) - max(start, found[i].start))
        used.add(best)
        self.matched += 1
        right = is_right(found[best], attributes)
        if right is None:
            return None
        self.valued += 1
        self.right += right
        return None if right else self.note("value", article, span, (attributes, "found", *found[best][2:]))

    def note(self, kind, article, span, what):
        start, end = span
        context = article.text[max(0, start - 50):start], article.text[start:end], article.text[end:end + 30]
        self.errors.append(f"{article.name[4:]}: {kind} {what} ... {context[0]!r} [[{context[1]}]] {context[2]!r}")

    def rows(self, data):
        # A range is one expression to us and two to gold, so that more can be matched than found.
        match = f1(percent(self.used, self.found), percent(self.matched, self.gold))
        value = percent(self.right, self.valued)
        yield Row(data, "relaxed match F1", match)
        yield Row(data, "value accuracy", value)
        yield Row(data, "F1 × value", match * value / 100)


def score(run):
    # Of dev alone the halves are too small to say much; the rules were made with half A of both at hand.
    dev, train = read_articles(run, "dev"), read_articles(run, "train")
    everything = {article.name: article for article in dev + train}
    found = dict(zip(everything, find_all(run, [(a.created, a.text) for a in everything.values()])))
    choices = [("GUM dev", [a.name for a in dev]), ("GUM dev and train", list(everything)),
               ("GUM dev and train, news and interview",
                [name for name in everything if re.match("GUM_(news|interview)", name)])]
    for title, names in choices:
        for half, chosen in parts(names):
            tally = Tally()
            for name in chosen:
                tally.add(everything[name], found[name])
            if title == "GUM dev and train" and half == ", half A":
                run.report_errors(tally.errors)
            yield from tally.rows(f"{title}{half}, {len(chosen)} documents, {tally.gold} dates")


SCORERS = [Scorer("dates", ("gum-xml/dev", "ud-gum"),
                  "TempEval-3: F1 of expressions that overlap, times the share of the matched whose value is right; "
                  "how the values of TEI are compared stands at the head of the file.", score)]

if __name__ == "__main__":
    main(SCORERS)
