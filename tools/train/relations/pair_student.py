#!/usr/bin/env python3
"""The small network of src/model/pair_net.h. Usage:

    pair_student.py learn WORK SENTENCES      WORK/student.json, WORK/*.pairs, *.contexts, silver.npy -> WORK/student.pt
    pair_student.py screen WORK SENTENCES     WORK/student.pt, news.pairs, news.contexts -> WORK/screen.npz
    pair_student.py write WORK OUT            WORK/student.pt, screen.npz -> the model file

SENTENCES is models/sentences.bin, whose rows of words it reads. student.json is a list of [name of a file of pairs, line, label or
null, weight, held, kind, row of silver.npy or null].
"""
import json
import pathlib
import struct
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
import xxhash
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "core"))
from export import Exporter, matrix, quantised_rows  # noqa: E402
import pair_screen  # noqa: E402
from pairs import LABELS, TYPES, WIDTH, Contexts, read_pairs, sizes  # noqa: E402
from pair_teacher import macro  # noqa: E402
from student import Gated, Window  # noqa: E402

SIZE, HIDDEN, DEEP, JOINING = 128, 192, 64, 8192  # JOINING: rows of joining words, by hash
CONTEXT, LAYERS = 192, "wgwg"
EPOCHS, BATCH, RATE, DROPOUT = 6, 192, 2e-3, 0.1


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


