/* The formats, each a file of this folder, and what they share. */
#ifndef EXPORT_FORMATS_H
#define EXPORT_FORMATS_H

#include "export/events.h"
#include "export/out.h"

typedef struct Export {
    const ExportPlan *plan;
    DataFiles *files;
    ExportCodes *codes; /* of formats that need them */
    Arena *arena;       /* lives as long as the export */
    ExportOut out;
    uint64_t undated;
} Export;

struct ExportFormat {
    const char *name;
    bool needs_codes;
    DatelineStatus (*write)(Export *export, DatelineError *err);
};

/* Events of the plan, or of default statuses; counts the undated. */
DatelineStatus export_events(Export *export, unsigned default_statuses, EventSink sink,
                             void *context, DatelineError *err) MUST_CHECK;
/* A line with the names of columns. */
void export_header(Export *export, const char *const *columns, size_t count);

DatelineStatus write_plover(Export *export, DatelineError *err);
DatelineStatus write_gdelt_events(Export *export, DatelineError *err);
DatelineStatus write_gdelt_mentions(Export *export, DatelineError *err);
DatelineStatus write_icews(Export *export, DatelineError *err);
DatelineStatus write_polecat(Export *export, DatelineError *err);
DatelineStatus write_phoenix(Export *export, DatelineError *err);
DatelineStatus write_conllu(Export *export, DatelineError *err);
DatelineStatus write_w3c(Export *export, DatelineError *err);
DatelineStatus write_ftm(Export *export, DatelineError *err);
DatelineStatus write_csv(Export *export, DatelineError *err);
DatelineStatus write_jsonl(Export *export, DatelineError *err);

#endif
