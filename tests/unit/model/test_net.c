/* What the network says of a sentence does not depend on the level of instructions, on the
 * sentences beside it, or on the words the cache holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/model_file.h"
#include "model/net.h"
#include "text/data.h"
#include "text/utf8.h"

#define MOST_WORDS 400u
#define MOST_SENTENCES 40u

static const char *const sentences[] = {
    "The queen sent a letter to her brother on Monday , the palace said .",
    "“ We will not sign it , ” Defence Minister Tomas Okoye told reporters in Lisbon .",
    "TALKS END WITHOUT A DEAL",
    "no capitals here and no full stop",
    "Yes .",
    "In 2019 , 1,250 tonnes of grain left the port ; in 2020 , none did .",
    "She said that he had said that they would say nothing .",
    "Sir Élodie Ünal-Škoda 's co-operation with the UN-backed court \xF0\x9F\x98\x80 ended .",
    "Floods Cut Off Three Villages In The North",
    "It did not .",
};

typedef struct Fixture {
    DataFiles *files;
    Arena *arena;
    Net net;
    SyntaxWord words[MOST_WORDS];
    uint32_t word_count;
    uint32_t lens[MOST_SENTENCES];
    uint32_t sentence_count;
} Fixture;

static void add_sentence(Fixture *fixture, const char *text)
{
    StrList forms = {0};
    str_split(str_from_cstring(text), ' ', fixture->arena, &forms);
    for (uint32_t i = 0; i < forms.count; i++)
        fixture->words[fixture->word_count++] = (SyntaxWord){
            .form = forms.items[i], .lower = utf8_lower(forms.items[i], fixture->arena)};
    fixture->lens[fixture->sentence_count++] = forms.count;
}

static int set_up(void **state)
{
    DatelineError err;
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->files = data_files_new(NULL);
    fixture->arena = arena_new(1u << 20);
    Str bytes, sections[SECTION_COUNT];
    for (size_t i = 0; i < 3 * COUNT(sentences); i++)
        add_sentence(fixture, sentences[i * 7 % COUNT(sentences)]);
    *state = fixture;
    return data_file_read(fixture->files, "models/syntax.bin", fixture->arena, &bytes, &err) ||
           model_file_read(bytes, sections, &err) ||
           net_read(sections[SECTION_NET], fixture->arena, &fixture->net, &err);
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    arena_free(fixture->arena);
    data_files_free(fixture->files);
    free(fixture);
    return 0;
}

/* Returns the words as the network leaves them. */
static SyntaxWord *parse(Fixture *fixture, const Kernels *kernels, WordCache *cache,
                         uint32_t most_words)
{
    SyntaxWord *words = arena_new_items(fixture->arena, SyntaxWord, fixture->word_count);
    memcpy(words, fixture->words, fixture->word_count * sizeof *words);
    NetWorkspace *workspace = net_workspace_new(&fixture->net, most_words, fixture->arena);
    workspace->kernels = kernels;
    workspace->cache = cache;
    for (uint32_t word = 0, i = 0; i < fixture->sentence_count;) {
        Batch batch = net_take_batch(words + word, fixture->lens + i, fixture->sentence_count - i,
                                     most_words);
        assert_true(batch.count <= most_words);
        net_run(&fixture->net, workspace, &batch);
        word += batch.count;
        i += batch.sentence_count;
    }
    return words;
}

static void assert_same(const Fixture *fixture, const SyntaxWord *a, const SyntaxWord *b)
{
    for (uint32_t i = 0; i < fixture->word_count; i++)
        if (a[i].tag != b[i].tag || a[i].name != b[i].name || a[i].head != b[i].head ||
            a[i].relation != b[i].relation)
            fail_msg("word %u, '" STR_FMT "'", (unsigned)i, STR_ARG(a[i].form));
}

static void test_levels_say_the_same(void **state)
{
    Fixture *fixture = *state;
    const SyntaxWord *plain = parse(fixture, kernels_at(0), NULL, 128);
    for (uint32_t k = 1; kernels_at(k) != NULL; k++)
        assert_same(fixture, plain, parse(fixture, kernels_at(k), NULL, 128));
}

/* Of 18 words, most batches are one sentence. */
static void test_batches_do_not_matter(void **state)
{
    Fixture *fixture = *state;
    const SyntaxWord *together = parse(fixture, kernels_best(), NULL, MOST_WORDS);
    assert_same(fixture, together, parse(fixture, kernels_best(), NULL, 18));
    assert_same(fixture, together, parse(fixture, kernels_best(), NULL, 37));
}

static void test_the_cache_does_not_matter(void **state)
{
    Fixture *fixture = *state;
    const SyntaxWord *without = parse(fixture, kernels_best(), NULL, 37);
    static const uint32_t bits[] = {0, 3, 12};
    for (size_t i = 0; i < COUNT(bits); i++) {
        WordCache *cache = word_cache_new(bits[i], fixture->net.size);
        assert_same(fixture, without, parse(fixture, kernels_best(), cache, 37));
        assert_same(fixture, without, parse(fixture, kernels_best(), cache, 128));
        assert_same(fixture, without, parse(fixture, kernels_at(0), cache, 37));
        word_cache_free(cache);
    }
}

/* The vectors themselves, to the last bit, from a cache that another order of words has filled. */
static void test_cached_vectors_are_the_same_bits(void **state)
{
    Fixture *fixture = *state;
    WordCache *cache = word_cache_new(2, fixture->net.size);
    parse(fixture, kernels_best(), cache, 18);
    NetWorkspace *with = net_workspace_new(&fixture->net, 128, fixture->arena);
    NetWorkspace *without = net_workspace_new(&fixture->net, 128, fixture->arena);
    with->cache = cache;
    Batch batch = net_take_batch(fixture->words, fixture->lens, fixture->sentence_count, 128);
    net_embed(&fixture->net, with, &batch);
    net_embed(&fixture->net, without, &batch);
    assert_memory_equal(with->x, without->x,
                        (size_t)batch.count * fixture->net.size * sizeof(float));
    word_cache_free(cache);
}

static void test_cache_keeps_the_words_of_use(void **state)
{
    (void)state;
    const float one[16] = {1}, two[16] = {2}, three[16] = {3};
    WordCache *cache = word_cache_new(0, 16); /* room for two words */
    word_cache_keep(cache, STR("The"), STR("the"), one);
    word_cache_keep(cache, STR("port"), STR("port"), two);
    assert_true(word_cache_find(cache, STR("The"), STR("the"))[0] == 1.0f);
    assert_null(word_cache_find(cache, STR("The"), STR("The")));
    assert_null(word_cache_find(cache, STR("Th"), STR("ethe"))); /* the same bytes */
    word_cache_keep(cache, STR("sea"), STR("sea"), three);       /* in the place of "port" */
    assert_true(word_cache_find(cache, STR("sea"), STR("sea"))[0] == 3.0f);
    assert_true(word_cache_find(cache, STR("The"), STR("the"))[0] == 1.0f);
    assert_null(word_cache_find(cache, STR("port"), STR("port")));
    Str endless = STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    word_cache_keep(cache, endless, endless, one);
    assert_null(word_cache_find(cache, endless, endless));
    word_cache_free(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels_say_the_same),
        cmocka_unit_test(test_batches_do_not_matter),
        cmocka_unit_test(test_the_cache_does_not_matter),
        cmocka_unit_test(test_cached_vectors_are_the_same_bits),
        cmocka_unit_test(test_cache_keeps_the_words_of_use),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
