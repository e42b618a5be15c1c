/* Any bytes as a table of pairs: what comes of them is whole, and what does not is reported. */
#include <stdlib.h>

#include "01_intake/intake.h"
#include "01_intake/unpack.h"
#include "fuzz.h"
#include "text/utf8.h"

static DatelineStatus take_row(void *context, const IntakeRow *row, DatelineError *err)
{
    size_t len = *(size_t *)context;
    (void)err;
    REQUIRE(row->text.len > 0 && row->id.len > 0 && row->offset < len);
    REQUIRE(utf8_valid_prefix(row->text) == row->text.len && utf8_valid_prefix(row->id) == row->id.len);
    for (size_t i = 0; i < COUNT(row->parties); i++) {
        REQUIRE(row->parties[i].len > 0 && row->places[i].start <= row->places[i].end && row->places[i].end <= row->text.len);
        REQUIRE(utf8_valid_prefix(row->parties[i]) == row->parties[i].len);
    }
    return DATELINE_OK;
}

static void take_problem(void *context, const IntakeProblem *problem)
{
    REQUIRE(problem->offset <= *(size_t *)context && problem->message.len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    Str bytes = {(const char *)data, (uint32_t)len};
    /* Of packed bytes the offsets count in what they hold. */
    size_t bound = unpack_find(bytes) == PACKING_NONE ? len : SIZE_MAX;
    IntakeSink sink = {.context = &bound, .row = take_row, .problem = take_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    REQUIRE(intake_read_bytes(bytes, "x", &sink, &counts, &err) == DATELINE_OK);
    return 0;
}
