/*
 * Names that are explained by their first letters.
 *
 *     the Economic Community of Examples (ECE)      three capitals, three letters: one name
 *
 * Whatever the network sees in the words, the letters in parentheses say how far the name goes.
 */
#include "scan.h"

#define LEAST_LETTERS 3
#define MOST_LETTERS 8
#define MOST_TOKENS 16
#define LEAST_SCORE (-16) /* in eighths of a nat: words that look less like a name are none */

static bool is_small_word(const Scan *scan, uint32_t token)
{
    const Token *here = scan_token(scan, token);
    return (here->tag == TAG_ADP || here->tag == TAG_DET || here->tag == TAG_CCONJ) &&
           !is_capitalised(scan, token);
}

/* "(ECE)" at this token: the letters, folded; empty. */
static Str letters_at(const Scan *scan, uint32_t token)
{
    if (token + 2 >= scan->doc->tokens.count || !is_word(scan, token, STR("(")) ||
        !is_word(scan, token + 2, STR(")")))
        return (Str){NULL, 0};
    Str letters = scan_word(scan, token + 1);
    bool capitals = (scan_token(scan, token + 1)->flags & TOKEN_ALL_CAPS) != 0;
    bool fits = letters.len >= LEAST_LETTERS && letters.len <= MOST_LETTERS;
    return capitals && fits ? letters : (Str){NULL, 0};
}

/* First token of the words before the parenthesis that the letters stand for; NONE. */
static uint32_t first_of_long_form(const Scan *scan, uint32_t parenthesis, Str letters)
{
    uint32_t start = scan_sentence_first(scan, parenthesis), left = letters.len;
    for (uint32_t at = parenthesis; at > start && parenthesis - at < MOST_TOKENS; at--) {
        uint32_t token = at - 1;
        Str word = scan_word(scan, token);
        if (is_joining_hyphen(scan, token)) continue;
        if (scan_token(scan, token)->kind != TOKEN_WORD) return NONE;
        if (is_small_word(scan, token) && at < parenthesis) continue;
        if (!is_capitalised(scan, token) || word.len == 0) return NONE;
        if (word.data[0] != letters.data[left - 1]) return NONE;
        if (--left == 0) return token;
    }
    return NONE;
}

/* What the network takes the words for, all added up. */
static NameType likeliest_type(const Scan *scan, TokenRange range)
{
    NameType best = NAME_TYPE_ORGANISATION;
    int32_t sums[NAME_TYPE_COUNT] = {0};
    for (NameType type = NAME_TYPE_NONE + 1; type < NAME_TYPE_COUNT; type++) {
        for (uint32_t i = range.first; i < range.end; i++)
            sums[type] += scan_token(scan, i)->name_scores[type];
        if (sums[type] > sums[best]) best = type;
    }
    return best;
}

static bool has_flag(const Scan *scan, TokenRange range, uint32_t flag)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if ((scan_flags(scan, i) & flag) != 0) return true;
    return false;
}

void long_forms_find(Scan *scan)
{
    for (uint32_t i = 0; i < scan->doc->tokens.count; i++) {
        Str letters = letters_at(scan, i);
        if (letters.len == 0) continue;
        uint32_t first = first_of_long_form(scan, i, letters);
        if (first == NONE || scan->marks[first].end >= i) continue;
        TokenRange range = {first, i};
        bool headed = has_flag(scan, range, WORD_ORG_HEAD);
        NameType type = headed                                   ? NAME_TYPE_ORGANISATION
                        : has_flag(scan, range, WORD_THING_HEAD) ? NAME_TYPE_EVENT
                                                                 : likeliest_type(scan, range);
        if (type == NAME_TYPE_PERSON || label_best_score(scan, range) < LEAST_SCORE) continue;
        *list_add(scan->scratch, &scan->long_forms) = (LongForm){range, type, headed};
    }
}

const LongForm *long_form_starting(const Scan *scan, uint32_t token)
{
    for (uint32_t i = 0; i < scan->long_forms.count; i++)
        if (scan->long_forms.items[i].tokens.first == token) return &scan->long_forms.items[i];
    return NULL;
}
