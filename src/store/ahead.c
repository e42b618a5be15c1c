#include "store/ahead.h"

#include <stdlib.h>

typedef List(NotedArticle) NotedList;

struct Ahead {
    Arena *arena;
    NotedList noted;   /* by article, growing */
    NotedList earlier; /* likewise: of articles of the ledger */
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

static void keep(Ahead *ahead, NotedList *list, const NotedArticle *noted)
{
    NotedArticle *kept = list_add(ahead->arena, list);
    *kept = *noted;
    kept->copy_keys = (CopyKeyList){0};
    kept->story_keys = (KeyList){0};
    for (uint32_t i = 0; i < noted->copy_keys.count; i++)
        *list_add(ahead->arena, &kept->copy_keys) = noted->copy_keys.items[i];
    for (uint32_t i = 0; i < noted->story_keys.count; i++)
        *list_add(ahead->arena, &kept->story_keys) = noted->story_keys.items[i];
}

void ahead_note(Ahead *ahead, const NotedArticle *noted)
{
    keep(ahead, &ahead->noted, noted);
}

void ahead_note_earlier(Ahead *ahead, const NotedArticle *noted)
{
    keep(ahead, &ahead->earlier, noted);
}

void ahead_forget_earlier(Ahead *ahead)
{
    ahead->earlier.count = 0;
}

uint32_t ahead_count(const Ahead *ahead)
{
    return ahead->noted.count;
}

const NotedArticle *ahead_get(const Ahead *ahead, uint32_t index)
{
    return &ahead->noted.items[index];
}

static const NotedArticle *find(const NotedList *list, int64_t article)
{
    uint32_t low = 0, high = list->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->items[middle].article < article)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_noted = low < list->count && list->items[low].article == article;
    return is_noted ? &list->items[low] : NULL;
}

const NotedArticle *ahead_find(const Ahead *ahead, int64_t article)
{
    return find(&ahead->noted, article);
}

const NotedArticle *ahead_find_copy_keys(const Ahead *ahead, int64_t article)
{
    const NotedArticle *noted = find(&ahead->noted, article);
    return noted != NULL ? noted : find(&ahead->earlier, article);
}

void ahead_forget(Ahead *ahead)
{
    ahead->noted = ahead->earlier = (NotedList){0};
    arena_clear(ahead->arena);
}

TextCache *ahead_texts(Ahead *ahead)
{
    if (ahead->texts == NULL) ahead->texts = text_cache_new();
    return ahead->texts;
}
