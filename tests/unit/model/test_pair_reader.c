/* The smallest model, tests/fuzz/corpus/pairs/tiny, which tools/train/relations/tiny_reader.py makes; it prints the
 * probabilities that PyTorch computes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../put_number.h"
#include "base/hash.h"
#include "model/pair_reader.h"
#include "model/text_encoder.h"
#include "model/word_pieces.h"

#define MODEL "fuzz/corpus/pairs/tiny"
#define MODEL_ROOM 65536u

typedef struct Fixture {
    Arena *arena;
    Str bytes;
    const PairReader *reader;
    PairReaderWorkspace *workspace;
} Fixture;

static int set_up(void **state)
{
    DatelineError err;
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_new(1u << 20);
    *state = fixture;
    Str path = arena_format(fixture->arena, "%s/" MODEL, getenv("TESTS_DIR"));
    FILE *file = fopen(path.data, "rb");
    if (file == NULL) return 1;
    char *bytes = arena_new_items(fixture->arena, char, MODEL_ROOM);
    fixture->bytes = (Str){bytes, (uint32_t)fread(bytes, 1, MODEL_ROOM, file)};
    fclose(file);
    if (pair_reader_load(fixture->bytes, fixture->arena, &fixture->reader, &err) != DATELINE_OK) return 1;
    fixture->workspace = pair_reader_workspace_new(fixture->reader, fixture->arena);
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

/* ---- Answers --------------------------------------------------------------------------------- */

static const PairQuestion questions[] = {
    {STR_INIT("Northland shut its consulate in Southland."), {0, 9}, {32, 41}},
    {STR_INIT("The minister of Nord met European ministers, and shut the embassy."), {16, 20}, {25, 43}},
    {STR_INIT("Ministers of S\xC3\xBC"
              "dland\xE2\x80\x99s north"),
     {0, 9},
     {13, 21}},
    {STR_INIT("Nord and Sud"), {9, 12}, {0, 4}}, /* the one who does it stands second */
};

static PairAnswer ask_one(const Fixture *fixture, const PairQuestion *question)
{
    PairAnswer reading;
    pair_reader_ask(fixture->reader, fixture->workspace, question, 1, &reading);
    return reading;
}

static void assert_near(float a, float b, float most)
{
    if (!(a - b < most && b - a < most)) fail_msg("%f is not near %f", (double)a, (double)b);
}

static void answers_are_those_of_the_model_it_was_written_from(void **state)
{
    PairAnswer first = ask_one(*state, &questions[0]), second = ask_one(*state, &questions[1]);
    PairAnswer third = ask_one(*state, &questions[2]), fourth = ask_one(*state, &questions[3]);
    assert_near(first.types[PAIR_MUTUAL][5], 0.708f, 0.04f);
    assert_near(first.types[PAIR_MUTUAL][2], 0.123f, 0.04f);
    assert_near(first.none, 0.018f, 0.04f);
    assert_near(second.none, 0.718f, 0.04f);
    assert_near(third.types[PAIR_MUTUAL][4], 0.417f, 0.04f);
    assert_near(third.types[PAIR_FORWARD][10], 0.274f, 0.04f);
    assert_near(third.types[PAIR_BACKWARD][10], 0.119f, 0.04f);
    assert_near(fourth.types[PAIR_MUTUAL][5], 0.760f, 0.04f);
}

static void probabilities_sum_to_one(void **state)
{
    for (size_t i = 0; i < COUNT(questions); i++) {
        PairAnswer reading = ask_one(*state, &questions[i]);
        float sum = reading.none;
        for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
            for (uint32_t type = 0; type < PAIR_TYPES; type++) sum += reading.types[way][type];
        assert_near(sum, 1, 1e-5f);
    }
}

