/*
 * Files, folders and standard input to articles, one after another.
 *
 *     news/a.txt, b.html       one article each: the page is the whole file
 *     news/feed.xml            an article an item (RSS 2.0, RSS 1.0, Atom): the page is the item's
 *                              fullest content
 *     news/dump.jsonl, .json   an article a record: the page is the record's text or html
 *
 * What a file is, its first bytes say, with its extension; standard input ("-") has only its bytes.
 * Any of them may be packed with gzip, xz or Zstandard, twice at most.
 * Folders are read with all that is in them, sorted by name; names that begin with '.' are passed
 * over. JSON lines and arrays are streamed: memory stays bounded by the longest record. What cannot
 * be read is reported with its place and counted, and the rest goes on.
 *
 * docs/input.md says which formats and fields are read.
 */
#ifndef STAGES_INTAKE_H
#define STAGES_INTAKE_H

#include "base/error.h"
#include "base/str.h"

/* Limits. A page is held in memory as a whole, and so is a record. */
#define LARGEST_FILE_BYTES (64u << 20)    /* a feed, a JSON file that is one object */
#define LARGEST_ARTICLE_BYTES (16u << 20) /* a text or HTML file, which is one page */
#define LARGEST_RECORD_BYTES (16u << 20)  /* a JSON line, an element of a JSON array */
#define DEEPEST_FOLDER 64
#define MOST_PACKINGS 2 /* "crawl.warc.gz.xz" */

/* suffix, printed name */
#define INTAKE_REASON_LIST(X)                                                                      \
    X(UNREADABLE, "unreadable") /* the system refused it */                                        \
    X(EMPTY, "empty")                                                                              \
    X(TOO_LARGE, "too large")                                                                      \
    X(BINARY, "not text")                                                                          \
    X(UNKNOWN, "unknown format")                                                                   \
    X(BROKEN_JSON, "broken JSON")                                                                  \
    X(BROKEN_FEED, "broken feed")           /* what could be read of it was read */                \
    X(BROKEN_RECORD, "broken record") /* of a web archive; what could be read of it was read */    \
    X(WRONG_DIGEST, "wrong checksum") /* the record was read all the same */                       \
    X(BROKEN_PACKING, "broken compression") /* what could be unpacked was read */                  \
    X(NO_TEXT, "no text")                   /* a record or item without any text */                \
    X(BAD_ROW, "bad row")                   /* of a table of pairs */                              \
    X(LOOP, "read already")                 /* a folder that links lead to again */

#define INTAKE_REASON(suffix, text) INTAKE_##suffix,
typedef enum IntakeReason { INTAKE_REASON_LIST(INTAKE_REASON) INTAKE_REASON_COUNT } IntakeReason;
#undef INTAKE_REASON

const char *intake_reason_name(IntakeReason reason);

/* What is rightly no article: records of a web archive that hold none. */
#define INTAKE_SKIP_LIST(X)                                                                        \
    X(ADMINISTRATION, "about the archive") /* warcinfo, metadata */                                \
    X(REQUEST, "request")                                                                          \
    X(REVISIT, "revisit of a page read") /* nothing new, and the page is there */                  \
    X(LOST_REVISIT, "revisit of a page not seen")                                                  \
    X(LOST_SEGMENT, "segment of a record not seen")                                                \
    X(STATUS, "not a success")    /* an answer of the server other than 200 to 299 */              \
    X(MEDIA, "not a page")        /* an image, a script, a PDF */                                  \
    X(NO_PAYLOAD, "empty answer") /* a success without a body */                                   \
    X(SCHEME, "not from the web") /* dns:, whois: */

#define INTAKE_SKIP(suffix, text) INTAKE_SKIP_##suffix,
typedef enum IntakeSkip { INTAKE_SKIP_LIST(INTAKE_SKIP) INTAKE_SKIP_COUNT } IntakeSkip;
#undef INTAKE_SKIP

const char *intake_skip_name(IntakeSkip skip);

/* Something that could not be read. Borrowed for the time of the call. */
typedef struct IntakeProblem {
    IntakeReason reason;
    Str path; /* "-" is standard input */
    /* Byte in the file where it is wrong. Of a packed file: in its content, or, if it is the
     * packing that is wrong or a record that is packed by itself, in the file. */
    uint64_t offset;
    uint64_t line; /* from 1; 0 if lines mean nothing there */
    Str message;   /* "line of 20971520 bytes is longer than the limit of 16777216 bytes" */
} IntakeProblem;

/* What the members of JSON records mean (data/intake/fields.tsv). */
typedef struct IntakeFields IntakeFields;

/* The built-in fields if data_dir is NULL. map says other places, and may be NULL:
 * "text=payload.body,title=head" reads these two fields from there alone. */
DatelineStatus intake_fields_new(const char *data_dir, const char *map, IntakeFields **out,
                                 DatelineError *err) MUST_CHECK;
void intake_fields_free(IntakeFields *fields);

/* A record that holds no article. Borrowed for the time of the call. */
typedef struct IntakeSkipped {
    IntakeSkip why;
    Str path;
    uint64_t offset; /* as of a problem */
    Str url;
} IntakeSkipped;

/* A text and two parties in it, source and target. Borrowed for the time of the call. */
typedef struct IntakeRow {
    Str id;         /* the number of its line if it has none */
    Str text;       /* UTF-8, without marks */
    Str parties[2]; /* their names, or the words that are marked */
    Span places[2]; /* of these in the text; empty if nothing is marked */
    Str path;
    uint64_t offset;
    uint64_t line;
} IntakeRow;

typedef struct IntakeSink {
    void *context;
    /* Takes one article; everything in source is borrowed for the time of the call. Any status but
     * DATELINE_OK stops the reading and is handed back. */
    DatelineStatus (*article)(void *context, const DatelineSource *source, DatelineError *err);
    /* If it is not NULL, files are tables of pairs (read_rows.c): rows come, and no articles. */
    DatelineStatus (*row)(void *context, const IntakeRow *row, DatelineError *err);
    void (*problem)(void *context, const IntakeProblem *problem); /* may be NULL */
    void (*skipped)(void *context, const IntakeSkipped *skipped); /* may be NULL */
    /* Asked before each file and each read, and while it waits: true ends the reading, without a
     * word on what was half read. May be NULL. */
    bool (*is_stopped)(void *context);
    /* Around each file that could be opened: what comes between, and the counts, are its own. A
     * file that could not be is a problem outside of them. May be NULL. */
    void (*begin_file)(void *context, Str path);
    void (*end_file)(void *context);
    const IntakeFields *fields; /* NULL: the built-in ones */
    bool is_plain;              /* each file is one plain text, whatever it looks like */
} IntakeSink;

typedef struct IntakeCounts {
    uint64_t files; /* opened, standard input included */
    uint64_t bytes; /* read; unpacked, if they were packed */
    uint64_t articles;
    uint64_t skipped[INTAKE_SKIP_COUNT]; /* no articles, and nothing wrong with them */
    uint64_t problems[INTAKE_REASON_COUNT];
} IntakeCounts;

/* Reads one path: "-", a file, a folder with all in it, or, if there is none of that name, the
 * files that fit a pattern ("news/2024-*.html", "**" for any folders). Fails only if the sink does;
 * adds to counts. */
DatelineStatus intake_read(const char *path, const IntakeSink *sink, IntakeCounts *counts,
                           DatelineError *err) MUST_CHECK;

/* The same for bytes in memory, as if they were a file called name. */
DatelineStatus intake_read_bytes(Str bytes, const char *name, const IntakeSink *sink,
                                 IntakeCounts *counts, DatelineError *err) MUST_CHECK;

#endif
