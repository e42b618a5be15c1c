/*
 * Dates as the pages of the world write them, in figures or with the name of a month in one of
 * sixty languages:
 *
 *     26. Februar 2020     1er mai 2020      14 de enero de 2020     14 января 2020 г.
 *     2020. január 14.     2020年1月14日      28.01.22                7. 6. 2020
 *
 * For what a page says about itself. The text of an article is read by date_parse.h, which knows
 * English only and takes no "mai" or "mars" for a month.
 */
#ifndef TEXT_DATE_WORLD_H
#define TEXT_DATE_WORLD_H

#include "base/map.h"
#include "text/data.h"
#include "text/date_parse.h"

typedef struct MonthNames {
    Map months; /* "maio", and "pt:maio" -> 1 to 12; 0 for a plain name of two months */
} MonthNames;

/* Reads data/text/month_names.tsv. */
DatelineStatus month_names_load(MonthNames *out, const DataFiles *files, Arena *arena,
                                DatelineError *err) MUST_CHECK;
/* Month 1 to 12; 0 if the word is none in that language (or, if that is empty, in any). */
int32_t month_names_find(const MonthNames *names, Str word, Str language);

/* How a page writes its dates. */
typedef struct DateStyle {
    const MonthNames *months;
    Str language;      /* "de"; empty: not known */
    bool is_day_first; /* 03/04/2024 is the third of April */
} DateStyle;

/* A date that starts at byte `at`; the year is always there. */
bool date_world_parse(Str text, uint32_t at, const DateStyle *style, WrittenDate *out);
/* The first one at or after `from`, as date_find does. */
bool date_world_find(Str text, uint32_t from, const DateStyle *style, WrittenDate *out,
                     uint32_t *out_at);

#endif
