#include "site.h"

#include "words.h"

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

#define LANGUAGE_BYTES 4000 /* enough words to be sure */
#define FEWEST_LANGUAGE_WORDS 5
#define ENGLISH_PERCENT                                                                            \
    22 /* of function words; other languages in the Latin script stay below 10 */

static Str language_of(Str text, const Lexicon *lexicon)
{
    if (text.len > LANGUAGE_BYTES) text.len = LANGUAGE_BYTES;
    uint32_t words = 0, function = 0;
    for (uint32_t at = 0; at < text.len;) {
        Word some[64];
        uint32_t count = words_read((Str){text.data + at, text.len - at}, some, COUNT(some));
        if (count == 0) break;
        for (uint32_t i = 0; i < count; i++) {
            if (some[i].kind != WORD_LETTERS) continue;
            Str word = {text.data + at + some[i].span.start, span_len(some[i].span)};
            words++;
            function += words_lookup(&lexicon->function_words, word) != MAP_NONE;
        }
        at += some[count - 1].span.end;
    }
    bool is_english = words >= FEWEST_LANGUAGE_WORDS && function * 100 >= words * ENGLISH_PERCENT;
    return is_english ? STR("en") : STR("und");
}

static void set_title(Document *doc)
{
    for (uint32_t i = 0; i < doc->blocks.count && doc->meta.title.len == 0; i++) {
        const Block *block = &doc->blocks.items[i];
        if (block->kept && block->type == BLOCK_HEADLINE)
            doc->meta.title = document_str(doc, block->text);
    }
}

void site_complete(Document *doc, const Lexicon *lexicon)
{
    Metadata *meta = &doc->meta;
    if (meta->outlet.len == 0) meta->outlet = meta->sitename;
    if (meta->outlet.len == 0) meta->outlet = site_host(meta->url);
    set_title(doc);
    meta->language = language_of(doc->text, lexicon);
}
