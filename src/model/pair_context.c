#include "model/pair_context.h"

#define ROW SENTENCE_VECTOR_SIZE

PairContext pair_context_take(SectionReader *reader, uint32_t width, uint32_t size, uint32_t layers,
                              const unsigned char *kinds, const SentenceEncoder *words)
{
    PairContext context = {.width = width, .words = words, .net = {.kernels = kernels_best(), .size = size, .layer_count = layers}};
    context.in = section_take_matrix(reader, size, width + ROW);
    context.norm = section_take_norm(reader, size);
    for (uint32_t i = 0; i < layers && !reader->is_short; i++)
        context.net.layers[i] = net_take_layer(reader, size, (char)kinds[i]);
    return context;
}

/* What the layers need of it, for so many words at once. */
static NetWorkspace make_workspace(const PairContext *context, uint32_t words, Arena *arena)
{
    uint32_t size = context->net.size, inputs = context->in.inputs;
    size_t widest = inputs > 3 * size ? inputs : 3 * size;
    NetWorkspace workspace = {.kernels = context->net.kernels, .most_words = words};
    workspace.quantised = net_quantised_new(words, (uint32_t)widest, arena);
    workspace.wide = arena_new_unset_items(arena, float, quantised_room(words) * widest);
    workspace.head = arena_new_unset_items(arena, float, (size_t)words * size);
    workspace.rows = arena_new_unset_items(arena, float, (size_t)words * inputs);
    workspace.missed = arena_new_unset_items(arena, uint32_t, words);
    workspace.state = arena_new_unset_items(arena, float, size);
    return workspace;
}

/* Of each word its numbers in the context, then the row of the word; rows: room for one number a word. */
static void take_sentence(const PairContext *context, const PairSentence *sentence, uint32_t *rows, float *out)
{
    const VectorOps *vectors = context->net.kernels->vectors;
    uint32_t width = context->width;
    for (uint32_t t = 0; t < sentence->count; t++)
        if (sentence->words[t].len > 0) rows[t] = sentence_find_word(context->words, sentence->words[t]);
    for (uint32_t t = 0; t < sentence->count; t++, out += width + ROW) {
        memset(out, 0, sizeof *out * (width + ROW));
        vectors->add_row(sentence->contexts + (size_t)t * width, width, sentence->scales[t], out);
        if (sentence->words[t].len > 0) sentence_add_row(context->words, rows[t], 1, out + width);
    }
}

/* Sentences that lie together in the batch; the vectors go to workspace->x. */
static void read_batch(const PairContext *context, NetWorkspace *workspace, const PairSentence *sentences,
                       const Batch *batch)
{
    float *rows = workspace->rows;
    for (uint32_t i = 0; i < batch->sentence_count; i++) {
        take_sentence(context, &sentences[i], workspace->missed, rows);
        rows += (size_t)sentences[i].count * context->in.inputs;
    }
    const VectorOps *vectors = workspace->kernels->vectors;
    size_t numbers = (size_t)batch->count * context->net.size;
    net_multiply(&context->in, workspace, workspace->rows, batch->count);
    memcpy(workspace->x, workspace->wide, sizeof *workspace->x * numbers);
    vectors->rectify(workspace->x, numbers);
    vectors->normalise(&context->norm, context->net.size, batch->count, workspace->x);
    for (uint32_t i = 0; i < context->net.layer_count; i++)
        net_run_layer(&context->net, &context->net.layers[i], workspace, batch);
}

float *pair_context_read(const PairContext *context, const PairSentence *sentences, uint32_t count, Arena *arena)
{
    uint32_t *lens = arena_new_items(arena, uint32_t, count);
    uint32_t words = 0, longest = WORDS_AT_ONCE;
    for (uint32_t i = 0; i < count; i++) {
        lens[i] = sentences[i].count;
        words += lens[i];
        if (lens[i] > longest) longest = lens[i];
    }
    float *out = arena_new_unset_items(arena, float, (size_t)words * context->net.size);
    NetWorkspace workspace = make_workspace(context, longest, arena);
    workspace.x = out;
    for (uint32_t done = 0; done < count;) {
        Batch batch = net_take_batch(NULL, lens + done, count - done, longest);
        read_batch(context, &workspace, sentences + done, &batch);
        workspace.x += (size_t)batch.count * context->net.size;
        done += batch.sentence_count;
    }
    return out;
}
