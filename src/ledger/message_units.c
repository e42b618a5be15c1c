#include "ledger/message_units.h"

#include <stdlib.h>

#include "base/hash.h"

/* ---- Kinds ----------------------------------------------------------------------------------- */

uint32_t message_family(MessageKind kind)
{
    switch (kind) {
    case MESSAGE_MESSAGE:
    case MESSAGE_LETTER:
    case MESSAGE_TELEGRAM:
    case MESSAGE_GREETING:
    case MESSAGE_CONGRATULATION:
    case MESSAGE_CONDOLENCE:
    case MESSAGE_THANKS:
    case MESSAGE_REPLY:
    case MESSAGE_NOTE: return MESSAGE_MESSAGE;
    case MESSAGE_CALL:
    case MESSAGE_MEETING:
    case MESSAGE_VISIT:
    case MESSAGE_STATEMENT:
    case MESSAGE_SUMMONS:
    case MESSAGE_COUNT: return kind;
    }
    return kind;
}

bool message_is_mutual(MessageKind kind)
{
    return kind == MESSAGE_CALL || kind == MESSAGE_MEETING;
}

MessageTone message_tone(MessageKind kind)
{
    if (kind == MESSAGE_GREETING || kind == MESSAGE_CONGRATULATION) return TONE_GREETING;
    if (kind == MESSAGE_CONDOLENCE) return TONE_CONDOLENCE;
    if (kind == MESSAGE_THANKS) return TONE_THANKS;
    return TONE_ANY;
}

uint32_t message_key(Str sender, Str recipient, Str occasion)
{
    IdBuilder builder;
    id_begin(&builder);
    id_add_str(&builder, sender);
    id_add_str(&builder, recipient);
    id_add_str(&builder, occasion);
    return (uint32_t)builder.low;
}

LedgerDate ledger_date(const DateValue *date)
{
    LedgerDate out = {.is_known = date->is_known, .first = date->first_day, .last = date->last_day};
    if (date->is_known) return out;
    out.weekday = (int32_t)date->weekday;
    const char *text = date->edtf.data; /* "XXXX-12-18" */
    if (date->edtf.len == 10 && memcmp(text, "XXXX-", 5) == 0 && text[7] == '-') {
        out.month = (text[5] - '0') * 10 + text[6] - '0';
        out.day = (text[8] - '0') * 10 + text[9] - '0';
        if (!civil_date_is_valid((CivilDate){2000, out.month, out.day})) out.month = out.day = 0;
    }
    return out;
}

/* ---- Order by content ------------------------------------------------------------------------ */

static int compare_ids(const Id *a, const Id *b)
{
    return strcmp(a->text, b->text);
}

int report_compare(const MessageBucket *bucket, uint32_t a, uint32_t b)
{
    const Report *x = &bucket->reports[a], *y = &bucket->reports[b];
    const LedgerArticle *p = &bucket->articles[x->article], *q = &bucket->articles[y->article];
    if (p->has_day != q->has_day) return p->has_day ? -1 : 1;
    if (p->has_day && p->day != q->day) return p->day < q->day ? -1 : 1;
    int order = compare_ids(&p->id, &q->id);
    return order != 0 ? order : compare_ids(&x->id, &y->id);
}

static int compare_with(const void *a, const void *b, void *bucket)
{
    return report_compare(bucket, *(const uint32_t *)a, *(const uint32_t *)b);
}

void reports_sort(const MessageBucket *bucket, IndexList *reports)
{
    if (reports->count > 1)
        qsort_r(reports->items, reports->count, sizeof *reports->items, compare_with,
                (void *)(uintptr_t)bucket);
}

/* ---- One report as a unit -------------------------------------------------------------------- */

/* "in December" says too little to tell messages apart. */
#define WIDEST_DAYS 7

static void add_days(Unit *unit, int32_t first, int32_t last)
{
    if (last - first >= WIDEST_DAYS) return;
    if (!unit->has_days || first < unit->first) unit->first = first;
    if (!unit->has_days || last > unit->last) unit->last = last;
    unit->has_days = true;
}

static void add_date(Unit *unit, const LedgerDate *date)
{
    if (!date->is_known) return;
    add_days(unit, date->first, date->last);
    unit->is_told |= unit->has_days;
}

/* A message that was sent long before the article's day is no news in it. */
#define MOST_DAYS_TO_PRINT 21

