#include "ledger/messages.h"

#include <stdlib.h>

#include "base/map.h"
#include "ledger/message_units.h"

/* ---- What most reports say ------------------------------------------------------------------- */

static bool is_form(MessageKind kind)
{
    return kind == MESSAGE_LETTER || kind == MESSAGE_TELEGRAM;
}

static bool is_purpose(MessageKind kind)
{
    return kind == MESSAGE_GREETING || kind == MESSAGE_CONGRATULATION ||
           kind == MESSAGE_CONDOLENCE || kind == MESSAGE_THANKS;
}

/* "message" says least of what it is; it wins only where nothing else is said. What a letter is for
 * says more than that it is one. */
static MessageKind merged_kind(const MessageBucket *bucket, const IndexList *reports)
{
    uint32_t votes[MESSAGE_COUNT] = {0};
    for (uint32_t i = 0; i < reports->count; i++) votes[bucket->reports[reports->items[i]].kind]++;
    MessageKind best = MESSAGE_MESSAGE;
    uint32_t best_votes = 0;
    for (uint32_t kind = 0; kind < MESSAGE_COUNT; kind++) {
        bool is_surer = best_votes > 0 && votes[kind] == best_votes && is_form(best) &&
                        is_purpose((MessageKind)kind);
        if (kind == MESSAGE_MESSAGE || (votes[kind] <= best_votes && !is_surer)) continue;
        best = (MessageKind)kind;
        best_votes = votes[kind];
    }
    return best;
}

/* What most say; what was planned has come about once anybody tells it so. */
static Status merged_status(const MessageBucket *bucket, const IndexList *reports)
{
    uint32_t votes[STATUS_COUNT] = {0};
    bool is_told = false;
    for (uint32_t i = 0; i < reports->count; i++) {
        Status status = bucket->reports[reports->items[i]].status;
        votes[status]++;
        is_told |= !status_is_ahead(status);
    }
    Status best = STATUS_ASSERTED;
    for (uint32_t status = 0; status < STATUS_COUNT; status++) {
        if (is_told && status_is_ahead((Status)status)) continue;
        if (votes[status] > votes[best]) best = (Status)status;
    }
    return best;
}

/* ---- Dates ----------------------------------------------------------------------------------- */

/* One day, and how many articles give it. */
typedef struct Vote {
    int32_t first;
    int32_t last;
    uint32_t articles;
    uint32_t last_article; /* counted last: reports are ordered by article */
    uint32_t report;       /* the first that gives it */
} Vote;

typedef List(Vote) VoteList;

static void vote(const MessageBucket *bucket, VoteList *votes, int32_t first, int32_t last,
                 uint32_t report, Arena *arena)
{
    uint32_t article = bucket->reports[report].article;
    const LedgerArticle *source = &bucket->articles[article];
    uint32_t voices = source->is_repeat || source->is_superseded ? 0 : 1;
    for (uint32_t i = 0; i < votes->count; i++) {
        Vote *other = &votes->items[i];
        if (other->first != first || other->last != last) continue;
        if (other->last_article != article) other->articles += voices;
        other->last_article = article;
        return;
    }
    *list_add(arena, votes) = (Vote){first, last, voices, article, report};
}

/* The narrowest, then the most told, then the earliest. */
static bool is_better(const Vote *a, const Vote *b)
{
    int32_t wide_a = a->last - a->first, wide_b = b->last - b->first;
    if (wide_a != wide_b) return wide_a < wide_b;
    if (a->articles != b->articles) return a->articles > b->articles;
    return a->first < b->first;
}

static const Vote *best_vote(const VoteList *votes)
{
    const Vote *best = NULL;
    for (uint32_t i = 0; i < votes->count; i++)
        if (best == NULL || is_better(&votes->items[i], best)) best = &votes->items[i];
    return best;
}

static MergedDate date_of(const Vote *best, bool is_inferred)
{
    if (best == NULL) return (MergedDate){0};
    return (MergedDate){true, is_inferred, best->first, best->last};
}

