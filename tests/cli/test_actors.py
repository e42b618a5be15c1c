"""Who is who over all articles: learnt, recognised, decided."""
import itertools
import json
import os
import signal
import sqlite3
import subprocess
import time

from tap import PROGRAM, main, run

INTRODUCED = ("2025-03-04", "Kyrgyz Foreign Minister Nadia Temirova met her colleagues in Bishkek on Tuesday. "
              "She said the border would open in May.")
RECOGNISED = ("2025-03-09", '"The border of Kyrgyzstan will open in May," Temirova said on Sunday. '
              "Kyrgyzstan closed it in January.")
OTHER = ("2025-03-10", "Maltese Finance Minister Pavel Temirova met bankers in Valletta on Monday.")
AMBIGUOUS = ("2025-03-11", '"Malta and Kyrgyzstan will trade more," Temirova said on Tuesday. '
             "Malta and Kyrgyzstan are far apart.")
OTHER_RECOGNISED = ("2025-03-12", '"Malta will grow," Temirova said on Wednesday. Malta has grown for years.')
LETTERS = [("2025-04-01", "Kyrgyz Foreign Minister Nadia Temirova sent a letter to Kenyan President William Ruto on Monday."),
           ("2025-04-02", "Temirova sent a letter to Kenyan President William Ruto on Monday. Kyrgyzstan is far from Kenya.")]
LISTINGS = "articles messages quotes events claims figures stories conflicts variants actors".split()


def write(folder, articles, name="articles.jsonl"):
    path = folder / name
    path.write_text("".join(json.dumps({"url": f"https://x.example/{text[:40]}", "published": day, "text": text}) + "\n"
                            for day, text in articles))
    return path


def add(db, folder, articles):
    run("add", "--db", db, write(folder, articles), check=0)


def records(db, *command):
    return [json.loads(line) for line in run(*command, "--db", db, "--json").stdout.splitlines()]


def speakers(db):
    return [quote["speaker_key"] for quote in records(db, "quotes")]


def listing(db):
    """Everything the ledger tells, but for where in a file an article stood."""
    keys = {actor["key"] for actor in records(db, "actors")}
    rows = [records(db, name) for name in LISTINGS] + [records(db, "actor", key) for key in sorted(keys)]
    for row in rows[0]:
        del row["path"], row["path_offset"]
    return rows


def explained(db, record):
    return [json.loads(line) for line in run("explain", "--db", db, record, "--json", check=0).stdout.splitlines()]


def test_an_unknown_minister_is_recognised_by_the_family_name(folder):
    db = folder / "a.db"
    add(db, folder, [RECOGNISED])
    assert speakers(db) == ["name:temirova"]
    add(db, folder, [INTRODUCED])
    assert speakers(db) == ["person:nadia temirova"] * 2
    quote = records(db, "quotes")[1]
    assert quote["speaker"] == "Nadia Temirova"
    rows = explained(db, quote["id"])
    (name,) = [row for row in rows if row["kind"] == "name"]
    (introduction,) = [row for row in rows if row["kind"] == "introduction"]
    assert name["text"] == "Temirova" and name["rule"] == "ID-CONTEXT", name
    assert introduction["text"] == "Kyrgyz Foreign Minister Nadia Temirova", introduction
    assert introduction["rule"] == "INTRO-TITLE" and introduction["article"] != name["article"]
    assert introduction["sentence"].startswith("Kyrgyz Foreign Minister")


def test_ministers_of_one_name_stay_apart_and_the_ambiguous_is_unknown(folder):
    db = folder / "a.db"
    add(db, folder, [INTRODUCED, RECOGNISED, OTHER, AMBIGUOUS, OTHER_RECOGNISED])
    assert speakers(db) == ["person:nadia temirova", "person:nadia temirova", "name:temirova", "person:pavel temirova"]
    (unknown,) = records(db, "actor", "name:temirova")
    assert unknown["candidates"] == ["person:nadia temirova", "person:pavel temirova"], unknown


