/* The rules of the standard's insertion modes, each with pages that need it. */
#include "pages.h"

static void misplaced_in_tables(void **state)
{
    (void)state;
    assert_body("<!doctype html><table>x<tr><td>y</table>z", "'x'table(tbody(tr(td('y'))))'z'");
    assert_body("<table><p>x<tr><td>y</table>", "p('x')table(tbody(tr(td('y'))))");
    assert_body("<table> <tr> <td>y</table>", "table(' 'tbody(tr(' 'td('y'))))");
    assert_body("<table>&#32;<tr></table>", "table(' 'tbody(tr()))");
    assert_body("<table> x <tr></table>", "' x 'table(tbody(tr()))");
    assert_body("<table><b>x<tr>y</table>", "b('x')b('y')table(tbody(tr()))");
    assert_body("<table><input type=HIDDEN><input></table>", "input()table(input type=HIDDEN())");
    assert_body("<table><form><tr></form></table>", "table(form()tbody(tr()))");
    assert_body("<table><script>x</script></table>", "table(script('x'))");
    assert_body("<div><table><tr>x<div>y</table>", "div('x'div('y')table(tbody(tr())))");
}

static void tables_in_page_order(void **state)
{
    (void)state;
    assert_in_order("<!doctype html><table>x<tr><td>y</table>z", "table('x'tbody(tr(td('y'))))'z'");
    assert_in_order("<table><tr><p>x<td>y</table>", "table(tbody(tr(p('x')td('y'))))");
    assert_in_order("<table><b>x<tr>y</table>", "table(b('x')tbody(tr(b('y'))))");
    assert_in_order("<b>x<table><a>y</b>z</table>", "b('x'table(a('yz')))");
    assert_in_order("x<frameset><frame></frameset>y", "'xy'");
    assert_in_order("<frameset><frame></frameset>y", "'y'");
}

static void parts_of_tables(void **state)
{
    (void)state;
    assert_body("<table><caption>a<tr><td>b</table>", "table(caption('a')tbody(tr(td('b'))))");
    assert_body("<table><col><col><td>a</table>", "table(colgroup(col()col())tbody(tr(td('a'))))");
    assert_body("<table><colgroup>x<tr></table>", "'x'table(colgroup()tbody(tr()))");
    assert_body("<table><thead><tr><td>a<tfoot><td>b</tbody><th>c</table>",
                "table(thead(tr(td('a')))tfoot(tr(td('b')th('c'))))");
    assert_body("<table><table>x</table>", "table()'x'table()");
    assert_body("<td>a<tr>b", "'ab'");
    assert_body("<table><td>a</th></tbody></p>b</table>", "p()'b'table(tbody(tr(td('a'))))");
}

static void quirks(void **state)
{
    (void)state;
    assert_body("<p>a<table></table>", "p('a'table())");
    assert_body("<!doctype html><p>a<table></table>", "p('a')table()");
    assert_body("<!doctype html public '-//W3C//DTD HTML 3.2 Final//EN'><p>a<table></table>",
                "p('a'table())");
    assert_body(
        "<!doctype html public '-//W3C//DTD HTML 4.01 Transitional//EN'><p>a<table></table>",
        "p('a'table())");
    assert_body(
        "<!doctype html public '-//W3C//DTD HTML 4.01 Transitional//EN' 'x'><p>a<table></table>",
        "p('a')table()");
    assert_body("<!doctype html system 'about:legacy-compat'><p>a<table></table>", "p('a')table()");
    assert_body("<!doctype htm><p>a<table></table>", "p('a'table())");
}

static void doctypes(void **state)
{
    (void)state;
    Arena *arena = arena_new(4096);
    HtmlTree *tree;
    html_parse(STR("<!DOCTYPE HTML PUBLIC \"-//X//Y\" 'http://x/'>"), arena, &tree);
    const HtmlNode *doctype = tree->document->first_child;
    assert_int_equal(doctype->kind, HTML_DOCTYPE);
    assert_true(str_equal(doctype->name, STR("html")));
    assert_true(str_equal(html_attribute_value(doctype, STR("public")), STR("-//X//Y")));
    assert_true(str_equal(html_attribute_value(doctype, STR("system")), STR("http://x/")));
    assert_false(tree->is_quirky);
    html_parse(STR("<!DOCTYPE html SYSTEM>"), arena, &tree);
    assert_true(tree->is_quirky);
    assert_null(html_attribute(tree->document->first_child, STR("system")));
    arena_free(arena);
}

static void framesets(void **state)
{
    (void)state;
    assert_page("<frameset><frame src=a>x<frameset></frameset></frameset><noframes>y</noframes>z",
                "html(head()frameset(frame src=a()frameset())noframes('y'))");
    assert_page("<p><frameset><frame></frameset>", "html(head()frameset(frame()))");
    assert_page("<p>x<frameset><frame></frameset>", "html(head()body(p('x')))");
    assert_page("<frameset></frameset></html> <!--x-->", "html(head()frameset()' ')#x#");
}

static void templates(void **state)
{
    (void)state;
    assert_body("<template><td>a</template>b", "'b'");
    assert_page("<template><td>a</template>b", "html(head(template(td('a')))body('b'))");
    assert_body("<p><template>a<p>b<table>c</template>d", "p(template('a'p('bc'table()))'d')");
    assert_body("<p><template><tr><td>x</template>y", "p(template(tr(td('x')))'y')");
    assert_body("<p><b>a<template>b</template>c", "p(b('a'template('b')'c'))");
    assert_body("<table><template><tr></template><td>a</table>",
                "table(template(tr())tbody(tr(td('a'))))");
    assert_body("<p><template>unclosed", "p(template('unclosed'))");
    assert_body("<p></template>x", "p('x')");
}

