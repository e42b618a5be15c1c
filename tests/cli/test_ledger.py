"""The ledger as a user meets it: adding, adding again, order, threads, kills."""
import csv
import json
import os
import random
import signal
import sqlite3
import subprocess
import time

from tap import PROGRAM, SAMPLE, main, run

LISTINGS = "articles messages quotes events claims figures stories conflicts variants copies versions actors".split()


def add(db, *paths, **options):
    return run("add", "--db", db, *paths, **options)


def listing(db):
    """Everything the ledger tells, as bytes."""
    return b"".join(run(name, "--db", db, "--json").stdout for name in LISTINGS)


def records(db, command, *options):
    done = run(command, "--db", db, "--json", *options)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_samples_are_added_once(folder):
    db = folder / "a.db"
    first = add(db, SAMPLE, check=0).stdout
    assert b"12 articles added" in first, first
    before = listing(db)
    again = add(db, SAMPLE, check=0).stdout
    assert b"0 articles added, 12 known" in again, again
    assert listing(db) == before


def test_threads_and_order_do_not_matter(folder):
    paths = sorted(SAMPLE.iterdir())
    add(folder / "0.db", *paths, check=0)
    expected = listing(folder / "0.db")
    for number, threads in enumerate((1, 2, 4), 1):
        random.Random(number).shuffle(paths)
        db = folder / f"{number}.db"
        for path in paths:  # one run an article file: the ledger is merged every time anew
            add(db, "--threads", threads, path, check=0)
        assert listing(db) == expected, number


