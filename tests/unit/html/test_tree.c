/* Trees of small pages: what is implied, what closes what, and that text leads to the page. */
#include "pages.h"

static void implies_html_head_and_body(void **state)
{
    (void)state;
    assert_page("", "html(head()body())");
    assert_page("a", "html(head()body('a'))");
    assert_page("<!doctype html><title>T</title>x", "!htmlhtml(head(title('T'))body('x'))");
    assert_page("<html lang=en><html id=1><body a=b>x<body a=c d=e>",
                "html lang=en id=1(head()body a=b d=e('x'))");
    assert_page("<head><meta a><link></head> <script>1</script><p>x",
                "html(head(meta a=()link()script('1'))' 'body(p('x')))");
    assert_page("<p>x</body></html>y", "html(head()body(p('xy')))");
    assert_page("<!--c--><p>", "#c#html(head()body(p()))");
}

static void closes_what_needs_no_end_tag(void **state)
{
    (void)state;
    assert_body("<p>a<p>b<div>c", "p('a')p('b')div('c')");
    assert_body("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e",
                "ul(li('a')li('b'ul(li('c')))li('d'))'e'");
    assert_body("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt('a')dd('b')dt('c'))");
    assert_body("<table><tr><td>a<td>b<tr><th>c</table>d",
                "table(tbody(tr(td('a')td('b'))tr(th('c'))))'d'");
    assert_body("<table><td>a<table><td>b</table>c</table>",
                "table(tbody(tr(td('a'table(tbody(tr(td('b'))))'c'))))");
    assert_body("<select><option>a<option>b</select>c", "select(option('a')option('b'))'c'");
    assert_body("<h1>a<h2>b</h3>c", "h1('a')h2('b')'c'");
    assert_body("<a href=1>x<a href=2>y", "a href=1('x')a href=2('y')");
    assert_body("a<br>b<img src=x>c<hr/>d", "'a'br()'b'img src=x()'c'hr()'d'");
    assert_body("<div>a</p>b</span>c</div>", "div('a'p()'bc')");
}

static void repairs_misnested_formatting(void **state)
{
    (void)state;
    assert_body("<p><b>one<p>two</b>three", "p(b('one'))p(b('two')'three')");
    assert_body("<a href=1><div>x</a>y</div>", "a href=1()div(a href=1('x')'y')");
    assert_body("<b>1<i>2<p>3</b>4", "b('1'i('2'))i(p(b('3')'4'))");
    assert_body("<b><b><b><b><p>x", "b(b(b(b(p('x')))))");
    assert_body("<a>1<table><tr><td><a>2</table>3", "a('1'table(tbody(tr(td(a('2')))))'3')");
    assert_body("<form><div></form>x</div>y", "form(div('x'))'y'");
    assert_body("<b>x</b></b>y</i>z", "b('x')'yz'");
}

static void reads_tags_as_they_are_written(void **state)
{
    (void)state;
    assert_body("<P CLASS='A b' Id=x/y title=\"1>2\" x y = z>t",
                "p class=A b id=x/y title=1>2 x= y=z('t')");
    assert_body("<p a=1 a=2>", "p a=1()");
    assert_body("a < b <3 <", "'a < b <3 <'");
    assert_body("a</>b</ c>d<?x y>e", "'ab'# c#'d'#?x y#'e'");
    assert_body("x<p class=\"unclosed", "'x'");
    assert_body("<x-foo>t</X-FOO>u", "x-foo('t')'u'");
}

static void reads_comments(void **state)
{
    (void)state;
    assert_body("a<!-- b -- c -->d", "'a'# b -- c #'d'");
    assert_body("a<!-->b<!--->c<!--x--!>d", "'a'##'b'##'c'#x#'d'");
    assert_body("a<!--b", "'a'#b#");
    assert_body("a<!--b--", "'a'#b#");
    assert_body("a<![CDATA[b]]>c", "'a'#[CDATA[b]]#'c'");
}

static void reads_raw_text(void **state)
{
    (void)state;
    assert_body("<p><script>a<b>&amp;</scr</script>c", "p(script('a<b>&amp;</scr')'c')");
    assert_body("<p><script><!--<script></script>--></script>c",
                "p(script('<!--<script></script>-->')'c')");
    assert_body("<p><style>p > a {}</STYLE >c", "p(style('p > a {}')'c')");
    assert_body("<textarea>\n<b>&lt;</textarea>c", "textarea('<b><')'c'");
    assert_body("<pre>\n\na</pre>", "pre('\na')");
    assert_body("<p><noscript><b>x</b></noscript>", "p(noscript(b('x')))");
    assert_body("<p><script>unclosed", "p(script('unclosed'))");
}

