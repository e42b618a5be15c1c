/*
 * Messages to people, on standard error: one line each, beginning with "dateline: ".
 *
 * A message quotes file names, ids and bytes of broken input. What could steer the terminal is
 * written as an escape: a name "a<ESC>[31m" is said as "a\x1b[31m".
 */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "base/buffer.h"
#include "base/error.h"

void say(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* Appends text with control and format characters and broken bytes as escapes. */
void add_visible(Buffer *out, Str text);

#endif
