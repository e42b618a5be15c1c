/*
 * The story of an article: all that can be reached from it over links is grouped anew. What was in
 * the old stories of those articles is taken in as well, so that no story is left in pieces. Copies
 * are not grouped: they follow their originals.
 */
#include <stdlib.h>

#include "base/map.h"
#include "base/number_list.h"
#include "ledger/stories.h"
#include "store/settle.h"

typedef struct Pair {
    uint32_t a;
    int64_t other; /* number of an article */
    uint32_t likeness;
    bool shares_message;
} Pair;

typedef struct OldStory {
    int64_t number;
    Id id;
} OldStory;

/* What is known of an article that was met, in the region or not; read once. */
typedef struct StoryPlace {
    bool is_there;
    StoryArticle article;
} StoryPlace;

typedef struct Region {
    Store *store;
    int64_t origin;    /* the article whose story is derived */
    Map place_of;      /* number -> index of its place */
    List(StoryPlace) places;
    Map index_of; /* number as text -> index */
    List(int64_t) numbers;
    List(StoryArticle) articles;
    List(Pair) pairs;
    List(OldStory) old_stories;
    uint32_t visited;
} Region;

static uint32_t find_index(const Region *region, int64_t number)
{
    return map_find(&region->index_of, (Str){(const char *)&number, sizeof number});
}

/* A number as a key that lasts as long as the region. */
static Str number_key(const Region *region, int64_t number)
{
    return (Str){arena_copy(region->store->scratch, (const char *)&number, sizeof number),
                 sizeof number};
}

static DatelineStatus read_place(Region *region, int64_t number, StoryPlace *out,
                                 DatelineError *err)
{
    Row row = database_row(region->store->db, STATEMENT_GET_ARTICLE_DAY);
    row_int(&row, number);
    TRY(row_step(&row, &out->is_there, err));
    if (!out->is_there) return DATELINE_OK;
    out->article = (StoryArticle){.id = row_get_id(&row, 0),
                                  .has_day = !row_is_null(&row, 1),
                                  .day = (int32_t)row_get_int(&row, 1)};
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus get_place(Region *region, int64_t number, bool *out_found, StoryArticle *out,
                                DatelineError *err)
{
    uint32_t index =
        map_find(&region->place_of, (Str){(const char *)&number, sizeof number});
    if (index == MAP_NONE) {
        StoryPlace place = {0};
        TRY(read_place(region, number, &place, err));
        index = region->places.count;
        *list_add(region->store->scratch, &region->places) = place;
        map_set(&region->place_of, number_key(region, number), index);
    }
    *out_found = region->places.items[index].is_there;
    *out = region->places.items[index].article;
    return DATELINE_OK;
}

/* Of a copy, the number of its original; else its own. */
static DatelineStatus find_lead(Region *region, int64_t number, int64_t *out, DatelineError *err)
{
    *out = number;
    bool has_row;
    Row row = database_row(region->store->db, STATEMENT_GET_LEAD);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *out = row_get_int(&row, 0);
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus add_article(Region *region, int64_t number, DatelineError *err)
{
    if (find_index(region, number) != MAP_NONE) return DATELINE_OK;
    StoryArticle article;
    bool found;
    TRY(get_place(region, number, &found, &article, err));
    if (!found) return DATELINE_OK;
    Arena *arena = region->store->scratch;
    map_set(&region->index_of, number_key(region, number), region->numbers.count);
    *list_add(arena, &region->numbers) = number;
    *list_add(arena, &region->articles) = article;
    return DATELINE_OK;
}

static DatelineStatus add_lead(Region *region, int64_t number, DatelineError *err)
{
    int64_t lead;
    TRY(find_lead(region, number, &lead, err));
    return add_article(region, lead, err);
}

/* ---- Links ----------------------------------------------------------------------------------- */

static DatelineStatus read_like(Region *region, uint32_t index, DatelineError *err)
{
    Row row = database_row(region->store->db, STATEMENT_GET_LIKE_ARTICLES);
    row_int(&row, region->numbers.items[index]);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(region->store->scratch, &region->pairs) = (Pair){
            .a = index, .other = row_get_int(&row, 0), .likeness = (uint32_t)row_get_int(&row, 1)};
    }
}

static DatelineStatus read_company(Region *region, uint32_t index, uint32_t from,
                                   DatelineError *err)
{
    Row row = database_row(region->store->db, STATEMENT_GET_MESSAGE_COMPANY);
    row_int(&row, region->numbers.items[index]);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        int64_t other = row_get_int(&row, 0);
        bool is_known = false;
        for (uint32_t i = from; i < region->pairs.count; i++) {
            if (region->pairs.items[i].other != other) continue;
            region->pairs.items[i].shares_message = true;
            is_known = true;
            break;
        }
        if (!is_known)
            *list_add(region->store->scratch, &region->pairs) =
                (Pair){.a = index, .other = other, .shares_message = true};
    }
}

