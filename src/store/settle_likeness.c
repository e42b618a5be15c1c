/*
 * Which articles are like one in subject: those that share a pair of telling words and are near in
 * time are compared with it, and a likeness that can ever link the two is kept, both ways. A copy has the likenesses of
 * its original, whose story it tells, and none of its own: a flood of copies is one article here.
 */
#include <stdlib.h>

#include "base/number_list.h"
#include "ledger/stories.h"
#include "store/ahead.h"
#include "store/settle.h"

/* Articles further apart than this are no story, however alike; see ledger/stories.c. The second, of those that may share
 * a message: their likeness makes that link stronger. */
#define MOST_DAYS_APART 3
#define MOST_DAYS_APART_REPORTING 4
#define UNDATED INT32_MIN

typedef struct Comparing {
    Store *store;
    int64_t article;
    Sketch sketch;
    KeyList keys;
    bool has_day;
    int32_t day;
    bool follows; /* another's story */
    bool has_reports;
} Comparing;

static DatelineStatus read_has_reports(Store *store, int64_t article, bool *out, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_HAS_REPORTS);
    row_int(&row, article);
    TRY(row_step(&row, out, err));
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus read_sketch(Comparing *comparing, bool *out_found, DatelineError *err)
{
    Store *store = comparing->store;
    Row row = database_row(store->db, STATEMENT_GET_ARTICLE_SKETCH);
    row_int(&row, comparing->article);
    TRY(row_step(&row, out_found, err));
    if (!*out_found) return DATELINE_OK;
    sketch_unpack(row_get_str(&row, 0), store->scratch, &comparing->sketch);
    comparing->has_day = !row_is_null(&row, 1);
    comparing->day = comparing->has_day ? (int32_t)row_get_int(&row, 1) : UNDATED;
    comparing->follows = row_get_int(&row, 2) != 0;
    row_end(&row);
    const NotedArticle *noted = ahead_find(store->ahead, comparing->article);
    if (noted != NULL)
        comparing->keys = noted->story_keys;
    else
        sketch_story_keys(&comparing->sketch, store->scratch, &comparing->keys);
    return DATELINE_OK;
}

/* ---- Others that may be like it -------------------------------------------------------------- */

static KeyEntry entry_of(uint32_t key, int32_t day, int64_t article)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, key, 4);
    key_put_day(&entry, day);
    key_put(&entry, (uint64_t)article, 4);
    return entry;
}

static DatelineStatus find_between(Store *store, uint32_t key, int32_t first_day, int32_t last_day,
                                   NumberList *out, DatelineError *err)
{
    KeyEntries found;
    KeyEntry low = entry_of(key, first_day, 0), high = entry_of(key, last_day, UINT32_MAX);
    TRY(key_runs_find(store->db->keys, KEYS_OF_STORIES, &low, &high, UINT32_MAX, store->scratch,
                      &found, err));
    for (uint32_t i = 0; i < found.count; i++)
        *list_add(store->scratch, out) = (int64_t)key_number(key_at(&found, i), 8, 4);
    return DATELINE_OK;
}

static void foresee(Store *store, uint32_t key, int32_t day)
{
    KeyEntry entry = entry_of(key, day, 0);
    key_runs_foresee(store->db->keys, KEYS_OF_STORIES, &entry);
}

/* find_others looks into nine days at most, which lie in two of the eights that filters are asked for. */
DatelineStatus settle_foresee_likeness(Store *store, DatelineError *err)
{
    for (uint32_t i = 0; i < ahead_count(store->ahead); i++) {
        const NotedArticle *noted = ahead_get(store->ahead, i);
        for (uint32_t k = 0; noted->has_day && k < noted->story_keys.count; k++) {
            foresee(store, noted->story_keys.items[k], UNDATED);
            foresee(store, noted->story_keys.items[k], noted->day - MOST_DAYS_APART_REPORTING);
            foresee(store, noted->story_keys.items[k], noted->day + MOST_DAYS_APART_REPORTING);
        }
    }
    return key_runs_look_ahead(store->db->keys, KEYS_OF_STORIES, err);
}

static int32_t days_apart(const Comparing *comparing)
{
    return comparing->has_reports ? MOST_DAYS_APART_REPORTING : MOST_DAYS_APART;
}

/* All are asked for in a moment. */
static void expect(const Comparing *comparing)
{
    if (!comparing->has_day) return;
    int32_t apart = days_apart(comparing);
    const int32_t days[] = {UNDATED, comparing->day - apart, comparing->day + apart};
    for (uint32_t i = 0; i < comparing->keys.count; i++)
        for (uint32_t k = 0; k < COUNT(days); k++) {
            KeyEntry entry = entry_of(comparing->keys.items[i], days[k], 0);
            key_runs_expect(comparing->store->db->keys, KEYS_OF_STORIES, &entry);
        }
}

