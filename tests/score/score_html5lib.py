#!/usr/bin/env python3
"""Conformity of the page parser: html5lib's cases. Usage: see scoring.py."""
import re

from scoring import Row, Scorer, main, percent

FILES = {"tokenizer": "tokenizer/*.test", "tree construction": "tree-construction/*.dat"}


def score(run):
    """The program prints a line a file and at last the sums; errors are printed as it puts them."""
    root = run.corpora / "html5lib-tests"
    for name, pattern in FILES.items():
        paths = sorted(root.glob(pattern))
        flags = ["--failures"] if run.errors else []
        lines = run.call("html5lib_cases", *flags, *map(str, paths)).splitlines()
        run.report_errors(lines[:-1])
        sums = re.findall(r"(\d+)/(\d+)", lines[-1])
        passed, total = map(int, sums[0 if name == "tokenizer" else 1])
        yield Row(f"html5lib, {total:,} {name} cases", "cases passed", percent(passed, total))


SCORERS = [Scorer("page parser", ("html5lib-tests",),
                  "The tokens, or the whole tree, of a case must be those expected; a tree case holds with scripts "
                  "and without, unless it says which.", score)]

if __name__ == "__main__":
    main(SCORERS)
