"""dateline export: every format is read back by a strict reader of our own, and by that of the field where it is there."""
import importlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import conllu_check
import export_readers as readers
from export_articles import ARTICLES
from tap import PROGRAM, SAMPLE, main, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "docs"))
from json_schema import faults  # noqa: E402

FORMATS = ["plover", "gdelt-events", "gdelt-mentions", "icews", "polecat", "phoenix", "conllu", "w3c", "ftm", "jsonl"]
TABLES = ["articles", "actors", "stories", "messages", "reports", "quotes", "events", "occurrences", "claims", "figures", "variants",
          "conflicts"]


def ledger(folder, articles=ARTICLES, name="a.db"):
    path = folder / (name + ".jsonl")
    path.write_text("".join(json.dumps(a) + "\n" for a in articles))
    run("add", "--quiet", "--db", folder / name, path, check=0)
    return folder / name


def export(db, name, *options, check=0):
    return run("export", "--db", db, "--format", name, *options, check=check).stdout


def table(db, name, *options):
    return readers.rows(name, export(db, name, *options))


def records(db, kind, *options):
    return [r for r in readers.json_lines(export(db, "jsonl", *options)) if r["record"] == kind]


def texts(db):
    return {a["id"]: a["text"] for a in records(db, "article")}


def reader_of(name):
    """A package that need not be there; the tests say when it is not."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"# no package {name}: read by our own reader alone")
        return None


# ---- Event data -------------------------------------------------------------------------------------------------------


def pairs(rows, source, target, code):
    return [(r[source], r[target], r[code]) for r in rows]


def test_gdelt_events(folder):
    rows = table(ledger(folder), "gdelt-events")
    found = pairs(rows, "Actor1Code", "Actor2Code", "EventCode")
    assert ("NORGOV", "ALB", "042") in found and ("ALB", "NORGOV", "043") in found, found
    assert ("NOR", "ALB", "057") in found and ("ALB", "NOR", "057") in found, found
    assert ("NOR", "ALB", "070") in found and ("ALB", "NOR", "070") not in found, found
    assert ("IGOUNO", "KEN", "0253") in found, found
    assert len({r["GLOBALEVENTID"] for r in rows}) == len(rows)
    for r in rows:
        assert r["EventCode"].startswith(r["EventBaseCode"]) and r["EventCode"].startswith(r["EventRootCode"])
        assert r["SQLDATE"].startswith(r["MonthYear"]) and r["MonthYear"].startswith(r["Year"])
        year, month, day = int(r["Year"]), int(r["SQLDATE"][4:6]), int(r["SQLDATE"][6:])
        assert abs(float(r["FractionDate"]) - (year + (month * 30 + day) / 365)) < 1e-3
        assert not r["Actor1Code"] or r["Actor1Code"].startswith(r["Actor1CountryCode"])
    killed, = [r for r in rows if r["ActionGeo_Fullname"] == "Eldoret, Kenya"]
    assert (killed["ActionGeo_Type"], killed["ActionGeo_CountryCode"], killed["IsRootEvent"]) == ("4", "KE", "1")
    assert killed["SQLDATE"] == "20310302" and killed["DATEADDED"] == "20310305000000"


def test_gdelt_files_do_not_count_what_did_not_happen(folder):
    db = ledger(folder)
    expected = {"asserted", "attributed", "historical"}
    by_sentence = {}
    for r in records(db, "event"):
        by_sentence.setdefault((r["article"], r["span"][0]), r["status"])
    happened = sum(s in expected for s in by_sentence.values()) - 1  # one has no date at all
    for name in ("icews", "polecat", "phoenix", "gdelt-mentions", "gdelt-events"):
        default, everything = table(db, name), table(db, name, "--status", "all")
        assert len(everything) > len(default) >= happened, (name, len(default), len(everything))
        planned = table(db, name, "--status", "planned,possible")
        assert 0 < len(planned) < len(everything), name
    statuses = {r["status"] for r in records(db, "event")}
    assert {"asserted", "attributed", "denied", "negated", "planned", "possible", "conditional", "historical"} == statuses


def test_background_counts_only_with_a_day_of_its_own(folder):
    db = ledger(folder)
    row, = [r for r in table(db, "icews") if r["Event Date"].startswith("1912")]
    assert row["Source Name"] == "Kenya" and row["Target Name"] == "Chile", row


def test_gdelt_mentions_point_to_the_words(folder):
    db = ledger(folder)
    by_url = {a["url"] or a["id"]: a for a in records(db, "article")}
    events = {r["GLOBALEVENTID"]: r for r in table(db, "gdelt-events")}
    mentions = table(db, "gdelt-mentions")
    assert {m["GLOBALEVENTID"] for m in mentions} == set(events)
    checked = 0
    predicates = {}
    for e in records(db, "event"):
        predicates.setdefault(e["article"], set()).add((e["sentence"], e["predicate"]))
    for m in mentions:
        article = by_url[m["MentionIdentifier"]]
        text = article["text"]
        assert int(m["MentionDocLen"]) == len(text)
        action = int(m["ActionCharOffset"])
        assert any(text.startswith(p, action) for _, p in predicates[article["id"]]), text[action:action + 20]
        assert m["MentionSourceName"] in ("fjord.example", "kilima.example", "lake.example")
        for who in ("Actor1", "Actor2"):
            offset, name = int(m[who + "CharOffset"]), events[m["GLOBALEVENTID"]][who + "Name"]
            if offset < 0:
                assert offset == -1
                continue
            printed = text[offset:offset + 40]
            last = name.split()[-1].split(":")[0]
            assert last.lower() in printed.lower() or name.split(":")[0][:4].lower() in printed.lower() \
                or "Chilean president" in printed, (name, printed)
            checked += 1
    assert checked >= 10 and any(ord(c) > 0xFFFF for a in by_url.values() for c in a["text"])


def test_an_event_told_twice_is_one_row_with_two_mentions(folder):
    db = ledger(folder)
    once, = [r for r in table(db, "gdelt-events") if r["EventCode"] == "173"]
    assert (once["NumMentions"], once["NumSources"], once["NumArticles"]) == ("2", "2", "2"), once
    assert once["SOURCEURL"] == "https://kilima.example/war", "the first that tells of it"
    told = [m["MentionIdentifier"] for m in table(db, "gdelt-mentions") if m["GLOBALEVENTID"] == once["GLOBALEVENTID"]]
    assert told == ["https://kilima.example/war", "https://lake.example/nairobi"], told
    record, = [r for r in readers.json_lines(export(db, "plover")) if r["event"] == ["COERCE"]]
    assert record["comment"] == "asserted; told by 2 articles" and record["link"] == "https://kilima.example/war", record
    assert sum(r["CAMEO Code"] == "173" for r in table(db, "icews")) == 2, "ICEWS codes stories"
    counts = {}
    for m in table(db, "gdelt-mentions"):
        counts[m["GLOBALEVENTID"]] = counts.get(m["GLOBALEVENTID"], 0) + 1
    for r in table(db, "gdelt-events"):
        assert counts[r["GLOBALEVENTID"]] == int(r["NumMentions"]), r
    about = [r for r in table(db, "gdelt-events", "--since", "2031-03-02", "--about", "officers") if r["EventCode"] == "173"]
    assert [r["SOURCEURL"] for r in about] == ["https://lake.example/nairobi"], "the first of those that are asked for"


def test_icews(folder):
    rows = table(ledger(folder), "icews")
    found = {(r["Source Name"], r["Event Text"], r["Target Name"]): r for r in rows}
    assert found["Nils Åasen", "Make a visit", "Albania"]["Intensity"] == "1.9"
    assert found["Albania", "Host a visit", "Nils Åasen"]["CAMEO Code"] == "043"
    row = [r for r in rows if r["Event Text"] == "Arrest, detain, or charge with legal action"][0]
    assert (row["Source Name"], row["Source Sectors"], row["Source Country"]) == ("Police (Kenya)", "Police,Government", "Kenya")
    assert (row["City"], row["Country"], row["CAMEO Code"]) == ("Nairobi", "Kenya", "173")
    assert any(r["Publisher"] == "Fjord Post" for r in rows), "a tab in a name must not part a field"


def test_polecat(folder):
    rows = table(ledger(folder), "polecat")
    visit, = [r for r in rows if r["Event Mode"] == "visit"]
    assert visit["Actor Name"] == "Nils Åasen; Albania" and visit["Recipient Name"] == "None", visit
    assert visit["Actor Country"] == "NOR; ALB" and visit["Actor COW"] == "385; 339" and visit["Quad Code"] == "VERBAL COOPERATION"
    arrest = [r for r in rows if r["Event Mode"] == "arrest"][0]
    assert arrest["GeoNames ID"] != "None" and arrest["Raw Placename"] == "Nairobi" and arrest["Country"] == "KEN"
    assert arrest["Publication Date"] == "2031-03-05" and "Agron" not in arrest["Story People"]


def test_phoenix(folder):
    db = ledger(folder)
    rows = table(db, "phoenix")
    visit, = [r for r in rows if r["EventCode"] == "042"]
    assert (visit["SourceActorFull"], visit["SourceActorEntity"], visit["SourceActorRole"]) == ("NORGOV", "NOR", "GOV")
    request, = [r for r in rows if r["SourceActorFull"] == "IGOUNO"]
    assert request["PentaClass"] == "0" and request["SourceActorRole"] == "UNO"
    twice = [{**ARTICLES[1], "url": "https://other.example/war", "title": "Again", "text": text}
             for text in (ARTICLES[1]["text"].replace("Rebels killed", "Two rebels killed"),)]
    db = ledger(folder, ARTICLES + twice, "twice.db")
    rows, once = table(db, "phoenix"), table(db, "phoenix", "--one-a-day")
    key = [(r["Date"], r["SourceActorFull"], r["TargetActorFull"], r["EventCode"]) for r in rows]
    assert len(once) == len(set(key)) < len(rows)
    assert [r["EventID"] for r in once] == [r["EventID"] for i, r in enumerate(rows) if key[i] not in key[:i]]


def test_plover(folder):
    db = ledger(folder)
    schema = json.loads((ROOT / "docs/formats/plover.schema.json").read_text())
    jsonschema = reader_of("jsonschema")
    rows, body = readers.json_lines(export(db, "plover")), texts(db)
    for row in rows:
        assert not list(faults(row, schema, schema)), list(faults(row, schema, schema))
        if jsonschema:
            jsonschema.validate(row, schema)
        info = row["text_info"]
        words = body[info["text_story"]][info["start"]:info["end"]]
        assert row["event_text"][0] in words, (words, row["event_text"])
    visit, = [r for r in rows if r.get("mode") == ["visit"]]
    assert [a["code"] for a in visit["actor"]] == ["NOR", "ALB"] and visit["recipient"] == []
    modes = {m for r in rows for m in r.get("mode", [])}
    assert {"historical", "future", "hypothetical", "negation"} <= modes, modes
    assert [r["size"] for r in rows if "size" in r] == [{"dead": 12}, {"arrested": 40}]
    february, = [r for r in rows if r["event"] == ["AID"]]
    assert (february["date"], february["enddate"]) == ("2031-02-01", "2031-02-28")
    denied, = [r for r in rows if r["comment"].startswith("denied")]
    assert {r["comment"] for r in rows if r["event"] == ["ASSAULT"] and "size" in r} == {"attributed to gov:KEN:army"}
    assert denied["comment"] == "denied by state:CHL" and denied["mode"] == ["negation"]


def test_filters(folder):
    db = ledger(folder)
    assert {r["Actor1Code"] for r in table(db, "gdelt-events", "--source", "Kenya", "--type", "assault")} == {"KEN"}
    assert {r["Target Name"] for r in table(db, "icews", "--target", "Kenya", "--type", "ACCUSE")} == {"Kenya"}
    assert {r["City"] for r in table(db, "icews", "--country", "KEN")} == {"Eldoret", "Nairobi"}
    assert {r["Date"] for r in table(db, "phoenix", "--since", "2031-03-03", "--until", "2031-03-03")} == {"20310303"}
    assert {r["Event Text"] for r in table(db, "icews", "--type", "19,CONSULT/visit")} == {
        "Make a visit", "Host a visit", "Use conventional military force"}
    for options in (["--status", "sure"], ["--since", "soon"]):
        assert run("export", "--db", db, "--format", "icews", *options).returncode == 2, options
    assert {r["plover"] for r in readers.csv_rows(export(db, "csv", "--table", "events", "--type", "AID,ACCUSE"))} == {"AID", "ACCUSE"}


# ---- Text and records -------------------------------------------------------------------------------------------------


def test_conllu_is_that_of_the_articles(folder):
    paths = sorted(SAMPLE.iterdir())
    run("add", "--quiet", "--db", folder / "s.db", *paths, check=0)
    found = export(folder / "s.db", "conllu").decode()
    told = run("annotate", "--format", "conllu", *paths, check=0).stdout.decode()

    def documents(text):
        return {d.split("\n")[0]: d for d in text.split("# newdoc id = ")[1:]}
    assert documents(found) == documents(told) and len(documents(found)) > 5
    conllu_check.check(found)
    conllu = reader_of("conllu")
    if conllu:
        assert len(conllu.parse(found)) == found.count("# sent_id")


def selectors(annotation):
    return {s["type"]: s for s in annotation["target"]["selector"]}


def test_w3c(folder):
    db = ledger(folder)
    body = texts(db)
    annotations = readers.json_lines(export(db, "w3c"))
    kinds = set()
    for a in annotations:
        assert a["@context"] == "http://www.w3.org/ns/anno.jsonld" and a["type"] == "Annotation"
        text = body[a["target"]["source"]["id"].removeprefix("urn:dateline:")]
        quote, place = selectors(a)["TextQuoteSelector"], selectors(a)["TextPositionSelector"]
        start, end = place["start"], place["end"]
        assert text[start:end] == quote["exact"] and quote["exact"]
        assert text[max(0, start - 32):start] == quote["prefix"] and text[end:end + 32] == quote["suffix"]
        record = json.loads(a["body"][1]["value"])
        assert a["id"] == "urn:dateline:" + record["id"]
        assert text.encode()[record["span"][0]:record["span"][1]].decode() == quote["exact"]
        kinds.add(a["body"][0]["value"])
    assert kinds == {"quotation", "report", "event", "claim", "figure"}, kinds
    assert len({a["id"] for a in annotations}) == len(annotations)


def test_ftm(folder):
    db = ledger(folder)
    data = export(db, "ftm")
    entities = readers.ftm_entities(data)
    by_schema = {}
    for e in entities.values():
        by_schema.setdefault(e["schema"], []).append(e)
    assert set(by_schema) == {"Person", "PublicBody", "Organization", "LegalEntity", "Article", "Mention", "Event", "Message"}
    letter, = by_schema["Message"] if len(by_schema["Message"]) == 1 else [
        m for m in by_schema["Message"] if m["properties"]["subject"] == ["thanks"]]
    sender, = letter["properties"]["sender"]
    assert entities[sender]["properties"]["name"] == ["Nils Åasen"]
    summary = "Norway provided aid to Albania"
    aid, = [e for e in by_schema["Event"] if summary in e["properties"].get("summary", [])]
    assert aid["properties"]["startDate"] == ["2031-02-01"] and aid["properties"]["endDate"] == ["2031-02-28"]
    assert readers.ftm_entities(export(db, "ftm", "--since", "2031-03-04")), "references hold with a filter, too"
    followthemoney = reader_of("followthemoney")
    for entity in entities.values() if followthemoney else ():
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            assert set(proxy.get(name)) == set(values), (entity["id"], name)


def test_csv(folder):
    db = ledger(folder)
    for name in TABLES:
        rows = readers.csv_rows(export(db, "csv", "--table", name, check=None))
        assert rows or name in ("variants", "conflicts"), name
    titles = {r["title"] for r in readers.csv_rows(export(db, "csv", "--table", "articles"))}
    assert "Åasen in Tirana: talks and a \"treaty\"" in {" ".join(t.split()) for t in titles}, titles


def test_jsonl_is_as_its_schema_says(folder):
    schema = json.loads((ROOT / "docs/formats/ledger.schema.json").read_text())
    run("add", "--quiet", "--db", folder / "s.db", *sorted(SAMPLE.iterdir()), check=0)
    jsonschema = reader_of("jsonschema")
    if jsonschema:
        jsonschema.Draft202012Validator.check_schema(schema)
    kinds = set()
    for db in (ledger(folder), folder / "s.db"):
        for record in readers.json_lines(export(db, "jsonl")):
            part = schema["$defs"][record["record"]]
            assert not list(faults(record, part, schema)), (record["record"], list(faults(record, part, schema)))
            if jsonschema:
                jsonschema.validate(record, {**part, "$defs": schema["$defs"]})
            kinds.add(record["record"])
    assert kinds == {ref["$ref"].removeprefix("#/$defs/") for ref in schema["oneOf"]}, kinds


# ---- Files ------------------------------------------------------------------------------------------------------------


def test_same_bytes_in_any_order_of_adding(folder):
    first, second = ledger(folder), ledger(folder, ARTICLES[::-1], "b.db")
    for name in FORMATS:
        a, b = export(first, name), export(second, name)
        if name == "jsonl":  # where an article was read is told, too
            a, b = ([{k: v for k, v in r.items() if k not in ("path", "path_offset")} for r in readers.json_lines(x)] for x in (a, b))
        assert a == b, name


def test_output_is_put_in_place_when_it_is_whole(folder):
    db, out = ledger(folder), folder / "out.tsv"
    out.write_text("old")
    assert export(db, "icews", "--output", out) == b""
    assert out.read_bytes() == export(db, "icews")
    out.write_text("old")
    export(db, "icews", "--output", out, "--since", "nonsense", check=2)
    assert out.read_text() == "old" and not list(folder.glob("*.part"))
    done = run("export", "--db", db, "--format", "icews", "--output", folder / "no" / "where", check=None)
    assert done.returncode != 0 and b"cannot write to" in done.stderr
    done = subprocess.run(f"'{PROGRAM}' export --db '{db}' --format jsonl > /dev/full", shell=True, capture_output=True)
    assert done.returncode != 0 and b"cannot write to standard output" in done.stderr


def test_a_stopped_export_leaves_the_old_file(folder):
    many = [{**a, "url": f"https://fjord.example/{i}", "text": a["text"].replace("March", f"{i} March")}
            for i in range(40) for a in ARTICLES[:2]]
    db, out = ledger(folder, many), folder / "out.conllu"
    out.write_text("old")
    process = subprocess.Popen([PROGRAM, "export", "--db", db, "--format", "conllu", "--output", out], stderr=subprocess.PIPE)
    while process.poll() is None and not list(folder.glob("*.part")):
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert not list(folder.glob("*.part")), os.listdir(folder)
    if process.returncode == 0:  # it was quicker
        assert out.read_bytes().startswith(b"# newdoc")
    else:
        assert b"stopped" in told and out.read_text() == "old", told


def test_usage(folder):
    db = ledger(folder)
    for options, told in ((["--format", "gdelt"], b"gdelt-events"), ([], b"--format is missing"), (["--format", "csv"], b"quotes"),
                          (["--format", "csv", "--table", "x"], b"is no table"), (["--format", "icews", "--table", "events"], b"csv"),
                          (["--format", "icews", "--one-a-day"], b"phoenix"),
                          (["--format", "icews", "--from", "A", "--source", "B"], b"they mean the same")):
        done = run("export", "--db", db, *options, check=2)
        assert told in done.stderr, (options, done.stderr)
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "data/export/countries.tsv").write_text("# iso3\tcameo\ticews\tftm\nQQQ\t-\t-\t-\n")
    done = run("export", "--db", db, "--format", "icews", "--data", folder / "data", check=None)
    assert done.returncode != 0 and b"data/export/countries.tsv:2: 'QQQ' is no state" in done.stderr, done.stderr
    assert run("export", "--db", db, "--format", "icews", "--since", "2099", check=1).stderr.endswith(b"nothing found\n")


if __name__ == "__main__":
    main(globals())
