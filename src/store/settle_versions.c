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
#include "store/settle.h"

/* A live page changes by and by: which of the next ones is kin to it need not be the first. */
#define MOST_LOOKED_AHEAD 8

typedef struct Version {
    int64_t article;
    int64_t position;
    int64_t newer; /* 0: none */
} Version;

typedef List(Version) VersionList;

static DatelineStatus read_versions(Store *store, Str address, VersionList *out,
                                    DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_GET_VERSIONS);
    row_text(&row, address);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(store->scratch, out) = (Version){.article = row_get_int(&row, 0),
                                                   .position = row_get_int(&row, 1),
                                                   .newer = row_get_int(&row, 2)};
    }
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
