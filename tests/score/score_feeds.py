#!/usr/bin/env python3
"""Feeds: expectations in feedparser's test files, on the fields we model. Usage: see scoring.py.

An expectation is a Python expression in a comment at the head of the file. Modelled are of an item:
its title, link, author, language, dates and the text of its longest body; and of a feed: its title, by
way of the items' outlet, if it has items. Markup is compared as text, since the reference strips what it
deems unsafe and we keep the page as it is.
"""
import ast
import html
import html.parser
import json
import re

from scoring import Row, Scorer, main, percent, read_bytes

MODELLED = {"title", "link", "author", "description", "summary", "content", "published", "updated",
            "issued", "modified", "date", "language"}
DATES = ("published", "updated", "issued", "modified", "date")
MEMBER = {"link": "url", "title": "title", "author": "author", "language": "language"}


class TextOnly(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style") and self.hidden > 0

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def plain(value):
    parser = TextOnly()
    parser.feed(value)
    parser.close()
    return " ".join("".join(parser.parts).split())


def expectation(data):
    match = re.search(rb"Expect:\s*(.*?)\s*\n", data)
    return match[1].decode("utf-8", "replace") if match else ""


def modelled_comparison(expression):
    """(item, field, value) if the expression compares a field of an item that we model with a value."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError:
        return None
    if isinstance(tree, ast.BoolOp):
        tree = tree.values[-1]
    if not (isinstance(tree, ast.Compare) and len(tree.ops) == 1 and isinstance(tree.ops[0], ast.Eq)):
        return None
    left = ast.unparse(tree.left)
    match = re.fullmatch(r"entries\[(-?\d+)\](?:\['(\w+)'\]|\.(\w+))(?:\[0\](?:\['value'\]|\.value))?", left)
    if not match or (match[2] or match[3]) not in MODELLED:
        return None
    try:
        value = ast.literal_eval(tree.comparators[0])
    except ValueError:
        return None
    return (int(match[1]), match[2] or match[3], value) if isinstance(value, str) else None


def holds(item, field, value):
    if field == "link":
        return item["url"] == value
    if field in MEMBER:
        return " ".join(item[MEMBER[field]].split()) in (plain(value), " ".join(value.split()))
    if field in DATES:
        return item["published"] == value
    page = plain(item["page"]) if item["html"] else " ".join(item["page"].split())
    return page == plain(value) or page == " ".join(html.unescape(value).split())


def modelled_files(corpora):
    """(path, content, expression, comparison) of the files whose expectation we model."""
    for path in sorted(p for p in (corpora / "feeds" / "feedparser").rglob("*") if p.is_file()):
        data = read_bytes(path)
        comparison = modelled_comparison(expectation(data))
        if comparison:
            yield path, data, expectation(data), comparison


def score(run):
    files = list(modelled_files(run.corpora))
    lines = run.call_on_files("feed_items", [data for _, data, _, _ in files], ".xml")
    good, without_items, errors = 0, 0, []
    for number, (path, _, expression, (index, field, value)) in enumerate(files):
        items = json.loads(lines[number][0])["items"] if lines[number] else []
        if not items:
            without_items += 1
        elif -len(items) <= index < len(items) and holds(items[index], field, value):
            good += 1
        else:
            errors.append(f"{path.name}: {expression}\n        got {items[:1]}")
    run.report_errors(errors)
    with_items = len(files) - without_items
    yield Row(f"feedparser, {with_items} files with an article", "expectations that hold", percent(good, with_items))
    yield Row(f"feedparser, all {len(files)} files", "expectations that hold", percent(good, len(files)))


SCORERS = [Scorer("feeds", ("feeds/feedparser",),
                  "Share of the reference parser's own expectations, on the fields we model, that hold; an item "
                  "without any text is no article to us, so once without the files that have only such.", score)]

if __name__ == "__main__":
    main(SCORERS)
