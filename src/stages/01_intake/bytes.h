/*
 * Bytes of a file as they come: a window that is filled from behind and eaten from the front, so
 * that a stream of any length needs no more memory than its longest record.
 */
#ifndef STAGES_INTAKE_BYTES_H
#define STAGES_INTAKE_BYTES_H

#include "base/str.h"

typedef struct ByteReader {
    int fd; /* -1: all bytes are in the window */
    char *data;
    size_t start; /* the window is data[start, end), with JSON_PADDING bytes behind it */
    size_t end;
    size_t capacity;
    uint64_t offset; /* in the file, of the window's first byte */
    uint64_t line;   /* of the window's first byte, from 1 */
    bool is_at_end;  /* no bytes will come after the window */
    int error;       /* errno of a failed read, which ends the stream */
    /* Asked when a signal breaks off a read; true ends the stream with EINTR. May be NULL. */
    bool (*is_stopped)(void *context);
    void *context;
} ByteReader;

void bytes_open(ByteReader *reader, int fd);           /* fd stays the caller's */
void bytes_open_memory(ByteReader *reader, Str bytes); /* copies them */
void bytes_release(ByteReader *reader);

/* Reads on until the window holds `wanted` bytes or the stream ends; returns how many it holds. The
 * window may move in memory. */
size_t bytes_fill(ByteReader *reader, size_t wanted);
/* Drops the first bytes of the window. */
void bytes_consume(ByteReader *reader, size_t len);

static inline const char *bytes_window(const ByteReader *reader)
{
    return reader->data + reader->start;
}

static inline size_t bytes_count(const ByteReader *reader)
{
    return reader->end - reader->start;
}

#endif
