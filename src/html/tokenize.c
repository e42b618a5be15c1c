#include "html/tokens.h"

void html_tokenizer_init(HtmlTokenizer *tokenizer, Str page, Arena *arena)
{
    tokenizer->page = page;
    tokenizer->at = 0;
    tokenizer->arena = arena;
    tokenizer->mode = HTML_MODE_DATA;
    tokenizer->raw_name = (Str){0};
    tokenizer->allows_cdata = false;
    tokenizer->is_cut = false;
    tokenizer->attributes_left = MOST_PAGE_ATTRIBUTES;
}

static uint32_t find_byte(Str page, uint32_t at, char wanted)
{
    if (at >= page.len) return page.len;
    const char *found = memchr(page.data + at, wanted, page.len - at);
    return found == NULL ? page.len : (uint32_t)(found - page.data);
}

static Str rest_of(const HtmlTokenizer *tokenizer)
{
    return (Str){tokenizer->page.data + tokenizer->at, tokenizer->page.len - tokenizer->at};
}

/* ---- Names and attributes ------------------------------------------------------------------ */

static bool is_plain_name(Str raw)
{
    for (uint32_t i = 0; i < raw.len; i++)
        if ((raw.data[i] >= 'A' && raw.data[i] <= 'Z') || raw.data[i] == '\0') return false;
    return true;
}

