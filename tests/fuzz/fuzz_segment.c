/* Any bytes as clean text: tokens and sentences must keep their invariants. */
#include <stdio.h>
#include <stdlib.h>

#include "03_segment/segment.h"
#include "text/data.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void demand(bool holds, const char *what)
{
    if (holds) return;
    fprintf(stderr, "segment: %s\n", what);
    abort();
}

static void check_tokens(const Document *doc)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        const Token *token = &doc->tokens.items[i];
        demand(token->span.start >= end, "tokens overlap");
        demand(token->span.end > token->span.start, "empty token");
        demand(token->sentence < doc->sentences.count, "token without a sentence");
        demand(token->lower.len > 0, "token without a lower form");
        end = token->span.end;
    }
    demand(end <= doc->text.len, "token past the text");
}

static void check_sentences(const Document *doc)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        TokenRange tokens = doc->sentences.items[i].tokens;
        demand(tokens.first == next && tokens.end > next, "sentences do not part the tokens");
        demand(tokens.end - tokens.first <= 600, "sentence too long");
        next = tokens.end;
    }
    demand(next == doc->tokens.count, "tokens outside every sentence");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static DataFiles *files; /* loaded once; the target runs many inputs in one process */
    static Arena *arena;
    static void *data;
    DatelineError err;
    if (len > 1u << 20) return 0;
    if (files == NULL) {
        files = data_files_new(NULL);
        arena = arena_new(1u << 16);
        demand(stage_segment.load(files, arena, &data, &err) == DATELINE_OK, "data");
    }
    Document doc = {.arena = arena_new(4096), .text = {(const char *)bytes, (uint32_t)len}};
    Arena *scratch = arena_new(4096);
    demand(stage_segment.run(data, &doc, scratch, &err) == DATELINE_OK, "run failed");
    check_tokens(&doc);
    check_sentences(&doc);
    arena_free(scratch);
    arena_free(doc.arena);
    return 0;
}
