/*
 * Who the names of articles are, by all that articles say of the bearers of one family name, and by
 * what users have decided. The rules are ledger/identity.h; here a family's persons and sightings
 * are matched, and each article whose actor turns out another than before is rewritten
 * (apply_identity.c).
 */
#include <stdlib.h>

#include "base/number_list.h"
#include "store/family.h"

DatelineStatus settle_article_id(Store *store, int64_t article, Str *out, DatelineError *err)
{
    *out = (Str){NULL, 0};
    if (store->decisions.count == 0) return DATELINE_OK;
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_ARTICLE_ID);
    row_int(&row, article);
    TRY(row_step(&row, &has_row, err));
    if (has_row) *out = row_copy_str(&row, 0, store->scratch);
    row_end(&row);
    return DATELINE_OK;
}

/* ---- Sightings ----------------------------------------------------------------------------- */

typedef struct SeenName {
    int64_t article;
    Sighting sighting;
    Str actor; /* as it was resolved before */
    Str rule;
    Str candidates;
} SeenName;

typedef List(SeenName) SeenNameList;

static DatelineStatus read_sightings(const Family *family, Row row, SeenNameList *out,
                                     DatelineError *err)
{
    Arena *arena = family->arena;
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(arena, out) = (SeenName){.article = row_get_int(&row, 0),
                                           .sighting = {.key = row_copy_str(&row, 1, arena),
                                                        .has_day = !row_is_null(&row, 2),
                                                        .day = (int32_t)row_get_int(&row, 2),
                                                        .office = row_copy_str(&row, 3, arena),
                                                        .country = row_copy_str(&row, 4, arena),
                                                        .countries = row_copy_str(&row, 5, arena)},
                                           .actor = row_copy_str(&row, 6, arena),
                                           .rule = row_copy_str(&row, 7, arena),
                                           .candidates = row_copy_str(&row, 9, arena)};
    }
}

/* Their keys as a JSON list; empty if there are not two. A key has no mark that JSON escapes: it is
 * made of letters, digits and spaces. */
static Str candidates_json(const Family *family, const Recognition *found)
{
    if (found->candidates.count < 2) return (Str){NULL, 0};
    Arena *arena = family->store->scratch;
    Str out = STR("[");
    for (uint32_t i = 0; i < found->candidates.count; i++)
        out = arena_format(arena, STR_FMT "%s\"" STR_FMT "\"", STR_ARG(out), i > 0 ? "," : "",
                           STR_ARG(family->persons.items[found->candidates.items[i]].key));
    return arena_format(arena, STR_FMT "]", STR_ARG(out));
}

static DatelineStatus update_sighting(const Family *family, const SeenName *seen, Str actor,
                                      const Recognition *found, Str candidates, DatelineError *err)
{
    if (str_equal(seen->actor, actor) && str_equal(seen->rule, found->rule) &&
        str_equal(seen->candidates, candidates))
        return DATELINE_OK;
    Row row = database_row(family->store->db, STATEMENT_UPDATE_SIGHTING);
    row_text(&row, family->name);
    row_int(&row, seen->article);
    row_text(&row, seen->sighting.key);
    row_str(&row, actor);
    row_str(&row, found->rule);
    row_number(&row, (double)found->confidence);
    row_str(&row, candidates);
    return row_run(&row, err);
}

#define MOST_CANDIDATES 20

static DatelineStatus settle_sighting(const Family *family, const SeenName *seen,
                                      DatelineError *err)
{
    Recognition found;
    Str article_id;
    TRY(settle_article_id(family->store, seen->article, &article_id, err));
    family_recognise(family, &seen->sighting, article_id, &found);
    Str candidates = candidates_json(family, &found);
    if (found.candidates.count > MOST_CANDIDATES) candidates = (Str){NULL, 0};
    Str key = found.person == NONE ? seen->sighting.key : family->persons.items[found.person].key;
    Str actor = family_decided(family, key, article_id);
    if (!str_equal(actor, key)) found.rule = STR("ID-DECIDED");
    bool is_known = !str_equal(actor, seen->sighting.key);
    if (!str_equal(actor, seen->actor.len > 0 ? seen->actor : seen->sighting.key))
        TRY(apply_identity(family->store, seen->article, seen->sighting.key, actor, err));
    return update_sighting(family, seen, is_known ? actor : (Str){NULL, 0}, &found, candidates,
                           err);
}