def test_the_order_of_adding_does_not_matter(folder):
    articles = [INTRODUCED, RECOGNISED, OTHER, AMBIGUOUS]
    add(folder / "whole.db", folder, articles)
    expected = listing(folder / "whole.db")
    for number, order in enumerate(itertools.permutations(articles)):
        db = folder / f"{number}.db"
        if number % 2 == 0:
            add(db, folder, order)
        else:
            for article in order:
                add(db, folder, [article])
        assert listing(db) == expected, order


def test_one_message_of_a_full_and_a_family_name(folder):
    for number, order in enumerate(itertools.permutations(LETTERS)):
        db = folder / f"{number}.db"
        for article in order:
            add(db, folder, [article])
        (message,) = records(db, "messages")
        assert message["from"] == "Nadia Temirova" and message["articles"] == 2, message


def test_an_office_comes_with_its_days(folder):
    db = folder / "a.db"
    add(db, folder, [INTRODUCED, LETTERS[0],
                     ("2025-09-01", "Former Kyrgyz Foreign Minister Nadia Temirova wrote a book about Malta.")])
    (actor,) = records(db, "actor", "Nadia Temirova")
    (office,) = actor["offices"]
    assert (office["office"], office["owner"], office["from"], office["to"], office["former_from"]) == (
        "foreign minister", "KGZ", "2025-03-04", "2025-04-01", "2025-09-01"), office
    assert [name["name"] for name in actor["names"]] == ["Nadia Temirova"]
    assert [actor["key"] for actor in records(db, "actors", "--office", "foreign minister")] == ["person:nadia temirova"]
    assert records(db, "actors", "--office", "admiral") == []
    assert {actor["key"] for actor in records(db, "actors", "--country", "kgz")} == {
        "person:nadia temirova", "place:bishkek", "state:KGZ"}


def test_an_office_whose_owner_one_article_leaves_out_is_the_same_office(folder):
    articles = [INTRODUCED,
                ("2025-03-01", "Foreign Minister Nadia Temirova spoke about borders on Saturday. Nobody asked her anything."),
                ("2025-03-07", "Kyrgyz Foreign Minister Nadia Temirova spoke on Friday. Foreign Minister Nadia Temirova left.")]
    for number, order in enumerate(itertools.permutations(articles)):
        db = folder / f"{number}.db"
        for article in order:
            add(db, folder, [article])
        (actor,) = records(db, "actor", "Nadia Temirova")
        (office,) = actor["offices"]
        assert (office["owner"], office["from"], office["to"], office["articles"]) == ("KGZ", "2025-03-01", "2025-03-07", 3), office


def test_spellings_of_a_learnt_name_in_several_articles_are_one_actor(folder):
    articles = [("2025-03-04", "Kyrgyz Foreign Minister Sergey Exampleov met his colleagues in Bishkek on Tuesday."),
                ("2025-03-05", "Kyrgyz Foreign Minister Sergei Exampleov met bankers in Bishkek on Wednesday."),
                ("2025-03-06", '"The border of Kyrgyzstan will open," Exampleov said on Thursday. Kyrgyzstan closed it.')]
    expected = None
    for number, order in enumerate(itertools.permutations(articles)):
        db = folder / f"{number}.db"
        for article in order:
            add(db, folder, [article])
        (actor,) = records(db, "actors", "--kind", "person")
        assert actor["articles"] == 3, actor
        (actor,) = records(db, "actor", actor["key"])
        assert {name["name"] for name in actor["names"]} == {"Sergey Exampleov", "Sergei Exampleov", "Exampleov"}, actor
        expected = expected or listing(db)
        assert listing(db) == expected, order


