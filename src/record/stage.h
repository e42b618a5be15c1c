/*
 * What every stage offers to the pipeline.
 *
 * A stage loads its data once, into the pipeline's arena; run() then reads the document and its
 * data, and writes only its own parts. run() may be called from many threads at once: everything
 * it changes lies in the document or in scratch.
 */
#ifndef RECORD_STAGE_H
#define RECORD_STAGE_H

#include "base/error.h"
#include "record/document.h"

/* The data files a stage may read: those built in, or those of a directory. */
typedef struct DataFiles DataFiles;

/* One row of a stage's data with the sentence that shows it at work. */
typedef struct RuleExample {
    Str rule;    /* id; running the pipeline over text must make a record with this rule */
    Str text;    /* one or two sentences */
    Str file;    /* data file and line, for messages */
    uint32_t line;
    bool makes_no_event; /* the rule keeps events away: the text must make none */
} RuleExample;

typedef struct Stage {
    const char *name; /* "speech" */
    const char *does; /* one line for `dateline stages` */
    unsigned reads;   /* parts that must be there before */
    unsigned writes;  /* parts that are there after */
    const char *language; /* the only one it knows, "en"; NULL: it takes articles in any */

    /* *out_data is handed to run(). NULL if the stage has no data. */
    DatelineStatus (*load)(const DataFiles *files, Arena *arena, void **out_data,
                           DatelineError *err);
    /* Gives back what load() took beside the arena. NULL if that is nothing. */
    void (*unload)(void *data);
    /* scratch is empty on entry and is cleared after. */
    DatelineStatus (*run)(const void *data, Document *doc, Arena *scratch, DatelineError *err);

    /* The index-th example; false past the last. NULL if the stage has no rules. */
    bool (*rule_example)(const void *data, uint32_t index, RuleExample *out);
} Stage;

#endif
