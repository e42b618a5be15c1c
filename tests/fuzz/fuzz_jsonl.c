/* JSON of every layout: lines by their name, the others by their content. */
#include "fuzz_intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    read_as("x.jsonl", data, len);
    return read_as("x.json", data, len);
}
