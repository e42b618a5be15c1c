/* Article, content and blocks. */
#include "base/json.h"
#include "store/write.h"

static void add_credits(Row *row, const Metadata *meta, Buffer *json)
{
    if (meta->credits.count > 0) {
        JsonWriter writer = {.out = json};
        json_begin_array(&writer);
        for (uint32_t i = 0; i < meta->credits.count; i++)
            json_str(&writer, meta->credits.items[i].name);
        json_end_array(&writer);
    }
    row_str(row, buffer_str(json));
}

static void add_authors(Row *row, const Metadata *meta, Buffer *json)
{
    if (meta->authors.count > 0) {
        JsonWriter writer = {.out = json};
        json_begin_array(&writer);
        for (uint32_t i = 0; i < meta->authors.count; i++) json_str(&writer, meta->authors.items[i]);
        json_end_array(&writer);
    }
    row_str(row, buffer_str(json));
}

/* JSON that a row borrows until it has run. */
typedef struct Lists {
    Buffer credits;
    Buffer authors;
} Lists;

static void add_metadata(Row *row, const Document *doc, Lists *lists)
{
    const Metadata *meta = &doc->meta;
    row_str(row, meta->url);
    row_str(row, meta->outlet);
    row_str(row, meta->title);
    row_str(row, meta->author);
    row_str(row, meta->language);
    row_str(row, meta->sitename);
    row_str(row, meta->section);
    row_date(row, &meta->published);
    row_cstring(row, date_origin_name(meta->published_origin));
    row_str(row, meta->modified.edtf);
    row_span(row, meta->dateline.span);
    row_str(row, meta->dateline.place);
    row_str(row, meta->dateline.agency);
    row_str(row, meta->dateline.date.edtf);
    add_credits(row, meta, &lists->credits);
}

static void add_more_metadata(Row *row, const Document *doc, Lists *lists)
{
    const Metadata *meta = &doc->meta;
    bool is_changed = meta->modified.is_known;
    row_str(row, is_changed ? str_from_cstring(date_origin_name(meta->modified_origin)) : (Str){0});
    add_authors(row, meta, &lists->authors);
    row_str(row, meta->canonical);
    row_str(row, meta->amp_url);
    row_int(row, meta->is_amp);
    row_str(row, doc->not_analysed);
}

static void add_dateline_place(Row *row, const Document *doc)
{
    const Place *place = doc->dateline_place == NONE ? NULL : &doc->places.items[doc->dateline_place];
    row_place(row, place);
    row_str(row, place == NULL ? (Str){0} : place->by.rule);
}

bool article_day(const Metadata *meta, int32_t *out)
{
    const DateValue *date = meta->published.is_known ? &meta->published : &meta->dateline.date;
    *out = date->is_known ? date->first_day : 0;
    return date->is_known;
}

static void add_day(Row *row, const Metadata *meta)
{
    int32_t day;
    if (article_day(meta, &day))
        row_int(row, day);
    else
        row_null(row);
}

static DatelineStatus write_head(Database *db, const Document *doc, Str sketch, DatelineError *err)
{
    Lists lists = {0};
    Row row = database_row(db, STATEMENT_INSERT_ARTICLE);
    row_id(&row, &doc->id);
    add_metadata(&row, doc, &lists);
    row_str(&row, doc->path);
    row_int(&row, (int64_t)doc->path_offset);
    row_cstring(&row, doc->format == DATELINE_FORMAT_HTML ? "html" : "text");
    row_str(&row, doc->charset);
    add_day(&row, &doc->meta);
    row_cstring(&row, DATELINE_VERSION);
    row_null(&row);
    row_blob(&row, sketch);
    add_more_metadata(&row, doc, &lists);
    add_dateline_place(&row, doc);
    DatelineStatus status = row_run(&row, err);
    buffer_release(&lists.credits);
    buffer_release(&lists.authors);
    return status;
}

static DatelineStatus write_content(Database *db, const Document *doc, int64_t article,
                                    const PreparedArticle *prepared, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_INSERT_CONTENT);
    row_int(&row, article);
    row_str(&row, doc->meta.title);
    row_text(&row, doc->text);
    row_blob(&row, prepared->page);
    row_int(&row, doc->page.len);
    row_blob(&row, prepared->map);
    row_blob(&row, prepared->sentences);
    return row_run(&row, err);
}

static DatelineStatus write_block(Database *db, int64_t article, uint32_t position,
                                  const Block *block, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_INSERT_BLOCK);
    row_int(&row, article);
    row_int(&row, position);
    row_cstring(&row, block_type_name(block->type));
    row_bool(&row, block->kept);
    row_span(&row, block->text);
    row_span(&row, block->page);
    row_str(&row, block->reason);
    row_str(&row, block->dropped);
    row_str(&row, block->rule);
    row_str(&row, block->time);
    return row_run(&row, err);
}

DatelineStatus write_article(Database *db, const Document *doc, const PreparedArticle *prepared,
                             bool *out_is_new, int64_t *out_number, DatelineError *err)
{
    TRY(write_head(db, doc, sketch_pack(prepared->sketch, doc->arena), err));
    *out_is_new = sqlite3_changes(db->handle) > 0;
    if (!*out_is_new) return DATELINE_OK;
    *out_number = sqlite3_last_insert_rowid(db->handle);
    TRY(write_content(db, doc, *out_number, prepared, err));
    for (uint32_t i = 0; i < doc->blocks.count; i++)
        TRY(write_block(db, *out_number, i, &doc->blocks.items[i], err));
    return DATELINE_OK;
}
