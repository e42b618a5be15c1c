/* A sink that writes what it gets as lines:
 *
 *     article html @12 url=http://a title=A page=<p>x
 *     problem broken JSON @40 line 2: expected ',' or '}'
 */
#ifndef TESTS_INTAKE_GATHER_H
#define TESTS_INTAKE_GATHER_H

#include "01_intake/intake.h"
#include "base/buffer.h"

static void gather_field(Buffer *out, const char *name, DatelineText value)
{
    if (value.len > 0) buffer_format(out, " %s=%.*s", name, (int)value.len, value.data);
}

static inline DatelineStatus gather_article(void *context, const DatelineSource *source,
                                            DatelineError *err)
{
    Buffer *out = context;
    (void)err;
    buffer_format(out, "article %s @%llu", source->format == DATELINE_FORMAT_HTML ? "html" : "text",
                  (unsigned long long)source->path_offset);
    gather_field(out, "url", source->url);
    gather_field(out, "outlet", source->outlet);
    gather_field(out, "title", source->title);
    gather_field(out, "author", source->author);
    gather_field(out, "published", source->published);
    gather_field(out, "fetched", source->fetched);
    gather_field(out, "language", source->language);
    if (source->page.len > 100)
        buffer_format(out, " page of %zu\n", source->page.len);
    else
        buffer_format(out, " page=%.*s\n", (int)source->page.len, source->page.data);
    return DATELINE_OK;
}

static inline void gather_problem(void *context, const IntakeProblem *problem)
{
    Buffer *out = context;
    buffer_format(out, "problem %s @%llu line %llu: %.*s\n", intake_reason_name(problem->reason),
                  (unsigned long long)problem->offset, (unsigned long long)problem->line,
                  STR_ARG(problem->message));
}

#endif
