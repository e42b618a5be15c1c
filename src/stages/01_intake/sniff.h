/* What a file is: its first bytes say, and its name helps. */
#ifndef STAGES_INTAKE_SNIFF_H
#define STAGES_INTAKE_SNIFF_H

#include "base/str.h"

#define SNIFF_BYTES (64u << 10)

typedef enum InputFormat {
    INPUT_EMPTY,
    INPUT_BINARY,
    INPUT_TEXT,
    INPUT_HTML,
    INPUT_FEED,
    INPUT_JSON_LINES,  /* a record a line */
    INPUT_JSON_VALUES, /* one object over several lines, or several such */
    INPUT_JSON_ARRAY,
    INPUT_ZIP,
    INPUT_WARC,
    INPUT_ARC,
    INPUT_UNKNOWN, /* XML that is neither a feed nor a page */
} InputFormat;

typedef struct Sniffed {
    InputFormat format;
    uint32_t offset;     /* of what gives it away, for INPUT_BINARY */
    const char *content; /* "a gzip file"; for INPUT_BINARY and INPUT_UNKNOWN */
} Sniffed;

/* start: the first bytes, up to SNIFF_BYTES; is_all: the file has no more. name: its path, or "-".
 */
Sniffed sniff_format(Str start, bool is_all, Str name);

/* Does a value that may be either hold HTML: a tag or a reference? */
bool sniff_is_html(Str value);

#endif
