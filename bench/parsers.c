/*
 * How fast the page parser is, beside the parsers that the system has, and what hostile pages cost.
 *
 *     dateline-bench-parsers FOLDER       pages: files of the folder, plain or gzip
 *
 * Each parser takes all pages, one after another; processor time of the best of five rounds.
 * Hostile pages of half a megabyte and twice that show whether time is linear: the ratio is near 2.
 */
#include <dirent.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libxml/HTMLparser.h>

#include "html/html.h"
#include "measure.h"
#ifdef HAS_GUMBO
#include <gumbo.h>
#endif
#ifdef HAS_MYHTML
#include <myhtml/api.h>
#endif

#define MOST_PAGES 100000
#define ROUNDS 5

typedef struct Pages {
    Buffer *items;
    size_t count;
    size_t bytes;
} Pages;

static void read_page(const char *path, Pages *pages)
{
    Buffer page = {0};
    read_file(path, &page);
    if (page.len == 0) return;
    pages->items[pages->count++] = page;
    pages->bytes += page.len;
}

static bool read_pages(const char *folder, Pages *pages)
{
    struct dirent **names;
    int count = scandir(folder, &names, NULL, alphasort);
    if (count < 0) return false;
    pages->items = calloc((size_t)count + 1, sizeof *pages->items);
    if (pages->items == NULL) abort();
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        struct stat info;
        if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) read_page(path, pages);
        free(names[i]);
    }
    free(names);
    return pages->count > 0;
}

/* ---- The parsers
 * ------------------------------------------------------------------------------------- */

static void parse_ours(const Pages *pages)
{
    Arena *arena = arena_new(1u << 20);
    for (size_t i = 0; i < pages->count; i++) {
        HtmlTree *tree;
        html_parse(buffer_str(&pages->items[i]), arena, &tree);
        arena_clear(arena);
    }
    arena_free(arena);
}

