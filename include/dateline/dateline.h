/*
 * dateline - turns news articles into sourced records.
 *
 *     DatelineError     err;
 *     DatelinePipeline *pipeline = dateline_pipeline_new(NULL, &err);
 *     DatelineDocument *doc;
 *
 *     if (dateline_pipeline_analyse(pipeline, &source, &doc, &err) != DATELINE_OK)
 *         fprintf(stderr, "%s\n", err.message);
 *
 * Ownership   What a *_new, *_analyse or *_open function hands out is freed with the *_free
 *             function of the same type. Everything else that is returned is borrowed: it lives
 *             as long as the object it came from.
 * Offsets     Every offset is a byte offset into dateline_document_text(), unless it is said to
 *             be a page offset: those count in the bytes the article was read from.
 * Threads     A pipeline is read-only after dateline_pipeline_new and may be shared. A document
 *             belongs to one thread at a time.
 */
#ifndef DATELINE_DATELINE_H
#define DATELINE_DATELINE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DATELINE_VERSION_MAJOR 0
#define DATELINE_VERSION_MINOR 1
#define DATELINE_VERSION_PATCH 0
#define DATELINE_VERSION "0.1.0"

#if defined(__GNUC__)
#define DATELINE_API __attribute__((visibility("default")))
#else
#define DATELINE_API
#endif

/* ---- Errors ------------------------------------------------------------------------------- */

typedef enum DatelineStatus {
    DATELINE_OK = 0,
    DATELINE_ERR_INPUT, /* the article cannot be read as it is */
    DATELINE_ERR_DATA,  /* a rule, lexicon or model file is broken */
    DATELINE_ERR_IO,    /* the system refused a read or write */
    DATELINE_ERR_LIMIT, /* a stated limit was passed */
    DATELINE_ERR_USAGE, /* the caller broke this header's contract */
    DATELINE_ERR_STORE, /* the ledger file cannot be opened, read or written */
} DatelineStatus;

#define DATELINE_NO_OFFSET SIZE_MAX

/* Filled on failure, untouched on success. Lives on the caller's stack. */
typedef struct DatelineError {
    DatelineStatus status;
    size_t input_offset;     /* byte in the input, or DATELINE_NO_OFFSET */
    const char *source_file; /* where the library noticed */
    int source_line;
    char message[512];
} DatelineError;

/* ---- Articles ----------------------------------------------------------------------------- */

typedef struct DatelinePipeline DatelinePipeline;
typedef struct DatelineDocument DatelineDocument;

/* Half-open: text[start, end). */
typedef struct DatelineSpan {
    uint32_t start;
    uint32_t end;
} DatelineSpan;

/* What the bytes of a page are, so that they are cleaned in the right way. */
typedef enum DatelineFormat {
    DATELINE_FORMAT_TEXT, /* plain text, perhaps with header lines before a blank line */
    DATELINE_FORMAT_HTML, /* a page or a fragment of one */
    DATELINE_FORMAT_PLAIN, /* English text and nothing else: every character of it is kept */
} DatelineFormat;

/* Text with its length; not NUL-terminated, {NULL, 0} where there is none. */
typedef struct DatelineText {
    const char *data;
    size_t len;
} DatelineText;

/* One article as it came in. What the container (feed, JSON line, ...) says about the article
 * beside its bytes stands in the named fields; all are optional but page. */
typedef struct DatelineSource {
    DatelineText page;      /* the article's own bytes; every page offset counts in these */
    DatelineFormat format;  /* how to clean them */
    DatelineText charset;   /* declared by the container: "windows-1252"; empty: find out */
    DatelineText url;       /* of the article */
    DatelineText outlet;    /* name of the publisher */
    DatelineText title;     /* headline, if the page bytes do not hold it */
    DatelineText author;    /* byline */
    DatelineText published; /* any date format we read */
    DatelineText fetched;   /* when the page was fetched, as a crawl says: "2024-12-31T08:00:00Z" */
    DatelineText language;  /* BCP 47, as declared */
    DatelineText path;      /* file the page was read from, for people */
    uint64_t path_offset;   /* byte in that file where the page or its record starts */
    uint64_t path_line;     /* line of that byte, from 1; 0 if lines mean nothing there */
    int is_thorough;        /* not 0: a large model reads every sentence of two parties for what the one does to the other;
                             * more events are found, at many times the cost */
} DatelineSource;

/* Loads the data files from data_dir, or the built-in ones if NULL. */
DATELINE_API DatelinePipeline *dateline_pipeline_new(const char *data_dir, DatelineError *err);
DATELINE_API void dateline_pipeline_free(DatelinePipeline *pipeline);

/* Runs every stage over one article. Copies what it needs of source. Pure: the result depends
 * on source, the data files and the version, on nothing else. */
DATELINE_API DatelineStatus dateline_pipeline_analyse(const DatelinePipeline *pipeline,
                                                      const DatelineSource *source,
                                                      DatelineDocument **out_doc,
                                                      DatelineError *err);
DATELINE_API void dateline_document_free(DatelineDocument *doc);

/* The clean text, UTF-8. */
DATELINE_API DatelineText dateline_document_text(const DatelineDocument *doc);
/* The article's id: the same for the same page, on every machine. NUL-terminated. */
DATELINE_API const char *dateline_document_id(const DatelineDocument *doc);
/* All records of the article as one JSON object; freed with free(). */
DATELINE_API char *dateline_document_json(const DatelineDocument *doc, size_t *out_len);
/* Bytes of the page that the given bytes of the clean text were made from. */
DATELINE_API DatelineSpan dateline_document_page_span(const DatelineDocument *doc,
                                                      DatelineSpan text_span);

DATELINE_API const char *dateline_version(void);

#ifdef __cplusplus
}
#endif
#endif
