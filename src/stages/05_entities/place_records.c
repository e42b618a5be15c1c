/*
 * Where the places of an article lie: its names are settled one by one, the sure ones first, and
 * become the document's places.
 *
 *     "TRIPOLI, Lebanon (Agency) -- Shots were heard in Tripoli and Zahle."
 *     the dateline: Tripoli, LBN, by PLACE-BESIDE; Zahle, LBN: PLACE-ONLY
 */
#include "place.h"

#include "text/utf8.h"

#define LONGEST_DATELINE_PLACE 5 /* words */

/* ---- What the article is ------------------------------------------------------------------ */

static Str country_of_medium(const Scan *scan, Str name)
{
    Str none = {NULL, 0};
    if (name.len == 0) return none;
    uint32_t at = map_find(&scan->world->names.prefixes, world_form(name, scan->scratch));
    uint32_t form_index = at == MAP_NONE ? MAP_NONE : scan->world->names.values.items[at];
    if (form_index == MAP_NONE) return none;
    const Form *form = &scan->world->forms.items[form_index];
    return form->kind == FORM_MEDIUM ? scan->world->media.items[form->row].country : none;
}

static Str outlet_country(const Scan *scan)
{
    const Metadata *meta = &scan->doc->meta;
    Str country = country_of_medium(scan, meta->outlet);
    if (country.len == 0) country = country_of_medium(scan, meta->sitename);
    if (country.len != 3) country = gazetteer_address_country(&scan->world->gazetteer, meta->url);
    return country;
}

static bool is_listed(const Scan *scan, TokenRange tokens)
{
    Str words = scan_folded(scan, tokens);
    const Mark mark = scan->marks[tokens.first];
    bool is_state = mark.form != NULL && mark.form->kind == FORM_STATE && mark.end == tokens.end;
    return is_state || gazetteer_find(&scan->world->gazetteer, words).len > 0 ||
           gazetteer_area(&scan->world->gazetteer, words) != NULL;
}

static bool ends_place(const Scan *scan, uint32_t token)
{
    const Token *at = scan_token(scan, token);
    return at->kind != TOKEN_WORD && !is_joining_hyphen(scan, token) &&
           !str_equal(at->lower, STR("."));
}

/* The place of filing: the longest name of the data at the dateline's start, else its words up to
 * the first mark. Empty if there is none. */
static TokenRange dateline_tokens(const Scan *scan)
{
    const Dateline *dateline = &scan->doc->meta.dateline;
    TokenRange none = {0, 0};
    if (!dateline->is_present || dateline->place.len == 0) return none;
    uint32_t first = document_token_at(scan->doc, dateline->span.start), end = first;
    while (end < scan->doc->tokens.count && scan_token(scan, end)->span.end <= dateline->span.end &&
           end < first + LONGEST_DATELINE_PLACE && !ends_place(scan, end))
        end++;
    for (uint32_t stop = end; stop > first; stop--)
        if (is_listed(scan, (TokenRange){first, stop})) return (TokenRange){first, stop};
    return (TokenRange){first, end};
}

/* ---- Places ------------------------------------------------------------------------------- */

/* "MOSCOW" -> "Moscow" */
static Str shown_name(const Scan *scan, TokenRange tokens)
{
    Str text = scan_text(scan, tokens);
    bool is_caps = (scan_token(scan, tokens.first)->flags & TOKEN_ALL_CAPS) != 0 && text.len > 3;
    if (!is_caps) return text;
    Str lower = utf8_lower(text, scan->doc->arena);
    char *out = arena_alloc(scan->doc->arena, lower.len + 1);
    for (uint32_t i = 0; i < lower.len; i++) {
        bool starts = i == 0 || lower.data[i - 1] == ' ' || lower.data[i - 1] == '-';
        out[i] = starts && ascii_is_lower(lower.data[i]) ? (char)(lower.data[i] - 'a' + 'A') : lower.data[i];
    }
    return (Str){out, lower.len};
}

static Place place_of_candidate(const PlaceCandidate *candidate)
{
    return (Place){.name = candidate->name,
                   .kind = candidate->kind,
                   .country = candidate->country,
                   .countries = candidate->countries,
                   .is_disputed = candidate->is_disputed,
                   .region = candidate->region,
                   .has_point = true,
                   .latitude = candidate->latitude,
                   .longitude = candidate->longitude,
                   .geonames = candidate->id};
}

