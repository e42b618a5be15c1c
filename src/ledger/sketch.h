/*
 * All that the ledger needs of an article to compare it with others, made from that article alone:
 * a few hundred bytes, however long it is.
 */
#ifndef LEDGER_SKETCH_H
#define LEDGER_SKETCH_H

#include "ledger/terms.h"
#include "record/document.h"

/* A report of a message, put under the two parties between which it went, in byte order of their
 * keys. A report with several senders or recipients stands under each pair. Without a counterpart
 * (nobody said to whom) first is empty and second is the report's id: a message of its own. */
typedef struct Dyad {
    uint32_t report; /* index in doc->messages */
    Str first;
    Str second;
    bool is_reverse; /* from second to first */
} Dyad;

typedef struct Sketch {
    TermList terms;
    KeyList messages;   /* message_key() of each message it tells of; ordered, each once */
    List(Dyad) dyads;
} Sketch;

Sketch *sketch_make(const LedgerData *data, const Document *doc, Arena *arena);

/* Articles that share none are not compared for stories; in order, each once. */
void sketch_story_keys(const Sketch *sketch, Arena *arena, KeyList *out);

/* terms and messages as bytes; the rest lives in tables of its own. */
Str sketch_pack(const Sketch *sketch, Arena *arena);
bool sketch_unpack(Str packed, Arena *arena, Sketch *out);

#endif
