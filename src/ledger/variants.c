#include "ledger/variants.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "ledger/words.h"

/* A quotation longer than this is compared by its beginning. */
#define LONGEST_BYTES 1000
#define MOST_WORDS 200
/* Of less weight a saying says too little to be told from others; a fragment of few words needs
 * more. */
#define LEAST_WEIGHT 5000
#define LEAST_FRAGMENT_WEIGHT 9000
#define ENOUGH_WORDS 7
/* From here on two quotations of one speaker are the same sentence, if they are near in days; up to the second some
 * words must be shared. */
#define LEAST_LIKENESS 560
#define LEAST_LIKENESS_OTHER_WORDS 600
#define LEAST_WORDS 150
/* At any other time they must be more alike, and in words: what is said of one subject again and again is alike in
 * meaning. Of 96 pairs in news that were read, these
 * keep 34 of 43 that are one saying and 5 of 53 that are not. */
#define LEAST_LIKENESS_APART 600
#define LEAST_WORDS_APART 280
/* "Ready to discuss it" and "never discussed it" share nearly all words, and one denies; "will not
 * return" and "will stay away" share few. */
#define MOST_DENIED_WORDS 300
/* Of the vectors alone: below it no letters that are shared make up for the meaning. */
#define LEAST_MEANING 400

typedef struct Weighed {
    uint32_t key;
    uint32_t weight;
} Weighed;

typedef List(Weighed) WeighedList;

/* A set of keys with weights. Ordered by key. */
typedef struct Bag {
    Weighed *items;
    uint32_t count;
    uint64_t weight;
} Bag;

/* Ordered by key. */
typedef struct Counts {
    Weighed *items;
    uint32_t count;
    uint64_t squares; /* their sum */
} Counts;

struct Saying {
    Str text; /* of one that is held, of which nothing is read yet */
    bool has_stems;
    bool has_words; /* up to has_negation */
    Bag stems;
    Counts letters;
    Bag numbers;
    bool has_negation;
    const Str *words; /* as they are encoded; NULL if only the vector is known */
    uint32_t word_count;
    uint64_t weight; /* of the stems */
    bool has_vector;
    SentenceVector vector;
};

static int by_key(const void *a, const void *b)
{
    const Weighed *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* Of equal keys one is kept. */
static Bag bag_of(WeighedList *list)
{
    Bag bag = {.items = list->items};
    if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, by_key);
    for (uint32_t i = 0; i < list->count; i++) {
        if (bag.count > 0 && bag.items[bag.count - 1].key == list->items[i].key) continue;
        bag.items[bag.count++] = list->items[i];
        bag.weight += list->items[i].weight;
    }
    return bag;
}

static void add(WeighedList *list, Str text, uint32_t weight, Arena *arena)
{
    *list_add(arena, list) = (Weighed){(uint32_t)hash_bytes(text.data, text.len, 7), weight};
}

#define LETTERS 3

