/* The public header alone, first, under strict flags: the C++ twin of header_test.c. */
#include "dateline/dateline.h"

int main(void)
{
    DatelineSpan span = {0, 1};
    return span.end == 1 && DATELINE_VERSION_MAJOR >= 0 ? 0 : 1;
}
