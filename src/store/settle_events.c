/*
 * Of every event that an article tells, its pairs of sides are noted, and a key by which those of one bucket
 * (event_bucket.h) are found. settle_occurrences.c puts them together.
 *
 *     event_pair   event 7120  state:RUS  state:UKR  2025-03-05
 */
#include "ledger/occurrences.h"
#include "store/event_bucket.h"

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

/* One pair of an event of an article. */
typedef struct Pair {
    int64_t event;
    int64_t article;
    PairKey key;
} Pair;

typedef List(Pair) PairList;

typedef struct Noting {
    Store *store;
    EventMarks *marks; /* of buckets that are derived anew */
} Noting;

static Str bucket_of(Store *store, const PairKey *pair)
{
    const Str parts[BUCKET_PARTS] = {pair->first, pair->second, pair->plover, str_from_cstring(pair->class)};
    return event_bucket(parts, store->scratch);
}

/* The days whose events a report may belong to, or draw other reports to. */
static void mark_pair(EventMarks *marks, const Pair *pair, Str bucket)
{
    int32_t day = pair->key.day;
    event_bucket_mark(marks, bucket, day, pair->event);
    if (day == NO_DAY) return;
    int32_t other = pair->key.is_undated ? day - UNDATED_DAYS_BACK : day + UNDATED_DAYS_BACK;
    event_bucket_mark(marks, bucket, other, pair->event);
}

static KeyEntry key_of(const Pair *pair, Str bucket)
{
    KeyEntry entry = event_bucket_key(bucket);
    key_put_day(&entry, pair->key.day);
    key_put(&entry, (uint64_t)pair->event, 5);
    key_put(&entry, (uint64_t)pair->article, 4);
    key_put_day(&entry, pair->key.last);
    key_put(&entry, (uint64_t)pair->key.is_undated | (uint64_t)pair->key.is_mutual << 1, 1);
    return entry;
}

static void add_side(Str *sides, uint32_t *count, Str side)
{
    for (uint32_t i = 0; i < *count; i++)
        if (str_equal(sides[i], side)) return;
    if (*count < MOST_SIDES) sides[(*count)++] = side;
}

/* Of what state and sector an article gives an actor. */
typedef struct Nation {
    Str said; /* the actor as the article has it */
    Str country;
    Str sector;
} Nation;

typedef List(Nation) NationList;

static DatelineStatus read_nations(Store *store, int64_t article, NationList *out, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_GET_NATIONS_OF);
    row_int(&row, article);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(store->scratch, out) = (Nation){.said = row_copy_str(&row, 0, store->scratch),
                                                  .country = row_copy_str(&row, 1, store->scratch),
                                                  .sector = row_copy_str(&row, 2, store->scratch)};
    }
}

static Nation find_nation(const NationList *nations, Str said)
{
    for (uint32_t i = 0; i < nations->count; i++)
        if (str_equal(nations->items[i].said, said)) return nations->items[i];
    return (Nation){.said = said};
}

static DatelineStatus read_sides(Store *store, int64_t article, Str event, const NationList *nations, Sides *out,
                                 DatelineError *err)
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
        Nation nation = find_nation(nations, row_get_str(&row, 2));
        Str side = side_of(actor, nation.country, nation.sector, store->scratch);
        add_side(is_source ? out->sources : out->targets, is_source ? &out->source_count : &out->target_count,
                 side);
    }
}

static DatelineStatus write_pair(const Noting *noting, const Pair *pair, DatelineError *err)
{
    Store *store = noting->store;
    const PairKey *key = &pair->key;
    Str bucket = bucket_of(store, key);
    Row row = database_row(store->db, STATEMENT_INSERT_EVENT_PAIR);
    row_int(&row, pair->event);
    row_text(&row, key->first);
    row_text(&row, key->second);
    row_int(&row, key->day);
    row_int(&row, key->last);
    row_bool(&row, key->is_undated);
    row_bool(&row, key->is_mutual);
    TRY(row_run(&row, err));
    KeyEntry entry = key_of(pair, bucket);
    key_runs_add(store->db->keys, KEYS_OF_EVENTS, &entry);
    mark_pair(noting->marks, pair, bucket);
    return DATELINE_OK;
}

/* What two do to one another has no order. */
static DatelineStatus write_mutual(const Noting *noting, Pair pair, Str a, Str b, DatelineError *err)
{
    bool is_ordered = str_compare(a, b) <= 0;
    pair.key.first = is_ordered ? a : b;
    pair.key.second = is_ordered ? b : a;
    pair.key.is_mutual = true;
    return write_pair(noting, &pair, err);
}

