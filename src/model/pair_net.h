/*
 * What two parties of a sentence have to do with one another: words and marks of each and of what
 * joins them in, scores of relations out.
 *
 *     "Norland | will shut its consulates in | Sudland"
 *      first     shared: shut, its object ...  second: "in", the path through "consulate"
 *
 *     words -> rows of the table of sentence_encoder.h, their mean a role -> a product, plus rows of
 *     marks, plus a product of what pair_context.h says of the one word that stands for each
 *     -> a hidden vector a direction -> a second one that sees both -> scores
 *
 * Words and marks are numbered by whoever asks; tools/train/relations.py learns by the same numbers. All
 * sums are of whole numbers or in one order (model/vector_ops.h): the scores are the same on every machine.
 *
 * The file, little-endian:
 *
 *     "DLRELATE"  u32 version  u32 size (of a word's row)  u64 length of the file
 *     u64 checksum (xxHash of everything after it)
 *     u32 hidden, deep, types, shared_roles, party_roles, shared_marks, party_marks, joining,
 *         width of the contexts, size, layer_count; char layers[16]
 *     what pair_context.h reads
 *     matrices context_shared [hidden][size], context_party [2 * hidden][size],
 *      shared [hidden][shared_roles * size], party [2 * hidden][party_roles * size],
 *              deep [2 * deep][hidden], out [2 * types + 1][deep]          (model/section.h)
 *     f32 scales, i8 rows[shared_marks][hidden]; f32 scales, i8 rows[party_marks][2 * hidden];
 *     f32 scales, i8 rows[joining][hidden]: of words in the first shared role, by their hash
 *     what pair_screen.h reads
 */
#ifndef MODEL_PAIR_NET_H
#define MODEL_PAIR_NET_H

#include "model/pair_context.h"
#include "model/pair_answer.h"

#define PAIR_MAGIC "DLRELATE"
#define PAIR_MODEL_VERSION 3u
#define PAIR_HEADER_BYTES 32u
#define PAIR_CHECKSUM_AT 24u
#define PAIR_MOST_WORDS 32u
#define PAIR_MOST_MARKS 24u

/* What is known of one party, or of what joins the two. */
typedef struct PairPart {
    Str words[PAIR_MOST_WORDS]; /* in small letters */
    uint8_t roles[PAIR_MOST_WORDS];
    uint16_t marks[PAIR_MOST_MARKS];
    uint32_t word_count;
    uint32_t mark_count;
    uint32_t at; /* the word that stands for it, among those of all sentences read */
} PairPart;

/* More than fits is left out. */
void pair_part_add_word(PairPart *part, uint32_t role, Str word);
void pair_part_add_mark(PairPart *part, uint32_t mark);

/* What the model must have been made for. */
typedef struct PairShape {
    uint32_t types, shared_roles, party_roles, shared_marks, party_marks;
    uint32_t width; /* of the contexts */
} PairShape;

typedef struct PairNet PairNet;

/* bytes and words must outlive the net. A file that is not whole, not of this version, not of this shape
 * or not consistent in itself is refused. */
DatelineStatus pair_net_read(Str bytes, const PairShape *shape, const SentenceEncoder *words, Arena *arena,
                             const PairNet **out, DatelineError *err) MUST_CHECK;

#define PAIR_AT_ONCE 16u

/* What is asked about: words and marks, all of them below the shape's numbers. */
typedef struct PairCues {
    PairPart shared;
    PairPart parties[2];
} PairCues;

/* Memory for PAIR_AT_ONCE pairs, used again for the next ones. */
typedef struct PairWorkspace PairWorkspace;
PairWorkspace *pair_workspace_new(const PairNet *net, Arena *arena);

/* Whether an answer may be expected at all: nineteen pairs of twenty have none, and this costs next to nothing. No sentence
 * need be read. */
bool pair_net_is_worth_asking(const PairNet *net, const PairCues *cues);

/* The sentences that all questions are about, until the next call. */
void pair_net_read_sentences(const PairNet *net, PairWorkspace *workspace, const PairSentence *sentences, uint32_t count,
                             Arena *arena);
/* count: at most PAIR_AT_ONCE. */
void pair_net_answer(const PairNet *net, PairWorkspace *workspace, const PairCues *cues, uint32_t count,
                     PairAnswer *out);

#endif
