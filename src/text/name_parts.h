/*
 * A name in its parts, and the tables that say how to bring them to one form. Private to the files
 * name_*.c.
 */
#ifndef TEXT_NAME_PARTS_H
#define TEXT_NAME_PARTS_H

#include "base/map.h"
#include "text/name_variants.h"

/* From which languages a name comes, as far as its rules differ. */
enum NameScope {
    SCOPE_SLAVIC = 1 << 0,
    SCOPE_ARABIC = 1 << 1,
    SCOPE_KOREAN = 1 << 2,
    SCOPE_CHINESE = 1 << 3,
    SCOPE_VIETNAMESE = 1 << 4,
    SCOPE_JAPANESE = 1 << 5,
    SCOPE_HUNGARIAN = 1 << 6,
    SCOPE_IBERIAN = 1 << 7,
    SCOPE_FAMILY_FIRST = SCOPE_KOREAN | SCOPE_CHINESE | SCOPE_VIETNAMESE,
};

/* What a small word does in a name. */
enum NameRole {
    ROLE_ARTICLE = 1 << 0, /* "al" */
    ROLE_SON = 1 << 1,     /* "bin" */
    ROLE_SERVANT = 1 << 2, /* "abdel" */
};

#define NONE_MORE UINT32_MAX

typedef struct LetterRule {
    Str from;
    Str to;
    uint32_t scopes; /* 0: any */
    uint32_t next;   /* rule of its list whose `from` starts with the same byte; NONE_MORE */
} LetterRule;

typedef List(LetterRule) LetterRules;

/* The rules of a list by the first byte of `from`: most letters of a name begin none. */
typedef struct LetterIndex {
    LetterRules rules;
    uint32_t first[256]; /* NONE_MORE */
} LetterIndex;

typedef struct GivenName { /* a row of name_forms.tsv in which a word stands */
    uint32_t row;
    bool is_abroad;
    uint32_t next; /* NONE_MORE */
} GivenName;

struct NameVariants {
    Map words; /* spelling -> index into word_forms */
    List(Str) word_forms;
    LetterIndex starts;
    LetterIndex insides;
    LetterRules ends;
    uint32_t longest_to;     /* letters that a rule writes */
    LetterRules cue_endings; /* from: the ending, scopes: what it tells */
    Map cues;                /* word -> NameScope */
    Map roles;               /* word -> NameRole */
    Map generations;         /* "junior" -> index into word_forms */
    Map families;            /* family name that comes first -> NameScope */
    Map last_given;          /* given name that stands last there -> NameScope */
    Map forms;               /* NameWord.given -> index into given_names */
    List(GivenName) given_names;
};

#define MOST_NAME_WORDS 12

typedef struct NameWord {
    Str text;          /* folded, later in normal form */
    Str given;         /* as name_forms.tsv knows it: folded, the spelling alone made one */
    bool after_hyphen; /* "un" of "Jong-un" */
    bool is_small;     /* printed without a capital */
    bool is_initial;   /* one or more letters that stand for names */
    bool is_fixed;     /* a listed word: its letters stay */
} NameWord;

typedef struct NameParts {
    NameWord words[MOST_NAME_WORDS];
    uint32_t count;
    Str generation; /* "jr", "iii"; empty */
    uint32_t scopes;
    bool is_reordered; /* the family name was printed first and now stands last */
} NameParts;

/* Splits and normalises. scopes: what is known besides the name's own cues. False if the name is
 * too long or has no letters. */
bool name_parts_read(const NameVariants *rules, Str printed, uint32_t scopes, Arena *arena,
                     NameParts *out);
/* The words joined by a separator ("" or " "), with the generation at the end. */
Str name_parts_join(const NameParts *parts, const char *separator, Arena *arena);
/* "shi", "jin ping" or "jinping": one to three syllables of East Asia. */
bool name_is_syllables(Str word);

#endif
