#include "model/pair_reader.h"

#include "base/hash.h"
#include "model/bytes.h"
#include "model/exponential.h"
#include "model/net.h"
#include "model/text_encoder.h"
#include "model/word_pieces.h"
#include "text/utf8.h"

#define TYPES PAIR_TYPES
#define MOST_HIDDEN 1024u
#define BYTES_AROUND 70u
#define MOST_PIECES_A_WORD 12u
#define QUESTIONS_AT_ONCE 16u
#define SIGNS 3u /* of no party, the first, the second */

struct PairReader {
    uint32_t hidden_size;
    WordPieces pieces;
    TextEncoder encoder;
    Matrix hidden, out;
};

/* ---- The file -------------------------------------------------------------------------------- */

static DatelineStatus check_header(Str bytes, DatelineError *err)
{
    const unsigned char *header = (const unsigned char *)bytes.data;
    if (bytes.len < PAIR_READER_HEADER_BYTES || memcmp(header, PAIR_READER_MAGIC, 8) != 0)
        return FAIL(err, DATELINE_ERR_DATA, 0, "not a reader of pairs: it does not start with " PAIR_READER_MAGIC);
    if (read_u32(header + 8) != PAIR_READER_VERSION || read_u32(header + 12) != TYPES)
        return FAIL(err, DATELINE_ERR_DATA, 8, "reader of pairs of version %u for %u types; this program reads version %u for %u",
                    (unsigned)read_u32(header + 8), (unsigned)read_u32(header + 12), PAIR_READER_VERSION, TYPES);
    if (read_u64(header + 16) != bytes.len)
        return FAIL(err, DATELINE_ERR_DATA, 16, "reader of pairs of %u bytes should have %llu", (unsigned)bytes.len,
                    (unsigned long long)read_u64(header + 16));
    if (read_u64(header + PAIR_READER_CHECKSUM_AT) !=
        hash_bytes(header + PAIR_READER_HEADER_BYTES, bytes.len - PAIR_READER_HEADER_BYTES, 0))
        return FAIL(err, DATELINE_ERR_DATA, PAIR_READER_CHECKSUM_AT,
                    "reader of pairs: the checksum does not match the content");
    return DATELINE_OK;
}

static void take_content(SectionReader *from, PairReader *reader)
{
    uint32_t hidden = reader->hidden_size = section_take_u32(from);
    if (hidden == 0 || hidden > MOST_HIDDEN || hidden % BLOCK_OUTPUTS != 0) from->is_short = true;
    reader->pieces = word_pieces_take(from);
    if (from->is_short) return;
    reader->encoder = text_encoder_take(from, word_pieces_count(&reader->pieces));
    if (reader->encoder.signs.count != SIGNS || reader->encoder.places.count < 2) from->is_short = true;
    if (from->is_short) return;
    reader->hidden = section_take_matrix(from, 2 * hidden, 2 * reader->encoder.size);
    reader->out = section_take_matrix(from, 2 * TYPES + 1, hidden);
}

DatelineStatus pair_reader_load(Str bytes, Arena *arena, const PairReader **out, DatelineError *err)
{
    TRY(check_header(bytes, err));
    PairReader *reader = arena_alloc(arena, sizeof *reader);
    SectionReader from = {.section = {bytes.data + PAIR_READER_HEADER_BYTES, bytes.len - PAIR_READER_HEADER_BYTES},
                          .arena = arena};
    take_content(&from, reader);
    if (from.is_short || from.at != from.section.len)
        return FAIL(err, DATELINE_ERR_DATA, PAIR_READER_HEADER_BYTES + (size_t)from.at,
                    "reader of pairs: %u bytes do not hold what its sizes say", (unsigned)bytes.len);
    *out = reader;
    return DATELINE_OK;
}

/* ---- From text to pieces --------------------------------------------------------------------- */

/* A question as the encoder reads it: the start, the pieces of the words, the end. */
typedef struct PairPieces {
    uint32_t pieces[PIECES_AT_ONCE];
    uint8_t signs[PIECES_AT_ONCE];
    uint32_t count;
    uint32_t starts[2]; /* of the parties */
} PairPieces;

/* White space; what has no width parts no words. */
static bool is_blank(uint32_t character)
{
    return utf8_is_space(character) && character != 0x200B && character != 0xFEFF;
}

static uint32_t most_pieces(const PairReader *reader)
{
    return reader->encoder.places.count;
}

