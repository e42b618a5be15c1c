#include "store/event_bucket.h"

#include <stdio.h>
#include <stdlib.h>

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

/* ---- Marks ------------------------------------------------------------------------------------ */

EventMarks *event_marks_new(void)
{
    EventMarks *marks = calloc(1, sizeof *marks);
    if (marks == NULL) abort();
    marks->arena = arena_new(1u << 16);
    event_marks_clear(marks);
    return marks;
}

void event_marks_free(EventMarks *marks)
{
    if (marks == NULL) return;
    arena_free(marks->arena);
    free(marks);
}

void event_marks_clear(EventMarks *marks)
{
    arena_clear(marks->arena);
    map_init(&marks->known, marks->arena);
    marks->items.items = NULL;
    marks->items.count = marks->items.capacity = 0;
}

static int in_order(const void *a, const void *b)
{
    const EventMark *x = a, *y = b;
    int order = str_compare(x->bucket, y->bucket);
    return order != 0 ? order : str_compare(x->window, y->window);
}

void event_marks_sort(EventMarks *marks)
{
    if (marks->items.count > 1) qsort(marks->items.items, marks->items.count, sizeof *marks->items.items, in_order);
}

static void gather(EventMarks *marks, Str bucket, Str window)
{
    Str both = arena_format(marks->arena, STR_FMT "\n" STR_FMT, STR_ARG(bucket), STR_ARG(window));
    if (map_find(&marks->known, both) != MAP_NONE) return;
    map_set(&marks->known, both, marks->items.count);
    *list_add(marks->arena, &marks->items) = (EventMark){
        .bucket = {both.data, bucket.len}, .window = {both.data + bucket.len + 1, window.len}};
}

void event_bucket_mark(EventMarks *marks, Str bucket, int32_t day, int64_t event)
{
    char window[24];
    if (day == NO_DAY)
        snprintf(window, sizeof window, "e%lld", (long long)event);
    else
        snprintf(window, sizeof window, "%d", event_window(day));
    gather(marks, bucket, str_from_cstring(window));
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
