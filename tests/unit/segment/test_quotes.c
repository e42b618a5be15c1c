/* Which quotation marks open and which close. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "03_segment/segment.h"
#include "base/buffer.h"
#include "text/data.h"

typedef struct Fixture {
    DataFiles *files;
    Arena *arena;
    void *data;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    DatelineError err;
    fixture.files = data_files_new(NULL);
    fixture.arena = arena_new(1u << 16);
    *state = &fixture;
    return stage_segment.load(fixture.files, fixture.arena, &fixture.data, &err) == DATELINE_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    arena_free(fixture->arena);
    data_files_free(fixture->files);
    return 0;
}

/* The tokens with opening marks written <, closing ones >. */
static void assert_marks(void **state, const char *text, const char *expected)
{
    Fixture *fixture = *state;
    DatelineError err;
    Document doc = {.arena = arena_new(4096), .text = str_from_cstring(text)};
    Arena *scratch = arena_new(4096);
    assert_int_equal(stage_segment.run(fixture->data, &doc, scratch, &err), DATELINE_OK);
    Buffer out = {0};
    for (uint32_t i = 0; i < doc.tokens.count; i++) {
        const Token *token = &doc.tokens.items[i];
        if (i > 0) buffer_add_char(&out, ' ');
        if ((token->flags & TOKEN_OPENS_QUOTE) != 0)
            buffer_add_char(&out, '<');
        else if ((token->flags & TOKEN_CLOSES_QUOTE) != 0)
            buffer_add_char(&out, '>');
        else
            buffer_add_str(&out, document_str(&doc, token->span));
    }
    buffer_add_char(&out, '\0');
    assert_string_equal(out.data, expected);
    buffer_release(&out);
    arena_free(scratch);
    arena_free(doc.arena);
}

static void straight_marks_are_told_by_space(void **state)
{
    assert_marks(state, "\"Go,\" he said. \"Now.\"", "< Go , > he said . < Now . >");
    assert_marks(state, "the (\"BS\") and the \"CD\"-ROM", "the ( < BS > ) and the < CD > - ROM");
    assert_marks(state, "stating \"it has fields.\"Looking",
                 "stating < it has fields . > Looking");
    assert_marks(state, "he said:\"Go\"and left", "he said : < Go > and left");
    assert_marks(state, "\" a \" b", "< a > b");
}

static void apostrophes_are_not_quotation_marks(void **state)
{
    assert_marks(state, "as a 'meaningful' one of the countries' own",
                 "as a < meaningful > one of the countries ' own");
    assert_marks(state, "'the two countries' leaders met' she said",
                 "< the two countries ' leaders met > she said");
    assert_marks(state, "the North's 'heroic' act in '24", "the North 's < heroic > act in '24");
    assert_marks(state, "it’s ‘the states’ idea’ he’d", "it ’s < the states ’ idea > he ’d");
    assert_marks(state, "rock 'n' roll", "rock 'n' roll");
}

static void marks_of_other_kinds(void **state)
{
    assert_marks(state, "''We won'' and ``lost''", "< We won > and < lost >");
    assert_marks(state, "“We ‘won’ it”", "< We < won > it >");
    assert_marks(state, "«Da» „ja“", "< Da > < ja >");
    assert_marks(state, "\"He said 'go.'\"", "< He said < go . > >");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(straight_marks_are_told_by_space),
        cmocka_unit_test(apostrophes_are_not_quotation_marks),
        cmocka_unit_test(marks_of_other_kinds),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
