#include "ledger/terms.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/radix.h"
#include "ledger/words.h"
#include "text/data.h"

/* ---- How common words are -------------------------------------------------------------------- */

struct LedgerData {
    Arena *arena;
    Map counts; /* stem -> articles of ARTICLES that hold it */
    StrList stems; /* of the counts */
    struct StemWeight *weights; /* [weight_capacity] the same by hash; a power of two, half of them empty at least */
    uint32_t weight_capacity;
    uint32_t unlisted_weight;
    Map figure_words[FIGURE_WORD_COUNT];
    Map nouns; /* what is counted -> counted_as */
    StrList counted_as;
    Map heads;  /* offices of heads of states */
    Map negations; /* words that deny */
    const AddressRules *addresses;
    const SentenceEncoder *sentences;
};

#define ARTICLES 10000
/* What a word that is not listed is taken to occur in: half the least that is listed. */
#define COUNT_OF_UNLISTED 15
/* Words in more than a third of all articles say nothing of what an article is about. */
#define LEAST_WEIGHT 1000

#define SENTENCES_FILE "models/sentences.bin"

static bool read_count(Str field, uint32_t *out)
{
    uint32_t value = 0;
    if (field.len == 0 || field.len > 5) return false;
    for (uint32_t i = 0; i < field.len; i++) {
        if (field.data[i] < '0' || field.data[i] > '9') return false;
        value = value * 10 + (uint32_t)(field.data[i] - '0');
    }
    *out = value;
    return value > 0 && value <= ARTICLES;
}

/* Words of one stem are counted together. */
static DatelineStatus add_words(LedgerData *data, const Table *table, DatelineError *err)
{
    for (uint32_t i = 0; i < table->rows.count; i++) {
        const TableRow *row = &table->rows.items[i];
        uint32_t count, at = 0;
        Word word;
        if (!read_count(row->fields[1], &count))
            return FAIL_ROW(err, table, row, "'%.*s' is not a number from 1 to %d",
                            STR_ARG(row->fields[1]), ARTICLES);
        if (!words_next(row->fields[0], &at, &word) || at != row->fields[0].len)
            return FAIL_ROW(err, table, row, "'%.*s' is not one word", STR_ARG(row->fields[0]));
        Str stem = arena_copy_str(data->arena, word_stem_str(&word));
        uint32_t before = map_find(&data->counts, stem);
        uint32_t sum = before == MAP_NONE ? count : before + count;
        map_set(&data->counts, stem, sum > ARTICLES ? ARTICLES : sum);
        if (before == MAP_NONE) *list_add(data->arena, &data->stems) = stem;
    }
    return DATELINE_OK;
}

/* ---- Weights: every word of every text is asked for ------------------------------------------ */

/* Small, as most that are looked up are not at hand: half of the hash tells the place, the other half the stem. */
typedef struct StemWeight {
    uint32_t tag; /* 0: empty */
    uint32_t weight;
} StemWeight;

static uint32_t weight_of_count(uint32_t count)
{
    return (uint32_t)lround(1000 * log((double)ARTICLES / count));
}

static uint64_t hash_stem(Str stem)
{
    uint64_t hash = hash_bytes(stem.data, stem.len, 0);
    return hash == 0 ? 1 : hash;
}

static uint32_t tag_of(uint64_t hash)
{
    uint32_t low = (uint32_t)hash;
    return low == 0 ? 1 : low;
}

static uint32_t slot_of(const LedgerData *data, uint64_t hash)
{
    return (uint32_t)(hash >> 32) & (data->weight_capacity - 1);
}

static void expect_weight(const LedgerData *data, uint64_t hash)
{
    __builtin_prefetch(&data->weights[slot_of(data, hash)]);
}

static StemWeight *find_weight(const LedgerData *data, uint64_t hash)
{
    uint32_t mask = data->weight_capacity - 1, at = slot_of(data, hash), tag = tag_of(hash);
    while (data->weights[at].tag != 0 && data->weights[at].tag != tag) at = (at + 1) & mask;
    return &data->weights[at];
}

static uint32_t hashed_weight(const LedgerData *data, uint64_t hash)
{
    const StemWeight *found = find_weight(data, hash);
    return found->tag == 0 ? data->unlisted_weight : found->weight;
}

static void weigh_stems(LedgerData *data)
{
    data->unlisted_weight = weight_of_count(COUNT_OF_UNLISTED);
    data->weight_capacity = 2;
    while (data->weight_capacity < 2 * data->stems.count) data->weight_capacity *= 2;
    data->weights = arena_new_items(data->arena, StemWeight, data->weight_capacity);
    for (uint32_t i = 0; i < data->stems.count; i++) {
        uint64_t hash = hash_stem(data->stems.items[i]);
        *find_weight(data, hash) =
            (StemWeight){tag_of(hash), weight_of_count(map_find(&data->counts, data->stems.items[i]))};
    }
}

