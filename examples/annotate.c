/*
 * The smallest program against the public header: reads an article from standard input, prints its
 * records as one line of JSON.
 *
 *     cc annotate.c $(pkg-config --cflags --libs dateline) -o annotate && ./annotate < article.txt
 */
#include <stdio.h>
#include <stdlib.h>

#include "dateline/dateline.h"

#define LARGEST_INPUT_BYTES (1u << 20)

int main(void)
{
    char *text = malloc(LARGEST_INPUT_BYTES);
    if (text == NULL) return 1;
    DatelineSource source = {
        .page = {text, fread(text, 1, LARGEST_INPUT_BYTES, stdin)},
        .format = DATELINE_FORMAT_TEXT,
    };

    int result = 1;
    DatelineError err;
    DatelineDocument *doc;
    DatelinePipeline *pipeline = dateline_pipeline_new(NULL, &err);
    if (pipeline == NULL || dateline_pipeline_analyse(pipeline, &source, &doc, &err) != DATELINE_OK) {
        fprintf(stderr, "annotate: %s\n", err.message);
    } else {
        char *json = dateline_document_json(doc, NULL);
        puts(json);
        free(json);
        dateline_document_free(doc);
        result = 0;
    }
    dateline_pipeline_free(pipeline);
    free(text);
    return result;
}
