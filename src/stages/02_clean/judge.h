/*
 * Judging pieces one by one, by their own words: patterns of data/clean/patterns.tsv, lines that are
 * a date of publication, lines without words. What is left undecided is for layout.h, which looks
 * at the pieces around.
 */
#ifndef CLEAN_JUDGE_H
#define CLEAN_JUDGE_H

#include "patterns.h"
#include "work.h"

void judge_pieces(Work *work, const Lexicon *lexicon, const PatternTable *patterns);

/* Is the line a date, perhaps with a time, words like "Published" and a name beside? */
typedef struct DateLine {
    WrittenDate date;
    bool is_modified;
    bool has_label; /* "Published", "Updated" stand beside it */
    Str name;   /* "Jane Doe", "China Daily"; empty if there is none */
    bool is_by; /* "By" stands before the name */
} DateLine;
bool judge_date_line(Str line, const Lexicon *lexicon, DateLine *out);

#endif
