/* One body unpacked into memory, with a limit: the content codings of HTTP. */
#ifndef STAGES_INTAKE_UNPACK_WHOLE_H
#define STAGES_INTAKE_UNPACK_WHOLE_H

#include "base/buffer.h"

typedef enum WholeCoding { WHOLE_GZIP, WHOLE_DEFLATE, WHOLE_BROTLI, WHOLE_ZSTD } WholeCoding;

typedef enum WholeResult {
    WHOLE_UNPACKED,
    WHOLE_NOT_PACKED, /* it does not start as this coding does */
    WHOLE_BROKEN,     /* cut or damaged: out has what is before */
    WHOLE_TOO_LARGE,
} WholeResult;

const char *whole_name(WholeCoding coding);

/* out must be empty. */
WholeResult unpack_whole(WholeCoding coding, Str packed, uint32_t limit, Buffer *out);

#endif
