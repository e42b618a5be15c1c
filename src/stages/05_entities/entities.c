#include "entities.h"

static DatelineStatus entities_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)doc;
    (void)scratch;
    (void)err;
    return DATELINE_OK;
}

const Stage stage_entities = {
    .name = "entities",
    .does = "Names, titles and pronouns to actors.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX,
    .writes = PART_ENTITIES,
    .run = entities_run,
};
