"""Scores of labels of names to names."""
import numpy as np


def decode_names(scores):
    """Labels of [n, names] scores. First where names begin and go on, whatever their class, then the
    class of each name as a whole: "Gulf of Mexico" is not part of one class and part of another."""
    firsts, others = scores[:, 1::2], scores[:, 2::2]
    kinds = np.stack([scores[:, 0], firsts.max(1), others.max(1)], 1).argmax(1)
    either = np.maximum(firsts, others)
    labels, start = np.zeros(len(scores), dtype=np.int64), None
    for i in range(len(scores) + 1):
        goes_on = i < len(scores) and kinds[i] == 2 and start is not None
        if start is not None and not goes_on:
            best = either[start:i].sum(0).argmax()
            labels[start:i] = 2 + 2 * best
            labels[start] = 1 + 2 * best
            start = None
        if i < len(scores) and kinds[i] and start is None:
            start = i
    return labels
