/*
 * Who holds what to be so, and the figures.
 *
 *     Seoul and NATO have claimed that Pyongyang sent thousands of troops.
 *     (holders)           {cue}       [proposition      <1000 to 9999 troops>]
 *     Neither Pyongyang nor Moscow have confirmed or denied such claims.    answers the first
 */
#include "claims.h"

#include "claim_data.h"
#include "figures.h"
#include "find_claims.h"
#include "ground.h"

static DatelineStatus claims_load(const DataFiles *files, Arena *arena, void **out_data,
                                  DatelineError *err)
{
    ClaimData *data = arena_alloc(arena, sizeof *data);
    TRY(claim_data_load(data, files, arena, err));
    *out_data = data;
    return DATELINE_OK;
}

static bool claims_rule_example(const void *data, uint32_t index, RuleExample *out)
{
    return claim_data_example(data, index, out);
}

/* The narrowest span that holds the quantity. */
static bool is_narrower(Span span, Span quantity, Span best)
{
    return span_contains(span, quantity) &&
           (span_is_empty(best) || span_len(span) < span_len(best));
}

static void link_figure(const Document *doc, Figure *figure)
{
    Span best = {0, 0};
    for (uint32_t i = 0; i < doc->events.count; i++) {
        if (!is_narrower(doc->events.items[i].span, figure->quantity, best)) continue;
        best = doc->events.items[i].span;
        figure->event = i;
    }
    best = (Span){0, 0};
    for (uint32_t i = 0; i < doc->claims.count; i++) {
        if (!is_narrower(doc->claims.items[i].proposition, figure->quantity, best)) continue;
        best = doc->claims.items[i].proposition;
        figure->claim = i;
    }
}

static DatelineStatus claims_run(const void *data, Document *doc, Arena *scratch,
                                 DatelineError *err)
{
    (void)err;
    Ground ground;
    ground_init(&ground, data, doc, scratch);
    figures_find(&ground);
    claims_find(&ground);
    for (uint32_t i = 0; i < doc->figures.count; i++) link_figure(doc, &doc->figures.items[i]);
    return DATELINE_OK;
}

const Stage stage_claims = {
    .name = "claims",
    .does = "Who holds what to be so, and the figures.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES | PART_TIMES | PART_SPEECH |
             PART_EVENTS,
    .writes = PART_CLAIMS,
    .load = claims_load,
    .run = claims_run,
    .rule_example = claims_rule_example,
};
