/*
 * An HTML page to pieces: one for each block of text, with its kind, the length of its links and
 * the zone it stands in. What cannot be the article by where it stands (navigation, comments, lists
 * of links, all that lies outside of the element that holds the text) is decided here; the rest is
 * left to the judges, as for plain text.
 */
#ifndef CLEAN_PAGE_H
#define CLEAN_PAGE_H

#include "html/html.h"
#include "lexicon.h"
#include "work.h"
#include "zones.h"

/* What page.c knows of a piece besides. */
typedef struct PagePiece {
    const HtmlNode *block; /* the nearest block around its text */
    Zone zone;
    double score; /* how much it looks like running text of an article; 0 if not at all */
} PagePiece;

typedef struct Page {
    Work *work;
    const Lexicon *lexicon;
    const HtmlTree *tree;
    const Holding *holdings;
    List(PagePiece) pieces; /* beside work->pieces */
} Page;

void page_read(Work *work, const HtmlTree *tree, const Lexicon *lexicon);

/* The element that holds the article's text; body if nothing better is found. (body.c) */
const HtmlNode *page_find_body(const Page *page);

/* Dates that the page shows. body_end: the node order after the article. (page_dates.c) */
void page_read_dates(Page *page, uint32_t body_end);
/* The author that the page shows. (byline.c) */
void page_read_byline(Page *page);

#endif
