#include "export/formats.h"
#include "export/once.h"
#include "store/store.h"

static const ExportFormat formats[] = {
    {"plover", true, write_plover},
    {"gdelt-events", true, write_gdelt_events},
    {"gdelt-mentions", true, write_gdelt_mentions},
    {"icews", true, write_icews},
    {"polecat", true, write_polecat},
    {"phoenix", true, write_phoenix},
    {"conllu", false, write_conllu},
    {"w3c", false, write_w3c},
    {"ftm", true, write_ftm},
    {"csv", false, write_csv},
    {"jsonl", false, write_jsonl},
};

const ExportFormat *export_format_find(Str name)
{
    for (uint32_t i = 0; i < COUNT(formats); i++)
        if (str_equal(str_from_cstring(formats[i].name), name)) return &formats[i];
    return NULL;
}

Str export_format_names(Arena *arena)
{
    Buffer names = {0};
    for (uint32_t i = 0; i < COUNT(formats); i++)
        buffer_format(&names, "%s%s", i == 0 ? "" : ", ", formats[i].name);
    Str copy = arena_copy_str(arena, buffer_str(&names));
    buffer_release(&names);
    return copy;
}

DatelineStatus export_events(Export *export, unsigned default_statuses, EventSink sink,
                             void *context, DatelineError *err)
{
    EventWish wish = {.statuses = default_statuses};
    DatelineStatus status = events_each(export->plan, export->codes, &wish, sink, context, err);
    export->undated = wish.undated;
    return status;
}

void export_header(Export *export, const char *const *columns, size_t count)
{
    TsvRow header = {.out = &export->out.text};
    for (size_t i = 0; i < count; i++) tsv_cstring(&header, columns[i]);
    buffer_add_char(&export->out.text, '\n');
}

static DatelineStatus run_format(Export *export, DatelineError *err)
{
    const ExportFormat *format = export->plan->format;
    if (format->needs_codes) TRY(codes_new(export->files, export->arena, &export->codes, err));
    TRY(format->write(export, err));
    return out_flush(&export->out, err);
}

DatelineStatus export_run(const ExportPlan *plan, ExportCounts *out, DatelineError *err)
{
    ExportPlan streaming = *plan;
    streaming.filter.streams = true;
    Export export = {.plan = &streaming,
                     .files = data_files_new(plan->data_dir),
                     .arena = arena_new(1u << 16),
                     .out = {.write = plan->write, .context = plan->context}};
    DatelineStatus status = once_begin(plan->store->db, err);
    if (status == DATELINE_OK) status = database_begin_reading(plan->store->db, err);
    if (status == DATELINE_OK) {
        status = run_format(&export, err);
        database_end_reading(plan->store->db);
    }
    *out = (ExportCounts){.rows = export.out.rows, .undated = export.undated};
    buffer_release(&export.out.text);
    arena_free(export.arena);
    data_files_free(export.files);
    return status;
}
