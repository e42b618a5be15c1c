#!/usr/bin/env python3
"""What it costs to add an article to a ledger, as the ledger grows.

    python3 bench/ledger_bench.py build/src/dateline articles.jsonl[.xz] [FOLDER]

Ledgers of 100, 1,000 and 10,000 articles take in the same 50 that they do not hold. The cost is the
program's processor time (user and system) on one thread, the median of nine runs, each on a copy of
the ledger, in turn; what it costs to read and analyse the 50 (`annotate`) is taken off. FOLDER keeps
the ledgers for the next time.
"""
import lzma
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

SIZES = (100, 1000, 10000)
HELD_OUT = 50
RUNS = 9


def read_lines(path):
    data = path.read_bytes()
    return (lzma.decompress(data) if path.suffix == ".xz" else data).splitlines(True)


def processor_ms(*command):
    """User and system time of a child."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    return 1000 * (after.children_user + after.children_system - before.children_user - before.children_system)


def spread(lines, count):
    """So many lines from all over the file."""
    return [lines[i * len(lines) // count] for i in range(count)]


def add_command(program, db, articles):
    return program, "add", "--quiet", "--threads", "1", "--db", str(db), str(articles)


def make_ledgers(program, lines, folder):
    for size in SIZES:
        db = folder / f"{size}.db"
        if not db.exists():
            articles = folder / f"{size}.jsonl"
            articles.write_bytes(b"".join(spread(lines, size)))
            subprocess.run(add_command(program, folder / "new.db", articles), check=True)
            (folder / "new.db").rename(db)


def measure(program, folder, new):
    times = {size: [] for size in (0, *SIZES)}
    for _ in range(RUNS):
        times[0].append(processor_ms(program, "annotate", "--threads", "1", str(new)))
        for size in SIZES:
            db = folder / "copy.db"
            shutil.copy(folder / f"{size}.db", db)
            times[size].append(processor_ms(*add_command(program, db, new)))
            db.unlink()
    return {size: statistics.median(ms) for size, ms in times.items()}


def main():
    program, path = sys.argv[1], pathlib.Path(sys.argv[2])
    lines = read_lines(path)
    if len(lines) < max(SIZES) + HELD_OUT:
        sys.exit(f"{path}: {max(SIZES) + HELD_OUT} articles are needed, it has {len(lines)}")
    held_out = set(spread(lines, HELD_OUT))
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else temporary)
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / "new.jsonl"
        new.write_bytes(b"".join(sorted(held_out)))
        make_ledgers(program, [line for line in lines if line not in held_out], folder)
        median = measure(program, folder, new)
    analysis = median.pop(0)
    print(f"analysis alone: {analysis / HELD_OUT:.1f} ms an article")
    print("| articles in the ledger | ms an article, whole | ledger alone | ratio |\n|--:|--:|--:|--:|")
    for size, ms in median.items():
        ledger = (ms - analysis) / HELD_OUT
        base = (median[SIZES[0]] - analysis) / HELD_OUT
        print(f"| {size:,} | {ms / HELD_OUT:.2f} | {ledger:.2f} | {ledger / base:.2f} |")


if __name__ == "__main__":
    main()
