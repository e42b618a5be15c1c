#!/usr/bin/env python3
"""Learns the student's window and labels of names anew, all else being left as it is.

Usage: tune_student_names.py CORPORA LABELS.json STUDENT.pt OUT.pt --silver DIR... [--treebanks DIR]

Trees take most of what the shared layers hold; one window of its own over them and labels learnt to
the end are worth more for names than a larger share of the loss. Learns from the teacher's labels;
sentences of the treebanks (--treebanks) count twice, as they are of more kinds than news.
"""
import argparse
import random

import torch

from batches import grouped
from corpora import read_uner
from labels import Labels
from measure import name_scores
from silver import Silver, soft_cross_entropy
from student import Student

EPOCHS, RATE, BATCH_WORDS = 8, 2e-3, 2000
SCALE = 0.8  # of the scores at the end: the labels become surer than they are right


def names_batch(silver, group):
    return silver.batch(group)["names"]


def encoded(model, sentences):
    """What the layers below the heads give; they are not learnt here."""
    kept = {}
    hook = model.heads.dropout.register_forward_hook(lambda _, given, __: kept.setdefault("x", given[0]))
    with torch.inference_mode():
        mask = model(sentences)[1]
    hook.remove()
    return kept["x"].clone(), mask[:, 1:, None].float()


def epoch_groups(sources, dice):
    groups = []
    for silver, times, share in sources:
        for _ in range(times):
            chosen = dice.sample(range(len(silver)), int(len(silver) * share))
            groups += [(silver, [chosen[i] for i in g])
                       for g in grouped([silver.length(i) for i in chosen], BATCH_WORDS, dice)]
    dice.shuffle(groups)
    return groups


def train(model, sources, measure):
    heads = model.heads
    learnt = list(heads.name_window.parameters()) + list(heads.word["names"].parameters())
    optimiser = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01)
    for epoch in range(EPOCHS):
        model.eval()
        groups, total = epoch_groups(sources, random.Random(epoch)), 0.0
        for number, (silver, group) in enumerate(groups):
            optimiser.param_groups[0]["lr"] = RATE * (1 - (epoch + number / len(groups)) / EPOCHS)
            x, mask = encoded(model, [silver.words(i) for i in group])
            dropped = torch.nn.functional.dropout(x, 0.1)
            around = torch.nn.functional.dropout(heads.name_window(dropped, mask), 0.15)
            loss = soft_cross_entropy(heads.word["names"](around), names_batch(silver, group))
            loss.backward()
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            total += loss.item()
        print("epoch", epoch + 1, "loss", round(total / len(groups), 4), measure(model), flush=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ("corpora", "labels", "student", "out"):
        parser.add_argument(name)
    parser.add_argument("--silver", action="append", default=[])
    parser.add_argument("--silver-share", type=float, default=0.12, help="of the silver, an epoch")
    parser.add_argument("--treebanks", action="append", default=[])
    args = parser.parse_args()
    torch.manual_seed(1)
    saved = torch.load(args.student, weights_only=True)
    model = Student(Labels.read(args.labels), **saved["settings"])
    model.load_state_dict(saved["model"], strict=False)
    uner = list(read_uner(f"{args.corpora}/ner/uner-ewt-dev.iob2"))
    sources = [(Silver(args.treebanks), 2, 1.0)] if args.treebanks else []
    sources.append((Silver(args.silver), 1, args.silver_share))
    train(model, sources, lambda m: name_scores(m, uner))
    for weights in model.heads.word["names"].parameters():
        weights.data *= SCALE
    torch.save({"model": model.state_dict(), "settings": model.settings}, args.out)


if __name__ == "__main__":
    main()
