#!/usr/bin/env python3
"""A ledger's stories against stories that editors made. Usage: see scoring.py.

The articles are added to a new ledger, in the order of their dates. Two sources: folders of
articles, where a folder is a story (the articles of a folder named "single" have none in common),
and a collection of dated articles with lists of ids of one story. Most of its articles are in no
list: they stand in the ledger as they do in the world, but only the listed ones are scored. Of the
collection a sample is taken: as many successive articles as STORY_SAMPLE says, at the place where
most of them are listed.
"""
import collections
import itertools
import json
import pathlib
import sqlite3
import tempfile

from scoring import SAMPLES, Row, Scorer, f1, main, read_lines

STORY_SAMPLE = 2000


def b_cubed(found, gold):
    groups_found, groups_gold = collections.defaultdict(set), collections.defaultdict(set)
    for item in gold:
        groups_found[found[item]].add(item)
        groups_gold[gold[item]].add(item)
    precision = recall = 0.0
    for item in gold:
        a, b = groups_found[found[item]], groups_gold[gold[item]]
        precision += len(a & b) / len(a)
        recall += len(a & b) / len(b)
    return precision / len(gold), recall / len(gold)


def pairwise(found, gold):
    def pairs(labels):
        return sum(n * (n - 1) // 2 for n in collections.Counter(labels).values())
    both = pairs((found[item], gold[item]) for item in gold)
    return both / max(1, pairs(found[item] for item in gold)), both / max(1, pairs(gold.values()))


def rows_of(data, found, gold):
    data = f"{data}, {len(gold)} articles of {len(set(gold.values()))} stories"
    for name, measure in (("B-cubed", b_cubed), ("pairwise", pairwise)):
        precision, recall = measure(found, gold)
        if name == "B-cubed":
            yield Row(data, "B-cubed P", 100 * precision)
            yield Row(data, "B-cubed R", 100 * recall)
        yield Row(data, f"{name} F1", 100 * f1(precision, recall))


def stories_of(run, path, key):
    """The stories of a new ledger of all below a path, by the column of the article named. An
    article that is in no story is one of its own."""
    with tempfile.TemporaryDirectory() as folder:
        run.call("dateline", "add", "--quiet", "--db", f"{folder}/ledger.db", str(path))
        ledger = sqlite3.connect(f"{folder}/ledger.db")
        rows = ledger.execute(f"SELECT {key}, coalesce(story, n) FROM article"
                              " LEFT JOIN story_article ON article = n").fetchall()
        ledger.close()
    return dict(rows)


def score_folders(run):
    found = stories_of(run, run.samples, "path")
    gold = {}
    for path in found:
        folder = pathlib.Path(path).parent.name
        gold[path] = path if folder == "single" else folder
    return rows_of("folders", found, gold)


def sample(articles, in_story):
    """The successive articles of which most are of a story."""
    articles = sorted(articles, key=lambda article: (article["published"], article["id"]))
    counts = [0]
    for article in articles:
        counts.append(counts[-1] + (article["id"] in in_story))
    starts = range(max(1, len(articles) - STORY_SAMPLE + 1))
    start = max(starts, key=lambda i: counts[min(i + STORY_SAMPLE, len(articles))] - counts[i])
    return articles[start:start + STORY_SAMPLE]


def score_collection(run):
    corpus = run.corpora / "news-plain"
    story_of = {name: i for i, names in enumerate(json.loads((corpus / "stories.json").read_text())) for name in names}
    articles = [json.loads(line) for line in read_lines(corpus / "articles.jsonl.xz") if line]
    articles = sample([article for article in articles if article["published"]], story_of)
    gold = {article["id"]: story_of[article["id"]] for article in articles if article["id"] in story_of}
    lines = [json.dumps(article) + "\n" for article in articles]  # in ASCII
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "articles.jsonl"
        path.write_text("".join(lines))
        story_at = stories_of(run, path, "path_offset")
    offsets = [0, *itertools.accumulate(map(len, lines))]
    found = {article["id"]: story_at.get(offset, article["id"]) for article, offset in zip(articles, offsets)}
    return rows_of(f"{len(articles)} news articles", found, gold)


METHOD = "B-cubed and pairwise F1 of a new ledger's stories, "
SCORERS = [
    Scorer("stories, folders", (SAMPLES,), METHOD + "a folder of articles being a story.", score_folders),
    Scorer("stories, stream", ("news-plain",),
           METHOD + f"over the articles of editors' stories among {STORY_SAMPLE} successive articles in the order of "
           "their dates.", score_collection),
]

if __name__ == "__main__":
    main(SCORERS)
