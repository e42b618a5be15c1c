"""MPNet (Song et al. 2020), the encoder of the teacher, from the weights of all-mpnet-base-v2.

The model knows no capitals: the shape of each word is added to its first layer as an embedding of
our own that starts at zero.
"""
import json
import math

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn

SHAPES = 8


def word_shape(word):
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 1 if any(c.isdigit() for c in word) else 0
    if all(c.islower() for c in letters):
        return 2
    if all(c.isupper() for c in letters):
        return 4 if len(letters) > 1 else 3
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 5
    return 6 if letters[0].isupper() else 7


PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})


class Pieces:
    """Words to the numbers of their pieces."""

    def __init__(self, directory):
        self.tokenizer = Tokenizer.from_file(f"{directory}/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.start = self.tokenizer.token_to_id("<s>")
        self.end = self.tokenizer.token_to_id("</s>")
        self.pad = self.tokenizer.token_to_id("<pad>")
        self.unknown = self.tokenizer.token_to_id("[UNK]")
        self.mask = self.tokenizer.token_to_id("<mask>")
        self.cache = {}

    def of(self, word):
        found = self.cache.get(word)
        if found is None:
            plain = {"``": '"', "''": '"'}.get(word, word.translate(PLAIN))
            found = self.tokenizer.encode(plain, add_special_tokens=False).ids[:12] or [self.unknown]
            self.cache[word] = found
        return found


class Layer(nn.Module):
    def __init__(self, size, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm = nn.LayerNorm(size, eps=1e-5)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm_out = nn.LayerNorm(size, eps=1e-5)

    def forward(self, x, bias):
        b, n, d = x.shape
        parts = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = (part.reshape(b * self.heads, n, d // self.heads) for part in parts)
        weights = torch.baddbmm(bias, q, k.transpose(1, 2), alpha=(d // self.heads) ** -0.5).softmax(-1)
        mixed = (weights @ v).view(b, self.heads, n, d // self.heads).transpose(1, 2).reshape(b, n, d)
        x = self.norm(x + self.out(mixed))
        return self.norm_out(x + self.down(F.gelu(self.up(x))))


class Mpnet(nn.Module):
    def __init__(self, directory, layers):
        super().__init__()
        config = json.load(open(f"{directory}/config.json"))
        size, heads = config["hidden_size"], config["num_attention_heads"]
        self.size, self.heads, self.pad = size, heads, config["pad_token_id"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.positions = nn.Embedding(config["max_position_embeddings"], size)
        self.shapes = nn.Embedding(SHAPES, size)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(size, eps=1e-5)
        self.distance = nn.Embedding(config["relative_attention_num_buckets"], heads)
        self.layers = nn.ModuleList(Layer(size, heads, config["intermediate_size"]) for _ in range(layers))
        self.load(f"{directory}/model.safetensors")
        for frozen in (self.words, self.positions, self.distance):
            frozen.weight.requires_grad_(False)

    def load(self, path):
        weights = load_file(path)

        def copy(module, name):
            module.weight.data.copy_(weights[name + ".weight"])
            if getattr(module, "bias", None) is not None:
                module.bias.data.copy_(weights[name + ".bias"])
        copy(self.words, "embeddings.word_embeddings")
        copy(self.positions, "embeddings.position_embeddings")
        copy(self.norm, "embeddings.LayerNorm")
        copy(self.distance, "encoder.relative_attention_bias")
        for i, layer in enumerate(self.layers):
            base = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                parts = [weights[f"{base}attention.attn.{x}.{part}"] for x in "qkv"]
                getattr(layer.qkv, part).data.copy_(torch.cat(parts))
            copy(layer.out, base + "attention.attn.o")
            copy(layer.norm, base + "attention.LayerNorm")
            copy(layer.up, base + "intermediate.dense")
            copy(layer.down, base + "output.dense")
            copy(layer.norm_out, base + "output.LayerNorm")

    def position_bias(self, n):
        place = torch.arange(n)
        away = place[:, None] - place[None, :]  # as the original: minus (memory - context)
        buckets, furthest = self.distance.num_embeddings // 2, 128
        side = (away < 0).long() * buckets
        away = away.abs()
        exact = buckets // 2
        far = exact + (torch.log(away.float().clamp(min=1) / exact) / math.log(furthest / exact)
                       * (buckets - exact)).long()
        bucket = side + torch.where(away < exact, away, far.clamp(max=buckets - 1))
        return self.distance(bucket).permute(2, 0, 1)

    def forward(self, pieces, shapes):
        """pieces, shapes [b, n] -> [b, n, size]."""
        real = pieces != self.pad
        place = real.cumsum(1) * real + self.pad
        x = self.words(pieces) + self.positions(place) + self.shapes(shapes)
        x = self.norm(x)
        n = pieces.shape[1]
        unreal = torch.where(real, 0.0, -1e4).to(x.dtype)[:, None, None, :]
        bias = (self.position_bias(n)[None] + unreal).reshape(-1, n, n)
        for layer in self.layers:
            x = layer(x, bias)
        return x
