#include "near_copy.h"

#include "words.h"

#define FEWEST_WORDS 8
#define MOST_WORDS 70         /* of a paragraph that is looked for in others */
#define MOST_PAGE_WORDS 60000 /* a longer page is no article */
#define GRAM 3                /* words that make one key of the index */
#define MOST_PLACES 4         /* at which the same key is tried */
#define LEAST_KEYS 0.6        /* of the paragraph's keys that stand in the other */
#define LEAST_WORDS 0.86      /* of its words, in order */
#define MOST_MISSING 3
#define EDGE_WORDS 2 /* "..., he said": who says it may stand here only */
#define MOST_WINDOW (2 * MOST_WORDS)

typedef struct TextWord {
    uint64_t hash; /* of its lower case */
    uint32_t piece;
    bool is_fixed; /* a name or a number: must be there */
} TextWord;

typedef struct Range {
    uint32_t start; /* words, half open */
    uint32_t end;
} Range;

typedef struct Index {
    const Work *work;
    List(TextWord) words;
    Range *pieces;      /* [pieces.count]; empty of those that take no part */
    uint32_t *previous; /* [words.count] the place before with the same key; NONE */
} Index;

/* ---- Words ----------------------------------------------------------------------------------- */

static uint64_t hash_lower(Str word)
{
    char lower[64];
    uint32_t len = word.len < sizeof lower ? word.len : (uint32_t)sizeof lower;
    for (uint32_t i = 0; i < len; i++) lower[i] = ascii_to_lower(word.data[i]);
    return hash_bytes(lower, len, word.len);
}

/* A capital counts as a name unless the word begins a sentence or is a small word. */
static void add_words(Index *index, uint32_t piece, const Lexicon *lexicon)
{
    Str text = piece_text(index->work, &index->work->pieces.items[piece]);
    Word words[SHAPE_WORDS];
    Range *range = &index->pieces[piece];
    range->start = index->words.count;
    for (uint32_t from = 0; from < text.len;) {
        Str rest = str_slice(text, (Span){from, text.len});
        uint32_t count = words_read(rest, words, SHAPE_WORDS);
        for (uint32_t i = 0; i < count; i++) {
            if (words[i].kind == WORD_MARK) continue;
            Str word = word_str(rest, &words[i]);
            bool is_first = index->words.count == range->start;
            bool is_small = words_lookup(&lexicon->function_words, word) != MAP_NONE;
            bool is_name = words[i].is_capitalised && !is_first && !is_small;
            *list_add(index->work->arena, &index->words) =
                (TextWord){hash_lower(word), piece, is_name || words[i].kind == WORD_NUMBER};
        }
        if (count < SHAPE_WORDS) break;
        from += words[count - 1].span.end;
    }
    range->end = index->words.count;
}

/* Pages set pull quotes and summary points apart, in lists, quotations and divs: what is a plain
 * paragraph of theirs, without quotation marks, is meant to stand there. */
static bool may_be_copy(const Work *work, const Piece *piece)
{
    if (piece->kind != PIECE_PARAGRAPH) return true;
    Str text = piece_text(work, piece);
    return text.data[0] == '"' || str_starts(text, STR("\xE2\x80\x9C"));
}

static bool takes_part(const Piece *piece)
{
    return piece->kept && (piece->type == BLOCK_BODY || piece->type == BLOCK_QUOTE ||
                           piece->type == BLOCK_LIST_ITEM || piece->type == BLOCK_SUBHEAD);
}

/* ---- Keys -------------------------------------------------------------------------------------
 */

static uint64_t key_at(const Index *index, uint32_t word)
{
    uint64_t hashes[GRAM];
    for (uint32_t i = 0; i < GRAM; i++) hashes[i] = index->words.items[word + i].hash;
    return hash_bytes(hashes, sizeof hashes, 0);
}

static bool has_key(const Index *index, uint32_t word)
{
    return word + GRAM <= index->words.count &&
           index->words.items[word].piece == index->words.items[word + GRAM - 1].piece;
}

static uint32_t slots_for(uint32_t count)
{
    uint32_t slots = 16;
    while (slots / 2 < count) slots *= 2;
    return slots;
}

