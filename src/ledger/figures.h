/*
 * Figures that contradict each other: two sentences of one story count the same thing and cannot
 * both be right.
 *
 *     "around 15,000 North Korean troops were sent"    13,500 to 16,500 |
 *     "North Korea sent 100,000 of its troops"                          | 100,000    a conflict
 *     "sent more than 10,000 troops"                   10,000 and more               no conflict
 *
 * "The same thing" is the same noun and unit in sentences that have enough telling words in common,
 * unless one of the articles gives both values: then it counts two things.
 */
#ifndef LEDGER_FIGURES_H
#define LEDGER_FIGURES_H

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
    uint32_t sentence;
    TermList terms; /* of the sentence, without its numbers */
} FigureView;

bool figures_are_of_one_thing(const FigureView *a, const FigureView *b);
bool figures_disagree(const FigureView *a, const FigureView *b);

typedef List(IndexList) IndexListList;

/* Groups of figures of one thing of which some disagree; each group holds those that do. */
void figures_find_conflicts(const FigureView *figures, uint32_t count, Arena *arena,
                            IndexListList *out);

#endif
