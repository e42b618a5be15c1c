/*
 * The byte map: which bytes some text was made from. Every change of text on the way in (charset
 * conversion, character references, white space) keeps one, so that a record can be led back to
 * the bytes of the original page.
 *
 *     page   caf&eacute; now            runs   text 0+3  <- page 0+3   exact
 *     text   café now                          text 3+2  <- page 3+8
 *                                              text 5+4  <- page 11+4  exact
 *
 * Runs are ordered by text offset and leave no hole in the text.
 */
#ifndef TEXT_RUNS_H
#define TEXT_RUNS_H

#include "base/arena.h"

/* One run: text bytes [text, text + text_len) were made from page bytes [page, page + page_len).
 * If the lengths are equal and exact is set, byte i came from byte i; else the whole run came from
 * the whole range (a character reference, a converted charset). */
typedef struct MapRun {
    uint32_t text;
    uint32_t text_len;
    uint32_t page;
    uint32_t page_len;
    bool exact;
} MapRun;

typedef List(MapRun) MapRunList;

/* Appends a run whose text starts where the last one ends. An exact run that goes on where the last
 * exact one stops is joined to it. From MOST_RUNS on the last run is widened instead of adding
 * another, so that hostile input costs precision, not memory. Empty runs are dropped. */
#define MOST_RUNS (1u << 22)
void runs_add(Arena *arena, MapRunList *runs, MapRun run);

/* Makes the last run cover what follows it too: less exact, but no more memory. */
void runs_widen_last(MapRunList *runs, MapRun run);

/* The bytes that a piece of the text was made from. {0, 0} for an empty piece or outside. */
Span runs_span(const MapRunList *runs, Span text);

/* Appends a run to outer that was made from text which itself has a map (inner), so that the new
 * run points to what inner points to: clean text <- converted text <- page. */
void runs_add_through(Arena *arena, MapRunList *outer, MapRun run, const MapRunList *inner);

#endif
