#!/usr/bin/env python3
"""Makes models/sentences.bin: a small encoder of sentences that learns where a large one puts them.

    sentences.py texts CORPORA WORK        what is learnt from: sentences and quotations of the news,
                                           examples and glosses of WordNet
    sentences.py words ENCODER WORK        where the large encoder puts single words
    sentences.py teach ENCODER WORK        where it puts the sentences; goes on where it was stopped
    sentences.py learn WORK [PAIRS]        the small one; PAIRS: rows of two wordings, to look at recall
    sentences.py write WORK FILE           the model file

ENCODER is a folder with all-mpnet-base-v2. The layers are those of src/model/sentence_encoder.c.
"""
import collections
import json
import lzma
import math
import pathlib
import random
import re
import struct
import sys
import time
import unicodedata

SIZE, LAYERS, OTHERS, MOST_WORDS = 128, 3, 4096, 64
CHUNK = 20000
WORDNET = pathlib.Path("/usr/share/wordnet")
PAIRS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h"}


def fold(text):
    text = "".join(PAIRS.get(c, c) for c in text.lower())
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def words_of(text):
    """As src/ledger/words.c parts them."""
    return re.findall(r"[^\W_]+", fold(text))[:MOST_WORDS]


# ---- What is learnt from -------------------------------------------------------------------------


def news(corpora):
    for path in sorted(pathlib.Path(corpora, "news-plain").glob("*.jsonl*")):
        opened = lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
        with opened as lines:
            yield from (json.loads(line)["text"] for line in lines)


def sentences_of(text):
    for paragraph in text.split("\n"):
        for sentence in re.split(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z])", paragraph):
            sentence = sentence.strip()
            if 5 <= len(sentence.split()) <= 32 and sentence[-1:] in '.!?"”':
                yield sentence
    for quoted in re.findall(r"[“\"]([^“”\"]{30,220})[”\"]", text):
        if 5 <= len(quoted.split()) <= 32:
            yield quoted.strip()


def wordnet():
    for part in ("noun", "verb", "adj", "adv"):
        for line in (WORDNET / f"data.{part}").read_text("utf-8", "ignore").splitlines():
            if line.startswith("  ") or "|" not in line:
                continue
            gloss = line.split("|", 1)[1].strip()
            meaning = gloss.split(";")[0].split('"')[0].strip()
            yield from (example for example in re.findall(r'"([^"]{15,200})"', gloss) if len(example.split()) > 3)
            if len(meaning.split()) > 4:
                yield meaning


def texts(corpora, work):
    from_news = collections.Counter(word for text in news(corpora) for word in words_of(text))
    chosen = sorted({sentence for text in news(corpora) for sentence in sentences_of(text)})
    glosses = sorted(set(wordnet()))
    dice = random.Random(5)
    dice.shuffle(chosen)
    dice.shuffle(glosses)
    chosen = chosen[:120_000] + glosses[:40_000]
    dice.shuffle(chosen)
    (work / "sentences.txt").write_text("\n".join(chosen) + "\n", "utf-8")
    known = [word for word, times in from_news.most_common(40_000) if times >= 4 and len(word) <= 24]
    (work / "words.txt").write_text("\n".join(known) + "\n", "utf-8")
    print(len(chosen), "sentences,", len(known), "words")


# ---- The large encoder ---------------------------------------------------------------------------


class Large:
    """In bfloat16, for which newer processors have instructions."""

    def __init__(self, folder):
        import torch
        from transformers import AutoModel, AutoTokenizer
        self.torch = torch
        self.tokens = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).eval().to(torch.bfloat16)

    def encode(self, lines):
        """float16 [lines][768]; those of like length together."""
        import numpy as np
        out = np.zeros((len(lines), 768), np.float16)
        order = sorted(range(len(lines)), key=lambda i: len(lines[i]))
        with self.torch.no_grad():
            for start in range(0, len(lines), 64):
                ids = order[start:start + 64]
                given = self.tokens([lines[i] for i in ids], padding=True, truncation=True, max_length=64,
                                    return_tensors="pt")
                hidden = self.model(**given).last_hidden_state.float()
                mask = given["attention_mask"][..., None].float()
                mean = (hidden * mask).sum(1) / mask.sum(1)
                out[ids] = self.torch.nn.functional.normalize(mean, dim=1).numpy()
        return out