static DatelineStatus write_directed(const Noting *noting, Pair pair, const Sides *sides, DatelineError *err)
{
    bool is_talk = str_equal(pair.key.plover, STR("CONSULT"));
    uint32_t sources = sides->source_count == 0 ? 1 : sides->source_count;
    uint32_t targets = sides->target_count == 0 ? 1 : sides->target_count;
    for (uint32_t i = 0; i < sources; i++)
        for (uint32_t k = 0; k < targets; k++) {
            pair.key.first = sides->source_count == 0 ? STR("") : sides->sources[i];
            pair.key.second = sides->target_count == 0 ? STR("") : sides->targets[k];
            if (is_talk && pair.key.first.len > 0 && pair.key.second.len > 0)
                TRY(write_mutual(noting, pair, pair.key.first, pair.key.second, err));
            else
                TRY(write_pair(noting, &pair, err));
        }
    return DATELINE_OK;
}

static DatelineStatus write_pairs(const Noting *noting, Pair pair, const Sides *sides, DatelineError *err)
{
    if (sides->source_count + sides->target_count == 0) return DATELINE_OK;
    if (sides->target_count > 0 || sides->source_count < 2)
        return write_directed(noting, pair, sides, err);
    for (uint32_t i = 0; i < sides->source_count; i++)
        for (uint32_t k = i + 1; k < sides->source_count; k++)
            TRY(write_mutual(noting, pair, sides->sources[i], sides->sources[k], err));
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

static DatelineStatus read_pairs(Store *store, int64_t article, PairList *out, DatelineError *err)
{
    Arena *arena = store->scratch;
    Row row = database_row(store->db, STATEMENT_GET_EVENT_PAIRS_OF);
    row_int(&row, article);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        Status status = STATUS_ASSERTED;
        status_from_name(row_get_str(&row, 4), &status);
        *list_add(arena, out) = (Pair){.event = row_get_int(&row, 0),
                                       .article = article,
                                       .key = {.first = row_copy_str(&row, 1, arena),
                                               .second = row_copy_str(&row, 2, arena),
                                               .plover = row_copy_str(&row, 3, arena),
                                               .class = status_name(status_class(status)),
                                               .day = (int32_t)row_get_int(&row, 5),
                                               .is_undated = row_get_int(&row, 6) != 0}};
    }
}

static DatelineStatus forget_occurrences(const Noting *noting, const Pair *pair, Str bucket, DatelineError *err)
{
    WrittenOccurrenceList found = {0};
    TRY(occurrences_of_event(noting->store, pair->event, bucket, &found, err));
    for (uint32_t i = 0; i < found.count; i++) {
        event_bucket_mark(noting->marks, bucket, found.items[i].first_day, pair->event);
        TRY(occurrence_delete(noting->store, found.items[i].number, err));
    }
    return DATELINE_OK;
}

/* The pairs that stand there go, and what they made; what other articles tell of it is put together anew. */
static DatelineStatus forget_pairs(const Noting *noting, int64_t article, DatelineError *err)
{
    Store *store = noting->store;
    PairList pairs = {0};
    TRY(read_pairs(store, article, &pairs, err));
    for (uint32_t i = 0; i < pairs.count; i++) {
        const Pair *pair = &pairs.items[i];
        Str bucket = bucket_of(store, &pair->key);
        KeyEntry entry = key_of(pair, bucket);
        key_runs_remove(store->db->keys, KEYS_OF_EVENTS, &entry);
        mark_pair(noting->marks, pair, bucket);
        TRY(forget_occurrences(noting, pair, bucket, err));
    }
    Row row = database_row(store->db, STATEMENT_DELETE_EVENT_PAIRS_OF);
    row_int(&row, article);
    return row_run(&row, err);
}

DatelineStatus settle_events(Store *store, int64_t article, EventMarks *marks, DatelineError *err)
{
    const Noting noting = {.store = store, .marks = marks};
    EventRowList events = {0};
    NationList nations = {0};
    TRY(forget_pairs(&noting, article, err));
    TRY(read_events(store, article, &events, err));
    TRY(read_nations(store, article, &nations, err));
    for (uint32_t i = 0; i < events.count; i++) {
        Sides sides;
        const EventRow *event = &events.items[i];
        TRY(read_sides(store, article, event->id, &nations, &sides, err));
        Pair pair = {.event = event->number, .article = article, .key = event->pair};
        TRY(write_pairs(&noting, pair, &sides, err));
    }
    return DATELINE_OK;
}
