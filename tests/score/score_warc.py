#!/usr/bin/env python3
"""Web archives: which records are valid and which are not, by a strict reader of its own. Usage: see scoring.py.

The reader here follows the definitions (ISO 28500 for WARC 1.0 and 1.1, its drafts 0.16 to 0.18; the Internet
Archive's description of ARC) and gives up nothing: a record is valid if its header has the fields it must
have, once each and well formed, if its length leads to the line ends behind it, and if its checksums fit. Every
other record, and every stretch of bytes that is none, is an invalid place.

    a valid record is read      if an article or a skip with a reason is told of its offset
    an invalid place is told    if a problem is told of its offset
    a false alarm               a problem told of the offset of a valid record

An offset is that of the gzip member, if the record starts one, else of the record in the unpacked bytes.

How odd files of the corpora count:
  *-recommended             the standard asks for Content-Type ("should"); a record without one is invalid here
  *-encoding-headers        nothing in its headers is wrong as it lies here: all its records are valid
  segment-number-response   the first record is the valid first segment of one that never goes on: that the
                            second does not come is told, and is no false alarm
  *-continuation            a continuation without the record it goes on from is valid: skipped, with a reason
  example-wget-bad-target-uri   "<http://...>" is what the grammar of 1.0 asks for: valid
  example-bad.warc.gz.bad, example-bad-non-chunked   many records in a gzip member: allowed; valid
  example-wrong-chunks      the length is one byte short, so both checksums fail with it
  dashed-fields.arc         "-" stands for what is not known: its first record is valid
"""
import base64
import binascii
import bisect
import hashlib
import json
import re
import zlib

from scoring import Row, Scorer, main, percent

VERSIONS = {b"0.16", b"0.17", b"0.18", b"1.0", b"1.1"}
TYPES = {"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"}
NEEDS_URI = TYPES - {"warcinfo", "metadata"}
WARC_START = re.compile(rb"WARC/(\d+\.\d+)\r?\n", re.I)
ARC_START = re.compile(rb"([A-Za-z]+:[^\n]*?) (\S+) (\d{14}|-) (\S+) (\d+)\r?\n")
ARC_LIKE = re.compile(rb"[A-Za-z]+:[^\n]* \S+ \S+ \S+ \S+\r?\n")


def unpack(data):
    """The content, and where in it each gzip member starts: {offset in content: offset in file}."""
    if not data.startswith(b"\x1f\x8b"):
        return data, {}
    content, starts, at = b"", {}, 0
    while at < len(data):
        packer = zlib.decompressobj(31)
        starts[len(content)] = at
        content += packer.decompress(data[at:])
        at = len(data) - len(packer.unused_data)
    return content, starts


def digest_fits(value, data):
    name, _, text = value.partition(":")
    name = name.strip().lower().replace("-", "")
    if name not in ("sha1", "md5", "sha256", "sha512"):
        return False if not text.strip() else True
    found = hashlib.new(name, data).digest()
    text = text.strip()
    forms = [found.hex(), base64.b32encode(found).decode().rstrip("=").lower()]
    try:
        as_64 = base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        as_64 = b""
    return text.rstrip("=").lower() in forms or as_64 == found


def payloads(block):
    """What a payload's checksum may be of: the body as it lies, or with its chunks joined."""
    if not re.match(rb"HTTP/|[A-Z]+ \S+ HTTP/", block):
        return [block]
    body = block.partition(b"\r\n\r\n")[2]
    joined, rest = b"", body
    while match := re.match(rb"([0-9A-Fa-f]+)[^\n]*\r\n", rest):
        length = int(match[1], 16)
        joined, rest = joined + rest[match.end():match.end() + length], rest[match.end() + length + 2:]
    return [body, joined]


def warc_fields(text):
    """(fields by lower-case name, is each given once, is each line a field)."""
    fields, is_once, is_clean = {}, True, True
    for line in re.sub(rb"\r?\n[ \t]+", b" ", text).split(b"\n")[1:]:
        if line and not line.endswith(b"\r"):
            is_clean = False
        name, colon, value = line.strip().partition(b":")
        if not line.strip():
            continue
        is_clean &= bool(colon)
        key = name.decode("utf-8", "replace").strip().lower()
        is_once &= key not in fields or key == "warc-concurrent-to" or not key.startswith(("warc-", "content-"))
        fields.setdefault(key, value.decode("utf-8", "replace").strip())
    return fields, is_once, is_clean


def is_valid_warc(version, fields, block):
    kind = fields.get("warc-type", "").lower()
    number = fields.get("warc-segment-number", "")
    checks = [
        version in VERSIONS, kind in TYPES,
        re.fullmatch(r"<[A-Za-z][\w+.-]*:[^>]+>", fields.get("warc-record-id", "")),
        re.fullmatch(r"(?i)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", fields.get("warc-date", "")),
        kind not in NEEDS_URI or re.match(r"<?[A-Za-z][\w+.-]*:.", fields.get("warc-target-uri", "")),
        kind != "revisit" or fields.get("warc-profile"),
        not block or kind == "continuation" or "/" in fields.get("content-type", ""),
        kind != "warcinfo" or "warc-fields" in fields.get("content-type", "").lower(),
        not number or number.isdigit() and (int(number) > 1) == (kind == "continuation"),
        kind != "continuation" or number and fields.get("warc-segment-origin-id"),
        "warc-block-digest" not in fields or digest_fits(fields["warc-block-digest"], block),
        "warc-payload-digest" not in fields or kind in ("revisit", "continuation") or number == "1" or
        any(digest_fits(fields["warc-payload-digest"], data) for data in payloads(block)),
    ]
    return all(checks)


