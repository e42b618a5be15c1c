/*
 * Events of the world (ledger/occurrences.h): the reports of one bucket are put together. What is told as
 * before is left as it stands.
 *
 *     occurrence   state:RUS  state:UKR  ASSAULT  aerial  2025-03-05   3 reports, 2 articles
 */
#include <stdlib.h>

#include "base/map.h"
#include "base/number_list.h"
#include "ledger/occurrences.h"
#include "store/event_bucket.h"

typedef struct Bucket {
    Store *store;
    Str name;
    Str parts[BUCKET_PARTS]; /* sides, type, class */
    int32_t first_day;
    int32_t last_day;
    int64_t event; /* of NO_DAY: this one alone; else 0 */
    bool is_mutual;
    List(EventReport) reports;
    NumberList events;             /* [report] */
    WrittenOccurrenceList written; /* those of these days */
    Map written_by_id;
    bool *is_told; /* [written]: it is found again */
} Bucket;

static bool read_name(Str first, Str second, Bucket *out)
{
    out->name = first;
    for (uint32_t i = 0; i < BUCKET_PARTS; i++) {
        bool is_last = i + 1 == BUCKET_PARTS;
        uint32_t end = is_last ? first.len : str_find(first, STR("\t"), 0);
        if (end == STR_NOT_FOUND) return false;
        out->parts[i] = (Str){first.data, end};
        if (!is_last) first = (Str){first.data + end + 1, first.len - end - 1};
    }
    if (str_starts(second, STR("e"))) {
        out->event = strtoll(second.data + 1, NULL, 10);
        out->first_day = out->last_day = NO_DAY;
        return true;
    }
    out->first_day = (int32_t)strtol(second.data, NULL, 10) * DAYS_OF_WINDOW;
    out->last_day = out->first_day + DAYS_OF_WINDOW - 1;
    return true;
}

/* ---- What is told ------------------------------------------------------------------------------- */

static DatelineStatus add_report(Bucket *bucket, const unsigned char *entry, DatelineError *err)
{
    bool has_row;
    Arena *arena = bucket->store->scratch;
    int64_t event = (int64_t)key_number(entry, 12, 5);
    uint64_t flags = key_number(entry, 25, 1);
    Row row = database_row(bucket->store->db, STATEMENT_GET_EVENT_WORDS);
    row_int(&row, event);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *list_add(arena, &bucket->events) = event;
    *list_add(arena, &bucket->reports) = (EventReport){.id = row_get_id(&row, 0),
                                                       .article = (int64_t)key_number(entry, 17, 4),
                                                       .day = key_day(entry, 8),
                                                       .last = key_day(entry, 21),
                                                       .is_undated = (flags & 1) != 0,
                                                       .mode = row_copy_str(&row, 1, arena),
                                                       .cameo = row_copy_str(&row, 2, arena)};
    bucket->is_mutual |= (flags & 2) != 0;
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus read_reports(Bucket *bucket, DatelineError *err)
{
    Store *store = bucket->store;
    KeyEntries found;
    KeyEntry low = event_bucket_key(bucket->name), high = low;
    int32_t around = bucket->event == 0 ? UNDATED_DAYS_BACK : 0;
    key_put_day(&low, bucket->first_day - around);
    key_put_day(&high, bucket->last_day + around);
    if (bucket->event != 0) {
        key_put(&low, (uint64_t)bucket->event, 5);
        key_put(&high, (uint64_t)bucket->event, 5);
    }
    low = key_fill(KEYS_OF_EVENTS, &low, 0);
    high = key_fill(KEYS_OF_EVENTS, &high, 255);
    TRY(key_runs_find(store->db->keys, KEYS_OF_EVENTS, &low, &high, UINT32_MAX, store->scratch, &found, err));
    for (uint32_t i = 0; i < found.count; i++) TRY(add_report(bucket, key_at(&found, i), err));
    return DATELINE_OK;
}

/* ---- What stands there -------------------------------------------------------------------------- */

static bool is_of_days(const Bucket *bucket, int32_t day)
{
    return day >= bucket->first_day && day <= bucket->last_day;
}

/* All have a report among those that were read: settle_events deletes what loses one. */
static DatelineStatus read_written(Bucket *bucket, DatelineError *err)
{
    Arena *arena = bucket->store->scratch;
    map_init(&bucket->written_by_id, arena);
    for (uint32_t i = 0; i < bucket->events.count; i++) {
        WrittenOccurrenceList found = {0};
        TRY(occurrences_of_event(bucket->store, bucket->events.items[i], bucket->name, &found, err));
        for (uint32_t k = 0; k < found.count; k++) {
            WrittenOccurrence *written = &found.items[k];
            bool is_known = map_find(&bucket->written_by_id, id_str(&written->id)) != MAP_NONE;
            if (is_known || !is_of_days(bucket, written->first_day)) continue;
            map_set(&bucket->written_by_id, id_str(&written->id), bucket->written.count);
            *list_add(arena, &bucket->written) = *written;
        }
    }
    bucket->is_told = arena_new_items(arena, bool, bucket->written.count + 1);
    return DATELINE_OK;
}

static DatelineStatus read_events(Store *store, int64_t occurrence, NumberList *out, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_GET_REPORTS_OF_OCCURRENCE);
    row_int(&row, occurrence);
    return row_list_numbers(&row, store->scratch, out, err);
}

