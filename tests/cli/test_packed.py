"""Packed input: gzip, xz and Zstandard around any format, by its bytes and not by its name."""
import gzip
import json
import lzma
import resource

from packed import gzip_run, members, zstd, zstd_run
from tap import main, run

TEXT = "Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Store in Oslo on Monday.\n"


def line(number):
    return json.dumps({"title": f"Report {number}", "text": TEXT, "url": f"http://example.org/{number}"}).encode() + b"\n"


def add(folder, *paths, stdin=b"", check=0):
    return run("add", "--db", folder / "a.db", *paths, stdin=stdin, check=check)


def titles(folder):
    done = run("articles", "--db", folder / "a.db", "--json", check=0)
    return sorted(json.loads(row)["title"] for row in done.stdout.splitlines())


def test_every_packing_around_text_lines_and_pages(folder):
    page = b"<html><head><title>Ruto in Oslo</title></head><body><p>" + TEXT.encode() + b"</p></body></html>"
    (folder / "in").mkdir()
    (folder / "in" / "a.txt.gz").write_bytes(gzip.compress(b"title: A\n\n" + TEXT.encode()))
    (folder / "in" / "b.html.xz").write_bytes(lzma.compress(page))
    (folder / "in" / "c.jsonl.zst").write_bytes(zstd(line(1) + line(2)))
    (folder / "in" / "named-otherwise.txt").write_bytes(gzip.compress(line(3)))
    add(folder, folder / "in")
    assert titles(folder) == ["A", "Report 1", "Report 2", "Report 3", "Ruto in Oslo"], titles(folder)


def test_standard_input(folder):
    add(folder, "-", stdin=lzma.compress(line(1)))
    assert titles(folder) == ["Report 1"]


def test_members_streams_and_frames_one_after_another(folder):
    (folder / "a.jsonl.gz").write_bytes(members(line(1), b"", line(2)[:20], line(2)[20:]) + b"\0" * 512)
    (folder / "b.jsonl.xz").write_bytes(lzma.compress(line(3)) + b"\0" * 8 + lzma.compress(line(4)))
    skippable = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"
    (folder / "c.jsonl.zst").write_bytes(skippable + zstd(line(5)) + skippable + zstd(line(6)))
    add(folder, folder / "a.jsonl.gz", folder / "b.jsonl.xz", folder / "c.jsonl.zst")
    assert titles(folder) == [f"Report {n}" for n in range(1, 7)], titles(folder)


def test_packed_twice_is_read_and_thrice_refused(folder):
    twice = lzma.compress(gzip.compress(line(1)))
    (folder / "a.jsonl.gz.xz").write_bytes(twice)
    (folder / "b.jsonl.gz.xz.gz").write_bytes(gzip.compress(twice))
    done = add(folder, folder / "a.jsonl.gz.xz", folder / "b.jsonl.gz.xz.gz", check=4)
    assert b"packed more than 2 times" in done.stderr, done.stderr
    assert titles(folder) == ["Report 1"]


def test_a_cut_stream_gives_what_is_before_the_cut(folder):
    lines = b"".join(line(n) for n in range(60))
    whole = {"gz": gzip.compress(lines), "xz": lzma.compress(lines), "zst": zstd(lines)}
    for kind, content in whole.items():
        path = folder / f"cut.jsonl.{kind}"
        path.write_bytes(content[:-20])
        done = add(folder, path, check=4)
        assert f"cut.jsonl.{kind}: byte {len(content) - 20}: broken compression".encode() in done.stderr, done.stderr
        assert b"cut" in done.stderr
        assert len(titles(folder)) > 50
        (folder / "a.db").unlink()


def test_a_damaged_member_is_named_and_the_next_are_read(folder):
    parts = [members(line(n)) for n in range(5)]
    damaged = bytearray(parts[2])
    damaged[40:60] = b"\xff" * 20
    (folder / "a.jsonl.gz").write_bytes(b"".join([*parts[:2], bytes(damaged), *parts[3:]]))
    done = add(folder, folder / "a.jsonl.gz", check=4)
    offset = len(parts[0]) + len(parts[1])
    assert f"the gzip member at byte {offset} is damaged".encode() in done.stderr, done.stderr
    assert titles(folder) == ["Report 0", "Report 1", "Report 3", "Report 4"], titles(folder)


def test_garbage_between_members_is_named_and_the_next_are_read(folder):
    first = members(line(1))
    (folder / "a.jsonl.gz").write_bytes(first + b"The monkeys are coming \x1f\x8b\x08!" + members(line(2)))
    done = add(folder, folder / "a.jsonl.gz", check=4)
    assert f"byte {len(first)}: broken compression: not gzip".encode() in done.stderr, done.stderr
    assert titles(folder) == ["Report 1", "Report 2"]


def test_a_damaged_frame_is_named_and_the_next_are_read(folder):
    first, last = zstd(line(1)), zstd(line(3))
    damaged = bytearray(zstd(line(2)))
    damaged[6] |= 6  # a kind of block that does not exist
    (folder / "a.jsonl.zst").write_bytes(first + damaged + last)
    done = add(folder, folder / "a.jsonl.zst", check=4)
    assert b"the Zstandard frame is damaged" in done.stderr, done.stderr
    assert titles(folder) == ["Report 1", "Report 3"]


def test_bombs_are_refused_and_the_next_file_is_read(folder):
    (folder / "in").mkdir()
    start = b'{"title":"endless","text":"'
    (folder / "in" / "a-line.jsonl.gz").write_bytes(members(start) + gzip_run(b"a", 2048))
    (folder / "in" / "b-line.jsonl.zst").write_bytes(zstd(start) + zstd_run(b"a", 1 << 20))  # 128 GiB
    (folder / "in" / "c-page.html.zst").write_bytes(zstd_run(b"<", 1 << 20))
    (folder / "in" / "d-both.txt.gz").write_bytes(members(zstd_run(b"<", 1 << 20)))
    (folder / "in" / "e-window.txt.zst").write_bytes(zstd_run(b"a", 4, window_log=31))
    (folder / "in" / "z.jsonl").write_bytes(line(1))
    said = add(folder, folder / "in", check=4).stderr.decode()
    for name in ("a-line", "b-line", "c-page", "d-both", "e-window"):
        assert any(name in row and "too large" in row for row in said.splitlines()), (name, said)
    assert titles(folder) == ["Report 1"], said
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1536 << 10


main(globals())
