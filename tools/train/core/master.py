"""AdamW over float copies of bfloat16 weights: products are quick in bfloat16, small steps are not lost."""
import torch


class MasterAdam:
    def __init__(self, groups, weight_decay=0.01):
        self.pairs = [[(p, p.detach().float().clone()) for p in g["params"]] for g in groups]
        self.bases = [g["rate"] for g in groups]
        self.inner = torch.optim.AdamW([{"params": [m for _, m in pairs], "lr": 0.0} for pairs in self.pairs],
                                       betas=(0.9, 0.98), weight_decay=weight_decay, fused=True)

    def step(self, factor, longest=5.0):
        flat = [pair for pairs in self.pairs for pair in pairs]
        for p, m in flat:
            m.grad = p.grad.float() if p.grad is not None else None
            p.grad = None
        torch.nn.utils.clip_grad_norm_([m for _, m in flat], longest)
        for group, base in zip(self.inner.param_groups, self.bases):
            group["lr"] = base * factor
        self.inner.step()
        for p, m in flat:
            p.data.copy_(m)
            m.grad = None

    def state(self):
        return {"masters": [m for pairs in self.pairs for _, m in pairs], "inner": self.inner.state_dict()}

    def load(self, state):
        flat = [pair for pairs in self.pairs for pair in pairs]
        for (p, m), saved in zip(flat, state["masters"]):
            m.copy_(saved)
            p.data.copy_(saved)
        self.inner.load_state_dict(state["inner"])
