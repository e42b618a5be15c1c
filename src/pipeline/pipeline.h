/*
 * The order of the stages, and an article's way through them.
 *
 * A pipeline is loaded once and is read-only after: any number of threads may analyse with it.
 */
#ifndef PIPELINE_PIPELINE_H
#define PIPELINE_PIPELINE_H

#include "record/stage.h"

typedef struct DatelinePipeline Pipeline;

/* Nanoseconds spent in each stage, for the bench; NULL where nobody asks. */
#define STAGE_COUNT 9
typedef struct StageTimes {
    uint64_t nanoseconds[STAGE_COUNT];
} StageTimes;

extern const Stage *const pipeline_stages[STAGE_COUNT];

/* Fails if a data file is broken or a stage reads what none before it writes. */
DatelineStatus pipeline_new(const char *data_dir, Pipeline **out, DatelineError *err) MUST_CHECK;
/* The same without the large models: no article may be thorough, no relation be asked for. */
DatelineStatus pipeline_new_light(const char *data_dir, Pipeline **out, DatelineError *err) MUST_CHECK;
void pipeline_free(Pipeline *pipeline);

/* Runs the first stage_count stages (STAGE_COUNT: all) over a source. On failure *out is
 * untouched. times may be NULL and is added to. */
DatelineStatus pipeline_run(const Pipeline *pipeline, const DatelineSource *source,
                            uint32_t stage_count, StageTimes *times, Document **out,
                            DatelineError *err) MUST_CHECK;

/* The same over a document that was taken in already; scratch is empty before and after. A document
 * whose analysis failed is good for nothing but document_free. */
DatelineStatus pipeline_run_document(const Pipeline *pipeline, Document *doc, uint32_t stage_count,
                                     StageTimes *times, Arena *scratch,
                                     DatelineError *err) MUST_CHECK;

/* Over a document that has its clean text already, from a ledger: the stages after clean, up to stage_count. Ids
 * stay as they are. */
DatelineStatus pipeline_run_cleaned(const Pipeline *pipeline, Document *doc, uint32_t stage_count,
                                    Arena *scratch, DatelineError *err) MUST_CHECK;

/* What a stage's load() made, for the tests of rule examples. */
const void *pipeline_stage_data(const Pipeline *pipeline, uint32_t stage);

#endif
