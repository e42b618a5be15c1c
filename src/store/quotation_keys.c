/*
 * Finding likely pairs of quotations. When an article comes in, those that are there already and
 * share a key with one of its own are compared with it, and those of the same speaker within a few
 * days whose vectors lie near; the likeness is kept, both ways. Which pairs are compared, and what
 * comes out, does not depend on which of the two came first.
 */
#include "base/hash.h"
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

static DatelineStatus find_number(Store *store, const Id *id, int64_t *out, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_FIND_QUOTATION);
    row_id(&row, id);
    TRY(row_step(&row, &has_row, err));
    *out = has_row ? row_get_int(&row, 0) : 0;
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

static DatelineStatus run_on_pair(Store *store, StatementName statement, int64_t key,
                                  int64_t number, DatelineError *err)
{
    Row row = database_row(store->db, statement);
    row_int(&row, key);
    row_int(&row, number);
    return row_run(&row, err);
}

/* ---- A quotation and what it is found by ----------------------------------------------------- */

typedef struct Spoken {
    int64_t number;
    Str speaker;
    Str text;
    int64_t article;
    int64_t windows[VARIANT_WINDOWS];
    KeyList keys;         /* these two are made when they are needed: of a sentence that */
    const Saying *saying; /* thousands print, two are compared */
} Spoken;

/* Of a quotation without a speaker only the number is set. */
static DatelineStatus read_spoken(Store *store, int64_t number, Spoken *out, DatelineError *err)
{
    bool has_row;
    *out = (Spoken){.number = number};
    Row row = database_row(store->db, STATEMENT_GET_SPOKEN);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    out->speaker = row_copy_str(&row, 0, store->scratch);
    out->text = row_copy_str(&row, 1, store->scratch);
    out->article = row_get_int(&row, 2);
    bool has_day = !row_is_null(&row, 3);
    variant_windows(out->speaker, has_day, (int32_t)row_get_int(&row, 3), out->windows);
    row_end(&row);
    return DATELINE_OK;
}

static void make_keys(Store *store, Spoken *spoken)
{
    variant_keys(store->data, spoken->speaker, spoken->text, store->scratch, &spoken->keys);
}

/* The keys of one speaker lie together in the file: an article names few of them, so that few of
 * its pages are touched, however large it is. */
static int64_t stored_key(const Spoken *spoken, uint32_t index)
{
    uint64_t speaker = hash_bytes(spoken->speaker.data, spoken->speaker.len, 0);
    return (int64_t)(speaker << 32 | spoken->keys.items[index]);
}

/* ---- Others that may be like it -------------------------------------------------------------- */

/* Two quotations of one article are not two reports of one saying. */
static DatelineStatus collect_by_key(Store *store, const Spoken *spoken, int64_t key,
                                     NumberList *others, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_FIND_QUOTATION_KEY_ELSEWHERE);
    row_int(&row, key);
    row_int(&row, spoken->article);
    return collect(store, &row, others, err);
}

static DatelineStatus collect_near(Store *store, const Spoken *spoken, int64_t window,
                                   NumberList *others, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_FIND_VECTORS_ELSEWHERE);
    row_int(&row, window);
    row_int(&row, spoken->article);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        if (saying_is_near(spoken->saying, row_get_str(&row, 1)))
            *list_add(store->scratch, others) = row_get_int(&row, 0);
    }
}

static DatelineStatus insert_vector(Store *store, const Spoken *spoken, int64_t window,
                                    DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_INSERT_VECTOR);
    row_int(&row, window);
    row_int(&row, spoken->number);
    row_blob(&row, saying_vector(spoken->saying));
    return row_run(&row, err);
}

/* Finds the others and leaves what it is found by. */
static DatelineStatus exchange_keys(Store *store, const Spoken *spoken, NumberList *others,
                                    DatelineError *err)
{
    for (uint32_t i = 0; i < spoken->keys.count; i++) {
        int64_t key = stored_key(spoken, i);
        TRY(collect_by_key(store, spoken, key, others, err));
        TRY(run_on_pair(store, STATEMENT_INSERT_QUOTATION_KEY, key, spoken->number, err));
    }
    for (uint32_t i = 0; i < VARIANT_WINDOWS && saying_says_enough(spoken->saying); i++) {
        TRY(collect_near(store, spoken, spoken->windows[i], others, err));
        TRY(insert_vector(store, spoken, spoken->windows[i], err));
    }
    number_list_sort_once(others);
    return DATELINE_OK;
}

static DatelineStatus compare_with(Store *store, const Spoken *spoken, int64_t other,
                                   DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_QUOTATION);
    row_int(&row, other);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    bool is_same_speaker = str_equal(row_get_str(&row, 0), spoken->speaker);
    uint32_t likeness =
        is_same_speaker
            ? saying_variant(spoken->saying,
                             saying_read(store->data, row_get_str(&row, 1), store->scratch))
            : 0;
    row_end(&row);
    if (likeness == 0) return DATELINE_OK;
    row = database_row(store->db, STATEMENT_INSERT_QUOTATION_LIKENESS);
    row_int(&row, spoken->number);
    row_int(&row, other);
    row_int(&row, likeness);
    return row_run(&row, err);
}

