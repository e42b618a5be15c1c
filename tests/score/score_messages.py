#!/usr/bin/env python3
"""The messages of a ledger against those that a reader found. Usage: see scoring.py.

`messages/messages.tsv` holds what `messages/README.md` tells of. Each article is first added to a
ledger of its own, then all of them to one:

- per article: precision and recall of (sender, recipient, kind, occasion), over all articles;
- sent: of the messages found, share with the right day, month or year (nothing, where nothing is told);
- chain: of the messages found, share of those whose links between sender and outlet are all right;
- merged: the same four things of the one ledger's messages, and whether all articles are with theirs.

Statements to nobody in particular are counted apart ("statements"), in both files together: they are many in
some articles, and would tell little of whether letters and calls are found.

A message marked `opt` (told in passing, or by implication) counts neither as found nor as wrong.
"""
import collections
import json
import pathlib
import re
import tempfile
import unicodedata

from scoring import SAMPLES, Row, Scorer, f1, main, parts

FOLDER = pathlib.Path(__file__).parent / "messages"
GOLD = (("samples", "messages.tsv"), ("further samples", "further.tsv"))
STATEMENT = "statement"
PUBLIC = "public"  # the recipient of a statement to nobody in particular
FIELDS = "article message sender recipient kind occasion status sent chain mark".split()
BOTH_WAYS = {"call", "meeting"}

ALTERNATIVE = r"(?:^| )/(?: |$)"

Gold = collections.namedtuple("Gold", FIELDS)


