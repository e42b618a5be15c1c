#include "credits.h"

#include "words.h"

#define CREDIT_WORDS 40
#define LONGEST_AGENCY_WORDS 4

static bool is_known(const Metadata *meta, Str name)
{
    for (uint32_t i = 0; i < meta->credits.count; i++)
        if (str_equal(meta->credits.items[i].name, name)) return true;
    return false;
}

static void add_credit(Document *doc, Str name, Span span, Span page)
{
    if (is_known(&doc->meta, name)) return;
    *list_add(doc->arena, &doc->meta.credits) = (Credit){.span = span, .page = page, .name = name};
}

/* Every agency named in a line, the longest names first. */
static void read_line(Document *doc, const Lexicon *lexicon, Str line, Span page)
{
    Word words[CREDIT_WORDS];
    uint32_t count = words_read(line, words, CREDIT_WORDS);
    for (uint32_t i = 0; i < count;) {
        uint32_t most = count - i < LONGEST_AGENCY_WORDS ? count - i : LONGEST_AGENCY_WORDS;
        uint32_t used = 0;
        for (uint32_t len = most; len > 0 && used == 0; len--) {
            if (!words[i].is_capitalised) break;
            Span span = {words[i].span.start, words[i + len - 1].span.end};
            Str name = lexicon_agency(lexicon, str_slice(line, span));
            if (name.len == 0) continue;
            add_credit(doc, name, (Span){0, 0}, page);
            used = len;
        }
        i += used == 0 ? 1 : used;
    }
}

/* "(Yonhap)", "- AFP", "/Reuters" at the very end of the text. */
static void read_end(Document *doc, const Lexicon *lexicon, const Block *block)
{
    Str text = document_str(doc, block->text);
    if (text.len > 0 && text.data[text.len - 1] == '.') text.len--;
    bool has_bracket = text.len > 0 && text.data[text.len - 1] == ')';
    if (has_bracket) text.len--;
    uint32_t start = text.len;
    char open = has_bracket ? '(' : '/';
    while (start > 0 && text.len - start < 40 && text.data[start - 1] != open) start--;
    if (start == 0 || text.data[start - 1] != open) return;
    Str name = lexicon_agency(lexicon, (Str){text.data + start, text.len - start});
    if (name.len == 0) return;
    Span span = {block->text.start + start, block->text.start + text.len};
    add_credit(doc, name, span, document_page_span(doc, span));
}

#define MOST_INITIALS 3 /* of desk and writers behind the agency: "PTI KVK RHL" */

/* "... on Saturday. PTI KVK": a last sentence of nothing but capitals. */
static void read_signature(Document *doc, const Lexicon *lexicon, const Block *block)
{
    Str text = document_str(doc, block->text);
    uint32_t start = text.len;
    while (start > 0 && (ascii_is_upper(text.data[start - 1]) || text.data[start - 1] == ' ' ||
                         text.data[start - 1] == '/'))
        start--;
    if (start == 0 || strchr(".!?\")", text.data[start - 1]) == NULL) return;
    Word words[MOST_INITIALS + 2];
    Str tail = str_slice(text, (Span){start, text.len});
    uint32_t count = words_read(tail, words, MOST_INITIALS + 2);
    if (count == 0 || count > MOST_INITIALS + 1) return;
    Str name = lexicon_agency(lexicon, word_str(tail, &words[0]));
    if (name.len == 0) return;
    Span span = {block->text.start + start + words[0].span.start,
                 block->text.start + start + words[0].span.end};
    add_credit(doc, name, span, document_page_span(doc, span));
}

static bool may_credit(const Block *block)
{
    return block->type == BLOCK_CREDIT || block->type == BLOCK_BYLINE ||
           str_starts(block->rule, STR("CPY-")); /* "(c) 2024 AP. All rights reserved." */
}

void credits_read(Document *doc, const Lexicon *lexicon)
{
    const Block *last = NULL;
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const Block *block = &doc->blocks.items[i];
        if (block->kept) last = block;
        if (!block->kept && may_credit(block)) read_line(doc, lexicon, block->dropped, block->page);
    }
    if (last == NULL) return;
    read_end(doc, lexicon, last);
    read_signature(doc, lexicon, last);
}
