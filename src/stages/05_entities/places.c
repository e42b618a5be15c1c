/*
 * Which names are places, and of which country.
 *
 *     in Goma            a name that is nobody's, after a preposition: the city, of the Congo
 *     Lahore, Pakistan   before the name of a state
 */
#include "scan.h"

#define SHORTEST_PLACE 4        /* bytes: shorter ones are words and initials */
#define LEAST_PEOPLE 15         /* thousands: a city that news names without saying where it lies */
#define LEAST_PEOPLE_SHARED 80  /* a leader is called that too: Taylor, Michigan */
#define LEAST_PEOPLE_LEADER 200 /* the news calls a leader by this name alone: Bush */

/* ---- Names that are listed ---------------------------------------------------------------- */

static bool is_told_of(const GazetteerRow *row)
{
    return row->kind == GAZETTEER_REGION ||
           (row->kind == GAZETTEER_CITY && row->people >= LEAST_PEOPLE);
}

static uint32_t least_people(const Scan *scan, Str folded)
{
    Str family = world_normal_name(scan->world, folded, scan->scratch);
    uint32_t row = map_find(&scan->world->leader_by_family, family), least = 0;
    for (; row != MAP_NONE && row != NONE; row = scan->world->leaders.items[row].next_of_family) {
        if (scan->world->leaders.items[row].bare) return LEAST_PEOPLE_LEADER;
        least = LEAST_PEOPLE_SHARED;
    }
    return least;
}

/* Capitals stand for their states, which have forms of their own. */
bool place_is_listed(const Scan *scan, Str folded)
{
    if (folded.len < SHORTEST_PLACE || world_word_flags(scan->world, folded) != 0) return false;
    Str lines = gazetteer_find(&scan->world->gazetteer, folded);
    GazetteerRow row;
    uint32_t people = 0;
    bool is_listed = false;
    while (gazetteer_next(&lines, &row)) {
        if (row.kind == GAZETTEER_CAPITAL) return false;
        if (!is_told_of(&row)) continue;
        is_listed = true;
        if (row.people > people) people = row.people;
    }
    return is_listed && people >= least_people(scan, folded);
}

/* The one country of a listed name that the article names, or its only one. */
static Str country_of_place(const Scan *scan, Str folded)
{
    Str lines = gazetteer_find(&scan->world->gazetteer, folded), first = {NULL, 0},
        named = {NULL, 0};
    GazetteerRow row;
    bool several = false, several_named = false;
    while (gazetteer_next(&lines, &row)) {
        if (!is_told_of(&row)) continue;
        if (first.len == 0) first = row.country;
        several = several || !str_equal(row.country, first);
        if (!scan_is_named(scan, row.country)) continue;
        if (named.len == 0) named = row.country;
        several_named = several_named || !str_equal(row.country, named);
    }
    if (!several) return first;
    return several_named ? (Str){NULL, 0} : named;
}

/* ---- Finds -------------------------------------------------------------------------------- */

/* "in Goma", "Lahore, Pakistan" */
static bool stands_as_place(const Scan *scan, const Find *find)
{
    uint32_t first = find->tokens.first, end = find->tokens.end;
    uint32_t limit = scan_sentence_end(scan, first);
    if (first > scan_sentence_first(scan, first)) {
        if ((scan_flags(scan, first - 1) & WORD_IN_PLACE) != 0) return true;
        if (is_word(scan, first - 1, STR("of"))) return true;
    }
    if (end + 1 >= limit || !is_word(scan, end, STR(","))) return false;
    const Form *form = scan->marks[end + 1].form;
    return form != NULL && form->kind == FORM_STATE;
}

/* A name that is nobody's may be a place's. */
bool place_become(Scan *scan, Find *find)
{
    Str folded = scan_folded(scan, find->name);
    bool known = place_is_listed(scan, folded);
    bool several = find->name_class == NAME_MAYBE;
    if (find->title_row != NONE) return false;
    if (!known ? !(several && stands_as_place(scan, find))
               : !several && !stands_as_place(scan, find))
        return false;
    find->kind = FIND_PLACE;
    find->row = NONE;
    find->is_dropped = false;
    find->rule = known ? STR("NAME-PLACE") : STR("NAME-PLACE-PREPOSITION");
    find->confidence = known ? 0.7f : 0.5f;
    find->owner = known ? country_of_place(scan, folded) : (Str){NULL, 0};
    return true;
}

void place_set_country(const Scan *scan, Find *find)
{
    Str folded = scan_folded(scan, find->name);
    if (place_is_listed(scan, folded)) find->owner = country_of_place(scan, folded);
}

bool is_listed_place_here(const Scan *scan, const Find *find)
{
    return stands_as_place(scan, find) && place_is_listed(scan, scan_folded(scan, find->name));
}
