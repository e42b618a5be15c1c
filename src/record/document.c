#include "record/document.h"

#include "base/error.h"
#include "base/map.h"
#include "text/mojibake.h"
#include "text/utf8.h"

#define FIRST_CHUNK_BYTES (256u << 10)

static Str copy_text(Arena *arena, DatelineText text)
{
    return arena_copy_str(arena, (Str){text.data, (uint32_t)text.len});
}

/* A file may have any name: what is printed is UTF-8. */
static Str copy_path(Arena *arena, DatelineText text)
{
    return utf8_make_valid((Str){text.data, (uint32_t)text.len}, arena);
}

/* A container's words may be broken, as a page may. */
static Str copy_words(Arena *arena, DatelineText text)
{
    MapRunList runs = {0};
    Str words = copy_path(arena, text), mended;
    return mojibake_mend(words, arena, &mended, &runs) ? mended : words;
}

/* Two outlets that print the same bytes are two articles; the same bytes from two files of one
 * outlet are one. The day a crawl fetched a page may become its date, so it makes two articles of
 * two captures: what is known of an article must not depend on which came first. */
static Id article_id(const Document *doc)
{
    IdBuilder builder;
    id_begin(&builder);
    id_add_str(&builder, doc->page);
    id_add_str(&builder, doc->given.url);
    id_add_str(&builder, doc->given.outlet);
    id_add_str(&builder, doc->given.title);
    id_add_str(&builder, doc->given_published);
    if (!str_is_empty(doc->given_fetched)) id_add_str(&builder, doc->given_fetched);
    return id_finish(&builder, 'a');
}

DatelineStatus document_new(const DatelineSource *source, Document **out, DatelineError *err)
{
    if (source->page.len > LARGEST_PAGE_BYTES)
        return FAIL(err, DATELINE_ERR_LIMIT, LARGEST_PAGE_BYTES,
                    "article of %zu bytes is larger than the limit of %u bytes", source->page.len,
                    LARGEST_PAGE_BYTES);
    Arena *arena = arena_new(FIRST_CHUNK_BYTES);
    Document *doc = arena_alloc(arena, sizeof *doc);
    *doc = (Document){
        .arena = arena,
        .format = source->format,
        .page = copy_text(arena, source->page),
        .charset = copy_words(arena, source->charset),
        .path = copy_path(arena, source->path),
        .path_offset = source->path_offset,
        .is_thorough = source->is_thorough != 0,
        .given = {.url = copy_words(arena, source->url),
                  .outlet = copy_words(arena, source->outlet),
                  .title = copy_words(arena, source->title),
                  .author = copy_words(arena, source->author),
                  .language = copy_words(arena, source->language)},
        .given_published = copy_words(arena, source->published),
        .given_fetched = copy_words(arena, source->fetched),
        .dateline_place = NONE,
    };
    doc->id = article_id(doc);
    *out = doc;
    return DATELINE_OK;
}

void document_free(Document *doc)
{
    if (doc != NULL) arena_free(doc->arena);
}

Span document_page_span(const Document *doc, Span text_span)
{
    return runs_span(&doc->map, text_span);
}

uint32_t document_token_at(const Document *doc, uint32_t offset)
{
    uint32_t low = 0, high = doc->tokens.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->tokens.items[middle].span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The records of an article begin with these characters of its id, so that they lie together in the
 * order of ids: an article of forty records does not touch forty places of a large index. */
#define SHARED_ID_CHARS 3

static Id record_id(const Document *doc, char kind, Span span, uint32_t index_among_equals)
{
    IdBuilder builder;
    id_begin(&builder);
    id_add_str(&builder, id_str(&doc->id));
    id_add_number(&builder, span.start);
    id_add_number(&builder, span.end);
    id_add_number(&builder, index_among_equals);
    Id id = id_finish(&builder, kind);
    memcpy(id.text + 1, doc->id.text + 1, SHARED_ID_CHARS);
    return id;
}

/* Records of one kind and span are told apart by their order, which the stages keep stable. counts:
 * first id of a span -> records that have the span, wherever they stand in the list. */
static void set_id(const Document *doc, char kind, Span span, Map *counts, Id *out)
{
    *out = record_id(doc, kind, span, 0);
    uint32_t count = map_find(counts, id_str(out));
    Str key = arena_copy_str(counts->arena, id_str(out));
    map_set(counts, key, count == MAP_NONE ? 1 : count + 1);
    if (count != MAP_NONE) *out = record_id(doc, kind, span, count);
}

#define SET_IDS(doc, list, kind, counts)                                                           \
    for (uint32_t i = 0; i < (doc)->list.count; i++)                                               \
        set_id((doc), (kind), (doc)->list.items[i].span, (counts), &(doc)->list.items[i].id);

/* Mentions are ordered by start, longer first: the first to cover a token is the outermost. */
uint32_t *document_mentions_over(const Document *doc, Arena *arena)
{
    uint32_t *over = arena_new_items(arena, uint32_t, (size_t)doc->tokens.count + 1);
    for (uint32_t t = 0; t <= doc->tokens.count; t++) over[t] = NONE;
    for (uint32_t m = 0; m < doc->mentions.count; m++) {
        TokenRange tokens = doc->mentions.items[m].tokens;
        for (uint32_t t = tokens.first; t < tokens.end; t++)
            if (over[t] == NONE) over[t] = m;
    }
    return over;
}

void document_set_ids(Document *doc)
{
    Arena *scratch = arena_new(4096);
    Map counts;
    map_init(&counts, scratch);
    SET_IDS(doc, quotations, 'q', &counts)
    SET_IDS(doc, messages, 'r', &counts) /* a report; the ledger's messages are 'm' */
    SET_IDS(doc, events, 'e', &counts)
    SET_IDS(doc, claims, 'c', &counts)
    SET_IDS(doc, figures, 'f', &counts)
    arena_free(scratch);
}
