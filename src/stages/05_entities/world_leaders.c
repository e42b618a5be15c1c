/*
 * Reading who held which office from when to when.
 *
 *     PRK  Kim Jong Il  ...  leader  1994-07-08  2011-12-17
 *
 * One row is a term; rows of one name are one person. Two terms of one office may touch on the day
 * of the handover; they may overlap only where both rows say that the office is held by several.
 */
#include "text/utf8.h"
#include "world_load.h"

static bool read_day(Str text, int32_t *out)
{
    if (text.len != 10 || text.data[4] != '-' || text.data[7] != '-') return false;
    int32_t parts[3] = {0, 0, 0};
    for (uint32_t i = 0, part = 0; i < text.len; i++) {
        if (text.data[i] == '-') {
            part++;
            continue;
        }
        if (text.data[i] < '0' || text.data[i] > '9') return false;
        parts[part] = 10 * parts[part] + (text.data[i] - '0');
    }
    CivilDate date = {parts[0], parts[1], parts[2]};
    if (!civil_date_is_valid(date)) return false;
    *out = day_from_civil(date);
    return true;
}

static DatelineStatus name_leader(Loader *load, const Table *table, const TableRow *row, Str name,
                                  uint32_t index)
{
    World *world = load->world;
    TRY(world_add_form(load, table, row, name, (Form){.kind = FORM_LEADER, .row = index}));
    Str normal = world_normal_name(world, name, load->arena);
    uint32_t before = map_find(&world->leader_by_name, normal);
    if (before != MAP_NONE && before != index) {
        const Leader *other = &world->leaders.items[before];
        return FAIL_ROW(load->err, table, row,
                        "'" STR_FMT "' is also a name of '" STR_FMT "', see line %u", STR_ARG(name),
                        STR_ARG(other->name), (unsigned)other->line);
    }
    map_set(&world->leader_by_name, normal, index);
    return DATELINE_OK;
}

/* Columns of leaders.tsv. */
enum {
    LEADER_OWNER,
    LEADER_NAME,
    LEADER_SHORT,
    LEADER_BARE,
    LEADER_SEX,
    LEADER_OFFICE,
    LEADER_FROM,
    LEADER_TO,
    LEADER_OTHERS,
    LEADER_BESIDE,
    LEADER_COLUMNS
};

static uint32_t add_leader(Loader *load, const TableRow *row, char sex, bool bare)
{
    World *world = load->world;
    Str name = row->fields[LEADER_NAME], short_name = row->fields[LEADER_SHORT];
    Str folded = utf8_fold(name, load->arena);
    Str family = world_normal_name(world, short_name, load->arena);
    uint32_t index = world->leaders.count, first = map_find(&world->leader_by_family, family);
    *list_add(load->arena, &world->leaders) = (Leader){
        .name = name,
        .key = arena_format(load->arena, "person:" STR_FMT, STR_ARG(folded)),
        .short_name = short_name,
        .family = family,
        .sex = sex,
        .bare = bare,
        .next_of_family = first == MAP_NONE ? NONE : first,
        .first_term = NONE,
        .line = row->line,
    };
    map_set(&world->leader_by_family, family, index);
    return index;
}

/* The person of the row: a new one, or the one of that name, who is the same in every row. */
static DatelineStatus find_leader(Loader *load, const Table *table, const TableRow *row,
                                  Map *by_name, uint32_t *out)
{
    static const Str answers[] = {STR_INIT("no"), STR_INIT("yes")};
    static const Str sexes[] = {STR_INIT("m"), STR_INIT("f")};
    const Str *field = row->fields;
    uint32_t bare, sex;
    TRY(READ_WORD(load, table, row, LEADER_BARE, answers, &bare));
    TRY(READ_WORD(load, table, row, LEADER_SEX, sexes, &sex));
    if (field[LEADER_NAME].len == 0 || field[LEADER_SHORT].len == 0)
        return FAIL_ROW(load->err, table, row, "expected a name and the short name");
    *out = map_find(by_name, field[LEADER_NAME]);
    if (*out == MAP_NONE) {
        *out = add_leader(load, row, sex == 0 ? 'm' : 'f', bare != 0);
        map_set(by_name, field[LEADER_NAME], *out);
        return name_leader(load, table, row, field[LEADER_NAME], *out);
    }
    const Leader *known = &load->world->leaders.items[*out];
    if (str_equal(known->short_name, field[LEADER_SHORT]) && known->sex == (sex == 0 ? 'm' : 'f'))
        return DATELINE_OK;
    return FAIL_ROW(load->err, table, row,
                    "'" STR_FMT "' has another short name or sex than in line %u",
                    STR_ARG(field[LEADER_NAME]), (unsigned)known->line);
}

