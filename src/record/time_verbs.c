/*
 * Dates and verbs: which verb a date dates, and which others share it.
 *
 *     "On Monday Xi called Putin and sent a letter"   "were hurt on Monday when ships rammed the
 * boat"
 */
#include "record/time_grammar.h"

/* "described this year as hard": a bare time right after a verb that cannot do without an object.
 */
bool time_is_object_of(const Document *doc, const Time *time, uint32_t verb)
{
    static const Str verbs[] = {STR_INIT("describe"), STR_INIT("declare"),   STR_INIT("designate"),
                                STR_INIT("mark"),     STR_INIT("celebrate"), STR_INIT("hail"),
                                STR_INIT("proclaim"), STR_INIT("call"),      STR_INIT("regard")};
    const Token *word = document_token(doc, verb);
    bool is_active = word->xpos == XPOS_VBD || word->xpos == XPOS_VBZ || word->xpos == XPOS_VBP ||
                     word->xpos == XPOS_VB || word->xpos == XPOS_VBG;
    if (!is_active || !str_is_one_of(word->lemma, verbs, COUNT(verbs))) return false;
    uint32_t end = doc->sentences.items[word->sentence].tokens.end;
    for (uint32_t i = verb + 1; i < end; i++) {
        Relation relation = document_token(doc, i)->relation;
        bool is_object = relation == REL_OBJ || relation == REL_IOBJ || relation == REL_CCOMP;
        if (time_head_of(doc, i) == verb && is_object) return false;
    }
    return time->tokens.first == verb + 1;
}

/* Up through nouns to the first verb, or the noun that is the root or has a clause of its own. */
uint32_t time_climb_to_predicate(const Document *doc, uint32_t token)
{
    for (uint32_t step = 0; token != NONE && step < MOST_STEPS; step++) {
        if (time_is_verb(doc, token)) return token;
        Relation relation = document_token(doc, token)->relation;
        bool is_clause = relation == REL_ROOT || relation == REL_CCOMP || relation == REL_ADVCL ||
                         relation == REL_ACL_RELCL || relation == REL_PARATAXIS;
        if (is_clause) return token;
        token = time_head_of(doc, token);
    }
    return NONE;
}

/* "sent on Monday", "sent Monday", "sent a letter Monday": nothing but a preposition between. */
bool time_stands_right_after(const Document *doc, const Time *time, uint32_t predicate)
{
    uint32_t first = time->tokens.first;
    if (first <= predicate || first - predicate > 3) return false;
    for (uint32_t i = predicate + 1; i < first; i++) {
        const Token *token = document_token(doc, i);
        bool is_small =
            token->tag == TAG_ADP || token->tag == TAG_ADV || str_equal(token->lower, STR("the"));
        if (!is_small) return false;
    }
    return true;
}

/* A time on the first of coordinated verbs dates the later ones too if it stands before or after
 * them all: "On Monday Xi called Putin and sent a letter"; one on the first verb of a chain of open
 * complements as well. */
bool time_is_shared(const Document *doc, const Time *time, uint32_t owner, uint32_t predicate)
{
    for (uint32_t step = 0, at = predicate; step < MOST_STEPS; step++) {
        Relation relation = document_token(doc, at)->relation;
        uint32_t head = time_head_of(doc, at);
        bool is_link = relation == REL_CONJ || relation == REL_XCOMP;
        if (head == NONE || !is_link) return false;
        bool spans_both = time->tokens.first < owner || time->tokens.first > predicate;
        if (head == owner) return relation == REL_XCOMP || spans_both;
        at = head;
    }
    return false;
}

static bool is_when_clause(const Document *doc, uint32_t clause)
{
    Relation relation = document_token(doc, clause)->relation;
    if (relation != REL_ADVCL && relation != REL_ADVCL_RELCL && relation != REL_ACL_RELCL)
        return false;
    uint32_t first = doc->sentences.items[document_token(doc, clause)->sentence].tokens.first;
    for (uint32_t i = clause; i > first && clause - i < MOST_STEPS; i--)
        if (time_head_of(doc, i - 1) == clause &&
            str_equal(document_token(doc, i - 1)->lower, STR("when")))
            return true;
    return false;
}

/* "were hurt on Monday when ships rammed the boat", "in May, when it was cancelled": at once. */
bool time_is_at_once(const Document *doc, const Time *time, uint32_t owner, uint32_t predicate)
{
    if (owner != NONE && time_head_of(doc, owner) == predicate && is_when_clause(doc, owner))
        return true;
    if (!is_when_clause(doc, predicate)) return false;
    uint32_t head = time_head_of(doc, predicate);
    return head == owner || time_holds(time->tokens, head);
}

