/* Names of places, with their mentions and candidates, and names of states that hint at them. */
#include "place.h"

/* ---- Candidates --------------------------------------------------------------------------- */

static PlaceCandidate candidate_of_row(const GazetteerRow *row)
{
    return (PlaceCandidate){
        .kind = row->kind == GAZETTEER_REGION ? PLACE_REGION : PLACE_CITY,
        .name = row->shown,
        .country = row->country,
        .region = row->region,
        .is_capital = row->kind == GAZETTEER_CAPITAL,
        .latitude = row->latitude,
        .longitude = row->longitude,
        .people = row->people,
        .id = row->id,
    };
}

static PlaceCandidate candidate_of_area(const Area *area)
{
    Str none = {NULL, 0};
    bool is_one = area->countries.count == 1;
    bool is_held = area->countries.count > 1 && area->is_disputed && area->kind != PLACE_WATER &&
                   area->kind != PLACE_BORDER;
    return (PlaceCandidate){
        .kind = area->kind,
        .name = area->name,
        .country = is_one || is_held ? area->countries.items[0] : none,
        .countries = area->countries.count > 1 ? area->country_list : none,
        .is_disputed = area->is_disputed,
        .latitude = area->latitude,
        .longitude = area->longitude,
    };
}

static void add_candidate(PlaceName *name, PlaceCandidate candidate)
{
    if (name->candidate_count < MOST_CANDIDATES)
        name->candidates[name->candidate_count++] = candidate;
}

static void add_state(const PlaceWork *work, PlaceName *name, Str code)
{
    const State *state = world_state(work->scan->world, code);
    const StatePoint *point = gazetteer_state(&work->scan->world->gazetteer, code);
    if (state == NULL || point == NULL) return;
    add_candidate(name, (PlaceCandidate){.kind = PLACE_COUNTRY,
                                         .name = state->name,
                                         .country = state->code,
                                         .latitude = point->latitude,
                                         .longitude = point->longitude,
                                         .people = point->people,
                                         .id = point->id});
}

/* The data's places of these words. A state's name may also be a region's of another state. */
static void add_listed(const PlaceWork *work, PlaceName *name, Str words, bool only_regions)
{
    Str lines = gazetteer_find(&work->scan->world->gazetteer, words);
    Str own = name->is_state && name->candidate_count > 0 ? name->candidates[0].country
                                                          : (Str){NULL, 0};
    GazetteerRow row;
    while (name->candidate_count < MOST_CANDIDATES && gazetteer_next(&lines, &row)) {
        if (row.kind == GAZETTEER_SHORT) continue;
        if (only_regions && row.kind != GAZETTEER_REGION) continue;
        if (own.len > 0 && (row.kind != GAZETTEER_REGION || str_equal(row.country, own))) continue;
        add_candidate(name, candidate_of_row(&row));
    }
}

static const Str directions[] = {
    STR_INIT("the"),     STR_INIT("north"),        STR_INIT("south"),        STR_INIT("east"),
    STR_INIT("west"),    STR_INIT("northern"),     STR_INIT("southern"),     STR_INIT("eastern"),
    STR_INIT("western"), STR_INIT("central"),      STR_INIT("northeastern"), STR_INIT("northwestern"),
    STR_INIT("greater"), STR_INIT("southeastern"), STR_INIT("southwestern"), STR_INIT("downtown"),
    STR_INIT("upper"),   STR_INIT("lower"),        STR_INIT("old"),          STR_INIT("occupied"),
};
static const Str region_nouns[] = {
    STR_INIT("region"),      STR_INIT("province"),   STR_INIT("oblast"),    STR_INIT("state"),
    STR_INIT("governorate"), STR_INIT("county"),     STR_INIT("district"),  STR_INIT("territory"),
    STR_INIT("krai"),        STR_INIT("prefecture"), STR_INIT("republic"),  STR_INIT("department"),
};
static const Str city_nouns[] = {STR_INIT("city"), STR_INIT("town"), STR_INIT("village"),
                                 STR_INIT("municipality")};

static bool is_among(Str word, const Str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, words[i])) return true;
    return false;
}

static Str first_word(Str words)
{
    uint32_t space = str_find(words, STR(" "), 0);
    return space == STR_NOT_FOUND ? words : (Str){words.data, space};
}

static Str last_word(Str words)
{
    uint32_t start = words.len;
    while (start > 0 && words.data[start - 1] != ' ') start--;
    return (Str){words.data + start, words.len - start};
}

/* "kursk region" -> "kursk"; the words themselves if nothing can go. */
static Str without_noun(PlaceName *name, Str words)
{
    Str last = last_word(words);
    bool is_region = is_among(last, region_nouns, COUNT(region_nouns));
    bool is_city = is_among(last, city_nouns, COUNT(city_nouns));
    if (last.len + 1 >= words.len || (!is_region && !is_city)) return words;
    name->wants_region = is_region;
    name->wants_city = is_city;
    return (Str){words.data, words.len - last.len - 1};
}

static Str without_direction(Str words)
{
    Str first = first_word(words);
    if (first.len + 1 >= words.len || !is_among(first, directions, COUNT(directions))) return words;
    return (Str){words.data + first.len + 1, words.len - first.len - 1};
}

static bool add_all(const PlaceWork *work, PlaceName *name, Str words)
{
    const Area *area = gazetteer_area(&work->scan->world->gazetteer, words);
    if (area != NULL) {
        add_candidate(name, candidate_of_area(area));
        return true;
    }
    add_listed(work, name, words, false);
    return name->candidate_count > 0;
}

