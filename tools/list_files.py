#!/usr/bin/env python3
"""Prints the files under a folder that end in a suffix, one path a line, relative and sorted.

Usage: list_files.py FOLDER SUFFIX
"""
import pathlib
import sys

folder, suffix = pathlib.Path(sys.argv[1]), sys.argv[2]
for path in sorted(folder.rglob("*" + suffix)):
    print(path.relative_to(folder))