static void decodes_references(void **state)
{
    (void)state;
    assert_body("Fish &amp; chips &eacute; &euro;&notit; &#8217;&#x2019;&#146;",
                "'Fish & chips \u00e9 \u20ac\u00acit; \u2019\u2019\u2019'");
    assert_body("&nosuch; &; & &# &#x; &#0; &#1114112; &#xD800;",
                "'&nosuch; &; & &# &#x; \ufffd \ufffd \ufffd'");
    assert_body("<a href='?a=1&copy=2&amp;b&lt'>", "a href=?a=1&copy=2&b<()");
    assert_body("a\r\nb\rc", "'a\nb\nc'");
    assert_body("&NotEqualTilde;&AMP", "'\u2242\u0338&'");
}

static void reads_foreign_content(void **state)
{
    (void)state;
    assert_body("<svg><path/><g><title>T</title></g><![CDATA[<x>]]></svg>y",
                "svg(path()g(title('T'))'<x>')'y'");
    assert_body("<svg><g><p>x</svg>y", "svg(g())p('xy')");
    assert_body("<svg><foreignObject><p>x</p></foreignObject></svg>y",
                "svg(foreignObject(p('x')))'y'");
    assert_body("<p><math><mi>x</mi></math>y", "p(math(mi('x'))'y')");
}

static void maps_text_to_the_page(void **state)
{
    (void)state;
    Arena *arena = arena_new(4096);
    HtmlTree *tree;
    html_parse(STR("<p class=x>Fish &amp; chips<br>"), arena, &tree);
    const HtmlText *text = &tree->body->first_child->first_child->text;
    assert_int_equal(text->runs.count, 3);
    Span amp = html_page_span(text, (Span){5, 6}), chips = html_page_span(text, (Span){7, 12});
    assert_int_equal(amp.start, 16);
    assert_int_equal(amp.end, 21);
    assert_int_equal(chips.start, 22);
    assert_int_equal(chips.end, 27);
    arena_free(arena);
}

static void walks(void **state)
{
    (void)state;
    Arena *arena = arena_new(4096);
    HtmlTree *tree;
    html_parse(STR("<div class='A b'><p>x<i>y</i></p><style>z</style>w</div>v"), arena, &tree);
    HtmlNode *div = html_find(tree->body, HTML_TAG_div);
    assert_true(html_has_word(html_attribute_value(div, STR("class")), STR("a")));
    assert_false(html_has_word(html_attribute_value(div, STR("class")), STR("c")));
    assert_null(html_attribute(div, STR("id")));
    Str text = html_inner_text(div, arena);
    assert_int_equal(text.len, 3);
    assert_memory_equal(text.data, "xyw", 3);
    assert_ptr_equal(html_closest(html_find(div, HTML_TAG_i), HTML_TAG_div), div);
    assert_ptr_equal(html_next_skipping_children(div, div->first_child)->tag, HTML_TAG_style);
    arena_free(arena);
}

static void tags_are_sorted(void **state)
{
    (void)state;
    for (uint32_t tag = 1; tag < HTML_TAG_COUNT; tag++) {
        Str name = html_tag_name((HtmlTag)tag);
        assert_int_equal(html_tag_from_name(name), tag);
        if (tag > 1) assert_true(str_compare(html_tag_name((HtmlTag)(tag - 1)), name) < 0);
    }
    assert_int_equal(html_tag_from_name(STR("DIV")), HTML_TAG_div);
    assert_int_equal(html_tag_from_name(STR("nosuch")), HTML_TAG_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(implies_html_head_and_body),
        cmocka_unit_test(closes_what_needs_no_end_tag),
        cmocka_unit_test(repairs_misnested_formatting),
        cmocka_unit_test(reads_tags_as_they_are_written),
        cmocka_unit_test(reads_comments),
        cmocka_unit_test(reads_raw_text),
        cmocka_unit_test(decodes_references),
        cmocka_unit_test(reads_foreign_content),
        cmocka_unit_test(maps_text_to_the_page),
        cmocka_unit_test(walks),
        cmocka_unit_test(tags_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
