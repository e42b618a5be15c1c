#include "cli/say.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <unicode/uchar.h>

#include "text/utf8.h"

/* Characters of format are the marks that turn the direction of writing, among others. */
static bool is_visible(uint32_t character)
{
    if (character == UTF8_BAD) return false;
    switch (u_charType((UChar32)character)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR: return false;
    default: return true;
    }
}

static void add_escape(Buffer *out, uint32_t character, unsigned char byte)
{
    if (character == '\n')
        buffer_add(out, "\\n", 2);
    else if (character == UTF8_BAD || character < 0x80)
        buffer_format(out, "\\x%02x", byte);
    else
        buffer_format(out, "\\u%04x", character);
}

void add_visible(Buffer *out, Str text)
{
    for (uint32_t at = 0, len; at < text.len; at += len) {
        uint32_t character = utf8_decode(text, at, &len);
        if (is_visible(character))
            buffer_add(out, text.data + at, len);
        else
            add_escape(out, character, (unsigned char)text.data[at]);
    }
}

void say(const char *fmt, ...)
{
    assert(fmt != NULL);
    char message[4096];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    Buffer line = {0};
    buffer_add_str(&line, STR("dateline: "));
    add_visible(&line, str_from_cstring(message));
    buffer_add_char(&line, '\n');
    fputs(line.data, stderr);
    buffer_release(&line);
}