/* ---- Terms -------------------------------------------------------------------------------- */

/* A handover is one day of two terms; more is a fault, or an office of several. */
static DatelineStatus check_overlap(Loader *load, const Table *table, const TableRow *row,
                                    const Term *term)
{
    const World *world = load->world;
    for (uint32_t i = world_terms_of(world, term->owner); i != NONE;
         i = world->terms.items[i].next_of_owner) {
        const Term *other = &world->terms.items[i];
        bool apart = term->from >= other->to || other->from >= term->to;
        if (apart || !str_equal(term->office, other->office)) continue;
        if (term->is_one_of_several && other->is_one_of_several) continue;
        return FAIL_ROW(load->err, table, row,
                        "the term overlaps with that of '" STR_FMT "' in line %u",
                        STR_ARG(world->leaders.items[other->leader].name), (unsigned)other->line);
    }
    return DATELINE_OK;
}

static void add_term(Loader *load, Term term, Map *last_of_owner)
{
    World *world = load->world;
    uint32_t index = world->terms.count;
    term.next_of_owner = term.next_of_leader = NONE;
    *list_add(load->arena, &world->terms) = term;
    /* the person's latest term first, whatever the order of the file */
    uint32_t *next = &world->leaders.items[term.leader].first_term;
    while (*next != NONE && world->terms.items[*next].from >= term.from)
        next = &world->terms.items[*next].next_of_leader;
    world->terms.items[index].next_of_leader = *next;
    *next = index;

    uint32_t last = map_find(last_of_owner, term.owner);
    if (last == MAP_NONE)
        map_set(&world->term_by_owner, term.owner, index);
    else
        world->terms.items[last].next_of_owner = index;
    map_set(last_of_owner, term.owner, index);
}

static DatelineStatus read_term(Loader *load, const Table *table, const TableRow *row,
                                const Map *offices, Term *out)
{
    static const Str besides[] = {STR_INIT(""), STR_INIT("shared"), STR_INIT("rival")};
    const Str *field = row->fields;
    Str from = field[LEADER_FROM], to = field[LEADER_TO];
    uint32_t beside;
    *out = (Term){.owner = field[LEADER_OWNER],
                  .office = field[LEADER_OFFICE],
                  .to = INT32_MAX,
                  .line = row->line};
    if (out->owner.len == 0) return FAIL_ROW(load->err, table, row, "expected a state");
    TRY(world_check_owner(load, table, row, out->owner));
    if (map_find(offices, out->office) == MAP_NONE)
        return FAIL_ROW(load->err, table, row, "office '" STR_FMT "' is not in titles.tsv",
                        STR_ARG(out->office));
    if (!read_day(from, &out->from) || (to.len > 0 && !read_day(to, &out->to)))
        return FAIL_ROW(load->err, table, row, "'" STR_FMT "' to '" STR_FMT "' is no period",
                        STR_ARG(from), STR_ARG(to));
    if (out->from > out->to)
        return FAIL_ROW(load->err, table, row, "the term ends on " STR_FMT " before it begins",
                        STR_ARG(to));
    TRY(READ_WORD(load, table, row, LEADER_BESIDE, besides, &beside));
    out->is_one_of_several = beside != 0;
    return check_overlap(load, table, row, out);
}

DatelineStatus world_load_leaders(Loader *load)
{
    World *world = load->world;
    Table table;
    Map by_name, last_of_owner, offices;
    map_init(&by_name, load->arena);
    map_init(&last_of_owner, load->arena);
    map_init(&offices, load->arena);
    for (uint32_t i = 0; i < world->titles.count; i++)
        map_set(&offices, world->titles.items[i].id, i);
    TRY(world_read_table(load, "entities/leaders.tsv", LEADER_COLUMNS, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        Term term;
        StrList others = {0};
        TRY(read_term(load, &table, row, &offices, &term));
        TRY(find_leader(load, &table, row, &by_name, &term.leader));
        str_split(row->fields[LEADER_OTHERS], '|', load->arena, &others);
        for (uint32_t k = 0; k < others.count; k++)
            TRY(name_leader(load, &table, row, others.items[k], term.leader));
        add_term(load, term, &last_of_owner);
    }
    return DATELINE_OK;
}
