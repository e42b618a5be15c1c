/*
 * One actor of one article becomes another: its records are rewritten, the article's own key is kept
 * beside, and what is derived from them is marked.
 */
#include "base/number_list.h"
#include "store/settle.h"
#include "store/write.h"

typedef struct Applying {
    Store *store;
    int64_t article;
    Str said; /* the article's own key */
    Str old_key;
    Str new_key;
} Applying;

/* ---- The way it is shown ------------------------------------------------------------------- */

typedef struct Form {
    Str columns[6]; /* name, kind, country, sector, role, ownership */
    bool is_from_data;
} Form;

static bool is_part(Str key)
{
    return str_starts(key, STR("name:"));
}

/* A family name is counted for whose it is, but does not become that actor's name. */
static Form form_for(const Applying *applying, const Form *form, Str key)
{
    if (!is_part(applying->said) || is_part(key)) return *form;
    return (Form){0};
}

static DatelineStatus run_on_form(const Applying *applying, StatementName statement, Str key,
                                  const Form *form, DatelineError *err)
{
    Row row;
    TRY(row_of_run(applying->store->db, ROWS_OF_FORMS, statement, &row, err));
    row_text(&row, key);
    for (size_t i = 0; i < COUNT(form->columns); i++) row_text(&row, form->columns[i]);
    row_bool(&row, form->is_from_data);
    return row_run(&row, err);
}

static DatelineStatus move_form(const Applying *applying, const Form *form, DatelineError *err)
{
    Form before = form_for(applying, form, applying->old_key);
    Form after = form_for(applying, form, applying->new_key);
    TRY(run_on_form(applying, STATEMENT_UNCOUNT_ACTOR_FORM, applying->old_key, &before, err));
    return run_on_form(applying, STATEMENT_COUNT_ACTOR_FORM, applying->new_key, &after, err);
}

/* The article's own key is there already. */
static DatelineStatus write_place(const Applying *applying, DatelineError *err)
{
    bool is_there;
    Database *db = applying->store->db;
    Row row = database_row(db, STATEMENT_HAS_ACTOR_ARTICLE);
    row_text(&row, applying->new_key);
    row_int(&row, applying->article);
    TRY(row_step(&row, &is_there, err));
    row_end(&row);
    if (is_there) return DATELINE_OK;
    TRY(row_of_run(db, ROWS_OF_ACTOR_ARTICLES, STATEMENT_INSERT_ACTOR_ARTICLE, &row, err));
    row_text(&row, applying->new_key);
    row_int(&row, applying->article);
    return row_run(&row, err);
}

/* ---- Records ------------------------------------------------------------------------------- */

static DatelineStatus rewrite(const Applying *applying, StatementName statement, int64_t number,
                              DatelineError *err)
{
    Row row = database_row(applying->store->db, statement);
    row_int(&row, number);
    row_text(&row, applying->said);
    row_text(&row, applying->new_key);
    return row_run(&row, err);
}

static DatelineStatus rewrite_records(const Applying *applying, DatelineError *err)
{
    static const StatementName statements[] = {STATEMENT_SET_ARTICLE_ACTOR, STATEMENT_SET_ADDRESSEE,
                                               STATEMENT_SET_ATTRIBUTED, STATEMENT_SET_PARTY,
                                               STATEMENT_SET_LINK};
    for (size_t i = 0; i < COUNT(statements); i++)
        TRY(rewrite(applying, statements[i], applying->article, err));
    Row row = database_row(applying->store->db, STATEMENT_MARK_CLAIMS_OF);
    row_int(&row, applying->article);
    return row_run(&row, err);
}

static DatelineStatus rewrite_quotations(const Applying *applying, DatelineError *err)
{
    Store *store = applying->store;
    NumberList numbers = {0};
    Row row = database_row(store->db, STATEMENT_GET_QUOTATIONS_SAID_BY);
    row_int(&row, applying->article);
    row_text(&row, applying->said);
    TRY(row_list_numbers(&row, store->scratch, &numbers, err));
    for (uint32_t i = 0; i < numbers.count; i++) {
        TRY(keys_unlink_quotation(store, numbers.items[i], err));
        TRY(rewrite(applying, STATEMENT_SET_SPEAKER, numbers.items[i], err));
    }
    for (uint32_t i = 0; i < numbers.count; i++)
        TRY(keys_link_quotation(store, numbers.items[i], false, err));
    return DATELINE_OK;
}

/* ---- Reports of messages ------------------------------------------------------------------- */

typedef struct SaidDyad {
    int64_t report;
    Str first;
    Str second;
    bool is_reverse;
    Str id;
} SaidDyad;

typedef List(SaidDyad) SaidDyadList;

