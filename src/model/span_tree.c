#include "model/span_tree.h"

#include <string.h>

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

struct SpanTree {
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
    double *inner_scores; /* of the arcs of the cycle at hand */
    uint64_t steps;
};

static Arc *arc_at(const SpanTree *tree, uint32_t word, uint32_t head)
{
    return &tree->arcs[(size_t)word * tree->places + head];
}

static void find_best(SpanTree *tree, uint32_t place)
{
    uint32_t best = UNSET;
    tree->steps += tree->places;
    for (uint32_t head = 0; head < tree->places; head++) {
        if (head == place || tree->is_gone[head]) continue;
        if (best == UNSET || arc_at(tree, place, head)->score > arc_at(tree, place, best)->score)
            best = head;
    }
    tree->best[place] = best;
    Node *node = &tree->nodes[tree->nodes_at[place]];
    node->head = arc_at(tree, place, best)->head;
    node->word = arc_at(tree, place, best)->word;
}

/* Follows best heads from each place; a walk that meets itself is a cycle. */
static bool find_cycle(SpanTree *tree)
{
    tree->steps += tree->places;
    for (uint32_t i = 0; i < tree->places; i++) tree->seen[i] = 0;
    for (uint32_t start = 1; start < tree->places; start++) {
        if (tree->is_gone[start]) continue;
        uint32_t at = start;
        while (at != 0 && tree->seen[at] == 0) {
            tree->seen[at] = start;
            at = tree->best[at];
        }
        if (at == 0 || tree->seen[at] != start) continue;
        tree->cycle_len = 0;
        uint32_t first = at;
        do {
            tree->cycle[tree->cycle_len++] = at;
            at = tree->best[at];
        } while (at != first);
        return true;
    }
    return false;
}

/* The best arc from an outer place into the cycle (in place of the arc there) and out of it. */
static void join_arcs(SpanTree *tree, uint32_t outer)
{
    Arc into = {0};
    Arc out = {0};
    tree->steps += 2 * (uint64_t)tree->cycle_len;
    for (uint32_t i = 0; i < tree->cycle_len; i++) {
        Arc candidate = *arc_at(tree, tree->cycle[i], outer);
        candidate.score -= tree->inner_scores[i];
        if (i == 0 || candidate.score > into.score) into = candidate;
        candidate = *arc_at(tree, outer, tree->cycle[i]);
        if (i == 0 || candidate.score > out.score) out = candidate;
    }
    *arc_at(tree, tree->cycle[0], outer) = into;
    *arc_at(tree, outer, tree->cycle[0]) = out;
}

static bool is_in_cycle(const SpanTree *tree, uint32_t place)
{
    for (uint32_t i = 0; i < tree->cycle_len; i++)
        if (tree->cycle[i] == place) return true;
    return false;
}

static void draw_together(SpanTree *tree)
{
    uint32_t joined = tree->cycle[0];
    uint32_t node = tree->node_count++;
    for (uint32_t i = 0; i < tree->cycle_len; i++) {
        uint32_t place = tree->cycle[i];
        tree->nodes[tree->nodes_at[place]].inside = node;
        tree->inner_scores[i] = arc_at(tree, place, tree->best[place])->score;
        tree->seen[place] = UNSET;
    }
    for (uint32_t outer = 0; outer < tree->places; outer++)
        if (!tree->is_gone[outer] && tree->seen[outer] != UNSET) join_arcs(tree, outer);
    for (uint32_t i = 1; i < tree->cycle_len; i++) tree->is_gone[tree->cycle[i]] = true;
    for (uint32_t place = 1; place < tree->places; place++)
        if (!tree->is_gone[place] && tree->is_gone[tree->best[place]] &&
            is_in_cycle(tree, tree->best[place]))
            tree->best[place] = joined;
    tree->nodes_at[joined] = node;
    tree->nodes[node].inside = UNSET;
    find_best(tree, joined);
}

