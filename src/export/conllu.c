/*
 * CoNLL-U of the articles in a ledger. A ledger keeps clean texts and the bytes they were made
 * from, but no trees: the texts are parsed again, and give what `dateline annotate --format conllu`
 * gives.
 */
#include "record/conllu.h"

#include "export/formats.h"
#include "pipeline/pipeline.h"
#include "store/pack.h"
#include "store/store.h"

#define STAGES_TO_SYNTAX 3 /* clean, segment, syntax */

typedef struct Conllu {
    Export *export;
    Pipeline *pipeline;
    ConlluWriter *writer;
    Arena *scratch;
} Conllu;

static DatelineStatus read_blocks(Database *db, int64_t article, Document *doc, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_EXPORT_BLOCKS);
    row_int(&row, article);
    for (bool found;;) {
        TRY(row_step(&row, &found, err));
        if (!found) return DATELINE_OK;
        Span text = {(uint32_t)row_get_int(&row, 0), (uint32_t)row_get_int(&row, 1)};
        Span page = {(uint32_t)row_get_int(&row, 2), (uint32_t)row_get_int(&row, 3)};
        if (text.start > text.end || text.end > doc->text.len) continue;
        *list_add(doc->arena, &doc->blocks) =
            (Block){.type = BLOCK_BODY, .kept = true, .text = text, .page = page};
    }
}

/* What the clean stage left, as the ledger keeps it. */
static DatelineStatus read_document(Database *db, int64_t article, Document *doc,
                                    DatelineError *err)
{
    Row row = database_row(db, STATEMENT_EXPORT_CLEAN_TEXT);
    row_int(&row, article);
    bool found;
    TRY(row_step(&row, &found, err));
    if (!found) return database_fail(db, "reading an article", err);
    doc->id = row_get_id(&row, 0);
    doc->meta.language = row_copy_str(&row, 1, doc->arena);
    doc->not_analysed = row_copy_str(&row, 2, doc->arena);
    doc->text = row_copy_str(&row, 3, doc->arena);
    bool has_map = unpack_map(row_copy_str(&row, 4, doc->arena), doc->arena, &doc->map);
    bool has_page = unpack_page(row_copy_str(&row, 5, doc->arena), (uint32_t)row_get_int(&row, 6),
                                doc->arena, &doc->page);
    row_end(&row);
    if (!has_map || !has_page)
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                    "%s: the %s of article %s is broken", db->path, has_map ? "page" : "byte map",
                    doc->id.text);
    return read_blocks(db, article, doc, err);
}

static DatelineStatus parse_article(Conllu *conllu, int64_t article, Document *doc,
                                    DatelineError *err)
{
    ExportOut *out = &conllu->export->out;
    TRY(read_document(conllu->export->plan->store->db, article, doc, err));
    if (doc->not_analysed.len > 0) return DATELINE_OK;
    TRY(pipeline_run_cleaned(conllu->pipeline, doc, STAGES_TO_SYNTAX, conllu->scratch, err));
    conllu_write(conllu->writer, doc, &out->text);
    out->rows += doc->sentences.count;
    return out_flush(out, err);
}

static DatelineStatus take_article(void *context, int64_t article, int64_t same, DatelineError *err)
{
    (void)same;
    const DatelineSource nothing = {0};
    Document *doc;
    TRY(document_new(&nothing, &doc, err));
    DatelineStatus status = parse_article(context, article, doc, err);
    document_free(doc);
    return status;
}

DatelineStatus write_conllu(Export *export, DatelineError *err)
{
    const ExportPlan *plan = export->plan;
    Conllu conllu = {.export = export};
    TRY(pipeline_new_light(plan->data_dir, &conllu.pipeline, err));
    conllu.scratch = arena_new(1u << 20);
    DatelineStatus status = conllu_writer_new(plan->data_dir, &conllu.writer, err);
    if (status == DATELINE_OK)
        status = query_numbers(plan->store, QUERY_ARTICLE, &plan->filter, take_article, &conllu, err);
    conllu_writer_free(conllu.writer);
    arena_free(conllu.scratch);
    pipeline_free(conllu.pipeline);
    return status;
}
