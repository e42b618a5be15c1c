/*
 * Aggregates over values with counts, as tables in runs have them: a value stands in several rows, and its count is
 * their sum (store/row_runs.h). An empty value is none.
 *
 *     most_counted(value, count)      the value with the greatest count, of equal ones the first; NULL if none is above 0
 *     greatest_counted(value, count)  the greatest whole number whose count is above 0
 *     all_counted(value, count)       JSON: the values whose counts are above 0, in order
 */
#include <stdlib.h>

#include "base/json.h"
#include "query/functions.h"

typedef struct Counted {
    Str value;
    int64_t count;
} Counted;

/* Of one group; SQLite clears it and forgets it. */
typedef struct Tally {
    Arena *arena; /* NULL before the first row */
    List(Counted) rows;
} Tally;

#define ARENA_BYTES 512

static void add_row(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    Tally *tally = sqlite3_aggregate_context(context, sizeof *tally);
    Str value = {sqlite3_value_blob(values[0]), (uint32_t)sqlite3_value_bytes(values[0])};
    if (tally == NULL || value.len == 0) return;
    if (tally->arena == NULL) tally->arena = arena_new(ARENA_BYTES);
    uint32_t last = tally->rows.count - 1;
    if (tally->rows.count > 0 && str_equal(tally->rows.items[last].value, value))
        tally->rows.items[last].count += sqlite3_value_int64(values[1]);
    else
        *list_add(tally->arena, &tally->rows) =
            (Counted){arena_copy_str(tally->arena, value), sqlite3_value_int64(values[1])};
}

static int by_value(const void *a, const void *b)
{
    return str_compare(((const Counted *)a)->value, ((const Counted *)b)->value);
}

/* Each value once, in order; those that are taken back are left out. */
static void sum_up(Tally *tally)
{
    uint32_t kept = 0;
    Counted *rows = tally->rows.items;
    if (tally->rows.count > 1) qsort(rows, tally->rows.count, sizeof *rows, by_value);
    for (uint32_t i = 0, end; i < tally->rows.count; i = end) {
        Counted sum = rows[i];
        for (end = i + 1; end < tally->rows.count && str_equal(rows[end].value, sum.value); end++)
            sum.count += rows[end].count;
        if (sum.count > 0) rows[kept++] = sum;
    }
    tally->rows.count = kept;
}

/* NULL if there was no row. */
static Tally *finish(sqlite3_context *context)
{
    Tally *tally = sqlite3_aggregate_context(context, 0);
    if (tally == NULL || tally->arena == NULL) return NULL;
    sum_up(tally);
    return tally;
}

static void most_counted(sqlite3_context *context)
{
    Tally *tally = finish(context);
    if (tally == NULL) return;
    const Counted *most = NULL;
    for (uint32_t i = 0; i < tally->rows.count; i++)
        if (most == NULL || tally->rows.items[i].count > most->count) most = &tally->rows.items[i];
    if (most != NULL)
        sqlite3_result_text(context, most->value.data, (int)most->value.len, SQLITE_TRANSIENT);
    arena_free(tally->arena);
}

static int64_t number_of(Str digits, Arena *arena)
{
    return strtoll(arena_format(arena, STR_FMT, STR_ARG(digits)).data, NULL, 10);
}

static void greatest_counted(sqlite3_context *context)
{
    Tally *tally = finish(context);
    if (tally == NULL) return;
    int64_t greatest = INT64_MIN;
    for (uint32_t i = 0; i < tally->rows.count; i++) {
        int64_t number = number_of(tally->rows.items[i].value, tally->arena);
        if (number > greatest) greatest = number;
    }
    if (tally->rows.count > 0) sqlite3_result_int64(context, greatest);
    arena_free(tally->arena);
}

static void all_counted(sqlite3_context *context)
{
    Tally *tally = finish(context);
    Buffer list = {0};
    JsonWriter json = {.out = &list};
    json_begin_array(&json);
    for (uint32_t i = 0; tally != NULL && i < tally->rows.count; i++)
        json_str(&json, tally->rows.items[i].value);
    json_end_array(&json);
    sqlite3_result_text(context, list.data, (int)list.len, SQLITE_TRANSIENT);
    buffer_release(&list);
    if (tally != NULL) arena_free(tally->arena);
}

DatelineStatus count_functions_register(Database *db, DatelineError *err)
{
    static const struct {
        const char *name;
        void (*last)(sqlite3_context *);
    } functions[] = {{"most_counted", most_counted},
                     {"greatest_counted", greatest_counted},
                     {"all_counted", all_counted}};
    for (uint32_t i = 0; i < COUNT(functions); i++)
        if (sqlite3_create_function(db->handle, functions[i].name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, NULL,
                                    add_row, functions[i].last) != SQLITE_OK)
            return database_fail(db, "preparing a question", err);
    return DATELINE_OK;
}
