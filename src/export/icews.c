/*
 * ICEWS: 20 columns with a header, a row a pair of parties; what two do with one another stands
 * there both ways. CAMEO codes keep their zeros.
 */
#include "export/actors.h"
#include "export/formats.h"

typedef struct Icews {
    Export *export;
    Arena *arena; /* of one row */
} Icews;

static const char *const columns[] = {
    "Event ID",       "Event Date", "Source Name",     "Source Sectors", "Source Country",
    "Event Text",     "CAMEO Code", "Intensity",       "Target Name",    "Target Sectors",
    "Target Country", "Story ID",   "Sentence Number", "Publisher",      "City",
    "District",       "Province",   "Country",         "Latitude",       "Longitude",
};

/* "India: parliament" is "Parliament (India)" there. */
static Str name_of(const ExportCodes *codes, const ExportActor *actor, Arena *arena)
{
    uint32_t colon = str_find(actor->name, STR(": "), 0);
    Str country = codes_country(codes, actor->country)->icews;
    if (colon == STR_NOT_FOUND || country.len == 0 || colon + 2 >= actor->name.len)
        return actor->name;
    Str body = {actor->name.data + colon + 2, actor->name.len - colon - 2};
    char first = body.data[0];
    return arena_format(arena, "%c" STR_FMT " (" STR_FMT ")",
                        ascii_is_lower(first) ? first - 'a' + 'A' : first, (int)body.len - 1,
                        body.data + 1, STR_ARG(country));
}

static void add_party(const ExportCodes *codes, TsvRow *row, const ExportActor *actor, Arena *arena)
{
    if (actor == NULL) {
        tsv_empty(row, 3);
        return;
    }
    bool is_state = str_equal(actor->kind, STR("state"));
    tsv_str(row, name_of(codes, actor, arena));
    tsv_str(row, is_state ? (Str){NULL, 0} : codes_sector(codes, actor->sector)->icews);
    tsv_str(row, codes_country(codes, actor->country)->icews);
}

static void add_place(const ExportCodes *codes, TsvRow *row, const ExportEvent *event)
{
    const CountryCodes *country = codes_country(codes, event->place_country);
    tsv_str(row, event->geonames > 0 ? event->place : (Str){NULL, 0});
    tsv_empty(row, 1); /* district */
    bool is_region =
        event->geonames == 0 && country->iso3.len > 0 && !str_equal(event->place, country->name);
    tsv_str(row, is_region ? event->place : (Str){NULL, 0});
    tsv_str(row, country->icews);
    tsv_point(row, event);
}

static DatelineStatus write_row(void *context, const ExportEvent *event, const ExportActor *source,
                                const ExportActor *target, uint32_t number, DatelineError *err)
{
    Icews *icews = context;
    Export *export = icews->export;
    const ExportCodes *codes = export->codes;
    TsvRow row = {.out = &export->out.text};
    arena_clear(icews->arena);
    bool is_second = event->is_mutual && source > target;
    Str code = is_second ? cameo_mirror(event->cameo) : event->cameo;
    tsv_int(&row, id_number(event->id, number));
    tsv_day(&row, event->day, "-");
    add_party(codes, &row, source, icews->arena);
    tsv_str(&row, codes_cameo_name(codes, code));
    tsv_str(&row, code);
    tsv_scale(&row, codes, SCALE_ICEWS, event, code);
    add_party(codes, &row, target, icews->arena);
    tsv_int(&row, id_number(event->article->id, 0));
    tsv_int(&row, event->sentence + 1);
    tsv_str(&row, event->article->outlet);
    add_place(codes, &row, event);
    return out_end_row(&export->out, err);
}

static DatelineStatus take_event(void *context, const ExportEvent *event, DatelineError *err)
{
    return dyads_each(event, write_row, context, err);
}

DatelineStatus write_icews(Export *export, DatelineError *err)
{
    export_header(export, columns, COUNT(columns));
    Icews icews = {.export = export, .arena = arena_new(1u << 12)};
    DatelineStatus status = export_events(export, HAPPENED_STATUSES, take_event, &icews, err);
    arena_free(icews.arena);
    return status;
}
