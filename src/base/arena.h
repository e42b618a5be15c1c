/*
 * Memory that is freed all at once.
 *
 * One document's records live in one arena and die with it, so stages never free anything.
 * Allocation does not fail: intake refuses oversized articles, and true exhaustion aborts with a
 * message.
 *
 * With -Darena_debug=true every item is a malloc of its own, so that valgrind and ASan see each
 * one's bounds. In ASan builds without it the unused tail of a chunk is poisoned.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef struct Arena Arena;

Arena *arena_new(size_t first_chunk_bytes);
/* The same for what is large, stays and is read here and there: where the system has them, its chunks of some
 * megabytes lie in large pages of memory, of which the processor remembers more. */
Arena *arena_new_lasting(size_t first_chunk_bytes);
void arena_free(Arena *arena);
/* Frees all items but keeps the largest chunk: for scratch memory used again and again. */
void arena_clear(Arena *arena);

/* Zeroed, aligned for any type. */
void *arena_alloc(Arena *arena, size_t bytes);
/* The same for count items; aborts if the product overflows. */
void *arena_alloc_items(Arena *arena, size_t count, size_t item_bytes);
/* The same with whatever stood there before: for large room that is written before it is read. */
void *arena_alloc_unset(Arena *arena, size_t bytes);
void *arena_alloc_unset_items(Arena *arena, size_t count, size_t item_bytes);
/* A new, larger block, the rest of it zeroed, that starts with the old one's bytes. */
void *arena_grow(Arena *arena, void *old, size_t old_bytes, size_t new_bytes);
/* NUL-terminated beyond len, for callers that must hand the text to C functions. */
char *arena_copy(Arena *arena, const char *text, size_t len);
Str arena_copy_str(Arena *arena, Str text);
/* printf into the arena. */
Str arena_format(Arena *arena, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#define arena_new_items(arena, T, count) ((T *)arena_alloc_items((arena), (count), sizeof(T)))
#define arena_new_unset_items(arena, T, count) ((T *)arena_alloc_unset_items((arena), (count), sizeof(T)))

/* A growable list whose items live in an arena. */
#define List(T)                                                                                    \
    struct {                                                                                       \
        T *items;                                                                                  \
        uint32_t count;                                                                            \
        uint32_t capacity;                                                                         \
    }

/* Returns a pointer to a new, zeroed last item; good until the next list_add. */
#define list_add(arena, list)                                                                      \
    ((list)->count == (list)->capacity                                                             \
         ? ((list)->items = arena_grow((arena), (list)->items,                                     \
                                       (size_t)(list)->count * sizeof *(list)->items,              \
                                       ((list)->capacity ? 2 * (size_t)(list)->capacity : 8) *     \
                                           sizeof *(list)->items),                                 \
            (list)->capacity = (list)->capacity ? 2 * (list)->capacity : 8,                        \
            &(list)->items[(list)->count++])                                                       \
         : &(list)->items[(list)->count++])

#endif
