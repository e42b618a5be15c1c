/*
 * Whether a pair is worth reading its sentence for, by what pair_net.h is asked with and nothing else: a
 * sum of whole numbers.
 *
 *     "Norland | will padlock consulates of | Sudland"
 *     "padlock" joins +41, "consulate" is its object +12, "consulate" beside "padlock" 0, a verb +3 ...: read it
 *     "Norland | sits on the coast of | Sudland"
 *     "sit" joins -38, "coast" on the way -15 ...: nothing is to be expected
 *
 * In the file, behind all else of pair_net.h: u32 buckets, i32 bias, i8 words[buckets] by the hash of word and role,
 * shared_marks[], first_marks[], second_marks[].
 */
#ifndef MODEL_PAIR_SCREEN_H
#define MODEL_PAIR_SCREEN_H

#include "model/pair_net.h"
#include "model/section.h"

typedef struct PairScreen {
    const int8_t *words, *shared_marks, *party_marks[2];
    uint32_t buckets, shared_roles;
    int32_t bias;
} PairScreen;

/* What does not fit: the reader is short. */
PairScreen pair_screen_take(SectionReader *reader, const PairShape *shape);

bool pair_screen_passes(const PairScreen *screen, const PairCues *cues);

#endif