static DatelineStatus add_linked(Region *region, uint32_t index, uint32_t from, DatelineError *err)
{
    for (uint32_t i = from; i < region->pairs.count; i++) {
        const Pair *pair = &region->pairs.items[i];
        StoryArticle other;
        bool found;
        TRY(get_place(region, pair->other, &found, &other, err));
        if (!found) continue;
        if (story_link(&region->articles.items[index], &other, pair->likeness,
                       pair->shares_message) == 0)
            continue;
        TRY(add_article(region, pair->other, err));
    }
    return DATELINE_OK;
}

/* out->number is 0 if it is in none. */
static DatelineStatus get_story_of(Store *store, int64_t article, OldStory *out, DatelineError *err)
{
    bool has_row;
    *out = (OldStory){0};
    Row row = database_row(store->db, STATEMENT_GET_STORY_OF);
    row_int(&row, article);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *out = (OldStory){row_get_int(&row, 0), row_get_id(&row, 1)};
    row_end(&row);
    return DATELINE_OK;
}

static bool is_old_story(const Region *region, int64_t number)
{
    for (uint32_t i = 0; i < region->old_stories.count; i++)
        if (region->old_stories.items[i].number == number) return true;
    return false;
}

static DatelineStatus add_old_story(Region *region, int64_t number, DatelineError *err)
{
    OldStory story;
    TRY(get_story_of(region->store, number, &story, err));
    if (story.number == 0 || is_old_story(region, story.number)) return DATELINE_OK;
    *list_add(region->store->scratch, &region->old_stories) = story;
    List(int64_t) members = {0};
    Row row = database_row(region->store->db, STATEMENT_GET_STORY_MEMBERS);
    row_int(&row, story.number);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        *list_add(region->store->scratch, &members) = row_get_int(&row, 0);
    }
    for (uint32_t i = 0; i < members.count; i++) TRY(add_lead(region, members.items[i], err));
    return DATELINE_OK;
}

static DatelineStatus list_followers(const Region *region, uint32_t index, NumberList *out,
                                     DatelineError *err)
{
    Row row = database_row(region->store->db, STATEMENT_GET_FOLLOWERS);
    row_int(&row, region->numbers.items[index]);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(region->store->scratch, out) = row_get_int(&row, 0);
    }
}

/* The article's own, and those that its copies were in before they were known to be copies. */
static DatelineStatus add_old_stories(Region *region, uint32_t index, DatelineError *err)
{
    NumberList followers = {0};
    TRY(add_old_story(region, region->numbers.items[index], err));
    TRY(list_followers(region, index, &followers, err));
    for (uint32_t i = 0; i < followers.count; i++)
        TRY(add_old_story(region, followers.items[i], err));
    return DATELINE_OK;
}

/* Everything that hangs together with the article, near or far. */
static DatelineStatus explore(Region *region, DatelineError *err)
{
    for (; region->visited < region->numbers.count; region->visited++) {
        uint32_t index = region->visited, from = region->pairs.count;
        TRY(read_like(region, index, err));
        TRY(read_company(region, index, from, err));
        TRY(add_linked(region, index, from, err));
        TRY(add_old_stories(region, index, err));
    }
    return DATELINE_OK;
}

static uint32_t link_strength(const Region *region, const Pair *pair, uint32_t other)
{
    return story_link(&region->articles.items[pair->a], &region->articles.items[other],
                      pair->likeness, pair->shares_message);
}

