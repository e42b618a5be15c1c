/*
 * The tree construction cases: a page, and the tree that it must give.
 *
 *     #data
 *     <p>One
 *     #errors
 *     #document
 *     | <html>
 *     |   <head>
 *     |   <body>
 *     |     <p>
 *     |       "One"
 */
#include "html5lib.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- Writing trees
 * ------------------------------------------------------------------------------- */

/* In svg and math these prefixes are vocabularies of their own: "xlink href", "xml lang". */
static void write_attribute_name(const HtmlNode *node, Str name, Buffer *out)
{
    static const Str known[] = {STR_INIT("xlink:actuate"), STR_INIT("xlink:arcrole"),
                                STR_INIT("xlink:href"),    STR_INIT("xlink:role"),
                                STR_INIT("xlink:show"),    STR_INIT("xlink:title"),
                                STR_INIT("xlink:type"),    STR_INIT("xml:lang"),
                                STR_INIT("xml:space"),     STR_INIT("xmlns:xlink")};
    bool is_spaced = node->space != HTML_SPACE_HTML && str_is_one_of(name, known, COUNT(known));
    for (uint32_t i = 0; i < name.len; i++)
        buffer_add_char(out, is_spaced && name.data[i] == ':' ? ' ' : name.data[i]);
    if (node->space != HTML_SPACE_HTML && str_equal(name, STR("xmlns"))) {
        out->len -= name.len;
        buffer_add_str(out, STR("xmlns xmlns"));
    }
}

static int compare_lines(const void *a, const void *b)
{
    return str_compare(buffer_str(a), buffer_str(b));
}

static void indent(uint32_t level, Buffer *out)
{
    buffer_add(out, "| ", 2);
    for (uint32_t i = 0; i < level; i++) buffer_add(out, "  ", 2);
}

static void write_attributes(const HtmlNode *node, uint32_t level, Buffer *out)
{
    static Buffer lines[MOST_HTML_ATTRIBUTES];
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        lines[i] = (Buffer){0};
        write_attribute_name(node, node->attributes[i].name, &lines[i]);
        buffer_add(&lines[i], "=\"", 2);
        buffer_add_str(&lines[i], node->attributes[i].value.value);
        buffer_add(&lines[i], "\"\n", 2);
    }
    if (node->attribute_count > 0)
        qsort(lines, node->attribute_count, sizeof *lines, compare_lines);
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        indent(level, out);
        buffer_add_str(out, buffer_str(&lines[i]));
        buffer_release(&lines[i]);
    }
}

static bool is_template(const HtmlNode *node)
{
    return node->kind == HTML_ELEMENT && node->tag == HTML_TAG_template &&
           node->space == HTML_SPACE_HTML;
}

static void write_doctype(const HtmlNode *node, Buffer *out)
{
    buffer_format(out, "<!DOCTYPE " STR_FMT, STR_ARG(node->name));
    Str public_id = html_attribute_value(node, STR("public"));
    Str system_id = html_attribute_value(node, STR("system"));
    if (public_id.len + system_id.len > 0)
        buffer_format(out, " \"" STR_FMT "\" \"" STR_FMT "\"", STR_ARG(public_id),
                      STR_ARG(system_id));
    buffer_add(out, ">\n", 2);
}

static void write_node(const HtmlNode *node, uint32_t level, Buffer *out)
{
    static const char *const prefixes[] = {
        [HTML_SPACE_HTML] = "", [HTML_SPACE_SVG] = "svg ", [HTML_SPACE_MATHML] = "math "};
    indent(level, out);
    switch (node->kind) {
    case HTML_DOCUMENT: break;
    case HTML_DOCTYPE: write_doctype(node, out); break;
    case HTML_COMMENT:
        buffer_add(out, "<!-- ", 5);
        buffer_add_str(out, node->text.value);
        buffer_add(out, " -->\n", 5);
        break;
    case HTML_TEXT:
        buffer_add_char(out, '"');
        buffer_add_str(out, node->text.value);
        buffer_add(out, "\"\n", 2);
        break;
    case HTML_ELEMENT:
        buffer_format(out, "<%s" STR_FMT ">\n", prefixes[node->space], STR_ARG(node->name));
        write_attributes(node, level + 1, out);
        if (!is_template(node)) break;
        indent(level + 1, out);
        buffer_add(out, "content\n", 8);
        break;
    }
}

void html5lib_write_tree(const HtmlNode *root, Buffer *out)
{
    uint32_t level = 0;
    for (const HtmlNode *node = root->first_child; node != NULL;) {
        write_node(node, level, out);
        if (node->first_child != NULL) {
            level += is_template(node) ? 2 : 1;
            node = node->first_child;
            continue;
        }
        while (node->next == NULL && node->parent != root) {
            node = node->parent;
            level -= is_template(node) ? 2 : 1;
        }
        node = node->next;
    }
}

