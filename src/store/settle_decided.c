/*
 * What users have decided of an actor: in which articles it is looked at again. Where the rules of
 * settle_names.c have a say too, the names of its family are marked for them.
 *
 *     same "name:temirova" "person:nadia temirova"     marks the family name "temirova"
 */
#include <stdlib.h>

#include "ledger/identity.h"
#include "store/settle.h"

typedef struct ArticleKey {
    int64_t article;
    Str said;
} ArticleKey;

typedef List(ArticleKey) ArticleKeyList;

/* Whoever is this actor, or is called so by an article. */
static DatelineStatus list_rows(Store *store, Str key, Arena *arena, ArticleKeyList *out,
                                DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_GET_ROWS_OF);
    row_text(&row, key);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(arena, out) = (ArticleKey){row_get_int(&row, 0), row_copy_str(&row, 1, arena)};
    }
}

/* The families whose bearers a key can be: of "name:kim" that one. */
static DatelineStatus list_families(Store *store, Str key, Arena *arena, StrList *out,
                                    DatelineError *err)
{
    if (str_starts(key, STR("name:"))) {
        *list_add(arena, out) = (Str){key.data + 5, key.len - 5};
        return DATELINE_OK;
    }
    Row row = database_row(store->db, STATEMENT_GET_FAMILIES_OF);
    row_text(&row, key);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(arena, out) = row_copy_str(&row, 0, arena);
    }
}

/* In one article, or (0) wherever the family's names stand. */
static DatelineStatus mark_families(Store *store, Str key, int64_t article, Arena *arena,
                                    bool *out_any, DatelineError *err)
{
    StrList families = {0};
    TRY(list_families(store, key, arena, &families, err));
    Str number = article == 0 ? (Str){NULL, 0} : arena_format(arena, "%lld", (long long)article);
    for (uint32_t i = 0; i < families.count; i++)
        TRY(settle_mark(store->db, DIRTY_NAME, families.items[i], number, err));
    *out_any = families.count > 0;
    return DATELINE_OK;
}

static DatelineStatus settle_places(Store *store, const ArticleKeyList *places, Arena *arena,
                                    DatelineError *err)
{
    for (uint32_t i = 0; i < places->count; i++) {
        const ArticleKey *place = &places->items[i];
        bool is_person;
        Str article_id;
        TRY(mark_families(store, place->said, place->article, arena, &is_person, err));
        if (is_person) continue;
        TRY(settle_article_id(store, place->article, &article_id, err));
        Str key = identity_decided(&store->decisions, place->said, article_id, store->scratch);
        TRY(apply_identity(store, place->article, place->said, key, err));
        arena_clear(store->scratch);
    }
    return DATELINE_OK;
}

/* "person:ann example" of "person:ann example@KEN" */
static Str whole_key(Str key)
{
    uint32_t at = str_find(key, STR("@"), 0);
    return at == STR_NOT_FOUND ? key : (Str){key.data, at};
}

static DatelineStatus settle_key(Store *store, Str key, Arena *arena, DatelineError *err)
{
    ArticleKeyList places = {0};
    bool is_person;
    TRY(list_rows(store, key, arena, &places, err));
    if (whole_key(key).len < key.len) TRY(list_rows(store, whole_key(key), arena, &places, err));
    TRY(mark_families(store, whole_key(key), 0, arena, &is_person, err));
    return settle_places(store, &places, arena, err);
}

DatelineStatus settle_decided(Store *store, Str key, Str article, DatelineError *err)
{
    Arena *arena = arena_new(1u << 12);
    Str copy = arena_copy_str(arena, key);
    ArticleKeyList places = {0};
    DatelineStatus status;
    if (article.len > 0) {
        *list_add(arena, &places) = (ArticleKey){strtoll(article.data, NULL, 10), copy};
        status = settle_places(store, &places, arena, err);
    } else {
        status = settle_key(store, copy, arena, err);
    }
    arena_free(arena);
    return status;
}
