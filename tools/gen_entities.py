#!/usr/bin/env python3
"""Writes the C table of named character references from data/html/entities.tsv.

Usage: gen_entities.py entities.tsv OUT.inc
Rows are sorted by the bytes of the name, which the lookup relies on.
"""
import sys

source, out = sys.argv[1:]
rows = []
for number, line in enumerate(open(source, encoding="utf-8"), 1):
    if line.startswith("#") or not line.strip():
        continue
    name, _, characters = line.rstrip("\n").partition("\t")
    try:
        text = "".join(chr(int(c.removeprefix("U+"), 16)) for c in characters.split())
    except ValueError:
        text = ""
    if not name.removesuffix(";").isalnum() or not 1 <= len(text) <= 2:
        sys.exit(f"{source}:{number}: expected a name and one or two characters like U+00E9")
    rows.append((name, text.encode()))
rows.sort(key=lambda row: row[0].encode())

with open(out, "w", encoding="utf-8") as file:
    file.write("/* Made by tools/gen_entities.py from data/html/entities.tsv. Do not edit. */\n")
    for name, text in rows:
        escaped = "".join(f"\\{byte:03o}" for byte in text)
        file.write(f'{{STR_INIT("{name}"), STR_INIT("{escaped}")}},\n')