/* Alone or among others, in any place: the same bits. */
static void questions_do_not_see_each_other(void **state)
{
    enum { MANY = 41 };
    const Fixture *fixture = *state;
    PairQuestion many[MANY];
    PairAnswer readings[MANY];
    for (size_t i = 0; i < MANY; i++) many[i] = questions[i % COUNT(questions)];
    pair_reader_ask(fixture->reader, fixture->workspace, many, MANY, readings);
    for (size_t i = 0; i < MANY; i++) {
        PairAnswer alone = ask_one(fixture, &many[i]);
        assert_memory_equal(&alone, &readings[i], sizeof alone);
    }
    pair_reader_ask(fixture->reader, fixture->workspace, many, 0, readings);
}

static void parties_tell(void **state)
{
    PairQuestion other = questions[1];
    other.first = (Span){4, 12};
    assert_true(ask_one(*state, &other).none != ask_one(*state, &questions[1]).none);
}

/* What lies further off than is read makes no difference. */
static void words_far_away_are_not_read(void **state)
{
    static const char far[] = "Shut , shut , shut , shut , shut , shut , shut , shut , shut , shut , shut , shut , shut . "
                              "Northland shut its consulate in Southland.";
    static const char other[] = "Nort , shut , shut , shut , shut , shut , shut , shut , shut , shut , shut , shut , shut . "
                                "Northland shut its consulate in Southland.";
    uint32_t start = (uint32_t)(strstr(far, "Northland") - far);
    PairQuestion question = {str_from_cstring(far), {start, start + 9}, {start + 32, start + 41}};
    PairAnswer reading = ask_one(*state, &question), near = ask_one(*state, &questions[0]);
    question.text = str_from_cstring(other);
    PairAnswer again = ask_one(*state, &question);
    assert_memory_equal(&reading, &again, sizeof reading);
    assert_true(reading.none != near.none);
}

static void parties_too_far_apart_have_no_answer(void **state)
{
    char text[1200];
    for (uint32_t i = 0; i < sizeof text; i++) text[i] = "the "[i % 4];
    PairQuestion question = {{text, sizeof text}, {0, 3}, {1000, 1003}};
    PairAnswer reading = ask_one(*state, &question);
    assert_true(reading.none == 1 && reading.types[PAIR_FORWARD][0] == 0);
    question.second = (Span){400, 403}; /* near enough: what comes behind is cut */
    assert_true(ask_one(*state, &question).none < 1);
}

/* Odd places are no error. */
static void any_spans_are_read(void **state)
{
    static const char text[] = "\xFF Northland  shut its\xC3";
    uint32_t len = sizeof text - 1;
    for (uint32_t a = 0; a <= len; a++)
        for (uint32_t b = 0; b <= len; b++) {
            PairQuestion question = {{text, len}, {a, a + (len - a) / 3}, {b, b + (len - b) / 2}};
            assert_true(ask_one(*state, &question).none >= 0);
        }
    PairQuestion nothing = {{text, 0}, {0, 0}, {0, 0}};
    assert_true(ask_one(*state, &nothing).none >= 0);
}

/* ---- The encoder ----------------------------------------------------------------------------- */

/* The same bits at every level of instructions. */
static void levels_say_the_same(void **state)
{
    enum { PIECES = 19 };
    const Fixture *fixture = *state;
    SectionReader from = {.section = fixture->bytes, .at = PAIR_READER_HEADER_BYTES + 4, .arena = fixture->arena};
    WordPieces pieces = word_pieces_take(&from);
    TextEncoder encoder = text_encoder_take(&from, word_pieces_count(&pieces));
    assert_false(from.is_short);
    EncoderWorkspace workspace = encoder_workspace_new(&encoder, 0, fixture->arena);
    uint32_t numbers[PIECES];
    uint8_t signs[PIECES] = {[3] = 1, [11] = 2};
    for (uint32_t i = 0; i < PIECES; i++) numbers[i] = i % word_pieces_count(&pieces);
    EncoderText texts[] = {{numbers, signs, PIECES}, {numbers + 1, signs + 1, 1}, {numbers + 2, signs + 2, PIECES - 2}};
    size_t size = (2 * PIECES - 1) * encoder.size * sizeof(float);
    float *plain = malloc(size);
    for (uint32_t level = 0; (encoder.kernels = kernels_at(level)) != NULL; level++) {
        text_encoder_read(&encoder, &workspace, texts, COUNT(texts));
        if (level == 0) memcpy(plain, workspace.x, size);
        if (memcmp(plain, workspace.x, size) != 0) fail_msg("%s: not what plain C says", encoder.kernels->name);
    }
    free(plain);
}

