#!/usr/bin/env python3
"""What it costs to add an article to a ledger, as the ledger grows.

    python3 bench/ledger_bench.py build/src/dateline articles.jsonl[.xz] [FOLDER]

Ledgers of 100, 1,000 and 10,000 articles take in the same 50 that they do not hold: once the newest
50, as news comes in to an archive that has all before it, and once 50 from all over the file. The
smallest ledger holds the articles that are most like the 50, the larger ones hold them too, so that
there is as much to merge in each. The cost is the program's processor time (user and system) on one
thread, the median of eleven runs, each on a copy of the ledger; what it costs to read and analyse
the 50 (`annotate`) is taken off. All copies of a round are made before the first run, and each round
begins with another: what a run finds in the system's memory does not depend on its ledger's size.
FOLDER keeps the ledgers for the next time.
"""
import json
import lzma
import os
import pathlib
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile

SIZES = (100, 1000, 10000)
HELD_OUT = 50
RUNS = 11


def read_lines(path):
    data = path.read_bytes()
    return (lzma.decompress(data) if path.suffix == ".xz" else data).splitlines(True)


def processor_ms(*command):
    """User and system time of a child."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def spread(lines, count):
    """So many lines from all over the file."""
    return [lines[i * len(lines) // count] for i in range(count)]


def add_command(program, db, articles, threads=1):
    return program, "add", "--quiet", "--threads", str(threads), "--db", str(db), str(articles)


def make_ledger(program, folder, size, lines):
    db = folder / f"{size}.db"
    if db.exists():
        return
    (folder / "articles.jsonl").write_bytes(b"".join(lines))
    subprocess.run(add_command(program, folder / "unfinished.db", folder / "articles.jsonl", 2), check=True)
    (folder / "unfinished.db").rename(db)


def most_alike(program, folder, new):
    """Addresses of the articles of the largest ledger that are like the new ones, the most alike first."""
    copy = folder / "copy.db"
    shutil.copy(folder / f"{SIZES[-1]}.db", copy)
    subprocess.run(add_command(program, copy, new), check=True)
    with sqlite3.connect(copy) as ledger:
        rows = ledger.execute("SELECT a.url FROM likeness l JOIN article a ON a.n = l.other WHERE l.article > ?1"
                              " AND l.other <= ?1 GROUP BY a.n ORDER BY max(l.likeness) DESC, a.id", (SIZES[-1],))
        found = [url for (url,) in rows]
    copy.unlink()
    return found


def copy_ledger(source, target):
    """Written down before the program comes: else it would write the copy's pages when it makes its own safe."""
    shutil.copy(source, target)
    with open(target, "rb+") as file:
        os.fsync(file.fileno())


def make_ledgers(program, lines, folder, new):
    make_ledger(program, folder, SIZES[-1], spread(lines, SIZES[-1]))
    by_url = {json.loads(line).get("url"): line for line in lines}
    alike = [by_url[url] for url in most_alike(program, folder, new) if url in by_url][:SIZES[0]]
    others = spread([line for line in lines if line not in set(alike)], SIZES[-1] - SIZES[0])
    for size in SIZES[:-1]:
        make_ledger(program, folder, size, alike + spread(others, size - len(alike)))


def measure(program, folder, new):
    commands = {0: (program, "annotate", "--threads", "1", str(new))}
    copies = {size: folder / f"copy-{size}.db" for size in SIZES}
    commands.update({size: add_command(program, db, new) for size, db in copies.items()})
    times = {size: [] for size in commands}
    order = list(commands)
    for _ in range(RUNS):
        for size, db in copies.items():
            copy_ledger(folder / f"{size}.db", db)
        for size in order:
            times[size].append(processor_ms(*commands[size]))
        for db in copies.values():
            db.unlink()
        order = order[1:] + order[:1]
    return {size: statistics.median(ms) for size, ms in times.items()}


def published(line):
    """The day, or nothing where it is not told year first."""
    day = json.loads(line).get("published") or ""
    return day if day[:4].isdigit() else ""


def newest(lines):
    """The newest articles, and the others in order of time."""
    ordered = sorted(lines, key=published)
    return ordered[-HELD_OUT:], ordered[:-HELD_OUT]


def of_all_times(lines):
    held_out = set(spread(lines, HELD_OUT))
    return sorted(held_out), [line for line in lines if line not in held_out]


def report(program, folder, title, new_lines, others):
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / "new.jsonl"
    new.write_bytes(b"".join(new_lines))
    make_ledgers(program, others, folder, new)
    median = measure(program, folder, new)
    analysis = median.pop(0)
    print(f"{title}; analysis alone: {analysis / HELD_OUT:.2f} ms an article")
    print("| articles in the ledger | ms an article, whole | ratio | ledger alone | ratio |\n|--:|--:|--:|--:|--:|")
    for size, ms in median.items():
        ledger, least = ms - analysis, median[SIZES[0]]
        print(f"| {size:,} | {ms / HELD_OUT:.2f} | {ms / least:.2f} | {ledger / HELD_OUT:.2f} |"
              f" {ledger / (least - analysis):.2f} |", flush=True)


def main():
    program, path = sys.argv[1], pathlib.Path(sys.argv[2])
    lines = read_lines(path)
    if len(lines) < max(SIZES) + HELD_OUT:
        sys.exit(f"{path}: {max(SIZES) + HELD_OUT} articles are needed, it has {len(lines)}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else temporary)
        report(program, folder / "newest", "The newest", *newest(lines))
        report(program, folder / "of-all-times", "Of all times", *of_all_times(lines))


if __name__ == "__main__":
    main()
