"""dateline chain ID: through whom words came, in every report."""
import csv

from asking import ask, ledger, table
from tap import main, run


def letter(db):
    (found,) = [m for m in ask(db, "messages", "--from", "Holm", "--to", "Ibarra") if m["occasion"] == "earthquake"]
    return found


def reports(rows):
    """The steps of each report, in order."""
    found = {}
    for row in rows:
        found.setdefault(row["report"], []).append(row)
    return list(found.values())


def test_each_step_has_role_name_country_standing_and_date(folder):
    db = ledger(folder)
    rows = ask(db, "chain", letter(db)["id"])
    (wire,) = [steps for steps in reports(rows) if len(steps) >= 4]
    seen = [(s["role"], s["name"], s["country"], s["standing"]) for s in wire]
    assert seen[0] == ("said by", "Signe Holm", "NOR", "official"), seen
    assert seen[1][0] == "reported by" and seen[1][2:] == ("NOR", "public"), seen
    assert seen[-1] == ("printed by", "Fjord Post", None, None), seen
    assert [s["step"] for s in wire] == list(range(1, len(wire) + 1))
    assert wire[0]["date"] == "2031-01-07" and wire[1]["date"] == "2031-01-08", wire
    assert wire[-1]["date"] == wire[-1]["published"] == "2031-01-08"


def test_each_step_shows_its_sentence_and_bytes(folder):
    db = ledger(folder)
    for row in ask(db, "chain", letter(db)["id"]):
        if row["role"] in ("said by", "reported by"):
            assert row["sentence"] and row["span"][0] < row["span"][1], row


def test_copies_stand_under_their_original_and_are_no_source(folder):
    db = ledger(folder)
    rows = ask(db, "chain", letter(db)["id"])
    outlets = {row["outlet"]: row for row in rows}
    assert "Echo Online" not in outlets, outlets.keys()
    (copy,) = outlets["Fjord Post"]["copies"]
    assert (copy["outlet"], copy["kind"]) == ("Echo Online", "exact"), copy
    assert {row["independent_sources"] for row in rows} == {letter(db)["independent_sources"]}
    assert {row["reports"] for row in rows} == {len(reports(rows))}
    text = table(db, "chain", letter(db)["id"])
    assert "copied by" in text and "Echo Online (" in text, text
    assert text.startswith("Signe Holm to Rosa Ibarra: condolence"), text


def test_the_chain_of_a_quotation_is_that_of_all_its_wordings(folder):
    db = ledger(folder)
    quotations = [q for q in ask(db, "quotes", "--speaker", "Holm") if "families" in q["text"]]
    group = quotations[0]["variant"]
    rows = ask(db, "chain", quotations[0]["id"])
    assert rows == ask(db, "chain", group)
    assert {row["outlet"] for row in rows} == {"Fjord Post", "Copper Daily"}, rows
    assert rows[0]["independent_sources"] == 2, rows


def test_a_claim_has_its_holder(folder):
    db = ledger(folder)
    (claim,) = [c for c in ask(db, "claims") if "bridges had been destroyed" in c["claim"]]
    rows = ask(db, "chain", claim["id"])
    assert [row["role"] for row in rows] == ["said by", "printed by"], rows
    assert rows[0]["standing"] == "official" and rows[0]["country"] == "CHL", rows


def test_csv_has_a_line_a_step_and_filters_count_reports(folder):
    db = ledger(folder)
    id = letter(db)["id"]
    rows = list(csv.DictReader(run("chain", "--db", db, "--csv", id, check=0).stdout.decode().splitlines(True)))
    assert len(rows) == len(ask(db, "chain", id))
    assert len(reports(ask(db, "chain", id, "--limit", "1"))) == 1
    ask(db, "chain", id, "--since", "2040", check=1)
    run("chain", "--db", db, id, "--until", "never", check=2)


def test_what_nobody_passes_on_has_no_chain(folder):
    db = ledger(folder)
    article = ask(db, "articles")[0]["id"]
    assert b"is no message" in run("chain", "--db", db, article, check=2).stderr
    assert b"no record's id begins" in run("chain", "--db", db, "m0000", check=1).stderr
    assert b"give more of it" in run("chain", "--db", db, "q", check=2).stderr
    run("chain", "--db", db, check=2)


main(globals())
