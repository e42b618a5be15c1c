"""Figures that contradict each other, as the ledger tells them of articles of one story."""
import json

from tap import main, run

LEADS = ["""STRELSAU, May 10 (RPA) - An explosion tore through the grain harbour of Strelsau in Ruritania on Tuesday.

The blast destroyed a grain warehouse in the harbour, witnesses said, and ships left Strelsau for the bay.

""", """Ruritania mourned on Wednesday after the explosion in the harbour of Strelsau, where a grain warehouse burnt out.

Flags flew at half mast in Strelsau. Divers searched the harbour for victims of the blast, and grain ships were sent to other ports.

"""]


def conflicts(folder, *bodies):
    for i, body in enumerate(bodies):
        (folder / f"{i}.txt").write_text(f"date: 2023-05-1{i}\n\n" + LEADS[i] + body + "\n")
    db = folder / "a.db"
    run("add", "--db", db, *[folder / f"{i}.txt" for i in range(len(bodies))], check=0)
    stories = [json.loads(line) for line in run("stories", "--db", db, "--json").stdout.splitlines()]
    assert len(stories) == 1, stories
    told = [json.loads(line) for line in run("conflicts", "--db", db, "--json").stdout.splitlines()]
    return [(c["kind"], c["about"], sorted(m["value"] for m in c["members"])) for c in told
            if c["kind"] in ("figure", "drift")]


def test_a_toll_that_rises_is_a_drift(folder):
    (found,) = conflicts(folder, "At least 12 people were killed.", "The blast at Strelsau killed 31 people.")
    assert found[:2] == ("drift", "dead"), found


def test_two_holders_in_one_article_contradict_each_other(folder):
    (found,) = conflicts(folder, 'Fourteen people died, Governor Alan Ruddock said.\n\nAt least 40 people were killed, according to the '
                         "Graustark Times.")
    assert found == ("figure", "dead", ["At least 40", "Fourteen"]), found


def test_rows_and_parts_are_not_compared(folder):
    assert not conflicts(folder, "- People killed in the harbour of Strelsau: 14\n- People killed in the bay: 90",
                         "The captain and three other people were killed in the harbour of Strelsau.")


main(globals())
