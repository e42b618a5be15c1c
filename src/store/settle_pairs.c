/*
 * Reports that stand under the parties of others (ledger/stand_ins.h): of every report between two
 * states it is noted who is meant on either side and on which day, so that a report by name finds the
 * reports that name the state or the office alone, and these find it, whichever came first.
 *
 *     report_pair   CHN  PRK  day  "Pyongyang congratulated Xi"   host: person:kim jong un, person:xi jinping
 *     report_dyad   person:kim jong un  person:xi jinping
 */
#include <stdlib.h>

#include "base/number_list.h"
#include "ledger/stand_ins.h"
#include "ledger/variants.h"
#include "store/settle.h"
#include "store/wordings.h"

/* ---- Writing them ---------------------------------------------------------------------------- */

/* A report between two parties, as articles have it. */
typedef struct BaseDyad {
    Str first;
    Str second;
    bool is_reverse;
    bool has_day;
    int32_t day;
    int64_t article;
} BaseDyad;

typedef List(BaseDyad) BaseDyadList;

typedef struct Side {
    Str party;
    Str state;
    Str office;
} Side;

static DatelineStatus read_dyads(Store *store, int64_t report, BaseDyadList *out, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_GET_REPORT_DYADS);
    row_int(&row, report);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(store->scratch, out) = (BaseDyad){
            .first = row_copy_str(&row, 0, store->scratch),
            .second = row_copy_str(&row, 1, store->scratch),
            .is_reverse = row_get_int(&row, 2) != 0,
            .has_day = !row_is_null(&row, 3),
            .day = (int32_t)row_get_int(&row, 3),
            .article = row_get_int(&row, 4),
        };
    }
}

static DatelineStatus read_side(Store *store, int64_t article, Str party, Side *out,
                                DatelineError *err)
{
    *out = (Side){.party = party, .state = party_state(party)};
    if (out->state.len > 0) return DATELINE_OK;
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_OFFICE_IN);
    row_int(&row, article);
    row_text(&row, party);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    out->state = row_copy_str(&row, 0, store->scratch);
    out->office = row_copy_str(&row, 1, store->scratch);
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus mark_guests(Store *store, Str first_state, Str second_state, int32_t day,
                                  DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_MARK_GUESTS);
    row_text(&row, first_state);
    row_text(&row, second_state);
    row_int(&row, day - STAND_IN_DAYS);
    row_int(&row, day + STAND_IN_DAYS);
    return row_run(&row, err);
}

static DatelineStatus write_pair(Store *store, int64_t report, const BaseDyad *dyad,
                                 DatelineError *err)
{
    Side first, second;
    bool is_reverse = dyad->is_reverse;
    if (!dyad->has_day || dyad->first.len == 0) return DATELINE_OK;
    TRY(read_side(store, dyad->article, dyad->first, &first, err));
    TRY(read_side(store, dyad->article, dyad->second, &second, err));
    int order = str_compare(first.state, second.state);
    if (first.state.len == 0 || second.state.len == 0 || order == 0) return DATELINE_OK;
    if (order > 0) {
        Side swap = first;
        first = second;
        second = swap;
        is_reverse = !is_reverse;
    }
    bool is_guest = party_is_stand_in(first.party) || party_is_stand_in(second.party);
    Row row = database_row(store->db, STATEMENT_INSERT_PAIR);
    row_text(&row, first.state);
    row_text(&row, second.state);
    row_bool(&row, is_guest);
    row_int(&row, dyad->day);
    row_int(&row, report);
    row_text(&row, first.party);
    row_text(&row, second.party);
    row_bool(&row, is_reverse);
    row_str(&row, first.office);
    row_str(&row, second.office);
    TRY(row_run(&row, err));
    if (is_guest) return settle_mark_number(store->db, DIRTY_PAIR, report, err);
    return mark_guests(store, first.state, second.state, dyad->day, err);
}

/* ---- Reading them ---------------------------------------------------------------------------- */

/* What is kept of a report beside what finds its host. */
typedef struct Pair {
    PairReport report;
    Str first_state;
    Str second_state;
    bool is_guest;
    Str host_first; /* empty: it has none */
    Str host_second;
} Pair;

typedef List(Pair) PairList;

enum PairColumn {
    PAIR_FIRST_STATE,
    PAIR_SECOND_STATE,
    PAIR_GUEST,
    PAIR_DAY,
    PAIR_REPORT,
    PAIR_FIRST,
    PAIR_SECOND,
    PAIR_REVERSE,
    PAIR_FIRST_OFFICE,
    PAIR_SECOND_OFFICE,
    PAIR_HOST_FIRST,
    PAIR_HOST_SECOND,
    PAIR_ARTICLE,
    PAIR_KIND,
    PAIR_OCCASION,
    PAIR_YEAR,
    PAIR_EXCHANGE,
};

