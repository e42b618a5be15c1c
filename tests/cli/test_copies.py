"""Copies, versions and differences as a user meets them."""
import csv
import itertools
import json
import random

from tap import main, run

SENTENCES = [
    "The ferry Santa Vera left the port of Lomen at six in the morning with two hundred people on board.",
    "An hour later its engine failed within sight of the lighthouse at Cape Orlo, the coast guard said.",
    "Captain Ilse Doria told reporters that nobody had been hurt and that the passengers stayed calm.",
    "Two tugs from the naval base brought the ship back to its berth shortly before noon on Tuesday.",
    "The transport ministry of Ruritania ordered an inspection of all four ships of the same class.",
    "The company that owns them said it would pay back every ticket and find beds for those who missed a train.",
    "It was the third failure of this kind since the ships were bought from a yard in Graustark in 2019.",
    "A committee of parliament is to hear the minister on the matter when it meets again next week.",
]
OTHER = [
    "In the capital the price of bread rose again on Monday, by a tenth within a month, the bakers' guild said.",
    "Farmers blame the drought in the southern plain, where no rain has fallen since the end of February.",
    "The government means to sell part of its grain reserve at a fixed price until the harvest in August.",
    "Economists at the university warned that such sales had emptied the stores before the war as well.",
    "At the market of Old Bridge a loaf of rye cost four crowns in the morning and five in the afternoon.",
    "The opposition called for a debate, and the prime minister's party said that it had nothing to hide.",
    "Imports from Graustark could be doubled, a trader said, if the railway had enough wagons for them.",
    "The wagons, however, are used for coal at this time of the year, according to the railway board.",
    "A kilogram of flour is rationed in two of the provinces, and shops there open on three days only.",
]


def article(name, sentences, day=1, url=None, outlet=None, title=None):
    return {"url": url or f"https://{name}.example/news/ferry", "outlet": outlet or name.title() + " Post",
            "title": title or f"Ferry fails off Cape Orlo ({name})", "published": f"2031-05-{day:02}",
            "text": "\n\n".join(sentences)}


def add(db, articles, *options, check=0):
    lines = "".join(json.dumps(one) + "\n" for one in articles)
    return run("add", "--db", db, *options, "-", stdin=lines.encode(), check=check)


def rows(db, *arguments, check=0):
    return [json.loads(line) for line in run(*arguments, "--db", db, "--json", check=check).stdout.splitlines()]


def ids(db):
    return {one["outlet"].split()[0].lower(): one["id"] for one in rows(db, "articles")}


WIRE = article("wire", SENTENCES)
COPIES = [
    WIRE,
    article("exact", SENTENCES, day=2),
    article("near", SENTENCES[:6] + OTHER[:1], day=3),
    article("within", SENTENCES[:3], day=3),
    article("contains", OTHER + SENTENCES[:7], day=4, title="Bread is dearer, a ferry fails"),
    article("other", OTHER, day=1, title="Bread is dearer"),
]


def test_each_kind_of_copy_is_named(folder):
    db = folder / "a.db"
    add(db, COPIES)
    found = {one["outlet"].split()[0].lower(): one for one in rows(db, "copies", ids(db)["wire"])}
    assert {name: one["kind"] for name, one in found.items()} == {
        "exact": "exact", "near": "near", "within": "within", "contains": "contains"}, found
    assert found["exact"]["likeness"] == 1
    assert 0.5 <= found["near"]["likeness"] < 1
    assert found["within"]["share"] > 0.9 and found["contains"]["share_of_asked"] > 0.5
    families = {one["outlet"]: one for one in rows(db, "copies")}
    assert families["Wire Post"]["copy_count"] == 3 and families["Wire Post"]["outlets"] == 4, families
    run("copies", "--db", db, ids(db)["other"][:6], check=0)  # a part of "contains"


