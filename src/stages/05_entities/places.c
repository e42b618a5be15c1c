/*
 * Which names are places, and of which country.
 *
 *     in Goma            a name that is nobody's, after a preposition: the city, of the Congo
 *     Lahore, Pakistan   before the name of a state
 */
#include "scan.h"

/* The one country of a place's name that the article names, or its only one. */
static Str country_of_place(const Scan *scan, Str countries)
{
    Str named = {NULL, 0};
    if (countries.len == 3) return countries;
    for (uint32_t at = 0; at + 3 <= countries.len; at += 4) {
        Str country = {countries.data + at, 3};
        if (!scan_is_named(scan, country)) continue;
        if (named.len > 0) return (Str){NULL, 0};
        named = country;
    }
    return named;
}

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
    Str countries = world_place_countries(scan->world, scan_folded(scan, find->name));
    bool known = countries.len > 0;
    bool several = find->name_class == NAME_MAYBE;
    if (find->title_row != NONE) return false;
    if (!known ? !(several && stands_as_place(scan, find))
               : !several && !stands_as_place(scan, find))
        return false;
    find->kind = FIND_PLACE;
    find->row = NONE;
    find->is_dropped = false;
    find->owner = (Str){NULL, 0};
    find->rule = known ? STR("NAME-PLACE") : STR("NAME-PLACE-PREPOSITION");
    find->confidence = known ? 0.7f : 0.5f;
    find->owner = country_of_place(scan, countries);
    return true;
}

void place_set_country(const Scan *scan, Find *find)
{
    Str countries = world_place_countries(scan->world, scan_folded(scan, find->name));
    if (countries.len > 0) find->owner = country_of_place(scan, countries);
}

bool is_listed_place_here(const Scan *scan, const Find *find)
{
    return stands_as_place(scan, find) &&
           world_place_countries(scan->world, scan_folded(scan, find->name)).len > 0;
}
