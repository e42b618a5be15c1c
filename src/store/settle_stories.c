/*
 * The story of an article, and those around it, are grouped anew (story_region.h) and written where something has
 * changed. Copies stand in the stories of their originals.
 */
#include <stdlib.h>

#include "store/settle.h"
#include "store/story_region.h"

/* ---- Writing --------------------------------------------------------------------------------- */

/* A row of story_article. */
typedef struct Member {
    int64_t number;
    bool has_day;
    int32_t day;
    int64_t copy_of; /* 0: none */
} Member;

typedef List(Member) MemberList;

static DatelineStatus find_source(StoryRegion *region, int64_t number, int64_t *out, DatelineError *err)
{
    *out = number;
    bool has_row;
    Row row = database_row(region->store->db, STATEMENT_GET_REPEAT);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *out = row_get_int(&row, 1);
    row_end(&row);
    return DATELINE_OK;
}

/* Each with the first of the story that has the same original. */
static DatelineStatus list_members(StoryRegion *region, const Story *story, MemberList *out,
                                   DatelineError *err)
{
    Map first_of; /* number of the original -> index of the first */
    map_init(&first_of, region->store->scratch);
    for (uint32_t i = 0; i < story->articles.count; i++) {
        uint32_t index = story->articles.items[i];
        const StoryArticle *article = &region->articles.items[index];
        int64_t number = region->numbers.items[index], source;
        TRY(find_source(region, number, &source, err));
        Str key = story_region_key(region, source);
        uint32_t first = map_find(&first_of, key);
        if (first == MAP_NONE) map_set(&first_of, key, first = index);
        *list_add(region->store->scratch, out) =
            (Member){.number = number,
                     .has_day = article->has_day,
                     .day = article->day,
                     .copy_of = first == index ? 0 : region->numbers.items[first]};
    }
    return DATELINE_OK;
}

static int64_t number_of(const StoryRegion *region, const Story *story)
{
    return region->numbers.items[story->first];
}

static DatelineStatus write_member(const StoryRegion *region, int64_t story, uint32_t position,
                                   const Member *member, DatelineError *err)
{
    Row row = database_row(region->store->db, STATEMENT_INSERT_STORY_ARTICLE);
    row_int(&row, member->number);
    row_int(&row, story);
    row_int(&row, position);
    if (member->has_day)
        row_int(&row, member->day);
    else
        row_null(&row);
    if (member->copy_of == 0)
        row_null(&row);
    else
        row_int(&row, member->copy_of);
    TRY(row_run(&row, err));
    return settle_clear_number(region->store->db, DIRTY_STORY, member->number, err);
}

static DatelineStatus write_members(StoryRegion *region, const Story *story, DatelineError *err)
{
    MemberList members = {0};
    TRY(list_members(region, story, &members, err));
    for (uint32_t i = 0; i < members.count; i++)
        TRY(write_member(region, number_of(region, story), i, &members.items[i], err));
    return DATELINE_OK;
}

/* Of an old story, which has the same number, it is there. */
static DatelineStatus write_id(const StoryRegion *region, const Story *story, DatelineError *err)
{
    Row row;
    int64_t number = number_of(region, story);
    if (story_region_is_old(region, number)) return DATELINE_OK;
    TRY(row_of_run(region->store->db, ROWS_OF_STORIES, STATEMENT_INSERT_STORY_ID, &row, err));
    row_id(&row, &story->id);
    row_int(&row, number);
    return row_run(&row, err);
}

static DatelineStatus write_story(StoryRegion *region, const Story *story, DatelineError *err)
{
    TRY(write_id(region, story, err));
    Row row = database_row(region->store->db, STATEMENT_INSERT_STORY);
    row_int(&row, number_of(region, story));
    row_id(&row, &story->id);
    row_int(&row, region->numbers.items[story->central]);
    const StoryArticle *first = &region->articles.items[story->articles.items[0]], *last = first;
    for (uint32_t i = 0; i < story->articles.count; i++) {
        const StoryArticle *article = &region->articles.items[story->articles.items[i]];
        if (article->has_day) last = article;
    }
    if (first->has_day) {
        row_int(&row, first->day);
        row_int(&row, last->day);
    } else {
        row_null(&row);
        row_null(&row);
    }
    row_int(&row, story->articles.count);
    TRY(row_run(&row, err));
    TRY(write_members(region, story, err));
    return settle_figures(region->store, &story->id, number_of(region, story), story->articles.count, err);
}

