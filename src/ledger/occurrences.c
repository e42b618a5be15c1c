#include "ledger/occurrences.h"

#include <stdlib.h>

/* A report with the days it is put on. */
typedef struct Placed {
    const EventReport *report;
    uint32_t index;
    int32_t first;
    int32_t last;
} Placed;

static int compare_placed(const void *a, const void *b)
{
    const Placed *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    if (x->last != y->last) return x->last < y->last ? -1 : 1;
    return strcmp(x->report->id.text, y->report->id.text);
}

/* The day of an undated report: that of the last dated one shortly before it, else its article's. */
static int32_t place_undated(const EventReport *reports, uint32_t count, int32_t day)
{
    int32_t best = NO_DAY;
    for (uint32_t i = 0; i < count; i++) {
        const EventReport *other = &reports[i];
        bool is_day = !other->is_undated && other->day == other->last;
        if (is_day && other->day <= day && other->day >= day - UNDATED_DAYS_BACK && other->day > best)
            best = other->day;
    }
    return best == NO_DAY ? day : best;
}

/* The value most reports have; empty ones are not counted. */
static Str most_frequent(const Placed *placed, uint32_t count, bool is_mode)
{
    Str best = {0};
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++) {
        Str value = is_mode ? placed[i].report->mode : placed[i].report->cameo;
        uint32_t found = 0;
        for (uint32_t k = 0; k < count; k++)
            found += str_equal(value, is_mode ? placed[k].report->mode : placed[k].report->cameo);
        if (value.len == 0 || found < most || (found == most && str_compare(value, best) >= 0)) continue;
        best = value;
        most = found;
    }
    return best;
}

/* Counting is quadratic, and a hundred reports of one day show what most say. */
#define MOST_COUNTED 100

static void add_occurrence(const Placed *placed, uint32_t count, Arena *arena, OccurrenceList *out)
{
    uint32_t counted = count < MOST_COUNTED ? count : MOST_COUNTED;
    Occurrence occurrence = {.first = placed[0].first,
                             .last = placed[0].last,
                             .mode = most_frequent(placed, counted, true),
                             .cameo = most_frequent(placed, counted, false)};
    for (uint32_t i = 0; i < count; i++) *list_add(arena, &occurrence.reports) = placed[i].index;
    *list_add(arena, out) = occurrence;
}

void occurrences_find(const EventReport *reports, uint32_t count, Arena *arena, OccurrenceList *out)
{
    Placed *placed = arena_new_items(arena, Placed, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const EventReport *report = &reports[i];
        bool is_moved = report->is_undated && report->day != NO_DAY;
        int32_t day = is_moved ? place_undated(reports, count, report->day) : report->day;
        placed[i] = (Placed){report, i, day, report->is_undated ? day : report->last};
    }
    if (count > 1) qsort(placed, count, sizeof *placed, compare_placed);
    for (uint32_t start = 0, end; start < count; start = end) {
        end = start + 1;
        bool is_dated = placed[start].first != NO_DAY; /* without any date each is by itself */
        while (is_dated && end < count && placed[end].first == placed[start].first &&
               placed[end].last == placed[start].last)
            end++;
        add_occurrence(placed + start, end - start, arena, out);
    }
}

Status status_class(Status status)
{
    switch (status) {
    case STATUS_PLANNED:
    case STATUS_POSSIBLE:
    case STATUS_CONDITIONAL: return STATUS_PLANNED;
    case STATUS_DENIED:
    case STATUS_NEGATED: return STATUS_DENIED;
    case STATUS_ASSERTED:
    case STATUS_ATTRIBUTED:
    case STATUS_HISTORICAL:
    case STATUS_COUNT: break;
    }
    return STATUS_ASSERTED;
}

Str side_of(Str actor, Str country, Str sector, Arena *arena)
{
    static const Str of_state[] = {STR_INIT("GOV"), STR_INIT("MIL"), STR_INIT("LEG"),
                                   STR_INIT("JUD"), STR_INIT("SPY"), STR_INIT("COP")};
    if (country.len == 0 || str_index(sector, of_state, COUNT(of_state)) == STR_NOT_FOUND) return actor;
    return arena_format(arena, "state:" STR_FMT, STR_ARG(country));
}
