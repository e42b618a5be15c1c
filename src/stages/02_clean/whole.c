/*
 * The page's own characters as the clean text; its paragraphs are the blocks, parted by empty
 * lines.
 *
 *     page    "# One line\nand another.\n \r\nThe next.\n"
 *     blocks  [0,23) body    [27,36) body
 */
#include "whole.h"

#include "text/charset.h"

static uint32_t find_line_end(Str text, uint32_t at)
{
    uint32_t end = str_find(text, STR("\n"), at);
    return end == STR_NOT_FOUND ? text.len : end;
}

static void add_block(Document *doc, Span span)
{
    *list_add(doc->arena, &doc->blocks) = (Block){.type = BLOCK_BODY,
                                                  .kept = true,
                                                  .text = span,
                                                  .page = runs_span(&doc->map, span),
                                                  .rule = STR("CL-WHOLE")};
}

static void add_blocks(Document *doc)
{
    Span paragraph = {0, 0};
    for (uint32_t at = 0, end; at < doc->text.len; at = end + 1) {
        end = find_line_end(doc->text, at);
        Str line = str_trim((Str){doc->text.data + at, end - at});
        if (line.len > 0) {
            uint32_t start = (uint32_t)(line.data - doc->text.data);
            if (span_is_empty(paragraph)) paragraph.start = start;
            paragraph.end = start + line.len;
        } else if (!span_is_empty(paragraph)) {
            add_block(doc, paragraph);
            paragraph = (Span){0, 0};
        }
    }
    if (!span_is_empty(paragraph)) add_block(doc, paragraph);
}

void whole_read(Document *doc)
{
    CharsetResult decoded;
    charset_decode(doc->page, doc->charset, doc->arena, &decoded);
    doc->charset = decoded.name;
    doc->text = decoded.text;
    doc->map = decoded.runs;
    doc->meta.language = STR("en");
    add_blocks(doc);
}
