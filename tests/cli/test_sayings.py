"""Quotations told in quite other words become one saying, by what they mean."""
import itertools
import json

from tap import main, run


OTHERS = {  # headline, first and last paragraph: what surrounds the words is no copy
    "north": ("Torvald before the press", "Foreign Minister Ilse Torvald met reporters here in the morning.",
              "The council of the northern towns sits again next week."),
    "south": ("No end in sight for the ports", "Cranes stood still along the southern coast, and ships waited in the bay.",
              "Grain for the islands is running short."),
    "west": ("Trains cancelled once more", "Passengers slept on benches after the last train had gone.",
             "Buses of the army are to help from Sunday on."),
}


def article(folder, name, day, words):
    path = folder / f"{name}.txt"
    path.write_text(f"{OTHERS[name][0]}\n\nVARDEN, {day} — {OTHERS[name][1]}\n\n{words}\n\n{OTHERS[name][2]}\n", "utf-8")
    return path


def add(folder, *paths):
    db = folder / f"{len(list(folder.glob('*.db')))}.db"
    for path in paths:
        run("add", "--quiet", "--db", db, path)
    return db


def variants(db):
    found = run("variants", "--db", db, "--json", check=None).stdout.decode()
    return sorted(sorted(quotation["text"] for quotation in json.loads(line)["quotations"])
                  for line in found.splitlines())


RAISED = 'Foreign Minister Ilse Torvald said: "The workers will not return to their jobs until wages are raised."'
PAID = 'Foreign Minister Ilse Torvald said that the workers would stay away from their jobs until pay was increased.'


def test_a_saying_is_found_by_what_it_means(folder):
    db = add(folder, article(folder, "north", "March 3, 2031", RAISED), article(folder, "south", "March 4, 2031", PAID))
    ((first, second),) = variants(db)
    assert "raised" in first and "increased" in second, (first, second)


def test_the_order_of_adding_does_not_matter(folder):
    paths = [article(folder, "north", "March 3, 2031", RAISED), article(folder, "south", "March 4, 2031", PAID),
             article(folder, "west", "March 4, 2031", RAISED.replace("return to", "come back to"))]
    listings = {json.dumps(variants(add(folder, *order))) for order in itertools.permutations(paths)}
    assert len(listings) == 1, listings
    (group,) = json.loads(listings.pop())
    assert len(group) == 3, group


def test_other_numbers_are_another_saying(folder):
    said = 'Foreign Minister Ilse Torvald said: "At least {} soldiers have been killed on the eastern border this week."'
    db = add(folder, article(folder, "north", "March 3, 2031", said.format(50)),
             article(folder, "south", "March 4, 2031", said.format(105)))
    assert variants(db) == []


def test_what_denies_it_is_another_saying(folder):
    ready = 'Foreign Minister Ilse Torvald said that the council was ready to discuss a ceasefire with the rebels.'
    never = 'Foreign Minister Ilse Torvald said that the council had never discussed any ceasefire with the rebels.'
    db = add(folder, article(folder, "north", "March 3, 2031", ready), article(folder, "south", "March 4, 2031", never))
    assert variants(db) == []


main(globals())
