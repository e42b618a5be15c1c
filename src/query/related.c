/* From a record that somebody names to the one that a question is about: a quotation to its group. */
#include "query/chain.h"
#include "store/store.h"


static DatelineStatus find_one(Store *store, StatementName statement, Str id, Arena *arena, Str *out,
                               DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, statement);
    row_text(&row, id);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *out = row_copy_str(&row, 0, arena);
    row_end(&row);
    return DATELINE_OK;
}

DatelineStatus query_wordings_of(Store *store, Str id, Arena *arena, Str *out_group, Str *out_base,
                                 DatelineError *err)
{
    QueryKind kind;
    Str found;
    bool is_found;
    *out_group = *out_base = (Str){NULL, 0};
    TRY(query_find(store, id, &kind, &found, arena, &is_found, err));
    if (!is_found) return DATELINE_OK;
    if (kind == QUERY_VARIANTS) {
        *out_group = found;
        return find_one(store, STATEMENT_GET_FIRST_WORDING, found, arena, out_base, err);
    }
    if (kind != QUERY_QUOTES)
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                    "'" STR_FMT "' is neither a quotation (q…) nor a group of wordings (v…)",
                    STR_ARG(found));
    *out_base = found;
    return find_one(store, STATEMENT_GET_GROUP_OF_WORDING, found, arena, out_group, err);
}

DatelineStatus query_chain_of(Store *store, Str id, Arena *arena, QueryKind *out_kind, Str *out_asked,
                              Str *out_subject, DatelineError *err)
{
    bool is_found;
    Str group = {NULL, 0};
    *out_asked = *out_subject = (Str){NULL, 0};
    TRY(query_find(store, id, out_kind, out_asked, arena, &is_found, err));
    if (!is_found) return DATELINE_OK;
    *out_subject = *out_asked;
    bool has_chain = *out_kind == QUERY_MESSAGES || *out_kind == QUERY_REPORTS ||
                     *out_kind == QUERY_VARIANTS || *out_kind == QUERY_QUOTES ||
                     *out_kind == QUERY_CLAIMS;
    if (!has_chain)
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                    "'" STR_FMT "' is no message (m…), quotation (q…, v…) or claim (c…)",
                    STR_ARG(*out_asked));
    if (*out_kind == QUERY_CLAIMS)
        TRY(find_one(store, STATEMENT_GET_QUOTATION_OF_CLAIM, *out_asked, arena, out_subject, err));
    if (*out_kind == QUERY_CLAIMS || *out_kind == QUERY_QUOTES)
        TRY(find_one(store, STATEMENT_GET_GROUP_OF_WORDING, *out_subject, arena, &group, err));
    if (group.len > 0) *out_subject = group;
    return DATELINE_OK;
}
