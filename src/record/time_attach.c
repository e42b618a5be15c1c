#include "record/time_attach.h"

#define MOST_STEPS 16
#define MOST_HELPERS 6 /* "has reportedly not yet been" */

static bool is_inside(TokenRange range, uint32_t token)
{
    return token >= range.first && token < range.end;
}

static uint32_t head_of(const Document *doc, uint32_t token)
{
    return document_token(doc, token)->head;
}

/* The token of the expression that hangs on something outside it. */
static uint32_t time_head(const Document *doc, const Time *time)
{
    for (uint32_t i = time->tokens.first; i < time->tokens.end; i++) {
        uint32_t head = head_of(doc, i);
        if (head == NONE || !is_inside(time->tokens, head)) return i;
    }
    return time->tokens.first;
}

static bool is_verb(const Document *doc, uint32_t token)
{
    const Token *word = document_token(doc, token);
    bool is_helper = word->relation == REL_AUX || word->relation == REL_AUX_PASS ||
                     word->relation == REL_COP || word->relation == REL_CASE ||
                     word->relation == REL_AMOD || word->relation == REL_COMPOUND;
    return (word->tag == TAG_VERB || word->tag == TAG_AUX) && !is_helper;
}

/* "from May 3 to May 7" */
static bool is_range(const Time *time)
{
    return str_equal(time->by.rule, STR("TIME-RANGE"));
}

/* "ahead of Monday", "since May", "for Friday's talks": what is dated is something else. */
static bool has_other_relation(const Document *doc, const Time *time)
{
    static const Str words[] = {STR_INIT("of"),    STR_INIT("before"),  STR_INIT("after"),
                                STR_INIT("until"), STR_INIT("till"),    STR_INIT("since"),
                                STR_INIT("for"),   STR_INIT("by"),      STR_INIT("from"),
                                STR_INIT("to"),    STR_INIT("about"),   STR_INIT("than"),
                                STR_INIT("mark"),  STR_INIT("marking"), STR_INIT("with")};
    uint32_t first = time->tokens.first;
    if (first == 0 ||
        document_token(doc, first - 1)->sentence != document_token(doc, first)->sentence)
        return false;
    uint32_t before = first - 1;
    if (str_equal(document_token(doc, before)->lower, STR("the")) && before > 0) before--;
    Str word = document_token(doc, before)->lower;
    if (str_equal(word, STR("of")) && before > 0) /* "in the early hours of Monday" */
        return !str_is_one_of(document_token(doc, before - 1)->lower,
                              (const Str[]){STR_INIT("hours"), STR_INIT("morning"),
                                            STR_INIT("night"), STR_INIT("evening"), STR_INIT("end"),
                                            STR_INIT("start"), STR_INIT("beginning")},
                              7);
    return !is_range(time) && str_is_one_of(word, words, COUNT(words));
}

/* "in the past week": a length of time whose days are known. */
static bool has_days(const Document *doc, const Time *time)
{
    bool is_date = time->type == TIME_TYPE_DATE || time->type == TIME_TYPE_TIME ||
                   (time->type == TIME_TYPE_DURATION && time->value.is_known);
    const Dateline *dateline = &doc->meta.dateline;
    if (dateline->is_present && span_overlaps(dateline->span, time->span)) return false;
    if (str_ends(time->timex, STR("_REF"))) return false; /* "now", "recently": no day to give */
    return is_date && !time->value.is_open_start;
}

/* "the first since 2010", "the worst": what lasts since then is that there was no other. */
static bool tells_of_rank(const Document *doc, uint32_t first, uint32_t end)
{
    static const Str words[] = {STR_INIT("first"), STR_INIT("second"), STR_INIT("third"),
                                STR_INIT("only"), STR_INIT("last")};
    for (uint32_t i = first; i < end; i++) {
        const Token *token = document_token(doc, i);
        if (token->xpos == XPOS_JJS || token->xpos == XPOS_RBS) return true;
        if (str_is_one_of(token->lower, words, COUNT(words))) return true;
    }
    return false;
}

/* "has sent", "has been at war" */
static bool is_perfect(const Document *doc, uint32_t predicate)
{
    uint32_t first = doc->sentences.items[document_token(doc, predicate)->sentence].tokens.first;
    for (uint32_t i = predicate; i > first && predicate - i < MOST_HELPERS; i--) {
        const Token *helper = document_token(doc, i - 1);
        if (helper->head == predicate && helper->relation == REL_AUX &&
            str_equal(helper->lemma, STR("have")))
            return true;
    }
    return false;
}

/* "has talked since May", "Since May he has talked" lasts from then on. */
static bool may_date(const Document *doc, const Time *time, uint32_t head, uint32_t predicate)
{
    if (!time->value.is_open_end) return !has_other_relation(doc, time);
    if (head_of(doc, head) == predicate && is_perfect(doc, predicate))
        return !tells_of_rank(doc, predicate + 1, time->tokens.first);
    return head_of(doc, head) == predicate && is_verb(doc, predicate) &&
           predicate < time->tokens.first && !tells_of_rank(doc, predicate + 1, time->tokens.first);
}

