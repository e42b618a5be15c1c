"""Odd text: sentences without end, a megabyte without a break, other scripts, what is no text at all. The program
ends with bounded memory, and what it prints is a tree a sentence whose words are the bytes they say."""
import json
import resource
import subprocess
import unicodedata

from conllu_check import bytes_of, check, tokens
from tap import PROGRAM, main

MOST_MEMORY_BYTES = 1 << 30  # of addresses, not of what is in use; sanitizers need more than that
HANG_SECONDS = 900           # far more than any of these takes

WORDS = "the president said that government forces attacked , and a minister told reporters ; which he denied".split()


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))


def is_sanitized():
    with open(PROGRAM, "rb") as program:
        return b"__asan_init" in program.read()


def annotate(text, *options):
    done = subprocess.run([PROGRAM, "annotate", "--threads", "1", "--quiet", *options], input=text, capture_output=True,
                          timeout=HANG_SECONDS, preexec_fn=None if is_sanitized() else limit_memory)
    assert done.returncode == 0, done
    return done.stdout.decode()


def parse(text):
    """The sentences of a plain text, all rules of CoNLL-U and all bytes checked, nothing lost."""
    sentences = check(annotate(text.encode(), "--format", "conllu", "--plain"), text.encode())
    got = "".join(row[1] for sentence in sentences for row in tokens(sentence))
    assert got == "".join(c for c in text if not is_gap(c)), got[:100]
    return sentences


def is_gap(character):
    return (character.isspace() or unicodedata.category(character) in ("Zs", "Zl", "Zp")
            or character in "\u200b\ufeff\x7f" or character <= " ")


def analyse(text):
    (article,) = [json.loads(line) for line in annotate(text.encode(), "--plain").splitlines()]
    clean = article["clean_text"].encode()
    for kind in ("mentions", "quotations", "events", "claims", "figures"):
        for record in article[kind]:
            assert clean[slice(*record["span"])].decode() == record["text"], record
    return article


def run_of(count):
    return " ".join(WORDS[(i * i + i // 7) % len(WORDS)] for i in range(count))


def test_a_sentence_of_five_thousand_words_is_cut(_):
    text = "He said " + run_of(5000) + " . They left."
    sentences = parse(text)
    assert 120 < max(len(s.words()) for s in sentences) <= 240
    assert sentences[-1].comments["text"] == "They left."
    analyse(text)


def test_a_megabyte_without_a_break_is_cut(_):
    for text in ("x" * (1 << 20), "TheMan" * 170_000):
        sentences = parse(text)
        assert max(len(row[1]) for s in sentences for row in s.words()) <= 512
        analyse(text)


def test_marks_without_end(_):
    for unit in ('"', "'s", "(", ".", ". ", "a,", "-", "/a", "$", "\u201c", "&", "1,"):
        parse(unit * (8_000 // len(unit)))
        analyse(unit * (3_000 // len(unit)))


def test_capitals_and_none(_):
    text = "Kenyan President William Ruto met Norwegian officials in Oslo on Monday. He said he would return. "
    for changed in (text.upper(), text.lower()):
        sentences = parse(changed * 20)
        assert len(sentences) >= 20
        verbs = sum(row[3] in ("VERB", "AUX") for s in sentences for row in s.words())
        assert verbs >= 20 * 3, verbs
        analyse(changed * 20)


def test_other_scripts_in_the_middle(_):
    for middle in ("\u0642\u0627\u0644 \u0627\u0644\u0631\u0626\u064a\u0633 \u0625\u0646 \u0627\u0644\u062d\u0643\u0648\u0645\u0629",
                   "\u65b0\u534e\u793e\u5317\u4eac12\u670827\u65e5\u7535\u3002\u56fd\u5bb6\u4e3b\u5e2d\u4e60\u8fd1\u5e73",
                   "\u041f\u0443\u0442\u0438\u043d \u0432 \u041c\u043e\u0441\u043a\u0432\u0435",
                   "\u0e1b\u0e23\u0e30\u0e40\u0e17\u0e28\u0e44\u0e17\u0e22"):
        sentences = parse(f"The president met ministers. {middle * 100} . They signed the agreement.")
        assert sentences[0].comments["text"] == "The president met ministers."
        assert sentences[-1].comments["text"].endswith("They signed the agreement.")
        analyse(f"The president met ministers. {middle * 100} . They signed the agreement.")


def test_emoji_and_marks_on_letters(_):
    for odd in ("\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1fa\U0001f1f3", "e" + "\u0301" * 2000,
                "\u202e\u05d0\u202c", "a\u200b", "\u00ad"):
        parse(f"He left. {odd * 50} She {odd}stayed{odd} here.")


def test_control_characters_are_gaps(_):
    controls = "".join(map(chr, [*range(1, 10), 11, *range(14, 32), 127]))
    sentences = parse(f"He{controls}left. They\u2028agreed\u0085and\ufeffwent.")
    assert [row[1] for row in sentences[0].words()] == ["He", "left", "."]


def test_bytes_that_are_no_text(_):
    broken = bytes(range(256)) * 40 + b" He left. \xc3\x28 \xff\xfe \xed\xa0\x80 \xf4\x90\x80\x80 They agreed\xe2\x80"
    for text in (broken, broken.replace(b"\0", b""), b"\0He left.\0" * 500, b"\xff\xfeH\0e\0 \0l\0e\0f\0t\0.\0"):
        sentences = check(annotate(text, "--format", "conllu", "--plain"))
        for sentence in sentences:
            for row in sentence.words():
                start, end = bytes_of(row, "PageBytes")
                assert start < end <= len(text), row
        annotate(text, "--plain")


main(globals())
