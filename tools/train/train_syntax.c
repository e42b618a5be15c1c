/*
 * Trains the model of src/model on treebanks and writes it as one file.
 *
 *     train_syntax [OPTION VALUE]... OUT TRAIN.conllu... -- DEV.conllu...
 *
 *     --clusters FILE     words used alike, made by cluster_words
 *     --sentences FILE    plain text, made by split_text, to learn from as well
 *     --silver N          how many of its sentences; --teachers N: models that parse them
 *     --epochs N --tag-epochs N --bytes N --tag-bytes N
 *
 * The way of the training:
 *
 *     treebanks -> 8 taggers, each on 7/8 of the documents -> tags of the rest, as seen in use
 *     plain text -> tags by the vote of the 8
 *     both -> the tagger
 *     treebanks with seen tags -> teachers, half of them reading backward -> trees of plain text
 *     both -> the parser
 *
 * The same files and options give the same bytes.
 */
#include <stdio.h>
#include <stdlib.h>

#include "trainer.h"

#define SEED 20240229
#define TAGGER_BYTES (1500u << 10)
#define PARSER_BYTES (6300u << 10)
#define FIRST_MEASURED_EPOCH 4

static void read_clusters(Trainer *trainer)
{
    Buffer *section = &trainer->clusters;
    if (trainer->options.clusters == NULL) {
        buffer_add(section, "\0\0\0\0", 4);
    } else {
        FILE *stream = fopen(trainer->options.clusters, "rb");
        if (stream == NULL) {
            fprintf(stderr, "%s: cannot be read\n", trainer->options.clusters);
            exit(1);
        }
        for (int byte; (byte = fgetc(stream)) != EOF;) buffer_add_char(section, (char)byte);
        fclose(stream);
    }
    const unsigned char *bytes = (const unsigned char *)section->data;
    uint32_t count = read_u32(bytes);
    trainer->word_clusters = (WordClusters){bytes + 4, bytes + 4 + 4 * (size_t)count, count};
}

static void note_longest(Trainer *trainer, const Corpus *corpus)
{
    for (uint32_t i = 0; i < corpus->sentences.count; i++)
        if (corpus->sentences.items[i].count > trainer->longest)
            trainer->longest = corpus->sentences.items[i].count;
}

static void allocate(Trainer *trainer)
{
    note_longest(trainer, &trainer->gold);
    note_longest(trainer, &trainer->silver);
    note_longest(trainer, &trainer->dev);
    uint32_t longest = trainer->longest;
    uint32_t sentences = trainer->gold.sentences.count + trainer->silver.sentences.count;
    trainer->words = arena_new_items(trainer->arena, SyntaxWord, longest);
    trainer->atoms = arena_new_items(trainer->arena, WordAtoms, longest);
    trainer->heads = arena_new_items(trainer->arena, uint32_t, longest);
    trainer->order = arena_new_items(trainer->arena, uint32_t, 2 * (size_t)sentences);
    trainer->state.stack = arena_new_items(trainer->arena, uint32_t, STATE_STACK_ITEMS(longest));
    trainer->state.nodes = arena_new_items(trainer->arena, ParseNode, STATE_NODE_ITEMS(longest));
}

static void prepare(Trainer *trainer)
{
    trainer->random.state = SEED;
    trainer_number_names(trainer);
    printf("%u sentences to learn, %u to measure\n", trainer->gold.sentences.count,
           trainer->dev.sentences.count);
    corpus_augment(&trainer->gold, &trainer->random);
    read_silver(trainer);
    read_clusters(trainer);
    allocate(trainer);
}

typedef struct Model {
    Buffer tagger;
    Buffer bytes;
} Model;

static void after_epoch(Trainer *trainer, uint32_t epoch, const Buffer *parser, void *data)
{
    Model *model = data;
    bool is_last = epoch == trainer->options.epochs;
    if (epoch < FIRST_MEASURED_EPOCH && !is_last) return;
    build_model(trainer, &model->tagger, parser, &model->bytes);
    measure_model(trainer, buffer_str(&model->bytes), is_last);
}

static void train(Trainer *trainer, Model *model)
{
    Buffer taggers[FOLDS] = {{0}};
    Buffer parser = {0};
    tag_folds(trainer, taggers);
    tag_silver(trainer, taggers);
    for (uint32_t k = 0; k < FOLDS; k++) buffer_release(&taggers[k]);
    train_tagger(trainer, FOLDS, &model->tagger);
    if (trainer->silver.sentences.count > 0) parse_silver(trainer);

    uint32_t silver = trainer->silver.sentences.count;
    TreeLearning learning = {.gold_times = silver > 0 ? 2 : 1, .silver = silver,
                             .epochs = trainer->options.epochs,
                             .bytes = trainer->options.parser_bytes, .after_epoch = after_epoch,
                             .data = model};
    train_parser(trainer, &learning, &parser);
    buffer_release(&parser);
}

static void save(const char *path, Str bytes)
{
    FILE *stream = fopen(path, "wb");
    if (stream != NULL && fwrite(bytes.data, 1, bytes.len, stream) == bytes.len &&
        fclose(stream) == 0)
        return;
    fprintf(stderr, "%s: cannot be written\n", path);
    exit(1);
}

static bool read_option(Options *options, const char *name, const char *value)
{
    const struct {
        const char *name;
        uint32_t *number;
        const char **text;
    } known[] = {
        {"--clusters", NULL, &options->clusters},    {"--sentences", NULL, &options->sentences},
        {"--silver", &options->silver_sentences, NULL}, {"--teachers", &options->teachers, NULL},
        {"--epochs", &options->epochs, NULL},        {"--tag-epochs", &options->tag_epochs, NULL},
        {"--bytes", &options->parser_bytes, NULL},   {"--tag-bytes", &options->tagger_bytes, NULL},
    };
    for (size_t i = 0; i < COUNT(known); i++) {
        if (strcmp(known[i].name, name) != 0) continue;
        if (known[i].number != NULL)
            *known[i].number = (uint32_t)strtoul(value, NULL, 10);
        else
            *known[i].text = value;
        return true;
    }
    return false;
}

static void read_arguments(Trainer *trainer, int argc, char **argv)
{
    Corpus *corpus = &trainer->gold;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0)
            corpus = &trainer->dev;
        else if (i + 1 < argc && read_option(&trainer->options, argv[i], argv[i + 1]))
            i++;
        else if (trainer->options.out == NULL)
            trainer->options.out = argv[i];
        else
            corpus_read(corpus, argv[i]);
    }
    if (trainer->gold.sentences.count > 0 && trainer->dev.sentences.count > 0) return;
    fprintf(stderr,
            "usage: train_syntax [OPTION VALUE]... OUT TRAIN.conllu... -- DEV.conllu...\n");
    exit(2);
}

int main(int argc, char **argv)
{
    Arena *arena = arena_new(1u << 24);
    Trainer trainer = {.arena = arena,
                       .gold = {.arena = arena},
                       .silver = {.arena = arena},
                       .dev = {.arena = arena},
                       .options = {.epochs = 5, .tag_epochs = 5, .parser_bytes = PARSER_BYTES,
                                   .tagger_bytes = TAGGER_BYTES, .silver_sentences = 60000,
                                   .teachers = 4}};
    read_arguments(&trainer, argc, argv);
    prepare(&trainer);
    Model model = {{0}, {0}};
    train(&trainer, &model);
    save(trainer.options.out, buffer_str(&model.bytes));
    buffer_release(&model.tagger);
    buffer_release(&model.bytes);
    buffer_release(&trainer.clusters);
    arena_free(arena);
    return 0;
}
