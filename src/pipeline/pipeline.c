#include "pipeline/pipeline.h"

#include <stdlib.h>
#include <time.h>

#include "02_clean/clean.h"
#include "03_segment/segment.h"
#include "04_syntax/syntax.h"
#include "05_entities/entities.h"
#include "05_introductions/introductions.h"
#include "06_time/time.h"
#include "07_speech/speech.h"
#include "08_events/events.h"
#include "09_claims/claims.h"
#include "record/invariants.h"
#include "text/data.h"

const Stage *const pipeline_stages[STAGE_COUNT] = {
    &stage_clean, &stage_segment, &stage_syntax, &stage_entities, &stage_introductions,
    &stage_time,  &stage_speech,  &stage_events, &stage_claims,
};

struct DatelinePipeline {
    DataFiles *files;
    Arena *arena; /* all loaded data */
    void *data[STAGE_COUNT];
};

#define SCRATCH_BYTES (1u << 20)

static DatelineStatus check_order(DatelineError *err)
{
    unsigned written = PART_PAGE;
    for (uint32_t i = 0; i < STAGE_COUNT; i++) {
        const Stage *stage = pipeline_stages[i];
        if ((stage->reads & ~written) != 0)
            return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                        "stage '%s' reads a part that no stage before it writes", stage->name);
        written |= stage->writes;
    }
    return DATELINE_OK;
}

static DatelineStatus load_stages(Pipeline *pipeline, DatelineError *err)
{
    TRY(check_order(err));
    for (uint32_t i = 0; i < STAGE_COUNT; i++) {
        const Stage *stage = pipeline_stages[i];
        if (stage->load == NULL) continue;
        TRY(stage->load(pipeline->files, pipeline->arena, &pipeline->data[i], err));
    }
    return DATELINE_OK;
}

static DatelineStatus load_pipeline(const char *data_dir, bool is_light, Pipeline **out, DatelineError *err)
{
    Pipeline *pipeline = calloc(1, sizeof *pipeline);
    if (pipeline == NULL) abort();
    pipeline->files = data_files_new(data_dir);
    if (is_light) data_files_leave_large(pipeline->files);
    pipeline->arena = arena_new_lasting(1u << 20);
    DatelineStatus status = load_stages(pipeline, err);
    if (status != DATELINE_OK) {
        pipeline_free(pipeline);
        return status;
    }
    *out = pipeline;
    return DATELINE_OK;
}

DatelineStatus pipeline_new(const char *data_dir, Pipeline **out, DatelineError *err)
{
    return load_pipeline(data_dir, false, out, err);
}

DatelineStatus pipeline_new_light(const char *data_dir, Pipeline **out, DatelineError *err)
{
    return load_pipeline(data_dir, true, out, err);
}

void pipeline_free(Pipeline *pipeline)
{
    if (pipeline == NULL) return;
    for (uint32_t i = 0; i < STAGE_COUNT; i++)
        if (pipeline_stages[i]->unload != NULL && pipeline->data[i] != NULL)
            pipeline_stages[i]->unload(pipeline->data[i]);
    arena_free(pipeline->arena);
    data_files_free(pipeline->files);
    free(pipeline);
}

const void *pipeline_stage_data(const Pipeline *pipeline, uint32_t stage)
{
    assert(stage < STAGE_COUNT);
    return pipeline->data[stage];
}

static uint64_t now_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* A stage that knows one language leaves articles in others alone; the document says so. */
static bool applies(const Stage *stage, Document *doc)
{
    Str language = doc->meta.language;
    if (stage->language == NULL || str_equal(language, str_from_cstring(stage->language)))
        return true;
    if (doc->not_analysed.len > 0) return false;
    bool is_told = language.len > 0 && !str_equal(language, STR("und"));
    doc->not_analysed =
        is_told ? arena_format(doc->arena, "the language is '" STR_FMT "', only English is analysed",
                               STR_ARG(language))
                : STR("the language cannot be told, only English is analysed");
    return false;
}

static DatelineStatus run_stages(const Pipeline *pipeline, Document *doc, uint32_t first,
                                 uint32_t stage_count, StageTimes *times, Arena *scratch,
                                 DatelineError *err)
{
    for (uint32_t i = first; i < stage_count; i++) {
        const Stage *stage = pipeline_stages[i];
        if (!applies(stage, doc)) continue;
        uint64_t start = times == NULL ? 0 : now_nanoseconds();
        DatelineStatus status = stage->run(pipeline->data[i], doc, scratch, err);
        if (times != NULL) times->nanoseconds[i] += now_nanoseconds() - start;
        if (status != DATELINE_OK) {
            error_add_context(err, "stage '%s'", stage->name);
            return status;
        }
        arena_clear(scratch);
        CHECK_INVARIANTS(doc, stage);
    }
    return DATELINE_OK;
}

DatelineStatus pipeline_run_document(const Pipeline *pipeline, Document *doc, uint32_t stage_count,
                                     StageTimes *times, Arena *scratch, DatelineError *err)
{
    assert(stage_count <= STAGE_COUNT);
    DatelineStatus status = run_stages(pipeline, doc, 0, stage_count, times, scratch, err);
    arena_clear(scratch);
    if (status == DATELINE_OK) document_set_ids(doc);
    return status;
}

DatelineStatus pipeline_run_cleaned(const Pipeline *pipeline, Document *doc, uint32_t stage_count,
                                    Arena *scratch, DatelineError *err)
{
    assert(stage_count <= STAGE_COUNT);
    return run_stages(pipeline, doc, 1, stage_count, NULL, scratch, err);
}

DatelineStatus pipeline_run(const Pipeline *pipeline, const DatelineSource *source,
                            uint32_t stage_count, StageTimes *times, Document **out,
                            DatelineError *err)
{
    Document *doc;
    TRY(document_new(source, &doc, err));
    Arena *scratch = arena_new(SCRATCH_BYTES);
    DatelineStatus status = pipeline_run_document(pipeline, doc, stage_count, times, scratch, err);
    arena_free(scratch);
    if (status != DATELINE_OK) {
        document_free(doc);
        return status;
    }
    *out = doc;
    return DATELINE_OK;
}
