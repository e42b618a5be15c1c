/*
 * Which earlier articles an article repeats.
 *
 * "Earlier" is an order by content: by day, undated last, then id. Each key of an article (see
 * ledger/copies.h) leads to the first COPY_POSTS articles that have it, in that order; those earlier than
 * the article itself are compared with it. What comes out depends on the article and on the first of
 * each key alone: not on who came first to the ledger, and a flood of copies of one text costs each
 * of them no more than a few comparisons.
 *
 *     A 1 May   "The bridge at Lomen ..."                        its own report
 *     B 1 May   the same, by another outlet     copy of A        original A
 *     C 2 May   B with two sentences more       copy of A, B     original A
 *
 * An article that comes in with an early day may be a new first for others: those are marked (store/settle_sketches.c).
 */
#include <stdlib.h>

#include "store/copy_places.h"
#include "store/settle.h"

#define MOST_COMPARED 128
/* Links kept of an article, of repeats and of parts each: the earliest. */
#define MOST_LINKS 16
/* A copy of these days tells the story of its original; a later one comes up again for a reason. */
#define MOST_DAYS_OF_STORY 3

/* ---- Candidates ------------------------------------------------------------------------------ */

typedef struct Candidate {
    CopyPlace place;
    uint32_t keys; /* in common */
    bool has_same_address;
} Candidate;

typedef List(Candidate) CandidateList;

static int compare_places(const CopyPlace *a, const CopyPlace *b)
{
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return (a->article > b->article) - (a->article < b->article);
}

static int by_place(const void *a, const void *b)
{
    return compare_places(&((const Candidate *)a)->place, &((const Candidate *)b)->place);
}

/* Those of its address first, then those with most in common. */
static int by_promise(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    if (x->has_same_address != y->has_same_address) return x->has_same_address ? -1 : 1;
    if (x->keys != y->keys) return x->keys > y->keys ? -1 : 1;
    return by_place(a, b);
}

/* How many are left. */
static uint32_t keep_promising(Candidate *items, uint32_t count, uint32_t size)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (items[i].has_same_address || copy_may_be(items[i].keys, size, items[i].place.size))
            items[kept++] = items[i];
    return kept;
}

static void merge_candidates(CandidateList *list, uint32_t size)
{
    if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, by_place);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const Candidate *next = &list->items[i];
        if (kept > 0 && list->items[kept - 1].place.article == next->place.article) {
            list->items[kept - 1].keys += next->keys;
            list->items[kept - 1].has_same_address |= next->has_same_address;
        } else {
            list->items[kept++] = *next;
        }
    }
    list->count = kept = keep_promising(list->items, kept, size);
    if (kept <= MOST_COMPARED) return;
    qsort(list->items, kept, sizeof *list->items, by_promise);
    list->count = MOST_COMPARED;
    qsort(list->items, list->count, sizeof *list->items, by_place);
}

static DatelineStatus find_candidates(Store *store, const CopyArticle *article, CandidateList *out,
                                      DatelineError *err)
{
    copy_expect(store, &article->keys);
    for (uint32_t i = 0; i < article->keys.count; i++) {
        int64_t key = article->keys.items[i];
        KeyEntries found;
        TRY(copy_find_before(store, key, &article->place, &found, err));
        for (uint32_t k = 0; k < found.count; k++)
            *list_add(store->scratch, out) = (Candidate){.place = copy_place_of(key_at(&found, k)),
                                                         .keys = 1,
                                                         .has_same_address =
                                                             key == article->address_key};
    }
    merge_candidates(out, article->place.size);
    return DATELINE_OK;
}

/* ---- Links ----------------------------------------------------------------------------------- */

typedef struct CopyLink {
    CopyPlace other;
    CopyRelation relation;
} CopyLink;

typedef List(CopyLink) CopyLinkList;

static DatelineStatus compare_all(Store *store, TextCache *texts, const CopyArticle *article,
                                  const CandidateList *candidates, CopyLinkList *out,
                                  DatelineError *err)
{
    uint32_t repeats = 0, parts = 0;
    if (candidates->count == 0) return DATELINE_OK;
    const CachedText *own;
    TRY(text_cache_get_own(texts, store->db, article->place.article, &own, err));
    for (uint32_t i = 0; i < candidates->count; i++) {
        const Candidate *candidate = &candidates->items[i];
        const CachedText *other;
        TRY(text_cache_get(texts, store->db, candidate->place.article, &other, err));
        CopyRelation relation = copy_relation_of(own, other, candidate->has_same_address);
        if (relation.kind == COPY_NONE) continue;
        uint32_t *count = copy_is_repeat(relation.kind) ? &repeats : &parts;
        if ((*count)++ < MOST_LINKS)
            *list_add(store->scratch, out) = (CopyLink){candidate->place, relation};
    }
    return DATELINE_OK;
}

