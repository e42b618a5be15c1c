"""Claims over several articles: who held it first, who repeats, denies, confirms or retracts it; in any order."""
import itertools
import json

from tap import main, run

ARTICLES = (
    ("2024-05-10", "Northern Gazette", "Norway said on Friday that Sweden had moved 3,000 troops to the Finnish border. "
     "Neither Stockholm nor Helsinki confirmed or denied the claim."),
    ("2024-05-11", "Harbour Times", "Sweden on Saturday denied that it had moved 3,000 troops to the Finnish border. "
     "The harbour was closed for repairs."),
    ("2024-05-12", "Evening Mail", "Some 3,000 troops had been moved to the Finnish border by Sweden, Norway said again on Sunday."),
    ("2024-05-13", "Hill Herald", "Denmark confirmed on Monday that Sweden had moved 3,000 troops to the Finnish border."),
    ("2024-05-13", "Valley Post", "The mayor said that 40 new buses had been bought for the school run in the valley."),
    ("2024-09-20", "Northern Gazette", "Norway said on Friday that Sweden had moved 3,000 troops to the Finnish border."),
)


def ledger(folder, articles, name="a.db"):
    db = folder / name
    for number, (day, outlet, text) in enumerate(articles):
        path = folder / f"{name}-{number}.json"
        path.write_text(json.dumps({"url": f"http://{outlet.split()[0].lower()}.example/{day}", "published": day,
                                    "outlet": outlet, "title": outlet, "text": text}))
        run("add", "--quiet", "--db", db, path, check=0)
    return db


def claims(db, *options):
    return [json.loads(line) for line in run("claims", "--db", db, "--json", *options, check=0).stdout.splitlines()]


def history(db):
    found = [claim["history"] for claim in claims(db, "--about", "troops", "--until", "2024-06") if claim["history"]]
    assert found and all(one == found[0] for one in found)
    return [(step["published"], step["holder"], step["relation"]) for step in found[0]]


def test_one_claim_over_four_articles(folder):
    assert history(ledger(folder, ARTICLES)) == [
        ("2024-05-10", "Norway", "first"),
        ("2024-05-10", "Sweden, Finland", "neither confirms nor denies"),
        ("2024-05-11", "Sweden", "denies"),
        ("2024-05-12", "Norway", "repeats"),
        ("2024-05-13", "Denmark", "confirms")]


def test_independent_sources_count_copies_once(folder):
    day, outlet, text = ARTICLES[0]
    text += (" Fishermen in the north said the ferries were late that week, because of fog and a strike of pilots who want"
             " shorter nights, and the market for herring stayed closed until noon on both days of the fair.")
    copied = ((day, outlet, text), ARTICLES[1], ("2024-05-11", "Echo Online", text), ARTICLES[3])
    for number, articles in enumerate((copied, copied[::-1])):
        (told,) = {claim["independent_sources"] for claim in claims(ledger(folder, articles, f"c{number}.db"), "--about", "troops")}
        assert told == 3, told


def test_links_lead_to_claims(folder):
    db = ledger(folder, ARTICLES)
    found = {claim["id"]: claim for claim in claims(db, "--until", "2024-06")}
    denial = next(claim for claim in found.values() if claim["relation"] == "denies")
    assert found[denial["to"]]["holder"] == "Norway" and found[denial["to"]]["published"] == "2024-05-10"
    assert denial["standing"] == "disputed" and denial["link"] == f"denies {denial['to'][:8]}"
    repeat = next(claim for claim in found.values() if claim["relation"] == "repeats")
    assert found[repeat["to"]]["holder"] == "Norway"


def test_months_later_it_is_told_anew(folder):
    late = [claim for claim in claims(ledger(folder, ARTICLES), "--since", "2024-09")]
    assert len(late) == 1 and late[0]["thesis"] is None and late[0]["history"] == [], late


def test_order_makes_no_difference(folder):
    outputs = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(ARTICLES[:4]), 0, None, 5)):
        rows = claims(ledger(folder, order, f"{number}.db"))
        outputs.add(json.dumps(rows))
    assert len(outputs) == 1


def test_one_run_is_as_good_as_many(folder):
    lines = folder / "all.jsonl"
    lines.write_text("".join(json.dumps({"url": f"http://{outlet.split()[0].lower()}.example/{day}", "published": day,
                                         "outlet": outlet, "title": outlet, "text": text}) + "\n"
                             for day, outlet, text in ARTICLES))
    run("add", "--quiet", "--db", folder / "one.db", lines, check=0)
    assert history(folder / "one.db") == history(ledger(folder, ARTICLES))
    assert len(claims(folder / "one.db")) == len(claims(ledger(folder, ARTICLES, "b.db")))


def test_status_asks_for_stances_links_and_outcomes(folder):
    db = ledger(folder, ARTICLES)
    stances = lambda *options: sorted({claim["stance"] for claim in claims(db, *options)})
    assert stances("--status", "denies") == ["denies"]
    assert stances("--status", "denies,confirms") == ["confirms", "denies"]
    assert len(claims(db, "--status", "disputed")) == 5
    assert [claim["published"] for claim in claims(db, "--status", "repeats")] == ["2024-05-12"]
    assert b"is none of asserts,denies" in run("claims", "--db", db, "--status", "sure", check=2).stderr


def test_holder_is_from(folder):
    db = ledger(folder, ARTICLES)
    assert claims(db, "--holder", "Sweden") == claims(db, "--from", "Sweden") != []
    assert b"mean the same" in run("claims", "--db", db, "--holder", "Sweden", "--from", "Norway", check=2).stderr


def test_about_looks_at_the_claims_own_words(folder):
    db = ledger(folder, ARTICLES)
    assert claims(db, "--about", "buses")[0]["published"] == "2024-05-13"
    assert all("harbour" not in claim["claim"] for claim in claims(db, "--about", "troops"))
    assert run("claims", "--db", db, "--about", "harbour", check=1).stdout == b""


def test_table_fits_80_columns(folder):
    db = ledger(folder, ARTICLES)
    for output in (run("claims", "--db", db, check=0), run("claims", "--db", db, "--about", "troops", check=0)):
        assert max(len(line) for line in output.stdout.decode().splitlines()) <= 80
    assert run("claims", "--db", db, "--csv", check=0).stdout.startswith(b"id,published,holder,stance,link,claim,")


def test_show_and_explain_tell_the_history(folder):
    db = ledger(folder, ARTICLES)
    thesis = next(claim["thesis"] for claim in claims(db, "--status", "denies"))
    shown = run("show", "--db", db, thesis, check=0).stdout.decode()
    for words in ("standing", "disputed", "Norway", "Sweden", "Denmark", "2024-05-10", "repeats", "denies", "confirms"):
        assert words in shown, words
    assert max(map(len, shown.splitlines())) <= 80
    explained = [json.loads(line) for line in run("explain", "--db", db, "--json", thesis, check=0).stdout.splitlines()]
    assert [row["kind"] for row in explained][:5] == ["first", "neither confirms nor denies", "denies", "repeats", "confirms"]
    assert all(row["sentence"] and row["rule"].startswith("CLAIM-") for row in explained[:5])


def test_an_identity_learnt_later_changes_who_repeats(folder):
    db = ledger(folder, (
        ("2024-05-10", "A Post", "Smith claimed that Sweden had moved 3,000 troops to the Finnish border."),
        ("2024-05-11", "B Post", "Defence Minister Ann Smith of Norway said that 3,000 troops had been moved to the Finnish border by Sweden.")))
    assert len(history(db)) == 2


main(globals())
