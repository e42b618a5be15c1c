/*
 * Where on the page something stands that tells of the article: right below the headline, above it,
 * in the text, after it, in the box of another article. Scores for choosing between dates and
 * between authors that a page shows.
 */
#ifndef CLEAN_PAGE_PLACE_H
#define CLEAN_PAGE_PLACE_H

#include "page.h"

typedef struct PagePlace {
    uint32_t title_piece; /* of the headline; NONE */
    uint32_t title_order; /* its node */
    uint32_t body_end;    /* node order after the article */
    uint32_t end_piece;   /* first piece after the article */
} PagePlace;

PagePlace page_place_find(const Page *page, uint32_t body_end);

/* From 3 right below the headline to -3 far behind the article. */
int32_t page_place_score(const PagePlace *place, uint32_t piece, uint32_t order);
/* 1 in a byline, 0 in the article, less in what belongs to others; lowest among comments. */
int32_t page_place_zone(Zone zone);

/* Dates that the page shows. (page_dates.c) */
void page_read_dates(Page *page, const PagePlace *place);
/* Authors that the page shows. (byline.c) */
void page_read_authors(Page *page, const PagePlace *place);

#endif
