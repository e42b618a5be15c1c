/*
 * The tokenizer cases: JSON, with the expected tokens. Both sides are written one token a line:
 *
 *     StartTag	p	class=x
 *     Character	Fish & chips
 */
#include "html5lib.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/utf8.h"

/* ---- Writing tokens
 * ------------------------------------------------------------------------------ */

/* Adjacent texts are one token. */
static void begin_token(Buffer *out, bool *is_in_text, bool is_text)
{
    if (is_text && *is_in_text) return;
    if (out->len > 0) buffer_add_char(out, '\n');
    if (is_text) buffer_add(out, "Character\t", 10);
    *is_in_text = is_text;
}

static int compare_lines(const void *a, const void *b)
{
    return str_compare(buffer_str(a), buffer_str(b));
}

/* Attributes in the order of their bytes; releases them. */
static void write_sorted(Buffer *attributes, uint32_t count, Buffer *out)
{
    if (count > 0) qsort(attributes, count, sizeof *attributes, compare_lines);
    for (uint32_t i = 0; i < count; i++) {
        buffer_add_char(out, '\t');
        buffer_add_str(out, buffer_str(&attributes[i]));
        buffer_release(&attributes[i]);
    }
}

/* ---- What came
 * ------------------------------------------------------------------------------------ */

/* The tree builder drops NUL bytes of data, so the tokens still have them. */
static void write_text(Str page, const HtmlToken *token, Buffer *out)
{
    Arena *arena = arena_new(256);
    bool keeps_nul = token->decoding == HTML_DECODE_DATA || token->decoding == HTML_DECODE_CDATA;
    for (uint32_t at = token->inner.start; at < token->inner.end;) {
        uint32_t end = at;
        while (end < token->inner.end && (!keeps_nul || page.data[end] != '\0')) end++;
        HtmlText text = {.page = {at, at}};
        html_text_append(&text, page, (Span){at, end}, token->decoding, arena);
        buffer_add_str(out, text.value);
        if (end < token->inner.end) buffer_add_char(out, '\0');
        at = end + 1;
    }
    arena_free(arena);
}

static void write_comment(Str page, const HtmlToken *token, Buffer *out)
{
    Arena *arena = arena_new(256);
    HtmlText text = {.page = {token->inner.start, token->inner.start}};
    html_text_append(&text, page, token->inner, HTML_DECODE_RAW, arena);
    buffer_add(out, "Comment\t", 8);
    buffer_add_str(out, text.value);
    arena_free(arena);
}

static void write_start(const HtmlToken *token, Buffer *out)
{
    static Buffer attributes[MOST_HTML_ATTRIBUTES];
    buffer_format(out, "StartTag\t" STR_FMT, STR_ARG(token->name));
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        attributes[i] = (Buffer){0};
        buffer_add_str(&attributes[i], token->attributes[i].name);
        buffer_add_char(&attributes[i], '=');
        buffer_add_str(&attributes[i], token->attributes[i].value.value);
    }
    write_sorted(attributes, token->attribute_count, out);
    if (token->is_self_closing) buffer_add(out, "\t/", 2);
}

static void write_or_null(Str text, bool is_null, Buffer *out)
{
    buffer_add_char(out, '\t');
    buffer_add_str(out, is_null ? STR("(null)") : text);
}

static void write_doctype(const HtmlToken *token, Buffer *out)
{
    HtmlNode node = {.attributes = token->attributes, .attribute_count = token->attribute_count};
    buffer_add(out, "DOCTYPE", 7);
    write_or_null(token->name, token->name.len == 0, out);
    static const Str ids[] = {STR_INIT("public"), STR_INIT("system")};
    for (size_t i = 0; i < COUNT(ids); i++)
        write_or_null(html_attribute_value(&node, ids[i]), html_attribute(&node, ids[i]) == NULL,
                      out);
    buffer_format(out, "\t%s", token->is_broken ? "false" : "true");
}

