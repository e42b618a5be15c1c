#include "syntax.h"

static DatelineStatus syntax_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)doc;
    (void)scratch;
    (void)err;
    return DATELINE_OK;
}

const Stage stage_syntax = {
    .name = "syntax",
    .does = "Tokens to tags, lemmas and dependencies.",
    .reads = PART_TEXT | PART_TOKENS,
    .writes = PART_SYNTAX,
    .run = syntax_run,
};
