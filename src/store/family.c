#include "store/family.h"

#include <stdlib.h>

/* ---- Reading ------------------------------------------------------------------------------- */

/* A row of `actor_office`: of one office there are as many as runs that tell of it. */
typedef struct OfficeRow {
    Str key;
    Attestation attested;
} OfficeRow;

typedef List(OfficeRow) OfficeRowList;

static DatelineStatus read_rows(const Family *family, OfficeRowList *out, DatelineError *err)
{
    Arena *arena = family->arena;
    Row row = database_row(family->store->db, STATEMENT_GET_FAMILY);
    row_text(&row, family->name);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(arena, out) =
            (OfficeRow){.key = row_copy_str(&row, 0, arena),
                        .attested = {.office = row_copy_str(&row, 1, arena),
                                     .owner = row_copy_str(&row, 2, arena),
                                     .country = row_copy_str(&row, 3, arena),
                                     .is_former = row_get_int(&row, 4) != 0,
                                     .is_from_data = row_get_int(&row, 5) != 0,
                                     .has_days = !row_is_null(&row, 6),
                                     .first_day = (int32_t)row_get_int(&row, 6),
                                     .last_day = (int32_t)row_get_int(&row, 7),
                                     .articles = row_get_int(&row, 8),
                                     .is_sole = row_get_int(&row, 9) != 0}};
    }
}

static int by_office(const void *a, const void *b)
{
    const OfficeRow *x = a, *y = b;
    int order = str_compare(x->key, y->key);
    if (order == 0) order = str_compare(x->attested.office, y->attested.office);
    if (order == 0) order = str_compare(x->attested.owner, y->attested.owner);
    if (order == 0) order = str_compare(x->attested.country, y->attested.country);
    return order != 0 ? order : x->attested.is_former - y->attested.is_former;
}

/* What another run says of the same office. */
static void join_row(Attestation *attested, const Attestation *other)
{
    attested->articles += other->articles;
    attested->is_from_data |= other->is_from_data;
    attested->is_sole |= other->is_sole;
    if (!other->has_days) return;
    if (!attested->has_days || other->first_day < attested->first_day) attested->first_day = other->first_day;
    if (!attested->has_days || other->last_day > attested->last_day) attested->last_day = other->last_day;
    attested->has_days = true;
}

static KnownPerson *add_bearer(Family *family, Str key)
{
    map_set(&family->bearer_by_key, key, family->bearers.count);
    KnownPerson *person = list_add(family->arena, &family->bearers);
    *person = (KnownPerson){.key = key};
    return person;
}

/* Rows are put in order here and not by the statement: there are few, and sorting them is most of what it would do. */
static DatelineStatus read_bearers(Family *family, DatelineError *err)
{
    OfficeRowList rows = {0};
    KnownPerson *person = NULL;
    TRY(read_rows(family, &rows, err));
    if (rows.count > 1) qsort(rows.items, rows.count, sizeof *rows.items, by_office);
    for (uint32_t i = 0; i < rows.count; i++) {
        const OfficeRow *row = &rows.items[i];
        bool is_same_person = i > 0 && str_equal(row->key, rows.items[i - 1].key);
        if (!is_same_person) person = add_bearer(family, row->key);
        if (is_same_person && by_office(row, &rows.items[i - 1]) == 0)
            join_row(&person->attested.items[person->attested.count - 1], &row->attested);
        else
            *list_add(family->arena, &person->attested) = row->attested;
    }
    return DATELINE_OK;
}

static void add_country(Str country, Arena *arena, StrList *out)
{
    bool is_there = country.len == 0;
    for (uint32_t i = 0; i < out->count && !is_there; i++)
        is_there = str_equal(out->items[i], country);
    if (!is_there) *list_add(arena, out) = country;
}

static void list_countries(const KnownPerson *person, Arena *arena, StrList *out)
{
    for (uint32_t i = 0; i < person->attested.count; i++)
        add_country(person->attested.items[i].country, arena, out);
}

Str family_part_key(Str key, Str country, Arena *arena)
{
    return arena_format(arena, STR_FMT "@" STR_FMT, STR_ARG(key), STR_ARG(country));
}

/* Has a user told two bearers of this name apart by their countries? */
static bool is_parted(const Family *family, const KnownPerson *person, const StrList *countries)
{
    const DecisionList *decisions = &family->store->decisions;
    for (uint32_t i = 0; decisions->count > 0 && i < countries->count; i++)
        for (uint32_t k = i + 1; k < countries->count; k++)
            if (identity_is_ruled_out(
                    decisions, family_part_key(person->key, countries->items[i], family->arena),
                    family_part_key(person->key, countries->items[k], family->arena),
                    (Str){NULL, 0}))
                return true;
    return false;
}

