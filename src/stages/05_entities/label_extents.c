/*
 * Where a name begins and ends.
 *
 *     the Gulf of Mexico      two names of the network beside "of": one place
 *     Coca-Cola, CCNG, Inc.   a name goes on over its hyphen, and has the form of its company
 *     China-Africa            a state and what stands beside it: two names
 *     Hurricane Rita          the first word says what it is, whatever the network takes it for
 */
#include "labels.h"

#define LEAST_JOINED (-16) /* a word that the tree joins to a name looks at least so like one */

static void clear_extent(Scan *scan, Label *label)
{
    for (uint32_t i = label->tokens.first; i < label->tokens.end; i++) scan->label_of[i] = NONE;
    label->tokens.end = label->tokens.first;
}

/* A name that shares a word with the new extent is swallowed whole: what is left of it is none. */
static void set_extent(Scan *scan, uint32_t index, uint32_t first, uint32_t end)
{
    clear_extent(scan, &scan->labels.items[index]);
    for (uint32_t i = first; i < end; i++) {
        if (scan->label_of[i] != NONE) clear_extent(scan, &scan->labels.items[scan->label_of[i]]);
        scan->label_of[i] = index;
    }
    scan->labels.items[index].tokens = (TokenRange){first, end};
}

/* Past "-Cola" after "Coca". */
static uint32_t skip_joined(const Scan *scan, uint32_t end, uint32_t limit)
{
    while (end + 1 < limit && is_joining_hyphen(scan, end) && is_capitalised(scan, end + 1) &&
           scan_token(scan, end + 1)->kind == TOKEN_WORD && scan->marks[end + 1].form == NULL)
        end += 2;
    return end;
}

/* Past ", Inc." and the like. */
static uint32_t skip_company_form(const Scan *scan, uint32_t end, uint32_t limit)
{
    uint32_t at = end;
    if (at < limit && is_word(scan, at, STR(","))) at++;
    return at < limit && is_capitalised(scan, at) && (scan_flags(scan, at) & WORD_COMPANY_FORM) != 0
               ? at + 1
               : end;
}

static bool is_head(const Scan *scan, uint32_t token)
{
    return (scan_flags(scan, token) & (WORD_ORG_HEAD | WORD_PLACE_HEAD)) != 0;
}

/* "Gulf of Mexico", "University of Example": past the second name. */
static uint32_t skip_of_name(const Scan *scan, const Label *label, uint32_t limit)
{
    uint32_t end = label->tokens.end;
    if (end + 1 >= limit || !is_word(scan, end, STR("of")) || !is_head(scan, end - 1)) return end;
    uint32_t next = end + 1;
    if (next + 1 < limit && is_word(scan, next, STR("the"))) next++;
    const Label *second = label_starting(scan, next);
    return second != NULL ? second->tokens.end : end;
}

/* "Hurricane Rita", "Indus Waters Treaty", whatever the network takes them for: the first or last
 * word says what it is. */
static bool take_thing(Scan *scan, uint32_t index)
{
    TokenRange tokens = scan->labels.items[index].tokens;
    bool inside = (scan_flags(scan, tokens.first) & WORD_THING_BEFORE) != 0;
    bool before = !inside && tokens.first > scan_sentence_first(scan, tokens.first) &&
                  is_capitalised(scan, tokens.first - 1) &&
                  (scan_flags(scan, tokens.first - 1) & WORD_THING_BEFORE) != 0;
    if (before) set_extent(scan, index, tokens.first - 1, tokens.end);
    if (inside && tokens.end == tokens.first + 1 && label_starting(scan, tokens.end) != NULL)
        set_extent(scan, index, tokens.first, label_starting(scan, tokens.end)->tokens.end);
    Label *label = &scan->labels.items[index];
    if (label->tokens.end == label->tokens.first + 1) return false;
    bool is_ship = (scan_token(scan, label->tokens.first)->flags & TOKEN_ALL_CAPS) != 0;
    NameType type = is_ship ? NAME_TYPE_WORK : NAME_TYPE_EVENT;
    if (!inside && !before) {
        if ((scan_flags(scan, label->tokens.end - 1) & WORD_THING_HEAD) == 0) return false;
        if (label->scores[NAME_TYPE_WORK] > label->scores[type]) type = NAME_TYPE_WORK;
        if (label->scores[type] + SURE_LEAD <= label->scores[NAME_TYPE_ORGANISATION]) return false;
    }
    label->type = type;
    label->scores[label->type] = RULE_SCORE;
    return true;
}