static uint32_t letters_at(Str text, uint32_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    return (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
}

/* By one of their bytes; those that have it alike keep their order. */
static void sort_by_byte(const uint32_t *keys, uint32_t count, uint32_t shift, uint32_t *out)
{
    uint32_t ends[256] = {0}, sum = 0;
    for (uint32_t i = 0; i < count; i++) ends[keys[i] >> shift & 0xFF]++;
    for (uint32_t i = 0; i < COUNT(ends); i++) {
        uint32_t here = ends[i];
        ends[i] = sum;
        sum += here;
    }
    for (uint32_t i = 0; i < count; i++) out[ends[keys[i] >> shift & 0xFF]++] = keys[i];
}

/* Ascending; of three bytes each. */
static uint32_t *sort_letters(uint32_t *keys, uint32_t count, Arena *arena)
{
    uint32_t *other = arena_new_items(arena, uint32_t, count + 1);
    sort_by_byte(keys, count, 0, other);
    sort_by_byte(other, count, 8, keys);
    sort_by_byte(keys, count, 16, other);
    return other;
}

/* How often each group of three stands in the words and the single spaces between them. */
static Counts counts_of(Str letters, Arena *arena)
{
    uint32_t groups = letters.len < LETTERS ? 0 : letters.len - LETTERS + 1;
    uint32_t *keys = arena_new_items(arena, uint32_t, groups + 1);
    for (uint32_t i = 0; i < groups; i++) keys[i] = letters_at(letters, i);
    keys = sort_letters(keys, groups, arena);
    Counts counts = {.items = arena_new_items(arena, Weighed, groups + 1)};
    for (uint32_t i = 0; i < groups; i++) {
        if (counts.count == 0 || counts.items[counts.count - 1].key != keys[i])
            counts.items[counts.count++] = (Weighed){keys[i], 0};
        counts.items[counts.count - 1].weight++;
    }
    for (uint32_t i = 0; i < counts.count; i++)
        counts.squares += (uint64_t)counts.items[i].weight * counts.items[i].weight;
    return counts;
}

/* Thousandths. */
static uint32_t cosine(const Counts *a, const Counts *b)
{
    uint64_t sum = 0;
    if (a->squares == 0 || b->squares == 0) return 0;
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        uint32_t x = a->items[i].key, y = b->items[k].key;
        if (x == y) sum += (uint64_t)a->items[i].weight * b->items[k].weight;
        i += x <= y;
        k += y <= x;
    }
    return (uint32_t)lround(1000 * (double)sum / sqrt((double)a->squares * (double)b->squares));
}

static void read_stems(const LedgerData *data, Str text, Saying *saying, Arena *arena)
{
    WeighedList stems = {0};
    Word word;
    uint32_t words = 0;
    for (uint32_t at = 0; words < MOST_WORDS && words_next(text, &at, &word);) {
        uint32_t weight = word_weight(data, word_stem_str(&word));
        if (weight < LEAST_WORD_WEIGHT) continue;
        words++;
        add(&stems, word_stem_str(&word), weight, arena);
    }
    saying->stems = bag_of(&stems);
    saying->has_stems = true;
    saying->weight = saying->stems.weight;
}

static void read_words(const LedgerData *data, Str text, Saying *saying, Arena *arena)
{
    Str *words = arena_new_items(arena, Str, SENTENCE_MOST_WORDS);
    uint32_t count = 0, len = 0;
    WeighedList numbers = {0};
    char *letters = arena_new_items(arena, char, 2 * text.len + 1); /* words, and a space each */
    Word word;
    for (uint32_t at = 0; count < SENTENCE_MOST_WORDS && words_next_any(text, &at, &word);) {
        Str form = arena_copy_str(arena, (Str){word.text, word.len});
        words[count++] = form;
        if (word.is_number) add(&numbers, form, 1, arena);
        if (count > 1) letters[len++] = ' ';
        memcpy(letters + len, form.data, form.len);
        len += form.len;
        saying->has_negation |= ledger_data_is_negation(data, form);
    }
    saying->numbers = bag_of(&numbers);
    saying->letters = counts_of((Str){letters, len}, arena);
    saying->words = words;
    saying->word_count = count;
}

static Str cut(Str text)
{
    return (Str){text.data, text.len > LONGEST_BYTES ? LONGEST_BYTES : text.len};
}

static void add_words(const LedgerData *data, Str text, Saying *saying, Arena *arena)
{
    read_words(data, cut(text), saying, arena);
    saying->has_words = true;
}

Saying *saying_read_words(const LedgerData *data, Str text, Arena *arena)
{
    Saying *saying = arena_alloc(arena, sizeof *saying);
    read_stems(data, cut(text), saying, arena);
    add_words(data, text, saying, arena);
    return saying;
}

void saying_find_meaning(const LedgerData *data, Saying *saying)
{
    if (saying->has_vector) return;
    saying->vector = sentence_encode(ledger_data_sentences(data), saying->words, saying->word_count);
    saying->has_vector = true;
}

