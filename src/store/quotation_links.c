#include "store/quotation_links.h"

#include "base/hash.h"
#include "base/number_list.h"
#include "base/radix.h"
#include "store/settle.h"
#include "store/wordings.h"

void spoken_set_day(Spoken *spoken, VariantDay day)
{
    spoken->day = day;
    variant_windows(spoken->speaker, day.is_known, day.day, spoken->windows);
}

VariantDay spoken_day_in_row(const Row *row, int column)
{
    return (VariantDay){.is_known = !row_is_null(row, column), .day = (int32_t)row_get_int(row, column)};
}

void spoken_make_keys(const LedgerData *data, Spoken *spoken, Arena *arena)
{
    if (spoken->saying != NULL) return;
    spoken->saying = variant_read(data, spoken->speaker, spoken->text, spoken->vector, arena, &spoken->keys);
}

/* ---- By what it is found --------------------------------------------------------------------- */

#define BYTES_OF_QUOTATION 5
#define BYTES_OF_ARTICLE 4
#define BYTES_OF_PLACE (BYTES_OF_QUOTATION + BYTES_OF_ARTICLE)
#define START_OF_PLACE 8 /* behind speaker and key, or window */

static void put_place(KeyEntry *entry, const Spoken *spoken)
{
    key_put(entry, (uint64_t)spoken->number, BYTES_OF_QUOTATION);
    key_put(entry, (uint64_t)spoken->article, BYTES_OF_ARTICLE);
}

/* The keys of one speaker lie together: an article names few of them, so that few blocks are read. */
static uint64_t key_of(const Spoken *spoken, uint32_t index)
{
    uint64_t speaker = hash_bytes(spoken->speaker.data, spoken->speaker.len, 0);
    return (speaker & UINT32_MAX) << 32 | spoken->keys.items[index];
}

static KeyEntry begin_entry(uint64_t key)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, key, START_OF_PLACE);
    return entry;
}

static KeyEntry entry_of(const Spoken *spoken, uint64_t key)
{
    KeyEntry entry = begin_entry(key);
    put_place(&entry, spoken);
    return entry;
}

/* Two quotations of one article are not two reports of one saying. */
static bool is_elsewhere(const Spoken *spoken, const unsigned char *entry)
{
    uint64_t article = key_number(entry, START_OF_PLACE + BYTES_OF_QUOTATION, BYTES_OF_ARTICLE);
    return article != (uint64_t)spoken->article;
}

static uint64_t quotation_of(const unsigned char *entry)
{
    return key_number(entry, START_OF_PLACE, BYTES_OF_QUOTATION);
}

/* ---- Those of a batch, together ---------------------------------------------------------------- */

/* Two quotations that are to be compared: the number of one that stands in the ledger, and which of the batch. */
typedef RadixItem SpokenPair;

/* A key, or a window, and which of the batch has it. */
typedef RadixItem SpokenKey;

typedef struct Linking {
    Store *store;
    Spoken *items; /* [count] */
    uint32_t count;
    Arena *arena; /* until all are linked */
    Arena *found; /* of one at a time */
    List(SpokenPair) pairs;
    List(SpokenKey) keys; /* of one kind */
} Linking;

static bool says_enough(const Spoken *spoken)
{
    return spoken->speaker.len > 0 && saying_says_enough(spoken->saying);
}

/* ---- Wordings -------------------------------------------------------------------------------- */

/* Is it among the first two articles that have the wording? */
static DatelineStatus is_among_first(Store *store, const Spoken *spoken, int64_t wording, bool *out_is_known,
                                     bool *out_is_first, DatelineError *err)
{
    WordingPlaceList firsts = {0};
    TRY(wording_find_firsts(store, wording, &firsts, err));
    *out_is_known = firsts.count > 0;
    *out_is_first = firsts.count == 0 || (firsts.count == 1 && firsts.items[0].article != spoken->article);
    return DATELINE_OK;
}

typedef void ChangeWording(Store *store, int64_t wording, const WordingPlace *place);

/* Of a wording that stands at one place alone there are none of windows. */
static void change_in_windows(Store *store, const Spoken *spoken, int64_t wording, ChangeWording *change)
{
    WordingPlace place = {.article = spoken->article, .quotation = spoken->number};
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++)
        change(store, variant_wording_in(wording, spoken->windows[i]), &place);
}

/* What two articles have word for word was compared with all others when the second came: of a sentence that thousands
 * print, two are looked at, and two of each window, as what is near in days is held against less. */
