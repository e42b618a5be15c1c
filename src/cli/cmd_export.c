/*
 * dateline export: the ledger in the formats of others, to standard output or into a file.
 *
 * A file is written beside its place and put there when it is whole: who reads it sees the old one
 * or the new one, and a run that is stopped leaves nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/ledger_file.h"
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/stopping.h"
#include "export/export.h"

typedef struct Target {
    const char *path; /* NULL: standard output */
    char *part;       /* what is written until it is whole */
    int fd;
} Target;

static DatelineStatus fail_writing(const Target *target, DatelineError *err)
{
    return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "cannot write to %s: %s",
                target->path == NULL ? "standard output" : target->path, strerror(errno));
}

static DatelineStatus open_target(Target *target, DatelineError *err)
{
    target->fd = STDOUT_FILENO;
    if (target->path == NULL) return DATELINE_OK;
    size_t room = strlen(target->path) + 32;
    target->part = malloc(room);
    if (target->part == NULL) abort();
    snprintf(target->part, room, "%s.%ld.part", target->path, (long)getpid());
    target->fd = open(target->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return target->fd < 0 ? fail_writing(target, err) : DATELINE_OK;
}

static DatelineStatus write_bytes(void *context, Str bytes, DatelineError *err)
{
    const Target *target = context;
    for (uint32_t at = 0; at < bytes.len;) {
        if (stopping_was_asked())
            return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "stopped before the end");
        ssize_t written = write(target->fd, bytes.data + at, bytes.len - at);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return fail_writing(target, err);
        at += (uint32_t)written;
    }
    return DATELINE_OK;
}

/* Puts the file in its place, or takes it away after a failure. */
static DatelineStatus close_target(Target *target, DatelineStatus status, DatelineError *err)
{
    if (target->part == NULL) return status;
    if (status == DATELINE_OK && stopping_was_asked())
        status = FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "stopped before the end");
    if (status == DATELINE_OK && fsync(target->fd) != 0) status = fail_writing(target, err);
    if (target->fd >= 0 && close(target->fd) != 0 && status == DATELINE_OK)
        status = fail_writing(target, err);
    if (status == DATELINE_OK && rename(target->part, target->path) != 0)
        status = fail_writing(target, err);
    if (status != DATELINE_OK && target->fd >= 0) unlink(target->part);
    free(target->part);
    return status;
}

static bool choose_format(const Arguments *arguments, const ExportFormat **out)
{
    Arena *arena = arena_new(1024);
    const char *name = arguments->values[OPTION_FORMAT];
    *out = export_format_find(str_from_cstring(name));
    Str names = export_format_names(arena);
    if (*out == NULL && name == NULL)
        say("export: --format is missing; there are " STR_FMT, STR_ARG(names));
    else if (*out == NULL)
        say("--format: '%s' is no format; there are " STR_FMT, name, STR_ARG(names));
    arena_free(arena);
    return *out != NULL;
}

static bool choose_table(const Arguments *arguments, const ExportFormat *format, Str *out)
{
    Arena *arena = arena_new(1024);
    bool needs_table = format == export_format_find(STR("csv"));
    *out = str_from_cstring(arguments->values[OPTION_TABLE]);
    bool fits = needs_table == (out->len > 0);
    Str names = export_table_names(arena);
    if (!fits && needs_table)
        say("--format csv: name the records by --table; there are " STR_FMT, STR_ARG(names));
    else if (!fits)
        say("--table goes with --format csv alone");
    arena_free(arena);
    return fits;
}

static bool check_one_a_day(const Arguments *arguments, const ExportFormat *format)
{
    bool fits =
        arguments->values[OPTION_ONE_A_DAY] == NULL || format == export_format_find(STR("phoenix"));
    if (!fits) say("--one-a-day goes with --format phoenix alone");
    return fits;
}

static bool make_plan(const Arguments *arguments, ExportPlan *out)
{
    *out = (ExportPlan){.statuses = str_from_cstring(arguments->values[OPTION_STATUS]),
                        .one_a_day = arguments->values[OPTION_ONE_A_DAY] != NULL,
                        .data_dir = arguments->values[OPTION_DATA],
                        .write = write_bytes};
    if (!listing_filter(arguments, &out->filter)) return false;
    out->filter.type = str_from_cstring(arguments->values[OPTION_TYPE]);
    return choose_format(arguments, &out->format) &&
           choose_table(arguments, out->format, &out->table) &&
           check_one_a_day(arguments, out->format);
}

static DatelineStatus export_to(ExportPlan *plan, Target *target, ExportCounts *counts,
                                DatelineError *err)
{
    stopping_catch(true); /* before there is a file to take away */
    DatelineStatus status = open_target(target, err);
    plan->context = target;
    if (status == DATELINE_OK) status = export_run(plan, counts, err);
    status = close_target(target, status, err);
    stopping_catch(false);
    return status;
}

ExitCode run_export(const Arguments *arguments)
{
    ExportPlan plan;
    ExportCounts counts = {0};
    if (!make_plan(arguments, &plan)) return EXIT_USAGE;
    DatelineError err;
    if (ledger_open_existing(arguments, &plan.store, &err) != DATELINE_OK)
        return report_error(&err);
    Target target = {.path = arguments->values[OPTION_OUTPUT]};
    DatelineStatus status = export_to(&plan, &target, &counts, &err);
    store_close(plan.store);
    if (status != DATELINE_OK) return report_error(&err);
    if (counts.undated > 0 && arguments->values[OPTION_QUIET] == NULL)
        say("events left out, as neither they nor their articles have a date: %llu",
            (unsigned long long)counts.undated);
    if (counts.rows == 0) say("nothing found");
    return counts.rows > 0 ? EXIT_DONE : EXIT_NOTHING_FOUND;
}
