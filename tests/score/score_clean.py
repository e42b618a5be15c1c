#!/usr/bin/env python3
"""Main text and metadata of HTML pages. Usage: see scoring.py."""
import collections
import json
import re

from scoring import Row, Scorer, f1, main, parts, percent, prf, read_bytes, rows_prf, shingles

NOTHING = {"text": "", "title": "", "author": "", "published": "", "origin": "none"}


def clean(run, paths):
    """What the program says of each page, by the page's key; of a page it fails on, nothing."""
    there = {key: path for key, path in paths.items() if path.exists()}
    lines = run.call_on_files("clean_text", [read_bytes(path) for path in there.values()], ".html")
    return {key: json.loads(lines[number][0]) if lines[number] else NOTHING for number, key in enumerate(there)}


# ---- Main text ----


def score_text(run):
    corpus = run.corpora / "html-aeb"
    truth = json.loads((corpus / "ground-truth.json").read_text())
    found = clean(run, {key: corpus / "html" / f"{key}.html.gz" for key in truth})
    measured, errors = {}, []
    for key, record in found.items():
        want, have = shingles(truth[key]["articleBody"]), shingles(record["text"])
        right = sum((want & have).values())
        precision, recall, _ = prf(right, sum(have.values()), sum(want.values()))
        measured[key] = (precision if have else None, recall)
        errors.append((precision + recall, f"P {precision:.1f} R {recall:.1f} {truth[key]['url']}"))
    run.report_errors(error for _, error in sorted(errors))
    for name, keys in parts(measured):
        precisions = [measured[key][0] for key in keys if measured[key][0] is not None]
        precision = sum(precisions) / len(precisions)
        recall = sum(measured[key][1] for key in keys) / len(keys)
        data = f"AEB, {len(keys)} pages{name}"
        if not name:
            yield Row(data, "P", precision)
            yield Row(data, "R", recall)
        yield Row(data, "F1", f1(precision, recall))


# ---- Segments and author ----


def read_evaldata(run):
    """The pages with what is known of them, and what the program says of each."""
    corpus = run.corpora / "html-trafilatura"
    pages = json.loads((corpus / "evaldata.json").read_text())
    return pages, clean(run, {key: corpus / "html" / (page["file"] + ".gz") for key, page in pages.items()})


def count_segments(segments, text):
    return sum(re.sub(r"\s+", " ", segment) in text for segment in segments)


def score_segments(run):
    pages, found = read_evaldata(run)
    counts, errors = {}, []
    for key, record in found.items():
        text = re.sub(r"\s+", " ", record["text"] + record["title"])
        hits = count_segments(pages[key]["with"], text)
        extra = count_segments(pages[key]["without"], text)
        counts[key] = (hits, extra, len(pages[key]["with"]))
        lost = len(pages[key]["with"]) - hits
        errors.append((-lost - extra, f"{lost} missed, {extra} unwanted: {pages[key]['file']}"))
    run.report_errors(error for _, error in sorted(errors))
    for name, keys in parts(counts):
        right, wrong, wanted = (sum(counts[key][i] for key in keys) for i in range(3))
        rows = list(rows_prf(f"trafilatura, {len(keys)} pages{name}", "", right, right + wrong, wanted))
        yield from rows[-1:] if name else rows


def score_author(run):
    pages, found = read_evaldata(run)
    rights, errors = {}, []
    known = [key for key in found if pages[key].get("author")]
    for key in known:
        names = pages[key]["author"]
        wanted = ", ".join(n.strip() for n in names) if isinstance(names, list) else names.strip()
        author = found[key]["author"].strip()
        rights[key] = author == wanted
        if author != wanted:
            errors.append(f"{wanted!r} found {author!r} {pages[key]['file']}")
    run.report_errors(errors)
    for name, keys in parts(known):
        right = sum(rights[key] for key in keys)
        yield Row(f"trafilatura, {len(keys)} pages with an author{name}", "exact string", percent(right, len(keys)))


# ---- Title ----


def score_title(run):
    pages, found = read_evaldata(run)
    rights, errors = {}, []
    for key in [key for key in found if pages[key].get("title")]:
        wanted, title = (" ".join(text.split()) for text in (pages[key]["title"], found[key]["title"]))
        rights[key] = title == wanted
        if title != wanted:
            errors.append(f"{wanted!r} found {title!r} {pages[key]['file']}")
    run.report_errors(errors)
    for name, keys in parts(rights):
        yield Row(f"trafilatura, {len(keys)} pages with a title{name}", "exact string",
                  percent(sum(rights[key] for key in keys), len(keys)))


# ---- Date ----


def score_date(run):
    corpus, pages = run.corpora / "html-htmldate", {}
    for path in sorted(corpus.glob("eval_*.json")):
        pages.update(json.loads(path.read_text()))
    found = clean(run, {key: corpus / page["html"] for key, page in pages.items()})
    verdicts, errors = {}, []
    for key, record in found.items():
        day = record["published"].rstrip("?")
        verdicts[key] = "right" if day == pages[key]["date"] else "wrong" if day else "missing"
        if verdicts[key] != "right":
            errors.append(f"{verdicts[key]} {pages[key]['date']} found {day} ({record['origin']}) {pages[key]['file']}")
    run.report_errors(errors)
    for name, keys in parts(verdicts):
        counts = collections.Counter(verdicts[key] for key in keys)
        data = f"htmldate, {len(keys)} pages{name}"
        yield Row(data, "accuracy", percent(counts["right"], len(keys)))
        if not name:
            yield Row(data, "wrong", percent(counts["wrong"], len(keys)))
            yield Row(data, "missing", percent(counts["missing"], len(keys)))


SCORERS = [
    Scorer("main text", ("html-aeb",),
           "Article extraction benchmark: precision and recall of 4-word shingles a page, means over the pages, "
           "F1 of the means; a page without any text found counts for recall alone. The weights were learnt from "
           "these pages and those of the segments: decision 15 has the figures of pages they were not learnt from.", score_text),
    Scorer("segments", ("html-trafilatura",),
           "A wanted piece of text that is found is right, one that is not is missed, an unwanted one that is "
           "found is wrong; F1 over all.", score_segments),
    Scorer("author", ("html-trafilatura",),
           "Share of the pages with a known author whose author is the same string.", score_author),
    Scorer("title", ("html-trafilatura",),
           "Share of the pages with a known title whose title is the same string, white space apart.", score_title),
    Scorer("publication date", ("html-htmldate",),
           "The day must be exact; accuracy is right / (right + wrong + missing), also of pages whose date "
           "nobody knows.", score_date),
]

if __name__ == "__main__":
    main(SCORERS)
