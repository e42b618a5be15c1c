#!/usr/bin/env python3
"""Learns the teacher's head for names anew, its encoder being left as it is. Usage:
tune_names.py CORPORA ENCODER_DIR TEACHER_DIR OUT_DIR [--names FILE.tsv]...
"""
import argparse
import os
import random
import shutil

import numpy as np
import torch

from batches import grouped, padded
from corpora import add_names, read_crossner, read_uner, treebanks
from labels import Labels
from measure import name_scores
from teacher import Teacher

EPOCHS, RATE, BATCH = 12, 1e-3, 2048


def vectors_of(model, labels, sentences):
    """Vectors of all words whose label is at least partly known, and which labels are allowed."""
    vectors, allowed = [], []
    with torch.inference_mode():
        for group in grouped([model.length(s.words) for s in sentences], 3000, random.Random(1)):
            x = model.encode([sentences[i].words for i in group])[0][:, 1:]
            names = padded([labels.encode(sentences[i])["names"] for i in group], True)
            known = ~names.all(-1)
            vectors.append(x[known])
            allowed.append(names[known])
    return torch.cat(vectors), torch.cat(allowed)


def train(head, vectors, allowed):
    head.weight.data = head.weight.data.float()
    head.bias.data = head.bias.data.float()
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(vectors) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.0, steps)
    for _ in range(EPOCHS):
        total = 0.0
        for rows in torch.randperm(len(vectors)).split(BATCH):
            scores = head(torch.nn.functional.dropout(vectors[rows].float(), 0.2)).log_softmax(-1)
            loss = -scores.masked_fill(~allowed[rows], -1e4).logsumexp(-1).mean()
            loss.backward()
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            schedule.step()
            total += loss.item() * len(rows)
        print("loss", round(total / len(vectors), 4), flush=True)
    head.bfloat16()


def main():
    parser = argparse.ArgumentParser()
    for name in ("corpora", "encoder", "teacher", "out"):
        parser.add_argument(name)
    parser.add_argument("--names", action="append", default=[])
    parser.add_argument("--share", type=float, default=1.0, help="of the treebank sentences")
    args = parser.parse_args()
    torch.manual_seed(1)
    np.random.seed(1)
    labels = Labels.read(f"{args.teacher}/labels.json")
    saved = torch.load(f"{args.teacher}/teacher.pt", mmap=True)
    model = Teacher(args.encoder, labels, saved["layers"]).bfloat16()
    model.load_state_dict(saved["model"])
    model.eval()
    banks = treebanks(args.corpora, "train")
    rest = add_names(banks, args.names)
    banks = random.Random(1).sample(banks, int(len(banks) * args.share))
    crossner = list(read_crossner(f"{args.corpora}/ner/crossner-politics-train.txt"))
    vectors, allowed = vectors_of(model, labels, banks + rest + crossner)
    print(len(vectors), "words", flush=True)
    with torch.inference_mode(False):
        train(model.heads.word["names"], vectors.clone(), allowed.clone())
    os.makedirs(args.out, exist_ok=True)
    shutil.copy(f"{args.teacher}/labels.json", f"{args.out}/labels.json")
    torch.save({"model": model.state_dict(), "state": saved["state"], "layers": saved["layers"]}, f"{args.out}/teacher.pt")
    print(name_scores(model, read_uner(f"{args.corpora}/ner/uner-ewt-dev.iob2")))


if __name__ == "__main__":
    main()