def lines_of(path):
    return path.read_text("utf-8").split("\n")[:-1]


def words(encoder, work):
    import numpy as np
    np.save(work / "words.npy", Large(encoder).encode(lines_of(work / "words.txt")))


def teach(encoder, work):
    import numpy as np
    large, lines, start = Large(encoder), lines_of(work / "sentences.txt"), time.time()
    for first in range(0, len(lines), CHUNK):
        path = work / f"taught-{first:07}.npy"
        if not path.exists():
            np.save(path, large.encode(lines[first:first + CHUNK]))
            print(first, f"{time.time() - start:.0f} s", flush=True)


# ---- The small one -------------------------------------------------------------------------------


def row_of(word, rows):
    """The row of a word, or one of the others by its hash, as find_row does."""
    import xxhash
    if word in rows:
        return rows[word]
    return len(rows) + (xxhash.xxh3_64_intdigest(word.encode()) >> 32) % OTHERS


def small(rows, first_rows):
    import torch
    from torch import nn

    class Small(nn.Module):
        def __init__(self):
            super().__init__()
            self.rows = nn.Embedding(rows + 1, SIZE, padding_idx=rows)
            with torch.no_grad():
                self.rows.weight.zero_()
                self.rows.weight[:len(first_rows)] = torch.tensor(first_rows, dtype=torch.float32)
            self.windows = nn.ModuleList(nn.Conv1d(SIZE, SIZE, 3, padding=1) for _ in range(LAYERS))
            for window in self.windows:
                nn.init.normal_(window.weight, 0, .02)
                nn.init.zeros_(window.bias)
            self.out = nn.Linear(SIZE, SIZE)
            nn.init.eye_(self.out.weight)
            nn.init.zeros_(self.out.bias)
            self.drop = nn.Dropout(.1)

        def forward(self, x):
            mask = (x != rows).float()[..., None]
            if self.training:  # a word in twenty is not there
                mask = mask * (torch.rand_like(mask) > .05).float()
            hidden = self.rows(x) * mask
            for window in self.windows:
                seen = (self.drop(hidden) * mask).transpose(1, 2)
                hidden = (hidden + torch.relu(window(seen).transpose(1, 2))) * mask
            return nn.functional.normalize(self.out(hidden.sum(1)), dim=1)

    return Small()


def padded(lists, filler):
    import torch
    width = max(map(len, lists))
    return torch.tensor([one + [filler] * (width - len(one)) for one in lists])


def weight(count, total):
    """Common words tell little: the first guess at how long their rows are."""
    return max(.1, math.log(total / 200 / (count + 1)))


def recall(model, pairs, filler):
    import torch
    with torch.no_grad():
        vectors = model(padded(pairs, filler))
    likeness = vectors @ vectors.T
    likeness.fill_diagonal_(-9)
    return (likeness.argmax(1) == (torch.arange(len(pairs)) ^ 1)).float().mean().item()