/* Chains the places of each key, the last one first; returns the head of each word's chain. */
static uint32_t *chain_keys(Index *index)
{
    Arena *arena = index->work->arena;
    uint32_t count = index->words.count, slots = slots_for(count);
    index->previous = arena_new_items(arena, uint32_t, count);
    uint32_t *heads = arena_new_items(arena, uint32_t, count);
    uint64_t *keys = arena_new_items(arena, uint64_t, count);
    uint32_t *last = arena_new_items(arena, uint32_t, slots); /* by the key's lowest bits: the last place with it */
    for (uint32_t i = 0; i < slots; i++) last[i] = NONE;
    for (uint32_t i = 0; i < count; i++) {
        index->previous[i] = NONE;
        if (!has_key(index, i)) continue;
        keys[i] = key_at(index, i);
        uint32_t slot = (uint32_t)keys[i] & (slots - 1);
        while (last[slot] != NONE && keys[last[slot]] != keys[i]) slot = (slot + 1) & (slots - 1);
        index->previous[i] = last[slot];
        last[slot] = i;
        heads[i] = slot;
    }
    for (uint32_t i = 0; i < count; i++) heads[i] = has_key(index, i) ? last[heads[i]] : NONE;
    return heads;
}

/* ---- The other copy ---------------------------------------------------------------------------
 */

typedef struct Candidate {
    uint32_t piece;
    uint32_t keys;
    uint32_t first; /* words of it that were found */
    uint32_t last;
} Candidate;

#define MOST_CANDIDATES 8

static void count_place(Candidate *candidates, uint32_t *count, uint32_t piece, uint32_t word)
{
    uint32_t i = 0;
    while (i < *count && candidates[i].piece != piece) i++;
    if (i == MOST_CANDIDATES) return;
    if (i == *count) candidates[(*count)++] = (Candidate){piece, 0, word, word};
    candidates[i].keys++;
    if (word < candidates[i].first) candidates[i].first = word;
    if (word > candidates[i].last) candidates[i].last = word;
}

/* The kept piece with most keys of a piece; false if none has enough. */
static bool find_candidate(const Index *index, const uint32_t *heads, uint32_t piece,
                           Candidate *out)
{
    Candidate candidates[MOST_CANDIDATES];
    uint32_t count = 0, keys = 0;
    Range range = index->pieces[piece];
    for (uint32_t i = range.start; i < range.end; i++) {
        if (!has_key(index, i)) continue;
        keys++;
        uint32_t place = heads[i];
        for (int tries = 0; tries < MOST_PLACES && place != NONE; tries++) {
            uint32_t other = index->words.items[place].piece;
            if (other != piece && index->work->pieces.items[other].kept)
                count_place(candidates, &count, other, place);
            place = index->previous[place];
        }
    }
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (candidates[i].keys > candidates[best].keys) best = i;
    if (count == 0 || candidates[best].keys < LEAST_KEYS * keys) return false;
    *out = candidates[best];
    return true;
}

/* Do the words of a piece stand in order in a window of the other? The longest common run of words,
 * not necessarily next to each other; what is missing must be small words. */
static bool stands_in(const Index *index, Range piece, Range window)
{
    uint8_t lengths[MOST_WORDS + 1][MOST_WINDOW + 1];
    const TextWord *a = index->words.items + piece.start, *b = index->words.items + window.start;
    uint32_t rows = piece.end - piece.start, columns = window.end - window.start;
    memset(lengths[rows], 0, columns + 1);
    for (uint32_t i = rows; i-- > 0;) {
        lengths[i][columns] = 0;
        for (uint32_t k = columns; k-- > 0;)
            lengths[i][k] = a[i].hash == b[k].hash ? (uint8_t)(lengths[i + 1][k + 1] + 1)
                            : lengths[i + 1][k] > lengths[i][k + 1] ? lengths[i + 1][k]
                                                                    : lengths[i][k + 1];
    }
    uint32_t common = lengths[0][0];
    if (common < LEAST_WORDS * rows || rows - common > MOST_MISSING) return false;
    for (uint32_t i = 0, k = 0; i < rows;) {
        if (k < columns && a[i].hash == b[k].hash) {
            i++;
            k++;
        } else if (k < columns && lengths[i][k + 1] >= lengths[i + 1][k]) {
            k++;
        } else {
            bool is_edge = i < EDGE_WORDS || i + EDGE_WORDS >= rows;
            if (a[i].is_fixed || is_edge) return false;
            i++;
        }
    }
    return true;
}

