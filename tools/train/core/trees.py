"""Scores of arcs to a tree: the heaviest spanning tree with exactly one root (Chu-Liu/Edmonds).

scores[d, h] is the score of head h for word d; word 0 is the root that stands before the sentence.
"""
import numpy as np


def find_cycle(heads):
    state = np.zeros(len(heads), dtype=np.int8)
    for start in range(1, len(heads)):
        path, at = [], start
        while at and not state[at]:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at and state[at] == 1:
            return path[path.index(at):]
        state[path] = 2
    return None


def heaviest_tree(scores):
    n = len(scores)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    inner_score = scores[cycle, heads[cycle]]
    # Contract: the last row and column stand for the cycle.
    into = scores[np.ix_(cycle, rest)] - inner_score[:, None]
    entry = into.argmax(0)
    out = scores[np.ix_(rest, cycle)]
    exit_ = out.argmax(1)
    m = len(rest)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[np.ix_(rest, rest)]
    small[m, :m] = into.max(0)
    small[:m, m] = out.max(1)
    np.fill_diagonal(small, -np.inf)
    small_heads = heaviest_tree(small)
    result = heads.copy()
    for i, word in enumerate(rest[1:], 1):
        head = small_heads[i]
        result[word] = cycle[exit_[i]] if head == m else rest[head]
    outer = small_heads[m]
    result[cycle[entry[outer]]] = rest[outer]
    return result


def decode(scores):
    """Heads of words 1..n of scores[n + 1, n + 1]; exactly one is 0."""
    scores = scores.astype(np.float64).copy()
    np.fill_diagonal(scores, -1e9)
    heads = scores.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and find_cycle(heads) is None:
        return heads[1:]
    heads = heaviest_tree(scores)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1:
        return heads[1:]
    best, best_score = None, -np.inf
    for root in roots if len(roots) else range(1, len(scores)):
        trial = scores.copy()
        trial[1:, 0] = -1e6
        trial[root, 0] = scores[root, 0]
        trial_heads = heaviest_tree(trial)
        total = trial[np.arange(1, len(scores)), trial_heads[1:]].sum()
        if total > best_score:
            best, best_score = trial_heads, total
    return best[1:]