const Saying *saying_read(const LedgerData *data, Str text, Arena *arena)
{
    Saying *saying = saying_read_words(data, text, arena);
    saying_find_meaning(data, saying);
    return saying;
}

const Saying *saying_read_kept(const LedgerData *data, Str text, Str vector, Arena *arena)
{
    Saying *saying = saying_read_words(data, text, arena);
    saying->has_vector = vector.len == SENTENCE_VECTOR_SIZE;
    if (saying->has_vector)
        memcpy(saying->vector.values, vector.data, SENTENCE_VECTOR_SIZE);
    else if (saying_says_enough(saying))
        saying_find_meaning(data, saying);
    return saying;
}

/* A stem of both counts with the smaller weight; of letters it may differ from word to word. */
static uint64_t shared_weight(const Bag *a, const Bag *b)
{
    uint64_t sum = 0;
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->items[i].key < b->items[k].key) {
            i++;
        } else if (a->items[i].key > b->items[k].key) {
            k++;
        } else {
            uint32_t x = a->items[i++].weight, y = b->items[k++].weight;
            sum += x < y ? x : y;
        }
    }
    return sum;
}

/* Half what is shared of the shorter one, half what is shared of both: a clause cut from a long
 * sentence is still that sentence, but less so. */
static uint32_t overlap(const Bag *a, const Bag *b)
{
    uint64_t shared = shared_weight(a, b);
    uint64_t least = a->weight < b->weight ? a->weight : b->weight;
    if (least == 0) return 0;
    return (uint32_t)(500 * shared / least + 1000 * shared / (a->weight + b->weight));
}

/* Telling words that both have count the more the more alike the letters are throughout. */
static uint32_t shared_words(const SayingLikeness *likeness)
{
    return likeness->stems * likeness->letters / 1000;
}

uint32_t saying_shared_stems(const Saying *a, const Saying *b)
{
    return overlap(&a->stems, &b->stems);
}

/* Five parts meaning, two parts words. */
static void add_up(SayingLikeness *likeness)
{
    uint32_t meaning = likeness->meaning > 0 ? (uint32_t)likeness->meaning : 0;
    likeness->all = (5 * meaning + 2 * shared_words(likeness)) / 7;
}

SayingLikeness saying_likeness(const Saying *a, const Saying *b)
{
    assert(a->has_vector && b->has_vector);
    SayingLikeness likeness = {.stems = saying_shared_stems(a, b),
                               .letters = cosine(&a->letters, &b->letters),
                               .meaning = sentence_cosine(&a->vector, &b->vector)};
    add_up(&likeness);
    return likeness;
}

static bool says_enough(uint64_t weight, uint32_t words)
{
    return weight >= (words >= ENOUGH_WORDS ? LEAST_WEIGHT : LEAST_FRAGMENT_WEIGHT);
}

bool saying_says_enough(const Saying *saying)
{
    return says_enough(saying->weight, saying->word_count);
}

bool saying_has_words(const Saying *saying)
{
    return saying->has_words;
}

const Saying *saying_copy(const Saying *saying, Arena *arena)
{
    assert(!saying->has_words && !saying->has_stems);
    Saying *copy = arena_alloc(arena, sizeof *copy);
    *copy = *saying;
    return copy;
}

bool variant_says_enough(const LedgerData *data, Str text, Arena *arena)
{
    Saying saying = {0};
    Word word;
    if (text.len > LONGEST_BYTES) text.len = LONGEST_BYTES;
    read_stems(data, text, &saying, arena);
    for (uint32_t at = 0; saying.word_count < ENOUGH_WORDS && words_next_any(text, &at, &word);)
        saying.word_count++;
    return says_enough(saying.weight, saying.word_count);
}

/* "105 soldiers fell" and "50 soldiers fell" are as near as can be, and not the same. */
static bool numbers_agree(const Saying *a, const Saying *b)
{
    if (a->numbers.count == 0 || b->numbers.count == 0) return true;
    return shared_weight(&a->numbers, &b->numbers) > 0;
}

