#include "bytes.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
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

void bytes_open_source(ByteReader *reader, ByteSource *source)
{
    bytes_open(reader, -1);
    reader->source = source;
}

void bytes_release(ByteReader *reader)
{
    if (reader->source != NULL) reader->source->release(reader->source);
    free(reader->data);
    *reader = (ByteReader){.fd = -1};
}

/* Room for `wanted` bytes in the window: moves it to the front, or grows the memory. It is moved
 * only when at least as much was eaten as is to be moved, so that all moves together cost no more
 * than the reading. */
static void make_room(ByteReader *reader, size_t wanted)
{
    if (wanted <= reader->capacity - reader->start) return;
    if (reader->start > 0 && reader->start >= bytes_count(reader)) {
        memmove(reader->data, bytes_window(reader), bytes_count(reader));
        reader->end -= reader->start;
        reader->start = 0;
    }
    if (wanted <= reader->capacity - reader->start) return;
    size_t doubled = 2 * reader->capacity, least = reader->start + wanted;
    set_capacity(reader, least > doubled ? least : doubled);
}

/* A stop that was asked for just before a read would not break it off. */
#define MS_BETWEEN_LOOKS 100

/* Until there is something to read, or the end; false if that is not waited for. */
static bool wait_for_bytes(const ByteReader *reader)
{
    struct pollfd file = {.fd = reader->fd, .events = POLLIN};
    int ready = 0;
    if (reader->is_stopped == NULL) return true;
    while (ready == 0 || (ready < 0 && errno == EINTR)) {
        if (reader->is_stopped(reader->context)) return false;
        ready = poll(&file, 1, MS_BETWEEN_LOOKS);
    }
    return true; /* what else is wrong the read will say */
}

static void read_file(ByteReader *reader, size_t wanted)
{
    make_room(reader, wanted);
    if (!wait_for_bytes(reader)) {
        reader->error = EINTR;
        reader->is_at_end = true;
        return;
    }
    ssize_t got = read(reader->fd, reader->data + reader->end, reader->capacity - reader->end);
    if (got < 0 && errno == EINTR &&
        !(reader->is_stopped != NULL && reader->is_stopped(reader->context)))
        return;
    if (got < 0) reader->error = errno;
    if (got <= 0) reader->is_at_end = true;
    if (got > 0) reader->end += (size_t)got;
}

static void read_source(ByteReader *reader, size_t wanted)
{
    ByteSource *source = reader->source;
    size_t least = bytes_count(reader) + source->least_room;
    make_room(reader, wanted > least ? wanted : least);
    reader->end +=
        source->read(source, reader, reader->data + reader->end, reader->capacity - reader->end);
}

size_t bytes_fill(ByteReader *reader, size_t wanted)
{
    while (bytes_count(reader) < wanted && !reader->is_at_end)
        if (reader->source != NULL)
            read_source(reader, wanted);
        else
            read_file(reader, wanted);
    return bytes_count(reader);
}

static uint64_t count_lines(const char *bytes, size_t len)
{
    uint64_t lines = 0;
    for (const char *end = bytes + len; (bytes = memchr(bytes, '\n', (size_t)(end - bytes))) != NULL;
         bytes++)
        lines++;
    return lines;
}

void bytes_consume(ByteReader *reader, size_t len)
{
    reader->line += count_lines(bytes_window(reader), len);
    bytes_drop(reader, len);
}

void bytes_drop(ByteReader *reader, size_t len)
{
    assert(len <= bytes_count(reader));
    reader->start += len;
    reader->offset += len;
    /* An empty window starts at the front again: memory that is still in the cache. */
    if (reader->start == reader->end && reader->fd < 0) reader->start = reader->end = 0;
}

uint64_t bytes_skip(ByteReader *reader, uint64_t len)
{
    uint64_t left = len;
    while (left > 0 && bytes_fill(reader, 1) > 0) {
        size_t count = bytes_count(reader);
        if (count > left) count = (size_t)left;
        bytes_consume(reader, count);
        left -= count;
    }
    return len - left;
}

bool bytes_resume(ByteReader *reader)
{
    if (!bytes_have_fault(reader) || reader->fault.is_limit || reader->source == NULL ||
        reader->source->resume == NULL)
        return false;
    reader->fault = (ByteFault){0};
    if (!reader->source->resume(reader->source, reader)) return false;
    reader->is_at_end = false;
    return true;
}

uint64_t bytes_used_of_file(const ByteReader *reader)
{
    while (reader->source != NULL && reader->source->packed != NULL)
        reader = reader->source->packed(reader->source);
    return reader->offset;
}

bool bytes_rest(const ByteReader *reader, uint64_t *out)
{
    struct stat info;
    *out = bytes_count(reader);
    if (reader->is_at_end) return true;
    if (reader->fd < 0 || fstat(reader->fd, &info) != 0 || !S_ISREG(info.st_mode)) return false;
    off_t at = lseek(reader->fd, 0, SEEK_CUR);
    if (at < 0 || at > info.st_size) return false;
    *out += (uint64_t)(info.st_size - at);
    return true;
}

bool bytes_member_at(const ByteReader *reader, uint64_t *out)
{
    uint64_t kept = reader->member_count < KEPT_MEMBERS ? reader->member_count : KEPT_MEMBERS;
    for (uint64_t i = 1; i <= kept; i++) {
        const ByteMember *member = &reader->members[(reader->member_count - i) % KEPT_MEMBERS];
        if (member->start < reader->offset) return false;
        if (member->start > reader->offset) continue;
        *out = member->packed;
        return true;
    }
    return false;
}

void bytes_mark_member(ByteReader *reader, uint64_t packed)
{
    ByteMember member = {reader->offset + bytes_count(reader), packed};
    ByteMember *last = &reader->members[(reader->member_count - 1) % KEPT_MEMBERS];
    if (reader->member_count > 0 && last->start == member.start) /* the last one was empty */
        *last = member;
    else
        reader->members[reader->member_count++ % KEPT_MEMBERS] = member;
}