static void write_tokens(Str page, HtmlMode mode, Str last_start_tag, Buffer *out)
{
    Arena *arena = arena_new(4096);
    HtmlTokenizer *tokenizer = arena_alloc(arena, sizeof *tokenizer);
    html_tokenizer_init(tokenizer, page, arena);
    tokenizer->mode = mode;
    tokenizer->raw_name = last_start_tag;
    bool is_in_text = false;
    HtmlToken token;
    for (;;) {
        html_next_token(tokenizer, &token);
        if (token.kind == HTML_TOKEN_END_OF_PAGE) break;
        if (token.kind == HTML_TOKEN_TEXT && span_is_empty(token.inner)) continue;
        begin_token(out, &is_in_text, token.kind == HTML_TOKEN_TEXT);
        switch (token.kind) {
        case HTML_TOKEN_TEXT: write_text(page, &token, out); break;
        case HTML_TOKEN_START: write_start(&token, out); break;
        case HTML_TOKEN_END: buffer_format(out, "EndTag\t" STR_FMT, STR_ARG(token.name)); break;
        case HTML_TOKEN_COMMENT: write_comment(page, &token, out); break;
        case HTML_TOKEN_DOCTYPE: write_doctype(&token, out); break;
        case HTML_TOKEN_END_OF_PAGE: break;
        }
    }
    arena_free(arena);
}

/* ---- What is expected
 * ------------------------------------------------------------------------------- */

typedef struct Case {
    const JsonValue *value;
    bool is_double_escaped; /* "\\u0000" stands for a character once more */
} Case;

/* Lone surrogates become three bytes each, which are no UTF-8 but pass through. */
static void write_unescaped(const Case *test, Str text, Buffer *out)
{
    for (uint32_t at = 0; at < text.len;) {
        bool is_escape = test->is_double_escaped && text.data[at] == '\\' && at + 6 <= text.len &&
                         text.data[at + 1] == 'u';
        if (!is_escape) {
            buffer_add_char(out, text.data[at++]);
            continue;
        }
        char digits[5] = {0}, bytes[4];
        memcpy(digits, text.data + at + 2, 4);
        uint32_t code = (uint32_t)strtoul(digits, NULL, 16);
        if (code >= 0xD800 && code < 0xE000) {
            bytes[0] = (char)0xED;
            bytes[1] = (char)(0x80 | (code >> 6 & 0x3F));
            bytes[2] = (char)(0x80 | (code & 0x3F));
            buffer_add(out, bytes, 3);
        } else {
            buffer_add(out, bytes, utf8_encode(code, bytes));
        }
        at += 6;
    }
}

static void write_expected_attributes(const Case *test, const JsonValue *object, Buffer *out)
{
    static Buffer attributes[MOST_HTML_ATTRIBUTES];
    uint32_t count = 0;
    JsonCursor cursor = {0};
    JsonValue value;
    for (Str key; json_value_next(object, &cursor, &key, &value); count++) {
        attributes[count] = (Buffer){0};
        write_unescaped(test, key, &attributes[count]);
        buffer_add_char(&attributes[count], '=');
        write_unescaped(test, json_value_text(&value), &attributes[count]);
    }
    write_sorted(attributes, count, out);
}

static void write_expected_token(const Case *test, const JsonValue *token, Buffer *out,
                                 bool *is_in_text)
{
    JsonCursor cursor = {0};
    JsonValue part;
    json_value_next(token, &cursor, NULL, &part);
    Str kind = json_value_text(&part);
    bool is_text = str_equal(kind, STR("Character")), is_doctype = str_equal(kind, STR("DOCTYPE"));
    begin_token(out, is_in_text, is_text);
    if (!is_text) buffer_add_str(out, kind);
    for (uint32_t i = 0; json_value_next(token, &cursor, NULL, &part); i++) {
        if (part.type == JSON_OBJECT) {
            write_expected_attributes(test, &part, out);
        } else if (part.type == JSON_STRING) {
            if (!is_text) buffer_add_char(out, '\t');
            write_unescaped(test, json_value_text(&part), out);
        } else if (part.type == JSON_NULL) {
            buffer_add(out, "\t(null)", 7);
        } else {
            bool is_true = json_value_is_true(&part);
            if (is_doctype)
                buffer_format(out, "\t%s", is_true ? "true" : "false");
            else if (is_true)
                buffer_add(out, "\t/", 2);
        }
    }
}