static PairReport pair_report(const Row *row, Arena *arena)
{
    PairReport report = {
        .number = row_get_int(row, PAIR_REPORT),
        .article = row_get_int(row, PAIR_ARTICLE),
        .first = row_copy_str(row, PAIR_FIRST, arena),
        .second = row_copy_str(row, PAIR_SECOND, arena),
        .first_office = row_copy_str(row, PAIR_FIRST_OFFICE, arena),
        .second_office = row_copy_str(row, PAIR_SECOND_OFFICE, arena),
        .is_reverse = row_get_int(row, PAIR_REVERSE) != 0,
        .is_exchange = row_get_int(row, PAIR_EXCHANGE) != 0,
        .occasion = row_copy_str(row, PAIR_OCCASION, arena),
        .year = (int32_t)row_get_int(row, PAIR_YEAR),
        .day = (int32_t)row_get_int(row, PAIR_DAY),
    };
    message_kind_from_name(row_get_str(row, PAIR_KIND), &report.kind);
    return report;
}

static DatelineStatus read_pairs(Store *store, int64_t report, PairList *out, DatelineError *err)
{
    Arena *arena = store->scratch;
    Row row = database_row(store->db, STATEMENT_GET_PAIRS_OF);
    row_int(&row, report);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(arena, out) = (Pair){
            .report = pair_report(&row, arena),
            .first_state = row_copy_str(&row, PAIR_FIRST_STATE, arena),
            .second_state = row_copy_str(&row, PAIR_SECOND_STATE, arena),
            .is_guest = row_get_int(&row, PAIR_GUEST) != 0,
            .host_first = row_copy_str(&row, PAIR_HOST_FIRST, arena),
            .host_second = row_copy_str(&row, PAIR_HOST_SECOND, arena),
        };
    }
}

static DatelineStatus read_near(Store *store, const Pair *guest, PairReportList *out,
                                DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_FIND_HOSTS);
    row_text(&row, guest->first_state);
    row_text(&row, guest->second_state);
    row_int(&row, guest->report.day - STAND_IN_DAYS);
    row_int(&row, guest->report.day + STAND_IN_DAYS);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(store->scratch, out) = pair_report(&row, store->scratch);
    }
}

/* ---- Words that two reports quote from a message ---------------------------------------------- */

/* Fewer words than this say nothing: "yes", "thank you". */
#define FEWEST_BYTES_OF_WORDS 24

static DatelineStatus list_wordings(Store *store, int64_t report, NumberList *out,
                                    DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_GET_WORDS_OF_REPORT);
    row_int(&row, report);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        if (row_get_str(&row, 1).len < FEWEST_BYTES_OF_WORDS) continue;
        *list_add(store->scratch, out) =
            variant_wording(row_get_str(&row, 0), row_get_str(&row, 1));
    }
    number_list_sort_once(out);
    return DATELINE_OK;
}

/* Reports of other articles that quote the same words, between the same states. */
static DatelineStatus read_sharers(Store *store, const Pair *pair, PairReportList *out,
                                   DatelineError *err)
{
    NumberList wordings = {0};
    WordingPlaceList places = {0};
    TRY(list_wordings(store, pair->report.number, &wordings, err));
    for (uint32_t i = 0; i < wordings.count; i++)
        TRY(wording_find(store, wordings.items[i], &places, err));
    for (uint32_t i = 0; i < places.count; i++) {
        Row row = database_row(store->db, STATEMENT_FIND_SHARERS);
        row_int(&row, places.items[i].quotation);
        row_text(&row, pair->first_state);
        row_text(&row, pair->second_state);
        row_int(&row, pair->report.article);
        for (bool has_row;;) {
            TRY(row_step(&row, &has_row, err));
            if (!has_row) break;
            *list_add(store->scratch, out) = pair_report(&row, store->scratch);
        }
    }
    return DATELINE_OK;
}

