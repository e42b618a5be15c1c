/* What the files of labels share. Private to them. */
#ifndef ENTITIES_LABELS_H
#define ENTITIES_LABELS_H

#include "scan.h"

/* In eighths of a nat. */
#define RULE_SCORE 1000 /* where a rule decides */
#define SURE_LEAD 40    /* here the context decides, whatever the others say */

/* ---- labels.c ---- */
/* How much the word looks like a part of a name of its likeliest class. */
int32_t label_word_score(const Token *token);
Label *label_add(Scan *scan, TokenRange tokens, NameType type);
/* A capital that may open a sentence or a headline says nothing. */
bool label_has_telling_capital(const Scan *scan, uint32_t token);
bool label_is_place(NameType type);
/* One word that is no name by itself, whatever the network says: a day, a title, ", Inc." */
bool label_is_no_name(const Scan *scan, uint32_t token);

/* ---- label_extents.c ---- */
void label_mend_extent(Scan *scan, uint32_t index);

/* ---- label_types.c ---- */
void labels_decide_types(Scan *scan);

#endif