/* Lower case, NUL as U+FFFD; the page's own bytes if nothing changes. */
Str html_lower_name(HtmlTokenizer *tokenizer, Span span)
{
    Str raw = str_slice(tokenizer->page, span);
    if (is_plain_name(raw)) return raw;
    char *out = arena_alloc(tokenizer->arena, (size_t)raw.len * 3);
    uint32_t len = 0;
    for (uint32_t i = 0; i < raw.len; i++) {
        char c = raw.data[i];
        if (c == '\0') {
            memcpy(out + len, "\xEF\xBF\xBD", 3);
            len += 3;
        } else {
            out[len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
    }
    return (Str){out, len};
}

static bool has_attribute(const HtmlToken *token, Str name)
{
    for (uint32_t i = 0; i < token->attribute_count; i++)
        if (str_equal(token->attributes[i].name, name)) return true;
    return false;
}

static void add_attribute(HtmlTokenizer *tokenizer, HtmlToken *token, Span name, Span value)
{
    if (token->kind != HTML_TOKEN_START) return; /* an end tag has none */
    if (token->attribute_count == MOST_HTML_ATTRIBUTES || tokenizer->attributes_left == 0) {
        tokenizer->is_cut = true;
        return;
    }
    Str lower = html_lower_name(tokenizer, name);
    if (has_attribute(token, lower)) return;
    tokenizer->attributes_left--;
    HtmlAttribute *attribute = &token->attributes[token->attribute_count++];
    *attribute = (HtmlAttribute){.name = lower, .value = {.page = {value.start, value.start}}};
    html_text_append(&attribute->value, tokenizer->page, value, HTML_DECODE_ATTRIBUTE,
                     tokenizer->arena);
}

static void skip_spaces(HtmlTokenizer *tokenizer)
{
    Str page = tokenizer->page;
    while (tokenizer->at < page.len && html_is_space(page.data[tokenizer->at])) tokenizer->at++;
}

/* The value after '='; empty if '>' follows at once. */
static Span read_value(HtmlTokenizer *tokenizer)
{
    Str page = tokenizer->page;
    skip_spaces(tokenizer);
    if (tokenizer->at >= page.len) return (Span){page.len, page.len};
    char first = page.data[tokenizer->at];
    uint32_t start = tokenizer->at, end;
    if (first == '"' || first == '\'') {
        start++;
        end = find_byte(page, start, first);
        tokenizer->at = end < page.len ? end + 1 : page.len;
    } else {
        end = start;
        while (end < page.len && !html_is_space(page.data[end]) && page.data[end] != '>') end++;
        tokenizer->at = end;
    }
    return (Span){start, end};
}

static Span read_attribute_name(HtmlTokenizer *tokenizer)
{
    Str page = tokenizer->page;
    uint32_t start = tokenizer->at, end = start + 1; /* a leading '=' belongs to the name */
    for (; end < page.len; end++) {
        char c = page.data[end];
        if (html_is_space(c) || c == '/' || c == '>' || c == '=') break;
    }
    tokenizer->at = end;
    return (Span){start, end};
}

/* Reads up to and with '>'; false if the page ends within the tag, which then is none. */
static bool read_attributes(HtmlTokenizer *tokenizer, HtmlToken *token)
{
    Str page = tokenizer->page;
    for (;;) {
        skip_spaces(tokenizer);
        if (tokenizer->at >= page.len) return false;
        char c = page.data[tokenizer->at];
        if (c == '>' || c == '/') {
            tokenizer->at++;
            if (c == '>') return true;
            token->is_self_closing = tokenizer->at < page.len && page.data[tokenizer->at] == '>';
            continue;
        }
        Span name = read_attribute_name(tokenizer), value = {tokenizer->at, tokenizer->at};
        skip_spaces(tokenizer);
        if (tokenizer->at < page.len && page.data[tokenizer->at] == '=') {
            tokenizer->at++;
            value = read_value(tokenizer);
        }
        if (tokenizer->at >= page.len) return false;
        add_attribute(tokenizer, token, name, value);
    }
}

/* A tag whose name starts at name_start. */
static void read_tag(HtmlTokenizer *tokenizer, uint32_t name_start, HtmlToken *token)
{
    Str page = tokenizer->page;
    uint32_t end = name_start;
    while (end < page.len && !html_is_space(page.data[end]) && page.data[end] != '/' &&
           page.data[end] != '>')
        end++;
    tokenizer->at = end;
    token->attributes = tokenizer->attributes;
    Str raw = str_slice(page, (Span){name_start, end});
    token->tag = html_tag_from_name(raw);
    if (!read_attributes(tokenizer, token)) {
        tokenizer->at = page.len;
        *token = (HtmlToken){.kind = HTML_TOKEN_END_OF_PAGE, .page = {page.len, page.len}};
        return;
    }
    token->name = token->tag != HTML_TAG_UNKNOWN
                      ? html_tag_name(token->tag)
                      : html_lower_name(tokenizer, (Span){name_start, end});
    token->page.end = tokenizer->at;
}

/* ---- Comments, doctype, CDATA --------------------------------------------------------------- */

/* Up to the first '>': "<?xml ...>", "</ p>", "<!whatever>". */
static void read_bogus_comment(HtmlTokenizer *tokenizer, uint32_t inner, HtmlToken *token)
{
    uint32_t end = find_byte(tokenizer->page, inner, '>');
    token->kind = HTML_TOKEN_COMMENT;
    token->inner = (Span){inner < end ? inner : end, end};
    tokenizer->at = end < tokenizer->page.len ? end + 1 : end;
    token->page.end = tokenizer->at;
}

/* Dashes before the end of the page that would have begun the end of a comment. */
static uint32_t cut_comment_tail(Str page, uint32_t start)
{
    Str text = {page.data + start, page.len - start};
    static const Str tails[] = {STR_INIT("--!"), STR_INIT("--"), STR_INIT("-")};
    for (size_t i = 0; i < COUNT(tails); i++)
        if (str_ends(text, tails[i])) return page.len - tails[i].len;
    return page.len;
}

/* The end of comment text that starts at start; *out_after is the byte after "-->". */
static uint32_t find_comment_end(Str page, uint32_t start, uint32_t *out_after)
{
    Str text = {page.data + start, page.len - start};
    bool ends_at_once = str_starts(text, STR(">")) || str_starts(text, STR("->"));
    if (ends_at_once) {
        *out_after = start + (text.data[0] == '>' ? 1 : 2);
        return start;
    }
    for (uint32_t at = start; (at = find_byte(page, at, '>')) < page.len; at++) {
        Str before = {page.data + start, at - start};
        uint32_t closing = str_ends(before, STR("--")) ? 2 : str_ends(before, STR("--!")) ? 3 : 0;
        *out_after = at + 1;
        if (closing > 0) return at - closing;
    }
    *out_after = page.len;
    return cut_comment_tail(page, start);
}

static void read_comment(HtmlTokenizer *tokenizer, HtmlToken *token)
{
    uint32_t start = tokenizer->at + 4;
    token->kind = HTML_TOKEN_COMMENT;
    token->inner = (Span){start, find_comment_end(tokenizer->page, start, &tokenizer->at)};
    token->page.end = tokenizer->at;
}

static void read_cdata(HtmlTokenizer *tokenizer, HtmlToken *token)
{
    Str page = tokenizer->page;
    uint32_t start = tokenizer->at;
    uint32_t end = str_find(page, STR("]]>"), start);
    token->kind = HTML_TOKEN_TEXT;
    token->decoding = HTML_DECODE_CDATA;
    token->inner = (Span){start, end == STR_NOT_FOUND ? page.len : end};
    tokenizer->at = end == STR_NOT_FOUND ? page.len : end + 3;
    token->page.end = tokenizer->at;
}

static void read_declaration(HtmlTokenizer *tokenizer, HtmlToken *token)
{
    static const Str cdata = STR_INIT("<![CDATA["), doctype = STR_INIT("<!doctype");
    Str rest = rest_of(tokenizer);
    Str word = {rest.data, rest.len < doctype.len ? rest.len : doctype.len};
    if (str_starts(rest, STR("<!--"))) {
        read_comment(tokenizer, token);
    } else if (str_equal_ignoring_case(word, doctype)) {
        html_read_doctype(tokenizer, token);
    } else if (tokenizer->allows_cdata && str_equal(word, cdata)) {
        tokenizer->at += cdata.len;
        read_cdata(tokenizer, token);
    } else {
        read_bogus_comment(tokenizer, tokenizer->at + 2, token);
    }
}

/* ---- Text ------------------------------------------------------------------------------------ */

/* Does '<' at `at` open a tag, comment or declaration? Else it is text. */
static bool opens_markup(Str page, uint32_t at)
{
    if (at + 1 >= page.len) return false;
    char next = page.data[at + 1];
    if (ascii_is_letter(next) || next == '!' || next == '?') return true;
    return next == '/' && at + 2 < page.len;
}

static HtmlDecoding decoding_of(HtmlMode mode)
{
    switch (mode) {
    case HTML_MODE_DATA: return HTML_DECODE_DATA;
    case HTML_MODE_RCDATA: return HTML_DECODE_RCDATA;
    case HTML_MODE_RAWTEXT:
    case HTML_MODE_SCRIPT:
    case HTML_MODE_PLAINTEXT: return HTML_DECODE_RAW;
    case HTML_MODE_CDATA: break;
    }
    return HTML_DECODE_CDATA;
}

static void read_text(HtmlTokenizer *tokenizer, uint32_t end, HtmlToken *token)
{
    token->kind = HTML_TOKEN_TEXT;
    token->decoding = decoding_of(tokenizer->mode);
    token->page.end = end;
    token->inner = token->page;
    tokenizer->at = end;
}

static uint32_t find_markup(Str page, uint32_t at)
{
    while ((at = find_byte(page, at, '<')) < page.len && !opens_markup(page, at)) at++;
    return at;
}

/* "</>" is nothing at all: false. */
static bool read_markup(HtmlTokenizer *tokenizer, HtmlToken *token)
{
    Str page = tokenizer->page;
    uint32_t at = tokenizer->at;
    char next = page.data[at + 1];
    if (ascii_is_letter(next)) {
        token->kind = HTML_TOKEN_START;
        read_tag(tokenizer, at + 1, token);
    } else if (next == '!') {
        read_declaration(tokenizer, token);
    } else if (next == '?') {
        read_bogus_comment(tokenizer, at + 1, token);
    } else if (ascii_is_letter(page.data[at + 2])) {
        token->kind = HTML_TOKEN_END;
        read_tag(tokenizer, at + 2, token);
    } else if (page.data[at + 2] == '>') {
        tokenizer->at = at + 3;
        return false;
    } else {
        read_bogus_comment(tokenizer, at + 2, token);
    }
    return true;
}

static uint32_t raw_text_end(const HtmlTokenizer *tokenizer)
{
    switch (tokenizer->mode) {
    case HTML_MODE_RCDATA:
    case HTML_MODE_RAWTEXT:
        return html_raw_text_end(tokenizer->page, tokenizer->at, tokenizer->raw_name);
    case HTML_MODE_SCRIPT:
        return html_script_end(tokenizer->page, tokenizer->at, tokenizer->raw_name);
    case HTML_MODE_DATA:
    case HTML_MODE_PLAINTEXT:
    case HTML_MODE_CDATA: break;
    }
    return tokenizer->page.len;
}

void html_next_token(HtmlTokenizer *tokenizer, HtmlToken *out)
{
    Str page = tokenizer->page;
    while (tokenizer->at < page.len) {
        *out = (HtmlToken){.page = {tokenizer->at, tokenizer->at}};
        bool is_raw = tokenizer->mode != HTML_MODE_DATA;
        if (tokenizer->mode == HTML_MODE_CDATA) {
            tokenizer->mode = HTML_MODE_DATA;
            read_cdata(tokenizer, out);
            return;
        }
        uint32_t end = is_raw ? raw_text_end(tokenizer) : find_markup(page, tokenizer->at);
        if (end > tokenizer->at) {
            read_text(tokenizer, end, out);
            if (is_raw) tokenizer->mode = HTML_MODE_DATA;
            return;
        }
        tokenizer->mode = HTML_MODE_DATA;
        if (read_markup(tokenizer, out)) return;
    }
    *out = (HtmlToken){.kind = HTML_TOKEN_END_OF_PAGE, .page = {page.len, page.len}};
}
