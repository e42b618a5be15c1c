/* What formats by CAMEO share: who an actor is in its codes (country, role, known group), fields of
 * a row. */
#ifndef EXPORT_ACTORS_H
#define EXPORT_ACTORS_H

#include "export/events.h"
#include "export/out.h"

typedef struct CameoActor {
    Str whole;   /* "RUSGOV", "IGOUNO"; empty: CAMEO has no code for such an actor */
    Str country; /* "RUS" */
    Str group;   /* "UNO" */
    Str role;    /* "GOV"; a state by itself has none */
} CameoActor;

CameoActor cameo_actor(const ExportCodes *codes, const ExportActor *actor, Arena *arena);

/* The code of what was done when the target is the one who did it: of a visit (042) that it was
 * hosted (043). */
Str cameo_mirror(Str code);

/* Fields of a row: the value of an event in a table of scales, empty if it has none; its class. */
void tsv_scale(TsvRow *row, const ExportCodes *codes, ScaleTable table, const ExportEvent *event,
               Str cameo);
void tsv_class(TsvRow *row, const ExportCodes *codes, ScaleTable table, Str cameo);
/* Latitude and longitude, both empty if the place has no point. */
void tsv_point(TsvRow *row, const ExportEvent *event);

#endif