/* Names and numbers between the words that were found, which the shorter copy lacks. */
static uint32_t count_fixed(const Index *index, Range range)
{
    uint32_t fixed = 0;
    for (uint32_t i = range.start; i < range.end; i++) fixed += index->words.items[i].is_fixed;
    return fixed;
}

static bool is_near_copy(const Index *index, uint32_t piece, const Candidate *other)
{
    Range range = index->pieces[piece], whole = index->pieces[other->piece];
    uint32_t words = range.end - range.start;
    if (whole.end - whole.start < words) return false;
    Range found = {other->first, other->last + GRAM};
    if (found.end - found.start > words + words / 2 + 2) return false;
    if (count_fixed(index, found) > count_fixed(index, range) + 1) return false;
    uint32_t before = found.start - whole.start < 4 ? found.start - whole.start : 4;
    uint32_t after = whole.end - found.end < 4 ? whole.end - found.end : 4;
    Range window = {found.start - before, found.end + after};
    return window.end - window.start <= MOST_WINDOW && stands_in(index, range, window);
}

/* ---- Dropping ---------------------------------------------------------------------------------
 */

/* A copy whose neighbours were dropped as copies goes before the one that stands whole. */
static uint32_t dropped_neighbours(const Work *work, uint32_t piece)
{
    uint32_t count = 0;
    if (piece > 0) count += work->pieces.items[piece - 1].type == BLOCK_REPEAT;
    if (piece + 1 < work->pieces.count) count += work->pieces.items[piece + 1].type == BLOCK_REPEAT;
    return count;
}

static void drop_copy(Work *work, uint32_t piece, uint32_t other)
{
    Span copy = work->pieces.items[other].text;
    Str reason = arena_format(work->doc->arena, "stands in a paragraph at byte %u of the page",
                              runs_span(&work->map, (Span){copy.start, copy.start + 1}).start);
    piece_drop(&work->pieces.items[piece], BLOCK_REPEAT, STR("CL-NEAR-COPY"), reason);
}

static void judge_piece(Index *index, Work *work, const uint32_t *heads, uint32_t piece)
{
    Range range = index->pieces[piece];
    uint32_t words = range.end - range.start;
    Candidate other;
    if (words < FEWEST_WORDS || words > MOST_WORDS || !work->pieces.items[piece].kept) return;
    if (!find_candidate(index, heads, piece, &other) || !is_near_copy(index, piece, &other)) return;
    BlockType type = work->pieces.items[piece].type;
    BlockType other_type = work->pieces.items[other.piece].type;
    if (type == BLOCK_SUBHEAD && other_type != BLOCK_HEADLINE) return; /* it quotes its text */
    Range whole = index->pieces[other.piece];
    bool is_same_length = whole.end - whole.start == words;
    bool is_better = dropped_neighbours(work, piece) < dropped_neighbours(work, other.piece) ||
                     (is_same_length && piece < other.piece);
    if (is_same_length && is_better && takes_part(&work->pieces.items[other.piece]))
        drop_copy(work, other.piece, piece);
    else
        drop_copy(work, piece, other.piece);
}

void near_copy_drop(Work *work, const Lexicon *lexicon)
{
    Index index = {.work = work};
    index.pieces = arena_new_items(work->arena, Range, work->pieces.count);
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        const Piece *piece = &work->pieces.items[i];
        if (takes_part(piece) || (piece->kept && piece->type == BLOCK_HEADLINE))
            add_words(&index, i, lexicon);
        if (index.words.count > MOST_PAGE_WORDS) return;
    }
    if (index.words.count == 0) return;
    const uint32_t *heads = chain_keys(&index);
    for (uint32_t i = 0; i < work->pieces.count; i++)
        if (takes_part(&work->pieces.items[i]) && may_be_copy(work, &work->pieces.items[i]))
            judge_piece(&index, work, heads, i);
}
