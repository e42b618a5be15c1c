#!/usr/bin/env python3
"""Fails when a file includes a folder that src/LAYERS does not allow.

Usage: check_layers.py SRC_DIR
"""
import fnmatch, pathlib, re, sys

src = pathlib.Path(sys.argv[1])
allowed = {}
for line in (src / "LAYERS").read_text().splitlines():
    line = line.split("#")[0].strip()
    if line:
        folder, _, others = line.partition(":")
        allowed[folder.strip()] = others.split()

stage_names = {p.name for p in (src / "stages").iterdir() if p.is_dir()}


def folder_of(path):
    parts = path.relative_to(src).parts
    return "/".join(parts[:2]) if parts[0] == "stages" else parts[0]


def folder_of_include(name):
    first = name.split("/")[0]
    return f"stages/{first}" if first in stage_names else first


errors = 0
for path in sorted(src.rglob("*.[ch]")):
    here = folder_of(path)
    rule = next((allowed[k] for k in allowed if fnmatch.fnmatch(here, k)), None)
    if rule is None:
        print(f"{path}: folder '{here}' is not in LAYERS")
        errors += 1
        continue
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+"([^"]+/[^"]+)"', line)
        if not match or match[1].startswith("dateline/"):
            continue
        there = folder_of_include(match[1])
        if there != here and not any(fnmatch.fnmatch(there, r) for r in rule):
            print(f"{path}:{number}: '{here}' may not include '{there}' ({match[1]})")
            errors += 1
sys.exit(1 if errors else 0)
