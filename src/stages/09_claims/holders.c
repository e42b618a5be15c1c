#include "holders.h"

#define FARTHEST_AUTHOR 150 /* words looked back for whose "the proposal" is */

static void widen(TokenRange *range, TokenRange more)
{
    if (range->first == range->end) {
        *range = more;
        return;
    }
    if (more.first < range->first) range->first = more.first;
    if (more.end > range->end) range->end = more.end;
}

static bool has_party(const PartyList *parties, Party party)
{
    for (uint32_t i = 0; i < parties->count; i++)
        if (parties->items[i].actor == party.actor &&
            (party.actor != NONE || parties->items[i].mention == party.mention))
            return true;
    return false;
}

static void add_party(const Ground *ground, Holders *holders, uint32_t mention, uint32_t actor)
{
    Party party = {mention, actor};
    if (holders->parties.count >= MOST_HOLDERS || has_party(&holders->parties, party)) return;
    *list_add(ground->doc->arena, &holders->parties) = party;
}

/* A collective ("the two leaders") gives its members. */
static void add_mention(const Ground *ground, Holders *holders, uint32_t index)
{
    const Mention *mention = &ground->doc->mentions.items[index];
    uint32_t members = 0;
    for (size_t i = 0; i < COUNT(mention->members); i++) {
        if (mention->members[i] == NONE) continue;
        add_party(ground, holders, index, mention->members[i]);
        members++;
    }
    bool is_town = mention->actor != NONE && /* a town does not say anything */
                   ground->doc->actors.items[mention->actor].kind == ACTOR_PLACE;
    if (members == 0 && !is_town) add_party(ground, holders, index, mention->actor);
}

static uint32_t mention_at(const Ground *ground, uint32_t token)
{
    const Document *doc = ground->doc;
    uint32_t by_head = doc->token_mention == NULL ? NONE : doc->token_mention[token];
    return by_head != NONE ? by_head : ground->mention_of[token];
}

/* "Iranian officials", "Moon's office": a party named before the noun that speaks for it; not in
 * "Moon's accusers". */
static bool add_modifiers(const Ground *ground, Holders *holders, uint32_t noun)
{
    bool found = false;
    const Tree *tree = &ground->tree;
    if (claim_data_is_noun(ground->data, NOUN_OTHER, ground->lemmas[noun])) return false;
    for (uint32_t c = tree_first_child(tree, noun); c != NONE && c < noun;
         c = tree_next_child(tree, c)) {
        Relation relation = tree_relation(tree, c);
        if (relation != REL_AMOD && relation != REL_COMPOUND && relation != REL_NMOD_POSS &&
            relation != REL_NMOD_DESC)
            continue;
        uint32_t parts[MOST_HOLDERS];
        uint32_t count = tree_conjuncts(tree, c, parts, MOST_HOLDERS);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t mention = mention_at(ground, parts[i]);
            if (mention == NONE) continue;
            add_mention(ground, holders, mention);
            found = true;
        }
    }
    return found;
}

/* "a statement by the ministry", "the ministry's report", "a report from Seoul". */
static uint32_t author_of(const Ground *ground, uint32_t noun)
{
    static const Str prepositions[] = {STR_INIT("by"), STR_INIT("from"), STR_INIT("of")};
    if (!claim_data_is_noun(ground->data, NOUN_SOURCE, ground->lemmas[noun])) return NONE;
    uint32_t author = tree_possessor(&ground->tree, noun);
    for (size_t i = 0; i < COUNT(prepositions) && author == NONE; i++)
        author = tree_oblique(&ground->tree, noun, prepositions[i]);
    return author;
}

static bool is_definite(const Ground *ground, uint32_t noun)
{
    for (uint32_t c = tree_first_child(&ground->tree, noun); c != NONE && c < noun;
         c = tree_next_child(&ground->tree, c)) {
        Str word = ground_token(ground, c)->lower;
        if (str_equal(word, STR("the")) || str_equal(word, STR("this"))) return true;
    }
    return false;
}

/* "The proposal would ...": whose it is was told before: "a proposal from Norland's cabinet". */
static uint32_t author_told_before(const Ground *ground, uint32_t noun)
{
    bool is_text = claim_data_is_noun(ground->data, NOUN_SOURCE, ground->lemmas[noun]);
    if (!is_text || !is_definite(ground, noun)) return NONE;
    for (uint32_t back = 1; back <= noun && back <= FARTHEST_AUTHOR; back++) {
        bool is_same = str_equal(ground->lemmas[noun - back], ground->lemmas[noun]);
        uint32_t author = is_same ? author_of(ground, noun - back) : NONE;
        if (author != NONE) return author;
    }
    return NONE;
}

