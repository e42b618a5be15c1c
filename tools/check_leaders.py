#!/usr/bin/env python3
"""Compares data/entities/leaders.tsv with two lists of leaders and prints where they disagree.

Usage: check_leaders.py FACTS [--day 2026-01-20] [--since 1990]

FACTS is a folder with factbook-government.jsonl (World Factbook: who is chief of state and head of
government now) and leaders-1946-2021.csv (leaders of states with the months of their terms).
    now   SUR  Geerlings-Simons: nobody of that name in office on the day
    begin SUR  SANTOKHI: since 2020-07-16 there, since 2020-08-16 here
    term  GHA  Kufuor 2001-01 to 2009-01: nobody of that name in office in that time
A disagreement is a question, not a fault: both lists have mistakes of their own.
"""
import argparse
import collections
import csv
import datetime
import difflib
import json
import pathlib
import re
import unicodedata

DATA = pathlib.Path(__file__).resolve().parents[1] / "data/entities"
MONTHS = {name: n for n, name in enumerate("january february march april may june july august september october "
                                           "november december".split(), 1)}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()}
HEADS = {"president", "prime minister", "king", "queen", "emperor", "emir", "sultan", "prince", "grand duke", "pope",
         "leader", "supreme leader", "chancellor", "chief adviser", "chief executive", "chief minister", "co-prince",
         "captain regent", "presidency member", "acting president", "head of the presidential council",
         "governor-general", "governor", "minister of state", "vice president", "state counsellor", "general secretary",
         "chairman of parliament", "foreign minister", "crown prince"}
# Where the abbreviations of the list of terms are not the codes of the Correlates of War.
SAME_STATE = {"345": ["SRB", "YUG", "SCG"], "255": ["DEU"], "365": ["RUS", "SUN"], "260": ["DEU", "XWG"]}


def rows(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def words(text):
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ø", "o").replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return [w for w in re.split(r"[^a-z]+", plain) if len(w) > 1]


def alike(theirs, ours):
    """Whether two spellings may be one name: a word of each that differs little."""
    mine = words(ours)
    mine.append("".join(mine))
    return any(a == b or (len(a) > 2 and difflib.SequenceMatcher(None, a, b).ratio() >= 0.75)
               for a in words(theirs) for b in mine)


class Terms:
    def __init__(self):
        self.of = collections.defaultdict(list)
        for owner, name, _, _, _, office, since, until, others, _ in rows("leaders.tsv"):
            if office in HEADS:
                self.of[owner].append((name + " " + others.replace("|", " "), since, until or "9999-12-31"))

    def find(self, owners, name, since, until):
        return [t for o in owners for t in self.of[o] if t[1] <= until and since <= t[2] and alike(name, t[0])]


def check_now(facts, terms, states, territories, day):
    """Each name in capitals of the Factbook must be in office here too; of territories the head of government."""
    for line in open(facts / "factbook-government.jsonl", encoding="utf-8"):
        entry = json.loads(line)
        owner = states.get(((entry or {}).get("code_fips") or "").upper())
        if owner is None:
            continue
        told = set()
        for member in ("chief_of_state", "head_of_government"):
            text = entry.get(member)
            if not isinstance(text, str) or (text, owner) in told:
                continue
            if owner in territories and (member == "chief_of_state" or owner not in terms.of):
                continue
            told.add((text, owner))
            text = re.split(r"; (?:former|represented)|, represented", text)[0]
            text = re.sub(r"\((?!since|\d)[^()]*\)", "", text)
            date = re.search(r"\((?:[^()]*?since )?(?:(\d+) )?(\w+) (\d{4})", text)
            name = " ".join(re.findall(r"\b[^\W\d_a-z]{2}[^\W\d_a-z'’-]*\b", text.split("(")[0])) or text.split("(")[0]
            found = terms.find([owner], name, day, day)
            if not name.strip():
                continue
            if not found:
                print(f"now   {owner}  {text[:90]}: nobody of that name in office on {day}")
            elif date and date[2].lower() in MONTHS:
                since = f"{date[3]}-{MONTHS[date[2].lower()]:02}-{int(date[1] or 1):02}"
                begin = min(found, key=lambda t: abs(days(t[1]) - days(since)))[1]
                if abs(days(begin) - days(since)) > 45:
                    print(f"begin {owner}  {name}: since {since} there, since {begin} here")


def days(text):
    return datetime.date.fromisoformat(text).toordinal()


def check_terms(facts, terms, states, first_year):
    for row in csv.DictReader(open(facts / "leaders-1946-2021.csv", encoding="utf-8", errors="replace")):
        if row["eyear"] not in ("", ".") and int(row["eyear"]) < first_year:
            continue
        owners = SAME_STATE.get(row["ccode"]) or states.get(row["ccode"])
        if owners is None:
            print(f"state {row['stateabb']}  {row['ccode']}: no such code here")
            continue
        since = f"{row['syear']}-{int(row['smonth']):02}-28"
        until = "2021-03-01" if row["eyear"] in ("", ".") else f"{row['eyear']}-{int(row['emonth']):02}-01"
        until = max(since, until)
        if not terms.find(owners, row["leader"], since, until):
            print(f"term  {owners[0]}  {row['leader']} {since[:7]} to {until[:7]}: nobody of that name in office then")


def main():
    options = argparse.ArgumentParser(description="Compares leaders.tsv with lists of leaders.")
    options.add_argument("facts", type=pathlib.Path)
    options.add_argument("--day", default="2026-01-20")
    options.add_argument("--since", type=int, default=1990)
    chosen = options.parse_args()
    terms = Terms()
    by_fips, by_cow, territories = {}, collections.defaultdict(list), set()
    for state in rows("states.tsv"):
        if state[10] != "historical" and state[2]:
            by_fips[state[2]] = state[0]
        if state[10] == "territory":
            territories.add(state[0])
        if state[3]:
            by_cow[state[3]].append(state[0])
    check_now(chosen.facts, terms, by_fips, territories, chosen.day)
    check_terms(chosen.facts, terms, by_cow, chosen.since)


main()