static DatelineStatus write_links(Store *store, int64_t article, const CopyLinkList *links,
                                  DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_DELETE_COPIES);
    row_int(&row, article);
    TRY(row_run(&row, err));
    for (uint32_t i = 0; i < links->count; i++) {
        const CopyLink *link = &links->items[i];
        row = database_row(store->db, STATEMENT_INSERT_COPY);
        row_int(&row, article);
        row_int(&row, link->other.article);
        row_cstring(&row, copy_kind_name(link->relation.kind));
        row_int(&row, link->relation.likeness);
        row_int(&row, link->relation.share);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

/* ---- Originals ------------------------------------------------------------------------------- */

typedef struct Repeat {
    int64_t copy_of; /* 0: its own report */
    int64_t original;
    Str kind;
    bool follows; /* tells the story of the original */
} Repeat;

static DatelineStatus read_repeat(Store *store, int64_t article, Repeat *out, DatelineError *err)
{
    *out = (Repeat){0};
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_REPEAT);
    row_int(&row, article);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *out = (Repeat){.copy_of = row_get_int(&row, 0),
                    .original = row_get_int(&row, 1),
                    .kind = row_copy_str(&row, 2, store->scratch),
                    .follows = row_get_int(&row, 3) != 0};
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus read_day(Store *store, int64_t article, int32_t *out, DatelineError *err)
{
    bool has_row;
    *out = COPY_UNDATED;
    Row row = database_row(store->db, STATEMENT_GET_COPY_PLACE);
    row_int(&row, article);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    if (!row_is_null(&row, 1)) *out = (int32_t)row_get_int(&row, 1);
    row_end(&row);
    return DATELINE_OK;
}

static const CopyLink *find_source(const CopyLinkList *links)
{
    for (uint32_t i = 0; i < links->count; i++)
        if (copy_is_repeat(links->items[i].relation.kind)) return &links->items[i];
    return NULL;
}

/* What a much longer article holds as a part, as one of many subjects, may be of another story. */
#define LEAST_LIKENESS_OF_STORY 300

static bool tells_same_story(const CopyLink *source, int32_t day, int32_t day_of_original)
{
    if (source->relation.likeness < LEAST_LIKENESS_OF_STORY) return false;
    if (day == COPY_UNDATED || day_of_original == COPY_UNDATED) return true;
    return abs(day - day_of_original) <= MOST_DAYS_OF_STORY;
}

static DatelineStatus find_repeat(Store *store, const CopyPlace *place, const CopyLinkList *links,
                                  Repeat *out, DatelineError *err)
{
    *out = (Repeat){0};
    const CopyLink *source = find_source(links);
    if (source == NULL) return DATELINE_OK;
    Repeat above;
    int32_t day;
    TRY(read_repeat(store, source->other.article, &above, err));
    out->copy_of = source->other.article;
    out->original = above.copy_of != 0 ? above.original : out->copy_of;
    out->kind = str_from_cstring(copy_kind_name(source->relation.kind));
    TRY(read_day(store, out->original, &day, err));
    bool above_follows = above.copy_of == 0 || above.follows;
    out->follows = above_follows && tells_same_story(source, place->day, day);
    return DATELINE_OK;
}

static bool repeats_are_equal(const Repeat *a, const Repeat *b)
{
    return a->copy_of == b->copy_of && a->original == b->original && a->follows == b->follows &&
           str_equal(a->kind, b->kind);
}

static DatelineStatus run_on(Store *store, StatementName statement, int64_t article,
                             DatelineError *err)
{
    Row row = database_row(store->db, statement);
    row_int(&row, article);
    return row_run(&row, err);
}

static DatelineStatus write_repeat(Store *store, int64_t article, const Repeat *repeat,
                                   DatelineError *err)
{
    TRY(run_on(store, STATEMENT_DELETE_REPEAT, article, err));
    if (repeat->copy_of == 0) return DATELINE_OK;
    Row row = database_row(store->db, STATEMENT_INSERT_REPEAT);
    row_int(&row, article);
    row_int(&row, repeat->copy_of);
    row_int(&row, repeat->original);
    row_str(&row, repeat->kind);
    row_bool(&row, repeat->follows);
    return row_run(&row, err);
}

DatelineStatus settle_copy(Store *store, TextCache *texts, int64_t article, DatelineError *err)
{
    Str address = {NULL, 0};
    CopyArticle found = {0};
    CandidateList candidates = {0};
    CopyLinkList links = {0};
    Repeat before, after;
    TRY(settle_clear_number(store->db, DIRTY_COPY, article, err));
    TRY(copy_article_read(store, article, &address, &found, err));
    if (!found.is_there) return DATELINE_OK;
    TRY(find_candidates(store, &found, &candidates, err));
    if (candidates.count > 0) TRY(compare_all(store, texts, &found, &candidates, &links, err));
    TRY(write_links(store, article, &links, err));
    TRY(read_repeat(store, article, &before, err));
    TRY(find_repeat(store, &found.place, &links, &after, err));
    if (repeats_are_equal(&before, &after)) return DATELINE_OK;
    TRY(write_repeat(store, article, &after, err));
    TRY(run_on(store, STATEMENT_MARK_REPEATS_OF, article, err));
    TRY(settle_mark_told(store->db, article, err));
    TRY(run_on(store, STATEMENT_MARK_EVENTS_OF, article, err));
    return settle_mark_number(store->db, DIRTY_LIKENESS, article, err);
}
