/*
 * How well an undated report fits a message. "Kim sent Putin a New Year's message on Monday", in an
 * article without a date, may be this year's or last year's:
 *
 *     weekdays    of the message's days, 30 Dec 2024 is a Monday, 27 Dec 2025 is none
 *     words       its article is like those that tell of the one message, less like the others
 *     company     it tells of a second message too, as one of those articles does
 */
#include "ledger/message_units.h"

/* Weights, in thousandths. */
#define FIT_SAME_OCCASION 500
#define FIT_WEEKDAY 2000
#define FIT_NEAR_WEEKDAY 300
#define MISFIT_WEEKDAY (-2000)
#define FIT_DAY 3000
#define MISFIT_DAY (-1500)
#define FIT_LIKENESS_TIMES 4 /* likeness is 0 to 1000 */
#define FIT_COMPANY 1000     /* for each other message told of by both articles */
#define MOST_COMPANY 2
#define FIT_JUST_BEFORE 1000
#define MISFIT_LONG_BEFORE (-1000)
#define FIT_MONTH 1000 /* both give the month in which it was sent, or a day of it */
#define FIT_YEAR 500
#define LEAST_LIKE_STATEMENT 250 /* as articles of one story are */
#define MOST_COMPARED 20         /* articles of a statement that one is held against */
#define FIT_SOON_AFTER 1000
#define MISFIT_LONG_AFTER (-1000)

bool cluster_reported_day(const MessageBucket *bucket, const Unit *cluster, int32_t *out_first)
{
    bool has_day = false;
    *out_first = 0;
    for (uint32_t i = 0; i < cluster->reports.count; i++) {
        const Report *report = &bucket->reports[cluster->reports.items[i]];
        const LedgerArticle *article = &bucket->articles[report->article];
        int32_t day;
        if (report->reported.is_known && report->reported.first == report->reported.last)
            day = report->reported.first;
        else if (report_is_news(report, article))
            day = article->day;
        else
            continue;
        if (!has_day || day < *out_first) *out_first = day;
        has_day = true;
    }
    return has_day;
}

static bool is_told(const LedgerDate *date)
{
    return date->weekday != 0 || date->month != 0;
}

/* "Monday" or "18 December" against one day. */
static bool is_on(const LedgerDate *date, int32_t day)
{
    if (date->weekday != 0) return (int32_t)weekday_of(day) == date->weekday;
    CivilDate civil = civil_from_day(day);
    return civil.month == date->month && civil.day == date->day;
}

static int32_t fit_of(const LedgerDate *date, bool matches)
{
    if (date->month != 0) return matches ? FIT_DAY : MISFIT_DAY;
    return matches ? FIT_WEEKDAY : MISFIT_WEEKDAY;
}

/* Against the days that the cluster's reports give for when it was sent. */
static int32_t fit_sent(const MessageBucket *bucket, const LedgerDate *sent, const Unit *cluster)
{
    if (!is_told(sent)) return 0;
    bool has_day = false;
    for (uint32_t i = 0; i < cluster->reports.count; i++) {
        const LedgerDate *other = &bucket->reports[cluster->reports.items[i]].sent;
        if (!other->is_known || other->first != other->last) continue;
        if (is_on(sent, other->first)) return fit_of(sent, true);
        has_day = true;
    }
    if (has_day) return fit_of(sent, false);
    int32_t reported;
    if (!cluster_reported_day(bucket, cluster, &reported)) return 0;
    for (int32_t day = reported - 14; day <= reported; day++)
        if (is_on(sent, day)) return FIT_NEAR_WEEKDAY;
    return sent->month != 0 ? MISFIT_DAY : 0;
}

static int32_t fit_reported(const MessageBucket *bucket, const LedgerDate *reported,
                            const Unit *cluster)
{
    int32_t day;
    if (!is_told(reported) || !cluster_reported_day(bucket, cluster, &day)) return 0;
    if (is_on(reported, day)) return fit_of(reported, true);
    /* The first report we have need not be the first there was. */
    for (int32_t before = day - 2; before < day; before++)
        if (is_on(reported, before)) return FIT_NEAR_WEEKDAY;
    return fit_of(reported, false);
}

static int32_t fit_dates(const MessageBucket *bucket, const Unit *unit, const Unit *cluster)
{
    int32_t best = 0, worst = 0;
    for (uint32_t i = 0; i < unit->reports.count; i++) {
        const Report *report = &bucket->reports[unit->reports.items[i]];
        int32_t fits[2] = {fit_sent(bucket, &report->sent, cluster),
                           fit_reported(bucket, &report->reported, cluster)};
        for (int k = 0; k < 2; k++) {
            if (fits[k] > best) best = fits[k];
            if (fits[k] < worst) worst = fits[k];
        }
    }
    return best + worst;
}

