#include "paragraph.h"

#include "scan.h"
#include "text/utf8.h"

/* Lower case text stands for itself. */
static bool is_plain_lower(Str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] >= 0x80 || (text.data[i] >= 'A' && text.data[i] <= 'Z'))
            return false;
    return true;
}

static void set_lower(Document *doc, uint32_t first)
{
    for (uint32_t i = first; i < doc->tokens.count; i++) {
        Token *token = &doc->tokens.items[i];
        Str text = document_str(doc, token->span);
        token->lower = is_plain_lower(text) ? text : utf8_lower(text, doc->arena);
    }
}

void segment_paragraph(Segmenter *segmenter, Document *doc, Span span, uint32_t block)
{
    Arena *arena = segmenter->counts.arena;
    DoubtList doubts = {0};
    uint32_t first = doc->tokens.count;
    scan_paragraph(segmenter->lexicon, &segmenter->counts, doc, span, &doubts);
    if (doc->tokens.count == first) return;
    doc->tokens.items[first].flags |= TOKEN_STARTS_BLOCK;
    set_lower(doc, first);
    CueLine line = cues_of_paragraph(doc, (TokenRange){first, doc->tokens.count}, arena);
    if (doubts_settle(segmenter->lexicon, &segmenter->words, doc, &line, &doubts))
        line = cues_of_paragraph(doc, (TokenRange){first, doc->tokens.count}, arena);
    sentences_split(segmenter->lexicon, &segmenter->ends, doc, &line, block);
}

void segment_text(Segmenter *segmenter, Document *doc)
{
    for (uint32_t start = 0; start < doc->text.len;) {
        uint32_t end = str_find(doc->text, STR("\n\n"), start);
        if (end == STR_NOT_FOUND) end = doc->text.len;
        segment_paragraph(segmenter, doc, (Span){start, end}, NONE);
        start = end + 2;
    }
}
