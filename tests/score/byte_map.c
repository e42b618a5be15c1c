/* byte_map: the clean text of pages with the map that leads back, one JSON line a file, for the
 * scorer, which decodes the page bytes by itself.
 * Usage: byte_map [--charset NAME] FILE... */
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "text/charset.h"
#include "texts.h"

static void print_map(JsonWriter *json, const Document *doc)
{
    json_key(json, "runs");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->map.count; i++) {
        const MapRun *run = &doc->map.items[i];
        json_begin_array(json);
        json_int(json, run->text);
        json_int(json, run->text_len);
        json_int(json, run->page);
        json_int(json, run->page_len);
        json_int(json, run->exact);
        json_end_array(json);
    }
    json_end_array(json);
}

static void print_blocks(JsonWriter *json, const Document *doc)
{
    json_key(json, "blocks");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->blocks.count; i++)
        if (doc->blocks.items[i].kept) json_span(json, doc->blocks.items[i].text);
    json_end_array(json);
}

/* The page span of each kept block, as it is printed by the program. */
static void print_spans(JsonWriter *json, const Document *doc)
{
    json_key(json, "pages");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->blocks.count; i++)
        if (doc->blocks.items[i].kept)
            json_span(json, document_page_span(doc, doc->blocks.items[i].text));
    json_end_array(json);
}

/* The charset that the page was read in. */
static void print_charset(JsonWriter *json, const Document *doc)
{
    Arena *arena = arena_new(1u << 16);
    CharsetResult decoded;
    charset_to_utf8(doc->page, doc->charset, true, arena, &decoded);
    json_key(json, "charset");
    json_str(json, decoded.name);
    arena_free(arena);
}

static void print_document(const Document *doc, const char *path)
{
    Buffer out = {0};
    JsonWriter json = {.out = &out};
    json_begin_object(&json);
    json_key(&json, "file");
    json_cstring(&json, path);
    print_charset(&json, doc);
    json_key(&json, "text");
    json_str(&json, doc->text);
    print_blocks(&json, doc);
    print_spans(&json, doc);
    print_map(&json, doc);
    json_end_object(&json);
    printf(STR_FMT "\n", STR_ARG(buffer_str(&out)));
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    Pipeline *pipeline;
    if (pipeline_new(NULL, &pipeline, &err) != DATELINE_OK) {
        fprintf(stderr, "byte_map: %s\n", err.message);
        return 1;
    }
    bool has_charset = argc > 2 && strcmp(argv[1], "--charset") == 0;
    Str charset = str_from_cstring(has_charset ? argv[2] : "");
    for (int i = has_charset ? 3 : 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (file == NULL) continue;
        Str page = text_read(file);
        fclose(file);
        DatelineSource source = {.page = {page.data, page.len},
                                 .charset = {charset.data, charset.len},
                                 .format = DATELINE_FORMAT_HTML};
        Document *doc;
        if (pipeline_run(pipeline, &source, 1, NULL, &doc, &err) == DATELINE_OK) {
            print_document(doc, argv[i]);
            document_free(doc);
        } else {
            fprintf(stderr, "%s: %s\n", argv[i], err.message);
        }
        text_free(page);
    }
    pipeline_free(pipeline);
    return 0;
}
