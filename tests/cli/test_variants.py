"""dateline variants ID: one sentence in several wordings, word by word."""
import itertools
import json
import sqlite3

from asking import ask, ledger, table
from tap import main, run


def group(db):
    (found,) = [v for v in ask(db, "variants", "--speaker", "Holm") if "families" in v["text"]]
    return found["id"]


def test_the_wordings_of_a_group_stand_once_with_their_copies(folder):
    db = ledger(folder)
    rows = ask(db, "variants", group(db))
    assert len(rows) == 2, rows
    by_text = {"stand with" in row["text"]: row for row in rows}
    assert by_text[True]["articles"] == 2 and by_text[True]["sources"] == 1, rows  # Echo Online copies Fjord Post
    assert by_text[False]["outlets"] == "Copper Daily", rows


def test_independent_sources_count_copies_once(folder):
    db = ledger(folder)
    (told,) = [v for v in ask(db, "variants") if v["id"] == group(db)]
    assert (told["articles"], told["sources"], told["independent_sources"]) == (3, 2, 2), told


def test_operations_lead_from_one_wording_to_the_other(folder):
    db = ledger(folder)
    for row in ask(db, "variants", group(db)):
        base = "".join(op["base"] for op in row["operations"])
        assert "".join(op["text"] for op in row["operations"]).split() == row["text"].split(), row
        for op in row["operations"]:
            assert row["text"].encode()[slice(*op["span"])].decode() == op["text"], op
            assert (op["op"] == "added") == (op["base"] == "" and op["op"] != "equal"), op
        assert "in the night" in base or "that night" in base


def test_a_quotation_is_compared_with(folder):
    db = ledger(folder)
    first, second = ask(db, "variants", group(db))
    assert first["base"] == first["id"] and first["likeness"] == 100
    turned = ask(db, "variants", second["id"])
    assert [row["id"] for row in turned] == [second["id"], first["id"]]
    assert turned[0]["base"] == second["id"]


def test_differences_are_marked_in_80_columns_without_colour(folder):
    db = ledger(folder)
    text = table(db, "variants", group(db))
    joined = " ".join(text.split())
    assert "Signe Holm" in text.splitlines()[0] and "\033" not in text
    assert "[-" in joined and "{+" in joined, text
    pairs = ("with-]{+by all+} the families", "by all-]{+with+} the families")
    assert any(pair in joined for pair in pairs), text


def test_filters_limit_the_wordings(folder):
    db = ledger(folder)
    assert len(ask(db, "variants", group(db), "--limit", "1")) == 1
    ask(db, "variants", group(db), "--since", "2040", check=1)
    assert len(ask(db, "variants", group(db), "--about", "with")) == 1


def test_what_has_no_wordings_is_told(folder):
    db = ledger(folder)
    (alone,) = ask(db, "quotes", "--about", "miners rescue")
    assert b"no other wording" in run("variants", "--db", db, alone["id"], check=1).stderr
    assert b"begins with 'q0000'" in run("variants", "--db", db, "q0000", check=1).stderr
    message = ask(db, "messages")[0]["id"]
    assert b"neither a quotation" in run("variants", "--db", db, message, check=2).stderr
    many = run("variants", "--db", db, "q", check=2).stderr
    assert b"give more of it" in many and alone["id"][:1].encode() in many and many.count(b" q") >= 3, many


WORDINGS = ["We will rebuild the old harbour bridge before the winter storms return", "We will rebuild the old harbour bridge before winter storms return",
            "We shall rebuild the old harbour bridge before the winter storms return", "We will rebuild that old harbour bridge before the winter storms are back"]


def written(folder, name, batches):
    """The rows of all variants of a ledger to which so many articles were added at a time."""
    db = folder / f"{name}.db"
    for number, batch in enumerate(batches):
        path = folder / f"{name}{number}.jsonl"
        path.write_text("".join(json.dumps({"url": f"https://p{day}.example/a", "published": f"2025-03-0{day}", "text":
                                            f'"{WORDINGS[day - 1]}," Governor Maria Holm told reporters in Copper Bay on day {day} of the visit.'})
                                + "\n" for day in batch))
        run("add", "--db", db, path, check=0)
    with sqlite3.connect(db) as opened:
        return (opened.execute("SELECT * FROM variant ORDER BY id").fetchall(),
                opened.execute("SELECT v.variant, q.id, v.position FROM variant_quotation v JOIN quotation q ON q.n = v.quotation"
                               " ORDER BY v.variant, v.position").fetchall(),
                opened.execute("SELECT conflict, position, record FROM conflict_member ORDER BY conflict, position").fetchall())


def test_a_wording_that_comes_in_early_late_or_between_finds_its_place(folder):
    expected = written(folder, "once", [[1, 2, 3, 4]])
    assert [count for *_, count, _, _, _ in expected[0]] == [4], expected
    for order in itertools.permutations([1, 2, 3, 4]):
        name = "".join(map(str, order))
        assert written(folder, name, [[day] for day in order]) == expected, order
    assert written(folder, "pairs", [[4, 2], [3, 1]]) == expected


main(globals())
