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
#include "sizes.h"

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

/* Each figure belongs to the claim with the narrowest proposition around it. */
static void link_claims(const Ground *ground)
{
    Document *doc = ground->doc;
    for (uint32_t i = 0; i < doc->claims.count; i++) {
        Span span = doc->claims.items[i].proposition;
        uint32_t at = document_token_at(doc, span.start);
        for (; at < doc->tokens.count && document_token(doc, at)->span.end <= span.end; at++) {
            if (ground->figure_at[at] == NONE) continue;
            Figure *figure = &doc->figures.items[ground->figure_at[at]];
            bool is_narrower = figure->claim == NONE ||
                               span_len(span) < span_len(doc->claims.items[figure->claim].proposition);
            if (is_narrower) figure->claim = i;
        }
    }
}

static DatelineStatus claims_run(const void *data, Document *doc, Arena *scratch,
                                 DatelineError *err)
{
    (void)err;
    Ground ground;
    ground_init(&ground, data, doc, scratch);
    figures_find(&ground);
    ground_mark_figures(&ground);
    claims_find(&ground);
    sizes_link(&ground);
    link_claims(&ground);
    return DATELINE_OK;
}

const Stage stage_claims = {
    .name = "claims",
    .does = "Who holds what to be so, and the figures.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES | PART_TIMES | PART_SPEECH |
             PART_EVENTS,
    .writes = PART_CLAIMS,
    .language = "en",
    .load = claims_load,
    .run = claims_run,
    .rule_example = claims_rule_example,
};
