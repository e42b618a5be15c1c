/*
 * Words as pieces that a pretrained encoder knows, as BERT's uncased vocabulary has them.
 *
 *     Kovalenko's   kova ##len ##ko ' s
 *     Erdoğan       er ##dog ##an
 *
 * In small letters, without accents; punctuation stands alone; from the start on the longest piece that is
 * known. Typographic quotation marks, apostrophes and dashes are read as the plain ones.
 *
 * In a section of a model file (model/section.h):
 *
 *     u32 first, further                 pieces at the start of a word, and behind another one
 *     u32 ends[first + further]          of the piece in the text, growing
 *     char text[]                        the pieces of both kinds, each kind growing in the order of bytes
 *
 * Pieces count from PIECE_SPECIAL_COUNT on, those at the start first.
 */
#ifndef MODEL_WORD_PIECES_H
#define MODEL_WORD_PIECES_H

#include "model/section.h"

enum { PIECE_UNKNOWN, PIECE_START, PIECE_END, PIECE_SPECIAL_COUNT };

/* Some of the pieces, in growing order. */
typedef struct PieceList {
    uint32_t first; /* the number of the first */
    uint32_t count;
} PieceList;

typedef struct WordPieces {
    PieceList first, further;
    const unsigned char *ends; /* u32 each, not aligned */
    const char *text;
} WordPieces;

/* What is not in order: the reader is short. The section must outlive the pieces. */
WordPieces word_pieces_take(SectionReader *reader);

/* With the special ones. */
static inline uint32_t word_pieces_count(const WordPieces *pieces)
{
    return PIECE_SPECIAL_COUNT + pieces->first.count + pieces->further.count;
}

/* What a piece that is not special stands for, without the ## that is written before further ones. */
Str word_piece_text(const WordPieces *pieces, uint32_t number);

/* Of a piece of text without blanks, at most so many to out. Returns how many: at least one. What has no pieces
 * is unknown. */
uint32_t word_pieces_of(const WordPieces *pieces, Str word, uint32_t most, uint32_t *out);

#endif
