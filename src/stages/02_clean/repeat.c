#include "repeat.h"

#include <stdlib.h>

#include "base/map.h"
#include "dateline.h"
#include "sentence.h"
#include "words.h"

#define FEWEST_TWIN_WORDS 8  /* a shorter sentence may stand twice by chance */
#define FEWEST_PIECE_WORDS 4 /* unless it is a line of its own both times */
#define LARGEST_GAP 12       /* sentences between twins that still make one copy */
#define MOST_UNITS 60000     /* beyond it a page is no article */
#define LONGEST_JOINED 3     /* a glued sentence is compared with up to three others */

/* A sentence, or what a light look takes for one. */
typedef struct Unit {
    Span text;
    uint32_t piece;
    uint32_t dateline_len; /* bytes of a dateline at its start */
    uint32_t words;
    uint64_t hash;   /* of its words */
    uint64_t power;  /* of the base, to the number of words: to join hashes */
    uint32_t before; /* the nearest twin before; NONE */
    bool is_whole;   /* all of its piece */
    bool is_twin;    /* before is to be believed */
    bool is_dropped;
    uint32_t kept_copy; /* unit; of a dropped one */
} Unit;

typedef List(Unit) UnitList;

/* ---- Words ----------------------------------------------------------------------------------- */

typedef struct WordReader {
    Str text;
    uint32_t at;
    bool was_lower; /* the character before was a small letter of the same run */
} WordReader;

/* The next word in lower case; a capital after a small letter begins a new one ("ChinaThe"). */
static bool next_word(WordReader *reader, char *out, uint32_t capacity, uint32_t *out_len)
{
    uint32_t len = 0;
    while (reader->at < reader->text.len) {
        uint32_t used, character = utf8_decode(reader->text, reader->at, &used);
        bool is_apostrophe = character == '\'' || character == 0x2019;
        bool is_word = word_is_letter(character) || word_is_digit(character);
        bool is_upper = is_word && word_is_upper(character);
        if ((!is_word && !is_apostrophe && len > 0) || (is_upper && reader->was_lower && len > 0)) {
            reader->was_lower = false;
            *out_len = len;
            return true;
        }
        reader->at += used;
        if (!is_word) continue;
        reader->was_lower = !is_upper && word_is_letter(character);
        if (character < 0x80 && is_upper) character += 32;
        if (len + 4 <= capacity) len += utf8_encode(character, out + len);
    }
    *out_len = len;
    return len > 0;
}

#define WORD_BYTES 64
#define HASH_BASE 0x9E3779B97F4A7C15u

static void hash_words(Str text, Unit *unit)
{
    WordReader reader = {.text = text};
    char word[WORD_BYTES];
    uint32_t len;
    unit->power = 1;
    while (next_word(&reader, word, WORD_BYTES, &len)) {
        unit->hash = unit->hash * HASH_BASE + hash_bytes(word, len, 0);
        unit->power *= HASH_BASE;
        unit->words++;
    }
}

static bool same_words(Str a, Str b)
{
    WordReader left = {.text = a}, right = {.text = b};
    char left_word[WORD_BYTES], right_word[WORD_BYTES];
    uint32_t left_len, right_len;
    for (;;) {
        bool has_left = next_word(&left, left_word, WORD_BYTES, &left_len);
        bool has_right = next_word(&right, right_word, WORD_BYTES, &right_len);
        if (has_left != has_right) return false;
        if (!has_left) return true;
        if (!str_equal((Str){left_word, left_len}, (Str){right_word, right_len})) return false;
    }
}

/* ---- Sentences --------------------------------------------------------------------------------
 */

/* A dateline is no part of the sentence that is compared. */
static Str compared_text(const Work *work, const Unit *unit)
{
    return work_text(work, (Span){unit->text.start + unit->dateline_len, unit->text.end});
}

static void add_unit(Work *work, const Lexicon *lexicon, UnitList *units, uint32_t piece, Span text)
{
    Unit unit = {.text = text, .piece = piece, .before = NONE, .kept_copy = NONE};
    FoundDateline dateline;
    bool starts_piece = text.start == work->pieces.items[piece].text.start;
    if (starts_piece && dateline_find(work_text(work, text), 0, lexicon, &dateline))
        unit.dateline_len = dateline.span.end;
    hash_words(compared_text(work, &unit), &unit);
    Span whole = work->pieces.items[piece].text;
    unit.is_whole = text.start == whole.start && text.end == whole.end;
    *list_add(work->arena, units) = unit;
}

static void split_piece(Work *work, const Lexicon *lexicon, UnitList *units, uint32_t piece)
{
    Span span = work->pieces.items[piece].text;
    Str text = work_text(work, span);
    uint32_t start = 0, end;
    for (uint32_t at = 0; at < text.len; at++) {
        if (!sentence_ends(text, at, &end)) continue;
        add_unit(work, lexicon, units, piece, (Span){span.start + start, span.start + end});
        start = end;
        at = end - 1;
    }
    if (start < text.len)
        add_unit(work, lexicon, units, piece, (Span){span.start + start, span.end});
}

/* ---- Twins ------------------------------------------------------------------------------------
 */

