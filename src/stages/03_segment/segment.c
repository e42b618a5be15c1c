#include "segment.h"

#include "lexicon.h"
#include "scan.h"
#include "sentences.h"
#include "text/utf8.h"

static DatelineStatus segment_load(const DataFiles *files, Arena *arena, void **out_data,
                                   DatelineError *err)
{
    SegmentLexicon *lexicon = arena_alloc(arena, sizeof *lexicon);
    TRY(segment_lexicon_load(files, arena, lexicon, err));
    *out_data = lexicon;
    return DATELINE_OK;
}

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

static void segment_paragraph(const SegmentLexicon *lexicon, WordCounts *counts, Document *doc,
                              Span span, uint32_t block)
{
    uint32_t first = doc->tokens.count;
    scan_paragraph(lexicon, counts, doc, span);
    if (doc->tokens.count == first) return;
    doc->tokens.items[first].flags |= TOKEN_STARTS_BLOCK;
    set_lower(doc, first);
    sentences_split(lexicon, doc, (TokenRange){first, doc->tokens.count}, block);
}

/* Text without blocks: an empty line parts paragraphs. */
static void segment_bare_text(const SegmentLexicon *lexicon, WordCounts *counts, Document *doc)
{
    for (uint32_t start = 0; start < doc->text.len;) {
        uint32_t end = str_find(doc->text, STR("\n\n"), start);
        if (end == STR_NOT_FOUND) end = doc->text.len;
        segment_paragraph(lexicon, counts, doc, (Span){start, end}, NONE);
        start = end + 2;
    }
}

static DatelineStatus segment_run(const void *data, Document *doc, Arena *scratch,
                                  DatelineError *err)
{
    (void)err;
    const SegmentLexicon *lexicon = data;
    WordCounts counts = {.arena = scratch, .text = doc->text};
    if (doc->blocks.count == 0) segment_bare_text(lexicon, &counts, doc);
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const Block *block = &doc->blocks.items[i];
        if (block->kept) segment_paragraph(lexicon, &counts, doc, block->text, i);
    }
    return DATELINE_OK;
}

const Stage stage_segment = {
    .name = "segment",
    .does = "Clean text to sentences and tokens.",
    .reads = PART_TEXT,
    .writes = PART_TOKENS,
    .language = "en",
    .load = segment_load,
    .run = segment_run,
};
