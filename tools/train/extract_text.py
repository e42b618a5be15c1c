#!/usr/bin/env python3
"""Prints title and text of each article of JSON-lines files, ended by a form feed.

Usage: extract_text.py FILE.jsonl[.xz]... >news.txt
"""
import json
import lzma
import sys

for path in sys.argv[1:]:
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = f"{article.get('title') or ''}\n\n{article.get('text') or ''}"
            sys.stdout.write(text.replace("\f", " ") + "\f")
