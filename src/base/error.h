/* Error reporting: a status to branch on, and a DatelineError a person can act on. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "dateline/dateline.h"

#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define MUST_CHECK __attribute__((warn_unused_result))

/* return FAIL(err, DATELINE_ERR_DATA, offset, "verb list has no entry for '%s'", w); */
#define FAIL(err, status, offset, ...)                                                             \
    error_set((err), (status), (offset), __FILE__, __LINE__, __VA_ARGS__)

/* Pass a failure up unchanged. */
#define TRY(expr)                                                                                  \
    do {                                                                                           \
        DatelineStatus try_status_ = (expr);                                                       \
        if (try_status_ != DATELINE_OK) return try_status_;                                        \
    } while (0)

/* Always returns status, so that a failing function is one line. */
DatelineStatus error_set(DatelineError *err, DatelineStatus status, size_t input_offset,
                         const char *file, int line, const char *fmt, ...) PRINTF_LIKE(6, 7);

/* Says what we were doing: "reading a.html: unclosed tag <div". */
void error_add_context(DatelineError *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
