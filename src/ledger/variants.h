/*
 * The same sentence in other words: quotations of one speaker that two outlets translated, cut or
 * turned into reported speech.
 *
 *     "along the right path of non-alliance, non-confrontation, and not targeting any third party"
 *     "along the correct path of non-alignment, non-confrontation and not targeting third parties"
 *     Both have always followed the path of non-confrontation and non-targeting of third parties.
 *
 * Two are compared by three kinds of evidence: stems by weight; groups of three letters, which see
 * that "alignment" is near "alliance"; and vectors of what the sentences mean
 * (model/sentence_encoder.h), which see that "path" is near "road".
 *
 * A saying is what was said once, so other words will do within some days alone; what is printed at any other time must
 * have the words too: "he would build a wall" is said every month, "the private sector is doing fine" was quoted for months.
 * Wordings are put together by store/saying_graph.h.
 */
#ifndef LEDGER_VARIANTS_H
#define LEDGER_VARIANTS_H

#include "ledger/terms.h"

/* What a wording is compared by. */
typedef struct Saying Saying;
const Saying *saying_read(const LedgerData *data, Str text, Arena *arena);
/* The same of a text whose vector was kept (saying_vector), which is not reckoned again; any other length: none was. One
 * that does not say enough may have none. */
const Saying *saying_read_kept(const LedgerData *data, Str text, Str vector, Arena *arena);
/* The same without what it means, which is most of the work; saying_find_meaning before two are compared. */
Saying *saying_read_words(const LedgerData *data, Str text, Arena *arena);
void saying_find_meaning(const LedgerData *data, Saying *saying);

/* How alike, in thousandths; symmetric. */
typedef struct SayingLikeness {
    uint32_t stems;
    uint32_t letters;
    int32_t meaning; /* cosine of the vectors */
    uint32_t all;    /* of the three together; 0 if either says too little to be told from others */
} SayingLikeness;

SayingLikeness saying_likeness(const Saying *a, const Saying *b);
/* Its stems alone; needs no meaning. */
uint32_t saying_shared_stems(const Saying *a, const Saying *b);
/* "We are ready" says too little to be told from others. */
bool saying_says_enough(const Saying *saying);
/* The same of a text, without all that only comparing needs. */
bool variant_says_enough(const LedgerData *data, Str text, Arena *arena);
/* The likeness of two that are the same sentence, of one speaker; 0 if they are not. are_near: in days (variant_are_near). */
uint32_t saying_variant(const Saying *a, const Saying *b, bool are_near);
/* A text whose vector was kept, of which nothing is read yet; the text must outlive it. */
Saying *saying_hold(Str text, Str vector, Arena *arena);
/* The same likeness for such a one: of one whose stems and meaning alone rule it out, nothing else is read. What was read
 * stays for the next. */
uint32_t saying_variant_of(const LedgerData *data, const Saying *saying, Saying *held, bool are_near, Arena *arena);
/* Of two of one occasion. */
uint32_t variant_likeness(const LedgerData *data, Str a, Str b);

/* The vector's bytes, for keeping, empty if it has none; and whether a saying may be a variant of one with such bytes. */
Str saying_vector(const Saying *saying);
/* By the vectors alone: false if saying_variant would be 0. */
bool saying_may_be_variant(const Saying *saying, const Saying *other, bool are_near);
bool saying_is_near(const Saying *saying, Str vector);

/* Which of two wordings is rather what others are held against: that of an ordinary sentence's length, as a short cut is
 * part of many and a long one holds several. No two different ones are equal. */
bool variant_goes_before(Str a, Str b);

/* The same for the same words of the same speaker, byte for byte. */
int64_t variant_wording(Str speaker, Str text);
/* The same within one window of days. */
int64_t variant_wording_in(int64_t wording, int64_t window);

/*
 * All that a quotation is found by, in one reading: its keys and, of the saying, whether it says enough and what it means
 * (which is not reckoned again if its vector was kept). Quotations of one speaker are compared if they share a key, or a
 * window and lie near. Of one that does not say enough there is nothing: it is like no other.
 * saying_has_words is false of it; read it again (saying_read_kept) to compare it by its words.
 */
const Saying *variant_read(const LedgerData *data, Str speaker, Str text, Str vector, Arena *arena,
                           KeyList *out_keys);
bool saying_has_words(const Saying *saying);
/* Of one without words, in another arena. */
const Saying *saying_copy(const Saying *saying, Arena *arena);

/* Of the days of its article, each two that are VARIANT_DAYS apart or less share a window. Those of
 * no day have one of their own. */
#define VARIANT_WINDOWS 2
#define VARIANT_DAYS 4
void variant_windows(Str speaker, bool has_day, int32_t day, int64_t windows[VARIANT_WINDOWS]);
/* Do both days share a window? Without a day nobody can tell. */
typedef struct VariantDay {
    bool is_known;
    int32_t day;
} VariantDay;
bool variant_are_near(VariantDay a, VariantDay b);

#endif
