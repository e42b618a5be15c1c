#include <stdio.h>

#include "model/parse_features.h"
#include "model/parser.h"
#include "oracle.h"
#include "perceptron.h"
#include "trainer.h"

#define FEWEST_UPDATES 2
#define FEWEST_UPDATES_WITH_SILVER 3
#define PERCENT_EXPLORED 90

GoldSentence reverse_sentence(Arena *arena, const GoldSentence *sentence)
{
    GoldSentence reversed = *sentence;
    reversed.words = arena_new_items(arena, GoldWord, sentence->count);
    for (uint32_t i = 0; i < sentence->count; i++) {
        GoldWord *word = &reversed.words[sentence->count - 1 - i];
        *word = sentence->words[i];
        if (word->head != SYNTAX_ROOT) word->head = sentence->count - 1 - word->head;
    }
    return reversed;
}

static uint32_t best_good_class(const int32_t *scores, const bool *good, uint32_t count)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (good[i] && (best == UINT32_MAX || scores[i] > scores[best])) best = i;
    return best;
}

static void learn_move(Trainer *trainer, const GoldSentence *sentence, Perceptron *weights,
                       bool explores)
{
    int32_t scores[MOST_CLASSES];
    bool good[MOST_CLASSES];
    FeatureList features;
    uint32_t relations = trainer->relations.count;
    parse_features(&trainer->state, &features);
    perceptron_score(weights, &features, scores);
    oracle_classes(&trainer->state, sentence, trainer->heads, relations, good);
    uint32_t best = parser_best_class(&trainer->state, scores, relations);
    uint32_t gold = best_good_class(scores, good, weights->class_count);
    if (!good[best]) perceptron_update(weights, &features, gold, best);
    weights->step++;
    bool follows = explores && random_below(&trainer->random, 100) < PERCENT_EXPLORED;
    uint32_t next = follows ? best : gold;
    state_apply(&trainer->state, class_move(next, relations), class_label(next, relations));
}

static void learn_tree(Trainer *trainer, const GoldSentence *sentence, Perceptron *weights,
                       bool explores)
{
    trainer_take_words(trainer, sentence);
    for (uint32_t i = 0; i < sentence->count; i++)
        trainer->words[i].tag = sentence->words[i].seen_tag;
    state_init(&trainer->state, trainer->words, trainer->atoms, sentence->count);
    oracle_heads(sentence, trainer->heads);
    while (!state_is_final(&trainer->state)) {
        if (trainer->state.depth == 1)
            state_apply(&trainer->state, MOVE_SHIFT, 0);
        else
            learn_move(trainer, sentence, weights, explores);
    }
}

static void learn_epoch(Trainer *trainer, const TreeLearning *learning, Perceptron *weights,
                        bool explores)
{
    uint32_t count;
    const uint32_t *order =
        trainer_shuffle(trainer, learning->gold_times, learning->silver, &count);
    Arena *scratch = arena_new(1u << 16);
    for (uint32_t i = 0; i < count; i++) {
        GoldSentence sentence = *trainer_sentence(trainer, order[i]);
        if (learning->backward) sentence = reverse_sentence(scratch, &sentence);
        learn_tree(trainer, &sentence, weights, explores);
        arena_clear(scratch);
    }
    arena_free(scratch);
}

void train_parser(Trainer *trainer, const TreeLearning *learning, Buffer *out)
{
    Perceptron weights;
    uint32_t fewest = learning->silver > 0 ? FEWEST_UPDATES_WITH_SILVER : FEWEST_UPDATES;
    perceptron_init(&weights, 2 * trainer->relations.count - 1, fewest);
    for (uint32_t epoch = 1; epoch <= learning->epochs; epoch++) {
        learn_epoch(trainer, learning, &weights, epoch > 1);
        printf("epoch %u: %llu features\n", epoch, (unsigned long long)weights.count);
        fflush(stdout);
        if (learning->after_epoch == NULL && epoch < learning->epochs) continue;
        buffer_clear(out);
        perceptron_pack(&weights, learning->bytes, out);
        if (learning->after_epoch != NULL)
            learning->after_epoch(trainer, epoch, out, learning->data);
    }
    perceptron_release(&weights);
}
