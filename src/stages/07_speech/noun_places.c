/*
 * Where message nouns stand: their phrase, and which one is the object of a verb, its subject, or
 * what a relative clause hangs on.
 *
 *     "the [letter] that he sent"  antecedent     "told him in a [letter]"  in
 */
#include "slots.h"

#define LONGEST_PHRASE_TOKENS 14 /* of a noun phrase before its noun */

/* May this token stand before the noun in its phrase? */
static bool is_in_phrase(const Scene *scene, uint32_t token)
{
    if (scene_occasion_at(scene, token) != NULL || scene->staging->mention_of[token] != NONE)
        return true;
    const Token *t = token_at(scene, token);
    if (token_is_quote(t) || token_is_possessive_mark(scene, token)) return true;
    if (token_is_possessive_pronoun(scene, token)) return true;
    if (t->tag == TAG_ADJ || t->tag == TAG_NUM || t->tag == TAG_DET) return true;
    if (str_equal(t->lower, STR("-"))) return true;
    return (t->tag == TAG_NOUN || t->tag == TAG_PROPN) && t->kind == TOKEN_WORD;
}

uint32_t noun_phrase_start(const Scene *scene, const NounCue *noun)
{
    uint32_t start = noun->tokens.first;
    for (uint32_t steps = 0; steps < LONGEST_PHRASE_TOKENS && start > scene->first; steps++) {
        uint32_t before = start - 1;
        bool is_possessed = token_is_possessive_mark(scene, start);
        const Mention *mention = scene_mention_at(scene, before);
        /* a name right before the phrase is its possessor, else another part of the clause */
        if (mention != NULL && !is_possessed && mention->kind != MENTION_NATIONALITY &&
            !token_is_possessive_pronoun(scene, before))
            break;
        if (!is_in_phrase(scene, before)) break;
        start = mention != NULL ? mention->tokens.first : before;
        if (start < scene->first) start = scene->first;
        if (token_at(scene, start)->tag == TAG_DET) break;
        if (token_is_possessive_pronoun(scene, start)) break;
    }
    return start;
}

/* Where "the leader of Cuba's" starts before "letter"; the phrase's start if nobody owns it. */
static uint32_t possessed_start(const Scene *scene, const NounCue *noun)
{
    uint32_t start = noun_phrase_start(scene, noun);
    if (!token_is_possessive_mark(scene, start) || start == scene->first) return start;
    const Mention *owner = scene_mention_at(scene, start - 1);
    return owner == NULL ? start : owner->tokens.first;
}

static uint32_t climb_to_verb(const Scene *scene, uint32_t token)
{
    for (uint32_t steps = 0; token != NONE && steps < 6; steps++) {
        if (token_at(scene, token)->tag == TAG_VERB) return token;
        token = tree_head(scene->tree, token);
    }
    return NONE;
}

uint32_t verb_before(const Scene *scene, uint32_t token)
{
    for (uint32_t t = token; t > scene->first && token - t < LONGEST_REACH_TOKENS; t--)
        if (token_at(scene, t - 1)->tag == TAG_VERB) return t - 1;
    return NONE;
}

bool noun_is_adjunct(const Scene *scene, const NounCue *noun, uint32_t *out_governor)
{
    uint32_t start = noun_phrase_start(scene, noun);
    if (start <= scene->first) return false;
    if (!word_is_one_of(word_at(scene, start - 1), "in with through via by during")) return false;
    *out_governor = climb_to_verb(scene, noun->head);
    if (*out_governor == NONE) *out_governor = verb_before(scene, start);
    return true;
}

/* The first noun cue after the verb in the same clause. */
static const NounCue *noun_after(const Scene *scene, const VerbCue *verb)
{
    uint32_t limit = scene_reach(scene, verb->tokens.end);
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        const NounCue *noun = &scene->nouns.items[i];
        if (noun->tokens.first < verb->tokens.end) continue;
        if (noun->tokens.first >= limit) return NULL;
        for (uint32_t t = verb->tokens.end; t < noun->tokens.first; t++) {
            const Token *token = token_at(scene, t);
            if (token_is_finite(token) || str_equal(token->lower, STR(";"))) return NULL;
        }
        return noun;
    }
    return NULL;
}

