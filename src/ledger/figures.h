/*
 * Figures that contradict each other: two sentences of one story count the same thing and cannot
 * both be right.
 *
 *     "around 15,000 North Korean troops were sent"    13,500 to 16,500 |
 *     "North Korea sent 100,000 of its troops"                          | 100,000    a conflict
 *     "sent more than 10,000 troops"                   10,000 to 20,000              no conflict
 * with the first
 *
 *     12 dead on 5 March, 15 dead on 6 March                           no conflict, but a toll that
 * drifts
 *
 * "The same thing" is the same noun, unit and size in sentences that name nothing apart: not other
 * places and persons alone, not other times. A toll is that of the event its story is about; what
 * else is counted must belong to the same event (its type and parties) or be told in nearly the
 * same words. Not compared are parts ("including three children", "30 more"), shares, averages,
 * what is expected with what is, rows of lists and tables, small numbers that tell of no
 * casualties, points and spans of time. In one article two figures contradict each other only where
 * two holders claim them. If one of the articles gives both values, it counts two things. A toll
 * that is higher on a later day drifts; one that is lower contradicts. "At least 20" is no figure
 * of 200: who knows the one does not say the other.
 */
#ifndef LEDGER_FIGURES_H
#define LEDGER_FIGURES_H

#include "ledger/figure_setting.h"
#include "ledger/messages.h"

/* Who takes part in the event that a figure belongs to: hashes of states, or of actors of none. */
#define MOST_DEED_PARTIES 6
typedef struct FigureDeed {
    Str plover; /* empty: it belongs to none */
    uint32_t sources[MOST_DEED_PARTIES];
    uint32_t source_count;
    uint32_t targets[MOST_DEED_PARTIES];
    uint32_t target_count;
} FigureDeed;

typedef struct FigureView {
    Id id;
    Id article;
    bool has_day; /* of the article */
    int32_t day;
    double low;
    double high;
    Hedge hedge;
    Str unit;
    Str counted;           /* as others count it: ledger_data_counted */
    Str size;              /* "dead"; empty */
    FigureSetting setting; /* of the sentence; of what is claimed if it belongs to a claim */
    FigureDeed deed;
    Str holder;            /* who claims it; empty */
    const LeadNames *lead; /* of its article */
    bool is_row;           /* stands in a list or table */
    bool is_of_world;      /* neither its noun nor its unit is one that is never compared */
    uint32_t sentence;
    TermList terms; /* of the sentence, without its numbers */
} FigureView;

/* Two of one article are, where two holders claim them. */
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
