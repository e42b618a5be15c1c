/* What text consists of: white space may stand where other text may not. */
#include "html/build.h"
#include "html/references.h"

typedef enum CharacterKind { CHARACTER_SPACE, CHARACTER_NUL, CHARACTER_OTHER } CharacterKind;

/* The kind of what stands at `at`, and how many page bytes it takes. */
static CharacterKind read_character(Str page, uint32_t at, uint32_t end, HtmlDecoding decoding,
                                    uint32_t *out_len)
{
    char c = page.data[at];
    *out_len = 1;
    if (html_is_space(c)) return CHARACTER_SPACE;
    if (c == '\0') return CHARACTER_NUL;
    if (c != '&' || !html_has_references(decoding)) return CHARACTER_OTHER;
    HtmlReference found = html_read_reference((Str){page.data, end}, at, false);
    *out_len = found.page_len == 0 ? 1 : found.page_len;
    return found.len == 1 && html_is_space(found.bytes[0]) ? CHARACTER_SPACE : CHARACTER_OTHER;
}

TextKind build_text_kind(Str page, Span raw, HtmlDecoding decoding)
{
    TextKind kind = TEXT_IS_NOTHING;
    for (uint32_t at = raw.start, len; at < raw.end; at += len) {
        CharacterKind character = read_character(page, at, raw.end, decoding, &len);
        if (character == CHARACTER_OTHER) return TEXT_HAS_OTHERS;
        bool drops_nul = decoding == HTML_DECODE_DATA || decoding == HTML_DECODE_CDATA;
        if (character == CHARACTER_NUL && !drops_nul) return TEXT_HAS_OTHERS;
        if (character == CHARACTER_SPACE) kind = TEXT_HAS_SPACES;
    }
    return kind;
}

Span build_take_spaces(const Builder *builder, HtmlToken *token)
{
    Str page = builder->tree->page;
    uint32_t start = token->inner.start, at = start;
    for (uint32_t len; at < token->inner.end; at += len)
        if (read_character(page, at, token->inner.end, token->decoding, &len) != CHARACTER_SPACE)
            break;
    token->inner.start = at;
    return (Span){start, at};
}

void build_insert_spaces_only(Builder *builder, const HtmlToken *token)
{
    HtmlToken rest = *token;
    while (!span_is_empty(rest.inner)) {
        Span spaces = build_take_spaces(builder, &rest);
        build_insert_text(builder, spaces, rest.decoding);
        if (!span_is_empty(rest.inner)) rest.inner.start++;
    }
}

void build_skip_newline(const Builder *builder, HtmlToken *token)
{
    Str page = builder->tree->page;
    Span *raw = &token->inner;
    if (span_is_empty(*raw)) return;
    char first = page.data[raw->start];
    if (first == '&' && html_has_references(token->decoding)) {
        HtmlReference found = html_read_reference((Str){page.data, raw->end}, raw->start, false);
        if (found.len == 1 && found.bytes[0] == '\n') raw->start += found.page_len;
        return;
    }
    if (first == '\r') raw->start++;
    if (raw->start < raw->end && page.data[raw->start] == '\n') raw->start++;
}

void build_text_in_body(Builder *builder, Span raw, HtmlDecoding decoding)
{
    if (builder->allows_frameset || builder->format_count > 0) {
        TextKind kind = build_text_kind(builder->tree->page, raw, decoding);
        if (kind == TEXT_IS_NOTHING) return;
        if (kind == TEXT_HAS_OTHERS) builder->allows_frameset = false;
        build_reopen_formatting(builder, raw.start);
    }
    build_insert_text(builder, raw, decoding);
}
