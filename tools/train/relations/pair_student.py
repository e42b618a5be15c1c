#!/usr/bin/env python3
"""The small network of src/model/pair_net.h. Usage:

    pair_student.py learn WORK SENTENCES      WORK/student.json, WORK/*.pairs, WORK/silver.npy -> WORK/student.pt
    pair_student.py write WORK OUT            WORK/student.pt -> the model file

SENTENCES is models/sentences.bin, whose rows of words it reads. student.json is a list of [pairs file, line, label or
null, weight, held, kind, row of silver.npy or null].
"""
import json
import pathlib
import random
import struct
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
import xxhash
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "core"))
from export import matrix, quantised_rows  # noqa: E402
from pairs import LABELS, SWAPPED, TYPES, read_pairs, sizes  # noqa: E402
from pair_teacher import macro  # noqa: E402

SIZE, HIDDEN, DEEP, JOINING = 128, 128, 64, 8192  # JOINING: rows of joining words, by hash
EPOCHS, BATCH, RATE, DROPOUT = 10, 192, 3e-3, 0.2


class Rows:
    """Rows of words, as src/model/sentence_encoder.c finds them."""

    def __init__(self, path):
        raw = pathlib.Path(path).read_bytes()
        _, self.words, self.others = struct.unpack_from("<III", raw, 32)
        at, count = 44 + 4 * self.words, self.words + self.others
        self.keys = np.frombuffer(raw, "<u4", self.words, 44)
        scales = np.frombuffer(raw, "<f4", count, at)
        values = np.frombuffer(raw, np.int8, count * SIZE, at + 4 * count).reshape(count, SIZE)
        self.vectors = values.astype(np.float32) * scales[:, None]
        self.known = {}

    def place(self, word):
        number = xxhash.xxh3_64_intdigest(word.encode(), 0)
        at = int(np.searchsorted(self.keys, number & 0xFFFFFFFF))
        is_known = at < self.words and self.keys[at] == number & 0xFFFFFFFF
        return at if is_known else self.words + (number >> 32) % self.others

    def has(self, word):
        return self.place(word) < self.words

    def of(self, word):
        row = self.known.get(word)
        if row is None:
            row = self.known[word] = self.vectors[self.place(word)]
        return row


def vector(part, roles, rows):
    """The mean of the words of each role, side by side."""
    out, counts = np.zeros((roles, SIZE), np.float32), np.zeros(roles)
    for role, word in part.words:
        out[role] += rows.of(word)
        counts[role] += 1
    return (out / np.maximum(counts, 1)[:, None]).reshape(-1)


def joining_row(pair):
    """The last row: of no word."""
    word = next((word for role, word in pair.shared.words if role == 0), None)
    return JOINING if word is None else xxhash.xxh3_64_intdigest(word.encode(), 0) % JOINING


def padded(marks, fill, width=24):
    return (marks + [fill] * width)[:width]


class Examples:
    """Arrays of all that is learnt from."""

    def __init__(self, pairs, shape, rows):
        shared_roles, shared_marks, party_roles, party_marks = shape
        self.shared = torch.from_numpy(np.stack([vector(p.shared, shared_roles, rows) for p in pairs]).astype(np.float16))
        self.party = torch.from_numpy(np.stack([[vector(part, party_roles, rows) for part in p.parties] for p in pairs])
                                      .astype(np.float16))
        self.shared_marks = torch.tensor([padded(p.shared.marks, shared_marks) for p in pairs])
        self.party_marks = torch.tensor([[padded(part.marks, party_marks) for part in p.parties] for p in pairs])
        self.joining = torch.tensor([joining_row(p) for p in pairs])

    def take(self, which):
        return (self.shared[which].float(), self.party[which].float(), self.shared_marks[which],
                self.party_marks[which], self.joining[which])


class Student(nn.Module):
    def __init__(self, shape):
        super().__init__()
        shared_roles, shared_marks, party_roles, party_marks = shape
        self.shared = nn.Linear(shared_roles * SIZE, HIDDEN)
        self.party = nn.Linear(party_roles * SIZE, 2 * HIDDEN, bias=False)
        self.shared_rows = nn.EmbeddingBag(shared_marks + 1, HIDDEN, mode="sum", padding_idx=shared_marks)
        self.party_rows = nn.EmbeddingBag(party_marks + 1, 2 * HIDDEN, mode="sum", padding_idx=party_marks)
        for rows in (self.shared_rows, self.party_rows):
            nn.init.normal_(rows.weight, std=0.05)
            rows.weight.data[-1] = 0
        self.joining = nn.Embedding(JOINING + 1, HIDDEN, padding_idx=JOINING)
        nn.init.zeros_(self.joining.weight)
        self.deep = nn.Linear(HIDDEN, 2 * DEEP)
        self.out = nn.Linear(DEEP, 2 * len(TYPES) + 1)
        self.roles = shared_roles, party_roles

    def drop_roles(self, x, roles):
        """Whole roles are left out at times."""
        if not self.training:
            return x
        shape = (*x.shape[:-1], roles)
        kept = (torch.rand(shape) > 0.1).float()
        return x * kept.repeat_interleave(SIZE, -1)

    def forward(self, shared, party, shared_marks, party_marks, joining):
        s = self.shared(self.drop_roles(shared, self.roles[0])) + self.shared_rows(shared_marks) + self.joining(joining)
        n = len(shared)
        p = self.party(self.drop_roles(party, self.roles[1])) + self.party_rows(party_marks.reshape(2 * n, -1)).view(n, 2, -1)
        forward = F.relu(s + p[:, 0, :HIDDEN] + p[:, 1, HIDDEN:])
        backward = F.relu(s + p[:, 1, :HIDDEN] + p[:, 0, HIDDEN:])
        drop = lambda x: F.dropout(x, DROPOUT, self.training)
        f, b = self.deep(drop(forward)), self.deep(drop(backward))
        one = F.relu(f[:, :DEEP] + b[:, DEEP:])
        other = F.relu(b[:, :DEEP] + f[:, DEEP:])
        types = len(TYPES)
        a, c = self.out(drop(one)), self.out(drop(other))
        both = a[:, types:] + c[:, types:]
        return torch.cat([both[:, types:], a[:, :types], c[:, :types], both[:, :types]], 1)


