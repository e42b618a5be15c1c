#include "counted.h"

#define LONGEST_NOUN_GROUP 8 /* tokens from the number to its noun */
#define FIRST_YEAR 1985      /* that news print bare before a noun: "the 2016 campaign" */
#define LAST_YEAR 2040

static Tag tag_at(const Ground *ground, uint32_t token)
{
    return ground_token(ground, token)->tag;
}

static bool is_noun(const Ground *ground, uint32_t token)
{
    Tag tag = tag_at(ground, token);
    return tag == TAG_NOUN || tag == TAG_PROPN;
}

static bool may_modify(const Ground *ground, uint32_t token)
{
    const Token *word = ground_token(ground, token);
    if (ground->is_timed[token]) return false;
    bool is_participle = word->tag == TAG_VERB && word->relation == REL_AMOD;
    bool is_hyphen = str_equal(word->lower, STR("-"));
    bool is_degree = word->tag == TAG_ADV && word->relation == REL_ADVMOD &&
                     word->head != NONE &&
                     (tag_at(ground, word->head) == TAG_ADJ ||
                      ground_token(ground, word->head)->relation == REL_AMOD);
    return word->tag == TAG_ADJ || is_participle || is_hyphen || is_degree;
}

/* The "16" of "F-16", glued to the word before. */
static bool is_number_of_name(const Ground *ground, TokenRange sentence, uint32_t token)
{
    return tag_at(ground, token) == TAG_NUM && ground_is_word(ground, sentence, token - 1, STR("-")) &&
           (ground_token(ground, token)->flags & TOKEN_SPACE_BEFORE) == 0;
}

static bool modifies_later(const Ground *ground, uint32_t token)
{
    const Token *word = ground_token(ground, token);
    return word->tag == TAG_ADJ && word->relation == REL_AMOD && word->head != NONE && word->head > token &&
           is_noun(ground, word->head);
}

/* The last noun of the group that starts here: "other North Korean combat troops", "Colombia's 32
 * departments". */
static uint32_t group_head(const Ground *ground, uint32_t first)
{
    TokenRange sentence = ground_sentence(ground, first);
    uint32_t head = NONE;
    for (uint32_t i = first; i < sentence.end && i < first + LONGEST_NOUN_GROUP; i++) {
        bool is_possessor = head != NONE && ground_is_word(ground, sentence, i, STR("'s"));
        if (is_noun(ground, i) && !ground->is_timed[i]) {
            head = i;
        } else if (head != NONE && (is_number_of_name(ground, sentence, i) || modifies_later(ground, i))) {
            continue; /* "two F-16 fighters", "Ohio likely voters" */
        } else if (is_possessor) {
            head = NONE;
        } else if (head != NONE ? !str_equal(ground->words[i], STR("-"))
                                : !may_modify(ground, i) && tag_at(ground, i) != TAG_NUM) {
            break;
        }
    }
    return head;
}

/* The noun the parser gives the number, if it stands shortly after it. */
static uint32_t parsed_head(const Ground *ground, const Quantity *quantity)
{
    for (uint32_t i = quantity->tokens.first; i < quantity->tokens.end; i++) {
        const Token *token = ground_token(ground, i);
        bool is_modifier = token->relation == REL_NUMMOD || token->relation == REL_COMPOUND ||
                           token->relation == REL_AMOD || token->relation == REL_DET ||
                           token->relation == REL_NMOD_UNMARKED;
        if (!is_modifier || token->head == NONE || token->head < quantity->tokens.end) continue;
        if (token->head >= quantity->tokens.end + LONGEST_NOUN_GROUP) continue;
        if (is_noun(ground, token->head) && !ground->is_timed[token->head]) return token->head;
    }
    return NONE;
}

static bool all_in_group(const Ground *ground, uint32_t first, uint32_t head)
{
    for (uint32_t i = first; i < head; i++)
        if (!is_noun(ground, i) && !may_modify(ground, i)) return false;
    return true;
}

static uint32_t skip_determiners(const Ground *ground, uint32_t at)
{
    uint32_t end = ground_sentence(ground, at).end;
    while (at + 1 < end) {
        const Token *token = ground_token(ground, at);
        bool is_skipped = token->tag == TAG_DET || token->relation == REL_NMOD_POSS ||
                          str_equal(token->lower, STR("'s")) || token->relation == REL_DET;
        if (!is_skipped || token->tag == TAG_PROPN) break;
        at++;
    }
    return at;
}

