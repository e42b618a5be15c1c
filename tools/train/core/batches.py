"""Sentences of like length together, as padded arrays."""
import numpy as np
import torch

from labels import NAMES


def grouped(lengths, budget, random):
    """Lists of indices whose longest length times count stays within budget, in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + random.random() * 2)
    groups, group = [], []
    for i in order:
        if group and lengths[i] * (len(group) + 1) > budget:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    random.shuffle(groups)
    return groups


def padded(rows, fill, width=None):
    width = width or max(len(r) for r in rows)
    out = np.full((len(rows), width) + rows[0].shape[1:], fill, dtype=rows[0].dtype)
    for i, row in enumerate(rows):
        out[i, :len(row)] = row
    return torch.from_numpy(out)


def gold_batch(golds):
    gold = {k: padded([g[k] for g in golds], -1) for k in golds[0] if k != "names"}
    gold["names"] = padded([g["names"] for g in golds], True)
    return gold


def word_mask(lengths):
    """[b, longest + 1]: the root and the words that are there."""
    return torch.arange(max(lengths) + 1)[None, :] <= torch.tensor(lengths)[:, None]


assert NAMES[0] == "O"
