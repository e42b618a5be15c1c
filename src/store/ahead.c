#include "store/ahead.h"

#include <stdlib.h>

struct Ahead {
    Arena *arena;
    List(NotedArticle) noted; /* by article, growing */
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

void ahead_note(Ahead *ahead, const NotedArticle *noted)
{
    NotedArticle *kept = list_add(ahead->arena, &ahead->noted);
    *kept = *noted;
    kept->copy_keys = (CopyKeyList){0};
    kept->story_keys = (KeyList){0};
    for (uint32_t i = 0; i < noted->copy_keys.count; i++)
        *list_add(ahead->arena, &kept->copy_keys) = noted->copy_keys.items[i];
    for (uint32_t i = 0; i < noted->story_keys.count; i++)
        *list_add(ahead->arena, &kept->story_keys) = noted->story_keys.items[i];
}

uint32_t ahead_count(const Ahead *ahead)
{
    return ahead->noted.count;
}

const NotedArticle *ahead_get(const Ahead *ahead, uint32_t index)
{
    return &ahead->noted.items[index];
}

const NotedArticle *ahead_find(const Ahead *ahead, int64_t article)
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
    return is_noted ? &ahead->noted.items[low] : NULL;
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
