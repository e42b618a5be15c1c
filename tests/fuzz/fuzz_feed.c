#include "fuzz_intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    return read_as("feed.rss", data, len);
}
