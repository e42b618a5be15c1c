/*
 * When quotations are linked with those they may be like (store/quotation_links.h): those of new articles
 * before their transaction ends, all together; one whose speaker turns out another, at once. Which
 * pairs are compared, and what comes out, does not depend on which of the two came first.
 */
#include <stdlib.h>

#include "base/number_list.h"
#include "store/quotation_links.h"
#include "store/settle.h"
#include "store/unlinked.h"
#include "store/wordings.h"
#include "store/write.h"

static DatelineStatus run_on_number(Store *store, StatementName statement, int64_t number,
                                    DatelineError *err)
{
    Row row = database_row(store->db, statement);
    row_int(&row, number);
    return row_run(&row, err);
}

/* ---- Those of new articles ------------------------------------------------------------------- */

/* More of them are linked before the transaction ends. */
#define MOST_UNLINKED 16384

struct Unlinked {
    Arena *arena;
    SpokenList items;
};

Unlinked *unlinked_new(void)
{
    Unlinked *unlinked = calloc(1, sizeof *unlinked);
    if (unlinked == NULL) abort();
    unlinked->arena = arena_new(1u << 16);
    return unlinked;
}

void unlinked_free(Unlinked *unlinked)
{
    if (unlinked == NULL) return;
    arena_free(unlinked->arena);
    free(unlinked);
}

static DatelineStatus mark(Store *store, const Spoken *items, uint32_t count, DatelineError *err)
{
    for (uint32_t i = 0; i < count; i++)
        if (items[i].has_others) TRY(settle_mark_number(store->db, DIRTY_VARIANT, items[i].number, err));
    return DATELINE_OK;
}

DatelineStatus keys_link_noted(Store *store, DatelineError *err)
{
    Unlinked *unlinked = store->unlinked;
    SpokenList items = unlinked->items;
    unlinked->items = (SpokenList){0};
    if (items.count == 0) return DATELINE_OK;
    TRY(spoken_link(store, items.items, items.count, true, unlinked->arena, err));
    TRY(mark(store, items.items, items.count, err));
    arena_clear(unlinked->arena);
    arena_clear(store->scratch);
    return DATELINE_OK;
}

static void note(Unlinked *unlinked, const Spoken *spoken, const PreparedQuotation *prepared)
{
    Spoken *kept = list_add(unlinked->arena, &unlinked->items);
    *kept = *spoken;
    kept->speaker = arena_copy_str(unlinked->arena, spoken->speaker);
    kept->text = arena_copy_str(unlinked->arena, spoken->text);
    kept->saying = saying_copy(prepared->saying, unlinked->arena);
    for (uint32_t i = 0; i < prepared->keys.count; i++)
        *list_add(unlinked->arena, &kept->keys) = prepared->keys.items[i];
}

DatelineStatus keys_note_quotations(Store *store, const Document *doc, int64_t article,
                                    int64_t first_number, const PreparedArticle *prepared,
                                    DatelineError *err)
{
    VariantDay day = {0};
    day.is_known = article_day(&doc->meta, &day.day);
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        Spoken spoken = {.number = first_number + i,
                         .article = article,
                         .speaker = actor_key(doc, quotation->speaker_actor),
                         .text = document_str(doc, quotation->span)};
        if (spoken.speaker.len == 0) continue;
        spoken_set_day(&spoken, day);
        note(store->unlinked, &spoken, &prepared->spoken[i]);
    }
    return store->unlinked->items.count < MOST_UNLINKED ? DATELINE_OK : keys_link_noted(store, err);
}

/* ---- Those of the ledger --------------------------------------------------------------------- */

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
    spoken_set_day(out, spoken_day_in_row(&row, 3));
    out->vector = row_copy_str(&row, 4, store->scratch);
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus write_vector(Store *store, Spoken *spoken, DatelineError *err)
{
    spoken_make_keys(store->data, spoken, store->scratch);
    Row row = database_row(store->db, STATEMENT_SET_VECTOR);
    row_int(&row, spoken->number);
    row_blob(&row, saying_vector(spoken->saying));
    return row_run(&row, err);
}

DatelineStatus keys_restore_quotations(Store *store, int64_t article, DatelineError *err)
{
    NumberList numbers = {0};
    Row row = database_row(store->db, STATEMENT_GET_QUOTATIONS_OF);
    row_int(&row, article);
    TRY(row_list_numbers(&row, store->scratch, &numbers, err));
    Spoken *items = arena_new_items(store->scratch, Spoken, numbers.count + 1);
    for (uint32_t i = 0; i < numbers.count; i++) {
        TRY(read_spoken(store, numbers.items[i], &items[i], err));
        TRY(write_vector(store, &items[i], err));
    }
    TRY(spoken_link(store, items, numbers.count, false, store->scratch, err));
    return mark(store, items, numbers.count, err);
}

/* ---- Quotations whose speaker turns out another ---------------------------------------------- */

/* Reports that quote these words may stand under other parties now. */
static DatelineStatus mark_pairs(Store *store, const Spoken *spoken, DatelineError *err)
{
    WordingPlaceList places = {0};
    TRY(wording_find(store, variant_wording(spoken->speaker, spoken->text), &places, err));
    for (uint32_t i = 0; i < places.count; i++)
        TRY(run_on_number(store, STATEMENT_MARK_PAIR_OF_QUOTATION, places.items[i].quotation, err));
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
    TRY(mark_pairs(store, &spoken, err));
    TRY(spoken_forget(store, &spoken, err));
    return settle_mark_number(store->db, DIRTY_VARIANT, number, err);
}

DatelineStatus keys_link_quotation(Store *store, int64_t number, bool is_forced, DatelineError *err)
{
    Spoken spoken;
    TRY(read_spoken(store, number, &spoken, err));
    if (spoken.speaker.len == 0) return DATELINE_OK;
    spoken.is_forced = is_forced;
    TRY(spoken_link(store, &spoken, 1, false, store->scratch, err));
    TRY(mark_pairs(store, &spoken, err));
    return settle_mark_number(store->db, DIRTY_VARIANT, number, err);
}

DatelineStatus keys_settle_wording(Store *store, int64_t wording, DatelineError *err)
{
    WordingPlaceList firsts = {0};
    TRY(wording_find_firsts(store, wording, &firsts, err));
    for (uint32_t i = 0; i < firsts.count; i++)
        TRY(keys_link_quotation(store, firsts.items[i].quotation, true, err));
    return DATELINE_OK;
}
