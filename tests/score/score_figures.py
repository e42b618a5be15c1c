#!/usr/bin/env python3
"""Figures of single sentences against rows written by hand (figures/expressions.tsv). Usage: see scoring.py.

What a row holds, figures/README.md says. Each sentence is an article of its own. A figure of ours is that of
a row if it shares more of the row's words than any other figure does. Measures, over all rows and the two
halves of the sentences:

- *value and unit*: both bounds and the unit are right;
- *value*, *unit*, *counted*, *hedge*: each alone, over all rows. What is counted is right where the row says
  nothing ("-");
- *figures that are none*: of all figures found, those that no row has ("precision" is the rest).

    --errors 20 lists errors of half A.
"""
import pathlib
import sys
from typing import NamedTuple

from scoring import Row, Scorer, annotate, char_offsets, main, parts, percent

GOLD = pathlib.Path(__file__).resolve().parent / "figures" / "expressions.tsv"
NEAR = 1e-4  # two thirds are 66.6667 per cent


class Gold(NamedTuple):
    words: str
    low: float
    high: float
    unit: str
    counted: str
    hedge: str


def read_gold():
    """Sentences with their figures, in the order of the file."""
    sentences = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        text, words, low, high, unit, counted, hedge = line.split("\t")
        if text != '"':
            rows = sentences.setdefault(text, [])
        if words != "-":
            rows.append(Gold(words, float(low), float(high), unit.strip("-"), counted, hedge))
    return sentences


def place_of(text, gold, start):
    at = text.index(gold.words, start)
    return at, at + len(gold.words)


def pair(text, rows, figures):
    """(row, figure or None) for each row, and the figures that are left."""
    left, pairs, start = list(figures), [], 0
    for row in rows:
        begin, start = place_of(text, row, start)
        shared = [(min(start, figure["end"]) - max(begin, figure["start"]), figure) for figure in left]
        best = max(shared, key=lambda each: each[0], default=(0, None))
        pairs.append((row, best[1] if best[0] > 0 else None))
        if best[0] > 0:
            left.remove(best[1])
    return pairs, left


def is_near(ours, gold):
    return abs(ours - gold) <= NEAR * max(1.0, abs(gold)) * 0.1


def judge(row, figure):
    if figure is None:
        return dict.fromkeys(("value", "unit", "counted", "hedge"), False)
    return {"value": is_near(figure["low"], row.low) and is_near(figure["high"], row.high),
            "unit": figure.get("unit", "") == row.unit,
            "counted": row.counted in ("-", figure.get("counted", "")),
            "hedge": figure["hedge"] == row.hedge}


def figures_of(run, sentences):
    records = annotate(run, [{"url": str(number), "text": text, "published": "2024-06-05"}
                             for number, text in enumerate(sentences)])
    found = {}
    for number, text in enumerate(sentences):
        record = records.get(str(number), {})
        offsets = char_offsets(record.get("text", text))
        found[text] = [{**figure, "start": offsets[figure["quantity"]["span"][0]], "end": offsets[figure["quantity"]["span"][1]]}
                       for figure in record.get("figures", [])]
    return found


def rows_of(data, texts, gold, found, errors):
    counts, rows, extra, all_found = dict.fromkeys(("value and unit", "value", "unit", "counted", "hedge"), 0), 0, 0, 0
    for text in texts:
        pairs, left = pair(text, gold[text], found[text])
        rows += len(pairs)
        extra += len(left)
        all_found += len(found[text])
        for row, figure in pairs:
            verdict = judge(row, figure)
            verdict["value and unit"] = verdict["value"] and verdict["unit"]
            for name in counts:
                counts[name] += verdict[name]
            if not all(verdict.values()):
                shown = figure and {key: figure.get(key) for key in ("text", "low", "high", "unit", "counted", "hedge")}
                errors.append(f"{'!' if not verdict['value and unit'] else ' '} {text} {tuple(row)} {shown}")
        errors += [f"+ {text} {figure['text']} {figure['low']} {figure.get('unit')}" for figure in left]
    data = f"{data}, {rows} figures"
    for name, count in counts.items():
        yield Row(data, name, percent(count, rows))
    yield Row(data, "figures that are none", percent(extra, all_found))


def score_figures(run):
    gold = read_gold()
    found = figures_of(run, gold)
    for name, texts in parts(gold):
        errors = []
        yield from rows_of(f"expressions{name}", texts, gold, found, errors)
        if name == ", half A":
            run.report_errors(errors)


SCORERS = [
    Scorer("figures", (),
           "figures of sentences of our own, shapes of real news (figures/README.md): both bounds and the unit"
           " right, of all rows; what is counted and the hedge; figures found that are none, of all found",
           score_figures),
]

if __name__ == "__main__":
    sys.exit(main(SCORERS))