/* "dead", "injured" after a number; a rally is none. */
static bool is_casualty_word(const Ground *ground, uint32_t token)
{
    uint32_t used;
    if (tag_at(ground, token) == TAG_NOUN && !str_equal(ground->words[token], STR("dead"))) return false;
    return claim_data_unit(ground->data, UNIT_CASUALTY, &ground->lemmas[token], 1, &used) != NULL ||
           claim_data_unit(ground->data, UNIT_CASUALTY, &ground->words[token], 1, &used) != NULL;
}

static Str unit_of_noun(const Ground *ground, uint32_t head)
{
    uint32_t used;
    const ClaimData *data = ground->data;
    Str singular = ground->words[head]; /* "Democrats": the lemma has its capital */
    if (str_ends(singular, STR("s"))) singular.len--;
    if (claim_data_unit(data, UNIT_PERSON, &ground->lemmas[head], 1, &used) != NULL ||
        claim_data_unit(data, UNIT_PERSON, &ground->words[head], 1, &used) != NULL ||
        claim_data_unit(data, UNIT_PERSON, &singular, 1, &used) != NULL)
        return STR("person");
    uint32_t mention = ground->mention_of[head];
    bool is_people = mention != NONE && str_ends(ground->words[head], STR("s")) &&
                     ground->doc->mentions.items[mention].kind == MENTION_NATIONALITY;
    return is_people ? STR("person") : (Str){0};
}

/* "F-16 fighters": machines. */
static bool is_model(const Ground *ground, uint32_t head)
{
    TokenRange sentence = ground_sentence(ground, head);
    return head > sentence.first + 1 && is_number_of_name(ground, sentence, head - 1);
}

static bool is_uncounted(const Ground *ground, uint32_t head)
{
    uint32_t used;
    return claim_data_unit(ground->data, UNIT_NONE, &ground->lemmas[head], 1, &used) != NULL;
}

static void set_noun(const Ground *ground, const Quantity *quantity, uint32_t first, uint32_t head,
                     FigureShape shape, Counted *out)
{
    out->head = head;
    out->tokens = (TokenRange){first < head ? first : head, head + 1};
    out->shape = shape;
    bool is_machine = head > quantity->tokens.end && is_model(ground, head);
    out->unit = is_machine ? (Str){0} : unit_of_noun(ground, head);
    bool is_small = !quantity->is_figures || quantity->high < 10;
    out->is_excluded = quantity->unit.len == 0 && is_small && is_uncounted(ground, head);
}

/* "of his soldiers", "in fresh loans", "worth of grain". */
static bool find_after_preposition(const Ground *ground, const Quantity *quantity, Counted *out)
{
    TokenRange sentence = ground_sentence(ground, quantity->number);
    uint32_t at = quantity->tokens.end;
    bool is_money = quantity->unit_kind == UNIT_SIGN || quantity->unit_kind == UNIT_MONEY;
    if (is_money && ground_is_word(ground, sentence, at, STR("worth"))) at++;
    bool is_of = ground_is_word(ground, sentence, at, STR("of"));
    bool is_in = is_money && ground_is_word(ground, sentence, at, STR("in"));
    if ((!is_of && !is_in) || at + 1 >= sentence.end) return false;
    uint32_t first = skip_determiners(ground, at + 1);
    uint32_t head = group_head(ground, first);
    if (head == NONE) {
        Tag tag = tag_at(ground, at + 1); /* "seven of them", "36 of the 369" */
        out->shape = SHAPE_OF;
        return is_of && (tag == TAG_PRON || tag == TAG_DET);
    }
    set_noun(ground, quantity, first, head, SHAPE_OF, out);
    return true;
}

/* "winds of up to 160 kph", "a fine of 500,000 francs": the noun before "of" is what is measured. */
static bool find_measured(const Ground *ground, const Quantity *quantity, Counted *out)
{
    uint32_t first = quantity->tokens.first, start = ground_sentence(ground, first).first;
    if (quantity->unit.len == 0 || quantity->is_part || first < start + 2) return false;
    if (!str_equal(ground->words[first - 1], STR("of")) || !is_noun(ground, first - 2)) return false;
    *out = (Counted){.head = first - 2, .tokens = {first - 2, first - 1}, .shape = SHAPE_OF};
    return true;
}

/* "other 2016 contenders": printed without a comma it is a year. */
static bool is_year(const Quantity *quantity)
{
    return quantity->is_figures && quantity->hedge == HEDGE_EXACT && quantity->low == quantity->high &&
           quantity->low >= FIRST_YEAR && quantity->low <= LAST_YEAR && !quantity->has_comma;
}

