/*
 * The articles that are looked at to derive the story of one anew.
 *
 * Links are taken from the strongest on (ledger/stories.h), so what hangs together by links, however far, could all have
 * a say; and much hangs together: of ten thousand articles some hundred by a chain of weak links. But two stories stand
 * apart because no link between them was enough to join them, nor any two parts of them, and that stays so while neither
 * changes. So there are two kinds of articles:
 *
 *     live      the article; what is marked and linked with a live one; all that stands in a story with a live one
 *     standing  in the stories that are linked with a live one
 *
 * Both are grouped together, by the links of live articles and those within each standing story. If every standing story
 * comes out as it stands, what lies beyond cannot change; one that does not is made live, and the next round begins. What
 * comes out is what grouping all articles would give.
 *
 * Copies are not grouped: they follow their originals, their leads.
 */
#ifndef STORE_STORY_REGION_H
#define STORE_STORY_REGION_H

#include "base/map.h"
#include "base/number_list.h"
#include "ledger/stories.h"
#include "store/store.h"

typedef enum NodeState {
    NODE_SEEN, /* linked with one that is looked at, at most */
    NODE_STANDING,
    NODE_LIVE,
} NodeState;

/* An article that was met. */
typedef struct StoryNode {
    int64_t number;
    bool is_there;
    StoryArticle article;
    NodeState state;
    uint32_t story; /* of a standing one: which of the region's standing stories */
    bool has_pairs;
    uint32_t first_pair; /* into the region's pairs */
    uint32_t pair_count;
    uint32_t index; /* into the region's articles, if it is grouped */
} StoryNode;

/* Another article that is like the node's, or reports a message that it reports too. */
typedef struct StoryPair {
    int64_t other;
    uint32_t likeness;
    bool shares_message;
} StoryPair;

/* A story that there was. */
typedef struct OldStory {
    int64_t number;
    Id id;
} OldStory;

typedef struct StoryRegion {
    Store *store; /* its scratch arena holds all of this */
    int64_t origin; /* the article whose story is derived */
    Map node_of;    /* number of an article -> node */
    List(StoryNode) nodes;
    List(StoryPair) pairs;
    IndexList live;   /* nodes, in the order in which they became so */
    uint32_t explored; /* so many of them */
    IndexList standing; /* [standing story] how many articles stand in it, without copies */
    List(OldStory) old_stories; /* of live articles */
    /* What was grouped last, and is added to it later. */
    List(StoryArticle) articles;
    NumberList numbers; /* [article] */
} StoryRegion;

/* The stories that live articles stand in from now on, as indices of articles; by id. */
DatelineStatus story_region_group(StoryRegion *region, Store *store, int64_t article, StoryList *out,
                                  DatelineError *err) MUST_CHECK;

/* The copies that follow an article. */
DatelineStatus story_region_followers(const StoryRegion *region, int64_t article, NumberList *out,
                                      DatelineError *err) MUST_CHECK;
/* One that is not grouped; *out_index is MAP_NONE if it is not there or was added already. */
DatelineStatus story_region_add(StoryRegion *region, int64_t article, uint32_t *out_index,
                                DatelineError *err) MUST_CHECK;
/* Must its story be written anew, even if the same articles stand in it? */
DatelineStatus story_region_is_marked(const StoryRegion *region, int64_t article, bool *out,
                                      DatelineError *err) MUST_CHECK;
bool story_region_is_old(const StoryRegion *region, int64_t story);
/* A number as a key of maps that lasts as long as the region. */
Str story_region_key(const StoryRegion *region, int64_t number);

#endif
