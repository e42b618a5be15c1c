"""dateline annotate --format conllu: valid CoNLL-U, whose words are the bytes they say."""
import html
import json
import pathlib
import re
import unicodedata
from shutil import copytree

from conllu_check import bytes_of, check, misc_of, tokens
from tap import SAMPLE, main, run

FEATURES = pathlib.Path(__file__).resolve().parents[2] / "data/syntax/features.tsv"

MOST_MISTAGGED = 5  # examples: tags and trees are the model's, and it errs

ODD = """By Jane Doe
Share this article

SEOUL, Dec. 27 (Yonhap) -- They don't, can't and wouldn't say it's gonna happen; the leaders' aides cannot.
A line goes on\there.\r\n \r\n\u201cIt\u2019s done,\u201d he said \u2026 doesn\u00e2\u20ac\u2122t 15\u00a0000 men.

A line goes on here. A line goes on here.

url: http://example.com/a?b=c&amp;d
Read more: \u00c1rv\u00edzt\u0171r\u0151 t\u00fck\u00f6rf\u00far\u00f3g\u00e9p \u2014 \U0001f600\U0001f600 e\u0301 \u4e2d\u6587
"""


def conllu(*arguments, **options):
    return run("annotate", "--format", "conllu", *arguments, check=0, **options).stdout.decode()


