#!/usr/bin/env python3
"""Scores expressions of time against the <date> elements of GUM's XML.

Usage: score_times.py [--errors] TIME_SPANS_PROGRAM FILE.xml...

The text is put together again from the words. As in TempEval-3: a found expression matches a gold
one if they overlap (relaxed match); recall, precision and F1 over the matches; value accuracy is
the share of matches whose days are right; the score is their product. A gold value with a day,
month or year is right if the first and last day are; gold dates without a full value (recurring
ones, open ones) count for the match only. Types that GUM does not mark as dates (durations, sets)
are left out of the precision.
"""
import argparse, calendar, html, re, subprocess

NO_SPACE_BEFORE = re.compile(r"^([.,;:!?%)\]}]|'s|n't|'re|'ve|'ll|'d|'m|’s|')$")


def read(path):
    """Text, day of creation, list of (start, end, attributes)."""
    text, dates, open_dates, created, glue = "", [], [], "", True
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("<text "):
            created = dict(re.findall(r'(\w+)="([^"]*)"', line)).get("dateCreated", "")
        elif line.startswith("<date "):
            open_dates.append([None, dict(re.findall(r'(\w+)="([^"]*)"', line))])
        elif line.startswith("</date"):
            start, attributes = open_dates.pop()
            if start is not None:
                dates.append((start, len(text), attributes))
        elif line.startswith(("</p>", "</head>", "</list>", "</item>", "</sp>", "</figure>", "</caption>")):
            text, glue = text.rstrip(" ") + "\n\n", True
        elif line.startswith("<") and "\t" not in line:
            continue
        elif "\t" in line:
            word = html.unescape(line.split("\t")[0])
            if not glue and not NO_SPACE_BEFORE.match(word):
                text += " "
            for entry in open_dates:
                if entry[0] is None:
                    entry[0] = len(text)
            text += word
            glue = word in ("(", "[", "$", "-", "–", "/", "“") or False
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


def found_in(program, text, created):
    raw = text.encode("utf-8")
    out = subprocess.run([program, created], input=raw, capture_output=True, check=True).stdout
    rows = [line.split("\t") for line in out.decode("utf-8").splitlines()]
    chars = {}
    offset = 0
    for index, char in enumerate(text):
        chars[offset] = index
        offset += len(char.encode("utf-8"))
    chars[offset] = len(text)
    return [(chars[int(r[0])], chars[int(r[1])], r[2], r[3], r[4], r[5], r[6]) for r in rows]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    gold_count = found_count = matched = valued = right = 0
    for path in args.files:
        text, created, gold = read(path)
        found = found_in(args.program, text, created)
        used = set()
        for start, end, attributes in gold:
            overlaps = [i for i, f in enumerate(found)
                        if f[0] < end and start < f[1] and (i not in used or "RANGE" in f[6])]
            gold_count += 1
            if not overlaps:
                if args.errors:
                    print("MISSED", path.split("/")[-1], repr(text[start:end]), attributes, "...", repr(text[max(0, start - 40):end + 20]))
                continue
            i = max(overlaps, key=lambda i: min(end, found[i][1]) - max(start, found[i][0]))
            used.add(i)
            matched += 1
            value = gold_days(attributes)
            if "RANGE" in found[i][6]:
                value = None  # gold gives its two ends
            if value is None:
                continue
            valued += 1
            if (found[i][4], found[i][5]) == value:
                right += 1
            elif args.errors:
                print("VALUE", created, repr(text[start:end]), value, "found", found[i][2:], "...", repr(text[max(0, start - 40):end + 20]))
        for i, f in enumerate(found):
            if i in used:
                found_count += 1
            elif f[2] not in ("DURATION", "SET") and not f[3].endswith("_REF"):
                found_count += 1
                if args.errors:
                    print("EXTRA", path.split("/")[-1], repr(text[f[0]:f[1]]), f[2:], "...", repr(text[max(0, f[0] - 40):f[1] + 20]))
    recall, precision = matched / max(1, gold_count), matched / max(1, found_count)
    f1 = 2 * recall * precision / max(1e-9, recall + precision)
    accuracy = right / max(1, valued)
    print("gold %d found %d matched %d" % (gold_count, found_count, matched))
    print("P %.3f R %.3f F1 %.3f value %.3f score %.3f" % (precision, recall, f1, accuracy, f1 * accuracy))


if __name__ == "__main__":
    main()
