#include "record_fields.h"

#include <stdlib.h>

#define X(suffix, name) STR_INIT(name),
static const Str names[FIELD_COUNT] = {RECORD_FIELD_LIST(X)};
#undef X

static DatelineStatus load(IntakeFields *fields, const DataFiles *files, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "intake/fields.tsv", 3, fields->arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t field;
        TRY(data_row_word(&table, row, 0, names, COUNT(names), &field, err));
        *list_add(fields->arena, &fields->paths[field]) = row->fields[1];
    }
    return DATELINE_OK;
}

/* One "field=path" of a map. */
static DatelineStatus add_rule(IntakeFields *fields, Str rule, bool *is_mapped, DatelineError *err)
{
    uint32_t equals = str_find(rule, STR("="), 0);
    if (equals == STR_NOT_FOUND || equals == 0 || equals + 1 == rule.len)
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                    "map '" STR_FMT "' is not of the form FIELD=PATH", STR_ARG(rule));
    Str name = str_trim((Str){rule.data, equals});
    uint32_t field = str_index(name, names, FIELD_INNER + 1);
    if (field == STR_NOT_FOUND)
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                    "map '" STR_FMT "': the fields are html, text, summary, title, url, published, "
                    "fetched, outlet, author, language, id, sentence, source, target, records and inner",
                    STR_ARG(rule));
    if (!is_mapped[field]) fields->paths[field] = (StrList){0};
    is_mapped[field] = true;
    Str path = str_trim((Str){rule.data + equals + 1, rule.len - equals - 1});
    *list_add(fields->arena, &fields->paths[field]) = path;
    return DATELINE_OK;
}

/* A field that is mapped is read from there alone; a page that is mapped has no other source. */
static DatelineStatus apply(IntakeFields *fields, const char *map, DatelineError *err)
{
    StrList rules = {0};
    bool is_mapped[FIELD_COUNT] = {false};
    str_split(arena_copy_str(fields->arena, str_from_cstring(map)), ',', fields->arena, &rules);
    for (uint32_t i = 0; i < rules.count; i++)
        TRY(add_rule(fields, rules.items[i], is_mapped, err));
    if (!is_mapped[FIELD_HTML] && !is_mapped[FIELD_TEXT]) return DATELINE_OK;
    for (RecordField field = FIELD_HTML; field <= FIELD_SUMMARY; field++)
        if (!is_mapped[field]) fields->paths[field] = (StrList){0};
    return DATELINE_OK;
}

DatelineStatus intake_fields_new(const char *data_dir, const char *map, IntakeFields **out,
                                 DatelineError *err)
{
    Arena *arena = arena_new(16u << 10);
    IntakeFields *fields = arena_alloc(arena, sizeof *fields);
    *fields = (IntakeFields){.arena = arena};
    DataFiles *files = data_files_new(data_dir);
    DatelineStatus status = load(fields, files, err);
    data_files_free(files);
    if (status == DATELINE_OK && map != NULL) status = apply(fields, map, err);
    if (status != DATELINE_OK) {
        arena_free(arena);
        return status;
    }
    *out = fields;
    return DATELINE_OK;
}

void intake_fields_free(IntakeFields *fields)
{
    if (fields != NULL) arena_free(fields->arena);
}
