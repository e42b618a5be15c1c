#!/usr/bin/env python3
"""Fine-tunes the teacher. Usage: train_teacher.py CORPORA ENCODER_DIR OUT_DIR [--names FILE.tsv]...

Writes labels.json, teacher.pt (after every epoch, with the state of training: run again to go on)
and prints the scores on the development sets.
"""
import argparse
import os
import random
import time

import torch

from augment import vary
from batches import gold_batch, grouped
from corpora import add_names, read_crossner, read_uner, treebanks
from heads import gold_loss
from labels import Labels
from master import MasterAdam
from measure import name_scores, treebank_scores
from teacher import Teacher


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora")
    parser.add_argument("encoder")
    parser.add_argument("out")
    parser.add_argument("--names", action="append", default=[])
    parser.add_argument("--layers", type=int, default=7)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--budget", type=int, default=2400, help="pieces a batch")
    parser.add_argument("--rate", type=float, default=9e-5)
    parser.add_argument("--limit", type=int, default=0, help="sentences, for a trial")
    return parser.parse_args()


def training_sentences(args):
    banks = treebanks(args.corpora, "train")
    more = list(read_crossner(f"{args.corpora}/ner/crossner-politics-train.txt"))
    return banks, more + add_names(banks, args.names)


def schedule(step, steps):
    warm = 0.06 * steps
    return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def train_epoch(model, labels, sentences, optimiser, state, args, dice):
    model.train()
    varied = [vary(s, dice) for s in sentences if len(s.words) <= 160]
    golds = [labels.encode(s) for s in varied]
    groups = grouped([model.length(s.words) for s in varied], args.budget, dice)
    steps = args.epochs * len(groups)
    start, shown = time.time(), {}
    for number, group in enumerate(groups, 1):
        outputs, mask = model([varied[i].words for i in group])
        losses = gold_loss(model.heads, outputs, gold_batch([golds[i] for i in group]), mask)
        sum(losses.values()).backward()
        optimiser.step(schedule(state["step"], steps))
        state["step"] += 1
        for k, v in losses.items():
            shown[k] = 0.98 * shown.get(k, v.item()) + 0.02 * v.item()
        if number % 25 == 0:
            print(f"  {number}/{len(groups)} {time.time() - start:.0f}s", {k: round(v, 3) for k, v in shown.items()}, flush=True)


def main():
    args = parse_arguments()
    torch.manual_seed(1)
    os.makedirs(args.out, exist_ok=True)
    banks, named = training_sentences(args)
    labels = Labels.of_treebanks(banks)
    labels.write(f"{args.out}/labels.json")
    development = treebanks(args.corpora, "dev")
    uner = list(read_uner(f"{args.corpora}/ner/uner-ewt-dev.iob2"))
    sentences = banks + named
    if args.limit:
        random.Random(2).shuffle(sentences)
        sentences, development, uner = sentences[:args.limit], development[::6], uner[::6]
    print(len(banks), "sentences of treebanks,", len(named), "with names only", flush=True)
    model = Teacher(args.encoder, labels, args.layers).bfloat16()
    encoder = [p for p in model.encoder.parameters() if p.requires_grad and p is not model.encoder.shapes.weight]
    fresh = list(model.heads.parameters()) + [model.encoder.shapes.weight]
    optimiser = MasterAdam([{"params": encoder, "rate": args.rate}, {"params": fresh, "rate": 1e-3}])
    state, path = {"step": 0, "epoch": 0}, f"{args.out}/teacher.pt"
    if os.path.exists(path):
        saved = torch.load(path)
        model.load_state_dict(saved["model"])
        optimiser.load(saved["optimiser"])
        state = saved["state"]
    while state["epoch"] < args.epochs:
        train_epoch(model, labels, sentences, optimiser, state, args, random.Random(state["epoch"]))
        state["epoch"] += 1
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state(), "state": state, "layers": args.layers}, path + ".new")
        os.replace(path + ".new", path)
        print("epoch", state["epoch"], treebank_scores(model, labels, development), name_scores(model, uner), flush=True)


if __name__ == "__main__":
    main()
