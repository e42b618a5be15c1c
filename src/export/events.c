/*
 * Events as their articles tell them. The question gives the numbers of those that the filter asks
 * for, in the order of articles; each is then read with its parties and figures.
 */
#include "export/events.h"

#include <stdlib.h>

#include "base/hash.h"

struct EventReader {
    const ExportPlan *plan;
    const ExportCodes *codes;
    Database *db;
    EventWish *wish;
    unsigned statuses; /* 1 << Status */
    EventSink sink;
    void *context;
    Arena *arena; /* of one event */
    Arena *article_arena;
    ExportArticle article;
};

/* ---- What is asked for -------------------------------------------------------------------------
 */

static bool status_bits(Str word, unsigned *out)
{
    Status status;
    if (str_equal(word, STR("all")))
        *out = ALL_STATUSES;
    else if (status_from_name(word, &status))
        *out = 1u << status;
    return *out != 0;
}

DatelineStatus statuses_read(Str statuses, unsigned default_statuses, unsigned *out,
                             DatelineError *err)
{
    *out = default_statuses;
    if (statuses.len == 0) return DATELINE_OK;
    Arena *arena = arena_new(256);
    StrList list = {0};
    str_split(statuses, ',', arena, &list);
    DatelineStatus result = DATELINE_OK;
    *out = 0;
    for (uint32_t i = 0; i < list.count && result == DATELINE_OK; i++) {
        unsigned bits = 0;
        if (!status_bits(list.items[i], &bits))
            result =
                FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                     "'" STR_FMT "' is no status; there are asserted, attributed, denied, negated, "
                     "planned, possible, conditional, historical and all",
                     STR_ARG(list.items[i]));
        *out |= bits;
    }
    arena_free(arena);
    return result;
}

/* ---- One event ---------------------------------------------------------------------------------
 */

static Span span_in(const EventReader *reader, const Row *row, int column)
{
    uint32_t end = (uint32_t)row_get_int(row, column + 1);
    bool is_broken = row_is_null(row, column) || end > reader->article.text.len;
    return is_broken ? (Span){0, 0} : (Span){(uint32_t)row_get_int(row, column), end};
}

static DatelineStatus read_parties(EventReader *reader, Str id, const char *role,
                                   ExportActorList *out, DatelineError *err)
{
    Row row = database_row(reader->db, STATEMENT_EXPORT_PARTIES);
    row_int(&row, reader->article.n);
    row_str(&row, id);
    row_cstring(&row, role);
    bool found;
    for (;;) {
        TRY(row_step(&row, &found, err));
        if (!found) return DATELINE_OK;
        ExportActor *actor = list_add(reader->arena, out);
        *actor = (ExportActor){.key = row_copy_str(&row, 0, reader->arena),
                               .name = row_copy_str(&row, 1, reader->arena),
                               .kind = row_copy_str(&row, 2, reader->arena),
                               .country = row_copy_str(&row, 3, reader->arena),
                               .sector = row_copy_str(&row, 4, reader->arena),
                               .role = row_copy_str(&row, 5, reader->arena),
                               .mention = span_in(reader, &row, 6)};
        actor->has_mention = !span_is_empty(actor->mention);
        actor->printed = str_slice(reader->article.text, actor->mention);
        if (actor->name.len == 0) actor->name = actor->printed;
    }
}

static DatelineStatus read_figures(EventReader *reader, ExportEvent *event, DatelineError *err)
{
    Row row = database_row(reader->db, STATEMENT_EXPORT_FIGURES);
    row_int(&row, reader->article.n);
    row_str(&row, event->id);
    bool found;
    for (;;) {
        TRY(row_step(&row, &found, err));
        if (!found) return DATELINE_OK;
        FigureSize size;
        if (!figure_size_from_name(row_get_str(&row, 1), &size) || event->has_size[size]) continue;
        event->has_size[size] = true;
        event->size[size] = row_get_number(&row, 0);
    }
}

/* One day for formats that know no more: that of the event; of a longer time the day of the report,
 * if it lies within, else its first; of an event without a date that of the report. */
static int32_t choose_day(const ExportEvent *event, int32_t report_day)
{
    if (!event->has_day) return report_day;
    bool holds_report = report_day >= event->first_day && report_day <= event->last_day;
    return holds_report ? report_day : event->first_day;
}

static void read_columns(EventReader *reader, const Row *row, ExportEvent *out)
{
    Arena *arena = reader->arena;
    *out = (ExportEvent){.id = row_copy_str(row, 0, arena),
                         .span = span_in(reader, row, 1),
                         .sentence = (uint32_t)row_get_int(row, 3),
                         .rule = row_copy_str(row, 4, arena),
                         .confidence = row_get_number(row, 5),
                         .predicate = span_in(reader, row, 6),
                         .mode = row_copy_str(row, 9, arena),
                         .cameo = row_copy_str(row, 10, arena),
                         .attributed_to = row_copy_str(row, 12, arena),
                         .has_day = !row_is_null(row, 13) && !row_is_null(row, 14),
                         .first_day = (int32_t)row_get_int(row, 13),
                         .last_day = (int32_t)row_get_int(row, 14),
                         .place = row_copy_str(row, 15, arena),
                         .place_printed = str_slice(reader->article.text, span_in(reader, row, 16)),
                         .place_country = row_copy_str(row, 18, arena),
                         .has_point = !row_is_null(row, 19) && !row_is_null(row, 20),
                         .latitude = row_get_number(row, 19),
                         .longitude = row_get_number(row, 20),
                         .geonames = row_get_int(row, 21),
                         .contexts = row_copy_str(row, 22, arena),
                         .article = &reader->article};
    if (!plover_type_from_name(row_get_str(row, 8), &out->plover)) out->plover = PLOVER_NONE;
    if (!status_from_name(row_get_str(row, 11), &out->status)) out->status = STATUS_ASSERTED;
    out->day = choose_day(out, reader->article.day);
}

