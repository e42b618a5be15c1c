/*
 * One class for equal words of an article.
 *
 *     Habib ... Khader Habib      the short form is what the long one is
 *     Fallujah                    the same words, the same class, here and in the next paragraph
 *
 * The network sees one sentence at a time. What it says of equal words is added up, so that where
 * the context tells nothing the places where it tells more decide.
 */
#include "labels.h"

/* In eighths of a nat, tuned on the development texts. */
#define PRIOR_LISTED 36      /* what being in a list of names is worth */
#define PRIOR_SHORT_FORM 40  /* the same of being the short form of a name in the article */
#define LEAST_REPEATED (-12) /* words that are a name elsewhere in the article look so like one */

/* "Abbas" in an article that names Palestine. */
static bool is_leader_here(const Scan *scan, Str word)
{
    const World *world = scan->world;
    uint32_t row =
        map_find(&world->leader_by_family, world_normal_name(world, word, scan->scratch));
    for (; row != MAP_NONE && row != NONE; row = world->leaders.items[row].next_of_family) {
        const Leader *leader = &world->leaders.items[row];
        if (leader->bare && scan_is_named(scan, world->terms.items[leader->first_term].owner))
            return true;
    }
    return false;
}

/* What lists of names add to what the network says. */
static void add_priors(const Scan *scan, Label *label)
{
    TokenRange tokens = label->tokens;
    uint32_t words = tokens.end - tokens.first, last = scan_flags(scan, tokens.end - 1);
    if (words > 1 && (scan_flags(scan, tokens.first) & WORD_GIVEN) != 0)
        label->scores[NAME_TYPE_PERSON] += PRIOR_LISTED;
    if (words > 1 && (last & WORD_ORG_HEAD) != 0)
        label->scores[NAME_TYPE_ORGANISATION] += PRIOR_LISTED;
    if (words > 1 && (last & WORD_PLACE_HEAD) != 0) label->scores[NAME_TYPE_PLACE] += PRIOR_LISTED;
    if (label->is_listed) label->scores[NAME_TYPE_COUNTRY] += PRIOR_LISTED;
    if (is_followed_by_age(scan, tokens.end, scan_sentence_end(scan, tokens.first)))
        label->scores[NAME_TYPE_PERSON] = RULE_SCORE;
    if (words == 1 && is_leader_here(scan, label->words))
        label->scores[NAME_TYPE_PERSON] += PRIOR_SHORT_FORM;
}

/* The likeliest class; *out_lead is how far the next one lies behind, places being one class. */
static NameType likeliest(const int32_t *scores, int32_t *out_lead)
{
    NameType best = NAME_TYPE_PERSON;
    int32_t next = INT32_MIN;
    for (NameType type = NAME_TYPE_NONE + 1; type < NAME_TYPE_COUNT; type++)
        if (scores[type] > scores[best]) best = type;
    bool best_is_place = label_is_place(best);
    for (NameType type = NAME_TYPE_NONE + 1; type < NAME_TYPE_COUNT; type++) {
        bool same = type == best || (best_is_place && label_is_place(type));
        if (!same && scores[type] > next) next = scores[type];
    }
    *out_lead = scores[best] - next;
    return best;
}

static Str words_of(const Scan *scan, TokenRange tokens)
{
    return tokens.end == tokens.first + 1 ? scan_word(scan, tokens.first)
                                          : scan_folded(scan, tokens);
}

typedef struct Same {
    Map first_of_words; /* label's words -> label, the others by next_of_same */
    Map type_of_short;  /* "habib" of "Khader Habib" -> NameType */
} Same;

/* The short form under which a longer name goes on: the family name, the company without "Corp.",
 * "Rita" of "Hurricane Rita"; NONE. */
