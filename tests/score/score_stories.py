#!/usr/bin/env python3
"""B-cubed and pairwise F1 of a ledger's stories.

Usage: score_stories.py LEDGER.db [STORIES.json ARTICLES.jsonl]

Without a list of stories, the folder an article was read from is its story (a folder named "single"
holds articles that have none). With one, it is a list of lists of article ids: the "id" of each line
of the file of articles that the ledger was made from.
"""
import collections, json, pathlib, sqlite3, sys


def gold_by_folder(rows):
    for number, path, _ in rows:
        folder = pathlib.Path(path).parent.name
        yield number, path if folder == "single" else folder


def gold_by_list(rows, stories, articles):
    story_of = {name: i for i, names in enumerate(stories) for name in names}
    id_at, offset = {}, 0
    with open(articles, "rb") as lines:
        for line in lines:
            id_at[offset] = json.loads(line)["id"]
            offset += len(line)
    for number, _, offset in rows:
        if id_at.get(offset) in story_of:
            yield number, story_of[id_at[offset]]


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
        sizes = collections.Counter(labels)
        return sum(n * (n - 1) // 2 for n in sizes.values())
    both = pairs([(found[i], gold[i]) for i in gold])
    return both / max(1, pairs([found[i] for i in gold])), both / max(1, pairs(gold.values()))


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main():
    ledger = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    rows = ledger.execute("SELECT n, path, path_offset FROM article").fetchall()
    found = dict(ledger.execute("SELECT article, story FROM story_article"))
    if len(sys.argv) > 3:
        gold = dict(gold_by_list(rows, json.load(open(sys.argv[2])), sys.argv[3]))
    else:
        gold = dict(gold_by_folder(rows))
    for name, score in (("B-cubed", b_cubed), ("pairwise", pairwise)):
        precision, recall = score(found, gold)
        print(f"{name:9} P {precision:.3f}  R {recall:.3f}  F1 {f1(precision, recall):.3f}"
              f"  ({len(gold)} articles)")


if __name__ == "__main__":
    main()
