/*
 * predicate_status [--features] TEXT: how far a plain text takes the words that start at the bytes
 * given on standard input, one a line, for facts. A line of output for each of them: the value
 * from -3 to 3; with --features then, behind tabs, the names of all that is true of the word
 * (record/factuality.h), from which tools/train/factuality.py learns. A byte that no word starts at
 * belongs to the word around it.
 */
#include <stdlib.h>
#include <string.h>

#include "record/factuality.h"
#include "text/data.h"
#include "texts.h"

static void print_name(void *context, Str name)
{
    (void)context;
    printf("\t" STR_FMT, STR_ARG(name));
}

static uint32_t token_around(const Document *doc, uint32_t offset)
{
    uint32_t token = document_token_at(doc, offset);
    bool is_inside = token > 0 && document_token(doc, token - 1)->span.end > offset;
    return is_inside ? token - 1 : token;
}

static DatelineStatus answer(const Document *doc, bool with_names, Arena *arena, DatelineError *err)
{
    DataFiles *files = data_files_new(NULL);
    const FactualityModel *model = NULL;
    DatelineStatus status = factuality_load(files, arena, &model, err);
    Tree tree;
    tree_init(&tree, doc, arena);
    FactualityWork *work = status == DATELINE_OK ? factuality_begin(model, &tree, arena) : NULL;
    char line[32];
    while (work != NULL && fgets(line, sizeof line, stdin) != NULL) {
        uint32_t token = token_around(doc, (uint32_t)strtoul(line, NULL, 10));
        if (token >= doc->tokens.count) return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET, "no word at %s", line);
        printf("%.4f", (double)factuality_of(work, token));
        if (with_names) factuality_describe(work, token, print_name, NULL);
        putchar('\n');
    }
    data_files_free(files);
    return status;
}

int main(int argc, char **argv)
{
    bool with_names = argc == 3 && strcmp(argv[1], "--features") == 0;
    FILE *file = argc == 2 || with_names ? fopen(argv[argc - 1], "rb") : NULL;
    if (file == NULL) {
        fputs("predicate_status: expected [--features] and the name of a text\n", stderr);
        return 2;
    }
    DatelineError err = {0};
    Pipeline *pipeline = NULL;
    Document *doc = NULL;
    Arena *arena = arena_new(1u << 20);
    Str text = text_read(file);
    fclose(file);
    DatelineSource source = {.page = {text.data, text.len}};
    DatelineStatus status = pipeline_new(NULL, &pipeline, &err);
    if (status == DATELINE_OK) status = document_new(&source, &doc, &err);
    if (status == DATELINE_OK) status = text_run_stages(pipeline, doc, PART_SYNTAX, &err);
    if (status == DATELINE_OK) status = answer(doc, with_names, arena, &err);
    if (status != DATELINE_OK) fprintf(stderr, "predicate_status: %s\n", err.message);
    if (doc != NULL) document_free(doc);
    pipeline_free(pipeline);
    arena_free(arena);
    text_free(text);
    return status == DATELINE_OK ? 0 : 1;
}
