#include "store/name_rows.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/map.h"
#include "store/database.h"
#include "text/data.h"

typedef struct Alias {
    AliasPlace first; /* the earliest; of articles without a day that with the least id */
    int64_t articles;
} Alias;

typedef struct Office {
    Attested attested; /* is_from_data and is_sole if any article says so */
    AttestedBefore counted; /* in the transaction */
    bool is_read;           /* what the ledger says of it */
} Office;

/* Two tell what is asked: whether there is more than one. */
#define MOST_COUNTRIES 2

/* What a run of the ledger says of an office, or none, of a person. */
typedef struct KnownOffice {
    Str office;
    Str owner;
    Str country;
    bool is_former;
    AttestedBefore before;
} KnownOffice;

typedef struct Person {
    bool is_read;            /* where it is attested without an office, as it is by every article: all its countries */
    bool has_owners;         /* of all offices, too */
    List(KnownOffice) known; /* that was read */
    StrList places;          /* countries, and owners of offices, of all that is known and counted */
    Str countries[MOST_COUNTRIES];
    uint32_t count;
} Person;

struct NameRows {
    Database *db;
    Arena *arena; /* of what follows */
    Map alias_of;
    Map office_of;
    Map person_of;
    Map watched; /* families: 1, or 0 if nothing is looked for */
    List(Alias) aliases;
    List(Office) offices;
    List(Person) persons;
    Buffer key; /* that is looked up */
};

NameRows *name_rows_new(Database *db)
{
    NameRows *names = calloc(1, sizeof *names);
    if (names == NULL) abort();
    names->db = db;
    names->arena = arena_new(1u << 16);
    name_rows_forget(names);
    return names;
}

void name_rows_free(NameRows *names)
{
    if (names == NULL) return;
    arena_free(names->arena);
    buffer_release(&names->key);
    free(names);
}

void name_rows_forget(NameRows *names)
{
    arena_clear(names->arena);
    map_init(&names->alias_of, names->arena);
    map_init(&names->office_of, names->arena);
    map_init(&names->person_of, names->arena);
    map_init(&names->watched, names->arena);
    names->aliases.items = NULL;
    names->offices.items = NULL;
    names->persons.items = NULL;
    names->aliases.count = names->aliases.capacity = 0;
    names->offices.count = names->offices.capacity = 0;
    names->persons.count = names->persons.capacity = 0;
}

/* Parts with their lengths, so that no two lists of parts are one key. */
static Str join_key(NameRows *names, const Str *parts, size_t count)
{
    buffer_clear(&names->key);
    for (size_t i = 0; i < count; i++) {
        buffer_add(&names->key, (const char *)&parts[i].len, sizeof parts[i].len);
        buffer_add_str(&names->key, parts[i]);
    }
    return buffer_str(&names->key);
}

static bool is_earlier_day(bool has_day, int32_t day, bool other_has, int32_t other)
{
    return has_day != other_has ? has_day : has_day && day < other;
}

/* ---- Names ----------------------------------------------------------------------------------- */

static bool is_before(const AliasPlace *a, const AliasPlace *b)
{
    if (a->has_day != b->has_day || (a->has_day && a->day != b->day))
        return is_earlier_day(a->has_day, a->day, b->has_day, b->day);
    return strcmp(a->article.text, b->article.text) < 0;
}

void name_rows_count_alias(NameRows *names, const AliasPlace *place)
{
    Str key = join_key(names, (const Str[]){place->key, place->form}, 2);
    uint32_t index = map_find(&names->alias_of, key);
    if (index == MAP_NONE) {
        map_set(&names->alias_of, arena_copy_str(names->arena, key), names->aliases.count);
        Alias *alias = list_add(names->arena, &names->aliases);
        *alias = (Alias){.first = *place, .articles = 1};
        alias->first.key = arena_copy_str(names->arena, place->key);
        alias->first.form = arena_copy_str(names->arena, place->form);
        return;
    }
    Alias *alias = &names->aliases.items[index];
    AliasPlace kept = alias->first;
    alias->articles++;
    if (!is_before(place, &kept)) return;
    alias->first = *place;
    alias->first.key = kept.key;
    alias->first.form = kept.form;
}

