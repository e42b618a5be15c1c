#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../put_number.h"
#include "08_events/event_pair.h"
#include "base/hash.h"
#include "text/data.h"

typedef struct Fixture {
    DataFiles *files;
    Arena *arena;
    Str bytes; /* the model that is built in */
    const SentenceEncoder *words;
    PairShape shape;
    const PairNet *net;
} Fixture;

static DatelineStatus load(Fixture *fixture)
{
    DatelineError err;
    Str words;
    TRY(data_file_read(fixture->files, "models/sentences.bin", fixture->arena, &words, &err));
    TRY(sentence_encoder_read(words, fixture->arena, &fixture->words, &err));
    TRY(data_file_read(fixture->files, "models/relations.bin", fixture->arena, &fixture->bytes, &err));
    return pair_net_read(fixture->bytes, &fixture->shape, fixture->words, fixture->arena, &fixture->net, &err);
}

static int set_up(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->files = data_files_new(NULL);
    fixture->arena = arena_new(1u << 20);
    fixture->shape = (PairShape){.types = PLOVER_COUNT - 1, .shared_roles = SHARED_ROLE_COUNT,
                                 .party_roles = PARTY_ROLE_COUNT, .shared_marks = event_pair_shared_marks(),
                                 .party_marks = event_pair_party_marks(), .width = WORD_CONTEXT_WIDTH};
    *state = fixture;
    return load(fixture) == DATELINE_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    arena_free(fixture->arena);
    data_files_free(fixture->files);
    free(fixture);
    return 0;
}

/* ---- Answers --------------------------------------------------------------------------------- */

#define SENTENCES 3u
#define WORDS 5u

/* "Norland shut consulates in Sudland", with some contexts, so many times, each with other ones. */
static void read_sentences(const Fixture *fixture, PairWorkspace *workspace)
{
    static const Str words[WORDS] = {STR_INIT(""), STR_INIT("shut"), STR_INIT("consulate"), STR_INIT("in"), STR_INIT("")};
    static int8_t contexts[SENTENCES * WORDS * WORD_CONTEXT_WIDTH];
    static float scales[SENTENCES * WORDS];
    PairSentence sentences[SENTENCES];
    for (uint32_t i = 0; i < COUNT(contexts); i++) contexts[i] = (int8_t)((i * 37) % 255 - 127);
    for (uint32_t i = 0; i < COUNT(scales); i++) scales[i] = 0.01f;
    for (uint32_t i = 0; i < SENTENCES; i++)
        sentences[i] = (PairSentence){.words = words, .count = WORDS, .scales = scales + (size_t)i * WORDS,
                                      .contexts = contexts + (size_t)i * WORDS * WORD_CONTEXT_WIDTH};
    pair_net_read_sentences(fixture->net, workspace, sentences, SENTENCES, fixture->arena);
}

static PairWorkspace *some_workspace(const Fixture *fixture)
{
    PairWorkspace *workspace = pair_workspace_new(fixture->net, fixture->arena);
    read_sentences(fixture, workspace);
    return workspace;
}

static PairCues some_cues(void)
{
    PairCues cues = {.shared.at = 1, .parties = {{.at = 0}, {.at = 4}}};
    pair_part_add_word(&cues.shared, SHARED_PREDICATE, STR("shut"));
    pair_part_add_word(&cues.shared, SHARED_OBJECT, STR("consulate"));
    pair_part_add_mark(&cues.shared, 3);
    pair_part_add_mark(&cues.parties[0], 1);
    pair_part_add_word(&cues.parties[1], PARTY_CASE, STR("in"));
    pair_part_add_mark(&cues.parties[1], 2);
    return cues;
}

static PairAnswer answer_one(const Fixture *fixture, const PairCues *cues)
{
    PairAnswer answer;
    pair_net_answer(fixture->net, some_workspace(fixture), cues, 1, &answer);
    return answer;
}

static void probabilities_sum_to_one(void **state)
{
    const Fixture *fixture = *state;
    PairCues cues = some_cues();
    PairAnswer answer = answer_one(fixture, &cues);
    float sum = answer.none;
    for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
        for (uint32_t i = 0; i < fixture->shape.types; i++) {
            assert_true(answer.types[way][i] >= 0);
            sum += answer.types[way][i];
        }
    assert_true(sum > 0.999f && sum < 1.001f);
}

static void who_is_named_first_only_turns_the_answer(void **state)
{
    const Fixture *fixture = *state;
    PairCues cues = some_cues(), turned = cues;
    turned.parties[0] = cues.parties[1];
    turned.parties[1] = cues.parties[0];
    PairAnswer straight = answer_one(fixture, &cues), other = answer_one(fixture, &turned);
    size_t bytes = fixture->shape.types * sizeof(float);
    assert_memory_equal(straight.types[PAIR_MUTUAL], other.types[PAIR_MUTUAL], bytes);
    for (uint32_t i = 0; i < fixture->shape.types; i++) {
        float away = straight.types[PAIR_FORWARD][i] - other.types[PAIR_BACKWARD][i];
        assert_true(away < 1e-5f && away > -1e-5f);
    }
}

