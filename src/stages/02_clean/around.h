/*
 * What stands around each element of a page: kinds of elements it is within, what their classes and
 * ids say, and whether one of them is one of many of a kind (a list of boxes). Everything is handed
 * down from parent to child, so one pass over the tree is enough.
 */
#ifndef CLEAN_AROUND_H
#define CLEAN_AROUND_H

#include "html/html.h"
#include "lexicon.h"
#include "zones.h"

enum WithinFlag {
    WITHIN_LIST = 1 << 0,
    WITHIN_TABLE = 1 << 1,
    WITHIN_ARTICLE = 1 << 2,
    WITHIN_MAIN = 1 << 3,
    WITHIN_ASIDE = 1 << 4,
    WITHIN_NAV = 1 << 5,
    WITHIN_HEADER = 1 << 6,
    WITHIN_FOOTER = 1 << 7,
    WITHIN_FORM = 1 << 8,
    WITHIN_FIGURE = 1 << 9,
    WITHIN_QUOTE = 1 << 10,
};

#define NEAR_EVIDENCE 3

/* Of an element, itself included. */
typedef struct Around {
    uint64_t kind;             /* hash of its tag and class */
    uint32_t within;           /* WithinFlag */
    uint32_t same_boxes;       /* most elements beside one around it of the same kind */
    uint32_t article;          /* order of the article element around it; 0 if there is none */
    float near[NEAR_EVIDENCE]; /* weights of the nearest elements with known words, nearest first */
    float all;                 /* sum of the weights of all around it */
    float least;
    float most;
    uint8_t body_name; /* highest of the holdings' */
} Around;

/* [tree->node_count]; nodes by their order. Only elements' entries say anything. */
Around *around_read(const HtmlTree *tree, HtmlNode *const *nodes, const Holding *holdings,
                    const Lexicon *lexicon, Arena *arena);

#endif
