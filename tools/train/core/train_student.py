#!/usr/bin/env python3
"""Trains the student. Usage: train_student.py CORPORA LABELS.json OUT.pt [--silver DIR] [--names FILE.tsv]...

Gold sentences, in other styles now and then, and sentences the teacher labelled (label_news.py),
whose labels are probabilities. Prints the scores on the development sets.
"""
import argparse
import os
import random
import time

import numpy as np
import torch

from augment import vary
from batches import gold_batch, grouped
from corpora import Sentence, add_names, read_crossner, read_uner, treebanks
from heads import gold_loss
from labels import Labels
from measure import name_scores, treebank_scores
from silver import Silver, silver_loss
from student import Student


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora")
    parser.add_argument("labels")
    parser.add_argument("out")
    parser.add_argument("--silver", action="append", default=[], help="a folder of label_news.py; read again every epoch")
    parser.add_argument("--silver-share", type=float, default=0.25, help="of the silver, an epoch")
    parser.add_argument("--start", help="a student to begin with")
    parser.add_argument("--vectors", help="a table of words to begin with (word_vectors.py)")
    parser.add_argument("--names", action="append", default=[])
    parser.add_argument("--silver-names", action="store_true", help="names are learnt from the teacher alone")
    parser.add_argument("--tag-weight", type=float, default=1.0)
    parser.add_argument("--name-weight", type=float, default=1.0)
    parser.add_argument("--layers", default="wwgg")
    parser.add_argument("--size", type=int, default=192)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--budget", type=int, default=1500, help="words a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--minutes", type=float, default=0, help="stop early, the rate falling with the clock")
    parser.add_argument("--every", type=int, default=1, help="epochs between two measurements")
    return parser.parse_args()


class Optimisers:
    """Rows of the hashed tables by SparseAdam, all else by AdamW."""

    def __init__(self, model, rate):
        table = model.vectors.table.weight
        rest = [p for p in model.parameters() if p is not table]
        self.rate = rate
        self.rest = rest
        self.dense = torch.optim.AdamW(rest, lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.sparse = torch.optim.SparseAdam([table], lr=rate, betas=(0.9, 0.98))

    def step(self, factor):
        torch.nn.utils.clip_grad_norm_(self.rest, 5.0)
        for optimiser in (self.dense, self.sparse):
            for group in optimiser.param_groups:
                group["lr"] = self.rate * factor
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)


def epoch_groups(gold, silver, args, dice):
    """(kind, indices) of one epoch in random order, and the gold sentences in their styles."""
    varied = [vary(s, dice) for s in gold if len(s.words) <= 160]
    groups = [("gold", g) for g in grouped([len(s.words) for s in varied], args.budget, dice)]
    if silver:
        chosen = dice.sample(range(len(silver)), int(len(silver) * args.silver_share))
        for g in grouped([silver.length(i) for i in chosen], args.budget, dice):
            groups.append(("silver", [chosen[i] for i in g]))
    dice.shuffle(groups)
    return groups, varied


def weighted(kind, losses, args):
    weights = {"tags": args.tag_weight, "names": 0.0 if kind == "gold" and args.silver_names else args.name_weight}
    return [weights.get(k, 1.0) * loss for k, loss in losses.items()]


def train(model, labels, gold, silver, measure, args):
    optimisers = Optimisers(model, args.rate)
    start, step, shown = time.time(), 0, {}
    for epoch in range(args.epochs):
        dice = random.Random(epoch)
        if silver:
            silver.refresh()
        groups, varied = epoch_groups(gold, silver, args, dice)
        model.train()
        for number, (kind, group) in enumerate(groups):
            done = (epoch + number / len(groups)) / args.epochs
            if args.minutes:
                done = max(done, (time.time() - start) / 60 / args.minutes)
            factor = min(1.0, (step + 1) / 200) * max(0.0, 1 - done)
            if kind == "gold":
                outputs, mask = model([varied[i].words for i in group])
                losses = gold_loss(model.heads, outputs, gold_batch([labels.encode(varied[i]) for i in group]), mask)
            else:
                outputs, mask = model([vary_words(silver.words(i), dice) for i in group])
                losses = silver_loss(model.heads, outputs, silver.batch(group), mask)
            sum(weighted(kind, losses, args)).backward()
            optimisers.step(factor)
            step += 1
            for k, v in losses.items():
                k = f"{kind} {k}"
                shown[k] = 0.98 * shown.get(k, v.item()) + 0.02 * v.item()
            if done >= 1:
                break
        last = epoch == args.epochs - 1 or done >= 1
        if last or epoch % args.every == args.every - 1:
            print(f"epoch {epoch + 1} {time.time() - start:.0f}s", len(silver or []), "silver", measure(model), {k: round(v, 3) for k, v in shown.items()}, flush=True)
            torch.save({"model": model.state_dict(), "settings": model.settings}, args.out + ".new")
            os.replace(args.out + ".new", args.out)
        if last:
            return


def vary_words(words, dice):
    """Other apostrophes, marks and capitals; the count of words stays."""
    sentence = Sentence(words=words, heads=list(range(len(words) + 1)))
    return vary(sentence, dice, 0.7).words


def main():
    args = parse_arguments()
    torch.manual_seed(1)
    np.random.seed(1)
    labels = Labels.read(args.labels)
    gold = treebanks(args.corpora, "train")
    gold += add_names(gold, args.names) + list(read_crossner(f"{args.corpora}/ner/crossner-politics-train.txt"))
    development = treebanks(args.corpora, "dev")
    uner = list(read_uner(f"{args.corpora}/ner/uner-ewt-dev.iob2"))
    silver = Silver(args.silver) if args.silver else None
    model = Student(labels, size=args.size, layers=args.layers, dropout=args.dropout)
    if args.vectors:
        model.vectors.load_state_dict(torch.load(args.vectors, weights_only=True))
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True)["model"])
    print(args, len(gold), "gold,", len(silver) if silver else 0, "silver sentences", flush=True)
    train(model, labels, gold, silver, lambda m: (treebank_scores(m, labels, development), name_scores(m, uner)), args)


if __name__ == "__main__":
    main()
