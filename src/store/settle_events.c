/*
 * Events of the world (ledger/occurrences.h). Of every event that an article tells, its pairs of sides are
 * noted; the pairs of one bucket (sides, type, class) within eight days are then put together.
 *
 *     event_pair   state:RUS  state:UKR  ASSAULT  asserted  day  event
 *     occurrence   state:RUS  state:UKR  ASSAULT  aerial  2025-03-05   3 reports, 2 articles
 */
#include <stdio.h>
#include <stdlib.h>

#include "ledger/occurrences.h"
#include "store/settle.h"

#define DAYS_OF_WINDOW 8
#define MOST_SIDES 8 /* of an event on either side; more are a list of states */

/* ---- Pairs of an article ------------------------------------------------------------------------ */

typedef struct Sides {
    Str sources[MOST_SIDES];
    uint32_t source_count;
    Str targets[MOST_SIDES];
    uint32_t target_count;
} Sides;

typedef struct PairKey {
    Str first;
    Str second;
    Str plover;
    const char *class;
    bool is_mutual;
    bool is_undated;
    int32_t day;
    int32_t last;
} PairKey;

static int32_t window_of(int32_t day)
{
    return day >= 0 ? day / DAYS_OF_WINDOW : -((-day + DAYS_OF_WINDOW - 1) / DAYS_OF_WINDOW);
}

static DatelineStatus mark_window(Store *store, const PairKey *pair, int32_t day, DatelineError *err)
{
    char window[16];
    snprintf(window, sizeof window, "%d", window_of(day));
    Str bucket = arena_format(store->scratch, STR_FMT "\t" STR_FMT "\t" STR_FMT "\t%s", STR_ARG(pair->first),
                              STR_ARG(pair->second), STR_ARG(pair->plover), pair->class);
    return settle_mark(store->db, DIRTY_OCCURRENCE, bucket, str_from_cstring(window), err);
}

/* The days whose events a report may belong to, or draw other reports to. */
static DatelineStatus mark_pair(Store *store, const PairKey *pair, DatelineError *err)
{
    TRY(mark_window(store, pair, pair->day, err));
    int32_t other = pair->is_undated ? pair->day - UNDATED_DAYS_BACK : pair->day + UNDATED_DAYS_BACK;
    if (pair->day == NO_DAY || window_of(other) == window_of(pair->day)) return DATELINE_OK;
    return mark_window(store, pair, other, err);
}

static void add_side(Str *sides, uint32_t *count, Str side)
{
    for (uint32_t i = 0; i < *count; i++)
        if (str_equal(sides[i], side)) return;
    if (*count < MOST_SIDES) sides[(*count)++] = side;
}

static DatelineStatus read_sides(Store *store, int64_t article, Str event, Sides *out, DatelineError *err)
{
    *out = (Sides){0};
    Row row = database_row(store->db, STATEMENT_GET_SIDES);
    row_int(&row, article);
    row_text(&row, event);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        bool is_source = str_equal(row_get_str(&row, 0), STR("source"));
        Str actor = row_copy_str(&row, 1, store->scratch);
        Str side = side_of(actor, row_get_str(&row, 2), row_get_str(&row, 3), store->scratch);
        add_side(is_source ? out->sources : out->targets, is_source ? &out->source_count : &out->target_count,
                 side);
    }
}

static DatelineStatus write_pair(Store *store, const PairKey *pair, int64_t event, int64_t article,
                                 DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_INSERT_EVENT_PAIR);
    row_text(&row, pair->first);
    row_text(&row, pair->second);
    row_text(&row, pair->plover);
    row_cstring(&row, pair->class);
    row_int(&row, pair->day);
    row_int(&row, event);
    row_int(&row, pair->last);
    row_bool(&row, pair->is_undated);
    row_bool(&row, pair->is_mutual);
    row_int(&row, article);
    TRY(row_run(&row, err));
    return mark_pair(store, pair, err);
}

/* What two do to one another has no order. */
static DatelineStatus write_mutual(Store *store, PairKey pair, Str a, Str b, int64_t event, int64_t article,
                                   DatelineError *err)
{
    bool is_ordered = str_compare(a, b) <= 0;
    pair.first = is_ordered ? a : b;
    pair.second = is_ordered ? b : a;
    pair.is_mutual = true;
    return write_pair(store, &pair, event, article, err);
}

