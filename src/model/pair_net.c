#include "model/pair_net.h"

#include "base/hash.h"
#include "model/bytes.h"
#include "model/exponential.h"
#include "model/kernels.h"
#include "model/pair_screen.h"
#include "model/section.h"

#define SIZE SENTENCE_VECTOR_SIZE
#define MOST_HIDDEN 1024u
#define MOST_ROLES 64u
#define MOST_MARKS 4096u
#define MOST_JOINING (1u << 16)

struct PairNet {
    PairShape shape;
    uint32_t hidden, deep;
    uint32_t size, layer_count; /* of the context */
    PairContext context;
    Matrix context_shared, context_party;
    Matrix shared, party, deeper, out;
    ByteRows shared_rows, party_rows, joining_rows;
    uint32_t joining; /* how many of the last */
    PairScreen screen;
    const unsigned char *layers; /* MOST_LAYERS letters */
    const SentenceEncoder *words;
    const Kernels *kernels;
};

void pair_part_add_word(PairPart *part, uint32_t role, Str word)
{
    if (word.len == 0 || part->word_count == PAIR_MOST_WORDS) return;
    part->words[part->word_count] = word;
    part->roles[part->word_count++] = (uint8_t)role;
}

void pair_part_add_mark(PairPart *part, uint32_t mark)
{
    if (part->mark_count < PAIR_MOST_MARKS) part->marks[part->mark_count++] = (uint16_t)mark;
}

/* ---- The file -------------------------------------------------------------------------------- */

static DatelineStatus check_header(Str bytes, DatelineError *err)
{
    const unsigned char *header = (const unsigned char *)bytes.data;
    if (bytes.len < PAIR_HEADER_BYTES || memcmp(header, PAIR_MAGIC, 8) != 0)
        return FAIL(err, DATELINE_ERR_DATA, 0, "not a model of relations: it does not start with " PAIR_MAGIC);
    if (read_u32(header + 8) != PAIR_MODEL_VERSION || read_u32(header + 12) != SIZE)
        return FAIL(err, DATELINE_ERR_DATA, 8,
                    "model of relations of version %u for words of %u numbers; this program reads version %u for %u",
                    (unsigned)read_u32(header + 8), (unsigned)read_u32(header + 12), PAIR_MODEL_VERSION, SIZE);
    if (read_u64(header + 16) != bytes.len)
        return FAIL(err, DATELINE_ERR_DATA, 16, "model of relations of %u bytes should have %llu",
                    (unsigned)bytes.len, (unsigned long long)read_u64(header + 16));
    if (read_u64(header + PAIR_CHECKSUM_AT) !=
        hash_bytes(header + PAIR_HEADER_BYTES, bytes.len - PAIR_HEADER_BYTES, 0))
        return FAIL(err, DATELINE_ERR_DATA, PAIR_CHECKSUM_AT,
                    "model of relations: the checksum does not match the content");
    return DATELINE_OK;
}

static bool is_shape(const PairShape *a, const PairShape *b)
{
    return a->types == b->types && a->shared_roles == b->shared_roles && a->party_roles == b->party_roles &&
           a->shared_marks == b->shared_marks && a->party_marks == b->party_marks && a->width == b->width;
}

static bool is_size(uint32_t size, uint32_t step)
{
    return size > 0 && size <= MOST_HIDDEN && size % step == 0;
}

static DatelineStatus take_sizes(SectionReader *reader, PairNet *net, const PairShape *wanted, DatelineError *err)
{
    PairShape *shape = &net->shape;
    uint32_t *sizes[] = {&net->hidden,       &net->deep,          &shape->types,       &shape->shared_roles,
                         &shape->party_roles, &shape->shared_marks, &shape->party_marks, &net->joining,
                         &shape->width,       &net->size,           &net->layer_count};
    for (size_t i = 0; i < COUNT(sizes); i++) *sizes[i] = section_take_u32(reader);
    net->layers = section_take(reader, MOST_LAYERS);
    bool is_in_bounds = is_size(net->hidden, BLOCK_OUTPUTS) && is_size(net->deep, BLOCK_OUTPUTS) &&
                        is_size(net->size, 2 * BLOCK_OUTPUTS) && net->layer_count <= MOST_LAYERS &&
                        net->joining > 0 && net->joining <= MOST_JOINING;
    if (reader->is_short || !is_in_bounds)
        return FAIL(err, DATELINE_ERR_DATA, PAIR_HEADER_BYTES, "model of relations: sizes out of bounds (%u, %u, %u, %u, %u layers)",
                    (unsigned)net->hidden, (unsigned)net->deep, (unsigned)net->joining, (unsigned)net->size,
                    (unsigned)net->layer_count);
    if (is_shape(shape, wanted)) return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_DATA, PAIR_HEADER_BYTES,
                "model of relations for %u types, %u and %u roles, %u and %u marks, contexts of %u; "
                "expected %u, %u and %u, %u and %u, %u",
                (unsigned)shape->types, (unsigned)shape->shared_roles, (unsigned)shape->party_roles,
                (unsigned)shape->shared_marks, (unsigned)shape->party_marks, (unsigned)shape->width,
                (unsigned)wanted->types, (unsigned)wanted->shared_roles, (unsigned)wanted->party_roles,
                (unsigned)wanted->shared_marks, (unsigned)wanted->party_marks, (unsigned)wanted->width);
}