def test_an_article_without_copies_has_none(folder):
    db = folder / "a.db"
    add(db, [WIRE, article("other", OTHER)])
    run("copies", "--db", db, check=1)
    run("copies", "--db", db, ids(db)["wire"], check=1)
    assert b"begins with" in run("copies", "--db", db, "a000", check=1).stderr


def test_a_copy_is_found_years_later(folder):
    db = folder / "a.db"
    add(db, [WIRE])
    late = article("late", SENTENCES[1:])
    late["published"] = "2039-11-20"
    add(db, [late])
    (copy,) = rows(db, "copies", ids(db)["wire"])
    assert copy["id"] == ids(db)["late"] and copy["kind"] == "near"


def test_order_and_number_of_runs_do_not_matter(folder):
    articles = COPIES + [article(f"o{i}", SENTENCES[i:] + OTHER[:i], day=1 + i % 3) for i in range(6)]
    articles += [article("page", SENTENCES[:k], day=k, url="https://page.example/a/1") for k in (3, 5, 7)]
    commands = [("articles",), ("copies",), ("versions",), ("stories",), ("conflicts",)]

    def listing(db):
        told = [run(*command, "--db", db, "--json").stdout for command in commands]
        told += [run("copies", one, "--db", db, "--json").stdout for one in sorted(ids(db).values())]
        return b"".join(line for part in told for line in part.splitlines(True))

    def place(one):  # the place in the input is another where the order is
        return {key: value for key, value in one.items() if key != "path_offset"}

    def told(db):
        return [place(json.loads(line)) for line in listing(db).splitlines()]

    add(folder / "0.db", articles)
    expected = told(folder / "0.db")
    for number in range(1, 4):
        random.Random(number).shuffle(articles)
        db = folder / f"{number}.db"
        for start in range(0, len(articles), number):
            add(db, articles[start:start + number], "--threads", number)
        assert told(db) == expected, number


def test_a_flood_of_copies_has_one_original(folder):
    pattern = ("The transport ministry of Ruritania said on Tuesday that bridge number {} on the northern road was "
               "closed for repairs after an inspection had found cracks in two of its pillars. Drivers were asked to "
               "use the ferry at Lomen or the old road through the valley until the work is finished, which may take "
               "until the end of the summer, according to the engineer in charge of the district.")
    articles = [article(f"o{i}", [pattern.format(i)], day=1 + i % 3) for i in range(120)]
    add(folder / "a.db", articles)
    (family,) = rows(folder / "a.db", "copies")
    assert family["copy_count"] == 119
    (story,) = rows(folder / "a.db", "stories")
    assert story["article_count"] == 120 and story["sources"] == 1
    random.Random(5).shuffle(articles)
    for start in range(0, 120, 25):
        add(folder / "b.db", articles[start:start + 25])
    assert rows(folder / "b.db", "copies") == [family]


PAGE = "https://page.example/2031/ferry"
VERSIONS = [
    article("page", SENTENCES[:4], day=1, url="http://www.page.example/2031/ferry/?utm_source=feed", title="Ferry fails"),
    article("page", SENTENCES[:3] + SENTENCES[4:6], day=2, url="https://m.page.example/2031/ferry#top", title="Ferry fails"),
    article("page", SENTENCES[:7], day=3, url=PAGE + "/amp", title="Ferry fails: inspection"),
]


def test_versions_of_one_address_are_a_history(folder):
    db = folder / "a.db"
    add(db, VERSIONS)
    for wish in (PAGE, PAGE + "/?fbclid=x", rows(db, "articles")[1]["id"]):
        history = rows(db, "versions", wish)
        assert [one["changed"] for one in history] == ["2031-05-01", "2031-05-02", "2031-05-03"], history
        assert [one["state"] for one in history] == ["superseded", "superseded", "newest"]
    assert history[0]["superseded_by"] == history[1]["id"]
    assert history[0]["added"] is None and history[1]["added"] > 10 and history[1]["removed"] > 10
    assert "Two tugs" in json.dumps(history[1]["differences"])
    listed = {one["id"]: one for one in rows(db, "articles")}
    assert [listed[one["id"]]["superseded_by"] for one in history] == [history[1]["id"], history[2]["id"], None]
    (story,) = rows(db, "stories")
    assert story["article_count"] == 3 and story["sources"] == 1
    run("versions", "--db", db, "https://page.example/other", check=1)


