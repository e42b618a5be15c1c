"""Bad input: named with file and byte or line, counted, left out, and the rest goes on."""
import json
import os

from tap import SAMPLE, main, run

GOOD = "Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Store in Oslo on Monday.\n"


def add(folder, *paths, check):
    return run("add", "--db", folder / "a.db", *paths, check=check)


def articles(folder):
    return run("articles", "--db", folder / "a.db", "--json", check=0).stdout.count(b"\n")


def test_a_truncated_page_is_read_as_far_as_it_goes(folder):
    page = (SAMPLE / "01-una-letter.html").read_bytes()
    (folder / "cut.html").write_bytes(page[:2400])
    add(folder, folder / "cut.html", check=0)
    assert articles(folder) == 1


def test_a_broken_json_line_is_named_and_left_out(folder):
    lines = (SAMPLE / "05-archive.jsonl").read_text().splitlines()
    lines[1] = lines[1][:100]
    (folder / "some.jsonl").write_text("\n".join(lines) + "\n")
    done = add(folder, folder / "some.jsonl", check=4)
    assert b"some.jsonl:2: byte " in done.stderr, done.stderr
    assert articles(folder) == 3


def test_an_empty_file_is_named(folder):
    (folder / "in").mkdir()
    (folder / "in" / "empty.txt").write_bytes(b"")
    (folder / "in" / "good.txt").write_text(GOOD)
    done = add(folder, folder / "in", check=4)
    assert b"empty.txt" in done.stderr and b"empty" in done.stderr
    assert articles(folder) == 1


def test_nothing_but_bad_input_is_exit_code_3(folder):
    (folder / "empty.txt").write_bytes(b"")
    add(folder, folder / "empty.txt", check=3)
    done = add(folder, folder / "not-there.txt", check=3)
    assert b"not-there.txt" in done.stderr


def test_a_hundred_megabytes_in_one_line_are_refused(folder):
    (folder / "in").mkdir()
    with open(folder / "in" / "huge.txt", "wb") as out:
        for _ in range(100):
            out.write(b"x" * (1 << 20))
    with open(folder / "in" / "huge.jsonl", "wb") as out:
        out.write(b'{"title":"a","text":"' + b"y" * (20 << 20) + b'"}\n')
        out.write(json.dumps({"title": "b", "text": GOOD}).encode() + b"\n")
    done = add(folder, folder / "in", check=4)
    assert b"huge.txt" in done.stderr and b"limit" in done.stderr, done.stderr
    assert b"huge.jsonl:1" in done.stderr, done.stderr
    assert articles(folder) == 1


def test_bytes_that_are_no_utf8_are_kept_apart(folder):
    (folder / "bad.txt").write_bytes(GOOD.encode() + b"\nA stray \xff\xfe byte stands here.\n")
    done = add(folder, folder / "bad.txt", check=None)
    assert done.returncode in (0, 4)
    assert articles(folder) == 1


def test_a_folder_that_links_to_itself_ends(folder):
    (folder / "in").mkdir()
    (folder / "in" / "good.txt").write_text(GOOD)
    os.symlink(folder / "in", folder / "in" / "again")
    done = add(folder, folder / "in", check=None)
    assert done.returncode in (0, 4)
    assert articles(folder) == 1


def test_noise_is_refused(folder):
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 64)
    add(folder, folder / "noise.bin", check=3)


main(globals())
