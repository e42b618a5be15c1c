#!/usr/bin/env python3
"""Events between two given parties in sentences of real news (events/pairs.tsv). Usage: see scoring.py.

What a row holds, events/README.md says. The texts are those of the corpus of news: a row names the article
and the bytes of the two parties in its text. Measured is what the field asks of a classifier of relations: the
two parties are given, the answer is the type of the surest event that runs from the one to the other, or none.

- *type*, *quad*, *cooperation or conflict*: macro-F1, as in score_events.py, of the part "test", which nothing is trained on.
- *event or none*: F1 of saying that anything happens between the two.
- *right of what is told*: of the rows with an answer, the share with the right type and direction.
- *found of what happens*: of the rows with an event, the share with the right type and direction.

The same *with the pair given*: the sentence (or those from the one party to the other) with both marked, for
`dateline relations`. With --always, of the pairs between which something happens, the type alone.

    --errors 20 lists errors of the part "train".
"""
import collections
import json
import lzma
import pathlib
import sys
from typing import NamedTuple

from given import NONE, QUAD, Asked, Case, Sentences, ask, marked, rows_of_cases
from score_events import overlap
from scoring import Row, Scorer, annotate, main, percent, prf

PAIRS = pathlib.Path(__file__).resolve().parent / "events" / "pairs.tsv"
NEWS = "news-plain/articles.jsonl.xz"
TEST, TRAIN = "test", "train"


class Pair(NamedTuple):
    article: str
    part: str
    a: tuple        # bytes of the article's text
    b: tuple
    type: str
    direction: str  # ">": a does it to b, "<": b to a, "=": both to one another, "": nothing happens
    is_sure: bool   # of those who annotated; what is not is left out of the measure
    words: tuple