static void add_part(Family *family, const KnownPerson *person, Str country)
{
    KnownPerson part = {.key = family_part_key(person->key, country, family->arena),
                        .country = country};
    for (uint32_t i = 0; i < person->attested.count; i++)
        if (str_equal(person->attested.items[i].country, country))
            *list_add(family->arena, &part.attested) = person->attested.items[i];
    *list_add(family->arena, &family->persons) = part;
}

static void part_bearers(Family *family)
{
    family->has_countries = arena_new_items(family->arena, bool, family->bearers.count + 1);
    for (uint32_t i = 0; i < family->bearers.count; i++) {
        const KnownPerson *person = &family->bearers.items[i];
        StrList countries = {0}, parts = {0};
        list_countries(person, family->arena, &countries);
        family->has_countries[i] = countries.count > 1;
        if (countries.count > 1) identity_split(person, family->arena, &parts);
        if (parts.count == 0 && is_parted(family, person, &countries)) parts = countries;
        *list_add(family->arena, &family->parts) = parts;
        if (parts.count == 0) *list_add(family->arena, &family->persons) = *person;
        for (uint32_t k = 0; k < parts.count; k++) add_part(family, person, parts.items[k]);
    }
}

static Str parts_text(const StrList *parts, Arena *arena)
{
    Str out = {NULL, 0};
    for (uint32_t i = 0; i < parts->count; i++)
        out = arena_format(arena, STR_FMT "%s" STR_FMT, STR_ARG(out), i > 0 ? "|" : "",
                           STR_ARG(parts->items[i]));
    return out;
}

static DatelineStatus write_parts(const Family *family, Str key, Str countries, DatelineError *err)
{
    Row row = database_row(family->store->db,
                           countries.len > 0 ? STATEMENT_SET_PARTS : STATEMENT_DELETE_PARTS);
    row_text(&row, family->name);
    row_text(&row, key);
    if (countries.len > 0) row_text(&row, countries);
    return row_run(&row, err);
}

/* Who is parted by other countries than when the family was last looked at. */
static DatelineStatus compare_parts(Family *family, DatelineError *err)
{
    uint32_t count = family->bearers.count;
    Str *before = arena_new_items(family->arena, Str, count + 1);
    family->is_changed = arena_new_items(family->arena, bool, count + 1);
    Row row = database_row(family->store->db, STATEMENT_GET_PARTS);
    row_text(&row, family->name);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        uint32_t bearer = map_find(&family->bearer_by_key, row_get_str(&row, 0));
        if (bearer != MAP_NONE) before[bearer] = row_copy_str(&row, 1, family->arena);
    }
    for (uint32_t i = 0; i < count; i++) {
        Str now = parts_text(&family->parts.items[i], family->arena);
        family->is_changed[i] = !str_equal(now, before[i]);
        if (family->is_changed[i]) TRY(write_parts(family, family->bearers.items[i].key, now, err));
    }
    return DATELINE_OK;
}

DatelineStatus family_read(Family *family, DatelineError *err)
{
    TRY(read_bearers(family, err));
    part_bearers(family);
    return compare_parts(family, err);
}

void family_countries(const Family *family, const KnownPerson *person, StrList *out)
{
    for (uint32_t i = 0; i < person->attested.count; i++) {
        add_country(person->attested.items[i].country, family->arena, out);
        add_country(person->attested.items[i].owner, family->arena, out);
    }
}

/* ---- Recognising --------------------------------------------------------------------------- */

/* Those who fit equally well may be one by a user's word. */
static void join_candidates(const Family *family, Str article_id, Recognition *found)
{
    if (found->candidates.count < 2 || family->store->decisions.count == 0) return;
    Arena *arena = family->store->scratch;
    Str first = {NULL, 0};
    for (uint32_t i = 0; i < found->candidates.count; i++) {
        Str key = identity_decided(&family->store->decisions,
                                   family->persons.items[found->candidates.items[i]].key,
                                   article_id, arena);
        if (i == 0) first = key;
        if (!str_equal(key, first)) return;
    }
    found->person = found->candidates.items[0];
    found->rule = STR("ID-DECIDED");
    found->confidence = 0.9f;
}

void family_recognise(const Family *family, const Sighting *sighting, Str article_id,
                      Recognition *out)
{
    const DecisionList *decisions = &family->store->decisions;
    Arena *arena = family->store->scratch;
    bool *excluded = NULL;
    if (decisions->count > 0) {
        excluded = arena_new_items(arena, bool, family->persons.count + 1);
        for (uint32_t i = 0; i < family->persons.count; i++)
            excluded[i] = identity_is_ruled_out(decisions, sighting->key,
                                                family->persons.items[i].key, article_id);
    }
    identity_recognise(&family->persons, excluded, sighting, arena, out);
    join_candidates(family, article_id, out);
}

Str family_decided(const Family *family, Str key, Str article_id)
{
    return identity_decided(&family->store->decisions, key, article_id, family->store->scratch);
}
