/* The scales of events for our SQL: event_scale(table, type, mode, code), event_class(table, type, code). */
#include "query/functions.h"
#include "record/scales.h"

typedef struct LoadedScales {
    Arena *arena;
    Scales scales;
} LoadedScales;

static Str text_of(sqlite3_value *value)
{
    const unsigned char *text = sqlite3_value_text(value);
    return (Str){(const char *)text, text == NULL ? 0 : (uint32_t)sqlite3_value_bytes(value)};
}

static void event_scale(sqlite3_context *context, int count, sqlite3_value **values)
{
    const LoadedScales *loaded = sqlite3_user_data(context);
    ScaleTable table;
    PloverType type = PLOVER_NONE;
    double value;
    (void)count;
    plover_type_from_name(text_of(values[1]), &type);
    if (scale_table_from_name(text_of(values[0]), &table) &&
        scales_value(&loaded->scales, table, type, text_of(values[2]), text_of(values[3]), &value))
        sqlite3_result_double(context, value);
}

static void event_class(sqlite3_context *context, int count, sqlite3_value **values)
{
    const LoadedScales *loaded = sqlite3_user_data(context);
    ScaleTable table;
    PloverType type = PLOVER_NONE;
    (void)count;
    plover_type_from_name(text_of(values[1]), &type);
    if (!scale_table_from_name(text_of(values[0]), &table)) return;
    int class = scales_class(&loaded->scales, table, type, text_of(values[2]));
    if (class >= 0) sqlite3_result_int(context, class);
}

static void free_scales(void *context)
{
    LoadedScales *loaded = context;
    arena_free(loaded->arena);
}

static DatelineStatus load(LoadedScales **out, DatelineError *err)
{
    Arena *arena = arena_new(1u << 14);
    DataFiles *files = data_files_new(NULL);
    LoadedScales *loaded = arena_alloc(arena, sizeof *loaded);
    loaded->arena = arena;
    DatelineStatus status = scales_load(files, arena, &loaded->scales, err);
    data_files_free(files);
    if (status != DATELINE_OK) arena_free(arena);
    *out = loaded;
    return status;
}

DatelineStatus scale_functions_register(Database *db, DatelineError *err)
{
    LoadedScales *loaded;
    TRY(load(&loaded, err));
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    if (sqlite3_create_function_v2(db->handle, "event_class", 3, flags, loaded, event_class, NULL, NULL,
                                   NULL) != SQLITE_OK) {
        free_scales(loaded);
        return database_fail(db, "preparing a question", err);
    }
    if (sqlite3_create_function_v2(db->handle, "event_scale", 4, flags, loaded, event_scale, NULL, NULL,
                                   free_scales) != SQLITE_OK) /* which frees them */
        return database_fail(db, "preparing a question", err);
    return DATELINE_OK;
}
