/*
 * Reading the names of states, organisations and media, of seats and nicknames.
 *
 * Every name goes into one table: "Kremlin" -> metonym, row 0. A name that two rows claim, a code
 * that two states have, a state or body that is not there stops the load.
 */
#include "world_load.h"

/* "Russian|Russians": the ones in -s and the like are people. */
static DatelineStatus add_people(Loader *load, const Table *table, const TableRow *row, Str field,
                                 uint32_t state)
{
    StrList texts = {0};
    str_split(field, '|', load->arena, &texts);
    for (uint32_t i = 0; i < texts.count; i++) {
        Form form = {.kind = FORM_NATIONALITY,
                     .row = state,
                     .plural = str_ends(texts.items[i], STR("s")) &&
                               !str_ends(texts.items[i], STR("ss"))};
        TRY(world_add_form(load, table, row, texts.items[i], form));
    }
    return DATELINE_OK;
}

/* Columns of states.tsv. */
enum {
    STATE_ALPHA3,
    STATE_ALPHA2,
    STATE_FIPS,
    STATE_COW,
    STATE_NAME,
    STATE_FORMAL,
    STATE_OTHERS,
    STATE_ADJECTIVES,
    STATE_PEOPLE,
    STATE_CAPITALS,
    STATE_STATUS,
    STATE_FROM,
    STATE_TO,
    STATE_RELATED,
    STATE_FORMER,
    STATE_COLUMNS
};

static bool is_code(Str text, uint32_t len)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (!ascii_is_upper(text.data[i])) return false;
    return text.len == len;
}

/* Codes are unique among the states that exist; the dead keep theirs. */
static DatelineStatus check_codes(Loader *load, const Table *table, const TableRow *row,
                                  bool is_historical, Map lines[STATE_NAME])
{
    for (uint32_t i = STATE_ALPHA3; i < STATE_NAME; i++) {
        Str code = row->fields[i];
        if (i <= STATE_FIPS && (code.len > 0 || i == STATE_ALPHA3) &&
            !is_code(code, i == STATE_ALPHA3 ? 3 : 2))
            return FAIL_ROW(load->err, table, row, "'" STR_FMT "' in column %u is no code",
                            STR_ARG(code), (unsigned)i + 1);
        if (code.len == 0 || (is_historical && i != STATE_ALPHA3)) continue;
        uint32_t before = map_find(&lines[i], code);
        if (before != MAP_NONE)
            return FAIL_ROW(load->err, table, row, "code '" STR_FMT "' stands in line %u too",
                            STR_ARG(code), (unsigned)before);
        map_set(&lines[i], code, row->line);
    }
    return DATELINE_OK;
}

/* Empty or a year: 0 if it is neither. */
static bool read_year(Str text, uint32_t *out)
{
    *out = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.len != 4 || text.data[i] < '0' || text.data[i] > '9') return false;
        *out = 10 * *out + (uint32_t)(text.data[i] - '0');
    }
    return true;
}

static DatelineStatus check_years(Loader *load, const Table *table, const TableRow *row, Str from,
                                  Str to)
{
    uint32_t first, last;
    if (read_year(from, &first) && read_year(to, &last) && (last == 0 || first <= last))
        return DATELINE_OK;
    return FAIL_ROW(load->err, table, row, "'" STR_FMT "' to '" STR_FMT "' are no years",
                    STR_ARG(from), STR_ARG(to));
}

/* "Zaire (1971-1997)|Siam (-1939)": names of the same state before. */
static DatelineStatus add_former_names(Loader *load, const Table *table, const TableRow *row,
                                       Form form)
{
    StrList texts = {0};
    str_split(row->fields[STATE_FORMER], '|', load->arena, &texts);
    for (uint32_t i = 0; i < texts.count; i++) {
        Str text = texts.items[i];
        uint32_t open = str_find(text, STR(" ("), 0), dash = str_find(text, STR("-"), open);
        if (open == STR_NOT_FOUND || dash == STR_NOT_FOUND || !str_ends(text, STR(")")))
            return FAIL_ROW(load->err, table, row,
                            "'" STR_FMT "' is no name with its years: Name (1960-1970)",
                            STR_ARG(text));
        TRY(check_years(load, table, row, (Str){text.data + open + 2, dash - open - 2},
                        (Str){text.data + dash + 1, text.len - dash - 2}));
        TRY(world_add_form(load, table, row, (Str){text.data, open}, form));
    }
    return DATELINE_OK;
}