/* ---- Copies ---------------------------------------------------------------------------------- */

static int compare_members(const void *a, const void *b, void *context)
{
    const StoryArticle *articles = context;
    return story_article_compare(&articles[*(const uint32_t *)a], &articles[*(const uint32_t *)b]);
}

static DatelineStatus add_followers(StoryRegion *region, Story *story, DatelineError *err)
{
    NumberList followers = {0};
    for (uint32_t i = 0; i < story->articles.count; i++)
        TRY(story_region_followers(region, region->numbers.items[story->articles.items[i]], &followers, err));
    for (uint32_t i = 0; i < followers.count; i++) {
        uint32_t index;
        TRY(story_region_add(region, followers.items[i], &index, err));
        if (index != MAP_NONE) *list_add(region->store->scratch, &story->articles) = index;
    }
    if (followers.count > 0)
        qsort_r(story->articles.items, story->articles.count, sizeof *story->articles.items,
                compare_members, region->articles.items);
    return DATELINE_OK;
}

/* ---- Stories that stay as they are ------------------------------------------------------------ */

/* Do the rows of the old story say the same? */
static DatelineStatus has_members(const StoryRegion *region, int64_t story, const MemberList *members,
                                  bool *out, DatelineError *err)
{
    uint32_t count = 0;
    *out = true;
    Row row = database_row(region->store->db, STATEMENT_GET_STORY_ROWS);
    row_int(&row, story);
    for (bool has_row;; count++) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        const Member *member = count < members->count ? &members->items[count] : NULL;
        *out &= member != NULL && row_get_int(&row, 0) == member->number &&
                row_is_null(&row, 1) == !member->has_day &&
                (!member->has_day || row_get_int(&row, 1) == member->day) &&
                row_get_int(&row, 2) == member->copy_of;
    }
    *out &= count == members->count;
    return DATELINE_OK;
}

/* A story of a large region of which nothing is marked, and in which the same articles stand as
 * before, is not written anew, nor are its figures compared again. */
static DatelineStatus is_kept(StoryRegion *region, const Story *story, bool *out, DatelineError *err)
{
    MemberList members = {0};
    *out = false;
    for (uint32_t i = 0; i < story->articles.count; i++) {
        bool has_mark;
        TRY(story_region_is_marked(region, region->numbers.items[story->articles.items[i]], &has_mark, err));
        if (has_mark) return DATELINE_OK;
    }
    TRY(list_members(region, story, &members, err));
    return has_members(region, number_of(region, story), &members, out, err);
}

/* ---- Together -------------------------------------------------------------------------------- */

static bool is_among(const StoryRegion *region, const StoryList *stories, int64_t number)
{
    for (uint32_t i = 0; i < stories->count; i++)
        if (number_of(region, &stories->items[i]) == number) return true;
    return false;
}

static DatelineStatus delete_old(const StoryRegion *region, const StoryList *kept, DatelineError *err)
{
    for (uint32_t i = 0; i < region->old_stories.count; i++) {
        const OldStory *story = &region->old_stories.items[i];
        if (is_among(region, kept, story->number)) continue;
        TRY(conflicts_delete(region->store, &story->id, err));
        TRY(settle_delete_number(region->store, STATEMENT_DELETE_STORY_MEMBERS, story->number, err));
        TRY(settle_delete_number(region->store, STATEMENT_DELETE_STORY, story->number, err));
    }
    return DATELINE_OK;
}

DatelineStatus settle_story(Store *store, int64_t article, DatelineError *err)
{
    StoryRegion region;
    StoryList stories = {0}, kept = {0}, changed = {0};
    TRY(story_region_group(&region, store, article, &stories, err));
    for (uint32_t i = 0; i < stories.count; i++) {
        Story *story = &stories.items[i];
        bool stays;
        TRY(add_followers(&region, story, err));
        TRY(is_kept(&region, story, &stays, err));
        StoryList *list = stays ? &kept : &changed;
        *list_add(store->scratch, list) = *story;
    }
    TRY(delete_old(&region, &kept, err));
    for (uint32_t i = 0; i < changed.count; i++)
        TRY(write_story(&region, &changed.items[i], err));
    return DATELINE_OK;
}
