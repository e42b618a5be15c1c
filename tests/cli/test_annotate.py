"""Every span of every record is the text it claims, in the clean text and in the page."""
import html
import json
import re
from xml.etree import ElementTree

from tap import SAMPLE, main, run


def annotate(*paths, **options):
    done = run("annotate", *paths, check=0, **options)
    return [json.loads(line) for line in done.stdout.splitlines()]


def evidence(value):
    """All objects below a record that carry span, page and text."""
    if isinstance(value, dict):
        if "span" in value and "page" in value and "text" in value:
            yield value
        for below in value.values():
            yield from evidence(below)
    elif isinstance(value, list):
        for below in value:
            yield from evidence(below)


def plain(page, charset):
    """Page bytes as a reader sees them: decoded, without tags, white space as one space."""
    text = page.decode(charset, errors="replace")
    text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return "".join(text.split())


def check_spans(article, page, charset="utf-8"):
    clean = article["clean_text"].encode()
    count = 0
    for record in evidence({k: v for k, v in article.items() if k != "clean_text"}):
        start, end = record["span"]
        assert clean[start:end].decode() == record["text"], record
        start, end = record["page"]
        got = plain(page[start:end], charset)
        assert got == "".join(record["text"].split()), (record, got)
        count += 1
    return count


def test_text_spans(_):
    for name in ("02-rpa-wire.txt", "06-two-dates.txt", "07-paywall.txt"):
        (article,) = annotate(SAMPLE / name)
        assert check_spans(article, (SAMPLE / name).read_bytes()) > 10, name


def test_page_spans(_):
    for name, charset in (("01-una-letter.html", "utf-8"), ("03-herald-page.html", "cp1252")):
        (article,) = annotate(SAMPLE / name)
        assert check_spans(article, (SAMPLE / name).read_bytes(), charset) > 10, name


def test_json_spans(_):
    lines = [json.loads(line) for line in (SAMPLE / "05-archive.jsonl").read_text().splitlines()]
    articles = annotate(SAMPLE / "05-archive.jsonl")
    assert len(articles) == len(lines)
    for article, line in zip(articles, lines):
        check_spans(article, line["text"].encode())


def test_feed_spans(_):
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    items = ElementTree.parse(SAMPLE / "04-feed.xml").findall(".//item")
    pages = [item.findtext(content) or item.findtext("description") for item in items]
    articles = annotate(SAMPLE / "04-feed.xml")
    assert len(articles) == len(pages)
    for article, page in zip(articles, pages):
        assert check_spans(article, page.encode()) > 5


def test_output_does_not_depend_on_threads(_):
    outputs = {run("annotate", SAMPLE, "--threads", n, check=0).stdout for n in (1, 2, 4)}
    assert len(outputs) == 1


def test_standard_input(_):
    (article,) = annotate(stdin=b"Kenyan President William Ruto met Norwegian officials in Oslo.\n")
    assert article["clean_text"].startswith("Kenyan President")


main(globals())
