"""Copies of sentences as news writes them: headlines, capitals, other quotation marks and dashes.

Labels stay those of the original; words that are dropped are only final stops, which nothing hangs on.
"""
import dataclasses

DOUBLE = [("“", "”"), ('"', '"'), ("``", "''"), ("„", "“"), ("«", "»"), ("‘", "’"), ("'", "'")]
DOUBLE_MARKS = {'"', "“", "”", "``", "''", "„", "«", "»"}
DASHES = ["-", "--", "–", "—"]
SMALL = set("a an the and but or nor of in on at to by for from with as vs via".split())


def with_words(sentence, words):
    return dataclasses.replace(sentence, words=words)


def other_apostrophes(words, mark):
    return [w.replace("'", mark).replace("’", mark) if w not in DOUBLE_MARKS else w for w in words]


def other_quotes(words, tags, pair):
    is_open, out = False, []
    for i, w in enumerate(words):
        if w in DOUBLE_MARKS:
            opens = not is_open
            if tags and tags[i].endswith("/``"):
                opens = True
            elif tags and tags[i].endswith("/''"):
                opens = False
            out.append(pair[0] if opens else pair[1])
            is_open = opens
        else:
            out.append(w)
    return out


def title_case(words):
    return [w if i and w.lower() in SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words)]


def without_stop(sentence):
    n = len(sentence.words)
    if n < 3 or sentence.words[-1] not in (".", "!") or (sentence.heads and n in sentence.heads):
        return sentence
    cut = {f.name: getattr(sentence, f.name)[:-1] for f in dataclasses.fields(sentence)
           if isinstance(getattr(sentence, f.name), list)}
    return dataclasses.replace(sentence, **cut)


def vary(sentence, random, amount=1.0):
    """The sentence or a copy of it in another style."""
    words = sentence.words
    if random.random() < 0.5 * amount:
        words = other_apostrophes(words, random.choice("'’"))
    if random.random() < 0.5 * amount and any(w in DOUBLE_MARKS for w in words):
        words = other_quotes(words, sentence.tags, random.choice(DOUBLE))
    if random.random() < 0.3 * amount and any(w in DASHES[1:] for w in words):
        dash = random.choice(DASHES[1:])
        words = [dash if w in DASHES[1:] else w for w in words]
    sentence = with_words(sentence, words)
    chance = random.random() / amount
    if chance < 0.06:
        return with_words(without_stop(sentence), title_case(without_stop(sentence).words))
    if chance < 0.10:
        return with_words(sentence, [w.lower() for w in words])
    if chance < 0.14:
        return with_words(sentence, [w.upper() for w in words])
    if chance < 0.18:
        return without_stop(sentence)
    return sentence
