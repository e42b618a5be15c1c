/*
 * Trains the model of src/model on treebanks and writes it as one file.
 *
 *     train_syntax OUT [--epochs N] [--tag-epochs N] [--bytes N] [--clusters FILE] TRAIN... -- DEV...
 *
 * The tagger is trained first; the parser then learns on tags as a tagger gives them that has not
 * seen the sentence (ten taggers, each trained on nine tenths of the documents). The same files,
 * options and seed give the same bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "augment.h"
#include "model/model_file.h"
#include "model/parse_features.h"
#include "model/parser.h"
#include "model/tagger.h"
#include "oracle.h"
#include "perceptron.h"

#define SEED 20240229
#define FOLDS 8
#define FEWEST_OF_TAG 3
#define TAG_UPDATES 2
#define PARSE_UPDATES 2
#define PERCENT_EXPLORED 90
#define TAGGER_BYTES (2200u << 10)
#define PARSER_BYTES (5600u << 10)

typedef struct Options {
    const char *out;
    uint32_t epochs;
    uint32_t tag_epochs;
    uint32_t parser_bytes;
    uint32_t tagger_bytes;
    const char *clusters;
} Options;

typedef struct Trainer {
    Arena *arena;
    Options options;
    Corpus train;
    Corpus dev;
    Random random;
    List(Str) tags;
    List(Str) relations;
    Buffer clusters; /* section */
    WordClusters word_clusters;
    uint32_t longest;
    SyntaxWord *words; /* [longest] */
    WordAtoms *atoms;
} Trainer;

/* ---- Names -------------------------------------------------------------------------------- */

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

static uint32_t find_name(const Str *names, uint32_t count, Str name)
{
    for (uint32_t i = 0; i < count; i++)
        if (str_equal(names[i], name)) return i;
    return count;
}

static Str universal_of(Str tag)
{
    uint32_t slash = str_find(tag, STR("/"), 0);
    return (Str){tag.data, slash};
}

/* A rare pair counts as the commonest pair with the same universal tag. */
static uint8_t number_tag(const Trainer *trainer, Str tag)
{
    uint32_t found = find_name(trainer->tags.items, trainer->tags.count, tag);
    if (found < trainer->tags.count) return (uint8_t)found;
    for (uint32_t i = 0; i < trainer->tags.count; i++)
        if (str_equal(universal_of(trainer->tags.items[i]), universal_of(tag))) return (uint8_t)i;
    return 0;
}

static void number_corpus(const Trainer *trainer, Corpus *corpus)
{
    for (uint32_t i = 0; i < corpus->sentences.count; i++)
        for (uint32_t n = 0; n < corpus->sentences.items[i].count; n++) {
            GoldWord *word = &corpus->sentences.items[i].words[n];
            uint32_t relation = find_name(trainer->relations.items, trainer->relations.count,
                                          word->relation);
            word->tag_number = number_tag(trainer, word->tag);
            word->relation_number =
                (uint8_t)(relation < trainer->relations.count ? relation : 1);
        }
}

static void collect_names(Trainer *trainer)
{
    NameCounts tags = {0};
    NameCounts relations = {0};
    for (uint32_t i = 0; i < trainer->train.sentences.count; i++)
        for (uint32_t n = 0; n < trainer->train.sentences.items[i].count; n++) {
            count_name(trainer->arena, &tags, trainer->train.sentences.items[i].words[n].tag);
            count_name(trainer->arena, &relations,
                       trainer->train.sentences.items[i].words[n].relation);
        }
    qsort(tags.items, tags.count, sizeof *tags.items, compare_names);
    qsort(relations.items, relations.count, sizeof *relations.items, compare_names);
    for (uint32_t i = 0; i < tags.count && tags.items[i].count >= FEWEST_OF_TAG; i++)
        *list_add(trainer->arena, &trainer->tags) = tags.items[i].name;
    *list_add(trainer->arena, &trainer->relations) = STR("root");
    for (uint32_t i = 0; i < relations.count; i++)
        if (!str_equal(relations.items[i].name, STR("root")))
            *list_add(trainer->arena, &trainer->relations) = relations.items[i].name;
    printf("%u tags, %u relations\n", trainer->tags.count, trainer->relations.count);
}

