#include "cli/reading.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/pool.h"
#include "cli/path_list.h"
#include "cli/say.h"
#include "cli/stopping.h"

#define MOST_DEFAULT_THREADS 64

static bool is_stopped(void *context)
{
    Reading *reading = context;
    reading->was_stopped = stopping_was_asked();
    return reading->was_stopped;
}

bool reading_threads(const Arguments *arguments, uint32_t *out)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1) cores = 1;
    if (cores > MOST_DEFAULT_THREADS) cores = MOST_DEFAULT_THREADS;
    long threads;
    if (!option_number(arguments, OPTION_THREADS, 1, MOST_POOL_THREADS, cores, &threads))
        return false;
    *out = (uint32_t)threads;
    return true;
}

static DatelineStatus take_article(void *context, const DatelineSource *source, DatelineError *err)
{
    Reading *reading = context;
    if (is_stopped(reading)) return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET, "stopped");
    if (reading->files != NULL) file_results_article(reading->files);
    DatelineSource thorough = *source;
    thorough.is_thorough = reading->is_thorough;
    return batch_add(reading->batch, &thorough, err);
}

static DatelineStatus take_row(void *context, const IntakeRow *row, DatelineError *err)
{
    Reading *reading = context;
    if (is_stopped(reading)) return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET, "stopped");
    return reading->take_row(reading->row_context, row, err);
}

/* "dump.jsonl:7: byte 4711: what is wrong" */
static void name_place(Str path, uint64_t line, uint64_t offset, Str what)
{
    char number[32] = "";
    if (line > 0) snprintf(number, sizeof number, ":%" PRIu64, line);
    say(STR_FMT "%s: byte %" PRIu64 ": " STR_FMT, STR_ARG(path), number, offset, STR_ARG(what));
}

static void name_problem(void *context, const IntakeProblem *problem)
{
    Reading *reading = context;
    reading->problems++;
    if (reading->files != NULL) file_results_problem(reading->files, problem);
    progress_clear(&reading->progress);
    Buffer what = {0};
    buffer_format(&what, "%s%s" STR_FMT, intake_reason_name(problem->reason),
                  problem->message.len > 0 ? ": " : "", STR_ARG(problem->message));
    name_place(problem->path, problem->line, problem->offset, buffer_str(&what));
    buffer_release(&what);
}

bool reading_takes(Reading *reading, const BatchResult *result)
{
    reading->delivered++;
    progress_show(&reading->progress, reading->delivered, result->path);
    if (result->status == DATELINE_OK) return true;
    reading->failed++;
    reading->problems++;
    progress_clear(&reading->progress);
    name_place(result->path, result->path_line, result->path_offset,
               str_from_cstring(result->error->message));
    return false;
}

DatelineStatus reading_init(Reading *reading, const Arguments *arguments, DatelineError *err)
{
    return intake_fields_new(arguments->values[OPTION_DATA], arguments->values[OPTION_MAP],
                             &reading->fields, err);
}

void reading_release(Reading *reading)
{
    intake_fields_free(reading->fields);
}

static void begin_file(void *context, Str path)
{
    Reading *reading = context;
    if (reading->files != NULL) file_results_begin(reading->files, path, &reading->counts);
}

static void end_file(void *context)
{
    Reading *reading = context;
    if (reading->files != NULL) file_results_end(reading->files, &reading->counts);
}

static DatelineStatus read_path(Reading *reading, const char *path, DatelineError *err)
{
    const IntakeSink sink = {.context = reading,
                             .article = take_article,
                             .row = reading->take_row != NULL ? take_row : NULL,
                             .problem = name_problem,
                             .is_stopped = is_stopped,
                             .begin_file = begin_file,
                             .end_file = end_file,
                             .fields = reading->fields,
                             .is_plain = reading->is_plain};
    return intake_read(path, &sink, &reading->counts, err);
}

static DatelineStatus read_list(Reading *reading, const char *file, DatelineError *err)
{
    PathList list;
    TRY(path_list_read(file, &list, err));
    DatelineStatus status = DATELINE_OK;
    const char *path;
    while (status == DATELINE_OK && (path = path_list_next(&list)) != NULL)
        status = read_path(reading, path, err);
    path_list_release(&list);
    return status;
}

static DatelineStatus read_operands(Reading *reading, const Arguments *arguments,
                                    DatelineError *err)
{
    const char *list = arguments->values[OPTION_FILES_FROM];
    for (int i = 0; i < arguments->operand_count; i++)
        TRY(read_path(reading, arguments->operands[i], err));
    if (list != NULL) return read_list(reading, list, err);
    return arguments->operand_count == 0 ? read_path(reading, "-", err) : DATELINE_OK;
}

DatelineStatus reading_run(Reading *reading, const Arguments *arguments, DatelineError *err)
{
    reading->is_quiet = arguments->values[OPTION_QUIET] != NULL;
    reading->is_plain = arguments->values[OPTION_PLAIN] != NULL;
    reading->is_thorough = arguments->values[OPTION_THOROUGH] != NULL;
    progress_init(&reading->progress, !reading->is_quiet);
    stopping_catch(true);
    DatelineStatus status = read_operands(reading, arguments, err);
    stopping_catch(false);
    if (status != DATELINE_OK && !reading->was_stopped) return status;
    TRY(batch_finish(reading->batch, err));
    progress_clear(&reading->progress);
    if (reading->was_stopped) say("stopped; run it again to go on where it was");
    return DATELINE_OK;
}

ExitCode reading_exit_code(const Reading *reading)
{
    if (reading->was_stopped) return EXIT_PARTLY_DONE;
    if (reading->problems == 0) return EXIT_DONE;
    return reading->counts.articles > reading->failed ? EXIT_PARTLY_DONE : EXIT_BAD_INPUT;
}
