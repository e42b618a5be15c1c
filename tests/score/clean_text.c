/* clean_text: the clean stage's text and metadata of pages, one JSON line a file, for the scorer.
 * Usage: clean_text [--data DIR] FILE... ; a name that ends in .txt is plain text, all others are
 * HTML. */
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "pipeline/pipeline.h"

static char *read_file(const char *path, size_t *out_len)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    fseek(file, 0, SEEK_END);
    long len = ftell(file);
    rewind(file);
    char *data = malloc((size_t)len + 1);
    if (data == NULL) abort();
    *out_len = fread(data, 1, (size_t)len, file);
    fclose(file);
    return data;
}

/* The kept blocks, the headline apart: article texts to compare with do not have it. */
static void add_body_text(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const Block *block = &doc->blocks.items[i];
        if (!block->kept || block->type == BLOCK_HEADLINE) continue;
        buffer_add_str(out, document_str(doc, block->text));
        buffer_add(out, "\n\n", 2);
    }
}

static void print_field(JsonWriter *json, const char *key, Str value)
{
    json_key(json, key);
    json_str(json, value);
}

static void print_document(const Document *doc, const char *path)
{
    Buffer out = {0}, text = {0};
    JsonWriter json = {.out = &out};
    add_body_text(&text, doc);
    json_begin_object(&json);
    print_field(&json, "file", str_from_cstring(path));
    print_field(&json, "text", buffer_str(&text));
    print_field(&json, "title", doc->meta.title);
    print_field(&json, "author", doc->meta.author);
    print_field(&json, "language", doc->meta.language);
    print_field(&json, "published", doc->meta.published.edtf);
    print_field(&json, "origin", str_from_cstring(date_origin_name(doc->meta.published_origin)));
    json_end_object(&json);
    printf(STR_FMT "\n", STR_ARG(buffer_str(&out)));
    buffer_release(&text);
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    Pipeline *pipeline;
    bool has_data = argc > 2 && strcmp(argv[1], "--data") == 0;
    int first = has_data ? 3 : 1;
    if (pipeline_new(has_data ? argv[2] : NULL, &pipeline, &err) != DATELINE_OK) {
        fprintf(stderr, "clean_text: %s\n", err.message);
        return 1;
    }
    for (int i = first; i < argc; i++) {
        size_t len = 0;
        char *page = read_file(argv[i], &len);
        if (page == NULL) continue;
        bool is_text = str_ends(str_from_cstring(argv[i]), STR(".txt"));
        DatelineSource source = {.page = {page, len},
                                 .format = is_text ? DATELINE_FORMAT_TEXT : DATELINE_FORMAT_HTML};
        Document *doc;
        if (pipeline_run(pipeline, &source, 1, NULL, &doc, &err) == DATELINE_OK) {
            print_document(doc, argv[i]);
            document_free(doc);
        } else {
            fprintf(stderr, "%s: %s\n", argv[i], err.message);
        }
        free(page);
    }
    pipeline_free(pipeline);
    return 0;
}
