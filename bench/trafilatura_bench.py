#!/usr/bin/env python3
"""Pages a second through trafilatura, on the pages that dateline-bench-pages was given, and the ratio.

    trafilatura_bench.py DATELINE_BENCH_PAGES FILE...

Needs the Python package trafilatura (not installed by this repository); without it, only our own figures are printed. Both get
the bytes from memory and give main text and metadata; processor time, the faster of two rounds.
"""
import gzip
import pathlib
import re
import subprocess
import sys
import time


def read(path):
    data = pathlib.Path(path).read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def measure(extract, pages):
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        for page in pages:
            extract(page)
        best = min(best, time.process_time() - start)
    return len(pages) / best


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, *paths = sys.argv[1:]
    table = subprocess.run([program, *paths], check=True, stdout=subprocess.PIPE).stdout.decode()
    print(table)
    try:
        import trafilatura
    except ImportError:
        print("trafilatura is not installed: nothing to compare with")
        return
    own = float(re.search(r"clean stage *\| *([0-9.]+)", table).group(1))
    other = measure(lambda page: trafilatura.bare_extraction(page, with_metadata=True), [read(path) for path in paths])
    print(f"trafilatura {trafilatura.__version__}: {other:.1f} pages/s; dateline: {own:.0f}; ratio {own / other:.0f}")


if __name__ == "__main__":
    main()
