"""One message told by many articles: who is meant, and that the order of the articles does not matter."""
import json
import random

from tap import main, run

LISTINGS = "messages stories conflicts variants".split()


def article(name, day, text, **more):
    return {"url": f"https://{name}.example/{day}", "outlet": name, "published": day, "text": text, **more}


def write(path, articles):
    path.write_text("".join(json.dumps(one) + "\n" for one in articles))
    return path


def add(folder, articles, name="a"):
    db = folder / f"{name}.db"
    run("add", "--db", db, write(folder / f"{name}.jsonl", articles), check=0)
    return db


def records(db, command, *options):
    return [json.loads(line) for line in run(command, "--db", db, "--json", *options).stdout.splitlines()]


def messages(db):
    return sorted((m["from"], m["to"], m["kind"], m["articles"]) for m in records(db, "messages"))


RUTO = article("savanna", "2031-05-05",
               "Kenyan President William Ruto congratulated Norwegian Prime Minister Ann Fjeld on her election victory on Sunday.")
KENYA = article("fjord", "2031-05-06", "Kenya congratulated Norwegian Prime Minister Ann Fjeld on her election victory.")
LEADER = article("lagoon", "2031-05-06",
                 "The Kenyan president congratulated Prime Minister Ann Fjeld of Norway on her election victory.")
MINISTER = article("harbour", "2031-05-05",
                   "Kenyan Foreign Minister Jane Otieno congratulated Norwegian Prime Minister Ann Fjeld on her election victory.")
LATER = article("ridge", "2031-09-09", "Kenya congratulated Norwegian Prime Minister Ann Fjeld on her election victory.")


def test_a_state_is_its_head_where_another_article_names_him(folder):
    assert messages(add(folder, [RUTO, KENYA, LEADER])) == [("William Ruto", "Ann Fjeld", "congratulation", 3)]


def test_a_minister_writes_a_letter_of_her_own(folder):
    found = messages(add(folder, [MINISTER, KENYA]))
    assert found == [("Jane Otieno", "Ann Fjeld", "congratulation", 1), ("Kenya", "Ann Fjeld", "congratulation", 1)]


def test_a_state_stays_a_state_months_later(folder):
    found = messages(add(folder, [RUTO, LATER]))
    assert found == [("Kenya", "Ann Fjeld", "congratulation", 1), ("William Ruto", "Ann Fjeld", "congratulation", 1)]


# ---- From how many places ----

TAILS = ["Farmers in the valley wait for rain and count their goats.", "A ferry sank last week; nobody was hurt.",
         "The museum of tea opens in June with forty rooms.", "Prices of copper fell while those of tin rose a little.",
         "Painters restored the chapel above the old harbour.", "Two teams of rowers train on the frozen lake."]


def own_words(number, text):
    """Different articles, not copies of one."""
    return f"{text}\n\n{TAILS[number]} {TAILS[(number + 2) % 6]}\n\n{TAILS[(number + 3) % 6][::-1]}"


KCNA = "North Korean leader Kim Jong Un sent a letter to Kenyan President William Ruto on Sunday"
WIRE = [article("coast", "2031-03-03", own_words(0, f"{KCNA}, state media KCNA reported on Monday, according to Yonhap.")),
        article("delta", "2031-03-03", own_words(1, f"{KCNA}, the KCNA news agency said, Yonhap reported.")),
        article("mesa", "2031-03-04", own_words(2, f"{KCNA}, Yonhap reported on Tuesday.")),
        article("copse", "2031-03-05", own_words(3, f"{KCNA}, Yonhap reported on Tuesday."))]
OTHER = article("heath", "2031-03-04", own_words(4, f"{KCNA}, the Kenyan presidency said."))
NOBODY = article("tarn", "2031-03-04", own_words(5, f"{KCNA}."))


def sources(db):
    return [(m["articles"], m["sources"], m["independent_sources"]) for m in records(db, "messages")]


def test_who_passes_on_what_an_agency_told_is_no_source(folder):
    assert sources(add(folder, WIRE[:3], "a")) == [(3, 3, 1)]
    assert sources(add(folder, WIRE[2:3], "b")) == [(1, 1, 1)]
    assert sources(add(folder, WIRE + [OTHER], "c")) == [(5, 5, 2)], sources(folder / "c.db")
    assert sources(add(folder, WIRE + [OTHER, NOBODY], "d")) == [(6, 6, 3)]


LONG = (" He praised the harvest of barley along the river and wished the people of the valley a mild winter, full barns"
        " and many visitors, and he said that the bridge at Garissa, long promised, would be built before the rains came.")


def test_copies_are_one_source(folder):
    told = [article(name, "2031-03-04", KCNA + "." + LONG) for name in ("tarn", "birch", "willow")]
    assert sources(add(folder, told)) == [(3, 1, 1)]


# ---- Conflicts ----

def conflicts(db):
    return sorted((x["kind"], x["about"], x["values"]) for x in records(db, "conflicts"))


LETTER = article("tarn", "2031-12-30", "Kenyan President William Ruto sent a letter to Norwegian Prime Minister Ann Fjeld on"
                 " December 28.")
TELEGRAM = article("birch", "2031-12-30", "Kenyan President William Ruto sent a telegram to Norwegian Prime Minister Ann"
                   " Fjeld on December 29.")


def test_a_letter_and_a_telegram_on_two_days_are_conflicts(folder):
    db = add(folder, [LETTER, TELEGRAM])
    assert conflicts(db) == [("date", "sent", "2031-12-28 / 2031-12-29"), ("kind", "message", "letter / telegram")]
    [message] = records(db, "messages")
    assert sorted(message["conflicts"]) == sorted(x["id"] for x in records(db, "conflicts"))


