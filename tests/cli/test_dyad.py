"""dateline events with filters, events --merged, dyad, figures: reports and events are counted apart."""
import csv
import json

from asking import article, ask, table
from tap import main, run

DAY_ONE = """NAIROBI, March 5 (Reuters) -- Kenya bombed Chile on March 4, killing 12 people and wounding 30 others, officials said.

Chilean President Rosa Ibarra accused Kenya of aggression on Tuesday.
"""
AGAIN = """Kenyan jets bombed Chile on March 4. The death toll rose to 15.

Kenya denied that its army had bombed Chile.
"""
LATER = """Kenya bombed Chile on March 9, killing three soldiers.

Kenya will attack Chile in April, analysts said. Chile promised $5 million in aid to Peru.
"""
MAY = """Kenyan President William Ruto met Chilean President Rosa Ibarra in Lima on May 2.

Kenyan President William Ruto sent a letter to Chilean President Rosa Ibarra on May 3.
"""
ARTICLES = [
    article("https://a.example/1", "A", "2030-03-05", "Bombs", DAY_ONE),
    article("https://b.example/1", "B", "2030-03-06", "More bombs", AGAIN),
    article("https://c.example/1", "C", "2030-03-10", "Again", LATER),
    article("https://c.example/2", "C", "2030-05-04", "A meeting", MAY),
]


def ledger(folder, name="a", articles=ARTICLES):
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in articles))
    run("add", "--quiet", "--db", folder / f"{name}.db", path, check=0)
    return folder / f"{name}.db"


def test_filters_of_events(folder):
    db = ledger(folder)
    attacks = ask(db, "events", "--type", "assault", "--source", "Kenya", "--target", "Chile", "--status", "asserted")
    assert len(attacks) == 2 and {row["plover"] for row in attacks} == {"ASSAULT"}, attacks
    assert {row["cameo"][:2] for row in ask(db, "events", "--type", "19")} == {"19"}, "by code"
    aerial = ask(db, "events", "--type", "ASSAULT/aerial")
    assert aerial and {row["mode"] for row in aerial} == {"aerial"}, aerial
    late = ask(db, "events", "--type", "ASSAULT", "--since", "2030-03-09", "--until", "2030-03-09", "--status", "asserted")
    assert [row["day"] for row in late] == ["2030-03-09"], late
    assert ask(db, "events", "--country", "PER"), "in a country"
    ask(db, "events", "--type", "ASSAULT", "--country", "ISL", check=1)


def test_what_is_wrong_is_told(folder):
    db = ledger(folder)
    for options, words in ((("events", "--type", "ATTACK"), b"is no type of PLOVER"),
                           (("events", "--status", "sure"), b"is not asserted"),
                           (("dyad", "Kenya", "Chile", "--scale", "cameo"), b"is not gdelt"),
                           (("events", "--from", "Kenya", "--source", "Chile"), b"choose one of --from and --source"),
                           (("dyad", "Kenya"), b"missing operand")):
        done = run(*options, "--db", db, check=2)
        assert words in done.stderr, done.stderr


def test_one_event_told_by_two_articles(folder):
    db = ledger(folder)
    rows = ask(db, "events", "--merged", "--type", "ASSAULT", "--source", "Kenya", "--target", "Chile")
    done = [row for row in rows if row["status"] == "asserted"]
    assert [(row["day"], row["articles"], row["sources"]) for row in done] == [("2030-03-04", 2, 2), ("2030-03-09", 1, 1)], done
    assert done[0]["source_key"] == "state:KEN" and done[0]["scale"] == "gdelt" and done[0]["value"] <= -9, done[0]
    assert {teller["outlet"] for teller in done[0]["told_by"]} == {"A", "B"}, done[0]
    shown = json.loads(run("show", "--json", "--db", db, done[0]["id"][:8], check=0).stdout)
    assert shown["id"] == done[0]["id"]
    assert b"bombed" in run("explain", "--db", db, done[0]["id"], check=0).stdout
    table(db, "events", "--merged")


def test_a_copy_tells_the_same_event(folder):
    copy = article("https://d.example/1", "D", "2030-03-08", "Bombs", DAY_ONE)
    db = ledger(folder, articles=[*ARTICLES, copy])
    first = ask(db, "events", "--merged", "--type", "ASSAULT", "--source", "Kenya", "--status", "asserted")[0]
    assert first["day"] == "2030-03-04" and first["articles"] == 3 and first["sources"] == 2, first


def test_mutual_is_the_event_itself(folder):
    undated = [article("https://a.example/9", "A", None, "Clash", "Kenyan and Ugandan troops clashed on the border.\n"),
               article("https://b.example/9", "B", None, "Shells", "Kenyan troops shelled Ugandan troops from the hills.\n")]
    rows = ask(ledger(folder, "mutual", undated), "events", "--merged", "--type", "ASSAULT")
    assert sorted(row["mutual"] for row in rows) == [False, True], "another event of the two is not mutual for it"


