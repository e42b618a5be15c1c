#!/usr/bin/env python3
"""Events of single sentences against rows written by hand (events/sentences.tsv). Usage: see scoring.py.

What a row holds, events/README.md says. Each sentence is an article of its own. A party of ours is a party
of the row if their words overlap, or if it is the actor of a mention that overlaps the row's words ("it").

Four measures, each on all rows and on the two halves:

- *type*, *quad*, *binary*: as the field tests classifiers of the relation between two given parties. Each
  pair of the rows is one case; our answer is the type of the event that runs from the one to the other (the
  surest one, then the first in the text), or none. Macro-F1 over the 16 types of PLOVER, over its four
  quads, over cooperation and conflict. Pairs that nothing happens between are cases as well: an answer
  there is wrong for the type it names.
- the same three *with the pair given*: the rows both of whose parties are told, given to `dateline relations`; an
  answer that runs the other way is none. With --always, of the pairs between which something happens, as the field
  measures where every row has a relation.
- *event or none*: F1 of the sentences that tell of any event.
- *source, type, target*: micro-F1 of whole events. An event of ours with three sources is three. Rows with
  "?" are right to find and right to leave; "-" asks nothing of that side.
- *status*: of the events found with both parties, the share with the right one.

    --errors 20 lists errors of half A.
"""
import collections
import itertools
import pathlib
import re
import sys
from typing import NamedTuple

from given import NONE, Case, Asked, ask, rows_of_cases
from scoring import Row, Scorer, annotate, char_offsets, main, percent, prf

GOLD = pathlib.Path(__file__).resolve().parent / "events" / "sentences.tsv"


class Gold(NamedTuple):
    source: tuple    # wordings, each as right as the other; () asks nothing
    target: tuple
    is_mutual: bool
    types: tuple     # the first is what the row counts as
    modes: tuple
    cameo: tuple
    status: tuple
    is_optional: bool


class Item(NamedTuple):
    name: str
    half: str
    text: str
    events: list  # of Gold
    pairs: list   # of Gold of type NONE: nothing happens between these


class Found(NamedTuple):
    """One of our events between one source and one target; a party is (span, actor) or None."""
    source: tuple
    target: tuple
    is_mutual: bool
    type: str
    cameo: str
    status: str
    confidence: float
    order: int
    rule: str


# ---- Reading ----------------------------------------------------------------------------------


def either(words):
    return tuple(word for word in words.strip().split(" / ") if word != "-")


def read_event(cell, place):
    fields = [field.strip() for field in cell.removeprefix("?").split("|")]
    parties = re.split(r" <?> ", f" {fields[0]} ")
    if len(parties) != 2 or len(fields) not in (2, 5):
        raise SystemExit(f"{place}: expected source > target | type | mode/context | CAMEO | status, found {cell}")
    types, *rest = (either(field) for field in fields[1:])
    modes, cameo, status = rest or ((), (), ())
    return Gold(either(parties[0]), either(parties[1]), "<>" in fields[0], types, modes, cameo, status,
                cell.startswith("?"))