/* ---- Cases
 * ----------------------------------------------------------------------------------------- */

typedef struct TreeCase {
    Str data;
    Str context; /* "", "td", "svg path" */
    Str expected;
    bool has_script_on;
    bool has_script_off;
} TreeCase;

/* What stands between a heading line and `end`, without the last line end; false if there is no
 * such heading. */
static bool read_section(Str text, Str heading, Str end, Str *out)
{
    uint32_t start = str_find(text, heading, 0);
    if (start == STR_NOT_FOUND) return false;
    start += heading.len;
    uint32_t stop = end.len == 0 ? text.len : str_find(text, end, end.len == 1 ? start : start - 1);
    if (stop == STR_NOT_FOUND) stop = text.len;
    *out = start > stop ? (Str){0} : str_slice(text, (Span){start, stop});
    return true;
}

static TreeCase read_case(Str text)
{
    TreeCase out = {0};
    uint32_t errors = str_find(text, STR("\n#errors\n"), 0);
    Str rest = errors == STR_NOT_FOUND ? (Str){0} : str_slice(text, (Span){errors, text.len});
    read_section(text, STR("#data\n"), STR("\n#errors\n"), &out.data);
    read_section(rest, STR("\n#document-fragment\n"), STR("\n"), &out.context);
    read_section(rest, STR("\n#document\n"), STR(""), &out.expected);
    out.has_script_on = str_find(rest, STR("\n#script-on\n"), 0) != STR_NOT_FOUND;
    out.has_script_off = str_find(rest, STR("\n#script-off\n"), 0) != STR_NOT_FOUND;
    while (str_ends(out.expected, STR("\n"))) out.expected.len--;
    return out;
}

static HtmlOptions options_of(const TreeCase *test, bool runs_scripts)
{
    HtmlOptions options = {.runs_scripts = runs_scripts, .context = test->context};
    static const Str svg = STR_INIT("svg "), math = STR_INIT("math ");
    if (str_starts(test->context, svg)) options.context_space = HTML_SPACE_SVG;
    if (str_starts(test->context, math)) options.context_space = HTML_SPACE_MATHML;
    uint32_t prefix = options.context_space == HTML_SPACE_SVG      ? svg.len
                      : options.context_space == HTML_SPACE_MATHML ? math.len
                                                                   : 0;
    if (prefix > 0) options.context = str_slice(test->context, (Span){prefix, test->context.len});
    return options;
}

static bool run_once(const TreeCase *test, bool runs_scripts, bool prints_failures)
{
    HtmlOptions options = options_of(test, runs_scripts);
    Arena *arena = arena_new(16384);
    HtmlTree *tree;
    html_parse_with(test->data, &options, arena, &tree);
    Buffer came = {0};
    buffer_add(&came, "", 0);
    html5lib_write_tree(str_is_empty(options.context) ? tree->document : tree->html, &came);
    if (came.len > 0) came.len--;
    bool is_right = str_equal(buffer_str(&came), test->expected);
    if (!is_right && prints_failures)
        printf("--- %s" STR_FMT "\n" STR_FMT "\nexpected:\n" STR_FMT "\ncame:\n" STR_FMT "\n\n",
               runs_scripts ? "(with scripts) " : "", STR_ARG(test->context), STR_ARG(test->data),
               STR_ARG(test->expected), STR_ARG(buffer_str(&came)));
    buffer_release(&came);
    arena_free(arena);
    return is_right;
}

/* Cases that do not say so hold with scripts and without. */
static bool run_case(Str text, bool prints_failures)
{
    TreeCase test = read_case(text);
    bool is_right = true;
    if (!test.has_script_on) is_right &= run_once(&test, false, prints_failures);
    if (!test.has_script_off && is_right) is_right &= run_once(&test, true, prints_failures);
    return is_right;
}

CaseCounts html5lib_run_trees(Str file, bool prints_failures)
{
    static const Str start = STR_INIT("#data\n"), next = STR_INIT("\n\n#data\n");
    CaseCounts counts = {0};
    if (!str_starts(file, start)) return counts;
    for (uint32_t at = 0; at < file.len; counts.total++) {
        uint32_t end = str_find(file, next, at);
        uint32_t stop = end == STR_NOT_FOUND ? file.len : end + 1;
        counts.passed += run_case(str_slice(file, (Span){at, stop}), prints_failures);
        at = end == STR_NOT_FOUND ? file.len : end + 2;
    }
    return counts;
}