uint32_t word_weight(const LedgerData *data, Str stem)
{
    return hashed_weight(data, hash_stem(stem));
}

/* Columns of entities/titles.tsv. */
enum TitleColumn { TITLE_ID = 1, TITLE_HEAD = 3, TITLE_COLUMNS = 5 };

static void add_heads(LedgerData *data, const Table *titles)
{
    for (uint32_t i = 0; i < titles->rows.count; i++) {
        const TableRow *row = &titles->rows.items[i];
        if (str_equal(row->fields[TITLE_HEAD], STR("state")))
            map_set(&data->heads, row->fields[TITLE_ID], 1);
    }
}

static DatelineStatus read_sentences(LedgerData *data, const DataFiles *files, DatelineError *err)
{
    Str bytes;
    TRY(data_file_read(files, SENTENCES_FILE, data->arena, &bytes, err));
    return sentence_encoder_read(bytes, data->arena, &data->sentences, err);
}

static DatelineStatus read_figure_words(LedgerData *data, const DataFiles *files, DatelineError *err)
{
    static const Str kinds[] = {
#define X(suffix, name) STR_INIT(name),
        FIGURE_WORD_KINDS(X)
#undef X
    };
    Table table;
    TRY(data_table_read(files, "ledger/figure_words.tsv", 2, data->arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        uint32_t kind;
        StrList words = {0};
        TRY(data_row_word(&table, &table.rows.items[i], 0, kinds, COUNT(kinds), &kind, err));
        str_split(table.rows.items[i].fields[1], '|', data->arena, &words);
        for (uint32_t k = 0; k < words.count; k++) map_set(&data->figure_words[kind], words.items[k], 1);
    }
    return DATELINE_OK;
}

static DatelineStatus read_figure_nouns(LedgerData *data, const DataFiles *files, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "ledger/figure_nouns.tsv", 2, data->arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        StrList words = {0};
        *list_add(data->arena, &data->counted_as) = table.rows.items[i].fields[0];
        str_split(table.rows.items[i].fields[1], '|', data->arena, &words);
        for (uint32_t k = 0; k < words.count; k++) map_set(&data->nouns, words.items[k], i);
    }
    return DATELINE_OK;
}

static DatelineStatus read_tables(LedgerData *data, const DataFiles *files, DatelineError *err)
{
    Table words, titles, negations;
    TRY(data_table_read(files, "ledger/words.tsv", 2, data->arena, &words, err));
    TRY(add_words(data, &words, err));
    weigh_stems(data);
    TRY(address_rules_read(files, data->arena, &data->addresses, err));
    TRY(read_figure_words(data, files, err));
    TRY(read_figure_nouns(data, files, err));
    TRY(data_table_read(files, "entities/titles.tsv", TITLE_COLUMNS, data->arena, &titles, err));
    add_heads(data, &titles);
    TRY(data_table_read(files, "ledger/negations.tsv", 2, data->arena, &negations, err));
    for (uint32_t i = 0; i < negations.rows.count; i++)
        map_set(&data->negations, negations.rows.items[i].fields[0], 1);
    return read_sentences(data, files, err);
}

DatelineStatus ledger_data_new(const char *data_dir, LedgerData **out, DatelineError *err)
{
    LedgerData *data = calloc(1, sizeof *data);
    if (data == NULL) abort();
    data->arena = arena_new(1u << 20);
    map_init(&data->counts, data->arena);
    map_init(&data->heads, data->arena);
    map_init(&data->negations, data->arena);
    map_init(&data->nouns, data->arena);
    for (int i = 0; i < FIGURE_WORD_COUNT; i++) map_init(&data->figure_words[i], data->arena);
    DataFiles *files = data_files_new(data_dir);
    DatelineStatus status = read_tables(data, files, err);
    data_files_free(files);
    if (status != DATELINE_OK) {
        ledger_data_free(data);
        return status;
    }
    *out = data;
    return DATELINE_OK;
}

void ledger_data_free(LedgerData *data)
{
    if (data == NULL) return;
    arena_free(data->arena);
    free(data);
}

bool ledger_data_is_negation(const LedgerData *data, Str word)
{
    return map_find(&data->negations, word) != MAP_NONE;
}

const AddressRules *ledger_data_addresses(const LedgerData *data)
{
    return data->addresses;
}

bool ledger_data_is_head(const LedgerData *data, Str office)
{
    return map_find(&data->heads, office) != MAP_NONE;
}