def learn(work, pairs_path=None, passes=2):
    import numpy as np
    import torch
    from torch.nn import functional
    torch.manual_seed(1)
    torch.set_num_threads(1)
    lines = lines_of(work / "sentences.txt")
    chunks = sorted(work.glob("taught-*.npy"))
    target = np.concatenate([np.load(path) for path in chunks]).astype(np.float32)
    lines = [line for path in chunks for line in lines[int(path.stem[7:]):][:CHUNK]]
    split = [words_of(line) for line in lines]
    counts = collections.Counter(word for line in split for word in line)
    names = lines_of(work / "words.txt")
    known = dict.fromkeys(names)
    known.update(dict.fromkeys(word for word, times in counts.most_common() if times >= 6))
    rows = {word: i for i, word in enumerate(known)}
    mean = target.mean(0)
    axes = np.linalg.svd((target - mean)[:20000], full_matrices=False)[2][:SIZE].T
    target = functional.normalize(torch.tensor((target - mean) @ axes), dim=1)
    first = (np.load(work / "words.npy").astype(np.float32) - mean) @ axes
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    total = sum(counts.values())
    first *= np.array([[weight(counts[word], total) / 6] for word in names])
    filler = len(rows) + OTHERS
    given = [[row_of(word, rows) for word in line] or [filler] for line in split]
    pairs = []
    if pairs_path:
        pairs = [[row_of(word, rows) for word in words_of(side)] for line in lines_of(pathlib.Path(pairs_path))
                 if not line.startswith("#") for side in line.split("\t")]
    model = small(filler, first)
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-3)
    held = 2000
    train = sorted(range(len(given) - held), key=lambda i: len(given[i]))
    batches = [train[i:i + 256] for i in range(0, len(train), 256)]
    dice, step, start = random.Random(3), 0, time.time()
    for number in range(passes):
        dice.shuffle(batches)
        model.train()
        for batch in batches:
            for group in optimiser.param_groups:
                group["lr"] = 2e-3 * (1 - step / (passes * len(batches))) + 1e-5
            wanted = target[batch]
            found = model(padded([given[i] for i in batch], filler))
            loss = (1 - (found * wanted).sum(1)).mean() + 2 * ((found @ found.T - wanted @ wanted.T) ** 2).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
        model.eval()
        with torch.no_grad():
            near = (model(padded(given[-held:], filler)) * target[-held:]).sum(1).mean().item()
        seen = f", recall of pairs {recall(model, pairs, filler):.3f}" if pairs else ""
        print(f"pass {number}: {len(train)} sentences, {len(rows)} words, cosine with the teacher on {held} held back "
              f"{near:.3f}{seen}, {time.time() - start:.0f} s", flush=True)
        torch.save({"model": model.state_dict(), "rows": list(rows)}, work / "small.pt")


# ---- The file ------------------------------------------------------------------------------------


def to_bytes(values):
    """8-bit integers and a scale a row."""
    import numpy as np
    scales = np.maximum(np.abs(values).max(1), 1e-8) / 127
    return np.rint(values / scales[:, None]).astype(np.int8), scales.astype("<f4")


def matrix(values, bias):
    """Outputs by inputs, as src/model/matrix.h wants them: blocks of 16 outputs by 4 inputs."""
    outputs, inputs = values.shape
    whole, scales = to_bytes(values)
    blocks = whole.reshape(outputs // 16, 16, inputs // 4, 4).transpose(0, 2, 1, 3)
    return struct.pack("<II", outputs, inputs) + scales.tobytes() + bias.astype("<f4").tobytes() + blocks.tobytes()


def write(work, path):
    import numpy as np
    import torch
    import xxhash
    saved = torch.load(work / "small.pt")
    state = {name: value.numpy() for name, value in saved["model"].items()}
    keys = np.array([xxhash.xxh3_64_intdigest(word.encode()) & 0xFFFFFFFF for word in saved["rows"]], np.uint64)
    order = np.argsort(keys, kind="stable")
    order = order[np.concatenate([[True], np.diff(keys[order]) != 0])]  # of two words of one key the commoner
    rows = np.concatenate([state["rows.weight"][order], state["rows.weight"][len(keys):len(keys) + OTHERS]])
    values, scales = to_bytes(rows)
    content = [struct.pack("<III", LAYERS, len(order), OTHERS), keys[order].astype("<u4").tobytes(),
               scales.tobytes(), values.tobytes()]
    for i in range(LAYERS):
        taps = state[f"windows.{i}.weight"]  # [out][in][before, at, after]
        bias = np.concatenate([np.zeros(SIZE), state[f"windows.{i}.bias"], np.zeros(SIZE)])
        content.append(matrix(np.concatenate([taps[:, :, 0], taps[:, :, 1], taps[:, :, 2]]), bias))
    content.append(matrix(state["out.weight"], state["out.bias"]))
    content = b"".join(content)
    head = b"DLSENTEN" + struct.pack("<IIQQ", 1, SIZE, 32 + len(content), xxhash.xxh3_64_intdigest(content, 0))
    pathlib.Path(path).write_bytes(head + content)
    print(path, 32 + len(content), "bytes")


def main():
    step, first, *rest = sys.argv[1:]
    if step == "texts":
        texts(first, pathlib.Path(rest[0]))
    elif step == "words":
        words(first, pathlib.Path(rest[0]))
    elif step == "teach":
        teach(first, pathlib.Path(rest[0]))
    elif step == "learn":
        learn(pathlib.Path(first), *rest)
    elif step == "write":
        write(pathlib.Path(first), *rest)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    if len(sys.argv) < 4 and sys.argv[1:2] != ["learn"]:
        sys.exit(__doc__)
    main()
