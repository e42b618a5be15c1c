#include "ground.h"

static void mark_times(Ground *ground)
{
    const Document *doc = ground->doc;
    for (uint32_t i = 0; i < doc->times.count; i++) {
        TokenRange tokens = doc->times.items[i].tokens;
        for (uint32_t k = tokens.first; k < tokens.end && k < doc->tokens.count; k++)
            ground->is_timed[k] = true;
    }
}

/* Mentions are ordered by start, longer first: the first to cover a token is the outermost. */
static void mark_mentions(Ground *ground)
{
    const Document *doc = ground->doc;
    for (uint32_t i = 0; i < doc->tokens.count; i++) ground->mention_of[i] = NONE;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        TokenRange tokens = doc->mentions.items[i].tokens;
        for (uint32_t k = tokens.first; k < tokens.end && k < doc->tokens.count; k++)
            if (ground->mention_of[k] == NONE) ground->mention_of[k] = i;
    }
}

void ground_init(Ground *ground, const ClaimData *data, Document *doc, Arena *scratch)
{
    uint32_t count = doc->tokens.count;
    *ground = (Ground){.data = data, .doc = doc, .scratch = scratch};
    ground->words = arena_new_items(scratch, Str, count);
    ground->lemmas = arena_new_items(scratch, Str, count);
    ground->is_timed = arena_new_items(scratch, bool, count);
    ground->mention_of = arena_new_items(scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        const Token *token = document_token(doc, i);
        ground->words[i] = token->lower;
        ground->lemmas[i] = token->lemma.len > 0 ? token->lemma : token->lower;
    }
    tree_init(&ground->tree, doc, scratch);
    mark_times(ground);
    mark_mentions(ground);
}
