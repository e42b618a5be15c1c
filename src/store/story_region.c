#include "store/story_region.h"

Str story_region_key(const StoryRegion *region, int64_t number)
{
    return (Str){arena_copy(region->store->scratch, (const char *)&number, sizeof number), sizeof number};
}

static StoryNode *node_at(const StoryRegion *region, uint32_t index)
{
    return &region->nodes.items[index];
}

/* ---- What is read of an article ---------------------------------------------------------------- */

static DatelineStatus read_node(const StoryRegion *region, int64_t number, StoryNode *out, DatelineError *err)
{
    *out = (StoryNode){.number = number};
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

static DatelineStatus get_node(StoryRegion *region, int64_t number, uint32_t *out, DatelineError *err)
{
    *out = map_find(&region->node_of, (Str){(const char *)&number, sizeof number});
    if (*out != MAP_NONE) return DATELINE_OK;
    StoryNode node;
    TRY(read_node(region, number, &node, err));
    *out = region->nodes.count;
    *list_add(region->store->scratch, &region->nodes) = node;
    map_set(&region->node_of, story_region_key(region, number), *out);
    return DATELINE_OK;
}

/* The first column of the row of a number; *out stays as it is if there is none. */
static DatelineStatus get_number(const StoryRegion *region, StatementName statement, int64_t number, int64_t *out,
                                 DatelineError *err)
{
    bool has_row;
    Row row = database_row(region->store->db, statement);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *out = row_get_int(&row, 0);
    row_end(&row);
    return DATELINE_OK;
}

/* Of a copy, that of its original. */
static DatelineStatus get_lead(StoryRegion *region, int64_t number, uint32_t *out, DatelineError *err)
{
    int64_t lead = number;
    TRY(get_number(region, STATEMENT_GET_LEAD, number, &lead, err));
    return get_node(region, lead, out, err);
}

static DatelineStatus list_numbers(const StoryRegion *region, StatementName statement, int64_t number,
                                   NumberList *out, DatelineError *err)
{
    Row row = database_row(region->store->db, statement);
    row_int(&row, number);
    return row_list_numbers(&row, region->store->scratch, out, err);
}

DatelineStatus story_region_followers(const StoryRegion *region, int64_t article, NumberList *out,
                                      DatelineError *err)
{
    return list_numbers(region, STATEMENT_GET_FOLLOWERS, article, out, err);
}

DatelineStatus story_region_is_marked(const StoryRegion *region, int64_t article, bool *out, DatelineError *err)
{
    *out = article == region->origin;
    if (*out) return DATELINE_OK;
    Row row = database_row(region->store->db, STATEMENT_HAS_STORY_MARK);
    row_int(&row, article);
    TRY(row_step(&row, out, err));
    row_end(&row);
    return DATELINE_OK;
}

/* ---- Pairs ------------------------------------------------------------------------------------- */

static DatelineStatus read_like(StoryRegion *region, int64_t number, DatelineError *err)
{
    Row row = database_row(region->store->db, STATEMENT_GET_LIKE_ARTICLES);
    row_int(&row, number);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(region->store->scratch, &region->pairs) =
            (StoryPair){.other = row_get_int(&row, 0), .likeness = (uint32_t)row_get_int(&row, 1)};
    }
}

static StoryPair *find_pair(const StoryRegion *region, uint32_t from, int64_t other)
{
    for (uint32_t i = from; i < region->pairs.count; i++)
        if (region->pairs.items[i].other == other) return &region->pairs.items[i];
    return NULL;
}

static DatelineStatus read_company(StoryRegion *region, int64_t number, uint32_t from, DatelineError *err)
{
    Row row = database_row(region->store->db, STATEMENT_GET_MESSAGE_COMPANY);
    row_int(&row, number);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        int64_t other = row_get_int(&row, 0);
        StoryPair *pair = find_pair(region, from, other);
        if (pair == NULL) {
            pair = list_add(region->store->scratch, &region->pairs);
            *pair = (StoryPair){.other = other};
        }
        pair->shares_message = true;
    }
}

static DatelineStatus read_pairs(StoryRegion *region, uint32_t index, DatelineError *err)
{
    StoryNode *node = node_at(region, index);
    if (node->has_pairs) return DATELINE_OK;
    node->has_pairs = true;
    node->first_pair = region->pairs.count;
    TRY(read_like(region, node->number, err));
    TRY(read_company(region, node->number, node->first_pair, err));
    node->pair_count = region->pairs.count - node->first_pair;
    return DATELINE_OK;
}

static uint32_t link_strength(const StoryRegion *region, uint32_t index, const StoryPair *pair, uint32_t other)
{
    return story_link(&node_at(region, index)->article, &node_at(region, other)->article, pair->likeness,
                      pair->shares_message);
}

