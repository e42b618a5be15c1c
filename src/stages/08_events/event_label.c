/*
 * Labels. Behind the object of "call" or "name" may stand what the speaker takes it for; then nobody has been spoken to:
 *
 *     "called Norland a threat"      a label, and a hostile one
 *     "called Norland on Monday"     a phone call
 *     "what Norland calls a lie"     a label
 */
#include "event_label.h"

#define FARTHEST_NAMING 6 /* words between "what" and "calls" */
#define LONGEST_LABEL 6   /* words: "a very weak and failed governor" */

/* "what he calls a disgrace", "as she called it", "calls the 'fair' deal": nobody is spoken to. */
static bool is_naming(const EventWork *work, uint32_t verb, uint32_t object)
{
    const Document *doc = work->doc;
    if (object > verb && str_equal(document_token(doc, object)->lower, STR("it"))) return true;
    uint32_t first = doc->sentences.items[doc->tokens.items[verb].sentence].tokens.first;
    for (uint32_t t = verb, back = 0; t > first && back < FARTHEST_NAMING; back++) {
        const Token *before = &doc->tokens.items[--t];
        if (str_equal(before->lower, STR("what"))) return true;
        if (before->tag == TAG_VERB || before->kind == TOKEN_PUNCT) break;
    }
    uint32_t mention = work->mention_over[object];
    uint32_t start = mention == NONE ? object : doc->mentions.items[mention].tokens.first;
    return start > verb + 1 && doc->tokens.items[start - 1].kind == TOKEN_QUOTE;
}

/* "called Norland and its envoys naive": the word that the tree hangs beside the object; NONE. */
static uint32_t predicative(const EventWork *work, uint32_t verb, uint32_t object)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_child(tree, verb, REL_XCOMP); c != NONE; c = tree_next_alike(tree, c)) {
        Tag tag = document_token(work->doc, c)->tag;
        if (c > object && (tag == TAG_ADJ || tag == TAG_NOUN || tag == TAG_PROPN)) return c;
    }
    return NONE;
}

/* "called Norland's envoy, who had just arrived, a liar": what stands behind the clause between commas. */
static uint32_t behind_clause(const Document *doc, uint32_t at, uint32_t end)
{
    bool is_clause = at + 1 < end && str_equal(doc->tokens.items[at].lower, STR(",")) &&
                     str_equal(doc->tokens.items[at + 1].lower, STR("who"));
    for (uint32_t t = at + 1; is_clause && t < end; t++)
        if (str_equal(doc->tokens.items[t].lower, STR(","))) return t + 1;
    return at;
}

/* The first word behind the object, or behind a passive verb; NONE at the end of the sentence. */
static uint32_t word_behind(const EventWork *work, uint32_t verb, uint32_t object)
{
    const Document *doc = work->doc;
    uint32_t end = doc->sentences.items[doc->tokens.items[verb].sentence].tokens.end;
    uint32_t mention = work->mention_over[object];
    uint32_t next = mention == NONE ? object + 1 : doc->mentions.items[mention].tokens.end;
    next = object < verb ? verb + 1 : behind_clause(doc, next, end);
    return next < end ? next : NONE;
}

/* "a liar", "'weird'", "their worst enemy"; not "last week". */
static bool opens_label(const EventWork *work, uint32_t word)
{
    static const Str spans_of_time[] = {STR_INIT("last"), STR_INIT("next"), STR_INIT("several"),
                                        STR_INIT("this"), STR_INIT("that"), STR_INIT("every")};
    if (word == NONE) return false;
    const Token *token = document_token(work->doc, word);
    if (str_index(token->lower, spans_of_time, COUNT(spans_of_time)) != STR_NOT_FOUND) return false;
    return token->kind == TOKEN_QUOTE || token->tag == TAG_ADJ || token->tag == TAG_DET || token->xpos == XPOS_PRPS ||
           (token->tag == TAG_NOUN && tree_relation(&work->tree, word) == REL_XCOMP);
}

/* Whether one of the words from here on is listed: "a very weak and failed governor". */
static bool has_listed_word(const EventWork *work, const ObjectChoice *choice, uint32_t from)
{
    const Document *doc = work->doc;
    uint32_t end = doc->sentences.items[doc->tokens.items[from].sentence].tokens.end;
    for (uint32_t t = from; t < end && t < from + LONGEST_LABEL; t++) {
        const Token *token = &doc->tokens.items[t];
        bool is_past = t > from && (token->tag == TAG_ADP || token->tag == TAG_SCONJ ||
                                    (token->kind == TOKEN_PUNCT && !str_equal(token->lower, STR(","))));
        if (is_past) return false;
        bool is_listed = event_is_listed(work, choice, t) || event_data_is(work->data, token->lower, choice->classes);
        if (!is_listed) continue;
        work->is_used[t] = true; /* "their biggest threat" threatens nobody */
        return true;
    }
    return false;
}

bool event_has_label(const EventWork *work, const ObjectChoice *choice, uint32_t verb, uint32_t object)
{
    if (object == NONE) return false;
    uint32_t behind = word_behind(work, verb, object), said = predicative(work, verb, object);
    bool is_open = opens_label(work, behind);
    bool is_listing = choice->lemmas.count > 0 || choice->classes != 0;
    if (!is_listing) return is_open || said != NONE || is_naming(work, verb, object);
    bool is_listed = is_open && has_listed_word(work, choice, behind);
    return is_listed || (said != NONE && has_listed_word(work, choice, said));
}