def targets_of(plan, silver):
    """Probabilities of LABELS and weights."""
    targets = np.zeros((len(plan), len(LABELS)), np.float32)
    for i, (_, _, label, _, _, _, row) in enumerate(plan):
        if row is not None:
            targets[i] = silver[row].astype(np.float32)
            targets[i] /= targets[i].sum()
        else:
            targets[i, label] = 1
    return torch.from_numpy(targets), torch.tensor([float(row[3]) for row in plan])


def load(work, sentences):
    plan = json.load(open(work / "student.json"))
    files, shape = {}, None
    for name in {row[0] for row in plan}:
        files[name] = list(read_pairs(work / name))
        shape = sizes(work / name)
    pairs = [files[row[0]][row[1]] for row in plan]
    silver = np.load(work / "silver.npy") if (work / "silver.npy").exists() else None
    return plan, pairs, Examples(pairs, shape, Rows(sentences)), targets_of(plan, silver), shape


@torch.no_grad()
def predict(model, examples, which):
    model.eval()
    return torch.cat([model(*examples.take(part)).softmax(1) for part in torch.tensor(which).split(4096)]).numpy()


def measure(model, plan, examples, kinds=None):
    held = [i for i, row in enumerate(plan) if row[4]]
    scores = predict(model, examples, held)
    for kind in sorted({plan[i][5] for i in held}):
        these = [k for k, i in enumerate(held) if plan[i][5] == kind]
        gold, said = [plan[held[k]][2] for k in these], [int(scores[k].argmax()) for k in these]
        f, p, r = macro(gold, said)
        line = f"  held {kind}: {len(these)} pairs, macro-F1 {100 * f:.1f}, P {100 * p:.1f} R {100 * r:.1f};"
        for least in (0.5, 0.6, 0.7, 0.8):
            sure = [s if scores[k][s] >= least else 0 for k, s in zip(these, said)]
            _, p, r = macro(gold, sure)
            line += f" {least}: {100 * p:.0f}/{100 * r:.0f}"
        print(line, flush=True)


def learn(work, sentences):
    torch.manual_seed(1)
    plan, _, examples, (targets, weights), shape = load(work, sentences)
    training = torch.tensor([i for i, row in enumerate(plan) if not row[4]])
    model = Student(shape)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.02)
    steps = EPOCHS * (len(training) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    torch.set_num_threads(1)  # the products are small
    start = time.time()
    for epoch in range(EPOCHS):
        model.train()
        total = 0.0
        for which in training[torch.randperm(len(training))].split(BATCH):
            scores = model(*examples.take(which))
            loss = (F.cross_entropy(scores, targets[which], reduction="none") * weights[which]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(which)
        print(f"{epoch}: loss {total / len(training):.3f} {time.time() - start:.0f}s", flush=True)
        if epoch % 5 == 4 or epoch == EPOCHS - 1:
            measure(model, plan, examples)
    torch.save({"state": model.state_dict(), "shape": shape}, work / "student.pt")


def write(work, out):
    saved = torch.load(work / "student.pt", weights_only=True)
    state = {k: v.float().numpy() for k, v in saved["state"].items()}
    shared_roles, shared_marks, party_roles, party_marks = saved["shape"]
    deep = np.concatenate([state["deep.weight"][:DEEP], state["deep.weight"][DEEP:]])
    content = struct.pack("<8I", HIDDEN, DEEP, len(TYPES), shared_roles, party_roles, shared_marks, party_marks, JOINING)
    content += matrix(state["shared.weight"], state["shared.bias"])
    content += matrix(state["party.weight"])
    content += matrix(deep, state["deep.bias"])
    content += matrix(state["out.weight"], state["out.bias"])
    for name, marks in (("shared_rows.weight", shared_marks), ("party_rows.weight", party_marks),
                        ("joining.weight", JOINING)):
        values, scales = quantised_rows(state[name][:marks])
        content += scales.tobytes() + values.tobytes()
    head = b"DLRELATE" + struct.pack("<IIQQ", 1, SIZE, 32 + len(content), xxhash.xxh3_64_intdigest(content, 0))
    pathlib.Path(out).write_bytes(head + content)
    print(f"{out}: {32 + len(content)} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("learn", "write"):
        sys.exit(__doc__)
    (learn if sys.argv[1] == "learn" else write)(pathlib.Path(sys.argv[2]), sys.argv[3])
