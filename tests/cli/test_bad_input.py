"""Bad input: named with file and byte or line, counted, left out, and the rest goes on."""
import json
import os
import subprocess

from tap import PROGRAM, SAMPLE, main, run

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


def test_names_cannot_steer_the_terminal(folder):
    (folder / "in").mkdir()
    with open(os.path.join(os.fsencode(folder), b"in", b"a\x1b[31m\xff\nb.txt"), "wb"):
        pass
    for arguments in (["add", "--db", folder / "a.db", folder / "in"], ["messages", "--db", "\x1b[31m"],
                      ["\x1b[31m"]):
        done = run(*arguments)
        assert not any(c < 32 and c != 10 for c in done.stderr + done.stdout), done.stderr
        assert b"\\x1b" in done.stderr, done.stderr


def test_a_name_that_is_no_utf8_gives_json_all_the_same(folder):
    path = os.path.join(os.fsencode(folder), b"bad\xff.txt")
    with open(path, "wb") as out:
        out.write(GOOD.encode())
    run("add", "--db", folder / "a.db", os.fsdecode(path), check=0)
    listed = run("articles", "--db", folder / "a.db", "--json", check=0).stdout
    assert json.loads(listed.decode())["path"].endswith("bad\ufffd.txt")


def test_pipes_and_devices_in_a_folder_do_not_hang(folder):
    (folder / "in").mkdir()
    (folder / "in" / "good.txt").write_text(GOOD)
    os.mkfifo(folder / "in" / "pipe")
    os.symlink("/dev/zero", folder / "in" / "zero")
    os.symlink("nowhere", folder / "in" / "broken")
    done = add(folder, folder / "in", check=4)
    assert done.stderr.count(b": unreadable: ") == 3, done.stderr
    assert articles(folder) == 1


def test_a_text_longer_than_a_book_is_refused(folder):
    (folder / "long.txt").write_text("".join(f"Line {i} of a long text stands here.\n" for i in range(100000)))
    done = add(folder, folder / "long.txt", check=3)
    assert b"limit" in done.stderr, done.stderr


def feed(*items):
    return "<?xml version='1.0'?><rss version='2.0'><channel>" + "".join(items) + "</channel></rss>"


def item(title, attributes="", inside=""):
    return f"<item {attributes}><title>{title}</title><description>{title}: {GOOD}</description>{inside}</item>"


def test_a_feed_with_a_crowded_tag_is_read_without_the_crowd(folder):
    attributes = " ".join(f"a{i}='>'" for i in range(100000))
    (folder / "crowd.xml").write_text(feed(item("One"), item("Two", attributes), item("Three")))
    done = add(folder, folder / "crowd.xml", check=4)
    assert b"a tag with more than 256 attributes" in done.stderr, done.stderr
    assert articles(folder) == 3


def test_a_feed_with_a_crowd_of_namespaces_ends(folder):
    def deeper(level):
        names = " ".join(f"xmlns:n{level}x{i}='u'" for i in range(200))
        return f"<deep {names}>" + (deeper(level - 1) if level > 0 else "<a:b/>" * 100000) + "</deep>"

    (folder / "spaces.xml").write_text(feed(item("One"), item("Two", inside=deeper(100)), item("Three")))
    done = add(folder, folder / "spaces.xml", check=4)
    assert b"too many namespaces" in done.stderr, done.stderr
    assert articles(folder) >= 1


def test_nested_tags_are_read(folder):
    deep = "<div>" * 10000 + f"<p>{GOOD}</p>" + "</div>" * 10000
    (folder / "deep.html").write_text(f"<html><body>{deep}")
    (folder / "bold.html").write_text("<html><body>" + "<b>" * 10000 + f"<p>{GOOD}</p>")
    (folder / "deep.xml").write_text(feed(item("One"), item("Two", inside="<x>" * 10000 + "</x>" * 10000), item("Three")))
    add(folder, folder / "deep.html", folder / "bold.html", check=0)
    add(folder, folder / "deep.xml", check=None)
    assert articles(folder) >= 3