bool ledger_data_is_figure_word(const LedgerData *data, FigureWord kind, Str word)
{
    return map_find(&data->figure_words[kind], word) != MAP_NONE;
}

Str ledger_data_counted(const LedgerData *data, Str noun)
{
    uint32_t row = map_find(&data->nouns, noun);
    return row == MAP_NONE ? noun : data->counted_as.items[row];
}

const SentenceEncoder *ledger_data_sentences(const LedgerData *data)
{
    return data->sentences;
}

/* ---- Terms of a text ------------------------------------------------------------------------- */

/* A stem met in the text: how often, and how much it weighs. */
typedef struct Candidate {
    uint64_t hash; /* of the stem; the term's key is its lower half */
    uint64_t weight; /* once it is asked for; 0: not yet, or a stem that all articles hold */
    uint32_t times;
} Candidate;

struct TermReader {
    const LedgerData *data;
    Arena *scratch;
    Candidate *candidates; /* [count], in the order of the text */
    uint32_t count;
    uint32_t *slots; /* [capacity] by hash: index of a candidate and 1; a power of two, no more than half of them used */
    uint32_t capacity;
};

/* A word of two letters and what parts it from the next take three bytes. */
#define LEAST_WORD_BYTES 3

TermReader *terms_begin(const LedgerData *data, uint32_t bytes, Arena *arena)
{
    TermReader *reader = arena_alloc(arena, sizeof *reader);
    uint32_t most = bytes / LEAST_WORD_BYTES + 2;
    *reader = (TermReader){.data = data, .scratch = arena, .capacity = 16};
    while (reader->capacity < 2 * most) reader->capacity *= 2;
    reader->slots = arena_new_items(arena, uint32_t, reader->capacity);
    reader->candidates = arena_new_items(arena, Candidate, most);
    return reader;
}

static Candidate *find_candidate(TermReader *reader, Str stem)
{
    uint64_t hash = hash_stem(stem);
    uint32_t mask = reader->capacity - 1, at = (uint32_t)(hash >> 32) & mask;
    for (; reader->slots[at] != 0; at = (at + 1) & mask) {
        Candidate *candidate = &reader->candidates[reader->slots[at] - 1];
        if (candidate->hash == hash) return candidate;
    }
    Candidate *added = &reader->candidates[reader->count++];
    *added = (Candidate){.hash = hash};
    reader->slots[at] = reader->count;
    return added;
}

uint32_t terms_add(TermReader *reader, Str stem, bool *out_is_first)
{
    Candidate *candidate = find_candidate(reader, stem);
    *out_is_first = candidate->times++ == 0;
    if (*out_is_first) candidate->weight = hashed_weight(reader->data, candidate->hash);
    return (uint32_t)candidate->weight;
}

static void collect(TermReader *reader, Str text)
{
    Word word;
    for (uint32_t at = 0; words_next(text, &at, &word);) find_candidate(reader, word_stem_str(&word))->times++;
}

static uint32_t key_of(const Candidate *candidate)
{
    return (uint32_t)candidate->hash;
}

/* So many stems ahead their weights are sent for: they lie anywhere in a megabyte. */
#define STEMS_AHEAD 8u

/* Leaves those that tell something. Twice is not twice as telling: weight * (1 + ln times). */
static void weigh(TermReader *reader)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < reader->count; i++) {
        if (i + STEMS_AHEAD < reader->count) expect_weight(reader->data, reader->candidates[i + STEMS_AHEAD].hash);
        Candidate candidate = reader->candidates[i];
        if (candidate.weight == 0) candidate.weight = hashed_weight(reader->data, candidate.hash);
        if (candidate.weight < LEAST_WEIGHT) continue;
        if (candidate.times > 1)
            candidate.weight =
                (uint64_t)llround((double)candidate.weight * (1 + log((double)candidate.times)));
        reader->candidates[kept++] = candidate;
    }
    reader->count = kept;
}

/* Those that weigh most; of equal weight those of the least keys. */
static uint32_t keep_strongest(RadixItem *items, RadixItem *spare, uint32_t count, uint32_t most)
{
    if (count <= most) return count;
    for (uint32_t i = 0; i < count; i++) items[i].key |= (UINT32_MAX - items[i].value) << 32;
    radix_sort(items, spare, count);
    for (uint32_t i = 0; i < most; i++) items[i].key &= UINT32_MAX;
    return most;
}

