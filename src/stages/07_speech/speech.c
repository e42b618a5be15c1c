#include "speech.h"

#include "message_data.h"
#include "messages.h"

typedef struct SpeechData {
    MessageData messages;
} SpeechData;

static DatelineStatus speech_load(const DataFiles *files, Arena *arena, void **out_data,
                                  DatelineError *err)
{
    SpeechData *data = arena_alloc(arena, sizeof *data);
    TRY(message_data_load(files, arena, &data->messages, err));
    *out_data = data;
    return DATELINE_OK;
}

static DatelineStatus speech_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)err;
    const SpeechData *speech = data;
    messages_find(&speech->messages, doc, scratch);
    return DATELINE_OK;
}

const Stage stage_speech = {
    .name = "speech",
    .does = "Quotations with speakers, messages with parties, channel chains.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES | PART_TIMES,
    .writes = PART_SPEECH,
    .load = speech_load,
    .run = speech_run,
};
