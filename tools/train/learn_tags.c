#include <stdio.h>

#include "model/tagger.h"
#include "perceptron.h"
#include "trainer.h"

#define FEWEST_UPDATES 2

static uint32_t best_of(const int32_t *scores, uint32_t count)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (scores[i] > scores[best]) best = i;
    return best;
}

static void learn_sentence(Trainer *trainer, const GoldSentence *sentence, Perceptron *tagger)
{
    int32_t scores[MOST_CLASSES];
    FeatureList features;
    trainer_take_words(trainer, sentence);
    for (uint32_t i = 0; i < sentence->count; i++) {
        uint32_t gold = sentence->words[i].tag_number;
        tag_features(trainer->words, trainer->atoms, sentence->count, i, &features);
        perceptron_score(tagger, &features, scores);
        uint32_t best = best_of(scores, tagger->class_count);
        if (best != gold) perceptron_update(tagger, &features, gold, best);
        tagger->step++;
        trainer->words[i].tag = (uint8_t)best;
    }
}

void train_tagger(Trainer *trainer, uint32_t fold, Buffer *out)
{
    Perceptron tagger;
    uint32_t silver = fold == FOLDS ? trainer->silver.sentences.count : 0;
    perceptron_init(&tagger, trainer->tags.count, FEWEST_UPDATES);
    for (uint32_t epoch = 0; epoch < trainer->options.tag_epochs; epoch++) {
        uint32_t count;
        const uint32_t *order = trainer_shuffle(trainer, silver > 0 ? 2 : 1, silver, &count);
        for (uint32_t i = 0; i < count; i++) {
            const GoldSentence *sentence = trainer_sentence(trainer, order[i]);
            if (fold == FOLDS || sentence->document % FOLDS != fold)
                learn_sentence(trainer, sentence, &tagger);
        }
    }
    perceptron_pack(&tagger, trainer->options.tagger_bytes, out);
    perceptron_release(&tagger);
}

static void tag_fold(Trainer *trainer, uint32_t fold, const WeightTable *tagger)
{
    uint32_t right = 0;
    uint32_t all = 0;
    for (uint32_t i = 0; i < trainer->gold.sentences.count; i++) {
        GoldSentence *sentence = &trainer->gold.sentences.items[i];
        if (sentence->document % FOLDS != fold) continue;
        trainer_take_words(trainer, sentence);
        tagger_run(tagger, trainer->words, trainer->atoms, sentence->count);
        for (uint32_t n = 0; n < sentence->count; n++) {
            sentence->words[n].seen_tag = trainer->words[n].tag;
            right += trainer->words[n].tag == sentence->words[n].tag_number;
            all++;
        }
    }
    printf("fold %u: %.2f %% of tags\n", fold, 100.0 * right / (all == 0 ? 1 : all));
    fflush(stdout);
}

void tag_folds(Trainer *trainer, Buffer taggers[FOLDS])
{
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        WeightTable table;
        train_tagger(trainer, fold, &taggers[fold]);
        trainer_read_weights(&taggers[fold], &table);
        tag_fold(trainer, fold, &table);
    }
}
