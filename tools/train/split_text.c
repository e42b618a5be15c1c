/*
 * Plain texts, each ended by a form feed, to one line a sentence with a space between tokens: what
 * cluster_words and train_syntax learn from without a treebank.
 *
 *     split_text <news.txt >sentences.txt
 */
#include <stdio.h>
#include <stdlib.h>

#include "03_segment/segment.h"
#include "base/buffer.h"
#include "text/data.h"
#include "text/utf8.h"

#define LONGEST_SENTENCE 80 /* tokens; longer ones are lists and tables */
#define SHORTEST_SENTENCE 4

static void print_sentence(const Document *doc, TokenRange tokens)
{
    uint32_t count = tokens.end - tokens.first;
    if (count < SHORTEST_SENTENCE || count > LONGEST_SENTENCE) return;
    for (uint32_t i = tokens.first; i < tokens.end; i++)
        printf("%s" STR_FMT, i > tokens.first ? " " : "",
               STR_ARG(document_str(doc, doc->tokens.items[i].span)));
    putchar('\n');
}

static void split_text(const void *data, Str text, Arena *scratch)
{
    DatelineError err;
    Document *doc;
    DatelineSource source = {.page = {text.data, text.len}};
    if (utf8_valid_prefix(text) < text.len || text.len == 0) return;
    if (document_new(&source, &doc, &err) != DATELINE_OK) return;
    doc->text = doc->page;
    if (stage_segment.run(data, doc, scratch, &err) == DATELINE_OK)
        for (uint32_t i = 0; i < doc->sentences.count; i++)
            print_sentence(doc, doc->sentences.items[i].tokens);
    arena_clear(scratch);
    document_free(doc);
}

int main(void)
{
    DatelineError err;
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(1u << 20);
    Arena *scratch = arena_new(1u << 20);
    void *data = NULL;
    if (stage_segment.load(files, arena, &data, &err) != DATELINE_OK) {
        fprintf(stderr, "split_text: %s\n", err.message);
        return 1;
    }
    Buffer text = {0};
    for (int byte; (byte = getchar()) != EOF;) {
        if (byte != '\f') {
            buffer_add_char(&text, (char)byte);
            continue;
        }
        split_text(data, buffer_str(&text), scratch);
        buffer_clear(&text);
    }
    buffer_release(&text);
    arena_free(scratch);
    arena_free(arena);
    data_files_free(files);
    return 0;
}