/* The strongest ones, brought to length 65,535 as a vector. Two stems of one key are kept as one. */
TermList terms_end(TermReader *reader, uint32_t most, Arena *arena)
{
    weigh(reader);
    uint32_t count = reader->count;
    RadixItem *items = arena_new_items(reader->scratch, RadixItem, 2 * count + 1), *spare = items + count;
    for (uint32_t i = 0; i < count; i++) {
        const Candidate *candidate = &reader->candidates[i];
        assert(candidate->weight <= UINT32_MAX);
        items[i] = (RadixItem){.key = key_of(candidate), .value = candidate->weight};
    }
    count = keep_strongest(items, spare, count, most);
    radix_sort(items, spare, count);
    double squares = 0;
    for (uint32_t i = 0; i < count; i++) squares += (double)items[i].value * (double)items[i].value;

    TermList terms = {.items = arena_new_items(arena, Term, count == 0 ? 1 : count)};
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && items[i].key == items[i - 1].key) continue;
        double share = 65535.0 * (double)items[i].value / sqrt(squares);
        terms.items[terms.count++] = (Term){.key = (uint32_t)items[i].key, .weight = (uint16_t)lround(share)};
    }
    return terms;
}

static Str cut(Str text, uint32_t bytes)
{
    return text.len <= bytes ? text : (Str){text.data, bytes};
}

TermList terms_of_two(const LedgerData *data, Str first, Str second, uint32_t bytes, uint32_t most,
                      Arena *arena)
{
    Arena *scratch = arena_new(32u << 10);
    first = cut(first, bytes);
    second = cut(second, bytes);
    TermReader *reader = terms_begin(data, first.len + second.len, scratch);
    collect(reader, first);
    collect(reader, second);
    TermList terms = terms_end(reader, most, arena);
    arena_free(scratch);
    return terms;
}

TermList terms_of(const LedgerData *data, Str text, uint32_t bytes, uint32_t most, Arena *arena)
{
    return terms_of_two(data, text, (Str){NULL, 0}, bytes, most, arena);
}

/* ---- Comparing ------------------------------------------------------------------------------- */

uint32_t terms_likeness(const TermList *a, const TermList *b)
{
    uint64_t sum = 0;
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->items[i].key < b->items[k].key)
            i++;
        else if (a->items[i].key > b->items[k].key)
            k++;
        else
            sum += (uint64_t)a->items[i++].weight * b->items[k++].weight;
    }
    uint64_t likeness = sum * 1000 / (65535ull * 65535ull);
    return likeness > 1000 ? 1000 : (uint32_t)likeness;
}

static int by_strength(const void *a, const void *b)
{
    const Term *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

static uint32_t pair_key(uint32_t a, uint32_t b, uint32_t seed)
{
    uint32_t pair[2] = {a < b ? a : b, a < b ? b : a};
    return (uint32_t)hash_bytes(pair, sizeof pair, seed);
}

#define MOST_STRONGEST 16

void terms_pair_keys(const TermList *terms, uint32_t strongest, uint32_t seed, Arena *arena,
                     KeyList *out)
{
    assert(strongest <= MOST_STRONGEST);
    if (terms->count < 2) return;
    Term *sorted = arena_new_items(arena, Term, terms->count);
    memcpy(sorted, terms->items, terms->count * sizeof *sorted);
    qsort(sorted, terms->count, sizeof *sorted, by_strength);
    uint32_t count = terms->count < strongest ? terms->count : strongest;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++)
            *list_add(arena, out) = pair_key(sorted[i].key, sorted[k].key, seed);
}

/* ---- As bytes -------------------------------------------------------------------------------- */

#define PACKED_TERM_BYTES 6

Str terms_pack(const TermList *terms, Arena *arena)
{
    unsigned char *bytes = arena_alloc(arena, (size_t)terms->count * PACKED_TERM_BYTES + 1);
    for (uint32_t i = 0; i < terms->count; i++) {
        unsigned char *at = bytes + (size_t)i * PACKED_TERM_BYTES;
        for (uint32_t k = 0; k < 4; k++) at[k] = (unsigned char)(terms->items[i].key >> (8 * k));
        at[4] = (unsigned char)(terms->items[i].weight & 0xFF);
        at[5] = (unsigned char)(terms->items[i].weight >> 8);
    }
    return (Str){(const char *)bytes, terms->count * PACKED_TERM_BYTES};
}

TermList terms_unpack(Str packed, Arena *arena)
{
    uint32_t count = packed.len / PACKED_TERM_BYTES;
    TermList terms = {.items = arena_new_items(arena, Term, count == 0 ? 1 : count),
                      .count = count};
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *at =
            (const unsigned char *)packed.data + (size_t)i * PACKED_TERM_BYTES;
        for (uint32_t k = 0; k < 4; k++) terms.items[i].key |= (uint32_t)at[k] << (8 * k);
        terms.items[i].weight = (uint16_t)(at[4] | at[5] << 8);
    }
    return terms;
}
