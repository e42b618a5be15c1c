/*
 * Contexts. Which sphere of politics an event belongs to is told by its frame ("recalled its ambassador":
 * diplomatic) and by the words below its trigger:
 *
 *     "Norland accused Sudland of stealing oil from the border region"    natural_resource, territory
 */
#include "event_context.h"

#define LONGEST_PAIR 64 /* bytes of two lemmas: "human right" */

static uint64_t bits_of(const EventData *data, Str words)
{
    uint32_t at = map_find(&data->context_words, words);
    return at == MAP_NONE ? 0 : data->context_bits.items[at];
}

static uint64_t bits_of_pair(const EventWork *work, uint32_t first)
{
    char pair[LONGEST_PAIR];
    Str a = event_lemma(work, first), b = event_lemma(work, first + 1);
    if (a.len + b.len + 1 > LONGEST_PAIR) return 0;
    uint32_t len = 0;
    for (uint32_t i = 0; i < a.len; i++) pair[len++] = a.data[i];
    pair[len++] = ' ';
    for (uint32_t i = 0; i < b.len; i++) pair[len++] = b.data[i];
    return bits_of(work->data, (Str){pair, len});
}

static uint64_t bits_of_words(const EventWork *work, uint32_t trigger)
{
    TokenRange range = tree_range(&work->tree, trigger);
    uint64_t bits = 0;
    for (uint32_t t = range.first; t < range.end; t++) {
        bits |= bits_of(work->data, event_lemma(work, t)) | bits_of(work->data, document_token(work->doc, t)->lower);
        if (t + 1 < range.end) bits |= bits_of_pair(work, t);
    }
    return bits;
}

static void add_context(const EventWork *work, Str name, Event *event)
{
    for (uint32_t i = 0; i < event->contexts.count; i++)
        if (str_equal(event->contexts.items[i], name)) return;
    if (name.len > 0) *list_add(work->doc->arena, &event->contexts) = name;
}

void event_set_contexts(const EventWork *work, FoundEvent *found)
{
    uint64_t bits = bits_of_words(work, found->trigger);
    add_context(work, found->frame->context, &found->event);
    add_context(work, found->content_context, &found->event);
    for (uint32_t i = 0; i < work->data->contexts.count; i++)
        if ((bits >> i & 1) != 0) add_context(work, work->data->contexts.items[i].name, &found->event);
}
