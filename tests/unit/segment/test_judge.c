/* Files of the judge that are broken are refused with a reason, and its sums are as its head says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "03_segment/judge.h"
#include "base/hash.h"
#include "text/data.h"

#define BITS 2u
#define NET_BYTES (4 + 4 * JUDGE_WIDTH + (JUDGE_WIDTH << BITS))
#define FILE_BYTES (24 + 2 * NET_BYTES)

typedef struct SmallFile {
    unsigned char bytes[FILE_BYTES];
} SmallFile;

static void seal(SmallFile *file)
{
    uint64_t sum = hash_bytes(file->bytes + 24, FILE_BYTES - 24, 0);
    for (unsigned i = 0; i < 8; i++) file->bytes[16 + i] = (unsigned char)(sum >> 8 * i);
}

/* Two nets of four rows; all weights are zero. */
static SmallFile small_file(void)
{
    SmallFile file = {{0}};
    memcpy(file.bytes, "DLSPLIT", 8);
    file.bytes[8] = 1;
    file.bytes[12] = BITS;
    seal(&file);
    return file;
}

static void assert_refused(const SmallFile *file, uint32_t len, const char *why)
{
    DatelineError err = {0};
    Judge judge;
    Str bytes = {(const char *)file->bytes, len};
    assert_int_equal(judge_read(bytes, &judge, &err), DATELINE_ERR_DATA);
    assert_non_null(strstr(err.message, why));
}

static void broken_files_are_refused(void **state)
{
    (void)state;
    SmallFile file = small_file();
    assert_refused(&file, 0, "does not start");
    assert_refused(&file, FILE_BYTES - 1, "bytes, where");
    file.bytes[30] ^= 1;
    assert_refused(&file, FILE_BYTES, "checksum");
    file = small_file();
    file.bytes[8] = 9;
    assert_refused(&file, FILE_BYTES, "version 9");
    file = small_file();
    file.bytes[12] = 40;
    assert_refused(&file, FILE_BYTES, "bytes, where");
    file = small_file();
    file.bytes[24 + 4 + 1] = 0x7F; /* the first bias */
    seal(&file);
    assert_refused(&file, FILE_BYTES, "out of bounds");
}

static void the_built_in_file_is_read(void **state)
{
    (void)state;
    DatelineError err = {0};
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(4096);
    Judge judge;
    Str bytes;
    assert_int_equal(data_file_read(files, JUDGE_FILE, arena, &bytes, &err), DATELINE_OK);
    assert_int_equal(judge_read(bytes, &judge, &err), DATELINE_OK);
    arena_free(arena);
    data_files_free(files);
}

static void sums_below_zero_count_as_nothing(void **state)
{
    (void)state;
    SmallFile file = small_file();
    unsigned char *net = file.bytes + 24, *rows = net + 4 + 4 * JUDGE_WIDTH;
    net[0] = 7;                              /* offset */
    net[4] = 5;                              /* bias[0] */
    net[4 + 2 * JUDGE_WIDTH] = 3;            /* out[0] */
    net[4 + 2 * JUDGE_WIDTH + 2] = 100;      /* out[1] */
    rows[1 * JUDGE_WIDTH] = 10;              /* row 1 */
    rows[1 * JUDGE_WIDTH + 1] = (unsigned char)-4;
    seal(&file);
    DatelineError err = {0};
    Judge judge;
    assert_int_equal(judge_read((Str){(const char *)file.bytes, FILE_BYTES}, &judge, &err),
                     DATELINE_OK);
    Cues cues = {.count = 2, .values = {1, 5}}; /* 5 is row 1 too, as rows are four */
    assert_int_equal(judge_ask(&judge, &judge.ends, &cues), 7 + 3 * (5 + 10 + 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_files_are_refused),
        cmocka_unit_test(the_built_in_file_is_read),
        cmocka_unit_test(sums_below_zero_count_as_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
