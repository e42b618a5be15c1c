#!/usr/bin/env python3
"""What it costs to add an article to a ledger, as the ledger grows.

    python3 bench/ledger_bench.py build articles.jsonl[.xz] [FOLDER]

Ledgers of 100, 1,000 and 10,000 articles take in the same 50 that they do not hold:

    newest          the newest 50, as news comes in to an archive that has all before it
    of all times    50 from all over the file
    among strangers the newest 50; but for 100 articles the ledgers hold nothing that belongs to them: family
                    names are others, days thirty years later

The smallest ledger holds the articles that are most like the 50, the larger ones hold them too. What is
more in a larger one is its size and, but for strangers, more that there is to merge with: longer stories,
more bearers of a name, more sayings of a speaker. Each run is a process of its own on a copy of the ledger
(bench/ledger.c): what is told is processor time of the whole way and, measured apart, of all that the
ledger does, on one thread, the median of fifteen. All copies of a round are made before the first
run, and each round begins with another size. FOLDER keeps the ledgers for the next time.
"""
import collections
import json
import lzma
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile

SIZES = (100, 1000, 10000)
HELD_OUT = 50
RUNS = 15


def read_lines(path):
    data = path.read_bytes()
    return (lzma.decompress(data) if path.suffix == ".xz" else data).splitlines(True)


def measured(build, new, db):
    """Milliseconds of processor time: the whole way, and the ledger's part."""
    told = subprocess.run([build / "bench/dateline-bench-ledger", new, db], check=True, capture_output=True, text=True)
    return tuple(float(ms) for ms in told.stdout.split())


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
    """The articles of the smallest."""
    make_ledger(program, folder, SIZES[-1], spread(lines, SIZES[-1]))
    by_url = {json.loads(line).get("url"): line for line in lines}
    alike = [by_url[url] for url in most_alike(program, folder, new) if url in by_url][:SIZES[0]]
    others = spread([line for line in lines if line not in set(alike)], SIZES[-1] - SIZES[0])
    for size in SIZES[:-1]:
        make_ledger(program, folder, size, alike + spread(others, size - len(alike)))
    return alike + spread(others, SIZES[0] - len(alike))


def measure(build, folder, new):
    copies = {size: folder / f"copy-{size}.db" for size in SIZES}
    times = {size: [] for size in SIZES}
    order = list(SIZES)
    for _ in range(RUNS):
        for size, db in copies.items():
            copy_ledger(folder / f"{size}.db", db)
        for size in order:
            times[size].append(measured(build, new, copies[size]))
        for db in copies.values():
            db.unlink()
        order = order[1:] + order[:1]
    return {size: [statistics.median(part) for part in zip(*told)] for size, told in times.items()}


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


# ---- strangers ----

DATA = pathlib.Path(__file__).parent.parent / "data/entities"
CONSONANTS = "bcdfghjklmnpqrstvwxz"
OTHER_LETTERS = str.maketrans(CONSONANTS + CONSONANTS.upper(),
                              (CONSONANTS[7:] + CONSONANTS[:7]) + (CONSONANTS[7:] + CONSONANTS[:7]).upper())
DAYS_AND_MONTHS = """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
                     august september october november december""".split()


def words_that_stay(lines):
    """Words that are no family names: such as are written small, of states, offices, places, given names."""
    small = collections.Counter()
    for line in lines[::5]:
        small.update(re.findall(r"\b[a-z]{2,}\b", json.loads(line)["text"]))
    stay = {word for word, count in small.items() if count >= 3} | set(DAYS_AND_MONTHS)
    for name in ("states", "given_names", "titles", "place_names", "bodies"):
        for row in (DATA / f"{name}.tsv").read_text().splitlines():
            if not row.startswith("#"):
                stay.update(re.findall(r"[a-z]{2,}", row.lower()))
    return stay


def estrange(lines):
    stay = words_that_stay(lines)

    def other_name(found):
        return found[0] if found[0].lower() in stay else found[0].translate(OTHER_LETTERS)

    for index, line in enumerate(lines):
        article = json.loads(line)
        day = published(line) or f"2012-01-{index % 28 + 1:02}"
        for field in ("title", "text"):
            article[field] = re.sub(r"\b[A-Z][a-z]+", other_name, article.get(field) or "")
        article["published"] = f"{int(day[:4]) + 30}{day[4:]}"
        article["url"] = f"https://strangers.example/{index}"
        yield (json.dumps(article, ensure_ascii=False) + "\n").encode()


def make_stranger_ledgers(program, lines, folder, own):
    strangers = list(estrange([line for line in lines if line not in set(own)]))
    for size in SIZES:
        make_ledger(program, folder, size, own + spread(strangers, size - len(own)))


# ---- together ----


def report(build, folder, title):
    median = measure(build, folder, folder / "new.jsonl")
    print(f"\n{title}: processor time\n")
    print("| articles in the ledger | ms an article, whole | ratio | ledger alone | ratio |\n|--:|--:|--:|--:|--:|")
    least = median[SIZES[0]]
    for size, (whole, ledger) in median.items():
        print(f"| {size:,} | {whole / HELD_OUT:.2f} | {whole / least[0]:.2f} | {ledger / HELD_OUT:.2f} |"
              f" {ledger / least[1]:.2f} |", flush=True)


def new_folder(folder, new_lines):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "new.jsonl").write_bytes(b"".join(new_lines))
    return folder


def main():
    build, path = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    program, lines = build / "src/dateline", read_lines(path)
    if len(lines) < max(SIZES) + HELD_OUT:
        sys.exit(f"{path}: {max(SIZES) + HELD_OUT} articles are needed, it has {len(lines)}")
    with tempfile.TemporaryDirectory() as temporary:
        top = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else temporary)
        new, others = newest(lines)
        folder = new_folder(top / "newest", new)
        smallest = make_ledgers(program, others, folder, folder / "new.jsonl")
        report(build, folder, "The newest 50 articles")
        folder = new_folder(top / "among-strangers", new)
        make_stranger_ledgers(program, others, folder, smallest)
        report(build, folder, "The newest 50 articles, among strangers")
        new, others = of_all_times(lines)
        folder = new_folder(top / "of-all-times", new)
        make_ledgers(program, others, folder, folder / "new.jsonl")
        report(build, folder, "50 articles of all times")


if __name__ == "__main__":
    main()
