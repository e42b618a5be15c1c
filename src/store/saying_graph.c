#include "store/saying_graph.h"

#include <stdlib.h>

#include "ledger/variants.h"
#include "store/wordings.h"

void saying_graph_init(SayingGraph *graph, Store *store)
{
    *graph = (SayingGraph){.store = store};
    map_init(&graph->places, store->scratch);
}

/* ---- Nodes ----------------------------------------------------------------------------------- */

/* From a row of number, speaker, words; MAP_NONE without a speaker. */
static uint32_t node_of_row(SayingGraph *graph, const Row *row)
{
    Arena *arena = graph->store->scratch;
    Str speaker = row_get_str(row, 1), text = row_get_str(row, 2);
    if (speaker.len == 0) return MAP_NONE;
    int64_t wording = variant_wording(speaker, text);
    Str key = {(const char *)&wording, sizeof wording};
    uint32_t node = map_find(&graph->places, key);
    if (node == MAP_NONE) {
        node = graph->nodes.count;
        *list_add(arena, &graph->nodes) =
            (WordingNode){.speaker = arena_copy_str(arena, speaker), .text = arena_copy_str(arena, text)};
        map_set(&graph->places, arena_copy_str(arena, key), node);
    }
    WordingNode *found = &graph->nodes.items[node];
    if (!found->has_links) *list_add(arena, &found->quotations) = row_get_int(row, 0);
    return node;
}

DatelineStatus saying_node_of(SayingGraph *graph, int64_t quotation, uint32_t *out, DatelineError *err)
{
    bool has_row;
    *out = MAP_NONE;
    Row row = database_row(graph->store->db, STATEMENT_GET_WORDS_OF_QUOTATION);
    row_int(&row, quotation);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *out = node_of_row(graph, &row);
    row_end(&row);
    return DATELINE_OK;
}

DatelineStatus saying_nodes_of(SayingGraph *graph, const Id *variant, NumberList *out, DatelineError *err)
{
    Row row = database_row(graph->store->db, STATEMENT_GET_VARIANT_MEMBERS);
    row_id(&row, variant);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        uint32_t node = node_of_row(graph, &row);
        if (node != MAP_NONE) *list_add(graph->store->scratch, out) = node;
    }
    number_list_sort_once(out);
    return DATELINE_OK;
}

/* ---- Links ----------------------------------------------------------------------------------- */

/* Those with the very same words, if they stand in several articles and say enough. */
static DatelineStatus add_same(SayingGraph *graph, WordingNode *node, DatelineError *err)
{
    Store *store = graph->store;
    WordingPlaceList places = {0};
    TRY(wording_find(store, variant_wording(node->speaker, node->text), &places, err));
    bool has_several = places.count > 0 && places.items[0].article != places.items[places.count - 1].article;
    if (!has_several || store->data == NULL || !variant_says_enough(store->data, node->text, store->scratch))
        return DATELINE_OK;
    for (uint32_t i = 0; i < places.count; i++)
        *list_add(store->scratch, &node->quotations) = places.items[i].quotation;
    return DATELINE_OK;
}

static void add_link(SayingGraph *graph, uint32_t node, uint32_t other, uint32_t likeness)
{
    WordingNode *from = &graph->nodes.items[node];
    if (other == node || other == MAP_NONE) return;
    for (uint32_t i = 0; i < from->links.count; i++)
        if (from->links.items[i].node == other) return;
    *list_add(graph->store->scratch, &from->links) = (WordingLink){other, likeness};
}

static DatelineStatus read_links_of(SayingGraph *graph, uint32_t node, int64_t quotation, DatelineError *err)
{
    Row row = database_row(graph->store->db, STATEMENT_GET_LIKE_QUOTATIONS);
    row_int(&row, quotation);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        add_link(graph, node, node_of_row(graph, &row), (uint32_t)row_get_int(&row, 3));
    }
}

static int in_order(const void *a, const void *b, void *context)
{
    const WordingNode *nodes = ((const SayingGraph *)context)->nodes.items;
    const WordingLink *x = a, *y = b;
    if (x->node == y->node) return 0;
    return variant_goes_before(nodes[x->node].text, nodes[y->node].text) ? -1 : 1;
}

static void sort_links(SayingGraph *graph, WordingNode *node)
{
    const WordingNode *nodes = graph->nodes.items;
    if (node->links.count > 1)
        qsort_r(node->links.items, node->links.count, sizeof *node->links.items, in_order, graph);
    while (node->before < node->links.count &&
           variant_goes_before(nodes[node->links.items[node->before].node].text, node->text))
        node->before++;
}

DatelineStatus saying_read_links(SayingGraph *graph, uint32_t node, DatelineError *err)
{
    if (graph->nodes.items[node].has_links) return DATELINE_OK;
    TRY(add_same(graph, &graph->nodes.items[node], err));
    number_list_sort_once(&graph->nodes.items[node].quotations);
    graph->nodes.items[node].has_links = true;
    NumberList quotations = graph->nodes.items[node].quotations;
    for (uint32_t i = 0; i < quotations.count; i++) TRY(read_links_of(graph, node, quotations.items[i], err));
    sort_links(graph, &graph->nodes.items[node]);
    return DATELINE_OK;
}

