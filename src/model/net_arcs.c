/* Trees: scores of all arcs of a sentence, the best tree, the relations of its arcs. */
#include "model/net.h"

#define FARTHEST 14u

/* Of a head that is so many words away: the number of steps. */
static const uint8_t steps_of[FARTHEST + 1] = {0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 7};

uint32_t net_distance_bucket(uint32_t word, uint32_t head)
{
    if (head == 0) return 0;
    uint32_t away = head > word ? head - word : word - head;
    uint32_t step = steps_of[away < FARTHEST ? away : FARTHEST];
    return head > word ? DISTANCE_BUCKETS / 2 + step : DISTANCE_BUCKETS / 2 - step;
}

static void add_distances(const float *distance, uint32_t word, uint32_t count, float *row)
{
    for (uint32_t head = 0; head <= count; head++)
        row[head] += distance[net_distance_bucket(word, head)];
}

/* Of words of one sentence; the vectors of the first word come first. */
static void score_sentence(const Net *net, const VectorOps *vectors, const float *dependent,
                           const float *head, const float *distance, uint32_t count, float *arcs)
{
    uint32_t size = net->arc_size;
    for (uint32_t word = 1; word <= count; word++, dependent += size) {
        float *row = arcs + (size_t)word * (count + 1);
        vectors->multiply_rows(dependent, net->root_arc, size, 1, row);
        vectors->multiply_rows(dependent, head, size, count, row + 1);
        add_distances(distance, word, count, row);
        distance += matrix_stride(&net->arc_distance);
    }
}

static size_t square(uint32_t len)
{
    return ((size_t)len + 1) * (len + 1);
}

void net_score_arcs(const Net *net, NetWorkspace *workspace, const Batch *batch)
{
    net_multiply_again(&net->arc_dependent, workspace, workspace->dependent);
    net_multiply_again(&net->arc_head, workspace, workspace->head);
    net_multiply_again(&net->arc_distance, workspace, workspace->distance);
    float *arcs = workspace->arcs;
    for (uint32_t i = 0, first = 0; i < batch->sentence_count; first += batch->lens[i++]) {
        size_t start = (size_t)first * net->arc_size;
        score_sentence(net, workspace->kernels->vectors, workspace->dependent + start,
                       workspace->head + start,
                       workspace->distance + (size_t)first * matrix_stride(&net->arc_distance),
                       batch->lens[i], arcs);
        arcs += square(batch->lens[i]);
    }
}

void net_attach(NetWorkspace *workspace, const Batch *batch)
{
    const float *arcs = workspace->arcs;
    SyntaxWord *words = batch->words;
    for (uint32_t i = 0; i < batch->sentence_count; i++) {
        uint32_t count = batch->lens[i];
        span_tree_find(workspace->tree, arcs, count, workspace->heads);
        for (uint32_t t = 0; t < count; t++) {
            uint32_t head = workspace->heads[t + 1];
            words[t].head = head == 0 ? SYNTAX_ROOT : head - 1;
        }
        words += count;
        arcs += square(count);
    }
}

/* What speaks for a relation between a word and its head, rectified, to out. */
static void join_parts(const Net *net, const NetWorkspace *workspace, uint32_t first, uint32_t word,
                       uint32_t head, float *out)
{
    size_t size = net->relation_size;
    bool is_root = head == SYNTAX_ROOT;
    uint32_t bucket = is_root ? 0 : net_distance_bucket(word + 1, head + 1);
    workspace->kernels->vectors->join(
        workspace->dependent + (first + word) * size,
        is_root ? net->root_relation : workspace->head + (first + head) * size,
        net->relation_distance + bucket * size, net->relation_size, out);
}

void net_relate(const Net *net, NetWorkspace *workspace, const Batch *batch)
{
    net_multiply_again(&net->relation_dependent, workspace, workspace->dependent);
    net_multiply_again(&net->relation_head, workspace, workspace->head);
    float *joined = workspace->wide;
    for (uint32_t i = 0, first = 0; i < batch->sentence_count; first += batch->lens[i++])
        for (uint32_t t = 0; t < batch->lens[i]; t++, joined += net->relation_size)
            join_parts(net, workspace, first, t, batch->words[first + t].head, joined);
    net_multiply(&net->relation_out, workspace, workspace->wide, batch->count);
    for (uint32_t t = 0; t < batch->count; t++) {
        const float *scores = workspace->wide + (size_t)t * matrix_stride(&net->relation_out);
        bool is_root = batch->words[t].head == SYNTAX_ROOT;
        batch->words[t].relation = /* 0 is the root's */
            is_root ? 0 : (uint8_t)net_best_of(scores, 1, net->relation_count);
    }
}
