/* What the encoded words say: tags and names; and all of the network in its order. */
#include <string.h>

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
    uint32_t widest = larger(3 * net->size, larger(net->hidden, net->row_size));
    widest = larger(widest, padded(larger(net->tag_count, net->relation_count)));
    widest = larger(widest, padded(net->name_count));
    return larger(widest, larger(net->arc_size, net->relation_size));
}

Quantised net_quantised_new(uint32_t vectors, uint32_t widest, Arena *arena)
{
    size_t room = quantised_room(vectors);
    return (Quantised){.values = arena_new_unset_items(arena, int8_t, room * widest),
                       .scales = arena_new_unset_items(arena, float, room),
                       .totals = arena_new_items(arena, int32_t, room)}; /* those of no vector are read too */
}

NetWorkspace *net_workspace_new(const Net *net, uint32_t most_words, Arena *arena)
{
    NetWorkspace *workspace = arena_alloc(arena, sizeof *workspace);
    uint32_t widest = widest_product(net);
    uint32_t head_size = larger(larger(net->arc_size, net->relation_size), net->size);
    size_t words = most_words;
    workspace->kernels = net->kernels;
    workspace->most_words = most_words;
    workspace->quantised = net_quantised_new(most_words, widest, arena);
    workspace->wide = arena_new_unset_items(arena, float, words *widest);
    workspace->x = arena_new_unset_items(arena, float, words * net->size);
    workspace->rows = arena_new_unset_items(arena, float, words * net->row_size);
    workspace->missed = arena_new_unset_items(arena, uint32_t, words);
    workspace->dependent = arena_new_unset_items(arena, float, words *head_size);
    workspace->head = arena_new_unset_items(arena, float, words *head_size);
    workspace->distance = arena_new_unset_items(arena, float, words *padded(DISTANCE_BUCKETS));
    workspace->state = arena_new_unset_items(arena, float, net->size);
    workspace->arcs = arena_new_unset_items(arena, float, (words + 1) * (words + 1));
    workspace->heads = arena_new_items(arena, uint32_t, words + 1);
    workspace->tree = span_tree_new(most_words, arena);
    return workspace;
}

uint32_t net_best_of(const float *scores, uint32_t first, uint32_t end)
{
    uint32_t best = first;
    float most = scores[first];
    for (uint32_t i = first + 1; i < end; i++) {
        if (!(scores[i] > most)) continue;
        most = scores[i];
        best = i;
    }
    return best;
}

void net_tag(const Net *net, NetWorkspace *workspace, const Batch *batch)
{
    net_multiply(&net->tags, workspace, workspace->x, batch->count);
    for (uint32_t t = 0; t < batch->count; t++)
        batch->words[t].tag = (uint8_t)net_best_of(
            workspace->wide + (size_t)t * matrix_stride(&net->tags), 0, net->tag_count);
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
static void name_sentence(const Net *net, const float *scores, SyntaxWord *words, uint32_t count)
{
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

void net_name(const Net *net, NetWorkspace *workspace, const Batch *batch)
{
    net_run_layer(net, &net->name_window, workspace, batch);
    net_multiply(&net->names, workspace, workspace->x, batch->count);
    for (uint32_t i = 0, first = 0; i < batch->sentence_count; first += batch->lens[i++])
        name_sentence(net, workspace->wide + (size_t)first * matrix_stride(&net->names),
                      batch->words + first, batch->lens[i]);
}

/* After net_tag, which has the vectors quantised. */
static void keep_contexts(const NetWorkspace *workspace, const Batch *batch)
{
    const Quantised *x = &workspace->quantised;
    memcpy(batch->contexts.values, x->values, (size_t)batch->count * x->width);
    memcpy(batch->contexts.scales, x->scales, sizeof *x->scales * batch->count);
}

void net_run(const Net *net, NetWorkspace *workspace, const Batch *batch)
{
    net_embed(net, workspace, batch);
    net_encode(net, workspace, batch);
    net_tag(net, workspace, batch);
    if (batch->contexts.values != NULL) keep_contexts(workspace, batch);
    net_score_arcs(net, workspace, batch);
    net_attach(workspace, batch);
    net_relate(net, workspace, batch);
    net_name(net, workspace, batch);
}