/* "Ont." of "London, Ont." */
static void add_short(const PlaceWork *work, PlaceName *name)
{
    uint32_t first = name->tokens.first;
    if (first == 0 || !is_word(work->scan, first - 1, STR(","))) return;
    Str lines = gazetteer_find(&work->scan->world->gazetteer, name->folded);
    GazetteerRow row;
    while (name->candidate_count < MOST_CANDIDATES && gazetteer_next(&lines, &row))
        if (row.kind == GAZETTEER_SHORT) {
            row.kind = GAZETTEER_REGION;
            add_candidate(name, candidate_of_row(&row));
        }
}

/* "Kursk region", "southern Gaza": as the words stand, then without what describes them. */
static void find_candidates(const PlaceWork *work, PlaceName *name, Str state)
{
    name->candidates = arena_new_items(work->scan->scratch, PlaceCandidate, MOST_CANDIDATES);
    if (state.len > 0) {
        add_state(work, name, state);
        if (name->candidate_count > 0) add_listed(work, name, name->folded, true);
        return;
    }
    Str words = name->folded;
    if (add_all(work, name, words)) return;
    Str bare = without_direction(words);
    if (bare.len < words.len && add_all(work, name, bare)) return;
    words = without_noun(name, bare);
    if (words.len < bare.len && add_all(work, name, words)) return;
    add_short(work, name);
}

/* ---- Names -------------------------------------------------------------------------------- */

static Str state_of_words(const PlaceWork *work, TokenRange tokens)
{
    const Mark mark = work->scan->marks[tokens.first];
    bool is_state = mark.form != NULL && mark.form->kind == FORM_STATE && mark.end == tokens.end;
    return is_state ? work->scan->world->states.items[mark.form->row].code : (Str){NULL, 0};
}

uint32_t place_name_add(PlaceWork *work, TokenRange tokens, bool is_state)
{
    Str state = is_state ? state_of_words(work, tokens) : (Str){NULL, 0};
    Str folded = scan_folded(work->scan, tokens), key = folded;
    if (place_is_called_region(work, tokens)) /* "Kursk region" is not Kursk */
        key = arena_format(work->scan->scratch, STR_FMT " region", STR_ARG(folded));
    uint32_t index = map_find(&work->name_by_words, key);
    if (index == MAP_NONE) {
        index = work->names.count;
        PlaceName *name = list_add(work->scan->scratch, &work->names);
        *name = (PlaceName){.folded = folded,
                            .tokens = tokens,
                            .is_state = state.len > 0,
                            .chosen = NONE,
                            .place = NONE};
        find_candidates(work, name, state);
        map_set(&work->name_by_words, key, index);
    }
    PlaceName *name = &work->names.items[index];
    if (name->mention_count < MOST_MENTIONS_READ) name->mentions[name->mention_count++] = tokens;
    name->wants_region = name->wants_region || place_is_called_region(work, tokens);
    name->wants_city = name->wants_city || place_is_called_city(work, tokens);
    return index;
}

void place_names_gather(PlaceWork *work)
{
    for (uint32_t i = 0; i < work->scan->finds.count; i++) {
        Find *find = &work->scan->finds.items[i];
        bool is_place = find->kind == FIND_PLACE || find->kind == FIND_STATE;
        if (!is_place || find->is_dropped || find->name.end <= find->name.first) continue;
        find->place = place_name_add(work, find->name, find->kind == FIND_STATE);
    }
}

/* ---- Hints -------------------------------------------------------------------------------- */

static void count_up(Map *map, Str key)
{
    uint32_t before = map_find(map, key);
    map_set(map, key, before == MAP_NONE ? 1 : before + 1);
}

static void add_hint(PlaceWork *work, const Find *find, Str country, Str region, uint32_t name)
{
    Scan *scan = work->scan;
    *list_add(scan->scratch, &work->hints) =
        (PlaceHint){find->tokens.first, scan_token(scan, find->tokens.first)->sentence, country,
                    region, name};
    count_up(&work->hint_countries, country);
    if (region.len > 0)
        count_up(&work->hint_regions,
                 arena_format(scan->scratch, STR_FMT ":" STR_FMT, STR_ARG(country), STR_ARG(region)));
}

/* The region that a name can only mean: "Texas", "Ontario"; NULL. */
static const PlaceCandidate *only_region(const PlaceName *name)
{
    if (name->candidate_count == 0 || name->is_state) return NULL;
    const PlaceCandidate *first = &name->candidates[0];
    if (first->kind != PLACE_REGION || first->country.len == 0) return NULL;
    for (uint32_t i = 1; i < name->candidate_count; i++)
        if (!str_equal(name->candidates[i].country, first->country) &&
            first->people < 50 * name->candidates[i].people)
            return NULL;
    return first;
}

void place_hints_gather(PlaceWork *work)
{
    const Scan *scan = work->scan;
    Str none = {NULL, 0};
    for (uint32_t i = 0; i < scan->finds.count; i++) {
        const Find *find = &scan->finds.items[i];
        if (find->is_dropped) continue;
        if (find->kind == FIND_PLACE) {
            const PlaceName *name = &work->names.items[find->place];
            const PlaceCandidate *region = only_region(name);
            if (region != NULL) add_hint(work, find, region->country, region->region, find->place);
            continue;
        }
        bool speaks = find->kind == FIND_STATE || find->kind == FIND_NATIONALITY ||
                      find->kind == FIND_METONYM;
        if (speaks && find->owner.len == 3)
            add_hint(work, find, find->owner, none, find->kind == FIND_STATE ? find->place : NONE);
    }
}
