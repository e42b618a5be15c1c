"""The rules of CoNLL-U that the validator of Universal Dependencies checks first (its levels 1 and 2), and
that the bytes in MISC are those of the words. Every break of a rule is an AssertionError with its line."""
import re
from typing import NamedTuple

TAGS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATIONS = set("""acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse
dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum
root vocative xcomp""".split())
FEATURE = re.compile(r"[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Z0-9][A-Za-z0-9]*(,[A-Z0-9][A-Za-z0-9]*)*")


class Sentence(NamedTuple):
    comments: dict  # "sent_id", "text"; "newpar" and the like may have no value
    rows: list      # of ten columns, words and ranges in their order

    def words(self):
        return [row for row in self.rows if row[0].isdigit()]


def misc_of(row):
    return dict(part.split("=", 1) for part in row[9].split("|")) if row[9] != "_" else {}


def bytes_of(row, name):
    start, end = misc_of(row)[name].split(":")
    return int(start), int(end)


def read(text):
    """The sentences; checks what can be seen in single lines."""
    assert text == "" or (text.endswith("\n\n") and not text.startswith("\n") and "\n\n\n" not in text)
    for block in text.split("\n\n")[:-1]:
        comments, rows = {}, []
        for line in block.split("\n"):
            if line.startswith("#"):
                assert not rows, f"comment after words: {line!r}"
                key, _, value = line[1:].partition("=")
                assert key.strip() not in comments, f"said twice: {line!r}"
                comments[key.strip()] = value.strip()
                continue
            row = line.split("\t")
            assert len(row) == 10, f"{len(row)} columns: {line!r}"
            assert all(column and column == column.strip() for column in row), f"empty or with space around: {line!r}"
            assert not any(" " in column for column in row[:1] + row[3:9]), f"space within: {line!r}"
            rows.append(row)
        assert rows and "sent_id" in comments and "text" in comments, f"not a sentence: {block!r:.200}"
        yield Sentence(comments, rows)


def check_numbers(sentence):
    """Words count from 1; a range stands before its first word, reaches over two or more and no other range."""
    expected, covered = 1, 0
    for row in sentence.rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            assert first == expected and last > first and first > covered, row
            assert row[2:9] == ["_"] * 7, row
            covered = last
        else:
            assert row[0] == str(expected), row
            expected += 1
    assert covered < expected, sentence.rows


def check_features(row):
    if row[5] == "_":
        return
    parts = row[5].split("|")
    assert all(FEATURE.fullmatch(part) for part in parts), row
    names = [part.split("=")[0].lower() for part in parts]
    assert names == sorted(set(names)), row


def check_tree(sentence):
    heads = {int(row[0]): int(row[6]) for row in sentence.words()}
    assert list(heads.values()).count(0) == 1, f"roots: {sentence.comments}"
    for word, head in heads.items():
        assert head == 0 or head in heads, f"word {word}: {sentence.comments}"
        for _ in heads:
            head = heads[head] if head else 0
        assert head == 0, f"cycle at word {word}: {sentence.comments}"
    for row in sentence.words():
        assert row[3] in TAGS and row[7].split(":")[0] in RELATIONS, row
        assert re.fullmatch(r"[a-z]+(:[a-z]+)?", row[7]) and (row[6] == "0") == (row[7] == "root"), row
        assert row[8] == "_", row
        check_features(row)


def tokens(sentence):
    """The rows that stand for what is written: ranges, and words outside of them."""
    covered = 0
    for row in sentence.rows:
        if "-" in row[0]:
            covered = int(row[0].split("-")[1])
        elif int(row[0]) <= covered:
            assert "SpaceAfter" not in misc_of(row), row
            continue
        yield row


def check_text(sentence):
    text = "".join(row[1] + ("" if misc_of(row).get("SpaceAfter") == "No" else " ") for row in tokens(sentence))
    assert text.rstrip(" ") == sentence.comments["text"], (text, sentence.comments["text"])


def check_bytes(sentences, clean):
    """Every form is the bytes it says, in their order; SpaceAfter=No is said where the next word begins at once."""
    rows = [row for sentence in sentences for row in tokens(sentence)]
    for row, after in zip(rows, rows[1:] + [None]):
        start, end = bytes_of(row, "Bytes")
        assert clean[start:end].decode() == row[1], row
        is_glued = after is not None and bytes_of(after, "Bytes")[0] == end
        assert (misc_of(row).get("SpaceAfter") == "No") == is_glued, (row, after)
        assert after is None or bytes_of(after, "Bytes")[0] >= end, (row, after)
    for sentence in sentences:
        for row in sentence.words():
            assert clean[slice(*bytes_of(row, "Bytes"))].decode() == row[1], row


def check(text, clean=None):
    """The sentences of a whole file, all rules checked; clean: the bytes that Bytes counts in."""
    sentences = list(read(text))
    names = [sentence.comments["sent_id"] for sentence in sentences]
    assert len(names) == len(set(names))
    for sentence in sentences:
        check_numbers(sentence)
        check_tree(sentence)
        check_text(sentence)
    if clean is not None:
        check_bytes(sentences, clean)
    return sentences