def characters(text):
    """What the scorer of the CoNLL shared tasks compares: all but spaces."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Zs")


def test_samples_are_valid(_):
    for path in sorted(SAMPLE.iterdir()):
        articles = [json.loads(line) for line in run("annotate", path, check=0).stdout.splitlines()]
        documents = re.split("^(?=# newdoc)", conllu(path), flags=re.M)[1:]
        assert len(documents) == len(articles), path
        for article, document in zip(articles, documents):
            sentences = check(document, article["clean_text"].encode())
            assert sentences[0].comments["newdoc id"] == article["id"]
            kept = [block for block in article["blocks"] if block["kept"]]
            assert document.count("# newpar\n") == len(kept)


def test_page_bytes_are_those_of_the_word(_):
    page = (SAMPLE / "03-herald-page.html").read_bytes()
    for sentence in check(conllu(SAMPLE / "03-herald-page.html")):
        for row in sentence.words():
            start, end = bytes_of(row, "PageBytes")
            assert html.unescape(page[start:end].decode("cp1252")) == row[1], row


def test_plain_text_is_kept_whole(folder):
    (folder / "odd.txt").write_bytes(ODD.encode())
    text = conllu("--plain", folder / "odd.txt")
    sentences = check(text, ODD.encode())
    assert characters("".join(row[1] for s in sentences for row in tokens(s))) == characters(ODD)
    assert text.count("# newpar\n") == 5
    for sentence in sentences:
        for row in sentence.rows:
            assert misc_of(row)["Bytes"] == misc_of(row)["PageBytes"], row


def test_plain_text_is_not_taken_for_what_it_looks_like(folder):
    for name, content in (("a.json", '{"text": "He left."}'), ("b.html", "<p>He &amp; she left.</p>"),
                          ("c.txt", "Der Hund schl\u00e4ft auf dem Sofa und tr\u00e4umt von der Katze.")):
        (folder / name).write_text(content)
        sentences = check(conllu("--plain", folder / name), content.encode())
        assert characters("".join(row[1] for s in sentences for row in tokens(s))) == characters(content), name
    sentences = check(conllu("--plain", stdin=ODD.encode()), ODD.encode())
    assert len(sentences) > 4


def test_words_written_as_one_have_a_range(_):
    text = "They don't, can't and won\u2019t say it's gonna be the leaders' house; DON'T! I cannot."
    sentences = check(conllu("--plain", stdin=text.encode()), text.encode())
    ranges = [row[1] for sentence in sentences for row in sentence.rows if "-" in row[0]]
    assert ranges == ["don't", "can't", "won\u2019t", "it's", "gonna", "leaders'", "DON'T", "cannot"], ranges


def feature_rows():
    for line in FEATURES.read_text().splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def is_made_by(word, row):
    tag, xpos, forms, _, _, features, _ = row
    wanted = re.sub("@(Sing|Plur|[123])", r"(Sing|Plur|[123])", re.escape(features))
    is_form = forms == "-" or forms.startswith("<") or word[1].lower() in forms.split(" ")
    return word[3:5] == [tag, xpos] and is_form and re.fullmatch(wanted, word[5])


def test_examples_of_features_hold(_):
    rows = list(feature_rows())
    text = "\n\n".join(row[6] for row in rows)
    paragraphs = re.split("^# newpar\n", conllu("--plain", stdin=text.encode()), flags=re.M)[1:]
    assert len(paragraphs) == len(rows)
    wrong = []
    for row, paragraph in zip(rows, paragraphs):
        words = [line.split("\t") for line in paragraph.splitlines() if re.match(r"\d+\t", line)]
        if not any(is_made_by(word, row) for word in words):
            wrong.append((row, [word[1:6] for word in words]))
    assert len(wrong) <= MOST_MISTAGGED, "\n".join(map(str, wrong))


def test_verbs_agree_with_their_subjects(_):
    for text, verb, features in (("The men who said it left.", "said", "Number=Plur|Person=3"),
                                 ("The man who said it left.", "said", "Number=Sing|Person=3"),
                                 ("I was there.", "was", "Number=Sing|Person=1"),
                                 ("We met and talked.", "talked", "Number=Plur|Person=1"),
                                 ("Xi and Putin met.", "met", "Number=Plur|Person=3"),
                                 ("They are late.", "are", "Number=Plur|Person=3")):
        (sentence,) = check(conllu("--plain", stdin=text.encode()))
        (word,) = [row for row in sentence.words() if row[1] == verb]
        assert features in word[5], (text, word)


def test_broken_rows_of_features_are_named(folder):
    copytree(FEATURES.parents[1], folder / "data")
    for row, wrong in (("NOUN\tXX\t-\t-\t-\tNumber=Sing\tA ship.", b"two tags"),
                       ("NOUN\tNN\t-\tsubj\t-\tNumber=Sing\tA ship.", b"'subj' is not a relation"),
                       ("VERB\tVBD\t-\t-\t-\tNumber=@Dual|Person=@3\tA ship.", b"Number=@Sing or @Plur")):
        (folder / "data/syntax/features.tsv").write_text("# comment\n" + row + "\n")
        done = run("annotate", "--format", "conllu", "--data", folder / "data", stdin=b"He left.")
        assert done.returncode != 0 and b"features.tsv:2: " in done.stderr and wrong in done.stderr, done


def test_empty_lines_part_paragraphs_and_lines_do_not(_):
    text = "The president\nof Kenya left.\n \n\nHe came back.\n"
    first, second = check(conllu("--plain", stdin=text.encode()), text.encode())
    assert first.comments["text"] == "The president of Kenya left."
    assert "newpar" in first.comments and "newpar" in second.comments


def test_what_was_left_out_of_a_text_is_said(_):
    done = run("annotate", "--format", "conllu", stdin=ODD.encode(), check=0)
    assert b"--plain" in done.stderr, done.stderr
    done = run("annotate", "--format", "conllu", "--plain", stdin=ODD.encode(), check=0)
    assert done.stderr == b"", done.stderr


def test_other_languages_are_named(_):
    text = ("Der Pr\u00e4sident reiste am Montag nach Berlin und sprach dort mit der Kanzlerin \u00fcber den Frieden. "
            "Sie vereinbarten, dass sich die Minister beider L\u00e4nder im n\u00e4chsten Monat wieder treffen werden. "
            "Die Opposition warf der Regierung vor, sie habe zu lange gewartet und nichts erreicht.")
    done = run("annotate", "--format", "conllu", stdin=text.encode(), check=0)
    assert done.stdout == b"" and b"no sentences" in done.stderr, done


def test_unknown_formats_are_refused(_):
    for options in (("--format", "xml"), ("--format", "conllu", "--json")):
        assert b"format" in run("annotate", *options, stdin=b"He left.", check=2).stderr


def test_output_does_not_depend_on_threads(_):
    assert len({conllu(SAMPLE, "--threads", n) for n in (1, 2, 4)}) == 1


main(globals())