/* The words of some of the text, as many as there is room for. */
static void add_words(const PairReader *reader, Str text, uint8_t sign, PairPieces *out)
{
    for (uint32_t at = 0, used; at < text.len; at += used) {
        if (is_blank(utf8_decode(text, at, &used))) continue;
        uint32_t start = at, more;
        for (at += used; at < text.len && !is_blank(utf8_decode(text, at, &more));) at += more;
        used = 0;
        uint32_t room = most_pieces(reader) - 1 - out->count;
        if (room == 0) return;
        uint32_t count = word_pieces_of(&reader->pieces, str_slice(text, (Span){start, at}),
                                        room < MOST_PIECES_A_WORD ? room : MOST_PIECES_A_WORD, out->pieces + out->count);
        memset(out->signs + out->count, sign, count);
        out->count += count;
    }
}

static uint32_t earliest_byte(Str text, uint32_t start)
{
    uint32_t at = start > BYTES_AROUND ? start - BYTES_AROUND : 0;
    while (at > 0 && text.data[at - 1] != ' ') at--;
    return at;
}

static uint32_t latest_byte(Str text, uint32_t end)
{
    uint32_t at = text.len - end > BYTES_AROUND ? end + BYTES_AROUND : text.len;
    while (at < text.len && text.data[at] != ' ') at++;
    return at;
}

/* False if the parties are too far apart. */
static bool take_pieces(const PairReader *reader, const PairQuestion *question, PairPieces *out)
{
    Str text = question->text;
    bool is_turned = question->second.start < question->first.start;
    Span parties[] = {is_turned ? question->second : question->first, is_turned ? question->first : question->second};
    uint32_t last = parties[0].end > parties[1].end ? parties[0].end : parties[1].end;
    uint32_t at = earliest_byte(text, parties[0].start), end = latest_byte(text, last);
    out->pieces[0] = PIECE_START;
    out->signs[0] = 0;
    out->count = 1;
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t party = is_turned ? 1 - i : i, start = parties[i].start > at ? parties[i].start : at;
        add_words(reader, str_slice(text, (Span){at, start}), 0, out);
        out->starts[party] = out->count;
        if (out->count + 1 == most_pieces(reader)) return false;
        at = parties[i].end > start ? parties[i].end : start;
        add_words(reader, str_slice(text, (Span){start, at}), (uint8_t)(1 + party), out);
    }
    add_words(reader, str_slice(text, (Span){at, end}), 0, out);
    out->pieces[out->count] = PIECE_END;
    out->signs[out->count++] = 0;
    return true;
}

/* ---- From vectors to answers ----------------------------------------------------------------- */

struct PairReaderWorkspace {
    EncoderWorkspace encoder;
    PairPieces pieces[QUESTIONS_AT_ONCE];
    float *parties; /* [2 * QUESTIONS_AT_ONCE][2 * size]: where each party starts, where the text does */
    float *ways;    /* [2 * QUESTIONS_AT_ONCE][2 * hidden]: of a party as the one who does it, as the other */
    float *hidden;  /* [3 * QUESTIONS_AT_ONCE][hidden]: forward, backward, both */
    float *scores;  /* [3 * QUESTIONS_AT_ONCE][stride of out] */
};

PairReaderWorkspace *pair_reader_workspace_new(const PairReader *reader, Arena *arena)
{
    PairReaderWorkspace *workspace = arena_alloc(arena, sizeof *workspace);
    size_t room = quantised_room(3 * QUESTIONS_AT_ONCE), size = reader->encoder.size, hidden = reader->hidden_size;
    uint32_t widest = reader->hidden.inputs > reader->hidden_size ? reader->hidden.inputs : reader->hidden_size;
    workspace->encoder = encoder_workspace_new(&reader->encoder, widest, arena);
    workspace->parties = arena_new_items(arena, float, room * 2 * size);
    workspace->ways = arena_new_items(arena, float, room * 2 * hidden);
    workspace->hidden = arena_new_items(arena, float, room * hidden);
    workspace->scores = arena_new_items(arena, float, room * matrix_stride(&reader->out));
    return workspace;
}

static void take_parties(const PairReader *reader, PairReaderWorkspace *workspace, uint32_t count)
{
    size_t size = reader->encoder.size;
    const float *x = workspace->encoder.x;
    float *out = workspace->parties;
    for (uint32_t i = 0; i < count; i++) {
        const PairPieces *pieces = &workspace->pieces[i];
        for (uint32_t k = 0; k < 2; k++, out += 2 * size) {
            memcpy(out, x + pieces->starts[k] * size, sizeof *out * size);
            memcpy(out + size, x, sizeof *out * size);
        }
        x += pieces->count * size;
    }
}

