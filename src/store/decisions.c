#include "store/decisions.h"

#include "store/settle.h"

DatelineStatus decisions_read(Store *store, DatelineError *err)
{
    arena_clear(store->decision_arena);
    store->decisions = (DecisionList){0};
    Row row = database_row(store->db, STATEMENT_GET_DECISIONS);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(store->decision_arena, &store->decisions) =
            (Decision){.first = row_copy_str(&row, 0, store->decision_arena),
                       .second = row_copy_str(&row, 1, store->decision_arena),
                       .article = row_copy_str(&row, 2, store->decision_arena),
                       .is_same = str_equal(row_get_str(&row, 3), STR("same"))};
    }
}

/* Everybody whom a user has called the same as one of the two, before and after: all that may change
 * is looked at again. */
static DatelineStatus mark_group(Store *store, Str key, DatelineError *err)
{
    TRY(settle_mark(store->db, DIRTY_DECIDED, key, (Str){NULL, 0}, err));
    for (uint32_t i = 0; i < store->decisions.count; i++) {
        TRY(settle_mark(store->db, DIRTY_DECIDED, store->decisions.items[i].first, (Str){NULL, 0},
                        err));
        TRY(settle_mark(store->db, DIRTY_DECIDED, store->decisions.items[i].second, (Str){NULL, 0},
                        err));
    }
    return DATELINE_OK;
}

static void put_in_order(Str *a, Str *b)
{
    if (str_compare(*a, *b) <= 0) return;
    Str swap = *a;
    *a = *b;
    *b = swap;
}

/* Two that are ruled out must not be called the same by way of others. */
static DatelineStatus check_whole(Store *store, DatelineError *err)
{
    for (uint32_t i = 0; i < store->decisions.count; i++) {
        const Decision *decision = &store->decisions.items[i];
        if (decision->is_same) continue;
        Arena *arena = store->scratch;
        Str first = identity_decided(&store->decisions, decision->first, decision->article, arena);
        Str second = identity_decided(&store->decisions, decision->second, decision->article, arena);
        if (str_equal(first, second))
            return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                        "other verdicts make " STR_FMT " and " STR_FMT
                        " the same; undo one of them first",
                        STR_ARG(decision->first), STR_ARG(decision->second));
    }
    return DATELINE_OK;
}

DatelineStatus decisions_set(Store *store, Str a, Str b, Str article, bool is_same,
                             DatelineError *err)
{
    put_in_order(&a, &b);
    if (str_equal(a, b))
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET, "both are " STR_FMT, STR_ARG(a));
    TRY(database_begin(store->db, err));
    TRY(decisions_read(store, err));
    TRY(mark_group(store, a, err));
    TRY(mark_group(store, b, err));
    Row row = database_row(store->db, STATEMENT_SET_DECISION);
    row_text(&row, a);
    row_text(&row, b);
    row_text(&row, article);
    row_cstring(&row, is_same ? "same" : "different");
    TRY(row_run(&row, err));
    TRY(decisions_read(store, err));
    return check_whole(store, err);
}

DatelineStatus decisions_remove(Store *store, Str a, Str b, Str article, bool *out_found,
                                DatelineError *err)
{
    put_in_order(&a, &b);
    TRY(database_begin(store->db, err));
    TRY(decisions_read(store, err));
    TRY(mark_group(store, a, err));
    TRY(mark_group(store, b, err));
    Row row = database_row(store->db, STATEMENT_DELETE_DECISION);
    row_text(&row, a);
    row_text(&row, b);
    row_text(&row, article);
    TRY(row_run(&row, err));
    *out_found = sqlite3_changes(store->db->handle) > 0;
    return decisions_read(store, err);
}
