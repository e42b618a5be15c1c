/* Bytes through intake as a file of some name. */
#ifndef TESTS_FUZZ_INTAKE_H
#define TESTS_FUZZ_INTAKE_H

#include <stdlib.h>

#include "01_intake/intake.h"
#include "01_intake/unpack.h"
#include "fuzz.h"
#include "text/utf8.h"

static DatelineStatus take_article(void *context, const DatelineSource *source, DatelineError *err)
{
    size_t len = *(size_t *)context;
    (void)err;
    REQUIRE(source->page.len > 0 && source->path_offset < len);
    const DatelineText *names[] = {&source->url,     &source->outlet,    &source->title,
                                   &source->author,  &source->published, &source->fetched,
                                   &source->language};
    for (size_t i = 0; i < COUNT(names); i++) {
        Str text = {names[i]->data, (uint32_t)names[i]->len};
        REQUIRE(utf8_valid_prefix(text) == text.len);
    }
    return DATELINE_OK;
}

static void take_problem(void *context, const IntakeProblem *problem)
{
    size_t len = *(size_t *)context;
    REQUIRE(problem->offset <= len && problem->message.len > 0);
}

/* fields: what JSON members mean; NULL: as built in. */
static int read_with(const IntakeFields *fields, const char *name, const uint8_t *data, size_t len)
{
    Str bytes = {(const char *)data, (uint32_t)len};
    /* Of packed bytes the offsets count in what they hold. */
    size_t bound = unpack_find(bytes) == PACKING_NONE ? len : SIZE_MAX;
    IntakeSink sink = {
        .context = &bound, .article = take_article, .problem = take_problem, .fields = fields};
    IntakeCounts counts = {0};
    DatelineError err;
    DatelineStatus status = intake_read_bytes(bytes, name, &sink, &counts, &err);
    REQUIRE(status == DATELINE_OK);
    return 0;
}

static inline int read_as(const char *name, const uint8_t *data, size_t len)
{
    return read_with(NULL, name, data, len);
}

#endif
