/*
 * Form and tag to lemma: exceptions first, then suffix rules.
 *
 *     sent VERB/VBD -> send      countries NOUN/NNS -> country      n't PART/RB -> not
 */
#ifndef SYNTAX_LEMMA_H
#define SYNTAX_LEMMA_H

#include "record/stage.h"

typedef struct LemmaTable LemmaTable;

/* Reads data/syntax/irregular.tsv into arena. */
DatelineStatus lemma_table_load(const DataFiles *files, Arena *arena, const LemmaTable **out,
                                DatelineError *err) MUST_CHECK;

/* form as it stands in the text, lower as Token.lower. The lemma lies in the arena, in the table
 * or in form or lower. Never empty for a form that is not. */
Str lemma_of(const LemmaTable *table, Str form, Str lower, Tag tag, Xpos xpos, Arena *arena);

#endif
