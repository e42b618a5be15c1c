#include "published.h"

/* ---- Values ------------------------------------------------------------------------------------
 */

DateValue published_value(const WrittenDate *date, Arena *arena)
{
    DateValue value = {.is_known = true};
    int32_t first = date->day == 0 ? 1 : date->day;
    int32_t last = date->day == 0 ? days_in_month(date->year, date->month) : date->day;
    value.first_day = day_from_civil((CivilDate){date->year, date->month, first});
    value.last_day = day_from_civil((CivilDate){date->year, date->month, last});
    value.granularity = date->day == 0 ? GRANULARITY_MONTH : GRANULARITY_DAY;
    value.is_uncertain = date->is_swappable;
    const char *mark = date->is_swappable ? "?" : "";
    value.edtf = date->day == 0 ? arena_format(arena, "%04d-%02d%s", date->year, date->month, mark)
                                : arena_format(arena, "%04d-%02d-%02d%s", date->year, date->month,
                                               date->day, mark);
    return value;
}

static bool is_whole(const WrittenDate *date)
{
    if (date->year == 0) return false;
    return date->day == 0 || civil_date_is_valid((CivilDate){date->year, date->month, date->day});
}

/* ---- The address
 * --------------------------------------------------------------------------------- */

#define FIRST_WEB_YEAR 1995

static bool is_digit_at(Str text, uint32_t at)
{
    return at < text.len && ascii_is_digit(text.data[at]);
}

/* "/2024/12/": two digits, as "2019/4" numbers an issue. */
static bool find_month_in_url(Str url, uint32_t at, WrittenDate *out)
{
    if (at + 7 > url.len || (url.data[at + 4] != '/' && url.data[at + 4] != '-')) return false;
    int32_t number = 0;
    for (uint32_t i = at; i < at + 7; i++) {
        if (i == at + 4) continue;
        if (!is_digit_at(url, i)) return false;
        number = number * 10 + (url.data[i] - '0');
    }
    *out = (WrittenDate){.len = 7, .year = number / 100, .month = number % 100};
    return out->year >= FIRST_WEB_YEAR && out->year <= DATE_LAST_YEAR && out->month >= 1 &&
           out->month <= 12;
}

/* "/2024/12/31/", "/20251227/", "2024-12-31"; the numbers must stand alone. A month alone
 * ("/2024/12/") counts if there is no day. */
static bool find_in_url(Str url, WrittenDate *out)
{
    bool found = false;
    for (uint32_t at = 0; at < url.len; at++) {
        if (!is_digit_at(url, at) || (at > 0 && is_digit_at(url, at - 1))) continue;
        if (at > 0 && (url.data[at - 1] == '.' || url.data[at - 1] == '%')) continue;
        WrittenDate date;
        bool is_day = date_parse(url, at, &date) && date.day != 0 && date.year != 0;
        if (!is_day && (found || !find_month_in_url(url, at, &date))) continue;
        if (date.has_month_name || is_digit_at(url, at + date.len)) continue;
        *out = date;
        found = true;
        if (date.day != 0) return true;
    }
    return found;
}

/* ---- Evidence ---------------------------------------------------------------------------------- */

static void add_given(Work *work)
{
    Str given = str_trim(work->doc->given_published);
    WrittenDate date;
    uint32_t at;
    if (given.len == 0) return;
    if (date_parse_epoch(given, &date) || date_world_find(given, 0, &work->date_style, &date, &at) ||
        date_find(given, 0, &date, &at))
        work_add_date(work, (DateEvidence){.date = date,
                                           .origin = DATE_ORIGIN_CONTAINER,
                                           .trust = DATE_TRUST_CONTAINER});
}

static void add_url(Work *work)
{
    WrittenDate date;
    if (!find_in_url(work->doc->meta.url, &date)) return;
    work_add_date(work, (DateEvidence){.date = date,
                                       .origin = DATE_ORIGIN_URL,
                                       .trust = date.day == 0 ? DATE_TRUST_MONTH
                                                              : DATE_TRUST_ADDRESS});
}

void published_add_picture(Work *work, Str address)
{
    WrittenDate date;
    if (!find_in_url(address, &date)) return;
    work_add_date(work, (DateEvidence){.date = date,
                                       .origin = DATE_ORIGIN_GUESS,
                                       .trust = DATE_TRUST_GUESS,
                                       .score = date.day == 0 ? -2 : -1});
}

