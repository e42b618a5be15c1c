/* One file or stream: what it is, and who reads it. Paths are walk.c's. */
#include "intake.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "archive.h"
#include "sniff.h"
#include "unpack.h"

#define INTAKE_REASON(suffix, text) [INTAKE_##suffix] = text,
static const char *const reason_names[INTAKE_REASON_COUNT] = {INTAKE_REASON_LIST(INTAKE_REASON)};
#undef INTAKE_REASON

const char *intake_reason_name(IntakeReason reason)
{
    return reason_names[reason];
}

#define INTAKE_SKIP(suffix, text) [INTAKE_SKIP_##suffix] = text,
static const char *const skip_names[INTAKE_SKIP_COUNT] = {INTAKE_SKIP_LIST(INTAKE_SKIP)};
#undef INTAKE_SKIP

const char *intake_skip_name(IntakeSkip skip)
{
    return skip_names[skip];
}

bool run_is_stopped(const IntakeRun *run)
{
    return run->sink->is_stopped != NULL && run->sink->is_stopped(run->sink->context);
}

void run_problem(IntakeRun *run, IntakeReason reason, uint64_t offset, uint64_t line,
                 const char *fmt, ...)
{
    if (run_is_stopped(run)) return;
    if (run->record != NULL && reason == INTAKE_NO_TEXT) { /* data for machines, as most JSON is */
        archive_skip(run, run->record, INTAKE_SKIP_MEDIA);
        return;
    }
    run->counts->problems[reason]++;
    if (run->sink->problem == NULL) return;
    char message[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    IntakeProblem problem = {reason, run->path, offset, line, str_from_cstring(message)};
    if (run->record != NULL) { /* the place is one in its payload */
        problem.offset = run->record->offset;
        problem.line = 0;
    }
    run->sink->problem(run->sink->context, &problem);
}

DatelineStatus run_article(IntakeRun *run, DatelineSource *source)
{
    source->path = text_of(run->path);
    if (run->record != NULL) {
        source->path_offset = run->record->offset;
        if (source->fetched.len == 0) source->fetched = text_of(run->record->fetched);
        if (source->url.len == 0) source->url = text_of(run->record->url);
    }
    run->counts->articles++;
    return run->sink->article(run->sink->context, source, run->err);
}

DatelineStatus run_fields(IntakeRun *run, const IntakeFields **out)
{
    *out = run->sink->fields;
    if (*out != NULL) return DATELINE_OK;
    if (run->fields == NULL) TRY(intake_fields_new(NULL, NULL, &run->fields, run->err));
    *out = run->fields;
    return DATELINE_OK;
}

/* ---- One file -------------------------------------------------------------------------------- */

/* The whole rest of the stream; false if it is larger than the limit. */
static bool read_whole(IntakeRun *run, ByteReader *reader, uint32_t limit, const char *what,
                       Str *out)
{
    size_t len = bytes_fill(reader, (size_t)limit + 1);
    if (len > limit) {
        run_problem(run, INTAKE_TOO_LARGE, limit, 0,
                    "the file is larger than the limit of %u bytes (%u MiB) for one %s", limit,
                    limit >> 20, what);
        return false;
    }
    *out = (Str){bytes_window(reader), (uint32_t)len};
    return true;
}

static DatelineStatus read_page(IntakeRun *run, ByteReader *reader, DatelineFormat format)
{
    Str page;
    if (!read_whole(run, reader, LARGEST_ARTICLE_BYTES, "page", &page)) return DATELINE_OK;
    if (reader->error != 0) return DATELINE_OK; /* reported by the caller; half a page is none */
    DatelineSource source = {.page = text_of(page), .format = format};
    return run_article(run, &source);
}

static DatelineStatus read_feed_file(IntakeRun *run, ByteReader *reader)
{
    Str bytes;
    if (!read_whole(run, reader, LARGEST_FILE_BYTES, "feed", &bytes)) return DATELINE_OK;
    return read_feed(run, bytes);
}

static void report_fault(IntakeRun *run, const ByteReader *reader)
{
    const ByteFault *fault = &reader->fault;
    run_problem(run, fault->is_limit ? INTAKE_TOO_LARGE : INTAKE_BROKEN_PACKING, fault->offset, 0,
                "%s", fault->message);
}

bool run_resumes(IntakeRun *run, ByteReader *reader)
{
    if (!bytes_have_fault(reader)) return false;
    report_fault(run, reader);
    if (bytes_resume(reader)) return true;
    reader->fault = (ByteFault){0}; /* said once */
    return false;
}

/* Lines may be cut where the packing is damaged; the next ones are whole. */
static DatelineStatus read_lines(IntakeRun *run, ByteReader *reader)
{
    do TRY(read_json_lines(run, reader));
    while (run_resumes(run, reader));
    return DATELINE_OK;
}

static DatelineStatus read_stream(IntakeRun *run, ByteReader *reader, Str name)
{
    size_t len = bytes_fill(reader, SNIFF_BYTES);
    Str start = {bytes_window(reader), (uint32_t)(len < SNIFF_BYTES ? len : SNIFF_BYTES)};
    Sniffed sniffed = sniff_format(start, reader->is_at_end, name);
    if (run->sink->row != NULL && sniffed.format != INPUT_EMPTY && sniffed.format != INPUT_BINARY) return read_rows(run, reader);
    if (run->sink->is_plain && sniffed.format != INPUT_EMPTY)
        return read_page(run, reader, DATELINE_FORMAT_PLAIN);
    switch (sniffed.format) {
    case INPUT_EMPTY:
        if (reader->error == 0 && !bytes_have_fault(reader))
            run_problem(run, INTAKE_EMPTY, 0, 0, "the file has no content");
        return DATELINE_OK;
    case INPUT_BINARY:
        run_problem(run, INTAKE_BINARY, sniffed.offset, 0, "%s, not text", sniffed.content);
        return DATELINE_OK;
    case INPUT_UNKNOWN:
        run_problem(run, INTAKE_UNKNOWN, 0, 0, "%s", sniffed.content);
        return DATELINE_OK;
    case INPUT_TEXT: return read_page(run, reader, DATELINE_FORMAT_TEXT);
    case INPUT_HTML: return read_page(run, reader, DATELINE_FORMAT_HTML);
    case INPUT_FEED: return read_feed_file(run, reader);
    case INPUT_JSON_LINES: return read_lines(run, reader);
    case INPUT_JSON_VALUES: return read_json_values(run, reader, false);
    case INPUT_ZIP: return read_wacz(run, reader);
    case INPUT_WARC: return archive_read(run, reader, &warc_format);
    case INPUT_ARC: return archive_read(run, reader, &arc_format);
    case INPUT_JSON_ARRAY: return read_json_values(run, reader, true);
    }
    return DATELINE_OK;
}

/* "news.jsonl.gz" -> "news.jsonl": the extension says what is inside. */
static Str name_inside(Str name)
{
    static const Str extensions[] = {STR_INIT(".gz"), STR_INIT(".xz"), STR_INIT(".zst")};
    for (size_t i = 0; i < COUNT(extensions); i++)
        if (str_ends(name, extensions[i])) return (Str){name.data, name.len - extensions[i].len};
    return name;
}

/* Unpacks what is packed, layer by layer. False if there are too many. */
static bool unwrap(IntakeRun *run, ByteReader *reader, Str *name)
{
    for (uint32_t layers = 0;; layers++) {
        size_t count = bytes_fill(reader, PACKING_MAGIC_BYTES);
        Packing packing = unpack_find(
            (Str){bytes_window(reader), (uint32_t)(count < SNIFF_BYTES ? count : SNIFF_BYTES)});
        if (packing == PACKING_NONE) return true;
        if (layers == MOST_PACKINGS) {
            run_problem(run, INTAKE_TOO_LARGE, 0, 0, "packed more than %d times, at last with %s",
                        MOST_PACKINGS, unpack_name(packing));
            return false;
        }
        unpack_wrap(reader, packing);
        *name = name_inside(*name);
    }
}

DatelineStatus run_read(IntakeRun *run, ByteReader *reader, Str name)
{
    DatelineStatus status =
        unwrap(run, reader, &name) ? read_stream(run, reader, name) : DATELINE_OK;
    run->counts->bytes += reader->offset + bytes_count(reader);
    if (bytes_have_fault(reader)) report_fault(run, reader);
    if (reader->error != 0)
        run_problem(run, INTAKE_UNREADABLE, reader->offset + bytes_count(reader), 0,
                    "reading stopped: %s", strerror(reader->error));
    arena_clear(run->scratch);
    bytes_release(reader);
    return status;
}

static DatelineStatus read_opened(IntakeRun *run, ByteReader *reader)
{
    const IntakeSink *sink = run->sink;
    run->counts->files++;
    if (sink->begin_file != NULL) sink->begin_file(sink->context, run->path);
    DatelineStatus status = run_read(run, reader, run->path);
    if (sink->end_file != NULL) sink->end_file(sink->context);
    return status;
}

DatelineStatus read_descriptor(IntakeRun *run, int fd)
{
    ByteReader reader;
    bytes_open(&reader, fd);
    reader.is_stopped = run->sink->is_stopped;
    reader.context = run->sink->context;
    return read_opened(run, &reader);
}

/* ---- Entrances ------------------------------------------------------------------------------- */

static void run_init(IntakeRun *run, const char *path, const IntakeSink *sink, IntakeCounts *counts,
                     DatelineError *err)
{
    *run = (IntakeRun){.sink = sink, .counts = counts, .err = err, .path = str_from_cstring(path)};
    run->scratch = arena_new(64u << 10);
    run->lasting = arena_new(16u << 10);
}

static void run_release(IntakeRun *run)
{
    archive_release(run->archives);
    json_reader_free(run->json);
    intake_fields_free(run->fields);
    arena_free(run->lasting);
    arena_free(run->scratch);
}

DatelineStatus intake_read(const char *path, const IntakeSink *sink, IntakeCounts *counts,
                           DatelineError *err)
{
    IntakeRun run;
    run_init(&run, path, sink, counts, err);
    bool is_standard_input = strcmp(path, "-") == 0;
    DatelineStatus status =
        is_standard_input ? read_descriptor(&run, STDIN_FILENO) : read_named(&run, run.path);
    if (status == DATELINE_OK) status = archive_finish(&run);
    run_release(&run);
    return status;
}

DatelineStatus intake_read_bytes(Str bytes, const char *name, const IntakeSink *sink,
                                 IntakeCounts *counts, DatelineError *err)
{
    IntakeRun run;
    run_init(&run, name, sink, counts, err);
    ByteReader reader;
    bytes_open_memory(&reader, bytes);
    DatelineStatus status = read_opened(&run, &reader);
    if (status == DATELINE_OK) status = archive_finish(&run);
    run_release(&run);
    return status;
}
