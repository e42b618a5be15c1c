/*
 * How fast web archives are read, beside what only unpacks them.
 *
 *     dateline-bench-archives FILE.warc.gz [TIMES]
 *
 * Rows: zlib's inflate, member by member, into one piece of memory and away; the same bytes through
 * the reader: members unpacked, records found, checksums verified, HTTP read, each page handed over.
 * The best of TIMES runs of each is printed, and the peak memory of the reader.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <zlib.h>

#include "01_intake/intake.h"
#include "measure.h"

#define CHUNK_BYTES (256u << 10)

typedef struct Measured {
    double seconds;
    uint64_t bytes; /* unpacked */
    uint64_t pages;
    uint64_t problems;
} Measured;

/* ---- zlib alone ---- */

static void inflate_chunk(z_stream *stream, unsigned char *out, Measured *measured)
{
    while (stream->avail_in > 0) {
        stream->next_out = out;
        stream->avail_out = CHUNK_BYTES;
        int result = inflate(stream, Z_NO_FLUSH);
        measured->bytes += CHUNK_BYTES - stream->avail_out;
        if (result == Z_STREAM_END)
            inflateReset(stream);
        else if (result != Z_OK)
            die("inflate", stream->msg == NULL ? "failed" : stream->msg);
    }
}

static Measured measure_zlib(const char *path)
{
    Measured measured = {0};
    double start = processor_seconds();
    FILE *file = fopen(path, "rb");
    unsigned char *in = malloc(CHUNK_BYTES), *out = malloc(CHUNK_BYTES);
    z_stream stream = {0};
    if (file == NULL || in == NULL || out == NULL) die(path, "cannot be read");
    if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK) die("inflate", "cannot start");
    for (size_t n; (n = fread(in, 1, CHUNK_BYTES, file)) > 0;) {
        stream.next_in = in;
        stream.avail_in = (unsigned)n;
        inflate_chunk(&stream, out, &measured);
    }
    inflateEnd(&stream);
    fclose(file);
    free(in);
    free(out);
    measured.seconds = processor_seconds() - start;
    return measured;
}

/* ---- the reader ---- */

static DatelineStatus take(void *context, const DatelineSource *source, DatelineError *err)
{
    Measured *measured = context;
    (void)err;
    measured->pages += source->page.len > 0;
    return DATELINE_OK;
}

static void count_problem(void *context, const IntakeProblem *problem)
{
    Measured *measured = context;
    (void)problem;
    measured->problems++;
}

static Measured measure_reader(const char *path)
{
    Measured measured = {0};
    IntakeCounts counts = {0};
    DatelineError err;
    const IntakeSink sink = {.context = &measured, .article = take, .problem = count_problem};
    double start = processor_seconds();
    if (intake_read(path, &sink, &counts, &err) != DATELINE_OK) die(path, err.message);
    measured.seconds = processor_seconds() - start;
    measured.bytes = counts.bytes;
    return measured;
}

static void keep_best(Measured *best, Measured one)
{
    if (best->seconds == 0 || one.seconds < best->seconds) *best = one;
}

static void print_row(const char *name, const Measured *measured)
{
    printf("| %-32s | %7.2f | %6.0f | %7.0f |\n", name, measured->seconds,
           (double)measured->bytes / 1e6 / measured->seconds,
           (double)measured->pages / measured->seconds);
}

int main(int argc, char **argv)
{
    if (argc < 2) die("usage", "dateline-bench-archives FILE.warc.gz [TIMES]");
    unsigned long times = argc > 2 ? strtoul(argv[2], NULL, 10) : 3;
    Measured zlib = {0}, reader = {0};
    double peak = 0;
    for (unsigned long i = 0; i < times; i++) {
        keep_best(&reader, measure_reader(argv[1]));
        peak = peak_megabytes();
        keep_best(&zlib, measure_zlib(argv[1]));
    }
    printf("%s: %.1f MB of content, %" PRIu64 " pages, %" PRIu64 " problems\n\n", argv[1],
           (double)reader.bytes / 1e6, reader.pages, reader.problems);
    printf("| what                             | seconds |   MB/s | pages/s |\n");
    printf("|----------------------------------|--------:|-------:|--------:|\n");
    print_row("zlib, unpacking alone", &zlib);
    print_row("reader: records, checksums, HTTP", &reader);
    printf("\nreader / zlib: %.2f; peak memory: %.0f MB\n", zlib.seconds / reader.seconds, peak);
    return 0;
}
