#include "claims.h"

static DatelineStatus claims_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)doc;
    (void)scratch;
    (void)err;
    return DATELINE_OK;
}

const Stage stage_claims = {
    .name = "claims",
    .does = "Who holds what to be so, and the figures.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES | PART_TIMES | PART_SPEECH | PART_EVENTS,
    .writes = PART_CLAIMS,
    .run = claims_run,
};