static bool has_preposition(const Document *doc, uint32_t token)
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
static bool only_names_noun(const Document *doc, const Time *time, uint32_t head)
{
    Relation relation = document_token(doc, head)->relation;
    uint32_t noun = head_of(doc, head);
    bool is_argument = relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_OBJ ||
                       relation == REL_IOBJ;                    /* "described this year as" */
    if (is_argument) return noun == NONE || is_verb(doc, noun); /* not "May 4 is the anniversary" */
    if (!is_in_name(relation) || has_preposition(doc, head)) return false; /* "In May Mike Poe" */
    if (opens_sentence(doc, time)) return false;
    return noun != NONE && noun > head; /* after its noun it dates: "the attack Monday" */
}

/* "the 2016 pact", "Monday's attack": a date in front of a noun dates what the noun tells. A
 * holiday there says what it is about: "a New Year message". */
static bool is_named_by(const Document *doc, const Time *time, uint32_t head, uint32_t predicate)
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
        at = head_of(doc, at);
    }
    return false;
}

/* "described this year as hard": a bare time right after a verb that cannot do without an object.
 */
static bool is_object_of(const Document *doc, const Time *time, uint32_t verb)
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
        if (head_of(doc, i) == verb && is_object) return false;
    }
    return time->tokens.first == verb + 1;
}

/* Up through nouns to the first verb, or the noun that is the root or has a clause of its own. */
static uint32_t climb_to_predicate(const Document *doc, uint32_t token)
{
    for (uint32_t step = 0; token != NONE && step < MOST_STEPS; step++) {
        if (is_verb(doc, token)) return token;
        Relation relation = document_token(doc, token)->relation;
        bool is_clause = relation == REL_ROOT || relation == REL_CCOMP || relation == REL_ADVCL ||
                         relation == REL_ACL_RELCL || relation == REL_PARATAXIS;
        if (is_clause) return token;
        token = head_of(doc, token);
    }
    return NONE;
}

