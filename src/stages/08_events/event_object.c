/*
 * The noun a trigger does it to, by the tree and, where the parser has lost its way, by the order of the words:
 *
 *     "sent around 15,000 troops to", "dismissed as absurd Norland's terms", "returned to Norland 111 villages"
 */
#include "event_args.h"

#define LONGEST_NOUN_PHRASE 12 /* words looked at where the tree shows no object */
#define LONGEST_LABEL 5        /* "as a blatant provocation" */
#define FARTHEST_NAME 24       /* words looked at for a name behind a preposition */
#define MOST_NOUNS_BETWEEN 5   /* between it and the trigger */

/* ---- far below ---- */

static bool is_nominal_below(const EventWork *work, uint32_t token, uint32_t trigger)
{
    const Tree *tree = &work->tree;
    for (int step = 0; step < MOST_NOUNS_BETWEEN && token != NONE; step++) {
        token = tree_head(tree, token);
        if (token == trigger) return true;
        if (token == NONE || document_token(work->doc, token)->tag == TAG_VERB) return false;
    }
    return false;
}

uint32_t event_name_below(const EventWork *work, uint32_t trigger, Str preposition)
{
    TokenRange sentence = event_sentence(work, trigger);
    for (uint32_t t = trigger + 1; t < sentence.end && t - trigger < FARTHEST_NAME; t++)
        if (event_mention(work, t) != NONE && tree_has_case(&work->tree, t, preposition) &&
            is_nominal_below(work, t, trigger))
            return t;
    return NONE;
}

/* ---- object ---- */

static bool is_hedge(Str word)
{
    static const Str hedges[] = {STR_INIT("around"), STR_INIT("about"), STR_INIT("over"),
                                 STR_INIT("nearly"), STR_INIT("up"),    STR_INIT("to"),
                                 STR_INIT("some"),   STR_INIT("at"),    STR_INIT("least")};
    for (size_t i = 0; i < COUNT(hedges); i++)
        if (str_equal(word, hedges[i])) return true;
    return false;
}

static bool is_inside_phrase(const Token *token)
{
    return token->tag == TAG_DET || token->tag == TAG_ADJ || token->tag == TAG_NUM ||
           token->tag == TAG_NOUN || token->tag == TAG_PROPN || token->kind == TOKEN_QUOTE ||
           token->xpos == XPOS_PRPS || token->xpos == XPOS_POS || token->xpos == XPOS_HYPH;
}

/* "dismissed | as absurd | Norland's terms": what follows the words that say as what. */
static uint32_t after_label(const EventWork *work, TokenRange sentence, uint32_t at)
{
    if (at >= sentence.end || !str_equal(document_token(work->doc, at)->lower, STR("as"))) return at;
    uint32_t next = at + 1;
    while (next < sentence.end && next < at + LONGEST_LABEL && work->mention_over[next] == NONE &&
           is_inside_phrase(document_token(work->doc, next)))
        next++;
    bool is_follower = next < sentence.end && next > at + 1 && work->mention_over[next] != NONE;
    return is_follower ? next : at;
}

/* The last noun of the phrase that stands right after the verb: "sent around 15,000 troops to". */
static uint32_t object_by_order(const EventWork *work, uint32_t verb)
{
    TokenRange sentence = event_sentence(work, verb);
    uint32_t at = verb + 1, noun = NONE;
    bool is_number_near = false;
    while (at < sentence.end && is_hedge(document_token(work->doc, at)->lower) && at < verb + 4) at++;
    if (at > verb + 1) is_number_near = at < sentence.end && document_token(work->doc, at)->tag == TAG_NUM;
    if (at > verb + 1 && !is_number_near) return NONE;
    at = after_label(work, sentence, at);
    for (; at < sentence.end && at < verb + LONGEST_NOUN_PHRASE; at++) {
        const Token *token = document_token(work->doc, at);
        if (!is_inside_phrase(token)) break;
        if (noun != NONE && token->tag == TAG_DET) break; /* the next phrase */
        if (token->tag == TAG_NOUN || token->tag == TAG_PROPN) noun = at;
    }
    return noun;
}

