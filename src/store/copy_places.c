#include "store/copy_places.h"

#include "ledger/terms.h"
#include "store/ahead.h"

/* The first 60 of the id's 80 bits: they order as the id does. There is no i, l, o, u in one. */
static int64_t rank_of(const Id *id)
{
    int64_t rank = 0;
    for (int i = 1; i <= 12; i++) {
        char c = id->text[i];
        int digit = c <= '9' ? c - '0'
                             : c - 'a' + 10 - (c > 'i') - (c > 'l') - (c > 'o') - (c > 'u');
        rank = rank << 5 | (digit & 31);
    }
    return rank;
}

static DatelineStatus read_keys(Store *store, int64_t article, Str address, CopyKeyList *out, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_COPY_TEXT);
    row_int(&row, article);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    copy_keys(row_get_str(&row, 0), address, store->scratch, out);
    row_end(&row);
    return DATELINE_OK;
}

DatelineStatus copy_article_read(Store *store, int64_t article, Str *out_address, CopyArticle *out,
                                 DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_GET_COPY_PLACE);
    row_int(&row, article);
    TRY(row_step(&row, &out->is_there, err));
    if (!out->is_there) return DATELINE_OK;
    Id id = row_get_id(&row, 0);
    out->place = (CopyPlace){.article = article,
                             .day = row_is_null(&row, 1) ? COPY_UNDATED : (int32_t)row_get_int(&row, 1),
                             .rank = rank_of(&id)};
    *out_address =
        address_of(ledger_data_addresses(store->data), row_get_str(&row, 2), store->scratch);
    row_end(&row);
    if (out_address->len > 0) out->address_key = copy_address_key(*out_address);
    const NotedArticle *noted = ahead_find_copy_keys(store->ahead, article);
    if (noted != NULL)
        out->keys = noted->copy_keys;
    else
        TRY(read_keys(store, article, *out_address, &out->keys, err));
    out->place.size = copy_size(&out->keys);
    return DATELINE_OK;
}

KeyEntry copy_key_begin(int64_t key)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, (uint64_t)key, 6);
    return entry;
}

KeyEntry copy_key_at(int64_t key, const CopyPlace *place, int64_t article)
{
    KeyEntry entry = copy_key_begin(key);
    key_put_day(&entry, place->day);
    key_put(&entry, (uint64_t)place->rank * COPY_SIZES | place->size, 8);
    key_put(&entry, (uint64_t)article, 4);
    return entry;
}

CopyPlace copy_place_of(const unsigned char *entry)
{
    uint64_t rank_and_size = key_number(entry, 10, 8);
    return (CopyPlace){.day = key_day(entry, 6),
                       .rank = (int64_t)(rank_and_size / COPY_SIZES),
                       .size = rank_and_size % COPY_SIZES,
                       .article = (int64_t)key_number(entry, 18, 4)};
}

DatelineStatus copy_find_before(Store *store, int64_t key, const CopyPlace *place, KeyEntries *out,
                                  DatelineError *err)
{
    KeyEntry begin = copy_key_begin(key), low = key_fill(KEYS_OF_COPIES, &begin, 0);
    KeyEntry high = copy_key_at(key, place, 0);
    return key_runs_find(store->db->keys, KEYS_OF_COPIES, &low, &high, COPY_POSTS, store->scratch, out,
                         err);
}

DatelineStatus copy_find_address(Store *store, Str address, Arena *arena, NumberList *out, DatelineError *err)
{
    KeyEntries found;
    KeyEntry begin = copy_key_begin(copy_address_key(address));
    TRY(key_runs_find_all(store->db->keys, KEYS_OF_COPIES, &begin, arena, &found, err));
    for (uint32_t i = 0; i < found.count; i++) *list_add(arena, out) = copy_place_of(key_at(&found, i)).article;
    number_list_sort_once(out);
    return DATELINE_OK;
}

void copy_expect(Store *store, const CopyKeyList *keys)
{
    for (uint32_t i = 0; i < keys->count; i++) {
        KeyEntry entry = copy_key_begin(keys->items[i]);
        key_runs_expect(store->db->keys, KEYS_OF_COPIES, &entry);
    }
}
