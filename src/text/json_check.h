/* Where and why a text is not JSON: for the message to people, after the parser refused it. */
#ifndef TEXT_JSON_CHECK_H
#define TEXT_JSON_CHECK_H

#include "base/str.h"

typedef struct JsonFault {
    uint32_t offset;
    const char *reason; /* "expected ',' or '}'"; NULL if nothing is wrong */
} JsonFault;

/* Strict (RFC 8259): one value with white space around it, at most `deepest` levels. */
JsonFault json_find_fault(Str text, uint32_t deepest);

#endif
