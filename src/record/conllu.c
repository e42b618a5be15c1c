/*
 * Sentences as CoNLL-U, with the bytes each word stands at.
 *
 *     Don't go.
 *         # newdoc id = a1b2...
 *         # newpar
 *         # sent_id = a1b2...-1
 *         # text = Don't go.
 *         1-2  Don't  _   _     _   _  _  _       _  Bytes=0:5|PageBytes=0:5
 *         1    Do     do  AUX   VB  …  3  aux     _  Bytes=0:2|PageBytes=0:2
 *         2    n't    not PART  RB  …  3  advmod  _  Bytes=2:5|PageBytes=2:5
 *         3    go     go  VERB  VB  …  0  root    _  Bytes=6:8|PageBytes=6:8|SpaceAfter=No
 *         ...
 */
#include "record/conllu.h"

#include <math.h>
#include <stdlib.h>

#include "record/factuality.h"
#include "text/data.h"
#include "text/utf8.h"

struct ConlluWriter {
    const FactualityModel *model;
    Arena *data;
    Arena *scratch; /* of one document */
};

/* What is written, and what is known of its words. */
typedef struct Writing {
    const Document *doc;
    Tree tree;
    FactualityWork *work;
    Buffer *out;
} Writing;

static Str text_of(const Document *doc, uint32_t token)
{
    return document_str(doc, document_token(doc, token)->span);
}

static uint32_t first_char(Str text)
{
    uint32_t len;
    return utf8_decode(text, 0, &len);
}

static uint32_t last_char(Str text)
{
    uint32_t len;
    return utf8_decode_before(text, text.len, &len);
}

/* "don|'t", "gon|na", "the leaders|'": not "China|Chinese", where a space was lost. */
static bool goes_on(const Document *doc, uint32_t token)
{
    const Token *left = document_token(doc, token - 1), *right = document_token(doc, token);
    if (left->span.end != right->span.start || left->kind == TOKEN_PUNCT) return false;
    if (right->xpos == XPOS_POS) return true;
    if (left->kind != TOKEN_WORD || right->kind != TOKEN_WORD) return false;
    uint32_t before = last_char(text_of(doc, token - 1)), after = first_char(text_of(doc, token));
    if (!utf8_is_letter(after)) return right->lower.data[0] == '\'' || right->lower.data[0] == '`';
    return utf8_is_letter(before) && (utf8_is_upper(before) || !utf8_is_upper(after));
}

/* The end of the words that are written as one with the one at first. */
static uint32_t find_end(const Document *doc, uint32_t first, uint32_t limit)
{
    uint32_t end = first + 1;
    while (end < limit && goes_on(doc, end)) end++;
    return end;
}

static bool has_space_after(const Document *doc, uint32_t token)
{
    return token + 1 >= doc->tokens.count ||
           document_token(doc, token + 1)->span.start > document_token(doc, token)->span.end;
}

/* Of the words that tell of something: how far the text takes it for a fact. Whole tenths, so that none is "-0.0". */
static void write_factuality(const Writing *writing, uint32_t token)
{
    if (!factuality_is_told_of(&writing->tree, token)) return;
    long tenths = lrintf(10 * factuality_of(writing->work, token));
    buffer_format(writing->out, "Factuality=%.1f|", (double)tenths / 10);
}

/* token: NONE for a range. The attributes in the order of the alphabet, as the validator asks. */
static void write_misc(const Writing *writing, Span span, uint32_t token, bool has_space)
{
    Span page = document_page_span(writing->doc, span);
    buffer_format(writing->out, "Bytes=%u:%u|", span.start, span.end);
    if (token != NONE) write_factuality(writing, token);
    buffer_format(writing->out, "PageBytes=%u:%u%s\n", page.start, page.end, has_space ? "" : "|SpaceAfter=No");
}

static void write_column(Str text, Buffer *out)
{
    buffer_add_str(out, text.len == 0 ? STR("_") : text);
    buffer_add_char(out, '\t');
}