static Place place_of_name(const Scan *scan, const PlaceName *name)
{
    Place place = {.kind = PLACE_UNKNOWN,
                   .country = name->beside.country,
                   .region = name->beside.region};
    if (name->chosen != NONE) place = place_of_candidate(&name->candidates[name->chosen]);
    if (place.name.len == 0) place.name = shown_name(scan, name->tokens);
    place.span = document_tokens_span(scan->doc, name->tokens);
    place.candidates = name->left;
    place.by = (Provenance){name->rule, name->confidence};
    return place;
}

static int compare_names(const PlaceName *a, const PlaceName *b)
{
    return a->tokens.first < b->tokens.first ? -1 : a->tokens.first > b->tokens.first;
}

/* In the order of their first mentions: that of a dateline may have been added last. */
static void write_places(PlaceWork *work)
{
    Document *doc = work->scan->doc;
    uint32_t count = work->names.count, late = count;
    for (uint32_t i = 1; i < count && late == count; i++)
        if (compare_names(&work->names.items[i - 1], &work->names.items[i]) > 0) late = i;
    for (uint32_t i = 0; i < count; i++) {
        if (late < count && work->names.items[late].place == NONE &&
            compare_names(&work->names.items[late], &work->names.items[i]) < 0) {
            work->names.items[late].place = doc->places.count;
            *list_add(doc->arena, &doc->places) = place_of_name(work->scan, &work->names.items[late]);
        }
        PlaceName *name = &work->names.items[i];
        if (name->place != NONE) continue;
        name->place = doc->places.count;
        *list_add(doc->arena, &doc->places) = place_of_name(work->scan, name);
    }
}

/* "Georgia", which turned out to be a region of another state. */
static void become_region(Find *find, Str country)
{
    find->kind = FIND_PLACE;
    find->row = NONE;
    find->owner = country;
    find->rule = STR("NAME-REGION");
    find->confidence = 0.7f;
}

static void point_finds(PlaceWork *work)
{
    for (uint32_t i = 0; i < work->scan->finds.count; i++) {
        Find *find = &work->scan->finds.items[i];
        if (find->place == NONE) continue;
        const PlaceName *name = &work->names.items[find->place];
        Place *place = &work->scan->doc->places.items[name->place];
        find->place = name->place;
        bool is_known = name->candidate_count > 0 || place->country.len > 0;
        if (find->kind == FIND_STATE && place->kind != PLACE_COUNTRY && name->chosen != NONE)
            become_region(find, place->country);
        else if (find->kind == FIND_PLACE && is_known)
            find->owner = place->country;
    }
}

void places_resolve(Scan *scan)
{
    PlaceWork work = {.scan = scan, .outlet_country = outlet_country(scan)};
    map_init(&work.name_by_words, scan->scratch);
    map_init(&work.hint_countries, scan->scratch);
    map_init(&work.hint_regions, scan->scratch);
    place_names_gather(&work);
    TokenRange dateline = dateline_tokens(scan);
    uint32_t filed = NONE;
    if (dateline.end > dateline.first) {
        filed = place_name_add(&work, dateline, true);
        work.names.items[filed].is_dateline = true;
    }
    place_hints_gather(&work);

    if (filed != NONE) {
        PlaceName *name = &work.names.items[filed];
        if (!place_settle_beside(&work, name)) place_choose(&work, name);
        work.dateline_country = name->chosen != NONE ? name->candidates[name->chosen].country
                                                     : name->beside.country;
    }
    for (uint32_t i = 0; i < work.names.count; i++) place_settle_beside(&work, &work.names.items[i]);
    for (uint32_t i = 0; i < work.names.count; i++)
        if (work.names.items[i].candidate_count == 1) place_choose(&work, &work.names.items[i]);
    for (uint32_t i = 0; i < work.names.count; i++) place_choose(&work, &work.names.items[i]);
    write_places(&work);
    point_finds(&work);
    if (filed != NONE) scan->doc->dateline_place = work.names.items[filed].place;
}