def read_gold():
    for number, line in enumerate(GOLD.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        name, half, text, *cells = line.split("\t")
        rows = [read_event(cell, f"{GOLD.name}:{number}") for cell in cells]
        yield Item(name, half, text, [row for row in rows if row.types != (NONE,)],
                   [row for row in rows if row.types == (NONE,)])


# ---- The program's answers --------------------------------------------------------------------


class Answers:
    """Our events in one sentence."""

    def __init__(self, record):
        self.text = record["clean_text"]
        offsets = char_offsets(self.text)
        self.mentions = [(tuple(offsets[at] for at in mention["span"]), mention) for mention in record["mentions"]]
        self.found = []
        for order, event in enumerate(record["events"]):
            sources, targets = ([(tuple(offsets[at] for at in party["span"]) if "span" in party else None,
                                  party["actor"]) for party in event.get(side) or []] for side in ("sources", "targets"))
            for source, target, is_mutual in pairs_of(sources, targets):
                self.found.append(Found(source, target, is_mutual, event["plover"], event["cameo"], event["status"],
                                        event["confidence"], order, event["rule"]))

    def is_party(self, wordings, party):
        if not wordings:
            return True
        if party is None:
            return False
        span, actor = party
        for wording in wordings:
            for place in re.finditer(r"(?<!\w)" + re.escape(wording) + r"(?!\w)", self.text):
                if span is not None and overlap(place.span(), span):
                    return True
                if any(overlap(place.span(), at) and actor in (mention["actor"], *mention.get("members", []))
                       for at, mention in self.mentions):
                    return True
        return False

    def fits(self, gold, found):
        """Whether an event of ours is between the two parties of a row."""
        ways = [(found.source, found.target)]
        if gold.is_mutual or found.is_mutual:
            ways.append((found.target, found.source))
        return any(self.is_party(gold.source, source) and self.is_party(gold.target, target)
                   for source, target in ways)

    def between(self, gold):
        """Our events between two parties, the surest first."""
        return sorted((found for found in self.found if self.fits(gold, found)),
                      key=lambda found: (-found.confidence, found.order))


def pairs_of(sources, targets):
    """(source, target, is mutual): who has no target has done it to one another."""
    if sources and targets:
        return [(source, target, False) for source in sources for target in targets]
    if len(sources) > 1:
        return [(a, b, True) for a, b in itertools.combinations(sources, 2)]
    return [(source, None, False) for source in sources] + [(None, target, False) for target in targets]


def overlap(a, b):
    return min(a[1], b[1]) > max(a[0], b[0])


# ---- Measures ---------------------------------------------------------------------------------


def cases_of(item, answers):
    """One case for each pair of the sentence."""
    by_pair = collections.defaultdict(list)
    for gold in item.events + item.pairs:
        if not gold.is_optional and (gold.source or gold.target):
            by_pair[gold.source, gold.target].append(gold)
    for golds in by_pair.values():
        allowed = [event for event in item.events if (event.source, event.target) == (golds[0].source, golds[0].target)]
        right = tuple(name for gold in golds + allowed for name in gold.types)
        between = answers.between(golds[0])
        yield Case(item, golds[0], right, between[0].type if between else NONE)


def named(wordings, text):
    """The first of the wordings that the sentence has as whole words; empty if none."""
    return next((words for words in wordings if re.search(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text)), "")


def asked_of(items, answers):
    """name -> (row for the program, the case without its answer), of the pairs both of whose parties are told."""
    asked = {}
    for item in items:
        for number, case in enumerate(cases_of(item, answers[item.name])):
            source, target = named(case.gold.source, item.text), named(case.gold.target, item.text)
            if source and target:
                name = f"{item.name}.{number}"
                asked[name] = Asked(name, item.text, source, target), case
    return asked


def given_rows(run, data, items, answers):
    """The same pairs given to `dateline relations`: beside what searching its events answers."""
    asked = asked_of(items, answers)
    said = ask(run, [row for row, _ in asked.values()])
    always = ask(run, [row for row, _ in asked.values()], "--always")

    def answered(name, case):
        is_other_way = said[name]["direction"] == "<-" and not case.gold.is_mutual
        return case._replace(answer=NONE if is_other_way else said[name]["type"])

    yield from rows_of_cases(f"{data}, both told, events searched", [case for _, case in asked.values()])
    yield from rows_of_cases(f"{data}, pair given", [answered(name, case) for name, (_, case) in asked.items()])
    yield from rows_of_cases(f"{data}, something happens, pair given, --always",
                             [case._replace(answer=always[name]["type"]) for name, (_, case) in asked.items()
                              if case.right != (NONE,)])


def match_events(item, answers):
    """(rows found with their event, rows missed, events of ours that no row has)."""
    left, pairs, missed, shared = list(answers.found), [], [], []
    for gold in sorted(item.events, key=lambda gold: gold.is_optional):
        ours = [found for found in answers.between(gold) if found in left and found.type in gold.types]
        if ours:
            pairs.append((gold, ours[0]))
            is_shared = ours[0].is_mutual and not gold.target  # "both ordered": two rows, one event
            left.remove(ours[0]) if not is_shared else shared.append(ours[0])
        elif not gold.is_optional:
            missed.append(gold)
    # The same told again, by another word, is not wrong.
    again = {found for found in left for gold, _ in pairs if found.type in gold.types and answers.fits(gold, found)}
    return pairs, missed, [found for found in left if found not in again]


def rows_of(data, items, answers):
    cases = [case for item in items for case in cases_of(item, answers[item.name])]
    yield from rows_of_cases(data, cases)
    told = [(bool([g for g in item.events if not g.is_optional]), bool(answers[item.name].found)) for item in items
            if any(not g.is_optional for g in item.events) or not item.events]
    yield Row(f"{data}, {len(told)} sentences", "event or none, F1",
              prf(sum(a and b for a, b in told), sum(b for _, b in told), sum(a for a, _ in told))[2])
    matched = [match_events(item, answers[item.name]) for item in items]
    right = sum(not gold.is_optional for pairs, _, _ in matched for gold, _ in pairs)
    gold = right + sum(len(missed) for _, missed, _ in matched)
    found = right + sum(len(extra) for _, _, extra in matched)
    for measure, value in zip(("P", "R", "F1"), prf(right, found, gold)):
        yield Row(f"{data}, {gold} events", f"source, type, target {measure}", value)
    pairs = [pair for pairs, _, _ in matched for pair in pairs if not pair[0].is_optional]
    yield Row(f"{data}, {len(pairs)} of them found", "status right",
              percent(sum(found.status in gold.status for gold, found in pairs), len(pairs)))
    yield Row(f"{data}, {len(pairs)} of them found", "CAMEO code right",
              percent(sum(found.cameo in gold.cameo for gold, found in pairs), len(pairs)))


def show(gold):
    parties = [" / ".join(words) or "-" for words in (gold.source, gold.target)]
    return f"{parties[0]} > {parties[1]} {gold.types[0]} {'/'.join(gold.status)}"


def show_found(answers, found):
    def words(party):
        return "-" if party is None else answers.text[slice(*party[0])] if party[0] else party[1]
    return f"{words(found.source)} > {words(found.target)} {found.type} {found.status} {found.rule}"


def describe(item, answers):
    """What is wrong in a sentence, in words; None if nothing is."""
    pairs, missed, extra = match_events(item, answers)
    wrong = [f"missed {show(gold)}" for gold in missed]
    wrong += [f"wrong {show_found(answers, found)}" for found in extra]
    wrong += [f"status {found.status} for {'/'.join(gold.status)}" for gold, found in pairs
              if not gold.is_optional and found.status not in gold.status]
    wrong += [f"code {found.cameo} for {'/'.join(gold.cameo)} {found.rule}" for gold, found in pairs
              if not gold.is_optional and found.cameo not in gold.cameo]
    return f"{item.name}: {item.text}\n        " + "\n        ".join(wrong) if wrong else None


def score_events(run):
    items = list(read_gold())
    records = annotate(run, [{"url": item.name, "text": item.text} for item in items])
    answers = {item.name: Answers(records[item.name]) for item in items}
    for name, halves in (("", "AB"), (", half A", "A"), (", half B", "B")):
        yield from rows_of(f"sentences{name}", [item for item in items if item.half in halves], answers)
    for name, halves in (("", "AB"), (", half A", "A"), (", half B", "B")):
        yield from given_rows(run, f"sentences{name}", [item for item in items if item.half in halves], answers)
    run.report_errors(filter(None, (describe(item, answers[item.name]) for item in items if item.half == "A")))


SCORERS = [
    Scorer("events", (), "single sentences with their events by hand, all types of PLOVER (events/README.md): the type of the"
           " relation of two given parties, none included, as macro-F1 over types, quads, sides; whole events",
           score_events),
]

if __name__ == "__main__":
    sys.exit(main(SCORERS))
