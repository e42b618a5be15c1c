#include "store/new_articles.h"

#include "store/database.h"
#include "store/settle.h"

/* Of so many articles the rows are written together; they are sorted in memory, some 60 bytes for each of 30 actors. */
#define MOST_WAITING 8192

DatelineStatus new_articles_note(Database *db, int64_t article, DatelineError *err)
{
    NewArticles *noted = &db->new_articles;
    noted->last = article;
    if (noted->first != 0) return DATELINE_OK;
    noted->first = article;
    return settle_mark_number(db, DIRTY_ACTORS, article, err);
}

DatelineStatus new_articles_flush(Database *db, DatelineError *err)
{
    const NewArticles *noted = &db->new_articles;
    if (noted->first == 0) return DATELINE_OK;
    Row row = database_row(db, STATEMENT_INSERT_TEXTS_OF_ARTICLES);
    row_int(&row, noted->first);
    row_int(&row, noted->last);
    TRY(row_run(&row, err));
    new_articles_forget(db);
    return DATELINE_OK;
}

void new_articles_forget(Database *db)
{
    db->new_articles = (NewArticles){0};
}

/* ---- Actors ---------------------------------------------------------------------------------- */

/* Of this program, and of others that were ended before they came to their own. */
static DatelineStatus find_waiting(Database *db, int64_t *out_first, int64_t *out_last, DatelineError *err)
{
    bool has_row;
    Row row = database_row(db, STATEMENT_GET_ARTICLES_WITHOUT_ROWS);
    TRY(row_step(&row, &has_row, err));
    *out_first = has_row ? row_get_int(&row, 0) : 0;
    *out_last = has_row ? row_get_int(&row, 1) : 0;
    row_end(&row);
    return DATELINE_OK;
}

DatelineStatus new_articles_write_actors(Database *db, bool is_ending, DatelineError *err)
{
    int64_t first, last;
    TRY(find_waiting(db, &first, &last, err));
    bool is_due = is_ending || last - first + 1 >= MOST_WAITING;
    if (first == 0 || !is_due) return DATELINE_OK;
    TRY(row_run_fill(db, ROWS_OF_ACTOR_ARTICLES, STATEMENT_INSERT_ACTORS_OF_ARTICLES, first, last, err));
    TRY(row_run_fill(db, ROWS_OF_FORMS, STATEMENT_COUNT_FORMS_OF_ARTICLES, first, last, err));
    Row row = database_row(db, STATEMENT_CLEAR_ARTICLES_WITHOUT_ROWS);
    return row_run(&row, err);
}
