#!/usr/bin/env python3
"""A model file of the smallest sizes, with random weights, for the fuzzer to start from.

Usage: tiny_model.py tests/fuzz/corpus/model/tiny
"""
import struct
import sys

import numpy as np

from export import container, floats, matrix, names_section, quantised_rows

SIZE, BITS, LAYERS = 32, 4, "wg"
TAGS, RELATIONS, NAMES = ["NOUN/NN", "VERB/VBD", "PUNCT/."], ["root", "nsubj", "punct"], ["O", "B-PER", "I-PER"]


def main():
    random = np.random.default_rng(1)
    weights = lambda outputs, inputs=SIZE: matrix(random.normal(size=(outputs, inputs)), random.normal(size=outputs))
    norm = lambda: floats(np.ones(SIZE), np.zeros(SIZE))
    net = struct.pack("<11I", SIZE, SIZE, SIZE, len(LAYERS), SIZE, SIZE, BITS, BITS, len(TAGS), len(RELATIONS), len(NAMES))
    net += LAYERS.encode().ljust(16, b"\0")
    rows, scales = quantised_rows(random.normal(size=(2 << BITS, SIZE)))
    net += scales.tobytes() + rows.tobytes() + norm() + weights(SIZE) + weights(SIZE)
    net += floats(random.normal(size=(4, SIZE))) + norm()
    net += weights(3 * SIZE) + norm() + weights(2 * SIZE) + weights(SIZE) + norm()
    net += weights(len(TAGS)) + weights(3 * SIZE) + norm() + weights(len(NAMES)) + weights(SIZE) + weights(SIZE) + weights(17)
    net += weights(SIZE) + weights(SIZE) + weights(len(RELATIONS))
    net += floats(random.normal(size=SIZE), random.normal(size=SIZE), random.normal(size=(17, SIZE)))
    sections = [names_section(TAGS), names_section(RELATIONS), names_section(NAMES), net]
    open(sys.argv[1], "wb").write(container(sections))


if __name__ == "__main__":
    main()
