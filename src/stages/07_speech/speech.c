#include "speech.h"

#include "channel_media.h"
#include "message_contents.h"
#include "message_data.h"
#include "messages.h"
#include "quotations.h"
#include "quote_message.h"

typedef struct SpeechData {
    MessageData messages;
    QuoteData quotes;
    ContentCues contents;
} SpeechData;

static DatelineStatus speech_load(const DataFiles *files, Arena *arena, void **out_data,
                                  DatelineError *err)
{
    SpeechData *data = arena_alloc(arena, sizeof *data);
    TRY(message_data_load(files, arena, &data->messages, err));
    TRY(quote_data_load(files, arena, &data->quotes, err));
    TRY(content_cues_load(files, arena, &data->contents, err));
    *out_data = data;
    return DATELINE_OK;
}

static DatelineStatus speech_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)err;
    const SpeechData *speech = data;
    Staging staging;
    staging_init(&staging, &speech->messages, doc, scratch);
    quotations_run(&speech->quotes, &staging, doc, scratch);
    messages_find(&staging, doc);
    quotations_link_messages(&staging, &speech->quotes.media, doc, scratch);
    messages_find_contents(&speech->contents, &staging, doc, scratch);
    channels_settle_media(doc);
    return DATELINE_OK;
}

static bool speech_rule_example(const void *data, uint32_t index, RuleExample *out)
{
    const SpeechData *speech = data;
    uint32_t messages = speech->messages.rules.count;
    if (index < messages) return message_data_example(&speech->messages, index, out);
    index -= messages;
    if (index < speech->contents.rows.count)
        return content_cues_example(&speech->contents, index, out);
    return quote_data_example(&speech->quotes, index - speech->contents.rows.count, out);
}

const Stage stage_speech = {
    .name = "speech",
    .does = "Quotations with speakers, messages with parties, channel chains.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES | PART_TIMES,
    .writes = PART_SPEECH,
    .language = "en",
    .load = speech_load,
    .run = speech_run,
    .rule_example = speech_rule_example,
};
