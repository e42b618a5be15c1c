/* dateline annotate: articles to JSON lines, without a ledger. */
#include <stdio.h>

#include "cli/reading.h"
#include "record/dump.h"

typedef struct Annotating {
    Reading reading;
    Buffer line;
} Annotating;

static DatelineStatus deliver(void *context, const BatchResult *result, DatelineError *err)
{
    Annotating *annotating = context;
    if (!reading_takes(&annotating->reading, result)) return DATELINE_OK;
    buffer_clear(&annotating->line);
    document_write_json(result->doc, &annotating->line);
    buffer_add_char(&annotating->line, '\n');
    if (fwrite(annotating->line.data, 1, annotating->line.len, stdout) != annotating->line.len)
        return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "cannot write to standard output");
    return DATELINE_OK;
}

ExitCode run_annotate(const Arguments *arguments)
{
    uint32_t threads;
    if (!reading_threads(arguments, &threads)) return EXIT_USAGE;
    DatelineError err;
    Pipeline *pipeline;
    if (pipeline_new(arguments->values[OPTION_DATA], &pipeline, &err) != DATELINE_OK)
        return report_error(&err);
    Annotating annotating = {0};
    if (reading_init(&annotating.reading, arguments, &err) != DATELINE_OK) {
        pipeline_free(pipeline);
        return report_error(&err);
    }
    annotating.reading.batch = batch_new(&(BatchPlan){
        .pipeline = pipeline, .threads = threads, .context = &annotating, .deliver = deliver});
    DatelineStatus status = reading_run(&annotating.reading, arguments, &err);
    batch_free(annotating.reading.batch);
    reading_release(&annotating.reading);
    pipeline_free(pipeline);
    buffer_release(&annotating.line);
    return status == DATELINE_OK ? reading_exit_code(&annotating.reading) : report_error(&err);
}