/* A word is seen where it stands: the same question of another sentence has another answer. */
static void sentences_are_seen(void **state)
{
    const Fixture *fixture = *state;
    PairCues cues = some_cues(), other = cues;
    other.shared.at += WORDS;
    other.parties[0].at += WORDS;
    other.parties[1].at += WORDS;
    assert_true(answer_one(fixture, &cues).none != answer_one(fixture, &other).none);
}

/* Alone or among others: the same bits. */
static void pairs_do_not_see_each_other(void **state)
{
    const Fixture *fixture = *state;
    PairCues cues[PAIR_AT_ONCE];
    PairAnswer answers[PAIR_AT_ONCE];
    for (uint32_t i = 0; i < PAIR_AT_ONCE; i++) {
        cues[i] = some_cues();
        pair_part_add_mark(&cues[i].shared, i);
        cues[i].parties[1].at = i % (SENTENCES * WORDS);
    }
    pair_net_answer(fixture->net, some_workspace(fixture), cues, PAIR_AT_ONCE, answers);
    for (uint32_t i = 0; i < PAIR_AT_ONCE; i++) {
        PairAnswer alone = answer_one(fixture, &cues[i]);
        assert_true(alone.none == answers[i].none);
        assert_memory_equal(alone.types[PAIR_BACKWARD], answers[i].types[PAIR_BACKWARD],
                            fixture->shape.types * sizeof(float));
    }
}

static void more_than_fits_is_left_out(void **state)
{
    (void)state;
    PairPart part = {0};
    for (uint32_t i = 0; i < 2 * PAIR_MOST_WORDS; i++) {
        pair_part_add_word(&part, 0, STR("word"));
        pair_part_add_mark(&part, 0);
    }
    assert_int_equal(part.word_count, PAIR_MOST_WORDS);
    assert_int_equal(part.mark_count, PAIR_MOST_MARKS);
}

/* ---- Files that are not whole ---------------------------------------------------------------- */

static void assert_refused(const Fixture *fixture, Str bytes, const PairShape *shape, const char *reason)
{
    DatelineError err = {0};
    const PairNet *net = NULL;
    assert_int_equal(pair_net_read(bytes, shape, fixture->words, fixture->arena, &net, &err), DATELINE_ERR_DATA);
    assert_null(net);
    if (strstr(err.message, reason) == NULL) fail_msg("'%s' has no '%s'", err.message, reason);
}

static char *copy_bytes(const Fixture *fixture)
{
    return arena_copy(fixture->arena, fixture->bytes.data, fixture->bytes.len);
}

static void other_files_are_refused(void **state)
{
    const Fixture *fixture = *state;
    assert_refused(fixture, STR("DLRELATE"), &fixture->shape, "does not start");
    assert_refused(fixture, STR("a text of more than thirty-two bytes is none"), &fixture->shape, "does not start");
    char *bytes = copy_bytes(fixture);
    put_number(bytes + 8, 99, 4);
    assert_refused(fixture, (Str){bytes, fixture->bytes.len}, &fixture->shape, "version 99");
}

static void files_that_are_cut_or_changed_are_refused(void **state)
{
    const Fixture *fixture = *state;
    assert_refused(fixture, (Str){fixture->bytes.data, fixture->bytes.len - 1}, &fixture->shape, "should have");
    char *bytes = copy_bytes(fixture);
    bytes[fixture->bytes.len / 2] ^= 1;
    assert_refused(fixture, (Str){bytes, fixture->bytes.len}, &fixture->shape, "checksum");
}

/* Made for other roles or marks than the program has: its numbers would mean something else. */
static void models_of_another_shape_are_refused(void **state)
{
    const Fixture *fixture = *state;
    PairShape shape = fixture->shape;
    shape.party_marks++;
    assert_refused(fixture, fixture->bytes, &shape, "expected");
}

/* The checksum is right, the sizes are not. */
static void sizes_that_do_not_fit_are_refused(void **state)
{
    const Fixture *fixture = *state;
    static const struct {
        uint32_t at, number;
        const char *reason;
    } sizes[] = {{0, 0x7FFFFFFF, "out of bounds"}, {4, 8, "out of bounds"}, {0, 16, "do not hold"}, {8, 3, "expected"},
                 {36, 48, "out of bounds"}, {40, 99, "out of bounds"}, {32, 64, "expected"}};
    for (uint32_t i = 0; i < COUNT(sizes); i++) {
        char *bytes = copy_bytes(fixture);
        put_number(bytes + PAIR_HEADER_BYTES + sizes[i].at, sizes[i].number, 4);
        put_number(bytes + PAIR_CHECKSUM_AT,
                   hash_bytes(bytes + PAIR_HEADER_BYTES, fixture->bytes.len - PAIR_HEADER_BYTES, 0), 8);
        assert_refused(fixture, (Str){bytes, fixture->bytes.len}, &fixture->shape, sizes[i].reason);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probabilities_sum_to_one),
        cmocka_unit_test(who_is_named_first_only_turns_the_answer),
        cmocka_unit_test(sentences_are_seen),
        cmocka_unit_test(pairs_do_not_see_each_other),
        cmocka_unit_test(more_than_fits_is_left_out),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(files_that_are_cut_or_changed_are_refused),
        cmocka_unit_test(models_of_another_shape_are_refused),
        cmocka_unit_test(sizes_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
