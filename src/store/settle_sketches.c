/*
 * By what an article is found as a copy: when a new one comes in, its keys are written, and those after it in the order of
 * copies (store/settle_copies.c) whose copies may have become others are marked.
 *
 * Most that share a key with it share a phrase and no more: those with few keys in common are not looked at, others are
 * compared, and left alone.
 */
#include "base/radix.h"
#include "store/ahead.h"
#include "store/copy_places.h"
#include "store/settle.h"

/* Does anybody have it? Mostly nobody does. */
static DatelineStatus is_known(Store *store, int64_t key, bool *out, DatelineError *err)
{
    KeyEntries found;
    KeyEntry begin = copy_key_begin(key), low = key_fill(KEYS_OF_COPIES, &begin, 0);
    KeyEntry high = key_fill(KEYS_OF_COPIES, &begin, 255);
    TRY(key_runs_find(store->db->keys, KEYS_OF_COPIES, &low, &high, 1, store->scratch, &found,
                      err));
    *out = found.count > 0;
    return DATELINE_OK;
}

static void foresee(Store *store, const CopyKeyList *keys)
{
    for (uint32_t i = 0; i < keys->count; i++) {
        KeyEntry entry = copy_key_begin(keys->items[i]);
        key_runs_foresee(store->db->keys, KEYS_OF_COPIES, &entry);
    }
}

DatelineStatus settle_foresee_copies(Store *store, DatelineError *err)
{
    for (uint32_t i = 0; i < ahead_count(store->ahead); i++) foresee(store, &ahead_get(store->ahead, i)->copy_keys);
    return key_runs_look_ahead(store->db->keys, KEYS_OF_COPIES, err);
}

/* Of an article that is not noted. */
static DatelineStatus note_earlier(Store *store, int64_t article, DatelineError *err)
{
    Str address = {NULL, 0};
    CopyArticle found = {0};
    if (ahead_find(store->ahead, article) != NULL) return DATELINE_OK;
    TRY(copy_article_read(store, article, &address, &found, err));
    if (!found.is_there) return DATELINE_OK;
    ahead_note_earlier(store->ahead, &(NotedArticle){.article = article, .copy_keys = found.keys});
    foresee(store, &found.keys);
    return DATELINE_OK;
}

DatelineStatus settle_foresee_earlier(Store *store, const NumberList *articles, DatelineError *err)
{
    ahead_forget_earlier(store->ahead);
    for (uint32_t i = 0; i < articles->count; i++) {
        TRY(note_earlier(store, articles->items[i], err));
        arena_clear(store->scratch);
    }
    return key_runs_look_ahead(store->db->keys, KEYS_OF_COPIES, err);
}

static void write_key(Store *store, const CopyPlace *place, int64_t key)
{
    KeyEntry entry = copy_key_at(key, place, place->article);
    key_runs_add(store->db->keys, KEYS_OF_COPIES, &entry);
}

DatelineStatus settle_copy_keys(Store *store, int64_t article, DatelineError *err)
{
    Str address = {NULL, 0};
    CopyArticle found = {0};
    TRY(copy_article_read(store, article, &address, &found, err));
    for (uint32_t i = 0; i < found.keys.count; i++)
        write_key(store, &found.place, found.keys.items[i]);
    return DATELINE_OK;
}

/* ---- Whose copies are looked for again ---------------------------------------------------------- */

/* A later article of the ledger that shares a key with a new one. Value: its size, and whether the key is that of their
 * address. */
typedef RadixItem LaterArticle;

static uint64_t later_value(uint32_t size, bool is_of_address)
{
    return 2 * (uint64_t)size + is_of_address;
}

typedef struct Sketching {
    Store *store;
    TextCache *texts;
    CopyArticle found;
    int64_t first_new;
    List(LaterArticle) later;
} Sketching;

/* before: articles that have the key and come before the new one. Of one after it that has COPY_POSTS before it the new one
 * drives another out. */
