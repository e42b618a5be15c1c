/* Records of web archives, WARC and ARC, plain: what packs them is fuzz_packed's. */
#include "fuzz_intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    read_as("x.warc", data, len);
    return read_as("x.arc", data, len);
}
