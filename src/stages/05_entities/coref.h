/*
 * Who and what refers to the same: the state of one article's search. Private to the stage.
 *
 * references.c lists the noun phrases and pronouns, and what two of them name together.
 * sieve_names.c joins names. discourse.c then goes through the article: it says who a role, a body
 * or a word for two is, and calls sieve_names.c (the same actor, the same noun) and
 * sieve_pronouns.c (he, it, they) for every reference in its turn. sieve_speakers.c tells whose
 * words a quotation is and joins I, we and you. chains.c holds the chains that grow, gives every
 * mention its chain's actor and writes what is left in them.
 */
#ifndef ENTITIES_COREF_H
#define ENTITIES_COREF_H

#include "record/tree.h"
#include "scan.h"

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

/* data/coreference, and the verbs of data/speech: loaded once, read-only after. */
typedef struct ReferenceWords {
    List(Pronoun) pronouns;
    Map pronoun_by_word;
    Map nouns;     /* lemma -> KindBit */
    Map of_object; /* verbs: "thanked Bob for his letter" */
    Map saying;    /* lemmas of verbs that a quotation stands beside */
} ReferenceWords;

#define MOST_CONJUNCTS 4

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
    uint32_t owner;                     /* ARTICLE_WHOSE: the token that owns; NONE */
    Str words;                          /* of the core, joined by spaces */
    Str noun;                           /* lemma of the head */
    uint32_t find;                      /* NONE */
    uint32_t conjuncts[MOST_CONJUNCTS]; /* "Ann and Bob": their heads; else NONE */
    uint32_t same_noun;                 /* the last reference before it with the same noun; NONE */
    bool is_settled;                    /* discourse.c has been here */
    /* the chain: */
    uint32_t parent;   /* itself if it is the first of its chain */
    uint8_t all_kinds; /* of a first: what all in the chain can be */
    uint8_t all_numbers;
    uint32_t size;
    uint32_t actor; /* NONE */
    uint32_t group; /* the reference that tells the members of what is many; NONE */
    /* how it came there: */
    uint32_t antecedent; /* NONE */
    Str rule;
    float confidence;
} Ref;

/* Words of one speaker. */
typedef struct Voice {
    uint32_t speaker;   /* reference; NONE */
    uint32_t addressee; /* reference; NONE */
    uint32_t first;     /* its first token */
    uint32_t one;       /* the first pronoun of each sort: I */
    uint32_t many;      /* we */
    uint32_t other;     /* you */
} Voice;

typedef struct Coref {
    const ReferenceWords *words;
    Scan *scan;
    Document *doc; /* only what this stage writes is changed */
    Arena *scratch;
    Tree tree;
    List(Ref) refs;    /* in the order of their first tokens, the longer first */
    uint32_t *ref_of;  /* [tokens] the reference whose head it is; NONE */
    bool *in_title;    /* [tokens] part of a person's title: names nobody alone */
    uint32_t *find_at; /* [tokens] the innermost find it names, not by its title; NONE */
    List(uint32_t) first_of_actor; /* [actors so far] reference that named it first; NONE */
    Map name_seen;                 /* words of a name -> the first reference of them */
    List(Voice) voices;
    uint32_t *voice_of; /* [tokens] */
} Coref;

static inline const Token *coref_token(const Coref *coref, uint32_t token)
{
    return document_token(coref->doc, token);
}

/* ---- reference_words.c ---- */
DatelineStatus reference_words_load(const DataFiles *files, Arena *arena, ReferenceWords *out,
                                    DatelineError *err) MUST_CHECK;
/* NULL if it is none. */
const Pronoun *reference_pronoun(const ReferenceWords *words, Str lower);
/* What a noun can be; 0 if the data do not know it. */
uint8_t reference_noun(const ReferenceWords *words, Str lemma);
bool reference_is_saying(const ReferenceWords *words, Str verb);
/* "his" after this verb and a preposition is its object's. */
bool reference_is_of_object(const ReferenceWords *words, Str verb);

/* ---- descriptions.c ---- */
void descriptions_find(Scan *scan, const ReferenceWords *words);

/* ---- references.c ---- */
/* Adds the finds of pronouns; before the finds are sorted. */
void pronouns_find(Scan *scan, const ReferenceWords *words);
void references_find(Coref *coref);

/* ---- reference_kinds.c ---- */
uint8_t reference_kinds_of_name(const Coref *coref, const Ref *ref);
uint8_t reference_kinds_of_noun(const Coref *coref, const Ref *ref);
uint8_t reference_numbers(const Coref *coref, const Ref *ref);

/* ---- chains.c ---- */
void coref_begin(Coref *coref, const ReferenceWords *words, Scan *scan);
/* The first reference of the chain that one belongs to. */
uint32_t coref_first(Coref *coref, uint32_t ref);
bool coref_is_same(Coref *coref, uint32_t a, uint32_t b);
/* Number and kind of the two chains leave something that both can be, and their actors do not
 * differ. */
bool coref_agree(Coref *coref, uint32_t a, uint32_t b);
/* Who it is was asked already, or never will be: others may be joined to it. */
bool coref_is_open(const Coref *coref, uint32_t ref);
/* One of the phrases stands within the other: "the leader of his party" is not "his". */
bool coref_is_within(const Ref *a, const Ref *b);
/* Joins the chain of a later reference to that of an earlier one, unless they are different
 * actors'. */
void coref_join(Coref *coref, uint32_t later, uint32_t earlier, Str rule, float confidence);
/* The actor of a reference's chain; NONE. */
uint32_t coref_actor(Coref *coref, uint32_t ref);
/* Gives the find of a reference what its chain says so far. */
void coref_tell_find(Coref *coref, uint32_t ref);
/* Every find gets its chain's actor; what names nobody and points to a thing is dropped. */
void chains_settle(Coref *coref);
void chains_write(Coref *coref, const uint32_t *mention_of_find);

/* ---- discourse.c ---- */
/* Settles a reference and the find it stands in, if that was not done. */
void discourse_settle(Coref *coref, uint32_t ref);

/* ---- the sieves ---- */
void sieve_names(Coref *coref);
void join_same_actor(Coref *coref, uint32_t ref);
void join_same_name(Coref *coref, uint32_t ref);
void join_same_noun(Coref *coref, uint32_t ref);
void pronoun_resolve(Coref *coref, uint32_t ref);
/* Tells the voices apart. */
void voices_find(Coref *coref);
/* Once the article's own words are settled: of a letter the author speaks. */
void voices_settle(Coref *coref);
/* The speaker of the quotation a token stands in; NONE. */
uint32_t voice_speaker(const Coref *coref, uint32_t token);
void sieve_speakers(Coref *coref);

#endif
