/*
 * The data of the time stage: classes of words, rules, holidays. What each file means is said in
 * data/time/README.md.
 */
#ifndef STAGES_TIME_LEXICON_H
#define STAGES_TIME_LEXICON_H

#include "record/stage.h"
#include "text/data.h"
#include "text/numbers.h"
#include "text/phrases.h"

/* X(ENUM_SUFFIX, "name in words.tsv and, after '@', in patterns") */
#define WORD_CLASS_LIST(X)                                                                         \
    X(MONTH, "month") X(WEEKDAY, "weekday") X(UNIT, "unit") X(UNITS, "units")                      \
    X(CLOCK_UNIT, "clockunit") X(SEASON, "season") X(PART, "part") X(EDGE, "edge")                 \
    X(YEAR_PART, "yearpart") X(ANNIVERSARY, "anniversary") X(DEICTIC, "deictic") X(FREQUENCY, "frequency") X(DECADE_NAME, "decadename") X(REF, "ref")     \
    X(VAGUE, "vague") X(OPENER, "opener")                                                          \
    X(FUTURE, "future") X(MODAL, "modal") X(AHEAD, "ahead") X(PERSON, "person")                    \
    X(COUNTED, "counted") X(HOLIDAY, "holiday") X(SINCE, "since") X(UNTIL, "until")                \
    X(SINGULAR, "singular") X(PERIOD, "period") X(LASTING, "lasting") X(AGE, "age")         \
    X(BOUND, "bound") X(APPROX, "approx")

/* Classes that no list of words gives. */
#define READ_CLASS_LIST(X)                                                                         \
    X(WRITTEN, "written") X(DAY, "day") X(YEAR, "year") X(NUMBER, "number") X(DECADE, "decade")    \
    X(ORDINAL, "ordinal") X(CLOCK, "clock") X(FIGURE, "figure") X(LENGTH, "length")              \
    X(SHORT_YEAR, "shortyear")

#define MEANING_LIST(X)                                                                            \
    X(CALENDAR, "calendar") X(CALENDAR_YEAR, "calendar-year") X(CENTURY, "century")                \
    X(QUARTER, "quarter") X(HALF, "half") X(HOLIDAY, "holiday") X(NEW_YEAR, "new-year")            \
    X(OUTGOING_YEAR, "outgoing-year") X(DAY, "day") X(DAY_SHIFT, "day-shift") X(NIGHT, "night")    \
    X(WEEKDAY, "weekday") X(WEEKDAY_WEEK, "weekday-week") X(UNIT, "unit") X(WEEKEND, "weekend")    \
    X(AGO, "ago") X(LATER, "later") X(TEXT_UNIT, "text-unit") X(TEXT_WEEKDAY, "text-weekday")      \
    X(SPAN, "span") X(VAGUE, "vague") X(DURATION, "duration") X(SET, "set") X(CLOCK, "clock")      \
    X(ERA, "era") X(PERIOD, "period") X(TEXT_CALENDAR, "text-calendar")                            \
    X(TEXT_SEASON, "text-season") X(UNIT_END, "unit-end") X(UNIT_REST, "unit-rest")                \
    X(WEEK_OF, "week-of") X(NTH_WEEKDAY, "nth-weekday") X(FROM_DATE, "from-date")                 \
    X(FIRST_UNITS, "first-units") X(LAST_UNITS, "last-units") X(NTH_UNIT, "nth-unit")             \
    X(UNIT_BEGUN, "unit-begun") X(WEEKDAY_DAY, "weekday-day") X(SEASON_THIS, "season-this")        \
    X(FISCAL_YEAR, "fiscal-year") X(AGE, "age") X(ANNIVERSARY, "anniversary")

typedef enum WordClass {
#define X(suffix, text) WORD_##suffix,
    WORD_CLASS_LIST(X) WORD_CLASS_COUNT,
#undef X
#define X(suffix, text) READ_##suffix,
    READ_FIRST = WORD_CLASS_COUNT - 1,
    READ_CLASS_LIST(X) ANY_CLASS_COUNT,
#undef X
    CLASS_LITERAL = ANY_CLASS_COUNT,
} WordClass;

typedef enum Meaning {
#define X(suffix, text) MEANING_##suffix,
    MEANING_LIST(X) MEANING_COUNT
#undef X
} Meaning;

