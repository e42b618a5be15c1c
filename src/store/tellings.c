#include "store/tellings.h"

#include "base/number_list.h"
#include "ledger/sources.h"

/* The articles that repeat no other. */
static void list_originals(Store *store, const TellingList *tellings, NumberList *out)
{
    for (uint32_t i = 0; i < tellings->count; i++)
        if (tellings->items[i].original == 0)
            *list_add(store->scratch, out) = tellings->items[i].article;
    number_list_sort_once(out);
}

/* Of a copy whose original is not there, the outlet is nobody's: all copies of one are one. */
static DatelineStatus add_chain(Store *store, const Telling *telling, SourceLinkList *out,
                                DatelineError *err)
{
    Arena *arena = store->scratch;
    SourceLink link = {.record = telling->number, .article = telling->article};
    if (telling->original != 0) link.article = telling->original;
    Row row = database_row(store->db, STATEMENT_GET_RECORD_LINKS);
    row_int(&row, telling->article);
    row_id(&row, &telling->record);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        if (row_get_int(&row, 0) != 0) {
            if (telling->original != 0) continue;
            link.is_outlet = true;
        }
        link.position++;
        link.key = source_key(row_copy_str(&row, 1, arena), row_get_str(&row, 2),
                              row_copy_str(&row, 3, arena), row_copy_str(&row, 4, arena),
                              link.is_outlet, arena);
        *list_add(arena, out) = link;
    }
    if (link.is_outlet) return DATELINE_OK;
    link.position++;
    link.is_outlet = true;
    link.key = (Str){NULL, 0};
    *list_add(arena, out) = link;
    return DATELINE_OK;
}

DatelineStatus tellings_count_sources(Store *store, const TellingList *tellings, uint32_t *out,
                                      DatelineError *err)
{
    NumberList originals = {0};
    SourceLinkList links = {0};
    list_originals(store, tellings, &originals);
    for (int round = 0; round < 2 && links.count == 0; round++)
        for (uint32_t i = 0; i < tellings->count; i++) {
            const Telling *telling = &tellings->items[i];
            if (number_list_has(&originals, telling->original)) continue;
            if (round == 0 && telling->is_superseded) continue;
            TRY(add_chain(store, telling, &links, err));
        }
    *out = sources_count(&links, store->scratch);
    return DATELINE_OK;
}
