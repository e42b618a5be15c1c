"""The coreference measures on small examples with known values, as TAP."""
import sys

from score_coref import b_cubed, best_assignment, ceaf_e, f1_of, muc, places_of


def clusters(*texts):
    """"ab" is a cluster of the mentions a and b."""
    return [frozenset(text) for text in texts]


def close(left, right):
    return abs(left - right) < 0.05


# Key and response of Pradhan et al. 2014 (section 4), which print these values for the three measures.
KEY, RESPONSE = clusters("abc", "defg"), clusters("ab", "cd", "fghi")
CASES = [
    ("MUC: 2 of 5 links each way", close(f1_of(muc(KEY, RESPONSE)), 40.0)),
    ("B3: recall 2.92 of 7", close(100 * b_cubed(KEY, RESPONSE)[2] / 7, 41.7)),
    ("B3: precision 4 of 8", close(100 * b_cubed(KEY, RESPONSE)[0] / 8, 50.0)),
    ("CEAFe: similarity 1.3 of 3 and of 2",
     close(ceaf_e(KEY, RESPONSE)[0], 1.3) and ceaf_e(KEY, RESPONSE)[1:] == (3, ceaf_e(KEY, RESPONSE)[2], 2)),
    ("all right is 100", all(close(f1_of(measure(KEY, KEY)), 100) for measure in (muc, b_cubed, ceaf_e))),
    ("nothing found is 0", all(f1_of(measure(KEY, [])) == 0 for measure in (muc, b_cubed, ceaf_e))),
    ("one cluster of all: MUC forgives, B3 does not",
     muc(clusters("ab", "cd"), clusters("abcd")) == (2, 3, 2, 2)
     and b_cubed(clusters("ab", "cd"), clusters("abcd")) == (2.0, 4, 4.0, 4)),
    ("an assignment is the best, not the greedy one", best_assignment([[5, 4], [4, 1]]) == 8),
    ("more rows than columns", best_assignment([[1], [3], [2]]) == 3),
    ("tokens are found past what was left out", places_of(["A", "b"], "A | b") == [(0, 1), (4, 5)]),
]

print(f"1..{len(CASES)}")
for number, (name, holds) in enumerate(CASES, 1):
    print("ok" if holds else "not ok", number, "-", name)
sys.exit(not all(holds for _, holds in CASES))
