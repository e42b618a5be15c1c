/*
 * Runs .case files: each case is a name, an input and the records the stage must write for it.
 *
 *     dateline-cases FILE...            TAP on standard output
 *     dateline-cases --update FILE...   rewrites the expected parts; read the diff
 *     dateline-cases --upto STAGE FILE  runs on a plain article instead and prints that stage
 *
 * The stage is told by the folder: tests/cases/07_speech/x.case. The format is described in
 * tests/README.md.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "pipeline/examples.h"
#include "record/dump.h"
#include "record/invariants.h"

typedef struct Case {
    Str name;
    uint32_t line;
    Str header; /* the "=== name" line and the directives, as they stand */
    Str input;
    Str expected;
    DatelineSource source;
} Case;

typedef struct CaseFile {
    const char *path;
    Str content;
    Str preamble; /* comments before the first case */
    List(Case) cases;
} CaseFile;

static void die(const char *path, uint32_t line, const char *reason)
{
    fprintf(stderr, "%s:%u: %s\n", path, line, reason);
    exit(2);
}

static Str read_file(const char *path, Arena *arena)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) die(path, 0, strerror(errno));
    Buffer bytes = {0};
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, stream)) > 0;) buffer_add(&bytes, chunk, n);
    fclose(stream);
    Str content = arena_copy_str(arena, buffer_str(&bytes));
    buffer_release(&bytes);
    return content;
}

static DatelineText as_text(Str text)
{
    return (DatelineText){text.data, text.len};
}

/* "@published 2024-12-31" */
static void read_directive(Case *item, Str line, const char *path, uint32_t number)
{
    uint32_t space = str_find(line, STR(" "), 0);
    if (space == STR_NOT_FOUND) space = line.len;
    Str name = {line.data + 1, space - 1};
    Str value = str_trim((Str){line.data + space, line.len - space});
    if (str_equal(name, STR("published")))
        item->source.published = as_text(value);
    else if (str_equal(name, STR("fetched")))
        item->source.fetched = as_text(value);
    else if (str_equal(name, STR("url")))
        item->source.url = as_text(value);
    else if (str_equal(name, STR("outlet")))
        item->source.outlet = as_text(value);
    else if (str_equal(name, STR("title")))
        item->source.title = as_text(value);
    else if (str_equal(name, STR("charset")))
        item->source.charset = as_text(value);
    else if (str_equal(name, STR("format")) && str_equal(value, STR("html")))
        item->source.format = DATELINE_FORMAT_HTML;
    else if (str_equal(name, STR("format")) && str_equal(value, STR("text")))
        item->source.format = DATELINE_FORMAT_TEXT;
    else
        die(path, number, "unknown directive; known: published, url, outlet, title, charset, format");
}

static Str next_line(Str content, uint32_t *at)
{
    uint32_t start = *at;
    uint32_t end = str_find(content, STR("\n"), start);
    if (end == STR_NOT_FOUND) end = content.len;
    *at = end < content.len ? end + 1 : end;
    return (Str){content.data + start, end - start};
}

static Str between(Str content, uint32_t start, uint32_t end)
{
    return (Str){content.data + start, end - start};
}

static void read_cases(CaseFile *file, Arena *arena)
{
    enum { PREAMBLE, HEADER, INPUT, EXPECTED } place = PREAMBLE;
    uint32_t number = 0, part_start = 0;
    Case *item = NULL;
    Str content = file->content;
    for (uint32_t at = 0; at < content.len;) {
        uint32_t line_start = at;
        Str line = next_line(content, &at);
        number++;
        if (str_starts(line, STR("=== "))) {
            if (place == PREAMBLE) file->preamble = between(content, 0, line_start);
            if (place == EXPECTED) item->expected = between(content, part_start, line_start);
            if (place == INPUT || place == HEADER) die(file->path, number, "case without '---' before this one");
            item = list_add(arena, &file->cases);
            item->name = str_trim(between(line, 4, line.len));
            item->line = number;
            part_start = line_start;
            place = HEADER;
        } else if (place == HEADER && str_starts(line, STR("@"))) {
            read_directive(item, line, file->path, number);
        } else if (place == HEADER || (place == INPUT && str_equal(line, STR("---")))) {
            if (place == HEADER) {
                item->header = between(content, part_start, line_start);
                part_start = line_start;
                place = INPUT;
            }
            if (str_equal(line, STR("---"))) {
                item->input = between(content, part_start, line_start);
                part_start = at;
                place = EXPECTED;
            }
        }
    }
    if (place == EXPECTED) item->expected = between(content, part_start, content.len);
    if (place == HEADER || place == INPUT) die(file->path, number, "last case without '---'");
}