def read_pairs():
    for number, line in enumerate(PAIRS.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        label = cells[6].removesuffix("?") if len(cells) == 9 and cells[1] in (TEST, TRAIN) else ""
        name, direction = (label, "") if label == NONE else (label[:-1], label[-1:])
        if name not in QUAD and name != NONE or direction not in ("", ">", "<", "="):
            raise SystemExit(f"{PAIRS.name}:{number}: expected article, part, a, b, a type with a direction, words; found {line}")
        a, b = tuple(map(int, cells[2:4])), tuple(map(int, cells[4:6]))
        yield Pair(cells[0], cells[1], a, b, name, direction, not cells[6].endswith("?"), tuple(cells[7:]))


class Answers:
    """Our events of one article, by the bytes of the page."""

    def __init__(self, record):
        self.events = record["events"]
        self.mentions = record["mentions"]

    def is_party(self, place, event, party):
        """Whether a party of an event is who stands at the place, or the event's sentence names them twice."""
        if "page" in party and overlap(party["page"], place):
            return True
        near = event["page"][0] - 400 < place[0] < event["page"][1] + 400
        return near and any(overlap(mention["page"], place) and party["actor"] is not None and
                            party["actor"] in (mention["actor"], *mention.get("members", []))
                            for mention in self.mentions)

    def between(self, pair):
        """(type, direction) of our surest event between the two; (NONE, "") if there is none."""
        found = []
        for order, event in enumerate(self.events):
            if not (event["page"][0] < pair.b[1] + 300 and event["page"][1] > pair.a[0] - 300):
                continue
            sources, targets = event.get("sources", []), event.get("targets", [])
            for ours, direction in (((pair.a, pair.b), ">"), ((pair.b, pair.a), "<")):
                does = any(self.is_party(ours[0], event, party) for party in sources)
                suffers = any(self.is_party(ours[1], event, party) for party in targets or sources)
                if does and suffers:
                    found.append((-event["confidence"], order, event["plover"], direction if targets else "="))
        return min(found)[2:] if found else (NONE, "")


def is_right(pair, answer):
    """Meetings and agreements run both ways, whichever side the sentence begins with."""
    return answer[0] == pair.type and (pair.type == NONE or "=" in (pair.direction, answer[1]) or
                                       answer[1] == pair.direction)


def rows_of(data, pairs, answers):
    cases = [Case(None, None, (pair.type,), answer[0] if is_right(pair, answer) or answer[0] != pair.type else NONE)
             for pair, answer in zip(pairs, answers)]
    yield from rows_of_cases(data, cases)
    data = f"{data}, {len(cases)} pairs"
    told, happens = [a[0] != NONE for a in answers], [p.type != NONE for p in pairs]
    both = sum(a and b for a, b in zip(told, happens))
    yield Row(data, "event or none, F1", prf(both, sum(told), sum(happens))[2])
    right = sum(is_right(pair, answer) for pair, answer, tells in zip(pairs, answers, told) if tells)
    yield Row(data, "right of what is told", percent(right, sum(told)))
    yield Row(data, "found of what happens", percent(right, sum(happens)))


# ---- With the pair given ----------------------------------------------------------------------


def asked_of(run, texts, pairs):
    """A row for `dateline relations` for each pair: its sentence with both parties marked. The first in the text is the
    source, whoever does it to whom."""
    sentences, rows = {}, []
    for number, pair in enumerate(pairs):
        if pair.article not in sentences:
            sentences[pair.article] = Sentences(run, texts[pair.article])
        first, last = sorted((pair.a, pair.b))
        begin, end = sentences[pair.article].around(first, last)
        text = texts[pair.article].encode()[begin:end].decode()
        places = [(at[0] - begin, at[1] - begin) for at in (pair.a, pair.b)]
        rows.append(Asked(str(number), marked(text, *places), "", ""))
    return rows


def answers_of(run, rows, *options):
    ways = {"->": ">", "<-": "<", "<->": "="}
    said = ask(run, rows, *options)
    return [(said[row.name]["type"], ways.get(said[row.name]["direction"], "")) for row in rows]


def given_rows(run, data, pairs, rows):
    yield from rows_of(f"{data}, pair given", pairs, answers_of(run, rows))
    happens = [(pair, answer) for pair, answer in zip(pairs, answers_of(run, rows, "--always")) if pair.type != NONE]
    yield from rows_of_cases(f"{data}, something happens, pair given, --always",
                             [Case(None, None, (pair.type,), answer[0]) for pair, answer in happens])


def describe(pair, answer, text):
    begin, end = max(0, pair.a[0] - 120), pair.b[1] + 160
    return (f"{pair.type}{pair.direction} not {''.join(answer)}: {pair.words[0]} | {pair.words[1]}: "
            f"{' '.join(text.encode()[begin:end].decode(errors='replace').split())}")


def score_pairs(run):
    by_article = collections.defaultdict(list)
    for pair in read_pairs():
        if pair.is_sure and (pair.part == TEST or run.errors):
            by_article[pair.article].append(pair)
    with lzma.open(run.corpora / NEWS, "rt", encoding="utf-8") as lines:
        articles = [article for article in map(json.loads, lines) if article["id"] in by_article]
    texts = {article["id"]: article["text"] for article in articles}
    records = annotate(run, [{"url": f"https://{name}.example/", "text": text} for name, text in texts.items()])
    answered = []
    for name in texts:
        answers = Answers(records[f"https://{name}.example/"])
        answered += [(pair, answers.between(pair)) for pair in by_article[name]]
    for part in (TEST, TRAIN):
        chosen = [(pair, answer) for pair, answer in answered if pair.part == part]
        if chosen:
            pairs, found = zip(*chosen)
            yield from rows_of(f"pairs in news, {part}", pairs, found)
            yield from given_rows(run, f"pairs in news, {part}", pairs, asked_of(run, texts, pairs))
    run.report_errors(describe(pair, answer, texts[pair.article]) for pair, answer in answered
                      if pair.part == TRAIN and not is_right(pair, answer))


SCORERS = [
    Scorer("events", (NEWS,), "pairs of parties in sentences of real news, what happens between them by hand"
           " (events/pairs.tsv): macro-F1 over types, none included, and the share of right answers", score_pairs),
]

if __name__ == "__main__":
    sys.exit(main(SCORERS))
