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

static DatelineStatus print_file(const Pipeline *pipeline, const char *path, unsigned part,
                                 TextPrinter *print, DatelineError *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "cannot open %s", path);
    Str text = text_read(file);
    fclose(file);
    Document *doc = NULL;
    DatelineSource source = {.page = {text.data, text.len}};
    DatelineStatus status = document_new(&source, &doc, err);
    if (status == DATELINE_OK) status = text_run_stages(pipeline, doc, part, err);
    if (status == DATELINE_OK) print(doc, path);
    if (doc != NULL) document_free(doc);
    text_free(text);
    return status;
}

int text_print_files(int argc, char **argv, unsigned part, TextPrinter *print)
{
    DatelineError err = {0};
    Pipeline *pipeline;
    DatelineStatus status = pipeline_new(NULL, &pipeline, &err);
    for (int i = 1; i < argc && status == DATELINE_OK; i++)
        status = print_file(pipeline, argv[i], part, print, &err);
    if (status != DATELINE_OK) {
        fprintf(stderr, "%s: %s\n", argv[0], err.message);
        return 1;
    }
    pipeline_free(pipeline);
    return 0;
}