static DatelineStatus write_directed(Store *store, PairKey pair, const Sides *sides, int64_t event,
                                     int64_t article, DatelineError *err)
{
    bool is_talk = str_equal(pair.plover, STR("CONSULT"));
    uint32_t sources = sides->source_count == 0 ? 1 : sides->source_count;
    uint32_t targets = sides->target_count == 0 ? 1 : sides->target_count;
    for (uint32_t i = 0; i < sources; i++)
        for (uint32_t k = 0; k < targets; k++) {
            pair.first = sides->source_count == 0 ? STR("") : sides->sources[i];
            pair.second = sides->target_count == 0 ? STR("") : sides->targets[k];
            if (is_talk && pair.first.len > 0 && pair.second.len > 0)
                TRY(write_mutual(store, pair, pair.first, pair.second, event, article, err));
            else
                TRY(write_pair(store, &pair, event, article, err));
        }
    return DATELINE_OK;
}

static DatelineStatus write_pairs(Store *store, PairKey pair, const Sides *sides, int64_t event,
                                  int64_t article, DatelineError *err)
{
    if (sides->source_count + sides->target_count == 0) return DATELINE_OK;
    if (sides->target_count > 0 || sides->source_count < 2)
        return write_directed(store, pair, sides, event, article, err);
    for (uint32_t i = 0; i < sides->source_count; i++)
        for (uint32_t k = i + 1; k < sides->source_count; k++)
            TRY(write_mutual(store, pair, sides->sources[i], sides->sources[k], event, article, err));
    return DATELINE_OK;
}

typedef struct EventRow {
    int64_t number;
    Str id;
    PairKey pair;
} EventRow;

typedef List(EventRow) EventRowList;

static void read_event(const Row *row, Store *store, EventRow *out)
{
    Status status = STATUS_ASSERTED;
    status_from_name(row_get_str(row, 3), &status);
    bool has_date = !row_is_null(row, 4), has_article_day = !row_is_null(row, 6);
    int32_t day = has_article_day ? (int32_t)row_get_int(row, 6) : NO_DAY;
    *out = (EventRow){.number = row_get_int(row, 0), .id = row_copy_str(row, 1, store->scratch)};
    out->pair = (PairKey){.plover = row_copy_str(row, 2, store->scratch),
                          .class = status_name(status_class(status)),
                          .is_undated = !has_date,
                          .day = has_date ? (int32_t)row_get_int(row, 4) : day,
                          .last = has_date ? (int32_t)row_get_int(row, 5) : day};
}

static DatelineStatus read_events(Store *store, int64_t article, EventRowList *out, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_GET_EVENTS_OF);
    row_int(&row, article);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        read_event(&row, store, list_add(store->scratch, out));
    }
}

/* The pairs that stand there are marked before they go: what they made may have to go too. */
static DatelineStatus forget_pairs(Store *store, int64_t article, DatelineError *err)
{
    List(PairKey) pairs = {0};
    Row row = database_row(store->db, STATEMENT_GET_EVENT_PAIRS_OF);
    row_int(&row, article);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        *list_add(store->scratch, &pairs) = (PairKey){.first = row_copy_str(&row, 0, store->scratch),
                                                      .second = row_copy_str(&row, 1, store->scratch),
                                                      .plover = row_copy_str(&row, 2, store->scratch),
                                                      .class = row_copy_str(&row, 3, store->scratch).data,
                                                      .day = (int32_t)row_get_int(&row, 4),
                                                      .is_undated = row_get_int(&row, 5) != 0};
    }
    for (uint32_t i = 0; i < pairs.count; i++) TRY(mark_pair(store, &pairs.items[i], err));
    row = database_row(store->db, STATEMENT_DELETE_EVENT_PAIRS_OF);
    row_int(&row, article);
    return row_run(&row, err);
}

DatelineStatus settle_events(Store *store, int64_t article, DatelineError *err)
{
    EventRowList events = {0};
    TRY(forget_pairs(store, article, err));
    TRY(read_events(store, article, &events, err));
    for (uint32_t i = 0; i < events.count; i++) {
        Sides sides;
        const EventRow *event = &events.items[i];
        TRY(read_sides(store, article, event->id, &sides, err));
        TRY(write_pairs(store, event->pair, &sides, event->number, article, err));
    }
    return DATELINE_OK;
}

/* ---- Occurrences of a bucket -------------------------------------------------------------------- */

typedef struct Bucket {
    Str parts[4]; /* sides, type, class */
    int32_t first_day;
    bool is_mutual;
    List(EventReport) reports;
} Bucket;

