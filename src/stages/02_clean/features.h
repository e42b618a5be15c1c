/*
 * What is measured of each piece of a page, for the scorer that decides whether it belongs to the
 * article. One line a feature: its name, as in data/clean/main_text.tsv, and what it says.
 *
 *     <div class="post"><p>Ministers <a href=/x>met</a> in Oslo, they said.</p>
 *     text_len 5.3  link_share 0.09  function_share 0.33  ends_sentence 1  is_paragraph 1 ...
 *
 * Lengths and counts are given as log2(1 + n): what matters is the order of size. Shares are from 0
 * to 1. The first list depends on the page alone; the second on what the first round of the scorer
 * said of the pieces around (context.c).
 */
#ifndef CLEAN_FEATURES_H
#define CLEAN_FEATURES_H

#include "page.h"

#define TEXT_FEATURES(X)                                                                           \
    X(text_len, "length of the text")                                                              \
    X(words, "number of words")                                                                    \
    X(link_share, "share of the text that stands in links")                                        \
    X(unlinked_len, "length of the text outside of links")                                         \
    X(function_share, "share of English function words")                                           \
    X(small_share, "share of words of one to three small letters: function words of any language") \
    X(capital_share, "share of words that begin with a capital")                                   \
    X(upper_share, "share of letters that are capitals")                                           \
    X(ends_sentence, "ends with a full stop or the like")                                          \
    X(ends_colon, "ends with a colon")                                                             \
    X(ends_question, "ends with a question mark")                                                  \
    X(has_quote, "opens with a quotation mark")                                                    \
    X(starts_small, "begins with a small letter")                                                  \
    X(starts_mark, "begins with neither a letter nor a figure")                                    \
    X(sentences, "number of sentence ends")                                                        \
    X(comma_share, "commas a word")                                                                \
    X(digit_share, "share of figures")                                                             \
    X(mark_share, "share of bars, arrows, bullets")                                                \
    X(word_len, "mean length of a word")                                                           \
    X(has_address, "holds a web or mail address, or a handle")                                     \
    X(has_copyright, "holds a copyright sign")                                                     \
    X(line_words, "mean weight of its words, data/clean/line_weights.tsv")                         \
    X(line_words_least, "lowest weight of its words")                                              \
    X(line_words_most, "highest weight of its words")                                              \
    X(copies, "how often the same text stands on the page")

#define PLACE_FEATURES(X)                                                                          \
    X(is_paragraph, "is a p")                                                                      \
    X(is_line, "text straight in a div, a cell and the like")                                      \
    X(is_item, "is an item of a list")                                                             \
    X(heading_level, "level of the heading, 0 for none")                                           \
    X(in_list, "within a list")                                                                    \
    X(in_table, "within a table")                                                                  \
    X(in_article, "within an article element")                                                     \
    X(in_main, "within a main element")                                                            \
    X(in_aside, "within an aside")                                                                 \
    X(in_nav, "within a nav")                                                                      \
    X(in_header, "within a header element")                                                        \
    X(in_footer, "within a footer element")                                                        \
    X(in_form, "within a form")                                                                    \
    X(in_figure, "within a figure")                                                                \
    X(in_quote, "within a blockquote")                                                             \
    X(depth, "depth in the tree")                                                                  \
    X(zone_navigation, "the zone is navigation")                                                   \
    X(zone_share, "the zone is share buttons")                                                     \
    X(zone_comment, "the zone is comments")                                                        \
    X(zone_teaser, "the zone is other articles")                                                   \
    X(zone_caption, "the zone is a caption")                                                       \
    X(zone_byline, "the zone is a byline")                                                         \
    X(zone_other, "another zone that is not the article")                                          \
    X(zone_body, "the zone is the article")                                                        \
    X(evidence_own, "weights of the class words of the nearest element that has any")              \
    X(evidence_near, "the same of the nearest three")                                              \
    X(evidence_all, "the same of all around it")                                                   \
    X(evidence_least, "the lowest weight of an element around it")                                 \
    X(evidence_most, "the highest")                                                                \
    X(body_name, "how clearly an element around it is named as the article's")                     \
    X(same_boxes, "most elements beside one around it with the same tag and class")                \
    X(same_pieces, "pieces on the page with the same tag and class of the block and of its parent") \
    X(same_link_share, "share of links in those")                                                  \
    X(same_len, "mean length of those")                                                            \
    X(box_link_share, "share of links in the parent of the block")                                 \
    X(box2_link_share, "the same one up")                                                          \
    X(box_len, "length of the parent's text")                                                      \
    X(box2_len, "the same one up")                                                                 \
    X(box_score, "share of the page's running text in the parent")                                 \
    X(box2_score, "the same one up")                                                               \
    X(box3_score, "the same two up")                                                               \
    X(steps_up, "levels up to an element around the article's")                                    \
    X(steps_down, "levels from there down to the article's")                                       \
    X(in_body, "within the element that holds most running text")                                  \
    X(in_range, "there, or a likely lead above or paragraph beside it")                            \
    X(title_steps, "levels up to an element around the headline")                                  \
    X(before_body, "before it")                                                                    \
    X(articles, "number of article elements on the page")                                          \
    X(article_share, "share of the page's running text in the article element around it")