/* "troop deployment", "deployment of troops" */
static uint32_t object_of_noun(const EventWork *work, uint32_t noun)
{
    uint32_t of = tree_oblique(&work->tree, noun, STR("of"));
    if (of != NONE) return event_content_noun(work, of);
    return tree_child(&work->tree, noun, REL_COMPOUND);
}

static uint32_t listed_behind(const EventWork *work, const ObjectChoice *choice, uint32_t head, uint32_t verb)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, head); c != NONE; c = tree_next_child(tree, c)) {
        uint32_t noun = event_content_noun(work, c);
        bool is_behind = tree_child(tree, c, REL_CASE) != NONE;
        if (is_behind && noun > verb && event_is_listed(work, choice, noun)) return noun;
    }
    return NONE;
}

/* "walked out of the talks", "agreed | on Monday | to the terms", "hit Norland | with sanctions": a listed noun behind any
 * preposition, also where the parser hangs it on the object. */
static uint32_t listed_oblique(const EventWork *work, const EventFrame *frame, uint32_t verb)
{
    uint32_t noun = listed_behind(work, &frame->objects, verb, verb);
    uint32_t object = tree_object(&work->tree, verb);
    return noun == NONE && object != NONE ? listed_behind(work, &frame->objects, object, verb) : noun;
}

static bool is_date(const Document *doc, uint32_t token)
{
    uint32_t i = 0;
    while (i < doc->times.count && (token < doc->times.items[i].tokens.first || token >= doc->times.items[i].tokens.end)) i++;
    return i < doc->times.count;
}

static bool has_adverb_behind(const EventWork *work, uint32_t verb)
{
    static const Str words[] = {STR_INIT("in"),   STR_INIT("out"),  STR_INIT("up"),   STR_INIT("off"),   STR_INIT("down"),
                                STR_INIT("over"), STR_INIT("back"), STR_INIT("away"), STR_INIT("aboard"), STR_INIT("through")};
    return verb + 1 < event_sentence(work, verb).end &&
           str_index(document_token(work->doc, verb + 1)->lower, words, COUNT(words)) != STR_NOT_FOUND;
}

/* "returned to Norland 111 villages", where the parser takes the villages for an adverbial. */
static uint32_t late_object(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_child(tree, verb, REL_OBL); c != NONE; c = tree_next_alike(tree, c)) {
        bool is_bare = tree_child(tree, c, REL_CASE) == NONE && tree_child(tree, c, REL_CC) == NONE;
        if (c > verb && document_token(work->doc, c)->tag == TAG_NOUN && is_bare && !is_date(work->doc, c)) return c;
    }
    return NONE;
}

uint32_t event_object(const EventWork *work, const EventFrame *frame, uint32_t trigger)
{
    const Tree *tree = &work->tree;
    if (frame->is_noun && !frame->objects.is_oblique) return object_of_noun(work, trigger);
    if (frame->objects.is_oblique) return listed_oblique(work, frame, trigger);
    if (event_is_hidden_active(work, trigger) && tree_relation(tree, trigger) == REL_AMOD)
        return event_content_noun(work, tree_head(tree, trigger));
    bool is_done_to = event_is_passive(work, frame, trigger);
    uint32_t object = is_done_to ? tree_subject(tree, trigger) : tree_object(tree, trigger);
    uint32_t kept = is_done_to ? tree_child(tree, trigger, REL_OBJ) : NONE; /* "were given rifles" */
    if (kept != NONE) object = kept;
    if (object == NONE && event_has_both_subjects(work, trigger)) object = tree_head(tree, trigger);
    if (object == NONE && !is_done_to) object = object_by_order(work, trigger);
    if (object == NONE && !is_done_to) object = late_object(work, trigger);
    if (object == NONE && !is_done_to && frame->has_particle && has_adverb_behind(work, trigger))
        object = object_by_order(work, trigger + 1); /* "took in victims" */
    return event_content_noun(work, object);
}

uint32_t event_direct_object(const EventWork *work, const EventFrame *frame, uint32_t trigger)
{
    EventFrame plain = *frame;
    if (!frame->objects.is_oblique || frame->is_noun) return event_object(work, frame, trigger);
    plain.objects = (ObjectChoice){.takes_any = true};
    uint32_t object = event_object(work, &plain, trigger);
    return object == NONE ? event_object(work, frame, trigger) : object; /* "came to Norland's rescue" */
}
