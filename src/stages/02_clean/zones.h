/*
 * What the elements of a page are for, by tag, class, id and role: navigation, comments, teasers,
 * captions ... An element's zone holds for everything within, unless something within says
 * otherwise. An element that holds most of the page's text is never taken for any of these,
 * whatever its class: "page has-sidebar" is the class of a body.
 */
#ifndef CLEAN_ZONES_H
#define CLEAN_ZONES_H

#include "html/html.h"
#include "lexicon.h"

#define ZONE_LIST(X)                                                                               \
    X(NONE, "none")                                                                                \
    X(BODY, "body") X(NAVIGATION, "navigation") X(FOOTER, "footer") X(SHARE, "share")              \
        X(COMMENT, "comment") X(TEASER, "teaser") X(ADVERTISEMENT, "advertisement")                \
            X(CONSENT, "consent") X(PAYWALL, "paywall") X(CAPTION, "caption") X(BYLINE, "byline")  \
                X(HIDDEN, "hidden")

#define ZONE(suffix, text) ZONE_##suffix,
typedef enum Zone { ZONE_LIST(ZONE) ZONE_COUNT } Zone;
#undef ZONE

/* What an element holds, children included; text that is never shown is not counted. */
typedef struct Holding {
    uint32_t text_len;
    uint32_t link_len; /* of it, in links */
    Zone zone;         /* its own or inherited */
    bool is_shown;     /* false: script, hidden, form control; so is all within */
    uint8_t body_name; /* how clearly its own tag or class says that it holds the article:
                          0 not, 1 "main", 2 article or "post", 3 "article-body" */
} Holding;

/* One entry for each node, by its order; nodes [tree->node_count] gets the nodes. */
Holding *zones_read(const HtmlTree *tree, HtmlNode **nodes, const Lexicon *lexicon, Arena *arena);

/* The next word of a class list from *at on: runs of letters, cut where a capital follows a small
 * letter. */
bool zones_next_class_word(Str value, uint32_t *at, Str *out);

/* The next word of a class or id: a run of letters, cut where a capital follows a small letter.
 * Begin with *at = 0; false after the last. */
bool zones_next_class_word(Str value, uint32_t *at, Str *out);

/* Starts a piece of its own: blocks, table cells, br is not. */
bool zones_is_block(const HtmlNode *node);

#endif
