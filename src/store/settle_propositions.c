/*
 * Finding claims that may be about the same (ledger/theses.h). A claim is compared with those that
 * share a key with it and lie within THESIS_DAYS; the likeness is kept, both ways. Of two, the one that
 * is looked at second finds the other: it does not matter which.
 */
#include "base/number_list.h"
#include "ledger/theses.h"
#include "store/settle.h"

/* Claims without a day meet each other alone. */
#define NO_DAY (-10000000)

typedef struct Held {
    int64_t number;
    int64_t article;
    int32_t day;
    bool has_answer; /* it answers another of its article */
    KeyList keys;
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
    out->has_answer = !row_is_null(&row, 3);
    row_end(&row);
    out->proposed = thesis_read(store->data, out->words, store->scratch);
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

static DatelineStatus compare_with(Store *store, const Held *held, int64_t number, bool *out_is_like,
                                   DatelineError *err)
{
    Held other;
    bool is_found;
    TRY(read_held(store, number, &other, &is_found, err));
    uint32_t likeness = is_found ? thesis_likeness(held->proposed, other.proposed) : 0;
    if (likeness == 0) return DATELINE_OK;
    *out_is_like = true;
    Row row = database_row(store->db, STATEMENT_INSERT_CLAIM_LIKENESS);
    row_int(&row, held->number);
    row_int(&row, number);
    row_int(&row, likeness);
    return row_run(&row, err);
}

DatelineStatus settle_proposition(Store *store, int64_t claim, DatelineError *err)
{
    Held held;
    bool is_found;
    if (store->data == NULL) return DATELINE_OK;
    TRY(read_held(store, claim, &held, &is_found, err));
    if (!is_found) return DATELINE_OK;
    bool has_other = held.has_answer;
    if (thesis_says_enough(held.proposed)) {
        NumberList others = {0};
        thesis_keys(store->data, held.words, store->scratch, &held.keys);
        TRY(find_others(store, &held, &others, err));
        leave_keys(store, &held);
        for (uint32_t i = 0; i < others.count; i++)
            TRY(compare_with(store, &held, others.items[i], &has_other, err));
    }
    return has_other ? settle_mark_number(store->db, DIRTY_CLAIM, claim, err) : DATELINE_OK;
}
