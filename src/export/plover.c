/*
 * PLOVER 2.0 as JSON lines: one event of the world a line, as the first article tells it; what two
 * do with one another once, with all parties as actors and nobody as recipient. What is planned,
 * only possible, denied or long past says so by an auxiliary mode.
 */
#include "export/formats.h"
#include "export/occurrences.h"
#include "export/once.h"

typedef struct Plover {
    Export *export;
    Arena *arena;      /* of one event */
    uint32_t articles; /* that tell of it */
} Plover;

static const char *auxiliary_mode(Status status)
{
    switch (status) {
    case STATUS_ASSERTED:
    case STATUS_ATTRIBUTED:
    case STATUS_COUNT: return NULL;
    case STATUS_DENIED:
    case STATUS_NEGATED: return "negation";
    case STATUS_PLANNED: return "future";
    case STATUS_POSSIBLE:
    case STATUS_CONDITIONAL: return "hypothetical";
    case STATUS_HISTORICAL: return "historical";
    }
    return NULL;
}

static void member(JsonWriter *json, const char *key, Str value)
{
    if (value.len == 0) return;
    json_key(json, key);
    json_str(json, value);
}

static void number_member(JsonWriter *json, const char *key, double value)
{
    json_key(json, key);
    json_number(json, value);
}

static void day_member(JsonWriter *json, Arena *arena, const char *key, int32_t day)
{
    Buffer text = {0};
    add_day(&text, day, "-");
    member(json, key, arena_copy_str(arena, buffer_str(&text)));
    buffer_release(&text);
}

static Str entity_code(const ExportCodes *codes, const ExportActor *actor)
{
    return actor->country.len > 0 ? actor->country
                                  : codes_sector(codes, actor->sector)->transnational;
}

