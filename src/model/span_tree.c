#include "model/span_tree.h"

/* More than any sum of scores: one arc from the root is then better than two. */
#define ROOT_COST 1e9
#define UNSET UINT32_MAX

/* Words and, after them, the cycles that were drawn together to one node. A node that was not drawn
 * into another has a place: its row and column of scores. */
typedef struct Node {
    uint32_t inside; /* the node it was drawn into */
    uint32_t head;   /* of its best arc: the words at its ends */
    uint32_t word;
} Node;

typedef struct Arc {
    double score;
    uint32_t head; /* words at its ends */
    uint32_t word;
} Arc;

typedef struct Search {
    uint32_t places; /* count + 1 */
    Arc *arcs;       /* [place of the word][place of the head] */
    uint32_t *best;  /* of each place: the place of its head */
    uint32_t *nodes_at;
    bool *is_gone;
    uint32_t *seen;
    uint32_t *cycle;
    uint32_t cycle_len;
    Node *nodes;
    uint32_t node_count;
} Search;

static Arc *arc_at(const Search *search, uint32_t word, uint32_t head)
{
    return &search->arcs[(size_t)word * search->places + head];
}

static void find_best(Search *search, uint32_t place)
{
    uint32_t best = UNSET;
    for (uint32_t head = 0; head < search->places; head++) {
        if (head == place || search->is_gone[head]) continue;
        if (best == UNSET || arc_at(search, place, head)->score > arc_at(search, place, best)->score)
            best = head;
    }
    search->best[place] = best;
    Node *node = &search->nodes[search->nodes_at[place]];
    node->head = arc_at(search, place, best)->head;
    node->word = arc_at(search, place, best)->word;
}

/* Follows best heads from each place; a walk that meets itself is a cycle. */
static bool find_cycle(Search *search)
{
    for (uint32_t i = 0; i < search->places; i++) search->seen[i] = 0;
    for (uint32_t start = 1; start < search->places; start++) {
        if (search->is_gone[start]) continue;
        uint32_t at = start;
        while (at != 0 && search->seen[at] == 0) {
            search->seen[at] = start;
            at = search->best[at];
        }
        if (at == 0 || search->seen[at] != start) continue;
        search->cycle_len = 0;
        uint32_t first = at;
        do {
            search->cycle[search->cycle_len++] = at;
            at = search->best[at];
        } while (at != first);
        return true;
    }
    return false;
}

/* The best arc from an outer place into the cycle (in place of the arc there) and out of it. */
static void join_arcs(Search *search, uint32_t outer, const double *inner_scores)
{
    Arc into = {0};
    Arc out = {0};
    for (uint32_t i = 0; i < search->cycle_len; i++) {
        Arc candidate = *arc_at(search, search->cycle[i], outer);
        candidate.score -= inner_scores[i];
        if (i == 0 || candidate.score > into.score) into = candidate;
        candidate = *arc_at(search, outer, search->cycle[i]);
        if (i == 0 || candidate.score > out.score) out = candidate;
    }
    *arc_at(search, search->cycle[0], outer) = into;
    *arc_at(search, outer, search->cycle[0]) = out;
}

static bool is_in_cycle(const Search *search, uint32_t place)
{
    for (uint32_t i = 0; i < search->cycle_len; i++)
        if (search->cycle[i] == place) return true;
    return false;
}

static void draw_together(Search *search, double *inner_scores)
{
    uint32_t joined = search->cycle[0];
    uint32_t node = search->node_count++;
    for (uint32_t i = 0; i < search->cycle_len; i++) {
        uint32_t place = search->cycle[i];
        search->nodes[search->nodes_at[place]].inside = node;
        inner_scores[i] = arc_at(search, place, search->best[place])->score;
        search->seen[place] = UNSET;
    }
    for (uint32_t outer = 0; outer < search->places; outer++)
        if (!search->is_gone[outer] && search->seen[outer] != UNSET)
            join_arcs(search, outer, inner_scores);
    for (uint32_t i = 1; i < search->cycle_len; i++) search->is_gone[search->cycle[i]] = true;
    for (uint32_t place = 1; place < search->places; place++)
        if (!search->is_gone[place] && search->is_gone[search->best[place]] &&
            is_in_cycle(search, search->best[place]))
            search->best[place] = joined;
    search->nodes_at[joined] = node;
    search->nodes[node].inside = UNSET;
    find_best(search, joined);
}

