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
    workspace->wide = arena_new_items(arena, float, words *widest);
    workspace->x = arena_new_items(arena, float, words *x_size);
    workspace->dependent = arena_new_items(arena, float, words *head_size);
    workspace->head = arena_new_items(arena, float, words *head_size);
    workspace->distance = arena_new_items(arena, float, words *padded(DISTANCE_BUCKETS));
    workspace->arcs = arena_new_items(arena, float, words *words);
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
        words[t].tag = (uint8_t)best_of(workspace->wide + (size_t)t * matrix_stride(&net->tags), 0,
                                        net->tag_count);
}

/* Labels stand in pairs after "O": the first word of a name of a class, its other words. */
#define FIRST_OF(class) (1 + 2 * (class))
#define OTHER_OF(class) (2 + 2 * (class))

typedef enum NamePart {
    PART_NONE,
    PART_FIRST,
    PART_OTHER,
} NamePart;

static NamePart best_part(const float *scores, uint32_t classes)
{
    float first = scores[FIRST_OF(0)];
    float other = scores[OTHER_OF(0)];
    for (uint32_t i = 1; i < classes; i++) {
        first = scores[FIRST_OF(i)] > first ? scores[FIRST_OF(i)] : first;
        other = scores[OTHER_OF(i)] > other ? scores[OTHER_OF(i)] : other;
    }
    if (scores[0] >= first && scores[0] >= other) return PART_NONE;
    return first >= other ? PART_FIRST : PART_OTHER;
}

/* The class that speaks most for all words of [start, end) together. */
static uint32_t best_class(const float *scores, uint32_t stride, uint32_t start, uint32_t end,
                           uint32_t classes)
{
    uint32_t best = 0;
    float most = 0;
    for (uint32_t i = 0; i < classes; i++) {
        float sum = 0;
        for (uint32_t t = start; t < end; t++) {
            const float *row = scores + (size_t)t * stride;
            sum += row[FIRST_OF(i)] > row[OTHER_OF(i)] ? row[FIRST_OF(i)] : row[OTHER_OF(i)];
        }
        if (i == 0 || sum > most) {
            best = i;
            most = sum;
        }
    }
    return best;
}

static int8_t to_eighths(float score)
{
    float eighths = score * 8 + (score < 0 ? -0.5f : 0.5f);
    return (int8_t)(eighths > 127 ? 127 : eighths < -127 ? -127 : eighths);
}

static void keep_scores(const float *scores, uint32_t classes, SyntaxWord *word)
{
    for (uint32_t i = 0; i < MOST_NAME_CLASSES; i++) {
        if (i >= classes) {
            word->name_scores[i] = -127;
            continue;
        }
        float first = scores[FIRST_OF(i)], other = scores[OTHER_OF(i)];
        word->name_scores[i] = to_eighths((first > other ? first : other) - scores[0]);
    }
}

/* First where names begin and go on, whatever their class; then the class of each as a whole, so
 * that "Gulf of Mexico" is not part of one class and part of another. */
void net_name(const Net *net, NetWorkspace *workspace, SyntaxWord *words, uint32_t count)
{
    net_multiply_again(&net->names, workspace);
    const float *scores = workspace->wide;
    uint32_t stride = matrix_stride(&net->names);
    uint32_t classes = (net->name_count - 1) / 2;
    for (uint32_t t = 0; t < count; t++)
        keep_scores(scores + (size_t)t * stride, classes, &words[t]);
    for (uint32_t start = 0, end; start < count; start = end) {
        end = start + 1;
        words[start].name = 0;
        if (best_part(scores + (size_t)start * stride, classes) == PART_NONE) continue;
        while (end < count && best_part(scores + (size_t)end * stride, classes) == PART_OTHER)
            end++;
        uint32_t best = best_class(scores, stride, start, end, classes);
        words[start].name = (uint8_t)FIRST_OF(best);
        for (uint32_t t = start + 1; t < end; t++) words[t].name = (uint8_t)OTHER_OF(best);
    }
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
static void join_parts(const Net *net, const NetWorkspace *workspace, uint32_t word, uint32_t head,
                       float *out)
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
        words[t].relation =
            words[t].head == SYNTAX_ROOT ? 0 : (uint8_t)best_of(scores, 1, net->relation_count);
    }
}
