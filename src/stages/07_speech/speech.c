#include "speech.h"

static DatelineStatus speech_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)doc;
    (void)scratch;
    (void)err;
    return DATELINE_OK;
}

const Stage stage_speech = {
    .name = "speech",
    .does = "Quotations with speakers, messages with parties, channel chains.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES | PART_TIMES,
    .writes = PART_SPEECH,
    .run = speech_run,
};