static void add_author_told_before(const Ground *ground, Holders *holders, uint32_t noun)
{
    uint32_t author = author_told_before(ground, noun);
    uint32_t mention = author == NONE ? NONE : mention_at(ground, author);
    if (mention != NONE) add_mention(ground, holders, mention);
}

static void add_nominal(const Ground *ground, Holders *holders, uint32_t nominal)
{
    uint32_t author = author_of(ground, nominal);
    widen(&holders->tokens, tree_nominal_range(&ground->tree, nominal));
    if (author != NONE) nominal = author;
    uint32_t parts[MOST_HOLDERS];
    uint32_t count = tree_conjuncts(&ground->tree, nominal, parts, MOST_HOLDERS);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t mention = mention_at(ground, parts[i]);
        widen(&holders->tokens, tree_nominal_range(&ground->tree, parts[i]));
        if (mention != NONE)
            add_mention(ground, holders, mention);
        else
            add_modifiers(ground, holders, parts[i]);
    }
    if (holders->parties.count == 0 && author == NONE) add_author_told_before(ground, holders, nominal);
}

Holders holders_of_nominal(const Ground *ground, uint32_t nominal)
{
    Holders holders = {0};
    if (nominal != NONE) add_nominal(ground, &holders, nominal);
    return holders;
}

/* The first of a list of parties is often taken for something else. */
static bool is_subject(const Ground *ground, uint32_t token, uint32_t verb)
{
    Relation relation = tree_relation(&ground->tree, token);
    if (relation == REL_NSUBJ || relation == REL_NSUBJ_OUTER) return true;
    bool is_misread = relation == REL_VOCATIVE || relation == REL_DISLOCATED;
    return is_misread && token < verb && mention_at(ground, token) != NONE;
}

/* "(A), the (B and C) claimed": the token before a range and its commas and articles, if it ends
 * a name without a preposition; NONE. */
static uint32_t listed_before(const Ground *ground, TokenRange range)
{
    TokenRange sentence = ground_sentence(ground, range.first);
    uint32_t at = range.first;
    if (at > sentence.first && ground_token(ground, at - 1)->tag == TAG_DET) at--;
    if (at < sentence.first + 2 || !ground_is_word(ground, sentence, at - 1, STR(","))) return NONE;
    uint32_t mention = ground->mention_of[at - 2];
    if (mention == NONE) return NONE;
    uint32_t first = ground->doc->mentions.items[mention].tokens.first;
    bool has_case = first > sentence.first && ground_token(ground, first - 1)->tag == TAG_ADP;
    return has_case ? NONE : at - 2;
}

/* Only where the list is one: two parties at least are coordinated behind. */
static void add_listed_before(const Ground *ground, Holders *holders)
{
    for (uint32_t i = 0; i < MOST_HOLDERS && holders->parties.count >= 2; i++) {
        uint32_t token = listed_before(ground, holders->tokens);
        if (token == NONE) return;
        uint32_t index = ground->mention_of[token];
        add_mention(ground, holders, index);
        widen(&holders->tokens, ground->doc->mentions.items[index].tokens);
    }
}

Holders holders_of_verb(const Ground *ground, uint32_t verb)
{
    const Tree *tree = &ground->tree;
    if (tree_is_passive(tree, verb)) {
        uint32_t agent = tree_agent(tree, verb);
        return holders_of_nominal(ground, agent == tree_patient(tree, verb) ? NONE : agent);
    }
    Holders holders = {0};
    for (uint32_t c = tree_first_child(tree, verb); c != NONE; c = tree_next_child(tree, c))
        if (is_subject(ground, c, verb)) {
            bool is_own = tree_own_subject(tree, verb) == c;
            add_nominal(ground, &holders, is_own ? tree_subject(tree, verb) : c);
        }
    if (holders.tokens.first == holders.tokens.end) {
        uint32_t subject = tree_subject(tree, verb);
        if (subject != NONE) add_nominal(ground, &holders, subject);
    }
    add_listed_before(ground, &holders);
    return holders;
}
