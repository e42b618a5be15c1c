/*
 * The dateline: where, when and by whom a report was filed.
 *
 *     SEOUL, Dec. 27 (Yonhap) -- ...      MOSCOW, December 31. /TASS/. ...     SEOUL: ...
 *     Seoul, Dec 27 (IANS) ...            Bogotá (AFP) – ...                   (Yonhap) -- ...
 *
 * It stays in the text, at the start of its block.
 */
#ifndef CLEAN_DATELINE_H
#define CLEAN_DATELINE_H

#include "lexicon.h"
#include "text/date_parse.h"

typedef struct FoundDateline {
    Span span; /* in the text it was looked for in, its closing mark included */
    Str place; /* empty if only an agency stands there */
    Str agency;
    bool has_date;
    WrittenDate date;
} FoundDateline;

/* A dateline that starts at byte `at`. */
bool dateline_find(Str text, uint32_t at, const Lexicon *lexicon, FoundDateline *out);

/* Looks at the start of the first kept blocks; the span is one of the clean text. */
bool dateline_read(const Document *doc, const Lexicon *lexicon, FoundDateline *out);

#endif
