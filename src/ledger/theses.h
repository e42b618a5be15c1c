/*
 * One thing that is held to be so, by whomever: the claims of all articles that are about it, and how
 * each stands to the others.
 *
 *     10 May  Norland     asserts    Sudland moved 3,000 troops to the border.       first
 *     11 May  Sudland     denies     that it had moved 3,000 troops to the border    denies the first
 *     12 May  Norland     asserts    Some 3,000 troops were moved by Sudland ...     repeats
 *     13 May  Estland     confirms   that Sudland has moved troops ...               confirms
 *
 * Two claims are about the same if their words mean nearly the same, whoever holds them, within
 * THESIS_DAYS of each other; one that answers another of its article is about the same, too.
 */
#ifndef LEDGER_THESES_H
#define LEDGER_THESES_H

#include "ledger/variants.h"
#include "record/records.h"

/* Between the days of two articles whose claims are compared. */
#define THESIS_DAYS 14

#define THESIS_RELATION_LIST(X)                                                                    \
    X(FIRST, "first") X(REPEATS, "repeats") X(CONFIRMS, "confirms") X(DENIES, "denies")            \
    X(DISPUTES, "disputes") X(DOUBTS, "doubts") X(NEITHER, "neither confirms nor denies")          \
    X(RETRACTS, "retracts") X(REJECTS, "rejects") X(ACCEPTS, "accepts")

typedef enum ThesisRelation {
#define X(suffix, text) THESIS_##suffix,
    THESIS_RELATION_LIST(X) THESIS_RELATION_COUNT
#undef X
} ThesisRelation;

const char *thesis_relation_name(ThesisRelation relation);

/* What a proposition is compared by; borrows its text. */
typedef struct Proposed Proposed;
const Proposed *thesis_read(const LedgerData *data, Str proposition, Arena *arena);
/* "This is so" says too little to be found again. */
bool thesis_says_enough(const Proposed *proposed);

/* The likeness of two propositions that are about the same, in thousandths; 0 if they are not. That
 * one of them is negated makes no difference: a denial is about what it denies. */
uint32_t thesis_likeness(const Proposed *a, const Proposed *b);

/* By what others are found that may be about the same: two that share no key are not compared. */
void thesis_keys(const LedgerData *data, Str proposition, Arena *arena, KeyList *out);

/* A claim of one article, as the ledger holds it. */
typedef struct ThesisClaim {
    int64_t number; /* in the ledger's file */
    Id id;
    Id article_id;
    bool has_day;
    int32_t day;
    Span span;
    Stance stance;
    Polarity polarity;
    Str holders; /* keys of actors in byte order, each ended by a line break; empty: nobody is named */
    Id answers;  /* the claim of its article that it answers; empty */
    /* set by thesis_relate: */
    ThesisRelation relation;
    uint32_t of; /* the claim it stands so to; its own index: to none */
} ThesisClaim;

/* Puts claims about the same in the order of their days and says how each stands to those before. What
 * comes out depends on the claims alone. */
void thesis_relate(ThesisClaim *claims, uint32_t count);

/* What became of it, over all claims: "retracted", "disputed" (denied or disputed, and confirmed as
 * well), "denied", "confirmed", "open" (somebody will neither confirm nor deny), "unanswered"; of a
 * proposal also "rejected", "accepted". */
const char *thesis_standing(const ThesisClaim *claims, uint32_t count);

#endif
