/*
 * What the network says of names, mended and made one for the article.
 *
 *     the Gulf of Mexico          two names beside "of": one place
 *     Coca-Cola                   a name goes on over its hyphen
 *     CCNG, Inc.                  the form of a company belongs to its name
 *     Habib ... Khader Habib      the short form is what the long one is
 *     Fallujah                    the same words, the same class, here and in the next paragraph
 *
 * The network sees one sentence at a time. What it says of equal words is added up, so that where
 * the context tells nothing the places where it tells more decide.
 */
#include "scan.h"

/* In eighths of a nat, tuned on the development texts. */
#define PRIOR_LISTED 36          /* what being in a list of names is worth */
#define PRIOR_SHORT_FORM 40      /* the same of being the short form of a name in the article */
#define LEAST_NAME 0             /* a name whose likeliest word looks less like one is none */
#define LEAST_CAPITALS 14        /* the same of one word in capitals */
#define LEAST_SMALL 8            /* the same of one without a capital */
#define LEAST_LISTED (-8)        /* the same of a listed place; */
#define LEAST_LISTED_SMALL (-16) /* of one in small letters; */
#define LEAST_REPEATED (-12)     /* of words that are a name elsewhere in the article; */
#define LEAST_JOINED (-16)       /* of a word that the tree joins to a name */
#define RULE_SCORE 1000          /* where a rule decides */
#define SURE_LEAD 40             /* here the context decides, whatever the others say */

static int32_t best_score(const Token *token)
{
    int32_t best = INT32_MIN;
    for (NameType type = NAME_TYPE_NONE + 1; type < NAME_TYPE_COUNT; type++)
        if (token->name_scores[type] > best) best = token->name_scores[type];
    return best;
}

/* ---- Reading ------------------------------------------------------------------------------ */

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

static Label *add_label(Scan *scan, TokenRange tokens, NameType type)
{
    Label *label = list_add(scan->scratch, &scan->labels);
    *label = (Label){.tokens = tokens, .type = type, .next_of_same = NONE};
    score_label(scan, label);
    for (uint32_t i = tokens.first; i < tokens.end; i++) scan->label_of[i] = scan->labels.count - 1;
    return label;
}

/* A capital that may open a sentence or a headline says nothing. */
static bool has_telling_capital(const Scan *scan, uint32_t token)
{
    return is_capitalised(scan, token) && scan_token(scan, token)->tag == TAG_PROPN &&
           token != scan_sentence_first(scan, token) &&
           !scan->title_case[scan_token(scan, token)->sentence];
}

static bool is_listed_place(const Scan *scan, uint32_t token)
{
    Str word = scan_word(scan, token);
    int32_t least = is_capitalised(scan, token) ? LEAST_LISTED : LEAST_LISTED_SMALL;
    if (best_score(scan_token(scan, token)) < least) return false;
    if (is_capitalised(scan, token) ? word.len < 4 || !has_telling_capital(scan, token)
                                    : word.len < 5)
        return false;
    return world_place_countries(scan->world, word).len > 0;
}

static bool is_place(NameType type)
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
    return before != NULL && is_place(before->type);
}

#define NEVER_ALONE (WORD_CALENDAR | WORD_COMPANY_FORM | WORD_NOT_A_NAME | WORD_THING_HEAD)

/* One word that is no name by itself, whatever the network says: a day, a title, ", Inc." */
static bool is_no_name(const Scan *scan, uint32_t token)
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
    return tokens.end > tokens.first + 1 || !is_no_name(scan, tokens.first);
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
            Label *label = add_label(scan, (TokenRange){i, end}, NAME_TYPE_COUNTRY);
            if (is_region) label->scores[NAME_TYPE_COUNTRY] = RULE_SCORE;
            continue;
        }
        if (type == NAME_TYPE_NONE || is_word(scan, i, STR("/"))) continue;
        while (end < count && scan_token(scan, end)->name == type &&
               !scan_token(scan, end)->starts_name && !is_word(scan, end, STR("/")))
            end++;
        if (is_label(scan, (TokenRange){i, end})) add_label(scan, (TokenRange){i, end}, type);
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
        int32_t score = best_score(scan_token(scan, i));
        if (score > best) best = score;
    }
    return best;
}

/* ---- Extents ------------------------------------------------------------------------------ */

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
    if (best_score(here) < LEAST_JOINED || is_no_name(scan, token)) return false;
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

static void mend_extent(Scan *scan, uint32_t index)
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
    if (first == label->tokens.first && end == label->tokens.end) return;
    set_extent(scan, index, first, end);
    take_thing(scan, index);
}

/* ---- One class for equal words ------------------------------------------------------------- */

/* "Abbas" in an article that names Palestine. */
static bool is_leader_here(const Scan *scan, Str word)
{
    const World *world = scan->world;
    uint32_t row = map_find(&world->leader_by_family, world_normal_name(world, word, scan->scratch));
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
    if (world_place_countries(scan->world, label->words).len > 0)
        label->scores[NAME_TYPE_COUNTRY] += PRIOR_LISTED;
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
    bool best_is_place = is_place(best);
    for (NameType type = NAME_TYPE_NONE + 1; type < NAME_TYPE_COUNT; type++) {
        bool same = type == best || (best_is_place && is_place(type));
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
        add_priors(scan, label);
        uint32_t before = map_find(&same->first_of_words, label->words);
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
        if (scan->label_of[i] != NONE || !has_telling_capital(scan, i)) continue;
        if (best_score(scan_token(scan, i)) < LEAST_REPEATED || is_no_name(scan, i)) continue;
        if ((scan_flags(scan, i - 1) & WORD_THING_BEFORE) != 0) continue; /* "Hurricane Lucy" */
        uint32_t label = map_find(&same->first_of_words, scan_word(scan, i));
        uint32_t of_short = map_find(&same->type_of_short, scan_word(scan, i));
        if (label != MAP_NONE)
            add_label(scan, (TokenRange){i, i + 1}, scan->labels.items[label].type);
        else if (of_short != MAP_NONE)
            add_label(scan, (TokenRange){i, i + 1}, (NameType)of_short);
    }
}

void labels_find(Scan *scan)
{
    Same same;
    map_init(&same.first_of_words, scan->scratch);
    map_init(&same.type_of_short, scan->scratch);
    read_labels(scan);
    for (uint32_t i = 0; i < scan->labels.count; i++) mend_extent(scan, i);
    chain_same(scan, &same);
    decide_types(scan, &same);
    label_repeated(scan, &same);
}
