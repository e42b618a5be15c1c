/*
 * Any bytes through every stage, once as text and once as a page: the document is whole, its JSON
 * is JSON, and what the ledger keeps of it can be read back.
 */
#include <stdlib.h>

#include "fuzz.h"
#include "ledger/terms.h"
#include "pipeline/pipeline.h"
#include "record/dump.h"
#include "record/invariants.h"
#include "store/pack.h"
#include "store/store.h"
#include "text/json_check.h"
#include "text/utf8.h"

#define LONGEST_INPUT (1u << 20)
#define DEEPEST_JSON 64

static void check_json(const Document *doc)
{
    Buffer json = {0};
    document_write_json(doc, &json);
    Str text = buffer_str(&json);
    REQUIRE(utf8_valid_prefix(text) == text.len);
    JsonFault fault = json_find_fault(text, DEEPEST_JSON);
    if (fault.reason != NULL) fprintf(stderr, "JSON: %s at byte %u\n", fault.reason, fault.offset);
    REQUIRE(fault.reason == NULL);
    buffer_release(&json);
}

static void check_packed(const LedgerData *ledger, Document *doc)
{
    PreparedArticle *prepared = store_prepare(ledger, doc);
    Str page;
    MapRunList runs = {0};
    SpanList sentences = {0};
    REQUIRE(unpack_page(prepared->page, doc->page.len, doc->arena, &page));
    REQUIRE(str_equal(page, doc->page));
    REQUIRE(unpack_map(prepared->map, doc->arena, &runs) && runs.count == doc->map.count);
    REQUIRE(unpack_sentences(prepared->sentences, doc->arena, &sentences) &&
            sentences.count == doc->sentences.count);
    Sketch sketch = {0};
    REQUIRE(sketch_unpack(sketch_pack(prepared->sketch, doc->arena), doc->arena, &sketch));
}

static void analyse(const Pipeline *pipeline, const LedgerData *ledger, DatelineText page,
                    DatelineFormat format)
{
    DatelineError err;
    Document *doc;
    DatelineSource source = {
        .page = page, .format = format, .published = {"2024-12-31", 10}, .outlet = {"Test", 4}};
    if (pipeline_run(pipeline, &source, STAGE_COUNT, NULL, &doc, &err) != DATELINE_OK) return;
    const char *broken = document_broken_invariant(doc);
    if (broken != NULL) fprintf(stderr, "%s\n", broken);
    REQUIRE(broken == NULL);
    check_json(doc);
    check_packed(ledger, doc);
    document_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static Pipeline *pipeline; /* loaded once; the target runs many inputs in one process */
    static LedgerData *ledger;
    DatelineError err;
    if (len > LONGEST_INPUT) return 0;
    if (pipeline == NULL) {
        REQUIRE(pipeline_new(NULL, &pipeline, &err) == DATELINE_OK);
        REQUIRE(ledger_data_new(NULL, &ledger, &err) == DATELINE_OK);
    }
    DatelineText page = {(const char *)data, len};
    analyse(pipeline, ledger, page, DATELINE_FORMAT_TEXT);
    analyse(pipeline, ledger, page, DATELINE_FORMAT_HTML);
    return 0;
}