static bool is_in(TokenRange range, uint32_t token)
{
    return token != NONE && token >= range.first && token < range.end;
}

static bool joins_name(Relation relation)
{
    return relation == REL_COMPOUND || relation == REL_FLAT || relation == REL_AMOD;
}

/* A proper noun beside a name that the tree hangs on it, or on which it hangs the name's last word:
 * "Camps" of "Camps Bay". */
static bool is_same_name(const Scan *scan, TokenRange name, uint32_t token)
{
    const Token *here = scan_token(scan, token), *last = scan_token(scan, name.end - 1);
    if (scan->label_of[token] != NONE || here->tag != TAG_PROPN || !is_capitalised(scan, token) ||
        here->kind != TOKEN_WORD || scan->marks[token].form != NULL)
        return false;
    if (label_word_score(here) < LEAST_JOINED || label_is_no_name(scan, token)) return false;
    if ((scan_flags(scan, token) & WORD_THING_HEAD) != 0) return false;
    return (is_in(name, here->head) && joins_name(here->relation)) ||
           (last->head == token && joins_name(last->relation));
}

/* "Ayungin" before "Shoal", "Example" before "Foundation": past the last words of a name. */
static uint32_t skip_heads(const Scan *scan, const Label *label, uint32_t end, uint32_t limit)
{
    uint32_t heads = WORD_PLACE_HEAD;
    if (label->type == NAME_TYPE_ORGANISATION) heads |= WORD_ORG_HEAD;
    if (scan->title_case[scan_token(scan, label->tokens.first)->sentence]) return end;
    while (end < limit && is_capitalised(scan, end) && (scan_flags(scan, end) & heads) != 0 &&
           scan_token(scan, end)->tag == TAG_PROPN && scan->marks[end].form == NULL)
        end++;
    return end;
}

/* "Theresa" before "P. Lazaro": past an initial and the family name. */
static uint32_t skip_initial(const Scan *scan, const Label *label, uint32_t end, uint32_t limit)
{
    if (label->type != NAME_TYPE_PERSON || end + 1 >= limit || !name_is_initial(scan, end))
        return end;
    const Label *family = label_over(scan, end + 1);
    return family != NULL && family->type == NAME_TYPE_PERSON ? family->tokens.end : end;
}

#define LONGEST_NUMERAL 5

/* "World War II", "Tupou VI": past a number in Roman letters. */
static uint32_t skip_numeral(const Scan *scan, uint32_t end, uint32_t limit)
{
    if (end >= limit || !is_capitalised(scan, end)) return end;
    if (scan_token(scan, end)->tag == TAG_PRON) return end;
    Str word = scan_token(scan, end)->lower;
    for (uint32_t i = 0; i < word.len; i++)
        if (word.data[i] != 'i' && word.data[i] != 'v' && word.data[i] != 'x') return end;
    return word.len <= LONGEST_NUMERAL ? end + 1 : end;
}

/* Small words at the start are none of the name's: "of Principles". */
static uint32_t skip_small_words(const Scan *scan, TokenRange tokens)
{
    uint32_t first = tokens.first;
    while (first + 1 < tokens.end && !is_capitalised(scan, first) &&
           (scan_token(scan, first)->tag == TAG_ADP || scan_token(scan, first)->tag == TAG_DET))
        first++;
    return first;
}

static uint32_t mend_end(const Scan *scan, const Label *label, uint32_t limit)
{
    uint32_t end = label->tokens.end, first = label->tokens.first;
    while (end < limit && is_same_name(scan, (TokenRange){first, end}, end)) end++;
    end = skip_joined(scan, end, limit);
    if (label->type == NAME_TYPE_ORGANISATION) end = skip_company_form(scan, end, limit);
    end = skip_heads(scan, label, end, limit);
    end = skip_initial(scan, label, end, limit);
    end = skip_numeral(scan, end, limit);
    return end == label->tokens.end ? skip_of_name(scan, label, limit) : end;
}

