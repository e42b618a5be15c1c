/*
 * Dates and nouns: which noun a date dates.
 *
 *     "Monday's attack"   "the war of 2020"   "held talks in May"   "said on Monday at a ceremony"
 */
#include "record/time_grammar.h"

/* "from May 3 to May 7" */
bool time_is_range(const Time *time)
{
    return str_equal(time->by.rule, STR("TIME-RANGE"));
}

bool time_has_preposition(const Document *doc, uint32_t token)
{
    if (token == 0) return false;
    const Token *before = document_token(doc, token - 1);
    return before->tag == TAG_ADP && before->sentence == document_token(doc, token)->sentence;
}

static bool is_in_name(Relation relation)
{
    return relation == REL_COMPOUND || relation == REL_AMOD || relation == REL_NMOD_POSS ||
           relation == REL_NMOD_DESC || relation == REL_FLAT;
}

/* "Earlier Monday Norway's king said": taken for a part of the name that follows. */
static bool opens_sentence(const Document *doc, const Time *time)
{
    static const Str words[] = {STR_INIT("earlier"), STR_INIT("later"), STR_INIT("early"),
                                STR_INIT("late")};
    const Token *first = document_token(doc, time->tokens.first);
    return doc->sentences.items[first->sentence].tokens.first == time->tokens.first &&
           str_is_one_of(first->lower, words, COUNT(words));
}

/* "Monday's meeting", "a New Year message": the expression names the noun, or is a party itself. */
bool time_only_names_noun(const Document *doc, const Time *time, uint32_t head)
{
    Relation relation = document_token(doc, head)->relation;
    uint32_t noun = time_head_of(doc, head);
    bool is_argument = relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_OBJ ||
                       relation == REL_IOBJ; /* "described this year as" */
    if (is_argument)
        return noun == NONE || time_is_verb(doc, noun); /* not "May 4 is the anniversary" */
    if (!is_in_name(relation) || time_has_preposition(doc, head))
        return false; /* "In May Mike Poe" */
    if (opens_sentence(doc, time)) return false;
    return noun != NONE && noun > head; /* after its noun it dates: "the attack Monday" */
}

/* "the 2016 pact", "Monday's attack": a date in front of a noun dates what the noun tells. A
 * holiday there says what it is about: "a New Year message". */
bool time_names(const Document *doc, const Time *time, uint32_t head, uint32_t predicate)
{
    if (document_token(doc, predicate)->tag != TAG_NOUN || time->tokens.end > predicate)
        return false;
    if (str_equal(time->by.rule, STR("TIME-HOLIDAY")) || time->value.is_open_end) return false;
    for (uint32_t at = head, step = 0; at != NONE && step < MOST_STEPS; step++) {
        if (at == predicate) return true;
        Relation relation = document_token(doc, at)->relation;
        bool is_part =
            is_in_name(relation) || relation == REL_NUMMOD || relation == REL_NMOD_UNMARKED;
        if (!is_part) return false;
        at = time_head_of(doc, at);
    }
    return false;
}

static bool is_lemma_of(const Document *doc, uint32_t token, const Str *lemmas, size_t count)
{
    return str_is_one_of(document_token(doc, token)->lemma, lemmas, count);
}

/* "held talks in May", "the attack took place on Monday": verb and noun tell of one event. */
static bool is_carried_by(const Document *doc, uint32_t noun, uint32_t verb)
{
    static const Str does[] = {STR_INIT("hold"),    STR_INIT("conduct"), STR_INIT("carry"),
                               STR_INIT("launch"),  STR_INIT("stage"),   STR_INIT("make"),
                               STR_INIT("sign"),    STR_INIT("reach"),   STR_INIT("give"),
                               STR_INIT("deliver"), STR_INIT("pay"),     STR_INIT("host")};
    static const Str happens[] = {STR_INIT("take"),  STR_INIT("occur"), STR_INIT("happen"),
                                  STR_INIT("begin"), STR_INIT("start"), STR_INIT("open")};
    Relation relation = document_token(doc, noun)->relation;
    if (relation == REL_NSUBJ) return is_lemma_of(doc, verb, happens, COUNT(happens));
    return (relation == REL_OBJ || relation == REL_NSUBJ_PASS) &&
           is_lemma_of(doc, verb, does, COUNT(does));
}

