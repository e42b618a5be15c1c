#include "export/codes.h"

#include "base/map.h"

struct ExportCodes {
    Arena *arena;
    List(CountryCodes) countries;
    Map country_of; /* iso3 */
    List(SectorCodes) sectors;
    Map sector_of;
    List(GroupCodes) groups;
    Map group_of; /* "org:un" */
    StrList names;
    Map name_of; /* CAMEO code */
    Scales scales;
    Map mutual; /* rule */
};

static Str unless_dash(Str field)
{
    return str_equal(field, STR("-")) ? (Str){NULL, 0} : field;
}

static Str lower_case(Str code, Arena *arena)
{
    char *lower = arena_copy(arena, code.data, code.len);
    for (uint32_t i = 0; i < code.len; i++) lower[i] = ascii_to_lower(lower[i]);
    return (Str){lower, code.len};
}

/* ---- Loading --------------------------------------------------------- */

/* One row of a table into the codes. */
typedef DatelineStatus (*AddRow)(ExportCodes *codes, const Table *table, const TableRow *row,
                                 DatelineError *err);

static DatelineStatus add_state(ExportCodes *codes, const Table *table, const TableRow *row,
                                DatelineError *err)
{
    (void)table, (void)err;
    const Str *fields = row->fields;
    map_set(&codes->country_of, fields[0], codes->countries.count);
    *list_add(codes->arena, &codes->countries) =
        (CountryCodes){.iso3 = fields[0],
                       .fips = fields[2],
                       .cow = fields[3],
                       .cameo = fields[0],
                       .name = fields[4],
                       .icews = fields[4],
                       .ftm = lower_case(fields[1], codes->arena)};
    return DATELINE_OK;
}

static DatelineStatus add_dialect(ExportCodes *codes, const Table *table, const TableRow *row,
                                  DatelineError *err)
{
    const Str *fields = row->fields;
    uint32_t index = map_find(&codes->country_of, fields[0]);
    if (index == MAP_NONE)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is no state of states.tsv",
                        STR_ARG(fields[0]));
    CountryCodes *country = &codes->countries.items[index];
    if (unless_dash(fields[1]).len > 0) country->cameo = fields[1];
    if (unless_dash(fields[2]).len > 0) country->icews = fields[2];
    if (unless_dash(fields[3]).len > 0) country->ftm = fields[3];
    if (str_equal(fields[3], STR("none"))) country->ftm = (Str){NULL, 0};
    return DATELINE_OK;
}

static DatelineStatus add_sector(ExportCodes *codes, const Table *table, const TableRow *row,
                                 DatelineError *err)
{
    (void)table, (void)err;
    const Str *fields = row->fields;
    map_set(&codes->sector_of, fields[0], codes->sectors.count);
    *list_add(codes->arena, &codes->sectors) =
        (SectorCodes){unless_dash(fields[1]), unless_dash(fields[2]), unless_dash(fields[3]),
                      unless_dash(fields[4])};
    return DATELINE_OK;
}

static DatelineStatus add_group(ExportCodes *codes, const Table *table, const TableRow *row,
                                DatelineError *err)
{
    (void)table, (void)err;
    Str key = arena_format(codes->arena, "org:" STR_FMT, STR_ARG(row->fields[0]));
    map_set(&codes->group_of, key, codes->groups.count);
    *list_add(codes->arena, &codes->groups) =
        (GroupCodes){row->fields[1], unless_dash(row->fields[2])};
    return DATELINE_OK;
}

static DatelineStatus add_name(ExportCodes *codes, const Table *table, const TableRow *row,
                               DatelineError *err)
{
    (void)table, (void)err;
    map_set(&codes->name_of, row->fields[0], codes->names.count);
    *list_add(codes->arena, &codes->names) = row->fields[1];
    return DATELINE_OK;
}

#define FRAME_SOURCE 4 /* the slots in which a source is looked for */

/* A frame that takes "each" of its subjects for a source tells what they do with one another. */
static DatelineStatus add_frame(ExportCodes *codes, const Table *table, const TableRow *row,
                                DatelineError *err)
{
    (void)table, (void)err;
    StrList slots = {0};
    str_split(row->fields[FRAME_SOURCE], '/', codes->arena, &slots);
    if (str_is_one_of(STR("each"), slots.items, slots.count) ||
        str_is_one_of(STR("+each"), slots.items, slots.count))
        map_set(&codes->mutual, row->fields[0], 1);
    return DATELINE_OK;
}

/* In this order: the dialects change what the states say. */
static const struct {
    const char *name;
    uint32_t columns;
    AddRow add;
} tables[] = {{"entities/states.tsv", 15, add_state},  {"export/countries.tsv", 4, add_dialect},
              {"export/sectors.tsv", 5, add_sector},   {"export/known_groups.tsv", 3, add_group},
              {"export/cameo_names.tsv", 2, add_name}, {"events/frames.tsv", 11, add_frame}};

DatelineStatus codes_new(const DataFiles *files, Arena *arena, ExportCodes **out,
                         DatelineError *err)
{
    ExportCodes *codes = arena_alloc(arena, sizeof *codes);
    codes->arena = arena;
    Map *const maps[] = {&codes->country_of, &codes->sector_of, &codes->group_of, &codes->name_of,
                         &codes->mutual};
    for (uint32_t i = 0; i < COUNT(maps); i++) map_init(maps[i], arena);
    for (uint32_t i = 0; i < COUNT(tables); i++) {
        Table table;
        TRY(data_table_read(files, tables[i].name, tables[i].columns, arena, &table, err));
        for (uint32_t k = 0; k < table.rows.count; k++)
            TRY(tables[i].add(codes, &table, &table.rows.items[k], err));
    }
    TRY(scales_load(files, arena, &codes->scales, err));
    *out = codes;
    return DATELINE_OK;
}

/* ---- Looking up --------------------------------------------------------------------------------
 */

const CountryCodes *codes_country(const ExportCodes *codes, Str iso3)
{
    static const CountryCodes none;
    uint32_t index = iso3.len == 0 ? MAP_NONE : map_find(&codes->country_of, iso3);
    return index == MAP_NONE ? &none : &codes->countries.items[index];
}

const SectorCodes *codes_sector(const ExportCodes *codes, Str sector)
{
    static const SectorCodes none;
    uint32_t index = sector.len == 0 ? MAP_NONE : map_find(&codes->sector_of, sector);
    return index == MAP_NONE ? &none : &codes->sectors.items[index];
}

const GroupCodes *codes_group(const ExportCodes *codes, Str key)
{
    uint32_t index = key.len == 0 ? MAP_NONE : map_find(&codes->group_of, key);
    return index == MAP_NONE ? NULL : &codes->groups.items[index];
}

Str codes_cameo_name(const ExportCodes *codes, Str code)
{
    for (; code.len >= 2; code.len--) { /* "0211", "021", "02" */
        uint32_t index = map_find(&codes->name_of, code);
        if (index != MAP_NONE) return codes->names.items[index];
    }
    return (Str){NULL, 0};
}

const Scales *codes_scales(const ExportCodes *codes)
{
    return &codes->scales;
}

bool codes_is_mutual(const ExportCodes *codes, Str rule)
{
    return map_find(&codes->mutual, rule) != MAP_NONE;
}
