"""Accuracy on treebank words: tags, lemmas, trees; and F1 of names. A model maps lists of words to outputs."""
import collections
import random as random_module

import torch

from batches import grouped
from corpora import UNER_CLASS, spans_of
from labels import NAMES
from lemmas import apply_script
from names import decode_names
from trees import decode


def plain(relation):
    return relation.split(":")[0]


def scored(model, sentences, budget=4096):
    """(index, word scores, heads, relations) of each sentence."""
    model.eval()
    lengths = [len(words) + 2 for words in sentences]
    with torch.inference_mode():
        for group in grouped(lengths, budget, random_module.Random(1)):
            (words, arcs, parts), _ = model([sentences[i] for i in group])
            best = {k: v.argmax(-1) for k, v in words.items()}
            names = words["names"].float().numpy()
            for row, i in enumerate(group):
                n = len(sentences[i])
                best["names"][row, :n] = torch.from_numpy(decode_names(names[row, :n]))
            heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
            for row, i in enumerate(group):
                n = len(sentences[i])
                square = torch.zeros(n + 1, n + 1)
                square[1:] = arcs[row, :n, :n + 1].float()
                heads[row, :n] = torch.from_numpy(decode(square.numpy()).copy())
            scores = model.heads.relations(parts, heads)
            scores[..., 0] = torch.where(heads == 0, 1e4, -1e4)
            relations = scores.argmax(-1)
            for row, i in enumerate(group):
                n = len(sentences[i])
                yield i, {k: v[row, :n].tolist() for k, v in best.items()}, heads[row, :n].tolist(), relations[row, :n].tolist()


def treebank_scores(model, labels, sentences):
    right, count = collections.defaultdict(collections.Counter), collections.Counter()
    for i, words, heads, relations in scored(model, [s.words for s in sentences]):
        s = sentences[i]
        bank = s.source.split("/")[0]
        count[bank] += len(s.words)
        for w in range(len(s.words)):
            tag = labels.lists["tags"][words["tags"][w]]
            relation = labels.lists["relations"][relations[w]]
            same = heads[w] == s.heads[w]
            ok = {"UPOS": tag.split("/")[0] == s.tags[w].split("/")[0], "XPOS": tag == s.tags[w], "UAS": same,
                  "LAS": same and plain(relation) == plain(s.relations[w])}
            if "feats" in words:
                ok["feats"] = labels.lists["feats"][words["feats"][w]] == s.feats[w]
                lemma = apply_script(s.words[w], labels.lists["scripts"][words["scripts"][w]])
                ok["lemma"] = s.lemmas[w] is None or lemma == s.lemmas[w]
            right[bank].update({m: int(is_right) for m, is_right in ok.items()})
    return {bank: {m: round(100 * n / count[bank], 2) for m, n in right[bank].items()} for bank in sorted(count)}


def name_scores(model, gold):
    """Micro-F1 of PER, ORG, LOC on the words of UNER."""
    gold = list(gold)
    found = right = total = 0
    for i, words, _, _ in scored(model, [g[0] for g in gold]):
        spans = {(a, b, UNER_CLASS[c]) for a, b, c in spans_of([NAMES[n] for n in words["names"]]) if c in UNER_CLASS}
        found, right, total = found + len(spans), right + len(spans & gold[i][1]), total + len(gold[i][1])
    return {"P": round(100 * right / max(found, 1), 1), "R": round(100 * right / total, 1),
            "F1": round(200 * right / (found + total), 1)}
