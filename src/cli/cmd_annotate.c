/* dateline annotate: articles to JSON lines or CoNLL-U, without a ledger. */
#include <stdio.h>

#include "cli/reading.h"
#include "cli/say.h"
#include "record/conllu.h"
#include "record/dump.h"

#define STAGES_TO_SYNTAX 3 /* clean, segment, syntax */

/* What is printed of an article. */
typedef struct Format {
    const char *name;
    uint32_t stage_count;
    bool is_conllu;
} Format;

static const Format formats[] = {
    {"json", STAGE_COUNT, false},
    {"conllu", STAGES_TO_SYNTAX, true},
};

typedef struct Annotating {
    Reading reading;
    const Format *format;
    ConlluWriter *conllu; /* NULL if that is not the format */
    Buffer text;
} Annotating;

static bool choose_format(const Arguments *arguments, const Format **out)
{
    const char *name = arguments->values[OPTION_FORMAT];
    *out = &formats[0];
    for (size_t i = 0; name != NULL && i < COUNT(formats); i++)
        if (strcmp(formats[i].name, name) == 0) *out = &formats[i];
    if (name != NULL && strcmp((*out)->name, name) != 0) {
        say("--format: '%s' is neither json nor conllu", name);
        return false;
    }
    bool is_json = *out == &formats[0];
    if (!is_json && arguments->values[OPTION_JSON] != NULL)
        say("choose one of --json and --format %s", name);
    return is_json || arguments->values[OPTION_JSON] == NULL;
}

static uint32_t count_dropped(const Document *doc)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->blocks.count; i++) count += !doc->blocks.items[i].kept;
    return count;
}

/* JSON tells of itself what was left out, and why there are no records; CoNLL-U cannot. */
static void say_what_is_missing(const Annotating *annotating, const BatchResult *result)
{
    const Document *doc = result->doc;
    unsigned long long offset = result->path_offset;
    if (!annotating->format->is_conllu || annotating->reading.is_quiet) return;
    if (doc->not_analysed.len > 0)
        say(STR_FMT ": byte %llu: no sentences: " STR_FMT, STR_ARG(result->path), offset,
            STR_ARG(doc->not_analysed));
    uint32_t dropped = doc->format == DATELINE_FORMAT_TEXT ? count_dropped(doc) : 0;
    if (dropped > 0)
        say(STR_FMT
            ": byte %llu: %u of %u lines and paragraphs are not the article's own words and "
            "were left out; --plain keeps all",
            STR_ARG(result->path), offset, dropped, doc->blocks.count);
}

static void write_article(Annotating *annotating, const Document *doc)
{
    if (annotating->format->is_conllu) {
        conllu_write(annotating->conllu, doc, &annotating->text);
        return;
    }
    document_write_json(doc, &annotating->text);
    buffer_add_char(&annotating->text, '\n');
}

static DatelineStatus deliver(void *context, const BatchResult *result, DatelineError *err)
{
    Annotating *annotating = context;
    if (!reading_takes(&annotating->reading, result)) return DATELINE_OK;
    Buffer *text = &annotating->text;
    buffer_clear(text);
    write_article(annotating, result->doc);
    say_what_is_missing(annotating, result);
    if (text->len > 0 && fwrite(text->data, 1, text->len, stdout) != text->len)
        return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "cannot write to standard output");
    return DATELINE_OK;
}

static DatelineStatus annotate(Annotating *annotating, const Arguments *arguments, uint32_t threads,
                               DatelineError *err)
{
    const char *data_dir = arguments->values[OPTION_DATA];
    Pipeline *pipeline;
    TRY(reading_init(&annotating->reading, arguments, err));
    if (annotating->format->is_conllu) TRY(conllu_writer_new(data_dir, &annotating->conllu, err));
    bool is_thorough = arguments->values[OPTION_THOROUGH] != NULL;
    TRY((is_thorough ? pipeline_new : pipeline_new_light)(data_dir, &pipeline, err));
    annotating->reading.batch = batch_new(&(BatchPlan){.pipeline = pipeline,
                                                       .threads = threads,
                                                       .stage_count = annotating->format->stage_count,
                                                       .context = annotating,
                                                       .deliver = deliver});
    DatelineStatus status = reading_run(&annotating->reading, arguments, err);
    batch_free(annotating->reading.batch);
    pipeline_free(pipeline);
    return status;
}

ExitCode run_annotate(const Arguments *arguments)
{
    uint32_t threads;
    Annotating annotating = {0};
    if (!reading_threads(arguments, &threads) || !choose_format(arguments, &annotating.format))
        return EXIT_USAGE;
    DatelineError err;
    DatelineStatus status = annotate(&annotating, arguments, threads, &err);
    reading_release(&annotating.reading);
    conllu_writer_free(annotating.conllu);
    buffer_release(&annotating.text);
    return status == DATELINE_OK ? reading_exit_code(&annotating.reading) : report_error(&err);
}