static bool is_like_enough(const SayingLikeness *likeness, bool are_near)
{
    if (are_near)
        return likeness->all >= (shared_words(likeness) >= LEAST_WORDS ? LEAST_LIKENESS : LEAST_LIKENESS_OTHER_WORDS);
    return likeness->all >= LEAST_LIKENESS_APART && shared_words(likeness) >= LEAST_WORDS_APART;
}

uint32_t saying_variant(const Saying *a, const Saying *b, bool are_near)
{
    assert(a->has_words && b->has_words);
    if (!saying_says_enough(a) || !saying_says_enough(b) || !numbers_agree(a, b)) return 0;
    SayingLikeness likeness = saying_likeness(a, b);
    bool is_denied =
        a->has_negation != b->has_negation && shared_words(&likeness) >= MOST_DENIED_WORDS;
    return is_denied || !is_like_enough(&likeness, are_near) ? 0 : likeness.all;
}

/* Could they be like enough if all their letters were shared? */
static bool may_be_like_enough(const Saying *a, const Saying *b, bool are_near)
{
    SayingLikeness likeness = {.stems = saying_shared_stems(a, b),
                               .letters = 1000,
                               .meaning = sentence_cosine(&a->vector, &b->vector)};
    add_up(&likeness);
    return is_like_enough(&likeness, are_near);
}

Saying *saying_hold(Str text, Str vector, Arena *arena)
{
    Saying *saying = arena_alloc(arena, sizeof *saying);
    saying->text = cut(text);
    saying->has_vector = vector.len == SENTENCE_VECTOR_SIZE;
    if (saying->has_vector) memcpy(saying->vector.values, vector.data, SENTENCE_VECTOR_SIZE);
    return saying;
}

uint32_t saying_variant_of(const LedgerData *data, const Saying *saying, Saying *held, bool are_near, Arena *arena)
{
    if (!held->has_stems) read_stems(data, held->text, held, arena);
    if (held->has_vector && !may_be_like_enough(saying, held, are_near)) return 0;
    if (!held->has_words) add_words(data, held->text, held, arena);
    if (!held->has_vector && saying_says_enough(held)) saying_find_meaning(data, held);
    return saying_variant(saying, held, are_near);
}

uint32_t variant_likeness(const LedgerData *data, Str a, Str b)
{
    Arena *arena = arena_new(16u << 10);
    uint32_t likeness = saying_variant(saying_read(data, a, arena), saying_read(data, b, arena), true);
    arena_free(arena);
    return likeness;
}

/* ---- Vectors --------------------------------------------------------------------------------- */

Str saying_vector(const Saying *saying)
{
    if (!saying->has_vector) return (Str){NULL, 0};
    return (Str){(const char *)saying->vector.values, SENTENCE_VECTOR_SIZE};
}

bool saying_is_near(const Saying *saying, Str vector)
{
    SentenceVector other;
    if (vector.len != SENTENCE_VECTOR_SIZE) return false;
    memcpy(other.values, vector.data, SENTENCE_VECTOR_SIZE);
    return sentence_cosine(&saying->vector, &other) >= LEAST_MEANING;
}

/* What is left for the meaning to reach a likeness where all words are shared. */
#define MEANING_WITH_ALL_WORDS(likeness) ((7 * (likeness)-2 * 1000) / 5)

bool saying_may_be_variant(const Saying *saying, const Saying *other, bool are_near)
{
    int32_t least = MEANING_WITH_ALL_WORDS(are_near ? LEAST_LIKENESS : LEAST_LIKENESS_APART);
    return !other->has_vector || sentence_cosine(&saying->vector, &other->vector) >= least;
}

/* ---- Keys ------------------------------------------------------------------------------------ */

#define STRONGEST_TERMS 7
#define MOST_TERMS 24

#define ORDINARY_BYTES 120

