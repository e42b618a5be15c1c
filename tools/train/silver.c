/*
 * Learning from plain news text: sentences get the tags and trees that several models agree on,
 * and one small fast model then learns from all of them (after Weiss and others 2015, Kuncoro and
 * others 2016). What the treebanks never show, the manner of news, is learnt this way.
 */
#include <stdio.h>
#include <stdlib.h>

#include "model/parser.h"
#include "model/tagger.h"
#include "text/utf8.h"
#include "trainer.h"

#define SHORTEST_SENTENCE 4
#define LONGEST_SENTENCE 50
#define MOST_TEACHERS 8
#define TEACHER_BYTES (60u << 20)
#define TEACHER_EPOCHS 9
#define PERCENT_AGREED 84 /* of a tree's arcs, by the other models, on average */

static bool read_line(FILE *stream, Buffer *line)
{
    buffer_clear(line);
    int byte;
    while ((byte = fgetc(stream)) != EOF && byte != '\n') buffer_add_char(line, (char)byte);
    return byte != EOF;
}

static void add_sentence(Corpus *corpus, Str line)
{
    GoldSentence sentence = {.document = corpus->document_count};
    uint32_t count = 1;
    for (uint32_t i = 0; i < line.len; i++) count += line.data[i] == ' ';
    if (count < SHORTEST_SENTENCE || count > LONGEST_SENTENCE) return;
    sentence.words = arena_new_items(corpus->arena, GoldWord, count);
    uint32_t start = 0;
    for (uint32_t i = 0; i <= line.len; i++) {
        if (i < line.len && line.data[i] != ' ') continue;
        Str form = arena_copy_str(corpus->arena, (Str){line.data + start, i - start});
        sentence.words[sentence.count++] =
            (GoldWord){.form = form, .lower = utf8_lower(form, corpus->arena)};
        start = i + 1;
    }
    *list_add(corpus->arena, &corpus->sentences) = sentence;
}

static uint32_t count_lines(FILE *stream)
{
    uint32_t count = 0;
    for (int byte; (byte = fgetc(stream)) != EOF;) count += byte == '\n';
    rewind(stream);
    return count;
}

void read_silver(Trainer *trainer)
{
    if (trainer->options.sentences == NULL) return;
    FILE *stream = fopen(trainer->options.sentences, "rb");
    if (stream == NULL) {
        fprintf(stderr, "%s: cannot be read\n", trainer->options.sentences);
        exit(1);
    }
    uint32_t every = count_lines(stream) / (trainer->options.silver_sentences + 1) + 1;
    Buffer line = {0};
    for (uint32_t i = 0; read_line(stream, &line); i++)
        if (i % every == 0) add_sentence(&trainer->silver, buffer_str(&line));
    buffer_release(&line);
    fclose(stream);
    printf("%u sentences of plain text\n", trainer->silver.sentences.count);
}

static void vote_tags(Trainer *trainer, GoldSentence *sentence, const WeightTable *taggers)
{
    uint8_t votes[LONGEST_SENTENCE][MOST_CLASSES] = {{0}};
    trainer_take_words(trainer, sentence);
    for (uint32_t k = 0; k < FOLDS; k++) {
        tagger_run(&taggers[k], trainer->words, trainer->atoms, sentence->count);
        for (uint32_t i = 0; i < sentence->count; i++) votes[i][trainer->words[i].tag]++;
    }
    for (uint32_t i = 0; i < sentence->count; i++) {
        uint8_t best = 0;
        for (uint32_t tag = 1; tag < trainer->tags.count; tag++)
            if (votes[i][tag] > votes[i][best]) best = (uint8_t)tag;
        sentence->words[i].tag_number = sentence->words[i].seen_tag = best;
    }
}

void tag_silver(Trainer *trainer, const Buffer taggers[FOLDS])
{
    WeightTable tables[FOLDS];
    for (uint32_t k = 0; k < FOLDS; k++) trainer_read_weights(&taggers[k], &tables[k]);
    for (uint32_t i = 0; i < trainer->silver.sentences.count; i++)
        vote_tags(trainer, &trainer->silver.sentences.items[i], tables);
}

