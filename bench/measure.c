#include "measure.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include <zlib.h>

static double seconds_of(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double wall_seconds(void)
{
    return seconds_of(CLOCK_MONOTONIC);
}

double processor_seconds(void)
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

double peak_megabytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

_Noreturn void die(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s: %s\n", program_invocation_short_name, what, why);
    exit(1);
}

void check(DatelineStatus status, const char *what, const DatelineError *err)
{
    if (status != DATELINE_OK) die(what, err->message);
}

void read_file(const char *path, Buffer *out)
{
    char part[1 << 16];
    gzFile file = gzopen(path, "rb");
    if (file == NULL) die(path, "cannot be opened");
    for (int len; (len = gzread(file, part, sizeof part)) != 0;) {
        if (len < 0) die(path, "cannot be read");
        buffer_add(out, part, (size_t)len);
    }
    gzclose(file);
}
