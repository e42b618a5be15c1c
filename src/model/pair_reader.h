/*
 * What a sentence says that one given party does to another: a pretrained encoder, tuned on such questions, reads the
 * words around the two.
 *
 *     "The envoy said Norland had shut its consulates in Sudland overnight."
 *                     first                              second           RETREAT, first to second: .9
 *
 *     the words around -> pieces (model/word_pieces.h), those of the parties with a sign of their own
 *     -> a vector each (model/text_encoder.h); of the first piece of either party and of the start of the text
 *     -> a hidden vector a direction -> scores -> probabilities
 *
 * tools/train/relations/pair_reader.py learns and writes it. The probabilities are the same on every machine, and those
 * of one question do not depend on the others it is asked with.
 *
 *     PairReaderWorkspace *workspace = pair_reader_workspace_new(reader, arena);     one a thread; the reader is shared
 *     pair_reader_ask(reader, workspace, questions, count, answers);
 *
 * The file, little-endian:
 *
 *     "DLREADER"  u32 version  u32 types  u64 length of the file
 *     u64 checksum (xxHash of everything after it)
 *     u32 hidden
 *     what word_pieces.h and text_encoder.h read
 *     matrices hidden [2 * hidden][2 * size]: as the one who does it, as the one it is done to;
 *              out [2 * types + 1][hidden]: types this way, none, types both ways          (model/section.h)
 */
#ifndef MODEL_PAIR_READER_H
#define MODEL_PAIR_READER_H

#include "base/arena.h"
#include "base/error.h"
#include "model/pair_answer.h"

#define PAIR_READER_FILE "models/pairs.bin"
#define PAIR_READER_MAGIC "DLREADER"
#define PAIR_READER_VERSION 1u
#define PAIR_READER_HEADER_BYTES 32u
#define PAIR_READER_CHECKSUM_AT 24u
#define PAIR_READER_ANSWERS (1u + PAIR_WAY_COUNT * PAIR_TYPES)

typedef struct PairReader PairReader;

/* bytes must outlive the reader. A file that is not whole, not of this version or not consistent in itself is
 * refused. */
DatelineStatus pair_reader_load(Str bytes, Arena *arena, const PairReader **out, DatelineError *err) MUST_CHECK;

/* Memory for some questions, used again for the next ones. */
typedef struct PairReaderWorkspace PairReaderWorkspace;
PairReaderWorkspace *pair_reader_workspace_new(const PairReader *reader, Arena *arena);

/* A sentence, or a text of some, and the bytes of two parties in it, in either order; bytes of both are the one's that
 * starts first. Of the text the words up to 70 bytes before and behind them are read. */
typedef struct PairQuestion {
    Str text;
    Span first, second;
} PairQuestion;

/* Any number of questions; many at once take a little less time each. Of parties so far apart that they cannot be read
 * together: nothing but none. */
void pair_reader_ask(const PairReader *reader, PairReaderWorkspace *workspace, const PairQuestion *questions,
                     uint32_t count, PairAnswer *out);

#endif
