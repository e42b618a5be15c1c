/* Sentences that have no end are cut: what the parser does of them is bounded, whatever the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../pipeline_fixture.h"
#include "03_segment/sentences.h"
#include "base/buffer.h"

#define STAGES_TO_SEGMENT 2

/* Pairs of words of a sentence: the steps of the parser. */
static uint64_t count_pairs(const Document *doc)
{
    uint64_t pairs = 0;
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        TokenRange tokens = doc->sentences.items[i].tokens;
        uint64_t count = tokens.end - tokens.first;
        assert_true(count <= LONGEST_SENTENCE_TOKENS);
        pairs += count * count;
    }
    return pairs;
}

static void brackets_without_an_end_are_cut(void **state)
{
    static const char *const pieces[] = {"a(b", "( a ( b ", "{{a|b=[c](d)}} ", "word (", "[a [b "};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        Buffer page = {0};
        buffer_add_str(&page, STR("<p>The minister of Norway met the king of Spain in Oslo on Monday.</p><p>"));
        while (page.len < 60000) buffer_add_str(&page, str_from_cstring(pieces[i]));
        DatelineSource source = {.page = {page.data, page.len}, .format = DATELINE_FORMAT_HTML};
        Document *doc;
        DatelineError err = {0};
        assert_int_equal(pipeline_run(*state, &source, STAGES_TO_SEGMENT, NULL, &doc, &err), DATELINE_OK);
        assert_true(count_pairs(doc) <= (uint64_t)LONGEST_SENTENCE_TOKENS * doc->tokens.count);
        document_free(doc);
        buffer_release(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brackets_without_an_end_are_cut),
    };
    return cmocka_run_group_tests(tests, pipeline_open, pipeline_close);
}
