#include "clean.h"

static DatelineStatus clean_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)doc;
    (void)scratch;
    (void)err;
    return DATELINE_OK;
}

const Stage stage_clean = {
    .name = "clean",
    .does = "Page bytes to clean text, with a map back, blocks and metadata.",
    .reads = PART_PAGE,
    .writes = PART_TEXT,
    .run = clean_run,
};
