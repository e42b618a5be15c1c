#include "store/name_rows.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/map.h"
#include "store/database.h"

typedef struct Alias {
    AliasPlace first; /* the earliest; of articles without a day that with the least id */
    int64_t articles;
} Alias;

typedef struct Office {
    Attested attested; /* is_from_data and is_sole if any article says so */
    AttestedBefore all; /* with what the transaction counted */
    int64_t articles;   /* of the transaction, as the days of these */
    bool has_days;
    int32_t first_day;
    int32_t last_day;
} Office;

/* Two tell what is asked: whether there is one that is not a given one. */
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
    List(KnownOffice) known;
    Str countries[MOST_COUNTRIES];
    uint32_t count;
} Person;

struct NameRows {
    Database *db;
    Arena *arena; /* of what follows */
    Map alias_of;
    Map office_of;
    Map person_of;
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

static void note_country(NameRows *names, Person *person, Str country)
{
    if (country.len == 0) return;
    for (uint32_t i = 0; i < person->count; i++)
        if (str_equal(person->countries[i], country)) return;
    if (person->count < MOST_COUNTRIES)
        person->countries[person->count++] = arena_copy_str(names->arena, country);
}

static DatelineStatus read_person(NameRows *names, const Attested *attested, Person *out, DatelineError *err)
{
    *out = (Person){0};
    Row row = database_row(names->db, STATEMENT_GET_OFFICES_OF);
    row_text(&row, attested->family);
    row_text(&row, attested->key);
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
        note_country(names, out, known->country);
    }
}

static DatelineStatus find_person(NameRows *names, const Attested *attested, Person **out, DatelineError *err)
{
    Str key = join_key(names, (const Str[]){attested->family, attested->key}, 2);
    uint32_t index = map_find(&names->person_of, key);
    if (index == MAP_NONE) {
        Person person;
        TRY(read_person(names, attested, &person, err));
        index = names->persons.count;
        map_set(&names->person_of, arena_copy_str(names->arena, key), index);
        *list_add(names->arena, &names->persons) = person;
    }
    *out = &names->persons.items[index];
    return DATELINE_OK;
}

static bool is_of(const KnownOffice *known, const Attested *attested)
{
    return known->is_former == attested->is_former && str_equal(known->office, attested->office) &&
           str_equal(known->owner, attested->owner) && str_equal(known->country, attested->country);
}

/* What all runs say together. */
static AttestedBefore attested_before(const Person *person, const Attested *attested)
{
    AttestedBefore all = {0};
    for (uint32_t i = 0; i < person->known.count; i++) {
        const AttestedBefore *before = &person->known.items[i].before;
        if (!is_of(&person->known.items[i], attested)) continue;
        all.articles += before->articles;
        if (!before->has_days) continue;
        join_day(&all.has_days, &all.first_day, &all.last_day, before->first_day);
        join_day(&all.has_days, &all.first_day, &all.last_day, before->last_day);
    }
    return all;
}

static Office *find_office(NameRows *names, const Person *person, const Attested *attested)
{
    Str former = attested->is_former ? STR("1") : (Str){NULL, 0};
    Str key = join_key(names,
                       (const Str[]){attested->family, attested->key, attested->office, attested->owner,
                                     attested->country, former},
                       6);
    uint32_t index = map_find(&names->office_of, key);
    if (index == MAP_NONE) {
        Office office = {.attested = *attested, .all = attested_before(person, attested)};
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
    Person *person;
    TRY(find_person(names, attested, &person, err));
    Office *office = find_office(names, person, attested);
    note_country(names, person, attested->country);
    *out_before = office->all;
    office->articles++;
    office->all.articles++;
    office->attested.is_from_data |= attested->is_from_data;
    office->attested.is_sole |= attested->is_sole;
    if (!attested->has_day) return DATELINE_OK;
    join_day(&office->has_days, &office->first_day, &office->last_day, attested->day);
    join_day(&office->all.has_days, &office->all.first_day, &office->all.last_day, attested->day);
    return DATELINE_OK;
}

DatelineStatus name_rows_has_other_country(NameRows *names, const Attested *attested, bool *out, DatelineError *err)
{
    Person *person;
    TRY(find_person(names, attested, &person, err));
    *out = false;
    for (uint32_t i = 0; i < person->count; i++) *out |= !str_equal(person->countries[i], attested->country);
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
    add_day(&row, office->has_days, office->first_day);
    add_day(&row, office->has_days, office->last_day);
    row_int(&row, office->articles);
    row_bool(&row, attested->is_sole);
    return row_run(&row, err);
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
