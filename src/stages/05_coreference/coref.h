/*
 * Who and what refers to the same: the state of one article's search. Private to the stage.
 *
 * references.c lists the noun phrases and pronouns. Sieves then join them, the surest first, each
 * over all references before the next begins: sieve_names.c (same actor, same words, short names,
 * acronyms, same noun), sieve_pronouns.c (he, it, they), sieve_speakers.c (I, we, you).
 * coreference.c holds the chains that grow and writes what is left in them.
 */
#ifndef COREFERENCE_COREF_H
#define COREFERENCE_COREF_H

#include "base/map.h"
#include "record/stage.h"
#include "record/tree.h"

/* What a reference can be; several bits: not known which. */
enum KindBit {
    KIND_MALE = 1 << 0,
    KIND_FEMALE = 1 << 1,
    KIND_GROUP = 1 << 2, /* a team, a state: "it" or "they" */
    KIND_THING = 1 << 3,
    KIND_TIME = 1 << 4, /* a day, a year, a length of time: no pronoun goes there */
    KIND_PERSON = KIND_MALE | KIND_FEMALE,
    KIND_ANY = KIND_PERSON | KIND_GROUP | KIND_THING,
};

enum NumberBit { NUMBER_ONE = 1 << 0, NUMBER_MANY = 1 << 1, NUMBER_ANY = 3 };

typedef enum Article { /* how a noun phrase begins */
    ARTICLE_NONE,
    ARTICLE_THE,
    ARTICLE_THIS,
    ARTICLE_A,
    ARTICLE_WHOSE, /* "his letter", "Kim's letter" */
} Article;

typedef enum PronounCase {
    CASE_NONE,
    CASE_SUBJECT,
    CASE_OBJECT,
    CASE_POSSESSIVE,
    CASE_REFLEXIVE
} PronounCase;

/* A row of pronouns.tsv. */
typedef struct Pronoun {
    Str word;
    uint8_t person; /* 1, 2, 3 */
    uint8_t numbers;
    uint8_t kinds;
    PronounCase place;
} Pronoun;

/* Loaded once, read-only after. */
typedef struct Lexicon {
    List(Pronoun) pronouns;
    Map pronoun_by_word;
    Map nouns;  /* lemma -> KindBit */
    Map given;  /* given name in lower case -> KIND_MALE, KIND_FEMALE, KIND_PERSON */
    Map saying; /* lemmas of verbs of saying */
} Lexicon;

/* A noun phrase or pronoun, with the chain it heads or belongs to. */
typedef struct Ref {
    TokenRange tokens; /* the whole phrase */
    TokenRange core;   /* without article, and up to the noun or the end of the name */
    TokenRange name;   /* capitalised words of a name without its title; empty if it is none */
    uint32_t head;
    uint32_t sentence;
    ReferenceForm form;
    uint8_t person; /* 1, 2, 3 */
    uint8_t kinds;
    uint8_t numbers;
    PronounCase place;
    Article article;
    uint32_t owner; /* ARTICLE_WHOSE: the token that owns; NONE */
    Str words;      /* of the core, joined by spaces */
    Str noun;       /* lemma of the head */
    uint32_t voice; /* in whose words it stands */
    uint32_t actor; /* NONE */
    uint32_t mention; /* NONE */
    uint32_t same_noun; /* the last reference before it with the same noun; NONE */
    /* the chain: */
    uint32_t parent;    /* itself if it is the first of its chain */
    uint8_t all_kinds;  /* of a first: what all in the chain can be */
    uint8_t all_numbers;
    uint32_t size;
    /* how it came there: */
    uint32_t antecedent; /* NONE */
    Str rule;
    float confidence;
} Ref;

typedef struct Coref {
    const Lexicon *lexicon;
    Document *doc; /* only what this stage writes is changed */
    Arena *scratch;
    Tree tree;
    List(Ref) refs;      /* in the order of their first tokens, the longer first */
    uint32_t *ref_of;    /* [tokens] the reference whose head it is; NONE */
    uint32_t *mention_at; /* [tokens] the innermost mention it names, not by its title; NONE */
    bool *in_quote;      /* [tokens] */
} Coref;

static inline const Token *coref_token(const Coref *coref, uint32_t token)
{
    return document_token(coref->doc, token);
}

/* ---- lexicon.c ---- */
DatelineStatus coref_lexicon_load(const DataFiles *files, Arena *arena, Lexicon *out,
                            DatelineError *err) MUST_CHECK;
/* NULL if it is none. */
const Pronoun *coref_pronoun(const Lexicon *lexicon, Str lower);
/* What a noun, and whom a given name can be; 0 if the data do not know it. */
uint8_t coref_noun(const Lexicon *lexicon, Str lemma);
uint8_t coref_given(const Lexicon *lexicon, Str lower);
bool coref_is_saying(const Lexicon *lexicon, Str lemma);

/* ---- references.c ---- */
void references_find(Coref *coref);

/* ---- coreference.c ---- */
/* The first reference of the chain that one belongs to. */
uint32_t coref_first(Coref *coref, uint32_t ref);
bool coref_is_same(Coref *coref, uint32_t a, uint32_t b);
/* Number and kind of the two chains leave something that both can be. */
bool coref_agree(Coref *coref, uint32_t a, uint32_t b);
/* One of the phrases stands within the other: "the leader of his party" is not "his". */
bool coref_is_within(const Ref *a, const Ref *b);
/* Joins the chain of a later reference to that of an earlier one. */
void coref_join(Coref *coref, uint32_t later, uint32_t earlier, Str rule, float confidence);

/* ---- the sieves ---- */
void sieve_names(Coref *coref);
void sieve_pronouns(Coref *coref);
void sieve_speakers(Coref *coref);

#endif
