/*
 * Any bytes through every stage, as text, as a page and as a plain text: the document is whole, its
 * JSON is JSON, its CoNLL-U has ten columns and every character of the plain text, and what the
 * ledger keeps of it can be read back.
 */
#include <stdlib.h>

#include "fuzz.h"
#include "ledger/terms.h"
#include "pipeline/pipeline.h"
#include "record/conllu.h"
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

static void check_columns(Str line)
{
    uint32_t tabs = 0;
    for (uint32_t i = 0; i < line.len; i++) tabs += line.data[i] == '\t';
    REQUIRE(line.len == 0 || line.data[0] == '#' || tabs == 9);
}

static void check_conllu(ConlluWriter *writer, const Document *doc)
{
    Buffer conllu = {0};
    conllu_write(writer, doc, &conllu);
    Str text = buffer_str(&conllu);
    REQUIRE(utf8_valid_prefix(text) == text.len);
    for (uint32_t at = 0, end; at < text.len; at = end + 1) {
        end = str_find(text, STR("\n"), at);
        REQUIRE(end != STR_NOT_FOUND);
        check_columns((Str){text.data + at, end - at});
    }
    buffer_release(&conllu);
}

/* Nothing but white space and controls stands outside of tokens. */
static void check_kept(const Document *doc)
{
    uint32_t token = 0;
    for (uint32_t at = 0, len; at < doc->text.len; at += len) {
        uint32_t character = utf8_decode(doc->text, at, &len);
        while (token < doc->tokens.count && doc->tokens.items[token].span.end <= at) token++;
        bool is_inside =
            token < doc->tokens.count && doc->tokens.items[token].span.start <= at;
        REQUIRE(is_inside || character <= ' ' || character == 0x7F || utf8_is_space(character));
    }
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

/* Loaded once; the target runs many inputs in one process. */
typedef struct Loaded {
    Pipeline *pipeline;
    LedgerData *ledger;
    ConlluWriter *conllu;
} Loaded;

static void analyse(const Loaded *loaded, DatelineText page, DatelineFormat format)
{
    DatelineError err;
    Document *doc;
    DatelineSource source = {
        .page = page, .format = format, .published = {"2024-12-31", 10}, .outlet = {"Test", 4}};
    if (pipeline_run(loaded->pipeline, &source, STAGE_COUNT, NULL, &doc, &err) != DATELINE_OK) return;
    const char *broken = document_broken_invariant(doc);
    if (broken != NULL) fprintf(stderr, "%s\n", broken);
    REQUIRE(broken == NULL);
    check_json(doc);
    check_conllu(loaded->conllu, doc);
    if (format == DATELINE_FORMAT_PLAIN) check_kept(doc);
    check_packed(loaded->ledger, doc);
    document_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static Loaded loaded;
    DatelineError err;
    if (len > LONGEST_INPUT) return 0;
    if (loaded.pipeline == NULL) {
        REQUIRE(pipeline_new(NULL, &loaded.pipeline, &err) == DATELINE_OK);
        REQUIRE(ledger_data_new(NULL, &loaded.ledger, &err) == DATELINE_OK);
        REQUIRE(conllu_writer_new(NULL, &loaded.conllu, &err) == DATELINE_OK);
    }
    DatelineText page = {(const char *)data, len};
    analyse(&loaded, page, DATELINE_FORMAT_TEXT);
    analyse(&loaded, page, DATELINE_FORMAT_HTML);
    analyse(&loaded, page, DATELINE_FORMAT_PLAIN);
    return 0;
}