class Sentences:
    """The words of all sentences of some files of contexts, one after the other."""

    def __init__(self, files, rows):
        parts = {name: Contexts(path) for name, path in files.items()}
        self.first, words, sentences = {}, 0, 0
        for name, part in parts.items():
            self.first[name] = sentences
            sentences += len(part.starts) - 1
        starts = [0]
        for part in parts.values():
            starts.extend((part.starts[1:] + starts[-1]).tolist())
        self.starts = np.array(starts)
        self.values, self.scales, self.is_name = (np.concatenate([getattr(part, what) for part in parts.values()])
                                                  for what in ("values", "scales", "is_name"))
        places = {word: rows.place(word) for part in parts.values() for word in set(part.words)}
        self.rows = np.array([places[word] for part in parts.values() for word in part.words])
        self.vectors = rows.vectors

    def take(self, chosen):
        """Vectors of the words of sentences, filled up to the longest, and which of these are words."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        at = np.arange(lengths.max())
        words = self.starts[chosen][:, None] + np.minimum(at, lengths[:, None] - 1)
        contexts = self.values[words].astype(np.float32) * self.scales[words][..., None]
        own = self.vectors[self.rows[words]] * ~self.is_name[words][..., None]
        return torch.from_numpy(np.concatenate([contexts, own], -1)), torch.from_numpy(at < lengths[:, None])


class Examples:
    """Arrays of all that is learnt from."""

    def __init__(self, files, pairs, shape, sentences, rows):
        shared_roles, shared_marks, party_roles, party_marks = shape
        self.shared = torch.from_numpy(np.stack([vector(p.shared, shared_roles, rows) for p in pairs]).astype(np.float16))
        self.party = torch.from_numpy(np.stack([[vector(part, party_roles, rows) for part in p.parties] for p in pairs])
                                      .astype(np.float16))
        self.shared_marks = torch.tensor([padded(p.shared.marks, shared_marks) for p in pairs])
        self.party_marks = torch.tensor([[padded(part.marks, party_marks) for part in p.parties] for p in pairs])
        self.joining = torch.tensor([joining_row(p) for p in pairs])
        self.sentences = sentences
        self.sentence = np.array([sentences.first[file] + p.place[0] for file, p in zip(files, pairs)])
        self.words = torch.tensor([p.place[1:] for p in pairs])

    def lengths(self):
        return (self.sentences.starts[1:] - self.sentences.starts[:-1])[self.sentence]

    def take(self, which):
        chosen, row = np.unique(self.sentence[which], return_inverse=True)
        return (self.shared[which].float(), self.party[which].float(), self.shared_marks[which], self.party_marks[which],
                self.joining[which], *self.sentences.take(chosen), torch.from_numpy(row), self.words[which])


class Student(nn.Module):
    def __init__(self, shape):
        super().__init__()
        shared_roles, shared_marks, party_roles, party_marks = shape
        self.into = nn.Linear(WIDTH + SIZE, CONTEXT)
        self.norm = nn.LayerNorm(CONTEXT)
        self.layers = nn.ModuleList([Window(CONTEXT) if kind == "w" else Gated(CONTEXT) for kind in LAYERS])
        self.context_shared = nn.Linear(CONTEXT, HIDDEN, bias=False)
        self.context_party = nn.Linear(CONTEXT, 2 * HIDDEN, bias=False)
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

    def drop(self, x):
        return F.dropout(x, DROPOUT, self.training)

    def drop_roles(self, x, roles):
        """Whole roles are left out at times."""
        if not self.training:
            return x
        shape = (*x.shape[:-1], roles)
        kept = (torch.rand(shape) > 0.1).float()
        return x * kept.repeat_interleave(SIZE, -1)

    def read(self, words, mask):
        mask = mask[..., None].float()
        x = self.norm(F.relu(self.into(self.drop(words)))) * mask
        for layer in self.layers:
            x = self.drop(layer(x, mask))
        return x

    def forward(self, shared, party, shared_marks, party_marks, joining, words, mask, row, places):
        x = self.read(words, mask)
        first, second, join = (self.drop(x[row, places[:, k]]) for k in range(3))
        s = self.shared(self.drop_roles(shared, self.roles[0])) + self.shared_rows(shared_marks) + self.joining(joining)
        s = s + self.context_shared(join)
        n = len(shared)
        p = self.party(self.drop_roles(party, self.roles[1])) + self.party_rows(party_marks.reshape(2 * n, -1)).view(n, 2, -1)
        p = p + self.context_party(torch.stack([first, second], 1))
        forward = F.relu(s + p[:, 0, :HIDDEN] + p[:, 1, HIDDEN:])
        backward = F.relu(s + p[:, 1, :HIDDEN] + p[:, 0, HIDDEN:])
        f, b = self.deep(self.drop(forward)), self.deep(self.drop(backward))
        one = F.relu(f[:, :DEEP] + b[:, DEEP:])
        other = F.relu(b[:, :DEEP] + f[:, DEEP:])
        types = len(TYPES)
        a, c = self.out(self.drop(one)), self.out(self.drop(other))
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
    names = sorted({row[0] for row in plan})
    files = {name: list(read_pairs(work / f"{name}.pairs")) for name in names}
    shape = sizes(work / f"{names[0]}.pairs")
    rows = Rows(sentences)
    contexts = Sentences({name: work / f"{name}.contexts" for name in names}, rows)
    examples = Examples([row[0] for row in plan], [files[row[0]][row[1]] for row in plan], shape, contexts, rows)
    return plan, examples, targets_of(plan, np.load(work / "silver.npy")), shape


@torch.no_grad()
def predict(model, examples, which):
    model.eval()
    return torch.cat([model(*examples.take(part)).softmax(1) for part in torch.tensor(which).split(256)]).numpy()


def measure(model, plan, examples):
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


def batches(training, examples, dice):
    """Sentences of like lengths together, each with all its pairs: it is read once for them."""
    sentence = examples.sentence[training]
    lengths = examples.lengths()[training] + 6 * dice.random(len(examples.sentences.starts))[sentence]
    order = training[np.lexsort((sentence, lengths))]
    cuts = range(BATCH, len(order), BATCH)
    parts = [part for part in np.split(order, cuts) if len(part)]
    dice.shuffle(parts)
    return parts


def learn(work, sentences):
    torch.manual_seed(1)
    dice = np.random.default_rng(2)
    plan, examples, (targets, weights), shape = load(work, sentences)
    training = np.array([i for i, row in enumerate(plan) if not row[4]])
    model = Student(shape)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.02)
    steps = EPOCHS * (len(training) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    print(len(training), "pairs to learn from", flush=True)
    start = time.time()
    for epoch in range(EPOCHS):
        model.train()
        total = 0.0
        for which in batches(training, examples, dice):
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(*examples.take(which)).float()
            loss = (F.cross_entropy(scores, targets[which], reduction="none") * weights[which]).mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(which)
        print(f"{epoch}: loss {total / len(training):.3f} {time.time() - start:.0f}s", flush=True)
        measure(model, plan, examples)
        torch.save({"state": model.state_dict(), "shape": shape}, work / "student.part.pt")
    (work / "student.part.pt").rename(work / "student.pt")


def screen(work, sentences):
    saved, rows, idle = torch.load(work / "student.pt", weights_only=True), Rows(sentences), pair_screen.idle_words()
    model = Student(saved["shape"])
    model.load_state_dict(saved["state"])
    pairs = [pair for pair in read_pairs(work / "news.pairs") if pair_screen.is_asked(pair, idle)]
    contexts = Sentences({"news": work / "news.contexts"}, rows)
    examples = Examples(["news"] * len(pairs), pairs, saved["shape"], contexts, rows)
    sureness = predict(model, examples, list(range(len(pairs))))[:, 1:].max(1)
    numbers, least = pair_screen.learn(pairs, sureness, saved["shape"])
    np.savez(work / "screen.npz", numbers=numbers, least=least, sureness=sureness)


def write(work, out):
    saved = torch.load(work / "student.pt", weights_only=True)
    exporter = Exporter(saved["state"])
    state = exporter.state
    shared_roles, shared_marks, party_roles, party_marks = saved["shape"]
    deep = np.concatenate([state["deep.weight"][:DEEP], state["deep.weight"][DEEP:]])
    content = struct.pack("<11I", HIDDEN, DEEP, len(TYPES), shared_roles, party_roles, shared_marks, party_marks, JOINING,
                          WIDTH, CONTEXT, len(LAYERS)) + LAYERS.encode().ljust(16, b"\0")
    content += exporter.linear("into") + exporter.norm("norm")
    for i, kind in enumerate(LAYERS):
        content += exporter.layer(i, kind, CONTEXT)
    content += matrix(state["context_shared.weight"]) + matrix(state["context_party.weight"])
    content += matrix(state["shared.weight"], state["shared.bias"])
    content += matrix(state["party.weight"])
    content += matrix(deep, state["deep.bias"])
    content += matrix(state["out.weight"], state["out.bias"])
    for name, marks in (("shared_rows.weight", shared_marks), ("party_rows.weight", party_marks),
                        ("joining.weight", JOINING)):
        values, scales = quantised_rows(state[name][:marks])
        content += scales.tobytes() + values.tobytes()
    screening = np.load(work / "screen.npz")
    content += pair_screen.section(screening["numbers"], int(screening["least"]))
    head = b"DLRELATE" + struct.pack("<IIQQ", 3, SIZE, 32 + len(content), xxhash.xxh3_64_intdigest(content, 0))
    pathlib.Path(out).write_bytes(head + content)
    print(f"{out}: {32 + len(content)} bytes")


if __name__ == "__main__":
    steps = {"learn": learn, "screen": screen, "write": write}
    if len(sys.argv) != 4 or sys.argv[1] not in steps:
        sys.exit(__doc__)
    steps[sys.argv[1]](pathlib.Path(sys.argv[2]), sys.argv[3])
