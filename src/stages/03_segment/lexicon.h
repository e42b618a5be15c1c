/*
 * What the segmenter knows of English words, from data/segment: abbreviations, contractions and
 * classes of words that decide where a token or a sentence ends.
 */
#ifndef SEGMENT_LEXICON_H
#define SEGMENT_LEXICON_H

#include "base/map.h"
#include "record/stage.h"

typedef enum AbbreviationUse {
    ABBREVIATION_NONE,   /* not an abbreviation */
    ABBREVIATION_TITLE,  /* "Gen.": stands before a name, ends no sentence */
    ABBREVIATION_NUMBER, /* "No.": only before a number; else a word and a stop */
    ABBREVIATION_ANY,    /* "Inc.": may end a sentence */
    ABBREVIATION_PARTED, /* "etc.": before a capital or the end a word and a stop */
} AbbreviationUse;

/* Classes of data/segment/words.tsv; a word may be in several. */
enum WordClass {
    WORD_PREFIX = 1 << 0,    /* "non": stays joined to what follows its hyphen */
    WORD_SYLLABLE = 1 << 1,  /* "jong", "un": of East Asian given names written with a hyphen */
    WORD_STARTER = 1 << 2,   /* "the": capitalised only where a sentence begins */
    WORD_DOMAIN = 1 << 3,    /* "com": ends a host name */
    WORD_EXTENSION = 1 << 4, /* "doc": ends a file name */
    WORD_UNIT = 1 << 5,      /* "km", "pm": parted from digits before it */
    WORD_ELISION = 1 << 6,   /* "'em": begins with an apostrophe */
    WORD_SPEECH = 1 << 7,    /* "said": verb of a speech frame after a quotation */
    WORD_SMILEY = 1 << 8,    /* ":)" */
    WORD_SUFFIX = 1 << 9,    /* "esque": stays joined to what stands before its hyphen */
    WORD_HIERARCHY = 1 << 10, /* "alt": opens the name of a newsgroup */
};

typedef struct SegmentLexicon {
    Map abbreviations; /* as written, with the stop -> AbbreviationUse */
    Map contractions;  /* lower case -> ends of the parts, a byte each, and doubt */
    Map words;         /* lower case -> WordClass bits */
} SegmentLexicon;

DatelineStatus segment_lexicon_load(const DataFiles *files, Arena *arena, SegmentLexicon *out,
                                    DatelineError *err) MUST_CHECK;

/* text is the word with its stop. */
AbbreviationUse segment_lexicon_abbreviation(const SegmentLexicon *lexicon, Str text);
/* Where the first and the second of the words end that one is made of; 0 if there is no such. */
typedef struct WordParts {
    uint32_t first;
    uint32_t second;
    bool is_doubtful; /* it may be one word as well: "its" */
} WordParts;

WordParts segment_lexicon_contraction(const SegmentLexicon *lexicon, Str text);
/* Whether the text, in lower case, is in the class. */
bool segment_lexicon_has(const SegmentLexicon *lexicon, Str text, unsigned word_class);

#endif
