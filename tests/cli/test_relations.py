"""Relations of given pairs: rows in, an answer for each out."""
import csv
import io
import json
import pathlib

from tap import main, run

PAIRS = pathlib.Path(__file__).resolve().parents[2] / "examples" / "pairs.csv"
SHELLED = "Kenyan artillery shelled the port of Lamu on Friday, Somali officials said."


def ask(rows, *options, check=0):
    """Answers to rows, dicts."""
    stdin = "".join(json.dumps(row) + "\n" for row in rows).encode()
    return [json.loads(line) for line in run("relations", "--json", *options, stdin=stdin, check=check).stdout.splitlines()]


def one(text, source="", target="", *options):
    (answer,) = ask([{"sentence": text, "source": source, "target": target}], *options)
    return answer


def words(answer, member):
    begin, end = answer[member]
    return answer["sentence"].encode()[begin:end].decode()


def test_a_table_gives_one_answer_a_row_in_its_order(_):
    with open(PAIRS, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    answers = [json.loads(line) for line in run("relations", "--json", PAIRS, check=0).stdout.splitlines()]
    assert [a["id"] for a in answers] == [row["id"] for row in rows]
    assert [a["type"] for a in answers] == [row["relation"] for row in rows], [a["type"] for a in answers]
    for answer in answers:
        assert (answer["type"] == "NONE") == (answer["cameo"] is None) == (answer["word"] is None), answer
        assert abs(sum(answer["probabilities"].values()) - 1) < 0.3
        for member in ("source_span", "target_span", "word_span"):
            assert answer[member] is None or words(answer, member)
        assert answer["word"] is None or words(answer, "word_span") == answer["word"]


def test_csv_tabs_json_and_marks_are_the_same_question(folder):
    (folder / "a.csv").write_text(f'id,Source Actor,sentence,target\n7,Kenyan artillery,"{SHELLED}",Lamu\n')
    (folder / "a.tsv").write_text(f"id\ttarget\tText\tsource\n7\tLamu\t{SHELLED}\tKenyan artillery\n")
    (folder / "a.json").write_text(json.dumps([{"id": "7", "text": SHELLED, "source": "Kenyan artillery", "target": "Lamu"}]))
    (folder / "semi.csv").write_text(f'id;sentence;source;target\n7;"{SHELLED}";Kenyan artillery;Lamu\n')
    marked = SHELLED.replace("Kenyan artillery", "<S>Kenyan artillery</S>").replace("Lamu", "<T>Lamu</T>")
    (folder / "marked.csv").write_text(f'id,text\n7,"{marked}"\n')
    outputs = {run("relations", "--json", path, check=0).stdout for path in sorted(folder.iterdir())}
    assert len(outputs) == 1, outputs
    (line,) = run("relations", "--json", stdin=marked.encode(), check=0).stdout.splitlines()
    assert json.loads(line) == {**json.loads(outputs.pop()), "id": "1"}


def test_in_a_table_of_one_column_commas_are_the_sentences_own(folder):
    marked = SHELLED.replace("Kenyan", "<S>Kenyan</S>", 1).replace("Somali", "<T>Somali</T>")
    (folder / "one.csv").write_text(f"sentence\n{marked}\n\"No,\" <S>Chad</S> told <T>Mali</T>, twice.\n")
    answers = [json.loads(line) for line in run("relations", "--json", folder / "one.csv", check=0).stdout.splitlines()]
    assert [answer["target"] for answer in answers] == ["Somali", "Mali"], answers


def test_an_answer_names_type_word_rule_and_both_places(_):
    answer = one(SHELLED, "Kenyan artillery", "Lamu")
    assert (answer["type"], answer["cameo"], answer["quad"], answer["side"]) == ("ASSAULT", "190", "material conflict", "conflict")
    assert (answer["direction"], answer["word"], answer["status"]) == ("->", "shelled", "attributed")
    assert answer["rule"].startswith("EV-")
    assert words(answer, "source_span") == "Kenyan artillery" and words(answer, "target_span") == "Lamu"


def test_the_other_way_round_is_said(_):
    assert one(SHELLED, "Lamu", "Kenyan artillery")["direction"] == "<-"
    assert one("Chile and Peru signed a treaty on Monday.", "Peru", "Chile")["type"] != "NONE"


def test_always_names_a_relation(_):
    text = "The Norwegian trade minister, who studied in Canada, will step down."
    assert one(text, "Norway", "Canada")["type"] == "NONE"
    answer = one(text, "Norway", "Canada", "--always")
    assert answer["type"] != "NONE" and answer["probabilities"]["NONE"] == 0


def test_parties_are_found_by_other_words(_):
    for text, source, target, at_source, at_target in (
            ("RUSSIA struck the depots of Chad.", "russia", "chad", "RUSSIA", "Chad"),
            ("The rebels freed two Norwegian engineers.", "rebels of the Southern Front", "engineers from Norway", "The rebels", "two Norwegian engineers"),
            ("Moscow may send Egypt two reactors.", "Russia", "Egypt", "Moscow", "Egypt"),
            ("Erdoğan called Macron a guest.", "Erdogan", "Emmanuel Macron", "Erdoğan", "Macron"),
            ("Kim Jong-un wrote to Kim Chae-rin.", "Kim Jong Un", "Kim Chae-rin", "Kim Jong-un", "Kim Chae-rin")):
        answer = one(text, source, target)
        assert (words(answer, "source_span"), words(answer, "target_span")) == (at_source, at_target), answer


def test_of_several_places_those_of_an_event_count(_):
    text = "Chad said on Monday that it was calm. Mali accused Chad of arming rebels, and Chad's minister was in Oslo."
    answer = one(text, "Mali", "Chad")
    begin, _ = answer["target_span"]
    assert text[:begin].endswith("accused "), answer
    assert (answer["type"], answer["direction"]) == ("ACCUSE", "->")


def test_parties_in_two_sentences_or_nowhere_are_answered_too(_):
    apart = one("Chad was calm. Mali was not.", "Chad", "Mali")
    assert apart["type"] == "NONE" and apart["note"] is None
    nowhere = one("Chad was calm.", "Chad", "Bolivia")
    assert nowhere["note"] == "target not found" and nowhere["target_span"] is None and nowhere["type"] == "NONE"
    both = one("Chad accused Chad of theft.", "Chad", "Chad")
    assert both["source_span"] != both["target_span"]


def test_bad_rows_are_named_with_their_line_and_left_out(folder):
    path = folder / "bad.csv"
    path.write_bytes(b"id,sentence,source,target\n1,Chad met Mali.,Chad,Mali\n2,short\n3,,Chad,Mali\n4,Chad met Mali.,,Mali\n"
                     b'5,"never closed,Chad,Mali\n6,Chad m\xe9t Mali.,Chad,Mali\n7,<S>Chad met <T>Mali</T>.,,\n8,Chad met Mali.,Chad,Mali\n')
    done = run("relations", "--json", path, check=4)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["1", "8"]
    said = done.stderr.decode()
    for line, fault in ((3, "2 columns, the header has 4"), (4, "no text"), (5, "no source"), (6, "not closed"),
                        (7, "not UTF-8"), (8, "is not closed")):
        assert f"bad.csv:{line}: byte " in said, said
        assert fault in said, said
    assert "2 rows" in said and "6 left out" in said, said


def test_a_table_without_the_columns_is_refused(folder):
    (folder / "other.csv").write_text("place,day\nOslo,Monday\n")
    done = run("relations", folder / "other.csv", check=3)
    assert b"other.csv:1" in done.stderr and b"sentence" in done.stderr, done.stderr
    run("relations", stdin=b"", check=3)
    run("relations", folder / "none.csv", check=3)


def test_map_names_other_columns(folder):
    (folder / "m.tsv").write_text("lede\twho\twhom\nChad met Mali.\tChad\tMali\n")
    done = run("relations", "--csv", "--map", "sentence=lede,source=who,target=whom", folder / "m.tsv", check=0)
    (row,) = csv.DictReader(io.StringIO(done.stdout.decode()))
    assert (row["type"], row["id"]) == ("CONSULT", "2"), row


def test_output_does_not_depend_on_threads(folder):
    rows = [{"id": i, "sentence": f"Chad {verb} Mali on day {i}.", "source": "Chad", "target": "Mali"}
            for i, verb in enumerate(["attacked", "met", "thanked", "warned", "sued", "helped"] * 40)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    outputs = {run("relations", "--json", "--threads", n, folder / "rows.jsonl", check=0).stdout for n in (1, 2, 5)}
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == len(rows)


def test_the_table_fits_a_terminal(_):
    text = run("relations", PAIRS, env={"COLUMNS": "80"}, check=0).stdout.decode()
    assert text.splitlines()[0].split()[:3] == ["row", "source", "way"]
    for line in text.splitlines():
        assert len(line) <= 80, line


main(globals())