static uint32_t oddness(Str text)
{
    return text.len < ORDINARY_BYTES ? ORDINARY_BYTES - text.len : text.len - ORDINARY_BYTES;
}

bool variant_goes_before(Str a, Str b)
{
    uint32_t x = oddness(a), y = oddness(b);
    return x != y ? x < y : str_compare(a, b) > 0;
}

int64_t variant_wording(Str speaker, Str text)
{
    uint64_t seed = hash_bytes(speaker.data, speaker.len, 0);
    return (int64_t)(hash_bytes(text.data, text.len, seed) >> 16);
}

/* ---- In one reading -------------------------------------------------------------------------- */

/* A text that is read once for its terms, its weight and its words. */
typedef struct Reading {
    Saying *saying;
    TermReader *terms;
    Str words[SENTENCE_MOST_WORDS];
    uint32_t telling; /* words that weigh, as read_stems counts them */
} Reading;

static void read_word(Reading *reading, Word *word, Arena *arena)
{
    Saying *saying = reading->saying;
    if (saying->word_count < SENTENCE_MOST_WORDS)
        reading->words[saying->word_count++] = arena_copy_str(arena, (Str){word->text, word->len});
    if (!word_take_stem(word)) return;
    bool is_first;
    uint32_t weight = terms_add(reading->terms, word_stem_str(word), &is_first);
    if (weight < LEAST_WORD_WEIGHT || reading->telling++ >= MOST_WORDS) return;
    if (is_first) saying->weight += weight;
}

static void find_meaning(const LedgerData *data, const Reading *reading, Str kept)
{
    Saying *saying = reading->saying;
    if (kept.len == SENTENCE_VECTOR_SIZE)
        memcpy(saying->vector.values, kept.data, SENTENCE_VECTOR_SIZE);
    else
        saying->vector = sentence_encode(ledger_data_sentences(data), reading->words, saying->word_count);
    saying->has_vector = true;
}

const Saying *variant_read(const LedgerData *data, Str speaker, Str text, Str vector, Arena *arena,
                           KeyList *out_keys)
{
    Arena *scratch = arena_new(16u << 10);
    if (text.len > LONGEST_BYTES) text.len = LONGEST_BYTES;
    Reading reading = {.saying = arena_alloc(arena, sizeof *reading.saying),
                       .terms = terms_begin(data, text.len, scratch)};
    Saying *saying = reading.saying;
    Word word;
    for (uint32_t at = 0; words_next_any(text, &at, &word);) read_word(&reading, &word, scratch);
    if (saying_says_enough(saying)) {
        TermList terms = terms_end(reading.terms, MOST_TERMS, scratch);
        uint32_t seed = (uint32_t)hash_bytes(speaker.data, speaker.len, 3);
        terms_pair_keys(&terms, STRONGEST_TERMS, seed, arena, out_keys);
        find_meaning(data, &reading, vector);
    }
    arena_free(scratch);
    return saying;
}

/* Windows are of twice the days that must share one, and overlap by half. */
static int64_t window_of(int32_t day, uint32_t window)
{
    const int64_t length = VARIANT_WINDOWS * VARIANT_DAYS;
    return ((int64_t)day + window * VARIANT_DAYS + length * 1000000) / length;
}

void variant_windows(Str speaker, bool has_day, int32_t day, int64_t windows[VARIANT_WINDOWS])
{
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++) {
        int64_t place[] = {i, has_day ? window_of(day, i) : -1};
        uint64_t seed = hash_bytes(speaker.data, speaker.len, 5);
        windows[i] = (int64_t)(hash_bytes(place, sizeof place, seed) >> 1);
    }
}

bool variant_are_near(VariantDay a, VariantDay b)
{
    bool found = false;
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++) found |= window_of(a.day, i) == window_of(b.day, i);
    return a.is_known && b.is_known && found;
}

int64_t variant_wording_in(int64_t wording, int64_t window)
{
    return (int64_t)(hash_bytes(&wording, sizeof wording, (uint64_t)window) >> 16);
}
