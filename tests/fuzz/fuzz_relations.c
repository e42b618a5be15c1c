/* Any bytes as a model of relations: it is refused, or it answers. The header's length and checksum are put right
 * first, as no fuzzer would guess them; the words are those of a model of sentences without any. */
#include <stdlib.h>

#include "../put_number.h"
#include "base/hash.h"
#include "model/pair_net.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define WIDTH 4u /* of the contexts */
#define ROW_BYTES (4 + SENTENCE_VECTOR_SIZE)
#define PADDED SENTENCE_VECTOR_SIZE
/* Header, three sizes, a row for all words, the last matrix. */
#define WORDS_BYTES (SENTENCE_HEADER_BYTES + 12 + ROW_BYTES + 8 + 8 * PADDED + PADDED * SENTENCE_VECTOR_SIZE)

static void mend_header(char *bytes, uint32_t len, const char *magic, uint32_t version)
{
    memcpy(bytes, magic, 8);
    put_number(bytes + 8, version, 4);
    put_number(bytes + 12, SENTENCE_VECTOR_SIZE, 4);
    put_number(bytes + 16, len, 8);
    put_number(bytes + PAIR_CHECKSUM_AT, hash_bytes(bytes + PAIR_HEADER_BYTES, len - PAIR_HEADER_BYTES, 0), 8);
}

static const SentenceEncoder *read_words(Arena *arena)
{
    DatelineError err = {0};
    const SentenceEncoder *words = NULL;
    char *bytes = arena_new_items(arena, char, WORDS_BYTES);
    memset(bytes, 0, WORDS_BYTES);
    put_number(bytes + SENTENCE_HEADER_BYTES + 8, 1, 4);
    char *matrix = bytes + SENTENCE_HEADER_BYTES + 12 + ROW_BYTES;
    put_number(matrix, SENTENCE_VECTOR_SIZE, 4);
    put_number(matrix + 4, SENTENCE_VECTOR_SIZE, 4);
    mend_header(bytes, WORDS_BYTES, SENTENCE_MAGIC, SENTENCE_MODEL_VERSION);
    if (sentence_encoder_read((Str){bytes, WORDS_BYTES}, arena, &words, &err) != DATELINE_OK) abort();
    return words;
}

static void ask(const PairNet *net, Arena *arena)
{
    PairCues cues = {0};
    PairAnswer answer;
    pair_part_add_word(&cues.shared, 0, STR("shut"));
    pair_part_add_word(&cues.parties[1], 1, STR("consulate"));
    pair_part_add_mark(&cues.parties[0], 1);
    static const int8_t contexts[2 * WIDTH + 16]; /* a row is read 16 numbers at a time; the widths of real networks are multiples */
    static const float scales[2] = {0.5f, 1};
    Str words[2] = {STR("shut"), STR("")};
    PairSentence sentence = {.words = words, .contexts = contexts, .scales = scales, .count = 2};
    PairWorkspace *workspace = pair_workspace_new(net, arena);
    cues.parties[0].at = 1;
    pair_net_is_worth_asking(net, &cues);
    pair_net_read_sentences(net, workspace, &sentence, 1, arena);
    pair_net_answer(net, workspace, &cues, 1, &answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    DatelineError err = {0};
    const PairNet *net;
    PairShape shape = {.types = 2, .shared_roles = 1, .party_roles = 2, .shared_marks = 1, .party_marks = 2, .width = WIDTH};
    Arena *arena = arena_new(1u << 16);
    const SentenceEncoder *words = read_words(arena);
    char *bytes = arena_copy(arena, (const char *)data, size);
    if (size >= PAIR_HEADER_BYTES) mend_header(bytes, (uint32_t)size, PAIR_MAGIC, PAIR_MODEL_VERSION);
    if (pair_net_read((Str){bytes, (uint32_t)size}, &shape, words, arena, &net, &err) == DATELINE_OK)
        ask(net, arena);
    else if (err.message[0] == '\0')
        abort();
    arena_free(arena);
    return 0;
}