/* "sent on Monday", "sent Monday", "sent a letter Monday": nothing but a preposition between. */
static bool stands_right_after(const Document *doc, const Time *time, uint32_t predicate)
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
static bool is_shared(const Document *doc, const Time *time, uint32_t owner, uint32_t predicate)
{
    for (uint32_t step = 0, at = predicate; step < MOST_STEPS; step++) {
        Relation relation = document_token(doc, at)->relation;
        uint32_t head = head_of(doc, at);
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
        if (head_of(doc, i - 1) == clause &&
            str_equal(document_token(doc, i - 1)->lower, STR("when")))
            return true;
    return false;
}

/* "were hurt on Monday when ships rammed the boat", "in May, when it was cancelled": at once. */
static bool is_at_once(const Document *doc, const Time *time, uint32_t owner, uint32_t predicate)
{
    if (owner != NONE && head_of(doc, owner) == predicate && is_when_clause(doc, owner))
        return true;
    if (!is_when_clause(doc, predicate)) return false;
    uint32_t head = head_of(doc, predicate);
    return head == owner || is_inside(time->tokens, head);
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
        if (head_of(doc, i) != noun || document_token(doc, i)->relation != REL_CASE) continue;
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
        if (head_of(doc, i) != noun) return false;
    return true;
}

static bool is_of_same_event(const Document *doc, const Time *time, uint32_t owner,
                             uint32_t predicate)
{
    if (document_token(doc, predicate)->tag != TAG_NOUN) return false;
    if (is_scene_beside(doc, time, predicate)) return true;
    if (owner == NONE || head_of(doc, predicate) != owner || !is_verb(doc, owner)) return false;
    /* "declared a truce from May 3 to May 7" */
    if (is_range(time) && document_token(doc, predicate)->relation == REL_OBJ) return true;
    return is_carried_by(doc, predicate, owner) || is_scene_of(doc, predicate, owner);
}

/* "the war of 2020", "the summits of the past year". */
static bool is_of_noun(const Document *doc, const Time *time, uint32_t head, uint32_t predicate)
{
    Tag tag = document_token(doc, predicate)->tag;
    uint32_t before = time->tokens.first;
    if ((tag != TAG_NOUN && tag != TAG_PROPN) || head_of(doc, head) != predicate) return false;
    if (before > predicate + 1 && str_equal(document_token(doc, before - 1)->lower, STR("the")))
        before--;
    return before > predicate && str_equal(document_token(doc, before - 1)->lower, STR("of"));
}

/* "a truce with the rebels from May 3 to May 7", "a call with the king on Monday": of a noun and
 * its own noun the first one happens. */
static bool is_of_noun_above(const Document *doc, uint32_t above, uint32_t predicate)
{
    if (above == NONE || document_token(doc, predicate)->tag != TAG_NOUN) return false;
    for (uint32_t at = above, step = 0; step < 3; step++) {
        Relation relation = document_token(doc, at)->relation;
        if (relation != REL_NMOD && relation != REL_NUMMOD) return false;
        at = head_of(doc, at);
        if (at == NONE) return false;
        if (at == predicate) return true;
    }
    return false;
}

/* "At a June summit they signed": what is done at a dated event is of its date. */
static bool is_done_at(const Document *doc, const Time *time, uint32_t head, uint32_t predicate)
{
    static const Str prepositions[] = {STR_INIT("at"), STR_INIT("during"), STR_INIT("in")};
    uint32_t noun = head_of(doc, head);
    if (noun == NONE || head_of(doc, noun) != predicate || !is_verb(doc, predicate)) return false;
    if (document_token(doc, noun)->relation != REL_OBL || !is_named_by(doc, time, head, noun))
        return false;
    uint32_t first = doc->sentences.items[document_token(doc, noun)->sentence].tokens.first;
    for (uint32_t i = noun; i > first && noun - i < MOST_STEPS; i--) {
        const Token *word = document_token(doc, i - 1);
        if (word->head == noun && word->relation == REL_CASE)
            return str_is_one_of(word->lower, prepositions, COUNT(prepositions));
    }
    return false;
}

static bool has_subject(const Document *doc, uint32_t verb)
{
    uint32_t first = doc->sentences.items[document_token(doc, verb)->sentence].tokens.first;
    for (uint32_t i = verb; i > first && verb - i < MOST_STEPS; i--) {
        Relation relation = document_token(doc, i - 1)->relation;
        bool is_subject = relation == REL_NSUBJ || relation == REL_NSUBJ_PASS;
        if (is_subject && head_of(doc, i - 1) == verb) return true;
    }
    return false;
}

/* "resigned and left the country on Monday": the date of the second of two verbs with one subject
 * is that of the first too, if no comma parts them. */
static bool is_shared_back(const Document *doc, const Time *time, uint32_t owner,
                           uint32_t predicate)
{
    if (owner == NONE || owner <= predicate || time->tokens.first < owner) return false;
    const Token *first = document_token(doc, predicate), *second = document_token(doc, owner);
    bool are_alike = is_verb(doc, predicate) && is_verb(doc, owner) && first->xpos == second->xpos;
    if (second->relation != REL_CONJ || second->head != predicate || !are_alike) return false;
    for (uint32_t i = predicate + 1; i < owner; i++)
        if (str_equal(document_token(doc, i)->lower, STR(","))) return false;
    return !has_subject(doc, owner);
}

/* "approved the treaty | signed in Moscow on June 19": the participle that stands before the date with
 * no more than places between; NONE if another verb, a comma or a doer stands there. */
static uint32_t participle_before(const Document *doc, const Time *time)
{
    uint32_t first = doc->sentences.items[document_token(doc, time->tokens.first)->sentence].tokens.first;
    for (uint32_t i = time->tokens.first; i > first && time->tokens.first - i < MOST_STEPS; i--) {
        const Token *token = document_token(doc, i - 1);
        if (is_verb(doc, i - 1))
            return token->relation == REL_ACL && token->xpos == XPOS_VBN ? i - 1 : NONE;
        if (token->kind != TOKEN_WORD || str_equal(token->lower, STR("by"))) return NONE;
    }
    return NONE;
}

/* "The ministry on Monday released a list": between a noun and the verb that follows at once, if the
 * noun has no clause of its own before the date. */
static bool stands_before_verb(const Document *doc, const Time *time, uint32_t predicate)
{
    uint32_t first = time->tokens.first;
    const Token *verb = document_token(doc, predicate);
    if (predicate != time->tokens.end || verb->xpos != XPOS_VBD || !is_verb(doc, predicate))
        return false;
    if (first < 2 || !has_preposition(doc, first)) return false;
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
static bool is_fronted(const Document *doc, const Time *time)
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
static uint32_t main_verb_from(const Document *doc, uint32_t token)
{
    const Sentence *sentence = &doc->sentences.items[document_token(doc, token)->sentence];
    if (sentence->root == NONE || is_verb(doc, sentence->root)) return sentence->root;
    for (uint32_t i = token; i < sentence->tokens.end; i++) {
        const Token *word = document_token(doc, i);
        bool is_clause = word->relation == REL_PARATAXIS || word->relation == REL_CONJ ||
                         word->relation == REL_ACL || word->relation == REL_CCOMP;
        if (is_verb(doc, i) && word->head == sentence->root && is_clause) return i;
    }
    return NONE;
}

/* ---- Tense -------------------------------------------------------------------------------- */

#define SLACK_DAYS 1   /* the day changes somewhere else earlier */
#define PRESENT_DAYS 3 /* "fires a missile", said of a day just gone */

/* The day the article reckons from; false if it has none. */
static bool find_reference(const Document *doc, int32_t *out_day)
{
    const Dateline *line = &doc->meta.dateline;
    const DateValue *date =
        line->is_present && line->date.is_known ? &line->date : &doc->meta.published;
    bool is_weak = date == &doc->meta.published && date_origin_is_weak(doc->meta.published_origin);
    if (!date->is_known || date->first_day != date->last_day || is_weak) return false;
    *out_day = date->first_day;
    return true;
}

static bool has_will(const Document *doc, uint32_t verb)
{
    static const Str words[] = {STR_INIT("will"), STR_INIT("'ll"), STR_INIT("shall")};
    uint32_t first = doc->sentences.items[document_token(doc, verb)->sentence].tokens.first;
    for (uint32_t i = verb; i > first && verb - i < 6; i--)
        if (head_of(doc, i - 1) == verb &&
            str_is_one_of(document_token(doc, i - 1)->lower, words, COUNT(words)))
            return true;
    return false;
}

/* "In 2026, she said, they will meet": what was said was not said in 2026. */
static bool contradicts_tense(const Document *doc, const Time *time, uint32_t predicate)
{
    int32_t reference;
    if (!time->value.is_known || !is_verb(doc, predicate) || !find_reference(doc, &reference))
        return false;
    Xpos xpos = document_token(doc, predicate)->xpos;
    if (xpos == XPOS_VBD) return time->value.first_day > reference + SLACK_DAYS;
    if (xpos == XPOS_VBZ || xpos == XPOS_VBP)
        return time->value.last_day < reference - PRESENT_DAYS && !time->value.is_open_end;
    return has_will(doc, predicate) && time->value.last_day < reference - SLACK_DAYS;
}

/* How well a time fits a predicate; 0: not at all. */
static uint32_t fit_of(const Document *doc, uint32_t index, uint32_t predicate)
{
    const Time *time = &doc->times.items[index];
    if (!has_days(doc, time) || contradicts_tense(doc, time, predicate)) return 0;
    uint32_t head = time_head(doc, time), above = head_of(doc, head);
    if (is_named_by(doc, time, head, predicate)) return 5;
    if (is_of_noun(doc, time, head, predicate)) return 4;
    if (is_done_at(doc, time, head, predicate)) return 2;
    if (!may_date(doc, time, head, predicate) || is_object_of(doc, time, predicate)) return 0;
    bool is_name = only_names_noun(doc, time, head);
    if (stands_right_after(doc, time, predicate) && !is_name) return 5;
    if (is_name) return 0;
    uint32_t participle = is_verb(doc, predicate) ? participle_before(doc, time) : NONE;
    if (participle != NONE) return participle == predicate ? 4 : 0;
    if (above == predicate) return 4;
    uint32_t owner = above == NONE ? NONE : climb_to_predicate(doc, above);
    if (owner == predicate || stands_before_verb(doc, time, predicate)) return 3;
    bool is_verb_above = owner != NONE && is_verb(doc, owner);
    if (!is_verb_above && is_fronted(doc, time) &&
        main_verb_from(doc, time->tokens.end - 1) == predicate)
        return 3;
    if (owner != NONE && is_shared(doc, time, owner, predicate)) return 2;
    if (is_shared_back(doc, time, owner, predicate)) return 1;
    if (is_of_same_event(doc, time, owner, predicate)) return 1;
    if (is_of_noun_above(doc, above, predicate)) return 1;
    return is_at_once(doc, time, owner, predicate) ? 1 : 0;
}

static uint32_t distance(const Time *time, uint32_t predicate)
{
    return time->tokens.first > predicate ? time->tokens.first - predicate
                                          : predicate - time->tokens.first;
}

uint32_t document_first_time_from(const Document *doc, uint32_t token)
{
    uint32_t low = 0, high = doc->times.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->times.items[middle].tokens.first < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t document_time_of(const Document *doc, uint32_t predicate)
{
    TokenRange sentence = doc->sentences.items[document_token(doc, predicate)->sentence].tokens;
    uint32_t best = NONE, best_fit = 0;
    for (uint32_t i = document_first_time_from(doc, sentence.first); i < doc->times.count; i++) {
        const Time *time = &doc->times.items[i];
        if (time->tokens.first >= sentence.end) break;
        uint32_t fit = fit_of(doc, i, predicate);
        bool is_nearer = best != NONE && fit == best_fit &&
                         distance(time, predicate) < distance(&doc->times.items[best], predicate);
        if (fit <= best_fit && !(fit > 0 && is_nearer)) continue;
        best = i;
        best_fit = fit;
    }
    return best;
}
