#include "clean.h"

#include "authors.h"
#include "confidence.h"
#include "credits.h"
#include "dateline.h"
#include "emit.h"
#include "glued.h"
#include "header.h"
#include "inserted.h"
#include "judge.h"
#include "layout.h"
#include "lines.h"
#include "live.h"
#include "near_copy.h"
#include "page.h"
#include "page_meta.h"
#include "patterns.h"
#include "published.h"
#include "repeat.h"
#include "scorer.h"
#include "site.h"
#include "text/charset.h"
#include "whole.h"

typedef struct CleanData {
    Lexicon lexicon;
    PatternTable patterns;
    Scorer scorer;
} CleanData;

static DatelineStatus clean_load(const DataFiles *files, Arena *arena, void **out_data,
                                 DatelineError *err)
{
    CleanData *data = arena_alloc(arena, sizeof *data);
    TRY(lexicon_load(files, arena, &data->lexicon, err));
    TRY(patterns_load(files, arena, &data->patterns, err));
    TRY(scorer_load(files, arena, &data->scorer, err));
    *out_data = data;
    return DATELINE_OK;
}

static void read_page(Work *work, const Lexicon *lexicon, const Scorer *scorer)
{
    Document *doc = work->doc;
    bool is_html = doc->format == DATELINE_FORMAT_HTML;
    CharsetResult decoded;
    charset_to_utf8(doc->page, doc->charset, is_html, work->arena, &decoded);
    doc->charset = decoded.name;
    work->source = decoded.text;
    work->source_map = decoded.runs;
    if (!is_html) {
        lines_read(work);
        header_read(work, lexicon);
        return;
    }
    HtmlTree *tree;
    html_parse_with(work->source, &(HtmlOptions){.keeps_page_order = true}, work->arena, &tree);
    page_meta_read(work, tree, lexicon);
    page_read(work, tree, lexicon, scorer);
    program_dates_read(work, tree, lexicon);
}

static void set_dateline(Document *doc, const FoundDateline *found)
{
    doc->meta.dateline = (Dateline){
        .is_present = true, .span = found->span, .place = found->place, .agency = found->agency};
}

static DatelineStatus check_size(const Document *doc, DatelineError *err)
{
    if (doc->text.len <= LARGEST_TEXT_BYTES) return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_LIMIT, DATELINE_NO_OFFSET,
                "article with %u bytes of text, more than the limit of %u (%u MiB)", doc->text.len,
                LARGEST_TEXT_BYTES, LARGEST_TEXT_BYTES >> 20);
}

static DatelineStatus clean_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    const CleanData *clean = data;
    if (doc->format == DATELINE_FORMAT_PLAIN) {
        doc->meta = doc->given;
        whole_read(doc);
        return check_size(doc, err);
    }
    Work work = {
        .doc = doc, .arena = scratch, .date_style = {.months = &clean->lexicon.months}};
    doc->meta = doc->given;
    read_page(&work, &clean->lexicon, &clean->scorer);
    header_cut_prefix(&work, &clean->lexicon);
    inserted_take_out(&work, &clean->lexicon);
    glued_part(&work, &clean->lexicon, &clean->patterns);
    live_part(&work, &clean->lexicon);
    judge_pieces(&work, &clean->lexicon, &clean->patterns);
    page_drop_unlike(&work);
    layout_judge(&work, &clean->lexicon);
    live_type(&work);
    repeat_drop(&work, &clean->lexicon);
    near_copy_drop(&work, &clean->lexicon);
    if (doc->format == DATELINE_FORMAT_HTML) confidence_set(&work);
    emit_document(&work);
    TRY(check_size(doc, err));

    FoundDateline dateline;
    bool has_dateline = dateline_read(doc, &clean->lexicon, &dateline);
    if (has_dateline) set_dateline(doc, &dateline);
    published_set(&work, has_dateline ? &dateline : NULL);
    authors_set(&work, &clean->lexicon);
    credits_read(doc, &clean->lexicon);
    site_complete(&work, &clean->lexicon);
    return DATELINE_OK;
}

static bool clean_rule_example(const void *data, uint32_t index, RuleExample *out)
{
    const CleanData *clean = data;
    if (index >= clean->patterns.patterns.count) return false;
    const Pattern *pattern = &clean->patterns.patterns.items[index];
    *out = (RuleExample){.rule = pattern->id,
                         .text = pattern->example,
                         .file = STR("clean/patterns.tsv"),
                         .line = pattern->line};
    return true;
}

const Stage stage_clean = {
    .name = "clean",
    .does = "Page bytes to clean text, with a map back, blocks and metadata.",
    .reads = PART_PAGE,
    .writes = PART_TEXT,
    .load = clean_load,
    .run = clean_run,
    .rule_example = clean_rule_example,
};
