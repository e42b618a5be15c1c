/* Which relation an analysed text tells of two given parties: finding them, and asking the stage of events. */
#ifndef PIPELINE_RELATION_H
#define PIPELINE_RELATION_H

#include "pipeline/pipeline.h"
#include "record/relation.h"

/* doc: after all stages up to events. Where the text does not name a party in its words, they are read by
 * themselves, to know who is meant: "Russia" is found in "Moscow". Read-only, as the pipeline is; the answer lives as
 * long as document and pipeline. */
DatelineStatus pipeline_relation(const Pipeline *pipeline, const Document *doc, const RelationQuestion *question,
                                 RelationAnswer *out, DatelineError *err) MUST_CHECK;
/* How many stages such a document must have been through. */
uint32_t pipeline_relation_stages(void);

#endif