static int by_name(const void *a, const void *b)
{
    const Alias *x = a, *y = b;
    int order = str_compare(x->first.key, y->first.key);
    return order != 0 ? order : str_compare(x->first.form, y->first.form);
}

static void add_day(Row *row, bool has_day, int32_t day)
{
    if (has_day)
        row_int(row, day);
    else
        row_null(row);
}

static DatelineStatus write_alias(Database *db, const Alias *alias, DatelineError *err)
{
    Row row;
    TRY(row_of_run(db, ROWS_OF_ALIASES, STATEMENT_INSERT_ALIAS, &row, err));
    row_text(&row, alias->first.key);
    row_text(&row, alias->first.form);
    row_int(&row, alias->articles);
    add_day(&row, alias->first.has_day, alias->first.day);
    row_id(&row, &alias->first.article);
    row_int(&row, alias->first.span.start);
    row_int(&row, alias->first.span.end);
    return row_run(&row, err);
}

/* ---- Offices --------------------------------------------------------------------------------- */

/* What one row is of. */
static void add_office(Row *row, const Attested *attested)
{
    row_text(row, attested->family);
    row_text(row, attested->key);
    row_text(row, attested->office);
    row_text(row, attested->owner);
    row_text(row, attested->country);
    row_bool(row, attested->is_former);
}

static void join_day(bool *has_days, int32_t *first, int32_t *last, int32_t day)
{
    if (!*has_days || day < *first) *first = day;
    if (!*has_days || day > *last) *last = day;
    *has_days = true;
}

/* An office of an organisation is nowhere. */
static void note_place(NameRows *names, Person *person, Str place)
{
    bool is_there = place.len == 0 || str_find(place, STR(":"), 0) != STR_NOT_FOUND;
    for (uint32_t i = 0; i < person->places.count && !is_there; i++)
        is_there = str_equal(person->places.items[i], place);
    if (!is_there) *list_add(names->arena, &person->places) = arena_copy_str(names->arena, place);
}

static void note_country(NameRows *names, Person *person, Str country, Str owner)
{
    note_place(names, person, country);
    note_place(names, person, owner);
    if (country.len == 0) return;
    for (uint32_t i = 0; i < person->count; i++)
        if (str_equal(person->countries[i], country)) return;
    if (person->count < MOST_COUNTRIES)
        person->countries[person->count++] = arena_copy_str(names->arena, country);
}

static DatelineStatus read_offices(NameRows *names, Row row, Person *out, DatelineError *err)
{
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        KnownOffice *known = list_add(names->arena, &out->known);
        *known = (KnownOffice){.office = row_copy_str(&row, 0, names->arena),
                               .owner = row_copy_str(&row, 1, names->arena),
                               .country = row_copy_str(&row, 2, names->arena),
                               .is_former = row_get_int(&row, 3) != 0,
                               .before = {.has_days = !row_is_null(&row, 4),
                                          .first_day = (int32_t)row_get_int(&row, 4),
                                          .last_day = (int32_t)row_get_int(&row, 5),
                                          .articles = row_get_int(&row, 6)}};
        note_country(names, out, known->country, known->owner);
    }
}

static Row row_of_person(NameRows *names, StatementName statement, const Attested *attested)
{
    Row row = database_row(names->db, statement);
    row_text(&row, attested->family);
    row_text(&row, attested->key);
    return row;
}

static DatelineStatus read_person(NameRows *names, const Attested *attested, Person *out, DatelineError *err)
{
    if (out->is_read) return DATELINE_OK;
    out->is_read = true;
    return read_offices(names, row_of_person(names, STATEMENT_GET_COUNTRIES_OF, attested), out, err);
}

static DatelineStatus read_office(NameRows *names, Person *person, Office *out, DatelineError *err)
{
    TRY(read_person(names, &out->attested, person, err));
    if (out->is_read || out->attested.office.len == 0) return DATELINE_OK;
    out->is_read = true;
    Row row = database_row(names->db, STATEMENT_GET_OFFICE_OF);
    add_office(&row, &out->attested);
    return read_offices(names, row, person, err);
}

