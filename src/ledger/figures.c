#include "ledger/figures.h"

#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"

/* Of what is no toll, in thousandths: of counts that belong to one event, and of those that belong
 * to none. */
#define LEAST_LIKENESS_OF_DEEDS 200
#define LEAST_LIKENESS 450
/* Of what is no toll; a later article tells of another time. */
#define MOST_DAYS_APART 1
#define MOST_DAYS_OF_DRIFT 14
/* "about": a tenth more or less; exact ones may have been rounded. */
#define ABOUT_SHARE 0.10
#define ROUNDING_SHARE 0.03
/* "more than 100" is no 300. */
#define MOST_TIMES_MORE 2.0
#define MOST_TIMES_VAGUE 2.5

static bool are_in_one_article(const FigureView *a, const FigureView *b)
{
    return strcmp(a->article.text, b->article.text) == 0;
}

/* Values this many times apart count different things more often than they contradict. */
#define MOST_TIMES_APART 12.0
#define GREAT_TOLL 1000.0
#define MOST_TIMES_APART_BARE 3.0 /* of a toll that names nothing: it may be of another event */

static bool are_within(const FigureView *a, const FigureView *b, double times)
{
    double larger = fmax(fabs(a->high), fabs(b->high));
    double smaller = fmin(fabs(a->low), fabs(b->low));
    return larger <= times * smaller;
}

/* "two ships" and "six ships" are two groups of them more often than a contradiction. */
#define LEAST_COMPARED 10.0

static bool is_toll(const FigureView *figure)
{
    return figure->size.len > 0;
}

static bool is_share(const FigureView *figure)
{
    return str_equal(figure->unit, STR("percent"));
}

/* Sums, lengths, weights: there are many of one unit in an article. */
static bool is_measured(const FigureView *figure)
{
    return figure->unit.len > 0 && !str_equal(figure->unit, STR("person"));
}

static bool may_be_compared(const FigureView *figure)
{
    if (figure->setting.is_part || figure->is_row || !figure->is_of_world || is_share(figure))
        return false;
    if (figure->counted.len == 0 && figure->unit.len == 0) return false;
    return is_toll(figure) || is_measured(figure) || fabs(figure->high) >= LEAST_COMPARED;
}

static bool share_party(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count)
{
    for (uint32_t i = 0; i < a_count; i++)
        for (uint32_t k = 0; k < b_count; k++)
            if (a[i] == b[k]) return true;
    return false;
}

/* Both sides are known to both, or a side to neither, and they share a party on each. */
static bool are_of_one_deed(const FigureDeed *a, const FigureDeed *b)
{
    if (a->plover.len == 0 || !str_equal(a->plover, b->plover)) return false;
    bool share_source = share_party(a->sources, a->source_count, b->sources, b->source_count);
    bool share_target = share_party(a->targets, a->target_count, b->targets, b->target_count);
    bool has_sources = a->source_count > 0 && b->source_count > 0;
    bool has_targets = a->target_count > 0 && b->target_count > 0;
    return (share_source || share_target) && (share_source || !has_sources) &&
           (share_target || !has_targets);
}

static bool have_other_doers(const FigureDeed *a, const FigureDeed *b)
{
    return a->source_count > 0 && b->source_count > 0 &&
           !share_party(a->sources, a->source_count, b->sources, b->source_count);
}

/* Half of the names of the one that has fewer. */
static bool share_names(const FigureSetting *a, const FigureSetting *b)
{
    uint32_t fewer = a->name_count < b->name_count ? a->name_count : b->name_count;
    uint32_t shared = settings_shared_names(a, b);
    return shared > 0 && 2 * shared >= fewer;
}

static bool years_differ(const FigureView *a, const FigureView *b)
{
    const FigureView *dated = a->setting.year != 0 ? a : b, *other = dated == a ? b : a;
    if (dated->setting.year == 0) return false;
    if (other->setting.year != 0) return dated->setting.year != other->setting.year;
    return !other->has_day || civil_from_day(other->day).year != (int32_t)dated->setting.year;
}

