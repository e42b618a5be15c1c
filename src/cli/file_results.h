/*
 * What became of each file: how many articles it has, which of them were new, known or failed, what
 * was passed over and what could not be read.
 *
 * Articles come out of the batch later than they go in, but in the same order; so a file's result
 * is whole when its last article is out, and results become whole in the order of the files. Only
 * those that are not whole yet are held.
 *
 *     in    a.html  b.jsonl(1)  b.jsonl(2)  c.txt        begin, article ... end
 *     out                a.html  b.jsonl(1)              delivered: a.html is whole, b.jsonl not
 */
#ifndef CLI_FILE_RESULTS_H
#define CLI_FILE_RESULTS_H

#include "01_intake/intake.h"
#include "base/arena.h"

typedef enum ArticleFate {
    ARTICLE_ADDED,
    ARTICLE_KNOWN,
    ARTICLE_FAILED,
    ARTICLE_FATES
} ArticleFate;

/* Something of a file that could not be read or analysed. */
typedef struct FileFault {
    const char *reason; /* "broken JSON"; "failed" of an analysis */
    uint64_t offset;
    uint64_t line; /* 0 if lines mean nothing there */
    Str message;
} FileFault;

#define FAULTS_KEPT 100

typedef struct FileResult {
    Str path;
    IntakeCounts counts; /* of this file alone */
    uint64_t fates[ARTICLE_FATES];
    List(FileFault) faults; /* the first ones */
    Arena *arena;
    uint64_t pending; /* articles that are still in the batch */
    bool is_ended;
    struct FileResult *next;
} FileResult;

typedef struct FileResults {
    /* Takes a whole result, borrowed for the time of the call. */
    void (*take)(void *context, const FileResult *result);
    void *context;
    FileResult *oldest;
    FileResult *newest;
    IntakeCounts before; /* counts when the newest began */
} FileResults;

void file_results_begin(FileResults *results, Str path, const IntakeCounts *counts);
void file_results_end(FileResults *results, const IntakeCounts *counts);
/* Of the file that is being read, or of one that could not be opened. */
void file_results_problem(FileResults *results, const IntakeProblem *problem);
/* An article of the file that is being read goes into the batch. */
void file_results_article(FileResults *results);
/* It was known, and never went in. */
void file_results_skip(FileResults *results);
/* The oldest article in the batch came out; fault says why it failed, else it is NULL. */
void file_results_deliver(FileResults *results, ArticleFate fate, const FileFault *fault);
/* Hands on what is not whole, after a stop. */
void file_results_finish(FileResults *results);

/* Of a file or of all: what is in no ledger, and how much of it. */
uint64_t counts_problems(const IntakeCounts *counts);
uint64_t counts_skipped(const IntakeCounts *counts);

#endif
