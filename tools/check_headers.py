#!/usr/bin/env python3
"""Fails when a header cannot be compiled alone: each must include what it uses.

Usage: check_headers.py COMPILER INCLUDE_DIR... HEADER_DIR
"""
import concurrent.futures
import os
import pathlib
import subprocess
import sys

compiler, *includes, folder = sys.argv[1:]
src = pathlib.Path(folder)
flags = ["-std=gnu17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]
flags += [f"-I{path}" for path in (*includes, src, src / "stages")]


def complaint(header):
    """What the compiler says of a file that includes the header twice and nothing else."""
    text = f'#include "{header.resolve()}"\n' * 2
    done = subprocess.run([compiler, *flags, "-x", "c", "-"], input=text, capture_output=True,
                          text=True)
    return "" if done.returncode == 0 else f"{header}: does not compile alone\n{done.stderr}"


headers = sorted(src.rglob("*.h"))
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    complaints = [text for text in pool.map(complaint, headers) if text]
print("\n".join(complaints) or f"{len(headers)} headers compile alone")
sys.exit(1 if complaints else 0)
