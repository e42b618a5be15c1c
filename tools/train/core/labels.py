"""The inventories of labels that teacher and student share, and sentences as numbers."""
import collections
import json

import numpy as np

from corpora import NAME_CLASSES
from lemmas import script_of

LEAST_COUNT = {"tags": 1, "feats": 5, "relations": 1, "scripts": 2}
NAMES = ["O"] + [f"{b}-{c}" for c in NAME_CLASSES for b in "BI"]
UNKNOWN = -1


def scripts_of(sentence):
    return [script_of(w, l) if l else None for w, l in zip(sentence.words, sentence.lemmas)]


class Labels:
    def __init__(self, inventories):
        self.lists = inventories
        self.numbers = {kind: {x: i for i, x in enumerate(xs)} for kind, xs in inventories.items()}

    @classmethod
    def of_treebanks(cls, sentences):
        counts = {kind: collections.Counter() for kind in LEAST_COUNT}
        for s in sentences:
            for kind in counts:
                counts[kind].update(x for x in (scripts_of(s) if kind == "scripts" else getattr(s, kind)) if x)
        kept = {kind: sorted((x for x, n in c.items() if n >= LEAST_COUNT[kind]), key=lambda x: (-c[x], x))
                for kind, c in counts.items()}
        kept["relations"] = ["root"] + [r for r in kept["relations"] if r != "root"]
        return cls({**kept, "names": NAMES})

    @classmethod
    def read(cls, path):
        return cls(json.load(open(path, encoding="utf-8")))

    def write(self, path):
        json.dump(self.lists, open(path, "w", encoding="utf-8"), ensure_ascii=False, indent=0)

    def size(self, kind):
        return len(self.lists[kind])

    def of(self, kind, values):
        table = self.numbers[kind]
        return np.array([table.get(v, UNKNOWN) for v in values], dtype=np.int64)

    def encode(self, sentence):
        """Gold numbers of a sentence: what is not known is -1, names are a mask of the allowed."""
        n = len(sentence.words)
        nothing = np.full(n, UNKNOWN, dtype=np.int64)
        gold = {"tags": nothing, "feats": nothing, "scripts": nothing, "heads": nothing, "relations": nothing,
                "names": np.ones((n, len(NAMES)), dtype=bool)}
        if sentence.tags:
            gold.update({k: self.of(k, getattr(sentence, k)) for k in ("tags", "feats", "relations")})
            gold["scripts"] = self.of("scripts", scripts_of(sentence))
            gold["heads"] = np.array(sentence.heads, dtype=np.int64)
        if sentence.names:
            for i, allowed in enumerate(sentence.names):
                if allowed is not None:
                    gold["names"][i] = [x in allowed for x in NAMES]
        return gold
