#include "ledger/shingles.h"

#include "base/ascii.h"
#include "base/hash.h"
#include "text/utf8.h"

/* ---- Words ----------------------------------------------------------------------------------- */

#define PIECE_BYTES 64 /* longer words are hashed piece after piece */

typedef struct WordHash {
    char piece[PIECE_BYTES];
    uint32_t len;
    uint64_t state;
} WordHash;

static void fold_piece(WordHash *word)
{
    word->state = hash_bytes(word->piece, word->len, word->state);
    word->len = 0;
}

static void add_character(WordHash *word, uint32_t character)
{
    char bytes[4];
    uint32_t len = utf8_encode(utf8_to_lower(character), bytes);
    if (word->len + len > PIECE_BYTES) fold_piece(word);
    memcpy(word->piece + word->len, bytes, len);
    word->len += len;
}

/* Takes the ASCII letters and digits from `at` on, which most words are made of; where they end. */
static uint32_t take_ascii(Str text, uint32_t at, WordHash *word)
{
    for (; at < text.len; at++) {
        char c = text.data[at];
        if (!ascii_is_alnum(c)) break;
        if (word->len == PIECE_BYTES) fold_piece(word);
        word->piece[word->len++] = ascii_to_lower(c);
    }
    return at;
}

/* All of a word from `at` on; where it ends, which is `at` if none starts here. */
static uint32_t take_word(Str text, uint32_t at, WordHash *word)
{
    for (uint32_t len;; at += len) {
        at = take_ascii(text, at, word);
        if (at == text.len || (unsigned char)text.data[at] < 0x80) return at;
        uint32_t character = utf8_decode(text, at, &len);
        if (character == UTF8_BAD) return at;
        if (!utf8_is_letter(character) && !utf8_is_digit(character)) return at;
        add_character(word, character);
    }
}

void word_marks(Str text, Arena *arena, WordMarkList *out)
{
    for (uint32_t at = 0; at < text.len;) {
        WordHash word;
        word.len = 0;
        word.state = 0;
        uint32_t end = take_word(text, at, &word);
        if (end > at) {
            fold_piece(&word);
            *list_add(arena, out) = (WordMark){.hash = word.state, .span = {at, end}};
        }
        at = end;
        if (at == text.len) break;
        uint32_t len = 1;
        if ((unsigned char)text.data[at] >= 0x80) utf8_decode(text, at, &len);
        at += len;
    }
}

/* ---- Shingles -------------------------------------------------------------------------------- */

#define SHINGLE_SEED 8

static uint64_t shingle_hash(const uint64_t *words, uint32_t count)
{
    uint64_t hash = hash_bytes(words, count * sizeof *words, SHINGLE_SEED);
    return hash != 0 ? hash : 1; /* 0 is an empty slot */
}

void shingles_of(Str text, Arena *arena, ShingleList *out)
{
    WordMarkList marks = {0};
    word_marks(text, arena, &marks);
    if (marks.count == 0) return;
    uint64_t *hashes = arena_new_items(arena, uint64_t, marks.count);
    for (uint32_t i = 0; i < marks.count; i++) hashes[i] = marks.items[i].hash;
    if (marks.count < SHINGLE_WORDS) {
        *list_add(arena, out) = shingle_hash(hashes, marks.count);
        return;
    }
    out->capacity = out->count = marks.count - SHINGLE_WORDS + 1;
    out->items = arena_new_items(arena, uint64_t, out->count);
    for (uint32_t i = 0; i < out->count; i++)
        out->items[i] = shingle_hash(hashes + i, SHINGLE_WORDS);
}

static uint32_t find_slot(const ShingleSet *set, uint64_t hash)
{
    uint32_t slot = (uint32_t)(hash >> 32) & (set->capacity - 1);
    while (set->slots[slot] != 0 && set->slots[slot] != hash) slot = (slot + 1) & (set->capacity - 1);
    return slot;
}

ShingleSet shingle_set(const ShingleList *shingles, Arena *arena)
{
    ShingleSet set = {.capacity = 8};
    while (set.capacity < 2 * shingles->count) set.capacity *= 2;
    set.slots = arena_new_items(arena, uint64_t, set.capacity);
    for (uint32_t i = 0; i < shingles->count; i++) {
        uint32_t slot = find_slot(&set, shingles->items[i]);
        set.count += set.slots[slot] == 0;
        set.slots[slot] = shingles->items[i];
    }
    set.text_hash = hash_bytes(shingles->items, shingles->count * sizeof *shingles->items, 0);
    return set;
}

uint32_t shingles_in_common(const ShingleSet *a, const ShingleSet *b)
{
    if (a->count > b->count) return shingles_in_common(b, a);
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->capacity; i++)
        if (a->slots[i] != 0) count += b->slots[find_slot(b, a->slots[i])] != 0;
    return count;
}
