#!/usr/bin/env python3
"""Feeds: the share of the expectations in feedparser's test files that hold, on the fields we model.

Usage: score_feeds.py FEED_ITEMS_PROGRAM CORPORA [--failures]

An expectation is a Python expression in a comment at the head of the file. Modelled are of an item:
its title, link, author, language, dates and the text of its longest body; and of a feed: its title, by
way of the items' outlet, if it has items. Markup is compared as text, since the reference strips what it
deems unsafe and we keep the page as it is.
"""
import ast
import html
import html.parser
import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MODELLED = {"title", "link", "author", "description", "summary", "content", "published", "updated",
            "issued", "modified", "date", "language"}


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
    return match[1].decode("utf-8", "replace") if match else None


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
    key = {"link": "url", "title": "title", "author": "author", "language": "language"}.get(field)
    if key == "url":
        return item["url"] == value
    if key:
        return " ".join(item[key].split()) in (plain(value), " ".join(value.split()))
    if field in ("published", "updated", "issued", "modified", "date"):
        return item["published"] == value
    page = plain(item["page"]) if item["html"] else " ".join(item["page"].split())
    return page == plain(value) or page == " ".join(html.unescape(value).split())


def main():
    program, corpora = sys.argv[1], pathlib.Path(sys.argv[2])
    files = sorted(p for p in (corpora / "feeds" / "feedparser").rglob("*") if p.is_file())
    good = bad = without_text = 0
    with tempfile.TemporaryDirectory() as folder:
        wanted = []
        for number, path in enumerate(files):
            data = path.read_bytes()
            if data[:6] == b"\xfd7zXZ\0":
                data = lzma.decompress(data)
            expression = expectation(data)
            comparison = modelled_comparison(expression) if expression else None
            if comparison is None:
                continue
            copy = os.path.join(folder, f"{number}.xml")
            pathlib.Path(copy).write_bytes(data)
            wanted.append((path, copy, expression, comparison))
        lines = []
        for start in range(0, len(wanted), 500):
            out = subprocess.run([program] + [w[1] for w in wanted[start:start + 500]],
                                 capture_output=True, check=True).stdout
            lines += out.decode().splitlines()
        for (path, _, expression, (index, field, value)), line in zip(wanted, lines, strict=True):
            items = json.loads(line)["items"]
            if not items:
                without_text += 1
                continue
            ok = -len(items) <= index < len(items) and holds(items[index], field, value)
            good, bad = good + ok, bad + (not ok)
            if not ok and "--failures" in sys.argv:
                print(f"{path.relative_to(corpora)}: {expression}\n    got {items[:1]}")
    print(f"feeds: {good} of {good + bad} modelled expectations hold ({good / (good + bad):.3f}); "
          f"{without_text} are of items without any text, which are no articles")


main()
