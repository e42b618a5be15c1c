/*
 * What a quotation is found by, and which others it is like.
 *
 * Many are linked at a time: all keys of a batch are known before the first is looked for, so that what
 * the ledger has of them is read in its order, and another quotation that several are compared with is read
 * once. Which pairs are compared, and what comes out, is the same as if each were linked when it comes: each
 * meets all that stand in the ledger and those of the batch before it.
 */
#ifndef STORE_QUOTATION_LINKS_H
#define STORE_QUOTATION_LINKS_H

#include "ledger/variants.h"
#include "store/store.h"

typedef struct Spoken {
    int64_t number;
    Str speaker; /* empty: nobody is named, and it is linked with none */
    Str text;
    int64_t article;
    VariantDay day;
    int64_t windows[VARIANT_WINDOWS];
    Str vector;           /* as it was written; may be empty */
    KeyList keys;         /* these two are NULL until they are needed */
    const Saying *saying;
    bool is_forced; /* compared also where two of the same words were compared already */
    bool is_compared;
    bool has_others; /* there are others that may be like it, or have its words */
} Spoken;

typedef List(Spoken) SpokenList;

void spoken_set_day(Spoken *spoken, VariantDay day);
VariantDay spoken_day_in_row(const Row *row, int column);
/* Its keys and what it says; in the arena. */
void spoken_make_keys(const LedgerData *data, Spoken *spoken, Arena *arena);

/* Finds those it is like, keeps the likeness, both ways, and leaves what each is found by. arena: for what is made of
 * them. With is_foreseen what the ledger has of all is read first. */
DatelineStatus spoken_link(Store *store, Spoken *items, uint32_t count, bool is_foreseen, Arena *arena,
                           DatelineError *err) MUST_CHECK;
/* Takes away what it is found by. */
DatelineStatus spoken_forget(Store *store, Spoken *spoken, DatelineError *err) MUST_CHECK;

#endif
