/*
 * POLECAT: 40 columns with a header, a row an event; several actors of one side stand in one field,
 * parted by "; ". UTF-8 throughout, and exactly 40 fields in every row.
 */
#include "export/actors.h"
#include "export/formats.h"

static const char *const columns[] = {
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
};

static const char *const quads[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION",
                                    "VERBAL CONFLICT", "MATERIAL CONFLICT"};

/* Who and what the article names. */
typedef struct StoryNames {
    int64_t article;
    Str people;
    Str organisations;
    Str locations;
} StoryNames;

typedef struct Polecat {
    Export *export;
    Arena *arena; /* of one row */
    Arena *story_arena;
    StoryNames story;
} Polecat;

/* ---- Lists in a field --------------------------------------------------------------------------
 */

static bool holds_item(const Buffer *list, Str value)
{
    for (size_t at = 0; at + value.len <= list->len; at++) {
        bool starts = at == 0 || (at >= 2 && memcmp(list->data + at - 2, "; ", 2) == 0);
        bool ends = at + value.len == list->len || list->data[at + value.len] == ';';
        if (starts && ends && memcmp(list->data + at, value.data, value.len) == 0) return true;
    }
    return false;
}

/* A separator within a name becomes a comma. */
static void add_item(Buffer *list, Str value, Arena *arena)
{
    if (value.len == 0) return;
    char *plain = arena_copy(arena, value.data, value.len);
    for (uint32_t i = 0; i < value.len; i++)
        if (plain[i] == ';') plain[i] = ',';
    if (holds_item(list, (Str){plain, value.len})) return;
    if (list->len > 0) buffer_add_str(list, STR("; "));
    buffer_add(list, plain, value.len);
}

typedef Str (*ActorPart)(const ExportCodes *codes, const ExportActor *actor);

static void add_list(Polecat *polecat, TsvRow *row, const ExportActorList *actors, ActorPart part)
{
    Buffer list = {0};
    for (uint32_t i = 0; i < actors->count; i++)
        add_item(&list, part(polecat->export->codes, &actors->items[i]), polecat->arena);
    tsv_str(row, buffer_str(&list));
    buffer_release(&list);
}

/* What the article itself tells of an actor. */
#define DEFINE_PART(function, member)                                                              \
    static Str function(const ExportCodes *codes, const ExportActor *actor)                        \
    {                                                                                              \
        (void)codes;                                                                               \
        return actor->member;                                                                      \
    }

DEFINE_PART(name_of, name)
DEFINE_PART(country_of, country)
DEFINE_PART(title_of, role)
DEFINE_PART(printed_of, printed)

static Str cow_of(const ExportCodes *codes, const ExportActor *actor)
{
    return codes_country(codes, actor->country)->cow;
}

static Str sector_of(const ExportCodes *codes, const ExportActor *actor)
{
    const SectorCodes *sector = codes_sector(codes, actor->sector);
    return sector->plover.len > 0 ? sector->plover : sector->transnational;
}

static void add_side(Polecat *polecat, TsvRow *row, const ExportActorList *actors)
{
    Str primary = {NULL, 0};
    for (uint32_t i = 0; i < actors->count && primary.len == 0; i++)
        primary = sector_of(polecat->export->codes, &actors->items[i]);
    add_list(polecat, row, actors, name_of);
    add_list(polecat, row, actors, country_of);
    add_list(polecat, row, actors, cow_of);
    tsv_str(row, primary);
    add_list(polecat, row, actors, sector_of);
    add_list(polecat, row, actors, title_of);
    add_list(polecat, row, actors, printed_of);
    tsv_empty(row, 1); /* Wikipedia */
}

/* ---- The story ---------------------------------------------------------------------------------
 */

