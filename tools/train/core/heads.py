"""What stands on an encoder: scores of tags, features, lemma scripts, names, arcs and relations."""
import torch
import torch.nn.functional as F
from torch import nn

WORD_HEADS = ("tags", "feats", "scripts", "names")


class Heads(nn.Module):
    """Biaffine arcs and relations after Dozat and Manning (2017); linear heads a word."""

    def __init__(self, size, labels, arc_size=256, relation_size=96, dropout=0.2):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.word = nn.ModuleDict({k: nn.Linear(size, labels.size(k)) for k in WORD_HEADS})
        relations = labels.size("relations")
        self.arc_dependent = nn.Linear(size, arc_size)
        self.arc_head = nn.Linear(size, arc_size)
        self.relation_dependent = nn.Linear(size, relation_size)
        self.relation_head = nn.Linear(size, relation_size)
        self.arc = nn.Parameter(torch.zeros(arc_size + 1, arc_size))
        self.relation = nn.Parameter(torch.zeros(relations, relation_size + 1, relation_size + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.relation, std=0.02)

    def forward(self, x, mask):
        """x [b, n + 1, size], x[:, 0] the root; mask [b, n + 1] -> word scores, arcs, relation parts."""
        words = {k: head(self.dropout(x[:, 1:])) for k, head in self.word.items()}
        act = lambda layer: self.dropout(F.leaky_relu(layer(x), 0.1))
        dependent, head = with_one(act(self.arc_dependent)), act(self.arc_head)
        arcs = (dependent @ self.arc @ head.transpose(1, 2))[:, 1:].float()
        arcs = arcs.masked_fill(~mask[:, None, :], -1e4)
        n = arcs.shape[1]
        itself = torch.zeros(n, n + 1, dtype=torch.bool)
        itself[torch.arange(n), torch.arange(n) + 1] = True
        arcs = arcs.masked_fill(itself, -1e4)
        parts = with_one(act(self.relation_dependent))[:, 1:], with_one(act(self.relation_head))
        return words, arcs, parts

    def relations(self, parts, heads):
        """Scores of relations [b, n, r] to the given heads [b, n]."""
        dependent, head = parts
        chosen = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        b, n, d = dependent.shape
        left = torch.einsum("bni,rij->bnrj", dependent, self.relation.to(dependent.dtype))
        return torch.einsum("bnrj,bnj->bnr", left, chosen).float()


def with_one(x):
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def known_cross_entropy(scores, gold):
    known = gold >= 0
    if not known.any():
        return scores.sum() * 0
    return F.cross_entropy(scores[known].float(), gold[known])


def gold_loss(model_heads, outputs, gold, mask):
    """Sum of the losses of what is known; gold as labels.encode gives it, padded with -1 / all allowed."""
    words, arcs, parts = outputs
    weights = {"tags": 1.0, "feats": 0.5, "scripts": 0.5}
    losses = {k: w * known_cross_entropy(words[k], gold[k]) for k, w in weights.items() if k in words}
    names = words["names"].float().log_softmax(-1)
    allowed = names.masked_fill(~gold["names"], -1e4).logsumexp(-1)
    informative = mask[:, 1:] & ~gold["names"].all(-1)
    losses["names"] = -(allowed * informative).sum() / informative.sum().clamp(min=1)
    losses["arcs"] = known_cross_entropy(arcs, gold["heads"])
    relations = model_heads.relations(parts, gold["heads"].clamp(min=0))
    losses["relations"] = known_cross_entropy(relations, gold["relations"])
    return losses
