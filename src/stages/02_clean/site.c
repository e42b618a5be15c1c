#include "site.h"

#include "author_names.h"
#include "language_of.h"
#include "text/utf8.h"

Str site_host(Str url)
{
    uint32_t start = str_find(url, STR("://"), 0);
    if (start == STR_NOT_FOUND) return (Str){0};
    Str host = {url.data + start + 3, url.len - start - 3};
    uint32_t end = 0;
    while (end < host.len && strchr("/?#:", host.data[end]) == NULL) end++;
    host.len = end;
    uint32_t user = str_find(host, STR("@"), 0);
    if (user != STR_NOT_FOUND) host = (Str){host.data + user + 1, host.len - user - 1};
    if (host.len > 4 && str_equal_ignoring_case((Str){host.data, 4}, STR("www.")))
        host = (Str){host.data + 4, host.len - 4};
    return host;
}

/* ---- The site --------------------------------------------------------------------------------- */

/* Letters and figures alone, in lower case: "L-MAG – Das Magazin" is "lmagdasmagazin". */
Str site_letters(Str text, Arena *arena)
{
    Str lower = utf8_fold(text, arena);
    char *out = arena_alloc(arena, (size_t)lower.len + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < lower.len; i++) {
        char c = lower.data[i];
        if (ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80) out[len++] = c;
    }
    return (Str){out, len};
}

/* "news.example.co.uk": the longest part that is no country or kind of site. */
static Str longest_label(Str host)
{
    Str longest = {0};
    uint32_t start = 0;
    for (uint32_t i = 0; i <= host.len; i++) {
        if (i < host.len && host.data[i] != '.') continue;
        if (i - start > longest.len) longest = (Str){host.data + start, i - start};
        start = i + 1;
    }
    return longest;
}

Site site_of(const Metadata *meta, Arena *arena)
{
    Str host = site_host(meta->url);
    return (Site){.name = site_letters(meta->sitename, arena),
                  .outlet = site_letters(meta->outlet, arena),
                  .host = site_letters(host, arena),
                  .label = site_letters(longest_label(host), arena)};
}

#define SHORTEST_LABEL 4

bool site_is_named(const Site *site, Str name, Arena *arena)
{
    Str letters = site_letters(name, arena);
    if (letters.len == 0) return true;
    bool is_name = str_equal(letters, site->name) || str_equal(letters, site->outlet);
    bool is_host = str_equal(letters, site->host) || str_equal(letters, site->label);
    bool has_label = site->label.len >= SHORTEST_LABEL && !author_name_is_full(name) &&
                     str_find(letters, site->label, 0) != STR_NOT_FOUND;
    bool starts_site = letters.len >= SHORTEST_LABEL && site->name.len > 0 &&
                       str_starts(site->name, letters);
    return is_name || is_host || has_label || starts_site;
}

/* ---- What is left ---------------------------------------------------------------------------- */

static void set_title(Document *doc)
{
    for (uint32_t i = 0; i < doc->blocks.count && doc->meta.title.len == 0; i++) {
        const Block *block = &doc->blocks.items[i];
        if (block->kept && block->type == BLOCK_HEADLINE)
            doc->meta.title = document_str(doc, block->text);
    }
}

void site_complete(Work *work, const Lexicon *lexicon)
{
    Document *doc = work->doc;
    Metadata *meta = &doc->meta;
    if (meta->outlet.len == 0) meta->outlet = meta->sitename;
    if (meta->outlet.len == 0) meta->outlet = site_host(meta->url);
    set_title(doc);
    Str declared = doc->given.language.len > 0 ? doc->given.language : meta->language;
    if (declared.len == 0) declared = work->date_style.language;
    meta->language = language_of_text(doc->text, declared, lexicon, doc->arena);
}
