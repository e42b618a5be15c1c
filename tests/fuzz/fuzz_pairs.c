/* Any bytes as a reader of pairs: it is refused, or it answers. The header's length and checksum are put right first,
 * as no fuzzer would guess them. The bytes are also the text that is read, by a model of one piece. */
#include <stdlib.h>

#include "../put_number.h"
#include "base/hash.h"
#include "model/pair_reader.h"
#include "model/word_pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void mend_header(char *bytes, uint32_t len)
{
    memcpy(bytes, PAIR_READER_MAGIC, 8);
    put_number(bytes + 8, PAIR_READER_VERSION, 4);
    put_number(bytes + 12, PAIR_TYPES, 4);
    put_number(bytes + 16, len, 8);
    put_number(bytes + PAIR_READER_CHECKSUM_AT,
               hash_bytes(bytes + PAIR_READER_HEADER_BYTES, len - PAIR_READER_HEADER_BYTES, 0), 8);
}

static void ask(const PairReader *reader, Arena *arena)
{
    PairAnswer readings[2];
    PairQuestion questions[2] = {{.text = STR("Northland shut its consulate in S\xC3\xBC"), .first = {0, 9}, .second = {32, 35}},
                                 {.text = STR("\xFF north"), .first = {2, 7}, .second = {0, 1}}};
    pair_reader_ask(reader, pair_reader_workspace_new(reader, arena), questions, COUNT(questions), readings);
}

static void split(Str text, Arena *arena)
{
    static const char section[] = "\1\0\0\0\1\0\0\0\1\0\0\0\2\0\0\0no";
    uint32_t pieces_of_it[12];
    SectionReader from = {.section = {section, sizeof section - 1}, .arena = arena};
    WordPieces pieces = word_pieces_take(&from);
    if (from.is_short) abort();
    uint32_t count = word_pieces_of(&pieces, text, COUNT(pieces_of_it), pieces_of_it);
    if (count == 0 || count > COUNT(pieces_of_it)) abort();
    for (uint32_t i = 0; i < count; i++)
        if (pieces_of_it[i] >= word_pieces_count(&pieces)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    DatelineError err = {0};
    const PairReader *reader;
    Arena *arena = arena_new(1u << 16);
    char *bytes = arena_copy(arena, (const char *)data, size);
    split((Str){bytes, (uint32_t)size}, arena);
    if (size >= PAIR_READER_HEADER_BYTES) mend_header(bytes, (uint32_t)size);
    if (pair_reader_load((Str){bytes, (uint32_t)size}, arena, &reader, &err) == DATELINE_OK)
        ask(reader, arena);
    else if (err.message[0] == '\0')
        abort();
    arena_free(arena);
    return 0;
}
