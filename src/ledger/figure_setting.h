/*
 * What stands around a figure and says whether two can be of one thing: names, times, and words that make it a
 * part of another.
 *
 *     "On Monday 50 soldiers died in Azerbaijan"     names: Azerbaijan     times: monday
 *     "killed 15, including three children"          three: a part
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
    bool is_part;
} FigureSetting;

/* figure: its bytes in the sentence. */
FigureSetting figure_setting(const LedgerData *data, Str sentence, Span figure);
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

#endif
