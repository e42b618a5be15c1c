"""The teacher: MPNet with heads for everything the language core finds."""
import numpy as np
import torch
from torch import nn

from batches import padded, word_mask
from heads import Heads
from mpnet import Mpnet, Pieces, word_shape

HIDDEN_PIECES = 0.06


class Teacher(nn.Module):
    def __init__(self, directory, labels, layers):
        super().__init__()
        self.pieces = Pieces(directory)
        self.encoder = Mpnet(directory, layers)
        self.heads = Heads(self.encoder.size, labels)

    def inputs(self, sentences):
        """Pieces, shapes, and of each word the places of its first and last piece."""
        rows, shapes, firsts, lasts = [], [], [], []
        for words in sentences:
            row, shape, first, last = [self.pieces.start], [0], [0], [0]
            for word in words:
                ids = self.pieces.of(word)
                first.append(len(row))
                row += ids
                shape += [word_shape(word)] * len(ids)
                last.append(len(row) - 1)
            rows.append(np.array(row + [self.pieces.end]))
            shapes.append(np.array(shape + [0]))
            firsts.append(np.array(first))
            lasts.append(np.array(last))
        return padded(rows, self.pieces.pad), padded(shapes, 0), padded(firsts, 0), padded(lasts, 0)

    def length(self, words):
        return 2 + sum(len(self.pieces.of(w)) for w in words)

    def encode(self, sentences):
        """Lists of words -> vectors of the root and the words, mask."""
        pieces, shapes, first, last = self.inputs(sentences)
        if self.training:  # some pieces are hidden, in place of dropout within the encoder
            hidden = (torch.rand(pieces.shape) < HIDDEN_PIECES) & (pieces != self.pieces.pad)
            pieces = pieces.masked_fill(hidden, self.pieces.mask)
        mask = word_mask([len(s) for s in sentences])
        x = self.encoder(pieces, shapes)
        pick = lambda at: x.gather(1, at[:, :, None].expand(-1, -1, x.shape[2]))
        return (pick(first) + pick(last)) * 0.5, mask

    def forward(self, sentences):
        """Lists of words -> outputs of the heads, mask."""
        x, mask = self.encode(sentences)
        return self.heads(x, mask), mask
