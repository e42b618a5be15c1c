/*
 * Any bytes as a model file: it is refused, or it parses. The header's length and checksum are put
 * right first, as no fuzzer would guess them and all the checks behind them would go untried.
 */
#include <stdlib.h>

#include "../put_number.h"
#include "model/model_file.h"
#include "model/syntax_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void mend_header(char *bytes, uint32_t len)
{
    memcpy(bytes, MODEL_MAGIC, 8);
    put_number(bytes + 8, SYNTAX_MODEL_VERSION, 4);
    put_number(bytes + 12, SECTION_COUNT, 4);
    put_number(bytes + 16, len, 8);
    put_number(bytes + MODEL_CHECKSUM_AT, model_file_checksum((Str){bytes, len}), 8);
}

static void parse(const SyntaxModel *model, Arena *arena)
{
    SyntaxWord words[] = {
        {.form = STR_INIT("Xi"), .lower = STR_INIT("xi")},
        {.form = STR_INIT("wrote"), .lower = STR_INIT("wrote")},
        {.form = STR_INIT("to"), .lower = STR_INIT("to")},
        {.form = STR_INIT("Putin"), .lower = STR_INIT("putin")},
        {.form = STR_INIT("."), .lower = STR_INIT(".")},
    };
    const uint32_t len = COUNT(words);
    SyntaxWorkspace *workspace = syntax_workspace_new(model, len, NULL, arena);
    syntax_model_parse(model, workspace, words, &len, 1, NULL);
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i].head != SYNTAX_ROOT && words[i].head >= COUNT(words)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    DatelineError err = {0};
    const SyntaxModel *model;
    Arena *arena = arena_new(1u << 16);
    char *bytes = arena_copy(arena, (const char *)data, size);
    if (size >= MODEL_HEADER_BYTES) mend_header(bytes, (uint32_t)size);
    if (syntax_model_read((Str){bytes, (uint32_t)size}, arena, &model, &err) == DATELINE_OK)
        parse(model, arena);
    else if (err.message[0] == '\0')
        abort();
    arena_free(arena);
    return 0;
}