/* ---- Heads ----------------------------------------------------------------------------------- */

/* One whose links are looked at, from the first on, until one leads to a head. */
typedef struct Asking {
    uint32_t node;
    uint32_t at; /* of its links */
} Asking;

typedef List(Asking) AskingList;

/* Knows the rank of the last, or asks for that of another first. */
static void ask(SayingGraph *graph, AskingList *stack)
{
    Asking *last = &stack->items[stack->count - 1];
    WordingNode *node = &graph->nodes.items[last->node];
    for (; last->at < node->before; last->at++) {
        uint32_t other = node->links.items[last->at].node;
        Rank rank = graph->nodes.items[other].rank;
        if (rank == RANK_UNKNOWN) {
            *list_add(graph->store->scratch, stack) = (Asking){.node = other};
            return;
        }
        if (rank == RANK_HEAD) break;
    }
    node->rank = last->at < node->before ? RANK_MEMBER : RANK_HEAD;
    stack->count--;
}

static DatelineStatus find_rank(SayingGraph *graph, uint32_t node, DatelineError *err)
{
    AskingList stack = {0};
    if (graph->nodes.items[node].rank != RANK_UNKNOWN) return DATELINE_OK;
    *list_add(graph->store->scratch, &stack) = (Asking){.node = node};
    while (stack.count > 0) {
        TRY(saying_read_links(graph, stack.items[stack.count - 1].node, err));
        ask(graph, &stack);
    }
    return DATELINE_OK;
}

static WordingLink link_at(const SayingGraph *graph, uint32_t node, uint32_t index)
{
    return graph->nodes.items[node].links.items[index];
}

/* Of a member the head it is most like, else itself. */
static DatelineStatus first_head(SayingGraph *graph, uint32_t node, WordingLink *out, DatelineError *err)
{
    *out = (WordingLink){.node = node};
    TRY(find_rank(graph, node, err));
    if (graph->nodes.items[node].rank == RANK_HEAD) return DATELINE_OK;
    for (uint32_t i = 0; i < graph->nodes.items[node].before; i++) {
        WordingLink link = link_at(graph, node, i);
        TRY(find_rank(graph, link.node, err));
        if (graph->nodes.items[link.node].rank == RANK_HEAD && link.likeness > out->likeness) *out = link;
    }
    return DATELINE_OK;
}

/* Those that chose it; a head that no other chose is alone. */
static DatelineStatus list_members(SayingGraph *graph, uint32_t head, NumberList *out, DatelineError *err)
{
    for (uint32_t i = graph->nodes.items[head].before; i < graph->nodes.items[head].links.count; i++) {
        uint32_t node = link_at(graph, head, i).node;
        WordingLink chosen;
        TRY(first_head(graph, node, &chosen, err));
        if (chosen.node == head) *list_add(graph->store->scratch, out) = node;
    }
    return DATELINE_OK;
}

/* From here on two are surely one saying. */
#define SURE_LIKENESS 650

static WordingLink most_alike(const SayingGraph *graph, uint32_t node)
{
    WordingLink best = {.node = node};
    for (uint32_t i = 0; i < graph->nodes.items[node].links.count; i++)
        if (link_at(graph, node, i).likeness > best.likeness) best = link_at(graph, node, i);
    return best;
}

DatelineStatus saying_head(SayingGraph *graph, uint32_t node, uint32_t *out, DatelineError *err)
{
    WordingLink chosen;
    NumberList members = {0};
    TRY(first_head(graph, node, &chosen, err));
    *out = chosen.node;
    if (chosen.node != node) return DATELINE_OK;
    TRY(list_members(graph, node, &members, err));
    WordingLink like = most_alike(graph, node);
    if (members.count > 0 || like.likeness < SURE_LIKENESS) return DATELINE_OK;
    TRY(first_head(graph, like.node, &chosen, err));
    if (chosen.likeness >= SURE_LIKENESS) *out = chosen.node;
    return DATELINE_OK;
}

static DatelineStatus list_followers(SayingGraph *graph, uint32_t member, uint32_t head, NumberList *out,
                                     DatelineError *err)
{
    for (uint32_t i = 0; i < graph->nodes.items[member].links.count; i++) {
        uint32_t node = link_at(graph, member, i).node, other;
        if (node == head) continue;
        TRY(saying_head(graph, node, &other, err));
        if (other == head) *list_add(graph->store->scratch, out) = node;
    }
    return DATELINE_OK;
}

DatelineStatus saying_group(SayingGraph *graph, uint32_t head, NumberList *out, DatelineError *err)
{
    NumberList members = {0};
    *list_add(graph->store->scratch, out) = head;
    TRY(saying_read_links(graph, head, err));
    TRY(list_members(graph, head, &members, err));
    for (uint32_t i = 0; i < members.count; i++) {
        *list_add(graph->store->scratch, out) = members.items[i];
        TRY(list_followers(graph, (uint32_t)members.items[i], head, out, err));
    }
    return DATELINE_OK;
}
