#include "ledger/theses.h"

#include <stdlib.h>

#include "base/hash.h"
#include "ledger/words.h"

/* Whoever holds them: more alike than two wordings of one speaker. */
#define LEAST_LIKENESS 620
/* Telling words that both must have, in thousandths of the shorter: what is near in meaning alone may be
 * about another country. */
#define LEAST_STEMS 300

#define STRONGEST_TERMS 5
#define MOST_TERMS 24
#define LONGEST_BYTES 600
#define KEY_SEED 11

const char *thesis_relation_name(ThesisRelation relation)
{
    static const char *const names[THESIS_RELATION_COUNT] = {
#define X(suffix, text) text,
        THESIS_RELATION_LIST(X)
#undef X
    };
    assert(relation < THESIS_RELATION_COUNT);
    return names[relation];
}

/* ---- Likeness ------------------------------------------------------------------------------------ */

#define MOST_NAMES 16
#define NAME_LETTERS 4 /* "Russia" and "Russian" */
/* So much of the telling words of the shorter, and it matters little that names differ: "America". */
#define NEARLY_ALL_STEMS 750

struct Proposed {
    const LedgerData *data;
    Saying *saying; /* what it means is found when one is compared with it that shares enough words */
    uint32_t names[MOST_NAMES]; /* hashes of the beginnings of words in capitals, the first word left out */
    uint32_t name_count;
    Str number; /* the longest; borrowed from the text */
};

/* "3,000" is one number. */
static bool goes_on(Str text, Span number, const Word *word)
{
    return word->is_number && number.end > number.start && word->span.start == number.end + 1 &&
           text.data[number.end] == ',';
}

static void read_names(Str text, Proposed *out)
{
    Word word;
    Span number = {0, 0}; /* the one that is being read */
    bool is_first = true;
    for (uint32_t at = 0; words_next_any(text, &at, &word); is_first = false) {
        if (word.is_number) number = goes_on(text, number, &word) ? span_join(number, word.span) : word.span;
        if (word.is_number && span_len(number) > out->number.len) out->number = str_slice(text, number);
        if (is_first || !word.is_capitalised || word.is_number || out->name_count == MOST_NAMES) continue;
        uint32_t len = word.len < NAME_LETTERS ? word.len : NAME_LETTERS;
        out->names[out->name_count++] = (uint32_t)hash_bytes(word.text, len, 0);
    }
}

const Proposed *thesis_read(const LedgerData *data, Str proposition, Arena *arena)
{
    Proposed *proposed = arena_alloc(arena, sizeof *proposed);
    if (proposition.len > LONGEST_BYTES) proposition.len = LONGEST_BYTES;
    *proposed = (Proposed){.data = data, .saying = saying_read_words(data, proposition, arena)};
    read_names(proposition, proposed);
    return proposed;
}

bool thesis_says_enough(const Proposed *proposed)
{
    return saying_says_enough(proposed->saying);
}

/* One name at least is in both, where both have names. */
static bool names_agree(const Proposed *a, const Proposed *b)
{
    for (uint32_t i = 0; i < a->name_count; i++)
        for (uint32_t k = 0; k < b->name_count; k++)
            if (a->names[i] == b->names[k]) return true;
    return a->name_count == 0 || b->name_count == 0;
}

static bool numbers_agree(const Proposed *a, const Proposed *b)
{
    return a->number.len == 0 || b->number.len == 0 || str_equal(a->number, b->number);
}

uint32_t thesis_likeness(const Proposed *a, const Proposed *b)
{
    if (!thesis_says_enough(a) || !thesis_says_enough(b) || !numbers_agree(a, b)) return 0;
    if (saying_shared_stems(a->saying, b->saying) < LEAST_STEMS) return 0;
    saying_find_meaning(a->data, a->saying);
    saying_find_meaning(b->data, b->saying);
    SayingLikeness likeness = saying_likeness(a->saying, b->saying);
    if (likeness.all < LEAST_LIKENESS || (likeness.stems < NEARLY_ALL_STEMS && !names_agree(a, b))) return 0;
    return likeness.all;
}

void thesis_keys(const LedgerData *data, Str proposition, Arena *arena, KeyList *out)
{
    TermList terms = terms_of(data, proposition, LONGEST_BYTES, MOST_TERMS, arena);
    terms_pair_keys(&terms, STRONGEST_TERMS, KEY_SEED, arena, out);
}

/* ---- Order --------------------------------------------------------------------------------------- */

static int by_day(const void *a, const void *b)
{
    const ThesisClaim *x = a, *y = b;
    if (x->has_day != y->has_day) return x->has_day ? -1 : 1;
    if (x->has_day && x->day != y->day) return x->day < y->day ? -1 : 1;
    int order = strcmp(x->article_id.text, y->article_id.text);
    if (order == 0) order = (x->span.start > y->span.start) - (x->span.start < y->span.start);
    return order != 0 ? order : strcmp(x->id.text, y->id.text);
}

/* ---- How each stands to the others ------------------------------------------------------------------ */

static bool share_holder(const ThesisClaim *a, const ThesisClaim *b)
{
    for (uint32_t at = 0; at < a->holders.len;) {
        uint32_t end = str_find(a->holders, STR("\n"), at);
        if (end == STR_NOT_FOUND) return false;
        Str holder = str_slice(a->holders, (Span){at, end + 1});
        uint32_t found = str_find(b->holders, holder, 0);
        bool is_whole = found == 0 || (found != STR_NOT_FOUND && b->holders.data[found - 1] == '\n');
        if (is_whole) return true;
        at = end + 1;
    }
    return false;
}