static DatelineStatus choose(Store *store, Spoken *spoken, int64_t wording, DatelineError *err)
{
    bool is_known, is_first;
    TRY(is_among_first(store, spoken, wording, &is_known, &is_first, err));
    for (uint32_t i = 0; i < VARIANT_WINDOWS && is_known; i++) {
        bool is_known_there, is_first_there;
        int64_t there = variant_wording_in(wording, spoken->windows[i]);
        TRY(is_among_first(store, spoken, there, &is_known_there, &is_first_there, err));
        is_first |= is_first_there;
    }
    if (is_known) change_in_windows(store, spoken, wording, wording_add);
    spoken->is_compared = spoken->is_forced || is_first;
    spoken->has_others = !spoken->is_compared;
    return DATELINE_OK;
}

static DatelineStatus foresee_wordings(Linking *linking, DatelineError *err)
{
    for (uint32_t i = 0; i < linking->count; i++) {
        const Spoken *spoken = &linking->items[i];
        if (says_enough(spoken)) wording_foresee(linking->store, variant_wording(spoken->speaker, spoken->text));
    }
    return key_runs_look_ahead(linking->store->db->keys, KEYS_OF_WORDINGS, err);
}

/* Which of them are compared. One that does not say enough is like no other; reports that quote the same words are
 * found by it. */
static DatelineStatus choose_all(Linking *linking, DatelineError *err)
{
    for (uint32_t i = 0; i < linking->count; i++) {
        Spoken *spoken = &linking->items[i];
        WordingPlace place = {.article = spoken->article, .quotation = spoken->number};
        int64_t wording = variant_wording(spoken->speaker, spoken->text);
        spoken->has_others = spoken->is_compared = false;
        if (spoken->speaker.len == 0) continue;
        if (says_enough(spoken)) TRY(choose(linking->store, spoken, wording, err));
        wording_add(linking->store, wording, &place);
    }
    return DATELINE_OK;
}

/* ---- Others that may be like one --------------------------------------------------------------- */

/* Of all that are compared, in order. */
static void list_keys(Linking *linking, KeyKind kind)
{
    linking->keys.count = 0;
    for (uint32_t i = 0; i < linking->count; i++) {
        const Spoken *spoken = &linking->items[i];
        uint32_t count = kind == KEYS_OF_VECTORS ? VARIANT_WINDOWS : spoken->keys.count;
        for (uint32_t k = 0; k < count && spoken->is_compared; k++) {
            uint64_t key = kind == KEYS_OF_VECTORS ? (uint64_t)spoken->windows[k] : key_of(spoken, k);
            *list_add(linking->arena, &linking->keys) = (SpokenKey){.key = key, .value = i};
        }
    }
    uint32_t count = linking->keys.count;
    radix_sort(linking->keys.items, arena_new_items(linking->arena, SpokenKey, count + 1), count);
}

static DatelineStatus foresee(Linking *linking, KeyKind kind, DatelineError *err)
{
    KeyRuns *runs = linking->store->db->keys;
    for (uint32_t i = 0; i < linking->keys.count; i++) {
        KeyEntry entry = begin_entry(linking->keys.items[i].key);
        if (i == 0 || linking->keys.items[i].key != linking->keys.items[i - 1].key)
            key_runs_foresee(runs, kind, &entry);
    }
    return key_runs_look_ahead(runs, kind, err);
}

static void add_pair(Linking *linking, uint32_t index, uint64_t other)
{
    *list_add(linking->arena, &linking->pairs) = (SpokenPair){.key = other, .value = index};
    linking->items[index].has_others = true;
}

static void meet_found(Linking *linking, uint32_t index, KeyKind kind, const KeyEntries *found)
{
    const Spoken *spoken = &linking->items[index];
    for (uint32_t i = 0; i < found->count; i++) {
        const unsigned char *other = key_at(found, i);
        Str theirs = {(const char *)other + START_OF_PLACE + BYTES_OF_PLACE, KEY_VECTOR_BYTES};
        if (!is_elsewhere(spoken, other)) continue;
        if (kind == KEYS_OF_QUOTATIONS || saying_is_near(spoken->saying, theirs))
            add_pair(linking, index, quotation_of(other));
    }
}

