#!/usr/bin/env python3
"""The large model that learns from labelled pairs and labels many more.

    pair_teacher.py learn ENCODER WORK      WORK/labelled.json -> WORK/teacher.pt
    pair_teacher.py label ENCODER WORK      WORK/unlabelled.json -> WORK/silver.npy: probabilities of LABELS, float16

ENCODER holds all-mpnet-base-v2. Both files are lists of [text, first, second, ...] with bytes of the parties in
the text; labelled ones go on with label, weight, held. The words of the parties carry a learnt sign; the first
word of each and the start of the sentence, read by a layer in both orders, give the scores.
"""
import json
import pathlib
import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "core"))
from master import MasterAdam  # noqa: E402
from mpnet import Mpnet, Pieces  # noqa: E402
from pairs import LABELS, TYPES  # noqa: E402

LAYERS, HIDDEN, EPOCHS, BUDGET = 7, 256, 3, 2000
PART = 5000
AROUND = 70  # bytes kept on either side of the parties, in whole words


class Scores(nn.Module):
    """Two vectors to the scores of LABELS, so that swapping the vectors swaps the directions."""

    def __init__(self, size, hidden):
        super().__init__()
        self.here, self.there = nn.Linear(size, hidden), nn.Linear(size, hidden, bias=False)
        self.one = nn.Linear(hidden, len(TYPES))
        self.both = nn.Linear(hidden, len(TYPES) + 1)

    def forward(self, first, second):
        a = F.relu(self.here(first) + self.there(second))
        b = F.relu(self.here(second) + self.there(first))
        both = self.both(a + b)
        return torch.cat([both[:, :1], self.one(a), self.one(b), both[:, 1:]], 1)


class Teacher(nn.Module):
    def __init__(self, directory):
        super().__init__()
        self.encoder = Mpnet(directory, LAYERS)
        self.pieces = Pieces(directory)
        self.signs = nn.Embedding(4, self.encoder.size)
        nn.init.normal_(self.signs.weight, std=0.02)
        self.scores = Scores(2 * self.encoder.size, HIDDEN)

    def read(self, row):
        """Pieces, signs and where the parties start."""
        raw, spans = row[0].encode(), [tuple(row[1]), tuple(row[2])]
        low = max(0, min(s for s, _ in spans) - AROUND)
        high = min(len(raw), max(e for _, e in spans) + AROUND)
        while low > 0 and raw[low - 1:low] != b" ":
            low -= 1
        while high < len(raw) and raw[high:high + 1] != b" ":
            high += 1
        ids, signs, starts = [self.pieces.start], [0], []
        cuts = [low, *spans[0], *spans[1], high]
        for number, (a, b) in enumerate(zip(cuts, cuts[1:])):
            party = (number + 1) // 2 if number % 2 else 0
            if party:
                starts.append(len(ids))
            for word in raw[a:b].decode(errors="replace").split():
                for token in self.pieces.of(word):
                    ids.append(token)
                    signs.append(party)
        return ids + [self.pieces.end], signs + [0], [min(s, len(ids) - 1) for s in starts]

    def forward(self, read):
        longest = max(len(ids) for ids, _, _ in read)
        ids = torch.full((len(read), longest), self.encoder.pad)
        signs = torch.zeros_like(ids)
        for i, (piece, sign, _) in enumerate(read):
            ids[i, :len(piece)] = torch.tensor(piece)
            signs[i, :len(sign)] = torch.tensor(sign)
        x = encode(self.encoder, ids, self.signs(signs))
        rows = torch.arange(len(read))
        first = x[rows, torch.tensor([s[0] for _, _, s in read])]
        second = x[rows, torch.tensor([s[1] for _, _, s in read])]
        return self.scores(torch.cat([first, x[:, 0]], 1), torch.cat([second, x[:, 0]], 1)).float()


def encode(encoder, pieces, more):
    """The encoder with `more` added to its words."""
    real = pieces != encoder.pad
    place = real.cumsum(1) * real + encoder.pad
    x = encoder.norm(encoder.words(pieces) + encoder.positions(place) + more)
    n = pieces.shape[1]
    unreal = torch.where(real, 0.0, -1e4).to(x.dtype)[:, None, None, :]
    bias = (encoder.position_bias(n)[None] + unreal).reshape(-1, n, n)
    for layer in encoder.layers:
        x = layer(x, bias)
    return x


def grouped(reads, budget, dice):
    order = sorted(range(len(reads)), key=lambda i: len(reads[i][0]) + dice.random() * 3)
    groups, group = [], []
    for i in order:
        if group and len(reads[i][0]) * (len(group) + 1) > budget:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    dice.shuffle(groups)
    return groups


