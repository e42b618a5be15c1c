/*
 * GDELT 2.0: the Events table (61 columns) and the Mentions table (16), without headers.
 *
 * A row of Events is one pair of parties of an event of the world, however many articles tell of
 * it: the first of them gives the columns. What two do with one another stands there both ways. A
 * row of Mentions is one article that tells of it; its number is the same. Files have no column for
 * the status of an event.
 */
#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/calendar.h"
#include "export/actors.h"
#include "export/formats.h"
#include "export/occurrences.h"
#include "export/once.h"
#include "text/utf8.h"

typedef struct Gdelt {
    Export *export;
    Arena *arena;                     /* of one row */
    Arena *event_arena;               /* of one event */
    ExportOccurrenceList occurrences; /* of the event */
    List(int64_t) numbers;            /* of its rows so far */
} Gdelt;

/* What a pair of parties stands for. */
typedef struct PairRow {
    const ExportEvent *event;
    const ExportActor *source;
    const ExportActor *target;
    Str code;
    int64_t number; /* GLOBALEVENTID */
    int32_t day;
    uint32_t mentions;
    uint32_t sources;
    uint32_t articles;
    bool is_first; /* no row before stood for the same event of the world */
} PairRow;

/* Of the Geo_Type columns. */
enum {
    GEO_NONE = 0,
    GEO_COUNTRY = 1,
    GEO_US_STATE = 2,
    GEO_US_CITY = 3,
    GEO_CITY = 4,
    GEO_STATE = 5
};

