/* A pipeline with the built-in data, for a group of tests: cmocka_run_group_tests(tests, pipeline_open,
 * pipeline_close) hands it over as the state. */
#ifndef TESTS_PIPELINE_FIXTURE_H
#define TESTS_PIPELINE_FIXTURE_H

#include "pipeline/pipeline.h"

static inline int pipeline_open(void **state)
{
    Pipeline *pipeline;
    if (pipeline_new(NULL, &pipeline, NULL) != DATELINE_OK) return -1;
    *state = pipeline;
    return 0;
}

static inline int pipeline_close(void **state)
{
    pipeline_free(*state);
    return 0;
}

#endif
