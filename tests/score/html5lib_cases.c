/*
 * Runs html5lib's cases, or those of anybody in their form, over src/html.
 *
 *     html5lib_cases [--failures] FILE...           .test: tokenizer, .dat: tree construction
 *         tests1.dat: 112/112 ...
 *         tokenizer: 6806/6810, tree: 1770/1782
 *     html5lib_cases --tree [CONTEXT] < page        the tree of one page, or of a fragment
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "html5lib.h"

static bool read_all(FILE *file, Buffer *out)
{
    char piece[65536];
    buffer_add(out, "", 0);
    for (size_t len; (len = fread(piece, 1, sizeof piece, file)) > 0;) buffer_add(out, piece, len);
    return !ferror(file);
}

static int print_tree(Str context)
{
    Buffer page = {0}, out = {0};
    if (!read_all(stdin, &page)) return 1;
    Arena *arena = arena_new(1u << 16);
    HtmlTree *tree;
    html_parse_with(buffer_str(&page), &(HtmlOptions){.context = context}, arena, &tree);
    html5lib_write_tree(str_is_empty(context) ? tree->document : tree->html, &out);
    fwrite(out.data, 1, out.len, stdout);
    arena_free(arena);
    buffer_release(&page);
    buffer_release(&out);
    return 0;
}

static bool run_file(const char *path, bool prints_failures, CaseCounts *tokens, CaseCounts *trees)
{
    FILE *file = fopen(path, "rb");
    Buffer bytes = {0};
    if (file == NULL || !read_all(file, &bytes)) {
        fprintf(stderr, "html5lib_cases: %s: cannot be read\n", path);
        return false;
    }
    fclose(file);
    buffer_reserve(&bytes, JSON_PADDING);
    bool is_tokens = str_ends(str_from_cstring(path), STR(".test"));
    CaseCounts counts = is_tokens ? html5lib_run_tokenizer(buffer_str(&bytes), prints_failures)
                                  : html5lib_run_trees(buffer_str(&bytes), prints_failures);
    CaseCounts *sum = is_tokens ? tokens : trees;
    sum->passed += counts.passed;
    sum->total += counts.total;
    printf("%s: %u/%u\n", path, counts.passed, counts.total);
    buffer_release(&bytes);
    return true;
}

int main(int argc, char **argv)
{
    CaseCounts tokens = {0}, trees = {0};
    bool prints_failures = argc > 1 && strcmp(argv[1], "--failures") == 0, is_ok = true;
    if (argc > 1 && strcmp(argv[1], "--tree") == 0)
        return print_tree(str_from_cstring(argc > 2 ? argv[2] : ""));
    if (argc < (prints_failures ? 3 : 2)) {
        fprintf(stderr, "usage: html5lib_cases [--failures] FILE... | --tree [CONTEXT]\n");
        return 2;
    }
    for (int i = prints_failures ? 2 : 1; i < argc; i++)
        is_ok &= run_file(argv[i], prints_failures, &tokens, &trees);
    printf("tokenizer: %u/%u, tree: %u/%u\n", tokens.passed, tokens.total, trees.passed,
           trees.total);
    return is_ok ? 0 : 1;
}