static void parse_libxml2(const Pages *pages)
{
    for (size_t i = 0; i < pages->count; i++)
        xmlFreeDoc(htmlReadMemory(pages->items[i].data, (int)pages->items[i].len, NULL, "UTF-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                      HTML_PARSE_NONET));
}

#ifdef HAS_GUMBO
static void parse_gumbo(const Pages *pages)
{
    for (size_t i = 0; i < pages->count; i++)
        gumbo_destroy_output(&kGumboDefaultOptions,
                             gumbo_parse_with_options(&kGumboDefaultOptions, pages->items[i].data,
                                                      pages->items[i].len));
}
#endif

#ifdef HAS_MYHTML
static void parse_myhtml(const Pages *pages)
{
    myhtml_t *myhtml = myhtml_create();
    myhtml_init(myhtml, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0);
    myhtml_tree_t *tree = myhtml_tree_create();
    myhtml_tree_init(tree, myhtml);
    for (size_t i = 0; i < pages->count; i++)
        myhtml_parse(tree, MyENCODING_UTF_8, pages->items[i].data, pages->items[i].len);
    myhtml_tree_destroy(tree);
    myhtml_destroy(myhtml);
}
#endif

static double best_seconds(void (*parse)(const Pages *), const Pages *pages)
{
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double start = processor_seconds();
        parse(pages);
        double seconds = processor_seconds() - start;
        if (seconds < best) best = seconds;
    }
    return best;
}

static void print_parser(const char *name, void (*parse)(const Pages *), const Pages *pages)
{
    double seconds = best_seconds(parse, pages);
    printf("| %-8s | %6.0f | %8.0f |\n", name, (double)pages->bytes / 1e6 / seconds,
           (double)pages->count / seconds);
}

/* ---- Hostile pages
 * ------------------------------------------------------------------------------------ */

typedef struct Hostile {
    const char *name;
    const char *start; /* once */
    const char *again; /* over and over */
} Hostile;

static const Hostile hostile[] = {
    {"nested div", "", "<div>"},
    {"nested div with text", "", "<div>x"},
    {"nested b", "", "<b>x"},
    {"nested tables", "", "<table><tr><td>"},
    {"empty elements", "", "<i></i>"},
    {"br", "", "x<br>"},
    {"p of five formats", "<b><i><u><s><font>", "<p>x"},
    {"p of sixty formats",
     "<b a><b b><b c><b d><b e><i a><i b><i c><i d><i e><u a><u b><u c><u d><u e>"
     "<s a><s b><s c><s d><s e><em a><em b><em c><em d><em e><tt a><tt b><tt c>"
     "<tt d><tt e><code a><code b><code c><code d><code e><big a><big b><big c>"
     "<big d><big e><small a><small b><small c><small d><small e><font a>"
     "<font b><font c><font d><font e><strong a><strong b><strong c>",
     "<p>x"},
    {"adoption", "", "<a><b><i><p></a></b>"},
    {"adoption of blocks", "", "<b><div></b>"},
    {"text in tables", "<table>", "x<tr>"},
    {"formats in tables", "<table>", "<b>x<tr>"},
    {"attributes of one tag", "<p ", "a1=2 b "},
    {"attributes of many tags", "", "<p a b c d e f g h>"},
    {"references", "", "&lt;"},
    {"references that are none", "", "&CounterClockwiseContourIntegra"},
    {"carriage returns", "x", "\r"},
    {"comments", "", "<!---->"},
    {"unclosed comment", "<!--", "-- >"},
    {"endless tag name", "<a", "bcd"},
    {"end tags of nothing", "<p><b>", "</i></div>"},
    {"script that escapes", "<script><!--", "<script></script>"},
    {"svg and back", "", "<svg><p>"},
    {"templates", "", "<template><tr>"},
    {"options", "<select>", "<option><optgroup>"},
};

static void fill(const Hostile *what, size_t bytes, Buffer *page)
{
    buffer_clear(page);
    buffer_add_str(page, str_from_cstring(what->start));
    while (page->len < bytes) buffer_add_str(page, str_from_cstring(what->again));
}

/* Memory of the process that is in use, large pieces freed. */
static double resident_bytes(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL) return 0;
    if (fscanf(file, "%*s %ld", &pages) != 1) pages = 0;
    fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static double measure(const Buffer *page, double *out_memory)
{
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        Arena *arena = arena_new(4096);
        HtmlTree *tree;
        double start = processor_seconds();
        html_parse(buffer_str(page), arena, &tree);
        double seconds = processor_seconds() - start;
        if (seconds < best) best = seconds;
        *out_memory = resident_bytes();
        arena_free(arena);
    }
    return best;
}

static void print_hostile(const Hostile *what, size_t bytes)
{
    Buffer page = {0};
    double memory, unused, before;
    fill(what, bytes, &page);
    malloc_trim(0);
    before = resident_bytes();
    double half = measure(&page, &memory);
    size_t len = page.len;
    fill(what, 2 * bytes, &page);
    double whole = measure(&page, &unused);
    printf("| %-24s | %6.1f | %5.1f | %9.1f |\n", what->name, (double)len / 1e6 / half,
           whole / half, (memory - before) / (double)len);
    buffer_release(&page);
}

int main(int argc, char **argv)
{
    Pages pages = {0};
    if (argc != 2 || !read_pages(argv[1], &pages)) {
        fprintf(stderr, "usage: dateline-bench-parsers FOLDER (of pages, plain or gzip)\n");
        return 2;
    }
    mallopt(M_MMAP_THRESHOLD, 65536); /* so that what is freed is gone */
    printf("%zu pages, %.1f MB\n\n", pages.count, (double)pages.bytes / 1e6);
    printf("| parser   |   MB/s |  pages/s |\n|----------|-------:|---------:|\n");
    print_parser("ours", parse_ours, &pages);
#ifdef HAS_MYHTML
    print_parser("MyHTML", parse_myhtml, &pages);
#endif
    print_parser("libxml2", parse_libxml2, &pages);
#ifdef HAS_GUMBO
    print_parser("gumbo", parse_gumbo, &pages);
#endif
    printf("\n| hostile page             |   MB/s | ratio | memory/page |\n"
           "|--------------------------|-------:|------:|----------:|\n");
    for (size_t i = 0; i < COUNT(hostile); i++) print_hostile(&hostile[i], 1u << 19);
    for (size_t i = 0; i < pages.count; i++) buffer_release(&pages.items[i]);
    free(pages.items);
    return 0;
}
