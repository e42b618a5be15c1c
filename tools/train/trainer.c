#include "trainer.h"

#include <stdio.h>
#include <stdlib.h>

#define FEWEST_OF_TAG 3

typedef struct NameCount {
    Str name;
    uint32_t count;
} NameCount;

typedef List(NameCount) NameCounts;

static void count_name(Arena *arena, NameCounts *counts, Str name)
{
    for (uint32_t i = 0; i < counts->count; i++) {
        if (!str_equal(counts->items[i].name, name)) continue;
        counts->items[i].count++;
        return;
    }
    *list_add(arena, counts) = (NameCount){name, 1};
}

static int compare_names(const void *a, const void *b)
{
    const NameCount *left = a;
    const NameCount *right = b;
    if (left->count != right->count) return left->count < right->count ? 1 : -1;
    return str_compare(left->name, right->name);
}

static uint32_t find_name(const Names *names, Str name)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (str_equal(names->items[i], name)) return i;
    return names->count;
}

Str universal_tag(Str tag)
{
    return (Str){tag.data, str_find(tag, STR("/"), 0)};
}

Str plain_relation(Str relation)
{
    uint32_t colon = str_find(relation, STR(":"), 0);
    return colon == STR_NOT_FOUND ? relation : (Str){relation.data, colon};
}

/* A rare pair counts as the commonest pair with the same universal tag. */
static uint8_t number_tag(const Trainer *trainer, Str tag)
{
    uint32_t found = find_name(&trainer->tags, tag);
    if (found < trainer->tags.count) return (uint8_t)found;
    for (uint32_t i = 0; i < trainer->tags.count; i++)
        if (str_equal(universal_tag(trainer->tags.items[i]), universal_tag(tag))) return (uint8_t)i;
    return 0;
}

static void number_corpus(const Trainer *trainer, Corpus *corpus)
{
    for (uint32_t i = 0; i < corpus->sentences.count; i++)
        for (uint32_t n = 0; n < corpus->sentences.items[i].count; n++) {
            GoldWord *word = &corpus->sentences.items[i].words[n];
            uint32_t relation = find_name(&trainer->relations, word->relation);
            word->tag_number = number_tag(trainer, word->tag);
            word->relation_number = (uint8_t)(relation < trainer->relations.count ? relation : 1);
        }
}

static void count_names(Trainer *trainer, NameCounts *tags, NameCounts *relations)
{
    for (uint32_t i = 0; i < trainer->gold.sentences.count; i++)
        for (uint32_t n = 0; n < trainer->gold.sentences.items[i].count; n++) {
            const GoldWord *word = &trainer->gold.sentences.items[i].words[n];
            count_name(trainer->arena, tags, word->tag);
            count_name(trainer->arena, relations, word->relation);
        }
    qsort(tags->items, tags->count, sizeof *tags->items, compare_names);
    qsort(relations->items, relations->count, sizeof *relations->items, compare_names);
}

void trainer_number_names(Trainer *trainer)
{
    NameCounts tags = {0};
    NameCounts relations = {0};
    count_names(trainer, &tags, &relations);
    for (uint32_t i = 0; i < tags.count && tags.items[i].count >= FEWEST_OF_TAG; i++)
        *list_add(trainer->arena, &trainer->tags) = tags.items[i].name;
    *list_add(trainer->arena, &trainer->relations) = STR("root");
    for (uint32_t i = 0; i < relations.count; i++)
        if (!str_equal(relations.items[i].name, STR("root")))
            *list_add(trainer->arena, &trainer->relations) = relations.items[i].name;
    number_corpus(trainer, &trainer->gold);
    printf("%u tags, %u relations\n", trainer->tags.count, trainer->relations.count);
}

void trainer_take_words(Trainer *trainer, const GoldSentence *sentence)
{
    for (uint32_t i = 0; i < sentence->count; i++)
        trainer->words[i] = (SyntaxWord){.form = sentence->words[i].form,
                                         .lower = sentence->words[i].lower};
    atoms_build(trainer->words, sentence->count, &trainer->word_clusters, trainer->atoms);
}

const uint32_t *trainer_shuffle(Trainer *trainer, uint32_t times, uint32_t silver,
                                uint32_t *out_count)
{
    uint32_t gold = trainer->gold.sentences.count;
    uint32_t count = 0;
    for (uint32_t k = 0; k < times; k++)
        for (uint32_t i = 0; i < gold; i++) trainer->order[count++] = i;
    for (uint32_t i = 0; i < silver; i++) trainer->order[count++] = gold + i;
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = random_below(&trainer->random, i);
        uint32_t kept = trainer->order[i - 1];
        trainer->order[i - 1] = trainer->order[other];
        trainer->order[other] = kept;
    }
    *out_count = count;
    return trainer->order;
}

const GoldSentence *trainer_sentence(const Trainer *trainer, uint32_t number)
{
    uint32_t gold = trainer->gold.sentences.count;
    return number < gold ? &trainer->gold.sentences.items[number]
                         : &trainer->silver.sentences.items[number - gold];
}

void trainer_read_weights(const Buffer *section, WeightTable *table)
{
    DatelineError err;
    if (weights_read(buffer_str(section), "new", table, &err) == DATELINE_OK) return;
    fprintf(stderr, "%s\n", err.message);
    exit(1);
}