static DatelineStatus add_state_forms(Loader *load, const Table *table, const TableRow *row,
                                      uint32_t index)
{
    const Str *field = row->fields;
    Form state = {.kind = FORM_STATE, .row = index};
    for (uint32_t i = STATE_NAME; i <= STATE_OTHERS; i++)
        TRY(world_add_forms(load, table, row, field[i], state));
    TRY(add_former_names(load, table, row, state));
    TRY(world_add_forms(load, table, row, field[STATE_ADJECTIVES],
                        (Form){.kind = FORM_NATIONALITY, .row = index}));
    TRY(add_people(load, table, row, field[STATE_PEOPLE], index));
    return world_add_forms(load, table, row, field[STATE_CAPITALS],
                           (Form){.kind = FORM_CAPITAL, .row = index});
}

/* Whom a territory belongs to, who claims a disputed state, what followed a historical one. */
static DatelineStatus check_related(Loader *load, const Table *table)
{
    for (uint32_t i = 0; i < table->rows.count; i++) {
        const TableRow *row = &table->rows.items[i];
        StrList codes = {0};
        str_split(row->fields[STATE_RELATED], '|', load->arena, &codes);
        for (uint32_t k = 0; k < codes.count; k++)
            if (world_state(load->world, codes.items[k]) == NULL)
                return FAIL_ROW(load->err, table, row, "'" STR_FMT "' is not a state",
                                STR_ARG(codes.items[k]));
    }
    return DATELINE_OK;
}

