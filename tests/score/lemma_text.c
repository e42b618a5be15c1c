/* lemma_text: lines "form TAB upos TAB xpos" on standard input to lemmas, for the scorer. */
#include <stdio.h>

#include "04_syntax/lemma.h"
#include "text/data.h"
#include "text/utf8.h"

static Str next_field(Str *line)
{
    uint32_t end = str_find(*line, STR("\t"), 0);
    if (end == STR_NOT_FOUND) end = line->len;
    Str field = {line->data, end};
    uint32_t used = end < line->len ? end + 1 : end;
    *line = (Str){line->data + used, line->len - used};
    return str_trim(field);
}

static void print_lemma(const LemmaTable *table, Str line, Arena *arena)
{
    Tag tag = TAG_X;
    Xpos xpos = XPOS_NONE;
    Str form = next_field(&line), tag_name = next_field(&line), xpos_name = next_field(&line);
    (void)tag_from_name(tag_name, &tag);
    (void)xpos_from_name(xpos_name, &xpos);
    Str lemma = lemma_of(table, form, utf8_lower(form, arena), tag, xpos, arena);
    printf(STR_FMT "\n", STR_ARG(lemma));
}

int main(void)
{
    DatelineError err = {0};
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(1u << 20), *scratch = arena_new(1u << 12);
    const LemmaTable *table;
    if (lemma_table_load(files, arena, &table, &err) != DATELINE_OK) {
        fprintf(stderr, "lemma_text: %s\n", err.message);
        return 1;
    }
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        print_lemma(table, str_from_cstring(line), scratch);
        arena_clear(scratch);
    }
    arena_free(scratch);
    arena_free(arena);
    data_files_free(files);
    return 0;
}
