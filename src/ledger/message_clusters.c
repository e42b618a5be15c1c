/* Units of many articles into clusters: the dated ones by their days, then the undated ones. */
#include <stdlib.h>

#include "ledger/message_units.h"

/* A message on an occasion is told of from the day it is sent until some days after it is printed.
 * Where the year of the occasion agrees as well, the days may lie further apart. */
#define MOST_DAYS_IN_YEAR 60
#define MOST_DAYS_ON_OCCASION 14
#define MOST_DAYS_WITHOUT 3

typedef struct Clustering {
    const MessageBucket *bucket;
    Arena *arena;
    UnitList *clusters;
} Clustering;

/* ---- Dated units ----------------------------------------------------------------------------- */

/* Days apart if the unit may join the cluster, else -1. */
static int32_t days_apart(const Unit *cluster, const Unit *unit)
{
    if (!units_may_be_one(cluster, unit)) return -1;
    bool has_year = cluster->year != 0 && unit->year != 0;
    if (!cluster->has_days || !unit->has_days)
        return has_year && str_equal(cluster->occasion, unit->occasion) ? 0 : -1;
    int32_t days = units_distance(cluster, unit);
    int32_t most = cluster->occasion.len == 0 || unit->occasion.len == 0 ? MOST_DAYS_WITHOUT
                   : has_year                                            ? MOST_DAYS_IN_YEAR
                                                                         : MOST_DAYS_ON_OCCASION;
    return days <= most ? days : -1;
}

/* The nearest cluster in days; of equally near ones the one whose articles are most alike. */
static Unit *find_nearest(Clustering *clustering, const Unit *unit)
{
    Unit *best = NULL;
    int32_t best_days = 0, best_fit = 0;
    for (uint32_t i = 0; i < clustering->clusters->count; i++) {
        Unit *cluster = &clustering->clusters->items[i];
        int32_t days = days_apart(cluster, unit);
        if (days < 0 || (best != NULL && days > best_days)) continue;
        if (bucket_is_public(clustering->bucket) &&
            !units_are_alike(clustering->bucket, cluster, unit))
            continue;
        int32_t fit = unit_fit(clustering->bucket, unit, cluster);
        if (best != NULL && days == best_days && fit <= best_fit) continue;
        best = cluster;
        best_days = days;
        best_fit = fit;
    }
    return best;
}

static void add_cluster(Clustering *clustering, const Unit *unit)
{
    Unit cluster = *unit;
    cluster.article = NONE;
    cluster.reports = (IndexList){0};
    for (uint32_t i = 0; i < unit->reports.count; i++)
        *list_add(clustering->arena, &cluster.reports) = unit->reports.items[i];
    *list_add(clustering->arena, clustering->clusters) = cluster;
}

static void cluster_dated(Clustering *clustering, const Unit *unit)
{
    Unit *nearest = find_nearest(clustering, unit);
    if (nearest == NULL)
        add_cluster(clustering, unit);
    else
        unit_join(nearest, unit, clustering->arena);
}

/* ---- Undated units --------------------------------------------------------------------------- */

/* The best must fit this well, and so much better than the next (thousandths). */
#define LEAST_FIT 1000
#define LEAST_LEAD 500

static Unit *find_best_fit(Clustering *clustering, const Unit *unit, uint32_t cluster_count)
{
    Unit *best = NULL;
    int32_t best_fit = NO_FIT, second_fit = NO_FIT;
    for (uint32_t i = 0; i < cluster_count; i++) {
        Unit *cluster = &clustering->clusters->items[i];
        if (!units_may_be_one(cluster, unit)) continue;
        int32_t fit = unit_fit(clustering->bucket, unit, cluster);
        if (fit > best_fit) {
            second_fit = best_fit;
            best_fit = fit;
            best = cluster;
        } else if (fit > second_fit) {
            second_fit = fit;
        }
    }
    if (best == NULL || best_fit < LEAST_FIT) return NULL;
    if (second_fit != NO_FIT && best_fit - second_fit < LEAST_LEAD) return NULL;
    return best;
}

/* ---- The order of work ----------------------------------------------------------------------- */

static bool is_dated(const Unit *unit)
{
    return unit->has_days || (unit->occasion.len > 0 && unit->year != 0);
}

/* Exchanges after single messages; what says most comes first: occasion and days, occasion and year
 * only, days only; then by time. */
static int rank(const Unit *unit)
{
    int rank = unit->direction == BOTH_WAYS && unit->family == MESSAGE_MESSAGE ? 4 : 0;
    if (!is_dated(unit)) return rank + 3;
    if (unit->occasion.len > 0) return rank + (unit->has_days ? 0 : 1);
    return rank + 2;
}

static int compare_units(const void *a, const void *b, void *bucket)
{
    const Unit *x = a, *y = b;
    if (rank(x) != rank(y)) return rank(x) - rank(y);
    if (x->has_days && y->has_days && x->first != y->first) return x->first < y->first ? -1 : 1;
    return report_compare(bucket, x->reports.items[0], y->reports.items[0]);
}

static void cluster_undated(Clustering *clustering, const Unit *unit, uint32_t dated_count)
{
    Unit *best = find_best_fit(clustering, unit, dated_count);
    if (best != NULL) {
        unit_join(best, unit, clustering->arena);
        return;
    }
    /* No dated message fits: it may still be what another undated article tells. */
    for (uint32_t i = dated_count; i < clustering->clusters->count; i++) {
        Unit *cluster = &clustering->clusters->items[i];
        if (!units_may_be_one(cluster, unit)) continue;
        if (unit_fit(clustering->bucket, unit, cluster) < LEAST_FIT) continue;
        unit_join(cluster, unit, clustering->arena);
        return;
    }
    add_cluster(clustering, unit);
}

/* "X and Y exchanged greetings" belongs to the message of X to Y and to that of Y to X. */
static bool join_both_ways(Clustering *clustering, const Unit *exchange, uint32_t cluster_count)
{
    bool has_joined = false;
    for (int direction = FIRST_TO_SECOND; direction <= SECOND_TO_FIRST; direction++) {
        Unit one_way = *exchange;
        one_way.direction = (MessageDirection)direction;
        Unit *cluster = is_dated(exchange) ? find_nearest(clustering, &one_way)
                                           : find_best_fit(clustering, &one_way, cluster_count);
        if (cluster == NULL) continue;
        unit_join(cluster, exchange, clustering->arena);
        has_joined = true;
    }
    return has_joined;
}

void clusters_find(const MessageBucket *bucket, const UnitList *units, Arena *arena, UnitList *out)
{
    Clustering clustering = {.bucket = bucket, .arena = arena, .clusters = out};
    Unit *sorted = arena_new_items(arena, Unit, units->count + 1);
    for (uint32_t i = 0; i < units->count; i++) {
        sorted[i] = units->items[i];
        reports_sort(bucket, &sorted[i].reports);
    }
    if (units->count > 1)
        qsort_r(sorted, units->count, sizeof *sorted, compare_units, (void *)(uintptr_t)bucket);
    uint32_t dated_count = 0;
    for (uint32_t i = 0; i < units->count; i++) {
        const Unit *unit = &sorted[i];
        if (rank(unit) >= 4 && join_both_ways(&clustering, unit, out->count)) continue;
        if (is_dated(unit)) {
            cluster_dated(&clustering, unit);
            dated_count = out->count;
        } else {
            cluster_undated(&clustering, unit, dated_count);
        }
    }
}
