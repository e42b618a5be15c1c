"""dateline exchange A B: what two wrote, called and met about, both ways."""
import csv
import json

from asking import article, ask, ledger, table
from tap import main, run


def kinds(rows):
    return [(row["from"].split()[-1], row["direction"], row["kind"], row["occasion"]) for row in rows]


def test_both_ways_in_the_order_of_days(folder):
    db = ledger(folder)
    rows = [row for row in ask(db, "exchange", "Holm", "Ibarra") if row["sent"]]
    assert kinds(rows) == [("Holm", "first to second", "condolence", "earthquake"),
                           ("Ibarra", "second to first", "reply", None),
                           ("Ibarra", "both ways", "call", None)], rows
    assert [row["sent"] for row in rows] == ["2031-01-07", "2031-01-12", "2031-01-20"]
    turned = ask(db, "exchange", "person:signe holm", "ibarra")
    assert [row["id"] for row in turned] == [row["id"] for row in ask(db, "exchange", "Ibarra", "Holm")]


def test_reports_dates_and_replies(folder):
    db = ledger(folder)
    letter, reply = [row for row in ask(db, "exchange", "Holm", "Ibarra") if row["sent"]][:2]
    assert letter["articles"] == 3 and letter["sources"] == 2, letter
    assert letter["reported"] == "2031-01-08" and letter["received"] == "2031-01-07", letter
    assert reply["reply_to"] == letter["id"] and letter["reply_to"] is None, reply


def test_what_a_report_says_is_answered_and_what_is_inferred(folder):
    texts = ["Kenyan President William Ruto wrote to Chilean President Rosa Ibarra on May 3.",
             "Kenyan President William Ruto wrote to Chilean President Rosa Ibarra on May 20.",
             "Chilean President Rosa Ibarra replied on June 1 to Ruto's letter of May 3. Kenyan President William Ruto thanked her.",
             "On June 1, Chilean President Rosa Ibarra replied to Kenyan President William Ruto's letter of May 3."]
    days = ["2031-05-04", "2031-05-21", "2031-06-02", "2031-06-02"]
    lines = [json.dumps(article(f"https://savanna.example/{i}", "Savanna", days[i], f"Letters {i}", text)) for i, text in enumerate(texts)]
    (folder / "four.jsonl").write_text("\n".join(lines))
    db = folder / "c.db"
    run("add", "--quiet", "--db", db, folder / "four.jsonl", check=0)
    first, reply = [[row for row in ask(db, "exchange", "Kenya", "Chile") if row["kind"] == kind][0] for kind in ("letter", "reply")]
    assert reply["reply_to"] == first["id"] and reply["reply_inferred"] is False, reply
    assert first["sent"] == "2031-05-03" and first["reply_inferred"] is None, first
    (told,) = [row for row in ask(db, "messages") if row["id"] == reply["id"]]
    assert told["reply_to"] == first["id"], told
    answers = [report["reply_to"] for report in told["reports"] if report["reply_to"]]
    assert {answer["text"] for answer in answers} == {"replied to Kenyan President William Ruto's letter of May 3"}, answers
    assert answers[0]["kind"] == "letter" and answers[0]["sent"] == "2031-05-03" and answers[0]["report"] is None, answers
    assert told["what"] == f"reply to {first['id'][:8]}", told
    assert "(inferred)" not in table(db, "exchange", "Kenya", "Chile")
    inferred = ask(ledger(folder), "exchange", "Holm", "Ibarra")[1]
    assert inferred["reply_inferred"] is True, inferred


def test_a_state_stands_for_who_speaks_for_it_and_its_key_does_not(folder):
    db = ledger(folder)
    assert ask(db, "exchange", "Norway", "Chile") == ask(db, "exchange", "Holm", "Ibarra")
    assert ask(db, "exchange", "Kingdom of Norway", "Ibarra") == ask(db, "exchange", "Holm", "Ibarra")
    ask(db, "exchange", "state:NOR", "state:CHL", check=1)


def test_conflicts_are_flagged(folder):
    texts = ["Kenyan President William Ruto sent a letter of congratulation to Chilean President Rosa Ibarra on May 5 over her election victory.",
             "Kenyan President William Ruto sent a letter of congratulation to Chilean President Rosa Ibarra on May 3 over her election victory."]
    lines = [json.dumps(article(f"https://{name}.example/1", name, f"2031-05-0{6 + i}", text[:40], text))
             for i, (name, text) in enumerate(zip(("savanna", "lagoon"), texts))]
    (folder / "two.jsonl").write_text("\n".join(lines))
    run("add", "--quiet", "--db", folder / "b.db", folder / "two.jsonl", check=0)
    (row,) = ask(folder / "b.db", "exchange", "Kenya", "Chile")
    (conflict,) = row["conflicts"]
    assert conflict["kind"] == "date" and conflict["about"] == "sent", conflict
    (told,) = [c for c in ask(folder / "b.db", "conflicts") if c["id"] == conflict["id"]]
    assert told["of"] == "William Ruto to Rosa Ibarra: congratulation, election 2031", told
    assert "2031-05-03: Kenyan President" in told["text"] and "2031-05-05: Kenyan President" in told["text"], told
    assert "2031-05-03 / 2031-05-05" in " ".join(table(folder / "b.db", "exchange", "Kenya", "Chile").split())


def test_the_table_and_csv_hold_the_same(folder):
    db = ledger(folder)
    text = " ".join(table(db, "exchange", "Holm", "Ibarra").split())
    assert "→" in text and "↔" in text and "reply to" in text, text
    rows = list(csv.DictReader(run("exchange", "--db", db, "--csv", "Holm", "Ibarra", check=0).stdout.decode().splitlines(True)))
    assert [row["id"] for row in rows] == [row["id"] for row in ask(db, "exchange", "Holm", "Ibarra")]


def test_filters(folder):
    db = ledger(folder)
    assert kinds(ask(db, "exchange", "Holm", "Ibarra", "--since", "2031-01-20"))[0][2] == "call"
    assert len(ask(db, "exchange", "Holm", "Ibarra", "--limit", "2")) == 2
    assert kinds(ask(db, "exchange", "Holm", "Ibarra", "--until", "2031-01-10"))[0][2] == "condolence"


def test_who_is_not_there_is_told(folder):
    db = ledger(folder)
    assert b"no actor here is called 'Nobody'" in run("exchange", "--db", db, "Holm", "Nobody", check=1).stderr
    assert b"nothing found" in run("exchange", "--db", db, "Holm", "Aasen", check=1).stderr
    assert b"missing operand" in run("exchange", "--db", db, "Holm", check=2).stderr


main(globals())
