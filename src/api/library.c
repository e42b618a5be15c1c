/* The shared library is made of the static one whole; a library wants a source file of its own. */
#include "dateline/dateline.h"
