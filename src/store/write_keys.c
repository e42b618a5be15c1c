/*
 * Finding likely pairs of quotations. When an article comes in, those that are there already and
 * share a key with one of its own are compared with it; the likeness is kept, both ways. Which
 * pairs are compared, and what comes out, does not depend on which of the two came first. Of the
 * article itself a mark is left: it is compared with others when all of a run are there.
 */
#include "base/number_list.h"
#include "ledger/variants.h"
#include "store/settle.h"
#include "store/write.h"

static DatelineStatus collect(Store *store, Row *row, NumberList *out, DatelineError *err)
{
    for (bool has_row;;) {
        TRY(row_step(row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(store->scratch, out) = row_get_int(row, 0);
    }
}

/* ---- Reports --------------------------------------------------------------------------------- */

static DatelineStatus write_dyads(Store *store, const Document *doc, const Sketch *sketch,
                                  DatelineError *err)
{
    for (uint32_t i = 0; i < sketch->dyads.count; i++) {
        const Dyad *dyad = &sketch->dyads.items[i];
        Row row = database_row(store->db, STATEMENT_INSERT_DYAD);
        row_text(&row, dyad->first);
        row_text(&row, dyad->second);
        row_bool(&row, dyad->is_reverse);
        row_id(&row, &doc->messages.items[dyad->report].id);
        TRY(row_run(&row, err));
        row = database_row(store->db, STATEMENT_INSERT_SAID_DYAD);
        row_text(&row, dyad->first);
        row_text(&row, dyad->second);
        row_bool(&row, dyad->is_reverse);
        row_id(&row, &doc->messages.items[dyad->report].id);
        TRY(row_run(&row, err));
        TRY(settle_mark(store->db, DIRTY_MESSAGE, dyad->first, dyad->second, err));
        row = database_row(store->db, STATEMENT_MARK_REPORT);
        row_id(&row, &doc->messages.items[dyad->report].id);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

/* ---- Quotations ------------------------------------------------------------------------------ */

static DatelineStatus find_number(Store *store, StatementName statement, const Id *id, int64_t *out,
                                  DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, statement);
    row_id(&row, id);
    TRY(row_step(&row, &has_row, err));
    *out = has_row ? row_get_int(&row, 0) : 0;
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus compare_quotations(Store *store, int64_t quotation, int64_t other,
                                         Str speaker, Str text, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_QUOTATION);
    row_int(&row, other);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    bool is_same_speaker = str_equal(row_get_str(&row, 0), speaker);
    uint32_t likeness =
        is_same_speaker ? variant_likeness(store->data, row_get_str(&row, 1), text) : 0;
    row_end(&row);
    if (likeness < VARIANT_LIKENESS) return DATELINE_OK;
    row = database_row(store->db, STATEMENT_INSERT_QUOTATION_LIKENESS);
    row_int(&row, quotation);
    row_int(&row, other);
    row_int(&row, likeness);
    return row_run(&row, err);
}

static DatelineStatus count_wording(Store *store, int64_t article, int64_t wording,
                                    int64_t *out_articles, bool *out_is_here, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_COUNT_WORDING);
    row_int(&row, wording);
    row_int(&row, article);
    TRY(row_step(&row, &has_row, err));
    *out_articles = row_get_int(&row, 0);
    *out_is_here = row_get_int(&row, 1) != 0;
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus write_wording(Store *store, int64_t article, int64_t wording,
                                    int64_t quotation, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_INSERT_WORDING);
    row_int(&row, wording);
    row_int(&row, quotation);
    row_int(&row, article);
    return row_run(&row, err);
}

/* Two quotations of one article are not two reports of one: only those written before the article's
 * own, which have numbers below `first`, are compared. */
static DatelineStatus compare_wording(Store *store, int64_t number, Str speaker, Str text,
                                      int64_t first, bool *out_has_others, DatelineError *err)
{
    KeyList keys = {0};
    NumberList others = {0};
    variant_keys(store->data, speaker, text, store->scratch, &keys);
    for (uint32_t i = 0; i < keys.count; i++) {
        Row row = database_row(store->db, STATEMENT_FIND_QUOTATION_KEY);
        row_int(&row, keys.items[i]);
        row_int(&row, first);
        TRY(collect(store, &row, &others, err));
        row = database_row(store->db, STATEMENT_INSERT_QUOTATION_KEY);
        row_int(&row, keys.items[i]);
        row_int(&row, number);
        TRY(row_run(&row, err));
    }
    number_list_sort_once(&others);
    for (uint32_t i = 0; i < others.count; i++)
        TRY(compare_quotations(store, number, others.items[i], speaker, text, err));
    *out_has_others = others.count > 0;
    return DATELINE_OK;
}

/* What two articles have word for word was compared with all others when the second came: of a
 * sentence that thousands print, two are looked at. */
static DatelineStatus link_quotation(Store *store, const Document *doc, int64_t article,
                                     const Quotation *quotation, int64_t first, DatelineError *err)
{
    Str speaker = actor_key(doc, quotation->speaker_actor);
    if (speaker.len == 0) return DATELINE_OK;
    Str text = document_str(doc, quotation->span);
    int64_t number, articles, wording = variant_wording(speaker, text);
    bool is_here, has_others = true;
    TRY(find_number(store, STATEMENT_FIND_QUOTATION, &quotation->id, &number, err));
    TRY(count_wording(store, article, wording, &articles, &is_here, err));
    TRY(write_wording(store, article, wording, number, err));
    if (articles < 2 && !is_here)
        TRY(compare_wording(store, number, speaker, text, first, &has_others, err));
    if (!has_others) return DATELINE_OK;
    return settle_mark_number(store->db, DIRTY_VARIANT, number, err);
}

/* ---- Quotations whose speaker turns out another ---------------------------------------------- */

typedef struct Spoken {
    Str speaker;
    Str text;
    int64_t article;
} Spoken;

static DatelineStatus read_spoken(Store *store, int64_t number, Spoken *out, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_SPOKEN);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    out->speaker = row_copy_str(&row, 0, store->scratch);
    out->text = row_copy_str(&row, 1, store->scratch);
    out->article = row_get_int(&row, 2);
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus run_on_number(Store *store, StatementName statement, int64_t number,
                                    DatelineError *err)
{
    Row row = database_row(store->db, statement);
    row_int(&row, number);
    return row_run(&row, err);
}

static DatelineStatus run_on_pair(Store *store, StatementName statement, int64_t key, int64_t number,
                                  DatelineError *err)
{
    Row row = database_row(store->db, statement);
    row_int(&row, key);
    row_int(&row, number);
    return row_run(&row, err);
}

DatelineStatus keys_unlink_quotation(Store *store, int64_t number, DatelineError *err)
{
    Spoken spoken = {0};
    KeyList keys = {0};
    TRY(read_spoken(store, number, &spoken, err));
    if (spoken.speaker.len == 0) return DATELINE_OK;
    TRY(run_on_number(store, STATEMENT_MARK_LIKE_QUOTATIONS, number, err));
    TRY(run_on_number(store, STATEMENT_MARK_VARIANT_OF, number, err));
    TRY(run_on_number(store, STATEMENT_DELETE_LIKENESS_TO_QUOTATION, number, err));
    TRY(run_on_number(store, STATEMENT_DELETE_LIKENESS_OF_QUOTATION, number, err));
    variant_keys(store->data, spoken.speaker, spoken.text, store->scratch, &keys);
    for (uint32_t i = 0; i < keys.count; i++)
        TRY(run_on_pair(store, STATEMENT_DELETE_QUOTATION_KEY, keys.items[i], number, err));
    int64_t wording = variant_wording(spoken.speaker, spoken.text);
    TRY(run_on_pair(store, STATEMENT_DELETE_WORDING, wording, number, err));
    TRY(settle_mark_number(store->db, DIRTY_WORDING, wording, err));
    return settle_mark_number(store->db, DIRTY_VARIANT, number, err);
}

static DatelineStatus compare_elsewhere(Store *store, int64_t number, const Spoken *spoken,
                                        DatelineError *err)
{
    KeyList keys = {0};
    NumberList others = {0};
    variant_keys(store->data, spoken->speaker, spoken->text, store->scratch, &keys);
    for (uint32_t i = 0; i < keys.count; i++) {
        Row row = database_row(store->db, STATEMENT_FIND_QUOTATION_KEY_ELSEWHERE);
        row_int(&row, keys.items[i]);
        row_int(&row, spoken->article);
        TRY(collect(store, &row, &others, err));
        TRY(run_on_pair(store, STATEMENT_INSERT_QUOTATION_KEY, keys.items[i], number, err));
    }
    number_list_sort_once(&others);
    for (uint32_t i = 0; i < others.count; i++)
        TRY(compare_quotations(store, number, others.items[i], spoken->speaker, spoken->text, err));
    return DATELINE_OK;
}

DatelineStatus keys_link_quotation(Store *store, int64_t number, bool is_forced, DatelineError *err)
{
    Spoken spoken = {0};
    TRY(read_spoken(store, number, &spoken, err));
    if (spoken.speaker.len == 0) return DATELINE_OK;
    int64_t articles, wording = variant_wording(spoken.speaker, spoken.text);
    bool is_here;
    TRY(count_wording(store, spoken.article, wording, &articles, &is_here, err));
    TRY(write_wording(store, spoken.article, wording, number, err));
    if (is_forced || (articles < 2 && !is_here))
        TRY(compare_elsewhere(store, number, &spoken, err));
    return settle_mark_number(store->db, DIRTY_VARIANT, number, err);
}

DatelineStatus keys_settle_wording(Store *store, int64_t wording, DatelineError *err)
{
    NumberList firsts = {0};
    Row row = database_row(store->db, STATEMENT_GET_FIRST_OF_WORDING);
    row_int(&row, wording);
    TRY(collect(store, &row, &firsts, err));
    for (uint32_t i = 0; i < firsts.count; i++)
        TRY(keys_link_quotation(store, firsts.items[i], true, err));
    return DATELINE_OK;
}

/* ---- Together -------------------------------------------------------------------------------- */

DatelineStatus write_keys(Store *store, const Document *doc, int64_t article, const Sketch *sketch,
                          DatelineError *err)
{
    TRY(settle_mark_number(store->db, DIRTY_SKETCH, article, err));
    TRY(write_dyads(store, doc, sketch, err));
    if (doc->quotations.count == 0) return DATELINE_OK;
    int64_t first;
    TRY(find_number(store, STATEMENT_FIND_QUOTATION, &doc->quotations.items[0].id, &first, err));
    for (uint32_t i = 0; i < doc->quotations.count; i++)
        TRY(link_quotation(store, doc, article, &doc->quotations.items[i], first, err));
    return DATELINE_OK;
}