/* "1950" written so may count tents, but hardly anything farther off. */
static bool is_year_like(const Quantity *quantity)
{
    return quantity->is_figures && quantity->hedge == HEDGE_EXACT && quantity->low >= 1900 &&
           quantity->low < 2100;
}

bool counted_is_joined(const Ground *ground, const Quantity *quantity)
{
    TokenRange sentence = ground_sentence(ground, quantity->number);
    uint32_t hyphen = quantity->tokens.end, noun = hyphen + 1, used;
    if (noun >= sentence.end || !ground_is_word(ground, sentence, hyphen, STR("-"))) return false;
    if (quantity->high < 2 || quantity->unit.len > 0 ||
        ground_is_word(ground, sentence, noun + 1, STR("-")))
        return false;
    const ClaimData *data = ground->data;
    return claim_data_is(data, UNIT_JOINED, ground->lemmas[noun]) ||
           claim_data_unit(data, UNIT_PERSON, &ground->lemmas[noun], 1, &used) != NULL;
}

void counted_set_noun(const Ground *ground, uint32_t noun, Counted *out)
{
    (void)ground;
    out->head = noun;
    out->tokens = (TokenRange){noun, noun + 1};
}

/* "10 Mill Street", "2 Samuel": the noun is the end of one name. */
static bool is_one_name(const Ground *ground, uint32_t head)
{
    if (tag_at(ground, head) != TAG_PROPN || str_ends(ground->words[head], STR("s"))) return false;
    uint32_t mention = ground->mention_of[head];
    if (mention == NONE) return false;
    MentionKind kind = ground->doc->mentions.items[mention].kind;
    return kind == MENTION_NAME || kind == MENTION_TITLED_NAME;
}

static bool find_noun(const Ground *ground, const Quantity *quantity, Counted *out)
{
    uint32_t first = quantity->tokens.end;
    TokenRange sentence = ground_sentence(ground, quantity->number);
    if (first >= sentence.end) return false;
    if (counted_is_joined(ground, quantity)) {
        set_noun(ground, quantity, first + 1, first + 1, SHAPE_COUNTED, out);
        return true;
    }
    if (ground_is_word(ground, sentence, first, STR("-"))) first++;
    if (quantity->is_part && first < sentence.end) first = skip_determiners(ground, first);
    if (first >= sentence.end) return false;
    uint32_t head = parsed_head(ground, quantity), last = group_head(ground, first);
    if (head == NONE || !all_in_group(ground, first, head) || (last != NONE && last > head))
        head = last;
    if (head == NONE || is_year(quantity) || (is_year_like(quantity) && head != first)) return false;
    set_noun(ground, quantity, first, head, SHAPE_COUNTED, out);
    out->is_excluded |= quantity->unit.len == 0 && is_one_name(ground, head);
    return true;
}

/* "155mm shells", "a 40-tonne lorry": the measure stands right before its noun. */
static bool is_before_noun(const Ground *ground, const Quantity *quantity)
{
    uint32_t unit = quantity->tokens.end - 1;
    const Token *token = ground_token(ground, unit);
    return (token->relation == REL_COMPOUND || token->relation == REL_AMOD ||
            token->relation == REL_NMOD_UNMARKED || token->relation == REL_NUMMOD) &&
           token->head != NONE && token->head > unit && token->head <= unit + LONGEST_NOUN_GROUP;
}

/* ---- "the death toll rose to 45" ---------------------------------------------------------------- */

/* "the number of clinics": clinics. */
static uint32_t told_of(const Ground *ground, uint32_t tally)
{
    uint32_t of = tree_oblique(&ground->tree, tally, STR("of"));
    if (of == NONE || ground->is_timed[of]) return NONE;
    return is_noun(ground, of) || is_casualty_word(ground, of) ? of : NONE;
}

/* What tells the number: the subject of its verb, or the noun before "of". */
static uint32_t teller_of(const Ground *ground, uint32_t number)
{
    const Tree *tree = &ground->tree;
    for (int step = 0; step < 3; step++) {
        uint32_t head = tree_head(tree, number);
        if (head == NONE) return tree_child(tree, number, REL_NSUBJ); /* "the toll is 45" */
        if (tag_at(ground, head) == TAG_VERB) return tree_subject(tree, head);
        if (claim_data_is(ground->data, UNIT_TALLY, ground->lemmas[head])) return head;
        number = head; /* "from 120 to 164" */
    }
    return NONE;
}