static void take_weights(SectionReader *reader, PairNet *net)
{
    const PairShape *shape = &net->shape;
    net->context = pair_context_take(reader, shape->width, net->size, net->layer_count, net->layers, net->words);
    net->context_shared = section_take_matrix(reader, net->hidden, net->size);
    net->context_party = section_take_matrix(reader, 2 * net->hidden, net->size);
    net->shared = section_take_matrix(reader, net->hidden, shape->shared_roles * SIZE);
    net->party = section_take_matrix(reader, 2 * net->hidden, shape->party_roles * SIZE);
    net->deeper = section_take_matrix(reader, 2 * net->deep, net->hidden);
    net->out = section_take_matrix(reader, 2 * shape->types + 1, net->deep);
    net->shared_rows = section_take_rows(reader, shape->shared_marks, net->hidden);
    net->party_rows = section_take_rows(reader, shape->party_marks, 2 * net->hidden);
    net->joining_rows = section_take_rows(reader, net->joining, net->hidden);
    net->screen = pair_screen_take(reader, shape);
}

DatelineStatus pair_net_read(Str bytes, const PairShape *shape, const SentenceEncoder *words, Arena *arena,
                             const PairNet **out, DatelineError *err)
{
    assert(shape->types <= PAIR_TYPES && shape->shared_roles <= MOST_ROLES && shape->party_roles <= MOST_ROLES &&
           shape->shared_marks <= MOST_MARKS && shape->party_marks <= MOST_MARKS);
    TRY(check_header(bytes, err));
    PairNet *net = arena_alloc(arena, sizeof *net);
    net->words = words;
    SectionReader reader = {.section = {bytes.data + PAIR_HEADER_BYTES, bytes.len - PAIR_HEADER_BYTES}, .arena = arena};
    TRY(take_sizes(&reader, net, shape, err));
    take_weights(&reader, net);
    if (reader.is_short || reader.at != reader.section.len)
        return FAIL(err, DATELINE_ERR_DATA, PAIR_HEADER_BYTES + (size_t)reader.at,
                    "model of relations: %u bytes do not hold what its sizes say", (unsigned)bytes.len);
    net->kernels = kernels_best();
    *out = net;
    return DATELINE_OK;
}

/* ---- Layers ---------------------------------------------------------------------------------- */

struct PairWorkspace {
    Quantised quantised;
    const float *contexts; /* [words of the sentences read][size] */
    uint32_t words;        /* of these */
    float *taken;          /* [2 * PAIR_AT_ONCE][size]: the contexts of some */
    float *more;           /* [2 * PAIR_AT_ONCE][2 * hidden]: what they add */
    float *shared_in; /* [PAIR_AT_ONCE][shared_roles * SIZE] */
    float *party_in;  /* [2 * PAIR_AT_ONCE][party_roles * SIZE] */
    float *shared;    /* [PAIR_AT_ONCE][hidden] */
    float *party;     /* [2 * PAIR_AT_ONCE][2 * hidden]: as the one who does it, as the one it is done to */
    float *hidden;    /* [2 * PAIR_AT_ONCE][hidden]: of a pair forward, then backward */
    float *deep;      /* [2 * PAIR_AT_ONCE][2 * deep]: seen from this way, from the other */
    float *deeper;    /* [2 * PAIR_AT_ONCE][deep] */
    float *scores;    /* [2 * PAIR_AT_ONCE][stride of out] */
};

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