def test_a_name_parted_by_countries_does_not_depend_on_the_order(folder):
    """One of Malta among ten of Kenya parts the name; among more it is a slip."""
    kenyan = [(f"2025-02-{day:02}", f"Kenyan Foreign Minister Pavel Sample spoke in Nairobi on day {day}.") for day in range(1, 14)]
    maltese = ("2025-03-05", "Maltese Finance Minister Pavel Sample met bankers in Valletta on Monday.")
    for count, expected in ((9, {"person:pavel sample@KEN", "person:pavel sample@MLT"}), (13, {"person:pavel sample"})):
        first, last = folder / f"first{count}.db", folder / f"last{count}.db"
        add(first, folder, [maltese])
        for article in kenyan[:count]:
            add(first, folder, [article])
        add(last, folder, [*kenyan[:count], maltese])
        assert {actor["key"] for actor in records(last, "actors", "--kind", "person")} == expected
        assert listing(first) == listing(last)


def test_who_bears_a_shared_name_does_not_depend_on_the_order(folder):
    """An article that gives no office is of whose country it speaks of, be it added before or after those who share the name
    are told of; no article prints the family name alone."""
    articles = [("2025-02-03", "Kenyan Foreign Minister Pavel Sample spoke in Nairobi on Monday."),
                ("2025-03-05", "Maltese Finance Minister Pavel Sample met bankers in Valletta on Monday."),
                ("2025-03-07", '"Malta will grow," Pavel Sample said on Friday. Malta has grown for years.'),
                ("2025-03-09", '"Nobody knows," Pavel Sample said on Sunday.')]
    expected = None
    for number, order in enumerate(itertools.permutations(articles)):
        db = folder / f"{number}.db"
        for article in order[:number % 3]:
            add(db, folder, [article])
        add(db, folder, order[number % 3:])
        told = {quote["text"]: quote["speaker_key"] for quote in records(db, "quotes")}
        assert told == {'"Malta will grow,"': "person:pavel sample@MLT", '"Nobody knows,"': "person:pavel sample"}, (order, told)
        expected = expected or listing(db)
        assert listing(db) == expected, order


def test_one_name_in_offices_of_two_countries_is_two_persons(folder):
    db = folder / "a.db"
    add(db, folder, [("2025-03-04", "Kyrgyz Foreign Minister Pavel Sample met her colleagues in Bishkek on Tuesday."),
                     ("2025-03-05", "Maltese Finance Minister Pavel Sample met bankers in Valletta on Monday.")])
    keys = {actor["key"] for actor in records(db, "actors", "--kind", "person")}
    assert keys == {"person:pavel sample@KGZ", "person:pavel sample@MLT"}, keys
    run("same", "--db", db, *sorted(keys), check=0)
    (actor,) = records(db, "actors", "--kind", "person")
    assert actor["name"] == "Pavel Sample" and actor["articles"] == 2, actor
    run("undo", "--db", db, *sorted(keys), check=0)
    assert len(records(db, "actors", "--kind", "person")) == 2


def test_a_listing_says_of_each_actor_what_the_view_says(folder):
    """Also where later transactions take back what earlier ones counted."""
    db = folder / "a.db"
    for article in (RECOGNISED, AMBIGUOUS, INTRODUCED, OTHER, *LETTERS, OTHER_RECOGNISED):
        add(db, folder, [article])
    columns = "key", "name", "kind", "country", "sector", "from_data", "articles"
    with sqlite3.connect(db) as ledger:
        expected = ledger.execute("SELECT key, coalesce(name, key), kind, country, sector, from_data, articles FROM actor"
                                  " ORDER BY articles DESC, key").fetchall()
        names = "SELECT name FROM actor_form WHERE key = ? AND name <> '' GROUP BY name HAVING sum(articles) > 0 ORDER BY 1"
        actors = records(db, "actors")
        assert [tuple(actor.get(column) for column in columns) for actor in actors] == expected
        for actor in actors:
            assert actor["names"] == [name for (name,) in ledger.execute(names, (actor["key"],))], actor
    assert len(expected) > 5


