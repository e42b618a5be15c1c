#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../put_number.h"
#include "model/bytes.h"
#include "model/model_file.h"
#include "model/syntax_model.h"
#include "text/data.h"
#include "text/utf8.h"

typedef struct Fixture {
    DataFiles *files;
    Arena *arena;
    Str bytes; /* the model that is built in */
} Fixture;

static int set_up(void **state)
{
    DatelineError err;
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->files = data_files_new(NULL);
    fixture->arena = arena_new(1u << 20);
    *state = fixture;
    return data_file_read(fixture->files, "models/syntax.bin", fixture->arena, &fixture->bytes,
                          &err) == DATELINE_OK
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

static const SyntaxModel *read_model(Fixture *fixture)
{
    DatelineError err;
    const SyntaxModel *model = NULL;
    assert_int_equal(syntax_model_read(fixture->bytes, fixture->arena, &model, &err), DATELINE_OK);
    return model;
}

static void assert_refused(Fixture *fixture, Str bytes, const char *reason)
{
    DatelineError err = {0};
    const SyntaxModel *model = NULL;
    assert_int_equal(syntax_model_read(bytes, fixture->arena, &model, &err), DATELINE_ERR_DATA);
    assert_null(model);
    if (strstr(err.message, reason) == NULL) fail_msg("'%s' has no '%s'", err.message, reason);
}

/* A copy with one change and a checksum that matches it. */
static Str change(Fixture *fixture, size_t at, uint64_t number, uint32_t count)
{
    char *copy = arena_copy(fixture->arena, fixture->bytes.data, fixture->bytes.len);
    put_number(copy + at, number, count);
    Str bytes = {copy, fixture->bytes.len};
    put_number(copy + MODEL_CHECKSUM_AT, model_file_checksum(bytes), 8);
    return bytes;
}

static size_t section_start(const Fixture *fixture, ModelSection section)
{
    return read_u32((const unsigned char *)fixture->bytes.data + MODEL_HEADER_BYTES + 8 * section);
}

static void test_refuses_truncated(void **state)
{
    Fixture *fixture = *state;
    static const uint32_t lens[] = {0, 1, 8, 31, 32};
    for (size_t i = 0; i < COUNT(lens); i++)
        assert_refused(fixture, (Str){fixture->bytes.data, lens[i]}, "not a syntax model");
    assert_refused(fixture, (Str){fixture->bytes.data, 71}, "should have");
    assert_refused(fixture, (Str){fixture->bytes.data, fixture->bytes.len - 1}, "should have");
    assert_refused(fixture, (Str){fixture->bytes.data, fixture->bytes.len / 2}, "should have");
}

static void test_refuses_every_cut(void **state)
{
    Fixture *fixture = *state;
    for (uint32_t i = 1; i < 64; i++) {
        uint32_t len = (uint32_t)((uint64_t)fixture->bytes.len * i / 64);
        assert_refused(fixture, (Str){fixture->bytes.data, len}, "should have");
    }
}

/* One bit at a time, spread over the file: the header says itself what is wrong, all else the
 * checksum does. */
static void test_refuses_flipped_bits(void **state)
{
    Fixture *fixture = *state;
    Str bytes = fixture->bytes;
    char *copy = arena_copy(fixture->arena, bytes.data, bytes.len);
    for (uint32_t bit = 0; bit < 8 * MODEL_HEADER_BYTES; bit++) {
        copy[bit / 8] = (char)(copy[bit / 8] ^ 1 << bit % 8);
        assert_refused(fixture, (Str){copy, bytes.len}, "syntax model");
        copy[bit / 8] = bytes.data[bit / 8];
    }
    for (uint32_t i = 0; i < 24; i++) {
        size_t at = MODEL_HEADER_BYTES + (size_t)(bytes.len - MODEL_HEADER_BYTES - 1) * i / 23;
        copy[at] = (char)(copy[at] ^ 1 << i % 8);
        assert_refused(fixture, (Str){copy, bytes.len}, "checksum");
        copy[at] = bytes.data[at];
    }
}

/* Each of the network's sizes, larger or smaller by a step that is in bounds by itself. */
static void test_refuses_sizes_that_do_not_fit(void **state)
{
    Fixture *fixture = *state;
    static const uint32_t steps[] = {16, 16, 16, 1, 16, 16, 1, 1, 2, 1, 2};
    size_t net = section_start(fixture, SECTION_NET);
    for (size_t i = 0; i < COUNT(steps); i++) {
        size_t at = net + 4 * i;
        uint32_t size = read_u32((const unsigned char *)fixture->bytes.data + at);
        assert_refused(fixture, change(fixture, at, size + steps[i], 4), "syntax model");
        if (size > steps[i])
            assert_refused(fixture, change(fixture, at, size - steps[i], 4), "syntax model");
        assert_refused(fixture, change(fixture, at, UINT32_MAX, 4), "out of bounds");
    }
}

static void test_refuses_lists_of_names_that_do_not_fit(void **state)
{
    Fixture *fixture = *state;
    for (uint32_t i = SECTION_TAGS; i <= SECTION_NAMES; i++) {
        size_t directory = MODEL_HEADER_BYTES + 8 * i;
        assert_refused(fixture, change(fixture, directory + 4, 0, 4), "names of");
        assert_refused(fixture, change(fixture, directory, 0, 4), "syntax model");
        uint32_t len = read_u32((const unsigned char *)fixture->bytes.data + directory + 4);
        size_t end = section_start(fixture, (ModelSection)i) + len;
        assert_refused(fixture, change(fixture, end - 1, 'x', 1), "names of");
    }
}

static void test_refuses_other_files(void **state)
{
    Fixture *fixture = *state;
    assert_refused(fixture, change(fixture, 0, 'X', 1), "not a syntax model");
    assert_refused(fixture, change(fixture, 8, SYNTAX_MODEL_VERSION + 1, 4), "version");
    char *copy = arena_copy(fixture->arena, fixture->bytes.data, fixture->bytes.len);
    copy[fixture->bytes.len / 2] ^= 1;
    assert_refused(fixture, (Str){copy, fixture->bytes.len}, "checksum");
}

static void test_refuses_what_contradicts_itself(void **state)
{
    Fixture *fixture = *state;
    size_t net = section_start(fixture, SECTION_NET);
    size_t directory = MODEL_HEADER_BYTES + 8 * SECTION_NET;
    assert_refused(fixture, change(fixture, directory, fixture->bytes.len, 4), "outside the file");
    assert_refused(fixture, change(fixture, directory + 4, UINT32_MAX, 4), "outside the file");
    assert_refused(fixture, change(fixture, directory + 4, 100, 4),
                   "does not hold what its sizes say");
    assert_refused(fixture, change(fixture, net, 200, 4), "out of bounds");
    assert_refused(fixture, change(fixture, net + 12, 200, 4), "out of bounds");
    assert_refused(fixture, change(fixture, net + 32, 5, 4), "sizes");
    assert_refused(fixture, change(fixture, net + 44, 'x', 1), "sizes");
    assert_refused(fixture, change(fixture, section_start(fixture, SECTION_RELATIONS), 'x', 1),
                   "not 'root'");
}

static SyntaxWord *split_words(Fixture *fixture, const char *text, uint32_t *count)
{
    StrList forms = {0};
    str_split(str_from_cstring(text), ' ', fixture->arena, &forms);
    SyntaxWord *words = arena_new_items(fixture->arena, SyntaxWord, forms.count);
    for (uint32_t i = 0; i < forms.count; i++)
        words[i] = (SyntaxWord){.form = forms.items[i],
                                .lower = utf8_lower(forms.items[i], fixture->arena)};
    *count = forms.count;
    return words;
}

static void parse(Fixture *fixture, SyntaxWord *words, uint32_t count)
{
    const SyntaxModel *model = read_model(fixture);
    SyntaxWorkspace *workspace = syntax_workspace_new(model, count, NULL, fixture->arena);
    syntax_model_parse(model, workspace, words, &count, 1, NULL);
}

/* One root, every other word leads to it. */
static void assert_is_tree(const SyntaxWord *words, uint32_t count)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t steps = 0;
        roots += words[i].head == SYNTAX_ROOT;
        for (uint32_t at = i; words[at].head != SYNTAX_ROOT; at = words[at].head) {
            assert_true(words[at].head < count);
            assert_true(++steps <= count);
        }
    }
    assert_int_equal(roots, 1);
}

