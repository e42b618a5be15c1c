#!/usr/bin/env python3
"""The teacher labels plain sentences. Usage: label_news.py TEACHER_DIR ENCODER_DIR SENTENCES.txt OUT_DIR
[--step N] [--first N]: every Nth line, one file a part; parts that are there are not done again.
"""
import argparse
import os
import random

import numpy as np
import torch

from batches import grouped
from labels import Labels
from silver import KEPT, write
from teacher import Teacher

PART = 1000


def best(probabilities, k):
    weights, numbers = probabilities.float().topk(k, -1)
    return numbers.numpy(), (weights * 255).round().numpy()


def label(model, sentences, budget):
    out = [None] * len(sentences)
    with torch.inference_mode():
        for group in grouped([model.length(s) for s in sentences], budget, random.Random(1)):
            (words, arcs, parts), _ = model([sentences[i] for i in group])
            found = {k: best(v.float().softmax(-1), KEPT[k]) for k, v in words.items()}
            found["heads"] = best(arcs.softmax(-1), min(KEPT["heads"], arcs.shape[2]))
            relations = model.heads.relations(parts, torch.from_numpy(found["heads"][0][..., 0]))
            found["relations"] = best(relations.softmax(-1), KEPT["relations"])
            for row, i in enumerate(group):
                n = len(sentences[i])
                out[i] = {k: (numbers[row, :n], weights[row, :n]) for k, (numbers, weights) in found.items()}
    return out


def parts_of(path, step, first):
    part = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            words = line.split()
            if number % step == first and 4 <= len(words) <= 80:
                part.append(words)
                if len(part) == PART:
                    yield part
                    part = []
    if part:
        yield part


def main():
    parser = argparse.ArgumentParser()
    for name in ("teacher", "encoder", "sentences", "out"):
        parser.add_argument(name)
    parser.add_argument("--step", type=int, default=4)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--budget", type=int, default=3000)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    saved = torch.load(f"{args.teacher}/teacher.pt", mmap=True)
    model = Teacher(args.encoder, Labels.read(f"{args.teacher}/labels.json"), saved["layers"]).bfloat16()
    model.load_state_dict(saved["model"])
    model.eval()
    for number, sentences in enumerate(parts_of(args.sentences, args.step, args.first)):
        path = f"{args.out}/{args.step}-{args.first}-{number:04}.npz"
        if os.path.exists(path):
            continue
        write(path + ".new.npz", sentences, label(model, sentences, args.budget))
        os.replace(path + ".new.npz", path)
        print(path, sum(map(len, sentences)), "words", flush=True)


if __name__ == "__main__":
    main()
