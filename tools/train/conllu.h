/* Reads treebanks in CoNLL-U: sentences of syntactic words, with the genre of their document. */
#ifndef TRAIN_CONLLU_H
#define TRAIN_CONLLU_H

#include "base/arena.h"

typedef struct GoldWord {
    Str form;
    Str lower;
    Str tag;      /* "VERB/VBD" */
    Str relation; /* "nsubj:pass" */
    uint32_t head; /* index in the sentence, or SYNTAX_ROOT */
    bool space_after;
    uint8_t tag_number; /* among the model's, once they are numbered */
    uint8_t relation_number;
    uint8_t seen_tag; /* what a tagger that was not trained on this sentence says */
} GoldWord;

typedef struct GoldSentence {
    GoldWord *words;
    uint32_t count;
    uint32_t document;
    Str genre; /* "GUM_news", "newsgroup" */
    Str text;  /* as the treebank gives it */
    bool starts_paragraph;
} GoldSentence;

typedef struct Corpus {
    Arena *arena;
    uint32_t document_count;
    List(GoldSentence) sentences;
} Corpus;

/* Adds a file to the corpus. Empty nodes and multiword lines are left out. On failure a message
 * goes to the standard error output and the program ends. */
void corpus_read(Corpus *corpus, const char *path);

#endif
