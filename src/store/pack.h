/*
 * Small forms of what is kept with an article: the page's bytes (zlib), the byte map and the bounds
 * of the sentences (differences as variable-length numbers).
 *
 *     sentences [0,120) [121,180)   ->   0 120 1 59
 */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "base/buffer.h"
#include "record/document.h"

/* All results live in the arena. */
Str pack_page(Str page, Arena *arena);
/* False if the bytes are not what pack_page made, or not of page_bytes. */
bool unpack_page(Str packed, uint32_t page_bytes, Arena *arena, Str *out);

Str pack_map(const Document *doc, Arena *arena);
bool unpack_map(Str packed, Arena *arena, MapRunList *out);

Str pack_sentences(const Document *doc, Arena *arena);
typedef List(Span) SpanList;
bool unpack_sentences(Str packed, Arena *arena, SpanList *out);

#endif