/* ---- Sentences ---------------------------------------------------------------------------- */

static void take_words(Trainer *trainer, const GoldSentence *sentence)
{
    for (uint32_t i = 0; i < sentence->count; i++)
        trainer->words[i] = (SyntaxWord){.form = sentence->words[i].form,
                                         .lower = sentence->words[i].lower};
    atoms_build(trainer->words, sentence->count, &trainer->word_clusters, trainer->atoms);
}

static uint32_t *shuffle(Trainer *trainer, uint32_t count, uint32_t *order)
{
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = random_below(&trainer->random, i);
        uint32_t kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
    return order;
}

/* ---- Tagger ------------------------------------------------------------------------------- */

static uint32_t best_of(const int32_t *scores, uint32_t count)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (scores[i] > scores[best]) best = i;
    return best;
}

static void learn_tags(Trainer *trainer, const GoldSentence *sentence, Perceptron *tagger)
{
    int32_t scores[MOST_CLASSES];
    FeatureList features;
    take_words(trainer, sentence);
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

/* Leaves out the documents of one fold; FOLDS: none. */
static void train_tagger(Trainer *trainer, uint32_t fold, Buffer *out)
{
    Perceptron tagger;
    perceptron_init(&tagger, trainer->tags.count, TAG_UPDATES);
    uint32_t count = trainer->train.sentences.count;
    uint32_t *order = arena_new_items(trainer->arena, uint32_t, count);
    for (uint32_t epoch = 0; epoch < trainer->options.tag_epochs; epoch++) {
        shuffle(trainer, count, order);
        for (uint32_t i = 0; i < count; i++) {
            const GoldSentence *sentence = &trainer->train.sentences.items[order[i]];
            if (sentence->document % FOLDS != fold) learn_tags(trainer, sentence, &tagger);
        }
    }
    perceptron_pack(&tagger, trainer->options.tagger_bytes, out);
    perceptron_release(&tagger);
}

static void read_weights(const Buffer *section, WeightTable *table)
{
    DatelineError err;
    if (weights_read(buffer_str(section), "new", table, &err) == DATELINE_OK) return;
    fprintf(stderr, "%s\n", err.message);
    exit(1);
}

static void tag_fold(Trainer *trainer, uint32_t fold)
{
    Buffer section = {0};
    WeightTable table;
    train_tagger(trainer, fold, &section);
    read_weights(&section, &table);
    uint32_t right = 0;
    uint32_t all = 0;
    for (uint32_t i = 0; i < trainer->train.sentences.count; i++) {
        GoldSentence *sentence = &trainer->train.sentences.items[i];
        if (sentence->document % FOLDS != fold) continue;
        take_words(trainer, sentence);
        tagger_run(&table, trainer->words, trainer->atoms, sentence->count);
        for (uint32_t n = 0; n < sentence->count; n++) {
            sentence->words[n].seen_tag = trainer->words[n].tag;
            right += trainer->words[n].tag == sentence->words[n].tag_number;
            all++;
        }
    }
    printf("fold %u: %.2f %% of tags\n", fold, 100.0 * right / (all == 0 ? 1 : all));
    fflush(stdout);
    buffer_release(&section);
}

/* ---- Parser ------------------------------------------------------------------------------- */

static uint32_t best_good_class(const int32_t *scores, const bool *good, uint32_t count)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (good[i] && (best == UINT32_MAX || scores[i] > scores[best])) best = i;
    return best;
}

typedef struct ParserTraining {
    Perceptron weights;
    ParseState state;
    uint32_t *heads;
    bool explores; /* follows its own mistakes */
} ParserTraining;

