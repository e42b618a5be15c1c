/* What the claims stage prepares once for a document: words, tree, what covers each token. */
#ifndef CLAIMS_GROUND_H
#define CLAIMS_GROUND_H

#include "claim_data.h"
#include "record/tree.h"

typedef struct Ground {
    const ClaimData *data;
    Document *doc;
    Arena *scratch;
    Tree tree;
    Str *words;           /* [tokens.count] lower case */
    Str *lemmas;          /* [tokens.count] */
    bool *is_timed;       /* [tokens.count] inside an expression of time */
    bool *is_dated;       /* [tokens.count] and that is no duration: "five years ago" */
    uint32_t *mention_of; /* [tokens.count] outermost mention that covers the token, or NONE */
    uint32_t *event_of;   /* [tokens.count] narrowest event that covers the token, or NONE */
    uint32_t *event_at;   /* [tokens.count] event whose predicate starts here, or NONE */
    uint32_t *quotation_of; /* [tokens.count] quotation that covers the token, or NONE */
    uint32_t *figure_at;  /* [tokens.count] figure whose quantity starts here, or NONE */
} Ground;

void ground_init(Ground *ground, const ClaimData *data, Document *doc, Arena *scratch);

/* After the figures are found. */
void ground_mark_figures(Ground *ground);

static inline const Token *ground_token(const Ground *ground, uint32_t token)
{
    return &ground->doc->tokens.items[token];
}

static inline TokenRange ground_sentence(const Ground *ground, uint32_t token)
{
    return ground->doc->sentences.items[ground_token(ground, token)->sentence].tokens;
}

/* Is this token, if it lies in the range, this word? */
static inline bool ground_is_word(const Ground *ground, TokenRange range, uint32_t token, Str word)
{
    return token >= range.first && token < range.end && str_equal(ground->words[token], word);
}

#endif