/* Tolls of two articles: they name the same, or one names nothing and its article speaks of what
 * the other names. */
static bool are_tolls_of_one_event(const FigureView *a, const FigureView *b)
{
    if (have_other_doers(&a->deed, &b->deed)) return false;
    /* of an epidemic or a war, which goes on: the day must be known */
    bool is_great = fmax(a->high, b->high) >= GREAT_TOLL;
    if (is_great && !(a->has_day && b->has_day)) return false;
    bool names_a = a->setting.name_count > 0, names_b = b->setting.name_count > 0;
    if (names_a && names_b) return share_names(&a->setting, &b->setting);
    if (!are_within(a, b, MOST_TIMES_APART_BARE)) return false;
    const FigureView *named = names_a ? a : b, *bare = names_a ? b : a;
    return bare->lead == NULL || setting_is_known(&named->setting, bare->lead);
}

/* Two who claim it in one article. */
static bool are_claims_of_one_thing(const FigureView *a, const FigureView *b)
{
    bool have_holders = a->holder.len > 0 && b->holder.len > 0 && !str_equal(a->holder, b->holder);
    return have_holders && a->sentence != b->sentence &&
           (is_toll(a) || are_of_one_deed(&a->deed, &b->deed));
}

static bool have_one_setting(const FigureView *a, const FigureView *b)
{
    if (settings_differ(&a->setting, &b->setting) ||
        settings_count_others(&a->setting, &b->setting))
        return false;
    if (a->setting.is_unreal != b->setting.is_unreal || years_differ(a, b)) return false;
    if (are_in_one_article(a, b)) return are_claims_of_one_thing(a, b);
    if (is_toll(a)) return are_tolls_of_one_event(a, b);
    uint32_t likeness = terms_likeness(&a->terms, &b->terms);
    if (are_of_one_deed(&a->deed, &b->deed)) return likeness >= LEAST_LIKENESS_OF_DEEDS;
    bool has_deed_a = a->deed.plover.len > 0, has_deed_b = b->deed.plover.len > 0;
    if ((has_deed_a && has_deed_b) || is_measured(a)) return false;
    uint32_t least = has_deed_a || has_deed_b ? LEAST_LIKENESS_OF_DEEDS : LEAST_LIKENESS;
    return likeness >= least && share_names(&a->setting, &b->setting);
}

