/* The article that records stand in: read once for all of its records. */
#include "export/events.h"

static Str host_of(Str url)
{
    uint32_t start = str_find(url, STR("://"), 0);
    if (start == STR_NOT_FOUND) return (Str){NULL, 0};
    Str host = {url.data + start + 3, url.len - start - 3};
    if (str_starts(host, STR("www."))) host = (Str){host.data + 4, host.len - 4};
    uint32_t end = 0;
    while (end < host.len && strchr("/?#:", host.data[end]) == NULL) end++;
    return (Str){host.data, end};
}

DatelineStatus article_number(Database *db, Str id, int64_t *out, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_FIND_ARTICLE);
    row_str(&row, id);
    bool found;
    TRY(row_step(&row, &found, err));
    *out = found ? row_get_int(&row, 0) : 0;
    row_end(&row);
    return DATELINE_OK;
}

DatelineStatus article_read(Database *db, int64_t n, ExportArticle *article, Arena *arena,
                            DatelineError *err)
{
    if (article->n == n) return DATELINE_OK;
    arena_clear(arena);
    Row row = database_row(db, STATEMENT_EXPORT_ARTICLE);
    row_int(&row, n);
    bool found;
    TRY(row_step(&row, &found, err));
    if (!found) return database_fail(db, "reading an article", err);
    *article =
        (ExportArticle){.n = n,
                        .id = row_copy_str(&row, 0, arena),
                        .url = row_copy_str(&row, 1, arena),
                        .outlet = row_copy_str(&row, 2, arena),
                        .title = row_copy_str(&row, 3, arena),
                        .language = row_copy_str(&row, 4, arena),
                        .day = row_is_null(&row, 5) ? DAY_UNKNOWN : (int32_t)row_get_int(&row, 5),
                        .text = row_copy_str(&row, 6, arena),
                        .lead_end = (uint32_t)row_get_int(&row, 7)};
    row_end(&row);
    article->host = host_of(article->url);
    if (article->outlet.len == 0) article->outlet = article->host;
    article->chars = chars_index(article->text, arena);
    return DATELINE_OK;
}