/* The arc into a cycle takes the place of the arc to that word within it. */
static void open_up(Search *search, uint32_t word_count)
{
    for (uint32_t node = search->node_count; node-- > word_count + 1;) {
        uint32_t at = search->nodes[node].word;
        while (search->nodes[at].inside != node) at = search->nodes[at].inside;
        search->nodes[at].head = search->nodes[node].head;
        search->nodes[at].word = search->nodes[node].word;
    }
}

static void fill_arcs(Search *search, const float *arcs)
{
    for (uint32_t word = 1; word < search->places; word++)
        for (uint32_t head = 0; head < search->places; head++)
            *arc_at(search, word, head) =
                (Arc){(double)arcs[(size_t)word * search->places + head] - (head == 0 ? ROOT_COST : 0), head, word};
}

static Search *search_new(const float *arcs, uint32_t count, Arena *scratch)
{
    Search *search = arena_alloc(scratch, sizeof *search);
    uint32_t places = count + 1;
    search->places = places;
    search->arcs = arena_new_items(scratch, Arc, (size_t)places * places);
    search->best = arena_new_items(scratch, uint32_t, places);
    search->nodes_at = arena_new_items(scratch, uint32_t, places);
    search->is_gone = arena_new_items(scratch, bool, places);
    search->seen = arena_new_items(scratch, uint32_t, places);
    search->cycle = arena_new_items(scratch, uint32_t, places);
    search->nodes = arena_new_items(scratch, Node, 2 * (size_t)places);
    search->node_count = places;
    for (uint32_t i = 0; i < places; i++) {
        search->nodes_at[i] = i;
        search->nodes[i].inside = UNSET;
    }
    fill_arcs(search, arcs);
    return search;
}

static void find_heaviest(const float *arcs, uint32_t count, Arena *scratch, uint32_t *heads)
{
    Search *search = search_new(arcs, count, scratch);
    double *inner_scores = arena_new_items(scratch, double, count + 1);
    for (uint32_t word = 1; word <= count; word++) find_best(search, word);
    while (find_cycle(search)) draw_together(search, inner_scores);
    open_up(search, count);
    for (uint32_t word = 1; word <= count; word++) heads[word] = search->nodes[word].head;
}

/* Each word's best head, whether or not that makes a tree. */
static uint32_t take_best_heads(const float *arcs, uint32_t count, uint32_t *heads)
{
    uint32_t roots = 0;
    for (uint32_t word = 1; word <= count; word++) {
        const float *row = arcs + (size_t)word * (count + 1);
        uint32_t best = 0;
        for (uint32_t head = 1; head <= count; head++)
            if (head != word && row[head] > row[best]) best = head;
        heads[word] = best;
        roots += best == 0;
    }
    return roots;
}

static bool has_cycle(const uint32_t *heads, uint32_t count, uint32_t *seen)
{
    for (uint32_t start = 1; start <= count; start++) {
        uint32_t at = start;
        for (; at != 0 && seen[at] == 0; at = heads[at]) seen[at] = start;
        if (at != 0 && seen[at] == start) return true;
    }
    return false;
}

void span_tree_find(const float *arcs, uint32_t count, Arena *scratch, uint32_t *heads)
{
    uint32_t *seen = arena_new_items(scratch, uint32_t, count + 1);
    heads[0] = 0;
    if (take_best_heads(arcs, count, heads) != 1 || has_cycle(heads, count, seen))
        find_heaviest(arcs, count, scratch, heads);
}
