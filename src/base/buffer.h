/* Growable bytes on the heap: for output that outlives a document, such as a JSON line. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>

#include "base/str.h"

typedef struct Buffer {
    char *data; /* NUL-terminated beyond len once anything was added */
    size_t len;
    size_t capacity;
} Buffer;

void buffer_release(Buffer *buffer); /* frees, back to {0} */
void buffer_clear(Buffer *buffer);   /* empties, keeps the memory */
void buffer_reserve(Buffer *buffer, size_t more);
void buffer_add(Buffer *buffer, const void *bytes, size_t len);
void buffer_add_str(Buffer *buffer, Str text);
void buffer_add_char(Buffer *buffer, char c);
void buffer_format(Buffer *buffer, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static inline Str buffer_str(const Buffer *buffer)
{
    return (Str){buffer->data, (uint32_t)buffer->len};
}

#endif