/* ---- Files
 * ------------------------------------------------------------------------------------------ */

static HtmlMode mode_of_state(Str state)
{
    if (str_equal(state, STR("PLAINTEXT state"))) return HTML_MODE_PLAINTEXT;
    if (str_equal(state, STR("RCDATA state"))) return HTML_MODE_RCDATA;
    if (str_equal(state, STR("RAWTEXT state"))) return HTML_MODE_RAWTEXT;
    if (str_equal(state, STR("Script data state"))) return HTML_MODE_SCRIPT;
    if (str_equal(state, STR("CDATA section state"))) return HTML_MODE_CDATA;
    return HTML_MODE_DATA;
}

static Str text_member(const JsonValue *value, Str key)
{
    JsonValue member;
    return json_value_member(value, key, &member) ? json_value_text(&member) : (Str){0};
}

static bool run_state(const JsonValue *test, Str page, HtmlMode mode, Str expected,
                      bool prints_failures)
{
    Buffer came = {0};
    buffer_add(&came, "", 0);
    write_tokens(page, mode, text_member(test, STR("lastStartTag")), &came);
    bool is_right = str_equal(buffer_str(&came), expected);
    if (!is_right && prints_failures)
        printf("--- " STR_FMT "\ninput:    " STR_FMT "\nexpected:\n" STR_FMT "\ncame:\n" STR_FMT
               "\n",
               STR_ARG(text_member(test, STR("description"))), STR_ARG(page), STR_ARG(expected),
               STR_ARG(buffer_str(&came)));
    buffer_release(&came);
    return is_right;
}

/* In each of its initial states. */
static bool run_case(const JsonValue *value, bool prints_failures)
{
    Case test = {.value = value};
    JsonValue member, state, token;
    if (json_value_member(value, STR("doubleEscaped"), &member))
        test.is_double_escaped = json_value_is_true(&member);
    Buffer page = {0}, expected = {0};
    buffer_add(&page, "", 0);
    buffer_add(&expected, "", 0);
    write_unescaped(&test, text_member(value, STR("input")), &page);
    bool is_in_text = false, is_right = true, has_states = false;
    JsonCursor cursor = {0};
    if (json_value_member(value, STR("output"), &member))
        while (json_value_next(&member, &cursor, NULL, &token))
            write_expected_token(&test, &token, &expected, &is_in_text);
    JsonCursor states = {0};
    if (json_value_member(value, STR("initialStates"), &member))
        for (; json_value_next(&member, &states, NULL, &state); has_states = true)
            is_right &= run_state(value, buffer_str(&page), mode_of_state(json_value_text(&state)),
                                  buffer_str(&expected), prints_failures);
    if (!has_states)
        is_right = run_state(value, buffer_str(&page), HTML_MODE_DATA, buffer_str(&expected),
                             prints_failures);
    buffer_release(&page);
    buffer_release(&expected);
    return is_right;
}

CaseCounts html5lib_run_tokenizer(Str file, bool prints_failures)
{
    CaseCounts counts = {0};
    JsonReader *reader = json_reader_new();
    JsonValue root, tests, test;
    JsonCursor cursor = {0};
    if (!json_reader_parse(reader, file, &root)) {
        fprintf(stderr, "html5lib_cases: not JSON\n");
    } else if (json_value_member(&root, STR("tests"), &tests) ||
               json_value_member(&root, STR("xmlViolationTests"), &tests)) {
        for (; json_value_next(&tests, &cursor, NULL, &test); counts.total++)
            counts.passed += run_case(&test, prints_failures);
    }
    json_reader_free(reader);
    return counts;
}
