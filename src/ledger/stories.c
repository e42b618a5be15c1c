#include "ledger/stories.h"

#include <stdlib.h>

/* Found on collections of news grouped by editors: most pairs of one story are a day apart at most.
 */
#define MOST_DAYS_APART 3
#define LEAST_LIKENESS_UNDATED 280
/* Average over all pairs of two groups that are joined; a pair that is not linked counts 0. */
#define LEAST_AVERAGE 140
/* Two reports of one message as news are one event, however differently they are written. */
#define MESSAGE_STRENGTH 400
#define MOST_DAYS_OF_MESSAGE 14

static int32_t days_between(const StoryArticle *a, const StoryArticle *b)
{
    return a->day < b->day ? b->day - a->day : a->day - b->day;
}

uint32_t story_link(const StoryArticle *a, const StoryArticle *b, uint32_t likeness,
                    bool shares_message)
{
    bool are_dated = a->has_day && b->has_day;
    bool is_near = !are_dated || days_between(a, b) <= MOST_DAYS_OF_MESSAGE;
    if (shares_message && is_near) return likeness > MESSAGE_STRENGTH ? likeness : MESSAGE_STRENGTH;
    if (are_dated && days_between(a, b) > MOST_DAYS_APART) return 0;
    return likeness >= (are_dated ? STORY_LEAST_LIKENESS : LEAST_LIKENESS_UNDATED) ? likeness : 0;
}

static bool may_be_dated(const StoryArticle *article, bool has_reports)
{
    return article->has_day || has_reports;
}

bool story_likeness_counts(const StoryArticle *a, bool a_has_reports, const StoryArticle *b, bool b_has_reports,
                           uint32_t likeness)
{
    bool are_dated = a->has_day && b->has_day;
    if (!are_dated && may_be_dated(a, a_has_reports) && may_be_dated(b, b_has_reports))
        return likeness >= STORY_LEAST_LIKENESS;
    if (story_link(a, b, likeness, false) > 0) return true;
    return a_has_reports && b_has_reports && story_link(a, b, likeness, true) > story_link(a, b, 0, true);
}

int story_article_compare(const StoryArticle *a, const StoryArticle *b)
{
    if (a->has_day != b->has_day) return a->has_day ? -1 : 1;
    if (a->has_day && a->day != b->day) return a->day < b->day ? -1 : 1;
    return strcmp(a->id.text, b->id.text);
}

/* ---- Grouping -------------------------------------------------------------------------------- */

typedef struct Grouping {
    const StoryArticle *articles;
    const StoryLinkList *links;
    uint32_t *group_of;  /* [article] */
    IndexList *members;  /* [group]; empty once it has gone into another */
    IndexList *links_of; /* [article] links it is in */
} Grouping;

static int compare_links(const void *a, const void *b, void *context)
{
    const Grouping *grouping = context;
    const StoryLink *x = &grouping->links->items[*(const uint32_t *)a];
    const StoryLink *y = &grouping->links->items[*(const uint32_t *)b];
    if (x->strength != y->strength) return x->strength > y->strength ? -1 : 1;
    const StoryArticle *all = grouping->articles;
    const StoryArticle *x1 = &all[x->a], *x2 = &all[x->b], *y1 = &all[y->a], *y2 = &all[y->b];
    if (story_article_compare(x1, x2) > 0) x1 = &all[x->b], x2 = &all[x->a];
    if (story_article_compare(y1, y2) > 0) y1 = &all[y->b], y2 = &all[y->a];
    int order = story_article_compare(x1, y1);
    return order != 0 ? order : story_article_compare(x2, y2);
}

/* Sum of the links between the members of one group and those of another. */
static uint64_t links_between(const Grouping *grouping, uint32_t from, uint32_t to)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < grouping->members[from].count; i++) {
        uint32_t article = grouping->members[from].items[i];
        for (uint32_t k = 0; k < grouping->links_of[article].count; k++) {
            const StoryLink *link = &grouping->links->items[grouping->links_of[article].items[k]];
            uint32_t other = link->a == article ? link->b : link->a;
            if (grouping->group_of[other] == to) sum += link->strength;
        }
    }
    return sum;
}