static DatelineStatus compare_elsewhere(Store *store, Spoken *spoken, bool *out_has_others,
                                        DatelineError *err)
{
    NumberList others = {0};
    make_keys(store, spoken);
    spoken->saying = saying_read(store->data, spoken->text, store->scratch);
    TRY(exchange_keys(store, spoken, &others, err));
    for (uint32_t i = 0; i < others.count; i++)
        TRY(compare_with(store, spoken, others.items[i], err));
    *out_has_others = others.count > 0;
    return DATELINE_OK;
}

/* ---- Wordings -------------------------------------------------------------------------------- */

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

/* What two articles have word for word was compared with all others when the second came: of a
 * sentence that thousands print, two are looked at. */
static DatelineStatus link_spoken(Store *store, Spoken *spoken, bool is_forced,
                                  bool *out_has_others, DatelineError *err)
{
    int64_t articles, wording = variant_wording(spoken->speaker, spoken->text);
    bool is_here;
    *out_has_others = true;
    TRY(count_wording(store, spoken->article, wording, &articles, &is_here, err));
    TRY(write_wording(store, spoken->article, wording, spoken->number, err));
    if (is_forced || (articles < 2 && !is_here))
        TRY(compare_elsewhere(store, spoken, out_has_others, err));
    return DATELINE_OK;
}

static DatelineStatus link_new(Store *store, const Document *doc, const Quotation *quotation,
                               DatelineError *err)
{
    if (actor_key(doc, quotation->speaker_actor).len == 0) return DATELINE_OK;
    int64_t number;
    Spoken spoken;
    bool has_others;
    TRY(find_number(store, &quotation->id, &number, err));
    TRY(read_spoken(store, number, &spoken, err));
    if (spoken.speaker.len == 0) return DATELINE_OK;
    TRY(link_spoken(store, &spoken, false, &has_others, err));
    if (!has_others) return DATELINE_OK;
    return settle_mark_number(store->db, DIRTY_VARIANT, number, err);
}

DatelineStatus keys_link_quotations(Store *store, const Document *doc, DatelineError *err)
{
    for (uint32_t i = 0; i < doc->quotations.count; i++)
        TRY(link_new(store, doc, &doc->quotations.items[i], err));
    return DATELINE_OK;
}

/* ---- Quotations whose speaker turns out another ---------------------------------------------- */

static DatelineStatus delete_keys(Store *store, Spoken *spoken, DatelineError *err)
{
    make_keys(store, spoken);
    for (uint32_t i = 0; i < spoken->keys.count; i++)
        TRY(run_on_pair(store, STATEMENT_DELETE_QUOTATION_KEY, stored_key(spoken, i),
                        spoken->number, err));
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++)
        TRY(run_on_pair(store, STATEMENT_DELETE_VECTOR, spoken->windows[i], spoken->number, err));
    return DATELINE_OK;
}

DatelineStatus keys_unlink_quotation(Store *store, int64_t number, DatelineError *err)
{
    Spoken spoken;
    TRY(read_spoken(store, number, &spoken, err));
    if (spoken.speaker.len == 0) return DATELINE_OK;
    TRY(run_on_number(store, STATEMENT_MARK_LIKE_QUOTATIONS, number, err));
    TRY(run_on_number(store, STATEMENT_MARK_VARIANT_OF, number, err));
    TRY(run_on_number(store, STATEMENT_DELETE_LIKENESS_TO_QUOTATION, number, err));
    TRY(run_on_number(store, STATEMENT_DELETE_LIKENESS_OF_QUOTATION, number, err));
    TRY(delete_keys(store, &spoken, err));
    int64_t wording = variant_wording(spoken.speaker, spoken.text);
    TRY(run_on_number(store, STATEMENT_MARK_PAIRS_OF_WORDING, wording, err));
    TRY(run_on_pair(store, STATEMENT_DELETE_WORDING, wording, number, err));
    TRY(settle_mark_number(store->db, DIRTY_WORDING, wording, err));
    return settle_mark_number(store->db, DIRTY_VARIANT, number, err);
}

DatelineStatus keys_link_quotation(Store *store, int64_t number, bool is_forced, DatelineError *err)
{
    Spoken spoken;
    bool has_others;
    TRY(read_spoken(store, number, &spoken, err));
    if (spoken.speaker.len == 0) return DATELINE_OK;
    TRY(link_spoken(store, &spoken, is_forced, &has_others, err));
    TRY(run_on_number(store, STATEMENT_MARK_PAIRS_OF_WORDING,
                      variant_wording(spoken.speaker, spoken.text), err));
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
