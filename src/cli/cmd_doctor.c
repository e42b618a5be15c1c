/* dateline doctor: is the program whole, do its rules work, is the ledger sound? */
#include <stdio.h>
#include <unistd.h>

#include "cli/ledger_file.h"
#include "cli/render.h"
#include "pipeline/examples.h"
#include "query/check.h"

typedef struct Doctor {
    Arena *arena;
    Renderer *renderer;
    uint32_t faults;
} Doctor;

static void report(Doctor *doctor, const char *what, bool is_sound, Str finding)
{
    Str values[] = {str_from_cstring(what), is_sound ? STR("sound") : STR("fault"), finding};
    doctor->faults += !is_sound;
    renderer_row(doctor->renderer, values, NULL);
}

/* Every rule's example must still make a record by that rule. */
static void check_rules(Doctor *doctor, const Pipeline *pipeline)
{
    for (uint32_t s = 0; s < STAGE_COUNT; s++) {
        const Stage *stage = pipeline_stages[s];
        if (stage->rule_example == NULL) continue;
        uint32_t rules = 0, broken = 0;
        RuleExample example;
        const void *data = pipeline_stage_data(pipeline, s);
        for (; stage->rule_example(data, rules, &example); rules++)
            broken += !example_holds(pipeline, s, &example);
        report(doctor, arena_format(doctor->arena, "rules of %s", stage->name).data, broken == 0,
               arena_format(doctor->arena, "%u examples, %u without their record", rules, broken));
    }
}

static void check_ledger(Doctor *doctor, const Arguments *arguments)
{
    const char *path = ledger_path(arguments);
    if (access(path, F_OK) != 0) {
        report(doctor, "ledger", true, arena_format(doctor->arena, "none at %s", path));
        return;
    }
    DatelineError err;
    Store *store;
    Str finding = {0};
    DatelineStatus status = store_open(path, OPEN_TO_READ, NULL, &store, &err);
    if (status == DATELINE_OK) {
        status = query_check(store, doctor->arena, &finding, &err);
        store_close(store);
    }
    report(doctor, "ledger", status == DATELINE_OK,
           status == DATELINE_OK ? finding : str_from_cstring(err.message));
}

ExitCode run_doctor(const Arguments *arguments)
{
    static const QueryColumn columns[] = {{"what", "what", QUERY_TEXT, false},
                                          {"state", "state", QUERY_TEXT, false},
                                          {"finding", "finding", QUERY_TEXT, true}};
    Doctor doctor = {.arena = arena_new(1u << 16),
                     .renderer = renderer_new(columns, COUNT(columns), arguments)};
    DatelineError err;
    Pipeline *pipeline;
    if (pipeline_new(arguments->values[OPTION_DATA], &pipeline, &err) == DATELINE_OK) {
        report(&doctor, "data and model", true, STR("loaded"));
        check_rules(&doctor, pipeline);
        pipeline_free(pipeline);
    } else {
        report(&doctor, "data and model", false, str_from_cstring(err.message));
    }
    uint32_t data_faults = doctor.faults;
    check_ledger(&doctor, arguments);
    renderer_finish(doctor.renderer);
    renderer_free(doctor.renderer);
    arena_free(doctor.arena);
    if (doctor.faults == 0) return EXIT_DONE;
    return doctor.faults > data_faults ? EXIT_STORE : EXIT_BAD_INPUT;
}