/* Either party as the one who does it, and both ways together. */
static void run_ways(const PairReader *reader, PairReaderWorkspace *workspace, uint32_t count)
{
    const Kernels *kernels = reader->encoder.kernels;
    size_t hidden = reader->hidden_size;
    Quantised *room = &workspace->encoder.quantised;
    kernels_multiply(kernels, &reader->hidden, workspace->parties, 2 * count, room, workspace->ways);
    for (uint32_t i = 0; i < count; i++) {
        const float *first = workspace->ways + 4 * i * hidden, *second = first + 2 * hidden;
        float *forward = workspace->hidden + 3 * i * hidden, *backward = forward + hidden, *both = backward + hidden;
        memcpy(forward, first, sizeof *first * hidden);
        memcpy(backward, second, sizeof *first * hidden);
        kernels->vectors->add(second + hidden, hidden, forward);
        kernels->vectors->add(first + hidden, hidden, backward);
        kernels->vectors->rectify(forward, 2 * hidden);
        memcpy(both, forward, sizeof *first * hidden);
        kernels->vectors->add(backward, hidden, both);
    }
    kernels_multiply(kernels, &reader->out, workspace->hidden, 3 * count, room, workspace->scores);
}

static void to_probabilities(float *scores, uint32_t count)
{
    float most = scores[0], sum = 0;
    for (uint32_t i = 1; i < count; i++) most = scores[i] > most ? scores[i] : most;
    for (uint32_t i = 0; i < count; i++) sum += scores[i] = exponential_of(scores[i] - most);
    for (uint32_t i = 0; i < count; i++) scores[i] /= sum;
}

/* Scores of the three ways, a row each: types this way, none, types both ways. */
static PairAnswer reading_of(const float *scores, uint32_t stride)
{
    const float *both = scores + 2 * (size_t)stride + TYPES;
    float all[PAIR_READER_ANSWERS] = {both[0]};
    memcpy(all + 1, scores, sizeof *all * TYPES);
    memcpy(all + 1 + TYPES, scores + stride, sizeof *all * TYPES);
    memcpy(all + 1 + 2 * TYPES, both + 1, sizeof *all * TYPES);
    to_probabilities(all, PAIR_READER_ANSWERS);
    PairAnswer reading = {.none = all[0]};
    memcpy(reading.types, all + 1, sizeof reading.types);
    return reading;
}

/* As many of the questions as fit together; those that have no pieces are answered. Returns how many were looked at. */
static uint32_t take_questions(const PairReader *reader, PairReaderWorkspace *workspace, const PairQuestion *questions,
                               uint32_t count, PairAnswer *out, uint32_t places[], uint32_t *out_taken)
{
    uint32_t taken = 0, pieces = 0, i = 0;
    for (; i < count && taken < QUESTIONS_AT_ONCE; i++) {
        PairPieces *next = &workspace->pieces[taken];
        if (!take_pieces(reader, &questions[i], next)) {
            out[i] = (PairAnswer){.none = 1};
            continue;
        }
        if (pieces + next->count > PIECES_AT_ONCE) break;
        pieces += next->count;
        places[taken++] = i;
    }
    *out_taken = taken;
    return i;
}

static void read_taken(const PairReader *reader, PairReaderWorkspace *workspace, uint32_t count)
{
    EncoderText texts[QUESTIONS_AT_ONCE];
    for (uint32_t i = 0; i < count; i++) {
        const PairPieces *pieces = &workspace->pieces[i];
        texts[i] = (EncoderText){.pieces = pieces->pieces, .signs = pieces->signs, .count = pieces->count};
    }
    text_encoder_read(&reader->encoder, &workspace->encoder, texts, count);
    take_parties(reader, workspace, count);
    run_ways(reader, workspace, count);
}

void pair_reader_ask(const PairReader *reader, PairReaderWorkspace *workspace, const PairQuestion *questions,
                     uint32_t count, PairAnswer *out)
{
    uint32_t stride = matrix_stride(&reader->out);
    while (count > 0) {
        uint32_t places[QUESTIONS_AT_ONCE], taken;
        uint32_t done = take_questions(reader, workspace, questions, count, out, places, &taken);
        if (taken > 0) read_taken(reader, workspace, taken);
        for (uint32_t i = 0; i < taken; i++) out[places[i]] = reading_of(workspace->scores + 3 * (size_t)i * stride, stride);
        questions += done;
        out += done;
        count -= done;
    }
}
