/*
 * How many pages a second through the clean stage, on one thread, beside the parser alone.
 *
 *     dateline-bench-pages FILE...       HTML pages, gzipped or not; read into memory first
 *
 * Rows: the charset alone, charset and parser, and the whole stage (charset, parser, metadata, main
 * text, types of blocks, byte map). All pages are gone through until three seconds have passed;
 * the fastest round counts, as the machine's noise only ever adds.
 */
#include <stdio.h>
#include <stdlib.h>

#include "02_clean/clean.h"
#include "html/html.h"
#include "measure.h"
#include "text/charset.h"
#include "text/data.h"

typedef enum Work { WORK_CHARSET, WORK_PARSE, WORK_CLEAN, WORK_COUNT } Work;

typedef struct Bench {
    Buffer *pages;
    uint32_t count;
    uint64_t bytes;
    const void *clean;
    Arena *scratch;
    uint64_t kept; /* bytes of clean text: looked at, so that nothing is left out */
} Bench;

static void clean_page(Bench *bench, Str page)
{
    DatelineError err;
    DatelineSource source = {.page = {page.data, page.len}, .format = DATELINE_FORMAT_HTML};
    Document *doc;
    if (document_new(&source, &doc, &err) != DATELINE_OK) die("page", err.message);
    if (stage_clean.run(bench->clean, doc, bench->scratch, &err) != DATELINE_OK)
        die("page", err.message);
    bench->kept += doc->text.len;
    document_free(doc);
}

static void parse_page(Bench *bench, Str page, Work work)
{
    CharsetResult decoded;
    charset_to_utf8(page, (Str){0}, true, bench->scratch, &decoded);
    bench->kept += decoded.text.len;
    if (work == WORK_CHARSET) return;
    HtmlTree *tree;
    html_parse(decoded.text, bench->scratch, &tree);
    bench->kept += tree->node_count;
}

static double run_round(Bench *bench, Work work)
{
    double start = processor_seconds();
    for (uint32_t i = 0; i < bench->count; i++) {
        Str page = buffer_str(&bench->pages[i]);
        if (work == WORK_CLEAN)
            clean_page(bench, page);
        else
            parse_page(bench, page, work);
        arena_clear(bench->scratch);
    }
    return processor_seconds() - start;
}

#define LEAST_SECONDS 3.0
#define FEWEST_ROUNDS 3

static void print_row(Bench *bench, Work work, const char *name)
{
    double best = 1e9, all = 0;
    for (int rounds = 0; rounds < FEWEST_ROUNDS || all < LEAST_SECONDS; rounds++) {
        double seconds = run_round(bench, work);
        if (seconds < best) best = seconds;
        all += seconds;
    }
    printf("| %-28s | %8.0f | %7.1f | %8.2f |\n", name, bench->count / best,
           (double)bench->bytes / 1e6 / best, best * 1e3 / bench->count);
}

int main(int argc, char **argv)
{
    static const char *names[WORK_COUNT] = {"charset", "charset, parser",
                                            "charset, parser, clean stage"};
    if (argc < 2) die("usage", "dateline-bench-pages FILE...");
    Bench bench = {.count = (uint32_t)(argc - 1), .scratch = arena_new(1 << 20)};
    bench.pages = calloc(bench.count, sizeof *bench.pages);
    if (bench.pages == NULL) die("pages", "out of memory");
    for (uint32_t i = 0; i < bench.count; i++) {
        read_file(argv[i + 1], &bench.pages[i]);
        bench.bytes += bench.pages[i].len;
    }
    DatelineError err;
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(1 << 20);
    void *clean;
    if (stage_clean.load(files, arena, &clean, &err) != DATELINE_OK) die("loading", err.message);
    bench.clean = clean;

    printf("%u pages, %.1f MB, one thread\n\n", bench.count, (double)bench.bytes / 1e6);
    printf("| what                         |  pages/s |    MB/s |  ms/page |\n");
    printf("|------------------------------|---------:|--------:|---------:|\n");
    for (int work = 0; work < WORK_COUNT; work++) print_row(&bench, (Work)work, names[work]);
    for (uint32_t i = 0; i < bench.count; i++) buffer_release(&bench.pages[i]);
    free(bench.pages);
    arena_free(arena);
    arena_free(bench.scratch);
    data_files_free(files);
    return bench.kept == 0;
}