typedef struct TimeWord {
    Str text;  /* value as written: "MO", "P1D" */
    int32_t number;
    bool is_common; /* '!': also another word */
} TimeWord;

/* One of the ways to fill an element. */
typedef struct Choice {
    WordClass class; /* CLASS_LITERAL: the word itself */
    Str word;
    uint32_t kinds; /* of words that it can begin with (time_word_opens); all ones where that is not known */
} Choice;

typedef struct Element {
    Choice *choices; /* [choice_count] */
    uint32_t choice_count;
    bool is_optional;
} Element;

typedef enum Condition {
    CONDITION_NONE,
    CONDITION_WORD,     /* one of the words must stand there */
    CONDITION_NOT_WORD, /* none of them may */
    CONDITION_END,      /* the clause ends there */
} Condition;

typedef struct Context {
    Condition condition;
    Element words;
} Context;

typedef enum TenseDemand { TENSE_ANY, TENSE_PAST, TENSE_FUTURE } TenseDemand;

#define MOST_ELEMENTS 12

/* What a word may be the first of: a bit for each listed class, and these two. */
#define OPENS_READ (1u << 30)    /* a class that is read: figures, numbers */
#define OPENS_NOTHING OPENS_LITERAL /* of a next word: anything will do where nothing has to follow */
#define OPENS_LITERAL (1u << 31) /* a word that stands in a rule */

typedef struct TimeRule {
    Str id;
    Element elements[MOST_ELEMENTS];
    uint32_t element_count;
    Context before;
    Context after;
    /* What may stand after a literal that opens the expression: kinds, and a bit for each literal by
     * its hash; both all ones where nothing has to. */
    uint32_t second_kinds;
    uint64_t second_literals;
    Meaning meaning;
    int32_t shift;
    TenseDemand tense;
    float confidence;
    Str example;
    uint32_t line;
} TimeRule;

typedef enum HolidayKind {
    HOLIDAY_FIXED,
    HOLIDAY_EASTER,
    HOLIDAY_ORTHODOX_EASTER,
    HOLIDAY_NTH,
    HOLIDAY_CHINESE,
    HOLIDAY_ISLAMIC,
    HOLIDAY_ISLAMIC_MONTH,
    HOLIDAY_JEWISH,
    HOLIDAY_DIWALI,
} HolidayKind;

typedef struct Holiday {
    HolidayKind kind;
    int32_t month;
    int32_t day; /* of the month; days from Easter, from the Jewish New Year */
    int32_t nth; /* the nth weekday of the month */
    int32_t weekday;
    float confidence;
} Holiday;

/* "World War II": days from and to, as written in the file too. */
typedef struct Period {
    Str first_text; /* "1939-09-01" */
    Str last_text;
    int32_t first_day; /* INT32_MIN before EARLIEST_YEAR */
    int32_t last_day;
    float confidence;
} Period;

#define MOST_RULES 320

/* A bit for each rule. */
typedef struct RuleSet {
    uint64_t bits[MOST_RULES / 64];
} RuleSet;

typedef struct Lexicon {
    Arena *arena;
    NumberWords numbers;
    PhraseTable phrases[WORD_CLASS_COUNT]; /* -> index into words, holidays or periods */
    List(TimeWord) words;
    List(TimeRule) rules;
    List(Holiday) holidays;
    List(Period) periods;
    Map starters; /* words an expression may start with -> kinds */
    RuleSet by_kind[32]; /* rules that a word of the kind may open, kinds by the place of their bit */
    Map literals;        /* words that stand in rules -> index into by_literal */
    List(RuleSet) by_literal;
} Lexicon;

DatelineStatus time_lexicon_load(Lexicon *lexicon, const DataFiles *files, Arena *arena,
                            DatelineError *err);
/* Kinds of expressions the word may start; 0: none. */
uint32_t time_word_opens(const Lexicon *lexicon, Str word);
/* The rules whose expressions can start with the word and go on with the next (empty at the end of the sentence);
 * the kinds of both are given. */
RuleSet time_rules_opened(const Lexicon *lexicon, Str word, uint32_t kinds, Str next, uint32_t next_kinds);
bool time_lexicon_example(const void *data, uint32_t index, RuleExample *out);
/* NULL if no phrase of the class starts at words[0]. */
const TimeWord *time_word_find(const Lexicon *lexicon, WordClass class, const Str *words,
                             uint32_t word_count, uint32_t *out_used);

#endif
