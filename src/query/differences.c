/* What differs between two articles, as rows. */
#include "ledger/differences.h"

#include "query/query.h"
#include "store/store.h"

typedef struct Sides {
    Arena *arena;
    Str first; /* texts */
    Str second;
    QuerySink sink;
    void *context;
    uint64_t rows;
} Sides;

static DatelineStatus find_text(Store *store, Str prefix, Arena *arena, Str *out, bool *out_found,
                                DatelineError *err)
{
    QueryKind kind;
    Str id;
    TRY(query_find(store, prefix, &kind, &id, arena, out_found, err));
    *out_found = *out_found && kind == QUERY_ARTICLE;
    if (!*out_found) return DATELINE_OK;
    Row row = database_row(store->db, STATEMENT_FIND_ARTICLE);
    row_text(&row, id);
    TRY(row_step(&row, out_found, err));
    if (!*out_found) return DATELINE_OK;
    int64_t article = row_get_int(&row, 0);
    row_end(&row);
    row = database_row(store->db, STATEMENT_GET_TEXT);
    row_int(&row, article);
    TRY(row_step(&row, out_found, err));
    if (!*out_found) return DATELINE_OK;
    *out = row_copy_str(&row, 0, arena);
    row_end(&row);
    return DATELINE_OK;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

#define WORDS_BEFORE 5
#define MOST_BYTES_BEFORE 60

/* The last words before a place. */
static Str words_before(Str text, uint32_t end)
{
    uint32_t start = end, words = 0;
    while (start > 0 && words < WORDS_BEFORE && end - start < MOST_BYTES_BEFORE) {
        start--;
        if (start == 0 || text.data[start - 1] == ' ' || text.data[start - 1] == '\n') words++;
    }
    while (start < end && ((unsigned char)text.data[start] & 0xC0) == 0x80) start++;
    return str_trim((Str){text.data + start, end - start});
}

static Str span_json(Span span, Arena *arena)
{
    return arena_format(arena, "[%u,%u]", span.start, span.end);
}

static DatelineStatus give_row(Sides *sides, const Difference *difference, DatelineError *err)
{
    bool is_added = difference->a_words == 0, is_removed = difference->b_words == 0;
    Str values[] = {
        is_added ? STR("added") : is_removed ? STR("removed") : STR("replaced"),
        words_before(sides->first, difference->a.start),
        str_slice(sides->first, difference->a),
        str_slice(sides->second, difference->b),
        span_json(difference->a, sides->arena),
        span_json(difference->b, sides->arena),
    };
    sides->rows++;
    return sides->sink(sides->context, values, err);
}

static DatelineStatus compare(Store *store, Sides *sides, Str first, Str second, Str *out_missing,
                              DatelineError *err)
{
    bool is_found;
    TRY(find_text(store, first, sides->arena, &sides->first, &is_found, err));
    if (!is_found) *out_missing = first;
    if (!is_found) return DATELINE_OK;
    TRY(find_text(store, second, sides->arena, &sides->second, &is_found, err));
    if (!is_found) *out_missing = second;
    if (!is_found) return DATELINE_OK;
    DifferenceList list = {0};
    differences_find(sides->first, sides->second, sides->arena, &list);
    for (uint32_t i = 0; i < list.count; i++) TRY(give_row(sides, &list.items[i], err));
    return DATELINE_OK;
}

DatelineStatus query_differences(Store *store, Str first, Str second, QuerySink sink, void *context,
                                 uint64_t *out_rows, Str *out_missing, DatelineError *err)
{
    Sides sides = {.arena = arena_new(1u << 16), .sink = sink, .context = context};
    *out_missing = (Str){NULL, 0};
    DatelineStatus status = compare(store, &sides, first, second, out_missing, err);
    arena_free(sides.arena);
    *out_rows = sides.rows;
    return status;
}