static int by_article(const void *a, const void *b)
{
    const PairReport *x = a, *y = b;
    if (x->article != y->article) return x->article < y->article ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* ---- Reports that were written, or whose parties turn out others ------------------------------ */

static DatelineStatus run_on_report(Store *store, StatementName statement, int64_t report,
                                    DatelineError *err)
{
    Row row = database_row(store->db, statement);
    row_int(&row, report);
    return row_run(&row, err);
}

/* The report itself is among them. */
static DatelineStatus mark_sharers(Store *store, int64_t report, DatelineError *err)
{
    NumberList wordings = {0};
    WordingPlaceList places = {0};
    TRY(list_wordings(store, report, &wordings, err));
    for (uint32_t i = 0; i < wordings.count; i++)
        TRY(wording_find(store, wordings.items[i], &places, err));
    for (uint32_t i = 0; i < places.count; i++)
        TRY(run_on_report(store, STATEMENT_MARK_PAIR_OF_QUOTATION, places.items[i].quotation, err));
    return DATELINE_OK;
}

DatelineStatus settle_report(Store *store, int64_t report, DatelineError *err)
{
    PairList old = {0};
    BaseDyadList dyads = {0};
    TRY(read_pairs(store, report, &old, err));
    for (uint32_t i = 0; i < old.count; i++)
        TRY(mark_guests(store, old.items[i].first_state, old.items[i].second_state,
                        old.items[i].report.day, err));
    TRY(run_on_report(store, STATEMENT_DELETE_PAIRS_OF, report, err));
    TRY(read_dyads(store, report, &dyads, err));
    for (uint32_t i = 0; i < dyads.count; i++)
        TRY(write_pair(store, report, &dyads.items[i], err));
    return mark_sharers(store, report, err);
}

/* ---- Guests ---------------------------------------------------------------------------------- */

/* The row of report_dyad for a pair of parties in the order of their states. */
static DatelineStatus run_on_dyad(Store *store, StatementName statement, const Pair *pair,
                                  DatelineError *err)
{
    bool has_host = pair->host_first.len > 0;
    Str first = has_host ? pair->host_first : pair->report.first;
    Str second = has_host ? pair->host_second : pair->report.second;
    bool is_swapped = str_compare(first, second) > 0;
    Str low = is_swapped ? second : first, high = is_swapped ? first : second;
    Row row = database_row(store->db, statement);
    row_text(&row, low);
    row_text(&row, high);
    row_int(&row, pair->report.number);
    row_bool(&row, pair->report.is_reverse != is_swapped);
    TRY(row_run(&row, err));
    return settle_mark(store->db, DIRTY_MESSAGE, low, high, err);
}

static DatelineStatus write_host(Store *store, const Pair *pair, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_SET_HOST);
    row_int(&row, pair->report.number);
    row_text(&row, pair->report.first);
    row_text(&row, pair->report.second);
    row_bool(&row, pair->report.is_reverse);
    row_str(&row, pair->host_first);
    row_str(&row, pair->host_second);
    return row_run(&row, err);
}

/* A copy of the pair with the host it has now. */
static DatelineStatus find_host(Store *store, const Pair *pair, Pair *out, DatelineError *err)
{
    *out = *pair;
    out->host_first = out->host_second = (Str){NULL, 0};
    PairReportList near = {0};
    uint32_t host;
    if (pair->is_guest) {
        TRY(read_near(store, pair, &near, err));
        host = stand_in_host(store->data, &pair->report, &near);
    } else {
        TRY(read_sharers(store, pair, &near, err));
        if (near.count > 1) qsort(near.items, near.count, sizeof *near.items, by_article);
        host = shared_host(&pair->report, &near);
    }
    if (host == NONE) return DATELINE_OK;
    out->host_first = near.items[host].first;
    out->host_second = near.items[host].second;
    return DATELINE_OK;
}

/* All pairs of a report together: two of them may have the same host. */
DatelineStatus settle_pair(Store *store, int64_t report, DatelineError *err)
{
    PairList pairs = {0}, found = {0};
    bool has_changed = false;
    TRY(read_pairs(store, report, &pairs, err));
    for (uint32_t i = 0; i < pairs.count; i++) {
        Pair *pair = list_add(store->scratch, &found);
        TRY(find_host(store, &pairs.items[i], pair, err));
        has_changed |= !str_equal(pair->host_first, pairs.items[i].host_first) ||
                       !str_equal(pair->host_second, pairs.items[i].host_second);
    }
    if (!has_changed) return DATELINE_OK;
    for (uint32_t i = 0; i < pairs.count; i++)
        TRY(run_on_dyad(store, STATEMENT_DELETE_REPORT_DYAD, &pairs.items[i], err));
    for (uint32_t i = 0; i < found.count; i++) {
        TRY(run_on_dyad(store, STATEMENT_INSERT_REPORT_DYAD, &found.items[i], err));
        TRY(write_host(store, &found.items[i], err));
    }
    return DATELINE_OK;
}
