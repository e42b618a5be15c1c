#include "syntax.h"

static DatelineStatus syntax_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)scratch;
    (void)err;
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        Sentence *sentence = &doc->sentences.items[i];
        sentence->root = sentence->tokens.first;
        for (uint32_t t = sentence->tokens.first; t < sentence->tokens.end; t++) {
            Token *token = &doc->tokens.items[t];
            bool is_root = t == sentence->root;
            token->lemma = token->lower;
            token->head = is_root ? NONE : sentence->root;
            token->relation = is_root ? REL_ROOT : REL_DEP;
        }
    }
    return DATELINE_OK;
}

const Stage stage_syntax = {
    .name = "syntax",
    .does = "Tokens to tags, lemmas and dependencies.",
    .reads = PART_TEXT | PART_TOKENS,
    .writes = PART_SYNTAX,
    .run = syntax_run,
};
