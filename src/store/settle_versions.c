/*
 * The history of an address: its articles in the order in which they were published or changed.
 *
 *     example.org/a/7   1 May   "At least 12 ..."   newer: the next
 *                       2 May   "At least 19 ..."   newer: the next
 *                       2 May   "A ferry sank ..."  the newest
 *
 * An article is superseded by the next later one of its address that is kin to it: addresses are used
 * again, and pages that only list others change their whole text.
 */
#include <stdlib.h>

#include "store/copy_places.h"
#include "store/settle.h"

/* A live page changes by and by: which of the next ones is kin to it need not be the first. */
#define MOST_LOOKED_AHEAD 8

typedef struct Version {
    int64_t article;
    Str changed; /* or published */
    Id id;
    int64_t position; /* -1: alone so far */
    int64_t newer;    /* 0: none */
} Version;

typedef List(Version) VersionList;

static int by_change(const void *a, const void *b)
{
    const Version *x = a, *y = b;
    int order = str_compare(x->changed, y->changed);
    return order != 0 ? order : strcmp(x->id.text, y->id.text);
}

/* Of an article that has the key of the address; it may be of another. */
static DatelineStatus read_version(Store *store, int64_t article, Str address, VersionList *out, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_VERSION);
    row_int(&row, article);
    row_text(&row, address);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *list_add(store->scratch, out) = (Version){.article = article,
                                               .position = row_is_null(&row, 0) ? -1 : row_get_int(&row, 0),
                                               .newer = row_get_int(&row, 1),
                                               .changed = row_copy_str(&row, 2, store->scratch),
                                               .id = row_get_id(&row, 3)};
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus read_versions(Store *store, Str address, VersionList *out,
                                    DatelineError *err)
{
    NumberList articles = {0};
    TRY(copy_find_address(store, address, store->scratch, &articles, err));
    for (uint32_t i = 0; i < articles.count; i++) TRY(read_version(store, articles.items[i], address, out, err));
    if (out->count > 1) qsort(out->items, out->count, sizeof *out->items, by_change);
    return DATELINE_OK;
}

static DatelineStatus find_newer(Store *store, TextCache *texts, const VersionList *versions,
                                 uint32_t index, int64_t *out, DatelineError *err)
{
    const CachedText *own, *other;
    *out = 0;
    if (index + 1 == versions->count) return DATELINE_OK;
    TRY(text_cache_get_own(texts, store->db, versions->items[index].article, &own, err));
    for (uint32_t i = index + 1; i < versions->count && i <= index + MOST_LOOKED_AHEAD; i++) {
        TRY(text_cache_get(texts, store->db, versions->items[i].article, &other, err));
        CopyRelation relation =
            version_compare(&other->shingles, &own->shingles,
                            own->title != 0 && own->title == other->title);
        if (relation.kind == COPY_NONE) continue;
        *out = versions->items[i].article;
        return DATELINE_OK;
    }
    return DATELINE_OK;
}

static DatelineStatus write_version(Store *store, const Version *version, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_UPDATE_VERSION);
    row_int(&row, version->article);
    row_int(&row, version->position);
    if (version->newer != 0)
        row_int(&row, version->newer);
    else
        row_null(&row);
    return row_run(&row, err);
}

DatelineStatus settle_version(Store *store, TextCache *texts, Str address, DatelineError *err)
{
    VersionList versions = {0};
    TRY(read_versions(store, address, &versions, err));
    if (versions.count < 2) return DATELINE_OK;
    for (uint32_t i = 0; i < versions.count; i++) {
        Version now = versions.items[i];
        now.position = i;
        TRY(find_newer(store, texts, &versions, i, &now.newer, err));
        if (now.position == versions.items[i].position && now.newer == versions.items[i].newer)
            continue;
        TRY(write_version(store, &now, err));
        if ((now.newer == 0) == (versions.items[i].newer == 0)) continue;
        TRY(settle_mark_told(store->db, now.article, err));
        TRY(settle_mark_number(store->db, DIRTY_STORY, now.article, err));
    }
    return DATELINE_OK;
}
