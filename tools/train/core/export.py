#!/usr/bin/env python3
"""Writes a trained student as the model file src/model reads (model_file.h, net.h).

Usage: export.py STUDENT.pt LABELS.json OUT.bin
"""
import struct
import sys

import numpy as np
import torch
import xxhash

from features import PART_BITS, WORD_BITS
from labels import NAMES, Labels

MAGIC, VERSION = b"DLSYNTAX", 3
BLOCK_OUTPUTS, BLOCK_INPUTS = 16, 4


def quantised_rows(weights):
    """Whole numbers in [-127, 127] and a scale a row."""
    scales = np.abs(weights).max(1) / 127
    scales[scales == 0] = 1
    return np.rint(weights / scales[:, None]).astype(np.int8), scales.astype("<f4")


def matrix(weight, bias=None):
    outputs, inputs = weight.shape
    padded = -(-outputs // BLOCK_OUTPUTS) * BLOCK_OUTPUTS
    values, scales = quantised_rows(weight)
    full = np.zeros((padded, inputs), dtype=np.int8)
    full[:outputs] = values
    pad = lambda x: np.pad(x.astype("<f4"), (0, padded - outputs)).tobytes()
    blocks = full.reshape(padded // BLOCK_OUTPUTS, BLOCK_OUTPUTS, inputs // BLOCK_INPUTS, BLOCK_INPUTS).transpose(0, 2, 1, 3)
    return (struct.pack("<2I", outputs, inputs) + pad(scales) + pad(bias if bias is not None else np.zeros(outputs))
            + np.ascontiguousarray(blocks).tobytes())


def floats(*arrays):
    return b"".join(np.ascontiguousarray(a, dtype="<f4").tobytes() for a in arrays)


class Exporter:
    def __init__(self, state):
        self.state = {k: v.float().numpy() for k, v in state.items()}

    def get(self, name):
        return self.state[name]

    def linear(self, name, scale=1.0):
        return matrix(self.get(name + ".weight") * scale, self.get(name + ".bias") * scale)

    def norm(self, name):
        return floats(self.get(name + ".weight"), self.get(name + ".bias"))

    def layer(self, i, kind, size):
        name = f"layers.{i}"
        if kind == "g":
            return self.linear(f"{name}.product") + self.linear(f"{name}.mix") + self.norm(f"{name}.norm")
        return self.window(name, size)

    def window(self, name, size):
        weight, bias = self.get(f"{name}.product.weight"), self.get(f"{name}.product.bias")
        parts = np.concatenate([weight[:, k * size:(k + 1) * size] for k in range(3)])
        zeros = np.zeros(size, dtype=np.float32)
        return matrix(parts, np.concatenate([zeros, bias, zeros])) + self.norm(f"{name}.norm")

    def net(self, settings, labels):
        size, row_size, layers = settings["size"], settings["row_size"], settings["layers"]
        arc_size = len(self.get("heads.arc_dependent.bias"))
        relation_size = len(self.get("heads.relation_dependent.bias"))
        hidden = len(self.get("vectors.hidden.bias"))
        out = struct.pack("<11I", size, row_size, hidden, len(layers), arc_size, relation_size, WORD_BITS, PART_BITS,
                          labels.size("tags"), labels.size("relations"), len(NAMES))
        out += layers.encode().ljust(16, b"\0")
        rows, scales = quantised_rows(self.get("vectors.table.weight"))
        out += scales.tobytes() + rows.tobytes()
        out += self.norm("vectors.norm") + self.linear("vectors.hidden") + self.linear("vectors.out")
        out += floats(self.get("case.weight")) + self.norm("norm")
        for i, kind in enumerate(layers):
            out += self.layer(i, kind, size)
        out += self.linear("heads.word.tags") + self.window("heads.name_window", size) + self.linear("heads.word.names")
        out += self.linear("heads.arc_dependent", arc_size ** -0.5) + self.linear("heads.arc_head")
        out += self.linear("heads.arc_distance") + self.linear("heads.relation_dependent")
        out += self.linear("heads.relation_head") + self.linear("heads.relation_out")
        root = self.get("heads.root")
        out += floats(self.get("heads.arc_head.weight") @ root + self.get("heads.arc_head.bias"),
                      self.get("heads.relation_head.weight") @ root + self.get("heads.relation_head.bias"),
                      self.get("heads.relation_distance.weight"))
        return out


def names_section(names):
    return "".join(name + "\n" for name in names).encode()


def container(sections):
    start = 32 + 8 * len(sections)
    directory, body = b"", b""
    for section in sections:
        directory += struct.pack("<2I", start + len(body), len(section))
        body += section
    content = directory + body
    return (MAGIC + struct.pack("<2IQQ", VERSION, len(sections), 32 + len(content),
                                xxhash.xxh3_64_intdigest(content, 0)) + content)


def main():
    saved = torch.load(sys.argv[1], weights_only=True)
    labels = Labels.read(sys.argv[2])
    net = Exporter(saved["model"]).net(saved["settings"], labels)
    sections = [names_section(labels.lists["tags"]), names_section(labels.lists["relations"]), names_section(NAMES), net]
    open(sys.argv[3], "wb").write(container(sections))


if __name__ == "__main__":
    main()
