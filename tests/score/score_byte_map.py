#!/usr/bin/env python3
"""The byte map of HTML pages: do the page bytes behind a piece of clean text say the same? Usage: see scoring.py.

Pages are decoded here by means of Python alone: its codecs, its table of character references, and a
reader of tags that knows nothing of the program's.
"""
import html
import json
import random
import re
import subprocess
import tempfile
import pathlib

from scoring import Row, Scorer, main, percent, read_bytes

# Words that put characters of each charset into the pages.
CODECS = {"windows-1252": "\u201ccaf\u00e9\u201d", "utf-16": "\u4e1c\u4eac \U0001f4f0", "gb18030": "\u5317\u4eac \U0001f4f0",
          "shift_jis": "\u6771\u4eac\u3001\uff71"}
CODEC_NAMES = {"windows-1252": "cp1252", "shift_jis": "cp932"}  # Python's, where they are not the web's
SPANS_A_PAGE = 200
EVERY = 8  # of the pages is also written in each of the codecs

# What has no text of its own: comments, elements whose content is not shown, tags.
HIDDEN = re.compile(r"""<!--.*?-->|<(script|style|template|textarea|select|svg|iframe|noscript|button|object|video|audio)\b.*?</\1\s*>
                        |</?[a-zA-Z](?:[^>"'=]|=\s*"[^"]*"|=\s*'[^']*'|=|"|')*>|<[!?][^>]*>""", re.S | re.I | re.X)
UNSEEN = re.compile("[\\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")


def plain(text):
    """What is left to be seen."""
    return UNSEEN.sub("", text)


def decode(data, codec):
    return plain(html.unescape(HIDDEN.sub(" ", data.decode(codec, "replace"))))


def codec_of(page, charset):
    name = charset.lower()
    if name.startswith("utf-16"):
        return "utf-16-be" if name.endswith("be") or page[:2] == b"\xfe\xff" else "utf-16-le"
    return CODEC_NAMES.get(name, name)


def page_span(runs, start, end):
    """The bytes behind text bytes [start, end), by the runs alone."""
    first = next(run for run in runs if run[0] + run[1] > start)
    last = next(run for run in reversed(runs) if run[0] < end)
    low = first[2] + (start - first[0] if first[4] else 0)
    high = last[2] + (end - last[0] if last[4] else last[3])
    return low, high


class Checker:
    def __init__(self):
        self.counts = {"runs": [0, 0], "spans": [0, 0]}
        self.errors = []

    def note(self, kind, is_right, what):
        self.counts[kind][0] += bool(is_right)
        self.counts[kind][1] += 1
        if not is_right:
            self.errors.append(f"{kind}: {what}")

    def check_page(self, page, record):
        text, runs, codec = record["text"].encode(), record["runs"], codec_of(page, record["charset"])
        gaps = self.gaps_of(record, len(text))
        end = 0
        for run in runs:
            at, text_len, start, page_len, _ = run
            piece = text[at:at + text_len]
            if at != end or start + page_len > len(page):
                self.note("runs", False, f"{record['file']} run {run} leaves a hole or the page")
            end = at + text_len
            if at in gaps:
                continue  # what parts two blocks stands for whatever is between them
            have, want = plain(piece.decode(errors="replace")), decode(page[start:start + page_len], codec)
            self.note("runs", have == want, f"{record['file']} [{at},{end}) {have!r} <- {start}+{page_len} {want!r}")
        if end != len(text):
            self.note("runs", False, f"{record['file']} text ends at {len(text)}, map at {end}")
        self.check_spans(page, record, text, runs, codec)

    @staticmethod
    def gaps_of(record, length):
        starts = {block[1] for block in record["blocks"]}
        return starts - {length}

    def check_spans(self, page, record, text, runs, codec):
        choose = random.Random(len(text))
        blocks = [block for block in record["blocks"] if block[1] > block[0]]
        for block, printed in zip(record["blocks"], record["pages"]):
            want = list(page_span(runs, *block)) if block[1] > block[0] else printed
            self.note("spans", want == printed, f"{record['file']} block {block} printed as {printed}, runs say {want}")
        for _ in range(SPANS_A_PAGE if blocks else 0):
            low, high = choose.choice(blocks)
            a, b = sorted((choose.randint(low, high), choose.randint(low, high)))
            while low < a < high and text[a] & 0xC0 == 0x80:
                a -= 1
            while low < b < high and text[b] & 0xC0 == 0x80:
                b += 1
            if a == b:
                continue
            start, end = page_span(runs, a, b)
            have, want = plain(text[a:b].decode()), decode(page[start:end], codec)
            self.note("spans", have == want, f"{record['file']} [{a},{b}) {have!r} <- [{start},{end}) {want!r}")


def records_of(run, pages, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, page in enumerate(pages):
            names.append(f"{folder}/{number}.html")
            pathlib.Path(names[-1]).write_bytes(page)
        done = subprocess.Popen([run.program("byte_map"), *arguments, *names], stdout=subprocess.PIPE)
        for line in done.stdout:
            record = json.loads(line)
            yield int(pathlib.Path(record["file"]).stem), record
        if done.wait() != 0:
            raise RuntimeError("byte_map failed")


def rows_of(name, checker, run):
    run.report_errors(checker.errors)
    for kind, (right, count) in checker.counts.items():
        yield Row(f"{name}, {count:,} {kind}", f"right {kind}", percent(right, count))


def score(run):
    paths = run.files or sorted(path for folder in ("html-aeb", "html-trafilatura", "html-htmldate")
                                for path in (run.corpora / folder / "html").glob("*"))
    pages = [read_bytes(path) for path in paths]
    checker = Checker()
    for number, record in records_of(run, pages):
        checker.check_page(pages[number], record)
    yield from rows_of(f"{len(pages)} pages", checker, run)
    some = [page for page in pages[::EVERY] if is_utf8(page)]
    for codec, words in CODECS.items():
        checker = Checker()
        written = [page.decode().replace(" the ", f" the {words} ").encode(CODEC_NAMES.get(codec, codec), "xmlcharrefreplace") for page in some]
        for number, record in records_of(run, written, "--charset", codec):
            checker.check_page(written[number], record)
        yield from rows_of(f"{len(written)} pages in {codec}", checker, run)


def is_utf8(page):
    try:
        page.decode()
        return b"\x00" not in page
    except UnicodeDecodeError:
        return False


SCORERS = [Scorer("byte map", ("html-aeb",),
                  "Every run of the map, every kept block and 200 random spans a page: the page bytes, decoded apart "
                  "from the program, must say the same, white space and invisible characters aside.", score)]

if __name__ == "__main__":
    main(SCORERS)