/* Those of the batch before it that have the key. */
static void meet_batch(Linking *linking, uint32_t index, KeyKind kind, const SpokenKey *before, uint32_t count)
{
    const Spoken *spoken = &linking->items[index];
    for (uint32_t i = 0; i < count; i++) {
        const Spoken *other = &linking->items[before[i].value];
        if (other->article == spoken->article) continue;
        if (kind == KEYS_OF_QUOTATIONS || saying_is_near(spoken->saying, saying_vector(other->saying)))
            add_pair(linking, index, (uint64_t)other->number);
    }
}

static void leave_key(Linking *linking, const Spoken *spoken, KeyKind kind, uint64_t key)
{
    KeyEntry entry = entry_of(spoken, key);
    if (kind == KEYS_OF_VECTORS) key_put_bytes(&entry, saying_vector(spoken->saying));
    key_runs_add(linking->store->db->keys, kind, &entry);
}

/* All of the batch that have one key: each meets those of the ledger and those before it. */
static DatelineStatus exchange_key(Linking *linking, KeyKind kind, const SpokenKey *keys, uint32_t count,
                                   DatelineError *err)
{
    KeyEntries found;
    KeyEntry entry = begin_entry(keys[0].key);
    TRY(key_runs_find_all(linking->store->db->keys, kind, &entry, linking->found, &found, err));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t index = (uint32_t)keys[i].value;
        meet_found(linking, index, kind, &found);
        meet_batch(linking, index, kind, keys, i);
        leave_key(linking, &linking->items[index], kind, keys[i].key);
    }
    arena_clear(linking->found);
    return DATELINE_OK;
}

static void expect(const Linking *linking, KeyKind kind, uint64_t key)
{
    KeyEntry entry = begin_entry(key);
    key_runs_expect(linking->store->db->keys, kind, &entry);
}

static DatelineStatus exchange_all(Linking *linking, KeyKind kind, bool is_foreseen, DatelineError *err)
{
    const uint32_t before = 16; /* so many keys before it is asked for, one is expected */
    list_keys(linking, kind);
    if (is_foreseen) TRY(foresee(linking, kind, err));
    for (uint32_t i = 0, count; i < linking->keys.count; i += count) {
        if (i + before < linking->keys.count) expect(linking, kind, linking->keys.items[i + before].key);
        count = radix_count_equal(linking->keys.items + i, linking->keys.count - i);
        TRY(exchange_key(linking, kind, linking->keys.items + i, count, err));
    }
    return DATELINE_OK;
}

/* ---- Comparing ------------------------------------------------------------------------------- */

/* By the other's number, each pair once. */
static void sort_pairs(Linking *linking)
{
    uint32_t count = linking->pairs.count;
    radix_sort(linking->pairs.items, arena_new_items(linking->arena, SpokenPair, count + 1), count);
    linking->pairs.count = radix_keep_once(linking->pairs.items, count);
}

typedef struct Other {
    int64_t number;
    int64_t article;
    Str speaker;
    bool has_day_read;
    VariantDay day;
    Saying *saying; /* read as far as it is asked */
} Other;

static DatelineStatus read_other(Linking *linking, int64_t number, Other *out, bool *out_found, DatelineError *err)
{
    Row row = database_row(linking->store->db, STATEMENT_GET_QUOTATION);
    row_int(&row, number);
    TRY(row_step(&row, out_found, err));
    if (!*out_found) return DATELINE_OK;
    out->number = number;
    out->speaker = row_copy_str(&row, 0, linking->found);
    out->saying = saying_hold(row_copy_str(&row, 1, linking->found), row_get_str(&row, 2), linking->found);
    out->article = row_get_int(&row, 3);
    row_end(&row);
    return DATELINE_OK;
}

/* Most are told apart before it is asked. */
static DatelineStatus need_day(Linking *linking, Other *other, DatelineError *err)
{
    bool has_row;
    if (other->has_day_read) return DATELINE_OK;
    Row row = database_row(linking->store->db, STATEMENT_GET_DAY);
    row_int(&row, other->article);
    TRY(row_step(&row, &has_row, err));
    if (has_row) other->day = spoken_day_in_row(&row, 0);
    row_end(&row);
    other->has_day_read = true;
    return DATELINE_OK;
}

/* Words are asked of those alone that lie near another. */
static void need_words(Linking *linking, Spoken *spoken)
{
    if (saying_has_words(spoken->saying)) return;
    const LedgerData *data = linking->store->data;
    spoken->saying = saying_read_kept(data, spoken->text, saying_vector(spoken->saying), linking->arena);
}

