/* A file that names files: `add --files-from LIST`. */
#ifndef CLI_PATH_LIST_H
#define CLI_PATH_LIST_H

#include "base/buffer.h"
#include "base/error.h"

/* The paths of a list, one a line, or parted by NUL if it has any. Blank lines are passed over. */
typedef struct PathList {
    Buffer bytes;
    size_t at;
    char end; /* '\n' or '\0' */
} PathList;

/* file: "-" is standard input. Whole lists are held: 64 MiB at most. */
DatelineStatus path_list_read(const char *file, PathList *out, DatelineError *err) MUST_CHECK;
/* The next path, NUL-terminated, good until the list is released; NULL after the last. */
const char *path_list_next(PathList *list);
void path_list_release(PathList *list);

#endif
