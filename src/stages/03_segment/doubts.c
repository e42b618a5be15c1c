#include "doubts.h"

/* Keeps the doubts that are two words. */
static void ask_judge(const WordJudge *judge, const CueLine *line, DoubtList *doubts)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < doubts->count; i++)
        if (judge->is_two(judge->self, line, doubts->items[i]))
            doubts->items[kept++] = doubts->items[i];
    doubts->count = kept;
}

/* The token becomes two, at `at` and the place after it. */
static void part_token(const SegmentLexicon *lexicon, Document *doc, Token whole, uint32_t at)
{
    uint32_t first = segment_lexicon_contraction(lexicon, document_str(doc, whole.span)).first;
    uint32_t cut = whole.span.start + first;
    Token left = whole, right = whole;
    left.span.end = right.span.start = cut;
    left.lower = (Str){whole.lower.data, first};
    right.lower = (Str){whole.lower.data + first, whole.lower.len - first};
    if (first < 2) left.flags &= ~(uint32_t)TOKEN_ALL_CAPS;
    right.flags &= ~(uint32_t)(TOKEN_SPACE_BEFORE | TOKEN_STARTS_BLOCK | TOKEN_CAPITALISED);
    if ((whole.flags & TOKEN_ALL_CAPS) != 0) right.flags |= TOKEN_CAPITALISED;
    if (right.lower.len < 2) right.flags &= ~(uint32_t)TOKEN_ALL_CAPS;
    doc->tokens.items[at] = left;
    doc->tokens.items[at + 1] = right;
}

bool doubts_settle(const SegmentLexicon *lexicon, const WordJudge *judge, Document *doc,
                   const CueLine *line, DoubtList *doubts)
{
    assert(line->range.end == doc->tokens.count);
    ask_judge(judge, line, doubts);
    uint32_t shift = doubts->count, from = doc->tokens.count;
    for (uint32_t i = 0; i < shift; i++) list_add(doc->arena, &doc->tokens);
    while (shift > 0) {
        uint32_t at = doubts->items[shift - 1];
        Token *tokens = doc->tokens.items;
        memmove(tokens + at + 1 + shift, tokens + at + 1, (from - at - 1) * sizeof *tokens);
        part_token(lexicon, doc, tokens[at], at + --shift);
        from = at;
    }
    return doubts->count > 0;
}
