#include "plain_text.h"

#include "html/references.h"
#include "text/utf8.h"

Str plain_text_of(Str text, Arena *arena)
{
    char *out = arena_alloc(arena, (size_t)text.len * 2 + LONGEST_REFERENCE_BYTES);
    uint32_t len = 0;
    for (uint32_t at = 0, used; at < text.len; at += used) {
        uint32_t character = utf8_decode(text, at, &used);
        if (character == '&') {
            HtmlReference reference = html_read_reference(text, at, false);
            if (reference.page_len > 0) {
                memcpy(out + len, reference.bytes, reference.len);
                len += reference.len;
                used = reference.page_len;
                continue;
            }
        }
        if (utf8_is_space(character)) {
            if (len > 0 && out[len - 1] != ' ') out[len++] = ' ';
            continue;
        }
        memcpy(out + len, text.data + at, used);
        len += used;
    }
    return str_trim((Str){out, len});
}
