#include "ledger/sources.h"

#include <stdlib.h>

#include "base/map.h"

#define NONE_BEFORE UINT32_MAX

/* ---- Keys ------------------------------------------------------------------------------------ */

static bool is_official(Str kind)
{
    return str_equal(kind, STR("person")) || str_equal(kind, STR("state")) ||
           str_equal(kind, STR("government body"));
}

Str source_key(Str actor, Str kind, Str country, Str name, bool is_outlet, Arena *arena)
{
    if (is_official(kind) && country.len > 0)
        return arena_format(arena, "officials:" STR_FMT, STR_ARG(country));
    if (actor.len > 0) return actor;
    if (!is_outlet || name.len == 0) return (Str){NULL, 0};
    return arena_format(arena, "outlet:" STR_FMT, STR_ARG(name));
}

/* ---- Who has it from whom --------------------------------------------------------------------- */

/* Those that pass it on, by key. */
typedef struct Node {
    Str key;
    bool has_source;
    bool is_counted; /* it, or one before it, is a source */
    List(uint32_t) followers;
} Node;

typedef struct Graph {
    Arena *arena;
    Map index;
    List(Node) nodes;
} Graph;

static uint32_t node_of(Graph *graph, Str key)
{
    uint32_t found = map_find(&graph->index, key);
    if (found != MAP_NONE) return found;
    map_set(&graph->index, key, graph->nodes.count);
    *list_add(graph->arena, &graph->nodes) = (Node){.key = key};
    return graph->nodes.count - 1;
}

static void add_edge(Graph *graph, uint32_t from, uint32_t to)
{
    if (from == to) return;
    graph->nodes.items[to].has_source = true;
    *list_add(graph->arena, &graph->nodes.items[from].followers) = to;
}

static int compare_links(const void *a, const void *b)
{
    const SourceLink *x = a, *y = b;
    if (x->record != y->record) return x->record < y->record ? -1 : 1;
    return (x->position > y->position) - (x->position < y->position);
}

static Str key_of_link(const SourceLink *link, Arena *arena)
{
    if (link->key.len > 0 || !link->is_outlet) return link->key;
    return arena_format(arena, "article:%lld", (long long)link->article);
}

static void add_chain(Graph *graph, const SourceLink *links, uint32_t count)
{
    uint32_t before = NONE_BEFORE;
    for (uint32_t i = 0; i < count; i++) {
        Str key = key_of_link(&links[i], graph->arena);
        if (key.len == 0) continue;
        uint32_t node = node_of(graph, key);
        if (before != NONE_BEFORE) add_edge(graph, before, node);
        before = node;
    }
}

/* ---- Counting --------------------------------------------------------------------------------- */

static void reach(Graph *graph, uint32_t from)
{
    List(uint32_t) open = {0};
    graph->nodes.items[from].is_counted = true;
    *list_add(graph->arena, &open) = from;
    while (open.count > 0) {
        const Node *node = &graph->nodes.items[open.items[--open.count]];
        for (uint32_t i = 0; i < node->followers.count; i++) {
            Node *next = &graph->nodes.items[node->followers.items[i]];
            if (next->is_counted) continue;
            next->is_counted = true;
            *list_add(graph->arena, &open) = node->followers.items[i];
        }
    }
}

/* Where two cite each other, the first in byte order stands for both. */
static uint32_t first_uncounted(const Graph *graph)
{
    uint32_t first = NONE_BEFORE;
    for (uint32_t i = 0; i < graph->nodes.count; i++) {
        const Node *node = &graph->nodes.items[i];
        if (node->is_counted || node->followers.count == 0) continue;
        if (first == NONE_BEFORE || str_compare(node->key, graph->nodes.items[first].key) < 0)
            first = i;
    }
    return first;
}

uint32_t sources_count(SourceLinkList *links, Arena *arena)
{
    Graph graph = {.arena = arena};
    map_init(&graph.index, arena);
    if (links->count > 1) qsort(links->items, links->count, sizeof *links->items, compare_links);
    for (uint32_t start = 0, end; start < links->count; start = end) {
        for (end = start + 1; end < links->count; end++)
            if (links->items[end].record != links->items[start].record) break;
        add_chain(&graph, &links->items[start], end - start);
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < graph.nodes.count; i++) {
        if (graph.nodes.items[i].has_source) continue;
        reach(&graph, i);
        count++;
    }
    for (uint32_t i; (i = first_uncounted(&graph)) != NONE_BEFORE; count++) reach(&graph, i);
    return count;
}
