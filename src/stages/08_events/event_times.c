/*
 * How often. A verb is counted by the words behind it, a noun by the number before it:
 *
 *     "The two met twice in the past year"     2
 *     "held talks three times"                 3
 *     "their two meetings"                     2
 *     "met two ministers"                      -
 */
#include "event_times.h"

#define MOST_TIMES 50 /* what is done more often is a manner of speaking */

static uint32_t value_of(const EventWork *work, uint32_t token)
{
    Str word = document_token(work->doc, token)->lower;
    double value = 0;
    if (number_match(&work->data->numbers, &word, 1, &value) == 0 && !number_from_figures(word, &value)) return 0;
    return value >= 2 && value <= MOST_TIMES ? (uint32_t)value : 0;
}

/* "twice"; "three times". */
static uint32_t times_at(const EventWork *work, uint32_t token)
{
    if (tree_has_lemma(&work->tree, token, STR("twice"))) return 2;
    if (tree_has_lemma(&work->tree, token, STR("thrice"))) return 3;
    bool is_times = tree_has_lemma(&work->tree, token, STR("time")) && token > 0;
    return is_times ? value_of(work, token - 1) : 0;
}

/* The words below the verb; "twice as many" and "twice a week" are none. */
static uint32_t times_of_verb(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, verb); c != NONE; c = tree_next_child(tree, c)) {
        uint32_t times = times_at(work, c);
        bool is_rate = times > 0 && c + 1 < work->doc->tokens.count &&
                       (str_equal(document_token(work->doc, c + 1)->lower, STR("a")) ||
                        str_equal(document_token(work->doc, c + 1)->lower, STR("as")));
        if (times > 0 && !is_rate && c > verb) return times;
    }
    return 0;
}

static uint32_t times_of_noun(const EventWork *work, uint32_t noun)
{
    uint32_t number = tree_child(&work->tree, noun, REL_NUMMOD);
    return number == NONE || number > noun ? 0 : value_of(work, number);
}

/* "held two meetings": the noun tells of the deed. */
static bool is_deed(const EventWork *work, uint32_t noun)
{
    return noun != NONE && map_find(&work->data->nouns, event_lemma(work, noun)) != MAP_NONE;
}

uint32_t event_times(const EventWork *work, const EventFrame *frame, uint32_t trigger)
{
    if (frame->is_noun) return times_of_noun(work, trigger);
    uint32_t object = event_object(work, frame, trigger);
    uint32_t times = is_deed(work, object) ? times_of_noun(work, object) : 0;
    return times > 0 ? times : times_of_verb(work, event_clause_verb(work, trigger));
}