static DatelineStatus compare(Linking *linking, Spoken *spoken, Other *other, DatelineError *err)
{
    Store *store = linking->store;
    if (!str_equal(other->speaker, spoken->speaker)) return DATELINE_OK;
    if (!saying_may_be_variant(spoken->saying, other->saying, true)) return DATELINE_OK;
    TRY(need_day(linking, other, err));
    bool are_near = variant_are_near(spoken->day, other->day);
    if (!saying_may_be_variant(spoken->saying, other->saying, are_near)) return DATELINE_OK;
    need_words(linking, spoken);
    uint32_t likeness = saying_variant_of(store->data, spoken->saying, other->saying, are_near, linking->found);
    if (likeness == 0) return DATELINE_OK;
    Row row = database_row(store->db, STATEMENT_INSERT_QUOTATION_LIKENESS);
    row_int(&row, spoken->number);
    row_int(&row, other->number);
    row_int(&row, likeness);
    return row_run(&row, err);
}

/* Those of one other. */
static DatelineStatus compare_with(Linking *linking, const SpokenPair *pairs, uint32_t count, DatelineError *err)
{
    Other other = {0};
    bool is_found;
    TRY(read_other(linking, (int64_t)pairs[0].key, &other, &is_found, err));
    for (uint32_t i = 0; i < count && is_found; i++)
        TRY(compare(linking, &linking->items[pairs[i].value], &other, err));
    arena_clear(linking->found);
    return DATELINE_OK;
}

static DatelineStatus compare_all(Linking *linking, DatelineError *err)
{
    sort_pairs(linking);
    for (uint32_t i = 0, count; i < linking->pairs.count; i += count) {
        count = radix_count_equal(linking->pairs.items + i, linking->pairs.count - i);
        TRY(compare_with(linking, linking->pairs.items + i, count, err));
    }
    return DATELINE_OK;
}

/* ---- Together -------------------------------------------------------------------------------- */

static DatelineStatus link_all(Linking *linking, bool is_foreseen, DatelineError *err)
{
    for (uint32_t i = 0; i < linking->count; i++)
        if (linking->items[i].speaker.len > 0)
            spoken_make_keys(linking->store->data, &linking->items[i], linking->arena);
    if (is_foreseen) TRY(foresee_wordings(linking, err));
    TRY(choose_all(linking, err));
    TRY(exchange_all(linking, KEYS_OF_QUOTATIONS, is_foreseen, err));
    TRY(exchange_all(linking, KEYS_OF_VECTORS, is_foreseen, err));
    return compare_all(linking, err);
}

DatelineStatus spoken_link(Store *store, Spoken *items, uint32_t count, bool is_foreseen, Arena *arena,
                           DatelineError *err)
{
    Linking linking = {.store = store, .items = items, .count = count, .arena = arena, .found = arena_new(16u << 10)};
    DatelineStatus status = link_all(&linking, is_foreseen, err);
    arena_free(linking.found);
    return status;
}

/* Others that have the words take its place among those that are compared. */
static DatelineStatus forget_wording(Store *store, const Spoken *spoken, DatelineError *err)
{
    int64_t wording = variant_wording(spoken->speaker, spoken->text);
    WordingPlaceList firsts = {0};
    wording_remove(store, wording, &(WordingPlace){.article = spoken->article, .quotation = spoken->number});
    TRY(wording_find_firsts(store, wording, &firsts, err));
    if (firsts.count == 0) return DATELINE_OK;
    change_in_windows(store, spoken, wording, wording_remove);
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++)
        TRY(settle_mark_number(store->db, DIRTY_WORDING, variant_wording_in(wording, spoken->windows[i]), err));
    return settle_mark_number(store->db, DIRTY_WORDING, wording, err);
}

DatelineStatus spoken_forget(Store *store, Spoken *spoken, DatelineError *err)
{
    KeyRuns *runs = store->db->keys;
    spoken_make_keys(store->data, spoken, store->scratch);
    for (uint32_t i = 0; i < spoken->keys.count; i++) {
        KeyEntry entry = entry_of(spoken, key_of(spoken, i));
        key_runs_remove(runs, KEYS_OF_QUOTATIONS, &entry);
    }
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++) {
        KeyEntry entry = entry_of(spoken, (uint64_t)spoken->windows[i]);
        key_runs_remove(runs, KEYS_OF_VECTORS, &entry);
    }
    return forget_wording(store, spoken, err);
}
