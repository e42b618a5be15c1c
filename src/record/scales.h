/*
 * The scale of an event: how cooperative (up to 10) or hostile (down to -10) deeds of its kind are, by a
 * table that has a name, because the field's tables differ.
 *
 *     016, "deny responsibility"    gdelt -2.0   icews -5.0   phoenix 3.4
 *     SANCTION, expel               plover -5.5
 *
 * Three tables go by the CAMEO code, one by PLOVER's type and mode (data/events/README.md). Each has
 * classes too, by which events are summed: 1 verbal cooperation, 2 material cooperation, 3 verbal
 * conflict, 4 material conflict, and Phoenix' 0, neither.
 */
#ifndef RECORD_SCALES_H
#define RECORD_SCALES_H

#include "base/map.h"
#include "record/records.h"
#include "text/data.h"

#define SCALE_LIST(X) X(GDELT, "gdelt") X(ICEWS, "icews") X(PHOENIX, "phoenix") X(PLOVER, "plover")

typedef enum ScaleTable {
#define X(suffix, name) SCALE_##suffix,
    SCALE_LIST(X) SCALE_COUNT
#undef X
} ScaleTable;

typedef struct Scales {
    Map rows[SCALE_COUNT];    /* "057", "SANCTION expel" -> value */
    List(double) values;
    Map classes[SCALE_COUNT]; /* "05", "SANCTION" -> class */
} Scales;

/* What it holds lives in the arena. */
DatelineStatus scales_load(const DataFiles *files, Arena *arena, Scales *out,
                           DatelineError *err) MUST_CHECK;
const char *scale_table_name(ScaleTable table);
bool scale_table_from_name(Str name, ScaleTable *out);
/* A code or mode that the table does not have has the value of its root or type. False if there is none
 * either: the event has no code, or no type. */
bool scales_value(const Scales *scales, ScaleTable table, PloverType type, Str mode, Str cameo, double *out);
/* The class of an event; -1 if it has no code, or no type. */
int scales_class(const Scales *scales, ScaleTable table, PloverType type, Str cameo);

#endif