/* ---- Writing ------------------------------------------------------------------------------------ */

static Id occurrence_id(const Bucket *bucket, const Occurrence *occurrence)
{
    IdBuilder builder;
    id_begin(&builder);
    for (uint32_t i = 0; i < BUCKET_PARTS; i++) id_add_str(&builder, bucket->parts[i]);
    id_add_number(&builder, (uint64_t)(int64_t)occurrence->first);
    id_add_number(&builder, (uint64_t)(int64_t)occurrence->last);
    if (occurrence->first == NO_DAY) /* each by itself */
        id_add_str(&builder, id_str(&bucket->reports.items[occurrence->reports.items[0]].id));
    return id_finish(&builder, 'o');
}

static uint32_t count_articles(const Bucket *bucket, const Occurrence *occurrence)
{
    NumberList articles = {0};
    for (uint32_t i = 0; i < occurrence->reports.count; i++)
        *list_add(bucket->store->scratch, &articles) =
            bucket->reports.items[occurrence->reports.items[i]].article;
    number_list_sort_once(&articles);
    return articles.count;
}

static DatelineStatus write_key(const Bucket *bucket, Str key, int64_t number, DatelineError *err)
{
    Row row;
    if (key.len == 0) return DATELINE_OK;
    TRY(row_of_run(bucket->store->db, ROWS_OF_OCCURRENCES, STATEMENT_INSERT_OCCURRENCE_KEY, &row, err));
    row_text(&row, key);
    row_int(&row, number);
    return row_run(&row, err);
}

static DatelineStatus write_head(const Bucket *bucket, const Occurrence *occurrence, const Id *id,
                                 int64_t *out_number, DatelineError *err)
{
    Store *store = bucket->store;
    Row row = database_row(store->db, STATEMENT_INSERT_OCCURRENCE);
    row_id(&row, id);
    row_text(&row, bucket->parts[0]);
    row_text(&row, bucket->parts[1]);
    row_bool(&row, bucket->is_mutual);
    row_text(&row, bucket->parts[2]);
    row_str(&row, occurrence->mode);
    row_str(&row, occurrence->cameo);
    row_text(&row, bucket->parts[3]);
    if (occurrence->first == NO_DAY)
        row_null(&row);
    else
        row_str(&row, edtf_of_days(occurrence->first, occurrence->last, store->scratch));
    row_int(&row, occurrence->first);
    row_int(&row, occurrence->last);
    row_int(&row, occurrence->reports.count);
    row_int(&row, count_articles(bucket, occurrence));
    TRY(row_run(&row, err));
    *out_number = sqlite3_last_insert_rowid(store->db->handle);
    TRY(write_key(bucket, id_str(id), *out_number, err));
    TRY(write_key(bucket, bucket->parts[0], *out_number, err));
    return write_key(bucket, bucket->parts[1], *out_number, err);
}

