/*
 * Figures that contradict each other: two sentences of one story count the same thing and cannot
 * both be right.
 *
 *     "around 15,000 North Korean troops were sent"    13,500 to 16,500 |
 *     "North Korea sent 100,000 of its troops"                          | 100,000    a conflict
 *     "sent more than 10,000 troops"                   10,000 and more               no conflict
 *
 *     12 dead on 5 March, 15 dead on 6 March                           no conflict, but a toll that drifts
 *
 * "The same thing" is the same noun, unit and size in sentences that have enough telling words in common and name
 * nothing apart: not other places and persons alone, not other times. A part ("including three children", "30
 * more") is not compared, nor are small numbers that tell of no casualties, nor points and spans of time. In one
 * article the names and times must be the very same. If one of the articles gives both values, it counts two
 * things. A toll that is higher on a later day drifts; one that is lower contradicts.
 */
#ifndef LEDGER_FIGURES_H
#define LEDGER_FIGURES_H

#include "ledger/figure_setting.h"
#include "ledger/messages.h"

typedef struct FigureView {
    Id id;
    Id article;
    bool has_day; /* of the article */
    int32_t day;
    double low;
    double high;
    Hedge hedge;
    Str unit;
    Str counted;
    Str size;        /* "dead"; empty */
    FigureSetting setting;
    bool is_of_world; /* neither its noun nor its unit is one that is never compared */
    uint32_t sentence;
    TermList terms; /* of the sentence, without its numbers */
} FigureView;

bool figures_are_of_one_thing(const FigureView *a, const FigureView *b);
bool figures_disagree(const FigureView *a, const FigureView *b);

/* Figures of one thing that disagree; all values are as high on later days: a drift. */
typedef struct FigureConflict {
    IndexList members;
    bool is_drift;
} FigureConflict;

typedef List(FigureConflict) FigureConflictList;

void figures_find_conflicts(const FigureView *figures, uint32_t count, Arena *arena,
                            FigureConflictList *out);

#endif
