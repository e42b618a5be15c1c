#!/usr/bin/env python3
"""The model that reads a sentence for two given parties: a small pretrained encoder, tuned on labels and on the teacher's
answers. src/model/pair_reader.h runs it.

    pair_reader.py learn ENCODER WORK       WORK/labelled.json, unlabelled.json, silver.npy -> WORK/reader.pt
    pair_reader.py write ENCODER WORK OUT   WORK/reader.pt -> the model file
    pair_reader.py check ENCODER WORK FILE PROGRAM
                                            the file as PROGRAM (tools/train/pair_dump.c) runs it beside WORK/reader.pt

ENCODER holds all-MiniLM-L6-v2. What the files in WORK hold, pair_teacher.py says; silver.npy is the teacher's.
"""
import json
import pathlib
import random
import subprocess
import sys
import time

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "core"))
from bert import Bert, BertPieces  # noqa: E402
from master import MasterAdam  # noqa: E402
from pair_teacher import Scores, Teacher, grouped, measure, model_swap, predict  # noqa: E402
from pairs import LABELS, SWAPPED  # noqa: E402
from reader_file import reader_file  # noqa: E402

LAYERS, HIDDEN, BUDGET, PASSES, LABELLED_TIMES = 6, 256, 3000, 2, 3
PARTS = 4  # of a pass, each followed by a look at what was held back
SURE = 0.94  # how probable a label makes its answer
CHECKED_PAIRS, CHECKED_WORDS = 1000, 20000


class Reader(nn.Module):
    read = Teacher.read

    def __init__(self, directory, layers=LAYERS, hidden=HIDDEN):
        super().__init__()
        self.encoder = Bert(directory, layers)
        self.pieces = BertPieces(directory)
        self.signs = nn.Embedding(4, self.encoder.size)
        nn.init.normal_(self.signs.weight, std=0.02)
        self.scores = Scores(2 * self.encoder.size, hidden)

    def forward(self, read):
        longest = max(len(ids) for ids, _, _ in read)
        ids = torch.full((len(read), longest), self.encoder.pad)
        signs = torch.zeros_like(ids)
        for i, (piece, sign, _) in enumerate(read):
            ids[i, :len(piece)] = torch.tensor(piece)
            signs[i, :len(sign)] = torch.tensor(sign)
        x = self.encoder(ids, self.signs(signs))
        rows = torch.arange(len(read))
        first = x[rows, torch.tensor([s[0] for _, _, s in read])]
        second = x[rows, torch.tensor([s[1] for _, _, s in read])]
        return self.scores(torch.cat([first, x[:, 0]], 1), torch.cat([second, x[:, 0]], 1)).float()


def answers_of(rows, silver):
    """Probabilities of LABELS: of what people labelled, then of what the teacher did."""
    answers = torch.full((len(rows), len(LABELS)), (1 - SURE) / len(LABELS))
    answers[torch.arange(len(rows)), torch.tensor([row[3] for row in rows])] += SURE
    return torch.cat([answers, silver])


def plan_of(golden, silver, dice):
    """Parts of what is learnt from. All of the teacher's a pass; labelled pairs come again more often towards the end."""
    parts = []
    for _ in range(PASSES):
        dice.shuffle(silver)
        cut = len(silver) // PARTS
        parts += [silver[i * cut:(i + 1) * cut] for i in range(PARTS)]
    times = np.linspace(0.4, 1.6, len(parts)) * LABELLED_TIMES / PARTS
    return [part + golden * int(t) + dice.sample(golden, int(t % 1 * len(golden))) for part, t in zip(parts, times)]