static void learn_move(Trainer *trainer, const GoldSentence *sentence, ParserTraining *training)
{
    int32_t scores[MOST_CLASSES];
    bool good[MOST_CLASSES];
    FeatureList features;
    uint32_t relations = trainer->relations.count;
    parse_features(&training->state, &features);
    perceptron_score(&training->weights, &features, scores);
    oracle_classes(&training->state, sentence, training->heads, relations, good);
    uint32_t best = parser_best_class(&training->state, scores, relations);
    uint32_t gold = best_good_class(scores, good, training->weights.class_count);
    if (!good[best]) perceptron_update(&training->weights, &features, gold, best);
    training->weights.step++;
    bool follows = training->explores && random_below(&trainer->random, 100) < PERCENT_EXPLORED;
    uint32_t next = follows ? best : gold;
    state_apply(&training->state, class_move(next, relations), class_label(next, relations));
}

static void learn_tree(Trainer *trainer, const GoldSentence *sentence, ParserTraining *training)
{
    take_words(trainer, sentence);
    for (uint32_t i = 0; i < sentence->count; i++)
        trainer->words[i].tag = sentence->words[i].seen_tag;
    state_init(&training->state, trainer->words, trainer->atoms, sentence->count);
    oracle_heads(sentence, training->heads);
    while (!state_is_final(&training->state)) {
        if (training->state.depth == 1)
            state_apply(&training->state, MOVE_SHIFT, 0);
        else
            learn_move(trainer, sentence, training);
    }
}

/* ---- Writing and measuring ---------------------------------------------------------------- */

static void add_number(Buffer *out, uint64_t number, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes; i++) buffer_add_char(out, (char)(number >> 8 * i & 0xFF));
}

static void add_names(Buffer *out, const Str *names, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        buffer_add_str(out, names[i]);
        buffer_add_char(out, '\n');
    }
}

static void write_model(const Trainer *trainer, const Buffer *tagger, const Buffer *parser,
                        Buffer *out)
{
    Buffer tags = {0};
    Buffer relations = {0};
    add_names(&tags, trainer->tags.items, trainer->tags.count);
    add_names(&relations, trainer->relations.items, trainer->relations.count);
    const Buffer *sections[SECTION_COUNT] = {&tags, &relations, &trainer->clusters, tagger, parser};
    uint64_t len = MODEL_HEADER_BYTES + 8 * SECTION_COUNT;
    for (uint32_t i = 0; i < SECTION_COUNT; i++) len += sections[i]->len;

    buffer_clear(out);
    buffer_add(out, MODEL_MAGIC, 8);
    add_number(out, SYNTAX_MODEL_VERSION, 4);
    add_number(out, SECTION_COUNT, 4);
    add_number(out, len, 8);
    add_number(out, 0, 8);
    uint64_t start = MODEL_HEADER_BYTES + 8 * SECTION_COUNT;
    for (uint32_t i = 0; i < SECTION_COUNT; i++) {
        add_number(out, start, 4);
        add_number(out, sections[i]->len, 4);
        start += sections[i]->len;
    }
    for (uint32_t i = 0; i < SECTION_COUNT; i++) buffer_add_str(out, buffer_str(sections[i]));
    uint64_t checksum = model_file_checksum(buffer_str(out));
    for (uint32_t i = 0; i < 8; i++) out->data[MODEL_CHECKSUM_AT + i] = (char)(checksum >> 8 * i);
    buffer_release(&tags);
    buffer_release(&relations);
}

typedef struct Score {
    Str genre;
    uint32_t words;
    uint32_t tags;
    uint32_t universal;
    uint32_t heads;
    uint32_t labelled;
} Score;

static Str plain_relation(Str relation)
{
    uint32_t colon = str_find(relation, STR(":"), 0);
    return colon == STR_NOT_FOUND ? relation : (Str){relation.data, colon};
}

static void score_sentence(const Trainer *trainer, const GoldSentence *sentence, Score *score)
{
    for (uint32_t i = 0; i < sentence->count; i++) {
        const GoldWord *gold = &sentence->words[i];
        const SyntaxWord *word = &trainer->words[i];
        Str tag = trainer->tags.items[word->tag];
        bool head = gold->head == word->head;
        score->words++;
        score->tags += str_equal(tag, gold->tag);
        score->universal += str_equal(universal_of(tag), universal_of(gold->tag));
        score->heads += head;
        score->labelled += head && str_equal(plain_relation(gold->relation),
                                             plain_relation(trainer->relations.items[word->relation]));
    }
}