#define PAGE_FEATURES(X)                                                                           \
    X(place_share, "pieces before it, of all")                                                     \
    X(text_share, "text before it, of all")                                                        \
    X(body_place, "running text before it, of all")                                                \
    X(after_title, "stands after the headline")                                                    \
    X(since_title, "pieces since the headline")                                                    \
    X(title_share, "share of its words that the title has")                                        \
    X(since_heading, "pieces since a heading")                                                     \
    X(heading_words, "mean weight of that heading's words")                                        \
    X(heading_links, "share of that heading in links")                                             \
    X(witness_len, "length of the linked data's articleBody")                                      \
    X(witness_share, "share of its shingles there")                                                \
    X(description_share, "share of its shingles in the page's description")                        \
    X(page_len, "length of the page's text")                                                       \
    X(page_pieces, "number of pieces")                                                             \
    X(page_running, "amount of running text on the page")                                          \
    X(page_body_share, "share of it in the article's element")

/* Some features of pieces around: name, feature. */
#define NEAR_FEATURES(X, AT)                                                                       \
    X(AT##_len, text_len)                                                                          \
    X(AT##_link_share, link_share)                                                                 \
    X(AT##_ends_sentence, ends_sentence)                                                           \
    X(AT##_evidence, evidence_near)                                                                \
    X(AT##_heading, heading_level)                                                                 \
    X(AT##_line_words, line_words)

#define ALL_NEAR_FEATURES(X)                                                                       \
    NEAR_FEATURES(X, before2)                                                                      \
    NEAR_FEATURES(X, before1)                                                                      \
    NEAR_FEATURES(X, after1)                                                                       \
    NEAR_FEATURES(X, after2)

#define CONTEXT_FEATURES(X)                                                                        \
    X(first_score, "what the first round says")                                                    \
    X(before1_score, "what it says of the piece before")                                           \
    X(before2_score, "of the one before that")                                                     \
    X(after1_score, "of the piece after")                                                          \
    X(after2_score, "of the one after that")                                                       \
    X(near_score, "mean over five pieces before and after, by length")                             \
    X(box_mean, "mean over the parent's pieces, by length")                                        \
    X(box2_mean, "the same one up")                                                                \
    X(same_mean, "mean over pieces with the same tag and class, by length")                        \
    X(box_kept, "share of the page's likely text in the parent")                                   \
    X(box2_kept, "the same one up")                                                                \
    X(box3_kept, "the same two up")                                                                \
    X(kept_before, "share of the page's likely text before it")                                    \
    X(kept_after, "share of it after")                                                             \
    X(since_kept, "pieces since a likely one of some length")                                      \
    X(until_kept, "pieces until one")                                                              \
    X(kept_len, "length of the page's likely text")                                                \
    X(kept_steps_up, "levels up to an element around the likely text's")                           \
    X(kept_steps_down, "levels from there down to it")                                             \
    X(first_rank, "share of the page's likely text with a higher score")

#define FEATURE(name, meaning) FEATURE_##name,
typedef enum Feature {
    TEXT_FEATURES(FEATURE) PLACE_FEATURES(FEATURE) PAGE_FEATURES(FEATURE)
        ALL_NEAR_FEATURES(FEATURE) CONTEXT_FEATURES(FEATURE) FEATURE_COUNT
} Feature;
#undef FEATURE

#define FIRST_CONTEXT_FEATURE FEATURE_first_score

/* The name of a feature, and what it says (of a neighbour's: the feature it repeats). */
Str feature_name(Feature feature);
bool feature_from_name(Str name, Feature *out);

typedef struct PieceFeatures {
    float values[FEATURE_COUNT];
} PieceFeatures;

/* [page->pieces.count], all but those of the context. */
PieceFeatures *features_read(const Page *page);

/* The element whose text a piece is part of: its block's parent, or the block itself of text that
 * stands straight in it. */
const HtmlNode *features_box(const PagePiece *place, const Piece *piece);
/* Pieces of one kind: the tag and class of the block and of its parent are equal. */
uint64_t features_kind(const Page *page, uint32_t piece);
/* [node]: the nearest element around it, itself included, that is also around target. */
const HtmlNode **features_holders(const Page *page, const HtmlNode *target);

/* Measures of the text alone. (features_text.c) */
void features_read_text(const Page *page, uint32_t piece, float *values);
/* Sets those that depend on scores of the first round, [pieces.count] from 0 to 1. (context.c) */
void features_add_context(const Page *page, const float *scores, PieceFeatures *features);

#endif
