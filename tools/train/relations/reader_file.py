"""The reader of pairs as a file: src/model/pair_reader.h, word_pieces.h and text_encoder.h say what lies where."""
import pathlib
import struct
import sys

import numpy as np
import xxhash

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "core"))
from export import Exporter, matrix, quantised_rows  # noqa: E402
from pairs import TYPES  # noqa: E402

MAGIC, VERSION, HEADER_BYTES = b"DLREADER", 1, 32
PLACES, SIGNS = 128, 3
SPECIAL = ("[UNK]", "[CLS]", "[SEP]")
# Latin with its phonetic letters, and marks that no script has to itself.
KEPT = [range(0x300), range(0x1E00, 0x1F00), range(0x2000, 0x2C00)]


def can_come(tokenizer, piece):
    """Whether a word of Latin letters, digits and marks can have it."""
    if piece in SPECIAL or piece.startswith("[") and len(piece) > 1:
        return False
    is_further = piece.startswith("##") and len(piece) > 2
    text = piece[2:] if is_further else piece
    if not all(any(ord(c) in part for part in KEPT) for c in text) or tokenizer.normalizer.normalize_str(text) != text:
        return False
    # A mark stands alone, and so behind no other piece.
    parts = tokenizer.pre_tokenizer.pre_tokenize_str("a" + text if is_further else text)
    return len(parts) == 1


def vocabulary(tokenizer):
    """Numbers of the pieces in the order of the file, and what is said of them there."""
    numbers = tokenizer.get_vocab()
    kept = [piece for piece in numbers if can_come(tokenizer, piece)]
    further = {piece: piece[2:].encode() for piece in kept if piece.startswith("##") and len(piece) > 2}
    first = {piece: piece.encode() for piece in kept if piece not in further}
    order = sorted(first, key=first.get) + sorted(further, key=further.get)
    texts = [first.get(piece) or further[piece] for piece in order]
    section = struct.pack("<2I", len(first), len(further))
    section += np.cumsum([len(text) for text in texts]).astype("<u4").tobytes() + b"".join(texts)
    return [numbers[piece] for piece in [*SPECIAL, *order]], section


def byte_rows(weights):
    values, scales = quantised_rows(weights)
    return scales.tobytes() + values.tobytes()


def layer(exporter, name, heads):
    weight, bias = exporter.get(f"{name}.qkv.weight").copy(), exporter.get(f"{name}.qkv.bias").copy()
    size = weight.shape[1]
    for part in (weight, bias):
        part[:size] *= (size // heads) ** -0.5
    return (matrix(weight, bias) + exporter.linear(f"{name}.out") + exporter.norm(f"{name}.norm")
            + exporter.linear(f"{name}.up") + exporter.linear(f"{name}.down") + exporter.norm(f"{name}.norm_out"))


def heads_of(exporter):
    """The layer of either direction, and the scores."""
    here = exporter.get("scores.here.weight")
    hidden = np.concatenate([here, exporter.get("scores.there.weight")])
    bias = np.concatenate([exporter.get("scores.here.bias"), np.zeros(len(here), np.float32)])
    out = [np.concatenate([exporter.get(f"scores.one.{part}"), exporter.get(f"scores.both.{part}")])
           for part in ("weight", "bias")]
    return matrix(hidden, bias) + matrix(*out)


def reader_file(model):
    """The bytes of the file, and how many pieces it knows. model: pair_reader.Reader."""
    exporter = Exporter(model.state_dict())
    encoder, heads = model.encoder, model.encoder.layers[0].heads
    numbers, section = vocabulary(model.pieces.tokenizer)
    inner = len(exporter.get("encoder.layers.0.up.bias"))
    content = struct.pack("<I", len(exporter.get("scores.here.bias"))) + section
    content += struct.pack("<6I", encoder.size, heads, inner, len(encoder.layers), PLACES, SIGNS)
    content += byte_rows(exporter.get("encoder.words.weight")[numbers])
    content += byte_rows(exporter.get("encoder.positions.weight")[:PLACES])
    content += byte_rows(exporter.get("signs.weight")[:SIGNS])
    content += exporter.norm("encoder.norm")
    for i in range(len(encoder.layers)):
        content += layer(exporter, f"encoder.layers.{i}", heads)
    content += heads_of(exporter)
    head = MAGIC + struct.pack("<IIQQ", VERSION, len(TYPES), HEADER_BYTES + len(content), xxhash.xxh3_64_intdigest(content, 0))
    return head + content, len(numbers)
