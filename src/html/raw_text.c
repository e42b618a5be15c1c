/* Where the raw text of script, style, title ... ends. */
#include "html/tokens.h"

/* Is there "</name" or, if is_start, "<name" at `at`, followed by what ends a tag name? */
static bool is_tag_at(Str page, uint32_t at, Str name, bool is_start)
{
    uint32_t from = at + (is_start ? 1 : 2);
    if (name.len == 0) return false;
    if (!is_start && (at + 1 >= page.len || page.data[at + 1] != '/')) return false;
    if (from >= page.len || page.len - from <= name.len) return false;
    if (!str_equal_ignoring_case((Str){page.data + from, name.len}, name)) return false;
    char after = page.data[from + name.len];
    return html_is_space(after) || after == '/' || after == '>';
}

uint32_t html_raw_text_end(Str page, uint32_t at, Str name)
{
    while (at < page.len) {
        const char *found = memchr(page.data + at, '<', page.len - at);
        if (found == NULL) break;
        at = (uint32_t)(found - page.data);
        if (is_tag_at(page, at, name, false)) return at;
        at++;
    }
    return page.len;
}

static bool has_dashes_before(Str page, uint32_t start, uint32_t at)
{
    return at >= start + 2 && page.data[at - 1] == '-' && page.data[at - 2] == '-';
}

/* The standard's "script data escaped" states: after "<!--" an inner <script> hides one end tag. */
typedef enum Escape { NOT_ESCAPED, ESCAPED, DOUBLE_ESCAPED } Escape;

uint32_t html_script_end(Str page, uint32_t at, Str name)
{
    static const Str script = STR_INIT("script"), opening = STR_INIT("<!--");
    Escape escape = NOT_ESCAPED;
    uint32_t escape_start = 0;
    for (; at < page.len; at++) {
        if (escape == NOT_ESCAPED) {
            const char *found = memchr(page.data + at, '<', page.len - at);
            if (found == NULL) break;
            at = (uint32_t)(found - page.data);
        }
        if (page.data[at] == '>' && escape != NOT_ESCAPED &&
            has_dashes_before(page, escape_start, at)) {
            escape = NOT_ESCAPED;
        } else if (page.data[at] == '<') {
            Str rest = {page.data + at, page.len - at};
            if (escape == NOT_ESCAPED && str_starts(rest, opening)) {
                escape = ESCAPED;
                escape_start = at + 2;
                at += opening.len - 1;
            } else if (escape == DOUBLE_ESCAPED && is_tag_at(page, at, script, false)) {
                escape = ESCAPED;
            } else if (escape != DOUBLE_ESCAPED && is_tag_at(page, at, name, false)) {
                return at;
            } else if (escape == ESCAPED && is_tag_at(page, at, script, true)) {
                escape = DOUBLE_ESCAPED;
            }
        }
    }
    return page.len;
}
