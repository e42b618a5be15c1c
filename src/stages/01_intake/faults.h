/* What is wrong with one record, gathered until it is said in one line. */
#ifndef STAGES_INTAKE_FAULTS_H
#define STAGES_INTAKE_FAULTS_H

#include "base/error.h"
#include "base/str.h"

typedef struct Faults {
    uint32_t count;
    uint32_t len;
    char text[400]; /* "WARC-Date 'blue monday' is no date; no WARC-Record-ID"; NUL-terminated */
} Faults;

/* Beyond the room there is, faults are only counted. */
void faults_add(Faults *faults, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* For values from outside: STR_FMT with what of them is worth printing. */
#define LONGEST_QUOTED 60
#define SHORT_ARG(s) (int)((s).len < LONGEST_QUOTED ? (s).len : LONGEST_QUOTED), (s).data

#endif