static DatelineStatus settle_sightings(const Family *family, Row row, DatelineError *err)
{
    SeenNameList seen = {0};
    TRY(read_sightings(family, row, &seen, err));
    for (uint32_t i = 0; i < seen.count; i++) {
        TRY(settle_sighting(family, &seen.items[i], err));
        arena_clear(family->store->scratch);
    }
    return DATELINE_OK;
}

static DatelineStatus settle_all_sightings(const Family *family, DatelineError *err)
{
    Row row = database_row(family->store->db, STATEMENT_GET_SIGHTINGS);
    row_text(&row, family->name);
    return settle_sightings(family, row, err);
}

static DatelineStatus settle_sightings_in(const Family *family, int64_t article, DatelineError *err)
{
    Row row = database_row(family->store->db, STATEMENT_GET_SIGHTINGS_IN);
    row_text(&row, family->name);
    row_int(&row, article);
    return settle_sightings(family, row, err);
}

/* The names that a person may be: nobody fits who is of no country that the article gives or speaks
 * of (ledger/identity.h). */
static DatelineStatus settle_sightings_of(const Family *family, const KnownPerson *person,
                                          DatelineError *err)
{
    StrList countries = {0};
    family_countries(family, person, &countries);
    for (uint32_t i = 0; i < countries.count; i++) {
        Row row = database_row(family->store->db, STATEMENT_GET_SIGHTINGS_OF_COUNTRY);
        row_text(&row, family->name);
        row_text(&row, countries.items[i]);
        TRY(settle_sightings(family, row, err));
    }
    return DATELINE_OK;
}

/* ---- Full names ---------------------------------------------------------------------------- */

static DatelineStatus read_context(const Family *family, int64_t article, Sighting *out,
                                   DatelineError *err)
{
    Arena *arena = family->store->scratch;
    out->countries = STR("|");
    Row row = database_row(family->store->db, STATEMENT_GET_STATES_IN);
    row_int(&row, article);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        Str country = row_get_str(&row, 0);
        out->countries =
            arena_format(arena, STR_FMT STR_FMT "|", STR_ARG(out->countries), STR_ARG(country));
    }
}

static DatelineStatus get_country(const Family *family, int64_t article, Str key, Str *out,
                                  bool *out_found, DatelineError *err)
{
    Row row = database_row(family->store->db, STATEMENT_GET_SAID);
    row_int(&row, article);
    row_text(&row, key);
    TRY(row_step(&row, out_found, err));
    if (!*out_found) return DATELINE_OK;
    *out = row_copy_str(&row, 4, family->store->scratch);
    row_end(&row);
    return DATELINE_OK;
}

/* Which of the persons of one full name an article means: that of the country it gives, else the
 * only one whose country it speaks of. */
static DatelineStatus find_part(const Family *family, uint32_t bearer, int64_t article, Str *out,
                                DatelineError *err)
{
    const KnownPerson *person = &family->bearers.items[bearer];
    const StrList *parts = &family->parts.items[bearer];
    Arena *arena = family->store->scratch;
    Sighting sighting = {.key = person->key};
    bool is_found;
    *out = person->key;
    TRY(get_country(family, article, person->key, &sighting.country, &is_found, err));
    if (!is_found || parts->count == 0) return DATELINE_OK;
    uint32_t named = 0;
    if (sighting.country.len == 0) TRY(read_context(family, article, &sighting, err));
    for (uint32_t i = 0; i < parts->count; i++) {
        Str country = parts->items[i];
        Str listed = arena_format(arena, "|" STR_FMT "|", STR_ARG(country));
        bool is_this = sighting.country.len > 0
                           ? str_equal(sighting.country, country)
                           : str_find(sighting.countries, listed, 0) != STR_NOT_FOUND;
        if (!is_this) continue;
        *out = named++ == 0 ? family_part_key(person->key, country, arena) : person->key;
    }
    return DATELINE_OK;
}

static DatelineStatus settle_bearer(const Family *family, uint32_t bearer, int64_t article,
                                    DatelineError *err)
{
    Str key, article_id;
    TRY(settle_article_id(family->store, article, &article_id, err));
    TRY(find_part(family, bearer, article, &key, err));
    TRY(apply_identity(family->store, article, family->bearers.items[bearer].key,
                       family_decided(family, key, article_id), err));
    arena_clear(family->store->scratch);
    return DATELINE_OK;
}

static DatelineStatus list_articles(const Family *family, Str key, NumberList *out,
                                    DatelineError *err)
{
    out->count = 0;
    Row row = database_row(family->store->db, STATEMENT_GET_ARTICLES_SAYING);
    row_text(&row, key);
    return row_list_numbers(&row, family->arena, out, err);
}

