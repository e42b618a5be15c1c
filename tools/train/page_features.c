/*
 * page_features: what the clean stage measures of the pieces of pages, for tools/train/main_text.py.
 *
 *     page_features [--data DIR] FILE...       HTML pages
 *
 * One line a piece, columns parted by tabs: file, words of
 * the classes and ids around it, its text, then the features in the order that the first line
 * names. With scores of the first round in the data, the second round's features are filled in.
 */
#include <stdio.h>
#include <stdlib.h>

#include "02_clean/scorer.h"
#include "html/html.h"
#include "text/charset.h"

#include "02_clean/page_meta.h"

static char *read_file(const char *path, size_t *out_len)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    fseek(file, 0, SEEK_END);
    long len = ftell(file);
    rewind(file);
    char *data = malloc((size_t)len + 1);
    if (data == NULL) abort();
    *out_len = fread(data, 1, (size_t)len, file);
    fclose(file);
    return data;
}

static void print_words(Str value)
{
    Str word;
    for (uint32_t at = 0; zones_next_class_word(value, &at, &word);) printf(STR_FMT " ", STR_ARG(word));
}

/* All around a piece, the nearest first. */
static void print_class_words(const HtmlNode *node)
{
    for (; node != NULL && node->tag != HTML_TAG_body; node = node->parent) {
        print_words(html_attribute_value(node, STR("class")));
        print_words(html_attribute_value(node, STR("id")));
    }
}

static void print_piece(const Page *page, uint32_t i, const PieceFeatures *features, const char *path)
{
    const Piece *piece = &page->work->pieces.items[i];
    Str text = piece_text(page->work, piece);
    printf("%s\t", path);
    print_class_words(page->pieces.items[i].block);
    printf("\t" STR_FMT, STR_ARG(text));
    for (int f = 0; f < FEATURE_COUNT; f++) printf("\t%.5g", (double)features->values[f]);
    putchar('\n');
}

static void print_page(Str bytes, const char *path, const Lexicon *lexicon, const Scorer *scorer)
{
    DatelineSource source = {.page = {bytes.data, bytes.len}, .format = DATELINE_FORMAT_HTML};
    Document *doc;
    if (document_new(&source, &doc, NULL) != DATELINE_OK) return;
    Work work = {.doc = doc, .arena = doc->arena, .date_style = {.months = &lexicon->months}};
    CharsetResult decoded;
    charset_to_utf8(doc->page, doc->charset, true, work.arena, &decoded);
    work.source = decoded.text;
    work.source_map = decoded.runs;
    HtmlTree *tree;
    html_parse_with(work.source, &(HtmlOptions){.keeps_page_order = true}, work.arena, &tree);
    page_meta_read(&work, tree, lexicon);
    Page page = {.work = &work, .lexicon = lexicon, .tree = tree};
    page_read_pieces(&page);
    PieceFeatures *features = features_read(&page);
    if (scorer->roots[0].count > 0) {
        float *scores = arena_new_items(work.arena, float, page.pieces.count);
        scorer_run_round(scorer, 0, features, page.pieces.count, scores);
        features_add_context(&page, scores, features);
    }
    for (uint32_t i = 0; i < page.pieces.count; i++) print_piece(&page, i, &features[i], path);
    document_free(doc);
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    bool has_data = argc > 2 && strcmp(argv[1], "--data") == 0;
    DataFiles *files = data_files_new(has_data ? argv[2] : NULL);
    Arena *arena = arena_new(1 << 16);
    Lexicon lexicon;
    Scorer scorer;
    if (lexicon_load(files, arena, &lexicon, &err) != DATELINE_OK ||
        scorer_load(files, arena, &scorer, &err) != DATELINE_OK) {
        fprintf(stderr, "page_features: %s\n", err.message);
        return 1;
    }
    printf("file\tclass\ttext");
    for (int f = 0; f < FEATURE_COUNT; f++) printf("\t" STR_FMT, STR_ARG(feature_name((Feature)f)));
    putchar('\n');
    for (int i = has_data ? 3 : 1; i < argc; i++) {
        size_t len = 0;
        char *bytes = read_file(argv[i], &len);
        if (bytes == NULL) continue;
        print_page((Str){bytes, (uint32_t)len}, argv[i], &lexicon, &scorer);
        free(bytes);
    }
    arena_free(arena);
    data_files_free(files);
    return 0;
}
