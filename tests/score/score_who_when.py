#!/usr/bin/env python3
"""Who and when, against articles annotated by hand (who_when/*.tsv). Usage: see scoring.py; needs --samples.

A row of who_when/README.md names a mention or a predicate by the sentence it stands in and its own
words, and says who or when. Of a mention the actor is taken that the records name: of the sender,
recipient, speaker, addressee, holder, source or target that stands on these words; where no record
has it, the actor of the mention itself, then that of the chain it stands in. Of a predicate: the
date of the event it names, else the date attached to the word, else the day a message told by these
words was sent. What is not found counts as wrong.

    --errors 20 lists errors of half A.
"""
import collections
import json
import pathlib
import re
import sys
import unicodedata
from typing import NamedTuple

from scoring import SAMPLES, Row, Scorer, char_offsets, main, parts, percent

HERE = pathlib.Path(__file__).resolve().parent
GOLD, DATA = HERE / "who_when", HERE.parents[1] / "data" / "entities"
LEAST_OVERLAP = 0.4
PRONOUNS = frozenset("""i we you he she it they me us him her them my our your his its their mine ours yours hers
    theirs himself herself itself themselves who whom whose which that both""".split())
OF_WORDS = ("sender", "recipient", "speaker")
FORMS = ("name", "role", "pronoun", "metonym", "collective", "group")


class Gold(NamedTuple):
    article: str  # path below SAMPLES
    kind: str     # "who", "when"
    at: str       # the first words of the sentence
    words: str
    nth: int
    role: str
    value: str
    place: str    # file:line

    def alternatives(self):
        return [value.strip() for value in self.value.split(" | ")]


# ---- Reading ----------------------------------------------------------------------------------


def read_gold(path):
    article = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if line.startswith("# article"):
            article = cells[1]
        elif line and not line.startswith("#"):
            if len(cells) != 6 or cells[0] not in ("who", "when"):
                raise SystemExit(f"{path.name}:{number}: expected who or when and five more columns")
            kind, at, words, nth, role, value = cells
            yield Gold(article, kind, at, words, int(nth or 1), role, value, f"{path.name}:{number}")


