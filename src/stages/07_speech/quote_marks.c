#include "quote_marks.h"

/* A quotation longer than this is a mark gone wrong. */
#define LONGEST_QUOTATION_TOKENS 400

/* Marks of one family close each other where the right one is missing ("…”). */
typedef enum MarkFamily {
    FAMILY_NONE,
    FAMILY_DOUBLE,
    FAMILY_SINGLE,
    FAMILY_ANGLE,
    FAMILY_CORNER
} MarkFamily;

typedef struct Mark {
    Str form;
    MarkFamily family;
    uint32_t style; /* which opens with which */
} Mark;

static const Mark *mark_of(const Document *doc, uint32_t token)
{
    enum { STRAIGHT, CURLY, DOUBLED, WIDE };
    static const Mark marks[] = {
        {STR_INIT("\""), FAMILY_DOUBLE, STRAIGHT}, {STR_INIT("“"), FAMILY_DOUBLE, CURLY},
        {STR_INIT("”"), FAMILY_DOUBLE, CURLY},     {STR_INIT("„"), FAMILY_DOUBLE, CURLY},
        {STR_INIT("‟"), FAMILY_DOUBLE, CURLY},     {STR_INIT("''"), FAMILY_DOUBLE, DOUBLED},
        {STR_INIT("``"), FAMILY_DOUBLE, DOUBLED},  {STR_INIT("‘‘"), FAMILY_DOUBLE, DOUBLED},
        {STR_INIT("’’"), FAMILY_DOUBLE, DOUBLED},  {STR_INIT("＂"), FAMILY_DOUBLE, WIDE},
        {STR_INIT("'"), FAMILY_SINGLE, STRAIGHT},  {STR_INIT("‘"), FAMILY_SINGLE, CURLY},
        {STR_INIT("’"), FAMILY_SINGLE, CURLY},     {STR_INIT("‚"), FAMILY_SINGLE, CURLY},
        {STR_INIT("«"), FAMILY_ANGLE, CURLY},      {STR_INIT("»"), FAMILY_ANGLE, CURLY},
        {STR_INIT("‹"), FAMILY_ANGLE, STRAIGHT},   {STR_INIT("›"), FAMILY_ANGLE, STRAIGHT},
        {STR_INIT("「"), FAMILY_CORNER, CURLY},    {STR_INIT("」"), FAMILY_CORNER, CURLY},
        {STR_INIT("『"), FAMILY_CORNER, STRAIGHT}, {STR_INIT("』"), FAMILY_CORNER, STRAIGHT},
    };
    static const Mark none = {{NULL, 0}, FAMILY_NONE, STRAIGHT};
    if (doc->tokens.items[token].kind != TOKEN_QUOTE) return &none;
    Str form = document_str(doc, doc->tokens.items[token].span);
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_equal(form, marks[i].form)) return &marks[i];
    return &none;
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

/* The mark that closes the one at `open`; NONE. The same style opened again means that the first
 * was never closed. Pairs of another style within are part of what was said; an odd one closes
 * where no mark of the right style does. */
static uint32_t find_closing(const Document *doc, uint32_t open, uint32_t end)
{
    const Mark *first = mark_of(doc, open);
    uint32_t odd = NONE, inner = 0;
    if (end > open + LONGEST_QUOTATION_TOKENS) end = open + LONGEST_QUOTATION_TOKENS;
    for (uint32_t t = open + 1; t < end; t++) {
        const Mark *mark = mark_of(doc, t);
        if (mark->family != first->family) continue;
        if (mark->style == first->style) {
            if (closes(doc, t)) return t;
            if (opens(doc, t)) return odd;
        } else if (opens(doc, t)) {
            inner++;
        } else if (inner > 0) {
            inner--;
        } else if (odd == NONE) {
            odd = t;
        }
    }
    return odd;
}

static bool next_block_opens(const Document *doc, uint32_t end, const Mark *mark)
{
    return end < doc->tokens.count && opens(doc, end) && mark_of(doc, end)->family == mark->family;
}

/* 'Kim said: "We go on.' with no mark to close: the words go to the end of the paragraph. */
static bool is_led_in(const Document *doc, uint32_t open)
{
    if (open == 0 || block_of(doc, open - 1) != block_of(doc, open)) return false;
    Str before = doc->tokens.items[open - 1].lower;
    return str_equal(before, STR(":")) || str_equal(before, STR(","));
}

void quote_marks_count(const Document *doc, QuotedRun *run)
{
    for (uint32_t t = run->tokens.first + 1; t < run->tokens.end; t++) {
        const Token *token = &doc->tokens.items[t];
        run->words += token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER;
        run->has_verb |= (token->tag == TAG_VERB || token->tag == TAG_AUX) &&
                         token->xpos != XPOS_VBG && token->xpos != XPOS_VBN;
    }
}

uint32_t quote_marks_end(const Document *doc, uint32_t token, uint32_t limit)
{
    if (!opens(doc, token) || mark_of(doc, token)->family == FAMILY_NONE) return NONE;
    uint32_t closing = find_closing(doc, token, limit);
    return closing == NONE ? NONE : closing + 1;
}

void quote_marks_pair(const Document *doc, Arena *scratch, QuotedRuns *out)
{
    bool last_is_open = false;
    uint32_t end = 0; /* of the block that holds t; looked for once a block, however many marks */
    for (uint32_t t = 0; t < doc->tokens.count;) {
        if (!opens(doc, t) || mark_of(doc, t)->family == FAMILY_NONE) {
            t++;
            continue;
        }
        if (t >= end) end = block_end(doc, t);
        uint32_t closing = find_closing(doc, t, end);
        bool is_short = end - t < LONGEST_QUOTATION_TOKENS;
        bool runs_over = closing == NONE && next_block_opens(doc, end, mark_of(doc, t)) && is_short;
        bool is_cut = closing == NONE && !runs_over && is_short && is_led_in(doc, t) &&
                      mark_of(doc, t)->family != FAMILY_SINGLE;
        if (closing == NONE && !runs_over && !is_cut) {
            t++;
            continue;
        }
        QuotedRun run = {.tokens = {t, closing == NONE ? end : closing + 1},
                         .is_closed = closing != NONE,
                         .goes_on = last_is_open};
        quote_marks_count(doc, &run);
        if (run.words > 0) *list_add(scratch, out) = run;
        last_is_open = runs_over;
        t = run.tokens.end;
    }
}
