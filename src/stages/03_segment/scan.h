/*
 * One paragraph of text to tokens.
 *
 *     "The leader's ex-aide didn't pay $5bn."
 *     The | leader | 's | ex-aide | did | n't | pay | $ | 5 | bn | .
 *
 * Tokens follow the Universal Dependencies English Web Treebank. The paragraph is read once from
 * left to right; every look ahead is bounded, so the time is linear in its length.
 */
#ifndef SEGMENT_SCAN_H
#define SEGMENT_SCAN_H

#include "doubts.h"
#include "glue.h"
#include "lexicon.h"

/* Where quotation marks stand open. */
typedef struct QuoteState {
    bool is_double_open;
    bool is_single_open;
} QuoteState;

typedef struct Scanner {
    const SegmentLexicon *lexicon;
    WordCounts *counts;
    DoubtList *doubts; /* words that may be two, in the arena of the counts */
    Document *doc;
    Str text; /* whole text; tokens are made of [at, end) only */
    uint32_t start;
    uint32_t at;
    uint32_t end;
    QuoteState quotes;
} Scanner;

/* Adds the tokens of text[span) to the document, without sentence numbers. */
void scan_paragraph(const SegmentLexicon *lexicon, WordCounts *counts, Document *doc, Span span,
                    DoubtList *doubts);

/* ---- for the files of the scanner ---------------------------------------------------------- */

/* A longer run without a break is no word of a language; it is cut. */
#define LONGEST_WORD_BYTES 512

#define SCAN_END 0u /* what stands past either end of the paragraph */

/* The character at an offset; SCAN_END outside the paragraph. */
uint32_t scan_char(const Scanner *scanner, uint32_t at, uint32_t *out_len);
uint32_t scan_char_before(const Scanner *scanner, uint32_t at);
/* Letter, digit or a mark that belongs to one. */
bool scan_is_word_char(uint32_t character);
bool scan_is_apostrophe(uint32_t character);
bool scan_is_joiner(uint32_t character); /* an accent or the like, part of the character before */
bool scan_is_gap(uint32_t character);    /* white space or an end of the paragraph */
Str scan_slice(const Scanner *scanner, uint32_t start, uint32_t end);
/* End of the run of word characters from here, as far as a word may reach. */
uint32_t scan_word_run(const Scanner *scanner, uint32_t at);
void scan_emit(Scanner *scanner, uint32_t end, TokenKind kind, uint32_t flags);

/* End of an URL, e-mail address, @handle or #hashtag that starts here; 0 if there is none. */
uint32_t scan_match_address(const Scanner *scanner, uint32_t at);
/* End of a number that starts here with a digit or "+1"; 0 if there is none. */
uint32_t scan_match_number(const Scanner *scanner, uint32_t at);
/* End of the word that starts here with a word character. */
uint32_t scan_match_word(const Scanner *scanner, uint32_t at);
/* End of letters with a currency sign, "US$"; 0 if there are none. */
uint32_t scan_match_currency(const Scanner *scanner, uint32_t at);
/* Emits the marks that stand here: "...", "->", ":)". */
void scan_marks(Scanner *scanner);
/* Emits the quotation mark or apostrophe that stands here; false if there is none. */
bool scan_quote(Scanner *scanner);

#endif
