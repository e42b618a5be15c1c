/*
 * What a text is about, as a short weighted list of word stems: the measure by which articles,
 * reports and quotations are compared. Weights come from a fixed table of how common words are in
 * the news (data/ledger), never from the articles at hand, so that the likeness of two texts does
 * not depend on what else a ledger holds. All sums are in whole numbers, equal on every machine.
 */
#ifndef LEDGER_TERMS_H
#define LEDGER_TERMS_H

#include "base/arena.h"
#include "base/error.h"
#include "ledger/address.h"
#include "model/sentence_encoder.h"

typedef struct LedgerData LedgerData;

/* The built-in data, or those of a directory. Read-only after; may be shared by threads. */
DatelineStatus ledger_data_new(const char *data_dir, LedgerData **out,
                               DatelineError *err) MUST_CHECK;
void ledger_data_free(LedgerData *data);
const AddressRules *ledger_data_addresses(const LedgerData *data);
/* Can the office (an id of entities/titles.tsv) be that of the one head of a state? */
bool ledger_data_is_head(const LedgerData *data, Str office);
/* "not", "never": it denies what the rest of a sentence says. */
bool ledger_data_is_negation(const LedgerData *data, Str word);
/* What a word says of a figure beside it (data/ledger/figure_words.tsv). */
#define FIGURE_WORD_KINDS(X)                                                                                           \
    X(TIME, "time") X(PART, "part") X(BESIDE, "beside") X(WITHIN, "within") X(LIST, "list") X(WHOLE, "whole")          \
    X(STAGE, "stage") X(PLACE, "place") X(UNREAL, "unreal") X(ENDING, "ending") X(NO, "no")
typedef enum FigureWord {
#define X(suffix, name) FIGURE_WORD_##suffix,
    FIGURE_WORD_KINDS(X) FIGURE_WORD_COUNT
#undef X
} FigureWord;
bool ledger_data_is_figure_word(const LedgerData *data, FigureWord kind, Str word);
/* What a noun counts, as others count it (data/ledger/figure_nouns.tsv): "soldier" of "troop"; the noun itself. */
Str ledger_data_counted(const LedgerData *data, Str noun);
const SentenceEncoder *ledger_data_sentences(const LedgerData *data);

typedef struct Term {
    uint32_t key; /* hash of the stem */
    uint16_t
        weight; /* shares of 65,535; the squares of all weights of a list sum up to that square */
} Term;

/* Ordered by key. */
typedef struct TermList {
    Term *items;
    uint32_t count;
} TermList;

/* The most telling terms of a text, at most `most`; only its first `bytes` are read. */
TermList terms_of(const LedgerData *data, Str text, uint32_t bytes, uint32_t most, Arena *arena);
/* Of two texts read as one (headline and body). */
TermList terms_of_two(const LedgerData *data, Str first, Str second, uint32_t bytes, uint32_t most,
                      Arena *arena);

/* The same stem by stem, for who reads the words of a text for more than its terms. bytes: all that will be read; the
 * reader lives in the arena. */
typedef struct TermReader TermReader;
TermReader *terms_begin(const LedgerData *data, uint32_t bytes, Arena *arena);
/* Of a word of two letters or more (ledger/words.h); its word_weight, and whether it was not met before. */
uint32_t terms_add(TermReader *reader, Str stem, bool *out_is_first);
/* Once. */
TermList terms_end(TermReader *reader, uint32_t most, Arena *arena);

/* Cosine in thousandths, 0 to 1000. */
uint32_t terms_likeness(const TermList *a, const TermList *b);

/* How much a word tells, in thousandths; 0 for the commonest. */
uint32_t word_weight(const LedgerData *data, Str stem);
/* Words of less weight ("have", "said", "with") tell no two sayings apart. */
#define LEAST_WORD_WEIGHT 1200

/*
 * Keys for finding likely pairs without comparing all: one for each pair of the strongest terms.
 * Two texts that share no key are not compared. count of out: at most strongest * (strongest-1)
 * / 2.
 */
typedef List(uint32_t) KeyList;
void terms_pair_keys(const TermList *terms, uint32_t strongest, uint32_t seed, Arena *arena,
                     KeyList *out);

/* As bytes of the same form on every machine: 6 bytes a term. */
Str terms_pack(const TermList *terms, Arena *arena);
TermList terms_unpack(Str packed, Arena *arena);

#endif
