/*
 * coref_spans FILE...: who and what refers to the same in plain texts, for the scorer. A line for
 * each reference in a chain: file, number of the chain, start and end, what joined it.
 */
#include "texts.h"

static void print_chains(const Document *doc, const char *path)
{
    for (uint32_t i = 0; i < doc->references.count; i++) {
        const Reference *reference = &doc->references.items[i];
        if (reference->chain == NONE) continue;
        printf("%s\t%u\t%u\t%u\t" STR_FMT "\n", path, reference->chain, reference->span.start,
               reference->span.end, STR_ARG(reference->by.rule));
    }
}

static DatelineStatus print_file(const Pipeline *pipeline, const char *path, DatelineError *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "cannot open %s", path);
    Str text = text_read(file);
    fclose(file);
    Document *doc = NULL;
    DatelineSource source = {.page = {text.data, text.len}};
    DatelineStatus status = document_new(&source, &doc, err);
    if (status == DATELINE_OK) status = text_run_stages(pipeline, doc, PART_CHAINS, err);
    if (status == DATELINE_OK) print_chains(doc, path);
    if (doc != NULL) document_free(doc);
    text_free(text);
    return status;
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    Pipeline *pipeline;
    DatelineStatus status = pipeline_new(NULL, &pipeline, &err);
    for (int i = 1; i < argc && status == DATELINE_OK; i++)
        status = print_file(pipeline, argv[i], &err);
    if (status != DATELINE_OK) {
        fprintf(stderr, "coref_spans: %s\n", err.message);
        return 1;
    }
    pipeline_free(pipeline);
    return 0;
}