static void test_parses(void **state)
{
    Fixture *fixture = *state;
    const SyntaxModel *model = read_model(fixture);
    uint32_t count;
    SyntaxWord *words = split_words(fixture, "The queen sent a letter to her brother .", &count);
    parse(fixture, words, count);
    assert_is_tree(words, count);
    assert_int_equal(words[2].head, SYNTAX_ROOT);
    assert_int_equal(words[1].head, 2);
    assert_int_equal(words[4].head, 2);
    Str relation = syntax_model_relation_name(model, words[1].relation);
    Str tag = syntax_model_tag_name(model, words[2].tag);
    assert_true(str_equal(relation, STR("nsubj")));
    assert_true(str_equal(tag, STR("VERB/VBD")));
}

static void test_makes_trees_of_anything(void **state)
{
    Fixture *fixture = *state;
    static const char *const odd[] = {
        "!", "\xC2\xA0 \xF0\x9F\x98\x80 ) ) (", "\xFF \xFE \xC3", "THE THE THE", "12 :: -- 1,000 %",
        "a"};
    for (size_t i = 0; i < COUNT(odd); i++) {
        uint32_t count;
        SyntaxWord *words = split_words(fixture, odd[i], &count);
        parse(fixture, words, count);
        assert_is_tree(words, count);
    }
    static const char *const cycle[] = {"and", "said", "(", "\"", "Putin", ",", "of", "to", "the"};
    uint32_t count = 600;
    SyntaxWord *words = arena_new_items(fixture->arena, SyntaxWord, count);
    for (uint32_t i = 0; i < count; i++) {
        Str form = str_from_cstring(cycle[(i * i + i / 7) % COUNT(cycle)]);
        words[i] = (SyntaxWord){.form = form, .lower = utf8_lower(form, fixture->arena)};
    }
    parse(fixture, words, count);
    assert_is_tree(words, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refuses_truncated),
        cmocka_unit_test(test_refuses_every_cut),
        cmocka_unit_test(test_refuses_flipped_bits),
        cmocka_unit_test(test_refuses_sizes_that_do_not_fit),
        cmocka_unit_test(test_refuses_lists_of_names_that_do_not_fit),
        cmocka_unit_test(test_refuses_other_files),
        cmocka_unit_test(test_refuses_what_contradicts_itself),
        cmocka_unit_test(test_parses),
        cmocka_unit_test(test_makes_trees_of_anything),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
