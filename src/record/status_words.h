/*
 * The words that say how far something is taken for a fact (data/events/status.tsv): "denied",
 * "plans" above a predicate, "reportedly", "alleged" beside it. Events, claims and the measure of
 * record/factuality.h read the one table.
 */
#ifndef RECORD_STATUS_WORDS_H
#define RECORD_STATUS_WORDS_H

#include "base/error.h"
#include "base/map.h"
#include "record/records.h"

typedef struct DataFiles DataFiles;

typedef struct StatusEntry {
    Status status;
    bool names_holder; /* the subject of the word is who says so */
} StatusEntry;

typedef struct StatusWords {
    Map governors; /* lemma -> entries */
    Map modifiers;
    List(StatusEntry) entries;
} StatusWords;

DatelineStatus status_words_load(StatusWords *words, const DataFiles *files, Arena *arena,
                                 DatelineError *err) MUST_CHECK;

/* By the lemma, else by the form; NULL if the table says nothing. */
const StatusEntry *status_words_governor(const StatusWords *words, const Token *token);
const StatusEntry *status_words_modifier(const StatusWords *words, const Token *token);

#endif
