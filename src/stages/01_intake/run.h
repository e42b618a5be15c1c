/* What every reader of intake works with: where articles and problems go. Private to intake. */
#ifndef STAGES_INTAKE_RUN_H
#define STAGES_INTAKE_RUN_H

#include "base/arena.h"
#include "bytes.h"
#include "intake.h"
#include "text/json_read.h"

typedef struct FolderId {
    uint64_t device;
    uint64_t inode;
} FolderId;

typedef struct IntakeRun {
    const IntakeSink *sink;
    IntakeCounts *counts;
    DatelineError *err;
    Str path;               /* of the file that is being read */
    Arena *scratch;         /* cleared after each article */
    Arena *lasting;         /* until the end of the run */
    JsonReader *json;       /* made when first needed */
    IntakeFields *fields;   /* the built-in ones, loaded when first needed */
    List(FolderId) folders; /* read already */
    bool is_in_zip;
    struct Archives *archives;          /* made when first needed */
    const struct ArchiveRecord *record; /* whose payload is read; NULL: of no archive */
} IntakeRun;

void run_problem(IntakeRun *run, IntakeReason reason, uint64_t offset, uint64_t line,
                 const char *fmt, ...) PRINTF_LIKE(5, 6);
/* Hands an article to the sink; sets its path. Fails only if the sink does. */
DatelineStatus run_article(IntakeRun *run, DatelineSource *source) MUST_CHECK;

/* Unpacks and reads a whole stream, whatever is in it; releases the reader. name: with the extension
 * that may say what it is. */
DatelineStatus run_read(IntakeRun *run, ByteReader *reader, Str name) MUST_CHECK;
/* At the end of a packed stream: says what is wrong with the packing, if anything, and is true if
 * reading goes on behind it. */
bool run_resumes(IntakeRun *run, ByteReader *reader);

bool run_is_stopped(const IntakeRun *run);

/* A file, a folder or a pattern; path is NUL-terminated. */
DatelineStatus read_named(IntakeRun *run, Str path) MUST_CHECK;
DatelineStatus read_descriptor(IntakeRun *run, int fd) MUST_CHECK;

/* What the members of records mean: as the sink says, else as built in. */
DatelineStatus run_fields(IntakeRun *run, const IntakeFields **out) MUST_CHECK;

DatelineStatus read_json_lines(IntakeRun *run, ByteReader *reader) MUST_CHECK;
/* Values one after another, or the elements of an array. */
DatelineStatus read_json_values(IntakeRun *run, ByteReader *reader, bool is_array) MUST_CHECK;
/* One parsed record: an article, or an object that holds a list of them. */
DatelineStatus read_json_record(IntakeRun *run, const JsonValue *record, uint64_t offset,
                                uint64_t line) MUST_CHECK;
/* A table of pairs, of whichever kind; a row of one in JSON. */
DatelineStatus read_rows(IntakeRun *run, ByteReader *reader) MUST_CHECK;
DatelineStatus read_json_row(IntakeRun *run, const JsonValue *record, uint64_t offset, uint64_t line) MUST_CHECK;
DatelineStatus read_wacz(IntakeRun *run, ByteReader *reader) MUST_CHECK;
DatelineStatus read_feed(IntakeRun *run, Str bytes) MUST_CHECK;

static inline DatelineText text_of(Str value)
{
    return (DatelineText){value.data, value.len};
}

#endif
