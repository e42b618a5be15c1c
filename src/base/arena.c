#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, bytes) ((void)(at), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(at, bytes) ((void)(at), (void)(bytes))
#endif

typedef struct Chunk Chunk;
struct Chunk {
    Chunk *older;
    size_t used;
    size_t capacity;
    alignas(max_align_t) unsigned char bytes[];
};

struct Arena {
    Chunk *newest;
    bool is_lasting;
};

#define LARGE_PAGE ((size_t)2 << 20)
#define MOST_ALIGNED (SIZE_MAX / 2)

static _Noreturn void die_of_exhaustion(size_t bytes)
{
    fprintf(stderr, "dateline: out of memory asking for %zu bytes\n", bytes);
    abort();
}

static size_t round_up(size_t bytes)
{
    const size_t align = alignof(max_align_t);
    if (bytes > SIZE_MAX - align) die_of_exhaustion(bytes);
    return (bytes + align - 1) / align * align;
}

/* NULL: there is none. */
static void *new_pages(size_t *bytes)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    if (*bytes > MOST_ALIGNED) return NULL;
    *bytes = (*bytes + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    void *memory = aligned_alloc(LARGE_PAGE, *bytes);
    if (memory != NULL) (void)madvise(memory, *bytes, MADV_HUGEPAGE); /* or not: it is memory all the same */
    return memory;
#else
    return malloc(*bytes);
#endif
}

static Chunk *chunk_new(Chunk *older, size_t capacity, bool is_lasting)
{
    if (capacity > SIZE_MAX - sizeof(Chunk)) die_of_exhaustion(capacity);
    size_t bytes = sizeof(Chunk) + capacity;
    Chunk *chunk = is_lasting && bytes > LARGE_PAGE ? new_pages(&bytes) : malloc(bytes);
    if (chunk == NULL) die_of_exhaustion(capacity);
    *chunk = (Chunk){.older = older, .capacity = bytes - sizeof(Chunk)};
    ASAN_POISON_MEMORY_REGION(chunk->bytes, chunk->capacity);
    return chunk;
}

static void chunk_free(Chunk *chunk)
{
    ASAN_UNPOISON_MEMORY_REGION(chunk->bytes, chunk->capacity);
    free(chunk);
}

static Arena *new_arena(size_t first_chunk_bytes, bool is_lasting)
{
    Arena *arena = malloc(sizeof *arena);
    if (arena == NULL) die_of_exhaustion(sizeof *arena);
    *arena = (Arena){.newest = chunk_new(NULL, round_up(first_chunk_bytes), is_lasting), .is_lasting = is_lasting};
    return arena;
}

Arena *arena_new(size_t first_chunk_bytes)
{
    return new_arena(first_chunk_bytes, false);
}

Arena *arena_new_lasting(size_t first_chunk_bytes)
{
    return new_arena(first_chunk_bytes, true);
}

static void free_chunks(Chunk *chunk)
{
    while (chunk != NULL) {
        Chunk *older = chunk->older;
        chunk_free(chunk);
        chunk = older;
    }
}

void arena_free(Arena *arena)
{
    if (arena == NULL) return;
    free_chunks(arena->newest);
    free(arena);
}

void arena_clear(Arena *arena)
{
    free_chunks(arena->newest->older);
    arena->newest->older = NULL;
    arena->newest->used = 0;
    ASAN_POISON_MEMORY_REGION(arena->newest->bytes, arena->newest->capacity);
}

static size_t next_capacity(const Arena *arena, size_t bytes)
{
#ifdef ARENA_DEBUG
    (void)arena;
    return bytes;
#else
    size_t doubled = arena->newest->capacity < (1u << 26) ? 2 * arena->newest->capacity
                                                          : arena->newest->capacity;
    return bytes > doubled ? bytes : doubled;
#endif
}

void *arena_alloc_unset(Arena *arena, size_t bytes)
{
    bytes = round_up(bytes > 0 ? bytes : 1);
    if (bytes > arena->newest->capacity - arena->newest->used)
        arena->newest = chunk_new(arena->newest, next_capacity(arena, bytes), arena->is_lasting);
    void *memory = arena->newest->bytes + arena->newest->used;
    arena->newest->used += bytes;
    ASAN_UNPOISON_MEMORY_REGION(memory, bytes);
    return memory;
}

void *arena_alloc(Arena *arena, size_t bytes)
{
    return memset(arena_alloc_unset(arena, bytes), 0, bytes);
}

static size_t bytes_of_items(size_t count, size_t item_bytes)
{
    if (item_bytes != 0 && count > SIZE_MAX / item_bytes) die_of_exhaustion(SIZE_MAX);
    return count * item_bytes;
}

void *arena_alloc_items(Arena *arena, size_t count, size_t item_bytes)
{
    return arena_alloc(arena, bytes_of_items(count, item_bytes));
}

void *arena_alloc_unset_items(Arena *arena, size_t count, size_t item_bytes)
{
    return arena_alloc_unset(arena, bytes_of_items(count, item_bytes));
}

void *arena_grow(Arena *arena, void *old, size_t old_bytes, size_t new_bytes)
{
    char *memory = arena_alloc_unset(arena, new_bytes);
    if (old_bytes > 0) memcpy(memory, old, old_bytes);
    memset(memory + old_bytes, 0, new_bytes - old_bytes);
    return memory;
}

char *arena_copy(Arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc_unset(arena, len + 1);
    if (len > 0) memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

Str arena_copy_str(Arena *arena, Str text)
{
    return (Str){arena_copy(arena, text.data, text.len), text.len};
}

Str arena_format(Arena *arena, const char *fmt, ...)
{
    assert(fmt != NULL);
    va_list args;
    va_start(args, fmt);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0) die_of_exhaustion(0);
    char *text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    return (Str){text, (uint32_t)len};
}
