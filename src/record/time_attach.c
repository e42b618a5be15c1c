#include "record/time_attach.h"

#include "record/time_grammar.h"

#define MOST_HELPERS 6 /* "has reportedly not yet been" */

/* The token of the expression that hangs on something outside it. */
static uint32_t time_head(const Document *doc, const Time *time)
{
    for (uint32_t i = time->tokens.first; i < time->tokens.end; i++) {
        uint32_t head = time_head_of(doc, i);
        if (head == NONE || !time_holds(time->tokens, head)) return i;
    }
    return time->tokens.first;
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
    return !time_is_range(time) && str_is_one_of(word, words, COUNT(words));
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
    if (time_head_of(doc, head) == predicate && is_perfect(doc, predicate))
        return !tells_of_rank(doc, predicate + 1, time->tokens.first);
    return time_head_of(doc, head) == predicate && time_is_verb(doc, predicate) &&
           predicate < time->tokens.first && !tells_of_rank(doc, predicate + 1, time->tokens.first);
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
        if (time_head_of(doc, i - 1) == verb &&
            str_is_one_of(document_token(doc, i - 1)->lower, words, COUNT(words)))
            return true;
    return false;
}

/* "In 2026, she said, they will meet": what was said was not said in 2026. */
static bool contradicts_tense(const Document *doc, const Time *time, uint32_t predicate)
{
    int32_t reference;
    if (!time->value.is_known || !time_is_verb(doc, predicate) || !find_reference(doc, &reference))
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
    uint32_t head = time_head(doc, time), above = time_head_of(doc, head);
    if (time_names(doc, time, head, predicate)) return 5;
    if (time_is_of_noun(doc, time, head, predicate)) return 4;
    if (time_is_of_scene(doc, time, head, predicate)) return 2;
    if (!may_date(doc, time, head, predicate) || time_is_object_of(doc, time, predicate)) return 0;
    bool is_name = time_only_names_noun(doc, time, head);
    if (time_stands_right_after(doc, time, predicate) && !is_name) return 5;
    if (is_name) return 0;
    uint32_t participle = time_is_verb(doc, predicate) ? time_participle_before(doc, time) : NONE;
    if (participle != NONE) return participle == predicate ? 4 : 0;
    if (above == predicate) return 4;
    uint32_t owner = above == NONE ? NONE : time_climb_to_predicate(doc, above);
    if (owner == predicate || time_stands_before_verb(doc, time, predicate)) return 3;
    bool is_verb_above = owner != NONE && time_is_verb(doc, owner);
    if (!is_verb_above && time_is_fronted(doc, time) &&
        time_main_verb_from(doc, time->tokens.end - 1) == predicate)
        return 3;
    if (owner != NONE && time_is_shared(doc, time, owner, predicate)) return 2;
    if (time_is_shared_back(doc, time, owner, predicate)) return 1;
    if (time_is_of_same_event(doc, time, owner, predicate)) return 1;
    if (time_is_below_noun(doc, above, predicate)) return 1;
    return time_is_at_once(doc, time, owner, predicate) ? 1 : 0;
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