/* A folder of its own for the chains that the entities stage writes. */
#define CHAINS_FOLDER "05_coreference/"
#define PLACES_FOLDER "_places/"

/* "tests/cases/07_speech/x.case" -> index of stage speech */
static uint32_t stage_of_path(const char *path)
{
    for (uint32_t i = 0; i < STAGE_COUNT; i++) {
        char folder[64];
        snprintf(folder, sizeof folder, "_%s/", pipeline_stages[i]->name);
        if (strstr(path, folder) != NULL) return i;
        bool has_chains = (pipeline_stages[i]->writes & PART_CHAINS) != 0;
        if (has_chains && strstr(path, CHAINS_FOLDER) != NULL) return i;
        bool has_places = (pipeline_stages[i]->writes & PART_PLACES) != 0;
        if (has_places && strstr(path, PLACES_FOLDER) != NULL) return i;
    }
    die(path, 0, "the folder names no stage");
    return 0;
}

static Str trim_line_ends(Str text)
{
    while (text.len > 0 && (text.data[text.len - 1] == '\n' || text.data[text.len - 1] == ' '))
        text.len--;
    return text;
}

/* What the stage writes; mentions, chains and places are expected apart. */
static unsigned parts_of_path(const char *path, uint32_t stage)
{
    unsigned parts = pipeline_stages[stage]->writes;
    if ((parts & PART_CHAINS) == 0) return parts;
    if (strstr(path, PLACES_FOLDER) != NULL) return PART_PLACES;
    return strstr(path, CHAINS_FOLDER) != NULL ? PART_CHAINS
                                               : parts & ~(unsigned)(PART_CHAINS | PART_PLACES);
}

static void run_case(const Pipeline *pipeline, uint32_t stage, const char *path, const Case *item,
                     Buffer *out)
{
    DatelineSource source = item->source;
    source.page = as_text(trim_line_ends(item->input));
    Document *doc;
    DatelineError err;
    if (pipeline_run(pipeline, &source, stage + 1, NULL, &doc, &err) != DATELINE_OK) {
        buffer_format(out, "error %s\n", err.message);
        return;
    }
    const char *broken = document_broken_invariant(doc);
    if (broken != NULL) buffer_format(out, "broken invariant: %s\n", broken);
    document_dump(doc, parts_of_path(path, stage), out);
    document_free(doc);
}

static void print_comment(const char *label, Str text)
{
    printf("# %s\n", label);
    for (uint32_t at = 0; at < text.len;) {
        Str line = next_line(text, &at);
        printf("#   " STR_FMT "\n", STR_ARG(line));
    }
}

static int check_file(const Pipeline *pipeline, const CaseFile *file, uint32_t *number)
{
    int failures = 0;
    uint32_t stage = stage_of_path(file->path);
    Buffer got = {0};
    for (uint32_t i = 0; i < file->cases.count; i++) {
        const Case *item = &file->cases.items[i];
        buffer_clear(&got);
        run_case(pipeline, stage, file->path, item, &got);
        bool ok = str_equal(trim_line_ends(buffer_str(&got)), trim_line_ends(item->expected));
        printf("%s %u - " STR_FMT "\n", ok ? "ok" : "not ok", ++*number, STR_ARG(item->name));
        if (ok) continue;
        failures++;
        printf("# %s:%u\n", file->path, item->line);
        print_comment("expected", trim_line_ends(item->expected));
        print_comment("got", trim_line_ends(buffer_str(&got)));
    }
    buffer_release(&got);
    return failures;
}

