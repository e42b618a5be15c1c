/*
 * The codes of the field: what our countries, sectors, organisations and events are called in
 * GDELT, ICEWS, Phoenix, PLOVER. Read from data/export, data/entities/states.tsv and data/events.
 */
#ifndef EXPORT_CODES_H
#define EXPORT_CODES_H

#include "record/records.h"
#include "record/scales.h"
#include "text/data.h"

/* Empty where there is no code. */
typedef struct CountryCodes {
    Str iso3;
    Str fips;  /* two letters */
    Str cow;   /* number */
    Str cameo; /* three letters */
    Str name;
    Str icews; /* the name that ICEWS prints */
    Str ftm;   /* of FollowTheMoney: "ru" */
} CountryCodes;

typedef struct SectorCodes {
    Str plover;
    Str transnational; /* entity code of an actor without a country: "IGO" */
    Str cameo;
    Str icews;
} SectorCodes;

typedef struct GroupCodes {
    Str group; /* "UNO" */
    Str code;  /* "IGOUNO"; empty: country, role and group in a row */
} GroupCodes;

typedef struct ExportCodes ExportCodes;

/* Lives in arena. */
DatelineStatus codes_new(const DataFiles *files, Arena *arena, ExportCodes **out,
                         DatelineError *err) MUST_CHECK;

/* Never NULL: of a country or sector that is not known all is empty. */
const CountryCodes *codes_country(const ExportCodes *codes, Str iso3);
const SectorCodes *codes_sector(const ExportCodes *codes, Str sector);
/* By the key of an actor, "org:un"; NULL if it has none. */
const GroupCodes *codes_group(const ExportCodes *codes, Str key);

/* "Make a visit"; of a code that has none that of the code it belongs to. */
Str codes_cameo_name(const ExportCodes *codes, Str code);
const Scales *codes_scales(const ExportCodes *codes);
/* Does the rule tell of something that two do with one another ("held talks")? */
bool codes_is_mutual(const ExportCodes *codes, Str rule);

#endif
