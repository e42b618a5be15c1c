/* What messages say: quotations, wishes, promises, demands, thanks, hopes. */
#ifndef SPEECH_MESSAGE_CONTENTS_H
#define SPEECH_MESSAGE_CONTENTS_H

#include "base/map.h"
#include "scene.h"

/* Where the words stand, seen from the cue. */
#define CONTENT_FRAME_LIST(X)                                                                      \
    X(CLAUSE, "clause")                                                                            \
    X(OBJECT, "object") X(INFINITIVE, "infinitive") X(FOR, "for") X(OF, "of") X(NOUN, "noun")

#define DEFINE_CONTENT_FRAME(suffix, text) CONTENT_FRAME_##suffix,
typedef enum ContentFrame {
    CONTENT_FRAME_LIST(DEFINE_CONTENT_FRAME) CONTENT_FRAME_COUNT
} ContentFrame;

/* A row of content_cues.tsv. */
typedef struct ContentRow {
    Str lemma;
    ContentKind kind;
    ContentFrame frame;
    Str rule; /* "content:promise:clause" */
    Str example;
    uint32_t line;
} ContentRow;

/* All rows of one lemma: 1 + their place in the table; 0 if there is none. */
typedef struct ContentEntry {
    uint32_t rows[CONTENT_FRAME_COUNT];
} ContentEntry;

typedef struct ContentCues {
    Map lemmas; /* -> entries */
    List(ContentEntry) entries;
    List(ContentRow) rows;
} ContentCues;

DatelineStatus content_cues_load(const DataFiles *files, Arena *arena, ContentCues *out,
                                 DatelineError *err) MUST_CHECK;
/* The index-th row's example; false past the last. */
bool content_cues_example(const ContentCues *cues, uint32_t index, RuleExample *out);

/* Fills the contents of the document's messages; after quotations_link_messages. */
void messages_find_contents(const ContentCues *cues, const Staging *staging, Document *doc,
                            Arena *scratch);

#endif
