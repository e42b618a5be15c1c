#include "record/scales.h"

#include <stdio.h>

#include "text/numbers.h"

enum { CAMEO_COLUMNS = 2, PLOVER_COLUMNS = 3, DIALECT_COLUMNS = 3, CLASS_COLUMNS = 3 };

#define ROOT_DIGITS 2    /* of a CAMEO code */
#define LONGEST_KEY 64   /* bytes of a type and mode */

static const Str table_names[SCALE_COUNT] = {
#define X(suffix, name) STR_INIT(name),
    SCALE_LIST(X)
#undef X
};

const char *scale_table_name(ScaleTable table)
{
    return table_names[table].data;
}

bool scale_table_from_name(Str name, ScaleTable *out)
{
    uint32_t index = str_index(name, table_names, SCALE_COUNT);
    if (index != STR_NOT_FOUND) *out = (ScaleTable)index;
    return index != STR_NOT_FOUND;
}

/* ---- Loading ---------------------------------------------------------------------------------- */

static DatelineStatus read_value(const Table *table, const TableRow *row, Str field, double *out,
                                 DatelineError *err)
{
    bool is_negative = str_starts(field, STR("-"));
    Str digits = {field.data + is_negative, field.len - is_negative};
    double value;
    if (!number_from_figures(digits, &value) || value > 10)
        return FAIL_ROW(err, table, row, "value '" STR_FMT "' is not a number from -10 to 10",
                        STR_ARG(field));
    *out = is_negative ? -value : value;
    return DATELINE_OK;
}

static DatelineStatus add_value(Scales *scales, ScaleTable scale, Str key, const Table *table,
                                const TableRow *row, Str field, Arena *arena, DatelineError *err)
{
    double value = 0;
    TRY(read_value(table, row, field, &value, err));
    map_set(&scales->rows[scale], key, scales->values.count);
    *list_add(arena, &scales->values) = value;
    return DATELINE_OK;
}

/* The table of GDELT stands for the other two where they say nothing else. */
static DatelineStatus load_cameo(Scales *scales, const DataFiles *files, Arena *arena, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "events/cameo.tsv", CAMEO_COLUMNS, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        for (ScaleTable scale = SCALE_GDELT; scale <= SCALE_PHOENIX; scale++)
            TRY(add_value(scales, scale, row->fields[0], &table, row, row->fields[1], arena, err));
    }
    return DATELINE_OK;
}

static Str root_of(Str code)
{
    return (Str){code.data, code.len < ROOT_DIGITS ? code.len : ROOT_DIGITS};
}

static DatelineStatus load_dialects(Scales *scales, const DataFiles *files, Arena *arena,
                                    DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "events/scales.tsv", DIALECT_COLUMNS, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t scale;
        TRY(data_row_word(&table, row, 0, table_names, SCALE_COUNT, &scale, err));
        Map *rows = &scales->rows[scale];
        Str code = row->fields[1];
        if (scale == SCALE_PLOVER || map_find(rows, code) == MAP_NONE)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' is no code of that table", STR_ARG(code));
        if (str_equal(row->fields[2], STR("-")))
            map_set(rows, code, map_find(rows, root_of(code)));
        else
            TRY(add_value(scales, (ScaleTable)scale, code, &table, row, row->fields[2], arena, err));
    }
    return DATELINE_OK;
}

static DatelineStatus load_plover(Scales *scales, const DataFiles *files, Arena *arena, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "events/plover.tsv", PLOVER_COLUMNS, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *fields = row->fields;
        if (str_equal(fields[2], STR("-"))) continue; /* a mode without a score has that of its type */
        Str key = str_equal(fields[1], STR("-"))
                      ? fields[0]
                      : arena_format(arena, STR_FMT " " STR_FMT, STR_ARG(fields[0]), STR_ARG(fields[1]));
        TRY(add_value(scales, SCALE_PLOVER, key, &table, row, fields[2], arena, err));
    }
    return DATELINE_OK;
}

static DatelineStatus load_classes(Scales *scales, const DataFiles *files, Arena *arena,
                                   DatelineError *err)
{
    static const Str numbers[] = {STR_INIT("0"), STR_INIT("1"), STR_INIT("2"), STR_INIT("3"),
                                  STR_INIT("4")};
    Table table;
    TRY(data_table_read(files, "events/quads.tsv", CLASS_COLUMNS, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t scale, number;
        TRY(data_row_word(&table, row, 0, table_names, SCALE_COUNT, &scale, err));
        TRY(data_row_word(&table, row, 1, numbers, COUNT(numbers), &number, err));
        StrList keys = {0};
        str_split(row->fields[2], '|', arena, &keys);
        for (uint32_t k = 0; k < keys.count; k++) map_set(&scales->classes[scale], keys.items[k], number);
    }
    return DATELINE_OK;
}

DatelineStatus scales_load(const DataFiles *files, Arena *arena, Scales *out, DatelineError *err)
{
    *out = (Scales){0};
    for (int i = 0; i < SCALE_COUNT; i++) {
        map_init(&out->rows[i], arena);
        map_init(&out->classes[i], arena);
    }
    TRY(load_cameo(out, files, arena, err));
    TRY(load_dialects(out, files, arena, err));
    TRY(load_plover(out, files, arena, err));
    return load_classes(out, files, arena, err);
}

/* ---- Looking up ------------------------------------------------------------------------------- */

static Str plover_key(PloverType type)
{
    return type == PLOVER_NONE ? (Str){0} : str_from_cstring(plover_type_name(type));
}

static bool find_value(const Scales *scales, ScaleTable table, Str key, double *out)
{
    uint32_t index = key.len == 0 ? MAP_NONE : map_find(&scales->rows[table], key);
    if (index != MAP_NONE) *out = scales->values.items[index];
    return index != MAP_NONE;
}

bool scales_value(const Scales *scales, ScaleTable table, PloverType type, Str mode, Str cameo, double *out)
{
    if (table != SCALE_PLOVER)
        return find_value(scales, table, cameo, out) || find_value(scales, table, root_of(cameo), out);
    char key[LONGEST_KEY];
    Str name = plover_key(type);
    int len = snprintf(key, sizeof key, STR_FMT " " STR_FMT, STR_ARG(name), STR_ARG(mode));
    bool fits = len > 0 && (size_t)len < sizeof key;
    return (mode.len > 0 && fits && find_value(scales, table, (Str){key, (uint32_t)len}, out)) ||
           find_value(scales, table, name, out);
}

int scales_class(const Scales *scales, ScaleTable table, PloverType type, Str cameo)
{
    Str key = table == SCALE_PLOVER ? plover_key(type) : root_of(cameo);
    uint32_t found = key.len == 0 ? MAP_NONE : map_find(&scales->classes[table], key);
    return found == MAP_NONE ? -1 : (int)found;
}
