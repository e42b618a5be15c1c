"""Long runs: analysis of the next articles goes on while the last are written and merged. Neither the number of
threads, nor what is broken among them, nor a stop in the middle shows in the ledger."""
import hashlib
import json
import signal
import sqlite3
import subprocess
import time

from tap import PROGRAM, main, run

BATCH = 512  # articles of a transaction (src/store/store.c); what can be is merged after each
SOME = BATCH + 44
BROKEN = len(range(50, SOME, 100))  # of each kind, see lines()
MANY = BATCH + 194  # of these some are on their way when the first are written
LISTINGS = "articles messages quotes events claims figures stories conflicts variants copies versions actors".split()
PLACES = ["Lisbon", "Quito", "Oslo", "Hanoi", "Accra", "Riga", "Suva"]
NAMES = ["Ada Lindqvist", "Tomas Berga", "Ngozi Adeyemi", "Marta Solheim", "Ravi Menon"]


def article(i):
    """Every fifth is a copy of the one before, printed elsewhere; names and places come again."""
    kind = i - 1 if i % 5 == 4 else i
    name, place = NAMES[kind % len(NAMES)], PLACES[kind % len(PLACES)]
    text = (f"{place.upper()} - Foreign Minister {name} sent a letter to the president of Chile on Monday, her office said.\n\n"
            f'"We shall not close ferry line {kind} before the harbour of {place} is dredged," {name.split()[1]} told '
            f"reporters in {place}. The minister denied that the ferry line {kind // 3} had been sold to a company in Peru.\n\n"
            f"About {kind + 20} people were injured when protesters attacked the harbour office in {place}, police said.")
    day = f"2031-{1 + kind // 3 % 12:02}-{1 + kind % 28:02}"
    return {"text": text, "url": f"https://news.example/{i}", "title": f"Ferry line {kind}", "published": day,
            "outlet": f"Outlet {i % 4}"}


def lines(count):
    """With them what is broken, empty, too large or no English."""
    for i in range(count):
        yield json.dumps(article(i))
        if i % 100 == 50:
            yield '{"text": "cut off'
            yield json.dumps({"text": "x " * 1100000, "url": f"https://news.example/large/{i}"})
            yield json.dumps({"text": "", "url": f"https://news.example/empty/{i}"})
            yield json.dumps({"text": "Die Minister von Norwegen und Chile haben sich am Mittwoch in Oslo getroffen, wie die "
                                      "Regierung mitteilte. Sie wollen sich in einem Monat wieder sehen, sagte der Minister "
                                      f"aus Chile am Abend vor Journalisten, zum {i}. Mal.\n"})


def write(folder, count):
    path = folder / "many.jsonl"
    path.write_text("".join(line + "\n" for line in lines(count)))
    return path


def listing(db):
    return b"".join(run(name, "--db", db, "--json").stdout for name in LISTINGS)


def written(db):
    if not db.exists():
        return 0
    ledger = sqlite3.connect(db, timeout=60)
    try:
        return ledger.execute("SELECT count(*) FROM article").fetchone()[0]
    except sqlite3.OperationalError:  # its tables are being made
        return 0
    finally:
        ledger.close()


def test_the_file_is_the_same_for_any_number_of_threads(folder):
    path, told, files = write(folder, SOME), set(), set()
    for threads in (1, 2, 4, 8):
        db = folder / f"{threads}.db"
        done = run("add", "--db", db, "--json", "--threads", threads, path, check=4)
        told.add((done.stdout, *sorted(done.stderr.splitlines())))
        files.add(hashlib.sha256(db.read_bytes()).hexdigest())
    assert len(told) == 1 and len(files) == 1, (len(told), len(files))
    summary = json.loads(done.stdout.splitlines()[-1])
    assert (summary["failed"], summary["not_analysed"], summary["added"]) == (BROKEN, BROKEN, SOME + BROKEN), summary


def test_what_is_merged_on_the_way_is_what_is_merged_at_the_end(folder):
    path, several = write(folder, SOME), list(lines(SOME))
    run("add", "--db", folder / "one.db", path, check=4)
    for start in range(0, len(several), BATCH // 2):  # runs too short to merge anything on the way
        part = folder / "part.jsonl"
        part.write_text("".join(line + "\n" for line in several[start:start + BATCH // 2]))
        run("add", "--db", folder / "runs.db", part)
    tables = "copy repeat version claim_likeness likeness thesis_claim".split()
    for table in tables:
        counts = [sqlite3.connect(folder / name).execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                  for name in ("one.db", "runs.db")]
        assert counts[0] == counts[1] > 0, (table, counts)
    strip = lambda db: [{k: v for k, v in json.loads(line).items() if not k.startswith("path")}
                        for line in listing(db).splitlines()]
    assert strip(folder / "one.db") == strip(folder / "runs.db")


def stop_in_the_middle(folder, db, how):
    """Ends a run when its first articles are written and merged and more are on their way."""
    child = subprocess.Popen([PROGRAM, "add", "--db", db, "--threads", "2", "-"], stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    read = b"".join((folder / "many.jsonl").read_bytes().splitlines(True)[:MANY - 40])
    child.stdin.write(read + b"\n" * (8 << 20))  # more than a reader may wait for
    child.stdin.flush()
    for _ in range(2400):
        if written(db) >= BATCH:
            break
        time.sleep(0.05)
    child.send_signal(how)
    child.wait(timeout=120)
    child.stdin.close()
    assert BATCH <= written(db) < MANY, written(db)
    return child.returncode


def test_a_run_that_was_stopped_in_the_middle_goes_on(folder):
    path = write(folder, MANY)
    run("add", "--db", folder / "whole.db", path, check=4)
    for how, code in ((signal.SIGINT, 4), (signal.SIGKILL, -signal.SIGKILL)):
        db = folder / f"{how}.db"
        assert stop_in_the_middle(folder, db, how) == code
        assert run("articles", "--db", db).returncode in (0, 1)
        run("add", "--db", db, path, check=4)
        path_free = [listing(name).replace(b'"path":"-"', b"").replace(b'"path":"' + str(path).encode() + b'"', b"")
                     for name in (folder / "whole.db", db)]
        assert path_free[0] == path_free[1], how


main(globals())
