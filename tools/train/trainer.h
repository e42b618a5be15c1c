/* What the parts of the trainer share. */
#ifndef TRAIN_TRAINER_H
#define TRAIN_TRAINER_H

#include "augment.h"
#include "base/buffer.h"
#include "conllu.h"
#include "model/parse_state.h"
#include "model/weights.h"

#define FOLDS 8

typedef struct Options {
    const char *out;
    const char *clusters;      /* made by cluster_words; NULL: none */
    const char *sentences;     /* made by split_text, to learn from without a treebank; NULL: none */
    uint32_t silver_sentences; /* how many of them */
    uint32_t teachers;
    uint32_t epochs;
    uint32_t tag_epochs;
    uint32_t parser_bytes;
    uint32_t tagger_bytes;
} Options;

typedef List(Str) Names;

typedef struct Trainer {
    Arena *arena;
    Options options;
    Corpus gold;   /* treebanks, with headlines made from them */
    Corpus silver; /* plain text, with tags and trees that several models agree on */
    Corpus dev;
    Random random;
    Names tags;
    Names relations;
    Buffer clusters; /* section */
    WordClusters word_clusters;
    uint32_t longest;
    SyntaxWord *words; /* [longest] */
    WordAtoms *atoms;
    ParseState state;
    uint32_t *heads;   /* [longest] */
    uint32_t *order;   /* of sentences; room for every corpus twice */
} Trainer;

/* trainer.c */
void trainer_number_names(Trainer *trainer);
Str universal_tag(Str tag);
Str plain_relation(Str relation);
/* Puts the words of a sentence into trainer->words and ->atoms, untagged. */
void trainer_take_words(Trainer *trainer, const GoldSentence *sentence);
/* A random order of the gold sentences, each `times` times, and of the silver ones; *out_count of
 * them. Numbers from gold.sentences.count on are of silver. */
const uint32_t *trainer_shuffle(Trainer *trainer, uint32_t times, uint32_t silver,
                                uint32_t *out_count);
const GoldSentence *trainer_sentence(const Trainer *trainer, uint32_t number);
void trainer_read_weights(const Buffer *section, WeightTable *table);

/* learn_tags.c */
/* Adds the weight section of a tagger; documents of one fold are left out (FOLDS: none). */
void train_tagger(Trainer *trainer, uint32_t fold, Buffer *out);
/* Sets seen_tag of all gold sentences by taggers that have not seen them. */
void tag_folds(Trainer *trainer, Buffer taggers[FOLDS]);

/* learn_trees.c */
typedef struct TreeLearning {
    bool backward; /* reads sentences from the end */
    uint32_t gold_times;
    uint32_t silver;
    uint32_t epochs;
    uint32_t bytes;
    void (*after_epoch)(Trainer *trainer, uint32_t epoch, const Buffer *parser, void *data);
    void *data;
} TreeLearning;
void train_parser(Trainer *trainer, const TreeLearning *learning, Buffer *out);
/* The sentence from its last word to its first. */
GoldSentence reverse_sentence(Arena *arena, const GoldSentence *sentence);

/* silver.c */
void read_silver(Trainer *trainer);
/* Tags by the vote of the taggers of the folds. */
void tag_silver(Trainer *trainer, const Buffer taggers[FOLDS]);
/* Trees by models that read forward and backward; sentences they do not agree on are dropped. */
void parse_silver(Trainer *trainer);

/* measure.c */
void build_model(const Trainer *trainer, const Buffer *tagger, const Buffer *parser, Buffer *out);
void measure_model(Trainer *trainer, Str bytes, bool by_genre);

#endif