static void print_score(const Score *score)
{
    double words = score->words == 0 ? 1 : score->words;
    printf("%-16.*s %6u words  UPOS %.2f  both %.2f  UAS %.2f  LAS %.2f\n",
           STR_ARG(score->genre), score->words, 100 * score->universal / words,
           100 * score->tags / words, 100 * score->heads / words, 100 * score->labelled / words);
}

static void add_score(Score *sum, const Score *part)
{
    sum->words += part->words;
    sum->tags += part->tags;
    sum->universal += part->universal;
    sum->heads += part->heads;
    sum->labelled += part->labelled;
}

static void measure(Trainer *trainer, Str bytes, bool by_genre)
{
    DatelineError err;
    const SyntaxModel *model;
    Arena *arena = arena_new(1u << 20);
    if (syntax_model_read(bytes, arena, &model, &err) != DATELINE_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    SyntaxWorkspace *workspace = syntax_workspace_new(trainer->longest, arena);
    List(Score) scores = {0};
    clock_t start = clock();
    for (uint32_t i = 0; i < trainer->dev.sentences.count; i++) {
        const GoldSentence *sentence = &trainer->dev.sentences.items[i];
        for (uint32_t n = 0; n < sentence->count; n++)
            trainer->words[n] = (SyntaxWord){.form = sentence->words[n].form,
                                             .lower = sentence->words[n].lower};
        syntax_model_parse(model, workspace, trainer->words, sentence->count);
        uint32_t at = 0;
        while (at < scores.count && !str_equal(scores.items[at].genre, sentence->genre)) at++;
        if (at == scores.count) list_add(arena, &scores)->genre = sentence->genre;
        score_sentence(trainer, sentence, &scores.items[at]);
    }
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    Score ewt = {.genre = STR("EWT")};
    Score gum = {.genre = STR("GUM")};
    for (uint32_t i = 0; i < scores.count; i++) {
        if (by_genre) print_score(&scores.items[i]);
        add_score(str_starts(scores.items[i].genre, STR("GUM")) ? &gum : &ewt, &scores.items[i]);
    }
    print_score(&ewt);
    print_score(&gum);
    printf("%u bytes, %.0f words a second\n", bytes.len, (ewt.words + gum.words) / seconds);
    fflush(stdout);
    arena_free(arena);
}

static void save(const char *path, Str bytes)
{
    FILE *stream = fopen(path, "wb");
    if (stream == NULL || fwrite(bytes.data, 1, bytes.len, stream) != bytes.len ||
        fclose(stream) != 0) {
        fprintf(stderr, "%s: cannot be written\n", path);
        exit(1);
    }
}

#define FIRST_MEASURED_EPOCH 4

static void train_parser(Trainer *trainer, const Buffer *tagger, Buffer *model)
{
    uint32_t count = trainer->train.sentences.count;
    uint32_t *order = arena_new_items(trainer->arena, uint32_t, count);
    ParserTraining training = {.heads = arena_new_items(trainer->arena, uint32_t, trainer->longest)};
    training.state.stack =
        arena_new_items(trainer->arena, uint32_t, STATE_STACK_ITEMS(trainer->longest));
    training.state.nodes =
        arena_new_items(trainer->arena, ParseNode, STATE_NODE_ITEMS(trainer->longest));
    perceptron_init(&training.weights, 2 * trainer->relations.count - 1, PARSE_UPDATES);
    for (uint32_t epoch = 1; epoch <= trainer->options.epochs; epoch++) {
        training.explores = epoch > 1;
        shuffle(trainer, count, order);
        for (uint32_t i = 0; i < count; i++)
            learn_tree(trainer, &trainer->train.sentences.items[order[i]], &training);
        printf("epoch %u: %llu features\n", epoch, (unsigned long long)training.weights.count);
        bool is_last = epoch == trainer->options.epochs;
        if (!is_last && (epoch < FIRST_MEASURED_EPOCH || epoch % 2 != 0)) continue;
        Buffer parser = {0};
        perceptron_pack(&training.weights, trainer->options.parser_bytes, &parser);
        write_model(trainer, tagger, &parser, model);
        buffer_release(&parser);
        measure(trainer, buffer_str(model), is_last);
    }
    perceptron_release(&training.weights);
}

/* ---- Start -------------------------------------------------------------------------------- */

static void read_clusters(Trainer *trainer)
{
    if (trainer->options.clusters == NULL) {
        add_number(&trainer->clusters, 0, 4);
    } else {
        FILE *stream = fopen(trainer->options.clusters, "rb");
        int byte;
        if (stream == NULL) {
            fprintf(stderr, "%s: cannot be read\n", trainer->options.clusters);
            exit(1);
        }
        while ((byte = fgetc(stream)) != EOF) buffer_add_char(&trainer->clusters, (char)byte);
        fclose(stream);
    }
    const unsigned char *bytes = (const unsigned char *)trainer->clusters.data;
    uint32_t count = read_u32(bytes);
    trainer->word_clusters = (WordClusters){bytes + 4, bytes + 4 + 4 * (size_t)count, count};
}

static void prepare(Trainer *trainer)
{
    printf("%u sentences to learn, %u to measure\n", trainer->train.sentences.count,
           trainer->dev.sentences.count);
    trainer->random.state = SEED;
    collect_names(trainer);
    corpus_augment(&trainer->train, &trainer->random);
    number_corpus(trainer, &trainer->train);
    for (uint32_t i = 0; i < trainer->train.sentences.count; i++)
        if (trainer->train.sentences.items[i].count > trainer->longest)
            trainer->longest = trainer->train.sentences.items[i].count;
    for (uint32_t i = 0; i < trainer->dev.sentences.count; i++)
        if (trainer->dev.sentences.items[i].count > trainer->longest)
            trainer->longest = trainer->dev.sentences.items[i].count;
    trainer->words = arena_new_items(trainer->arena, SyntaxWord, trainer->longest);
    trainer->atoms = arena_new_items(trainer->arena, WordAtoms, trainer->longest);
    read_clusters(trainer);
}

static uint32_t read_count(const char *text)
{
    return (uint32_t)strtoul(text, NULL, 10);
}

static bool read_option(Options *options, const char *name, const char *value)
{
    if (strcmp(name, "--epochs") == 0)
        options->epochs = read_count(value);
    else if (strcmp(name, "--tag-epochs") == 0)
        options->tag_epochs = read_count(value);
    else if (strcmp(name, "--bytes") == 0)
        options->parser_bytes = read_count(value);
    else if (strcmp(name, "--tag-bytes") == 0)
        options->tagger_bytes = read_count(value);
    else if (strcmp(name, "--clusters") == 0)
        options->clusters = value;
    else
        return false;
    return true;
}

static void read_arguments(Trainer *trainer, int argc, char **argv)
{
    Corpus *corpus = &trainer->train;
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
    if (trainer->train.sentences.count > 0 && trainer->dev.sentences.count > 0) return;
    fprintf(stderr, "usage: train_syntax OUT [--epochs N] [--tag-epochs N] [--bytes N] "
                    "[--tag-bytes N] [--clusters FILE] TRAIN... -- DEV...\n");
    exit(2);
}

int main(int argc, char **argv)
{
    Arena *arena = arena_new(1u << 24);
    Trainer trainer = {.arena = arena, .train = {.arena = arena}, .dev = {.arena = arena},
                       .options = {.epochs = 12, .tag_epochs = 6, .parser_bytes = PARSER_BYTES,
                                   .tagger_bytes = TAGGER_BYTES}};
    read_arguments(&trainer, argc, argv);
    prepare(&trainer);

    for (uint32_t fold = 0; fold < FOLDS; fold++) tag_fold(&trainer, fold);
    Buffer tagger = {0};
    Buffer model = {0};
    train_tagger(&trainer, FOLDS, &tagger);
    train_parser(&trainer, &tagger, &model);
    save(trainer.options.out, buffer_str(&model));
    buffer_release(&tagger);
    buffer_release(&model);
    buffer_release(&trainer.clusters);
    arena_free(arena);
    return 0;
}
