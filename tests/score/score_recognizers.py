#!/usr/bin/env python3
"""Expressions of time against the English cases of Recognizers-Text. Usage: see scoring.py.

The cases were written for talk with assistants. A case is left out as soon as one of these holds
(the first that does is counted for it); what remains is what news in English may say:

- order: a request to a calendar or assistant ("schedule", "Cortana", "set an alarm")
- hours: what is asked for is a time of day, a range of hours or a time zone; dates are our subject
- bare day: a day with neither month nor year ("the 27")
- shorthand: typing that no editor lets through: names in small letters ("monday"), words run
  together ("Oct2", "3h"), "tmrw", "eod", "w/c", short names of quarters and years ("cy18", "=2019")
- shorthand too: addresses and tags of the web; a weekday with a bare number ("Mon 13th")
- figures: figures with no year of four digits ("4/22", "9-18-15"), or a month put last or between
  strokes ("2019/sep/1", "3/2015")
- spelled year: "nineteen seventy eight"
- own: "my week"; a unit alone ("I'm away for the month", "partner of the year") counts as shorthand, for
  news says which one it means
- impossible: 30 February, the fifth Sunday of a month of four
- guess: numbers the specification makes up for "few", "several", "some"; business days; school years
- bound: comparisons, as in a query ("more than 2 weeks before today", "2012 or later")

Resolutions come in pairs there, one in the past and one in the future; either is right here. An
expression is right if one of ours overlaps it and has its days, or the days of the unit it names
("two weeks ago" is a week to TIMEX3); the last day of a range may be the one before the end given;
durations and sets are compared by their TIMEX3 value. A case is right if all its expressions are; a
case without any, if we find no date in it.
"""
import collections
import datetime
import json
import re

from score_times import days, find_all
from scoring import Row, Scorer, main, percent

FILES = ("DateParser", "DatePeriodParser", "DurationParser", "TimeParser", "DateTimeModel")

MONTHS = "january|february|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug" \
         "|sept?|oct|nov|dec"
DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|nineteen|twenty"


def texts_match(pattern):
    return lambda case, texts: any(re.search(pattern, text, re.IGNORECASE) for text in texts)


def input_matches(pattern, flags=re.IGNORECASE):
    return lambda case, texts: re.search(pattern, case["Input"], flags)


def timex_matches(pattern):
    return lambda case, texts: any(re.search(pattern, timex) for timex in timexes(case))


def is_hours(case, texts):
    return bool(set(kinds(case)) & {"time", "timerange", "datetimerange", "datetime", "timezone", "datetimealt"}) \
        or any(re.search(r"T\d", timex) and not timex.startswith("P") for timex in timexes(case))


SMALL = "in may|easter|christmas|eid|labor day|independence day|thanksgiving|earth day|saint patrick|new year day"

EXCLUSIONS = [
    ("order", input_matches(r"cortana|schedule|set an alarm|skype|\booo\b|out of office|appointment|\bbook\b|arrange"
                            r"|https?:|\bTel:|email|show (me )?(the )?(sales|records)")),
    ("hours", is_hours),
    ("bare day", timex_matches(r"^\(?XXXX-XX-")),
    ("shorthand", input_matches(rf"\b({MONTHS}|{DAYS}|mon|tue|wed|thu|fri|sat|sun|{SMALL})\b", 0)),
    ("shorthand", input_matches(r"www\.|retweet|\$[A-Z]|dinner with|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d")),
    ("shorthand", texts_match(r"^(the )?(day|week|weekend|month|year|hour|fortnight|summer|current)$|till date|\d s$")),
    ("shorthand", texts_match(r"[a-z]\d|\d(?!st|nd|rd|th|s\b)[a-z]|\btmrw|\be?o[tdy][dy]?\b|w/c|[=<>~]|\bqtr|\bq\d"
                              r"|\bcy\b|\bsy\b|tonite|\breste? (my|the|this)\b|[a-z]/\d|[a-z]\.\d")),
    ("figures", texts_match(r"^(from |between |on |after |before |since )?(?!.*\d{4})[\d/.\- ]+\d[\d/.\-, to]*$")),
    ("figures", texts_match(rf"\d{{4}}[-/. ]?({MONTHS})|\d{{4}}[/.]\d\d?$|\d\d?[/-]\d{{4}}$|({MONTHS})-\d|-20\d\d-\d"
                            rf"|\d\d?/\d\d?,|({MONTHS})[a-z]*-20\d\d|({MONTHS})[/-]\d|[~]")),
    ("figures", texts_match(r"^\d{4} ?[-/ ] ?\d\d?( \d\d)?$|^\d\d? ?[-/] ?\d{4}$|\d\d of \d|of \d\d$|'?\d0'?s$"
                            r"|\bthis \d|\bnext \d")),
    ("spelled year", texts_match(r"thousand|hundred|nineteen |twenty (twenty|ten)|\b(first|twenty \w+) \d\d$")),
    ("own", texts_match(r"\bmy\b")),
    ("impossible", timex_matches(r"02-30|02-31|11-31|09-31|2019-02-29")),
    ("guess", texts_match(r"\bfew\b|several|\bsome\b|business|working|work ?week|school|fiscal|\bcouple weeks")),
    ("bound", texts_match(r"(more|less|greater|later|earlier|sooner) than|or later|or (before|after)|and (later|after"
                          r"|greater)|as (early|late) as|within|no later|equal")),
]


