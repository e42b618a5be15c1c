/*
 * How an expression of time stands to the words around it: the questions that time_attach.c asks of
 * nouns (time_nouns.c) and of verbs (time_verbs.c). Tokens are indices of the document; `head` is
 * the token of the expression that hangs on something outside it.
 */
#ifndef RECORD_TIME_GRAMMAR_H
#define RECORD_TIME_GRAMMAR_H

#include "record/document.h"

/* Steps up a tree, or words back: more are no part of the phrase. */
#define MOST_STEPS 16

static inline bool time_holds(TokenRange range, uint32_t token)
{
    return token >= range.first && token < range.end;
}

static inline uint32_t time_head_of(const Document *doc, uint32_t token)
{
    return document_token(doc, token)->head;
}

/* A verb that is no helper of another and no part of a name. */
static inline bool time_is_verb(const Document *doc, uint32_t token)
{
    const Token *word = document_token(doc, token);
    bool is_helper = word->relation == REL_AUX || word->relation == REL_AUX_PASS ||
                     word->relation == REL_COP || word->relation == REL_CASE ||
                     word->relation == REL_AMOD || word->relation == REL_COMPOUND;
    return (word->tag == TAG_VERB || word->tag == TAG_AUX) && !is_helper;
}

/* ---- Nouns -------------------------------------------------------------------------------- */

/* "from May 3 to May 7" */
bool time_is_range(const Time *time);
bool time_has_preposition(const Document *doc, uint32_t token);
/* "Monday's meeting": it names the noun, or is a party itself, and dates no verb. */
bool time_only_names_noun(const Document *doc, const Time *time, uint32_t head);
/* "Monday's attack" */
bool time_names(const Document *doc, const Time *time, uint32_t head, uint32_t noun);
/* "the war of 2020" */
bool time_is_of_noun(const Document *doc, const Time *time, uint32_t head, uint32_t noun);
/* "a call with the king on Monday" */
bool time_is_below_noun(const Document *doc, uint32_t above, uint32_t noun);
/* "held talks in May": the noun under the verb that owns the time. */
bool time_is_of_same_event(const Document *doc, const Time *time, uint32_t owner, uint32_t noun);
/* "At a June summit they signed" */
bool time_is_of_scene(const Document *doc, const Time *time, uint32_t head, uint32_t verb);

/* ---- Verbs -------------------------------------------------------------------------------- */

/* Up through nouns to the first verb, or the noun that is the root or has a clause of its own. */
uint32_t time_climb_to_predicate(const Document *doc, uint32_t token);
/* "described this year as hard" */
bool time_is_object_of(const Document *doc, const Time *time, uint32_t verb);
/* "sent on Monday" */
bool time_stands_right_after(const Document *doc, const Time *time, uint32_t verb);
/* "The ministry on Monday released a list" */
bool time_stands_before_verb(const Document *doc, const Time *time, uint32_t verb);
/* "approved the treaty signed on June 19": the participle right before it, or NONE. */
uint32_t time_participle_before(const Document *doc, const Time *time);
/* "On Monday Xi called Putin and sent a letter": the time of `owner` is that of `verb` too. */
bool time_is_shared(const Document *doc, const Time *time, uint32_t owner, uint32_t verb);
/* "resigned and left the country on Monday" */
bool time_is_shared_back(const Document *doc, const Time *time, uint32_t owner, uint32_t verb);
/* "were hurt on Monday when ships rammed the boat" */
bool time_is_at_once(const Document *doc, const Time *time, uint32_t owner, uint32_t verb);
/* Nothing but a preposition before it in its sentence, the dateline aside. */
bool time_is_fronted(const Document *doc, const Time *time);
/* The verb of a sentence whose root is none, as where a dateline stands before it; or NONE. */
uint32_t time_main_verb_from(const Document *doc, uint32_t token);

#endif
