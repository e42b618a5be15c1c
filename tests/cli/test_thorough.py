"""--thorough: a large model reads the sentences that join two parties."""
import json

from tap import SAMPLE, main, run

NEWS = (b"Germany put out the welcome mat for Moldova's premier, Maia Sandu, on Thursday.\n"
        b"Russia has recognised Abkhazia's passports, the ministry in Moscow said.\n")
READ = "EV-READ"


def rules(*options):
    (line,) = run("annotate", "-", *options, stdin=NEWS, check=0).stdout.splitlines()
    article = json.loads(line)
    return [(event["plover"], event["rule"]) for event in article["events"]], article


def test_the_large_model_is_asked_only_if_wished(_):
    plain, thorough = rules()[0], rules("--thorough")[0]
    assert READ not in [rule for _, rule in plain], plain
    assert ("SUPPORT", READ) in thorough, thorough


def test_all_other_records_are_the_same(_):
    plain, thorough = rules()[1], rules("--thorough")[1]
    for part in ("clean_text", "mentions", "actors", "times", "quotations", "messages"):
        assert plain[part] == thorough[part], part


def test_a_record_has_its_word_and_how_sure_it_is(_):
    event = next(event for event in rules("--thorough")[1]["events"] if event["rule"] == READ)
    assert event["predicate"]["text"] == "put" and 0 < event["confidence"] < 1, event
    assert [party["name"] for party in event["sources"]] == ["Germany"], event


def test_output_does_not_depend_on_threads(_):
    outputs = {run("annotate", "--thorough", SAMPLE, "--threads", n, check=0).stdout for n in (1, 3)}
    assert len(outputs) == 1


def test_a_ledger_holds_what_was_read(folder):
    db = folder / "read.db"
    (folder / "news.txt").write_bytes(NEWS)
    run("add", "--thorough", "--quiet", "--db", db, folder / "news.txt", check=0)
    lines = run("events", "--json", "--db", db, check=0).stdout.splitlines()
    assert READ in [json.loads(line)["rule"] for line in lines], lines


main(globals())
