#include "cli/reading.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/pool.h"

#define MOST_DEFAULT_THREADS 64
#define PROGRESS_STEP 50

static volatile sig_atomic_t stop_was_asked;

static void ask_to_stop(int signal_number)
{
    (void)signal_number;
    stop_was_asked = 1;
    signal(SIGINT, SIG_DFL); /* a second Ctrl-C ends at once; the ledger is safe all the same */
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
    if (stop_was_asked) {
        reading->was_stopped = true;
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET, "stopped");
    }
    return batch_add(reading->batch, source, err);
}

static void name_problem(void *context, const IntakeProblem *problem)
{
    Reading *reading = context;
    reading->problems++;
    clear_progress(reading);
    fprintf(stderr, "dateline: " STR_FMT, STR_ARG(problem->path));
    if (problem->line > 0) fprintf(stderr, ":%" PRIu64, problem->line);
    fprintf(stderr, ": byte %" PRIu64 ": %s", problem->offset, intake_reason_name(problem->reason));
    if (problem->message.len > 0) fprintf(stderr, ": " STR_FMT, STR_ARG(problem->message));
    fputc('\n', stderr);
}

bool reading_takes(Reading *reading, const BatchResult *result)
{
    reading->delivered++;
    show_progress(reading);
    if (result->status == DATELINE_OK) return true;
    reading->failed++;
    reading->problems++;
    clear_progress(reading);
    fprintf(stderr, "dateline: " STR_FMT ": byte %" PRIu64 ": %s\n", STR_ARG(result->path),
            result->path_offset, result->error->message);
    return false;
}

static DatelineStatus read_operands(Reading *reading, const Arguments *arguments,
                                    DatelineError *err)
{
    const IntakeSink sink = {.context = reading, .article = take_article, .problem = name_problem};
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
    signal(SIGINT, ask_to_stop);
    DatelineStatus status = read_operands(reading, arguments, err);
    signal(SIGINT, SIG_DFL);
    if (status != DATELINE_OK && !reading->was_stopped) return status;
    TRY(batch_finish(reading->batch, err));
    clear_progress(reading);
    if (reading->was_stopped)
        fprintf(stderr, "dateline: stopped; run it again to go on where it was\n");
    return DATELINE_OK;
}

ExitCode reading_exit_code(const Reading *reading)
{
    if (reading->was_stopped) return EXIT_PARTLY_DONE;
    if (reading->problems == 0) return EXIT_DONE;
    return reading->counts.articles > reading->failed ? EXIT_PARTLY_DONE : EXIT_BAD_INPUT;
}
