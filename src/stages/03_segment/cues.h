/*
 * What is seen around a place that may end a sentence, or around a word that may be two, as
 * numbers for the judge (judge.h).
 *
 *     ... Best regards, | Ana Moreno 08/16/2000 ...
 *     form before ","   shape after "Xx"   shapes "x , Xx Xx"   "," with "Xx"   two words since ...
 *
 * A cue is a hash of its kind and what was seen; the judge has a row of weights for each.
 */
#ifndef SEGMENT_CUES_H
#define SEGMENT_CUES_H

#include "base/arena.h"
#include "record/document.h"

#define MOST_CUES 64

typedef struct Cues {
    uint32_t count;
    uint32_t values[MOST_CUES];
} Cues;

/* One token as cues see it. */
typedef struct TokenCue {
    uint32_t form;  /* hash of the lower case form */
    uint32_t shape; /* hash of "Xx", "d/d/d", "x@x.x" */
    uint32_t tail;  /* hash of the last two bytes */
    uint32_t to_mark; /* tokens to the next mark that can end a sentence, at most FARTHEST_MARK */
} TokenCue;

#define FARTHEST_MARK 15u

/* A paragraph's tokens with their cues. */
typedef struct CueLine {
    const Document *doc;
    TokenRange range;
    const TokenCue *tokens; /* [range] */
} CueLine;

/* The cues live in arena, which must be empty enough: 16 bytes a token. */
CueLine cues_of_paragraph(const Document *doc, TokenRange range, Arena *arena);

/* A place between two tokens, as the rules left it. */
typedef struct Gap {
    const CueLine *line;
    uint32_t start;    /* first token of the sentence so far */
    uint32_t next;     /* the token after the gap; start < next < range.end */
    unsigned sign;     /* what may end a sentence here: an Ending of sentences.c */
    bool rule_ends;    /* what the rules would say */
    bool after_quote;  /* a closing mark stands between the sign and the gap */
    unsigned brackets; /* that stand open in the sentence */
    bool in_quote;     /* a quotation stands open in the sentence */
} Gap;

void cues_of_gap(const Gap *gap, Cues *out);
/* Of the word at index, and whether it may be two. */
void cues_of_word(const CueLine *line, uint32_t index, Cues *out);

#endif
