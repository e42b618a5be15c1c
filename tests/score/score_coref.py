#!/usr/bin/env python3
"""Coreference against OntoGUM. Usage: see scoring.py.

The text is that of `ud-gum`; OntoGUM's tokens are laid over it by their letters, so that nothing but
characters is compared. A mention is right if it has exactly the same first and last character.

- OntoGUM follows OntoNotes: a mention is a whole noun phrase, with its article, complements and
  relative clauses; what is mentioned once is not marked; a coordination is a mention only where
  something refers to all of it; an apposition is part of the mention it stands in.
- Ours are the references of the document that stand in a chain of two or more. They are written
  as full phrases in the document already, so that nothing is cut or widened here.

MUC, B3 and CEAFe (phi4) are those of Pradhan et al. 2014 (the CoNLL 2012 scorer): numerators and
denominators are summed over the documents, then divided. "mean" is the mean of the three F1. Halves
A and B are halves of the documents, by name. test_coref.py holds the measures' own tests.
"""
import collections
import re

from scoring import RawText, Row, Scorer, char_offsets, f1, main, parts, percent, read_conllu, read_lines

LONGEST_GAP = 40  # characters between two tokens
MEASURES = ("MUC", "B3", "CEAFe")
GENRES = (("news", "interview"), ("academic",), ("bio",), ("court",), ("speech",), ("textbook",), ("vlog",), ("voyage",))


# ---- Measures: each gives (precision numerator, denominator, recall numerator, denominator) -----------------


def muc_one_way(key, response):
    """Links of the key found: of a cluster as many as it has mentions, less the parts it falls into."""
    cluster_of = {mention: number for number, cluster in enumerate(response) for mention in cluster}
    right = whole = 0
    for cluster in key:
        pieces = {cluster_of.get(mention, mention) for mention in cluster}
        right += len(cluster) - len(pieces)
        whole += len(cluster) - 1
    return right, whole


def muc(key, response):
    return muc_one_way(response, key) + muc_one_way(key, response)


def b_cubed_one_way(key, response):
    cluster_of = {mention: cluster for cluster in response for mention in cluster}
    right = whole = 0
    for cluster in key:
        for mention in cluster:
            right += len(cluster & cluster_of.get(mention, frozenset())) / len(cluster)
        whole += len(cluster)
    return right, whole


def b_cubed(key, response):
    return b_cubed_one_way(response, key) + b_cubed_one_way(key, response)


def best_assignment(weights):
    """The largest sum of weights, no row and no column twice (the Hungarian method, O(n^3))."""
    if not weights or not weights[0]:
        return 0.0
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights)]
    rows, columns = len(weights), len(weights[0])
    infinity = float("inf")
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], at = row, 0
        least, used = [infinity] * (columns + 1), [False] * (columns + 1)
        while row_of[at]:
            used[at] = True
            here, step, to = row_of[at], infinity, 0
            for column in range(1, columns + 1):
                if used[column]:
                    continue
                cost = -weights[here - 1][column - 1] - row_price[here] - column_price[column]
                if cost < least[column]:
                    least[column], way[column] = cost, at
                if least[column] < step:
                    step, to = least[column], column
            for column in range(columns + 1):
                if used[column]:
                    row_price[row_of[column]] += step
                    column_price[column] -= step
                else:
                    least[column] -= step
            at = to
        while at:
            row_of[at], at = row_of[way[at]], way[at]
    return sum(weights[row_of[column] - 1][column - 1] for column in range(1, columns + 1) if row_of[column])


def ceaf_e(key, response):
    weights = [[2 * len(left & right) / (len(left) + len(right)) for right in response] for left in key]
    right = best_assignment(weights)
    return right, len(response), right, len(key)


MEASURE_OF = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}


def sums_of(key, response):
    return {name: MEASURE_OF[name](key, response) for name in MEASURES}


def f1_of(sums):
    """F1 in per cent from summed fractions."""
    right_found, found, right_gold, gold = sums
    return f1(percent(right_found, found), percent(right_gold, gold))


# ---- Gold -------------------------------------------------------------------------------------------------


def read_ontogum(path):
    """(forms, {cluster: [(first token, last token)]})"""
    forms, clusters, open_at = [], collections.defaultdict(list), collections.defaultdict(list)
    for line in read_lines(path):
        if not line or line[0] == "#":
            continue
        _, form, marks = line.split("\t")
        number = len(forms)
        forms.append(form)
        for opens, cluster, closes in re.findall(r"(\()?(\d+)(\))?", marks):
            if opens:
                open_at[cluster].append(number)
            if closes:
                clusters[cluster].append((open_at[cluster].pop(), number))
    return forms, clusters


