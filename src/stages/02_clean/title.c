#include "title.h"

#include "plain_text.h"
#include "site.h"
#include "text/utf8.h"

#define SHORTEST_HEADING_BYTES 8

/* ---- The heading ------------------------------------------------------------------------------ */

/* Marks that part a title from the site's name. */
static bool is_joint(uint32_t character)
{
    static const uint32_t joints[] = {'|',    '-',    ':',    '/',    '(',    '<',   '>',   '.',
                                      0x2013, 0x2014, 0xBB,   0xAB,   0x203A, 0x2022, 0xB7, 0x1C0,
                                      0x2039, 0x2606, 0x2605};
    for (size_t i = 0; i < COUNT(joints); i++)
        if (joints[i] == character) return true;
    return false;
}

/* Does the rest of a title, behind or in front of the heading, part from it by a mark? */
static bool parts_off(Str rest, bool is_behind)
{
    rest = str_trim(rest);
    if (rest.len == 0) return true;
    uint32_t used;
    return is_joint(is_behind ? utf8_decode(rest, 0, &used)
                              : utf8_decode_before(rest, rest.len, &used));
}

/* The part of the title that is the heading; empty if it is none. */
static Str part_of(Str title, Str heading)
{
    bool is_long = heading.len >= SHORTEST_HEADING_BYTES && heading.len <= title.len &&
                   heading.len * 5 >= title.len * 2;
    if (!is_long) return (Str){0};
    uint32_t rest = title.len - heading.len;
    Str front = {title.data, heading.len}, back = {title.data + rest, heading.len};
    if (str_equal_ignoring_case(front, heading) &&
        parts_off((Str){title.data + heading.len, rest}, true))
        return front;
    if (str_equal_ignoring_case(back, heading) && parts_off((Str){title.data, rest}, false))
        return back;
    return (Str){0};
}

static Str longest_part(const Page *page, Str title)
{
    Str best = {0};
    for (uint32_t i = 0; i < page->pieces.count; i++) {
        const Piece *piece = &page->work->pieces.items[i];
        if (piece->kind != PIECE_HEADING || piece->level > 2) continue;
        Str part = part_of(title, piece_text(page->work, piece));
        if (part.len > best.len) best = part;
    }
    return best;
}

/* ---- The site ------------------------------------------------------------------------------------
 */

/* Where the last " - ", " | " and the like of a title begins; STR_NOT_FOUND. *out_after: behind it. */
static uint32_t last_joint(Str title, uint32_t *out_after)
{
    uint32_t found = STR_NOT_FOUND, used;
    for (uint32_t at = 1; at < title.len; at += used) {
        uint32_t character = utf8_decode(title, at, &used);
        bool is_mark = is_joint(character) && character != '.' && character != '/' && character != '(';
        bool is_bar = character == '|' || character == 0x1C0;
        bool is_spaced = title.data[at - 1] == ' ' && at + used < title.len &&
                         title.data[at + used] == ' ';
        if (!is_mark || !(is_bar || is_spaced)) continue;
        found = at;
        *out_after = at + used;
    }
    return found;
}

/* "Norway and Chile agree - The Example" of the site "The Example" or example.org. */
static Str without_site(const Work *work, Str title)
{
    Site site = site_of(&work->doc->meta, work->arena);
    uint32_t after = 0;
    for (int i = 0; i < 3; i++) {
        uint32_t at = last_joint(title, &after);
        if (at == STR_NOT_FOUND) return title;
        Str end = str_trim((Str){title.data + after, title.len - after});
        if (!site_is_named(&site, end, work->arena)) return title;
        title = str_trim((Str){title.data, at});
    }
    return title;
}

void title_settle(const Page *page)
{
    Work *work = page->work;
    Metadata *meta = &work->doc->meta;
    if (work->doc->given.title.len > 0 || meta->title.len == 0) return;
    Str title = plain_text_of(meta->title, work->arena);
    Str part = longest_part(page, title);
    if (part.len == 0) part = without_site(work, title);
    if (part.len > 0) meta->title = arena_copy_str(work->doc->arena, part);
}
