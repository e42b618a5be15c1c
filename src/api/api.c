/* The public functions, in terms of the library's own. */
#include "base/buffer.h"
#include "pipeline/pipeline.h"
#include "record/dump.h"

DatelinePipeline *dateline_pipeline_new(const char *data_dir, DatelineError *err)
{
    Pipeline *pipeline = NULL;
    return pipeline_new(data_dir, &pipeline, err) == DATELINE_OK ? pipeline : NULL;
}

void dateline_pipeline_free(DatelinePipeline *pipeline)
{
    pipeline_free(pipeline);
}

DatelineStatus dateline_pipeline_analyse(const DatelinePipeline *pipeline,
                                         const DatelineSource *source, DatelineDocument **out_doc,
                                         DatelineError *err)
{
    if (pipeline == NULL || source == NULL || out_doc == NULL)
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                    "dateline_pipeline_analyse: pipeline, source and out_doc must not be NULL");
    return pipeline_run(pipeline, source, STAGE_COUNT, NULL, out_doc, err);
}

void dateline_document_free(DatelineDocument *doc)
{
    document_free(doc);
}

DatelineText dateline_document_text(const DatelineDocument *doc)
{
    return (DatelineText){doc->text.data, doc->text.len};
}

const char *dateline_document_id(const DatelineDocument *doc)
{
    return doc->id.text;
}

char *dateline_document_json(const DatelineDocument *doc, size_t *out_len)
{
    Buffer out = {0};
    document_write_json(doc, &out);
    if (out_len != NULL) *out_len = out.len;
    return out.data;
}

DatelineSpan dateline_document_page_span(const DatelineDocument *doc, DatelineSpan text_span)
{
    if (text_span.start > text_span.end || text_span.end > doc->text.len) return (Span){0, 0};
    return document_page_span(doc, text_span);
}

const char *dateline_version(void)
{
    return DATELINE_VERSION;
}
