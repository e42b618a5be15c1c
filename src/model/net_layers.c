/* The layers over the vectors of a sentence's words. */
#include <math.h>
#include <string.h>

#include "model/net.h"

#define LANES 8u
#define NORM_EPSILON 1e-5f

static float sum_lanes(const float lanes[LANES])
{
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

/* In a fixed order, so that the sum is the same however it is compiled. */
static float mean_of(const float *x, uint32_t width)
{
    float lanes[LANES] = {0};
    for (uint32_t i = 0; i < width; i += LANES)
        for (uint32_t k = 0; k < LANES; k++) lanes[k] += x[i + k];
    return sum_lanes(lanes) / (float)width;
}

static float variance_of(const float *x, uint32_t width, float mean)
{
    float lanes[LANES] = {0};
    for (uint32_t i = 0; i < width; i += LANES)
        for (uint32_t k = 0; k < LANES; k++) lanes[k] += (x[i + k] - mean) * (x[i + k] - mean);
    return sum_lanes(lanes) / (float)width;
}

void net_normalise(const Norm *norm, uint32_t width, uint32_t count, float *x)
{
    for (uint32_t t = 0; t < count; t++, x += width) {
        float mean = mean_of(x, width);
        float scale = 1.0f / sqrtf(variance_of(x, width, mean) + NORM_EPSILON);
        for (uint32_t i = 0; i < width; i++) x[i] = (x[i] - mean) * scale * norm->gain[i] + norm->bias[i];
    }
}

void net_multiply(const Matrix *matrix, NetWorkspace *workspace, const float *x, uint32_t count)
{
    quantise(x, matrix->inputs, count, &workspace->quantised);
    matrix_product(matrix, &workspace->quantised, workspace->sums, workspace->wide);
}

/* x += relu(left part of the word before + middle part + right part of the word after). The three
 * parts of a word lie side by side; the bias is in the middle one. */
static void add_window(const float *parts, uint32_t size, uint32_t count, float *x)
{
    for (uint32_t t = 0; t < count; t++) {
        const float *before = t > 0 ? parts + (size_t)(t - 1) * 3 * size : NULL;
        const float *middle = parts + (size_t)t * 3 * size + size;
        const float *after = t + 1 < count ? parts + (size_t)(t + 1) * 3 * size + 2 * (size_t)size : NULL;
        float *out = x + (size_t)t * size;
        for (uint32_t i = 0; i < size; i++) {
            float sum = middle[i];
            if (before) sum += before[i];
            if (after) sum += after[i];
            out[i] += sum > 0 ? sum : 0;
        }
    }
}

/* exp(x) for x in [-87, 87], within a few units in the last place; the same everywhere. */
static float exponential(float x)
{
    x = x > 87.0f ? 87.0f : x < -87.0f ? -87.0f : x;
    float scaled = x * 1.44269504f;
    float whole = (scaled + 12582912.0f) - 12582912.0f;
    float rest = (x - whole * 0.693359375f) + whole * 2.12194440e-4f;
    float value = 1.0f + rest * (1.0f + rest * (0.5f + rest * (0.166666657f + rest * (0.0416657962f +
                  rest * (0.00833345205f + rest * 0.00139819994f)))));
    int32_t bits = ((int32_t)whole + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return value * power;
}

static float sigmoid(float x)
{
    return 1.0f / (1.0f + exponential(-x));
}

/* One step: state = (1 - gate) * state + gate * value; rectified, to out. */
static void step_gated(const float *gates, const float *values, uint32_t width, float *state, float *out)
{
    for (uint32_t i = 0; i < width; i++) {
        float gate = sigmoid(gates[i]);
        state[i] = (1.0f - gate) * state[i] + gate * values[i];
        out[i] = state[i] > 0 ? state[i] : 0;
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

static void run_window_layer(const Net *net, const Layer *layer, NetWorkspace *workspace, uint32_t count)
{
    net_multiply(&layer->product, workspace, workspace->x, count);
    add_window(workspace->wide, net->size, count, workspace->x);
}

static void run_gated_layer(const Net *net, const Layer *layer, NetWorkspace *workspace, uint32_t count)
{
    uint32_t size = net->size;
    net_multiply(&layer->product, workspace, workspace->x, count);
    run_gated(workspace->wide, size, count, workspace->head);
    for (uint32_t t = 0; t < count; t++) /* close up: only the first half of each is of use */
        memmove(workspace->wide + (size_t)t * size, workspace->wide + (size_t)t * 2 * size, size * sizeof(float));
    net_multiply(&layer->mix, workspace, workspace->wide, count);
    for (size_t i = 0; i < (size_t)count * size; i++) workspace->x[i] += workspace->wide[i];
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
