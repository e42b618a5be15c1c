#include "faults.h"

#include <stdarg.h>
#include <stdio.h>

void faults_add(Faults *faults, const char *fmt, ...)
{
    char one[200];
    va_list args;
    va_start(args, fmt);
    vsnprintf(one, sizeof one, fmt, args);
    va_end(args);
    faults->count++;
    size_t room = sizeof faults->text - faults->len;
    int written =
        snprintf(faults->text + faults->len, room, "%s%s", faults->len > 0 ? "; " : "", one);
    if (written > 0 && (size_t)written < room)
        faults->len += (uint32_t)written;
    else
        faults->text[faults->len] = '\0';
}