static DatelineStatus read_owners(NameRows *names, const Attested *attested, Person *out, DatelineError *err)
{
    if (out->has_owners) return DATELINE_OK;
    out->has_owners = true;
    Row row = row_of_person(names, STATEMENT_GET_OWNERS_OF, attested);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        note_place(names, out, row_get_str(&row, 0));
    }
}

static Person *find_person(NameRows *names, const Attested *attested)
{
    Str key = join_key(names, (const Str[]){attested->family, attested->key}, 2);
    uint32_t index = map_find(&names->person_of, key);
    if (index == MAP_NONE) {
        index = names->persons.count;
        map_set(&names->person_of, arena_copy_str(names->arena, key), index);
        *list_add(names->arena, &names->persons) = (Person){0};
    }
    return &names->persons.items[index];
}

static bool is_of(const KnownOffice *known, const Attested *attested)
{
    return known->is_former == attested->is_former && str_equal(known->office, attested->office) &&
           str_equal(known->owner, attested->owner) && str_equal(known->country, attested->country);
}

static void join_days(AttestedBefore *all, const AttestedBefore *other)
{
    all->articles += other->articles;
    if (!other->has_days) return;
    join_day(&all->has_days, &all->first_day, &all->last_day, other->first_day);
    join_day(&all->has_days, &all->first_day, &all->last_day, other->last_day);
}

/* What all runs and the transaction say together. */
static AttestedBefore attested_before(const Person *person, const Office *office)
{
    AttestedBefore all = office->counted;
    for (uint32_t i = 0; i < person->known.count; i++)
        if (is_of(&person->known.items[i], &office->attested)) join_days(&all, &person->known.items[i].before);
    return all;
}

static Office *find_office(NameRows *names, const Attested *attested)
{
    Str former = attested->is_former ? STR("1") : (Str){NULL, 0};
    Str key = join_key(names,
                       (const Str[]){attested->family, attested->key, attested->office, attested->owner,
                                     attested->country, former},
                       6);
    uint32_t index = map_find(&names->office_of, key);
    if (index == MAP_NONE) {
        Office office = {.attested = *attested};
        Attested *copy = &office.attested;
        Str *const parts[] = {&copy->family, &copy->key, &copy->office, &copy->owner, &copy->country};
        for (size_t i = 0; i < COUNT(parts); i++) *parts[i] = arena_copy_str(names->arena, *parts[i]);
        index = names->offices.count;
        map_set(&names->office_of, arena_copy_str(names->arena, key), index);
        *list_add(names->arena, &names->offices) = office;
    }
    return &names->offices.items[index];
}

DatelineStatus name_rows_count_office(NameRows *names, const Attested *attested, AttestedBefore *out_before,
                                      DatelineError *err)
{
    Person *person = find_person(names, attested);
    Office *office = find_office(names, attested);
    if (out_before != NULL) {
        TRY(read_office(names, person, office, err));
        *out_before = attested_before(person, office);
    }
    note_country(names, person, attested->country, attested->owner);
    AttestedBefore one = {.articles = 1,
                          .has_days = attested->has_day,
                          .first_day = attested->day,
                          .last_day = attested->day};
    join_days(&office->counted, &one);
    office->attested.is_from_data |= attested->is_from_data;
    office->attested.is_sole |= attested->is_sole;
    return DATELINE_OK;
}

DatelineStatus name_rows_has_countries(NameRows *names, const Attested *attested, bool *out, DatelineError *err)
{
    Person *person = find_person(names, attested);
    TRY(read_person(names, attested, person, err));
    *out = person->count == MOST_COUNTRIES;
    return DATELINE_OK;
}

static int by_office(const void *a, const void *b)
{
    const Attested *x = &((const Office *)a)->attested, *y = &((const Office *)b)->attested;
    int order = str_compare(x->family, y->family);
    if (order == 0) order = str_compare(x->key, y->key);
    if (order == 0) order = str_compare(x->office, y->office);
    if (order == 0) order = str_compare(x->owner, y->owner);
    if (order == 0) order = str_compare(x->country, y->country);
    return order != 0 ? order : x->is_former - y->is_former;
}

