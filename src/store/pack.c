#include "store/pack.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

/* ---- Numbers of variable length: seven bits a byte, the lowest first ------------------------ */

static void add_number(Buffer *out, uint32_t value)
{
    while (value >= 0x80) {
        buffer_add_char(out, (char)(unsigned char)(value | 0x80));
        value >>= 7;
    }
    buffer_add_char(out, (char)value);
}

typedef struct Reader {
    Str bytes;
    uint32_t at;
    bool is_broken;
} Reader;

static uint32_t read_number(Reader *reader)
{
    uint32_t value = 0;
    for (uint32_t shift = 0; shift < 35; shift += 7) {
        if (reader->at >= reader->bytes.len) break;
        unsigned char byte = (unsigned char)reader->bytes.data[reader->at++];
        value |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80) return value;
    }
    reader->is_broken = true;
    return 0;
}

static Str finish(Buffer *buffer, Arena *arena)
{
    Str packed = arena_copy_str(arena, buffer_str(buffer));
    buffer_release(buffer);
    return packed;
}

/* ---- Page ----------------------------------------------------------------------------------- */

/* Level 1 of libdeflate, in zlib's own format: half the time of zlib's level 3, and shorter. */
#define PACKING_LEVEL 1

Str pack_page(Str page, Arena *arena)
{
    if (page.len == 0) return (Str){NULL, 0};
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(PACKING_LEVEL);
    if (compressor == NULL) abort();
    size_t room = libdeflate_zlib_compress_bound(compressor, page.len);
    char *packed = malloc(room);
    if (packed == NULL) abort();
    size_t len = libdeflate_zlib_compress(compressor, page.data, page.len, packed, room);
    assert(len > 0 && len <= UINT32_MAX);
    Str copy = arena_copy_str(arena, (Str){packed, (uint32_t)len});
    free(packed);
    libdeflate_free_compressor(compressor);
    return copy;
}

bool unpack_page(Str packed, uint32_t page_bytes, Arena *arena, Str *out)
{
    *out = (Str){NULL, 0};
    if (page_bytes == 0) return packed.len == 0;
    if (page_bytes > LARGEST_PAGE_BYTES) return false;
    char *page = arena_alloc(arena, page_bytes);
    uLongf len = page_bytes;
    if (uncompress((Bytef *)page, &len, (const Bytef *)packed.data, packed.len) != Z_OK ||
        len != page_bytes)
        return false;
    *out = (Str){page, page_bytes};
    return true;
}

/* ---- Byte map ------------------------------------------------------------------------------- */

/* Each run: text gap before it, length and whether it is exact, page gap, page length if it is not.
 * The page gap may be negative where text was moved: its sign is the lowest bit. */
Str pack_map(const Document *doc, Arena *arena)
{
    Buffer out = {0};
    uint32_t text_end = 0, page_end = 0;
    for (uint32_t i = 0; i < doc->map.count; i++) {
        const MapRun *run = &doc->map.items[i];
        bool goes_back = run->page < page_end;
        uint32_t gap = goes_back ? page_end - run->page : run->page - page_end;
        add_number(&out, run->text - text_end);
        add_number(&out, run->text_len << 1 | (run->exact ? 1 : 0));
        add_number(&out, gap << 1 | (goes_back ? 1 : 0));
        if (!run->exact) add_number(&out, run->page_len);
        text_end = run->text + run->text_len;
        page_end = run->page + run->page_len;
    }
    return finish(&out, arena);
}

bool unpack_map(Str packed, Arena *arena, MapRunList *out)
{
    Reader reader = {.bytes = packed};
    uint32_t text_end = 0, page_end = 0;
    while (reader.at < packed.len && !reader.is_broken) {
        MapRun run = {.text = text_end + read_number(&reader)};
        uint32_t length = read_number(&reader);
        uint32_t gap = read_number(&reader);
        run.exact = (length & 1) != 0;
        run.text_len = length >> 1;
        run.page = (gap & 1) != 0 ? page_end - (gap >> 1) : page_end + (gap >> 1);
        run.page_len = run.exact ? run.text_len : read_number(&reader);
        text_end = run.text + run.text_len;
        page_end = run.page + run.page_len;
        *list_add(arena, out) = run;
    }
    return !reader.is_broken;
}

/* ---- Sentences ------------------------------------------------------------------------------ */

Str pack_sentences(const Document *doc, Arena *arena)
{
    Buffer out = {0};
    uint32_t end = 0;
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        Span span = doc->sentences.items[i].span;
        add_number(&out, span.start - end);
        add_number(&out, span_len(span));
        end = span.end;
    }
    return finish(&out, arena);
}

bool unpack_sentences(Str packed, Arena *arena, SpanList *out)
{
    Reader reader = {.bytes = packed};
    uint32_t end = 0;
    while (reader.at < packed.len && !reader.is_broken) {
        Span span = {.start = end + read_number(&reader)};
        span.end = span.start + read_number(&reader);
        end = span.end;
        *list_add(arena, out) = span;
    }
    return !reader.is_broken;
}
