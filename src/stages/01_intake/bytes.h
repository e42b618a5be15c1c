/*
 * Bytes of a file as they come: a window that is filled from behind and eaten from the front, so
 * that a stream of any length needs no more memory than its longest record.
 *
 *     file ──► window                              a plain file
 *     file ──► window ──► source ──► window        a packed one: the source is another reader's
 *                                                  bytes, unpacked (see unpack.h)
 */
#ifndef STAGES_INTAKE_BYTES_H
#define STAGES_INTAKE_BYTES_H

#include "base/str.h"

typedef struct ByteReader ByteReader;

/* Where bytes come from, if not from a file or memory. */
typedef struct ByteSource {
    /* Puts up to `room` bytes at out and returns how many there are. None: the end, then it sets
     * is_at_end; or it needs more room, then it has raised least_room. */
    size_t (*read)(struct ByteSource *source, ByteReader *reader, char *out, size_t room);
    /* After a fault: looks for the next place where reading can go on. NULL: there is none. */
    bool (*resume)(struct ByteSource *source, ByteReader *reader);
    /* The reader whose bytes this one makes others of; NULL: none. */
    const ByteReader *(*packed)(const struct ByteSource *source);
    void (*release)(struct ByteSource *source);
    size_t least_room;
} ByteSource;

/* What is wrong with the packing of a stream; it ends there, but may be resumed. */
typedef struct ByteFault {
    uint64_t offset;   /* in the packed bytes */
    bool is_limit;     /* it was refused, rather than broken */
    char message[192]; /* empty: there is no fault */
} ByteFault;

/* A part of a packed file that can be unpacked by itself: a gzip member, a Zstandard frame. */
typedef struct ByteMember {
    uint64_t start;  /* of its content, in the stream */
    uint64_t packed; /* of itself, in the packed bytes */
} ByteMember;

#define KEPT_MEMBERS 1024

struct ByteReader {
    int fd;             /* -1: there is a source, or all bytes are in the window */
    ByteSource *source; /* owned; may be NULL */
    char *data;
    size_t start; /* the window is data[start, end), with JSON_PADDING bytes behind it */
    size_t end;
    size_t capacity;
    uint64_t offset; /* in the stream, of the window's first byte */
    uint64_t line;   /* of the window's first byte, from 1 */
    bool is_at_end;  /* no bytes will come after the window */
    int error;       /* errno of a failed read, which ends the stream */
    ByteFault fault;
    ByteMember members[KEPT_MEMBERS]; /* a ring of the last ones; for bytes_member_at */
    uint64_t member_count;            /* that ever were */
    /* Asked before each read and while it waits; true ends the stream with EINTR. May be NULL. */
    bool (*is_stopped)(void *context);
    void *context;
};

void bytes_open(ByteReader *reader, int fd);                    /* fd stays the caller's */
void bytes_open_memory(ByteReader *reader, Str bytes);          /* copies them */
void bytes_open_source(ByteReader *reader, ByteSource *source); /* takes it over */
void bytes_release(ByteReader *reader);

/* Reads on until the window holds `wanted` bytes or the stream ends; returns how many it holds. The
 * window may move in memory. */
size_t bytes_fill(ByteReader *reader, size_t wanted);
/* Drops the first bytes of the window. */
void bytes_consume(ByteReader *reader, size_t len);
/* The same for bytes that have no lines. */
void bytes_drop(ByteReader *reader, size_t len);
/* Drops bytes without holding them; returns how many there were to drop. */
uint64_t bytes_skip(ByteReader *reader, uint64_t len);

/* After a fault: true if the stream goes on behind it. The window's bytes stay, and a record in it
 * that is cut stays cut: eat or drop them first. */
bool bytes_resume(ByteReader *reader);

/* Bytes of the file itself that were used up so far, below all packing. */
uint64_t bytes_used_of_file(const ByteReader *reader);
/* How many bytes there are, the window's included; false if only the end will tell. */
bool bytes_rest(const ByteReader *reader, uint64_t *out);
/* Does the window start with a member's content? Then *out is where that member is packed. */
bool bytes_member_at(const ByteReader *reader, uint64_t *out);
/* For sources: the next bytes belong to a member that starts at `packed`. */
void bytes_mark_member(ByteReader *reader, uint64_t packed);

static inline const char *bytes_window(const ByteReader *reader)
{
    return reader->data + reader->start;
}

static inline size_t bytes_count(const ByteReader *reader)
{
    return reader->end - reader->start;
}

static inline bool bytes_have_fault(const ByteReader *reader)
{
    return reader->fault.message[0] != '\0';
}

#endif
