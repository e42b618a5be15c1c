#include "ledger/stand_ins.h"

#include <stdlib.h>

#include "ledger/message_units.h"

/* ---- Keys ------------------------------------------------------------------------------------ */

bool party_is_of_the_head(Str key)
{
    static const char *const bodies[] = {":government", ":interim government", ":presidency",
                                         ":cabinet",    ":prime minister's office",
                                         ":royal house", ":state council"};
    for (size_t i = 0; i < COUNT(bodies); i++)
        if (str_ends(key, str_from_cstring(bodies[i]))) return true;
    return false;
}

static bool is_state(Str key)
{
    return str_starts(key, STR("state:")) || (str_starts(key, STR("gov:")) && party_is_of_the_head(key));
}

static bool is_office(Str key)
{
    return str_starts(key, STR("role:")) && party_state(key).len > 0;
}

bool party_is_stand_in(Str key)
{
    return is_state(key) || is_office(key);
}

#define STATE_CHARS 3

Str party_state(Str key)
{
    static const char *const starts[] = {"state:", "gov:", "role:"};
    for (size_t i = 0; i < COUNT(starts); i++) {
        Str start = str_from_cstring(starts[i]);
        uint32_t end = start.len + STATE_CHARS;
        if (!str_starts(key, start) || key.len < end) continue;
        if (key.len == end || key.data[end] == ':') return str_slice(key, (Span){start.len, end});
    }
    return (Str){NULL, 0};
}

/* ---- Who may be meant ------------------------------------------------------------------------ */

/* "role:PRK:leader" -> "leader" */
static Str office_of(Str key)
{
    uint32_t start = STR("role:").len + STATE_CHARS + 1;
    return start < key.len ? str_slice(key, (Span){start, key.len}) : (Str){NULL, 0};
}

/* Where a party rules, its general secretary is who speaks for the state. */
static bool is_head(const LedgerData *data, Str office)
{
    return ledger_data_is_head(data, office) || str_equal(office, STR("general secretary"));
}

/* Both are of one state. A state is its head; an office is its holder. */
static bool may_mean(const LedgerData *data, Str key, Str person, Str office)
{
    if (str_equal(key, person)) return true;
    if (!str_starts(person, STR("person:"))) return false;
    if (is_state(key)) return is_head(data, office);
    if (!is_office(key)) return false;
    Str said = office_of(key);
    return str_equal(said, office) || (is_head(data, said) && is_head(data, office));
}

static Unit unit_of(const PairReport *report)
{
    return (Unit){
        .direction = message_direction(report->kind, report->is_exchange, report->is_reverse),
        .family = message_family(report->kind),
        .tone = message_tone(report->kind),
        .occasion = report->occasion,
        .year = report->year,
    };
}

/* Without an occasion that both name, two messages of one day may still be two. */
#define MOST_DAYS_WITHOUT_OCCASION 1

static int32_t days_between(const PairReport *a, const PairReport *b)
{
    return a->day > b->day ? a->day - b->day : b->day - a->day;
}

static bool may_be_host(const LedgerData *data, const PairReport *guest, const PairReport *other)
{
    if (party_is_stand_in(other->first) || party_is_stand_in(other->second)) return false;
    if (!may_mean(data, guest->first, other->first, other->first_office)) return false;
    if (!may_mean(data, guest->second, other->second, other->second_office)) return false;
    Unit a = unit_of(guest), b = unit_of(other);
    if (!units_agree(&a, &b)) return false;
    bool has_occasion = a.occasion.len > 0 && b.occasion.len > 0;
    bool shares_party = str_equal(guest->first, other->first) || str_equal(guest->second, other->second);
    if (!has_occasion && !shares_party) return false;
    return days_between(guest, other) <= (has_occasion ? STAND_IN_DAYS : MOST_DAYS_WITHOUT_OCCASION);
}

/* ---- Which of them --------------------------------------------------------------------------- */

