/* The layers over the vectors of a sentence's words. */
#include <math.h>
#include <string.h>

#include "model/lanes.h"
#include "model/net.h"

#define NORM_EPSILON 1e-5f

static float mean_of(const float *x, uint32_t width)
{
    Lanes sum = {0};
    for (uint32_t i = 0; i < width; i += LANES) sum += LANES_AT(x + i);
    return LANES_SUM(sum) / (float)width;
}

static float variance_of(const float *x, uint32_t width, float mean)
{
    Lanes sum = {0};
    for (uint32_t i = 0; i < width; i += LANES) {
        Lanes away = LANES_AT(x + i) - mean;
        sum += away * away;
    }
    return LANES_SUM(sum) / (float)width;
}

void net_normalise(const Norm *norm, uint32_t width, uint32_t count, float *x)
{
    for (uint32_t t = 0; t < count; t++, x += width) {
        float mean = mean_of(x, width);
        float scale = 1.0f / sqrtf(variance_of(x, width, mean) + NORM_EPSILON);
        for (uint32_t i = 0; i < width; i += LANES)
            SET_LANES(x + i, (LANES_AT(x + i) - mean) * scale * LANES_AT(norm->gain + i) +
                                 LANES_AT(norm->bias + i));
    }
}

void net_multiply(const Matrix *matrix, NetWorkspace *workspace, const float *x, uint32_t count)
{
    quantise(x, matrix->inputs, count, &workspace->quantised);
    net_multiply_again(matrix, workspace);
}

void net_multiply_again(const Matrix *matrix, NetWorkspace *workspace)
{
    matrix_product(matrix, &workspace->quantised, workspace->sums, workspace->wide);
}

/* x += relu(left part of the word before + middle part + right part of the word after). The three
 * parts of a word lie side by side; the bias is in the middle one. */
static void add_window(const float *parts, uint32_t size, uint32_t count, float *x)
{
    for (uint32_t t = 0; t < count; t++) {
        const float *before = t > 0 ? parts + (size_t)(t - 1) * 3 * size : NULL;
        const float *middle = parts + (size_t)t * 3 * size + size;
        const float *after =
            t + 1 < count ? parts + (size_t)(t + 1) * 3 * size + 2 * (size_t)size : NULL;
        float *out = x + (size_t)t * size;
        for (uint32_t i = 0; i < size; i += LANES) {
            Lanes sum = LANES_AT(middle + i);
            if (before) sum += LANES_AT(before + i);
            if (after) sum += LANES_AT(after + i);
            SET_LANES(out + i, LANES_AT(out + i) + LANES_RECTIFIED(sum));
        }
    }
}

/* 1 / (1 + exp(x)) for x in [-80, 80], within a few units in the last place; the same everywhere.
 */
static void shut(const float *x, Lanes *out)
{
    Lanes bound = LANES_AT(x);
    bound = LANES_WHERE(bound < 80.0f, bound) + LANES_WHERE(bound >= 80.0f, bound * 0 + 80.0f);
    bound = LANES_WHERE(bound > -80.0f, bound) + LANES_WHERE(bound <= -80.0f, bound * 0 - 80.0f);
    Lanes shifted =
        bound * 1.44269504f + 12582912.0f; /* its low bits: the nearest whole power of 2 */
    Lanes whole = shifted - 12582912.0f;
    Lanes rest = (bound - whole * 0.693359375f) + whole * 2.12194440e-4f;
    Lanes value = rest * 0.00139819994f + 0.00833345205f;
    value = value * rest + 0.0416657962f;
    value = value * rest + 0.166666657f;
    value = value * rest + 0.5f;
    value = (value * rest + 1.0f) * rest + 1.0f;
    IntLanes power = (((IntLanes)shifted - 0x4B400000) + 127) << 23;
    *out = 1.0f / (1.0f + value * (Lanes)power);
}

/* One step: state = shut * state + (1 - shut) * value; rectified, to out. */
static void step_gated(const float *gates, const float *values, uint32_t width, float *state,
                       float *out)
{
    for (uint32_t i = 0; i < width; i += LANES) {
        Lanes kept;
        shut(gates + i, &kept);
        Lanes next = kept * LANES_AT(state + i) + (1.0f - kept) * LANES_AT(values + i);
        SET_LANES(state + i, next);
        SET_LANES(out + i, LANES_RECTIFIED(next));
    }
}

/* The first half of the channels runs to the right, the second to the left. parts: gates, values of
 * each word side by side; the result takes the place of the gates. */
static void run_gated(float *parts, uint32_t size, uint32_t count, float *state)
{
    uint32_t half = size / 2;
    memset(state, 0, size * sizeof *state);
    for (uint32_t t = 0; t < count; t++) {
        float *gates = parts + (size_t)t * 2 * size;
        step_gated(gates, gates + size, half, state, gates);
    }
    for (uint32_t t = count; t-- > 0;) {
        float *gates = parts + (size_t)t * 2 * size + half;
        step_gated(gates, gates + size, half, state + half, gates);
    }
}

static void run_window_layer(const Net *net, const Layer *layer, NetWorkspace *workspace,
                             uint32_t count)
{
    net_multiply(&layer->product, workspace, workspace->x, count);
    add_window(workspace->wide, net->size, count, workspace->x);
}

static void run_gated_layer(const Net *net, const Layer *layer, NetWorkspace *workspace,
                            uint32_t count)
{
    uint32_t size = net->size;
    net_multiply(&layer->product, workspace, workspace->x, count);
    run_gated(workspace->wide, size, count, workspace->head);
    for (uint32_t t = 0; t < count; t++) /* close up: only the first half of each is of use */
        memmove(workspace->wide + (size_t)t * size, workspace->wide + (size_t)t * 2 * size,
                size * sizeof(float));
    net_multiply(&layer->mix, workspace, workspace->wide, count);
    for (size_t i = 0; i < (size_t)count * size; i += LANES)
        SET_LANES(workspace->x + i, LANES_AT(workspace->x + i) + LANES_AT(workspace->wide + i));
}

void net_encode(const Net *net, NetWorkspace *workspace, uint32_t count)
{
    for (uint32_t i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        if (layer->kind == 'w')
            run_window_layer(net, layer, workspace, count);
        else
            run_gated_layer(net, layer, workspace, count);
        net_normalise(&layer->norm, net->size, count, workspace->x);
    }
}
