/* The layers over the vectors of the words. */
#include "model/net.h"

Batch net_take_batch(SyntaxWord *words, const uint32_t *lens, uint32_t sentence_count,
                     uint32_t most_words)
{
    Batch batch = {.words = words, .lens = lens};
    assert(sentence_count > 0 && lens[0] <= most_words);
    while (batch.sentence_count < sentence_count &&
           lens[batch.sentence_count] <= most_words - batch.count)
        batch.count += lens[batch.sentence_count++];
    return batch;
}

void net_multiply(const Matrix *matrix, NetWorkspace *workspace, const float *x, uint32_t count)
{
    workspace->kernels->vectors->quantise(x, matrix->inputs, count, &workspace->quantised);
    net_multiply_again(matrix, workspace, workspace->wide);
}

void net_multiply_again(const Matrix *matrix, NetWorkspace *workspace, float *out)
{
    workspace->kernels->product(matrix, &workspace->quantised, out);
}

static void run_window_layer(const Net *net, const Layer *layer, NetWorkspace *workspace,
                             const Batch *batch)
{
    net_multiply(&layer->product, workspace, workspace->x, batch->count);
    const float *parts = workspace->wide;
    float *x = workspace->x;
    for (uint32_t i = 0; i < batch->sentence_count; i++) {
        uint32_t count = batch->lens[i];
        workspace->kernels->vectors->add_window(parts, net->size, count, x);
        parts += (size_t)count * 3 * net->size;
        x += (size_t)count * net->size;
    }
}

static void run_gated_layer(const Net *net, const Layer *layer, NetWorkspace *workspace,
                            const Batch *batch)
{
    const VectorOps *vectors = workspace->kernels->vectors;
    net_multiply(&layer->product, workspace, workspace->x, batch->count);
    const float *parts = workspace->wide;
    float *out = workspace->head;
    for (uint32_t i = 0; i < batch->sentence_count; i++) {
        uint32_t count = batch->lens[i];
        vectors->run_gates(parts, net->size, count, workspace->state, out);
        parts += (size_t)count * 2 * net->size;
        out += (size_t)count * net->size;
    }
    net_multiply(&layer->mix, workspace, workspace->head, batch->count);
    vectors->add(workspace->wide, (size_t)batch->count * net->size, workspace->x);
}

void net_run_layer(const Net *net, const Layer *layer, NetWorkspace *workspace, const Batch *batch)
{
    if (layer->kind == 'w')
        run_window_layer(net, layer, workspace, batch);
    else
        run_gated_layer(net, layer, workspace, batch);
    workspace->kernels->vectors->normalise(&layer->norm, net->size, batch->count, workspace->x);
}

void net_encode(const Net *net, NetWorkspace *workspace, const Batch *batch)
{
    for (uint32_t i = 0; i < net->layer_count; i++)
        net_run_layer(net, &net->layers[i], workspace, batch);
}
