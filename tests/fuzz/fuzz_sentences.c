/* Any bytes as a model of sentences: it is refused, or it encodes. The header's length and checksum are put
 * right first, as no fuzzer would guess them. */
#include <stdlib.h>

#include "../put_number.h"
#include "base/hash.h"
#include "model/sentence_encoder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void mend_header(char *bytes, uint32_t len)
{
    memcpy(bytes, SENTENCE_MAGIC, 8);
    put_number(bytes + 8, SENTENCE_MODEL_VERSION, 4);
    put_number(bytes + 12, SENTENCE_VECTOR_SIZE, 4);
    put_number(bytes + 16, len, 8);
    put_number(bytes + SENTENCE_CHECKSUM_AT,
               hash_bytes(bytes + SENTENCE_HEADER_BYTES, len - SENTENCE_HEADER_BYTES, 0), 8);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    DatelineError err = {0};
    const SentenceEncoder *encoder;
    Arena *arena = arena_new(1u << 16);
    char *bytes = arena_copy(arena, (const char *)data, size);
    if (size >= SENTENCE_HEADER_BYTES) mend_header(bytes, (uint32_t)size);
    if (sentence_encoder_read((Str){bytes, (uint32_t)size}, arena, &encoder, &err) == DATELINE_OK) {
        Str words[] = {STR("the"), STR("talks"), STR("ended")};
        SentenceVector vector = sentence_encode(encoder, words, COUNT(words));
        if (sentence_cosine(&vector, &vector) > 1000) abort();
    } else if (err.message[0] == '\0') {
        abort();
    }
    arena_free(arena);
    return 0;
}