bool report_is_news(const Report *report, const LedgerArticle *article)
{
    if (!article->has_day || report->is_earlier) return false;
    return !report->sent.is_known || article->day - report->sent.last <= MOST_DAYS_TO_PRINT;
}

bool status_is_ahead(Status status)
{
    return status == STATUS_PLANNED || status == STATUS_POSSIBLE || status == STATUS_CONDITIONAL;
}

/* What is to come has no day yet, or a told one: that of the article is none of its days. */
static bool is_ahead(const Report *report, const LedgerArticle *article)
{
    if (report->sent.is_known) return report->sent.first > article->day;
    return status_is_ahead(report->status);
}

static void add_article_day(Unit *unit, const Report *report, const LedgerArticle *article)
{
    if (!article->has_day) return;
    if (!report_is_news(report, article)) {
        unit->has_bound = true;
        unit->bound = article->day;
    } else if (!is_ahead(report, article)) {
        add_days(unit, article->day, article->day);
    } else if (!report->sent.is_known) {
        unit->is_ahead = true;
        unit->ahead = article->day;
    }
}

MessageDirection message_direction(MessageKind kind, bool is_exchange, bool is_reverse)
{
    if (is_exchange || message_is_mutual(kind)) return BOTH_WAYS;
    return is_reverse ? SECOND_TO_FIRST : FIRST_TO_SECOND;
}

static Unit unit_of(const MessageBucket *bucket, uint32_t index, Arena *arena)
{
    const Report *report = &bucket->reports[index];
    const LedgerArticle *article = &bucket->articles[report->article];
    Unit unit = {
        .direction = message_direction(report->kind, report->is_exchange, report->is_reverse),
        .family = message_family(report->kind),
        .tone = message_tone(report->kind),
        .occasion = report->occasion,
        .year = report->year,
        .article = report->article,
        .has_sent = report->sent.is_known,
        .sent_first = report->sent.first,
        .sent_last = report->sent.last,
    };
    add_date(&unit, &report->sent);
    add_date(&unit, &report->received);
    add_date(&unit, &report->reported);
    add_article_day(&unit, report, article);
    *list_add(arena, &unit.reports) = index;
    return unit;
}

/* ---- When it was sent, as far as that is told ------------------------------------------------ */

bool unit_is_wide(const Unit *unit)
{
    return unit->has_sent && unit->sent_last - unit->sent_first >= WIDEST_DAYS;
}

/* Of a unit that does not say when it was sent, the days on which it was told as news. */
static bool sent_range(const Unit *unit, int32_t *out_first, int32_t *out_last)
{
    *out_first = unit->has_sent ? unit->sent_first : unit->first - MOST_DAYS_TO_PRINT;
    *out_last = unit->has_sent ? unit->sent_last : unit->last;
    return unit->has_sent || unit->has_days;
}

int32_t units_apart(const Unit *a, const Unit *b)
{
    int32_t first_a, last_a, first_b, last_b;
    if (!sent_range(a, &first_a, &last_a) || !sent_range(b, &first_b, &last_b)) return -1;
    if (first_a > last_b) return first_a - last_b;
    if (first_b > last_a) return first_b - last_a;
    return 0;
}

static void join_sent(Unit *a, const Unit *b)
{
    bool is_narrower = b->has_sent && (!a->has_sent || b->sent_last - b->sent_first <
                                                           a->sent_last - a->sent_first);
    if (!is_narrower) return;
    a->has_sent = true;
    a->sent_first = b->sent_first;
    a->sent_last = b->sent_last;
}

/* ---- Joining --------------------------------------------------------------------------------- */

/* "In June 2018" and "on 9 July" may be one message; "in 2012" and "in 2017" are two. */
#define MOST_DAYS_BESIDE_WIDE 7

static bool year_disagrees(const Unit *occasion, const Unit *sent)
{
    if (occasion->year == 0 || !unit_is_wide(sent)) return false;
    return civil_from_day(sent->sent_last).year < occasion->year - 1 ||
           civil_from_day(sent->sent_first).year > occasion->year + 1;
}

static bool sent_disagrees(const Unit *a, const Unit *b)
{
    if (!unit_is_wide(a) && !unit_is_wide(b)) return false;
    if (year_disagrees(a, b) || year_disagrees(b, a)) return true;
    return units_apart(a, b) > MOST_DAYS_BESIDE_WIDE;
}

