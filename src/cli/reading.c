#include "cli/reading.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/pool.h"
#include "cli/say.h"

#define MOST_DEFAULT_THREADS 64
#define PROGRESS_STEP 50

static volatile sig_atomic_t stop_was_asked;

static void ask_to_stop(int signal_number)
{
    stop_was_asked = 1;
    signal(signal_number,
           SIG_DFL); /* a second Ctrl-C ends at once; the ledger is safe all the same */
}

/* Without SA_RESTART: a read that waits for more of a pipe ends, too. */
static void catch_stops(bool is_on)
{
    struct sigaction action = {.sa_handler = is_on ? ask_to_stop : SIG_DFL};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static bool is_stopped(void *context)
{
    Reading *reading = context;
    reading->was_stopped = stop_was_asked != 0;
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

static void clear_progress(const Reading *reading)
{
    if (reading->shows_progress) fprintf(stderr, "\r\033[K");
}

static void show_progress(const Reading *reading)
{
    if (!reading->shows_progress || reading->delivered % PROGRESS_STEP != 0) return;
    fprintf(stderr, "\r%" PRIu64 " articles", reading->delivered);
    fflush(stderr);
}

static DatelineStatus take_article(void *context, const DatelineSource *source, DatelineError *err)
{
    Reading *reading = context;
    if (is_stopped(reading)) return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET, "stopped");
    return batch_add(reading->batch, source, err);
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
    clear_progress(reading);
    Buffer what = {0};
    buffer_format(&what, "%s%s" STR_FMT, intake_reason_name(problem->reason),
                  problem->message.len > 0 ? ": " : "", STR_ARG(problem->message));
    name_place(problem->path, problem->line, problem->offset, buffer_str(&what));
    buffer_release(&what);
}

bool reading_takes(Reading *reading, const BatchResult *result)
{
    reading->delivered++;
    show_progress(reading);
    if (result->status == DATELINE_OK) return true;
    reading->failed++;
    reading->problems++;
    clear_progress(reading);
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

static DatelineStatus read_operands(Reading *reading, const Arguments *arguments,
                                    DatelineError *err)
{
    const IntakeSink sink = {.context = reading,
                             .article = take_article,
                             .problem = name_problem,
                             .is_stopped = is_stopped,
                             .fields = reading->fields};
    if (arguments->operand_count == 0) return intake_read("-", &sink, &reading->counts, err);
    for (int i = 0; i < arguments->operand_count; i++)
        TRY(intake_read(arguments->operands[i], &sink, &reading->counts, err));
    return DATELINE_OK;
}

DatelineStatus reading_run(Reading *reading, const Arguments *arguments, DatelineError *err)
{
    reading->is_quiet = arguments->values[OPTION_QUIET] != NULL;
    reading->shows_progress = !reading->is_quiet && isatty(STDERR_FILENO);
    stop_was_asked = 0;
    catch_stops(true);
    DatelineStatus status = read_operands(reading, arguments, err);
    catch_stops(false);
    if (status != DATELINE_OK && !reading->was_stopped) return status;
    TRY(batch_finish(reading->batch, err));
    clear_progress(reading);
    if (reading->was_stopped) say("stopped; run it again to go on where it was");
    return DATELINE_OK;
}

ExitCode reading_exit_code(const Reading *reading)
{
    if (reading->was_stopped) return EXIT_PARTLY_DONE;
    if (reading->problems == 0) return EXIT_DONE;
    return reading->counts.articles > reading->failed ? EXIT_PARTLY_DONE : EXIT_BAD_INPUT;
}