def places_of(forms, text):
    """(start, end) of every token in the text. White space is passed over, and what OntoGUM left out."""
    places, at = [], 0
    for form in forms:
        start = None
        for letter in "".join(form.split()):
            found = text.find(letter, at, at + LONGEST_GAP)
            if found < 0:
                raise ValueError(f"token {form!r} is not in the text at {text[at - 20:at + 20]!r}")
            start = found if start is None else start
            at = found + 1
        places.append((start, at))
    return places


def gold_clusters(forms, clusters, text):
    places = places_of(forms, text)
    return [frozenset((places[first][0], places[last][1]) for first, last in mentions)
            for mentions in clusters.values()]


def read_documents(run):
    """(name, text, gold clusters) of every document."""
    sentences, paths = collections.defaultdict(list), run.chosen("ontogum/dev/*.conll")
    for part in sorted({path.parent.name for path in paths}):
        for sentence in read_conllu(run.corpora / f"ud-gum/en_gum-open-{part}.conllu.xz"):
            sentences[sentence.document].append(sentence)
    for path in paths:
        text = RawText(sentences[path.stem]).text
        forms, clusters = read_ontogum(path)
        yield path.stem, text, gold_clusters(forms, clusters, text)


# ---- Ours -------------------------------------------------------------------------------------------------


def found_clusters(lines, to_char):
    chains, rules = collections.defaultdict(set), {}
    for line in lines:
        _, chain, start, end, rule = line.split("\t")
        span = to_char[int(start)], to_char[int(end)]
        chains[chain].add(span)
        rules[span] = rule
    return [frozenset(chain) for chain in chains.values() if len(chain) > 1], rules


def cluster_words(text, cluster):
    return " | ".join(" ".join(text[start:end].split())[:50] for start, end in sorted(cluster))


def errors_of(text, key, response, rules):
    """Chains with something of two gold clusters, or with what is in none; then gold clusters in pieces."""
    gold_of = {mention: number for number, cluster in enumerate(key) for mention in cluster}
    ours_of = {mention: number for number, cluster in enumerate(response) for mention in cluster}
    for chain in response:
        shown = [f"{gold_of.get(span, '-')}:{text[span[0]:span[1]]!r}@{span[0]}[{rules[span]}]" for span in sorted(chain)]
        if len({gold_of.get(span, "-") for span in chain}) > 1 or not any(span in gold_of for span in chain):
            yield "wrong " + " ".join(shown)
    for cluster in key:
        shown = [f"{ours_of.get(span, '-')}:{text[span[0]:span[1]]!r}@{span[0]}" for span in sorted(cluster)]
        if len({ours_of.get(span, "-") for span in cluster}) > 1 or not any(span in ours_of for span in cluster):
            yield "split " + " ".join(shown)


def rows_of(data, documents):
    totals = {name: [sum(document[name][i] for document in documents) for i in range(4)] for name in MEASURES}
    values = [f1_of(totals[name]) for name in MEASURES]
    for name, value in zip(MEASURES, values):
        yield Row(data, name, value)
    yield Row(data, "mean", sum(values) / len(values))


def mention_rows(data, documents):
    right, found, gold = (sum(counts[i] for counts in documents) for i in range(3))
    yield Row(data, "mentions P", percent(right, found))
    yield Row(data, "mentions R", percent(right, gold))


def score(run):
    documents = list(read_documents(run))
    lines = run.call_on_files("coref_spans", [text.encode() for _, text, _ in documents], ".txt")
    scores, mentions, errors = {}, {}, []
    in_a = {name for half, names in parts([document[0] for document in documents]) if half == ", half A"
            for name in names}
    for number, (name, text, key) in enumerate(documents):
        response, rules = found_clusters(lines[number], char_offsets(text))
        scores[name] = sums_of(key, response)
        gold, found = set().union(*key), set().union(*response)
        mentions[name] = (len(gold & found), len(found), len(gold))
        if name in in_a:
            errors += [f"{name} {error}" for error in errors_of(text, key, response, rules)]
    run.report_errors(errors)
    data = f"OntoGUM dev, {len(scores)} documents"
    yield from mention_rows(data, mentions.values())
    for half, names in parts(scores):
        rows = list(rows_of(data + half, [scores[name] for name in names]))
        yield from rows if not half else rows[-1:]
    for genres in GENRES:
        chosen = [scores[name] for name in scores if name.split("_")[1] in genres]
        if chosen:
            yield list(rows_of("OntoGUM dev, " + " and ".join(genres), chosen))[-1]


SCORERS = [Scorer("coreference", ("ontogum/dev", "ud-gum"),
                  "MUC, B3 and CEAFe (phi4) of the CoNLL 2012 scorer and their mean, on raw text: mentions of exactly "
                  "the same span, all kinds of entities, nothing mentioned once.", score)]

if __name__ == "__main__":
    main(SCORERS)
