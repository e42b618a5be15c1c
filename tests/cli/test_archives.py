"""Web archives: WARC and ARC, whole and broken."""
import gzip
import hashlib
import io
import json
import lzma
import re
import zipfile
import zlib

import archives
from archives import arc, arc_start, chunked, http, members, page, response, sha1, wacz, warc
from tap import main, run


def add(folder, *paths, check=0, stdin=b""):
    return run("add", "--db", folder / "a.db", *paths, check=check, stdin=stdin)


def read(folder, content, name="a.warc", check=0):
    """Adds one archive; the titles of its articles and what was said to be wrong."""
    (folder / "a.db").unlink(missing_ok=True)
    (folder / name).write_bytes(content)
    done = add(folder, folder / name, check=check)
    return titles(folder), "\n".join(re.findall("^dateline: .*", done.stderr.decode(), re.M))


def articles(folder):
    done = run("articles", "--db", folder / "a.db", "--json")  # exit code 1: there are none
    return [json.loads(row) for row in done.stdout.splitlines()]


def titles(folder):
    return sorted(row["title"] or "" for row in articles(folder))


def test_a_record_each_plain_and_packed(folder):
    records = [warc(b"software: x\r\n", "warcinfo", content_type="application/warc-fields", uri=None),
               response("Grain", 2), response("Gas", 3), warc(b"GET / HTTP/1.0\r\n\r\n", "request", 4)]
    plain = b"".join(records)
    assert read(folder, plain)[0] == ["Gas", "Grain"]
    assert read(folder, members(records)[0], "a.warc.gz")[0] == ["Gas", "Grain"]
    assert read(folder, gzip.compress(plain), "b.warc.gz")[0] == ["Gas", "Grain"]
    assert read(folder, lzma.compress(members(records)[0]), "c.warc.gz.xz")[0] == ["Gas", "Grain"]
    assert read(folder, plain, "named-otherwise")[0] == ["Gas", "Grain"]
    (folder / "a.db").unlink()
    add(folder, "-", stdin=members(records)[0])
    assert titles(folder) == ["Gas", "Grain"]


def test_old_versions_folded_and_lower_case_headers(folder):
    folded = response("Grain").replace(b"WARC-Date: ", b"warc-date:\r\n\t ")
    titles, said = read(folder, folded + response("Gas", 2, version="0.17") + response("Oil", 3, version="1.1"))
    assert titles == ["Gas", "Grain", "Oil"] and not said, said
    titles, said = read(folder, response("Grain", version="3.0"), check=4)
    assert titles == ["Grain"] and "version '3.0' is not known" in said


def test_the_address_and_the_day_come_from_the_record(folder):
    read(folder, response("Grain", uri="http://news.example/grain"))
    row = articles(folder)[0]
    assert row["url"] == "http://news.example/grain", row
    read(folder, response("Grain", uri="<http://news.example/grain>"))  # as wget writes it
    assert articles(folder)[0]["url"] == "http://news.example/grain"


def test_bodies_chunked_and_coded(folder):
    deflated = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = deflated.compress(page("Raw")) + deflated.flush()
    blocks = [http(chunked(page("Chunked")), Transfer_Encoding="chunked"),
              http(gzip.compress(page("Gzip")), Content_Encoding="gzip"),
              http(zlib.compress(page("Zlib")), Content_Encoding="deflate"),
              http(raw, Content_Encoding="deflate"),
              http(chunked(gzip.compress(page("Both"))), Transfer_Encoding="chunked", Content_Encoding="gzip"),
              http(page("Joined"), Transfer_Encoding="chunked"),  # the writer took the chunks away
              http(page("Unpacked"), Content_Encoding="gzip"),
              http(page("Unbrotlied"), Content_Encoding="br")]
    content = b"".join(warc(block, number=n, uri=f"http://news.example/{n}") for n, block in enumerate(blocks))
    titles, said = read(folder, content)
    assert titles == sorted(["Chunked", "Gzip", "Zlib", "Raw", "Both", "Joined", "Unpacked", "Unbrotlied"]), titles
    assert not said, said