static void try_to_join(Grouping *grouping, const StoryLink *link, Arena *arena)
{
    uint32_t small = grouping->group_of[link->a], large = grouping->group_of[link->b];
    if (small == large) return;
    if (grouping->members[small].count > grouping->members[large].count) {
        uint32_t swapped = small;
        small = large;
        large = swapped;
    }
    uint64_t pairs = (uint64_t)grouping->members[small].count * grouping->members[large].count;
    if (links_between(grouping, small, large) < pairs * LEAST_AVERAGE) return;
    for (uint32_t i = 0; i < grouping->members[small].count; i++) {
        uint32_t article = grouping->members[small].items[i];
        grouping->group_of[article] = large;
        *list_add(arena, &grouping->members[large]) = article;
    }
    grouping->members[small].count = 0;
}

static void start(Grouping *grouping, uint32_t count, Arena *arena)
{
    grouping->group_of = arena_new_items(arena, uint32_t, count + 1);
    grouping->members = arena_new_items(arena, IndexList, count + 1);
    grouping->links_of = arena_new_items(arena, IndexList, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        grouping->group_of[i] = i;
        *list_add(arena, &grouping->members[i]) = i;
    }
    for (uint32_t i = 0; i < grouping->links->count; i++) {
        *list_add(arena, &grouping->links_of[grouping->links->items[i].a]) = i;
        *list_add(arena, &grouping->links_of[grouping->links->items[i].b]) = i;
    }
}

/* ---- Stories --------------------------------------------------------------------------------- */

static int compare_articles(const void *a, const void *b, void *context)
{
    const StoryArticle *articles = context;
    return story_article_compare(&articles[*(const uint32_t *)a], &articles[*(const uint32_t *)b]);
}

static uint32_t find_central(const Grouping *grouping, const IndexList *members, uint32_t group)
{
    uint32_t best = members->items[0];
    uint64_t best_sum = 0;
    for (uint32_t i = 0; i < members->count; i++) {
        uint64_t sum = 0;
        const IndexList *links_of = &grouping->links_of[members->items[i]];
        for (uint32_t k = 0; k < links_of->count; k++) {
            const StoryLink *link = &grouping->links->items[links_of->items[k]];
            uint32_t other = link->a == members->items[i] ? link->b : link->a;
            if (grouping->group_of[other] == group) sum += link->strength;
        }
        if (sum <= best_sum) continue;
        best = members->items[i];
        best_sum = sum;
    }
    return best;
}

static Story make_story(const Grouping *grouping, uint32_t group)
{
    Story story = {.articles = grouping->members[group]};
    if (story.articles.count > 1)
        qsort_r(story.articles.items, story.articles.count, sizeof *story.articles.items,
                compare_articles, (void *)(uintptr_t)grouping->articles);
    story.central = find_central(grouping, &story.articles, group);
    IdBuilder builder;
    id_begin(&builder);
    story.first = story.articles.items[0];
    id_add_str(&builder, id_str(&grouping->articles[story.first].id));
    story.id = id_finish(&builder, 's');
    return story;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const Story *)a)->id.text, ((const Story *)b)->id.text);
}

void stories_group(const StoryArticle *articles, uint32_t count, const StoryLinkList *links,
                   Arena *arena, StoryList *out)
{
    Grouping grouping = {.articles = articles, .links = links};
    start(&grouping, count, arena);
    uint32_t *order = arena_new_items(arena, uint32_t, links->count + 1);
    for (uint32_t i = 0; i < links->count; i++) order[i] = i;
    if (links->count > 1) qsort_r(order, links->count, sizeof *order, compare_links, &grouping);
    for (uint32_t i = 0; i < links->count; i++)
        try_to_join(&grouping, &links->items[order[i]], arena);
    for (uint32_t i = 0; i < count; i++)
        if (grouping.members[i].count > 0) *list_add(arena, out) = make_story(&grouping, i);
    if (out->count > 1) qsort(out->items, out->count, sizeof *out->items, by_id);
}
