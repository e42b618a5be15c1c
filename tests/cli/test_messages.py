"""One message told by many articles: who is meant, and that the order of the articles does not matter."""
import json
import random

from tap import main, run

LISTINGS = "messages reports stories conflicts variants".split()


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


ALL = [RUTO, KENYA, LEADER, MINISTER, LATER]


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


main(globals())
