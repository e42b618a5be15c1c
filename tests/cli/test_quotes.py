"""dateline quotes: who said what to whom, and about what."""
from asking import ask, ledger, table
from tap import main, run


def texts(rows):
    return [row["text"] for row in rows]


def test_a_speaker_is_named_by_name_word_or_key(folder):
    db = ledger(folder)
    by_word = ask(db, "quotes", "--speaker", "holm")
    assert by_word and all(row["speaker"] == "Signe Holm" for row in by_word), by_word
    assert ask(db, "quotes", "--speaker", "SIGNE HOLM") == by_word
    assert ask(db, "quotes", "--speaker", by_word[0]["speaker_key"]) == by_word
    assert ask(db, "quotes", "--from", "Holm") == by_word
    ask(db, "quotes", "--speaker", "hol", check=1)
    ask(db, "quotes", "--speaker", "person:nobody", check=1)


def test_from_and_speaker_are_one_option(folder):
    done = run("quotes", "--db", ledger(folder), "--from", "Holm", "--speaker", "Ibarra", check=2)
    assert b"choose one of --from and --speaker" in done.stderr


def test_what_stands_in_a_letter_is_said_to_whom_it_was_sent(folder):
    db = ledger(folder)
    rows = ask(db, "quotes", "--speaker", "Holm", "--to", "Ibarra")
    assert len(rows) == 3 and all("families" in text for text in texts(rows)), rows
    assert {row["to"] for row in rows} == {"Rosa Ibarra"}
    assert ask(db, "quotes", "--to", "reporters")[0]["text"] == "fish exports had doubled"


def test_about_finds_the_words_of_the_quotation_first(folder):
    db = ledger(folder)
    rows = ask(db, "quotes", "--about", "letter")
    assert len(rows) == 3 and "families" in rows[0]["text"], rows  # of the sentence: "wrote in the letter"
    rows = ask(db, "quotes", "--about", "norwegian")
    assert [("The Norwegian people" in text) for text in texts(rows)] == [True, False, False], rows
    assert "ships" in rows[2]["text"], rows  # "Norwegian Foreign Minister Nils Aasen said ..."
    assert texts(ask(db, "quotes", "--about", "MINERS rescue")) == ["the rescue of the miners had ended"]
    ask(db, "quotes", "--about", "miners earthquake", check=1)  # both in articles, never in one sentence


def test_about_takes_beginnings_of_words_and_no_other_syntax(folder):
    db = ledger(folder)
    assert texts(ask(db, "quotes", "--about", "export*", "--limit", "1")) == ["fish exports had doubled"]
    ask(db, "quotes", "--about", "export", check=1)
    ask(db, "quotes", "--about", '"fish OR" NEAR(', check=1)


def test_a_state_is_not_everything_with_its_name_in_it(folder):
    db = ledger(folder)
    assert ask(db, "quotes", "--speaker", "country:NOR"), "whoever is of Norway"
    ask(db, "quotes", "--speaker", "Republic of Chile", check=1)
    assert ask(db, "quotes", "--speaker", "Chile: government")


def test_dates_and_limits(folder):
    db = ledger(folder)
    late = ask(db, "quotes", "--since", "2031-01-10")
    assert late and all(row["published"] >= "2031-01-10" for row in late)
    assert len(ask(db, "quotes", "--until", "2031-01-08", "--limit", "2")) == 2
    run("quotes", "--db", db, "--since", "tomorrow", check=2)


def test_the_table_shows_whom_the_words_were_for_and_through_whom_they_came(folder):
    lines = table(ledger(folder), "quotes", "--speaker", "Holm", "--to", "Ibarra").splitlines()
    assert lines[0].split() == ["id", "published", "speaker", "to", "through"], lines[0]
    assert "Rosa Ibarra" in lines[2] and "Fjord Post" in "".join(lines), lines


main(globals())