static uint32_t shared_keys(const KeyList *a, const KeyList *b)
{
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->items[i] < b->items[k])
            i++;
        else if (a->items[i] > b->items[k])
            k++;
        else {
            shared++;
            i++;
            k++;
        }
    }
    return shared;
}

bool bucket_is_public(const MessageBucket *bucket)
{
    return bucket->first_party.len == 0;
}

static const LedgerArticle *article_of(const MessageBucket *bucket, const Unit *unit,
                                       uint32_t index)
{
    return &bucket->articles[bucket->reports[unit->reports.items[index]].article];
}

bool units_are_alike(const MessageBucket *bucket, const Unit *a, const Unit *b)
{
    for (uint32_t i = 0; i < a->reports.count && i < MOST_COMPARED; i++)
        for (uint32_t k = 0; k < b->reports.count && k < MOST_COMPARED; k++)
            if (terms_likeness(&article_of(bucket, a, i)->terms,
                               &article_of(bucket, b, k)->terms) >= LEAST_LIKE_STATEMENT)
                return true;
    return false;
}

/* Of the article of the cluster that is nearest to the unit's own. */
static int32_t fit_articles(const MessageBucket *bucket, const Unit *unit, const Unit *cluster)
{
    const LedgerArticle *own = &bucket->articles[unit->article];
    uint32_t likeness = 0, company = 0;
    for (uint32_t i = 0; i < cluster->reports.count; i++) {
        uint32_t index = bucket->reports[cluster->reports.items[i]].article;
        if (index == unit->article) continue;
        const LedgerArticle *other = &bucket->articles[index];
        uint32_t like = terms_likeness(&own->terms, &other->terms);
        uint32_t shared = shared_keys(&own->messages, &other->messages);
        if (like > likeness) likeness = like;
        if (shared > company) company = shared;
    }
    if (company > 0) company--; /* the message itself */
    if (company > MOST_COMPANY) company = MOST_COMPANY;
    return (int32_t)(likeness * FIT_LIKENESS_TIMES + company * FIT_COMPANY);
}

/* Background in an article of a known day: the latest message before it is the likeliest. */
static int32_t fit_bound(const Unit *unit, const Unit *cluster)
{
    if (!unit->has_bound || !cluster->has_days) return 0;
    int32_t days = unit->bound - cluster->first;
    if (days < -1) return NO_FIT;
    if (days <= 30) return FIT_JUST_BEFORE;
    return days <= 200 ? 0 : MISFIT_LONG_BEFORE;
}

/* "In June", "in 2012", against what the cluster says. */
static int32_t fit_wide(const Unit *unit, const Unit *cluster)
{
    if (!unit_is_wide(unit) && !unit_is_wide(cluster)) return 0;
    if (!unit->has_sent || units_apart(unit, cluster) != 0) return 0;
    const Unit *wider = unit_is_wide(unit) ? unit : cluster;
    return wider->sent_last - wider->sent_first <= 31 ? FIT_MONTH : FIT_YEAR;
}

/* What was still to come: the next message after it is the likeliest, but not one long after. */
static int32_t fit_ahead(const Unit *unit, const Unit *cluster)
{
    if (!unit->is_ahead || unit->has_days || unit->has_sent) return 0;
    if (!cluster->has_days && !cluster->is_ahead) return 0;
    int32_t days = (cluster->has_days ? cluster->first : cluster->ahead) - unit->ahead;
    bool is_over = cluster->has_days && cluster->last < unit->ahead - 1;
    if (is_over) return NO_FIT;
    if (days >= -14 && days <= 14) return FIT_SOON_AFTER;
    return days <= 60 ? 0 : MISFIT_LONG_AFTER;
}

int32_t unit_fit(const MessageBucket *bucket, const Unit *unit, const Unit *cluster)
{
    int32_t bound = fit_bound(unit, cluster);
    int32_t ahead = fit_ahead(unit, cluster);
    if (bound == NO_FIT || ahead == NO_FIT) return NO_FIT;
    int32_t fit = bound + ahead + fit_wide(unit, cluster) + fit_dates(bucket, unit, cluster) +
                  fit_articles(bucket, unit, cluster);
    if (unit->occasion.len > 0 && str_equal(unit->occasion, cluster->occasion))
        fit += FIT_SAME_OCCASION;
    return fit;
}
