/*
 * Clauses below a trigger. A request names in its clause who is to act, a promise whom the deed is for:
 *
 *     "demanded that Norland pay", "called for Norland to pay"     Norland is asked
 *     "agreed to sell tanks to Norland", "ready to help Norland"   Norland is promised something
 */
#include "event_clause.h"

#define MOST_DEEDS 6 /* clauses looked at below a promise */

/* "suggested that Norland pay", "... should pay": something to be done, unlike "that Norland paid". */
static bool is_wished_for(const EventWork *work, uint32_t clause)
{
    static const Str plain[] = {STR_INIT("be"), STR_INIT("have"), STR_INIT("do")};
    static const Str questions[] = {STR_INIT("whether"), STR_INIT("if"), STR_INIT("how")};
    const Tree *tree = &work->tree;
    uint32_t first = clause;
    for (uint32_t c = tree_first_child(tree, clause); c != NONE && c < clause; c = tree_next_child(tree, c)) {
        if (str_index(document_token(work->doc, c)->lower, questions, COUNT(questions)) != STR_NOT_FOUND)
            return false;
        bool is_helper = document_token(work->doc, c)->tag == TAG_AUX;
        if (is_helper && first == clause) first = c;
    }
    const Token *token = document_token(work->doc, first);
    if (token->xpos == XPOS_MD)
        return str_equal(token->lower, STR("should")) || str_equal(token->lower, STR("must"));
    bool may_be_bare = token->xpos == XPOS_VBP &&
                       str_index(tree_lemma(tree, first), plain, COUNT(plain)) == STR_NOT_FOUND;
    bool looks_bare = str_equal(token->lower, tree_lemma(tree, first)); /* "that the cabinet cut taxes" */
    return token->xpos == XPOS_VB || may_be_bare || (token->xpos == XPOS_VBD && looks_bare);
}

static uint32_t that_clause(const EventWork *work, uint32_t trigger)
{
    const Tree *tree = &work->tree;
    uint32_t clause = tree_complement(tree, trigger);
    if (clause == NONE) clause = tree_child(tree, trigger, REL_ACL);
    bool is_found = clause != NONE && tree_own_subject(tree, clause) != NONE;
    return is_found && is_wished_for(work, clause) ? clause : NONE;
}

uint32_t event_clause_marked(const EventWork *work, uint32_t trigger, Str mark)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, trigger); c != NONE; c = tree_next_child(tree, c))
        if (c > trigger && tree_is_predicate(tree, c) && tree_has_mark(tree, c, mark) &&
            tree_own_subject(tree, c) != NONE)
            return c;
    return NONE;
}

static uint32_t wished_clause(const EventWork *work, uint32_t trigger)
{
    uint32_t clause = that_clause(work, trigger);
    return clause == NONE ? event_clause_marked(work, trigger, STR("for")) : clause;
}

/* "demanded Norland pay": the parser takes Norland for the object. */
static uint32_t bare_deed(const EventWork *work, uint32_t trigger)
{
    uint32_t deed = tree_child(&work->tree, trigger, REL_XCOMP);
    bool is_bare = deed != NONE && document_token(work->doc, deed)->xpos == XPOS_VB &&
                   !tree_has_mark(&work->tree, deed, STR("to"));
    return is_bare ? tree_object(&work->tree, trigger) : NONE;
}

uint32_t event_asked(const EventWork *work, uint32_t trigger)
{
    const Tree *tree = &work->tree;
    uint32_t clause = wished_clause(work, trigger);
    uint32_t object = tree_object(tree, trigger);
    if (clause == NONE && object != NONE) clause = wished_clause(work, object); /* "repeated its demand that" */
    if (clause == NONE) return bare_deed(work, trigger);
    return tree_is_passive(tree, clause) ? tree_agent(tree, clause) : tree_subject(tree, clause);
}

/* ---- deeds spoken of ---- */

/* "to help", "in helping", "that it would help": none of what has been done. */
static bool is_deed(const EventWork *work, uint32_t clause)
{
    const Tree *tree = &work->tree;
    if (!tree_is_predicate(tree, clause)) return false;
    if (tree_has_mark(tree, clause, STR("to")) || document_token(work->doc, clause)->xpos == XPOS_VBG) return true;
    uint32_t modal = tree_modal(tree, clause);
    return modal != NONE && (tree_has_lemma(tree, modal, STR("will")) || tree_has_lemma(tree, modal, STR("would")));
}

static void add_deeds(const EventWork *work, uint32_t above, uint32_t trigger, uint32_t *out, uint32_t *count)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, above); c != NONE && *count < MOST_DEEDS; c = tree_next_child(tree, c)) {
        Relation relation = tree_relation(tree, c);
        bool is_below = relation == REL_XCOMP || relation == REL_CCOMP || relation == REL_ACL ||
                        (relation == REL_ADVCL && above == trigger && tree_has_mark(tree, c, STR("to")));
        if (c > trigger && is_below && is_deed(work, c)) out[(*count)++] = c;
    }
}

uint32_t event_deeds(const EventWork *work, uint32_t trigger, uint32_t *out, uint32_t capacity)
{
    uint32_t all[MOST_DEEDS], count = 0;
    add_deeds(work, trigger, trigger, all, &count);
    uint32_t object = tree_object(&work->tree, trigger); /* "expressed readiness to help" */
    if (event_is_class(work, object, work->data->pledges) && object > trigger) add_deeds(work, object, trigger, all, &count);
    for (uint32_t i = 0, direct = count; i < direct; i++) add_deeds(work, all[i], trigger, all, &count);
    if (count > capacity) count = capacity;
    for (uint32_t i = 0; i < count; i++) out[i] = all[i];
    return count;
}

/* ---- who is called on ---- */

uint32_t event_called_on(const EventWork *work, uint32_t verb)
{
    static const Str links[] = {STR_INIT("on"), STR_INIT("upon"), STR_INIT("for"), STR_INIT("with"), STR_INIT("to")};
    const Tree *tree = &work->tree;
    if (!tree_has_mark(tree, verb, STR("to")) || tree_own_subject(tree, verb) != NONE) return NONE;
    uint32_t first = tree_first_conjunct(tree, verb), asking = tree_head(tree, first);
    Relation relation = tree_relation(tree, first);
    if ((relation != REL_XCOMP && relation != REL_ADVCL) || asking == NONE || asking + 2 >= verb) return NONE;
    if (!event_is_class(work, asking, work->data->askings)) return NONE;
    const Document *doc = work->doc;
    if (str_index(doc->tokens.items[asking + 1].lower, links, COUNT(links)) == STR_NOT_FOUND) return NONE;
    uint32_t mention = work->mention_over[asking + 2];
    return mention == NONE ? NONE : doc->mentions.items[mention].head;
}