/* The arc into a cycle takes the place of the arc to that word within it. */
static void open_up(SpanTree *tree, uint32_t word_count)
{
    for (uint32_t node = tree->node_count; node-- > word_count + 1;) {
        uint32_t at = tree->nodes[node].word;
        while (tree->nodes[at].inside != node) at = tree->nodes[at].inside;
        tree->nodes[at].head = tree->nodes[node].head;
        tree->nodes[at].word = tree->nodes[node].word;
    }
}

static void fill_arcs(SpanTree *tree, const float *arcs)
{
    for (uint32_t word = 1; word < tree->places; word++)
        for (uint32_t head = 0; head < tree->places; head++)
            *arc_at(tree, word, head) = (Arc){(double)arcs[(size_t)word * tree->places + head] -
                                                  (head == 0 ? ROOT_COST : 0),
                                              head, word};
}

SpanTree *span_tree_new(uint32_t longest_sentence, Arena *arena)
{
    size_t places = (size_t)longest_sentence + 1;
    SpanTree *tree = arena_alloc(arena, sizeof *tree);
    tree->arcs = arena_new_items(arena, Arc, places * places);
    tree->best = arena_new_items(arena, uint32_t, places);
    tree->nodes_at = arena_new_items(arena, uint32_t, places);
    tree->is_gone = arena_new_items(arena, bool, places);
    tree->seen = arena_new_items(arena, uint32_t, places);
    tree->cycle = arena_new_items(arena, uint32_t, places);
    tree->nodes = arena_new_items(arena, Node, 2 * places);
    tree->inner_scores = arena_new_items(arena, double, places);
    return tree;
}

static void start_search(SpanTree *tree, const float *arcs, uint32_t count)
{
    tree->places = count + 1;
    tree->node_count = tree->places;
    for (uint32_t i = 0; i < tree->places; i++) {
        tree->nodes_at[i] = i;
        tree->nodes[i].inside = UNSET;
        tree->is_gone[i] = false;
    }
    fill_arcs(tree, arcs);
}

static void find_heaviest(SpanTree *tree, const float *arcs, uint32_t count, uint32_t *heads)
{
    start_search(tree, arcs, count);
    for (uint32_t word = 1; word <= count; word++) find_best(tree, word);
    while (find_cycle(tree)) draw_together(tree);
    open_up(tree, count);
    for (uint32_t word = 1; word <= count; word++) heads[word] = tree->nodes[word].head;
}

/* Each word's best head, whether or not that makes a tree. */
static uint32_t take_best_heads(const float *arcs, uint32_t count, uint32_t *heads)
{
    uint32_t roots = 0;
    for (uint32_t word = 1; word <= count; word++) {
        const float *row = arcs + (size_t)word * (count + 1);
        uint32_t best = 0;
        float most = row[0];
        for (uint32_t head = 1; head <= count; head++) {
            if (!(row[head] > most) || head == word) continue;
            most = row[head];
            best = head;
        }
        heads[word] = best;
        roots += best == 0;
    }
    return roots;
}

static bool has_cycle(const uint32_t *heads, uint32_t count, uint32_t *seen)
{
    memset(seen, 0, ((size_t)count + 1) * sizeof *seen);
    for (uint32_t start = 1; start <= count; start++) {
        uint32_t at = start;
        for (; at != 0 && seen[at] == 0; at = heads[at]) seen[at] = start;
        if (at != 0 && seen[at] == start) return true;
    }
    return false;
}

void span_tree_find(SpanTree *tree, const float *arcs, uint32_t count, uint32_t *heads)
{
    heads[0] = 0;
    tree->steps += (uint64_t)count * count;
    if (take_best_heads(arcs, count, heads) != 1 || has_cycle(heads, count, tree->seen))
        find_heaviest(tree, arcs, count, heads);
}

uint64_t span_tree_steps(const SpanTree *tree)
{
    return tree->steps;
}