static bool is_same_pair(const PairReport *a, const PairReport *b)
{
    return str_equal(a->first, b->first) && str_equal(a->second, b->second);
}

/* How many reports of the same parties may be hosts too. */
static uint32_t count_voices(const PairReportList *hosts, const PairReport *host)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < hosts->count; i++) count += is_same_pair(&hosts->items[i], host);
    return count;
}

/* The guest's own article knows best; then the nearest in days, then the most told. */
static int compare(const PairReport *guest, const PairReportList *hosts, const PairReport *a,
                   const PairReport *b)
{
    bool own_a = a->article == guest->article, own_b = b->article == guest->article;
    if (own_a != own_b) return own_a ? 1 : -1;
    int32_t days_a = days_between(guest, a), days_b = days_between(guest, b);
    if (days_a != days_b) return days_a < days_b ? 1 : -1;
    uint32_t voices_a = count_voices(hosts, a), voices_b = count_voices(hosts, b);
    return (voices_a > voices_b) - (voices_a < voices_b);
}

/* More hosts than this are told of a state only where a whole summit is. */
#define MOST_HOSTS 256

uint32_t stand_in_host(const LedgerData *data, const PairReport *guest,
                       const PairReportList *others)
{
    PairReport items[MOST_HOSTS];
    uint32_t index[MOST_HOSTS];
    PairReportList hosts = {.items = items, .capacity = MOST_HOSTS};
    for (uint32_t i = 0; i < others->count; i++) {
        if (!may_be_host(data, guest, &others->items[i])) continue;
        if (hosts.count == MOST_HOSTS) return NONE;
        index[hosts.count] = i;
        items[hosts.count++] = others->items[i];
    }
    if (hosts.count == 0) return NONE;
    uint32_t best = 0;
    for (uint32_t i = 1; i < hosts.count; i++)
        if (compare(guest, &hosts, &items[i], &items[best]) > 0) best = i;
    for (uint32_t i = 0; i < hosts.count; i++)
        if (!is_same_pair(&items[i], &items[best]) &&
            compare(guest, &hosts, &items[i], &items[best]) == 0)
            return NONE;
    return index[best];
}

/* ---- The same words, told of two ------------------------------------------------------------- */

/* Words that are in a letter of one day are seldom in another of the next week. */
#define MOST_DAYS_OF_WORDS 7

static bool may_be_shared(const PairReport *report, const PairReport *other)
{
    Unit a = unit_of(report), b = unit_of(other);
    if (!units_agree(&a, &b) || days_between(report, other) > MOST_DAYS_OF_WORDS) return false;
    return str_equal(report->first, other->first) || str_equal(report->second, other->second);
}

static uint32_t count_articles(const PairReport *report, const PairReportList *sharers,
                               const PairReport *pair)
{
    uint32_t count = is_same_pair(report, pair);
    int64_t last = report->article;
    for (uint32_t i = 0; i < sharers->count; i++) { /* by article */
        const PairReport *other = &sharers->items[i];
        if (!may_be_shared(report, other) || !is_same_pair(other, pair)) continue;
        if (other->article != last) count++;
        last = other->article;
    }
    return count;
}

static bool is_before(const PairReport *a, const PairReport *b)
{
    int order = str_compare(a->first, b->first);
    return order != 0 ? order < 0 : str_compare(a->second, b->second) < 0;
}

uint32_t shared_host(const PairReport *report, const PairReportList *sharers)
{
    const PairReport *best = report;
    uint32_t best_count = count_articles(report, sharers, report), found = NONE;
    for (uint32_t i = 0; i < sharers->count; i++) {
        const PairReport *other = &sharers->items[i];
        if (!may_be_shared(report, other) || is_same_pair(other, best)) continue;
        uint32_t count = count_articles(report, sharers, other);
        if (count < best_count || (count == best_count && !is_before(other, best))) continue;
        best = other;
        best_count = count;
        found = i;
    }
    return is_same_pair(best, report) ? NONE : found;
}
