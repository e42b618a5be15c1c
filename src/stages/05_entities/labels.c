/*
 * What the network says of names, mended and made one for the article.
 *
 *     the Gulf of Mexico          two names beside "of": one place
 *     Coca-Cola                   a name goes on over its hyphen
 *     Africa-China                a state and what stands beside it: two names
 *     Habib ... Khader Habib      the short form is what the long one is
 *     Fallujah                    the same words, the same class, here and in the next paragraph
 *
 * This file reads the labels, label_extents.c says where they begin and end, label_types.c gives
 * equal words one class.
 */
#include "labels.h"

/* In eighths of a nat, tuned on the development texts. */
#define LEAST_NAME 0             /* a name whose likeliest word looks less like one is none */
#define LEAST_CAPITALS 14        /* the same of one word in capitals */
#define LEAST_SMALL 8            /* the same of one without a capital */
#define LEAST_LISTED (-8)        /* the same of a listed place; */
#define LEAST_LISTED_SMALL (-16) /* of one in small letters */

int32_t label_word_score(const Token *token)
{
    int32_t best = INT32_MIN;
    for (NameType type = NAME_TYPE_NONE + 1; type < NAME_TYPE_COUNT; type++)
        if (token->name_scores[type] > best) best = token->name_scores[type];
    return best;
}

static void score_label(const Scan *scan, Label *label)
{
    int32_t count = (int32_t)(label->tokens.end - label->tokens.first);
    for (NameType type = NAME_TYPE_NONE + 1; type < NAME_TYPE_COUNT; type++) {
        int32_t sum = 0;
        for (uint32_t i = label->tokens.first; i < label->tokens.end; i++)
            sum += scan_token(scan, i)->name_scores[type];
        label->scores[type] = sum / count;
    }
}

Label *label_add(Scan *scan, TokenRange tokens, NameType type)
{
    Label *label = list_add(scan->scratch, &scan->labels);
    *label = (Label){.tokens = tokens, .type = type, .next_of_same = NONE};
    score_label(scan, label);
    for (uint32_t i = tokens.first; i < tokens.end; i++) scan->label_of[i] = scan->labels.count - 1;
    return label;
}

/* A capital that may open a sentence or a headline says nothing. */
bool label_has_telling_capital(const Scan *scan, uint32_t token)
{
    return is_capitalised(scan, token) && scan_token(scan, token)->tag == TAG_PROPN &&
           token != scan_sentence_first(scan, token) &&
           !scan->title_case[scan_token(scan, token)->sentence];
}

static bool is_listed_place(const Scan *scan, uint32_t token)
{
    Str word = scan_word(scan, token);
    int32_t least = is_capitalised(scan, token) ? LEAST_LISTED : LEAST_LISTED_SMALL;
    if (label_word_score(scan_token(scan, token)) < least) return false;
    if (is_capitalised(scan, token) ? word.len < 4 || !label_has_telling_capital(scan, token)
                                    : word.len < 5)
        return false;
    return place_is_listed(scan, word);
}

bool label_is_place(NameType type)
{
    return type == NAME_TYPE_COUNTRY || type == NAME_TYPE_PLACE || type == NAME_TYPE_FACILITY;
}

/* "OH" after "Chillicothe," */
static bool is_region_after_place(const Scan *scan, uint32_t token)
{
    if ((scan_flags(scan, token) & WORD_REGION_SHORT) == 0 || !is_capitalised(scan, token))
        return false;
    if (token < scan_sentence_first(scan, token) + 2 || !is_word(scan, token - 1, STR(",")))
        return false;
    const Label *before = label_over(scan, token - 2);
    return before != NULL && label_is_place(before->type);
}

#define NEVER_ALONE (WORD_CALENDAR | WORD_COMPANY_FORM | WORD_NOT_A_NAME | WORD_THING_HEAD)

/* One word that is no name by itself, whatever the network says: a day, a title, ", Inc." */
bool label_is_no_name(const Scan *scan, uint32_t token)
{
    uint32_t end;
    if ((scan_flags(scan, token) & NEVER_ALONE) != 0) return true;
    if (scan_token(scan, token)->kind != TOKEN_WORD) return true;
    return scan_match(scan, &scan->world->title_words, token, token + 1, &end) != MAP_NONE;
}

static int32_t least_of(const Scan *scan, TokenRange tokens)
{
    bool capital = false;
    for (uint32_t i = tokens.first; i < tokens.end; i++)
        capital = capital || is_capitalised(scan, i);
    if (!capital) return LEAST_SMALL;
    bool one = tokens.end == tokens.first + 1;
    return one && (scan_token(scan, tokens.first)->flags & TOKEN_ALL_CAPS) != 0 ? LEAST_CAPITALS
                                                                                : LEAST_NAME;
}

static bool is_label(const Scan *scan, TokenRange tokens)
{
    if (label_best_score(scan, tokens) < least_of(scan, tokens)) return false;
    return tokens.end > tokens.first + 1 || !label_is_no_name(scan, tokens.first);
}

static void read_labels(Scan *scan)
{
    uint32_t count = scan->doc->tokens.count;
    scan->label_of = arena_new_items(scan->scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i <= count; i++) scan->label_of[i] = NONE;
    for (uint32_t i = 0, end; i < count; i = end) {
        const Token *token = scan_token(scan, i);
        NameType type = token->name;
        end = i + 1;
        bool is_region = is_region_after_place(scan, i);
        if (is_region || (type == NAME_TYPE_NONE && is_listed_place(scan, i))) {
            Label *label = label_add(scan, (TokenRange){i, end}, NAME_TYPE_COUNTRY);
            if (is_region) label->scores[NAME_TYPE_COUNTRY] = RULE_SCORE;
            continue;
        }
        if (type == NAME_TYPE_NONE || is_word(scan, i, STR("/"))) continue;
        while (end < count && scan_token(scan, end)->name == type &&
               !scan_token(scan, end)->starts_name && !is_word(scan, end, STR("/")))
            end++;
        if (is_label(scan, (TokenRange){i, end})) label_add(scan, (TokenRange){i, end}, type);
    }
}

const Label *label_over(const Scan *scan, uint32_t token)
{
    uint32_t label = scan->label_of[token];
    return label == NONE ? NULL : &scan->labels.items[label];
}

const Label *label_starting(const Scan *scan, uint32_t token)
{
    const Label *label = label_over(scan, token);
    return label != NULL && label->tokens.first == token ? label : NULL;
}

int32_t label_best_score(const Scan *scan, TokenRange range)
{
    int32_t best = INT32_MIN;
    for (uint32_t i = range.first; i < range.end; i++) {
        int32_t score = label_word_score(scan_token(scan, i));
        if (score > best) best = score;
    }
    return best;
}

void labels_find(Scan *scan)
{
    read_labels(scan);
    uint32_t count = scan->labels.count;
    for (uint32_t i = 0; i < count; i++) label_mend_extent(scan, i);
    labels_decide_types(scan);
}
