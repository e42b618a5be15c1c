/*
 * Lines that give the date of publication: "Published: 27 Dec. 2024, 11:22", "By Jane Doe | May 3,
 * 2023", "China Daily) 08:36, October 24, 2022".
 */
#ifndef CLEAN_DATE_LINE_H
#define CLEAN_DATE_LINE_H

#include "lexicon.h"
#include "text/date_parse.h"

typedef struct DateLine {
    WrittenDate date;
    bool is_modified;
    bool has_label; /* "Published", "Updated" stand beside it */
    Str name;       /* "Jane Doe", "China Daily"; empty if there is none */
    bool is_by;     /* "By" stands before the name */
} DateLine;

/* Is the line a date, perhaps with a time, words like "Published" and a name beside? */
bool date_line_read(Str line, const Lexicon *lexicon, DateLine *out);

#endif