static const WrittenDate *date_of_url(const Work *work)
{
    for (uint32_t i = 0; i < work->dates.count; i++)
        if (work->dates.items[i].origin == DATE_ORIGIN_URL) return &work->dates.items[i].date;
    return NULL;
}

/* A dateline without a year takes that of the day it lies nearest to. */
static void add_dateline(Work *work, const FoundDateline *dateline)
{
    if (dateline == NULL || !dateline->has_date) return;
    WrittenDate date = dateline->date;
    const WrittenDate *url = date_of_url(work);
    if (date.year == 0 && url != NULL && date.day != 0) {
        int32_t near_day =
            day_from_civil((CivilDate){url->year, url->month, url->day == 0 ? 15 : url->day});
        date.year = date_nearest_year(date.month, date.day, near_day);
    }
    if (is_whole(&date))
        work_add_date(work, (DateEvidence){.date = date,
                                           .origin = DATE_ORIGIN_DATELINE,
                                           .trust = DATE_TRUST_ADDRESS,
                                           .score = 1});
}

/* ---- The choice -------------------------------------------------------------------------------- */

/* Before the web, pages have no dates; the first day of 1970 stands for "not set". */
static bool is_plausible(const WrittenDate *date)
{
    bool is_unset = date->year == 1970 && date->month == 1 && date->day == 1;
    return is_whole(date) && !is_unset;
}

static bool is_better(const DateEvidence *one, const DateEvidence *other)
{
    if (other == NULL || one->trust != other->trust) return other == NULL || one->trust < other->trust;
    return one->score > other->score;
}

/* The best evidence of at least some trust; NULL if there is none. */
static const DateEvidence *best_of(const Work *work, DateTrust from, DateTrust to, bool is_modified)
{
    const DateEvidence *best = NULL;
    for (uint32_t i = 0; i < work->dates.count; i++) {
        const DateEvidence *evidence = &work->dates.items[i];
        if (evidence->is_modified != is_modified || evidence->trust < from || evidence->trust > to)
            continue;
        if (is_plausible(&evidence->date) && is_better(evidence, best)) best = evidence;
    }
    return best;
}

/* "03/04/2024" is told by any other date that is one of its two readings. */
static void settle_order(const Work *work, WrittenDate *date)
{
    if (!date->is_swappable) return;
    for (uint32_t i = 0; i < work->dates.count; i++) {
        const WrittenDate *other = &work->dates.items[i].date;
        if (other->is_swappable || other->year != date->year) continue;
        bool is_same = other->month == date->month && other->day == date->day;
        bool is_swapped = other->month == date->day && other->day == date->month;
        if (!is_same && !is_swapped) continue;
        date->month = other->month;
        date->day = other->day;
        date->is_swappable = false;
        return;
    }
}

static int32_t day_written(const WrittenDate *date)
{
    return date->day == 0 ? 0 : day_from_civil((CivilDate){date->year, date->month, date->day});
}

#define LAST_HOUR_WESTWARD 13 /* universal time at which it may still be the day before somewhere */
#define FIRST_HOUR_EASTWARD 10

/* Metadata in universal time, "2023-11-09T02:11Z", of what the page dates the day before: the day
 * is taken that the reader sees. */
static const DateEvidence *local_day(const Work *work, const DateEvidence *chosen)
{
    const WrittenDate *date = &chosen->date;
    if (!date->is_utc || !date->has_time || chosen->trust != DATE_TRUST_NAMED) return chosen;
    const DateEvidence *shown = best_of(work, DATE_TRUST_SHOWN, DATE_TRUST_SHOWN, false);
    if (shown == NULL) shown = best_of(work, DATE_TRUST_ADDRESS, DATE_TRUST_ADDRESS, false);
    if (shown == NULL || shown->date.is_utc || shown->date.day == 0) return chosen;
    int32_t later = day_written(&shown->date) - day_written(date);
    bool is_day_before = later == -1 && date->hour < LAST_HOUR_WESTWARD;
    bool is_day_after = later == 1 && date->hour >= FIRST_HOUR_EASTWARD;
    return is_day_before || is_day_after ? shown : chosen;
}