static bool read_bucket(Str first, Str second, Bucket *out)
{
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t end = i < 3 ? str_find(first, STR("\t"), 0) : first.len;
        if (end == STR_NOT_FOUND) return false;
        out->parts[i] = (Str){first.data, end};
        if (i < 3) first = (Str){first.data + end + 1, first.len - end - 1};
    }
    out->first_day = (int32_t)strtol(second.data, NULL, 10) * DAYS_OF_WINDOW;
    return true;
}

static Row bucket_row(Store *store, StatementName statement, const Bucket *bucket, int32_t from, int32_t to)
{
    Row row = database_row(store->db, statement);
    for (uint32_t i = 0; i < 4; i++) row_text(&row, bucket->parts[i]);
    row_int(&row, from);
    row_int(&row, to);
    return row;
}

static DatelineStatus read_reports(Store *store, Bucket *bucket, DatelineError *err)
{
    int32_t from = bucket->first_day - UNDATED_DAYS_BACK;
    Row row = bucket_row(store, STATEMENT_GET_BUCKET_PAIRS, bucket, from,
                         bucket->first_day + DAYS_OF_WINDOW - 1 + UNDATED_DAYS_BACK);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        bucket->is_mutual |= row_get_int(&row, 5) != 0;
        *list_add(store->scratch, &bucket->reports) =
            (EventReport){.id = row_get_id(&row, 0),
                          .article = row_get_int(&row, 1),
                          .day = (int32_t)row_get_int(&row, 2),
                          .last = (int32_t)row_get_int(&row, 3),
                          .is_undated = row_get_int(&row, 4) != 0,
                          .mode = row_copy_str(&row, 6, store->scratch),
                          .cameo = row_copy_str(&row, 7, store->scratch)};
    }
}

static Id occurrence_id(const Bucket *bucket, const Occurrence *occurrence)
{
    IdBuilder builder;
    id_begin(&builder);
    for (uint32_t i = 0; i < 4; i++) id_add_str(&builder, bucket->parts[i]);
    id_add_number(&builder, (uint64_t)(int64_t)occurrence->first);
    id_add_number(&builder, (uint64_t)(int64_t)occurrence->last);
    if (occurrence->first == NO_DAY) /* each by itself */
        id_add_str(&builder, id_str(&bucket->reports.items[occurrence->reports.items[0]].id));
    return id_finish(&builder, 'o');
}

static uint32_t count_articles(const Bucket *bucket, const Occurrence *occurrence)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < occurrence->reports.count; i++) {
        int64_t article = bucket->reports.items[occurrence->reports.items[i]].article;
        bool is_new = true;
        for (uint32_t k = 0; k < i && is_new; k++)
            is_new = bucket->reports.items[occurrence->reports.items[k]].article != article;
        count += is_new;
    }
    return count;
}

static DatelineStatus write_head(Store *store, const Bucket *bucket, const Occurrence *occurrence, const Id *id,
                                 DatelineError *err)
{
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
    return row_run(&row, err);
}

static DatelineStatus write_occurrence(Store *store, const Bucket *bucket, const Occurrence *occurrence,
                                       DatelineError *err)
{
    Id id = occurrence_id(bucket, occurrence);
    TRY(write_head(store, bucket, occurrence, &id, err));
    for (uint32_t i = 0; i < occurrence->reports.count; i++) {
        const EventReport *report = &bucket->reports.items[occurrence->reports.items[i]];
        Row row = database_row(store->db, STATEMENT_INSERT_OCCURRENCE_REPORT);
        row_id(&row, &id);
        row_id(&row, &report->id);
        row_int(&row, report->article);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

DatelineStatus settle_occurrences(Store *store, Str first, Str second, DatelineError *err)
{
    Bucket bucket = {0};
    OccurrenceList found = {0};
    if (!read_bucket(first, second, &bucket)) return DATELINE_OK;
    int32_t last_day = bucket.first_day + DAYS_OF_WINDOW - 1;
    Row row = bucket_row(store, STATEMENT_DELETE_OCCURRENCE_REPORTS, &bucket, bucket.first_day, last_day);
    TRY(row_run(&row, err));
    row = bucket_row(store, STATEMENT_DELETE_OCCURRENCES, &bucket, bucket.first_day, last_day);
    TRY(row_run(&row, err));
    TRY(read_reports(store, &bucket, err));
    occurrences_find(bucket.reports.items, bucket.reports.count, store->scratch, &found);
    for (uint32_t i = 0; i < found.count; i++) {
        const Occurrence *occurrence = &found.items[i];
        bool is_here = occurrence->first >= bucket.first_day && occurrence->first <= last_day;
        if (is_here) TRY(write_occurrence(store, &bucket, occurrence, err));
    }
    return DATELINE_OK;
}