typedef enum DateField { FIELD_SENT, FIELD_RECEIVED, FIELD_REPORTED } DateField;

static const LedgerDate *field_of(const Report *report, DateField field)
{
    switch (field) {
    case FIELD_SENT: return &report->sent;
    case FIELD_RECEIVED: return &report->received;
    case FIELD_REPORTED: return &report->reported;
    }
    return &report->sent;
}

/* The latest day not after `last` that is the weekday or the day of the month; false if none is
 * within a month (weekday) or a year. */
static bool resolve(const LedgerDate *date, int32_t last, int32_t *out)
{
    for (int32_t day = last; date->weekday != 0 && day > last - 7; day--) {
        if ((int32_t)weekday_of(day) != date->weekday) continue;
        *out = day;
        return true;
    }
    if (date->month == 0) return false;
    CivilDate civil = civil_from_day(last);
    for (int32_t year = civil.year; year >= civil.year - 1; year--) {
        CivilDate found = {year, date->month, date->day};
        if (!civil_date_is_valid(found) || day_from_civil(found) > last) continue;
        *out = day_from_civil(found);
        return true;
    }
    return false;
}

/* Votes of the reports that give the day themselves. Of an exchange it is the second choice: the
 * day is that of either message, and not of this one if it was known before. */
static void count_votes(const MessageBucket *bucket, const IndexList *reports, DateField field,
                        const MergedDate *bound_of_exchanges, Arena *arena, VoteList *votes)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        const Report *report = &bucket->reports[reports->items[i]];
        const LedgerDate *date = field_of(report, field);
        if (!date->is_known || report->is_exchange != (bound_of_exchanges != NULL)) continue;
        bool is_too_late = report->is_exchange && bound_of_exchanges->is_known &&
                           date->first > bound_of_exchanges->last;
        if (!is_too_late)
            vote(bucket, votes, date->first, date->last, reports->items[i], arena);
    }
}

static void count_inferred(const MessageBucket *bucket, const IndexList *reports, DateField field,
                           int32_t bound, Arena *arena, VoteList *votes)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        const Report *report = &bucket->reports[reports->items[i]];
        int32_t day;
        if (resolve(field_of(report, field), bound, &day))
            vote(bucket, votes, day, day, reports->items[i], arena);
    }
}

static MergedDate merge_date(const MessageBucket *bucket, const IndexList *reports, DateField field,
                             const MergedDate *bound, Arena *arena)
{
    VoteList votes = {0};
    count_votes(bucket, reports, field, NULL, arena, &votes);
    if (votes.count == 0) count_votes(bucket, reports, field, bound, arena, &votes);
    const Vote *best = best_vote(&votes);
    if (best != NULL && best->first == best->last) return date_of(best, false);
    if (bound->is_known) {
        VoteList inferred = {0};
        count_inferred(bucket, reports, field, bound->first, arena, &inferred);
        if (inferred.count > 0) return date_of(best_vote(&inferred), true);
    }
    return date_of(best, false);
}

/* News of a message is not so much older than what others tell of it: "on December 25" of an undated
 * article is not that of the year before. */
#define MOST_DAYS_EARLIER 60

/* The first day on which it was made public. A weekday said by an undated article ("reported on
 * Thursday") is the last such day before the others knew of it. */
static MergedDate merge_reported(const MessageBucket *bucket, const Unit *cluster)
{
    MergedDate out = {0};
    out.is_known = cluster_reported_day(bucket, cluster, &out.first);
    int32_t bound = out.first;
    bool has_bound = out.is_known;
    if (cluster->has_bound && (!has_bound || cluster->bound < bound)) {
        bound = cluster->bound;
        has_bound = true;
    }
    for (uint32_t i = 0; has_bound && i < cluster->reports.count; i++) {
        const LedgerDate *date = &bucket->reports[cluster->reports.items[i]].reported;
        int32_t day;
        if (date->is_known || !resolve(date, bound, &day)) continue;
        if (day < bound - MOST_DAYS_EARLIER || (out.is_known && day >= out.first)) continue;
        out = (MergedDate){.is_known = true, .is_inferred = true, .first = day};
    }
    out.last = out.first;
    return out;
}

