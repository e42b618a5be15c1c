/*
 * split_cues: what the segmenter sees at each place that its rules leave open, for splitter.py.
 *
 *     split_cues <texts >cues
 *
 * Numbers are little-endian, 32 bits. A text is: its bytes, then the number of sentence ends that are
 * known and their byte offsets, then the same for starts of words that are two, then the text. For
 * 0xFFFFFFFF ends the rules' own opinion is taken for the answer. Out comes for each open place: 0 for an
 * end or 1 for a word, the answer, the rules' opinion, the byte offset, the number of cues, the cues.
 */
#include <stdio.h>
#include <stdlib.h>

#include "03_segment/paragraph.h"
#include "text/data.h"

#define BY_RULES UINT32_MAX

typedef struct Answers {
    uint32_t end_count, word_count;
    uint32_t *ends, *words; /* ascending */
} Answers;

static uint32_t read_number(void)
{
    unsigned char bytes[4];
    if (fread(bytes, 1, 4, stdin) != 4) exit(feof(stdin) ? 0 : 1);
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static uint32_t *read_numbers(uint32_t count)
{
    uint32_t *numbers = malloc(sizeof *numbers * (count + 1));
    if (numbers == NULL) abort();
    for (uint32_t i = 0; i < count; i++) numbers[i] = read_number();
    return numbers;
}

static bool has_number(const uint32_t *numbers, uint32_t count, uint32_t wanted)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (numbers[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && numbers[low] == wanted;
}

static void print_place(uint32_t kind, bool answer, bool rule, uint32_t offset, const Cues *cues)
{
    uint32_t head[] = {kind, answer, rule, offset, cues->count};
    fwrite(head, sizeof head, 1, stdout);
    fwrite(cues->values, sizeof cues->values[0], cues->count, stdout);
}

static bool answer_end(const void *self, const Gap *gap)
{
    const Answers *answers = self;
    Cues cues;
    cues_of_gap(gap, &cues);
    uint32_t offset = document_token(gap->line->doc, gap->next - 1)->span.end;
    bool is_end = answers->end_count == BY_RULES
                      ? gap->rule_ends
                      : has_number(answers->ends, answers->end_count, offset);
    print_place(0, is_end, gap->rule_ends, offset, &cues);
    return is_end;
}

static bool answer_word(const void *self, const CueLine *line, uint32_t index)
{
    const Answers *answers = self;
    Cues cues;
    cues_of_word(line, index, &cues);
    uint32_t offset = document_token(line->doc, index)->span.start;
    bool is_two = has_number(answers->words, answers->word_count, offset);
    print_place(1, is_two, false, offset, &cues);
    return is_two;
}

static void split_text(const SegmentLexicon *lexicon, Str text, const Answers *answers, Arena *scratch)
{
    DatelineError err;
    Document *doc;
    DatelineSource source = {.page = {text.data, text.len}};
    if (text.len == 0 || document_new(&source, &doc, &err) != DATELINE_OK) return;
    doc->text = doc->page;
    Segmenter segmenter = {.lexicon = lexicon, .ends = {answer_end, answers},
                           .words = {answer_word, answers},
                           .counts = {.arena = scratch, .text = doc->text}};
    segment_text(&segmenter, doc);
    arena_clear(scratch);
    document_free(doc);
}

int main(void)
{
    DatelineError err;
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(1u << 20), *scratch = arena_new(1u << 20);
    SegmentLexicon lexicon;
    if (segment_lexicon_load(files, arena, &lexicon, &err) != DATELINE_OK) {
        fprintf(stderr, "split_cues: %s\n", err.message);
        return 1;
    }
    for (;;) {
        uint32_t len = read_number();
        Answers answers = {.end_count = read_number()};
        answers.ends = read_numbers(answers.end_count == BY_RULES ? 0 : answers.end_count);
        answers.word_count = read_number();
        answers.words = read_numbers(answers.word_count);
        char *text = malloc((size_t)len + 1);
        if (text == NULL || fread(text, 1, len, stdin) != len) return 1;
        split_text(&lexicon, (Str){text, len}, &answers, scratch);
        free(text);
        free(answers.ends);
        free(answers.words);
    }
}