def fold(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def either(field):
    """The right answers of a field, folded."""
    return {fold(one) for one in re.split(ALTERNATIVE, field)}


def read_gold(name):
    gold = collections.defaultdict(list)
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            row = Gold(*line.split("\t"))
            gold[row.article] += [] if row.mark == "none" else [row]
    return gold


def names_of(message, *roles):
    """The names and keys of the parties in these roles."""
    found = set()
    for party in message["parties"]:
        if party["role"] in roles:
            found |= {fold(party["name"]), fold(party["key"].partition(":")[2])}
    return found


def is_public(message):
    return not names_of(message, "recipient", "party")


def is_same(gold, message):
    senders, recipients = names_of(message, "sender", "party"), names_of(message, "recipient", "party")
    if gold.recipient == PUBLIC:
        return bool(either(gold.sender) & senders and message["kind"] in either(gold.kind))
    return bool(either(gold.sender) & senders and either(gold.recipient) & recipients
                and message["kind"] in either(gold.kind)
                and (fold(message["occasion"] or "") in either(gold.occasion)
                     or message["kind"] in BOTH_WAYS))


def sent_is_right(gold, message):
    wanted = {one.strip() for one in re.split(ALTERNATIVE, gold.sent)}
    return (message["sent"] or "") in wanted


def links_of(report):
    """Between the sender and the outlet: of each link the names it goes by."""
    return [{fold(link["name"] or ""), fold((link["actor"] or "").partition(":")[2])}
            for link in report["chain"] if link["role"] not in ("said by", "printed by")]


def chain_is_right(gold, message):
    """The fullest chain of the article's reports counts."""
    fullest = max(map(links_of, message["reports"]), key=len)
    for one in re.split(ALTERNATIVE, gold.chain):
        wanted = [fold(name) for name in one.split(">") if name.strip()]
        if len(wanted) == len(fullest) and all(a in b for a, b in zip(wanted, fullest)):
            return True
    return False


def messages_of(run, paths):
    """The messages of a new ledger."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = ("--db", f"{folder}/ledger.db")
        run.call("dateline", "add", "--quiet", *ledger, *map(str, paths))
        lines = run.call("dateline", "messages", *ledger, "--json", may_be_empty=True).splitlines()
    return [json.loads(line) for line in lines]


def pair(gold, messages, are_public=False):
    """Pairs of gold and message that are the same; gold left over; messages left over: of those to somebody,
    or of those to nobody in particular. Of several messages that fit, the one sent on the right day is taken."""
    left = [message for message in messages if is_public(message) == are_public]
    gold = [row for row in gold if (row.recipient == PUBLIC) == are_public]
    pairs, missing = [], []
    for wanted in sorted(gold, key=lambda row: row.mark == "opt"):
        fitting = [message for message in left if is_same(wanted, message)]
        found = max(fitting, key=lambda message: (sent_is_right(wanted, message), message["articles"]), default=None)
        if found is not None:
            left.remove(found)
            pairs.append((wanted, found))
        elif wanted.mark != "opt":
            missing.append(wanted)
    return [(a, b) for a, b in pairs if a.mark != "opt"], missing, left


def tell(message):
    def side(*roles):
        return " + ".join(party["name"] for party in message["parties"] if party["role"] in roles)
    return (f"{side('sender', 'party')} > {side('recipient')} | {message['kind']} | {message['occasion'] or ''} | "
            f"{message['status']} | {message['sent'] or ''} | "
            + " > ".join(link["name"] or "" for link in message["reports"][0]["chain"]))


def tell_gold(gold):
    return (f"{gold.sender} > {gold.recipient} | {gold.kind} | {gold.occasion} | {gold.status} | {gold.sent} | "
            f"{gold.chain}")


def rows(data, pairs, missing, wrong):
    precision = len(pairs) / max(1, len(pairs) + len(wrong))
    recall = len(pairs) / max(1, len(pairs) + len(missing))
    yield Row(data, "P", 100 * precision)
    yield Row(data, "R", 100 * recall)
    yield Row(data, "F1", 100 * f1(precision, recall))
    yield Row(data, "sent", 100 * sum(sent_is_right(*one) for one in pairs) / max(1, len(pairs)))
    if "merged" not in data:
        yield Row(data, "chain", 100 * sum(chain_is_right(*one) for one in pairs) / max(1, len(pairs)))


def merged_gold(gold):
    """One row a message of the world: of a field that articles tell with unlike detail, each is right."""
    by_message = collections.defaultdict(list)
    for article in gold.values():
        for row in article:
            by_message[row.message, row.sender, row.recipient].append(row)
    for (message, sender, recipient), told in by_message.items():
        def union(field, told=told):
            found = {one for row in told for one in re.split(ALTERNATIVE, getattr(row, field))}
            return " / ".join(sorted(found - {""}) or [""]) if len(found) > 1 else "".join(found)
        mark = "opt" if all(row.mark == "opt" for row in told) else ""
        occasion = " / ".join({row.occasion for row in told})
        yield Gold(len({row.article for row in told if row.mark != "opt"}), message, sender, recipient,
                   union("kind"), occasion, union("status"), union("sent"), "", mark)


def show(run, name, pairs, missing, wrong):
    lines = [f"  missing  {tell_gold(row)}" for row in missing] + [f"  wrong    {tell(row)}" for row in wrong]
    lines += [f"  sent     {tell_gold(a)} <> {tell(b)}" for a, b in pairs if not sent_is_right(a, b)]
    lines += [f"  chain    {tell_gold(a)} <> {tell(b)}" for a, b in pairs if not chain_is_right(a, b)]
    if lines and run.errors:
        print(name, *lines, sep="\n")


def pair_all(run, gold, told, are_public):
    found = {name: pair(gold[name], told[name], are_public) for name in gold}
    for name in found:
        show(run, name, *found[name])
    return found


def sums(found, names):
    return [sum((found[name][i] for name in names), []) for i in range(3)]


def score_articles(run, data, gold, told):
    found = pair_all(run, gold, told, False)
    for part, names in parts(found):
        yield from rows(f"{data}, {len(names)} articles{part}", *sums(found, names))


def score_merged(run, data, gold):
    messages = messages_of(run, [run.samples / name for name in gold])
    pairs, missing, wrong = pair(list(merged_gold(gold)), messages)
    if run.errors:
        print("merged", *[f"  missing  {tell_gold(row)}" for row in missing],
              *[f"  wrong    {tell(row)} ({row['articles']})" for row in wrong],
              *[f"  sent     {tell_gold(a)} <> {tell(b)}" for a, b in pairs if not sent_is_right(a, b)],
              *[f"  articles {tell_gold(a)}: {a.article} <> {b['articles']}" for a, b in pairs if a.article > b["articles"]],
              sep="\n")
    yield from rows(f"{data}, merged", pairs, missing, wrong)
    together = sum(a.article <= b["articles"] for a, b in pairs) / max(1, len(pairs))
    yield Row(f"{data}, merged", "all articles together", 100 * together)


def read_contents():
    gold = collections.defaultdict(list)
    for line in (FOLDER / "contents.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            article, number, kinds, mark = line.split("\t")
            gold[article] += [] if mark == "none" else [(int(number), either(kinds), mark)]
    return gold


def contents_of(run, path):
    """(line of the file, kind) of what the article's messages say."""
    article = json.loads(run.call("dateline", "annotate", str(path)))
    page = path.read_bytes()
    return {(page.count(b"\n", 0, content["page"][0]) + 1, content["kind"])
            for message in article["messages"] for content in message["contents"]}


def judge_contents(gold, told, counts):
    """Right, missing and wrong ones: of all kinds, and of those that are no mere statement. Words quoted in a paragraph
    of which another kind is told may be told as a statement too."""
    for line, kinds, mark in gold:
        is_found = any((line, kind) in told for kind in kinds)
        missing = not is_found and mark != "opt"
        for of_all in (True,) if kinds & {STATEMENT} else (True, False):
            counts[of_all, "right"] += is_found and mark != "opt"
            counts[of_all, "missing"] += missing
    for line, kind in told:
        rows = [kinds for number, kinds, _ in gold if number == line]
        is_right = any(kind in kinds for kinds in rows) or (kind == STATEMENT and rows)
        for of_all in (True,) if kind == STATEMENT else (True, False):
            counts[of_all, "wrong"] += not is_right


def score_contents(run, chosen):
    gold = {name: rows for name, rows in read_contents().items() if not chosen or name in chosen}
    told = {name: contents_of(run, run.samples / name) for name in gold}
    for part, names in parts(gold):
        counts = collections.Counter()
        for name in names:
            judge_contents(gold[name], told[name], counts)
        for of_all in (True, False):
            right, missing, wrong = (counts[of_all, key] for key in ("right", "missing", "wrong"))
            what = "all kinds" if of_all else "wishes, promises, demands, thanks, hopes"
            precision, recall = right / max(1, right + wrong), right / max(1, right + missing)
            yield Row(f"contents, {len(names)} articles{part}", f"F1, {what}", 100 * f1(precision, recall))
    for name in gold if run.errors else ():
        missing = [f"{line} {' / '.join(sorted(kinds))}" for line, kinds, mark in gold[name]
                   if mark != "opt" and not any((line, kind) in told[name] for kind in kinds)]
        lines = {line for line, _, _ in gold[name]}
        wrong = [f"{line} {kind}" for line, kind in sorted(told[name])
                 if line not in lines or (kind != STATEMENT and not any(line == n and kind in k for n, k, _ in gold[name]))]
        print(name, "contents missing:", ", ".join(missing), "wrong:", ", ".join(wrong))


def score(run):
    chosen = {str(path) for path in run.files}
    all_gold, all_told = {}, {}
    for data, file in GOLD:
        gold = {name: found for name, found in read_gold(file).items() if not chosen or name in chosen}
        told = {name: messages_of(run, [run.samples / name]) for name in gold}
        yield from score_articles(run, data, gold, told)
        if data == GOLD[0][0] and gold:
            yield from score_merged(run, data, gold)
        all_gold.update(gold)
        all_told.update(told)
    yield from score_contents(run, chosen)
    found = pair_all(run, all_gold, all_told, True)
    for part, names in parts(found):
        yield from rows(f"statements, {len(names)} articles{part}", *sums(found, names))


SCORERS = [Scorer("messages", (SAMPLES,), "the messages of a ledger of each article, and of one of all of them, against"
                  " those that a reader found (messages/README.md): sender, recipient, kind and occasion; the day sent;"
                  " the chain", score)]

if __name__ == "__main__":
    main(SCORERS)
