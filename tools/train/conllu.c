#include "conllu.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/syntax_model.h"
#include "text/data.h"
#include "text/utf8.h"

#define COLUMNS 10

static Str read_whole(const char *path, Arena *arena)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL || fseek(stream, 0, SEEK_END) != 0) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    long len = ftell(stream);
    rewind(stream);
    char *bytes = arena_alloc(arena, (size_t)len + 1);
    if (fread(bytes, 1, (size_t)len, stream) != (size_t)len) {
        fprintf(stderr, "%s: cannot be read whole\n", path);
        exit(1);
    }
    fclose(stream);
    return (Str){bytes, (uint32_t)len};
}

static uint32_t read_number(Str field)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < field.len; i++) {
        if (field.data[i] < '0' || field.data[i] > '9') return UINT32_MAX; /* "8-9", "8.1" */
        number = number * 10 + (uint32_t)(field.data[i] - '0');
    }
    return number;
}

static uint32_t split_columns(Str line, Str fields[COLUMNS])
{
    uint32_t count = 0;
    uint32_t start = 0;
    for (uint32_t i = 0; i <= line.len && count < COLUMNS; i++) {
        if (i < line.len && line.data[i] != '\t') continue;
        fields[count++] = (Str){line.data + start, i - start};
        start = i + 1;
    }
    return count;
}

/* "GUM_news_iodine" is of genre "GUM_news"; "newsgroup-groups.google.com_..." of "newsgroup". */
static Str genre_of(Str document)
{
    uint32_t from = str_starts(document, STR("GUM_")) ? 4 : 0;
    for (uint32_t i = from; i < document.len; i++)
        if (document.data[i] == '_' || document.data[i] == '-') return (Str){document.data, i};
    return document;
}

typedef struct Reader {
    Corpus *corpus;
    GoldSentence sentence;
    List(GoldWord) words;
    Str genre;
} Reader;

static void read_comment(Reader *reader, Str line)
{
    Str document = STR("# newdoc id = ");
    Str text = STR("# text = ");
    if (str_starts(line, document)) {
        reader->genre = genre_of((Str){line.data + document.len, line.len - document.len});
        reader->corpus->document_count++;
        reader->sentence.starts_paragraph = true;
    } else if (str_starts(line, STR("# newpar"))) {
        reader->sentence.starts_paragraph = true;
    } else if (str_starts(line, text)) {
        reader->sentence.text = (Str){line.data + text.len, line.len - text.len};
    }
}

static void read_word(Reader *reader, Str line)
{
    Str fields[COLUMNS];
    if (split_columns(line, fields) != COLUMNS) return;
    if (read_number(fields[0]) == UINT32_MAX) return;
    Arena *arena = reader->corpus->arena;
    uint32_t head = read_number(fields[6]);
    GoldWord *word = list_add(arena, &reader->words);
    word->form = fields[1];
    word->lower = utf8_lower(fields[1], arena);
    word->tag = arena_format(arena, STR_FMT "/" STR_FMT, STR_ARG(fields[3]), STR_ARG(fields[4]));
    word->relation = fields[7];
    word->head = head == 0 ? SYNTAX_ROOT : head - 1;
    word->space_after = str_find(fields[9], STR("SpaceAfter=No"), 0) == STR_NOT_FOUND;
}

static void end_sentence(Reader *reader)
{
    if (reader->words.count > 0) {
        reader->sentence.words = reader->words.items;
        reader->sentence.count = reader->words.count;
        reader->sentence.genre = reader->genre;
        reader->sentence.document = reader->corpus->document_count;
        *list_add(reader->corpus->arena, &reader->corpus->sentences) = reader->sentence;
    }
    reader->sentence = (GoldSentence){0};
    reader->words.items = NULL;
    reader->words.count = reader->words.capacity = 0;
}

void corpus_read(Corpus *corpus, const char *path)
{
    Str content = read_whole(path, corpus->arena);
    Reader reader = {.corpus = corpus};
    for (uint32_t at = 0; at < content.len;) {
        uint32_t end = str_find(content, STR("\n"), at);
        if (end == STR_NOT_FOUND) end = content.len;
        Str line = {content.data + at, end - at};
        at = end + 1;
        if (line.len == 0)
            end_sentence(&reader);
        else if (line.data[0] == '#')
            read_comment(&reader, line);
        else
            read_word(&reader, line);
    }
    end_sentence(&reader);
}
