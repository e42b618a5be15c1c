/* What the html5lib cases expect and what src/html makes of them, as text to compare. */
#ifndef TESTS_SCORE_HTML5LIB_H
#define TESTS_SCORE_HTML5LIB_H

#include "base/buffer.h"
#include "html/tokens.h"
#include "text/json_read.h"

typedef struct CaseCounts {
    unsigned passed;
    unsigned total;
} CaseCounts;

/* A .test file (tokenizer) or a .dat file (tree construction). prints_failures: what was expected
 * and what came, for each that failed. */
CaseCounts html5lib_run_tokenizer(Str file, bool prints_failures);
CaseCounts html5lib_run_trees(Str file, bool prints_failures);

/* The tree as the cases write it: "| <html>\n|   <head>\n". */
void html5lib_write_tree(const HtmlNode *root, Buffer *out);

#endif
