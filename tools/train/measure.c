#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/model_file.h"
#include "trainer.h"

static void add_number(Buffer *out, uint64_t number, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes; i++) buffer_add_char(out, (char)(number >> 8 * i & 0xFF));
}

static void add_names(Buffer *out, const Names *names)
{
    for (uint32_t i = 0; i < names->count; i++) {
        buffer_add_str(out, names->items[i]);
        buffer_add_char(out, '\n');
    }
}

static void add_header(Buffer *out, const Buffer *sections[SECTION_COUNT])
{
    uint64_t start = MODEL_HEADER_BYTES + 8 * SECTION_COUNT;
    uint64_t len = start;
    for (uint32_t i = 0; i < SECTION_COUNT; i++) len += sections[i]->len;
    buffer_add(out, MODEL_MAGIC, 8);
    add_number(out, SYNTAX_MODEL_VERSION, 4);
    add_number(out, SECTION_COUNT, 4);
    add_number(out, len, 8);
    add_number(out, 0, 8); /* the checksum, when the rest is there */
    for (uint32_t i = 0; i < SECTION_COUNT; i++) {
        add_number(out, start, 4);
        add_number(out, sections[i]->len, 4);
        start += sections[i]->len;
    }
}

void build_model(const Trainer *trainer, const Buffer *tagger, const Buffer *parser, Buffer *out)
{
    Buffer tags = {0};
    Buffer relations = {0};
    add_names(&tags, &trainer->tags);
    add_names(&relations, &trainer->relations);
    const Buffer *sections[SECTION_COUNT] = {&tags, &relations, &trainer->clusters, tagger, parser};
    buffer_clear(out);
    add_header(out, sections);
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

static void score_sentence(const Trainer *trainer, const GoldSentence *sentence, Score *score)
{
    for (uint32_t i = 0; i < sentence->count; i++) {
        const GoldWord *gold = &sentence->words[i];
        const SyntaxWord *word = &trainer->words[i];
        Str tag = trainer->tags.items[word->tag];
        Str relation = plain_relation(trainer->relations.items[word->relation]);
        bool has_head = gold->head == word->head;
        score->words++;
        score->tags += str_equal(tag, gold->tag);
        score->universal += str_equal(universal_tag(tag), universal_tag(gold->tag));
        score->heads += has_head;
        score->labelled += has_head && str_equal(plain_relation(gold->relation), relation);
    }
}

static void print_score(const Score *score)
{
    double words = score->words == 0 ? 1 : score->words;
    printf("%-16.*s %6u words  UPOS %.2f  UPOS and XPOS %.2f  UAS %.2f  LAS %.2f\n",
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

typedef List(Score) Scores;

static Score *score_of(Arena *arena, Scores *scores, Str genre)
{
    for (uint32_t i = 0; i < scores->count; i++)
        if (str_equal(scores->items[i].genre, genre)) return &scores->items[i];
    Score *score = list_add(arena, scores);
    score->genre = genre;
    return score;
}

static void parse_dev(Trainer *trainer, const SyntaxModel *model, Arena *arena, Scores *scores)
{
    SyntaxWorkspace *workspace = syntax_workspace_new(trainer->longest, arena);
    for (uint32_t i = 0; i < trainer->dev.sentences.count; i++) {
        const GoldSentence *sentence = &trainer->dev.sentences.items[i];
        for (uint32_t n = 0; n < sentence->count; n++)
            trainer->words[n] = (SyntaxWord){.form = sentence->words[n].form,
                                             .lower = sentence->words[n].lower};
        syntax_model_parse(model, workspace, trainer->words, sentence->count);
        score_sentence(trainer, sentence, score_of(arena, scores, sentence->genre));
    }
}

void measure_model(Trainer *trainer, Str bytes, bool by_genre)
{
    DatelineError err;
    const SyntaxModel *model;
    Arena *arena = arena_new(1u << 20);
    if (syntax_model_read(bytes, arena, &model, &err) != DATELINE_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    Scores scores = {0};
    clock_t start = clock();
    parse_dev(trainer, model, arena, &scores);
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
