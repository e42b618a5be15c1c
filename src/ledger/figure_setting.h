/*
 * What stands around a figure and says whether two can be of one thing: names, times, and words
 * that make it a part of another or tell that it is expected only.
 *
 *     "On Monday 50 soldiers died in Azerbaijan"     names: azerbaij       times: monday
 *     "killed 15, including three children"          three: a part
 *     "three other sailors", "40 a day"              parts
 *     "as many as 200 could die"                     unreal
 *
 * Names are known without their endings: "Armenia" and "Armenians" are one.
 */
#ifndef LEDGER_FIGURE_SETTING_H
#define LEDGER_FIGURE_SETTING_H

#include "ledger/terms.h"

#define MOST_SETTING_NAMES 12
#define MOST_SETTING_TIMES 6

typedef struct FigureSetting {
    uint32_t names[MOST_SETTING_NAMES]; /* hashes, each once */
    uint32_t name_count;
    uint32_t times[MOST_SETTING_TIMES];
    uint32_t time_count;
    uint32_t own[MOST_SETTING_NAMES]; /* names within the figure: "fifty Armenian soldiers" */
    uint32_t own_count;
    uint32_t year; /* the last that is named; 0 */
    bool is_part;
    bool is_unreal; /* what could be, will be or is needed */
} FigureSetting;

/* Names of a text, for looking up. */
#define MOST_LEAD_NAMES 64
typedef struct LeadNames {
    uint32_t names[MOST_LEAD_NAMES];
    uint32_t count;
} LeadNames;

/* figure: its bytes in the sentence, which may be a part of one: what somebody claims. */
FigureSetting figure_setting(const LedgerData *data, Str sentence, Span figure);
LeadNames lead_names(const LedgerData *data, Str text);
/* Does the noun or unit tell of the world at all: soldiers, not points of a lead. */
bool figure_tells_of_world(const LedgerData *data, Str word);

/* They name other places, persons or times: nothing in common, though both name some. */
bool settings_differ(const FigureSetting *a, const FigureSetting *b);
/* In one article: they must name the very same. */
bool settings_are_equal(const FigureSetting *a, const FigureSetting *b);
/* They count people of other kinds: "fifty Armenian soldiers", "176 soldiers of both sides". */
bool settings_count_others(const FigureSetting *a, const FigureSetting *b);
/* How many names both have. */
uint32_t settings_shared_names(const FigureSetting *a, const FigureSetting *b);
/* Does the text speak of most that is named beside the figure? */
bool setting_is_known(const FigureSetting *setting, const LeadNames *lead);

#endif
