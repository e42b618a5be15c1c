/*
 * The same sentence in other words: quotations of one speaker that two outlets translated, cut or
 * turned into reported speech.
 *
 *     "along the right path of non-alliance, non-confrontation, and not targeting any third party"
 *     "along the correct path of non-alignment, non-confrontation and not targeting third parties"
 *     Both have always followed the path of non-confrontation and non-targeting of third parties.
 *
 * Two are alike if they share most of what is telling in the shorter one: stems by weight, and
 * groups of three letters, which see that "alignment" is near "alliance". Grouping is by likeness
 * of pairs alone.
 */
#ifndef LEDGER_VARIANTS_H
#define LEDGER_VARIANTS_H

#include "ledger/terms.h"

/* In thousandths; symmetric. 0 if either says too little to be told from others. */
uint32_t variant_likeness(const LedgerData *data, Str a, Str b);
/* From here on two quotations of one speaker are the same sentence. */
#define VARIANT_LIKENESS 450

/* Two outlets give the same sentence as the speaker's own words, and the words differ: not cut
 * shorter, but other ones. Only what stands in quotation marks counts. */
bool variants_differ(const LedgerData *data, Str a, Str b);
/* What stands between the first opening and the last closing quotation mark; empty if nothing. */
Str variant_quoted_part(Str text);

/* The same for the same words of the same speaker, byte for byte. */
int64_t variant_wording(Str speaker, Str text);

/* Quotations of one speaker that share no key are not compared. */
void variant_keys(const LedgerData *data, Str speaker, Str text, Arena *arena, KeyList *out);

#endif
