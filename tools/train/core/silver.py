"""Sentences as the teacher labelled them: for each word the few likeliest labels, with probabilities.

A file a thousand sentences or so (numpy .npz): `text` the words, `starts` where each sentence starts,
and for each kind K of label `K` [words, k] numbers and `K_weight` [words, k] probabilities in 255ths.
`heads` count from 1, 0 is the root; `relations` are those to the first of the heads.
"""
import glob

import numpy as np
import torch

from batches import padded

KEPT = {"tags": 3, "feats": 2, "scripts": 2, "names": 3, "heads": 4, "relations": 3}


def write(path, sentences, labelled):
    """labelled: per sentence {kind: (numbers [n, k], weights [n, k])}."""
    arrays = {"starts": np.cumsum([0] + [len(s) for s in sentences]).astype(np.int32),
              "text": np.frombuffer("\n".join(" ".join(s) for s in sentences).encode(), dtype=np.uint8)}
    for kind in KEPT:
        arrays[kind] = np.concatenate([x[kind][0] for x in labelled]).astype(np.uint16 if kind == "scripts" else np.uint8)
        arrays[kind + "_weight"] = np.concatenate([x[kind][1] for x in labelled]).astype(np.uint8)
    np.savez_compressed(path, **arrays)


class Silver:
    def __init__(self, directories):
        self.directories = directories
        self.sentences, self.places, self.parts, self.read_paths = [], [], [], set()
        self.refresh()

    def refresh(self):
        """Reads the files that are there and were not read before."""
        for path in sorted(p for d in self.directories for p in glob.glob(f"{d}/*[0-9].npz")):
            if path in self.read_paths:
                continue
            self.read_paths.add(path)
            with np.load(path) as file:
                part = {k: file[k] for k in file.files}
            for i, line in enumerate(part.pop("text").tobytes().decode().split("\n")):
                self.sentences.append(line.split(" "))
                self.places.append((len(self.parts), part["starts"][i], part["starts"][i + 1]))
            self.parts.append(part)

    def __len__(self):
        return len(self.sentences)

    def words(self, i):
        return self.sentences[i]

    def length(self, i):
        return len(self.sentences[i])

    def batch(self, group):
        out = {}
        for kind in KEPT:
            rows = []
            for i in group:
                part, a, b = self.places[i]
                rows.append((self.parts[part][kind][a:b].astype(np.int64), self.parts[part][kind + "_weight"][a:b].astype(np.float32)))
            weights = padded([w for _, w in rows], 0.0)
            out[kind] = padded([n for n, _ in rows], 0), weights / weights.sum(-1, keepdim=True).clamp(min=1)
        return out


def soft_cross_entropy(scores, labels):
    numbers, weights = labels
    per_word = -(scores.float().log_softmax(-1).gather(-1, numbers) * weights).sum(-1)
    return per_word.sum() / (weights.sum(-1) > 0).sum().clamp(min=1)


LOSS_WEIGHTS = {"tags": 1.0, "feats": 0.5, "scripts": 0.5, "names": 1.0}


def silver_loss(model_heads, outputs, batch, mask):
    words, arcs, parts = outputs
    losses = {k: w * soft_cross_entropy(words[k], batch[k]) for k, w in LOSS_WEIGHTS.items() if k in words}
    losses["arcs"] = soft_cross_entropy(arcs, batch["heads"])
    losses["relations"] = soft_cross_entropy(model_heads.relations(parts, batch["heads"][0][..., 0]), batch["relations"])
    return losses
