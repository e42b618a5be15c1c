#include "text/json_check.h"

#include "text/utf8.h"

#define DEEPEST_CHECKED 1024

typedef struct Check {
    Str text;
    uint32_t at;
    const char *reason; /* set once something is wrong at `at` */
    uint32_t depth;
    uint32_t deepest;
    char closers[DEEPEST_CHECKED]; /* '}' or ']' for each open level */
} Check;

static bool fail(Check *check, const char *reason)
{
    if (check->reason == NULL) check->reason = reason;
    return false;
}

static int peek(const Check *check)
{
    return check->at < check->text.len ? (unsigned char)check->text.data[check->at] : -1;
}

static void skip_space(Check *check)
{
    int c;
    while ((c = peek(check)) == ' ' || c == '\t' || c == '\n' || c == '\r') check->at++;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(int c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool read_escape(Check *check)
{
    check->at++;
    int c = peek(check);
    if (c < 0) return fail(check, "the text ends within a string");
    if (strchr("\"\\/bfnrtu", c) == NULL) return fail(check, "unknown escape in a string");
    check->at++;
    if (c != 'u') return true;
    for (int i = 0; i < 4; i++, check->at++)
        if (!is_hex(peek(check))) return fail(check, "expected four hexadecimal digits after \\u");
    return true;
}

static bool read_string(Check *check)
{
    if (peek(check) != '"') return fail(check, "expected a string");
    check->at++;
    for (int c; (c = peek(check)) != '"';) {
        if (c < 0) return fail(check, "the text ends within a string");
        if (c < 0x20) return fail(check, "unescaped control character in a string");
        if (c == '\\') {
            if (!read_escape(check)) return false;
            continue;
        }
        uint32_t len;
        if (utf8_decode(check->text, check->at, &len) == UTF8_BAD)
            return fail(check, "invalid UTF-8");
        check->at += len;
    }
    check->at++;
    return true;
}

static bool read_digits(Check *check)
{
    if (!is_digit(peek(check))) return fail(check, "expected a digit");
    while (is_digit(peek(check))) check->at++;
    return true;
}

static bool read_number(Check *check)
{
    if (peek(check) == '-') check->at++;
    if (peek(check) == '0') {
        check->at++;
        if (is_digit(peek(check))) return fail(check, "a number starts with 0");
    } else if (!read_digits(check)) {
        return false;
    }
    if (peek(check) == '.') {
        check->at++;
        if (!read_digits(check)) return false;
    }
    if (peek(check) == 'e' || peek(check) == 'E') {
        check->at++;
        if (peek(check) == '+' || peek(check) == '-') check->at++;
        return read_digits(check);
    }
    return true;
}

static bool read_word(Check *check)
{
    static const Str words[] = {STR_INIT("true"), STR_INIT("false"), STR_INIT("null")};
    Str rest = {check->text.data + check->at, check->text.len - check->at};
    for (size_t i = 0; i < COUNT(words); i++) {
        if (!str_starts(rest, words[i])) continue;
        check->at += words[i].len;
        return true;
    }
    return fail(check, check->at >= check->text.len ? "the text ends where a value is expected"
                                                    : "expected a value");
}

static bool read_key(Check *check)
{
    skip_space(check);
    if (!read_string(check)) return false;
    skip_space(check);
    if (peek(check) != ':') return fail(check, "expected ':'");
    check->at++;
    return true;
}

/* Opens a level; true if a value is to follow, else it was empty and is closed again. */
static bool open_level(Check *check, char closer, bool *out_is_empty)
{
    if (check->depth >= check->deepest || check->depth >= DEEPEST_CHECKED)
        return fail(check, "nested too deep");
    check->at++;
    skip_space(check);
    *out_is_empty = peek(check) == closer;
    if (*out_is_empty) {
        check->at++;
        return true;
    }
    check->closers[check->depth++] = closer;
    return closer == ']' || read_key(check);
}

/* One scalar, or the opening of a level. *out_is_done: a whole value has been read. */
static bool read_start(Check *check, bool *out_is_done)
{
    skip_space(check);
    *out_is_done = true;
    int c = peek(check);
    if (c == '{') return open_level(check, '}', out_is_done);
    if (c == '[') return open_level(check, ']', out_is_done);
    if (c == '"') return read_string(check);
    if (c == '-' || is_digit(c)) return read_number(check);
    return read_word(check);
}

/* After a value: closes levels; true if another value is to follow or all is done. */
static bool read_after(Check *check)
{
    while (check->depth > 0) {
        skip_space(check);
        char closer = check->closers[check->depth - 1];
        int c = peek(check);
        if (c == ',') {
            check->at++;
            return closer == ']' || read_key(check);
        }
        if (c < 0)
            return fail(check, closer == '}' ? "the text ends within an object"
                                             : "the text ends within an array");
        if (c != closer)
            return fail(check, closer == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
        check->at++;
        check->depth--;
    }
    return true;
}

JsonFault json_find_fault(Str text, uint32_t deepest)
{
    Check check = {.text = text, .deepest = deepest};
    do {
        bool is_done;
        if (!read_start(&check, &is_done)) break;
        if (is_done && !read_after(&check)) break;
    } while (check.depth > 0);
    if (check.reason == NULL) {
        skip_space(&check);
        if (check.at < text.len) fail(&check, "text after the end of the value");
    }
    return (JsonFault){.offset = check.at, .reason = check.reason};
}
