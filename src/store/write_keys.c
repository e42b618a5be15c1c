/* By what reports and quotations of an article are found; of the article itself a mark is left: it is
 * compared with others when all of a run are there. */
#include "store/settle.h"
#include "store/write.h"

/* ---- Reports --------------------------------------------------------------------------------- */

static DatelineStatus write_dyads(Store *store, const Document *doc, int64_t article,
                                  const Sketch *sketch, DatelineError *err)
{
    for (uint32_t i = 0; i < sketch->dyads.count; i++) {
        const Dyad *dyad = &sketch->dyads.items[i];
        Row row = database_row(store->db, STATEMENT_INSERT_DYAD);
        row_text(&row, dyad->first);
        row_text(&row, dyad->second);
        row_bool(&row, dyad->is_reverse);
        row_int(&row, article);
        row_id(&row, &doc->messages.items[dyad->report].id);
        TRY(row_run(&row, err));
        row = database_row(store->db, STATEMENT_INSERT_SAID_DYAD);
        row_text(&row, dyad->first);
        row_text(&row, dyad->second);
        row_bool(&row, dyad->is_reverse);
        row_int(&row, article);
        row_id(&row, &doc->messages.items[dyad->report].id);
        TRY(row_run(&row, err));
        TRY(settle_mark(store->db, DIRTY_MESSAGE, dyad->first, dyad->second, err));
        row = database_row(store->db, STATEMENT_MARK_REPORT);
        row_int(&row, article);
        row_id(&row, &doc->messages.items[dyad->report].id);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

/* ---- Together -------------------------------------------------------------------------------- */

DatelineStatus write_keys(Store *store, const Document *doc, int64_t article,
                          int64_t first_quotation, const PreparedArticle *prepared,
                          DatelineError *err)
{
    TRY(settle_mark_number(store->db, DIRTY_SKETCH, article, err));
    TRY(write_dyads(store, doc, article, prepared->sketch, err));
    if (doc->events.count > 0) TRY(settle_mark_number(store->db, DIRTY_EVENT, article, err));
    Row row = database_row(store->db, STATEMENT_MARK_PROPOSITIONS);
    row_int(&row, article);
    TRY(row_run(&row, err));
    return keys_note_quotations(store, doc, article, first_quotation, prepared, err);
}