typedef struct Pair {
    uint32_t early;
    uint32_t late;
    uint32_t early_count; /* units; one of the counts is 1 */
    uint32_t late_count;
} Pair;

typedef List(Pair) PairList;

static Str hash_key(const uint64_t *hash)
{
    return (Str){(const char *)hash, sizeof *hash};
}

static void find_twins(const Work *work, UnitList *units)
{
    Map last_with;
    map_init(&last_with, work->arena);
    for (uint32_t i = 0; i < units->count; i++) {
        Unit *unit = &units->items[i];
        if (unit->words == 0) continue;
        uint32_t before = map_find(&last_with, hash_key(&unit->hash));
        if (before != MAP_NONE &&
            same_words(compared_text(work, &units->items[before]), compared_text(work, unit)))
            unit->before = before;
        map_set(&last_with, hash_key(&unit->hash), i);
    }
}

static bool is_sure(const Unit *early, const Unit *late)
{
    if (late->words >= FEWEST_TWIN_WORDS) return true;
    return late->words >= FEWEST_PIECE_WORDS && early->is_whole && late->is_whole;
}

/* Short sentences are twins only beside others that are. */
static void confirm_twins(UnitList *units)
{
    Unit *items = units->items;
    for (uint32_t i = 0; i < units->count; i++)
        if (items[i].before != NONE) items[i].is_twin = is_sure(&items[items[i].before], &items[i]);
    for (uint32_t i = 1; i < units->count; i++)
        if (items[i].before != NONE && items[i - 1].is_twin &&
            items[i].before == items[i - 1].before + 1)
            items[i].is_twin = true;
    for (uint32_t i = units->count; i-- > 1;)
        if (items[i - 1].before != NONE && items[i].is_twin &&
            items[i].before == items[i - 1].before + 1)
            items[i - 1].is_twin = true;
}

/* ---- Sentences that were glued together --------------------------------------------------------
 */

static Span joined_span(const UnitList *units, uint32_t first, uint32_t count)
{
    return (Span){units->items[first].text.start + units->items[first].dateline_len,
                  units->items[first + count - 1].text.end};
}

static uint64_t joined_hash(const UnitList *units, uint32_t first, uint32_t count)
{
    uint64_t hash = units->items[first].hash;
    for (uint32_t i = first + 1; i < first + count; i++)
        hash = hash * units->items[i].power + units->items[i].hash;
    return hash;
}

static bool has_twin(const bool *is_paired, uint32_t first, uint32_t count)
{
    for (uint32_t i = first; i < first + count; i++)
        if (is_paired[i]) return true;
    return false;
}

/* A unit without a twin whose words stand elsewhere as two or three units ("ChinaThe president"
 * glued a subhead to a sentence). */
static void find_glued(const Work *work, const UnitList *units, bool *is_paired, PairList *pairs)
{
    Map lone;
    map_init(&lone, work->arena);
    for (uint32_t i = 0; i < units->count; i++)
        if (!is_paired[i] && units->items[i].words >= FEWEST_TWIN_WORDS)
            map_set(&lone, hash_key(&units->items[i].hash), i);
    if (lone.count == 0) return;
    for (uint32_t count = 2; count <= LONGEST_JOINED; count++) {
        for (uint32_t i = 0; i + count <= units->count; i++) {
            if (has_twin(is_paired, i, count)) continue;
            uint64_t hash = joined_hash(units, i, count);
            uint32_t glued = map_find(&lone, hash_key(&hash));
            if (glued == MAP_NONE || is_paired[glued] || (glued >= i && glued < i + count))
                continue;
            if (!same_words(compared_text(work, &units->items[glued]),
                            work_text(work, joined_span(units, i, count))))
                continue;
            *list_add(work->arena, pairs) =
                glued < i ? (Pair){glued, i, 1, count} : (Pair){i, glued, count, 1};
            is_paired[glued] = true;
            for (uint32_t k = i; k < i + count; k++) is_paired[k] = true;
        }
    }
}

/* ---- Copies ------------------------------------------------------------------------------------
 */

static int compare_pairs(const void *left, const void *right)
{
    const Pair *a = left, *b = right;
    if (a->late != b->late) return a->late < b->late ? -1 : 1;
    return (a->early > b->early) - (a->early < b->early);
}

static void collect_pairs(const Work *work, const UnitList *units, PairList *pairs)
{
    bool *is_paired = arena_new_items(work->arena, bool, units->count);
    for (uint32_t i = 0; i < units->count; i++) {
        if (!units->items[i].is_twin) continue;
        *list_add(work->arena, pairs) = (Pair){units->items[i].before, i, 1, 1};
        is_paired[i] = is_paired[units->items[i].before] = true;
    }
    find_glued(work, units, is_paired, pairs);
    if (pairs->count > 0) qsort(pairs->items, pairs->count, sizeof *pairs->items, compare_pairs);
}

static bool goes_on(const Pair *last, const Pair *next)
{
    uint32_t early_end = last->early + last->early_count, late_end = last->late + last->late_count;
    return next->early >= early_end && next->late >= late_end &&
           next->early - early_end <= LARGEST_GAP && next->late - late_end <= LARGEST_GAP;
}