def kinds(case):
    for result in case["Results"]:
        yield (result.get("Type") or result.get("TypeName", "")).replace("datetimeV2.", "")


def values(result):
    """The resolutions as dicts with "timex" and, if it has them, "start" and "end" or "value"."""
    if result.get("Resolution"):
        return result["Resolution"].get("values", [])
    value = result.get("Value") or {}
    found = []
    for name in ("FutureResolution", "PastResolution"):
        resolution = value.get(name) or {}
        first = resolution.get("date") or resolution.get("startDate")
        found.append({"timex": value.get("Timex", ""), "start": first, "end": resolution.get("endDate"),
                      "value": resolution.get("date")})
    return found


def timexes(case):
    return [value.get("timex") or "" for result in case["Results"] for value in values(result)]


def excluded_as(case):
    texts = [result["Text"] for result in case["Results"]]
    for name, holds in EXCLUSIONS:
        if holds(case, texts):
            return name
    return None


def day_number(text):
    match = re.match(r"\d{4}-\d\d-\d\d", text or "")
    return datetime.date.fromisoformat(match[0]).toordinal() if match else None


def unit_days(text):
    """The length that a unit in the words may have: "two weeks ago" is a week to TIMEX3."""
    for unit, length in (("year", 366), ("month", 31), ("week", 7)):
        if unit in text:
            return length
    return 1


def has_days(found, value, text):
    if found.first_day == "-":
        return False
    first, last = day_number(found.first_day), day_number(found.last_day)
    day, start, end = (day_number(value.get(key)) for key in ("value", "start", "end"))
    if day is not None:
        return first <= day <= last and last - first < unit_days(text)
    if start is not None and end is not None:
        return first == start and end in (last, last + 1, last_unit_starts(found))
    if start is not None:
        return first == start or last + 1 == start  # "since", "after": the period named is not in it
    return end is not None and end in (first, last, last + 1)


def in_months(timex):
    """TIMEX3 has decades and quarters of its own: "P2DE" is "P20Y", "P1Q" is "P3M"."""
    timex = re.sub(r"(\d+)DE", r"\g<1>0Y", timex)
    return re.sub(r"(\d+)Q", lambda match: f"{3 * int(match[1])}M", timex)


def last_unit_starts(found):
    """The first day of the unit that ends a range: "2014 to 2018" ends there on 1 January 2018."""
    unit = days(found.timex.split("/")[-1]) if "/" in found.timex else None
    return day_number(unit[0]) if unit else None


def is_right(found, result):
    for value in values(result):
        timex = value.get("timex") or ""
        if timex == found.timex:
            return True
        if timex.startswith("P") and in_months(found.timex) == timex:
            return True
        if not timex.startswith("P") and has_days(found, value, result["Text"].lower()):
            return True
    return False


def span_of(case, result):
    start = result.get("Start", case["Input"].lower().find(result["Text"].lower()))
    return start, start + len(result["Text"])


def case_is_right(case, found):
    if not case["Results"]:
        return not any(one.is_date() for one in found)
    for result in case["Results"]:
        start, end = span_of(case, result)
        if not any(one.start < end and start < one.end and is_right(one, result) for one in found):
            return False
    return True


def read_cases(run):
    cases, seen = [], set()
    for name in FILES:
        path = run.corpora / "dates" / "recognizers" / f"{name}.json"
        for case in json.loads(path.read_text(encoding="utf-8-sig")):
            day = (case.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")[:10]
            is_new = (case["Input"], day) not in seen
            seen.add((case["Input"], day))
            if is_new:
                cases.append((day, case))
    return cases


def score(run):
    cases = read_cases(run)
    left_out = collections.Counter(excluded_as(case) for _, case in cases)
    chosen = [(day, case) for day, case in cases if excluded_as(case) is None]
    right, errors = 0, []
    for (day, case), found in zip(chosen, find_all(run, [(day, case["Input"]) for day, case in chosen])):
        if case_is_right(case, found):
            right += 1
            continue
        wanted = [(result["Text"], [v.get("timex") for v in values(result)][:1]) for result in case["Results"]]
        errors.append(f"{day} {case['Input']!r} wanted {wanted} found {[one[2:] for one in found]}")
    run.report_errors(errors)
    why = ", ".join(f"{name} {count}" for name, count in left_out.most_common() if name)
    print(f"    left out of {len(cases)} cases: {why}") if run.errors else None
    yield Row(f"Recognizers-Text English, {len(chosen)} of {len(cases)} cases", "right", percent(right, len(chosen)))


SCORERS = [Scorer("dates, cases", ("dates/recognizers",),
                  "Recognizers-Text: share of the cases that make sense in news with all days right; "
                  "what is left out, and why, stands at the head of the file.", score)]

if __name__ == "__main__":
    main(SCORERS)