static void selects(void **state)
{
    (void)state;
    assert_body("<select><option>a<optgroup>b<option>c<hr>d</select>e",
                "select(option('a')optgroup('b'option('c'))hr()'d')'e'");
    assert_body("<select><div>a<option>b</div>c</select>", "select(div('a'option('b'))'c')");
    assert_body("<select>a<select>b", "select('a')'b'");
    assert_body("<select>a<input>b", "select('a')input()'b'");
    assert_body("<option>a<option>b", "option('a')option('b')");
    assert_body("<p>a<select><p>b</select>c", "p('a'select(p('b'))'c')");
}

static void ruby(void **state)
{
    (void)state;
    assert_body("<ruby>a<rb>b<rt>c<rtc>d<rt>e<rp>f</ruby>g",
                "ruby('a'rb('b')rt('c')rtc('d'rt('e')rp('f')))'g'");
    assert_body("<rt>a<rt>b", "rt('a'rt('b'))");
}

static void after_the_body(void **state)
{
    (void)state;
    assert_page("a</body><!--1--></html><!--2--> b", "html(head()body('a b')#1#)#2#");
    assert_page("<p>a</body> </html> <p>b", "html(head()body(p('a  ')p('b')))");
    assert_page("</head><title>t</title><p>a", "html(head(title('t'))body(p('a')))");
    assert_page("<head><noscript><link><p>a</noscript>b",
                "html(head(noscript(link()))body(p('ab')))");
    assert_page("</p>a", "html(head()body('a'))");
}

static void with_scripts_running(void **state)
{
    (void)state;
    HtmlOptions options = {.runs_scripts = true};
    assert_tree(STR("<p><noscript><b>x</b></noscript>"), &options, true, "p(noscript('<b>x</b>'))");
    assert_tree(STR("<noscript><b>x</noscript>y"), &options, false,
                "html(head(noscript('<b>x'))body('y'))");
}

static void foreign_content(void **state)
{
    (void)state;
    assert_body("<svg viewbox=1><LinearGradient/></svg>", "svg viewBox=1(linearGradient())");
    assert_body("<math definitionurl=u><mi>a<b>c</mi>d</math>",
                "math definitionURL=u(mi('a'b('cd')))");
    assert_body("<svg><font>a<font color=x>b", "svg(font('a'))font color=x('b')");
    assert_body("<svg><desc><p>a</desc>b</svg>c", "svg(desc(p('abc')))");
    assert_body("<math><annotation-xml encoding='TEXT/html'><p>a</p></math>b",
                "math(annotation-xml encoding=TEXT/html(p('a')))'b'");
    assert_body("<math><annotation-xml><p>a</math>b", "math(annotation-xml())p('ab')");
    assert_body("<svg></p>a", "svg()p()'a'");
    assert_body("<svg><![CDATA[a&amp;<b>]]></svg><![CDATA[c]]>", "svg('a&amp;<b>')#[CDATA[c]]#");
    assert_tree(STR("<svg>a\0b</svg>c\0d"), &(HtmlOptions){0}, true,
                "svg('a\uFFFD"
                "b')'cd'");
}

static void fragments(void **state)
{
    (void)state;
    assert_fragment("div", "<p>a<td>b</body>c", "p('abc')");
    assert_fragment("td", "<p>a</td><tr>b", "p('ab')");
    assert_fragment("tr", "<td>a<td>b</table>c", "td('a')td('bc')");
    assert_fragment("table", "<td>a", "tbody(tr(td('a')))");
    assert_fragment("select", "<option>a<input>b", "option('ab')");
    assert_fragment("title", "<b>&amp;</title>", "'<b>&</title>'");
    assert_fragment("script", "<b>&amp;</script>", "'<b>&amp;</script>'");
    assert_fragment("template", "<tr><td>a", "tr(td('a'))");
    assert_fragment("html", "<title>a</title>b", "head(title('a'))body('b')");
    assert_tree(STR("<g><p>a</g>"),
                &(HtmlOptions){.context = STR("svg"), .context_space = HTML_SPACE_SVG}, true,
                "g()p('a')");
}

static void a_newline_after_pre(void **state)
{
    (void)state;
    assert_body("<pre>\r\n\r\na", "pre('\na')");
    assert_body("<pre>&#10;a", "pre('a')");
    assert_body("<textarea>\n\na</textarea>", "textarea('\na')");
    assert_body("<listing><b>\na", "listing(b('\na'))");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misplaced_in_tables),
        cmocka_unit_test(tables_in_page_order),
        cmocka_unit_test(parts_of_tables),
        cmocka_unit_test(quirks),
        cmocka_unit_test(doctypes),
        cmocka_unit_test(framesets),
        cmocka_unit_test(templates),
        cmocka_unit_test(selects),
        cmocka_unit_test(ruby),
        cmocka_unit_test(after_the_body),
        cmocka_unit_test(with_scripts_running),
        cmocka_unit_test(foreign_content),
        cmocka_unit_test(fragments),
        cmocka_unit_test(a_newline_after_pre),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