def read_warc(content):
    """(offset, address, is valid) of each record or stretch of garbage."""
    starts = [m.start() for m in re.finditer(rb"(?m)^WARC/\d+\.\d+\r?\n", content, re.I)]
    at = 0
    while at < len(content):
        if content[at:at + 1] in (b"\r", b"\n"):
            at += 1
            continue
        following = starts[bisect.bisect_right(starts, at):]
        start = WARC_START.match(content, at)
        end = re.compile(rb"\n\r?\n").search(content, at)
        if not start or not end:
            yield at, "", False
            at = following[0] if following else len(content)
            continue
        fields, is_once, is_clean = warc_fields(content[at:end.start() + 1])
        length = fields.get("content-length", "")
        block_end = end.end() + int(length) if length.isdigit() else len(content) + 1
        is_whole = content[block_end:block_end + 4] == b"\r\n\r\n"
        block = content[end.end():block_end]
        yield (at, fields.get("warc-target-uri", "").strip("<>"),
               is_whole and is_once and is_clean and is_valid_warc(start[1], fields, block))
        after = starts[bisect.bisect_left(starts, end.end()):][:1]
        at = block_end + 4 if is_whole else after[0] if after else max(min(block_end, len(content)), at + 1)


def read_arc(content):
    starts = [m.start() for m in re.finditer(rb"(?m)^" + ARC_LIKE.pattern, content)
              if ARC_START.match(content, m.start()) or b"/" in m[0].split()[-2]]
    at = 0
    while at < len(content):
        if content[at:at + 1] in (b"\r", b"\n"):
            at += 1
            continue
        start = ARC_START.match(content, at)
        if not start and at == 0 and content.startswith(b"filedesc:// - - - "):
            start = re.match(rb"(filedesc://) (-) (-) (-) (\d+)\n", content)
        following = starts[bisect.bisect_right(starts, at):]
        end = start.end() + int(start[5]) if start else len(content) + 1
        is_whole = end < len(content) and re.match(rb"\r?\n", content[end:end + 2]) and (
            not content[end:end + 4].strip() or bool(ARC_LIKE.match(content[end:end + 9999].lstrip())))
        yield at, start[1].decode("utf-8", "replace") if start else "", bool(start and is_whole)
        if is_whole:
            at = end + 1
        else:
            after = [offset for offset in following if offset > (start.end() if start else at)]
            at = after[0] if after else end if start and end < len(content) else len(content)


def expectation(path):
    """(offset as it is told, address, is valid) of each place of a file."""
    content, members = unpack(path.read_bytes())
    is_arc = content.startswith(b"filedesc:") or not content[:5].upper() == b"WARC/"
    places = read_arc(content) if is_arc else read_warc(content)
    return [(members.get(at, at), uri, valid) for at, uri, valid in places]


def score(run):
    counts = {name: [0, 0] for name in ("read", "told", "alarm")}
    errors, files = [], sorted(p for p in (run.corpora / "warc").rglob("*") if p.is_file())
    for path in files:
        told = [json.loads(line) for line in run.call("archive_records", str(path)).splitlines()]
        read = {row["offset"] for row in told if row["kind"] in ("article", "skipped")}
        problems = {row["offset"] for row in told if row["kind"] not in ("article", "skipped")}
        for offset, uri, valid in expectation(path):
            is_right = offset in (read if valid else problems)
            count = counts["read" if valid else "told"]
            count[0] += is_right
            count[1] += 1
            if not is_right:
                errors.append(f"{path.name}: {offset}: {'valid, not read' if valid else 'invalid, not told'} {uri}")
            if valid:
                is_alarm = offset in problems and "segment-number-response" not in path.name
                counts["alarm"][0] += is_alarm
                counts["alarm"][1] += 1
                if is_alarm:
                    errors.append(f"{path.name}: {offset}: valid, but a problem is told of it {uri}")
    run.report_errors(errors)
    yield Row(f"{len(files)} files, {counts['read'][1]} valid records", "read", percent(*counts["read"]))
    yield Row(f"{len(files)} files, {counts['told'][1]} invalid places", "told with offset", percent(*counts["told"]))
    yield Row(f"{len(files)} files, {counts['alarm'][1]} valid records", "with a false alarm", percent(*counts["alarm"]))


SCORERS = [Scorer("web archives", ("warc",),
                  "Share of the valid records that are read, or passed over with a reason, and of the invalid places "
                  "that are told with their offset; what is valid, a strict reader in the scorer says.", score)]

if __name__ == "__main__":
    main(SCORERS)
