"""BERT (Devlin et al. 2019), the encoder of the reader of pairs, from the weights of all-MiniLM-L6-v2."""
import json

import torch
from safetensors.torch import load_file
from torch import nn

from mpnet import Layer, Pieces


class BertPieces(Pieces):
    def __init__(self, directory):
        super().__init__(directory)
        self.start, self.end, self.pad = (self.tokenizer.token_to_id(x) for x in ("[CLS]", "[SEP]", "[PAD]"))


class Bert(nn.Module):
    def __init__(self, directory, layers):
        super().__init__()
        config = json.load(open(f"{directory}/config.json"))
        size = self.size = config["hidden_size"]
        self.pad = config["pad_token_id"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.positions = nn.Embedding(config["max_position_embeddings"], size)
        self.norm = nn.LayerNorm(size, eps=1e-5)
        self.layers = nn.ModuleList(Layer(size, config["num_attention_heads"], config["intermediate_size"])
                                    for _ in range(layers))
        self.load(f"{directory}/model.safetensors")
        self.words.weight.requires_grad_(False)

    def load(self, path):
        weights = load_file(path)

        def copy(module, name):
            for part in ("weight", "bias"):
                if getattr(module, part, None) is not None:
                    getattr(module, part).data.copy_(weights[f"{name}.{part}"])
        copy(self.words, "embeddings.word_embeddings")
        copy(self.positions, "embeddings.position_embeddings")
        self.positions.weight.data += weights["embeddings.token_type_embeddings.weight"][0]
        copy(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            base = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                parts = [weights[f"{base}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
                getattr(layer.qkv, part).data.copy_(torch.cat(parts))
            copy(layer.out, base + "attention.output.dense")
            copy(layer.norm, base + "attention.output.LayerNorm")
            copy(layer.up, base + "intermediate.dense")
            copy(layer.down, base + "output.dense")
            copy(layer.norm_out, base + "output.LayerNorm")

    def forward(self, pieces, more):
        """pieces [b, n], more [b, n, size] (added before the first norm) -> [b, n, size]."""
        n, heads = pieces.shape[1], self.layers[0].heads
        x = self.norm(self.words(pieces) + self.positions(torch.arange(n))[None] + more)
        unreal = torch.where(pieces != self.pad, 0.0, -1e4).to(x.dtype)[:, None, None, :]
        bias = unreal.expand(-1, heads, n, n).reshape(-1, n, n)
        for layer in self.layers:
            x = layer(x, bias)
        return x