def test_a_hundred_thousand_attributes_are_read(folder):
    attributes = " ".join(f"a{i}='1'" for i in range(100000))
    (folder / "crowd.html").write_text(f"<html><body><p {attributes}>{GOOD}</p>")
    add(folder, folder / "crowd.html", check=0)
    assert articles(folder) == 1


def test_declared_entities_are_not_expanded(folder):
    laughs = "<!ENTITY l0 'lol'>" + "".join(f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 20))
    (folder / "laughs.xml").write_text(feed(item("One", inside="<description>&l19;</description>"), item("Two"))
                                       .replace("<rss", f"<!DOCTYPE rss [{laughs}]><rss"))
    done = add(folder, folder / "laughs.xml", check=4)
    assert b"broken feed" in done.stderr, done.stderr
    assert articles(folder) == 2


def test_a_flood_of_references_is_read(folder):
    (folder / "flood.html").write_text(f"<html><body><p>{GOOD}</p><p>{'&amp; ' * 200000}</p>")
    (folder / "flood.xml").write_text(feed(item("One", inside=f"<description>{'&amp; ' * 200000}</description>")))
    add(folder, folder / "flood.html", folder / "flood.xml", check=0)
    assert articles(folder) == 2


def test_deep_json_is_refused_and_the_next_line_read(folder):
    good = json.dumps({"text": GOOD})
    (folder / "deep.jsonl").write_text('{"text":' + "[" * 1000000 + "]" * 1000000 + "}\n" + good + "\n")
    done = add(folder, folder / "deep.jsonl", check=4)
    assert b"deep.jsonl:1: byte 519: broken JSON: nested too deep" in done.stderr, done.stderr
    assert articles(folder) == 1
    (folder / "open.json").write_text("[" * 3000000)
    assert b"nested too deep" in add(folder, folder / "open.json", check=3).stderr


def test_a_feed_of_many_items_and_a_record_of_many_members_are_read(folder):
    (folder / "many.xml").write_text(feed(*(f"<item><title>{i % 7}</title></item>" for i in range(20000))))
    members = ",".join(f'"k{i}":1' for i in range(300000))
    (folder / "wide.json").write_text(f'{{{members},"text":{json.dumps(GOOD)}}}')
    add(folder, folder / "many.xml", folder / "wide.json", check=0)
    assert articles(folder) == 8


def test_closed_streams_are_noticed(folder):
    (folder / "good.txt").write_text(GOOD)
    command = f"exec '{PROGRAM}' annotate '{folder}/good.txt'"
    assert subprocess.run(["sh", "-c", command + " >&- 2>/dev/null"]).returncode == 4
    assert subprocess.run(["sh", "-c", command + " >/dev/full 2>&1"]).returncode == 4
    assert (folder / "good.txt").read_text() == GOOD


def many_lines(folder, count):
    path = folder / "many.jsonl"
    with open(path, "w") as out:
        for i in range(count):
            out.write(json.dumps({"text": f"Mayor Ada Number{i} of Oslo met {i} men on Monday. " * 5}) + "\n")
    return path


def test_a_full_disk_leaves_a_ledger_that_can_be_gone_on_with(folder):
    lines = many_lines(folder, 400)
    command = f"ulimit -f 400; exec '{PROGRAM}' add --db '{folder}/a.db' '{lines}'"
    full = subprocess.run(["sh", "-c", command], capture_output=True)
    assert full.returncode == 5 and b"ledger" in full.stderr, full
    add(folder, lines, check=0)
    assert articles(folder) == 400


def test_two_adds_at_once_end_well(folder):
    lines = many_lines(folder, 300)
    both = [subprocess.Popen([PROGRAM, "add", "--db", str(folder / "a.db"), str(lines)],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
    assert articles(folder) == 300


main(globals())
