#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../put_number.h"
#include "model/word_pieces.h"

/* In growing order, as in a file. */
static const char *const first_pieces[] = {"\"", "$", "'", ",", "-", "embassy", "er", "fri", "minister", "n",
                                           "nord", "nort", "north", "s", "strasse", "\xC3\x9F", "\xCE\xB1"};
static const char *const further_pieces[] = {"an", "dog", "en", "er", "h", "land", "s", "x"};

typedef struct Fixture {
    Arena *arena;
    char bytes[1024];
    uint32_t len;
    WordPieces pieces;
} Fixture;

static uint32_t put_pieces(Fixture *fixture, const char *const *texts, size_t count, char *ends, uint32_t end)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(texts[i]);
        memcpy(fixture->bytes + fixture->len, texts[i], len);
        fixture->len += (uint32_t)len;
        end += (uint32_t)len;
        put_number(ends + 4 * i, end, 4);
    }
    return end;
}

static void fill(Fixture *fixture)
{
    uint32_t all = COUNT(first_pieces) + COUNT(further_pieces);
    put_number(fixture->bytes, COUNT(first_pieces), 4);
    put_number(fixture->bytes + 4, COUNT(further_pieces), 4);
    char *ends = fixture->bytes + 8;
    fixture->len = 8 + 4 * all;
    uint32_t end = put_pieces(fixture, first_pieces, COUNT(first_pieces), ends, 0);
    put_pieces(fixture, further_pieces, COUNT(further_pieces), ends + 4 * COUNT(first_pieces), end);
}

static SectionReader reader_of(const Fixture *fixture)
{
    return (SectionReader){.section = {fixture->bytes, fixture->len}, .arena = fixture->arena};
}

static int set_up(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_new(4096);
    fill(fixture);
    SectionReader from = reader_of(fixture);
    fixture->pieces = word_pieces_take(&from);
    *state = fixture;
    return from.is_short;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

/* The pieces of a word, further ones with + before them, ? for what is unknown. */
static const char *pieces_of(const Fixture *fixture, Str word, uint32_t most)
{
    static char out[256];
    uint32_t numbers[16], count = word_pieces_of(&fixture->pieces, word, most, numbers);
    size_t len = 0;
    for (uint32_t i = 0; i < count; i++) {
        Str text = STR("?");
        bool is_further = numbers[i] >= PIECE_SPECIAL_COUNT + COUNT(first_pieces);
        if (numbers[i] != PIECE_UNKNOWN) text = word_piece_text(&fixture->pieces, numbers[i]);
        len += (size_t)snprintf(out + len, sizeof out - len, "%s%s" STR_FMT, i > 0 ? " " : "", is_further ? "+" : "",
                                STR_ARG(text));
    }
    return out;
}

static void words_become_pieces(void **state)
{
    static const struct {
        const char *word, *pieces;
    } examples[] = {
        {"north", "north"},
        {"Northland", "north +land"},
        {"NORDEN", "nord +en"},
        {"Erdo\xC4\x9F"
         "an",
         "er +dog +an"},
        {"erdog\xCC\x86"
         "an",
         "er +dog +an"}, /* the accent as a character of its own */
        {"ministers", "minister +s"},
        {"minister's", "minister ' s"},
        {"minister\xE2\x80\x99s", "minister ' s"},
        {"\xE2\x80\x9CNorth\xE2\x80\x9D,", "\" north \" ,"},
        {"north\xE2\x80\x94nord", "north - nord"},
        {"``", "\""},
        {"''", "\""},
        {"'n'", "' n '"},
        {"$n", "$ n"},
        {"n\xC3\x9Fx", "?"},            /* nothing goes on with that letter */
        {"\xC3\x9F", "\xC3\x9F"},
        {"\xCE\x91", "\xCE\xB1"},       /* small letters of other scripts too */
        {"nor", "?"},                   /* a start of pieces, but none itself, and no way with "n" either */
        {"nh", "n +h"},
        {"north\xE2\x80\x8Bland", "north +land"}, /* a space without width */
        {"\xE2\x80\x8B", "?"},
        {"", "?"},
        {"north\xE4\xB8\xADs", "north ? s"}, /* Chinese characters stand alone */
        {"nq-embassy", "? - embassy"},
        {"n\xFFh", "n +h"},             /* what is not valid is left out */
    };
    for (size_t i = 0; i < COUNT(examples); i++)
        assert_string_equal(pieces_of(*state, str_from_cstring(examples[i].word), 12), examples[i].pieces);
}

static void long_words_are_cut_or_unknown(void **state)
{
    char word[201];
    memset(word, 'h', sizeof word);
    word[0] = 'n';
    assert_string_equal(pieces_of(*state, (Str){word, 50}, 4), "n +h +h +h");
    assert_string_equal(pieces_of(*state, (Str){word, 100}, 2), "n +h");
    assert_string_equal(pieces_of(*state, (Str){word, 101}, 4), "?");
    assert_string_equal(pieces_of(*state, (Str){word, 201}, 4), "?");
}

static void lists_out_of_order_are_refused(void **state)
{
    const Fixture *good = *state;
    static const struct {
        uint32_t at, number;
    } changes[] = {
        {0, 0x7FFFFFFF},               /* more pieces than bytes */
        {4, 0xFFFFFFFF},
        {8, 0},                        /* an empty piece */
        {12, 0xFFFFFF},                /* an end behind the text */
        {8 + 4 * 24, 4000},
        {8 + 4 * 25, 0x27222224},      /* texts that do not grow */
    };
    for (size_t i = 0; i < COUNT(changes); i++) {
        Fixture bad = *good;
        put_number(bad.bytes + changes[i].at, changes[i].number, 4);
        SectionReader from = reader_of(&bad);
        word_pieces_take(&from);
        if (!from.is_short) fail_msg("change %u was taken", (unsigned)i);
    }
    for (uint32_t len = 0; len < good->len; len++) {
        Fixture bad = *good;
        bad.len = len;
        SectionReader from = reader_of(&bad);
        word_pieces_take(&from);
        assert_true(from.is_short);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_become_pieces),
        cmocka_unit_test(long_words_are_cut_or_unknown),
        cmocka_unit_test(lists_out_of_order_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