def test_not_the_same_is_remembered_and_can_be_undone(folder):
    db = folder / "a.db"
    add(db, folder, [INTRODUCED, RECOGNISED])
    before = listing(db)
    run("different", "--db", db, "name:temirova", "Nadia Temirova", check=0)
    assert speakers(db) == ["person:nadia temirova", "name:temirova"]
    more = ("2025-03-20", '"Kyrgyzstan will open more borders," Temirova said on Thursday. Kyrgyzstan has many.')
    add(db, folder, [more])
    assert speakers(db)[2] == "name:temirova"
    (decision,) = records(db, "decisions")
    assert decision["verdict"] == "different", decision
    run("undo", "--db", db, "name:temirova", "person:nadia temirova", check=0)
    assert speakers(db) == ["person:nadia temirova"] * 3
    run("undo", "--db", db, "name:temirova", "person:nadia temirova", check=1)
    add(folder / "b.db", folder, [more, INTRODUCED, RECOGNISED])
    assert listing(db) == listing(folder / "b.db") and before != listing(db)


def test_a_verdict_may_hold_in_one_article_alone(folder):
    db = folder / "a.db"
    more = ("2025-03-20", '"Kyrgyzstan will open more borders," Temirova said on Thursday. Kyrgyzstan has many.')
    add(db, folder, [INTRODUCED, RECOGNISED, more])
    article = records(db, "quotes")[1]["article"]
    run("different", "--db", db, "name:temirova", "person:nadia temirova", "--article", article, check=0)
    assert speakers(db) == ["person:nadia temirova", "name:temirova", "person:nadia temirova"]


def test_the_same_holds_for_any_actors_and_articles_to_come(folder):
    db = folder / "a.db"
    add(db, folder, [("2025-03-04", "The Example Institute said Malta would grow. Experts of the Example Institute wrote it.")])
    run("same", "--db", db, "org:example institute", "org:sample foundation", check=0)
    add(db, folder, [("2025-03-05", "The Sample Foundation said Malta would shrink. Experts of the Sample Foundation wrote it.")])
    (actor,) = [actor for actor in records(db, "actors") if actor["kind"] == "organisation"]
    assert actor["articles"] == 2, actor


def test_verdicts_that_contradict_each_other_are_refused(folder):
    db = folder / "a.db"
    add(db, folder, [INTRODUCED])
    run("same", "--db", db, "person:a b", "person:c d", check=0)
    run("same", "--db", db, "person:c d", "person:e f", check=0)
    done = run("different", "--db", db, "person:a b", "person:e f", check=2)
    assert b"undo one of them" in done.stderr, done.stderr
    assert len(records(db, "decisions")) == 2
    run("same", "--db", db, "person:a b", "person:a b", check=2)
    run("same", "--db", db, "Nobody Atall", "person:a b", check=2)


def test_a_killed_run_goes_on_where_it_was(folder):
    articles = []
    for i in range(300):
        day = f"2025-{i % 12 + 1:02}-{i % 28 + 1:02}"
        kind = [INTRODUCED, RECOGNISED, OTHER, AMBIGUOUS, OTHER_RECOGNISED][i % 5]
        articles.append((day, f"Report {i} of the day. " + kind[1]))
    path = write(folder, articles)
    run("add", "--db", folder / "whole.db", path, check=0)
    expected = [run(name, "--db", folder / "whole.db", "--json").stdout for name in LISTINGS]
    db = folder / "killed.db"
    for delay in (0.3, 0.5, 0.7, 1.0):
        process = subprocess.Popen([PROGRAM, "add", "--quiet", "--db", db, path], env=os.environ)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    run("add", "--db", db, path, check=0)
    assert [run(name, "--db", db, "--json").stdout for name in LISTINGS] == expected


def test_what_an_actor_shows_fits_80_columns(folder):
    db = folder / "a.db"
    add(db, folder, [INTRODUCED, RECOGNISED, OTHER, AMBIGUOUS])
    run("different", "--db", db, "person:nadia temirova", "person:pavel temirova", check=0)
    for command in (["actor", "Temirova"], ["decisions"], ["actors", "--name", "Temirova"]):
        for line in run(*command, "--db", db, check=0).stdout.decode().splitlines():
            assert len(line) <= 80, line


main(globals())