static void write_entities(Plover *plover, JsonWriter *json, const char *key,
                           const ExportActorList *actors)
{
    const ExportCodes *codes = plover->export->codes;
    json_key(json, key);
    json_begin_array(json);
    for (uint32_t i = 0; i < actors->count; i++) {
        const ExportActor *actor = &actors->items[i];
        json_begin_object(json);
        member(json, "code", entity_code(codes, actor));
        member(json, "sector", codes_sector(codes, actor->sector)->plover);
        member(json, "entity_text", actor->printed.len > 0 ? actor->printed : actor->name);
        member(json, "identifier_id", actor->key);
        member(json, "identifier_text", actor->name);
        member(json, "office", actor->role);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_strings(JsonWriter *json, const char *key, Str first, const char *second)
{
    if (first.len == 0 && second == NULL) return;
    json_key(json, key);
    json_begin_array(json);
    if (first.len > 0) json_str(json, first);
    if (second != NULL) json_cstring(json, second);
    json_end_array(json);
}

static void write_contexts(JsonWriter *json, Str contexts)
{
    if (contexts.len == 0) return;
    json_key(json, "context");
    json_begin_array(json);
    uint32_t start = 0;
    for (uint32_t i = 0; i <= contexts.len; i++) {
        if (i < contexts.len && contexts.data[i] != ';') continue;
        json_str(json, (Str){contexts.data + start, i - start});
        start = i + 2; /* "; " */
    }
    json_end_array(json);
}

static void write_location(const ExportCodes *codes, JsonWriter *json, const ExportEvent *event)
{
    if (event->place.len == 0) return;
    const CountryCodes *country = codes_country(codes, event->place_country);
    json_key(json, "event_loc");
    json_begin_object(json);
    member(json, "extracted_place", event->place_printed);
    member(json, "resolved_place", event->place);
    if (event->geonames > 0) {
        json_key(json, "geonameid");
        json_int(json, event->geonames);
    }
    if (event->has_point) {
        number_member(json, "lat", event->latitude);
        number_member(json, "lon", event->longitude);
    }
    member(json, "country", country->name);
    member(json, "country_code", country->iso3);
    json_end_object(json);
}

static void write_size(JsonWriter *json, const ExportEvent *event)
{
    bool has_any = false;
    for (uint32_t i = 0; i < SIZE_COUNT; i++) has_any |= event->has_size[i];
    if (!has_any) return;
    json_key(json, "size");
    json_begin_object(json);
    for (uint32_t i = 0; i < SIZE_COUNT; i++)
        if (event->has_size[i])
            number_member(json, figure_size_name((FigureSize)i), event->size[i]);
    json_end_object(json);
}

static void write_text_info(JsonWriter *json, const ExportEvent *event)
{
    json_key(json, "text_info");
    json_begin_object(json);
    json_key(json, "sequence");
    json_int(json, event->sentence + 1);
    json_key(json, "start");
    json_int(json, chars_before(&event->article->chars, event->span.start));
    json_key(json, "end");
    json_int(json, chars_before(&event->article->chars, event->span.end));
    member(json, "text_story", event->article->id);
    json_end_object(json);
}

static void write_citation(JsonWriter *json, const ExportArticle *article)
{
    json_key(json, "cite_info");
    json_begin_object(json);
    member(json, "url", article->url);
    member(json, "title", article->title);
    member(json, "language", article->language);
    member(json, "publication", article->outlet);
    json_end_object(json);
}

/* Who says so, how the text takes it, and how many articles tell it, in our own words. */
static void write_comment(Plover *plover, JsonWriter *json, const ExportEvent *event)
{
    bool is_own = event->status == STATUS_DENIED || event->status == STATUS_ATTRIBUTED;
    Buffer text = {0};
    buffer_format(&text, "%s", status_name(event->status));
    if (event->attributed_to.len > 0)
        buffer_format(&text, "%s %s " STR_FMT, is_own ? "" : ", attributed",
                      event->status == STATUS_DENIED ? "by" : "to", STR_ARG(event->attributed_to));
    if (plover->articles > 1) buffer_format(&text, "; told by %u articles", plover->articles);
    member(json, "comment", buffer_str(&text));
    buffer_release(&text);
}

static void write_when(Plover *plover, JsonWriter *json, const ExportEvent *event)
{
    bool is_longer = event->has_day && event->last_day > event->first_day;
    day_member(json, plover->arena, "date", is_longer ? event->first_day : event->day);
    if (is_longer) day_member(json, plover->arena, "enddate", event->last_day);
}

static void write_scale(const Scales *scales, JsonWriter *json, const ExportEvent *event)
{
    double value;
    json_key(json, "quad_code");
    json_int(json, scales_class(scales, SCALE_PLOVER, event->plover, event->cameo));
    if (scales_value(scales, SCALE_PLOVER, event->plover, event->mode, event->cameo, &value))
        number_member(json, "event_scale", value);
}

static void write_event(Plover *plover, JsonWriter *json, const ExportEvent *event)
{
    const ExportCodes *codes = plover->export->codes;
    json_begin_object(json);
    member(json, "id", event->id);
    json_key(json, "has_event");
    json_bool(json, true);
    write_when(plover, json, event);
    write_entities(plover, json, "actor", &event->sources);
    write_entities(plover, json, "recipient", &event->targets);
    write_strings(json, "event", str_from_cstring(plover_type_name(event->plover)), NULL);
    write_strings(json, "mode", event->mode, auxiliary_mode(event->status));
    write_contexts(json, event->contexts);
    write_location(codes, json, event);
    write_strings(json, "event_text", str_slice(event->article->text, event->predicate), NULL);
    write_scale(codes_scales(codes), json, event);
    write_size(json, event);
    write_text_info(json, event);
    member(json, "link", event->article->url);
    write_citation(json, event->article);
    member(json, "coder", STR("dateline"));
    write_comment(plover, json, event);
    json_end_object(json);
}

/* An event is written with the first article that tells of it: of those of the world that it is,
 * one at least must be new. What no event of the world is known of stands for itself. */
static DatelineStatus find_new(Plover *plover, const ExportEvent *event, bool *out_is_new,
                               DatelineError *err)
{
    Database *db = plover->export->plan->store->db;
    ExportOccurrenceList occurrences = {0};
    TRY(occurrences_read(db, event, plover->arena, &occurrences, err));
    *out_is_new = occurrences.count == 0;
    plover->articles = 1;
    for (uint32_t i = 0; i < occurrences.count; i++) {
        const ExportOccurrence *occurrence = &occurrences.items[i];
        bool is_new = true;
        int32_t day;
        if (occurrence->articles > plover->articles) plover->articles = occurrence->articles;
        if (occurrence->reports > 1)
            TRY(once_note(db, id_number(occurrence->id, 0), event->day, &is_new, &day, err));
        *out_is_new |= is_new;
    }
    return DATELINE_OK;
}

static DatelineStatus take_event(void *context, const ExportEvent *event, DatelineError *err)
{
    Plover *plover = context;
    bool is_new;
    if (event->plover == PLOVER_NONE) return DATELINE_OK;
    arena_clear(plover->arena);
    TRY(find_new(plover, event, &is_new, err));
    if (!is_new) return DATELINE_OK;
    JsonWriter json = {.out = &plover->export->out.text};
    write_event(plover, &json, event);
    return out_end_row(&plover->export->out, err);
}

DatelineStatus write_plover(Export *export, DatelineError *err)
{
    Plover plover = {.export = export, .arena = arena_new(1u << 12)};
    DatelineStatus status = export_events(export, ALL_STATUSES, take_event, &plover, err);
    arena_free(plover.arena);
    return status;
}
