#include "events.h"

static DatelineStatus events_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)doc;
    (void)scratch;
    (void)err;
    return DATELINE_OK;
}

const Stage stage_events = {
    .name = "events",
    .does = "Who did what to whom, by the code book.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES | PART_TIMES | PART_SPEECH,
    .writes = PART_EVENTS,
    .run = events_run,
};
