/*
 * What the members of a JSON record mean: data/intake/fields.tsv, and what the caller says instead
 * of it. Private to intake.
 *
 *     text  bodyText  The Guardian       "bodyText" is the text of an article
 *     --map text=payload.body            so is, and nothing else, "body" in the object "payload"
 */
#ifndef STAGES_INTAKE_RECORD_FIELDS_H
#define STAGES_INTAKE_RECORD_FIELDS_H

#include "intake.h"
#include "text/data.h"

/* suffix, name in the data file */
#define RECORD_FIELD_LIST(X)                                                                       \
    X(HTML, "html") /* the page itself */                                                          \
    X(TEXT, "text")                                                                                \
    X(SUMMARY, "summary") /* the page if there is neither */                                       \
    X(TITLE, "title")                                                                              \
    X(URL, "url")                                                                                  \
    X(PUBLISHED, "published")                                                                      \
    X(FETCHED, "fetched")                                                                          \
    X(OUTLET, "outlet")                                                                            \
    X(AUTHOR, "author")                                                                            \
    X(LANGUAGE, "language")                                                                        \
    X(ID, "id")             /* of a row of a table of pairs; the next three too */                 \
    X(SENTENCE, "sentence")                                                                        \
    X(SOURCE, "source")                                                                            \
    X(TARGET, "target")                                                                            \
    X(RECORDS, "records") /* a list of records within the record */                                \
    X(INNER, "inner")     /* an object that tells of the same article */                           \
    X(TYPE, "type")       /* not paths, but the types of schema.org that are articles */           \
    X(VALUE, "value")     /* member of an object that stands for a text */                         \
    X(BODY, "body")       /* the same, of the page's text */

typedef enum RecordField {
#define X(suffix, name) FIELD_##suffix,
    RECORD_FIELD_LIST(X)
#undef X
        FIELD_COUNT
} RecordField;

/* In the order they are looked for. */
struct IntakeFields {
    Arena *arena;
    StrList paths[FIELD_COUNT];
};

#endif
