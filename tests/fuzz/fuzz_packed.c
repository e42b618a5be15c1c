/* gzip, xz, Zstandard and zip around anything; offsets may lie beyond the packed bytes. */
#include <stdlib.h>

#include "01_intake/intake.h"
#include "fuzz.h"

static DatelineStatus take_article(void *context, const DatelineSource *source, DatelineError *err)
{
    (void)context;
    (void)err;
    REQUIRE(source->page.len > 0);
    return DATELINE_OK;
}

static void take_problem(void *context, const IntakeProblem *problem)
{
    (void)context;
    REQUIRE(problem->message.len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    IntakeSink sink = {.article = take_article, .problem = take_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    Str bytes = {(const char *)data, (uint32_t)len};
    REQUIRE(intake_read_bytes(bytes, "x", &sink, &counts, &err) == DATELINE_OK);
    return 0;
}