/* Whether it is so is left open; of a proposal, whether it is right. */
static bool is_withheld(Stance stance)
{
    bool is_reply = stance == STANCE_REJECTS || stance == STANCE_ACCEPTS;
    return is_reply || stance == STANCE_NEITHER || stance == STANCE_DOUBTS || stance == STANCE_DISPUTES;
}

/* Does it hold that what the first one's words say, without their "not", is so? 1, -1; 0: it leaves it
 * open. */
static int side_of(const ThesisClaim *claim)
{
    if (is_withheld(claim->stance)) return 0;
    int side = claim->stance == STANCE_DENIES || claim->stance == STANCE_RETRACTS ? -1 : 1;
    return claim->polarity == POLARITY_NEGATIVE ? -side : side;
}

static ThesisRelation relation_of(const ThesisClaim *claim, int first_side)
{
    switch (claim->stance) {
    case STANCE_NEITHER: return THESIS_NEITHER;
    case STANCE_DOUBTS: return THESIS_DOUBTS;
    case STANCE_DISPUTES: return THESIS_DISPUTES;
    case STANCE_RETRACTS: return THESIS_RETRACTS;
    case STANCE_REJECTS: return THESIS_REJECTS;
    case STANCE_ACCEPTS: return THESIS_ACCEPTS;
    case STANCE_ASSERTS:
    case STANCE_DENIES:
    case STANCE_CONFIRMS:
    case STANCE_PROPOSES:
    case STANCE_PREDICTS:
    case STANCE_COUNT: break;
    }
    if (first_side != 0 && side_of(claim) != first_side) return THESIS_DENIES;
    return claim->stance == STANCE_CONFIRMS ? THESIS_CONFIRMS : THESIS_REPEATS;
}

static uint32_t find_answered(const ThesisClaim *claims, uint32_t count, const ThesisClaim *claim)
{
    for (uint32_t i = 0; claim->answers.text[0] != '\0' && i < count; i++)
        if (strcmp(claims[i].id.text, claim->answers.text) == 0) return i;
    return NONE;
}

/* Of those on a side: the nearest before by another holder, or with is_same by the same; else the first
 * by another; else NONE. */
static uint32_t find_counterpart(const ThesisClaim *claims, uint32_t count, uint32_t index, int side,
                                 bool is_same)
{
    uint32_t found = NONE;
    for (uint32_t i = 0; i < count; i++) {
        bool fits = i != index && side_of(&claims[i]) == side &&
                    share_holder(&claims[i], &claims[index]) == is_same;
        if (fits && (i < index || found == NONE)) found = i;
        if (i > index && found != NONE) break;
    }
    return found;
}

/* What a claim that is not the first stands so to. */
static uint32_t find_other(const ThesisClaim *claims, uint32_t count, uint32_t index, int first_side)
{
    const ThesisClaim *claim = &claims[index];
    uint32_t answered = find_answered(claims, count, claim);
    if (answered != NONE) return answered;
    uint32_t other = NONE;
    if (claim->relation == THESIS_REPEATS || claim->relation == THESIS_RETRACTS)
        other = find_counterpart(claims, count, index, first_side, true);
    if (other == NONE || (claim->relation == THESIS_REPEATS && other > index))
        other = find_counterpart(claims, count, index, first_side, false);
    return other == NONE ? 0 : other;
}

/* The first that takes a side: those before it leave it open. */
static uint32_t find_first(const ThesisClaim *claims, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (side_of(&claims[i]) != 0 && claims[i].stance != STANCE_DENIES && claims[i].stance != STANCE_RETRACTS)
            return i;
    return NONE;
}

void thesis_relate(ThesisClaim *claims, uint32_t count)
{
    qsort(claims, count, sizeof *claims, by_day);
    uint32_t first = find_first(claims, count);
    int first_side = first == NONE ? 1 : side_of(&claims[first]);
    for (uint32_t i = 0; i < count; i++) {
        claims[i].relation = i == first ? THESIS_FIRST : relation_of(&claims[i], first_side);
        claims[i].of = i;
    }
    for (uint32_t i = 0; i < count; i++)
        if (i != first) claims[i].of = find_other(claims, count, i, first_side);
}

const char *thesis_standing(const ThesisClaim *claims, uint32_t count)
{
    uint32_t counts[THESIS_RELATION_COUNT] = {0};
    for (uint32_t i = 0; i < count; i++) counts[claims[i].relation]++;
    bool is_against = counts[THESIS_DENIES] + counts[THESIS_DISPUTES] > 0;
    if (counts[THESIS_RETRACTS] > 0) return "retracted";
    if (counts[THESIS_DISPUTES] > 0 || (is_against && counts[THESIS_CONFIRMS] > 0)) return "disputed";
    if (is_against) return "denied";
    if (counts[THESIS_CONFIRMS] > 0) return "confirmed";
    if (counts[THESIS_REJECTS] > 0) return "rejected";
    if (counts[THESIS_ACCEPTS] > 0) return "accepted";
    return counts[THESIS_NEITHER] + counts[THESIS_DOUBTS] > 0 ? "open" : "unanswered";
}
