/* Who does what a verb says: by the tree, and where that gives nothing or an aside, by the words
 * before it.
 *
 *     "Kim, who leads the party, has also sent"   Kim
 */
#include "slots.h"

#define LONGEST_ASIDE_TOKENS 25 /* ", leader of North Korea since 2011, " */

static bool is_status_word(const Scene *scene, uint32_t token)
{
    uint32_t used;
    return phrases_match(&scene->data->status_words, scene->staging->words + token, 1, &used) !=
           MAP_NONE;
}

/* The token before a verb and its helpers: "has also, on Monday, | sent". */
static uint32_t skip_helpers_left(const Scene *scene, uint32_t verb)
{
    uint32_t at = verb;
    while (at > scene->first && verb - at < 12) {
        const Token *token = token_at(scene, at - 1);
        bool is_time = scene->staging->time_of[at - 1] != NONE;
        bool is_before_time = at < scene->end && scene->staging->time_of[at] != NONE &&
                              word_is_one_of(token->lower, "on in at");
        bool is_helper = token->tag == TAG_AUX || token->tag == TAG_ADV || token->tag == TAG_PART ||
                         word_is_one_of(token->lower, "himself herself itself themselves each");
        /* "plans to send", also where the tagger takes "plans" for a noun */
        bool is_control = at < scene->end && scene_has_word(scene, at, STR("to")) &&
                          (token->tag == TAG_VERB || is_status_word(scene, at - 1));
        if (!is_time && !is_before_time && !is_helper && !is_control) break;
        at--;
    }
    return at;
}

/* Before ", who leads the party," : the token where the aside starts. NONE if there is none. */
static uint32_t aside_start(const Scene *scene, uint32_t comma)
{
    for (uint32_t t = comma; t > scene->first && comma - t < LONGEST_ASIDE_TOKENS; t--)
        if (scene_has_word(scene, t - 1, STR(","))) return t - 1;
    return NONE;
}

/* Is the mention that ends here within "of ..." or the like, so that it does not act itself? */
bool hangs_on_preposition(const Scene *scene, const Filling *filling)
{
    uint32_t at = filling->first;
    while (at > scene->first && token_at(scene, at - 1)->tag == TAG_DET) at--;
    if (at <= scene->first) return false;
    return token_at(scene, at - 1)->tag == TAG_ADP &&
           !word_is_one_of(word_at(scene, at - 1), "like as than after before since until once");
}

bool subject_by_order(const Scene *scene, uint32_t verb, uint32_t *out_aside, Filling *out)
{
    *out_aside = NONE;
    uint32_t at = skip_helpers_left(scene, verb);
    if (at > scene->first && scene_has_word(scene, at - 1, STR(","))) {
        uint32_t aside = aside_start(scene, at - 1);
        if (aside != NONE && parties_left(scene, aside, out) && !hangs_on_preposition(scene, out)) {
            *out_aside = aside;
            return true;
        }
        at = skip_helpers_left(scene, at - 1);
    }
    if (!parties_left(scene, at, out)) return false;
    if (!hangs_on_preposition(scene, out)) return true;
    uint32_t before = out->first;
    while (before > scene->first && token_at(scene, before - 1)->tag == TAG_DET) before--;
    if (!scene_has_word(scene, before - 1, STR("of"))) return false;
    /* "Kim of North Korea sent": Kim; "the government of Russia sent": Russia */
    Filling owner;
    if (parties_left(scene, before - 1, &owner)) *out = owner;
    return true;
}

/* ", said Kim in his message": the name after a verb of saying. */
static bool inverted_subject(const Scene *scene, uint32_t verb, Filling *out)
{
    if (!word_is_one_of(word_at(scene, verb), "said says wrote added noted stressed")) return false;
    if (verb == scene->first || token_at(scene, verb - 1)->kind == TOKEN_WORD) return false;
    return parties_right(scene, verb + 1, scene_reach(scene, verb), out) && out->first == verb + 1;
}

static bool has_all(const PartyList *list, const PartyList *other)
{
    for (uint32_t i = 0; i < other->count; i++)
        if (!party_list_has(list, other->items[i].actor)) return false;
    return true;
}

/* A plain noun that the tree sets between name and verb is the real subject. */
static bool is_noun_between(const Scene *scene, uint32_t subject, uint32_t first, uint32_t verb)
{
    return subject != NONE && subject >= first && subject < verb &&
           scene->staging->mention_of[subject] == NONE && !is_status_word(scene, subject) &&
           token_at(scene, subject)->tag == TAG_NOUN;
}

#define LONGEST_FIRST_TOKENS 8 /* "were among the first foreign leaders to" */

/* "Boric was among the first leaders to congratulate": the verb whose subject it is; NONE. */
static uint32_t copula_of_first(const Scene *scene, uint32_t verb)
{
    if (verb <= scene->first || !scene_has_word(scene, verb - 1, STR("to"))) return NONE;
    bool is_first = false;
    for (uint32_t t = verb - 1; t > scene->first && verb - t < LONGEST_FIRST_TOKENS; t--) {
        is_first |= word_is_one_of(word_at(scene, t), "first last latest only");
        if (is_first && word_is_one_of(word_at(scene, t - 1), "is are was were became become"))
            return t - 1;
    }
    return NONE;
}

/* The tree's subject counts, unless the order of words shows that it stands in an aside ("Kim, head
 * of the party, sent") or is one of a list ("Xi and Putin sent"). */
bool subject_of_verb(const Scene *scene, uint32_t verb, Filling *out)
{
    uint32_t copula = copula_of_first(scene, verb);
    if (copula != NONE) return subject_of_verb(scene, copula, out);
    if (inverted_subject(scene, verb, out)) return true;
    uint32_t subject = tree_subject(scene->tree, verb);
    uint32_t aside;
    Filling by_tree, by_order;
    bool has_tree = parties_at(scene, subject, &by_tree);
    bool has_order = subject_by_order(scene, verb, &aside, &by_order);
    if (!has_tree && !has_order) return false;
    if (!has_tree) {
        *out = by_order;
        return aside != NONE || !is_noun_between(scene, subject, by_order.end, verb);
    }
    bool is_in_aside = has_order && aside != NONE && by_tree.first >= aside;
    bool is_likened = has_order && by_tree.first > scene->first &&
                      word_is_one_of(word_at(scene, by_tree.first - 1), "like unlike");
    bool is_part = has_order && has_all(&by_order.parties, &by_tree.parties);
    *out = is_in_aside || is_part || is_likened ? by_order : by_tree;
    out->is_from_tree = true;
    return true;
}
