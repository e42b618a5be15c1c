/*
 * An HTML page to pieces: one for each block of text, with its kind, the length of its links and
 * the zone it stands in. What cannot be the article by where it stands (navigation, comments, lists
 * of links, all that lies outside of the element that holds the text) is decided here; the rest is
 * left to the judges, as for plain text.
 */
#ifndef CLEAN_PAGE_H
#define CLEAN_PAGE_H

#include "around.h"
#include "html/html.h"
#include "lexicon.h"
#include "words.h"
#include "work.h"
#include "zones.h"

/* What page.c knows of a piece besides. */
typedef struct PagePiece {
    const HtmlNode *block; /* the nearest block around its text */
    Zone zone;
    double score;  /* how much it looks like running text of an article; 0 if not at all */
    Shape shape;
    float keep; /* from 0 to 1: does it belong to the article? What the scorer says. */
} PagePiece;

/* What the element of the article's text covers. */
typedef struct BodyRange {
    uint32_t title; /* node orders; 0: no headline stands before it */
    uint32_t start;
    uint32_t end;
    const HtmlNode *parent;
} BodyRange;

struct Scorer;

typedef struct Page {
    Work *work;
    const Lexicon *lexicon;
    const HtmlTree *tree;
    HtmlNode *const *nodes; /* by their order */
    const Holding *holdings;
    const Around *around;
    const HtmlNode *body; /* holds most of the running text */
    BodyRange range;
    const double *sums;   /* of the pieces' scores, within each node */
    List(PagePiece) pieces; /* beside work->pieces */
} Page;

void page_read(Work *work, const HtmlTree *tree, const Lexicon *lexicon, const struct Scorer *scorer);

/* Drops what is unlike the article's text, once the judges have had their say. */
void page_drop_unlike(Work *work);

/* Reads all of the page that is needed to judge its pieces. */
void page_read_pieces(Page *page);
/* Does it stand where the article's text stands, or where leads and last paragraphs do? */
bool page_is_in_body(const Page *page, uint32_t piece);

/* Sums of values, one for each piece, within each node. (body.c) */
double *page_sum_up(const Page *page, const float *values);
/* The element that holds the article's text; body if nothing better is found. */
const HtmlNode *page_find_body(const Page *page);
/* The smallest element that holds nearly all of a sum. */
const HtmlNode *page_find_holder(const Page *page, const double *sums);

#endif