static DatelineStatus write_office(Database *db, const Office *office, DatelineError *err)
{
    const Attested *attested = &office->attested;
    Row row;
    TRY(row_of_run(db, ROWS_OF_OFFICES, STATEMENT_INSERT_OFFICE, &row, err));
    add_office(&row, attested);
    row_bool(&row, attested->is_from_data);
    add_day(&row, office->counted.has_days, office->counted.first_day);
    add_day(&row, office->counted.has_days, office->counted.last_day);
    row_int(&row, office->counted.articles);
    row_bool(&row, attested->is_sole);
    return row_run(&row, err);
}

/* ---- Family names alone ------------------------------------------------------------------------ */

/* Is there one of that country, or of any if that is empty? */
static DatelineStatus has_sighting(NameRows *names, Str family, Str country, bool *out, DatelineError *err)
{
    Row row = database_row(names->db, STATEMENT_HAS_SIGHTING);
    row_text(&row, country);
    row_text(&row, family);
    TRY(row_step(&row, out, err));
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus find_place(NameRows *names, Str family, const StrList *places, uint32_t first, bool *out,
                                 DatelineError *err)
{
    *out = false;
    for (uint32_t i = first; i < places->count && !*out; i++) TRY(has_sighting(names, family, places->items[i], out, err));
    return DATELINE_OK;
}

/* Whose countries are looked for need not be asked whose offices he held. */
DatelineStatus name_rows_is_looked_for(NameRows *names, const Attested *attested, bool *out, DatelineError *err)
{
    Person *person = find_person(names, attested);
    TRY(read_person(names, attested, person, err));
    uint32_t count = person->places.count;
    TRY(find_place(names, attested->family, &person->places, 0, out, err));
    if (*out) return DATELINE_OK;
    TRY(read_owners(names, attested, person, err));
    return find_place(names, attested->family, &person->places, count, out, err);
}

static void note_watched(NameRows *names, Str family, bool is_watched)
{
    map_set(&names->watched, arena_copy_str(names->arena, family), is_watched);
}

DatelineStatus name_rows_is_watched(NameRows *names, Str family, bool *out, DatelineError *err)
{
    uint32_t known = map_find(&names->watched, family);
    *out = known == 1;
    if (known != MAP_NONE) return DATELINE_OK;
    TRY(has_sighting(names, family, (Str){NULL, 0}, out, err));
    note_watched(names, family, *out);
    return DATELINE_OK;
}

DatelineStatus name_rows_add_sighting(NameRows *names, Str family, Str country, int64_t article,
                                      DatelineError *err)
{
    Row row;
    TRY(row_of_run(names->db, ROWS_OF_SIGHTINGS, STATEMENT_INSERT_SIGHTING_COUNTRY, &row, err));
    row_text(&row, country);
    row_text(&row, family);
    row_int(&row, article);
    if (map_find(&names->watched, family) != 1) note_watched(names, family, true);
    return row_run(&row, err);
}

DatelineStatus name_rows_watch(NameRows *names, Str family, DatelineError *err)
{
    bool is_watched;
    TRY(name_rows_is_watched(names, family, &is_watched, err));
    if (is_watched) return DATELINE_OK;
    return name_rows_add_sighting(names, family, (Str){NULL, 0}, 0, err);
}

/* ---- Writing ----------------------------------------------------------------------------------- */

DatelineStatus name_rows_flush(NameRows *names, DatelineError *err)
{
    if (names->aliases.count > 1)
        qsort(names->aliases.items, names->aliases.count, sizeof *names->aliases.items, by_name);
    if (names->offices.count > 1)
        qsort(names->offices.items, names->offices.count, sizeof *names->offices.items, by_office);
    for (uint32_t i = 0; i < names->aliases.count; i++)
        TRY(write_alias(names->db, &names->aliases.items[i], err));
    for (uint32_t i = 0; i < names->offices.count; i++)
        TRY(write_office(names->db, &names->offices.items[i], err));
    name_rows_forget(names);
    return DATELINE_OK;
}
