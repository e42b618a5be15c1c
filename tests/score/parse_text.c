/*
 * parse_text: tags and dependencies for the scorer. Plain text on standard input is cut into
 * sentences by the segment stage; with --tokens each line is a sentence and each tab ends a token.
 * A line of output is a token: start and end byte (with --tokens: in that line), form, UPOS, XPOS,
 * lemma, number of the head from 1 (0: root), relation, features. An empty line ends a sentence.
 */
#include "03_segment/segment.h"
#include "04_syntax/syntax.h"
#include "text/data.h"
#include "text/utf8.h"
#include "texts.h"

static void add_line(Document *doc, Span line)
{
    Sentence *sentence = list_add(doc->arena, &doc->sentences);
    sentence->span = line;
    sentence->tokens.first = doc->tokens.count;
    uint32_t start = line.start;
    for (uint32_t i = line.start; i <= line.end; i++) {
        if (i < line.end && doc->text.data[i] != '\t') continue;
        if (i > start) {
            Token *token = list_add(doc->arena, &doc->tokens);
            token->span = (Span){start, i};
            token->sentence = doc->sentences.count - 1;
            token->lower = utf8_lower(document_str(doc, token->span), doc->arena);
        }
        start = i + 1;
    }
    sentence->tokens.end = doc->tokens.count;
}

static void read_tokens(Document *doc)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i < doc->text.len; i++) {
        if (doc->text.data[i] != '\n') continue;
        add_line(doc, (Span){start, i});
        start = i + 1;
    }
}

static void print_sentence(const Document *doc, const Sentence *sentence, uint32_t offset)
{
    for (uint32_t i = sentence->tokens.first; i < sentence->tokens.end; i++) {
        const Token *token = &doc->tokens.items[i];
        uint32_t head = token->head == NONE ? 0 : token->head - sentence->tokens.first + 1;
        printf("%u\t%u\t" STR_FMT "\t%s\t%s\t" STR_FMT "\t%u\t%s\t" STR_FMT "\n",
               token->span.start - offset, token->span.end - offset,
               STR_ARG(document_str(doc, token->span)), tag_name(token->tag),
               xpos_name(token->xpos), STR_ARG(token->lemma), head, relation_name(token->relation),
               STR_ARG(document_features(doc, token)));
    }
    putchar('\n');
}

static DatelineStatus run(const DataFiles *files, Document *doc, bool has_tokens, Arena *arena,
                          DatelineError *err)
{
    void *data = NULL;
    Arena *scratch = arena_new(1u << 20);
    DatelineStatus status = DATELINE_OK;
    if (has_tokens)
        read_tokens(doc);
    else if ((status = stage_segment.load(files, arena, &data, err)) == DATELINE_OK)
        status = stage_segment.run(data, doc, scratch, err);
    if (status == DATELINE_OK) status = stage_syntax.load(files, arena, &data, err);
    if (status == DATELINE_OK) status = stage_syntax.run(data, doc, scratch, err);
    arena_free(scratch);
    return status;
}

int main(int argc, char **argv)
{
    bool has_tokens = argc > 1 && strcmp(argv[1], "--tokens") == 0;
    DatelineError err = {0};
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(1u << 20);
    Str text = text_read(stdin);
    DatelineSource source = {.page = {text.data, text.len}};
    Document *doc = NULL;
    DatelineStatus status = document_new(&source, &doc, &err);
    if (status == DATELINE_OK) {
        doc->text = doc->page;
        status = run(files, doc, has_tokens, arena, &err);
    }
    if (status != DATELINE_OK) fprintf(stderr, "parse_text: %s\n", err.message);
    for (uint32_t i = 0; status == DATELINE_OK && i < doc->sentences.count; i++) {
        const Sentence *sentence = &doc->sentences.items[i];
        print_sentence(doc, sentence, has_tokens ? sentence->span.start : 0);
    }
    if (doc != NULL) document_free(doc);
    arena_free(arena);
    data_files_free(files);
    text_free(text);
    return status == DATELINE_OK ? 0 : 1;
}
