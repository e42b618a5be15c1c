"""What add and annotate read: patterns, lists of files, fields by a map; and what add says of each file."""
import json

from tap import main, run

GOOD = "Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Store in Oslo on Monday.\n"


def add(folder, *arguments, check=0, stdin=b""):
    return run("add", "--db", folder / "a.db", *arguments, check=check, stdin=stdin)


def make_files(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}: {GOOD}")


def objects(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_quoted_pattern_names_files(folder):
    make_files(folder, "n/a.txt", "n/b.txt", "n/c.md", "n/deep/er/d.txt", "n/.hidden/e.txt")
    assert b"4 files read: 4 articles added" in add(folder, folder / "n/**/[a-d].*").stdout
    assert b"2 files read: 0 articles added, 2 known" in add(folder, folder / "n/?.txt").stdout
    assert b"no file fits the pattern" in add(folder, folder / "n/*.none", check=3).stderr


def test_a_list_names_files(folder):
    make_files(folder, "a.txt", "b b.txt", "line\nend.txt")
    (folder / "lines").write_text(f"{folder}/a.txt\r\n\n{folder}/b b.txt\n")
    assert b"2 files read: 2 articles added" in add(folder, "--files-from", folder / "lines").stdout
    nul = b"\0".join(str(folder / name).encode() for name in ("a.txt", "line\nend.txt"))
    assert b"1 article added, 1 known" in add(folder, "--files-from", "-", stdin=nul).stdout
    assert b"missing operand" in run("add", check=2).stderr
    assert b"not-there" in add(folder, "--files-from", folder / "not-there", check=3).stderr


def test_a_map_says_where_the_fields_are(folder):
    (folder / "dump.jsonl").write_text(json.dumps({"payload": {"body": GOOD, "head": "Ruto in Oslo"}}) + "\n")
    arguments = ("annotate", "--map", "text=payload.body,title=payload.head", folder / "dump.jsonl")
    (article,) = objects(run(*arguments, check=0))
    assert article["title"] == "Ruto in Oslo" and "Store" in article["clean_text"]
    assert b"the fields are html, text" in run("annotate", "--map", "body=x", folder / "dump.jsonl", check=2).stderr


def make_mixed(folder):
    make_files(folder, "in/a.txt")
    lines = [json.dumps({"text": f"{i}: {GOOD}"}) for i in range(3)]
    (folder / "in/b.jsonl").write_text("\n".join([lines[0], "{broken", lines[1], '{"x": 1}', lines[2]]) + "\n")
    (folder / "in/c.txt").write_text("")
    (folder / "in/d.txt").write_text("".join(f"Line {i} of a very long text stands here.\n" for i in range(70000)))


def test_each_file_is_told_as_json(folder):
    make_mixed(folder)
    *files, total = objects(add(folder, "--json", folder / "in", folder / "gone", check=4))
    assert [file["file"].split("/")[-1] for file in files] == ["a.txt", "b.jsonl", "c.txt", "d.txt", "gone"]
    mixed = files[1]
    assert (mixed["articles"], mixed["added"], mixed["failed"]) == (3, 3, 0)
    assert mixed["refused"] == {"broken JSON": 1, "no text": 1}
    first, second = mixed["faults"]
    assert (first["reason"], first["line"]) == ("broken JSON", 2)
    content = (folder / "in/b.jsonl").read_bytes()
    assert content[:first["byte"]].count(b"\n") == 1 and content[:second["byte"]].count(b"\n") == 3
    assert (files[3]["failed"], files[3]["faults"][0]["reason"]) == (1, "failed")
    assert files[4]["refused"] == {"unreadable": 1}
    for member in ("articles", "added", "known", "failed", "bytes"):
        assert total[member] == sum(file[member] for file in files), member
    assert total["files"] == 4 and total["added"] == 4
    *_, again = objects(add(folder, "--json", folder / "in", check=4))
    assert (again["added"], again["known"]) == (0, 4)


def test_each_file_is_told_in_a_table(folder):
    make_mixed(folder)
    done = add(folder, folder / "in", check=4)
    table = done.stderr.decode().split("\n")[4:]
    assert table[0].split() == ["file", "articles", "added", "known", "failed", "not", "read"]
    assert all(len(line) <= 80 for line in table), table
    assert any(line.startswith("all files") for line in table)
    assert "not read: 1 empty, 1 broken JSON, 1 no text" in table
    assert b"4 files read: 4 articles added, 0 known, 4 refused" in done.stdout
    assert add(folder, "--quiet", folder / "in", check=4).stdout == b""


def test_a_table_of_many_files_shows_those_with_something_wrong(folder):
    make_files(folder, *(f"in/{i}.txt" for i in range(30)))
    (folder / "in/empty.txt").write_text("")
    said = add(folder, folder / "in", check=4).stderr.decode()
    assert "all 31 files, 30 not shown" in said and "/1.txt" not in said, said


def test_one_file_without_a_fault_needs_no_table(folder):
    make_files(folder, "a.txt")
    assert add(folder, folder / "a.txt").stderr == b""


def test_a_failed_line_is_named_by_its_number(folder):
    long = "".join(f"Line {i} of a very long text stands here.\n" for i in range(70000))
    (folder / "a.jsonl").write_text(json.dumps({"text": GOOD}) + "\n" + json.dumps({"text": long}) + "\n")
    said = run("annotate", folder / "a.jsonl", check=4).stderr
    assert b"a.jsonl:2: byte 109: " in said and b"limit" in said, said


main(globals())
