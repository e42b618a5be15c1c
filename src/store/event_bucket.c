#include "store/event_bucket.h"

#include <stdio.h>

#include "base/hash.h"
#include "ledger/occurrences.h"

Str event_bucket(const Str parts[BUCKET_PARTS], Arena *arena)
{
    return arena_format(arena, STR_FMT "\t" STR_FMT "\t" STR_FMT "\t" STR_FMT, STR_ARG(parts[0]),
                        STR_ARG(parts[1]), STR_ARG(parts[2]), STR_ARG(parts[3]));
}

int32_t event_window(int32_t day)
{
    return day >= 0 ? day / DAYS_OF_WINDOW : -((-day + DAYS_OF_WINDOW - 1) / DAYS_OF_WINDOW);
}

DatelineStatus event_bucket_mark(Store *store, Str bucket, int32_t day, int64_t event, DatelineError *err)
{
    char window[24];
    if (day == NO_DAY)
        snprintf(window, sizeof window, "e%lld", (long long)event);
    else
        snprintf(window, sizeof window, "%d", event_window(day));
    return settle_mark(store->db, DIRTY_OCCURRENCE, bucket, str_from_cstring(window), err);
}

KeyEntry event_bucket_key(Str bucket)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, hash_bytes(bucket.data, bucket.len, 0), 8);
    return entry;
}

DatelineStatus occurrences_of_event(Store *store, int64_t event, Str bucket, WrittenOccurrenceList *out,
                                    DatelineError *err)
{
    Arena *arena = store->scratch;
    Row row = database_row(store->db, STATEMENT_GET_OCCURRENCES_OF);
    row_int(&row, event);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        WrittenOccurrence found = {.number = row_get_int(&row, 0),
                                   .id = row_get_id(&row, 1),
                                   .first_day = (int32_t)row_get_int(&row, 6),
                                   .is_mutual = row_get_int(&row, 7) != 0,
                                   .mode = row_copy_str(&row, 8, arena),
                                   .cameo = row_copy_str(&row, 9, arena),
                                   .articles = (uint32_t)row_get_int(&row, 10)};
        for (int i = 0; i < BUCKET_PARTS; i++) found.parts[i] = row_copy_str(&row, 2 + i, arena);
        if (str_equal(event_bucket(found.parts, arena), bucket)) *list_add(arena, out) = found;
    }
}

DatelineStatus occurrence_delete(Store *store, int64_t number, DatelineError *err)
{
    static const StatementName statements[] = {STATEMENT_DELETE_REPORTS_OF_OCCURRENCE,
                                               STATEMENT_DELETE_OCCURRENCE};
    for (size_t i = 0; i < COUNT(statements); i++) {
        Row row = database_row(store->db, statements[i]);
        row_int(&row, number);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}