bool figures_are_of_one_thing(const FigureView *a, const FigureView *b)
{
    if (!may_be_compared(a) || !may_be_compared(b) || !are_within(a, b, MOST_TIMES_APART))
        return false;
    if (!str_equal(a->unit, b->unit) || !str_equal(a->size, b->size) ||
        !str_equal(a->counted, b->counted))
        return false;
    int32_t most = is_toll(a) ? MOST_DAYS_OF_DRIFT : MOST_DAYS_APART;
    if (a->has_day && b->has_day && abs(a->day - b->day) > most) return false;
    return have_one_setting(a, b);
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
    case HEDGE_MORE_THAN: return (Range){low * (1 - ROUNDING_SHARE), high * MOST_TIMES_MORE};
    case HEDGE_AT_MOST:
    case HEDGE_LESS_THAN: return (Range){-INFINITY, high * (1 + ROUNDING_SHARE)};
    case HEDGE_NEARLY: return (Range){high * (1 - 2 * ABOUT_SHARE), high * (1 + ROUNDING_SHARE)};
    case HEDGE_VAGUE: return (Range){low, high * MOST_TIMES_VAGUE};
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

/* Tolls are told of by many nouns: what befell them is what counts. */
static int compare_nouns(const FigureView *x, const FigureView *y)
{
    int order = str_compare(x->size, y->size);
    if (order == 0 && x->size.len == 0) order = str_compare(x->counted, y->counted);
    return order != 0 ? order : str_compare(x->unit, y->unit);
}

static int compare_things(const void *a, const void *b, void *figures)
{
    const FigureView *x = (const FigureView *)figures + *(const uint32_t *)a;
    const FigureView *y = (const FigureView *)figures + *(const uint32_t *)b;
    int order = compare_nouns(x, y);
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

/* Whatever their hedges: who says "at least 100" and "130" has not given another's 146. */
static bool are_of_one_value(const FigureView *a, const FigureView *b)
{
    return fabs(a->low - b->low) <= ROUNDING_SHARE * fabs(b->low) &&
           fabs(a->high - b->high) <= ROUNDING_SHARE * fabs(b->high);
}

/* Does the article of one give the other's value as well, and not as what somebody else says of the
 * same? */
static bool gives_both(const Thing *thing, const FigureView *one, const FigureView *other)
{
    if (are_in_one_article(one, other)) return false;
    for (uint32_t i = 0; i < thing->count; i++) {
        const FigureView *figure = &thing->figures[thing->order[i]];
        if (figure == one || !are_in_one_article(figure, one) || !are_of_one_value(figure, other))
            continue;
        bool counts_others = settings_count_others(&figure->setting, &other->setting);
        if (!counts_others && !figures_are_of_one_thing(figure, one)) return true;
    }
    return false;
}

/* "at least 12" of Tuesday and "at least 19" of Wednesday do not disagree, but the toll has risen.
 */
static bool has_risen(const FigureView *a, const FigureView *b)
{
    if (a->size.len == 0 || !a->has_day || !b->has_day || a->day == b->day) return false;
    const FigureView *earlier = a->day < b->day ? a : b, *later = a->day < b->day ? b : a;
    return later->low > earlier->high;
}

static bool is_conflict(const Thing *thing, const FigureView *a, const FigureView *b)
{
    return figures_are_of_one_thing(a, b) && (figures_disagree(a, b) || has_risen(a, b)) &&
           !gives_both(thing, a, b) && !gives_both(thing, b, a);
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

/* Does the one, of an earlier or the same day, contradict the other: another value on one day, or a
 * toll that falls? */
static bool contradicts(const FigureView *earlier, const FigureView *later)
{
    bool is_toll = earlier->size.len > 0 && earlier->has_day && later->has_day;
    if (!figures_disagree(earlier, later)) return false;
    return !is_toll || earlier->day == later->day || earlier->high > later->low;
}

static bool is_drift(const FigureView *figures, const IndexList *members)
{
    for (uint32_t i = 0; i < members->count; i++)
        for (uint32_t k = 0; k < members->count; k++) {
            const FigureView *a = &figures[members->items[i]], *b = &figures[members->items[k]];
            bool is_earlier = !a->has_day || !b->has_day || a->day <= b->day;
            if (i != k && is_earlier && contradicts(a, b)) return false;
        }
    return true;
}

static void add_groups(Thing *thing, Arena *arena, FigureConflictList *out)
{
    compare_all(thing);
    for (uint32_t root = 0; root < thing->count; root++) {
        if (thing->group[root] != root || !thing->disagrees[root]) continue;
        FigureConflict *conflict = list_add(arena, out);
        *conflict = (FigureConflict){0};
        for (uint32_t i = root; i < thing->count; i++)
            if (root_of(thing, i) == root) *list_add(arena, &conflict->members) = thing->order[i];
        conflict->is_drift = is_drift(thing->figures, &conflict->members);
    }
}

void figures_find_conflicts(const FigureView *figures, uint32_t count, Arena *arena,
                            FigureConflictList *out)
{
    uint32_t *order = arena_new_items(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    if (count > 1) qsort_r(order, count, sizeof *order, compare_things, (void *)(uintptr_t)figures);
    Thing *thing = arena_alloc(arena, sizeof *thing);
    for (uint32_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count; end++)
            if (compare_nouns(&figures[order[end]], &figures[order[start]]) != 0) break;
        *thing = (Thing){.figures = figures, .order = order + start, .count = end - start};
        if (thing->count > MOST_OF_ONE_NOUN) thing->count = MOST_OF_ONE_NOUN;
        add_groups(thing, arena, out);
    }
}
