/* What the scorers' programs share: reading a text, and running the stages over it as it is. */
#ifndef SCORE_TEXTS_H
#define SCORE_TEXTS_H

#include <stdio.h>

#include "pipeline/pipeline.h"

/* All of a stream. The caller frees the data. */
Str text_read(FILE *stream);
void text_free(Str text);

/* Runs the stages after clean, up to the one that writes the part, over a document whose page is
 * its text. */
DatelineStatus text_run_stages(const Pipeline *pipeline, Document *doc, unsigned part,
                               DatelineError *err);

/* The main of a program "NAME FILE...": each file is read as a plain text, run up to the part, and
 * printed. Returns what main is to return. */
typedef void TextPrinter(const Document *doc, const char *path);
int text_print_files(int argc, char **argv, unsigned part, TextPrinter *print);

#endif