static uint32_t short_form(const Scan *scan, const Label *label, NameType type)
{
    uint32_t first = label->tokens.first, last = label->tokens.end - 1;
    if (last == first) return NONE;
    if (type == NAME_TYPE_PERSON) return last;
    if (type == NAME_TYPE_EVENT && (scan_flags(scan, first) & WORD_THING_BEFORE) != 0) return last;
    if (type == NAME_TYPE_ORGANISATION && last == first + 1 &&
        (scan_flags(scan, last) & (WORD_ORG_HEAD | WORD_COMPANY_FORM)) != 0)
        return first;
    return NONE;
}

static void chain_same(Scan *scan, Same *same)
{
    for (uint32_t i = 0; i < scan->labels.count; i++) {
        Label *label = &scan->labels.items[i];
        int32_t lead;
        if (label->tokens.first == label->tokens.end) continue;
        label->words = words_of(scan, label->tokens);
        uint32_t before = map_find(&same->first_of_words, label->words);
        label->is_listed = before == MAP_NONE ? place_is_listed(scan, label->words) : scan->labels.items[before].is_listed;
        add_priors(scan, label);
        label->next_of_same = before == MAP_NONE ? NONE : before;
        map_set(&same->first_of_words, label->words, i);
        NameType type = likeliest(label->scores, &lead);
        uint32_t token = short_form(scan, label, type);
        if (token != NONE) map_set(&same->type_of_short, scan_word(scan, token), type);
    }
}

#define MOST_EQUAL_LABELS 64

static void decide_same(Scan *scan, const Same *same, uint32_t first)
{
    int32_t sums[NAME_TYPE_COUNT] = {0}, lead;
    uint32_t steps = 0;
    for (uint32_t i = first; i != NONE && steps < MOST_EQUAL_LABELS;
         i = scan->labels.items[i].next_of_same, steps++)
        for (NameType type = 0; type < NAME_TYPE_COUNT; type++)
            sums[type] += scan->labels.items[i].scores[type];
    uint32_t longer = map_find(&same->type_of_short, scan->labels.items[first].words);
    if (longer != MAP_NONE)
        sums[longer] += longer == NAME_TYPE_EVENT ? RULE_SCORE * (int32_t)steps
                                                  : PRIOR_SHORT_FORM * (int32_t)steps;
    NameType common = likeliest(sums, &lead);
    for (uint32_t i = first; i != NONE; i = scan->labels.items[i].next_of_same) {
        Label *label = &scan->labels.items[i];
        NameType own = likeliest(label->scores, &lead);
        label->is_sure = lead >= SURE_LEAD && longer != NAME_TYPE_EVENT;
        label->type = label->is_sure ? own : common;
    }
}

static void decide_types(Scan *scan, const Same *same)
{
    for (uint32_t i = 0; i < scan->labels.count; i++) {
        const Label *label = &scan->labels.items[i];
        if (label->tokens.first == label->tokens.end) continue;
        if (map_find(&same->first_of_words, label->words) == i) decide_same(scan, same, i);
    }
}

/* Words without a label that are a name elsewhere in the article. */
static void label_repeated(Scan *scan, const Same *same)
{
    for (uint32_t i = 0; i < scan->doc->tokens.count; i++) {
        if (scan->label_of[i] != NONE || !label_has_telling_capital(scan, i)) continue;
        if (label_word_score(scan_token(scan, i)) < LEAST_REPEATED || label_is_no_name(scan, i))
            continue;
        if ((scan_flags(scan, i - 1) & WORD_THING_BEFORE) != 0) continue; /* "Hurricane Lucy" */
        uint32_t label = map_find(&same->first_of_words, scan_word(scan, i));
        uint32_t of_short = map_find(&same->type_of_short, scan_word(scan, i));
        if (label != MAP_NONE)
            label_add(scan, (TokenRange){i, i + 1}, scan->labels.items[label].type);
        else if (of_short != MAP_NONE)
            label_add(scan, (TokenRange){i, i + 1}, (NameType)of_short);
    }
}

void labels_decide_types(Scan *scan)
{
    Same same;
    map_init(&same.first_of_words, scan->scratch);
    map_init(&same.type_of_short, scan->scratch);
    chain_same(scan, &same);
    decide_types(scan, &same);
    label_repeated(scan, &same);
}
