/*
 * What the network says of sentences, a line each, words parted by spaces: for each word the number
 * of its tag, its head (0 the root), the number of its relation, the scores of tag and arc, and the
 * number of its label of a name.
 *
 *     net_dump MODEL.bin <sentences.txt >dump.txt
 *     net_dump MODEL.bin --speed <sentences.txt        words a second, nothing else
 *
 * tools/train/core/reference.py compares it with the same model computed in Python.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buffer.h"
#include "model/bytes.h"
#include "model/net.h"
#include "text/utf8.h"

#define LONGEST_SENTENCE 600u

static Str read_file(const char *path, Arena *arena)
{
    FILE *file = fopen(path, "rb");
    if (!file) return (Str){0};
    Buffer bytes = {0};
    char part[65536];
    for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;) buffer_add(&bytes, part, got);
    fclose(file);
    Str copy = arena_copy_str(arena, buffer_str(&bytes));
    buffer_release(&bytes);
    return copy;
}

/* The last section of the file; model_file.h has the layout. */
static Str net_section(Str bytes)
{
    const unsigned char *start = (const unsigned char *)bytes.data;
    const unsigned char *entry = start + 32 + 8 * (size_t)(read_u32(start + 12) - 1);
    return (Str){bytes.data + read_u32(entry), read_u32(entry + 4)};
}

static uint32_t split_line(Str line, Arena *arena, SyntaxWord *words)
{
    uint32_t count = 0;
    for (uint32_t start = 0; start < line.len && count < LONGEST_SENTENCE;) {
        uint32_t end = str_find(line, STR(" "), start);
        if (end == STR_NOT_FOUND) end = line.len;
        Str form = {line.data + start, end - start};
        if (form.len > 0)
            words[count++] = (SyntaxWord){.form = form, .lower = utf8_lower(form, arena)};
        start = end + 1;
    }
    return count;
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

typedef struct Times {
    double embed, encode, tag, arcs, tree, relate, name;
} Times;

static double lap(double *since)
{
    double now = cpu_seconds();
    double passed = now - *since;
    *since = now;
    return passed;
}

static void run_net(const Net *net, NetWorkspace *workspace, SyntaxWord *words, uint32_t count,
                    float *tag_scores, Times *times)
{
    Batch batch = {.words = words, .count = count, .lens = &count, .sentence_count = 1};
    double since = cpu_seconds();
    net_embed(net, workspace, &batch);
    times->embed += lap(&since);
    net_encode(net, workspace, &batch);
    times->encode += lap(&since);
    net_tag(net, workspace, &batch);
    for (uint32_t t = 0; t < count; t++)
        tag_scores[t] = workspace->wide[(size_t)t * matrix_stride(&net->tags) + words[t].tag];
    times->tag += lap(&since);
    net_score_arcs(net, workspace, &batch);
    times->arcs += lap(&since);
    net_attach(workspace, &batch);
    times->tree += lap(&since);
    net_relate(net, workspace, &batch);
    times->relate += lap(&since);
    net_name(net, workspace, &batch);
    times->name += lap(&since);
}

static void print_words(const NetWorkspace *workspace, const SyntaxWord *words, uint32_t count,
                        const float *tag_scores)
{
    for (uint32_t t = 0; t < count; t++)
        printf("%u\t%u\t%u\t%.6f\t%.6f\t%u\n", words[t].tag, (unsigned)workspace->heads[t + 1],
               words[t].relation, (double)tag_scores[t],
               (double)workspace->arcs[(size_t)(t + 1) * (count + 1) + workspace->heads[t + 1]],
               words[t].name);
    putchar('\n');
}

int main(int argc, char **argv)
{
    DatelineError err;
    Arena *arena = arena_new(1u << 20);
    Arena *scratch = arena_new(1u << 20);
    Str bytes = argc > 1 ? read_file(argv[1], arena) : (Str){0};
    Net net;
    if (bytes.len < 64 || net_read(net_section(bytes), arena, &net, &err) != DATELINE_OK) {
        fprintf(stderr, "net_dump: no model: %s\n", bytes.len < 64 ? "no such file" : err.message);
        return 1;
    }
    NetWorkspace *workspace = net_workspace_new(&net, LONGEST_SENTENCE, arena);
    SyntaxWord *words = arena_new_items(arena, SyntaxWord, LONGEST_SENTENCE);
    float *tag_scores = arena_new_items(arena, float, LONGEST_SENTENCE);
    Times times = {0};
    uint64_t total = 0;
    double start = cpu_seconds();
    char *line = NULL;
    size_t room = 0;
    for (ssize_t len; (len = getline(&line, &room, stdin)) > 0; arena_clear(scratch)) {
        while (len > 0 && line[len - 1] == '\n') len--;
        uint32_t count = split_line((Str){line, (uint32_t)len}, scratch, words);
        if (count == 0) continue;
        run_net(&net, workspace, words, count, tag_scores, &times);
        if (argc < 3) print_words(workspace, words, count, tag_scores);
        total += count;
    }
    if (argc > 2)
        printf("%.0f words/s; microseconds a word: embed %.2f encode %.2f tag %.2f arcs %.2f tree "
               "%.2f relate %.2f name %.2f\n",
               (double)total / (cpu_seconds() - start), 1e6 * times.embed / (double)total,
               1e6 * times.encode / (double)total, 1e6 * times.tag / (double)total,
               1e6 * times.arcs / (double)total, 1e6 * times.tree / (double)total,
               1e6 * times.relate / (double)total, 1e6 * times.name / (double)total);
    free(line);
    arena_free(scratch);
    arena_free(arena);
    return 0;
}