/* Names of more than one country, in all their articles: those parted otherwise than before, or
 * all. */
static DatelineStatus settle_shared_names(const Family *family, bool is_all, DatelineError *err)
{
    for (uint32_t i = 0; i < family->bearers.count; i++) {
        NumberList articles = {0};
        if (!family->is_changed[i] && !(is_all && family->has_countries[i])) continue;
        TRY(list_articles(family, family->bearers.items[i].key, &articles, err));
        for (uint32_t k = 0; k < articles.count; k++)
            TRY(settle_bearer(family, i, articles.items[k], err));
    }
    return DATELINE_OK;
}

/* All full names of the family that one article prints. */
static DatelineStatus settle_names_in(const Family *family, int64_t article, DatelineError *err)
{
    NumberList bearers = {0};
    Row row = database_row(family->store->db, STATEMENT_GET_PERSONS_IN);
    row_int(&row, article);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        uint32_t bearer = map_find(&family->bearer_by_key, row_get_str(&row, 0));
        if (bearer != MAP_NONE) *list_add(family->arena, &bearers) = bearer;
    }
    for (uint32_t i = 0; i < bearers.count; i++)
        TRY(settle_bearer(family, (uint32_t)bearers.items[i], article, err));
    return DATELINE_OK;
}

/* ---- One family ---------------------------------------------------------------------------- */

/* What is marked of one family. */
typedef struct Marks {
    NumberList articles;
    NumberList sightings; /* articles, for names alone */
    StrList keys;         /* persons who are attested anew */
    bool is_all;  /* all articles must be looked at */
} Marks;

static DatelineStatus take_marks(const Family *family, Marks *out, DatelineError *err)
{
    Row row = database_row(family->store->db, STATEMENT_GET_DIRTY_NAMES);
    row_text(&row, family->name);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        Str mark = row_copy_str(&row, 0, family->arena);
        if (mark.len == 0)
            out->is_all = true;
        else if (str_starts(mark, STR(DIRTY_SIGHTING)))
            *list_add(family->arena, &out->sightings) = strtoll(mark.data + STR(DIRTY_SIGHTING).len, NULL, 10);
        else if (str_find(mark, STR(":"), 0) != STR_NOT_FOUND)
            *list_add(family->arena, &out->keys) = mark;
        else
            *list_add(family->arena, &out->articles) = strtoll(mark.data, NULL, 10);
    }
    row = database_row(family->store->db, STATEMENT_CLEAR_DIRTY_NAMES);
    row_text(&row, family->name);
    return row_run(&row, err);
}

/* The names that those attested or parted anew may be. */
static DatelineStatus settle_changed(const Family *family, const Marks *marks, DatelineError *err)
{
    bool *is_due = arena_new_items(family->arena, bool, family->bearers.count + 1);
    for (uint32_t i = 0; i < marks->keys.count; i++) {
        uint32_t bearer = map_find(&family->bearer_by_key, marks->keys.items[i]);
        if (bearer != MAP_NONE) is_due[bearer] = true;
    }
    for (uint32_t i = 0; i < family->bearers.count; i++)
        if (is_due[i] || family->is_changed[i])
            TRY(settle_sightings_of(family, &family->bearers.items[i], err));
    return DATELINE_OK;
}

static DatelineStatus settle_family(Family *family, DatelineError *err)
{
    Marks marks = {0};
    TRY(take_marks(family, &marks, err));
    TRY(family_read(family, err));
    if (marks.is_all)
        TRY(settle_all_sightings(family, err));
    else
        TRY(settle_changed(family, &marks, err));
    TRY(settle_shared_names(family, marks.is_all, err));
    for (uint32_t i = 0; i < marks.sightings.count && !marks.is_all; i++)
        TRY(settle_sightings_in(family, marks.sightings.items[i], err));
    for (uint32_t i = 0; i < marks.articles.count; i++) {
        if (!marks.is_all) TRY(settle_sightings_in(family, marks.articles.items[i], err));
        TRY(settle_names_in(family, marks.articles.items[i], err));
    }
    return DATELINE_OK;
}

DatelineStatus settle_names(Store *store, Str name, DatelineError *err)
{
    Arena *arena = arena_new(1u << 14);
    Family family = {.store = store, .arena = arena, .name = arena_copy_str(arena, name)};
    map_init(&family.bearer_by_key, arena);
    DatelineStatus status = settle_family(&family, err);
    arena_free(arena);
    return status;
}