/* ---- Live ones ----------------------------------------------------------------------------------- */

static void make_live(StoryRegion *region, uint32_t index)
{
    StoryNode *node = node_at(region, index);
    if (!node->is_there || node->state == NODE_LIVE) return;
    node->state = NODE_LIVE;
    *list_add(region->store->scratch, &region->live) = index;
}

bool story_region_is_old(const StoryRegion *region, int64_t story)
{
    for (uint32_t i = 0; i < region->old_stories.count; i++)
        if (region->old_stories.items[i].number == story) return true;
    return false;
}

/* out->number is 0 if it is in none. */
static DatelineStatus get_story_of(const StoryRegion *region, int64_t article, OldStory *out, DatelineError *err)
{
    bool has_row;
    *out = (OldStory){0};
    Row row = database_row(region->store->db, STATEMENT_GET_STORY_OF);
    row_int(&row, article);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    *out = (OldStory){row_get_int(&row, 0), row_get_id(&row, 1)};
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus add_old_story(StoryRegion *region, int64_t article, DatelineError *err)
{
    OldStory story;
    NumberList members = {0};
    TRY(get_story_of(region, article, &story, err));
    if (story.number == 0 || story_region_is_old(region, story.number)) return DATELINE_OK;
    *list_add(region->store->scratch, &region->old_stories) = story;
    TRY(list_numbers(region, STATEMENT_GET_STORY_MEMBERS, story.number, &members, err));
    for (uint32_t i = 0; i < members.count; i++) {
        uint32_t lead;
        TRY(get_lead(region, members.items[i], &lead, err));
        make_live(region, lead);
    }
    return DATELINE_OK;
}

/* The article's own, and those that its copies were in before they were known to be copies. */
static DatelineStatus add_old_stories(StoryRegion *region, int64_t article, DatelineError *err)
{
    NumberList followers = {0};
    TRY(add_old_story(region, article, err));
    TRY(story_region_followers(region, article, &followers, err));
    for (uint32_t i = 0; i < followers.count; i++) TRY(add_old_story(region, followers.items[i], err));
    return DATELINE_OK;
}

/* ---- Standing ones ------------------------------------------------------------------------------- */

static DatelineStatus has_mark_among(const StoryRegion *region, const NumberList *articles, bool *out,
                                     DatelineError *err)
{
    *out = false;
    for (uint32_t i = 0; !*out && i < articles->count; i++)
        TRY(story_region_is_marked(region, articles->items[i], out, err));
    return DATELINE_OK;
}

static DatelineStatus make_standing(StoryRegion *region, const NumberList *members, DatelineError *err)
{
    uint32_t leads = 0;
    for (uint32_t i = 0; i < members->count; i++) {
        uint32_t lead;
        TRY(get_lead(region, members->items[i], &lead, err));
        StoryNode *node = node_at(region, lead);
        if (!node->is_there || node->state != NODE_SEEN) continue;
        node->state = NODE_STANDING;
        node->story = region->standing.count;
        leads++;
    }
    *list_add(region->store->scratch, &region->standing) = leads;
    return DATELINE_OK;
}

/* One that is linked with a live one. */
static DatelineStatus meet(StoryRegion *region, uint32_t index, DatelineError *err)
{
    int64_t story = 0;
    NumberList members = {0};
    bool is_marked;
    TRY(get_number(region, STATEMENT_GET_STORY_NUMBER, node_at(region, index)->number, &story, err));
    if (story != 0) TRY(list_numbers(region, STATEMENT_GET_STORY_MEMBERS, story, &members, err));
    TRY(has_mark_among(region, &members, &is_marked, err));
    if (story != 0 && !is_marked) return make_standing(region, &members, err);
    make_live(region, index);
    return DATELINE_OK;
}

/* ---- Exploring ----------------------------------------------------------------------------------- */

static DatelineStatus explore_node(StoryRegion *region, uint32_t index, DatelineError *err)
{
    TRY(read_pairs(region, index, err));
    TRY(add_old_stories(region, node_at(region, index)->number, err));
    for (uint32_t i = 0; i < node_at(region, index)->pair_count; i++) {
        StoryPair pair = region->pairs.items[node_at(region, index)->first_pair + i];
        uint32_t other;
        TRY(get_node(region, pair.other, &other, err));
        if (!node_at(region, other)->is_there || node_at(region, other)->state != NODE_SEEN) continue;
        if (link_strength(region, index, &pair, other) > 0) TRY(meet(region, other, err));
    }
    return DATELINE_OK;
}

/* Of a standing story of one article nothing but its links with live ones is asked, which are read with those. */
static DatelineStatus read_standing_pairs(StoryRegion *region, DatelineError *err)
{
    for (uint32_t i = 0; i < region->nodes.count; i++) {
        const StoryNode *node = node_at(region, i);
        if (node->state == NODE_STANDING && region->standing.items[node->story] > 1) TRY(read_pairs(region, i, err));
    }
    return DATELINE_OK;
}

static DatelineStatus explore(StoryRegion *region, DatelineError *err)
{
    for (; region->explored < region->live.count; region->explored++)
        TRY(explore_node(region, region->live.items[region->explored], err));
    return read_standing_pairs(region, err);
}

/* ---- Grouping ------------------------------------------------------------------------------------ */

/* node_of_article: [article] */
static void list_articles(StoryRegion *region, IndexList *node_of_article)
{
    Arena *arena = region->store->scratch;
    region->articles.count = 0;
    region->numbers.count = 0;
    for (uint32_t i = 0; i < region->nodes.count; i++) {
        StoryNode *node = node_at(region, i);
        if (node->state == NODE_SEEN) continue;
        node->index = region->articles.count;
        *list_add(arena, &region->articles) = node->article;
        *list_add(arena, &region->numbers) = node->number;
        *list_add(arena, node_of_article) = i;
    }
}

/* Each pair is read from both sides, but of single standing articles, of which it is read from the other alone. */
static void add_links(const StoryRegion *region, uint32_t index, StoryLinkList *out)
{
    const StoryNode *node = node_at(region, index);
    for (uint32_t i = 0; i < node->pair_count; i++) {
        const StoryPair *pair = &region->pairs.items[node->first_pair + i];
        uint32_t b = map_find(&region->node_of, (Str){(const char *)&pair->other, sizeof pair->other});
        if (b == MAP_NONE || node_at(region, b)->state == NODE_SEEN) continue;
        if (b == index || (b < index && node_at(region, b)->has_pairs)) continue;
        uint32_t strength = link_strength(region, index, pair, b);
        if (strength > 0)
            *list_add(region->store->scratch, out) = (StoryLink){node->index, node_at(region, b)->index, strength};
    }
}

static bool is_as_it_stood(const StoryRegion *region, const Story *story, const IndexList *node_of_article)
{
    const StoryNode *first = node_at(region, node_of_article->items[story->articles.items[0]]);
    for (uint32_t i = 0; i < story->articles.count; i++) {
        const StoryNode *node = node_at(region, node_of_article->items[story->articles.items[i]]);
        if (node->state != NODE_STANDING || node->story != first->story) return false;
    }
    return story->articles.count == region->standing.items[first->story];
}

/* *out_has_changed: a standing story became live, and those found do not hold. */
static void sort_out(StoryRegion *region, const StoryList *stories, const IndexList *node_of_article,
                     bool *out_has_changed, StoryList *out)
{
    out->count = 0;
    *out_has_changed = false;
    for (uint32_t i = 0; i < stories->count; i++) {
        const Story *story = &stories->items[i];
        if (is_as_it_stood(region, story, node_of_article)) continue;
        *list_add(region->store->scratch, out) = *story;
        for (uint32_t k = 0; k < story->articles.count; k++) {
            uint32_t index = node_of_article->items[story->articles.items[k]];
            *out_has_changed |= node_at(region, index)->state == NODE_STANDING;
            make_live(region, index);
        }
    }
}

static DatelineStatus start(StoryRegion *region, DatelineError *err)
{
    uint32_t lead;
    map_init(&region->node_of, region->store->scratch);
    TRY(get_lead(region, region->origin, &lead, err));
    make_live(region, lead);
    return add_old_story(region, region->origin, err);
}

DatelineStatus story_region_group(StoryRegion *region, Store *store, int64_t article, StoryList *out,
                                  DatelineError *err)
{
    *region = (StoryRegion){.store = store, .origin = article};
    TRY(start(region, err));
    for (bool has_changed = true; has_changed;) {
        IndexList node_of_article = {0};
        StoryLinkList links = {0};
        StoryList stories = {0};
        TRY(explore(region, err));
        list_articles(region, &node_of_article);
        for (uint32_t i = 0; i < node_of_article.count; i++) add_links(region, node_of_article.items[i], &links);
        stories_group(region->articles.items, region->articles.count, &links, store->scratch, &stories);
        sort_out(region, &stories, &node_of_article, &has_changed, out);
    }
    return DATELINE_OK;
}

DatelineStatus story_region_add(StoryRegion *region, int64_t article, uint32_t *out_index, DatelineError *err)
{
    uint32_t index;
    *out_index = MAP_NONE;
    TRY(get_node(region, article, &index, err));
    StoryNode *node = node_at(region, index);
    if (!node->is_there || node->state != NODE_SEEN) return DATELINE_OK;
    node->state = NODE_LIVE;
    *out_index = region->articles.count;
    *list_add(region->store->scratch, &region->articles) = node->article;
    *list_add(region->store->scratch, &region->numbers) = article;
    return DATELINE_OK;
}
