/*
 * What is written of many new articles together, by one statement over what stands there of them: it finds its pages and
 * tables of words at hand, where one for each article, after all other records of the article, finds none of them.
 *
 *     article_text    the words of articles 201 to 456             when their transaction is committed
 *     actor_article   where the actors of articles 1 to 8192 stand when the last of what is added is there, or so many
 *     actor_form      as what they are shown, how often            (store/row_runs.h): one run, not one a transaction
 */
#ifndef STORE_NEW_ARTICLES_H
#define STORE_NEW_ARTICLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

typedef struct Database Database;

/* Those of the transaction: their numbers, which follow one another; 0 if there is none. */
typedef struct NewArticles {
    int64_t first;
    int64_t last;
} NewArticles;

/* A new article, whose content is written; the first leaves a mark that actors have no rows from it on. */
DatelineStatus new_articles_note(Database *db, int64_t article, DatelineError *err) MUST_CHECK;
/* Before the transaction is committed. */
DatelineStatus new_articles_flush(Database *db, DatelineError *err) MUST_CHECK;
/* After it was rolled back. */
void new_articles_forget(Database *db);

/* Within a transaction: rows of the actors of all articles that have none; in the midst of what is added only once so many
 * wait that they make a run of their own. */
DatelineStatus new_articles_write_actors(Database *db, bool is_ending, DatelineError *err) MUST_CHECK;

#endif