def macro(gold, said):
    """Macro-F1 over types without regard to NONE's, and micro precision and recall."""
    total = 0.0
    for kind in range(len(TYPES)):
        def of(label):
            return label > 0 and (label - 1) % len(TYPES) == kind
        right = sum(of(g) and g == s for g, s in zip(gold, said))
        found, wanted = sum(map(of, said)), sum(map(of, gold))
        total += 2 * right / max(1, found + wanted)
    right = sum(g == s and g > 0 for g, s in zip(gold, said))
    return total / len(TYPES), right / max(1, sum(s > 0 for s in said)), right / max(1, sum(g > 0 for g in gold))


@torch.no_grad()
def predict(model, reads, budget=4000):
    model.eval()
    out = np.zeros((len(reads), len(LABELS)), np.float16)
    start = time.time()
    groups = grouped(reads, budget, random.Random(1))
    for number, group in enumerate(groups):
        out[group] = model([reads[i] for i in group]).softmax(1).half().numpy()
        if number % 200 == 199:
            print(f"  {number}/{len(groups)} {time.time() - start:.0f}s", flush=True)
    return out


def measure(model, rows, reads):
    held = [i for i, row in enumerate(rows) if row[5]]
    said = predict(model, [reads[i] for i in held]).argmax(1)
    for kind in sorted({row[6] for row in rows}):
        these = [k for k, i in enumerate(held) if rows[i][6] == kind]
        if these:
            f, p, r = macro([rows[held[k]][3] for k in these], [int(said[k]) for k in these])
            print(f"  held {kind}: {len(these)} pairs, macro-F1 {100 * f:.1f}, P {100 * p:.1f} R {100 * r:.1f}", flush=True)


def learn(directory, work):
    torch.manual_seed(1)
    dice = random.Random(3)
    rows = json.load(open(work / "labelled.json"))
    model = Teacher(directory).bfloat16()
    for layer in model.encoder.layers[:3]:
        layer.requires_grad_(False)
    reads = [model.read(row) for row in rows]
    swapped = [model_swap(read) for read in reads]
    training = [i for i, row in enumerate(rows) if not row[5]]
    print(len(rows), "pairs,", len(training), "to learn from", flush=True)
    encoder = [p for p in model.encoder.layers.parameters() if p.requires_grad]
    fresh = list(model.scores.parameters()) + list(model.signs.parameters())
    optimiser = MasterAdam([{"params": encoder, "rate": 1e-4}, {"params": fresh, "rate": 1e-3}])
    from pairs import SWAPPED
    step, steps, start, shown = 0, None, time.time(), 0.0
    for epoch in range(EPOCHS):
        model.train()
        turned = [dice.random() < 0.5 for _ in training]
        seen = [swapped[i] if t else reads[i] for i, t in zip(training, turned)]
        labels = [SWAPPED[rows[i][3]] if t else rows[i][3] for i, t in zip(training, turned)]
        groups = grouped(seen, BUDGET, dice)
        steps = steps or EPOCHS * len(groups)
        for number, group in enumerate(groups):
            scores = model([seen[k] for k in group])
            loss = F.cross_entropy(scores, torch.tensor([labels[k] for k in group]), reduction="none", label_smoothing=0.05)
            loss = (loss * torch.tensor([rows[training[k]][4] for k in group])).mean()
            loss.backward()
            warm = 0.08 * steps
            optimiser.step(step / warm if step < warm else max(0.0, (steps - step) / (steps - warm)))
            step += 1
            shown = 0.97 * shown + 0.03 * loss.item()
            if number % 40 == 39:
                print(f"  {epoch} {number + 1}/{len(groups)} {time.time() - start:.0f}s loss {shown:.3f}", flush=True)
        measure(model, rows, reads)
        torch.save(model.state_dict(), work / "teacher.part.pt")
    (work / "teacher.part.pt").rename(work / "teacher.pt")


def model_swap(read):
    ids, signs, starts = read
    return ids, [(0, 2, 1)[sign] for sign in signs], starts[::-1]


def label(directory, work):
    """A part at a time: what is there is not done again."""
    model = Teacher(directory).bfloat16()
    model.load_state_dict(torch.load(work / "teacher.pt"))
    rows, done = json.load(open(work / "unlabelled.json")), []
    for number, start in enumerate(range(0, len(rows), PART)):
        path = work / f"silver.{number}.npy"
        if not path.exists():
            part = predict(model, [model.read(row) for row in rows[start:start + PART]])
            np.save(path, part)
            print(f"{start + len(part)} labelled", flush=True)
        done.append(np.load(path))
        np.save(work / "silver.npy", np.concatenate(done))


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("learn", "label"):
        sys.exit(__doc__)
    {"learn": learn, "label": label}[sys.argv[1]](sys.argv[2], pathlib.Path(sys.argv[3]))
