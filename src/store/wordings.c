#include "store/wordings.h"

static KeyEntry begin_entry(int64_t wording)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, (uint64_t)wording, 8);
    return entry;
}

static KeyEntry entry_of(int64_t wording, const WordingPlace *place)
{
    KeyEntry entry = begin_entry(wording);
    key_put(&entry, (uint64_t)place->article, 4);
    key_put(&entry, (uint64_t)place->quotation, 5);
    return entry;
}

static WordingPlace place_of(const unsigned char *entry)
{
    return (WordingPlace){.article = (int64_t)key_number(entry, 8, 4),
                          .quotation = (int64_t)key_number(entry, 12, 5)};
}

void wording_add(Store *store, int64_t wording, const WordingPlace *place)
{
    KeyEntry entry = entry_of(wording, place);
    key_runs_add(store->db->keys, KEYS_OF_WORDINGS, &entry);
}

void wording_foresee(Store *store, int64_t wording)
{
    KeyEntry entry = begin_entry(wording);
    key_runs_foresee(store->db->keys, KEYS_OF_WORDINGS, &entry);
}

void wording_remove(Store *store, int64_t wording, const WordingPlace *place)
{
    KeyEntry entry = entry_of(wording, place);
    key_runs_remove(store->db->keys, KEYS_OF_WORDINGS, &entry);
}

DatelineStatus wording_find(Store *store, int64_t wording, WordingPlaceList *out,
                            DatelineError *err)
{
    KeyEntries found;
    KeyEntry begin = begin_entry(wording);
    TRY(key_runs_find_all(store->db->keys, KEYS_OF_WORDINGS, &begin, store->scratch, &found, err));
    for (uint32_t i = 0; i < found.count; i++)
        *list_add(store->scratch, out) = place_of(key_at(&found, i));
    return DATELINE_OK;
}

DatelineStatus wording_find_firsts(Store *store, int64_t wording, WordingPlaceList *out,
                                   DatelineError *err)
{
    KeyEntry begin = begin_entry(wording), high = key_fill(KEYS_OF_WORDINGS, &begin, 255);
    KeyEntry low = key_fill(KEYS_OF_WORDINGS, &begin, 0);
    while (out->count < 2) {
        KeyEntries found;
        TRY(key_runs_find(store->db->keys, KEYS_OF_WORDINGS, &low, &high, 1, store->scratch, &found,
                          err));
        if (found.count == 0) return DATELINE_OK;
        WordingPlace *place = list_add(store->scratch, out);
        *place = place_of(key_at(&found, 0));
        low = entry_of(wording, &(WordingPlace){.article = place->article + 1});
    }
    return DATELINE_OK;
}
