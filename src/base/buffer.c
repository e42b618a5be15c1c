#include "base/buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buffer_release(Buffer *buffer)
{
    free(buffer->data);
    *buffer = (Buffer){0};
}

void buffer_clear(Buffer *buffer)
{
    buffer->len = 0;
    if (buffer->data != NULL) buffer->data[0] = '\0';
}

void buffer_reserve(Buffer *buffer, size_t more)
{
    if (more < buffer->capacity - buffer->len) return;
    if (more > SIZE_MAX / 4 || buffer->len > SIZE_MAX / 4) abort();
    size_t capacity = buffer->capacity < 256 ? 256 : buffer->capacity;
    while (capacity - buffer->len <= more) capacity *= 2;
    char *data = realloc(buffer->data, capacity);
    if (data == NULL) {
        fprintf(stderr, "dateline: out of memory asking for %zu bytes\n", capacity);
        abort();
    }
    buffer->data = data;
    buffer->capacity = capacity;
}

void buffer_add(Buffer *buffer, const void *bytes, size_t len)
{
    buffer_reserve(buffer, len);
    if (len > 0) memcpy(buffer->data + buffer->len, bytes, len);
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
}

void buffer_add_str(Buffer *buffer, Str text)
{
    buffer_add(buffer, text.data, text.len);
}

void buffer_add_char(Buffer *buffer, char c)
{
    buffer_add(buffer, &c, 1);
}

void buffer_format(Buffer *buffer, const char *fmt, ...)
{
    assert(fmt != NULL);
    va_list args;
    va_start(args, fmt);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len > 0) {
        buffer_reserve(buffer, (size_t)len);
        vsnprintf(buffer->data + buffer->len, (size_t)len + 1, fmt, again);
        buffer->len += (size_t)len;
    }
    va_end(again);
}