static bool find_tally(const Ground *ground, const Quantity *quantity, Counted *out)
{
    uint32_t teller = teller_of(ground, quantity->number), used;
    if (teller == NONE || teller >= quantity->tokens.first) return false;
    const UnitRow *tally = claim_data_unit(ground->data, UNIT_TALLY, &ground->lemmas[teller], 1, &used);
    if (tally == NULL) return false;
    uint32_t told = told_of(ground, teller);
    uint32_t head = told == NONE || told >= quantity->tokens.first ? teller : told;
    *out = (Counted){.head = head, .tokens = {head, head + 1}, .shape = SHAPE_TALLY};
    out->unit = tally->unit.len > 0             ? tally->unit
                : is_casualty_word(ground, head) ? STR("person")
                                                 : unit_of_noun(ground, head);
    return true;
}

/* "by 52 votes to 48": of what stands before. */
static bool find_counterpart(const Ground *ground, const Quantity *quantity, Counted *out)
{
    const Document *doc = ground->doc;
    uint32_t first = quantity->tokens.first;
    if (doc->figures.count == 0 || first < 2 || !str_equal(ground->words[first - 1], STR("to"))) return false;
    const Figure *last = &doc->figures.items[doc->figures.count - 1];
    uint32_t head = first - 2;
    if (last->counted.len == 0 || last->span.end != ground_token(ground, head)->span.end ||
        last->sentence != ground_token(ground, head)->sentence)
        return false;
    *out = (Counted){.head = head, .tokens = {head, head + 1}, .shape = SHAPE_COUNTED, .unit = last->unit};
    return true;
}

/* "22 dead", "50 die", not "22 injured soldiers". */
static bool is_followed_by_casualty(const Ground *ground, TokenRange sentence, uint32_t next)
{
    if (next >= sentence.end || !is_casualty_word(ground, next)) return false;
    return next + 1 >= sentence.end || !is_noun(ground, next + 1);
}

bool counted_are_casualties(const Ground *ground, const Quantity *quantity)
{
    TokenRange sentence = ground_sentence(ground, quantity->number);
    uint32_t next = quantity->tokens.end;
    if (is_followed_by_casualty(ground, sentence, next)) return true;
    uint32_t head = ground_token(ground, quantity->number)->head;
    return head != NONE && (head < quantity->tokens.first || head >= quantity->tokens.end) &&
           is_casualty_word(ground, head);
}

/* A bare number must at least be hedged, or large and a party to a verb. */
static bool may_be_bare(const Ground *ground, const Quantity *quantity)
{
    if (quantity->hedge != HEDGE_EXACT && quantity->hedge != HEDGE_RANGE) return true;
    uint32_t first = quantity->tokens.first;
    bool has_noun_before = first > ground_sentence(ground, first).first && is_noun(ground, first - 1);
    if (is_year_like(quantity) || has_noun_before) return false;
    if (first > 0 && str_equal(ground->words[first - 1], STR("aged"))) return false;
    Relation relation = ground_token(ground, quantity->number)->relation;
    bool is_party = relation == REL_OBJ || relation == REL_NSUBJ || relation == REL_NSUBJ_PASS;
    return is_party && quantity->is_figures && quantity->high >= 10;
}

Counted counted_find(const Ground *ground, const Quantity *quantity)
{
    Counted counted = {.head = NONE, .shape = SHAPE_BARE};
    bool is_before_casualty = quantity->unit.len == 0 &&
                              is_followed_by_casualty(ground, ground_sentence(ground, quantity->number),
                                                      quantity->tokens.end);
    if (find_after_preposition(ground, quantity, &counted)) return counted;
    bool is_share = (quantity->unit_kind == UNIT_SHARE && !quantity->is_part) ||
                    (quantity->unit_kind == UNIT_MEASURE && !is_before_noun(ground, quantity)) ||
                    (quantity->unit_kind == UNIT_DURATION && !is_before_noun(ground, quantity));
    if (!is_share && !is_before_casualty && find_noun(ground, quantity, &counted)) return counted;
    if (find_measured(ground, quantity, &counted) || quantity->unit.len > 0) return counted;
    if (!is_before_casualty &&
        (find_tally(ground, quantity, &counted) || find_counterpart(ground, quantity, &counted)))
        return counted;
    if (counted_are_casualties(ground, quantity)) {
        uint32_t next = quantity->tokens.end;
        if (is_before_casualty && is_noun(ground, next)) counted_set_noun(ground, next, &counted); /* "45 deaths" */
        counted.shape = SHAPE_CASUALTIES;
        counted.unit = STR("person");
        return counted;
    }
    if (quantity->hedge == HEDGE_VAGUE &&
        ground_token(ground, quantity->number)->relation == REL_NSUBJ)
        counted.unit = STR("person"); /* "Thousands marched" */
    counted.is_excluded = !may_be_bare(ground, quantity);
    return counted;
}
