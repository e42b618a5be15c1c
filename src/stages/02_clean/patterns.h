/*
 * Patterns of lines that do not belong to an article: data/clean/patterns.tsv.
 *
 *     subscribe to ... newsletter      read|see also : ...      <name> / <agency>      <number>
 * hours ago
 *
 * A pattern is matched against all words of a line, without regard to case. Marks in the text are
 * passed over unless the pattern names them. What may stand in a pattern:
 *
 *     word        that word           a|b         one of these        word?    it may be missing
 *     ...         any words, or none  <any>       one word            : ( ) [ ] / | > -   that mark
 *     <date> <time> <number> <agency>             <name>              one to six capitalised words
 *     <caps>      one to six words in capitals    (c)                 the copyright sign
 */
#ifndef CLEAN_PATTERNS_H
#define CLEAN_PATTERNS_H

#include "lexicon.h"
#include "words.h"

typedef enum ElementKind {
    ELEMENT_WORD,
    ELEMENT_MARK,
    ELEMENT_GAP,
    ELEMENT_ANY,
    ELEMENT_DATE,
    ELEMENT_TIME,
    ELEMENT_NUMBER,
    ELEMENT_NAME,
    ELEMENT_CAPS,
    ELEMENT_AGENCY,
} ElementKind;

typedef struct Element {
    ElementKind kind;
    bool is_optional;
    char mark;
    StrList words; /* lower case; alternatives */
} Element;

typedef struct Pattern {
    Str id;
    BlockType type;
    uint32_t most_words; /* of the line; 0: any number */
    bool is_label;       /* the line must not end with a full stop */
    List(Element) elements;
    Str reason;
    Str example;
    uint32_t line;
    uint32_t next; /* pattern with the same key word; NONE */
} Pattern;

typedef struct PatternTable {
    List(Pattern) patterns;
    Map by_key;       /* a word that the pattern needs -> its first pattern */
    uint32_t keyless; /* first of those that need no word in particular; NONE */
} PatternTable;

DatelineStatus patterns_load(const DataFiles *files, Arena *arena, PatternTable *out,
                             DatelineError *err) MUST_CHECK;

/* The first pattern of the file that the line is; NULL if there is none. */
const Pattern *patterns_match(const PatternTable *table, const Lexicon *lexicon, Str line);

#endif