def table(name):
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def fold(text):
    """Small letters without marks: "Kim Jong-un" and "Kim Jong Un", "Erdoğan" and "Erdogan" are the same."""
    text = unicodedata.normalize("NFD", text.lower().replace("’", "'").replace("ı", "i"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"'s?(?!\w)", " ", text)
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


class World:
    """The names of data/entities, to tell that KCNA and Korean Central News Agency are the same."""

    def __init__(self):
        self.states, self.known, self.ends = {}, collections.defaultdict(set), {}
        for row in table("states.tsv"):
            adjectives = "|".join(row[4:8]).split("|")
            self.states.update((fold(name), row[0]) for name in adjectives if name)
            for name in "|".join(row[4:7]).split("|"):
                self.known[fold(name)].add(f"state:{row[0]}")
        for file, prefix in (("media.tsv", "media"), ("organisations.tsv", "org")):
            for row in table(file):
                for name in (row[1] + "|" + row[2]).split("|"):
                    self.known[fold(name)].add(f"{prefix}:{row[0]}")
        for row in table("leaders.tsv"):
            for name in (row[1] + "|" + (row[8] if len(row) > 8 else "")).split("|"):
                self.known[fold(name)].add(f"person:{fold(row[1])}")
        for row in table("bodies.tsv"):
            self.ends[fold(row[0])] = {fold(row[1])}
        for row in table("groups.tsv"):
            self.ends.setdefault(fold(row[0]), set()).add(row[1].lower())
        self.known.pop("", None)

    def ends_of(self, words):
        """"state media" and what a table says it is the same as."""
        plain = re.sub(r"s$", "", words)
        return {words, plain} | self.ends.get(words, set()) | self.ends.get(plain, set()) \
            | self.ends.get(words + "s", set())

    def of_state(self, words):
        """(country, what) of "south korea foreign ministry", "state media of china"; "group" apart."""
        before, of, after = words.rpartition(" of ")
        if of and after in self.states:
            return self.states[after], before
        for end in range(len(words), 0, -1):
            if words[:end] in self.states and words[end:end + 1] in ("", " "):
                return self.states[words[:end]], words[end:].strip()
        return "", words

    def signs_of_name(self, name):
        """All that a name may be called by: two names with a sign in common are one actor."""
        is_group = name.startswith("group:")
        words = fold(name.partition(":")[2] if is_group else name)
        signs = {words, " ".join(sorted(set(words.split()) - {"of", "the"}))} | self.known[words]
        country, what = self.of_state(words)
        if what and (country or is_group):
            signs |= {(country, end) for end in self.ends_of(what)}
        return signs

    def signs_of_actor(self, actor):
        signs = self.signs_of_name(actor["name"]) | {actor["key"]}
        kind, *middle, tail = actor["key"].split(":")
        if kind in ("gov", "group", "media") and middle:
            signs |= {(middle[0], end) for end in self.ends_of(fold(tail))}
        if kind == "person":
            signs.add(f"person:{fold(tail)}")
        return signs


# ---- The program's answers --------------------------------------------------------------------


def pattern_of(words):
    def of_word(word):
        return re.sub(r"['’‘]", "['’‘]", re.sub(r'["“”]', '["“”]', re.escape(word)))
    return r"\s+".join(of_word(word) for word in words.split())


class Article:
    """The records of an article, found by where their words stand."""

    def __init__(self, record, dated):
        self.text = record["clean_text"]
        self.offsets = char_offsets(self.text)
        self.actors = {actor["key"]: actor for actor in record["actors"]}
        self.record = record
        self.mentions = [(self.span(mention), mention) for mention in record["mentions"]]
        self.references = [(self.span(reference), reference) for reference in record["references"]]
        self.parties = list(self.find_parties())
        self.dated = [(tuple(self.offsets[at] for at in line["span"]), line["date"]) for line in dated]

    def span(self, evidence):
        return self.without_article(self.offsets[at] for at in evidence["span"])

    def find_parties(self):
        """Lists of the (span, actor) that the records of a kind have in one role. Two messages told by
        the same words ("the two leaders sent separate letters") are two records."""
        for kind, roles in (("messages", ("senders", "recipients")), ("claims", ("holders",)),
                            ("events", ("sources", "targets")), ("quotations", ("speaker", "addressee"))):
            for role in roles:
                parties = [party for record in self.record[kind] for party in as_list(record.get(role))]
                yield [(self.span(party), party["actor"]) for party in parties if "span" in party and party["actor"]]

    def find(self, gold):
        """Where the words of a row stand; None if the sentence or the words are not in the text."""
        sentence = re.search(r"(?<!\w)" + pattern_of(gold.at), self.text)
        if not sentence:
            return None
        end = self.text.find("\n\n", sentence.end())
        scope = self.text[sentence.start():end if end >= 0 else None]
        found = list(re.finditer(r"(?<!\w)" + pattern_of(gold.words) + r"(?!\w)", scope))
        if len(found) < gold.nth:
            return None
        start, end = (sentence.start() + at for at in found[gold.nth - 1].span())
        return self.without_article((start, end))

    def without_article(self, span):
        start, end = span
        return start + len(re.match(r"((the|an?)\s)?", self.text[start:end], re.IGNORECASE).group()), end

    def who(self, span):
        """The keys of the actors on these words; empty: nobody can tell."""
        answers = collections.Counter()
        for parties in self.parties:
            keys = frozenset(key for place, key in parties if match(self.text, place, span) >= LEAST_OVERLAP)
            if keys:
                answers[keys] += 1
        if answers:
            return answers.most_common(1)[0][0]
        mention = best_of(self.text, self.mentions, span)
        if mention and (mention["actor"] or mention.get("members")):
            return frozenset([mention["actor"]] if mention["actor"] else mention["members"])
        reference = best_of(self.text, self.references, span)
        if reference and reference["chain"] is not None:
            actor = self.record["chains"][reference["chain"]]["actor"]
            return frozenset([actor] if actor else [])
        return frozenset()

    def when(self, span):
        for event in self.record["events"]:
            if "when" in event and overlap(self.span(event["predicate"]), span) >= LEAST_OVERLAP:
                return date_of(event["when"])
        for place, date in self.dated:
            if overlap(place, span) >= LEAST_OVERLAP:
                return date
        for message in self.record["messages"]:
            start, end = self.span(message)
            if "sent" in message and start <= span[0] and span[1] <= end:
                return date_of(message["sent"])
        return ""


def date_of(date):
    return date.get("edtf") or f"XXXX-WXX-{date.get('weekday', 0)}"


def as_list(parties):
    return parties if isinstance(parties, list) else [parties] if parties else []


def overlap(a, b):
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, both) / (max(a[1], b[1]) - min(a[0], b[0]))


def match(text, place, span):
    """How much words and a mention are the same. A name at the end of a mention is the mention's:
    "S. Jaishankar" of "Indian Foreign Minister S. Jaishankar"; so is the noun of a longer description."""
    is_name = place[0] <= span[0] and text[span[0]].isupper()
    is_noun = span[0] <= place[0] and (text[place[0]].isupper() or not text[span[0]].isupper())
    same_end = place[1] == span[1] and (is_name or is_noun)
    least = 0.6 if text[place[0]].isupper() else LEAST_OVERLAP
    return max(overlap(place, span), least if same_end else 0)