def test_order_of_adding_makes_no_difference(folder):
    one, other = ledger(folder, "one"), ledger(folder, "other", ARTICLES[::-1])
    assert ask(one, "events", "--merged") == ask(other, "events", "--merged")
    late = ledger(folder, "late", ARTICLES[2:])
    run("add", "--quiet", "--db", late, folder / "one.jsonl", check=0)
    assert ask(one, "events", "--merged") == ask(late, "events", "--merged")
    assert ask(one, "dyad", "Kenya", "Chile") == ask(late, "dyad", "Kenya", "Chile")


def test_dyad_by_month(folder):
    db = ledger(folder)
    rows = ask(db, "dyad", "Kenya", "Chile")
    assert [row["month"] for row in rows] == ["2030-03", "2030-05"], rows
    march, may = rows
    assert march["material_conflict"] == 2 and march["event_reports"] > march["events"], march
    assert march["first_to_second"] == 2 and march["second_to_first"] >= 1, march
    assert may["messages"] >= 1 and may["both_ways"] >= 1 and may["verbal_cooperation"] >= 1, may
    turned = ask(db, "dyad", "Chile", "Kenya")[0]
    assert turned["second_to_first"] == 2 and turned["events"] == march["events"], turned
    plover = ask(db, "dyad", "Kenya", "Chile", "--scale", "plover")[0]
    assert plover["scale"] == "plover" and plover["scale_sum"] != march["scale_sum"], plover
    attacks = ask(db, "dyad", "Kenya", "Chile", "--type", "ASSAULT")[0]
    assert attacks["events"] == 2, attacks
    denied = ask(db, "dyad", "Kenya", "Chile", "--status", "denied")[0]
    assert denied["events"] == 1, denied
    assert ask(db, "dyad", "Ruto", "Ibarra")[-1]["messages"] == may["messages"]
    ask(db, "dyad", "Kenya", "Iceland", check=1)
    lines = list(csv.DictReader(run("dyad", "Kenya", "Chile", "--db", db, "--csv", check=0).stdout.decode().splitlines()))
    assert lines[0]["month"] == "2030-03" and lines[0]["scale"] == "gdelt", lines
    table(db, "dyad", "Kenya", "Chile")


def test_filters_of_figures(folder):
    db = ledger(folder)
    dead = ask(db, "figures", "--of", "dead")
    assert [(row["low"], row["size"]) for row in dead] == [(12, "dead"), (15, "dead"), (3, "dead")], dead
    assert [row["low"] for row in ask(db, "figures", "--of", "soldiers")] == [3]
    assert [row["low"] for row in ask(db, "figures", "--unit", "usd")] == [5000000]
    assert [row["low"] for row in ask(db, "figures", "--type", "ASSAULT", "--of", "injured")] == [30]
    assert dead[0]["event"] in {row["id"] for row in ask(db, "events", "--type", "ASSAULT")}
    ask(db, "figures", "--unit", "km", check=1)
    table(db, "figures", "--of", "dead")


QUAKE = [
    article("https://a.example/q", "A", "2031-03-05", "Quake kills 12 in Lima",
            "LIMA, March 5 (AP) -- An earthquake struck Lima, Peru, on Tuesday. At least 12 people were killed in the "
            "earthquake in Lima, officials said."),
    article("https://b.example/q", "B", "2031-03-06", "Quake toll in Lima rises",
            "LIMA, March 6 (AP) -- Peru mourned the dead of the earthquake in Lima. 19 people were killed in the "
            "earthquake in Lima, officials said on Wednesday."),
    article("https://c.example/q", "C", "2031-03-08", "Quake toll in Lima",
            "LIMA, March 8 (AP) -- Rescuers searched on in Lima, Peru. The earthquake in Lima killed 31 people, officials said."),
]


def test_a_toll_that_rises_drifts(folder):
    (drift,) = ask(ledger(folder, articles=QUAKE), "conflicts")
    assert drift["kind"] == "drift" and drift["about"] == "dead", drift
    assert [member["value"] for member in drift["members"]] == ["2031-03-05: At least 12", "2031-03-06: 19", "2031-03-08: 31"], drift


def test_a_toll_that_differs_on_a_day_is_a_conflict(folder):
    late = {**QUAKE[2], "published": "2031-03-06", "text": QUAKE[2]["text"].replace("March 8", "March 6")}
    (conflict,) = ask(ledger(folder, articles=[QUAKE[1], late]), "conflicts")
    assert conflict["kind"] == "figure" and {member["value"] for member in conflict["members"]} == {"19", "31"}, conflict


main(globals())