WORDS = '"The bridge over the river of our two mountains will outlive all storms and winters," Ruto said in the letter.'
TO_FJELD = [article(name, "2031-06-06", own_words(number, "Kenyan President William Ruto sent a letter to Norwegian Prime Minister"
                                                  f" Ann Fjeld on Thursday. {WORDS}"))
            for number, name in enumerate(("mesa", "heath"))]
TO_HOLM = article("copse", "2031-06-07", own_words(2, "Kenyan President William Ruto sent a letter to Norwegian Foreign Minister"
                                                   f" Odd Holm on Thursday. {WORDS}"))
OTHER_WORDS = article("tarn", "2031-06-07", own_words(3, "Kenyan President William Ruto sent a letter to Norwegian Foreign"
                                                      " Minister Odd Holm on Thursday. \"The harvest was early and the"
                                                      " barns are full of barley and beans,\" Ruto said in the letter."))


def test_one_letter_told_as_to_two_is_a_conflict_of_party(folder):
    db = add(folder, [*TO_FJELD, TO_HOLM])
    assert messages(db) == [("William Ruto", "Ann Fjeld", "letter", 3)]
    assert ("party", "recipient", "Ann Fjeld / Odd Holm") in conflicts(db)


def test_letters_in_other_words_to_two_are_two(folder):
    db = add(folder, [*TO_FJELD, OTHER_WORDS])
    assert messages(db) == [("William Ruto", "Ann Fjeld", "letter", 2), ("William Ruto", "Odd Holm", "letter", 1)]
    assert not conflicts(db)


# ---- Together ----

EXCHANGE = article("willow", "2031-12-31", own_words(4, "Kenyan President William Ruto and Norwegian Prime Minister Ann Fjeld"
                                                     " exchanged New Year greetings on Tuesday."))
GREETING = article("ash", "2032-01-01", own_words(5, "William Ruto sent New Year greetings to Ann Fjeld, Norway's prime minister,"
                                                  " the Kenyan presidency said on Wednesday."))
REPLY = article("elm", "2032-01-03", own_words(0, "Norwegian Prime Minister Ann Fjeld replied to a letter from Kenyan President"
                                               " William Ruto on Friday."))
PLAN = article("oak", "2031-11-02", own_words(1, "Kenyan President William Ruto will meet Norwegian Prime Minister Ann Fjeld in"
                                              " Oslo on November 20."))
MEETING = article("fir", "2031-11-21", own_words(2, "Norwegian Prime Minister Ann Fjeld met Kenyan President William Ruto in Oslo"
                                                 " on Thursday."))
UNDATED = {**article("yew", "", own_words(3, "William Ruto sent New Year greetings to Ann Fjeld, Norway's prime minister.")),
           "published": None}
LASTLY = article("pine", "2031-06-08", own_words(4, f"Ruto sent a letter to Fjeld, the prime minister of Norway. {WORDS}"))


def test_a_meeting_is_told_before_and_after(folder):
    assert messages(add(folder, [PLAN, MEETING])) == [("Ann Fjeld", "William Ruto", "meeting", 2)]

ALL = [RUTO, KENYA, LEADER, MINISTER, LATER, *WIRE, OTHER, NOBODY, LETTER, TELEGRAM, *TO_FJELD, TO_HOLM, OTHER_WORDS,
       EXCHANGE, GREETING, REPLY, PLAN, MEETING, UNDATED, LASTLY]


def listing(db):
    return b"".join(run(name, "--db", db, "--json").stdout for name in LISTINGS)


def test_order_and_runs_do_not_matter(folder):
    expected = listing(add(folder, ALL))
    for seed in range(8):
        shuffled = list(ALL)
        dice = random.Random(seed)
        dice.shuffle(shuffled)
        name = f"s{seed}"
        for start in range(0, len(ALL), 1 + seed % 4):
            db = add(folder, shuffled[start:start + 1 + seed % 4], name)
        assert listing(db) == expected, seed
        assert listing(add(folder, shuffled, name)) == expected, seed


def test_a_statement_to_nobody_in_particular(folder):
    texts = ["The Kenyan Foreign Ministry condemned the raid on the harbour of Lamu in a statement on Friday. Two fishermen were killed in the raid.",
             "The raid on the harbour of Lamu that killed two fishermen was condemned on Saturday. The Kenyan Foreign Ministry said in a statement on Friday that the raid must not be repeated.",
             "The Kenyan Foreign Ministry issued a statement on Friday on tea. Barley, maize and coffee will cost less at the"
             " border of Tanzania from July, farmers in Nakuru and Eldoret were told. Growers had marched for lower tariffs since the"
             " drought, when half of the harvest dried up and mills closed. Exports of flowers and avocados are not changed."]
    lines = [json.dumps({"url": f"https://savanna.example/{i}", "outlet": f"Savanna {i}", "published": "2031-05-10",
                         "title": text[:30], "text": text}) for i, text in enumerate(texts)]
    (folder / "three.jsonl").write_text("\n".join(lines))
    db = folder / "s.db"
    run("add", "--quiet", "--db", db, folder / "three.jsonl", check=0)
    rows = [json.loads(line) for line in run("messages", "--db", db, "--json", check=0).stdout.splitlines()]
    assert sorted(row["articles"] for row in rows) == [1, 2], rows
    for row in rows:
        assert row["kind"] == "statement" and row["to"] is None and row["sent"] == "2031-05-09", row
        assert [party["role"] for party in row["parties"]] == ["sender"], row
    assert run("messages", "--db", db, "--from", "Kenya: foreign ministry", "--json", check=0).stdout


main(globals())