static void find_links(const Region *region, StoryLinkList *out)
{
    for (uint32_t i = 0; i < region->pairs.count; i++) {
        const Pair *pair = &region->pairs.items[i];
        uint32_t b = find_index(region, pair->other);
        if (b == MAP_NONE || b <= pair->a) continue; /* each pair is read from both sides */
        uint32_t strength = link_strength(region, pair, b);
        if (strength > 0)
            *list_add(region->store->scratch, out) = (StoryLink){pair->a, b, strength};
    }
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* A row of story_article. */
typedef struct Member {
    int64_t number;
    bool has_day;
    int32_t day;
    int64_t copy_of; /* 0: none */
} Member;

typedef List(Member) MemberList;

static DatelineStatus find_source(Region *region, int64_t number, int64_t *out, DatelineError *err)
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
static DatelineStatus list_members(Region *region, const Story *story, MemberList *out,
                                   DatelineError *err)
{
    Map first_of; /* number of the original -> index of the first */
    map_init(&first_of, region->store->scratch);
    for (uint32_t i = 0; i < story->articles.count; i++) {
        uint32_t index = story->articles.items[i];
        const StoryArticle *article = &region->articles.items[index];
        int64_t number = region->numbers.items[index], source;
        TRY(find_source(region, number, &source, err));
        Str key = number_key(region, source);
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

static int64_t number_of(const Region *region, const Story *story)
{
    return region->numbers.items[story->first];
}

static DatelineStatus write_member(const Region *region, int64_t story, uint32_t position,
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

static DatelineStatus write_members(Region *region, const Story *story, DatelineError *err)
{
    MemberList members = {0};
    TRY(list_members(region, story, &members, err));
    for (uint32_t i = 0; i < members.count; i++)
        TRY(write_member(region, number_of(region, story), i, &members.items[i], err));
    return DATELINE_OK;
}

/* Of an old story, which has the same number, it is there. */
static DatelineStatus write_id(const Region *region, const Story *story, DatelineError *err)
{
    Row row;
    int64_t number = number_of(region, story);
    if (is_old_story(region, number)) return DATELINE_OK;
    TRY(row_of_run(region->store->db, ROWS_OF_STORIES, STATEMENT_INSERT_STORY_ID, &row, err));
    row_id(&row, &story->id);
    row_int(&row, number);
    return row_run(&row, err);
}

static DatelineStatus write_story(Region *region, const Story *story, DatelineError *err)
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

static DatelineStatus add_followers(Region *region, Story *story, DatelineError *err)
{
    NumberList followers = {0};
    for (uint32_t i = 0; i < story->articles.count; i++)
        TRY(list_followers(region, story->articles.items[i], &followers, err));
    for (uint32_t i = 0; i < followers.count; i++) {
        uint32_t index = region->numbers.count;
        TRY(add_article(region, followers.items[i], err));
        if (region->numbers.count > index)
            *list_add(region->store->scratch, &story->articles) = index;
    }
    if (followers.count > 0)
        qsort_r(story->articles.items, story->articles.count, sizeof *story->articles.items,
                compare_members, region->articles.items);
    return DATELINE_OK;
}

/* ---- Stories that stay as they are ------------------------------------------------------------ */

static DatelineStatus is_marked(const Region *region, int64_t number, bool *out, DatelineError *err)
{
    *out = number == region->origin;
    if (*out) return DATELINE_OK;
    Row row = database_row(region->store->db, STATEMENT_HAS_STORY_MARK);
    row_int(&row, number);
    TRY(row_step(&row, out, err));
    row_end(&row);
    return DATELINE_OK;
}

/* Do the rows of the old story say the same? */
static DatelineStatus has_members(const Region *region, int64_t story, const MemberList *members,
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
static DatelineStatus is_kept(Region *region, const Story *story, bool *out, DatelineError *err)
{
    MemberList members = {0};
    *out = false;
    for (uint32_t i = 0; i < story->articles.count; i++) {
        bool has_mark;
        TRY(is_marked(region, region->numbers.items[story->articles.items[i]], &has_mark, err));
        if (has_mark) return DATELINE_OK;
    }
    TRY(list_members(region, story, &members, err));
    return has_members(region, number_of(region, story), &members, out, err);
}

/* ---- Together -------------------------------------------------------------------------------- */

static bool is_among(const Region *region, const StoryList *stories, int64_t number)
{
    for (uint32_t i = 0; i < stories->count; i++)
        if (number_of(region, &stories->items[i]) == number) return true;
    return false;
}


static DatelineStatus delete_old(const Region *region, const StoryList *kept, DatelineError *err)
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
    Region region = {.store = store, .origin = article};
    map_init(&region.index_of, store->scratch);
    map_init(&region.place_of, store->scratch);
    TRY(add_lead(&region, article, err));
    TRY(add_old_story(&region, article, err));
    TRY(explore(&region, err));
    StoryLinkList links = {0};
    StoryList stories = {0}, kept = {0}, changed = {0};
    find_links(&region, &links);
    stories_group(region.articles.items, region.articles.count, &links, store->scratch, &stories);
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