/* A month is not known better by a guess, unless a day in it is shown somewhere. */
static const DateEvidence *day_of_month(const Work *work, const DateEvidence *chosen)
{
    const DateEvidence *best = NULL;
    for (uint32_t i = 0; i < work->dates.count; i++) {
        const DateEvidence *evidence = &work->dates.items[i];
        bool is_in_month = evidence->date.year == chosen->date.year &&
                           evidence->date.month == chosen->date.month && evidence->date.day != 0;
        if (is_in_month && !evidence->is_modified && is_better(evidence, best)) best = evidence;
    }
    return best == NULL ? chosen : best;
}

#define GOOD_GUESS 2 /* score of a date that goes before one shown as that of a change */

static void set_published(Work *work)
{
    Metadata *meta = &work->doc->meta;
    const DateEvidence *chosen = best_of(work, DATE_TRUST_CONTAINER, DATE_TRUST_MONTH, false);
    const DateEvidence *changed = best_of(work, DATE_TRUST_CONTAINER, DATE_TRUST_LINE, true);
    const DateEvidence *guess = best_of(work, DATE_TRUST_GUESS, DATE_TRUST_GUESS, false);
    bool is_clear_change = changed != NULL && changed->trust <= DATE_TRUST_NAMED;
    bool is_good_guess = guess != NULL && guess->score >= GOOD_GUESS && !is_clear_change;
    bool is_change = chosen == NULL && changed != NULL && !is_good_guess;
    if (chosen == NULL) chosen = is_change ? changed : guess;
    if (chosen == NULL) return;
    chosen = chosen->date.day == 0 ? day_of_month(work, chosen) : local_day(work, chosen);
    WrittenDate date = chosen->date;
    settle_order(work, &date);
    meta->published = published_value(&date, work->doc->arena);
    meta->published_origin = is_change                              ? DATE_ORIGIN_CHANGE
                             : chosen->trust == DATE_TRUST_GUESS ? DATE_ORIGIN_GUESS
                                                                    : chosen->origin;
}

static void set_modified(Work *work)
{
    Metadata *meta = &work->doc->meta;
    const DateEvidence *changed = best_of(work, DATE_TRUST_CONTAINER, DATE_TRUST_LINE, true);
    if (changed == NULL) return;
    WrittenDate date = changed->date;
    settle_order(work, &date);
    meta->modified = published_value(&date, work->doc->arena);
    meta->modified_origin = changed->origin;
}

/* The page was fetched then, and published no later: of use where nothing else is known. */
static void set_fetched(Work *work)
{
    Metadata *meta = &work->doc->meta;
    Str fetched = str_trim(work->doc->given_fetched);
    WrittenDate date;
    uint32_t at;
    if (meta->published.is_known || fetched.len == 0) return;
    if (!date_parse_epoch(fetched, &date) && !date_find(fetched, 0, &date, &at)) return;
    if (!is_whole(&date)) return;
    meta->published = published_value(&date, work->doc->arena);
    meta->published_origin = DATE_ORIGIN_FETCH;
}

static void mark_weak(Work *work)
{
    Metadata *meta = &work->doc->meta;
    DateValue *value = &meta->published;
    if (!date_origin_is_weak(meta->published_origin) || value->is_uncertain) return;
    value->is_uncertain = true;
    value->edtf = arena_format(work->doc->arena, STR_FMT "?", STR_ARG(value->edtf));
}

static void set_dateline_date(Work *work, const FoundDateline *dateline)
{
    Metadata *meta = &work->doc->meta;
    if (dateline == NULL || !dateline->has_date) return;
    WrittenDate date = dateline->date;
    if (date.year == 0 && date.day != 0 && meta->published.is_known)
        date.year = date_nearest_year(date.month, date.day, meta->published.first_day);
    if (is_whole(&date)) meta->dateline.date = published_value(&date, work->doc->arena);
}

void published_set(Work *work, const FoundDateline *dateline)
{
    add_given(work);
    add_url(work);
    add_dateline(work, dateline);
    set_published(work);
    set_modified(work);
    set_fetched(work);
    mark_weak(work);
    set_dateline_date(work, dateline);
}