/* Talks, calls, visits (CAMEO 04, but for a mediator's 045), cooperation of several that names
 * nobody beside them, signatures (057), and what a rule says two do with one another: an agreement
 * with somebody too, but an attack on somebody goes one way. */
static bool is_mutual(const EventReader *reader, const ExportEvent *event)
{
    if (event->sources.count + event->targets.count < 2 || event->sources.count == 0) return false;
    if (str_starts(event->cameo, STR("04"))) return !str_starts(event->cameo, STR("045"));
    if (event->plover == PLOVER_COOPERATE && event->targets.count == 0) return true;
    if (str_equal(event->cameo, STR("057"))) return true;
    int quad = scales_class(codes_scales(reader->codes), SCALE_PLOVER, event->plover, event->cameo);
    bool is_one_way = event->targets.count > 0 && quad > 2;
    return !is_one_way && codes_is_mutual(reader->codes, event->rule);
}

static void join_parties(EventReader *reader, ExportEvent *event)
{
    event->is_mutual = true;
    for (uint32_t i = 0; i < event->targets.count; i++)
        *list_add(reader->arena, &event->sources) = event->targets.items[i];
    event->targets.count = 0;
}

static DatelineStatus read_event(EventReader *reader, int64_t n, ExportEvent *out,
                                 bool *out_is_asked_for, DatelineError *err)
{
    *out_is_asked_for = false;
    Row row = database_row(reader->db, STATEMENT_EXPORT_EVENT);
    row_int(&row, n);
    bool found;
    TRY(row_step(&row, &found, err));
    if (!found) return database_fail(reader->db, "reading an event", err);
    read_columns(reader, &row, out);
    out->n = n;
    row_end(&row);
    if ((reader->statuses & 1u << out->status) == 0) return DATELINE_OK;
    *out_is_asked_for = true;
    TRY(read_parties(reader, out->id, "source", &out->sources, err));
    TRY(read_parties(reader, out->id, "target", &out->targets, err));
    if (is_mutual(reader, out)) join_parties(reader, out);
    return read_figures(reader, out, err);
}

/* Of background that nobody dates the day of the report is not that of the event, unless all is
 * asked for. */
static bool is_undated(EventReader *reader, const ExportEvent *event)
{
    if (reader->wish->takes_undated) return false;
    bool is_background = event->status == STATUS_HISTORICAL && !event->has_day &&
                         reader->plan->statuses.len == 0 && reader->wish->statuses != ALL_STATUSES;
    if (is_background) return true;
    if (event->day == DAY_UNKNOWN) reader->wish->undated++;
    return event->day == DAY_UNKNOWN;
}

static DatelineStatus take_number(void *context, int64_t n, int64_t article, DatelineError *err)
{
    EventReader *reader = context;
    ExportEvent event;
    TRY(article_read(reader->db, article, &reader->article, reader->article_arena, err));
    arena_clear(reader->arena);
    bool is_asked_for;
    TRY(read_event(reader, n, &event, &is_asked_for, err));
    if (!is_asked_for || is_undated(reader, &event)) return DATELINE_OK;
    return reader->sink(reader->context, &event, err);
}

DatelineStatus events_each(const ExportPlan *plan, const ExportCodes *codes, EventWish *wish,
                           EventSink sink, void *context, DatelineError *err)
{
    EventReader reader = {.plan = plan,
                          .codes = codes,
                          .db = plan->store->db,
                          .wish = wish,
                          .sink = sink,
                          .context = context};
    TRY(statuses_read(plan->statuses, wish->statuses, &reader.statuses, err));
    reader.arena = arena_new(1u << 14);
    reader.article_arena = arena_new(1u << 16);
    DatelineStatus status =
        query_numbers(plan->store, QUERY_EVENTS, &plan->filter, take_number, &reader, err);
    arena_free(reader.arena);
    arena_free(reader.article_arena);
    return status;
}

/* ---- Pairs -------------------------------------------------------------------------------------
 */

static DatelineStatus mutual_pairs(const ExportEvent *event, DyadSink sink, void *context,
                                   DatelineError *err)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < event->sources.count; i++)
        for (uint32_t k = 0; k < event->sources.count; k++)
            if (i != k)
                TRY(sink(context, event, &event->sources.items[i], &event->sources.items[k],
                         number++, err));
    return DATELINE_OK;
}

DatelineStatus dyads_each(const ExportEvent *event, DyadSink sink, void *context,
                          DatelineError *err)
{
    if (event->is_mutual) return mutual_pairs(event, sink, context, err);
    uint32_t sources = event->sources.count, targets = event->targets.count, number = 0;
    for (uint32_t i = 0; i < sources || i == 0; i++)
        for (uint32_t k = 0; k < targets || k == 0; k++)
            TRY(sink(context, event, sources == 0 ? NULL : &event->sources.items[i],
                     targets == 0 ? NULL : &event->targets.items[k], number++, err));
    return DATELINE_OK;
}

int64_t id_number(Str id, uint32_t number)
{
    return (int64_t)(hash_bytes(id.data, id.len, number) >> 11);
}
