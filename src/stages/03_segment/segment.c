#include "segment.h"

static DatelineStatus segment_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)doc;
    (void)scratch;
    (void)err;
    return DATELINE_OK;
}

const Stage stage_segment = {
    .name = "segment",
    .does = "Clean text to sentences and tokens.",
    .reads = PART_TEXT,
    .writes = PART_TOKENS,
    .run = segment_run,
};
