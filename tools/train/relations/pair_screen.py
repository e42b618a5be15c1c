"""What src/model/pair_screen.h knows: whether a pair is worth reading its sentence for. Learnt from the small network's own answers
to all pairs of news: a sum of numbers, one for each word with its role and one for each mark."""
import pathlib
import struct
import zlib

import numpy as np
import torch
import torch.nn.functional as F
import xxhash

from pairs import rows_of

BUCKETS, LONGEST = 1 << 15, 500  # bytes of a sentence
EPOCHS, BATCH, RATE, DECAY = 5, 512, 2e-2, 1e-4
MIDDLE, WIDTH = 0.5, 0.06  # an answer as sure as MIDDLE counts half, one of WIDTH more 73 in a hundred
KEPT, SURE = 0.78, 0.6     # of the answers as sure as this, so many must get through
LEARNT = pathlib.Path(__file__).resolve().parents[3] / "data" / "events" / "learnt.tsv"


def joining_of(pair):
    return next((word for role, word in pair.shared.words if role == 0), "")


def is_asked(pair, idle):
    """Nearly what event_learnt.c asks about."""
    return not pair.book and joining_of(pair) not in idle and pair.sentence[1] - pair.sentence[0] < LONGEST


def idle_words():
    return set(next(row[1] for row in rows_of(LEARNT) if row[0] == "NONE").split("|"))


def places_of(pair, shape):
    """Of all that is summed: words by hash, then marks of what joins, of the first and of the second party."""
    shared_roles, shared_marks, _, party_marks = shape
    words = list(pair.shared.words) + [(shared_roles + role, word) for part in pair.parties for role, word in part.words]
    places = [xxhash.xxh3_64_intdigest(word.encode(), role) % BUCKETS for role, word in words]
    places += [BUCKETS + mark for mark in pair.shared.marks]
    for k, part in enumerate(pair.parties):
        places += [BUCKETS + shared_marks + k * party_marks + mark for mark in part.marks]
    return places


class Bags:
    def __init__(self, rows):
        self.lengths = np.array([len(row) for row in rows])
        self.starts = np.concatenate([[0], self.lengths.cumsum()[:-1]])
        self.places = np.concatenate([np.array(row) for row in rows])

    def take(self, which):
        lengths = self.lengths[which]
        offsets = np.concatenate([[0], lengths.cumsum()[:-1]])
        at = np.repeat(self.starts[which] - offsets, lengths) + np.arange(lengths.sum())
        return torch.from_numpy(self.places[at]), torch.from_numpy(offsets)


def fit(bags, sureness, training, count):
    """Numbers of all places, and that of every pair."""
    numbers = torch.nn.EmbeddingBag(count, 1, mode="sum")
    torch.nn.init.zeros_(numbers.weight)
    bias = torch.nn.Parameter(torch.tensor(-3.0))
    targets = torch.sigmoid(torch.tensor((sureness - MIDDLE) / WIDTH, dtype=torch.float32))
    optimiser = torch.optim.Adam([*numbers.parameters(), bias], lr=RATE)
    dice = np.random.default_rng(1)
    for epoch in range(EPOCHS):
        training = dice.permutation(training)
        optimiser.param_groups[0]["lr"] = RATE * (1 - epoch / EPOCHS)
        for start in range(0, len(training), BATCH):
            which = training[start:start + BATCH]
            taken, offsets = bags.take(which)
            loss = F.binary_cross_entropy_with_logits(numbers(taken, offsets)[:, 0] + bias, targets[which])
            loss = loss + DECAY * (numbers.weight[taken] ** 2).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return numbers.weight.detach().numpy()[:, 0]


def rounded(numbers):
    """Whole numbers, as the file has them."""
    return np.rint(numbers * 127 / np.abs(numbers).max()).astype(np.int8)


def least_of(sums, sureness):
    """The sum that KEPT of the sure answers reach."""
    return int(np.sort(sums[sureness >= SURE])[int((1 - KEPT) * (sureness >= SURE).sum())])


def learn(pairs, sureness, shape):
    """(whole numbers, the least sum): the least is set on a fifth of the articles that the numbers are not learnt from."""
    bags = Bags([places_of(pair, shape) for pair in pairs])
    is_seen = np.array([zlib.crc32(pair.name.encode()) % 5 > 0 for pair in pairs])
    count = BUCKETS + shape[1] + 2 * shape[3]
    numbers = rounded(fit(bags, sureness, np.flatnonzero(is_seen), count))
    sums = np.add.reduceat(numbers[bags.places].astype(int), bags.starts)
    least = least_of(sums[~is_seen], sureness[~is_seen])
    sentences = [(pair.name, pair.sentence) for pair in pairs]
    passing = {sentences[i] for i in np.flatnonzero(~is_seen & (sums >= least))}
    print(f"screen: {KEPT:.0%} of the answers of {SURE} or more in {(sums >= least)[~is_seen].mean():.1%} of the pairs, "
          f"{len(passing) / len({sentences[i] for i in np.flatnonzero(~is_seen)}):.1%} of the sentences")
    return numbers, least


def section(numbers, least):
    return struct.pack("<Ii", BUCKETS, -least) + numbers.tobytes()
