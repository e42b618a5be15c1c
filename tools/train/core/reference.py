#!/usr/bin/env python3
"""The model file once more, in numpy: what src/model must compute. Reads sentences, a line each,
words parted by spaces, and compares with what net_dump printed for them: every label is to be the same. With a
student it counts, too, how many labels the network in floats, as PyTorch trained it, gives otherwise.

Usage: reference.py MODEL.bin SENTENCES.txt DUMP.txt [STUDENT.pt LABELS.json]
"""
import struct
import sys

import numpy as np

from features import letter_case, rows_of
from names import decode_names
from trees import decode

f4 = np.float32


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def numbers(self, kind, *shape):
        count = int(np.prod(shape))
        out = np.frombuffer(self.data, dtype=kind, count=count, offset=self.at).reshape(shape)
        self.at += out.nbytes
        return out

    def matrix(self):
        outputs, inputs = map(int, self.numbers("<u4", 2))
        padded = -(-outputs // 16) * 16
        scales, bias = self.numbers("<f4", padded), self.numbers("<f4", padded)
        blocks = self.numbers("i1", padded // 16, inputs // 4, 16, 4)
        return blocks.transpose(0, 2, 1, 3).reshape(padded, inputs)[:outputs], scales[:outputs], bias[:outputs]

    def norm(self, width):
        return self.numbers("<f4", width), self.numbers("<f4", width)


def normalise(norm, x):
    mean = x.mean(-1, keepdims=True, dtype=f4)
    scale = 1 / np.sqrt(((x - mean) ** 2).mean(-1, keepdims=True, dtype=f4) + f4(1e-5))
    return (x - mean) * scale * norm[0] + norm[1]


def multiply(matrix, x):
    weights, scales, bias = matrix
    largest = np.abs(x).max(-1, keepdims=True)
    up = np.divide(f4(127), largest, out=np.zeros_like(largest), where=largest > 0)
    whole = np.rint(x * up).astype(np.int32)
    sums = whole @ weights.T.astype(np.int32)
    return sums.astype(f4) * (largest / f4(127) * scales) + bias


def window(product, norm, x):
    left, middle, right = np.split(multiply(product, x), 3, axis=1)
    y = middle.copy()
    y[1:] += left[:-1]
    y[:-1] += right[1:]
    return normalise(norm, x + np.maximum(y, 0))


def bucket(word, head):
    if head == 0:
        return 0
    step = sum(abs(head - word) >= end for end in (1, 2, 3, 4, 6, 9, 14))
    return 8 + step if head > word else 8 - step


class Net:
    def __init__(self, path):
        data = open(path, "rb").read()
        count = struct.unpack_from("<I", data, 12)[0]
        sections = [struct.unpack_from("<2I", data, 32 + 8 * i) for i in range(count)]
        r = Reader(data[sections[-1][0]:sum(sections[-1])])
        size, row_size, _, layers, arc, relation, word_bits, part_bits, *_ = map(int, r.numbers("<u4", 11))
        kinds = r.numbers("S16", 1)[0].decode()
        rows = (1 << word_bits) + (1 << part_bits)
        self.row_scales, self.rows = r.numbers("<f4", rows), r.numbers("i1", rows, row_size)
        self.row_norm, self.hidden, self.out = r.norm(row_size), r.matrix(), r.matrix()
        self.cases, self.norm = r.numbers("<f4", 4, size), r.norm(size)
        self.layers = []
        for kind in kinds:
            product = r.matrix()
            mix = r.matrix() if kind == "g" else None
            self.layers.append((kind, product, mix, r.norm(size)))
        self.tags, self.name_window, self.names = r.matrix(), (r.matrix(), r.norm(size)), r.matrix()
        (self.arc_dependent, self.arc_head, self.arc_distance, self.relation_dependent,
         self.relation_head, self.relation_out) = (r.matrix() for _ in range(6))
        self.root_arc, self.root_relation = r.numbers("<f4", arc), r.numbers("<f4", relation)
        self.relation_distance = r.numbers("<f4", 17, relation)
        self.size = size

    def embed(self, words):
        x = np.array([(self.rows[n].astype(f4) * self.row_scales[n][:, None]).sum(0, dtype=f4) for n in map(rows_of, words)])
        x = np.maximum(multiply(self.hidden, normalise(self.row_norm, x)), 0)
        return normalise(self.norm, multiply(self.out, x) + self.cases[letter_case(words)])

    def gated(self, parts):
        n, size, half = len(parts), self.size, self.size // 2
        gate, new = 1 / (1 + np.exp(-parts[:, :size])), parts[:, size:]
        out = np.zeros((n, size), dtype=f4)
        for part, order in ((slice(0, half), range(n)), (slice(half, size), range(n - 1, -1, -1))):
            state = np.zeros(half, dtype=f4)
            for t in order:
                state = (1 - gate[t, part]) * state + gate[t, part] * new[t, part]
                out[t, part] = state
        return np.maximum(out, 0)

    def encode(self, words):
        x = self.embed(words)
        for kind, product, mix, norm in self.layers:
            if kind == "w":
                x = window(product, norm, x)
            else:
                x = normalise(norm, x + multiply(mix, self.gated(multiply(product, x))))
        return x

    def run(self, words):
        """Scores of tags [n, tags], of arcs [n + 1, n + 1], heads, scores of relations [n, relations], of names."""
        x, n = self.encode(words), len(words)
        dependent = multiply(self.arc_dependent, x)
        heads = np.concatenate([self.root_arc[None], multiply(self.arc_head, x)])
        distance = multiply(self.arc_distance, x)
        arcs = np.zeros((n + 1, n + 1), dtype=f4)
        for d in range(1, n + 1):
            arcs[d] = heads @ dependent[d - 1] + distance[d - 1, [bucket(d, h) for h in range(n + 1)]]
        tree = decode(arcs)
        left = multiply(self.relation_dependent, x)
        right = np.concatenate([self.root_relation[None], multiply(self.relation_head, x)])
        steps = self.relation_distance[[bucket(d + 1, h) for d, h in enumerate(tree)]]
        relations = multiply(self.relation_out, np.maximum(left + right[tree] + steps, 0))
        return multiply(self.tags, x), arcs, tree, relations, multiply(self.names, window(*self.name_window, x))


KINDS = ("tag", "head", "relation", "name")  # columns 0, 1, 2, 5 of a dump


def compare_with_reference(net, sentences, dump):
    furthest, other = 0.0, dict.fromkeys(KINDS, 0)
    for words, rows in zip(sentences, dump):
        tags, arcs, tree, relations, names = net.run(words)
        names = decode_names(names)
        relations[:, 0] = np.where(tree == 0, 1e9, -1e9)
        for i, r in enumerate(rows):
            furthest = max(furthest, abs(float(r[3]) - tags[i].max()), abs(float(r[4]) - arcs[i + 1, int(r[1])]))
            computed = tags[i].argmax(), tree[i], relations[i].argmax(), names[i]
            for kind, number, printed in zip(KINDS, computed, (r[0], r[1], r[2], r[5])):
                other[kind] += int(int(printed) != number)
    return other, furthest


def compare_with_floats(student_path, labels_path, sentences, dump):
    import torch

    from labels import Labels
    from measure import scored
    from student import Student

    saved = torch.load(student_path, weights_only=True)
    model = Student(Labels.read(labels_path), **saved["settings"])
    model.load_state_dict(saved["model"])
    other = dict.fromkeys(KINDS, 0)
    for i, words, heads, relations in scored(model, sentences):
        for w, r in enumerate(dump[i]):
            computed = words["tags"][w], heads[w], relations[w], words["names"][w]
            for kind, number, printed in zip(KINDS, computed, (r[0], r[1], r[2], r[5])):
                other[kind] += int(int(printed) != number)
    return other


def main():
    with open(sys.argv[2], encoding="utf-8") as lines:
        sentences = [line.split() for line in lines]
    with open(sys.argv[3], encoding="utf-8") as text:
        dump = [[row.split("\t") for row in block.strip("\n").split("\n")] for block in text.read().split("\n\n")]
    for words, rows in zip(sentences, dump):
        assert len(rows) == len(words), (words, rows)
    other, furthest = compare_with_reference(Net(sys.argv[1]), sentences, dump)
    print(f"{sum(map(len, sentences))} words of {len(sentences)} sentences; "
          f"other labels: {other}; furthest score apart: {furthest:.2g}")
    if len(sys.argv) > 5:
        print(f"labels other than those of the network in floats: {compare_with_floats(*sys.argv[4:6], sentences, dump)}")
    sys.exit(1 if sum(other.values()) else 0)


if __name__ == "__main__":
    main()
