#!/usr/bin/env python3
"""How fast the keys of copies are made, beside rensa and datasketch where Python has them.

    python3 bench/copies.py BUILD articles.jsonl.xz [TEXTS]

All read the same texts and make the sketches of their eight-word shingles: we words, shingles, minima, keys
of parts and the sorted keys; the others, with 128 permutations, get the words in lower case from
Python's str.split and the shingles as joined strings, without which they have nothing to sketch. Their time is given
with and without that. Each runs on one core, twice; the better processor time counts.
"""
import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests" / "score"))

from scoring import read_lines

PERMUTATIONS = 128


def shingles(text):
    words = text.lower().split()
    return [" ".join(words[i:i + 8]) for i in range(max(1, len(words) - 7))]


def best_seconds(work):
    times = []
    for _ in range(2):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def with_rensa():
    import rensa

    def sketch(tokens):
        minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
        minhash.update(tokens)
        minhash.digest()
    return sketch


def with_datasketch():
    import datasketch

    def sketch(tokens):
        minhash = datasketch.MinHash(num_perm=PERMUTATIONS)
        minhash.update_batch([token.encode() for token in tokens])
    return sketch


def main():
    build, path = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 3000
    texts = [json.loads(line)["text"] for line in read_lines(path)[:count] if line]
    lines = "".join(f"{i}\t{' '.join(text.split())}\n" for i, text in enumerate(texts))
    done = subprocess.run([f"{build}/tests/copy_pairs"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    print("dateline:", done.stdout.decode().strip())
    ours = float(done.stdout.split()[-2])
    for name, make in (("rensa", with_rensa), ("datasketch", with_datasketch)):
        try:
            sketch = make()
        except ImportError:
            print(f"{name}: not installed")
            continue
        ready = [shingles(text) for text in texts]
        alone = len(texts) / best_seconds(lambda: [sketch(tokens) for tokens in ready])
        whole = len(texts) / best_seconds(lambda: [sketch(shingles(text)) for text in texts])
        print(f"{name}: {whole:.0f} texts/s, {alone:.0f} with the shingles made before; "
              f"dateline is {ours / whole:.1f} and {ours / alone:.1f} times as fast")


if __name__ == "__main__":
    main()
