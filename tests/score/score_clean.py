#!/usr/bin/env python3
"""Main text and metadata of HTML pages. Usage: see scoring.py."""
import collections
import json
import re

from scoring import Row, Scorer, f1, main, percent, prf, read_bytes, rows_prf, shingles

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
    precisions, recalls, errors = [], [], []
    for key, record in found.items():
        want, have = shingles(truth[key]["articleBody"]), shingles(record["text"])
        right = sum((want & have).values())
        precision, recall, _ = prf(right, sum(have.values()), sum(want.values()))
        if have:
            precisions.append(precision)
        recalls.append(recall)
        errors.append((precision + recall, f"P {precision:.1f} R {recall:.1f} {truth[key]['url']}"))
    run.report_errors(error for _, error in sorted(errors))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    data = f"AEB, {len(found)} pages"
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
    right = wrong = wanted = 0
    errors = []
    for key, record in found.items():
        text = re.sub(r"\s+", " ", record["text"] + record["title"])
        hits = count_segments(pages[key]["with"], text)
        extra = count_segments(pages[key]["without"], text)
        right, wrong, wanted = right + hits, wrong + extra, wanted + len(pages[key]["with"])
        lost = len(pages[key]["with"]) - hits
        errors.append((-lost - extra, f"{lost} missed, {extra} unwanted: {pages[key]['file']}"))
    run.report_errors(error for _, error in sorted(errors))
    return rows_prf(f"trafilatura, {len(found)} pages", "", right, right + wrong, wanted)


def score_author(run):
    pages, found = read_evaldata(run)
    right, errors = 0, []
    known = [key for key in found if pages[key].get("author")]
    for key in known:
        names = pages[key]["author"]
        wanted = ", ".join(n.strip() for n in names) if isinstance(names, list) else names.strip()
        author = found[key]["author"].strip()
        right += author == wanted
        if author != wanted:
            errors.append(f"{wanted!r} found {author!r} {pages[key]['file']}")
    run.report_errors(errors)
    yield Row(f"trafilatura, {len(known)} pages with an author", "exact string", percent(right, len(known)))


# ---- Date ----


def score_date(run):
    corpus, pages = run.corpora / "html-htmldate", {}
    for path in sorted(corpus.glob("eval_*.json")):
        pages.update(json.loads(path.read_text()))
    found = clean(run, {key: corpus / page["html"] for key, page in pages.items()})
    verdicts, errors = collections.Counter(), []
    for key, record in found.items():
        day = record["published"].rstrip("?")
        verdict = "right" if day == pages[key]["date"] else "wrong" if day else "missing"
        verdicts[verdict] += 1
        if verdict != "right":
            errors.append(f"{verdict} {pages[key]['date']} found {day} ({record['origin']}) {pages[key]['file']}")
    run.report_errors(errors)
    data = f"htmldate, {len(found)} pages"
    yield Row(data, "accuracy", percent(verdicts["right"], len(found)))
    yield Row(data, "wrong", percent(verdicts["wrong"], len(found)))
    yield Row(data, "missing", percent(verdicts["missing"], len(found)))


SCORERS = [
    Scorer("main text", ("html-aeb",),
           "Article extraction benchmark: precision and recall of 4-word shingles a page, means over the pages, "
           "F1 of the means; a page without any text found counts for recall alone.", score_text),
    Scorer("segments", ("html-trafilatura",),
           "A wanted piece of text that is found is right, one that is not is missed, an unwanted one that is "
           "found is wrong; F1 over all.", score_segments),
    Scorer("author", ("html-trafilatura",),
           "Share of the pages with a known author whose author is the same string.", score_author),
    Scorer("publication date", ("html-htmldate",),
           "The day must be exact; accuracy is right / (right + wrong + missing), also of pages whose date "
           "nobody knows.", score_date),
]

if __name__ == "__main__":
    main(SCORERS)
