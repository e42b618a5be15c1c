#include <stdio.h>

#include "pipeline/pipeline.h"

int main(void)
{
    DatelineError err;
    Pipeline *pipeline;
    if (pipeline_new(NULL, &pipeline, &err) != DATELINE_OK) {
        fprintf(stderr, "dateline: %s\n", err.message);
        return 3;
    }
    for (uint32_t i = 0; i < STAGE_COUNT; i++)
        printf("%-10s %s\n", pipeline_stages[i]->name, pipeline_stages[i]->does);
    pipeline_free(pipeline);
    return 0;
}
