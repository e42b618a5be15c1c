"""Relations of given pairs: rows for `dateline relations`, its answers, and what is measured of them."""
import bisect
import collections
import json
from typing import NamedTuple

from scoring import Row, f1, percent

QUADS = {"verbal cooperation": "AGREE CONSULT SUPPORT CONCEDE", "material cooperation": "COOPERATE AID RETREAT",
         "verbal conflict": "REQUEST ACCUSE REJECT THREATEN", "material conflict":
         "PROTEST SANCTION MOBILIZE COERCE ASSAULT"}
QUAD = {name: quad for quad, names in QUADS.items() for name in names.split()}
NONE = "NONE"


class Case(NamedTuple):
    item: object
    gold: object
    right: tuple  # the types that are right between the two; the first counts
    answer: str


def macro_f1(cases, kinds, kind_of):
    """The mean over the kinds of the F1 of saying so. A wrong answer counts against the kind it names and
    against the first of those that would have been right."""
    right, said, gold = collections.Counter(), collections.Counter(), collections.Counter()
    for case in cases:
        wanted, answer = [kind_of(name) for name in case.right], kind_of(case.answer)
        is_right = answer in wanted
        gold[answer if is_right else wanted[0]] += 1
        said[answer] += 1
        right[answer] += is_right
    return sum(f1(percent(right[k], said[k]), percent(right[k], gold[k])) for k in kinds) / len(kinds)


def side_of(name):
    quad = QUAD.get(name)
    return quad and quad.rpartition(" ")[2]


class Asked(NamedTuple):
    name: str
    text: str       # with both parties marked, or as it is
    source: str     # empty: marked
    target: str


def marked(text, source, target):
    """The sentence, a str, with the bytes of both parties marked."""
    out = text.encode()
    marks = sorted([(source[0], 1, b"<S>"), (source[1], 0, b"</S>"), (target[0], 1, b"<T>"), (target[1], 0, b"</T>")], reverse=True)
    for at, _, mark in marks:
        out = out[:at] + mark + out[at:]
    return out.decode()


def ask(run, rows, *options):
    """name -> the program's answer."""
    lines = [json.dumps({"id": row.name, "sentence": row.text, "source": row.source, "target": row.target}) for row in rows]
    out = run.call("dateline", "relations", "--json", "--quiet", *options, text="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in out.splitlines()]
    if len(answers) != len(rows):
        raise SystemExit(f"relations: {len(answers)} answers to {len(rows)} rows")
    return {row.name: answer for row, answer in zip(rows, answers)}


class Sentences:
    """The sentences of a text, by its bytes."""

    def __init__(self, run, text):
        lines = [[int(at) for at in line.split()] for line in run.call("segment_text", text=text).splitlines()]
        self.spans = [(line[0], line[-1]) for line in lines if line]
        self.starts = [start for start, _ in self.spans]

    def around(self, first, last):
        """The bytes of the sentences from that of one place to that of another."""
        begin = max(0, bisect.bisect_right(self.starts, first[0]) - 1)
        end = max(begin, bisect.bisect_right(self.starts, last[0]) - 1)
        return min(first[0], self.spans[begin][0]), max(last[1], self.spans[end][1])


def rows_of_cases(data, cases):
    data = f"{data}, {len(cases)} pairs"
    yield Row(data, "type, macro-F1", macro_f1(cases, list(QUAD), lambda name: name))
    yield Row(data, "quad, macro-F1", macro_f1(cases, list(QUADS), QUAD.get))
    yield Row(data, "cooperation or conflict, macro-F1", macro_f1(cases, ["cooperation", "conflict"], side_of))