static bool has_subject(const Document *doc, uint32_t verb)
{
    uint32_t first = doc->sentences.items[document_token(doc, verb)->sentence].tokens.first;
    for (uint32_t i = verb; i > first && verb - i < MOST_STEPS; i--) {
        Relation relation = document_token(doc, i - 1)->relation;
        bool is_subject = relation == REL_NSUBJ || relation == REL_NSUBJ_PASS;
        if (is_subject && time_head_of(doc, i - 1) == verb) return true;
    }
    return false;
}

/* "resigned and left the country on Monday": the date of the second of two verbs with one subject
 * is that of the first too, if no comma parts them. */
bool time_is_shared_back(const Document *doc, const Time *time, uint32_t owner, uint32_t predicate)
{
    if (owner == NONE || owner <= predicate || time->tokens.first < owner) return false;
    const Token *first = document_token(doc, predicate), *second = document_token(doc, owner);
    bool are_alike =
        time_is_verb(doc, predicate) && time_is_verb(doc, owner) && first->xpos == second->xpos;
    if (second->relation != REL_CONJ || second->head != predicate || !are_alike) return false;
    for (uint32_t i = predicate + 1; i < owner; i++)
        if (str_equal(document_token(doc, i)->lower, STR(","))) return false;
    return !has_subject(doc, owner);
}

/* "approved the treaty | signed in Moscow on June 19": the participle that stands before the date
 * with no more than places between; NONE if another verb, a comma or a doer stands there. */
uint32_t time_participle_before(const Document *doc, const Time *time)
{
    uint32_t first =
        doc->sentences.items[document_token(doc, time->tokens.first)->sentence].tokens.first;
    for (uint32_t i = time->tokens.first; i > first && time->tokens.first - i < MOST_STEPS; i--) {
        const Token *token = document_token(doc, i - 1);
        if (time_is_verb(doc, i - 1))
            return token->relation == REL_ACL && token->xpos == XPOS_VBN ? i - 1 : NONE;
        if (token->kind != TOKEN_WORD || str_equal(token->lower, STR("by"))) return NONE;
    }
    return NONE;
}

/* "The ministry on Monday released a list": between a noun and the verb that follows at once, if
 * the noun has no clause of its own before the date. */
bool time_stands_before_verb(const Document *doc, const Time *time, uint32_t predicate)
{
    uint32_t first = time->tokens.first;
    const Token *verb = document_token(doc, predicate);
    if (predicate != time->tokens.end || verb->xpos != XPOS_VBD || !time_is_verb(doc, predicate))
        return false;
    if (first < 2 || !time_has_preposition(doc, first)) return false;
    Tag before = document_token(doc, first - 2)->tag;
    if (before != TAG_NOUN && before != TAG_PROPN) return false;
    for (uint32_t i = first; i > 0 && first - i < MOST_STEPS; i--) {
        const Token *token = document_token(doc, i - 1);
        if (token->sentence != verb->sentence || token->kind == TOKEN_PUNCT) break;
        if (token->relation == REL_ACL_RELCL || token->relation == REL_ACL) return false;
    }
    return true;
}

/* Nothing but a preposition before it in its sentence, the dateline aside. */
bool time_is_fronted(const Document *doc, const Time *time)
{
    const Dateline *dateline = &doc->meta.dateline;
    uint32_t sentence = document_token(doc, time->tokens.first)->sentence;
    for (uint32_t i = doc->sentences.items[sentence].tokens.first; i < time->tokens.first; i++) {
        const Token *token = document_token(doc, i);
        if (dateline->is_present && span_overlaps(dateline->span, token->span)) continue;
        bool is_small = token->tag == TAG_ADP || token->tag == TAG_DET ||
                        (token->tag == TAG_PUNCT && token->kind != TOKEN_QUOTE);
        if (!is_small) return false;
    }
    return true;
}

/* The verb of a sentence whose root is none, as where a dateline stands before it. */
uint32_t time_main_verb_from(const Document *doc, uint32_t token)
{
    const Sentence *sentence = &doc->sentences.items[document_token(doc, token)->sentence];
    if (sentence->root == NONE || time_is_verb(doc, sentence->root)) return sentence->root;
    for (uint32_t i = token; i < sentence->tokens.end; i++) {
        const Token *word = document_token(doc, i);
        bool is_clause = word->relation == REL_PARATAXIS || word->relation == REL_CONJ ||
                         word->relation == REL_ACL || word->relation == REL_CCOMP;
        if (time_is_verb(doc, i) && word->head == sentence->root && is_clause) return i;
    }
    return NONE;
}