/* Words, then pieces, in a copy from its first twin to its last. */
static uint64_t richness(const UnitList *units, uint32_t first, uint32_t end)
{
    uint64_t words = 0, pieces = 0;
    uint32_t piece = NONE;
    for (uint32_t i = first; i < end; i++) {
        words += units->items[i].words + units->items[i].dateline_len;
        pieces += units->items[i].piece != piece;
        piece = units->items[i].piece;
    }
    return words << 32 | pieces;
}

static void drop_units(UnitList *units, uint32_t first, uint32_t count, uint32_t kept_copy)
{
    for (uint32_t i = first; i < first + count; i++) {
        units->items[i].is_dropped = true;
        units->items[i].kept_copy = kept_copy;
    }
}

static void drop_copies(UnitList *units, const PairList *pairs)
{
    for (uint32_t i = 0, end; i < pairs->count; i = end) {
        for (end = i + 1; end < pairs->count; end++)
            if (!goes_on(&pairs->items[end - 1], &pairs->items[end])) break;
        const Pair *first = &pairs->items[i], *last = &pairs->items[end - 1];
        bool drop_early = richness(units, first->early, last->early + last->early_count) <
                          richness(units, first->late, last->late + last->late_count);
        for (uint32_t p = i; p < end; p++) {
            const Pair *pair = &pairs->items[p];
            if (drop_early)
                drop_units(units, pair->early, pair->early_count, pair->late);
            else
                drop_units(units, pair->late, pair->late_count, pair->early);
        }
    }
}

/* ---- Writing back ------------------------------------------------------------------------------
 */

/* The copy that stays: its twin may have been dropped in favour of yet another. What was walked is
 * shortened, so that long chains are walked once. */
static uint32_t final_copy(UnitList *units, uint32_t copy)
{
    uint32_t last = copy;
    for (uint32_t steps = 0; steps < units->count && units->items[last].is_dropped; steps++)
        last = units->items[last].kept_copy;
    for (uint32_t steps = 0; steps < units->count && units->items[copy].is_dropped; steps++) {
        uint32_t next = units->items[copy].kept_copy;
        units->items[copy].kept_copy = last;
        copy = next;
    }
    return last;
}

static Str repeat_reason(const Work *work, UnitList *units, const Unit *unit)
{
    Span copy = units->items[final_copy(units, unit->kept_copy)].text;
    return arena_format(work->doc->arena, "stands twice; the other copy is at byte %u of the page",
                        runs_span(&work->map, (Span){copy.start, copy.start + 1}).start);
}

/* A piece as runs of kept and dropped units. */
static void split_by_units(Work *work, UnitList *units, uint32_t first, uint32_t end, Piece piece)
{
    for (uint32_t i = first, next; i < end; i = next) {
        const Unit *unit = &units->items[i];
        for (next = i + 1; next < end; next++)
            if (units->items[next].is_dropped != unit->is_dropped) break;
        Piece part = piece;
        part.text = (Span){unit->text.start, units->items[next - 1].text.end};
        while (part.text.end > part.text.start && work->data[part.text.end - 1] == ' ')
            part.text.end--;
        part.goes_on = piece.goes_on || i > first;
        part.starts_paragraph = piece.starts_paragraph && i == first;
        if (unit->is_dropped)
            piece_drop(&part, BLOCK_REPEAT, STR("CL-REPEAT"), repeat_reason(work, units, unit));
        *list_add(work->arena, &work->pieces) = part;
    }
}

/* A headline that was dropped in favour of its second print makes that the headline. */
static void move_headline(Work *work, UnitList *units)
{
    for (uint32_t i = 0; i < units->count; i++) {
        const Unit *unit = &units->items[i];
        if (!unit->is_dropped || !unit->is_whole) continue;
        const Unit *copy = &units->items[final_copy(units, unit->kept_copy)];
        if (work->pieces.items[unit->piece].type == BLOCK_HEADLINE && copy->is_whole)
            work->pieces.items[copy->piece].type = BLOCK_HEADLINE;
    }
}

static void write_back(Work *work, UnitList *units)
{
    move_headline(work, units);
    Piece *old = work->pieces.items;
    uint32_t old_count = work->pieces.count, unit = 0;
    memset(&work->pieces, 0, sizeof work->pieces);
    for (uint32_t p = 0; p < old_count; p++) {
        uint32_t first = unit;
        while (unit < units->count && units->items[unit].piece == p) unit++;
        if (unit == first)
            *list_add(work->arena, &work->pieces) = old[p];
        else
            split_by_units(work, units, first, unit, old[p]);
    }
}

void repeat_drop(Work *work, const Lexicon *lexicon)
{
    UnitList units = {0};
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        if (work->pieces.items[i].kept) split_piece(work, lexicon, &units, i);
        if (units.count > MOST_UNITS) return;
    }
    find_twins(work, &units);
    confirm_twins(&units);
    PairList pairs = {0};
    collect_pairs(work, &units, &pairs);
    if (pairs.count == 0) return;
    drop_copies(&units, &pairs);
    write_back(work, &units);
}
