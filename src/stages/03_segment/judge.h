/*
 * The learnt part of the segmenter: of a place with its cues, how much speaks for an end, and of a
 * word, how much speaks for two.
 *
 * A cue picks a row of small weights; the rows of all cues are added, negative sums count as
 * nothing, and a weighted sum of the rest is the answer: above zero is yes. All numbers are
 * integers, so that the answer is the same everywhere.
 *
 *     sums[H] = bias[H] + rows[cue 1][H] + rows[cue 2][H] + ...     answer = offset + out . max(sums, 0)
 *
 * models/splitter.bin, little-endian, made by tools/train/splitter.py:
 *
 *     "DLSPLIT\0"  u32 version  u32 bits of a row's number  u64 xxHash of everything after it
 *     for ends of sentences, then for words:
 *         i32 offset   i16 bias[H]   i16 out[H]   i8 rows[1 << bits][H]        H is 16
 */
#ifndef SEGMENT_JUDGE_H
#define SEGMENT_JUDGE_H

#include "base/error.h"
#include "cues.h"

#define JUDGE_FILE "models/splitter.bin"
#define JUDGE_WIDTH 16u

typedef struct JudgeNet {
    int32_t offset;
    int16_t bias[JUDGE_WIDTH];
    int16_t out[JUDGE_WIDTH];
    const int8_t *rows; /* [1 << bits][JUDGE_WIDTH] */
} JudgeNet;

typedef struct Judge {
    unsigned bits;
    JudgeNet ends;
    JudgeNet words;
} Judge;

/* The rows are used where they lie: bytes must outlive the judge. */
DatelineStatus judge_read(Str bytes, Judge *out, DatelineError *err) MUST_CHECK;

int32_t judge_ask(const Judge *judge, const JudgeNet *net, const Cues *cues);

#endif
