#include "ground.h"

static void mark_times(Ground *ground)
{
    const Document *doc = ground->doc;
    for (uint32_t i = 0; i < doc->times.count; i++) {
        TokenRange tokens = doc->times.items[i].tokens;
        if (!time_tells_when(&doc->times.items[i])) continue;
        bool is_date = doc->times.items[i].type != TIME_TYPE_DURATION;
        for (uint32_t k = tokens.first; k < tokens.end && k < doc->tokens.count; k++) {
            ground->is_timed[k] = true;
            ground->is_dated[k] |= is_date;
        }
    }
}

static uint32_t *new_column(const Ground *ground)
{
    uint32_t count = ground->doc->tokens.count;
    uint32_t *column = arena_new_items(ground->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) column[i] = NONE;
    return column;
}

static bool is_narrower_event(const Ground *ground, uint32_t event, uint32_t than)
{
    const Event *events = ground->doc->events.items;
    return than == NONE || span_len(events[event].span) < span_len(events[than].span);
}

static void mark_events(Ground *ground)
{
    const Document *doc = ground->doc;
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const Event *event = &doc->events.items[i];
        uint32_t at = document_token_at(doc, event->span.start);
        for (; at < doc->tokens.count && document_token(doc, at)->span.end <= event->span.end; at++)
            if (is_narrower_event(ground, i, ground->event_of[at])) ground->event_of[at] = i;
        uint32_t predicate = document_token_at(doc, event->predicate.start);
        if (predicate < doc->tokens.count) ground->event_at[predicate] = i;
    }
}

static void mark_quotations(Ground *ground)
{
    const Document *doc = ground->doc;
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        Span span = doc->quotations.items[i].span;
        uint32_t at = document_token_at(doc, span.start);
        for (; at < doc->tokens.count && document_token(doc, at)->span.start < span.end; at++)
            if (ground->quotation_of[at] == NONE) ground->quotation_of[at] = i;
    }
}

void ground_mark_figures(Ground *ground)
{
    const Document *doc = ground->doc;
    for (uint32_t i = 0; i < doc->figures.count; i++) {
        uint32_t at = document_token_at(doc, doc->figures.items[i].quantity.start);
        if (at < doc->tokens.count) ground->figure_at[at] = i;
    }
}

void ground_init(Ground *ground, const ClaimData *data, Document *doc, Arena *scratch)
{
    uint32_t count = doc->tokens.count;
    *ground = (Ground){.data = data, .doc = doc, .scratch = scratch};
    ground->words = arena_new_items(scratch, Str, count);
    ground->lemmas = arena_new_items(scratch, Str, count);
    ground->is_timed = arena_new_items(scratch, bool, count);
    ground->is_dated = arena_new_items(scratch, bool, count);
    ground->mention_of = document_mentions_over(doc, scratch);
    ground->event_of = new_column(ground);
    ground->event_at = new_column(ground);
    ground->quotation_of = new_column(ground);
    ground->figure_at = new_column(ground);
    for (uint32_t i = 0; i < count; i++) {
        const Token *token = document_token(doc, i);
        ground->words[i] = token->lower;
        ground->lemmas[i] = token->lemma.len > 0 ? token->lemma : token->lower;
    }
    tree_init(&ground->tree, doc, scratch);
    mark_times(ground);
    mark_events(ground);
    mark_quotations(ground);
}