def test_a_killed_run_goes_on_where_it_was(folder):
    lines = [json.loads(line) for line in (SAMPLE / "05-archive.jsonl").read_text().splitlines()]
    with open(folder / "many.jsonl", "w") as out:
        for i in range(400):
            line = dict(lines[i % len(lines)])
            line["url"] += f"/{i}"
            out.write(json.dumps(line) + "\n")
    add(folder / "whole.db", folder / "many.jsonl", check=0)
    expected = listing(folder / "whole.db")
    db = folder / "killed.db"
    for attempt in range(6):
        child = subprocess.Popen([PROGRAM, "add", "--db", db, folder / "many.jsonl"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.05 + 0.12 * attempt)
        child.send_signal(signal.SIGKILL)
        child.wait()
        if db.exists():
            assert run("articles", "--db", db).returncode in (0, 1)
    add(db, folder / "many.jsonl", check=0)
    assert listing(db) == expected


def test_a_stop_while_waiting_for_input_keeps_what_came(folder):
    db = folder / "a.db"
    line = (SAMPLE / "05-archive.jsonl").read_bytes().splitlines(True)[0]
    child = subprocess.Popen([PROGRAM, "add", "--db", db, "-"], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdin.write(line * 2000)  # more than is looked at before the reading begins
    child.stdin.flush()
    for _ in range(200):  # until the ledger is there, so that the stop meets the reading
        if db.exists():
            break
        time.sleep(0.05)
    time.sleep(0.5)
    child.send_signal(signal.SIGINT)
    error = child.stderr.read()
    assert child.wait(timeout=60) == 4, (child.returncode, error)
    assert b"stopped" in error, error
    child.stdin.close()
    add(db, SAMPLE / "05-archive.jsonl", check=0)
    assert len(records(db, "articles")) == 4


def test_a_ledger_killed_before_its_first_table_opens(folder):
    (folder / "a.db").write_bytes(b"")
    run("articles", "--db", folder / "a.db", check=1)
    add(folder / "a.db", SAMPLE, check=0)


MORE_METADATA = "modified_origin authors canonical amp_url is_amp not_analysed".split()
EVENT_CONTEXTS = ("contexts", "content", "content_mode", "times")
PLACES = {"article": "dateline_country dateline_latitude dateline_longitude dateline_rule".split(),
          "event": "place_country place_latitude place_longitude place_geonames place_candidates place_rule".split()}

PLACES["quotation"] = ("source_start source_end medium medium_start medium_end platform occasion occasion_start"
                       " occasion_end vector").split()
SAID = [("article_actor", "said"), ("quotation", "speaker_said"), ("quotation", "addressee_said"),
        ("event", "attributed_said"), ("party", "said"), ("link", "said")]
ANSWERED = [f"answered_{name}" for name in "kind start end sent sent_first sent_last sent_weekday report".split()]
IDENTITY = "event_pair occurrence occurrence_report report_pair said_dyad actor_evidence actor_sighting sighting_country actor_parts actor_decision".split()


RUNS = {"row_run": (), "actor_article_rows": ["actor_article"], "actor_form_rows": ["actor_form"],
        "actor_alias_rows": ["actor_alias"], "actor_office_rows": ["actor_office"],
        "occurrence_key_rows": ["occurrence_id", "occurrence_key"]}
FORMS_IN_ONE = """
    DROP VIEW actor;
    CREATE TABLE form (
        key TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL,
        role TEXT NOT NULL, ownership TEXT NOT NULL, from_data INTEGER NOT NULL, articles INTEGER NOT NULL,
        PRIMARY KEY (key, name, kind, country, sector, role, ownership, from_data)) WITHOUT ROWID;
    INSERT INTO form SELECT key, name, kind, country, sector, role, ownership, from_data, sum(articles)
        FROM actor_form GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(articles) > 0;
    CREATE INDEX article_actor_by_key ON article_actor(key, article);"""


def without_runs():
    """SQL that makes tables in runs what they were before."""
    return FORMS_IN_ONE + "".join("".join(f"DROP VIEW {view};" for view in views) + f"DROP TABLE {table};"
                                  for table, views in RUNS.items()) + "ALTER TABLE form RENAME TO actor_form;"


def forget_more_metadata(db):
    ledger = sqlite3.connect(db)
    for table, names in PLACES.items():
        ledger.execute(f"UPDATE {table} SET " + ", ".join(f"{name} = NULL" for name in names))
    ledger.execute("DELETE FROM report_content")
    ledger.execute("UPDATE report SET " + ", ".join(f"{name} = NULL" for name in ANSWERED))
    ledger.execute("UPDATE message SET reply_to = NULL")
    ledger.execute("UPDATE figure SET size = NULL")  # so no toll is known to contradict another
    ledger.execute("DELETE FROM conflict_member WHERE conflict IN (SELECT id FROM conflict WHERE about = 'dead')")
    ledger.execute("DELETE FROM conflict WHERE about = 'dead'")
    ledger.execute("UPDATE event SET " + ", ".join(f"{name} = NULL" for name in EVENT_CONTEXTS))
    ledger.execute("UPDATE article SET is_amp = 0, " + ", ".join(
        f"{name} = NULL" for name in MORE_METADATA if name != "is_amp"))
    ledger.commit()
    ledger.close()


RECORDS = "quotation report event claim figure".split()


def index_by_ids(ledger):
    """Makes a ledger what version 16 held: ids in indexes of their own."""
    for table in RECORDS:
        (made,) = ledger.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        ledger.executescript(f"""ALTER TABLE {table} RENAME TO later;
            {made.replace("id TEXT NOT NULL", "id TEXT NOT NULL UNIQUE")};
            INSERT INTO {table} SELECT * FROM later; DROP TABLE later;
            CREATE INDEX {table}_by_article ON {table}(article);""")
    ledger.executescript("""
        DROP TABLE stray_record; DROP INDEX article_by_number;
        ALTER TABLE report_content RENAME TO later;
        CREATE TABLE report_content (
            article INTEGER NOT NULL, report TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
            start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, cue_start INTEGER, cue_end INTEGER, quotation TEXT,
            rule TEXT NOT NULL, PRIMARY KEY (report, position)) WITHOUT ROWID;
        INSERT INTO report_content SELECT * FROM later; DROP TABLE later;
        DROP INDEX message_report_by_article;
        CREATE INDEX message_report_by_article ON message_report(article);
        CREATE INDEX message_report_by_report ON message_report(report);
        CREATE INDEX conflict_member_by_record ON conflict_member(record);
        CREATE INDEX message_party_by_actor ON message_party(actor);
        CREATE TABLE later AS SELECT family, country, article, key FROM sighting_country;
        DROP VIEW sighting_country; DROP TABLE sighting_country_rows; DELETE FROM row_run WHERE kind = 6;
        CREATE TABLE sighting_country (
            family TEXT NOT NULL, country TEXT NOT NULL, article INTEGER NOT NULL, key TEXT NOT NULL,
            PRIMARY KEY (family, country, article, key)) WITHOUT ROWID;
        INSERT INTO sighting_country SELECT * FROM later; DROP TABLE later;
        ALTER TABLE actor_sighting RENAME TO later;
        CREATE TABLE actor_sighting (
            family TEXT NOT NULL, article INTEGER NOT NULL, key TEXT NOT NULL, day INTEGER, office TEXT, country TEXT,
            countries TEXT, actor TEXT, rule TEXT, confidence REAL, candidates TEXT,
            PRIMARY KEY (family, article, key)) WITHOUT ROWID;
        INSERT INTO actor_sighting SELECT * FROM later; DROP TABLE later;
        ALTER TABLE version RENAME TO later;
        CREATE TABLE version (article INTEGER PRIMARY KEY, address TEXT NOT NULL, position INTEGER NOT NULL, newer INTEGER);
        INSERT INTO version SELECT article, address, coalesce(position, 0), newer FROM later; DROP TABLE later;
        CREATE INDEX version_by_address ON version(address, position);
        DROP INDEX actor_office_by_key;
        CREATE INDEX actor_office_by_key ON actor_office_rows(run, key);
        DROP VIEW story_id; DROP TABLE story_id_rows; DELETE FROM row_run WHERE kind = 5;
        ALTER TABLE story_article RENAME TO later;
        CREATE TABLE story_article (
            article INTEGER PRIMARY KEY, story TEXT NOT NULL, position INTEGER NOT NULL, day INTEGER, copy_of INTEGER);
        INSERT INTO story_article SELECT l.article, s.id, l.position, l.day, l.copy_of FROM later l JOIN story s ON s.n = l.story;
        DROP TABLE later;
        CREATE INDEX story_article_by_story ON story_article(story, position);
        ALTER TABLE story RENAME TO later;
        CREATE TABLE story (id TEXT PRIMARY KEY, title TEXT, first_day INTEGER, last_day INTEGER,
                            articles INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO story SELECT id, title, first_day, last_day, articles FROM later; DROP TABLE later;
        CREATE INDEX story_by_day ON story(first_day, id);
        PRAGMA user_version = 16;""")


def test_a_ledger_with_indexes_of_ids_is_brought_up_to_date(folder):
    db = folder / "a.db"
    add(db, SAMPLE / "05-archive.jsonl", check=0)
    ledger = sqlite3.connect(db)
    index_by_ids(ledger)
    ledger.close()
    add(db, SAMPLE, check=0)
    add(folder / "b.db", SAMPLE / "05-archive.jsonl", check=0)
    add(folder / "b.db", SAMPLE, check=0)
    assert listing(db) == listing(folder / "b.db")
    tables = "SELECT name, sql FROM sqlite_master ORDER BY name"
    assert sqlite3.connect(db).execute(tables).fetchall() == sqlite3.connect(folder / "b.db").execute(tables).fetchall()


def test_ids_without_those_of_their_article_are_found(folder):
    """As a program made them that did not yet give records three characters of the article's id."""
    db = folder / "a.db"
    add(db, SAMPLE, check=0)
    quotation = next(q for q in records(db, "quotes") if q["variant"])
    stray = "q0" + quotation["id"][4:] + "00"
    ledger = sqlite3.connect(db)
    index_by_ids(ledger)
    ledger.execute("UPDATE quotation SET id = ? WHERE id = ?", (stray, quotation["id"]))
    ledger.execute("UPDATE link SET record = ? WHERE record = ?", (stray, quotation["id"]))
    ledger.commit()
    ledger.close()
    add(db, SAMPLE, check=0)
    for command in "show", "explain", "chain", "variants":
        for id in stray, stray[:9]:
            assert run(command, "--db", db, id, "--json", check=0).stdout, (command, id)
    (shown,) = records(db, "show", stray[:9])
    assert shown == dict(quotation, id=stray), shown


def downgrade(db):
    """Makes a ledger what the first version of the schema would have held."""
    ledger = sqlite3.connect(db)
    index_by_ids(ledger)
    for (number, sketch) in ledger.execute("SELECT n, sketch FROM article").fetchall():
        head = 2 + 4 * int.from_bytes(sketch[:2], "little")
        old = sketch[:head] + bytes(range(128)) + sketch[head:]
        ledger.execute("UPDATE article SET sketch = ? WHERE n = ?", (old, number))
    ledger.executescript("""
        DROP INDEX report_dyad_by_report; DROP TABLE key_run; DROP TABLE key_block;
        DROP TABLE report_content; DROP TABLE claim_likeness; DROP TABLE thesis;
        DROP TABLE thesis_claim;
        CREATE TABLE story_key (key INTEGER); CREATE TABLE quotation_key (key INTEGER);
        CREATE INDEX party_by_actor ON party(actor, role);
        CREATE INDEX quotation_by_speaker ON quotation(speaker);
        DROP TABLE copy; DROP TABLE repeat; DROP TABLE version;
        DELETE FROM likeness; ALTER TABLE likeness ADD COLUMN copied INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE text_hash (hash INTEGER NOT NULL, article INTEGER NOT NULL,
                                PRIMARY KEY (hash, article)) WITHOUT ROWID;
        PRAGMA user_version = 1;""" + "".join(f"ALTER TABLE article DROP COLUMN {name};" for name in MORE_METADATA)
        + "".join(f"ALTER TABLE {table} DROP COLUMN {name};" for table, names in PLACES.items() for name in names)
        + without_runs()
        + "".join(f"DROP TABLE {table};" for table in IDENTITY)
        + "".join(f"ALTER TABLE {table} DROP COLUMN {name};" for table, name in SAID)
        + "".join(f"ALTER TABLE report DROP COLUMN {name};" for name in ANSWERED)
        + "DROP INDEX message_by_reply_to; ALTER TABLE message DROP COLUMN reply_to; ALTER TABLE figure DROP COLUMN size;"
        + "".join(f"ALTER TABLE event DROP COLUMN {name};" for name in EVENT_CONTEXTS)
        + "ALTER TABLE link DROP COLUMN time; ALTER TABLE message DROP COLUMN independent_sources;"
        + "ALTER TABLE variant DROP COLUMN independent_sources;")
    ledger.close()


def test_a_ledger_of_the_first_version_is_brought_up_to_date(folder):
    db = folder / "a.db"
    add(db, SAMPLE, check=0)
    forget_more_metadata(db)  # an older program did not read it
    expected = listing(db)
    downgrade(db)
    assert b"add again" in run("articles", "--db", db, check=0).stderr
    add(db, SAMPLE, check=0)
    assert listing(db) == expected


def test_one_letter_is_one_message(folder):
    db = folder / "a.db"
    add(db, SAMPLE, check=0)
    letters = records(db, "messages", "--from", "Ganbold", "--to", "Ferreyra")
    new_year = [m for m in letters if m["occasion"] == "new year"]
    assert len(new_year) == 1, json.dumps(letters, indent=1)
    assert new_year[0]["sent"] == "2022-12-28", new_year[0]["sent"]
    assert len({report["article"] for report in new_year[0]["reports"]}) >= 6


def test_two_dates_for_one_letter_are_a_conflict(folder):
    db = folder / "a.db"
    add(db, SAMPLE, check=0)
    dates = [c for c in records(db, "conflicts") if c["kind"] == "date"]
    assert dates, "no conflict of dates"
    assert any("December 30" in json.dumps(c) for c in dates)


def test_an_article_in_another_language_is_kept_and_marked(folder):
    (folder / "a.txt").write_text(
        "Die Minister von Norwegen und Chile haben sich am Mittwoch in Oslo getroffen, wie die Regierung "
        "mitteilte. Sie wollen sich in einem Monat wieder sehen, sagte der Minister aus Chile am Abend.\n")
    done = add(folder / "a.db", folder / "a.txt", check=0)
    assert b"1 not in English and not analysed" in done.stdout
    (article,) = records(folder / "a.db", "articles")
    assert article["language"] == "de"
    assert article["not_analysed"] == "the language is 'de', only English is analysed"
    assert not any(article["records"].values())
    assert b"only English is analysed" in run("show", "--db", folder / "a.db", article["id"], check=0).stdout


def test_nothing_found_is_exit_code_1(folder):
    db = folder / "a.db"
    add(db, SAMPLE / "02-rpa-wire.txt", check=0)
    run("messages", "--db", db, "--from", "Nobody Atall", check=1)
    run("show", "--db", db, "m0000000", check=1)


def test_tables_fit_a_terminal_of_80_columns(folder):
    db = folder / "a.db"
    add(db, SAMPLE, check=0)
    for name in LISTINGS:
        for line in run(name, "--db", db).stdout.decode().splitlines():
            assert len(line) <= 80, (name, line)


def test_csv_has_a_header_and_a_line_a_record(folder):
    db = folder / "a.db"
    add(db, SAMPLE, check=0)
    for name in LISTINGS:
        rows = list(csv.DictReader(run(name, "--db", db, "--csv").stdout.decode().splitlines(True)))
        assert len(rows) == len(records(db, name)), name
        assert all(None not in row for row in rows), name


def test_show_tells_what_was_dropped_and_why(folder):
    db = folder / "a.db"
    add(db, SAMPLE / "07-paywall.txt", check=0)
    (article,) = records(db, "articles")
    text = run("show", "--db", db, article["id"], check=0).stdout.decode()
    assert "paywall notice" in text and "Already a subscriber" in text, text


def test_explain_shows_sentence_bytes_and_rule(folder):
    db = folder / "a.db"
    add(db, SAMPLE / "02-rpa-wire.txt", check=0)
    (message,) = records(db, "messages")
    text = run("explain", "--db", db, message["id"], check=0).stdout.decode()
    assert "sent a letter of New Year greetings" in " ".join(text.split()), text
    assert "MSG-" in text, text


def test_a_ledger_that_cannot_be_written_is_exit_code_5(folder):
    (folder / "not.db").write_bytes(b"this is no ledger, but a text of some length\n" * 100)
    done = add(folder / "not.db", SAMPLE, check=5)
    assert b"not.db" in done.stderr
    add(folder / "no" / "such" / "folder.db", SAMPLE, check=5)
    run("messages", "--db", folder / "none.db", check=5)
    if os.geteuid() != 0:
        add(folder / "a.db", SAMPLE, check=0)
        os.chmod(folder / "a.db", 0o400)
        add(folder / "a.db", SAMPLE, check=5)


main(globals())