/* ---- Trees -------------------------------------------------------------------------------- */

typedef struct Arc {
    uint32_t head;
    uint8_t relation;
} Arc;

typedef struct Teacher {
    WeightTable weights;
    bool backward;
} Teacher;

static void parse_with(Trainer *trainer, const Teacher *teacher, const GoldSentence *sentence,
                       Arena *scratch, Arc *arcs)
{
    GoldSentence seen = teacher->backward ? reverse_sentence(scratch, sentence) : *sentence;
    uint32_t count = seen.count;
    trainer_take_words(trainer, &seen);
    for (uint32_t i = 0; i < count; i++) trainer->words[i].tag = seen.words[i].seen_tag;
    state_init(&trainer->state, trainer->words, trainer->atoms, count);
    parser_run(&teacher->weights, trainer->relations.count, &trainer->state, trainer->words);
    for (uint32_t i = 0; i < count; i++) {
        const SyntaxWord *word = &trainer->words[teacher->backward ? count - 1 - i : i];
        uint32_t head = word->head;
        if (head != SYNTAX_ROOT && teacher->backward) head = count - 1 - head;
        arcs[i] = (Arc){head, word->relation};
    }
}

static uint32_t count_agreed(const Arc *a, const Arc *b, uint32_t count)
{
    uint32_t agreed = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (a[i].head != b[i].head) continue;
        agreed += a[i].relation == b[i].relation ? 2 : 1;
    }
    return agreed;
}

/* Takes the tree that the other models agree with most; false if that is too little. */
static bool choose_tree(GoldSentence *sentence, Arc arcs[MOST_TEACHERS][LONGEST_SENTENCE],
                        uint32_t teachers)
{
    uint32_t best = 0;
    uint32_t best_agreed = 0;
    for (uint32_t k = 0; k < teachers; k++) {
        uint32_t agreed = 0;
        for (uint32_t m = 0; m < teachers; m++)
            if (m != k) agreed += count_agreed(arcs[k], arcs[m], sentence->count);
        if (agreed <= best_agreed) continue;
        best = k;
        best_agreed = agreed;
    }
    for (uint32_t i = 0; i < sentence->count; i++) {
        sentence->words[i].head = arcs[best][i].head;
        sentence->words[i].relation_number = arcs[best][i].relation;
    }
    return best_agreed * 100 >= 2 * sentence->count * (teachers - 1) * PERCENT_AGREED;
}

static void parse_all(Trainer *trainer, const Teacher *teachers, uint32_t teacher_count)
{
    Corpus *silver = &trainer->silver;
    uint32_t kept = 0;
    Arena *scratch = arena_new(1u << 16);
    for (uint32_t i = 0; i < silver->sentences.count; i++) {
        GoldSentence *sentence = &silver->sentences.items[i];
        Arc arcs[MOST_TEACHERS][LONGEST_SENTENCE];
        for (uint32_t k = 0; k < teacher_count; k++)
            parse_with(trainer, &teachers[k], sentence, scratch, arcs[k]);
        arena_clear(scratch);
        if (choose_tree(sentence, arcs, teacher_count)) silver->sentences.items[kept++] = *sentence;
    }
    printf("%u of %u sentences agreed on\n", kept, silver->sentences.count);
    silver->sentences.count = kept;
    arena_free(scratch);
}

void parse_silver(Trainer *trainer)
{
    Teacher teachers[MOST_TEACHERS];
    Buffer sections[MOST_TEACHERS] = {{0}};
    uint32_t count = trainer->options.teachers < MOST_TEACHERS ? trainer->options.teachers
                                                               : MOST_TEACHERS;
    for (uint32_t k = 0; k < count; k++) {
        TreeLearning learning = {.backward = k % 2 == 1, .gold_times = 1,
                                 .epochs = TEACHER_EPOCHS, .bytes = TEACHER_BYTES};
        train_parser(trainer, &learning, &sections[k]);
        trainer_read_weights(&sections[k], &teachers[k].weights);
        teachers[k].backward = learning.backward;
    }
    parse_all(trainer, teachers, count);
    for (uint32_t k = 0; k < count; k++) buffer_release(&sections[k]);
}