/* The object of a verb: no preposition of place or means leads to it. */
static const NounCue *object_noun(const Scene *scene, const VerbCue *verb)
{
    const NounCue *noun = noun_after(scene, verb);
    if (noun == NULL) return NULL;
    uint32_t start = noun_phrase_start(scene, noun);
    uint32_t at = start > verb->tokens.end ? start - 1 : verb->tokens.end;
    if (start > verb->tokens.end) {
        /* "sent Putin and Xi [a letter]", "sent on Monday [a letter]", not "sent troops in [a
         * letter]" */
        const Token *before = token_at(scene, at);
        bool is_quoted = token_is_quote(before);
        if (before->tag == TAG_ADP && !is_quoted) return NULL;
    }
    return noun;
}

/* The last noun before the verb. */
static const NounCue *noun_before(const Scene *scene, const VerbCue *verb)
{
    const NounCue *found = NULL;
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        const NounCue *noun = &scene->nouns.items[i];
        if (noun->tokens.end > verb->tokens.first) break;
        if (verb->tokens.first - noun->tokens.end > LONGEST_REACH_TOKENS) continue;
        if (found == NULL || noun->use == NOUN_DOCUMENT || found->use != NOUN_DOCUMENT)
            found = noun;
    }
    return found;
}

/* "a letter that state media reported and that he sent": a relative word or nothing but the
 * subject between noun and verb. */
static const NounCue *antecedent_noun(const Scene *scene, const VerbCue *verb)
{
    const NounCue *noun = noun_before(scene, verb);
    if (noun == NULL) return NULL;
    for (uint32_t t = noun->tokens.end; t < verb->tokens.first; t++)
        if (word_is_one_of(word_at(scene, t), "that which")) return noun;
    return scene_mention_at(scene, noun->tokens.end) != NULL || verb->is_passive ? noun : NULL;
}

static const NounCue *adjunct_noun(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        uint32_t governor;
        if (scene->nouns.items[i].use == NOUN_ANSWER)
            continue; /* "in response to": of the clause */
        if (noun_is_adjunct(scene, &scene->nouns.items[i], &governor))
            return &scene->nouns.items[i];
    }
    return NULL;
}

/* "for his kind letter", "for the greetings" */
static bool is_for(const Scene *scene, const NounCue *noun)
{
    uint32_t start = possessed_start(scene, noun);
    return start > scene->first && scene_has_word(scene, start - 1, STR("for"));
}

const NounCue *find_noun(const Scene *scene, const VerbCue *verb, NounPlace place)
{
    const NounCue *noun;
    switch (place) {
    case PLACE_OBJECT: return object_noun(scene, verb);
    case PLACE_SUBJECT: return noun_before(scene, verb);
    case PLACE_ANTECEDENT: return antecedent_noun(scene, verb);
    case PLACE_IN: return adjunct_noun(scene);
    case PLACE_OPTIONAL:
        noun = noun_after(scene, verb);
        return noun != NULL ? noun : adjunct_noun(scene);
    case PLACE_TO_OBJECT:
        noun = noun_after(scene, verb);
        return noun != NULL && scene_has_word(scene, verb->tokens.end, STR("to")) &&
                       possessed_start(scene, noun) == verb->tokens.end + 1
                   ? noun
                   : NULL;
    case PLACE_FOR:
        noun = noun_after(scene, verb);
        return noun != NULL && is_for(scene, noun) ? noun : NULL;
    case PLACE_NONE:
    case PLACE_SELF:
    case PLACE_ADJUNCT:
    case PLACE_COUNT: break;
    }
    return NULL;
}
