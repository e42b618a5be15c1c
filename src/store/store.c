#include "store/store.h"

#include <stdlib.h>

#include "ledger/address.h"
#include "ledger/variants.h"
#include "store/ahead.h"
#include "store/decisions.h"
#include "store/pack.h"
#include "store/settle.h"
#include "store/unlinked.h"
#include "store/write.h"

/* A transaction of many articles costs one flush of the disk; a kill loses at most this much work,
 * which the next run does again. */
#define ARTICLES_PER_COMMIT 512
#define BYTES_PER_COMMIT (32u << 20)

static PreparedQuotation *prepare_quotations(const LedgerData *data, Document *doc)
{
    PreparedQuotation *spoken = arena_new_items(doc->arena, PreparedQuotation, doc->quotations.count + 1);
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        Str speaker = actor_key(doc, quotation->speaker_actor), text = document_str(doc, quotation->span);
        if (speaker.len == 0) continue;
        spoken[i].saying = variant_read(data, speaker, text, (Str){NULL, 0}, doc->arena, &spoken[i].keys);
    }
    return spoken;
}

PreparedArticle *store_prepare(const LedgerData *data, Document *doc)
{
    PreparedArticle *prepared = arena_alloc(doc->arena, sizeof *prepared);
    prepared->page = pack_page(doc->page, doc->arena);
    prepared->map = pack_map(doc, doc->arena);
    prepared->sentences = pack_sentences(doc, doc->arena);
    prepared->sketch = sketch_make(data, doc, doc->arena);
    sketch_story_keys(prepared->sketch, doc->arena, &prepared->story_keys);
    prepared->spoken = prepare_quotations(data, doc);
    Str address = address_of(ledger_data_addresses(data), doc->meta.url, doc->arena);
    copy_keys(doc->text, address, doc->arena, &prepared->copy_keys);
    return prepared;
}

static DatelineStatus link_before_commit(void *store, DatelineError *err)
{
    return keys_link_noted(store, err);
}

DatelineStatus store_open(const char *path, OpenMode mode, const LedgerData *data, Store **out,
                          DatelineError *err)
{
    Database *db;
    TRY(database_open(path, mode, &db, err));
    Store *store = calloc(1, sizeof *store);
    if (store == NULL) abort();
    store->db = db;
    store->data = data;
    store->scratch = arena_new(1u << 20);
    store->decision_arena = arena_new(1u << 10);
    store->ahead = ahead_new();
    store->unlinked = unlinked_new();
    database_before_commit(db, link_before_commit, store);
    DatelineStatus status = decisions_read(store, err);
    if (status != DATELINE_OK) {
        store_close(store);
        return status;
    }
    *out = store;
    return DATELINE_OK;
}

void store_close(Store *store)
{
    if (store == NULL) return;
    database_close(store->db);
    arena_free(store->scratch);
    arena_free(store->decision_arena);
    ahead_free(store->ahead);
    unlinked_free(store->unlinked);
    free(store);
}

static DatelineStatus find_article(Database *db, const Id *id, bool *out_found, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_FIND_ARTICLE);
    row_id(&row, id);
    TRY(row_step(&row, out_found, err));
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus note_path(Database *db, const Document *doc, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_NOTE_PATH);
    row_id(&row, &doc->id);
    row_str(&row, doc->path);
    row_int(&row, (int64_t)doc->path_offset);
    return row_run(&row, err);
}

bool store_has_article(Store *store, const Document *doc)
{
    bool is_there = false;
    if (find_article(store->db, &doc->id, &is_there, NULL) != DATELINE_OK || !is_there)
        return false;
    return database_begin(store->db, NULL) == DATELINE_OK &&
           note_path(store->db, doc, NULL) == DATELINE_OK;
}

static DatelineStatus write_records(Store *store, const Document *doc, const PreparedArticle *prepared,
                                    bool *out_is_new, DatelineError *err)
{
    int64_t article, first_quotation;
    TRY(write_article(store->db, doc, prepared, out_is_new, &article, err));
    if (!*out_is_new) return note_path(store->db, doc, err);
    TRY(write_entities(store->db, doc, article, err));
    TRY(write_names(store, doc, article, err));
    TRY(write_speech(store->db, doc, article, prepared, &first_quotation, err));
    TRY(write_assertions(store->db, doc, article, err));
    TRY(write_disputes(store, doc, article, err));
    DatelineStatus status = write_keys(store, doc, article, first_quotation, prepared, err);
    NotedArticle noted = {.article = article, .copy_keys = prepared->copy_keys, .story_keys = prepared->story_keys};
    noted.has_day = article_day(&doc->meta, &noted.day);
    ahead_note(store->ahead, &noted);
    arena_clear(store->scratch);
    return status;
}

static DatelineStatus commit(Store *store, DatelineError *err)
{
    store->pending = 0;
    store->pending_bytes = 0;
    return database_commit(store->db, err);
}

DatelineStatus store_add(Store *store, const Document *doc, const PreparedArticle *prepared,
                         bool *out_is_new, DatelineError *err)
{
    bool is_new = false;
    TRY(database_begin(store->db, err));
    TRY(write_records(store, doc, prepared, &is_new, err));
    if (out_is_new != NULL) *out_is_new = is_new;
    store->pending++;
    store->pending_bytes += doc->page.len;
    if (store->pending < ARTICLES_PER_COMMIT && store->pending_bytes < BYTES_PER_COMMIT)
        return DATELINE_OK;
    TRY(commit(store, err));
    return settle_ahead(store, err);
}

DatelineStatus store_finish(Store *store, DatelineError *err)
{
    TRY(commit(store, err));
    return settle_all(store, err);
}

bool store_is_unfinished(Store *store)
{
    bool is_dirty = false;
    Row row = database_row(store->db, STATEMENT_HAS_DIRTY);
    if (row_step(&row, &is_dirty, NULL) != DATELINE_OK) return false;
    row_end(&row);
    return is_dirty;
}