def test_broken_bodies_are_named_and_read_as_far_as_they_go(folder):
    blocks = [http(gzip.compress(page("Cut"))[:-30], Content_Encoding="gzip"),
              http(chunked(page("Chunks")) .replace(b"\r\n32\r\n", b"\r\nzz\r\n", 1), Transfer_Encoding="chunked"),
              http(b"ffffffff\r\n" + page("Endless"), Transfer_Encoding="chunked"),
              http(page("Strange"), Content_Encoding="compress-9000")]
    content = b"".join(warc(block, number=n, uri=f"http://news.example/{n}") for n, block in enumerate(blocks))
    titles, said = read(folder, content, check=4)
    assert "Chunks" in titles and "Endless" in titles, (titles, said)
    for words in ("gzip is cut or damaged", "no chunk length", "a chunk of 4294967295 bytes", "'compress-9000'"):
        assert words in said, (words, said)


def test_charsets_of_the_server(folder):
    body = "<html><head><title>Élysée</title></head><body><p>" + archives.TEXT + "</p></body></html>"
    titles, _ = read(folder, warc(http(body.encode("iso-8859-1"), content_type="text/html; charset=ISO-8859-1")))
    assert titles == ["Élysée"], titles


def test_what_is_no_article_is_passed_over(folder):
    blocks = [http(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), content_type="image/png"),
              http(b"body { color: red }", content_type="text/css"),
              http(b"User-agent: *\nDisallow: /\n", content_type="text/plain"),
              http(page("Gone"), status="404 Not Found"), http(page("Moved"), status="301 Moved"), http(b""),
              http(b'{"session": 1}', content_type="application/json")]
    uris = ["http://a.example/x.png", "http://a.example/x.css", "http://a.example/robots.txt"] + ["http://a.example/"] * 4
    content = b"".join(warc(b, number=n, uri=u) for n, (b, u) in enumerate(zip(blocks, uris)))
    content += warc(b"20240902 192.0.2.1", "response", 20, uri="dns:a.example", content_type="text/dns")
    titles, said = read(folder, content + response("Grain", 21))
    assert titles == ["Grain"] and not said, (titles, said)


def test_feeds_and_texts_in_archives(folder):
    feed = b"<rss><channel><title>Wire</title><item><title>Item</title><link>http://w.example/1</link><description>" \
           + archives.TEXT.encode() + b"</description></item></channel></rss>"
    content = (warc(http(feed, content_type="application/rss+xml"), number=1) +
               warc(b"title: Converted\n\n" + archives.TEXT.encode(), "conversion", 2, content_type="text/plain") +
               warc(page("Resource"), "resource", 3, content_type="text/html"))
    titles, said = read(folder, content)
    assert titles == ["Converted", "Item", "Resource"], (titles, said)


def test_lengths_that_are_wrong(folder):
    good = response("Gas", 9)
    for length in (5, 10**4, 10**12, 10**30, -1, "many", ""):
        titles, said = read(folder, response("Grain", length=length) + good, check=4)
        assert titles == ["Gas", "Grain"], (length, titles, said)
        assert "a.warc: byte 0: broken record" in said, said
    titles, said = read(folder, response("Grain", Content_Length=None) + good, check=4)
    assert titles == ["Gas", "Grain"] and "no Content-Length" in said
    packed, offsets = members([response("Oil"), response("Grain", 2, length=10**5), response("Gas", 3)])
    titles, said = read(folder, packed, "a.warc.gz", check=4)
    assert titles == ["Gas", "Grain", "Oil"] and f"byte {offsets[1]}: broken record" in said, said


def test_garbage_is_named_with_its_place_and_the_next_record_read(folder):
    first = response("Grain")
    titles, said = read(folder, first + b"The monkeys are a coming!\r\n\r\nWARC/donkey\r\n" + response("Gas", 2), check=4)
    assert titles == ["Gas", "Grain"], titles
    assert f"byte {len(first)}: broken record: 42 bytes that are no WARC record" in said, said


def test_a_cut_archive(folder):
    records = [response("Grain"), response("Gas", 2)]
    plain = b"".join(records)
    titles, said = read(folder, plain[:-60], check=4)
    assert titles == ["Gas", "Grain"], titles
    assert f"byte {len(records[0])}: broken record: cut: " in said, said
    titles, said = read(folder, plain[:len(records[0]) + 50], check=4)
    assert titles == ["Grain"] and "ends within the record's header" in said, said
    packed, offsets = members(records)
    titles, said = read(folder, packed[:-30], "a.warc.gz", check=4)
    assert "Grain" in titles and f"the gzip member at byte {offsets[1]} is cut" in said, said