def test_an_article_alone_at_its_address_is_its_history(folder):
    db = folder / "a.db"
    add(db, VERSIONS + [article("alone", OTHER, day=1, url="https://page.example/alone")])
    known = ids(db)
    for wish in "https://www.page.example/alone?utm_source=x", known["alone"]:
        (only,) = rows(db, "versions", wish)
        assert (only["id"], only["position"], only["state"]) == (known["alone"], 1, "newest"), only
        assert only["added"] is None and only["superseded_by"] is None, only
    assert known["alone"] not in [one["id"] for one in rows(db, "versions")]


def test_an_address_used_again_supersedes_nothing(folder):
    db = folder / "a.db"
    add(db, [article("page", SENTENCES, day=1, url=PAGE, title="A"), article("page", OTHER, day=2, url=PAGE, title="B")])
    assert [one["state"] for one in rows(db, "versions", PAGE)] == ["newest", "newest"]


def test_a_corrected_date_is_no_conflict(folder):
    def letter(day, sent, **more):
        text = (f"VARNA, May {day} (RPA) -- President Osip Ganbold of Mongolia sent a letter to President Ana Ferreyra of "
                f"Argentina on May {sent}, his office said on Thursday. The president wished her people peace. " + SENTENCES[5])
        return article(**{"name": "page", "sentences": [text], "day": day, **more})

    def conflicts(db):
        return [one for one in rows(db, "conflicts", check=None) if one["kind"] == "date"]

    add(folder / "a.db", [letter(8, 6, name="one"), letter(9, 7, name="two")])
    assert len(conflicts(folder / "a.db")) == 1
    add(folder / "b.db", [letter(8, 6, url=PAGE), letter(9, 7, url=PAGE)])
    assert conflicts(folder / "b.db") == []
    (message,) = rows(folder / "b.db", "messages")
    assert message["sent"] == "2031-05-07" and message["articles"] == 2 and message["sources"] == 1, message


def test_differences_lead_to_the_bytes_of_both_texts(folder):
    db = folder / "a.db"
    first = article("first", SENTENCES)
    second = article("second", [SENTENCES[0].replace("two hundred", "three hundred"), *SENTENCES[2:], OTHER[0]])
    add(db, [first, second])
    known = ids(db)
    text = {name: rows(db, "show", one)[0]["text"].encode() for name, one in known.items()}
    found = rows(db, "diff", known["first"], known["second"])
    assert [one["change"] for one in found] == ["replaced", "removed", "added"], found
    assert (found[0]["first"], found[0]["second"]) == ("two", "three")
    assert found[1]["first"] == SENTENCES[1][:-1] and found[2]["second"] == OTHER[0][:-1]
    for one, side in itertools.product(found, ("first", "second")):
        start, end = one[side + "_span"]
        assert text[side][start:end].decode() == (one[side] or ""), one
    run("diff", "--db", db, known["first"], known["first"], check=1)
    assert b"begins with 'a00'" in run("diff", "--db", db, "a00", known["first"], check=1).stderr


def test_tables_and_csv(folder):
    db = folder / "a.db"
    add(db, COPIES + VERSIONS)
    known = ids(db)
    for command in (["copies"], ["copies", known["wire"]], ["versions"], ["versions", PAGE],
                    ["diff", known["wire"], known["near"]]):
        for line in run(*command, "--db", db, check=0).stdout.decode().splitlines():
            assert len(line) <= 80, (command, line)
        table = list(csv.DictReader(run(*command, "--db", db, "--csv").stdout.decode().splitlines(True)))
        assert len(table) == len(rows(db, *command)), command
        assert all(None not in row for row in table), command


main(globals())
