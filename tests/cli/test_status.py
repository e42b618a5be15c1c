"""How far a text takes events for facts: each row of data/events/status.tsv shows in its own example."""
import json
import pathlib

from tap import main, run

TABLE = pathlib.Path(__file__).resolve().parents[2] / "data/events/status.tsv"


def rows():
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def shows(events, word, status):
    """An event of that status; or the word tells of an event itself, which then has the other as its content."""
    return any(e["status"] == status or e.get("content") or e["predicate"]["text"].lower().startswith(word[:4]) for e in events)


def test_each_word_gives_its_status(folder):
    table = list(rows())
    articles = folder / "examples.jsonl"
    articles.write_text("".join(json.dumps({"url": f"http://news.example/{n}", "text": row[4]}) + "\n"
                                for n, row in enumerate(table)))
    lines = run("annotate", articles, check=0).stdout.decode().splitlines()
    assert len(lines) == len(table)
    for (word, place, status, _, example), line in zip(table, lines):
        article = json.loads(line)
        assert shows(article["events"], word, status), (word, place, status, example, article["events"])


def test_each_word_stands_once(_):
    seen = [(word, place) for word, place, *_ in rows()]
    assert len(seen) == len(set(seen)), [key for key in seen if seen.count(key) > 1]


def value_of(folder, text, word):
    path = folder / "text.txt"
    path.write_text(text)
    for line in run("annotate", "--format", "conllu", "--plain", path, check=0).stdout.decode().splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[1] == word:
            return float(dict(pair.split("=") for pair in columns[9].split("|"))["Factuality"])
    raise AssertionError(f"no {word}")


def test_conllu_tells_how_far_a_word_is_taken_for_a_fact(folder):
    for text, word, low, high in (
            ("The army attacked the town on Monday.", "attacked", 2.0, 3.0),
            ("The army did not attack the town.", "attack", -3.0, -1.0),
            ("The army denied that it had attacked the town.", "attacked", -3.0, -1.0),
            ("The army could attack the town.", "attack", -2.5, 1.0),
            ("If the army attacks the town, the peace is over.", "attacks", -2.5, 1.0),
            ("The cancelled visit was regretted by all.", "visit", -3.0, -0.5),
            ("They refused to leave the town.", "leave", -3.0, 0.5)):
        value = value_of(folder, text, word)
        assert low <= value <= high, (text, word, value)


main(globals())
