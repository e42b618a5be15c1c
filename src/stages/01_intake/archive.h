/*
 * Web archives: what WARC and ARC have in common. Private to the archive readers.
 *
 *     header   of the format's own kind: where from, when, how long
 *     block    the bytes that were fetched, mostly an HTTP response
 *     header   ...
 *
 * read_warc.c and read_arc.c know the headers; archive_blocks.c finds where a block ends, though
 * its length may be wrong; archive_record.c makes an article of a block.
 */
#ifndef STAGES_INTAKE_ARCHIVE_H
#define STAGES_INTAKE_ARCHIVE_H

#include "archive_seen.h"
#include "base/buffer.h"
#include "faults.h"
#include "run.h"

#define LARGEST_RECORD_HEADER_BYTES (1u << 20)
/* A page, with the headers of its server. */
#define LARGEST_BLOCK_BYTES (LARGEST_ARTICLE_BYTES + (1u << 20))
#define UNKNOWN_LENGTH UINT64_MAX

/* One record whose block may become an article. Everything is borrowed. */
typedef struct ArchiveRecord {
    uint64_t offset; /* for people: of its gzip member in the file, or of itself in the content */
    Str id;
    Str url;
    Str fetched; /* as it is handed on: "2024-12-31T08:00:00Z" */
    Str content_type;
    bool is_http;  /* the block starts with the answer's own header */
    bool is_cut;   /* the block is not whole: no checksum will be right */
    bool is_sound; /* the block's checksum is right, so its payload is as it was written */
    Str block;
    Str payload_digest;
    Faults faults;
} ArchiveRecord;

typedef struct Segmented Segmented;

/* What is kept from record to record, for all archives of one run. */
typedef struct Archives {
    Arena *arena;  /* cleared after each record */
    Buffer joined; /* a body without its chunks */
    Buffer decoded;
    SeenRecords seen;
    List(Segmented *) segmented;
    bool is_arc_2; /* the ARC file that is being read has headers of ten fields, not of five */
} Archives;

Archives *archive_state(IntakeRun *run); /* made when first needed */

/* ---- archive_blocks.c ------------------------------------------------------------------------ */

typedef struct ArchiveFormat {
    const char *name;
    /* Does a header surely start here, where none is expected? */
    bool (*is_surely_header)(const char *bytes, size_t len);
    /* Could a header start here, where one is expected? */
    bool (*is_header)(const char *bytes, size_t len);
    uint32_t line_ends_after_block; /* "\n" are counted */
    /* One line end shows little: a header or the end of the file must follow it. */
    bool checks_next;
    /* Reads the record at the window's start and eats it. */
    DatelineStatus (*read_record)(IntakeRun *run, ByteReader *reader);
} ArchiveFormat;

/* Reads all records of a stream; goes on behind what is none, and behind broken compression. */
DatelineStatus archive_read(IntakeRun *run, ByteReader *reader,
                            const ArchiveFormat *format) MUST_CHECK;

extern const ArchiveFormat warc_format, arc_format;
/* Does a file start with a record? */
bool warc_starts(Str start);
bool arc_starts(Str start);

typedef struct FoundBlock {
    size_t len;
    bool is_cut; /* by the end of the stream */
    /* It is larger than LARGEST_BLOCK_BYTES; len is what the window has of it. */
    bool is_large;
} FoundBlock;

/* At or after from, where a line surely starts a record's header; len if none does. */
size_t archive_find_header(const ArchiveFormat *format, const char *bytes, size_t len, size_t from);

/* Fills the window with the block behind the header of header_len bytes; declared is its length, as
 * the header says. Where something else shows that this is wrong, it is a fault. */
FoundBlock archive_find_block(ByteReader *reader, const ArchiveFormat *format, size_t header_len,
                              uint64_t declared, Faults *faults);
/* Eats header and block. */
void archive_skip_block(ByteReader *reader, const ArchiveFormat *format, size_t header_len,
                        uint64_t declared, const FoundBlock *block, Faults *faults);

/* For people: where the record at the window's start is. */
uint64_t archive_offset(const ByteReader *reader);

/* ---- archive_record.c ------------------------------------------------------------------------ */

/* An article, a feed's articles, or a count of what it is instead; says its faults. */
DatelineStatus archive_read_record(IntakeRun *run, ArchiveRecord *record) MUST_CHECK;
/* A record whose block is too large to be read. block has the start of it. */
void archive_refuse_large(IntakeRun *run, ArchiveRecord *record, uint64_t declared);
void archive_report(IntakeRun *run, const ArchiveRecord *record);
/* A request's payload is what was sent behind its header. */
void archive_check_request(IntakeRun *run, const ArchiveRecord *record);
/* Sets is_sound. */
void archive_check_block(IntakeRun *run, ArchiveRecord *record, Str digest);

void archive_skip(IntakeRun *run, const ArchiveRecord *record, IntakeSkip why);

/* "20080430204825" -> "2008-04-30T20:48:25Z"; empty if it is no date. */
Str archive_date(Str digits, Arena *arena);

/* ---- archive_segments.c ---------------------------------------------------------------------- */

/* The first segment of a record: kept until the others come. */
void archive_begin_segmented(IntakeRun *run, const ArchiveRecord *record);
/* A further one; total: the length of all, if this is the last, else UNKNOWN_LENGTH. When all are
 * there they are read as one record. */
DatelineStatus archive_continue(IntakeRun *run, ArchiveRecord *segment, Str origin, uint64_t number,
                                uint64_t total) MUST_CHECK;
/* At the end of the run: what never was completed is read as far as it goes. */
DatelineStatus archive_finish(IntakeRun *run) MUST_CHECK;
void archive_release(Archives *archives);

#endif