PairWorkspace *pair_workspace_new(const PairNet *net, Arena *arena)
{
    PairWorkspace *workspace = arena_alloc(arena, sizeof *workspace);
    uint32_t room = quantised_room(2 * PAIR_AT_ONCE);
    uint32_t widest = larger(larger(net->shared.inputs, net->party.inputs), larger(net->hidden, net->deep));
    workspace->quantised = net_quantised_new(2 * PAIR_AT_ONCE, larger(widest, net->size), arena);
    workspace->taken = arena_new_unset_items(arena, float, (size_t)room * net->size);
    workspace->more = arena_new_unset_items(arena, float, (size_t)room * 2 * net->hidden);
    workspace->shared_in = arena_new_unset_items(arena, float, (size_t)room * net->shared.inputs);
    workspace->party_in = arena_new_unset_items(arena, float, (size_t)room * net->party.inputs);
    workspace->shared = arena_new_unset_items(arena, float, (size_t)room * net->hidden);
    workspace->party = arena_new_unset_items(arena, float, (size_t)room * 2 * net->hidden);
    workspace->hidden = arena_new_unset_items(arena, float, (size_t)room * net->hidden);
    workspace->deep = arena_new_unset_items(arena, float, (size_t)room * 2 * net->deep);
    workspace->deeper = arena_new_unset_items(arena, float, (size_t)room * net->deep);
    workspace->scores = arena_new_unset_items(arena, float, (size_t)room * matrix_stride(&net->out));
    return workspace;
}

/* The mean of the words of each role, side by side. */
static void take_words(const PairNet *net, const PairPart *part, uint32_t roles, float *out)
{
    uint32_t counts[MOST_ROLES] = {0}, rows[PAIR_MOST_WORDS];
    for (uint32_t i = 0; i < part->word_count; i++) {
        rows[i] = sentence_find_word(net->words, part->words[i]);
        counts[part->roles[i]]++;
    }
    memset(out, 0, sizeof *out * roles * SIZE);
    for (uint32_t i = 0; i < part->word_count; i++)
        sentence_add_row(net->words, rows[i], 1.0f / (float)counts[part->roles[i]], out + (size_t)part->roles[i] * SIZE);
}

static void add_mark(const PairNet *net, const ByteRows *marks, uint32_t mark, float *out)
{
    net->kernels->vectors->add_row(marks->rows + (size_t)mark * marks->width, marks->width, marks->scales[mark], out);
}

static void add_marks(const PairNet *net, const ByteRows *marks, const PairPart *part, float *out)
{
    for (uint32_t i = 0; i < part->mark_count; i++) add_mark(net, marks, part->marks[i], out);
}

/* The first word of the first role: what it means by itself, beside what its kin mean. */
static void add_joining(const PairNet *net, const PairPart *shared, float *out)
{
    for (uint32_t i = 0; i < shared->word_count; i++) {
        Str word = shared->words[i];
        if (shared->roles[i] != 0) continue;
        add_mark(net, &net->joining_rows, (uint32_t)(hash_bytes(word.data, word.len, 0) % net->joining), out);
        return;
    }
}

bool pair_net_is_worth_asking(const PairNet *net, const PairCues *cues)
{
    return pair_screen_passes(&net->screen, cues);
}

void pair_net_read_sentences(const PairNet *net, PairWorkspace *workspace, const PairSentence *sentences, uint32_t count,
                             Arena *arena)
{
    workspace->words = 0;
    for (uint32_t i = 0; i < count; i++) workspace->words += sentences[i].count;
    workspace->contexts = pair_context_read(&net->context, sentences, count, arena);
}

static void take_context(const PairNet *net, const PairWorkspace *workspace, const PairPart *part, float *out)
{
    assert(part->at < workspace->words);
    memcpy(out, workspace->contexts + (size_t)part->at * net->size, sizeof *out * net->size);
}

static void add_contexts(const PairNet *net, PairWorkspace *workspace, const PairCues *cues, uint32_t count)
{
    const VectorOps *vectors = net->kernels->vectors;
    for (uint32_t i = 0; i < count; i++) take_context(net, workspace, &cues[i].shared, workspace->taken + (size_t)i * net->size);
    kernels_multiply(net->kernels, &net->context_shared, workspace->taken, count, &workspace->quantised, workspace->more);
    vectors->add(workspace->more, (size_t)count * net->hidden, workspace->shared);
    for (uint32_t i = 0; i < 2 * count; i++)
        take_context(net, workspace, &cues[i / 2].parties[i % 2], workspace->taken + (size_t)i * net->size);
    kernels_multiply(net->kernels, &net->context_party, workspace->taken, 2 * count, &workspace->quantised, workspace->more);
    vectors->add(workspace->more, (size_t)count * 4 * net->hidden, workspace->party);
}