static DatelineStatus find_others(const Comparing *comparing, NumberList *out, DatelineError *err)
{
    Store *store = comparing->store;
    int32_t apart = days_apart(comparing);
    expect(comparing);
    for (uint32_t i = 0; i < comparing->keys.count; i++) {
        uint32_t key = comparing->keys.items[i];
        if (!comparing->has_day) {
            TRY(find_between(store, key, INT32_MIN, INT32_MAX, out, err));
            continue;
        }
        TRY(find_between(store, key, UNDATED, UNDATED, out, err));
        TRY(find_between(store, key, comparing->day - apart, comparing->day + apart, out, err));
    }
    number_list_sort_once(out);
    return DATELINE_OK;
}

static StoryArticle place_of(const Comparing *comparing)
{
    return (StoryArticle){.has_day = comparing->has_day, .day = comparing->day};
}

/* Most are decided without asking whether the other has reports. */
static DatelineStatus likeness_counts(const Comparing *comparing, const Comparing *theirs, uint32_t likeness, bool *out,
                                      DatelineError *err)
{
    StoryArticle a = place_of(comparing), b = place_of(theirs);
    bool has_reports;
    *out = story_likeness_counts(&a, comparing->has_reports, &b, true, likeness);
    if (!*out || story_likeness_counts(&a, comparing->has_reports, &b, false, likeness)) return DATELINE_OK;
    TRY(read_has_reports(comparing->store, theirs->article, &has_reports, err));
    *out = story_likeness_counts(&a, comparing->has_reports, &b, has_reports, likeness);
    return DATELINE_OK;
}

static DatelineStatus compare_with(const Comparing *comparing, int64_t other, DatelineError *err)
{
    Store *store = comparing->store;
    if (other == comparing->article) return DATELINE_OK;
    Comparing theirs = {.store = store, .article = other};
    bool is_found, counts;
    Row row = database_row(store->db, STATEMENT_GET_SKETCH);
    row_int(&row, other);
    TRY(row_step(&row, &is_found, err));
    if (!is_found) return DATELINE_OK;
    sketch_unpack(row_get_str(&row, 0), store->scratch, &theirs.sketch);
    theirs.has_day = !row_is_null(&row, 1);
    theirs.day = (int32_t)row_get_int(&row, 1);
    row_end(&row);
    uint32_t likeness = terms_likeness(&comparing->sketch.terms, &theirs.sketch.terms);
    if (likeness < STORY_LEAST_LIKENESS) return DATELINE_OK;
    TRY(likeness_counts(comparing, &theirs, likeness, &counts, err));
    if (!counts) return DATELINE_OK;
    row = database_row(store->db, STATEMENT_INSERT_LIKENESS);
    row_int(&row, comparing->article);
    row_int(&row, other);
    row_int(&row, likeness);
    return row_run(&row, err);
}

/* ---- Together -------------------------------------------------------------------------------- */

typedef void ChangeKey(KeyRuns *runs, KeyKind kind, const KeyEntry *entry);

static void change_keys(const Comparing *comparing, ChangeKey *change)
{
    for (uint32_t i = 0; i < comparing->keys.count; i++) {
        KeyEntry entry = entry_of(comparing->keys.items[i], comparing->day, comparing->article);
        change(comparing->store->db->keys, KEYS_OF_STORIES, &entry);
    }
}

static DatelineStatus forget(const Comparing *comparing, DatelineError *err)
{
    change_keys(comparing, key_runs_remove);
    Row row = database_row(comparing->store->db, STATEMENT_DELETE_LIKENESS_TO);
    row_int(&row, comparing->article);
    TRY(row_run(&row, err));
    row = database_row(comparing->store->db, STATEMENT_DELETE_LIKENESS);
    row_int(&row, comparing->article);
    return row_run(&row, err);
}

DatelineStatus settle_likeness(Store *store, int64_t article, DatelineError *err)
{
    Comparing comparing = {.store = store, .article = article};
    NumberList others = {0};
    bool is_found;
    TRY(read_sketch(&comparing, &is_found, err));
    if (!is_found) return DATELINE_OK;
    if (comparing.follows) {
        TRY(forget(&comparing, err));
    } else {
        TRY(read_has_reports(store, article, &comparing.has_reports, err));
        TRY(find_others(&comparing, &others, err));
        for (uint32_t i = 0; i < others.count; i++)
            TRY(compare_with(&comparing, others.items[i], err));
        change_keys(&comparing, key_runs_add);
    }
    return settle_mark_number(store->db, DIRTY_STORY, article, err);
}

DatelineStatus settle_story_keys(Store *store, int64_t article, DatelineError *err)
{
    Comparing comparing = {.store = store, .article = article};
    bool is_found;
    TRY(read_sketch(&comparing, &is_found, err));
    if (is_found && !comparing.follows) change_keys(&comparing, key_runs_add);
    return DATELINE_OK;
}
