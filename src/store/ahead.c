#include "store/ahead.h"

#include <stdlib.h>

typedef struct Noted {
    int64_t article;
    CopyKeyList keys;
} Noted;

struct Ahead {
    Arena *arena;
    List(Noted) noted; /* by article, growing */
    TextCache *texts;  /* NULL until it is asked for */
};

Ahead *ahead_new(void)
{
    Ahead *ahead = calloc(1, sizeof *ahead);
    if (ahead == NULL) abort();
    ahead->arena = arena_new(1u << 16);
    return ahead;
}

void ahead_free(Ahead *ahead)
{
    if (ahead == NULL) return;
    arena_free(ahead->arena);
    text_cache_free(ahead->texts);
    free(ahead);
}

void ahead_note(Ahead *ahead, int64_t article, const CopyKeyList *keys)
{
    size_t bytes = keys->count * sizeof *keys->items;
    Noted *noted = list_add(ahead->arena, &ahead->noted);
    noted->article = article;
    noted->keys.items = arena_new_items(ahead->arena, int64_t, keys->count + 1);
    noted->keys.count = noted->keys.capacity = keys->count;
    if (bytes > 0) memcpy(noted->keys.items, keys->items, bytes);
}

const CopyKeyList *ahead_find(const Ahead *ahead, int64_t article)
{
    uint32_t low = 0, high = ahead->noted.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (ahead->noted.items[middle].article < article)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_noted = low < ahead->noted.count && ahead->noted.items[low].article == article;
    return is_noted ? &ahead->noted.items[low].keys : NULL;
}

void ahead_forget(Ahead *ahead)
{
    ahead->noted.items = NULL;
    ahead->noted.count = ahead->noted.capacity = 0;
    arena_clear(ahead->arena);
}

TextCache *ahead_texts(Ahead *ahead)
{
    if (ahead->texts == NULL) ahead->texts = text_cache_new();
    return ahead->texts;
}
