#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../put_number.h"
#include "base/hash.h"
#include "model/sentence_encoder.h"
#include "text/data.h"

typedef struct Fixture {
    DataFiles *files;
    Arena *arena;
    Str bytes; /* the model that is built in */
    const SentenceEncoder *encoder;
} Fixture;

static int set_up(void **state)
{
    DatelineError err;
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->files = data_files_new(NULL);
    fixture->arena = arena_new(1u << 20);
    *state = fixture;
    if (data_file_read(fixture->files, "models/sentences.bin", fixture->arena, &fixture->bytes,
                       &err) != DATELINE_OK)
        return 1;
    return sentence_encoder_read(fixture->bytes, fixture->arena, &fixture->encoder, &err) ==
                   DATELINE_OK
               ? 0
               : 1;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    arena_free(fixture->arena);
    data_files_free(fixture->files);
    free(fixture);
    return 0;
}

/* ---- Meaning --------------------------------------------------------------------------------- */

/* Words parted by single spaces. */
static SentenceVector encode(const Fixture *fixture, const char *sentence)
{
    Str words[SENTENCE_MOST_WORDS], text = str_from_cstring(sentence);
    uint32_t count = 0, start = 0;
    while (start < text.len && count < SENTENCE_MOST_WORDS) {
        uint32_t end = str_find(text, STR(" "), start);
        if (end == STR_NOT_FOUND) end = text.len;
        words[count++] = (Str){text.data + start, end - start};
        start = end + 1;
    }
    return sentence_encode(fixture->encoder, words, count);
}

static int32_t cosine(const Fixture *fixture, const char *a, const char *b)
{
    SentenceVector x = encode(fixture, a), y = encode(fixture, b);
    assert_int_equal(sentence_cosine(&x, &y), sentence_cosine(&y, &x));
    return sentence_cosine(&x, &y);
}

static void same_meaning_lies_nearer_than_same_words(void **state)
{
    const char *said = "nothing came of the negotiations";
    int32_t same = cosine(*state, said, "no agreement was reached by the negotiators");
    int32_t other = cosine(*state, said, "nothing came of the seeds in the garden");
    assert_true(same > other);
    assert_true(same > 500);
    assert_true(cosine(*state, said, "rain is expected in the mountains") < 300);
    assert_int_equal(cosine(*state, said, said), 1000);
}

static void order_tells(void **state)
{
    assert_true(cosine(*state, "the south attacked the north", "the north attacked the south") <
                1000);
}

static void words_it_never_met_do_no_harm(void **state)
{
    const char *known = "the minister of vrelkania resigned",
               *unknown = "the minister of qatzzor resigned";
    assert_true(cosine(*state, known, unknown) > 300);
}

static void nothing_and_too_much(void **state)
{
    const Fixture *fixture = *state;
    SentenceVector none = sentence_encode(fixture->encoder, NULL, 0);
    SentenceVector some = encode(fixture, "a treaty");
    assert_int_equal(sentence_cosine(&none, &some), 0);
    Str words[2 * SENTENCE_MOST_WORDS];
    for (uint32_t i = 0; i < COUNT(words); i++) words[i] = i % 2 ? STR("treaty") : STR("war");
    SentenceVector cut = sentence_encode(fixture->encoder, words, SENTENCE_MOST_WORDS);
    SentenceVector whole = sentence_encode(fixture->encoder, words, COUNT(words));
    assert_memory_equal(cut.values, whole.values, SENTENCE_VECTOR_SIZE);
}

/* ---- Files that are not whole ---------------------------------------------------------------- */

static void assert_refused(const Fixture *fixture, Str bytes, const char *reason)
{
    DatelineError err = {0};
    const SentenceEncoder *encoder = NULL;
    assert_int_equal(sentence_encoder_read(bytes, fixture->arena, &encoder, &err),
                     DATELINE_ERR_DATA);
    assert_null(encoder);
    if (strstr(err.message, reason) == NULL) fail_msg("'%s' has no '%s'", err.message, reason);
}

static char *copy_bytes(const Fixture *fixture)
{
    return arena_copy(fixture->arena, fixture->bytes.data, fixture->bytes.len);
}

static void put_checksum(char *bytes, uint32_t len)
{
    put_number(bytes + SENTENCE_CHECKSUM_AT,
               hash_bytes(bytes + SENTENCE_HEADER_BYTES, len - SENTENCE_HEADER_BYTES, 0), 8);
}

static void other_files_are_refused(void **state)
{
    const Fixture *fixture = *state;
    assert_refused(fixture, STR("DLSENTEN"), "does not start");
    assert_refused(fixture, STR("a text of more than thirty-two bytes is none"), "does not start");
    char *bytes = copy_bytes(fixture);
    Str whole = {bytes, fixture->bytes.len};
    put_number(bytes + 8, 99, 4);
    assert_refused(fixture, whole, "version 99");
}

static void files_that_are_cut_or_changed_are_refused(void **state)
{
    const Fixture *fixture = *state;
    assert_refused(fixture, (Str){fixture->bytes.data, fixture->bytes.len - 1}, "should have");
    char *bytes = copy_bytes(fixture);
    bytes[fixture->bytes.len / 2] ^= 1;
    assert_refused(fixture, (Str){bytes, fixture->bytes.len}, "checksum");
}

/* The checksum is right, the sizes are not. */
static void sizes_that_do_not_fit_are_refused(void **state)
{
    const Fixture *fixture = *state;
    static const uint32_t places[] = {0, 4, 8};
    for (uint32_t i = 0; i < COUNT(places); i++) {
        char *bytes = copy_bytes(fixture);
        put_number(bytes + SENTENCE_HEADER_BYTES + places[i], 0x7FFFFFFF, 4);
        put_checksum(bytes, fixture->bytes.len);
        assert_refused(fixture, (Str){bytes, fixture->bytes.len}, "do not hold");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_meaning_lies_nearer_than_same_words),
        cmocka_unit_test(order_tells),
        cmocka_unit_test(words_it_never_met_do_no_harm),
        cmocka_unit_test(nothing_and_too_much),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(files_that_are_cut_or_changed_are_refused),
        cmocka_unit_test(sizes_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
