/* What the benches share: clocks, memory, files, the end of a run that cannot go on. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "base/buffer.h"
#include "base/error.h"

/* On the wall, and of this process alone: what others do on the machine counts less there. */
double wall_seconds(void);
double processor_seconds(void);
double peak_megabytes(void);

/* Prints the program's name, what and why, and ends the program. */
_Noreturn void die(const char *what, const char *why);
void check(DatelineStatus status, const char *what, const DatelineError *err);

/* A whole file, gzipped or not. */
void read_file(const char *path, Buffer *out);

#endif
