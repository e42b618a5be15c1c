/*
 * Packed streams: what is compressed is known by its first bytes, not by its name, and unpacked
 * into the window of a reader as it is asked for.
 *
 *     1F 8B            gzip, any number of members one after another
 *     FD 37 7A 58 5A   xz, any number of streams, with padding between them
 *     28 B5 2F FD      Zstandard, any number of frames, skippable ones passed over
 *
 * Memory is bounded by the format (gzip) or by refusing what asks for more than
 * LARGEST_DICTIONARY_BYTES (xz, Zstandard); time by refusing what grows out of all proportion to
 * its file (MOST_GROWTH).
 */
#ifndef STAGES_INTAKE_UNPACK_H
#define STAGES_INTAKE_UNPACK_H

#include "bytes.h"

#define LARGEST_DICTIONARY_LOG 27 /* what zstd and xz write unless told otherwise needs no more */
#define LARGEST_DICTIONARY_BYTES (1u << LARGEST_DICTIONARY_LOG)
/* What no text grows by, though deflate could reach 1,000 and Zstandard 30,000. Counted against the
 * file, whatever is packed in what, once there is more than FREE_GROWTH_BYTES. */
#define MOST_GROWTH 250
#define FREE_GROWTH_BYTES (256ull << 20)

typedef enum Packing { PACKING_NONE, PACKING_GZIP, PACKING_XZ, PACKING_ZSTD } Packing;

#define PACKING_MAGIC_BYTES 6

/* start: the first PACKING_MAGIC_BYTES of a stream, fewer if it has no more. */
Packing unpack_find(Str start);
const char *unpack_name(Packing packing); /* "gzip" */

/* reader becomes one of the unpacked bytes; what it was before is inside. */
void unpack_wrap(ByteReader *reader, Packing packing);

#endif