def best_of(text, placed, span):
    score, best = max(((match(text, place, span), index) for index, (place, _) in enumerate(placed)), default=(0, 0))
    return placed[best][1] if score >= LEAST_OVERLAP else None


def read_articles(run, paths):
    files = [str(run.samples / path) for path in paths]
    dated = collections.defaultdict(list)
    for line in map(json.loads, run.call("predicate_dates", *files).splitlines()):
        dated[line["file"]].append(line)
    records = [json.loads(run.call("dateline", "annotate", file)) for file in files]
    return {path: Article(record, dated[file]) for path, file, record in zip(paths, files, records)}


# ---- Comparing --------------------------------------------------------------------------------


def form_of(gold, world):
    """How a mention is put. Of alternatives the first one counts."""
    value, words = gold.alternatives()[0], fold(gold.words)
    if words in PRONOUNS:
        return "pronoun"
    if " + " in value:
        return "collective"
    if value.startswith("group:"):
        return "group"
    if set(words.split()) & set(fold(value).split()) and not gold.words.startswith("the ") \
            or world.signs_of_name(value) & world.signs_of_name(gold.words):
        return "name"
    is_state = any(sign.startswith("state:") for sign in world.known[fold(value)])
    return "metonym" if is_state else "role"


def is_right_who(gold, actors, world):
    for value in gold.alternatives():
        if value == "?":
            if not actors:
                return True
            continue
        wanted = [world.signs_of_name(name) for name in value.split(" + ")]
        found = [world.signs_of_actor(actor) for actor in actors]
        pairs = len(wanted) == len(found) and all(any(a & b for b in found) for a in wanted) \
            and all(any(a & b for a in wanted) for b in found)
        if pairs:
            return True
    return False


def is_right_when(gold, date):
    return re.sub(r"[?~%]", "", date) in gold.alternatives()


class Answer(NamedTuple):
    gold: Gold
    form: str
    right: bool
    shown: str  # what the program says


def answer(gold, article, world):
    span = article.find(gold)
    form = form_of(gold, world) if gold.kind == "who" else "date"
    if span is None:
        return Answer(gold, form, False, "words not in the clean text")
    if gold.kind == "when":
        date = article.when(span)
        return Answer(gold, form, is_right_when(gold, date), date or "-")
    actors = [article.actors[key] for key in article.who(span) if key in article.actors]
    actors.sort(key=lambda actor: actor["key"])
    return Answer(gold, form, is_right_who(gold, actors, world), " + ".join(a["name"] for a in actors) or "?")


def answers_of(run):
    rows = [gold for path in sorted(GOLD.glob("*.tsv")) for gold in read_gold(path)]
    rows = [gold for gold in rows if (run.samples / gold.article).exists()]
    articles = read_articles(run, sorted({gold.article for gold in rows}))
    world = World()
    return [answer(gold, articles[gold.article], world) for gold in rows]


def describe(error):
    gold = error.gold
    return f"{gold.place} {gold.kind} {gold.role} {error.form}: {gold.at} … [{gold.words}] {gold.value} <> {error.shown}"


def accuracy(data, name, answers):
    return Row(f"{data}, {len(answers):,}", name, percent(sum(a.right for a in answers), len(answers)))


def score_kind(run, kind, unit):
    answers = [a for a in answers_of(run) if a.gold.kind == kind]
    halves = list(parts(sorted({a.gold.article for a in answers})))
    for name, articles in halves:
        chosen = [a for a in answers if a.gold.article in set(articles)]
        yield accuracy(f"{unit}{name}", "right", chosen)
        if kind == "who":
            of_words = [a for a in chosen if a.gold.role in OF_WORDS]
            yield accuracy(f"{unit}, senders, recipients, speakers{name}", "right", of_words)
        if kind == "who" and not name:
            for form in FORMS:
                of_form = [a for a in chosen if a.form == form]
                if of_form:
                    yield accuracy(f"{unit}, {form}", "right", of_form)
    in_a = set(halves[1][1])
    run.report_errors(describe(a) for a in answers if not a.right and a.gold.article in in_a)


SCORERS = [
    Scorer("who", (SAMPLES,), "the actor of each mention that speaks, sends, receives, holds, acts or is acted on, as a"
           " reader of the article knows it: share that is right; articles annotated by hand (who_when/README.md)",
           lambda run: score_kind(run, "who", "mentions")),
    Scorer("when", (SAMPLES,), "the date of each predicate that an expression of time in the text dates, as EDTF: share that"
           " is right; the same articles", lambda run: score_kind(run, "when", "dated predicates")),
]

if __name__ == "__main__":
    sys.exit(main(SCORERS))
