/*
 * Walking the dependency tree of a document.
 *
 *     "Putin, the Russian president, was told by Xi that China would not join."
 *
 *     tree_subject(told)  = Putin      tree_is_passive(told)      = true
 *     tree_agent(told)    = Xi         tree_patient(told)         = Putin
 *     tree_apposition(Putin) = president
 *     tree_subject(join)  = China      tree_is_negated(join)      = true
 *     tree_governor(join) = told       tree_modality(join)        = MODALITY_CONDITIONAL
 *
 * Tokens are named by their index in the document; NONE stands for "there is none", and every
 * function but the ranges takes NONE and hands it on, so that calls may be nested. The parser errs:
 * the functions that look for an argument try the neighbouring attachments it confuses most.
 */
#ifndef RECORD_TREE_H
#define RECORD_TREE_H

#include "record/document.h"

typedef struct Tree {
    const Document *doc;
    uint32_t *first_child;  /* [tokens.count] leftmost dependent, or NONE */
    uint32_t *next_sibling; /* [tokens.count] next dependent of the same head, or NONE */
} Tree;

/* After the syntax stage; the tree lives as long as the arena and borrows the document. */
void tree_init(Tree *tree, const Document *doc, Arena *arena);

/* ---- Steps -------------------------------------------------------------------------------- */

/* Dependents from left to right:
 *     for (uint32_t c = tree_first_child(tree, head); c != NONE; c = tree_next_child(tree, c)) */
uint32_t tree_first_child(const Tree *tree, uint32_t token);
uint32_t tree_next_child(const Tree *tree, uint32_t child);
uint32_t tree_head(const Tree *tree, uint32_t token);
/* REL_DEP for NONE. */
Relation tree_relation(const Tree *tree, uint32_t token);
/* The first dependent with exactly this relation. */
uint32_t tree_child(const Tree *tree, uint32_t head, Relation relation);
/* The next one with the same relation and head as child. */
uint32_t tree_next_alike(const Tree *tree, uint32_t child);
/* The lemma; the lower form where a token has no lemma. Empty for NONE. */
Str tree_lemma(const Tree *tree, uint32_t token);
bool tree_has_lemma(const Tree *tree, uint32_t token, Str lemma);
/* Verb or auxiliary, or a nominal with a copula: something a subject may be said of. */
bool tree_is_predicate(const Tree *tree, uint32_t token);

/* ---- Predicates and their arguments ------------------------------------------------------- */

/* The subject as written, or as understood: of a conjunct ("met and signed"), an open complement
 * ("agreed to sign"; "urged Kim to sign": Kim), a relative clause (its antecedent), a participle
 * ("Kim, speaking in ..."), an infinitive of purpose. */
uint32_t tree_subject(const Tree *tree, uint32_t verb);
/* Only a subject that hangs on the verb itself or on its auxiliary. */
uint32_t tree_own_subject(const Tree *tree, uint32_t verb);
uint32_t tree_object(const Tree *tree, uint32_t verb);
uint32_t tree_indirect_object(const Tree *tree, uint32_t verb);
/* By its auxiliary; where it has none, by its subject or agent, or as a bare participle. */
bool tree_is_passive(const Tree *tree, uint32_t verb);
/* Who does it: the subject, or the "by" phrase of a passive. */
uint32_t tree_agent(const Tree *tree, uint32_t verb);
/* To whom it is done: the object, or the subject of a passive. */
uint32_t tree_patient(const Tree *tree, uint32_t verb);
/* Clausal complement of the verb: "said [that] ...", "agreed to ...". */
uint32_t tree_complement(const Tree *tree, uint32_t verb);

/* ---- Prepositions ------------------------------------------------------------------------- */

/* The preposition of a nominal: the leftmost case token that is not a possessive mark. */
uint32_t tree_case(const Tree *tree, uint32_t nominal);
/* Whether the nominal's preposition is this: "to", "according to", "on behalf of". */
bool tree_has_case(const Tree *tree, uint32_t nominal, Str preposition);
/* Dependent of head (obl, nmod, ...) with this preposition, the first one. */
uint32_t tree_oblique(const Tree *tree, uint32_t head, Str preposition);
/* The same, also where the parser hangs it elsewhere: on the object, on the object's own
 * modifiers, or on a complement: "sent a message to Kim", "delivered a letter of thanks to Kim".
 * The nearest to the verb wins. */
uint32_t tree_oblique_near(const Tree *tree, uint32_t verb, Str preposition);

/* ---- Nominals ----------------------------------------------------------------------------- */

/* "Kim's message", "his message": Kim, his. */
uint32_t tree_possessor(const Tree *tree, uint32_t noun);
uint32_t tree_apposition(const Tree *tree, uint32_t noun);
/* The first of a coordination that the token belongs to; itself if there is none. */
uint32_t tree_first_conjunct(const Tree *tree, uint32_t token);
/* The token and what is coordinated with it, in order, at most `capacity`; returns how many. */
uint32_t tree_conjuncts(const Tree *tree, uint32_t token, uint32_t *out, uint32_t capacity);

/* The unbroken run of tokens around head that stand below it, without punctuation and closing
 * marks at its ends. Never empty. */
TokenRange tree_range(const Tree *tree, uint32_t head);
Span tree_span(const Tree *tree, uint32_t head);
/* The noun phrase alone: without its preposition, relative and other clauses, appositions,
 * conjuncts and parentheses: "the leaders of both states". */
TokenRange tree_nominal_range(const Tree *tree, uint32_t noun);
Span tree_nominal_span(const Tree *tree, uint32_t noun);

/* ---- How a predicate is asserted ---------------------------------------------------------- */

/* "not", "n't", "never", "neither", "no" on the predicate, its auxiliaries or its subject. */
bool tree_is_negated(const Tree *tree, uint32_t predicate);
/* The modal of the predicate or of the one it is coordinated with. */
uint32_t tree_modal(const Tree *tree, uint32_t predicate);

typedef enum Modality {
    MODALITY_NONE,
    MODALITY_FUTURE,      /* will, shall, 'll, going to, is to */
    MODALITY_POSSIBLE,    /* may, might, could, can */
    MODALITY_CONDITIONAL, /* would, should in a condition */
    MODALITY_NECESSARY,   /* must, should, has to, ought to */
} Modality;

Modality tree_modality(const Tree *tree, uint32_t predicate);
/* "has sent", "had sent": an auxiliary "have". */
bool tree_is_perfect(const Tree *tree, uint32_t verb);
bool tree_is_past_perfect(const Tree *tree, uint32_t verb);
/* The predicate stands in a clause with this subordinator: "if", "unless", "because". */
bool tree_has_mark(const Tree *tree, uint32_t predicate, Str mark);

/* ---- Clauses ------------------------------------------------------------------------------ */

/* The predicate of the clause a token stands in; the token itself if it is one. */
uint32_t tree_clause(const Tree *tree, uint32_t token);
/* The predicate that a clause is the complement of: "said" of "said that he signed"; conjuncts
 * count with the first one. Of a clause that a verb is set into ("Ties, he said, are good"): that. */
uint32_t tree_governor(const Tree *tree, uint32_t predicate);

#endif
