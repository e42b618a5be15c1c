#include "query/check.h"

#include <inttypes.h>

/* One number, or the first text, that a statement gives. */
static DatelineStatus ask(Store *store, const char *sql, Arena *arena, Str *out, DatelineError *err)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(store->db->handle, sql, -1, &statement, NULL) != SQLITE_OK)
        return database_fail(store->db, "checking it", err);
    DatelineStatus status = DATELINE_OK;
    if (sqlite3_step(statement) == SQLITE_ROW)
        *out = arena_copy_str(arena,
                              str_from_cstring((const char *)sqlite3_column_text(statement, 0)));
    else
        status = database_fail(store->db, "checking it", err);
    sqlite3_finalize(statement);
    return status;
}

/* Spans of records that do not lie within the clean text of their article. */
static const char *const span_checks[] = {"quotation", "report", "event", "claim", "figure"};

DatelineStatus query_check(Store *store, Arena *arena, Str *out_finding, DatelineError *err)
{
    Str answer = {0};
    TRY(ask(store, "PRAGMA integrity_check(1)", arena, &answer, err));
    if (!str_equal(answer, STR("ok")))
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET, "%s: " STR_FMT, store->db->path,
                    STR_ARG(answer));
    for (size_t i = 0; i < COUNT(span_checks); i++) {
        Str sql = arena_format(arena,
                               "SELECT count(*) FROM %s r JOIN content c ON c.article = r.article "
                               "WHERE r.end_byte > length(CAST(c.text AS BLOB)) "
                               "OR r.start_byte >= r.end_byte",
                               span_checks[i]);
        TRY(ask(store, sql.data, arena, &answer, err));
        if (!str_equal(answer, STR("0")))
            return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                        "%s: " STR_FMT " rows of %s point outside their text", store->db->path,
                        STR_ARG(answer), span_checks[i]);
    }
    TRY(ask(store, "SELECT count(*) FROM article", arena, &answer, err));
    *out_finding =
        arena_format(arena, "%s: whole; spans of " STR_FMT " articles lie in their texts",
                     store->db->path, STR_ARG(answer));
    return DATELINE_OK;
}
