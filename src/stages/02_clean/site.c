#include "site.h"

#include "language_of.h"

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
