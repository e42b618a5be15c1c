/* The article whose history is wanted: by its id, or by the address. */
#include "query/query.h"
#include "store/copy_places.h"

DatelineStatus query_article_with_address(Store *store, Str wish, Arena *arena, Str *out, DatelineError *err)
{
    QueryKind kind;
    Str id;
    bool is_found;
    *out = (Str){NULL, 0};
    TRY(query_find(store, wish, &kind, &id, arena, &is_found, err));
    if (!is_found || kind != QUERY_ARTICLE) return DATELINE_OK;
    Row row = database_row(store->db, STATEMENT_HAS_ADDRESS);
    row_text(&row, id);
    TRY(row_step(&row, &is_found, err));
    if (is_found) *out = id;
    row_end(&row);
    return DATELINE_OK;
}

/* Of those that have its key the first that is of the address itself. */
static DatelineStatus find_at(Store *store, Str address, Arena *arena, Str *out, DatelineError *err)
{
    NumberList articles = {0};
    TRY(copy_find_address(store, address, arena, &articles, err));
    for (uint32_t i = 0; i < articles.count && out->len == 0; i++) {
        bool has_row;
        Row row = database_row(store->db, STATEMENT_GET_VERSION);
        row_int(&row, articles.items[i]);
        row_text(&row, address);
        TRY(row_step(&row, &has_row, err));
        if (has_row) *out = row_copy_str(&row, 3, arena);
        row_end(&row);
    }
    return DATELINE_OK;
}

DatelineStatus query_article_at(Store *store, Str address, Arena *arena, Str *out, DatelineError *err)
{
    *out = (Str){NULL, 0};
    if (address.len == 0) return DATELINE_OK;
    TRY(database_begin_reading(store->db, err));
    DatelineStatus status = find_at(store, address, arena, out, err);
    database_end_reading(store->db);
    return status;
}
