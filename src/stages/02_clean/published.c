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

static bool is_digit_at(Str text, uint32_t at)
{
    return at < text.len && ascii_is_digit(text.data[at]);
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
        if (!date_parse(url, at, &date) || date.has_month_name || date.year == 0) continue;
        if (is_digit_at(url, at + date.len)) continue;
        if (date.day == 0 && found) continue;
        *out = date;
        found = true;
        if (date.day != 0) return true;
    }
    return found;
}

/* ---- The choice
 * ---------------------------------------------------------------------------------- */

/* The first date found of an origin. */
static const WrittenDate *first_of(const Work *work, DateOrigin origin, bool is_modified)
{
    for (uint32_t i = 0; i < work->dates.count; i++) {
        const DateEvidence *evidence = &work->dates.items[i];
        if (evidence->origin == origin && evidence->is_modified == is_modified &&
            is_whole(&evidence->date))
            return &evidence->date;
    }
    return NULL;
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

static void add_given(Work *work)
{
    Str given = str_trim(work->doc->given_published);
    WrittenDate date;
    uint32_t at;
    if (given.len == 0) return;
    if (date_parse_epoch(given, &date) || date_find(given, 0, &date, &at))
        work_add_date(work, date, DATE_ORIGIN_CONTAINER, false);
}

static void add_url(Work *work)
{
    WrittenDate date;
    if (find_in_url(work->doc->meta.url, &date)) work_add_date(work, date, DATE_ORIGIN_URL, false);
}

/* A dateline without a year takes that of the day it lies nearest to. */
static void add_dateline(Work *work, const FoundDateline *dateline)
{
    if (dateline == NULL || !dateline->has_date) return;
    WrittenDate date = dateline->date;
    const WrittenDate *url = first_of(work, DATE_ORIGIN_URL, false);
    if (date.year == 0 && url != NULL && date.day != 0) {
        int32_t near_day =
            day_from_civil((CivilDate){url->year, url->month, url->day == 0 ? 15 : url->day});
        date.year = date_nearest_year(date.month, date.day, near_day);
    }
    if (is_whole(&date)) work_add_date(work, date, DATE_ORIGIN_DATELINE, false);
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
    static const DateOrigin order[] = {DATE_ORIGIN_CONTAINER, DATE_ORIGIN_METADATA,
                                       DATE_ORIGIN_HEADER,    DATE_ORIGIN_TEXT,
                                       DATE_ORIGIN_DATELINE,  DATE_ORIGIN_URL};
    Metadata *meta = &work->doc->meta;
    add_given(work);
    add_url(work);
    add_dateline(work, dateline);
    for (size_t i = 0; i < COUNT(order) && !meta->published.is_known; i++) {
        const WrittenDate *found = first_of(work, order[i], false);
        if (found == NULL) continue;
        WrittenDate date = *found;
        settle_order(work, &date);
        meta->published = published_value(&date, work->doc->arena);
        meta->published_origin = order[i];
    }
    for (size_t i = 0; i < COUNT(order) && !meta->modified.is_known; i++) {
        const WrittenDate *found = first_of(work, order[i], true);
        if (found != NULL) meta->modified = published_value(found, work->doc->arena);
    }
    set_dateline_date(work, dateline);
}