static uint32_t mend_first(const Scan *scan, const Label *label, uint32_t end)
{
    uint32_t first = skip_small_words(scan, label->tokens);
    uint32_t start = scan_sentence_first(scan, first);
    while (first > start && is_same_name(scan, (TokenRange){first, end}, first - 1)) first--;
    /* "Destiny" before "Allison" */
    if (label->type == NAME_TYPE_PERSON && first > start && scan->label_of[first - 1] == NONE &&
        is_capitalised(scan, first - 1) && (scan_flags(scan, first - 1) & WORD_GIVEN) != 0)
        first--;
    /* "American-Arab Committee" */
    if (label->type == NAME_TYPE_ORGANISATION && end > first + 1 && first >= start + 2 &&
        is_joining_hyphen(scan, first - 1) && is_capitalised(scan, first - 2) &&
        label_over(scan, first - 2) != NULL)
        first = label_over(scan, first - 2)->tokens.first;
    return first;
}

/* ---- Compounds ---------------------------------------------------------------------------- */

/* A whole name of the lexicon that is no person and no outlet: "China", "African". */
static bool is_marked(const Scan *scan, TokenRange range)
{
    Mark mark = scan->marks[range.first];
    if (mark.form == NULL || mark.end != range.end) return false;
    return mark.form->kind == FORM_STATE || mark.form->kind == FORM_NATIONALITY ||
           mark.form->kind == FORM_SHARED || mark.form->kind == FORM_CAPITAL;
}

/* "China-Africa trade": the state and what it has to do with are two, unless a place has that name.
 */
static void split_compound(Scan *scan, uint32_t index)
{
    const Label *label = &scan->labels.items[index];
    TokenRange whole = label->tokens, left = whole, right = whole;
    if (whole.end < whole.first + 3) return;
    if (whole.end < scan_sentence_end(scan, whole.first) && is_capitalised(scan, whole.end) &&
        !scan->title_case[scan_token(scan, whole.end)->sentence])
        return; /* "American-Arab Committee" */
    if (!label_is_place(label->type) && label->type != NAME_TYPE_PEOPLE &&
        label->type != NAME_TYPE_ORGANISATION)
        return;
    for (left.end = whole.first + 1; left.end + 1 < whole.end; left.end++)
        if (is_joining_hyphen(scan, left.end)) break;
    right.first = left.end + 1;
    if (right.first >= whole.end || !is_joining_hyphen(scan, left.end)) return;
    bool marked[] = {is_marked(scan, left), is_marked(scan, right)};
    bool one_word[] = {left.end == left.first + 1, right.end == right.first + 1};
    bool two = (marked[0] && (marked[1] || one_word[1])) || (marked[1] && one_word[0]);
    if (!two || !is_capitalised(scan, left.first) || !is_capitalised(scan, right.first)) return;
    if (place_is_listed(scan, scan_folded(scan, whole))) return;
    NameType type = label->type == NAME_TYPE_PEOPLE ? NAME_TYPE_PEOPLE : NAME_TYPE_COUNTRY;
    set_extent(scan, index, left.first, left.end);
    label_add(scan, right, type);
    scan->labels.items[index].type = type; /* the list may have moved */
}

void label_mend_extent(Scan *scan, uint32_t index)
{
    const Label *label = &scan->labels.items[index];
    if (label->tokens.first == label->tokens.end) return;
    uint32_t limit = scan_sentence_end(scan, label->tokens.first);
    if (take_thing(scan, index)) {
        TokenRange thing = scan->labels.items[index].tokens;
        set_extent(scan, index, thing.first, skip_numeral(scan, thing.end, limit));
        return;
    }
    uint32_t end = mend_end(scan, label, limit);
    uint32_t first = mend_first(scan, label, end);
    if (first == label->tokens.first && end == label->tokens.end) {
        split_compound(scan, index);
        return;
    }
    set_extent(scan, index, first, end);
    if (!take_thing(scan, index)) split_compound(scan, index);
}
