#include "bytes.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "text/json_read.h" /* JSON_PADDING */

#define FIRST_WINDOW_BYTES (256u << 10)

static void set_capacity(ByteReader *reader, size_t capacity)
{
    char *data = realloc(reader->data, capacity + JSON_PADDING);
    if (data == NULL) abort(); /* as the arena does; what may be asked for is bounded by intake */
    memset(data + capacity, 0, JSON_PADDING);
    reader->data = data;
    reader->capacity = capacity;
}

void bytes_open(ByteReader *reader, int fd)
{
    *reader = (ByteReader){.fd = fd, .line = 1};
    set_capacity(reader, FIRST_WINDOW_BYTES);
}

void bytes_open_memory(ByteReader *reader, Str bytes)
{
    *reader = (ByteReader){.fd = -1, .line = 1, .is_at_end = true};
    set_capacity(reader, bytes.len);
    if (bytes.len > 0) memcpy(reader->data, bytes.data, bytes.len);
    reader->end = bytes.len;
}

void bytes_release(ByteReader *reader)
{
    free(reader->data);
    *reader = (ByteReader){.fd = -1};
}

/* Room for `wanted` bytes in the window: moves it to the front, grows the memory. */
static void make_room(ByteReader *reader, size_t wanted)
{
    if (reader->start > 0 && reader->start + wanted > reader->capacity) {
        memmove(reader->data, bytes_window(reader), bytes_count(reader));
        reader->end -= reader->start;
        reader->start = 0;
    }
    if (wanted <= reader->capacity - reader->start) return;
    size_t doubled = 2 * reader->capacity;
    set_capacity(reader, wanted > doubled ? wanted : doubled);
}

size_t bytes_fill(ByteReader *reader, size_t wanted)
{
    while (bytes_count(reader) < wanted && !reader->is_at_end) {
        make_room(reader, wanted);
        ssize_t got = read(reader->fd, reader->data + reader->end, reader->capacity - reader->end);
        if (got < 0 && errno == EINTR &&
            !(reader->is_stopped != NULL && reader->is_stopped(reader->context)))
            continue;
        if (got < 0) reader->error = errno;
        if (got <= 0) reader->is_at_end = true;
        if (got > 0) reader->end += (size_t)got;
    }
    return bytes_count(reader);
}

static uint64_t count_lines(const char *bytes, size_t len)
{
    uint64_t lines = 0;
    for (size_t i = 0; i < len; i++) lines += bytes[i] == '\n';
    return lines;
}

void bytes_consume(ByteReader *reader, size_t len)
{
    assert(len <= bytes_count(reader));
    reader->line += count_lines(bytes_window(reader), len);
    reader->start += len;
    reader->offset += len;
}