static Str upper_case(Str text, Arena *arena)
{
    Buffer out = {0};
    for (uint32_t at = 0, len; at < text.len; at += len) {
        uint32_t character = utf8_decode(text, at, &len);
        char bytes[4];
        uint32_t used = character == UTF8_BAD
                            ? utf8_encode(0xFFFD, bytes)
                            : utf8_encode((uint32_t)u_toupper((UChar32)character), bytes);
        buffer_add(&out, bytes, used);
    }
    Str copy = arena_copy_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

/* ---- Events ------------------------------------------------------------------------------------
 */

static void add_date_columns(TsvRow *row, int32_t day)
{
    CivilDate date = civil_from_day(day);
    tsv_day(row, day, "");
    tsv_int(row, date.year * 100 + date.month);
    tsv_int(row, date.year);
    tsv_number(row, 4, date.year + (date.month * 30 + date.day) / 365.0);
}

static void add_actor_columns(Gdelt *gdelt, TsvRow *row, const ExportActor *actor)
{
    if (actor == NULL) {
        tsv_empty(row, 10);
        return;
    }
    CameoActor codes = cameo_actor(gdelt->export->codes, actor, gdelt->arena);
    tsv_str(row, codes.whole);
    tsv_str(row, upper_case(actor->name, gdelt->arena));
    tsv_str(row, codes.country);
    tsv_str(row, codes.group);
    tsv_empty(row, 3); /* ethnic group, religions */
    tsv_str(row, codes.role);
    tsv_empty(row, 2); /* second and third role */
}

static void add_code_columns(Gdelt *gdelt, TsvRow *row, const ExportEvent *event, Str code)
{
    const ExportCodes *codes = gdelt->export->codes;
    tsv_int(row, event->span.start < event->article->lead_end);
    tsv_str(row, code);
    tsv_str(row, (Str){code.data, code.len < 3 ? code.len : 3});
    tsv_str(row, (Str){code.data, code.len < 2 ? code.len : 2});
    tsv_class(row, codes, SCALE_GDELT, code);
    tsv_scale(row, codes, SCALE_GDELT, event, code);
}

static int geo_type(const ExportEvent *event, const CountryCodes *country)
{
    bool is_us = str_equal(event->place_country, STR("USA"));
    if (event->place.len == 0 || country->fips.len == 0) return GEO_NONE;
    if (str_equal(event->place, country->name)) return GEO_COUNTRY;
    if (event->geonames > 0) return is_us ? GEO_US_CITY : GEO_CITY;
    return is_us ? GEO_US_STATE : GEO_STATE;
}

static void add_place_columns(Gdelt *gdelt, TsvRow *row, const ExportEvent *event)
{
    const CountryCodes *country = codes_country(gdelt->export->codes, event->place_country);
    int type = geo_type(event, country);
    tsv_int(row, type);
    if (type == GEO_NONE) {
        tsv_empty(row, 7);
        return;
    }
    Str name = type == GEO_COUNTRY ? country->name
                                   : arena_format(gdelt->arena, STR_FMT ", " STR_FMT,
                                                  STR_ARG(event->place), STR_ARG(country->name));
    tsv_str(row, name);
    tsv_str(row, country->fips);
    tsv_empty(row, 2); /* ADM1, ADM2: codes of FIPS and GAUL */
    tsv_point(row, event);
    tsv_str(row, type == GEO_COUNTRY ? country->fips : (Str){NULL, 0});
}

static void add_no_place_columns(TsvRow *row)
{
    tsv_int(row, GEO_NONE);
    tsv_empty(row, 7);
}

/* "20241231000000": we know the day, not the minute. */
static void add_moment(TsvRow *row, int32_t day, Arena *arena)
{
    CivilDate date = civil_from_day(day);
    tsv_str(row, arena_format(arena, "%04d%02d%02d000000", date.year, date.month, date.day));
}

static int32_t added_day(const ExportEvent *event)
{
    return event->article->day == DAY_UNKNOWN ? event->day : event->article->day;
}

/* What stands for an address where there is none. */
static Str citation(const ExportArticle *article, Arena *arena)
{
    if (article->url.len > 0) return article->url;
    if (article->outlet.len == 0 && article->title.len == 0) return article->id;
    return arena_format(arena, STR_FMT "%s" STR_FMT " (" STR_FMT ")", STR_ARG(article->outlet),
                        article->outlet.len > 0 && article->title.len > 0 ? ": " : "",
                        STR_ARG(article->title), STR_ARG(article->id));
}

/* ---- Pairs -------------------------------------------------------------------------------------
 */

/* Of pairs both ways the second of each two has the source's part of the other: a host, not a
 * guest. */
static Str code_of_pair(const ExportEvent *event, const ExportActor *source,
                        const ExportActor *target)
{
    return event->is_mutual && source > target ? cameo_mirror(event->cameo) : event->cameo;
}

/* A day of a month that is told is that of the report that tells it first. */
static int32_t day_of_occurrence(const ExportOccurrence *occurrence, const ExportEvent *event)
{
    bool is_one_day = occurrence->has_day && occurrence->first_day == occurrence->last_day;
    return is_one_day ? occurrence->first_day : event->day;
}

static PairRow make_pair(Gdelt *gdelt, const ExportEvent *event, const ExportActor *source,
                         const ExportActor *target, uint32_t number)
{
    PairRow pair = {.event = event,
                    .source = source,
                    .target = target,
                    .code = code_of_pair(event, source, target),
                    .number = id_number(event->id, number),
                    .day = event->day,
                    .mentions = 1,
                    .sources = 1,
                    .articles = 1,
                    .is_first = true};
    bool is_reverse;
    const ExportOccurrence *occurrence =
        occurrence_of(&gdelt->occurrences, source, target, gdelt->event_arena, &is_reverse);
    if (occurrence == NULL) return pair;
    pair.number = id_number(occurrence->id, is_reverse);
    pair.day = day_of_occurrence(occurrence, event);
    pair.mentions = occurrence->reports;
    pair.sources = occurrence->sources;
    pair.articles = occurrence->articles;
    return pair;
}

/* Two ministers of one state are one side: its row stands once an event. */
static bool is_new_in_event(Gdelt *gdelt, int64_t number)
{
    for (uint32_t i = 0; i < gdelt->numbers.count; i++)
        if (gdelt->numbers.items[i] == number) return false;
    *list_add(gdelt->event_arena, &gdelt->numbers) = number;
    return true;
}

typedef struct GdeltRun {
    Gdelt gdelt;
    DatelineStatus (*write)(Gdelt *gdelt, const PairRow *pair, DatelineError *err);
} GdeltRun;

static DatelineStatus take_pair(void *context, const ExportEvent *event, const ExportActor *source,
                                const ExportActor *target, uint32_t number, DatelineError *err)
{
    GdeltRun *run = context;
    Gdelt *gdelt = &run->gdelt;
    arena_clear(gdelt->arena);
    PairRow pair = make_pair(gdelt, event, source, target, number);
    if (!is_new_in_event(gdelt, pair.number)) return DATELINE_OK;
    if (pair.mentions > 1)
        TRY(once_note(gdelt->export->plan->store->db, pair.number, pair.day, &pair.is_first,
                      &pair.day, err));
    return run->write(gdelt, &pair, err);
}

/* ---- Rows of events ----------------------------------------------------------------------------
 */

static DatelineStatus write_event_row(Gdelt *gdelt, const PairRow *pair, DatelineError *err)
{
    const ExportEvent *event = pair->event;
    TsvRow row = {.out = &gdelt->export->out.text};
    if (!pair->is_first) return DATELINE_OK;
    tsv_int(&row, pair->number);
    add_date_columns(&row, pair->day);
    add_actor_columns(gdelt, &row, pair->source);
    add_actor_columns(gdelt, &row, pair->target);
    add_code_columns(gdelt, &row, event, pair->code);
    tsv_int(&row, pair->mentions);
    tsv_int(&row, pair->sources);
    tsv_int(&row, pair->articles);
    tsv_empty(&row, 1);         /* tone is not measured */
    add_no_place_columns(&row); /* of the actors */
    add_no_place_columns(&row);
    add_place_columns(gdelt, &row, event);
    add_moment(&row, added_day(event), gdelt->arena);
    tsv_str(&row, citation(event->article, gdelt->arena));
    return out_end_row(&gdelt->export->out, err);
}

/* ---- Mentions ----------------------------------------------------------------------------------
 */

enum { MENTION_WEB = 1, MENTION_CITATION = 2 };

static int64_t offset_of(const ExportEvent *event, const ExportActor *actor)
{
    bool is_told = actor != NULL && actor->has_mention;
    return is_told ? (int64_t)chars_before(&event->article->chars, actor->mention.start) : -1;
}

/* In tens from 10 to 100. */
static int confidence_of(const ExportEvent *event)
{
    int tens = (int)(event->confidence * 10 + 0.5);
    return 10 * (tens < 1 ? 1 : tens > 10 ? 10 : tens);
}

static DatelineStatus write_mention_row(Gdelt *gdelt, const PairRow *pair, DatelineError *err)
{
    const ExportEvent *event = pair->event;
    const ExportArticle *article = event->article;
    TsvRow row = {.out = &gdelt->export->out.text};
    tsv_int(&row, pair->number);
    add_moment(&row, pair->day, gdelt->arena);
    add_moment(&row, added_day(event), gdelt->arena);
    tsv_int(&row, article->url.len > 0 ? MENTION_WEB : MENTION_CITATION);
    tsv_str(&row, article->host.len > 0 ? article->host : article->outlet);
    tsv_str(&row, citation(article, gdelt->arena));
    tsv_int(&row, event->sentence + 1);
    tsv_int(&row, offset_of(event, pair->source));
    tsv_int(&row, offset_of(event, pair->target));
    tsv_int(&row, chars_before(&article->chars, event->predicate.start));
    tsv_int(&row, 1); /* in the text as it is, not in one made from it */
    tsv_int(&row, confidence_of(event));
    tsv_int(&row, chars_before(&article->chars, article->text.len));
    tsv_empty(&row, 3); /* tone, translation, extras */
    return out_end_row(&gdelt->export->out, err);
}

/* ---- Both --------------------------------------------------------------------------------------
 */

static DatelineStatus take_event(void *context, const ExportEvent *event, DatelineError *err)
{
    GdeltRun *run = context;
    Gdelt *gdelt = &run->gdelt;
    arena_clear(gdelt->event_arena);
    gdelt->occurrences = (ExportOccurrenceList){0};
    gdelt->numbers.items = NULL;
    gdelt->numbers.count = gdelt->numbers.capacity = 0;
    TRY(occurrences_read(gdelt->export->plan->store->db, event, gdelt->event_arena,
                         &gdelt->occurrences, err));
    return dyads_each(event, take_pair, run, err);
}

static DatelineStatus write_table(Export *export,
                                  DatelineStatus (*write)(Gdelt *gdelt, const PairRow *pair,
                                                          DatelineError *err),
                                  DatelineError *err)
{
    GdeltRun run = {.gdelt = {.export = export,
                              .arena = arena_new(1u << 12),
                              .event_arena = arena_new(1u << 12)},
                    .write = write};
    DatelineStatus status = export_events(export, HAPPENED_STATUSES, take_event, &run, err);
    arena_free(run.gdelt.arena);
    arena_free(run.gdelt.event_arena);
    return status;
}

DatelineStatus write_gdelt_events(Export *export, DatelineError *err)
{
    return write_table(export, write_event_row, err);
}

DatelineStatus write_gdelt_mentions(Export *export, DatelineError *err)
{
    return write_table(export, write_mention_row, err);
}
