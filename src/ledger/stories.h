/*
 * Articles on one event become a story.
 *
 * Two articles are linked if they are alike enough and near in time, or report the same message as
 * news; that depends on the two alone. Links are taken from the strongest on, and two groups are
 * joined while all their articles are linked well enough on average, so that a chain of articles,
 * each a little like the next, does not run from one event to another.
 */
#ifndef LEDGER_STORIES_H
#define LEDGER_STORIES_H

#include "ledger/messages.h"

/* An article as a story sees it. */
typedef struct StoryArticle {
    Id id;
    bool has_day;
    int32_t day; /* published, of its dateline, or of the messages it reports */
} StoryArticle;

typedef struct StoryLink {
    uint32_t a; /* indices of articles */
    uint32_t b;
    uint32_t strength; /* thousandths */
} StoryLink;

typedef List(StoryLink) StoryLinkList;

typedef struct Story {
    Id id;
    uint32_t first;     /* the article whose id its own is made of */
    IndexList articles; /* by day and id; undated last */
    uint32_t central;   /* the article most like the others */
} Story;

typedef List(Story) StoryList;

/* Two that are less alike are linked by a message they share or not at all. */
#define STORY_LEAST_LIKENESS 200

/* Strength of the link between two articles, 0 if they are not linked. likeness: of their terms, in
 * thousandths. */
uint32_t story_link(const StoryArticle *a, const StoryArticle *b, uint32_t likeness,
                    bool shares_message);

/* Can this likeness have a say in their link, whatever messages they turn out to share? Only articles with reports share
 * messages, and one that has no day gets one from them at most. */
bool story_likeness_counts(const StoryArticle *a, bool a_has_reports, const StoryArticle *b, bool b_has_reports,
                           uint32_t likeness);

/* Groups articles by their links. Every article is in one story; ordered by id. */
void stories_group(const StoryArticle *articles, uint32_t count, const StoryLinkList *links,
                   Arena *arena, StoryList *out);

/* Content order of articles: by day, undated last, then id. */
int story_article_compare(const StoryArticle *a, const StoryArticle *b);

#endif