def learn(directory, work):
    torch.manual_seed(1)
    dice = random.Random(3)
    rows, more = (json.load(open(work / f"{name}.json")) for name in ("labelled", "unlabelled"))
    answers = answers_of(rows, torch.tensor(np.load(work / "silver.npy").astype(np.float32)))
    weights = torch.tensor([row[4] for row in rows] + [1.0] * len(more))
    model = Reader(directory).bfloat16()
    reads = [model.read(row) for row in rows + more]
    golden = [i for i, row in enumerate(rows) if not row[5]]
    plan = plan_of(golden, list(range(len(rows), len(reads))), dice)
    fresh = [*model.scores.parameters(), *model.signs.parameters(), model.encoder.positions.weight]
    encoder = [*model.encoder.layers.parameters(), *model.encoder.norm.parameters()]
    optimiser = MasterAdam([{"params": encoder, "rate": 2.5e-4}, {"params": fresh, "rate": 1e-3}])
    steps = sum(len(reads[i][0]) + 3 for part in plan for i in part) / BUDGET * 1.03
    warm, step, start, shown = 0.05 * steps, 0, time.time(), 0.0
    swapped = torch.tensor(SWAPPED)
    print(f"{len(golden)} labelled pairs and {len(more)} of the teacher's, about {steps:.0f} steps", flush=True)
    for number, part in enumerate(plan):
        model.train()
        turned = [dice.random() < 0.5 for _ in part]
        seen = [model_swap(reads[i]) if t else reads[i] for i, t in zip(part, turned)]
        for group in grouped(seen, BUDGET, dice):
            chosen = [part[k] for k in group]
            flip = torch.tensor([turned[k] for k in group])
            wanted = answers[chosen]
            wanted = torch.where(flip[:, None], wanted[:, swapped], wanted)
            scores = model([seen[k] for k in group])
            loss = (-(wanted * scores.log_softmax(1)).sum(1) * weights[chosen]).mean()
            loss.backward()
            optimiser.step(step / warm if step < warm else max(0.01, (steps - step) / (steps - warm)))
            step += 1
            shown = 0.98 * shown + 0.02 * loss.item()
            if step % 50 == 0:
                print(f"  {step} {time.time() - start:.0f}s loss {shown:.3f}", flush=True)
        print("part", number, flush=True)
        measure(model, rows, reads[:len(rows)])
        torch.save(model.state_dict(), work / "reader.part.pt")
    (work / "reader.part.pt").rename(work / "reader.pt")


def load(directory, work):
    model = Reader(directory)
    model.load_state_dict(torch.load(work / "reader.pt", weights_only=True))
    return model.float().eval()


def write(directory, work, out):
    file, kept = reader_file(load(directory, work))
    pathlib.Path(out).write_bytes(file)
    print(f"{out}: {len(file)} bytes, {kept} pieces")


# ---- Whether the file says what the model says -------------------------------------------------


def run(program, file, option, lines):
    said = subprocess.run([program, file, *option], input="".join(lines).encode(), stdout=subprocess.PIPE, check=True)
    return said.stdout.decode().splitlines()


def check_words(model, rows, program, file):
    words = sorted({word for row in rows for word in row[0].split()})
    words = random.Random(1).sample(words, min(CHECKED_WORDS, len(words)))
    said = run(program, file, ["--pieces"], [word + "\n" for word in words])
    wanted = [" ".join(map(model.pieces.tokenizer.id_to_token, model.pieces.of(word))) for word in words]
    other = [(word, w, s) for word, w, s in zip(words, wanted, said) if w != s]
    print(f"{len(words)} words, {len(other)} in other pieces", *other[:20], sep="\n  ")


def check_pairs(model, rows, program, file):
    rows = [row for row in rows if max(row[1][1], row[2][1]) <= len(row[0].encode())]
    chosen = random.Random(2).sample(rows, min(CHECKED_PAIRS, len(rows)))
    lines = [f"{row[1][0]} {row[1][1]} {row[2][0]} {row[2][1]} {row[0].translate({10: 32, 13: 32})}\n" for row in chosen]
    said = np.array([line.split() for line in run(program, file, [], lines)], float)
    wanted = predict(model, [model.read(row) for row in chosen]).astype(float)
    best = wanted.argmax(1)
    places = np.arange(len(chosen))
    away = np.abs(said - wanted)
    print(f"{len(chosen)} pairs: the same best answer of {100 * (said.argmax(1) == best).mean():.1f} %, its probability is off "
          f"by {away[places, best].mean():.4f}, at most {away[places, best].max():.3f}")


def check(directory, work, file, program):
    model = load(directory, work)
    rows = json.load(open(work / "labelled.json"))
    check_words(model, rows + json.load(open(work / "unlabelled.json")), program, file)
    check_pairs(model, rows, program, file)


def main():
    steps = {"learn": (learn, 0), "write": (write, 1), "check": (check, 2)}
    step, more = steps.get(sys.argv[1] if len(sys.argv) > 1 else "", (None, 0))
    if step is None or len(sys.argv) != 4 + more:
        sys.exit(__doc__)
    step(sys.argv[2], pathlib.Path(sys.argv[3]), *sys.argv[4:])


if __name__ == "__main__":
    main()