static void write_word(const Writing *writing, const Sentence *sentence, uint32_t index, bool has_space)
{
    const Document *doc = writing->doc;
    Buffer *out = writing->out;
    const Token *token = document_token(doc, index);
    uint32_t first = sentence->tokens.first;
    buffer_format(out, "%u\t", index - first + 1);
    write_column(document_str(doc, token->span), out);
    write_column(token->lemma, out);
    buffer_format(out, "%s\t%s\t", tag_name(token->tag), xpos_name(token->xpos));
    write_column(document_features(doc, token), out);
    buffer_format(out, "%u\t%s\t_\t", token->head == NONE ? 0 : token->head - first + 1,
                  relation_name(token->relation));
    write_misc(writing, token->span, index, has_space);
}

static void write_range(const Writing *writing, const Sentence *sentence, TokenRange words)
{
    const Document *doc = writing->doc;
    Span span = document_tokens_span(doc, words);
    uint32_t first = sentence->tokens.first;
    buffer_format(writing->out, "%u-%u\t" STR_FMT "\t_\t_\t_\t_\t_\t_\t_\t", words.first - first + 1,
                  words.end - first, STR_ARG(document_str(doc, span)));
    write_misc(writing, span, NONE, has_space_after(doc, words.end - 1));
}

static void write_words(const Writing *writing, const Sentence *sentence)
{
    const Document *doc = writing->doc;
    for (uint32_t i = sentence->tokens.first, end; i < sentence->tokens.end; i = end) {
        end = find_end(doc, i, sentence->tokens.end);
        bool is_one = end == i + 1;
        if (!is_one) write_range(writing, sentence, (TokenRange){i, end});
        for (uint32_t word = i; word < end; word++)
            write_word(writing, sentence, word, !is_one || has_space_after(doc, word));
    }
    buffer_add_char(writing->out, '\n');
}

/* White space of any kind and length is one space, as between the words of the columns. */
static void write_text(const Document *doc, const Sentence *sentence, Buffer *out)
{
    buffer_add_str(out, STR("# text = "));
    for (uint32_t i = sentence->tokens.first; i < sentence->tokens.end; i++) {
        buffer_add_str(out, text_of(doc, i));
        if (i + 1 < sentence->tokens.end && has_space_after(doc, i)) buffer_add_char(out, ' ');
    }
    buffer_add_char(out, '\n');
}

void conllu_write(ConlluWriter *writer, const Document *doc, Buffer *out)
{
    if (doc->sentences.count == 0) return;
    Str id = id_str(&doc->id);
    Writing writing = {.doc = doc, .out = out};
    tree_init(&writing.tree, doc, writer->scratch);
    writing.work = factuality_begin(writer->model, &writing.tree, writer->scratch);
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        const Sentence *sentence = &doc->sentences.items[i];
        if (i == 0) buffer_format(out, "# newdoc id = " STR_FMT "\n", STR_ARG(id));
        if (i == 0 || sentence->block != doc->sentences.items[i - 1].block)
            buffer_add_str(out, STR("# newpar\n"));
        buffer_format(out, "# sent_id = " STR_FMT "-%u\n", STR_ARG(id), i + 1);
        write_text(doc, sentence, out);
        write_words(&writing, sentence);
    }
    arena_clear(writer->scratch);
}

/* ---- The data -------------------------------------------------------------------------------- */

DatelineStatus conllu_writer_new(const char *data_dir, ConlluWriter **out, DatelineError *err)
{
    ConlluWriter *writer = calloc(1, sizeof *writer);
    if (writer == NULL) abort();
    writer->data = arena_new(1u << 18);
    writer->scratch = arena_new(1u << 16);
    DataFiles *files = data_files_new(data_dir);
    DatelineStatus status = factuality_load(files, writer->data, &writer->model, err);
    data_files_free(files);
    if (status != DATELINE_OK) {
        conllu_writer_free(writer);
        return status;
    }
    *out = writer;
    return DATELINE_OK;
}

void conllu_writer_free(ConlluWriter *writer)
{
    if (writer == NULL) return;
    arena_free(writer->data);
    arena_free(writer->scratch);
    free(writer);
}