static DatelineStatus list_later(Sketching *sketching, int64_t key, uint32_t before, DatelineError *err)
{
    Store *store = sketching->store;
    KeyEntries found;
    KeyEntry begin = copy_key_begin(key), low = copy_key_at(key, &sketching->found.place, UINT32_MAX);
    KeyEntry high = key_fill(KEYS_OF_COPIES, &begin, 255);
    TRY(key_runs_find(store->db->keys, KEYS_OF_COPIES, &low, &high, UINT32_MAX, store->scratch,
                      &found, err));
    for (uint32_t i = 0; i < found.count; i++) {
        CopyPlace place = copy_place_of(key_at(&found, i));
        if (place.article >= sketching->first_new) continue;
        if (before + i >= COPY_POSTS) {
            TRY(settle_mark_number(store->db, DIRTY_COPY, place.article, err));
            continue;
        }
        bool is_of_address = key == sketching->found.address_key;
        *list_add(store->scratch, &sketching->later) =
            (LaterArticle){(uint64_t)place.article, later_value(place.size, is_of_address)};
    }
    return DATELINE_OK;
}

static DatelineStatus meet_key(Sketching *sketching, int64_t key, DatelineError *err)
{
    KeyEntries before;
    bool known;
    TRY(is_known(sketching->store, key, &known, err));
    if (!known) return DATELINE_OK;
    TRY(copy_find_before(sketching->store, key, &sketching->found.place, &before, err));
    return before.count < COPY_POSTS ? list_later(sketching, key, before.count, err) : DATELINE_OK;
}

static DatelineStatus has_links(Store *store, int64_t article, bool *out, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_HAS_COPIES);
    row_int(&row, article);
    TRY(row_step(&row, out, err));
    row_end(&row);
    return DATELINE_OK;
}

/*
 * One that repeats nothing, and of which the new article is no part either, need not be looked at again: whatever it
 * was compared with was none, and is still what it would be compared with, but for the new one.
 */
static DatelineStatus mark_if_concerned(Sketching *sketching, int64_t article, bool has_same_address, DatelineError *err)
{
    Store *store = sketching->store;
    const CachedText *later, *earlier;
    bool is_concerned;
    TRY(has_links(store, article, &is_concerned, err));
    if (!is_concerned) {
        TRY(text_cache_get_own(sketching->texts, store->db, sketching->found.place.article, &earlier, err));
        TRY(text_cache_get(sketching->texts, store->db, article, &later, err));
        is_concerned = copy_relation_of(later, earlier, has_same_address).kind != COPY_NONE;
    }
    return is_concerned ? settle_mark_number(store->db, DIRTY_COPY, article, err) : DATELINE_OK;
}

static DatelineStatus mark_concerned(Sketching *sketching, DatelineError *err)
{
    uint32_t count = sketching->later.count;
    LaterArticle *items = sketching->later.items;
    uint32_t size = sketching->found.place.size;
    radix_sort(items, arena_new_items(sketching->store->scratch, LaterArticle, count + 1), count);
    for (uint32_t i = 0, equal; i < count; i += equal) {
        bool has_same_address = false;
        equal = radix_count_equal(items + i, count - i);
        for (uint32_t k = 0; k < equal; k++) has_same_address |= items[i + k].value % 2 != 0;
        if (!has_same_address && !copy_may_be(equal, size, (uint32_t)items[i].value / 2)) continue;
        TRY(mark_if_concerned(sketching, (int64_t)items[i].key, has_same_address, err));
    }
    return DATELINE_OK;
}

static DatelineStatus write_address(Store *store, int64_t article, Str address, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_INSERT_VERSION);
    row_int(&row, article);
    row_text(&row, address);
    TRY(row_run(&row, err));
    return settle_mark(store->db, DIRTY_VERSION, address, (Str){NULL, 0}, err);
}

DatelineStatus settle_sketch(Store *store, TextCache *texts, int64_t article, int64_t first_new, DatelineError *err)
{
    Sketching sketching = {.store = store, .texts = texts, .first_new = first_new};
    Str address = {NULL, 0};
    CopyArticle *found = &sketching.found;
    TRY(copy_article_read(store, article, &address, found, err));
    if (!found->is_there) return DATELINE_OK;
    copy_expect(store, &found->keys);
    for (uint32_t i = 0; i < found->keys.count; i++) {
        TRY(meet_key(&sketching, found->keys.items[i], err));
        write_key(store, &found->place, found->keys.items[i]);
    }
    TRY(mark_concerned(&sketching, err));
    if (address.len > 0) TRY(write_address(store, article, address, err));
    TRY(settle_mark_number(store->db, DIRTY_LIKENESS, article, err));
    return settle_mark_number(store->db, DIRTY_COPY, article, err);
}