DatelineStatus world_load_states(Loader *load)
{
    static const Str statuses[] = {STR_INIT("state"), STR_INIT("territory"), STR_INIT("disputed"),
                                   STR_INIT("unrecognised"), STR_INIT("historical")};
    World *world = load->world;
    Table table;
    Map lines[STATE_NAME];
    for (uint32_t i = 0; i < STATE_NAME; i++) map_init(&lines[i], load->arena);
    TRY(world_read_table(load, "entities/states.tsv", STATE_COLUMNS, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        uint32_t status, index = world->states.count;
        TRY(READ_WORD(load, &table, row, STATE_STATUS, statuses, &status));
        TRY(check_codes(load, &table, row, str_equal(field[STATE_STATUS], STR("historical")),
                        lines));
        TRY(check_years(load, &table, row, field[STATE_FROM], field[STATE_TO]));
        *list_add(load->arena, &world->states) = (State){
            .code = field[STATE_ALPHA3],
            .name = field[STATE_NAME],
            .key = arena_format(load->arena, "state:" STR_FMT, STR_ARG(field[STATE_ALPHA3])),
            .status = status == 0 ? (Str){NULL, 0} : statuses[status],
        };
        map_set(&world->state_by_code, field[STATE_ALPHA3], index);
        TRY(add_state_forms(load, &table, row, index));
    }
    return check_related(load, &table);
}

DatelineStatus world_load_shared(Loader *load)
{
    static const Str kinds[] = {STR_INIT("name"), STR_INIT("nationality")};
    Table table;
    TRY(world_read_table(load, "entities/shared_names.tsv", 3, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t kind, index = load->world->shared.count;
        TRY(READ_WORD(load, &table, row, 1, kinds, &kind));
        Shared *shared = list_add(load->arena, &load->world->shared);
        *shared = (Shared){.name = row->fields[0], .is_nationality = kind == 1};
        str_split(row->fields[2], '|', load->arena, &shared->countries);
        for (uint32_t k = 0; k < shared->countries.count; k++)
            TRY(world_check_owner(load, &table, row, shared->countries.items[k]));
        TRY(world_add_form(load, &table, row, row->fields[0],
                           (Form){.kind = FORM_SHARED,
                                  .row = index,
                                  .plural = str_ends(row->fields[0], STR("s"))}));
    }
    return DATELINE_OK;
}

DatelineStatus world_load_organisations(Loader *load)
{
    World *world = load->world;
    Table table;
    TRY(world_read_table(load, "entities/organisations.tsv", 6, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        ActorKind kind;
        if (!actor_kind_from_name(field[3], &kind))
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' is no kind of actor",
                            STR_ARG(field[3]));
        TRY(world_check_owner(load, &table, row, field[4]));
        TRY(world_check_sector(load, &table, row, field[5]));
        uint32_t index = world->organisations.count;
        Str key = arena_format(load->arena, "org:" STR_FMT, STR_ARG(field[0]));
        *list_add(load->arena, &world->organisations) = (Organisation){
            .key = key, .name = field[1], .country = field[4], .sector = field[5], .kind = kind};
        uint32_t before = map_find(&world->organisation_by_key, key);
        if (before != MAP_NONE)
            return FAIL_ROW(load->err, &table, row, "id '" STR_FMT "' stands in line %u too",
                            STR_ARG(field[0]), (unsigned)table.rows.items[before].line);
        map_set(&world->organisation_by_key, key, index);
        Form form = {.kind = FORM_ORGANISATION, .row = index};
        TRY(world_add_form(load, &table, row, field[1], form));
        TRY(world_add_forms(load, &table, row, field[2], form));
    }
    return DATELINE_OK;
}

DatelineStatus world_load_media(Loader *load)
{
    static const Str types[] = {STR_INIT("agency"), STR_INIT("broadcaster"), STR_INIT("newspaper"),
                                STR_INIT("outlet"), STR_INIT("platform")};
    static const Str ownerships[] = {STR_INIT("state"), STR_INIT("public"), STR_INIT("private")};
    World *world = load->world;
    Table table;
    Map lines;
    map_init(&lines, load->arena);
    TRY(world_read_table(load, "entities/media.tsv", 6, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        uint32_t type, ownership, index = world->media.count, before = map_find(&lines, field[0]);
        if (before != MAP_NONE)
            return FAIL_ROW(load->err, &table, row, "id '" STR_FMT "' stands in line %u too",
                            STR_ARG(field[0]), (unsigned)before);
        map_set(&lines, field[0], row->line);
        TRY(READ_WORD(load, &table, row, 3, types, &type));
        TRY(READ_WORD(load, &table, row, 5, ownerships, &ownership));
        TRY(world_check_owner(load, &table, row, field[4]));
        *list_add(load->arena, &world->media) =
            (Medium){.key = arena_format(load->arena, "media:" STR_FMT, STR_ARG(field[0])),
                     .name = field[1],
                     .type = field[3],
                     .country = field[4],
                     .ownership = field[5]};
        Form form = {.kind = FORM_MEDIUM, .row = index};
        TRY(world_add_form(load, &table, row, field[1], form));
        TRY(world_add_forms(load, &table, row, field[2], form));
    }
    return DATELINE_OK;
}

DatelineStatus world_load_metonyms(Loader *load)
{
    static const Str kinds[] = {STR_INIT("seat"), STR_INIT("name"), STR_INIT("context")};
    World *world = load->world;
    Table table;
    TRY(world_read_table(load, "entities/metonyms.tsv", 4, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t kind, index = world->metonyms.count;
        TRY(READ_WORD(load, &table, row, 3, kinds, &kind));
        TRY(world_check_owner(load, &table, row, row->fields[1]));
        if (row->fields[1].len == 0)
            return FAIL_ROW(load->err, &table, row, "expected a state or organisation");
        if (row->fields[2].len > 0 && world_body(world, row->fields[2]) == NONE)
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' is no id of bodies.tsv",
                            STR_ARG(row->fields[2]));
        *list_add(load->arena, &world->metonyms) =
            (Metonym){row->fields[0], row->fields[1], row->fields[2], (MetonymKind)kind};
        TRY(world_add_form(load, &table, row, row->fields[0],
                           (Form){.kind = FORM_METONYM, .row = index}));
    }
    return DATELINE_OK;
}
