#include "store/new_articles.h"

#include "store/database.h"

void new_articles_note(Database *db, int64_t article)
{
    NewArticles *noted = &db->new_articles;
    if (noted->first == 0) noted->first = article;
    noted->last = article;
}

static DatelineStatus write_texts(Database *db, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_INSERT_TEXTS_OF_ARTICLES);
    row_int(&row, db->new_articles.first);
    row_int(&row, db->new_articles.last);
    return row_run(&row, err);
}

DatelineStatus new_articles_flush(Database *db, DatelineError *err)
{
    const NewArticles noted = db->new_articles;
    if (noted.first == 0) return DATELINE_OK;
    TRY(write_texts(db, err));
    TRY(row_run_fill(db, ROWS_OF_ACTOR_ARTICLES, STATEMENT_INSERT_ACTORS_OF_ARTICLES, noted.first, noted.last, err));
    TRY(row_run_fill(db, ROWS_OF_FORMS, STATEMENT_COUNT_FORMS_OF_ARTICLES, noted.first, noted.last, err));
    new_articles_forget(db);
    return DATELINE_OK;
}

void new_articles_forget(Database *db)
{
    db->new_articles = (NewArticles){0};
}