def test_a_damaged_member_costs_its_record_alone(folder):
    packed, offsets = members([response(t, n) for n, t in enumerate(["Grain", "Gas", "Oil", "Tea"])])
    broken = bytearray(packed)
    broken[offsets[1] + 40:offsets[1] + 80] = b"\xff" * 40
    titles, said = read(folder, bytes(broken), "a.warc.gz", check=4)
    assert titles == ["Grain", "Oil", "Tea"], (titles, said)
    assert f"the gzip member at byte {offsets[1]} is damaged" in said, said


def test_checksums(folder):
    block = http(page("Grain"))
    md5 = "md5:" + hashlib.md5(page("Grain")).hexdigest()
    right = {"WARC_Block_Digest": sha1(block), "WARC_Payload_Digest": md5}
    titles, said = read(folder, warc(block, **right))
    assert titles == ["Grain"] and not said, said
    wrong = {"WARC_Block_Digest": sha1(b"x"), "WARC_Payload_Digest": sha1(b"y")}
    titles, said = read(folder, warc(block, **wrong), check=4)
    assert titles == ["Grain"], titles
    assert "byte 0: wrong checksum: the block's" in said and "byte 0: wrong checksum: the payload's" in said, said
    packed = http(chunked(page("Grain")), Transfer_Encoding="chunked")
    for body in (page("Grain"), chunked(page("Grain"))):  # writers differ
        assert not read(folder, warc(packed, WARC_Payload_Digest=sha1(body)))[1]


def test_segments_are_joined(folder):
    block = http(page("Grain"))
    first = warc(block[:200], number=1, WARC_Segment_Number=1)
    origin = "<urn:uuid:00000000-0000-4000-8000-000000000001>"
    second = warc(block[200:300], "continuation", 2, content_type=None, WARC_Segment_Number=2, WARC_Segment_Origin_ID=origin)
    last = warc(block[300:], "continuation", 3, content_type=None, WARC_Segment_Number=3,
                WARC_Segment_Origin_ID=origin, WARC_Segment_Total_Length=len(block))
    titles, said = read(folder, first + response("Gas", 9) + second + last)
    assert titles == ["Gas", "Grain"] and not said, (titles, said)
    titles, said = read(folder, first + last + response("Gas", 9), check=4)
    assert "segment 3 where 2 is expected" in said and "segment 2 of the record did not come" in said, said
    assert "Gas" in titles


def test_arc_versions_1_and_2(folder):
    first = arc_start() + arc("http://news.example/grain and gas", http(page("Grain")))
    assert read(folder, first + arc("dns:a.example", b"x", content_type="text/dns"), "a.arc")[0] == ["Grain"]
    assert articles(folder)[0]["url"] == "http://news.example/grain and gas"
    block = http(page("Gas"))
    second = f"http://news.example/gas 192.0.2.1 20240902080000 text/html 200 - - 0 x.arc {len(block)}\n".encode()
    assert read(folder, arc_start(2) + second + block + b"\n", "b.arc")[0] == ["Gas"]
    packed, _ = members([arc_start(), arc("http://news.example/", http(page("Oil")))])
    assert read(folder, packed, "c.arc.gz")[0] == ["Oil"]


def test_arc_lengths_that_are_wrong_and_garbage(folder):
    good = arc("http://news.example/gas", http(page("Gas")))
    for length in (5, 10**4, 10**12, -1, "abc"):
        bad = arc("http://news.example/grain", http(page("Grain")), length=length)
        titles, said = read(folder, arc_start() + bad + good, "a.arc", check=4)
        assert titles == ["Gas", "Grain"], (length, titles, said)
        assert f"byte {len(arc_start())}: broken record" in said, said
    titles, said = read(folder, arc_start() + b"monkeys\n" + good, "a.arc", check=4)
    assert titles == ["Gas"] and "byte 0: broken record: its length is given as" in said, said


