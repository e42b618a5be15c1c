/*
 * Matching the patterns of data/time/rules.tsv.
 *
 *     "on Tuesday , December 31 , 2024"      @weekday ...    -> TimeForm{weekday 2, month 12, ...}
 *
 * A match fills a TimeForm: what was said, not yet what it means.
 */
#ifndef STAGES_TIME_PATTERN_H
#define STAGES_TIME_PATTERN_H

#include "lexicon.h"

#define NUMBER_VAGUE (-1.0) /* "several" */

/* Units of lengths of time, from the longest to the shortest: "2 years, 1 month and 21 days". */
enum LengthUnit {
    LENGTH_YEARS,
    LENGTH_MONTHS,
    LENGTH_WEEKS,
    LENGTH_DAYS,
    LENGTH_HOURS,
    LENGTH_MINUTES,
    LENGTH_SECONDS,
    LENGTH_UNIT_COUNT,
};

typedef struct Length {
    bool is_set;
    double count[LENGTH_UNIT_COUNT];
} Length;

typedef struct TimeForm {
    TokenRange tokens;
    const TimeRule *rule;
    int32_t year; /* 0: not said; so all below */
    int32_t last_year;
    int32_t month;
    int32_t last_month;
    int32_t day;
    int32_t last_day;
    int32_t weekday;
    int32_t season;
    int32_t decade; /* 1990 */
    int32_t ordinal;
    int32_t figure; /* 594 of "594 BC" */
    int32_t deictic;
    double number;
    Length length;
    char unit;      /* of words.tsv: 'D', 'W', ...; 'S', 'N', 'H' below the day */
    char outer_unit; /* the second one named: "the first two weeks of the year" */
    char year_part; /* 'Q', 'H': which one is the ordinal */
    Str part;       /* "MO" */
    Str edge;       /* "START" */
    Str frequency;
    Str ref;        /* "PRESENT_REF" */
    const Holiday *holiday;
    const Period *period;
    bool has_clock;
    int32_t hour;
    int32_t minute;
    bool has_deictic;
    bool is_generic;   /* no day or year in particular: "still in use today", "mild winters" */
    bool has_common_word;
    bool is_order_unsure; /* "03/04/2024": day or month first */
    Str last_word;  /* in lower case */
} TimeForm;

/* What stands first in "03/04/2024". */
typedef enum NumericOrder { ORDER_UNKNOWN, ORDER_DAY_FIRST, ORDER_MONTH_FIRST } NumericOrder;

/* The words of one sentence as the matcher sees them. */
typedef struct Words {
    const Lexicon *lexicon;
    const Document *doc;
    const Str *lower;  /* [doc->tokens.count] */
    const uint32_t *opens; /* [doc->tokens.count] kinds of expressions that each may start */
    const bool *quoted; /* [doc->tokens.count] stands in quotation marks */
    const uint32_t *name_of; /* [doc->tokens.count] mention by name that covers it, or NONE */
    NumericOrder order; /* of dates in figures */
    TokenRange range;  /* of the sentence */
} Words;

/* "third", "21st". */
bool time_word_is_ordinal(Str word);

/* Fills elements and contexts of out; returns what is wrong with the pattern, or NULL. */
const char *time_pattern_read(Str pattern, Arena *arena, TimeRule *out);

/* Tokens used from `at` on; 0 if the rule does not match there. Tense is not looked at. */
uint32_t time_pattern_match(const Words *words, const TimeRule *rule, uint32_t at, TimeForm *out);

#endif
