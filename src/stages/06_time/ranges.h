/*
 * Two dates that make one: "from Monday to Wednesday", "between 2014 and 2016"; and dates that a
 * word before them opens: "since February 2022", "until May".
 */
#ifndef STAGES_TIME_RANGES_H
#define STAGES_TIME_RANGES_H

#include "resolve.h"

typedef struct RangeRule {
    Str id;
    Str before;  /* must stand before the first date; empty: need not */
    StrList between;
    float confidence;
    Str example;
    uint32_t line;
} RangeRule;

typedef struct RangeRules {
    List(RangeRule) items;
} RangeRules;

DatelineStatus ranges_load(RangeRules *out, const DataFiles *files, Arena *arena,
                           DatelineError *err);
bool ranges_rule_example(const RangeRules *rules, uint32_t index, RuleExample *out);
/* Joins `second` to `first` (the time before it) if a rule says so. "2013 – present" ends with the
 * reference day. */
bool ranges_join(const RangeRules *rules, const Words *words, const Reckoning *reckoning,
                 Time *first, const Time *second);
/* "around May 3", "circa 1640". */
void ranges_approximate(const Words *words, Arena *arena, Time *time);
/* Opens the value of a time after "since", "until". */
void ranges_open(const Words *words, Arena *arena, Time *time);

#endif
