#!/usr/bin/env python3
"""Names in sentences by a packaged spaCy pipeline, as silver data. Reads a sentence a line, words
parted by spaces; writes `word<TAB>label` lines, sentences parted by an empty line.

Usage: spacy_names.py PIPELINE <sentences.txt >names.tsv
"""
import sys

import spacy
from spacy.tokens import Doc

CLASS = {"PERSON": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP",
         "EVENT": "EVENT", "WORK_OF_ART": "WORK", "LAW": "WORK"}


def trimmed(doc, start, end):
    while start < end and doc[start].text.lower() in ("the", "a", "an"):
        start += 1
    while start < end and doc[end - 1].text in ("'s", "’s", "'", "’", ",", "."):
        end -= 1
    return start, end


def main():
    nlp = spacy.load(sys.argv[1], disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    lines = (line.split() for line in sys.stdin)
    docs = (Doc(nlp.vocab, words=words) for words in lines if words)
    for doc in nlp.pipe(docs, batch_size=256):
        labels = ["O"] * len(doc)
        for entity in doc.ents:
            start, end = trimmed(doc, entity.start, entity.end)
            name = CLASS.get(entity.label_)
            if name and start < end:
                labels[start] = "B-" + name
                labels[start + 1:end] = ["I-" + name] * (end - start - 1)
        for token, label in zip(doc, labels):
            print(token.text, label, sep="\t")
        print()


if __name__ == "__main__":
    main()
