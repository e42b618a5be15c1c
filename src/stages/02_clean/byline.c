/*
 * Who wrote a page and when, as it shows it: <time>, date lines, elements of the class "author".
 *
 *     <span class="byline">By <a class="author">Jane Doe</a> | May 3, 2023</span>
 *
 * What the page says in its head goes before; an author there that is the site itself does not.
 */
#include "page.h"
#include "page_meta.h"
#include "words.h"

static bool is_of_others(Zone zone)
{
    return zone > ZONE_BODY && zone != ZONE_BYLINE && zone != ZONE_HIDDEN;
}

static bool has_word(const HtmlNode *node, Str attribute, Str part)
{
    Str value = html_attribute_value(node, attribute);
    return str_find_ignoring_case(value, part, 0) != STR_NOT_FOUND;
}

#define LONGEST_BYLINE_BYTES 160

/* ---- The author
 * ---------------------------------------------------------------------------------- */

#define MOST_NAME_WORDS 6

/* "Jane Doe | May 3": up to the first mark or figure. */
static Str cut_name(Str text)
{
    text = page_without_by(text);
    for (uint32_t i = 0; i < text.len; i++) {
        bool is_end = strchr("|,;:(@/0123456789", text.data[i]) != NULL ||
                      (text.data[i] == ' ' && i + 1 < text.len && text.data[i + 1] == '-') ||
                      (unsigned char)text.data[i] == 0xE2; /* dashes and bullets */
        if (is_end) return str_trim((Str){text.data, i});
    }
    return text;
}

/* One to six words, the first and last of them capitalised. */
static bool is_name(Str text)
{
    Word words[MOST_NAME_WORDS + 1];
    uint32_t count = words_read(text, words, MOST_NAME_WORDS + 1);
    if (count == 0 || count > MOST_NAME_WORDS || text.len < 3) return false;
    return words[0].is_capitalised && words[count - 1].is_capitalised &&
           words[0].kind == WORD_LETTERS;
}

static bool names_author(const HtmlNode *node)
{
    static const Str attributes[] = {STR_INIT("class"), STR_INIT("id"), STR_INIT("rel"),
                                     STR_INIT("itemprop")};
    static const Str words[] = {STR_INIT("author"), STR_INIT("byline"), STR_INIT("autor"),
                                STR_INIT("auteur")};
    for (size_t a = 0; a < COUNT(attributes); a++)
        for (size_t w = 0; w < COUNT(words); w++)
            if (has_word(node, attributes[a], words[w])) return true;
    return false;
}

static Str find_author(Page *page, const HtmlNode *root)
{
    for (const HtmlNode *node = root; node != NULL; node = html_next(root, node)) {
        if (node->kind != HTML_ELEMENT || !names_author(node)) continue;
        const Holding *holding = &page->holdings[node->order];
        if (!holding->is_shown || is_of_others(holding->zone)) continue;
        if (holding->text_len < 3 || holding->text_len > LONGEST_BYLINE_BYTES) continue;
        Str text = html_inner_text(node, page->work->arena);
        Str name = cut_name(page_single_spaced(text, page->work->arena));
        if (is_name(name)) return name;
    }
    return (Str){0};
}

void page_read_byline(Page *page)
{
    const HtmlNode *root = page->tree->body;
    Metadata *meta = &page->work->doc->meta;
    bool is_site = meta->author.len > 0 && (str_equal_ignoring_case(meta->author, meta->sitename) ||
                                            str_equal_ignoring_case(meta->author, meta->outlet));
    if (meta->author.len > 0 && !is_site) return;
    Str name = find_author(page, root);
    if (name.len == 0) return;
    meta->author = (Str){0};
    work_set_meta(page->work, &meta->author, name);
}