bool message_day(const MergedMessage *message, int32_t *out)
{
    const MergedDate *date = message->sent.is_known && message->sent.first == message->sent.last
                                 ? &message->sent
                                 : &message->reported;
    if (!date->is_known) date = &message->sent;
    *out = date->is_known ? date->first : message->bound;
    return date->is_known || message->has_bound;
}

/* ---- Messages -------------------------------------------------------------------------------- */

/* The first day that holds the cluster together; 0 if there is none. */
static int32_t telling_day(const Unit *cluster)
{
    if (cluster->has_days) return cluster->first;
    if (cluster->has_sent) return cluster->sent_first;
    return cluster->is_ahead ? cluster->ahead : 0;
}

/* What tells messages between the same two apart; of two that share it, the count does. */
static Id message_id(const MessageBucket *bucket, const Unit *cluster, uint32_t count)
{
    IdBuilder builder;
    id_begin(&builder);
    id_add_str(&builder, bucket->first_party);
    id_add_str(&builder, bucket->second_party);
    id_add_number(&builder, (uint64_t)cluster->direction);
    id_add_number(&builder, cluster->family);
    id_add_str(&builder, cluster->occasion);
    id_add_number(&builder, (uint64_t)cluster->year);
    if (cluster->occasion.len == 0 || cluster->year == 0)
        id_add_number(&builder, (uint64_t)(int64_t)telling_day(cluster));
    id_add_number(&builder, count);
    return id_finish(&builder, 'm');
}

static MergedMessage merge_cluster(const MessageBucket *bucket, Unit *cluster, Arena *arena)
{
    reports_sort(bucket, &cluster->reports);
    MergedMessage message = {
        .direction = cluster->direction,
        .kind = merged_kind(bucket, &cluster->reports),
        .occasion = cluster->occasion,
        .year = cluster->year,
        .has_bound = cluster->has_bound,
        .bound = cluster->bound,
        .status = merged_status(bucket, &cluster->reports),
        .reports = cluster->reports,
    };
    message.reported = merge_reported(bucket, cluster);
    MergedDate bound = message.reported;
    if (!bound.is_known && cluster->has_bound)
        bound = (MergedDate){.is_known = true, .first = cluster->bound, .last = cluster->bound};
    message.sent = merge_date(bucket, &cluster->reports, FIELD_SENT, &bound, arena);
    message.received = merge_date(bucket, &cluster->reports, FIELD_RECEIVED, &bound, arena);
    message_find_conflicts(bucket, &message, arena);
    return message;
}

/* Clusters come in an order by content, so equal keys are counted the same way every time. */
static Id unused_id(const MessageBucket *bucket, const Unit *cluster, Map *counts)
{
    Id id = message_id(bucket, cluster, 0);
    Str key = arena_copy_str(counts->arena, id_str(&id));
    uint32_t count = map_find(counts, key);
    map_set(counts, key, count == MAP_NONE ? 1 : count + 1);
    if (count == MAP_NONE) return id;
    return message_id(bucket, cluster, count);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const MergedMessage *)a)->id.text, ((const MergedMessage *)b)->id.text);
}

void messages_merge(const MessageBucket *bucket, Arena *arena, MergedMessageList *out)
{
    UnitList units = {0}, clusters = {0};
    units_find(bucket, arena, &units);
    clusters_find(bucket, &units, arena, &clusters);
    Map id_counts;
    map_init(&id_counts, arena);
    for (uint32_t i = 0; i < clusters.count; i++) {
        Id id = unused_id(bucket, &clusters.items[i], &id_counts);
        MergedMessage *message = list_add(arena, out);
        *message = merge_cluster(bucket, &clusters.items[i], arena);
        message->id = id;
    }
    if (out->count > 1) qsort(out->items, out->count, sizeof *out->items, by_id);
    messages_find_answered(bucket, out, arena);
}
