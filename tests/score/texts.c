#include "texts.h"

#include <stdlib.h>

Str text_read(FILE *stream)
{
    size_t len = 0, capacity = 1u << 16;
    char *bytes = malloc(capacity);
    for (size_t got; bytes != NULL && (got = fread(bytes + len, 1, capacity - len, stream)) > 0;) {
        len += got;
        if (len == capacity) bytes = realloc(bytes, capacity *= 2);
    }
    if (bytes == NULL) abort();
    return (Str){bytes, (uint32_t)len};
}

void text_free(Str text)
{
    free((char *)(uintptr_t)text.data);
}

DatelineStatus text_run_stages(const Pipeline *pipeline, Document *doc, unsigned part,
                               DatelineError *err)
{
    Arena *scratch = arena_new(1u << 20);
    DatelineStatus status = DATELINE_OK;
    doc->text = doc->page;
    for (uint32_t i = 1; i < STAGE_COUNT && status == DATELINE_OK; i++) {
        const Stage *stage = pipeline_stages[i];
        status = stage->run(pipeline_stage_data(pipeline, i), doc, scratch, err);
        arena_clear(scratch);
        if (stage->writes & part) break;
    }
    arena_free(scratch);
    return status;
}