static void update_file(const Pipeline *pipeline, const CaseFile *file)
{
    uint32_t stage = stage_of_path(file->path);
    Buffer out = {0};
    buffer_add_str(&out, file->preamble);
    for (uint32_t i = 0; i < file->cases.count; i++) {
        const Case *item = &file->cases.items[i];
        buffer_add_str(&out, item->header);
        buffer_add_str(&out, item->input);
        buffer_add(&out, "---\n", 4);
        run_case(pipeline, stage, file->path, item, &out);
        if (i + 1 < file->cases.count) buffer_add_char(&out, '\n');
    }
    FILE *stream = fopen(file->path, "wb");
    if (stream == NULL || fwrite(out.data, 1, out.len, stream) != out.len)
        die(file->path, 0, strerror(errno));
    fclose(stream);
    buffer_release(&out);
}

/* Prints what one stage makes of a whole article: for reading with one's own eyes. */
static int show_article(const Pipeline *pipeline, const char *stage_name, const char *path,
                        Arena *arena)
{
    Case article = {.input = read_file(path, arena)};
    article.source.path = as_text(str_from_cstring(path));
    if (strstr(path, ".htm") != NULL) article.source.format = DATELINE_FORMAT_HTML;
    for (uint32_t i = 0; i < STAGE_COUNT; i++) {
        if (strcmp(pipeline_stages[i]->name, stage_name) != 0) continue;
        Buffer out = {0};
        run_case(pipeline, i, path, &article, &out);
        if (out.len > 0) fwrite(out.data, 1, out.len, stdout);
        buffer_release(&out);
        return 0;
    }
    fprintf(stderr, "no stage '%s'\n", stage_name);
    return 2;
}

/* Every rule's example sentence must make a record with that rule. */
static int check_examples(const Pipeline *pipeline)
{
    uint32_t number = 0;
    int failures = 0;
    for (uint32_t stage = 0; stage < STAGE_COUNT; stage++) {
        if (pipeline_stages[stage]->rule_example == NULL) continue;
        RuleExample example;
        const void *data = pipeline_stage_data(pipeline, stage);
        for (uint32_t i = 0; pipeline_stages[stage]->rule_example(data, i, &example); i++) {
            bool ok = example_holds(pipeline, stage, &example);
            printf("%s %u - %s " STR_FMT "\n", ok ? "ok" : "not ok", ++number,
                   pipeline_stages[stage]->name, STR_ARG(example.rule));
            if (ok) continue;
            failures++;
            printf("# data/" STR_FMT ":%u: %s in: " STR_FMT "\n", STR_ARG(example.file), example.line,
                   example.makes_no_event ? "an event" : "no record by this rule",
                   STR_ARG(example.text));
        }
    }
    if (number == 0) printf("ok %u - no rules yet\n", ++number);
    printf("1..%u\n", number);
    return failures == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    DatelineError err;
    Pipeline *pipeline;
    if (pipeline_new(NULL, &pipeline, &err) != DATELINE_OK) {
        fprintf(stderr, "dateline-cases: %s\n", err.message);
        return 2;
    }
    Arena *arena = arena_new(1u << 16);
    int first = 1, result = 0;
    bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
    if (update) first = 2;

    if (argc > 1 && strcmp(argv[1], "--examples") == 0) {
        result = check_examples(pipeline);
    } else if (argc > 3 && strcmp(argv[1], "--upto") == 0) {
        for (int i = 3; i < argc && result == 0; i++)
            result = show_article(pipeline, argv[2], argv[i], arena);
    } else {
        uint32_t number = 0;
        for (int i = first; i < argc; i++) {
            CaseFile file = {.path = argv[i], .content = read_file(argv[i], arena)};
            read_cases(&file, arena);
            if (update)
                update_file(pipeline, &file);
            else if (check_file(pipeline, &file, &number) > 0)
                result = 1;
        }
        if (!update) printf("1..%u\n", number);
    }
    arena_free(arena);
    pipeline_free(pipeline);
    return result;
}
