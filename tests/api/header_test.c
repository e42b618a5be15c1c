/* The public header alone, first, under strict flags: compiled as C and as C++. */
#include "dateline/dateline.h"

int main(void)
{
    DatelineSpan span = {0, 1};
    return span.end == 1 && DATELINE_VERSION_MAJOR >= 0 ? 0 : 1;
}
