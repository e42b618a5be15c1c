/*
 * What is merged while a run goes on, batch by batch, between two transactions of articles: other threads analyse
 * meanwhile. It is what depends on single articles and on pairs of them; buckets, which many articles of a run
 * touch, are derived once, at its end.
 *
 * What was computed of an article outside is noted here until its batch is merged. It is never missed: what is
 * not noted, as in a run that goes on where another was killed, is computed from the ledger.
 */
#ifndef STORE_AHEAD_H
#define STORE_AHEAD_H

#include "ledger/copies.h"
#include "ledger/sketch.h"
#include "store/text_cache.h"

typedef struct Ahead Ahead;

Ahead *ahead_new(void);
void ahead_free(Ahead *ahead);

/* What was computed of an article. */
typedef struct NotedArticle {
    int64_t article;
    CopyKeyList copy_keys;
    KeyList story_keys;
    bool has_day;
    int32_t day;
} NotedArticle;

/* The article is above those noted before; the keys are copied. */
void ahead_note(Ahead *ahead, const NotedArticle *noted);
/* Articles of the ledger that are looked at again, of which the keys of copies are all that is noted: each above the one
 * before; forgotten with the others, or alone. */
void ahead_note_earlier(Ahead *ahead, const NotedArticle *noted);
void ahead_forget_earlier(Ahead *ahead);
/* NULL if it is not noted; good until ahead_forget. */
const NotedArticle *ahead_find(const Ahead *ahead, int64_t article);
/* The same where an earlier one will do. */
const NotedArticle *ahead_find_copy_keys(const Ahead *ahead, int64_t article);
/* All but the earlier, by index. */
uint32_t ahead_count(const Ahead *ahead);
const NotedArticle *ahead_get(const Ahead *ahead, uint32_t index);
void ahead_forget(Ahead *ahead);

/* For all that is merged over this connection. */
TextCache *ahead_texts(Ahead *ahead);

#endif
