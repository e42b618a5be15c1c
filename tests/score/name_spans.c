/*
 * name_spans FILE...: the names in plain texts, for the scorer. A line each: file, start and end of
 * the mention, start and end of the title in it ("Foreign Minister"; equal if it has none), kind
 * of mention, kind of actor.
 */
#include "texts.h"

static void print_names(const Document *doc, const char *path)
{
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        ActorKind kind =
            mention->actor == NONE ? ACTOR_UNKNOWN : doc->actors.items[mention->actor].kind;
        printf("%s\t%u\t%u\t%u\t%u\t%s\t%s\n", path, mention->span.start, mention->span.end,
               mention->title.start, mention->title.end, mention_kind_name(mention->kind),
               actor_kind_name(kind));
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
    if (status == DATELINE_OK) status = text_run_stages(pipeline, doc, PART_ENTITIES, err);
    if (status == DATELINE_OK) print_names(doc, path);
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
        fprintf(stderr, "name_spans: %s\n", err.message);
        return 1;
    }
    pipeline_free(pipeline);
    return 0;
}