/* "said on Monday at a ceremony", "died on Monday in an attack". */
static bool is_scene_of(const Document *doc, uint32_t noun, uint32_t verb)
{
    if (document_token(doc, noun)->relation != REL_OBL) return false;
    for (uint32_t i = verb + 1; i < noun; i++) {
        if (time_head_of(doc, i) != noun || document_token(doc, i)->relation != REL_CASE) continue;
        Str word = document_token(doc, i)->lower;
        Str next = document_token(doc, i + 1)->lower;
        return str_equal(word, STR("at")) || str_equal(word, STR("during")) ||
               (str_equal(word, STR("in")) &&
                (str_equal(next, STR("a")) || str_equal(next, STR("an"))));
    }
    return false;
}

/* "on May 4, at a ceremony": the noun right after the date, wherever the parser hangs it. */
static bool is_scene_beside(const Document *doc, const Time *time, uint32_t noun)
{
    uint32_t at = time->tokens.end;
    if (at >= noun || noun - at > 5) return false;
    if (str_equal(document_token(doc, at)->lower, STR(","))) at++;
    Str word = document_token(doc, at)->lower;
    if (!str_equal(word, STR("at")) && !str_equal(word, STR("during"))) return false;
    for (uint32_t i = at; i < noun; i++)
        if (time_head_of(doc, i) != noun) return false;
    return true;
}

bool time_is_of_same_event(const Document *doc, const Time *time, uint32_t owner,
                           uint32_t predicate)
{
    if (document_token(doc, predicate)->tag != TAG_NOUN) return false;
    if (is_scene_beside(doc, time, predicate)) return true;
    if (owner == NONE || time_head_of(doc, predicate) != owner || !time_is_verb(doc, owner))
        return false;
    /* "declared a truce from May 3 to May 7" */
    if (time_is_range(time) && document_token(doc, predicate)->relation == REL_OBJ) return true;
    return is_carried_by(doc, predicate, owner) || is_scene_of(doc, predicate, owner);
}

/* "the war of 2020", "the summits of the past year". */
bool time_is_of_noun(const Document *doc, const Time *time, uint32_t head, uint32_t predicate)
{
    Tag tag = document_token(doc, predicate)->tag;
    uint32_t before = time->tokens.first;
    if ((tag != TAG_NOUN && tag != TAG_PROPN) || time_head_of(doc, head) != predicate) return false;
    if (before > predicate + 1 && str_equal(document_token(doc, before - 1)->lower, STR("the")))
        before--;
    return before > predicate && str_equal(document_token(doc, before - 1)->lower, STR("of"));
}

/* "a truce with the rebels from May 3 to May 7", "a call with the king on Monday": of a noun and
 * its own noun the first one happens. */
bool time_is_below_noun(const Document *doc, uint32_t above, uint32_t predicate)
{
    if (above == NONE || document_token(doc, predicate)->tag != TAG_NOUN) return false;
    for (uint32_t at = above, step = 0; step < 3; step++) {
        Relation relation = document_token(doc, at)->relation;
        if (relation != REL_NMOD && relation != REL_NUMMOD) return false;
        at = time_head_of(doc, at);
        if (at == NONE) return false;
        if (at == predicate) return true;
    }
    return false;
}

/* "At a June summit they signed": what is done at a dated event is of its date. */
bool time_is_of_scene(const Document *doc, const Time *time, uint32_t head, uint32_t predicate)
{
    static const Str prepositions[] = {STR_INIT("at"), STR_INIT("during"), STR_INIT("in")};
    uint32_t noun = time_head_of(doc, head);
    if (noun == NONE || time_head_of(doc, noun) != predicate || !time_is_verb(doc, predicate))
        return false;
    if (document_token(doc, noun)->relation != REL_OBL || !time_names(doc, time, head, noun))
        return false;
    uint32_t first = doc->sentences.items[document_token(doc, noun)->sentence].tokens.first;
    for (uint32_t i = noun; i > first && noun - i < MOST_STEPS; i--) {
        const Token *word = document_token(doc, i - 1);
        if (word->head == noun && word->relation == REL_CASE)
            return str_is_one_of(word->lower, prepositions, COUNT(prepositions));
    }
    return false;
}
