/*
 * Places of the world: data/entities/gazetteer.tsv, areas.tsv and state_points.tsv.
 *
 *     gazetteer_find("tripoli")   ->  capital LBY 32.89 13.19, region LBY, city LBN 34.43 35.84, ...
 *     gazetteer_area("strait of hormuz")  ->  strait of IRN and OMN
 *
 * gazetteer.tsv is large. It is searched as it stands, sorted text, so that it costs the start
 * nothing; every line of a file that is not built in is checked when it is loaded.
 */
#ifndef ENTITIES_GAZETTEER_H
#define ENTITIES_GAZETTEER_H

#include "base/map.h"
#include "record/stage.h"
#include "text/data.h"

typedef enum GazetteerKind {
    GAZETTEER_CAPITAL,
    GAZETTEER_CITY,
    GAZETTEER_REGION,
    GAZETTEER_SHORT, /* "Tex.": a region's name that stands behind a comma only */
} GazetteerKind;

typedef struct GazetteerRow {
    Str name;  /* folded */
    Str shown; /* empty: the name, with capitals */
    GazetteerKind kind;
    Str country; /* alpha-3 */
    Str region;  /* in which a city lies; may be empty */
    float latitude;
    float longitude;
    uint32_t people; /* in thousands */
    uint32_t id;     /* of GeoNames; 0 if it has none here */
} GazetteerRow;

typedef struct Area {
    Str name;
    PlaceKind kind;
    StrList countries; /* the first holds or administers it, if any does; empty: the high seas */
    Str country_list;  /* "CHN|PHL" */
    bool is_disputed;
    float latitude;
    float longitude;
} Area;

typedef struct StatePoint {
    Str code;
    float latitude;
    float longitude;
    uint32_t people; /* in thousands */
    uint32_t id;
} StatePoint;

/* A way to choose between places of one name, with a sentence that shows it. */
typedef struct PlaceRule {
    Str id;
    Str example;
    uint32_t line;
} PlaceRule;

typedef struct Gazetteer {
    Str lines; /* gazetteer.tsv from its first name on */
    List(Area) areas;
    Map area_by_name; /* folded */
    List(StatePoint) points;
    Map point_by_code;   /* alpha-3 */
    Map point_by_alpha2; /* small letters, as in addresses: "fr", "uk" */
    List(PlaceRule) rules;
} Gazetteer;

DatelineStatus gazetteer_load(const DataFiles *files, Arena *arena, Gazetteer *out,
                              DatelineError *err) MUST_CHECK;

/* What is wrong with a line of gazetteer.tsv, in words; NULL if nothing is. out may be NULL. */
const char *gazetteer_read_line(Str line, GazetteerRow *out);
/* Every line, its order too. */
DatelineStatus gazetteer_check(Str content, DatelineError *err) MUST_CHECK;

/* The lines of a folded name, the one with most people first; empty if there are none. */
Str gazetteer_find(const Gazetteer *gazetteer, Str folded);
/* Takes the first line; false at the end. */
bool gazetteer_next(Str *lines, GazetteerRow *out);
/* NULL if no area is called that. */
const Area *gazetteer_area(const Gazetteer *gazetteer, Str folded);
/* NULL if the code is unknown. */
const StatePoint *gazetteer_state(const Gazetteer *gazetteer, Str code);
/* "https://www.example.fr/..." -> FRA; empty for addresses that tell no country. */
Str gazetteer_address_country(const Gazetteer *gazetteer, Str url);

#endif
