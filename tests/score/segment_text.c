/*
 * segment_text: sentences and tokens of a plain text on standard input, for the scorer. A sentence
 * is a line of "start end" pairs, byte offsets of its tokens.
 */
#include "03_segment/segment.h"
#include "text/data.h"
#include "texts.h"

static void print_sentences(const Document *doc)
{
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        TokenRange tokens = doc->sentences.items[i].tokens;
        for (uint32_t k = tokens.first; k < tokens.end; k++)
            printf("%s%u %u", k > tokens.first ? " " : "", doc->tokens.items[k].span.start,
                   doc->tokens.items[k].span.end);
        putchar('\n');
    }
}

int main(void)
{
    DatelineError err = {0};
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(1u << 20), *scratch = arena_new(1u << 20);
    void *data = NULL;
    Str text = text_read(stdin);
    DatelineSource source = {.page = {text.data, text.len}};
    Document *doc = NULL;
    if (stage_segment.load(files, arena, &data, &err) != DATELINE_OK ||
        document_new(&source, &doc, &err) != DATELINE_OK) {
        fprintf(stderr, "segment_text: %s\n", err.message);
        return 1;
    }
    doc->text = doc->page;
    DatelineStatus status = stage_segment.run(data, doc, scratch, &err);
    print_sentences(doc);
    document_free(doc);
    arena_free(scratch);
    arena_free(arena);
    data_files_free(files);
    text_free(text);
    return status == DATELINE_OK ? 0 : 1;
}
