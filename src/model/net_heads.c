/* What the encoded words say: tags, arcs, relations. */
#include <string.h>

#include "model/lanes.h"
#include "model/net.h"

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t padded(uint32_t count)
{
    return (count + BLOCK_OUTPUTS - 1) / BLOCK_OUTPUTS * BLOCK_OUTPUTS;
}

static uint32_t widest_product(const Net *net)
{
    uint32_t widest = larger(3 * net->size, net->hidden);
    widest = larger(widest, padded(larger(net->tag_count, net->relation_count)));
    widest = larger(widest, padded(net->name_count));
    return larger(widest, larger(net->arc_size, net->relation_size));
}

NetWorkspace *net_workspace_new(const Net *net, uint32_t longest_sentence, Arena *arena)
{
    NetWorkspace *workspace = arena_alloc(arena, sizeof *workspace);
    uint32_t widest = widest_product(net);
    uint32_t head_size = larger(larger(net->arc_size, net->relation_size), net->size);
    uint32_t x_size = larger(net->size, net->row_size);
    size_t words = (size_t)longest_sentence + 1;
    workspace->longest = longest_sentence;
    workspace->quantised.values = arena_new_items(arena, int8_t, words * widest);
    workspace->quantised.scales = arena_new_items(arena, float, words);
    workspace->sums = arena_new_items(arena, int32_t, words * widest);
    workspace->wide = arena_new_items(arena, float, words * widest);
    workspace->x = arena_new_items(arena, float, words * x_size);
    workspace->dependent = arena_new_items(arena, float, words * head_size);
    workspace->head = arena_new_items(arena, float, words * head_size);
    workspace->distance = arena_new_items(arena, float, words * padded(DISTANCE_BUCKETS));
    workspace->arcs = arena_new_items(arena, float, words * words);
    workspace->heads = arena_new_items(arena, uint32_t, words);
    workspace->tree = span_tree_new(longest_sentence, arena);
    return workspace;
}

static uint32_t best_of(const float *scores, uint32_t first, uint32_t end)
{
    uint32_t best = first;
    for (uint32_t i = first + 1; i < end; i++)
        if (scores[i] > scores[best]) best = i;
    return best;
}

void net_tag(const Net *net, NetWorkspace *workspace, SyntaxWord *words, uint32_t count)
{
    net_multiply(&net->tags, workspace, workspace->x, count);
    for (uint32_t t = 0; t < count; t++)
        words[t].tag = (uint8_t)best_of(workspace->wide + (size_t)t * matrix_stride(&net->tags), 0, net->tag_count);
}

void net_name(const Net *net, NetWorkspace *workspace, SyntaxWord *words, uint32_t count)
{
    net_multiply_again(&net->names, workspace);
    for (uint32_t t = 0; t < count; t++)
        words[t].name =
            (uint8_t)best_of(workspace->wide + (size_t)t * matrix_stride(&net->names), 0, net->name_count);
}

uint32_t net_distance_bucket(uint32_t word, uint32_t head)
{
    static const uint8_t ends[] = {1, 2, 3, 4, 6, 9, 14};
    if (head == 0) return 0;
    uint32_t size = head > word ? head - word : word - head;
    uint32_t step = 0;
    while (step < sizeof ends && size >= ends[step]) step++;
    return head > word ? DISTANCE_BUCKETS / 2 + step : DISTANCE_BUCKETS / 2 - step;
}

static float dot(const float *a, const float *b, uint32_t width)
{
    Lanes sum = {0};
    for (uint32_t i = 0; i < width; i += LANES) sum += LANES_AT(a + i) * LANES_AT(b + i);
    return LANES_SUM(sum);
}

/* Of the words' vectors, which net_tag took over. */
static void multiply_to(const Matrix *matrix, NetWorkspace *workspace, uint32_t count, float *out)
{
    net_multiply_again(matrix, workspace);
    memcpy(out, workspace->wide, (size_t)count * matrix_stride(matrix) * sizeof *out);
}

void net_score_arcs(const Net *net, NetWorkspace *workspace, uint32_t count)
{
    uint32_t size = net->arc_size;
    memcpy(workspace->head, net->root_arc, size * sizeof(float));
    multiply_to(&net->arc_dependent, workspace, count, workspace->dependent);
    multiply_to(&net->arc_head, workspace, count, workspace->head + size);
    multiply_to(&net->arc_distance, workspace, count, workspace->distance);
    uint32_t stride = matrix_stride(&net->arc_distance);
    for (uint32_t word = 1; word <= count; word++) {
        float *row = workspace->arcs + (size_t)word * (count + 1);
        const float *dependent = workspace->dependent + (size_t)(word - 1) * size;
        const float *distance = workspace->distance + (size_t)(word - 1) * stride;
        for (uint32_t head = 0; head <= count; head++)
            row[head] = dot(dependent, workspace->head + (size_t)head * size, size) +
                        distance[net_distance_bucket(word, head)];
    }
}

void net_attach(NetWorkspace *workspace, SyntaxWord *words, uint32_t count)
{
    span_tree_find(workspace->tree, workspace->arcs, count, workspace->heads);
    for (uint32_t t = 0; t < count; t++)
        words[t].head = workspace->heads[t + 1] == 0 ? SYNTAX_ROOT : workspace->heads[t + 1] - 1;
}

/* What speaks for a relation between a word and its head, rectified, to out. */
static void join_parts(const Net *net, const NetWorkspace *workspace, uint32_t word, uint32_t head, float *out)
{
    uint32_t size = net->relation_size;
    const float *dependent = workspace->dependent + (size_t)(word - 1) * size;
    const float *other = workspace->head + (size_t)head * size;
    const float *distance = net->relation_distance + (size_t)net_distance_bucket(word, head) * size;
    for (uint32_t i = 0; i < size; i += LANES) {
        Lanes sum = LANES_AT(dependent + i) + LANES_AT(other + i) + LANES_AT(distance + i);
        SET_LANES(out + i, LANES_RECTIFIED(sum));
    }
}

void net_relate(const Net *net, NetWorkspace *workspace, SyntaxWord *words, uint32_t count)
{
    uint32_t size = net->relation_size;
    memcpy(workspace->head, net->root_relation, size * sizeof(float));
    multiply_to(&net->relation_dependent, workspace, count, workspace->dependent);
    multiply_to(&net->relation_head, workspace, count, workspace->head + size);
    for (uint32_t t = 0; t < count; t++)
        join_parts(net, workspace, t + 1, words[t].head == SYNTAX_ROOT ? 0 : words[t].head + 1,
                   workspace->x + (size_t)t * size);
    net_multiply(&net->relation_out, workspace, workspace->x, count);
    uint32_t stride = matrix_stride(&net->relation_out);
    for (uint32_t t = 0; t < count; t++) {
        const float *scores = workspace->wide + (size_t)t * stride;
        words[t].relation = words[t].head == SYNTAX_ROOT ? 0 : (uint8_t)best_of(scores, 1, net->relation_count);
    }
}
