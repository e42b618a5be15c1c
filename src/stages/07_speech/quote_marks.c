#include "quote_marks.h"

/* A quotation longer than this is a mark gone wrong. */
#define LONGEST_QUOTATION_TOKENS 400

typedef enum MarkKind { MARK_NONE, MARK_DOUBLE, MARK_SINGLE, MARK_ANGLE } MarkKind;

static MarkKind mark_kind(const Document *doc, uint32_t token)
{
    static const struct {
        Str form;
        MarkKind kind;
    } marks[] = {
        {STR_INIT("\""), MARK_DOUBLE}, {STR_INIT("“"), MARK_DOUBLE}, {STR_INIT("”"), MARK_DOUBLE},
        {STR_INIT("„"), MARK_DOUBLE},  {STR_INIT("''"), MARK_DOUBLE}, {STR_INIT("``"), MARK_DOUBLE},
        {STR_INIT("'"), MARK_SINGLE},  {STR_INIT("‘"), MARK_SINGLE}, {STR_INIT("’"), MARK_SINGLE},
        {STR_INIT("«"), MARK_ANGLE},   {STR_INIT("»"), MARK_ANGLE},
    };
    Str form = document_str(doc, doc->tokens.items[token].span);
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_equal(form, marks[i].form)) return marks[i].kind;
    return MARK_NONE;
}

static bool opens(const Document *doc, uint32_t token)
{
    return (doc->tokens.items[token].flags & TOKEN_OPENS_QUOTE) != 0;
}

static bool closes(const Document *doc, uint32_t token)
{
    return (doc->tokens.items[token].flags & TOKEN_CLOSES_QUOTE) != 0;
}

static uint32_t block_of(const Document *doc, uint32_t token)
{
    return doc->sentences.items[doc->tokens.items[token].sentence].block;
}

/* First token past the block that holds this one. */
static uint32_t block_end(const Document *doc, uint32_t token)
{
    uint32_t block = block_of(doc, token);
    uint32_t sentence = doc->tokens.items[token].sentence;
    while (sentence < doc->sentences.count && doc->sentences.items[sentence].block == block)
        sentence++;
    return doc->sentences.items[sentence - 1].tokens.end;
}

/* The mark that closes the one at `open`; NONE. The same kind opened again means that the first
 * was never closed. */
static uint32_t find_closing(const Document *doc, uint32_t open, uint32_t end)
{
    MarkKind kind = mark_kind(doc, open);
    if (end > open + LONGEST_QUOTATION_TOKENS) end = open + LONGEST_QUOTATION_TOKENS;
    for (uint32_t t = open + 1; t < end; t++) {
        if (mark_kind(doc, t) != kind) continue;
        if (closes(doc, t)) return t;
        if (opens(doc, t)) return NONE;
    }
    return NONE;
}

static bool next_block_opens(const Document *doc, uint32_t end, MarkKind kind)
{
    return end < doc->tokens.count && opens(doc, end) && mark_kind(doc, end) == kind;
}

static void count_words(const Document *doc, QuotedRun *run)
{
    for (uint32_t t = run->tokens.first + 1; t < run->tokens.end; t++) {
        const Token *token = &doc->tokens.items[t];
        run->words += token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER;
        run->has_verb |= (token->tag == TAG_VERB || token->tag == TAG_AUX) &&
                         token->xpos != XPOS_VBG && token->xpos != XPOS_VBN;
    }
}

void quote_marks_pair(const Document *doc, Arena *scratch, QuotedRuns *out)
{
    bool last_is_open = false;
    uint32_t end = 0; /* of the block that holds t; looked for once a block, however many marks */
    for (uint32_t t = 0; t < doc->tokens.count;) {
        if (!opens(doc, t) || mark_kind(doc, t) == MARK_NONE) {
            t++;
            continue;
        }
        if (t >= end) end = block_end(doc, t);
        uint32_t closing = find_closing(doc, t, end);
        bool runs_over = closing == NONE && next_block_opens(doc, end, mark_kind(doc, t)) &&
                         end - t < LONGEST_QUOTATION_TOKENS;
        if (closing == NONE && !runs_over) {
            t++;
            continue;
        }
        QuotedRun run = {.tokens = {t, closing == NONE ? end : closing + 1},
                         .is_closed = closing != NONE,
                         .goes_on = last_is_open};
        count_words(doc, &run);
        if (run.words > 0) *list_add(scratch, out) = run;
        last_is_open = runs_over;
        t = run.tokens.end;
    }
}
