/*
 * What the reader of pairs says. Each line: the bytes of two parties in a text, and the text.
 *
 *     pair_dump MODEL.bin <pairs.txt              "8 15 41 48 Envoys of Norland met those of Sudland": 49 probabilities
 *     pair_dump MODEL.bin --speed <pairs.txt      processor time a pair, one at a time and all at once
 *     pair_dump MODEL.bin --pieces <words.txt     the pieces of a word a line
 *
 * tools/train/relations/pair_reader.py compares it with the same model computed in Python.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buffer.h"
#include "model/pair_reader.h"
#include "model/word_pieces.h"

static Str read_file(FILE *file, Arena *arena)
{
    Buffer bytes = {0};
    char part[65536];
    for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;) buffer_add(&bytes, part, got);
    Str copy = arena_copy_str(arena, buffer_str(&bytes));
    buffer_release(&bytes);
    return copy;
}

static bool next_line(Str *rest, Str *out)
{
    if (rest->len == 0) return false;
    uint32_t end = str_find(*rest, STR("\n"), 0);
    if (end == STR_NOT_FOUND) end = rest->len;
    *out = (Str){rest->data, end};
    end += end < rest->len;
    *rest = (Str){rest->data + end, rest->len - end};
    return true;
}

static bool parse_question(Str line, PairQuestion *out)
{
    uint32_t *numbers[] = {&out->first.start, &out->first.end, &out->second.start, &out->second.end};
    const char *at = line.data;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        char *end;
        *numbers[i] = (uint32_t)strtoul(at, &end, 10);
        if (end == at || *end != ' ') return false;
        at = end + 1;
    }
    out->text = (Str){at, line.len - (uint32_t)(at - line.data)};
    return out->first.start <= out->first.end && out->first.end <= out->text.len &&
           out->second.start <= out->second.end && out->second.end <= out->text.len;
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void print_readings(const PairAnswer *readings, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        printf("%.6f", (double)readings[i].none);
        for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
            for (uint32_t type = 0; type < PAIR_TYPES; type++)
                printf(" %.6f", (double)readings[i].types[way][type]);
        printf("\n");
    }
}

static void print_speed(const PairReader *reader, const PairQuestion *questions, uint32_t count, PairAnswer *readings,
                        Arena *arena)
{
    PairReaderWorkspace *workspace = pair_reader_workspace_new(reader, arena);
    double start = cpu_seconds();
    for (uint32_t i = 0; i < count; i++) pair_reader_ask(reader, workspace, questions + i, 1, readings + i);
    double middle = cpu_seconds();
    pair_reader_ask(reader, workspace, questions, count, readings);
    printf("%u pairs: %.2f ms each alone, %.2f many at once\n", (unsigned)count, 1e3 * (middle - start) / count,
           1e3 * (cpu_seconds() - middle) / count);
}

static int answer(const PairReader *reader, Str input, bool is_speed, Arena *arena)
{
    List(PairQuestion) questions = {0};
    for (Str line; next_line(&input, &line);)
        if (!parse_question(line, list_add(arena, &questions))) {
            fprintf(stderr, "line %u is no pair: START END START END TEXT expected\n", (unsigned)questions.count);
            return 1;
        }
    PairAnswer *readings = arena_new_items(arena, PairAnswer, questions.count);
    if (is_speed) {
        print_speed(reader, questions.items, questions.count, readings, arena);
        return 0;
    }
    pair_reader_ask(reader, pair_reader_workspace_new(reader, arena), questions.items, questions.count, readings);
    print_readings(readings, questions.count);
    return 0;
}

static Str piece_text(const WordPieces *pieces, uint32_t number)
{
    static const Str special[] = {[PIECE_UNKNOWN] = STR_INIT("[UNK]"), [PIECE_START] = STR_INIT("[CLS]"),
                                  [PIECE_END] = STR_INIT("[SEP]")};
    return number < PIECE_SPECIAL_COUNT ? special[number] : word_piece_text(pieces, number);
}

/* The pieces lie behind the header and a number. */
static int print_pieces(Str model, Str input, Arena *arena)
{
    SectionReader from = {.section = model, .at = PAIR_READER_HEADER_BYTES + 4, .arena = arena};
    WordPieces pieces = word_pieces_take(&from);
    for (Str line; next_line(&input, &line);) {
        uint32_t found[12], count = word_pieces_of(&pieces, line, COUNT(found), found);
        for (uint32_t i = 0; i < count; i++) {
            bool is_further = found[i] >= PIECE_SPECIAL_COUNT + pieces.further.first;
            printf("%s%s" STR_FMT, i > 0 ? " " : "", is_further ? "##" : "", STR_ARG(piece_text(&pieces, found[i])));
        }
        printf("\n");
    }
    return 0;
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    const PairReader *reader;
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL || argc > 3) {
        fprintf(stderr, "usage: pair_dump MODEL.bin [--speed | --pieces] <LINES\n");
        return 2;
    }
    Arena *arena = arena_new(1u << 20);
    Str model = read_file(file, arena), input = read_file(stdin, arena), option = str_from_cstring(argv[2]);
    fclose(file);
    if (pair_reader_load(model, arena, &reader, &err) != DATELINE_OK) {
        fprintf(stderr, "%s: %s\n", argv[1], err.message);
        return 1;
    }
    int status = str_equal(option, STR("--pieces")) ? print_pieces(model, input, arena)
                                                    : answer(reader, input, str_equal(option, STR("--speed")), arena);
    arena_free(arena);
    return status;
}
