/*
 * A feed's references made such that the XML parser knows them all: it drops what it does not know,
 * and text with it.
 *
 *     Q&A &nbsp; &lt;p&gt;  ->  Q&amp;A (no-break space) &lt;p&gt;
 *
 * HTML's names become their characters, an '&' that begins no reference becomes "&amp;". Entities
 * that the feed declares itself are not expanded: they stand as they are written.
 */
#ifndef STAGES_INTAKE_FEED_REPAIR_H
#define STAGES_INTAKE_FEED_REPAIR_H

#include "text/runs.h"

typedef struct RepairedFeed {
    Str text;             /* the given text itself if nothing had to be done */
    MapRunList runs;      /* text to the given text */
    uint32_t faults;      /* '&' that begin no reference */
    uint32_t first_fault; /* offset in the given text */
} RepairedFeed;

void feed_repair_references(Str text, Arena *arena, RepairedFeed *out);

#endif