static void read_parts(const PairNet *net, PairWorkspace *workspace, const PairCues *cues, uint32_t count)
{
    const PairShape *shape = &net->shape;
    for (uint32_t i = 0; i < count; i++) {
        take_words(net, &cues[i].shared, shape->shared_roles, workspace->shared_in + (size_t)i * net->shared.inputs);
        for (size_t k = 0; k < 2; k++)
            take_words(net, &cues[i].parties[k], shape->party_roles,
                       workspace->party_in + (2 * (size_t)i + k) * net->party.inputs);
    }
    kernels_multiply(net->kernels, &net->shared, workspace->shared_in, count, &workspace->quantised, workspace->shared);
    kernels_multiply(net->kernels, &net->party, workspace->party_in, 2 * count, &workspace->quantised, workspace->party);
    add_contexts(net, workspace, cues, count);
    for (uint32_t i = 0; i < count; i++) {
        add_marks(net, &net->shared_rows, &cues[i].shared, workspace->shared + (size_t)i * net->hidden);
        add_joining(net, &cues[i].shared, workspace->shared + (size_t)i * net->hidden);
        for (size_t k = 0; k < 2; k++)
            add_marks(net, &net->party_rows, &cues[i].parties[k],
                      workspace->party + (2 * (size_t)i + k) * 2 * net->hidden);
    }
}

/* Either party as the doer: rectified(shared + doer + done to); then a layer that sees both. */
static void run_ways(const PairNet *net, PairWorkspace *workspace, uint32_t count)
{
    const VectorOps *vectors = net->kernels->vectors;
    size_t hidden = net->hidden, deep = net->deep;
    for (size_t i = 0; i < count; i++) {
        const float *shared = workspace->shared + i * hidden, *first = workspace->party + 4 * i * hidden;
        const float *second = first + 2 * hidden;
        vectors->join(shared, first, second + hidden, net->hidden, workspace->hidden + 2 * i * hidden);
        vectors->join(shared, second, first + hidden, net->hidden, workspace->hidden + (2 * i + 1) * hidden);
    }
    kernels_multiply(net->kernels, &net->deeper, workspace->hidden, 2 * count, &workspace->quantised, workspace->deep);
    for (size_t i = 0; i < 2 * (size_t)count; i++) {
        float *out = workspace->deeper + i * deep;
        memcpy(out, workspace->deep + 2 * i * deep, sizeof *out * deep);
        vectors->add(workspace->deep + 2 * (i ^ 1) * deep + deep, deep, out);
        vectors->rectify(out, deep);
    }
    kernels_multiply(net->kernels, &net->out, workspace->deeper, 2 * count, &workspace->quantised, workspace->scores);
}

static void to_probabilities(uint32_t types, PairAnswer *answer)
{
    float most = answer->none, sum = 0;
    for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
        for (uint32_t i = 0; i < types; i++) most = answer->types[way][i] > most ? answer->types[way][i] : most;
    answer->none = exponential_of(answer->none - most);
    sum += answer->none;
    for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
        for (uint32_t i = 0; i < types; i++) {
            answer->types[way][i] = exponential_of(answer->types[way][i] - most);
            sum += answer->types[way][i];
        }
    answer->none /= sum;
    for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
        for (uint32_t i = 0; i < types; i++) answer->types[way][i] /= sum;
}

void pair_net_answer(const PairNet *net, PairWorkspace *workspace, const PairCues *cues, uint32_t count,
                     PairAnswer *out)
{
    assert(count <= PAIR_AT_ONCE);
    uint32_t types = net->shape.types, stride = matrix_stride(&net->out);
    if (count == 0) return;
    read_parts(net, workspace, cues, count);
    run_ways(net, workspace, count);
    for (uint32_t i = 0; i < count; i++) {
        const float *forward = workspace->scores + 2 * (size_t)i * stride, *backward = forward + stride;
        for (uint32_t k = 0; k < types; k++) {
            out[i].types[PAIR_FORWARD][k] = forward[k];
            out[i].types[PAIR_BACKWARD][k] = backward[k];
            out[i].types[PAIR_MUTUAL][k] = forward[types + k] + backward[types + k];
        }
        out[i].none = forward[2 * types] + backward[2 * types];
        to_probabilities(types, &out[i]);
    }
}
