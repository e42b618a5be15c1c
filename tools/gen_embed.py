#!/usr/bin/env python3
"""Writes a C file that holds the given files as they are, found by name.

Usage: gen_embed.py OUT.c ROOT FILE...
FILE is named in the table by its path under ROOT, or else under the folder ROOT lies in
("models/syntax.bin"). The bytes are taken in by the assembler, so
that large models cost no compile time.
"""
import pathlib
import sys

out, root, *paths = sys.argv[1:]
root = pathlib.Path(root).resolve()


def name_of(path):
    return str(path.relative_to(root if path.is_relative_to(root) else root.parent))


files = sorted((pathlib.Path(p).resolve() for p in paths), key=name_of)
lines = ["/* Made by tools/gen_embed.py. Do not edit. */", '#include "text/embedded.h"', ""]
for i, path in enumerate(files):
    lines += [
        f"extern const char embedded_{i}_start[] __attribute__((visibility(\"hidden\")));",
        f"extern const char embedded_{i}_end[] __attribute__((visibility(\"hidden\")));",
        '__asm__(".section .rodata\\n"',
        f'        ".balign 64\\n.hidden embedded_{i}_start\\n.globl embedded_{i}_start\\nembedded_{i}_start:\\n"',
        f'        ".incbin \\"{path}\\"\\n"',
        f'        ".hidden embedded_{i}_end\\n.globl embedded_{i}_end\\nembedded_{i}_end:\\n.byte 0\\n.previous\\n");',
    ]
lines.append("const EmbeddedFile embedded_files[] = {")
for i, path in enumerate(files):
    lines.append(f'    {{"{name_of(path)}", embedded_{i}_start, embedded_{i}_end}},')
lines += ["};", f"const size_t embedded_file_count = {len(files)};", ""]
pathlib.Path(out).write_text("\n".join(lines), encoding="utf-8")
