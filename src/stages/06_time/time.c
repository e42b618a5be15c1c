#include "time.h"

static DatelineStatus time_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)doc;
    (void)scratch;
    (void)err;
    return DATELINE_OK;
}

const Stage stage_time = {
    .name = "time",
    .does = "Expressions of time to dates.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX,
    .writes = PART_TIMES,
    .run = time_run,
};
