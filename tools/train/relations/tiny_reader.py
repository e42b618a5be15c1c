#!/usr/bin/env python3
"""A reader of pairs of the smallest sizes, with random weights: for the fuzzer to start from and for a unit test, which
compares what the program says of it with what is printed here.

Usage: tiny_reader.py tests/fuzz/corpus/pairs/tiny
"""
import json
import pathlib
import sys
import tempfile

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from pair_reader import Reader, predict
from reader_file import reader_file

SIZE, HEADS, INNER, LAYERS, HIDDEN, PLACES = 32, 2, 48, 2, 16, 128
WORDS = ("[PAD] [UNK] [CLS] [SEP] the in of to its north south ##land ##ern n ##or ##d su ##ts eu ##rope ##an minister ##s met"
         " shut consul ##ate emb ##ass ##y , . ' \" - $ 3 ##0 é ß s and").split()
QUESTIONS = [("Northland shut its consulate in Southland.", (0, 9), (32, 41)),
             ("The minister of Nord met European ministers, and shut the embassy.", (16, 20), (25, 43)),
             ("Ministers of Südland’s north", (0, 9), (13, 21)),
             ("Nord and Sud", (9, 12), (0, 4))]


def encoder_files(directory):
    """What Bert reads, in a folder."""
    tokenizer = Tokenizer(models.WordPiece({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(f"{directory}/tokenizer.json")
    config = {"hidden_size": SIZE, "pad_token_id": 0, "vocab_size": len(WORDS), "max_position_embeddings": PLACES,
              "num_attention_heads": HEADS, "intermediate_size": INNER}
    pathlib.Path(directory, "config.json").write_text(json.dumps(config))
    weights = {}

    def add(name, *shape, mean=0.0, bias=None):
        weights[f"{name}.weight"] = torch.randn(*shape) * 0.3 + mean
        if bias:
            weights[f"{name}.bias"] = torch.randn(bias) * 0.3
    add("embeddings.word_embeddings", len(WORDS), SIZE)
    add("embeddings.position_embeddings", PLACES, SIZE)
    add("embeddings.token_type_embeddings", 2, SIZE)
    add("embeddings.LayerNorm", SIZE, mean=1, bias=SIZE)
    for i in range(LAYERS):
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            add(f"encoder.layer.{i}.{part}", SIZE, SIZE, bias=SIZE)
        add(f"encoder.layer.{i}.intermediate.dense", INNER, SIZE, bias=INNER)
        add(f"encoder.layer.{i}.output.dense", SIZE, INNER, bias=SIZE)
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            add(f"encoder.layer.{i}.{part}", SIZE, mean=1, bias=SIZE)
    save_file(weights, f"{directory}/model.safetensors")


def main():
    torch.manual_seed(2)
    with tempfile.TemporaryDirectory() as directory:
        encoder_files(directory)
        model = Reader(directory, LAYERS, HIDDEN)
    torch.nn.init.normal_(model.signs.weight)
    for part in model.scores.parameters():
        torch.nn.init.normal_(part, std=0.3 if part.dim() > 1 else 0.01)
    pathlib.Path(sys.argv[1]).write_bytes(reader_file(model.eval())[0])
    for (text, first, second), said in zip(QUESTIONS, predict(model, [
            swapped(model, question) if question[2] < question[1] else model.read(question) for question in QUESTIONS])):
        best = said.astype(float).argsort()[::-1][:3]
        print(text, first, second, ", ".join(f"{place}: {said[place]:.3f}" for place in best), f"none {said[0]:.3f}")


def swapped(model, question):
    """Teacher.read wants the party that stands first as the first."""
    ids, signs, starts = model.read([question[0], question[2], question[1]])
    return ids, [(0, 2, 1)[sign] for sign in signs], starts[::-1]


if __name__ == "__main__":
    main()
