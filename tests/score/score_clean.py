#!/usr/bin/env python3
"""Scores main text and metadata of HTML pages.

Usage: score_clean.py [--worst N] CLEAN_TEXT_PROGRAM CORPORA

Main text, on html-aeb: precision and recall of 4-word shingles a page, means over the pages, F1 of
the means. Segments, on html-trafilatura: a wanted segment that is found is a true positive, an
unwanted one that is found a false positive. Date, on html-htmldate: the day must be exact; TP /
(TP + FP + FN). Author: the exact string.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import subprocess
import tempfile


def run(program, pages):
    """(key, path) pairs to a dict of what the program says of each page."""
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for i, (key, path) in enumerate(pages):
            if not path.exists():
                continue
            data = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
            name = f"{folder}/{i}.html"
            pathlib.Path(name).write_bytes(data)
            names[name] = key
        listed = list(names)
        for start in range(0, len(listed), 50):
            out = subprocess.run([program, *listed[start:start + 50]], capture_output=True,
                                 check=True)
            for line in out.stdout.decode("utf-8").splitlines():
                record = json.loads(line)
                results[names[record["file"]]] = record
    return results


def shingles(text, size=4):
    words = re.findall(r"\w+", text.lower(), re.UNICODE)
    starts = range(max(1, len(words) - size + 1))
    return collections.Counter(tuple(words[i:i + size]) for i in starts)


def score_text(program, corpus, worst):
    truth = json.loads((corpus / "ground-truth.json").read_text())
    found = run(program, [(key, corpus / "html" / f"{key}.html.gz") for key in truth])
    rows = []
    for key, wanted in truth.items():
        want = shingles(wanted["articleBody"])
        have = shingles(found[key]["text"]) if key in found else collections.Counter()
        both = sum((want & have).values())
        precision = both / sum(have.values()) if have else 0
        rows.append((precision, both / sum(want.values()), key))
    precision = sum(r[0] for r in rows) / len(rows)
    recall = sum(r[1] for r in rows) / len(rows)
    both = 2 * precision * recall / (precision + recall)
    print(f"main text   P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}  ({len(rows)} pages)")
    for row in sorted(rows, key=lambda r: r[0] + r[1])[:worst]:
        print("   P %.3f R %.3f %s" % row, truth[row[2]]["url"])


def entries(data):
    return data.items() if isinstance(data, dict) else enumerate(data)


def score_segments(program, corpus, worst):
    data = json.loads((corpus / "evaldata.json").read_text())
    pages = [(key, corpus / "html" / (item["file"] + ".gz"))
             for key, item in entries(data)]
    found = run(program, pages)
    tp = fn = fp = tn = right = authors = 0
    rows = []
    for key, item in entries(data):
        if key not in found:
            continue
        text = re.sub(r"\s+", " ", found[key]["text"] + found[key]["title"])
        hits = sum(re.sub(r"\s+", " ", s) in text for s in item.get("with", []))
        bad = sum(re.sub(r"\s+", " ", s) in text for s in item.get("without", []))
        tp, fn = tp + hits, fn + len(item.get("with", [])) - hits
        fp, tn = fp + bad, tn + len(item.get("without", [])) - bad
        rows.append((hits - len(item.get("with", [])) - bad, key, item["file"]))
        if item.get("author"):
            authors += 1
            names = item["author"] if isinstance(item["author"], list) else [item["author"]]
            right += found[key]["author"].strip() == ", ".join(n.strip() for n in names)
    both = 2 * tp / (2 * tp + fp + fn)
    print(f"segments    P {tp / (tp + fp):.3f}  R {tp / (tp + fn):.3f}  F1 {both:.3f}"
          f"  ({len(rows)} pages)")
    for row in sorted(rows)[:worst]:
        print("  ", *row)
    if authors:
        print(f"author      {right / authors:.3f}  ({authors})")


def score_dates(program, corpus, worst):
    data = json.loads((corpus / "eval_default.json").read_text())
    more = corpus / "eval_mediacloud_2020.json"
    if more.exists():
        data.update(json.loads(more.read_text()))
    found = run(program, [(key, corpus / item["html"]) for key, item in data.items()])
    tp = fp = fn = 0
    origins = collections.Counter()
    for key, item in data.items():
        if key not in found or item.get("date") in (None, "", "nan"):
            continue
        day = found[key]["published"].rstrip("?")
        if not day:
            fn += 1
            verdict = "missing"
        elif day == item["date"]:
            tp += 1
            verdict = "right"
        else:
            fp += 1
            verdict = "wrong"
        origins[found[key]["origin"], verdict] += 1
        if verdict != "right" and worst > 0:
            worst -= 1
            print("  ", verdict, item["date"], day, found[key]["origin"], item["html"], key)
    share = tp / max(1, tp + fp + fn)
    print(f"date        {share:.3f}  (right {tp}, wrong {fp}, missing {fn})", dict(origins))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("program")
    parser.add_argument("corpora", type=pathlib.Path)
    args = parser.parse_args()
    score_text(args.program, args.corpora / "html-aeb", args.worst)
    score_segments(args.program, args.corpora / "html-trafilatura", args.worst)
    score_dates(args.program, args.corpora / "html-htmldate", args.worst)


if __name__ == "__main__":
    main()
