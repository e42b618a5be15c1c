/*
 * Finding claims that may be about the same (ledger/theses.h). A claim is compared with those that
 * share a key with it and lie within THESIS_DAYS; the likeness is kept, both ways. Of two, the one that
 * is looked at second finds the other: it does not matter which. Several are looked at together: what the
 * ledger has of their keys is read in its order, and another claim that some are compared with once.
 */
#include "base/number_list.h"
#include "base/radix.h"
#include "ledger/theses.h"
#include "store/settle.h"

/* Claims without a day meet each other alone. */
#define NO_DAY (-10000000)

typedef struct Held {
    int64_t number;
    int64_t article;
    int32_t day;
    bool has_other; /* it answers another of its article, or is like one of others */
    KeyList keys;   /* none if it does not say enough */
    const Proposed *proposed;
    Str words;
} Held;

/* Two within THESIS_DAYS are in one window or in two that follow each other. */
static int32_t window_of(int32_t day)
{
    return (day - NO_DAY) / THESIS_DAYS;
}

static DatelineStatus read_held(Store *store, int64_t number, Held *out, bool *out_found, DatelineError *err)
{
    *out = (Held){.number = number};
    Row row = database_row(store->db, STATEMENT_GET_PROPOSITION);
    row_int(&row, number);
    TRY(row_step(&row, out_found, err));
    if (!*out_found) return DATELINE_OK;
    out->words = row_copy_str(&row, 0, store->scratch);
    out->article = row_get_int(&row, 1);
    out->day = row_is_null(&row, 2) ? NO_DAY : (int32_t)row_get_int(&row, 2);
    out->has_other = !row_is_null(&row, 3);
    row_end(&row);
    out->proposed = thesis_read(store->data, out->words, store->scratch);
    return DATELINE_OK;
}

static DatelineStatus read_with_keys(Store *store, int64_t number, Held *out, DatelineError *err)
{
    bool is_found;
    TRY(read_held(store, number, out, &is_found, err));
    if (is_found && thesis_says_enough(out->proposed)) thesis_keys(store->data, out->words, store->scratch, &out->keys);
    return DATELINE_OK;
}

static KeyEntry begin_entry(int32_t window, uint32_t key)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, (uint32_t)window, 4);
    key_put(&entry, key, 4);
    return entry;
}

/* Claims of other articles whose entries begin so, within THESIS_DAYS. */
static DatelineStatus find_in_window(Store *store, const Held *held, KeyEntry begin, NumberList *out,
                                     DatelineError *err)
{
    KeyEntries found;
    TRY(key_runs_find_all(store->db->keys, KEYS_OF_CLAIMS, &begin, store->scratch, &found, err));
    for (uint32_t i = 0; i < found.count; i++) {
        const unsigned char *entry = key_at(&found, i);
        int32_t day = key_day(entry, 13);
        bool is_near = day >= held->day - THESIS_DAYS && day <= held->day + THESIS_DAYS;
        if (is_near && (int64_t)key_number(entry, 17, 4) != held->article)
            *list_add(store->scratch, out) = (int64_t)key_number(entry, 8, 5);
    }
    return DATELINE_OK;
}

static void foresee(Store *store, const Held *held)
{
    int32_t window = window_of(held->day);
    for (uint32_t i = 0; i < held->keys.count; i++)
        for (int32_t near = window - 1; near <= window + 1; near++) {
            KeyEntry entry = begin_entry(near, held->keys.items[i]);
            key_runs_foresee(store->db->keys, KEYS_OF_CLAIMS, &entry);
        }
}

static DatelineStatus find_others(Store *store, const Held *held, NumberList *out, DatelineError *err)
{
    int32_t window = window_of(held->day);
    for (uint32_t i = 0; i < held->keys.count; i++)
        for (int32_t near = window - 1; near <= window + 1; near++)
            TRY(find_in_window(store, held, begin_entry(near, held->keys.items[i]), out, err));
    number_list_sort_once(out);
    return DATELINE_OK;
}

static void leave_keys(Store *store, const Held *held)
{
    for (uint32_t i = 0; i < held->keys.count; i++) {
        KeyEntry entry = begin_entry(window_of(held->day), held->keys.items[i]);
        key_put(&entry, (uint64_t)held->number, 5);
        key_put_day(&entry, held->day);
        key_put(&entry, (uint64_t)held->article, 4);
        key_runs_add(store->db->keys, KEYS_OF_CLAIMS, &entry);
    }
}

/* ---- Together -------------------------------------------------------------------------------- */

/* Two that are to be compared: the number of one of the ledger, and which of those looked at. */
typedef RadixItem ClaimPair;
typedef List(ClaimPair) ClaimPairList;

static DatelineStatus list_pairs(Store *store, const Held *items, uint32_t count, ClaimPairList *out, DatelineError *err)
{
    for (uint32_t i = 0; i < count; i++) {
        NumberList others = {0};
        TRY(find_others(store, &items[i], &others, err));
        leave_keys(store, &items[i]);
        for (uint32_t k = 0; k < others.count; k++)
            *list_add(store->scratch, out) = (ClaimPair){.key = (uint64_t)others.items[k], .value = i};
    }
    radix_sort(out->items, arena_new_items(store->scratch, ClaimPair, out->count + 1), out->count);
    return DATELINE_OK;
}

static DatelineStatus compare(Store *store, Held *held, const Held *other, DatelineError *err)
{
    uint32_t likeness = thesis_likeness(held->proposed, other->proposed);
    if (likeness == 0) return DATELINE_OK;
    held->has_other = true;
    Row row = database_row(store->db, STATEMENT_INSERT_CLAIM_LIKENESS);
    row_int(&row, held->number);
    row_int(&row, other->number);
    row_int(&row, likeness);
    return row_run(&row, err);
}

static DatelineStatus compare_all(Store *store, Held *items, const ClaimPairList *pairs, DatelineError *err)
{
    for (uint32_t first = 0, count; first < pairs->count; first += count) {
        const ClaimPair *pair = &pairs->items[first];
        Held other;
        bool is_found;
        count = radix_count_equal(pair, pairs->count - first);
        TRY(read_held(store, (int64_t)pair->key, &other, &is_found, err));
        for (uint32_t i = 0; i < count && is_found; i++) TRY(compare(store, &items[pair[i].value], &other, err));
    }
    return DATELINE_OK;
}

DatelineStatus settle_propositions(Store *store, const NumberList *claims, DatelineError *err)
{
    if (store->data == NULL) return DATELINE_OK;
    Held *items = arena_new_items(store->scratch, Held, claims->count + 1);
    ClaimPairList pairs = {0};
    for (uint32_t i = 0; i < claims->count; i++) {
        TRY(read_with_keys(store, claims->items[i], &items[i], err));
        foresee(store, &items[i]);
    }
    TRY(key_runs_look_ahead(store->db->keys, KEYS_OF_CLAIMS, err));
    TRY(list_pairs(store, items, claims->count, &pairs, err));
    TRY(compare_all(store, items, &pairs, err));
    for (uint32_t i = 0; i < claims->count; i++)
        if (items[i].has_other) TRY(settle_mark_number(store->db, DIRTY_CLAIM, items[i].number, err));
    return DATELINE_OK;
}