def test_hostile_archives_are_refused_in_bounded_time(folder):
    good = response("Grain", 9)
    long_header = b"WARC/1.0\r\n" + b"X-Filler: " + b"x" * (40 << 20) + b"\r\n\r\n"
    many_lines = b"WARC/1.0\r\n" + b"a: b\r\n c\r\n" * 200_000 + b"\r\n"
    http_header = warc(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * (3 << 18))
    bomb = warc(http(gzip.compress(gzip.compress(b"<p>" * (64 << 20))), Content_Encoding="gzip, gzip"))
    liars = b"".join(warc(b"", length=16 << 20, number=n) for n in range(3000))
    endless = warc(http(b"fffffffffffffffffffffffff\r\nx", Transfer_Encoding="chunked"))
    for name, content in {"header": long_header, "lines": many_lines, "http": http_header, "bomb": bomb,
                          "liars": liars, "chunk": endless, "starts": b"WARC/1.0\r\n" * 300_000,
                          "folds": b"WARC/1.0\r\nWARC-Type: a\r\n" + b" b\r\n" * 200_000 + b"\r\n\r\n\r\n"}.items():
        titles, said = read(folder, content + good, check=None)
        assert "Grain" in titles, (name, said[:2000])


def test_wacz(folder):
    packed, _ = members([response("Grain"), response("Gas", 2)])
    content = wacz({"data.warc.gz": packed, "more.warc": response("Oil", 3)})
    assert read(folder, content, "a.wacz") == (["Gas", "Grain", "Oil"], "")
    content = wacz({"data.warc": response("Grain"), "more.warc.gz": packed}, zipfile.ZIP_DEFLATED)
    assert read(folder, content, "b.zip") == (["Gas", "Grain"], "")
    (folder / "a.db").unlink()
    add(folder, "-", stdin=content)
    assert titles(folder) == ["Gas", "Grain"]
    broken = wacz({"data.warc": response("Grain", version="9.9"), "more.warc": response("Oil", 3)})
    found, said = read(folder, broken, "a.wacz", check=4)
    assert found == ["Grain", "Oil"] and "a.wacz/archive/data.warc: byte 0: broken record" in said, said


def test_zip_files_that_are_broken_or_hostile(folder):
    good = wacz({"a.warc": response("Grain"), "b.warc": response("Gas", 2)})
    assert "it is cut" in read(folder, good[:-30], "a.wacz", check=3)[1]
    directory = good.index(b"PK\x01\x02")
    assert "directory" in read(folder, good[:directory] + b"\xff" * 40 + good[directory + 40:], "a.wacz", check=3)[1]
    entry = good.index(b"PK\x01\x02", good.index(b"archive/b.warc", directory) - 60)
    first = good.index(b"PK\x01\x02", good.index(b"archive/a.warc", directory) - 60)
    same = bytearray(good)
    same[entry + 42:entry + 46] = good[first + 42:first + 46]  # both entries are the same bytes
    found, said = read(folder, bytes(same), "a.wacz", check=4)
    assert found == ["Grain"] and "overlaps another" in said, (found, said)
    beyond = bytearray(good)
    beyond[entry + 42:entry + 46] = b"\xf0\xff\xff\x7f"
    found, said = read(folder, bytes(beyond), "a.wacz", check=4)
    assert found == ["Grain"] and "no entry where" in said, said
    locked = bytearray(good)
    locked[entry + 8] |= 1
    assert "encrypted" in read(folder, bytes(locked), "a.wacz", check=4)[1]
    squeezed = bytearray(wacz({"a.warc": response("Grain"), "b.warc": response("Gas", 2)}, zipfile.ZIP_DEFLATED))
    at = squeezed.index(b"archive/b.warc") + 40
    squeezed[at:at + 30] = b"\xff" * 30
    found, said = read(folder, bytes(squeezed), "a.wacz", check=4)
    assert found[0:1] == ["Grain"] and "the zip entry" in said, (found, said)
    office = io.BytesIO()
    with zipfile.ZipFile(office, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "not text: a zip archive" in read(folder, office.getvalue(), "a.docx", check=3)[1]


def test_revisits_are_told_from_pages_not_seen(folder):
    body = page("Grain")
    first = warc(http(body), number=1, WARC_Payload_Digest=sha1(body))
    profile = {"WARC_Profile": "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"}
    again = warc(b"HTTP/1.1 200 OK\r\n\r\n", "revisit", 2, WARC_Payload_Digest=sha1(body), **profile)
    lost = warc(b"HTTP/1.1 200 OK\r\n\r\n", "revisit", 3, WARC_Payload_Digest=sha1(b"other"), **profile)
    titles, said = read(folder, first + again + lost)
    assert titles == ["Grain"] and not said, (titles, said)


main(globals())