bool units_agree(const Unit *a, const Unit *b)
{
    if (a->direction != b->direction || a->family != b->family) return false;
    if (a->tone != TONE_ANY && b->tone != TONE_ANY && a->tone != b->tone) return false;
    if (a->occasion.len > 0 && b->occasion.len > 0 && !str_equal(a->occasion, b->occasion))
        return false;
    return a->year == 0 || b->year == 0 || a->year == b->year;
}

bool units_may_be_one(const Unit *a, const Unit *b)
{
    return units_agree(a, b) && !sent_disagrees(a, b);
}

int32_t units_distance(const Unit *a, const Unit *b)
{
    if (a->first > b->last) return a->first - b->last;
    if (b->first > a->last) return b->first - a->last;
    return 0;
}

/* Without an occasion nothing but the days holds a cluster together: it must not creep on. */
#define LONGEST_CLUSTER_DAYS 10

static bool reaches_too_far(const Unit *a, const Unit *b)
{
    if (!a->has_days || a->occasion.len > 0) return false;
    int32_t first = b->first < a->first ? b->first : a->first;
    int32_t last = b->last > a->last ? b->last : a->last;
    return last - first > LONGEST_CLUSTER_DAYS;
}

void unit_join(Unit *a, const Unit *b, Arena *arena)
{
    if (a->tone == TONE_ANY) a->tone = b->tone;
    if (a->occasion.len == 0) a->occasion = b->occasion;
    if (a->year == 0) a->year = b->year;
    join_sent(a, b);
    a->is_told |= b->is_told;
    if (b->is_ahead && (!a->is_ahead || b->ahead < a->ahead)) {
        a->is_ahead = true;
        a->ahead = b->ahead;
    }
    if (b->has_days && !reaches_too_far(a, b)) add_days(a, b->first, b->last);
    if (b->has_bound && (!a->has_bound || b->bound < a->bound)) {
        a->has_bound = true;
        a->bound = b->bound;
    }
    for (uint32_t i = 0; i < b->reports.count; i++)
        *list_add(arena, &a->reports) = b->reports.items[i];
}

/* Two reports of one article on one occasion, a fortnight apart at most, or without one within a
 * few days: the article speaks of one message, and if the days differ, it contradicts itself. */
#define MOST_DAYS_ON_OCCASION 14
#define MOST_DAYS_WITHOUT 3

/* Does the article say when it was, not only print it one day? */
static bool is_dated(const Unit *unit)
{
    return unit->has_sent || unit->is_told || unit->year != 0;
}

static bool is_same_in_article(const Unit *a, const Unit *b)
{
    if (a->article != b->article || !units_agree(a, b)) return false;
    if (is_dated(a) && is_dated(b) && sent_disagrees(a, b)) return false;
    if (!a->has_days || !b->has_days) return true;
    bool has_occasion = a->occasion.len > 0 && b->occasion.len > 0;
    return units_distance(a, b) <= (has_occasion ? MOST_DAYS_ON_OCCASION : MOST_DAYS_WITHOUT);
}

/* Reports with an occasion come first, so that one without joins the right unit. */
static int compare_for_units(const void *a, const void *b, void *context)
{
    const MessageBucket *bucket = context;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    bool has_x = bucket->reports[x].occasion.len > 0, has_y = bucket->reports[y].occasion.len > 0;
    if (has_x != has_y) return has_x ? -1 : 1;
    return report_compare(bucket, x, y);
}

void units_find(const MessageBucket *bucket, Arena *arena, UnitList *out)
{
    uint32_t *order = arena_new_items(arena, uint32_t, bucket->report_count + 1);
    for (uint32_t i = 0; i < bucket->report_count; i++) order[i] = i;
    if (bucket->report_count > 1)
        qsort_r(order, bucket->report_count, sizeof *order, compare_for_units,
                (void *)(uintptr_t)bucket);
    /* Units of each article, as lists through next, so that many articles cost no more each. */
    uint32_t *head = arena_new_items(arena, uint32_t, bucket->article_count + 1);
    IndexList next = {0};
    for (uint32_t i = 0; i < bucket->report_count; i++) {
        Unit unit = unit_of(bucket, order[i], arena);
        uint32_t at = head[unit.article]; /* unit index + 1; 0: none */
        while (at != 0 && !is_same_in_article(&out->items[at - 1], &unit)) at = next.items[at - 1];
        if (at != 0) {
            unit_join(&out->items[at - 1], &unit, arena);
            continue;
        }
        *list_add(arena, &next) = head[unit.article];
        *list_add(arena, out) = unit;
        head[unit.article] = out->count;
    }
}
