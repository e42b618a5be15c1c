#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

DatelineStatus error_set(DatelineError *err, DatelineStatus status, size_t input_offset,
                         const char *file, int line, const char *fmt, ...)
{
    if (err == NULL) return status;

    err->status = status;
    err->input_offset = input_offset;
    err->source_file = file;
    err->source_line = line;

    va_list args;
    va_start(args, fmt);
    vsnprintf(err->message, sizeof err->message, fmt, args);
    va_end(args);
    return status;
}

void error_add_context(DatelineError *err, const char *fmt, ...)
{
    if (err == NULL) return;

    char context[sizeof err->message];
    va_list args;
    va_start(args, fmt);
    vsnprintf(context, sizeof context, fmt, args);
    va_end(args);

    char joined[2 * sizeof err->message + 2];
    snprintf(joined, sizeof joined, "%s: %s", context, err->message);
    memcpy(err->message, joined, sizeof err->message - 1);
    err->message[sizeof err->message - 1] = '\0';
}
