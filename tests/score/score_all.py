#!/usr/bin/env python3
"""Runs every scorer over the corpora that are there and prints one table.

Usage: score_all.py [--samples DIR] [--write] BUILD CORPORA

A scorer whose data are not there is named and skipped; one whose program fails is named, the rest goes
on, and the exit code is 1. --write also writes docs/scores.md.
"""
import argparse
import datetime
import pathlib
import subprocess
import sys
import time

import score_attribution
import score_clean
import score_copies
import score_coref
import score_events
import score_feeds
import score_figures
import score_lemma
import score_messages
import score_names
import score_pairs
import score_recognizers
import score_segment
import score_status
import score_stories
import score_syntax
import score_times
import score_variants
import score_warc
import score_who_when
from scoring import Run

SCORERS = [scorer for module in (score_clean, score_feeds, score_segment, score_syntax, score_lemma, score_names,
                                 score_warc, score_times, score_recognizers, score_attribution, score_copies,
                                 score_stories, score_who_when, score_coref, score_messages, score_variants, score_events, score_pairs,
                                 score_status, score_figures)
           for scorer in module.SCORERS]
HEADINGS = ("component", "data", "measure", "value")


def run_all(run):
    """(component, Row) pairs; what was skipped and what failed, in words."""
    rows, skipped, failed = [], [], []
    for scorer in SCORERS:
        missing = run.missing(scorer)
        if missing:
            skipped.append(f"{scorer.component} (no {missing})")
            continue
        began = time.monotonic()
        try:
            rows += [(scorer.component, row) for row in scorer.score(run)]
        except subprocess.CalledProcessError as error:
            failed.append(f"{scorer.component} ({pathlib.Path(error.cmd[0]).name} ended with {error.returncode})")
        print(f"{scorer.component}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return rows, skipped, failed


def cells_of(rows):
    """A line of the table each; what stands in the line above is left out."""
    above = ("", "")
    for component, row in rows:
        here = (component, row.data)
        shown = ("", "") if here == above else ("" if component == above[0] else component, row.data)
        above = here
        yield (*shown, row.measure, f"{row.value:.1f}")


def table(rows, edge=""):
    """Aligned columns; with the edge "|" it is Markdown as well."""
    lines = [HEADINGS, *cells_of(rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADINGS))]
    between = f" {edge} " if edge else "  "

    def lay_out(line):
        cells = [cell.ljust(width) for cell, width in zip(line[:-1], widths)] + [line[-1].rjust(widths[-1])]
        return f"{edge} {between.join(cells)} {edge}" if edge else between.join(cells).rstrip()

    rule = "|".join("-" * (width + 2) for width in widths[:-1]) + "|" + "-" * (widths[-1] + 1) + ":"
    return [lay_out(lines[0]), f"|{rule}|" if edge else "", *map(lay_out, lines[1:])]


def version(run):
    printed = subprocess.run([run.program("dateline"), "--version"], stdout=subprocess.PIPE, check=True, text=True)
    # The last commit that can change a figure: one of this folder alone may still get another name.
    commit = subprocess.run(["git", "log", "-1", "--format=%h", "--", "src", "data", "models"],
                            stdout=subprocess.PIPE, text=True)
    return printed.stdout.strip() + (f", commit {commit.stdout.strip()}" if commit.returncode == 0 else "")


def page(run, rows, skipped, failed):
    """docs/scores.md."""
    used = {component for component, _ in rows}
    methods = [f"- **{scorer.component}**: {scorer.method}" for scorer in SCORERS if scorer.component in used]
    return "\n".join([
        "# Scores", "",
        f"{datetime.date.today()}, {version(run)}. Written by `make score CORPORA=dir WRITE=1`; what the data are and",
        "which definition each measure follows, `tests/score/README.md` says. Figures are in per cent, on development",
        "data: the rules were written with some of them at hand.", "",
        *table(rows, "|"), "",
        *([f"Not measured, for want of data: {'; '.join(skipped)}.", ""] if skipped else []),
        *([f"Not measured, as a program failed: {'; '.join(failed)}.", ""] if failed else []),
        "## How each is measured", "", *methods, ""])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", help="folder of folders of articles, each one story")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("build")
    parser.add_argument("corpora")
    args = parser.parse_args()
    run = Run(args.build, args.corpora, args.samples)
    rows, skipped, failed = run_all(run)
    print("\n".join(table(rows)))
    for what in skipped:
        print("skipped:", what)
    for what in failed:
        print("failed:", what)
    if args.write:
        docs = pathlib.Path(__file__).resolve().parents[2] / "docs"
        (docs / "scores.md").write_text(page(run, rows, skipped, failed), encoding="utf-8")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
