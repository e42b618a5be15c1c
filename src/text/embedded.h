/* The table of built-in files, made by tools/gen_embed.py. */
#ifndef TEXT_EMBEDDED_H
#define TEXT_EMBEDDED_H

#include <stddef.h>

typedef struct EmbeddedFile {
    const char *name; /* "entities/states.tsv" */
    const char *start;
    const char *end;
} EmbeddedFile;

extern const EmbeddedFile embedded_files[];
extern const size_t embedded_file_count;

#endif
