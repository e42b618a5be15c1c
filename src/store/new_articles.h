/*
 * The articles that a transaction has written, for what is written of all of them together when it is committed: one
 * statement over them finds its pages and tables of words at hand, where one for each article, after all other records of
 * the article, finds none of them.
 *
 *     article_text       the words of articles 201 to 256
 *     actor_article      where their actors stand         (store/row_runs.h)
 *     actor_form         as what they are shown, how often
 */
#ifndef STORE_NEW_ARTICLES_H
#define STORE_NEW_ARTICLES_H

#include <stdint.h>

#include "base/error.h"

typedef struct Database Database;

/* Their numbers, which follow one another; 0 if there is none. */
typedef struct NewArticles {
    int64_t first;
    int64_t last;
} NewArticles;

/* A new article whose content and actors (article_actor) are written. */
void new_articles_note(Database *db, int64_t article);
/* Before the transaction is committed, and before runs are put together. */
DatelineStatus new_articles_flush(Database *db, DatelineError *err) MUST_CHECK;
/* After it was rolled back. */
void new_articles_forget(Database *db);

#endif
