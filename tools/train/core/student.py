"""The language core as it runs: hashed words, a few cheap context layers, heads.

Every layer keeps to what src/model computes: products of a matrix and a vector, windows of three
words, gated running means to both sides. Vectors of words do not depend on their sentence, so they
are computed once a word type.
"""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from batches import padded, word_mask
from features import CASES, PART_ROWS, WORD_ROWS, WordTypes, letter_case

WORD_HEADS = ("tags", "names")  # lemmas follow from word and tag, by rules
BUCKETS = 17  # of the distance from a word to its head: -8 .. 8, in steps that grow


def distance_bucket(n):
    """[n, n + 1] buckets of head h for word d (both counted from 1; head 0 is the root)."""
    away = torch.arange(n + 1)[None, :] - torch.arange(1, n + 1)[:, None]
    size = away.abs()
    step = torch.bucketize(size, torch.tensor([1, 2, 3, 4, 6, 9, 14]), right=True)  # 0..7
    bucket = torch.where(away > 0, step, -step) + 8
    bucket[:, 0] = 0
    return bucket


class WordVectors(nn.Module):
    def __init__(self, size, hidden, out, word_dropout=0.12):
        super().__init__()
        self.types = WordTypes()
        self.table = nn.EmbeddingBag(WORD_ROWS + PART_ROWS, size, mode="sum", sparse=True)
        nn.init.normal_(self.table.weight, std=0.1)
        self.norm = nn.LayerNorm(size)
        self.hidden = nn.Linear(size, hidden)
        self.out = nn.Linear(hidden, out)
        self.word_dropout = word_dropout

    def forward(self, numbers):
        """Numbers of word types [k] -> vectors [k, out]."""
        rows = [self.types.rows[n] for n in numbers]
        lengths = np.array([len(r) for r in rows])
        starts = np.concatenate([[0], lengths.cumsum()[:-1]])
        flat = torch.from_numpy(np.concatenate(rows))
        weights = torch.ones(len(flat))
        if self.training:
            dropped = np.flatnonzero(np.random.random(len(rows)) < self.word_dropout)
            for k in (0, 1):
                weights[starts[dropped] + k] = 0
        x = self.norm(self.table(flat, torch.from_numpy(starts), per_sample_weights=weights))
        return self.out(F.relu(self.hidden(x)))


class Window(nn.Module):
    """x + relu(W [left, x, right])."""

    def __init__(self, size):
        super().__init__()
        self.product = nn.Linear(3 * size, size)
        self.norm = nn.LayerNorm(size)

    def forward(self, x, mask):
        left = F.pad(x, (0, 0, 1, 0))[:, :-1]
        right = F.pad(x, (0, 0, 0, 1))[:, 1:]
        y = F.relu(self.product(torch.cat([left, x, right], -1)))
        return self.norm(x + y) * mask


def running(keep, new):
    """h[t] = keep[t] * h[t - 1] + new[t] along the second axis, by doubling."""
    step, n = 1, keep.shape[1]
    while step < n:
        new = torch.cat([new[:, :step], new[:, step:] + keep[:, step:] * new[:, :-step]], 1)
        keep = torch.cat([keep[:, :step], keep[:, step:] * keep[:, :-step]], 1)
        step *= 2
    return new


class Gated(nn.Module):
    """Gated running means, half of the channels to the right and half to the left (minGRU)."""

    def __init__(self, size):
        super().__init__()
        self.product = nn.Linear(size, 2 * size)
        self.mix = nn.Linear(size, size)
        self.norm = nn.LayerNorm(size)

    def forward(self, x, mask):
        gate, new = self.product(x).chunk(2, -1)
        gate = torch.sigmoid(gate) * mask
        new = gate * new
        keep = 1 - gate
        half = x.shape[2] // 2
        right = running(keep[..., :half], new[..., :half])
        left = running(keep[..., half:].flip(1), new[..., half:].flip(1)).flip(1)
        y = self.mix(F.relu(torch.cat([right, left], -1)))
        return self.norm(x + y) * mask


class StudentHeads(nn.Module):
    def __init__(self, size, labels, arc_size=128, relation_size=128, dropout=0.15):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.word = nn.ModuleDict({k: nn.Linear(size, labels.size(k)) for k in WORD_HEADS})
        self.name_window = Window(size)
        self.arc_dependent = nn.Linear(size, arc_size)
        self.arc_head = nn.Linear(size, arc_size)
        self.arc_distance = nn.Linear(size, BUCKETS)
        self.relation_dependent = nn.Linear(size, relation_size)
        self.relation_head = nn.Linear(size, relation_size)
        self.relation_distance = nn.Embedding(BUCKETS, relation_size)
        self.relation_out = nn.Linear(relation_size, labels.size("relations"))
        self.root = nn.Parameter(torch.randn(size) * 0.1)

    def forward(self, x, mask):
        b, n, d = x.shape
        x = self.dropout(x)
        around = self.dropout(self.name_window(x, mask[:, 1:, None].float()))
        words = {"tags": self.word["tags"](x), "names": self.word["names"](around)}
        rooted = torch.cat([self.root.expand(b, 1, d), x], 1)
        arcs = self.arc_dependent(x) @ self.arc_head(rooted).transpose(1, 2) * self.arc_dependent.out_features ** -0.5
        buckets = distance_bucket(n)
        arcs = arcs + self.arc_distance(x).gather(2, buckets[None].expand(b, -1, -1))
        arcs = arcs.masked_fill(~mask[:, None, :], -1e4)
        itself = torch.arange(n)
        arcs = arcs.index_put((torch.arange(b)[:, None], itself[None], itself[None] + 1), torch.tensor(-1e4))
        return words, arcs, (self.relation_dependent(x), self.relation_head(rooted), buckets)

    def relations(self, parts, heads):
        dependent, head, buckets = parts
        chosen = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        b, n = heads.shape
        bucket = buckets[None].expand(b, -1, -1).gather(2, heads[:, :, None])[..., 0]
        return self.relation_out(F.relu(dependent + chosen + self.relation_distance(bucket)))


class Student(nn.Module):
    """layers: a letter each, "w" a window, "g" a gated layer."""

    def __init__(self, labels, size=192, row_size=128, layers="wwgg", dropout=0.15):
        super().__init__()
        self.settings = {"size": size, "row_size": row_size, "layers": layers}
        self.vectors = WordVectors(row_size, 2 * row_size, size)
        self.case = nn.Embedding(CASES, size)
        self.norm = nn.LayerNorm(size)
        self.layers = nn.ModuleList({"w": Window, "g": Gated}[c](size) for c in layers)
        self.dropout = nn.Dropout(dropout)
        self.heads = StudentHeads(size, labels, dropout=dropout)

    def forward(self, sentences):
        types = padded([self.vectors.types.of(words) for words in sentences], 0)
        cases = torch.tensor([letter_case(words) for words in sentences])
        mask = word_mask([len(s) for s in sentences])
        real = mask[:, 1:, None].float()
        used, places = torch.unique(types, return_inverse=True)
        x = self.vectors(used.tolist())[places] + self.case(cases)[:, None, :]
        x = self.dropout(self.norm(x)) * real
        for layer in self.layers:
            x = layer(x, real)
        return self.heads(x, mask), mask
