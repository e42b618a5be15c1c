#include "ledger/figures.h"

#include <math.h>
#include <stdlib.h>

/* Sentences of two articles; one article that says nearly the same again with another number
 * contradicts itself, but most of its figures count different things. Those that name no thing but
 * a sum of money need more in common. In thousandths. */
#define LEAST_LIKENESS 330
#define LEAST_LIKENESS_IN_ARTICLE 750
#define LEAST_LIKENESS_OF_SUMS 500
/* A toll that rises from day to day is no contradiction. */
#define MOST_DAYS_APART 1
/* "about": a tenth more or less; exact ones may have been rounded. */
#define ABOUT_SHARE 0.10
#define ROUNDING_SHARE 0.03

static bool are_in_one_article(const FigureView *a, const FigureView *b)
{
    return strcmp(a->article.text, b->article.text) == 0;
}

/* Values this many times apart count different things more often than they contradict. */
#define MOST_TIMES_APART 12.0

static bool are_of_one_size(const FigureView *a, const FigureView *b)
{
    double larger = fmax(fabs(a->high), fabs(b->high));
    double smaller = fmin(fabs(a->low), fabs(b->low));
    return larger <= MOST_TIMES_APART * smaller;
}

bool figures_are_of_one_thing(const FigureView *a, const FigureView *b)
{
    if (!are_of_one_size(a, b)) return false;
    /* A bare share may be of anything. */
    if (a->counted.len == 0 && (a->unit.len == 0 || str_equal(a->unit, STR("percent"))))
        return false;
    if (!str_equal(a->counted, b->counted) || !str_equal(a->unit, b->unit)) return false;
    if (a->has_day && b->has_day && abs(a->day - b->day) > MOST_DAYS_APART) return false;
    bool in_one_article = are_in_one_article(a, b);
    if (in_one_article && (a->sentence == b->sentence || a->counted.len == 0)) return false;
    uint32_t least = in_one_article        ? LEAST_LIKENESS_IN_ARTICLE
                     : a->counted.len == 0 ? LEAST_LIKENESS_OF_SUMS
                                           : LEAST_LIKENESS;
    return terms_likeness(&a->terms, &b->terms) >= least;
}

typedef struct Range {
    double low;
    double high;
} Range;

/* Every value that the figure allows. */
static Range range_of(const FigureView *figure)
{
    double low = figure->low, high = figure->high;
    switch (figure->hedge) {
    case HEDGE_EXACT:
    case HEDGE_RANGE: return (Range){low * (1 - ROUNDING_SHARE), high * (1 + ROUNDING_SHARE)};
    case HEDGE_ABOUT: return (Range){low * (1 - ABOUT_SHARE), high * (1 + ABOUT_SHARE)};
    case HEDGE_AT_LEAST:
    case HEDGE_MORE_THAN: return (Range){low * (1 - ROUNDING_SHARE), INFINITY};
    case HEDGE_AT_MOST:
    case HEDGE_LESS_THAN: return (Range){-INFINITY, high * (1 + ROUNDING_SHARE)};
    case HEDGE_NEARLY: return (Range){high * (1 - 2 * ABOUT_SHARE), high * (1 + ROUNDING_SHARE)};
    case HEDGE_VAGUE: return (Range){low, high > low ? high : INFINITY};
    case HEDGE_COUNT: break;
    }
    return (Range){-INFINITY, INFINITY};
}

bool figures_disagree(const FigureView *a, const FigureView *b)
{
    Range x = range_of(a), y = range_of(b);
    return x.high < y.low || y.high < x.low;
}

/* ---- Groups ---------------------------------------------------------------------------------- */

static int compare_things(const void *a, const void *b, void *figures)
{
    const FigureView *x = (const FigureView *)figures + *(const uint32_t *)a;
    const FigureView *y = (const FigureView *)figures + *(const uint32_t *)b;
    int order = str_compare(x->counted, y->counted);
    if (order == 0) order = str_compare(x->unit, y->unit);
    return order != 0 ? order : strcmp(x->id.text, y->id.text);
}

/* A story with more figures of one noun is a table of results: only the first are compared. */
#define MOST_OF_ONE_NOUN 200

typedef struct Thing {
    const FigureView *figures;
    const uint32_t *order; /* figures of one noun and unit */
    uint32_t count;
    uint32_t group[MOST_OF_ONE_NOUN]; /* [count] the group's first member */
    bool disagrees[MOST_OF_ONE_NOUN]; /* [count] with another of its group */
} Thing;

static uint32_t root_of(const Thing *thing, uint32_t i)
{
    while (thing->group[i] != i) i = thing->group[i];
    return i;
}

/* Does the article of one give the other's value as well? */
static bool gives_both(const Thing *thing, const FigureView *one, const FigureView *other)
{
    if (are_in_one_article(one, other)) return false;
    for (uint32_t i = 0; i < thing->count; i++) {
        const FigureView *figure = &thing->figures[thing->order[i]];
        if (are_in_one_article(figure, one) && !figures_disagree(figure, other)) return true;
    }
    return false;
}

static bool is_conflict(const Thing *thing, const FigureView *a, const FigureView *b)
{
    return figures_are_of_one_thing(a, b) && figures_disagree(a, b) && !gives_both(thing, a, b) &&
           !gives_both(thing, b, a);
}

static void compare_all(Thing *thing)
{
    for (uint32_t i = 0; i < thing->count; i++) {
        thing->group[i] = i;
        thing->disagrees[i] = false;
    }
    for (uint32_t i = 0; i < thing->count; i++)
        for (uint32_t k = i + 1; k < thing->count; k++) {
            const FigureView *a = &thing->figures[thing->order[i]];
            const FigureView *b = &thing->figures[thing->order[k]];
            if (!is_conflict(thing, a, b)) continue;
            thing->disagrees[i] = thing->disagrees[k] = true;
            uint32_t x = root_of(thing, i), y = root_of(thing, k);
            thing->group[x < y ? y : x] = x < y ? x : y;
        }
}

static void add_groups(Thing *thing, Arena *arena, IndexListList *out)
{
    compare_all(thing);
    for (uint32_t root = 0; root < thing->count; root++) {
        if (thing->group[root] != root || !thing->disagrees[root]) continue;
        IndexList *group = list_add(arena, out);
        for (uint32_t i = root; i < thing->count; i++)
            if (root_of(thing, i) == root) *list_add(arena, group) = thing->order[i];
    }
}

void figures_find_conflicts(const FigureView *figures, uint32_t count, Arena *arena,
                            IndexListList *out)
{
    uint32_t *order = arena_new_items(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    if (count > 1) qsort_r(order, count, sizeof *order, compare_things, (void *)(uintptr_t)figures);
    Thing *thing = arena_alloc(arena, sizeof *thing);
    for (uint32_t start = 0, end; start < count; start = end) {
        const FigureView *first = &figures[order[start]];
        for (end = start + 1; end < count; end++)
            if (!str_equal(figures[order[end]].counted, first->counted) ||
                !str_equal(figures[order[end]].unit, first->unit))
                break;
        *thing = (Thing){.figures = figures, .order = order + start, .count = end - start};
        if (thing->count > MOST_OF_ONE_NOUN) thing->count = MOST_OF_ONE_NOUN;
        add_groups(thing, arena, out);
    }
}
