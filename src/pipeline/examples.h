/* Every rule comes with a sentence that shows it at work; here the sentences are tried. */
#ifndef PIPELINE_EXAMPLES_H
#define PIPELINE_EXAMPLES_H

#include "pipeline/pipeline.h"

/* Whether the pipeline up to that stage makes a record with the example's rule. The sentence is
 * read as an article of 31 December 2024. */
bool example_holds(const Pipeline *pipeline, uint32_t stage, const RuleExample *example);

#endif