/* ---- Files that are not whole ---------------------------------------------------------------- */

static void assert_refused(const Fixture *fixture, Str bytes, const char *reason)
{
    DatelineError err = {0};
    const PairReader *reader = NULL;
    assert_int_equal(pair_reader_load(bytes, fixture->arena, &reader, &err), DATELINE_ERR_DATA);
    assert_null(reader);
    if (strstr(err.message, reason) == NULL) fail_msg("'%s' has no '%s'", err.message, reason);
}

static char *copy_bytes(const Fixture *fixture)
{
    return arena_copy(fixture->arena, fixture->bytes.data, fixture->bytes.len);
}

static void other_files_are_refused(void **state)
{
    const Fixture *fixture = *state;
    assert_refused(fixture, STR(PAIR_READER_MAGIC), "does not start");
    assert_refused(fixture, STR("a text of more than thirty-two bytes is none"), "does not start");
    char *bytes = copy_bytes(fixture);
    put_number(bytes + 8, 99, 4);
    assert_refused(fixture, (Str){bytes, fixture->bytes.len}, "version 99");
    bytes = copy_bytes(fixture);
    put_number(bytes + 12, 17, 4);
    assert_refused(fixture, (Str){bytes, fixture->bytes.len}, "for 17 types");
}

static void files_that_are_cut_or_changed_are_refused(void **state)
{
    const Fixture *fixture = *state;
    assert_refused(fixture, (Str){fixture->bytes.data, fixture->bytes.len - 1}, "should have");
    char *bytes = copy_bytes(fixture);
    bytes[fixture->bytes.len / 2] ^= 1;
    assert_refused(fixture, (Str){bytes, fixture->bytes.len}, "checksum");
}

/* Where the sizes of the encoder stand: behind the pieces. */
static uint32_t sizes_at(const Fixture *fixture)
{
    SectionReader from = {.section = fixture->bytes, .at = PAIR_READER_HEADER_BYTES + 4, .arena = fixture->arena};
    word_pieces_take(&from);
    return from.at;
}

/* The checksum is right, the sizes are not. */
static void sizes_that_do_not_fit_are_refused(void **state)
{
    const Fixture *fixture = *state;
    uint32_t at = sizes_at(fixture);
    static const uint32_t numbers[] = {0, 1, 64, 80, 96, 0x7FFFFFFF, 0xFFFFFFFF};
    for (uint32_t place = 0; place < 7; place++)
        for (size_t i = 0; i < COUNT(numbers); i++) {
            char *bytes = copy_bytes(fixture), *number = bytes + (place < 6 ? at + 4 * place : PAIR_READER_HEADER_BYTES);
            bool is_head_split = place == 1 && numbers[i] == 1; /* one head fits as well as two */
            if (is_head_split) continue;
            put_number(number, numbers[i], 4);
            put_number(bytes + PAIR_READER_CHECKSUM_AT,
                       hash_bytes(bytes + PAIR_READER_HEADER_BYTES, fixture->bytes.len - PAIR_READER_HEADER_BYTES, 0), 8);
            assert_refused(fixture, (Str){bytes, fixture->bytes.len}, "do not hold");
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_those_of_the_model_it_was_written_from),
        cmocka_unit_test(probabilities_sum_to_one),
        cmocka_unit_test(questions_do_not_see_each_other),
        cmocka_unit_test(parties_tell),
        cmocka_unit_test(words_far_away_are_not_read),
        cmocka_unit_test(parties_too_far_apart_have_no_answer),
        cmocka_unit_test(any_spans_are_read),
        cmocka_unit_test(levels_say_the_same),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(files_that_are_cut_or_changed_are_refused),
        cmocka_unit_test(sizes_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