static DatelineStatus write_report(const Bucket *bucket, uint32_t report, int64_t occurrence, DatelineError *err)
{
    Row row = database_row(bucket->store->db, STATEMENT_INSERT_OCCURRENCE_REPORT);
    row_int(&row, bucket->events.items[report]);
    row_int(&row, occurrence);
    row_int(&row, bucket->reports.items[report].article);
    return row_run(&row, err);
}

static DatelineStatus delete_report(const Bucket *bucket, int64_t event, int64_t occurrence, DatelineError *err)
{
    Row row = database_row(bucket->store->db, STATEMENT_DELETE_OCCURRENCE_REPORT);
    row_int(&row, event);
    row_int(&row, occurrence);
    return row_run(&row, err);
}

/* Rows of reports that were there stay: they lie where their articles' do. */
static DatelineStatus update_reports(const Bucket *bucket, const Occurrence *occurrence, int64_t number,
                                     bool *out_is_changed, DatelineError *err)
{
    NumberList before = {0}, now = {0};
    TRY(read_events(bucket->store, number, &before, err));
    for (uint32_t i = 0; i < occurrence->reports.count; i++) {
        uint32_t report = occurrence->reports.items[i];
        *list_add(bucket->store->scratch, &now) = bucket->events.items[report];
        if (number_list_has(&before, bucket->events.items[report])) continue;
        *out_is_changed = true;
        TRY(write_report(bucket, report, number, err));
    }
    number_list_sort_once(&now);
    for (uint32_t i = 0; i < before.count; i++) {
        if (number_list_has(&now, before.items[i])) continue;
        *out_is_changed = true;
        TRY(delete_report(bucket, before.items[i], number, err));
    }
    return DATELINE_OK;
}

static DatelineStatus update_occurrence(const Bucket *bucket, const WrittenOccurrence *written,
                                        const Occurrence *occurrence, DatelineError *err)
{
    bool is_changed = written->is_mutual != bucket->is_mutual ||
                      !str_equal(written->mode, occurrence->mode) ||
                      !str_equal(written->cameo, occurrence->cameo);
    TRY(update_reports(bucket, occurrence, written->number, &is_changed, err));
    if (!is_changed) return DATELINE_OK;
    Row row = database_row(bucket->store->db, STATEMENT_UPDATE_OCCURRENCE);
    row_int(&row, written->number);
    row_bool(&row, bucket->is_mutual);
    row_str(&row, occurrence->mode);
    row_str(&row, occurrence->cameo);
    row_int(&row, occurrence->reports.count);
    row_int(&row, count_articles(bucket, occurrence));
    return row_run(&row, err);
}

static DatelineStatus settle_found(const Bucket *bucket, const Occurrence *occurrence, DatelineError *err)
{
    int64_t number;
    Id id = occurrence_id(bucket, occurrence);
    uint32_t index = map_find(&bucket->written_by_id, id_str(&id));
    if (index != MAP_NONE) {
        bucket->is_told[index] = true;
        return update_occurrence(bucket, &bucket->written.items[index], occurrence, err);
    }
    TRY(write_head(bucket, occurrence, &id, &number, err));
    for (uint32_t i = 0; i < occurrence->reports.count; i++)
        TRY(write_report(bucket, occurrence->reports.items[i], number, err));
    return DATELINE_OK;
}

DatelineStatus settle_occurrences(Store *store, Str first, Str second, DatelineError *err)
{
    Bucket bucket = {.store = store};
    OccurrenceList found = {0};
    if (!read_name(first, second, &bucket)) return DATELINE_OK;
    TRY(read_reports(&bucket, err));
    TRY(read_written(&bucket, err));
    occurrences_find(bucket.reports.items, bucket.reports.count, store->scratch, &found);
    for (uint32_t i = 0; i < found.count; i++)
        if (is_of_days(&bucket, found.items[i].first)) TRY(settle_found(&bucket, &found.items[i], err));
    for (uint32_t i = 0; i < bucket.written.count; i++)
        if (!bucket.is_told[i]) TRY(occurrence_delete(store, bucket.written.items[i].number, err));
    return DATELINE_OK;
}