static DatelineStatus read_dyads(const Applying *applying, SaidDyadList *out, DatelineError *err)
{
    Arena *arena = applying->store->scratch;
    Row row = database_row(applying->store->db, STATEMENT_GET_DYADS_OF);
    row_int(&row, applying->article);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(arena, out) = (SaidDyad){.report = row_get_int(&row, 0),
                                           .first = row_copy_str(&row, 1, arena),
                                           .second = row_copy_str(&row, 2, arena),
                                           .is_reverse = row_get_int(&row, 3) != 0,
                                           .id = row_copy_str(&row, 4, arena)};
    }
}

static DatelineStatus resolved(const Applying *applying, Str key, Str *out, DatelineError *err)
{
    bool has_row;
    Row row = database_row(applying->store->db, STATEMENT_GET_RESOLVED);
    row_int(&row, applying->article);
    row_text(&row, key);
    TRY(row_step(&row, &has_row, err));
    *out = has_row ? row_copy_str(&row, 0, applying->store->scratch) : key;
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus run_on_report(const Applying *applying, StatementName statement,
                                    int64_t report, DatelineError *err)
{
    Row row = database_row(applying->store->db, statement);
    row_int(&row, report);
    return row_run(&row, err);
}

static DatelineStatus write_dyad(const Applying *applying, const SaidDyad *dyad, DatelineError *err)
{
    Str first = dyad->first, second = dyad->second;
    bool is_reverse = dyad->is_reverse;
    if (first.len > 0) {
        TRY(resolved(applying, dyad->first, &first, err));
        TRY(resolved(applying, dyad->second, &second, err));
    }
    int order = str_compare(first, second);
    if (order > 0) {
        Str swap = first;
        first = second;
        second = swap;
        is_reverse = !is_reverse;
    }
    if (order == 0) { /* both turn out to be one: nobody said to whom */
        first = (Str){NULL, 0};
        second = dyad->id;
        is_reverse = false;
    }
    Row row = database_row(applying->store->db, STATEMENT_INSERT_RESOLVED_DYAD);
    row_text(&row, first);
    row_text(&row, second);
    row_int(&row, dyad->report);
    row_bool(&row, is_reverse);
    return row_run(&row, err);
}

static bool concerns(const Applying *applying, const SaidDyad *dyad)
{
    return dyad->first.len == 0 || str_equal(dyad->first, applying->said) ||
           str_equal(dyad->second, applying->said);
}

/* Dyads come by report: those of one report are written anew together. */
static DatelineStatus rewrite_dyads(const Applying *applying, DatelineError *err)
{
    SaidDyadList dyads = {0};
    TRY(read_dyads(applying, &dyads, err));
    for (uint32_t start = 0, end; start < dyads.count; start = end) {
        int64_t report = dyads.items[start].report;
        bool is_concerned = false;
        for (end = start; end < dyads.count && dyads.items[end].report == report; end++)
            is_concerned |= concerns(applying, &dyads.items[end]);
        if (!is_concerned) continue;
        TRY(run_on_report(applying, STATEMENT_MARK_DYADS_OF_REPORT, report, err));
        TRY(run_on_report(applying, STATEMENT_DELETE_DYADS_OF_REPORT, report, err));
        for (uint32_t i = start; i < end; i++) TRY(write_dyad(applying, &dyads.items[i], err));
        TRY(run_on_report(applying, STATEMENT_MARK_DYADS_OF_REPORT, report, err));
        TRY(settle_mark_number(applying->store->db, DIRTY_REPORT, report, err));
    }
    return DATELINE_OK;
}

/* ---- Together ------------------------------------------------------------------------------ */

static DatelineStatus read_form(Applying *applying, Form *out, bool *out_found, DatelineError *err)
{
    Arena *arena = applying->store->scratch;
    Row row = database_row(applying->store->db, STATEMENT_GET_SAID);
    row_int(&row, applying->article);
    row_text(&row, applying->said);
    TRY(row_step(&row, out_found, err));
    if (!*out_found) return DATELINE_OK;
    applying->old_key = row_copy_str(&row, 1, arena);
    for (int i = 0; i < 6; i++) out->columns[i] = row_copy_str(&row, 2 + i, arena);
    out->is_from_data = row_get_int(&row, 8) != 0;
    row_end(&row);
    return DATELINE_OK;
}

DatelineStatus apply_identity(Store *store, int64_t article, Str said, Str key, DatelineError *err)
{
    Applying applying = {.store = store, .article = article, .said = said, .new_key = key};
    Form form = {0};
    bool is_found;
    TRY(read_form(&applying, &form, &is_found, err));
    if (!is_found || str_equal(applying.old_key, key)) return DATELINE_OK;
    TRY(rewrite_records(&applying, err));
    TRY(rewrite_quotations(&applying, err));
    TRY(move_form(&applying, &form, err));
    TRY(write_place(&applying, err));
    TRY(settle_mark_number(store->db, DIRTY_EVENT, article, err));
    return rewrite_dyads(&applying, err);
}
