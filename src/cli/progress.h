/* How far long work is, on one line of a terminal: "12,480 articles, 310 a second: dump.jsonl". */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "base/str.h"

typedef struct Progress {
    bool is_on;
    bool is_shown;
    int64_t started_ms;
    int64_t shown_ms;
} Progress;

/* Shown on standard error, if that is a terminal. */
void progress_init(Progress *progress, bool is_wanted);
/* Some times a second, however often it is called. */
void progress_show(Progress *progress, uint64_t articles, Str path);
/* Before anything else is printed. */
void progress_clear(Progress *progress);

#endif
