/*
 * A feed made such that the XML parser reads it whole and in good time.
 *
 *     Q&A &nbsp; &lt;p&gt;    ->  Q&amp;A (no-break space) &lt;p&gt;
 *     <item a1='' ... a999=''>  ->  <item a1='' ... a256=''>
 *
 * References: the parser drops what it does not know, and text with it. HTML's names become their
 * characters, an '&' that begins no reference becomes "&amp;". Entities that the feed declares
 * itself are not expanded: they stand as they are written. Attributes: the parser compares each of
 * a tag with all others, so the number must be small.
 */
#ifndef STAGES_INTAKE_FEED_REPAIR_H
#define STAGES_INTAKE_FEED_REPAIR_H

#include "text/runs.h"

#define MOST_FEED_ATTRIBUTES 256

typedef struct RepairedFeed {
    Str text;             /* the given text itself if nothing had to be done */
    MapRunList runs;      /* text to the given text */
    uint32_t faults;      /* '&' that begin no reference, crowded tags */
    uint32_t first_fault; /* offset in the given text */
    const char *reason;   /* of the first fault */
} RepairedFeed;

void feed_repair(Str text, Arena *arena, RepairedFeed *out);

#endif
