/*
 * What add and annotate share: reading paths through the intake into a batch, with problems named
 * on standard error, progress on a terminal, and a stop that loses nothing on Ctrl-C.
 */
#ifndef CLI_READING_H
#define CLI_READING_H

#include "01_intake/intake.h"
#include "cli/command.h"
#include "cli/file_results.h"
#include "cli/progress.h"
#include "pipeline/batch.h"

typedef struct Reading {
    Batch *batch;
    IntakeFields *fields; /* what JSON members mean */
    FileResults *files;   /* who wants to know of each file; may be NULL */
    bool is_quiet;
    bool is_plain; /* each file is one plain text */
    /* Where files are tables of pairs: takes a row. NULL: they hold articles. */
    DatelineStatus (*take_row)(void *context, const IntakeRow *row, DatelineError *err);
    void *row_context;
    bool is_thorough; /* the large model reads too */
    Progress progress;
    bool was_stopped; /* by Ctrl-C */
    IntakeCounts counts;
    uint64_t delivered; /* articles that came out of the batch */
    uint64_t failed;    /* articles that could not be analysed */
    uint64_t problems;  /* of reading and of analysing */
} Reading;

/* threads from --threads, else one a core. False after saying what is wrong with the option. */
bool reading_threads(const Arguments *arguments, uint32_t *out);

/* Loads what reading needs, by --data and --map. */
DatelineStatus reading_init(Reading *reading, const Arguments *arguments, DatelineError *err);
void reading_release(Reading *reading);

/* Reads all operands and the files of --files-from ("-" alone if there are neither) into
 * reading->batch and waits for the end. */
DatelineStatus reading_run(Reading *reading, const Arguments *arguments, DatelineError *err);

/* For deliver functions: counts the article, names its failure, moves the progress on. True if
 * there is a document to take. */
bool reading_takes(Reading *reading, const BatchResult *result);

/* After a run without failure: 0, 3 if nothing at all could be read, 4 if something could not. */
ExitCode reading_exit_code(const Reading *reading);

#endif
