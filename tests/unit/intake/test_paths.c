#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "gather.h"

static char folder[] = "/tmp/dateline-intake-XXXXXX";

static void write_file(const char *name, const char *bytes, size_t len)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void make_folder(const char *name)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void make_link(const char *name, const char *to)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(symlink(to, path), 0);
}

static int set_up(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) return 1;
    write_file("b.txt", "url: http://x\n\nText.", 20);
    write_file("a.html", "<p>x", 4);
    write_file("c", "Plain words < all.", 18);
    write_file("d.json", "{\"text\":\"j\"}", 12);
    write_file("e.bin", "x\0\0\0\0\0y", 7);
    write_file("f.txt", "", 0);
    write_file("g.txt", "\x1F\x8B\x08zzz", 6);
    write_file(".hidden", "x", 1);
    make_folder("sub");
    write_file("sub/z.txt", "last", 4);
    make_link("sub/loop", "..");
    make_link("nowhere", "missing");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    static const char *const names[] = {"b.txt",     "a.html",   "c",      "d.json",
                                        "e.bin",     "f.txt",    "g.txt",  ".hidden",
                                        "sub/z.txt", "sub/loop", "nowhere"};
    char path[300];
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/sub", folder);
    rmdir(path);
    rmdir(folder);
    return 0;
}

static void reads_a_folder_in_order(void **state)
{
    (void)state;
    Buffer out = {0};
    IntakeSink sink = {.context = &out, .article = gather_article, .problem = gather_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    assert_int_equal(intake_read(folder, &sink, &counts, &err), DATELINE_OK);
    assert_string_equal(
        out.data,
        "article html @0 page=<p>x\n"
        "article text @0 page=url: http://x\n\nText.\n"
        "article text @0 page=Plain words < all.\n"
        "article text @0 page=j\n"
        "problem not text @1 line 0: control characters that no text has, not text\n"
        "problem empty @0 line 0: the file has no content\n"
        "problem broken compression @0 line 0: the gzip member is cut: the file ends within it\n"
        "problem unreadable @0 line 0: cannot open: No such file or directory\n"
        "problem read already @0 line 0: the folder was read already; a link leads to it again\n"
        "article text @0 page=last\n");
    assert_int_equal(counts.articles, 5);
    assert_int_equal(counts.files, 8);
    buffer_release(&out);
}

static DatelineStatus stop(void *context, const DatelineSource *source, DatelineError *err)
{
    (void)source;
    ++*(int *)context;
    return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET, "enough");
}

static void stops_when_the_sink_fails(void **state)
{
    (void)state;
    int calls = 0;
    IntakeSink sink = {.context = &calls, .article = stop};
    IntakeCounts counts = {0};
    DatelineError err;
    assert_int_equal(intake_read(folder, &sink, &counts, &err), DATELINE_ERR_STORE);
    assert_int_equal(calls, 1);
    static const char *const inputs[] = {
        "{\"text\":\"a\"}\n{\"text\":\"b\"}", "[{\"text\":\"a\"},{\"text\":\"b\"}]",
        "<rss><item><title>a</title></item><item><title>b</title></item></rss>"};
    for (size_t i = 0; i < COUNT(inputs); i++) {
        calls = 0;
        assert_int_equal(intake_read_bytes(str_from_cstring(inputs[i]), "-", &sink, &counts, &err),
                         DATELINE_ERR_STORE);
        assert_int_equal(calls, 1);
    }
}

static void refuses_large_files(void **state)
{
    (void)state;
    char path[300];
    write_file("big.txt", "x", 1);
    snprintf(path, sizeof path, "%s/big.txt", folder);
    assert_int_equal(truncate(path, (off_t)LARGEST_ARTICLE_BYTES + 1), 0);
    FILE *file =
        fopen(path, "r+b"); /* words before the hole, so that it does not look like a program */
    for (int i = 0; i < 1000; i++)
        fputs("Some words of a very large file, so that it looks like text.\n", file);
    fputs("", file);
    fclose(file);
    Buffer out = {0};
    IntakeSink sink = {.context = &out, .article = gather_article, .problem = gather_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    assert_int_equal(intake_read(path, &sink, &counts, &err), DATELINE_OK);
    unlink(path);
    assert_int_equal(counts.articles, 0);
    assert_int_equal(counts.problems[INTAKE_TOO_LARGE] + counts.problems[INTAKE_BINARY], 1);
    buffer_release(&out);
}

static void assert_fits(const char *pattern, const char *expected)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, pattern);
    Buffer out = {0};
    IntakeSink sink = {.context = &out, .article = gather_article, .problem = gather_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    assert_int_equal(intake_read(path, &sink, &counts, &err), DATELINE_OK);
    assert_string_equal(out.data, expected);
    buffer_release(&out);
}

static void reads_what_fits_a_pattern(void **state)
{
    (void)state;
    assert_fits("[a-b].*", "article html @0 page=<p>x\n"
                           "article text @0 page=url: http://x\n\nText.\n");
    assert_fits("?", "article text @0 page=Plain words < all.\n");
    assert_fits("s*/z*", "article text @0 page=last\n");
    assert_fits("**/[bz].txt", "article text @0 page=url: http://x\n\nText.\n"
                               "article text @0 page=last\n");
    assert_fits("**/**/z.txt", "article text @0 page=last\n");
    assert_fits("s**/**", "article text @0 page=last\n");
    assert_fits("*.none", "problem unreadable @0 line 0: no file fits the pattern\n");
    write_file("[x]*", "stars", 5);
    assert_fits("[x]*", "article text @0 page=stars\n");
    char path[300];
    snprintf(path, sizeof path, "%s/[x]*", folder);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_folder_in_order),
        cmocka_unit_test(reads_what_fits_a_pattern),
        cmocka_unit_test(stops_when_the_sink_fails),
        cmocka_unit_test(refuses_large_files),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