static DatelineStatus read_story(Polecat *polecat, int64_t article, DatelineError *err)
{
    if (polecat->story.article == article) return DATELINE_OK;
    arena_clear(polecat->story_arena);
    polecat->story = (StoryNames){.article = article};
    Buffer lists[3] = {{0}, {0}, {0}};
    Row row = database_row(polecat->export->plan->store->db, STATEMENT_EXPORT_STORY);
    row_int(&row, article);
    DatelineStatus status;
    for (bool found;;) {
        status = row_step(&row, &found, err);
        if (status != DATELINE_OK || !found) break;
        add_item(&lists[row_get_int(&row, 0)], row_get_str(&row, 1), polecat->story_arena);
    }
    Str *const out[3] = {&polecat->story.people, &polecat->story.organisations,
                         &polecat->story.locations};
    for (uint32_t i = 0; i < 3; i++) {
        *out[i] = arena_copy_str(polecat->story_arena, buffer_str(&lists[i]));
        buffer_release(&lists[i]);
    }
    return status;
}

/* ---- Rows --------------------------------------------------------------------------------------
 */

static void add_place(const ExportCodes *codes, TsvRow *row, const ExportEvent *event)
{
    const CountryCodes *country = codes_country(codes, event->place_country);
    bool is_city = event->geonames > 0;
    bool is_region = !is_city && country->iso3.len > 0 && !str_equal(event->place, country->name);
    tsv_str(row, event->place);
    tsv_str(row, is_city ? event->place : (Str){NULL, 0});
    tsv_empty(row, 1); /* district */
    tsv_str(row, is_region ? event->place : (Str){NULL, 0});
    tsv_str(row, event->place_country);
    tsv_point(row, event);
    if (is_city)
        tsv_int(row, event->geonames);
    else
        tsv_empty(row, 1);
    tsv_str(row, event->place_printed);
    tsv_empty(row, 1); /* feature type */
}

static void add_event(Polecat *polecat, TsvRow *row, const ExportEvent *event)
{
    tsv_str(row, event->id);
    tsv_day(row, event->day, "-");
    tsv_cstring(row, plover_type_name(event->plover));
    tsv_str(row, event->mode);
    const ExportCodes *codes = polecat->export->codes;
    int quad = scales_class(codes_scales(codes), SCALE_PLOVER, event->plover, event->cameo);
    tsv_scale(row, codes, SCALE_PLOVER, event, event->cameo);
    tsv_cstring(row, quad < 0 ? "" : quads[quad]);
    tsv_str(row, event->contexts);
}

static DatelineStatus take_event(void *context, const ExportEvent *event, DatelineError *err)
{
    Polecat *polecat = context;
    const ExportArticle *article = event->article;
    if (event->plover == PLOVER_NONE) return DATELINE_OK;
    arena_clear(polecat->arena);
    TRY(read_story(polecat, article->n, err));
    TsvRow row = {.out = &polecat->export->out.text, .missing = STR("None")};
    add_event(polecat, &row, event);
    add_side(polecat, &row, &event->sources);
    add_side(polecat, &row, &event->targets);
    add_place(polecat->export->codes, &row, event);
    tsv_str(&row, article->outlet);
    if (article->day == DAY_UNKNOWN)
        tsv_empty(&row, 1);
    else
        tsv_day(&row, article->day, "-");
    tsv_str(&row, polecat->story.people);
    tsv_str(&row, polecat->story.organisations);
    tsv_str(&row, polecat->story.locations);
    tsv_str(&row, str_equal(article->language, STR("en")) ? STR("English") : article->language);
    tsv_cstring(&row, "dateline " DATELINE_VERSION);
    return out_end_row(&polecat->export->out, err);
}

DatelineStatus write_polecat(Export *export, DatelineError *err)
{
    export_header(export, columns, COUNT(columns));
    Polecat polecat = {
        .export = export, .arena = arena_new(1u << 12), .story_arena = arena_new(1u << 12)};
    DatelineStatus status = export_events(export, HAPPENED_STATUSES, take_event, &polecat, err);
    arena_free(polecat.arena);
    arena_free(polecat.story_arena);
    return status;
}
