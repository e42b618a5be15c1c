#include "zones.h"

#include "words.h"

bool zones_is_block(const HtmlNode *node)
{
    if (node->kind != HTML_ELEMENT) return false;
    switch ((unsigned)node->tag) {
    case HTML_TAG_td:
    case HTML_TAG_th:
    case HTML_TAG_tr:
    case HTML_TAG_caption:
    case HTML_TAG_body:
    case HTML_TAG_legend:
    case HTML_TAG_summary:
    case HTML_TAG_hr: return true;
    default: return html_tag_is(node->tag, HTML_TAG_IS_BLOCK);
    }
}

/* ---- What is never shown --------------------------------------------------------------------- */

static bool is_never_shown(const HtmlNode *node)
{
    switch ((unsigned)node->tag) {
    case HTML_TAG_head:
    case HTML_TAG_script:
    case HTML_TAG_style:
    case HTML_TAG_noscript:
    case HTML_TAG_template:
    case HTML_TAG_iframe:
    case HTML_TAG_object:
    case HTML_TAG_embed:
    case HTML_TAG_applet:
    case HTML_TAG_canvas:
    case HTML_TAG_audio:
    case HTML_TAG_video:
    case HTML_TAG_svg:
    case HTML_TAG_math:
    case HTML_TAG_select:
    case HTML_TAG_option:
    case HTML_TAG_button:
    case HTML_TAG_input:
    case HTML_TAG_textarea:
    case HTML_TAG_datalist:
    case HTML_TAG_dialog:
    case HTML_TAG_noframes:
    case HTML_TAG_title: return true;
    default: return false;
    }
}

static bool hides_by_style(Str style)
{
    uint32_t at = str_find_ignoring_case(style, STR("display"), 0);
    if (at != STR_NOT_FOUND) {
        uint32_t none = str_find_ignoring_case(style, STR("none"), at);
        uint32_t end = str_find(style, STR(";"), at);
        if (none != STR_NOT_FOUND && (end == STR_NOT_FOUND || none < end)) return true;
    }
    return str_find_ignoring_case(style, STR("visibility:hidden"), 0) != STR_NOT_FOUND ||
           str_find_ignoring_case(style, STR("visibility: hidden"), 0) != STR_NOT_FOUND;
}

static bool is_hidden(const HtmlNode *node)
{
    if (is_never_shown(node) || node->space != HTML_SPACE_HTML) return true;
    if (html_attribute(node, STR("hidden")) != NULL) return true;
    return hides_by_style(html_attribute_value(node, STR("style")));
}

/* ---- Zones -------------------------------------------------------------------------------------
 */

bool zones_next_class_word(Str value, uint32_t *at, Str *out)
{
    uint32_t i = *at;
    while (i < value.len && !ascii_is_letter(value.data[i])) i++;
    uint32_t start = i;
    while (i < value.len && ascii_is_letter(value.data[i])) {
        bool is_upper = value.data[i] < 'a';
        if (i > start && is_upper && value.data[i - 1] >= 'a') break;
        i++;
    }
    *at = i;
    if (i == start) return false;
    *out = (Str){value.data + start, i - start};
    return true;
}

static bool is_one_of(Str word, const Str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ignoring_case(word, words[i])) return true;
    return false;
}

/* What the words of a class or id say. */
typedef struct ClassWords {
    bool has_article; /* "article", "story", "post", "entry", "news" */
    bool has_content; /* "body", "content", "text" */
    bool has_body;    /* any word of the zone body */
} ClassWords;

static void read_body_word(Str word, ClassWords *out)
{
    static const Str articles[] = {STR_INIT("article"), STR_INIT("story"), STR_INIT("post"),
                                   STR_INIT("entry"),   STR_INIT("news"),  STR_INIT("hentry")};
    static const Str contents[] = {STR_INIT("body"), STR_INIT("content"), STR_INIT("text"),
                                   STR_INIT("copy"), STR_INIT("main")};
    static const Str both[] = {
        STR_INIT("articlebody"), STR_INIT("articlecontent"), STR_INIT("articletext"),
        STR_INIT("storybody"),   STR_INIT("storycontent"),   STR_INIT("postcontent"),
        STR_INIT("postbody"),    STR_INIT("entrycontent"),   STR_INIT("newsbody"),
        STR_INIT("newstext"),    STR_INIT("bodytext"),       STR_INIT("bodycopy"),
        STR_INIT("maintext")};
    bool is_both = is_one_of(word, both, COUNT(both));
    out->has_body = true;
    out->has_article |= is_both || is_one_of(word, articles, COUNT(articles));
    out->has_content |= is_both || is_one_of(word, contents, COUNT(contents));
}

static uint8_t body_name_of(const ClassWords *words)
{
    if (words->has_article && words->has_content) return 3;
    if (words->has_article) return 2;
    return words->has_body ? 1 : 0;
}

/* The zone that weighs most among the words of a class or id: what is not the article goes before
 * what is, and the later name in the list of zones before the earlier. */
static Zone zone_of_value(Str value, const Lexicon *lexicon, uint8_t *body_name)
{
    Zone zone = ZONE_NONE;
    ClassWords words = {0};
    Str word;
    for (uint32_t at = 0; zones_next_class_word(value, &at, &word);) {
        uint32_t found = words_lookup(&lexicon->class_words, word);
        if (found == MAP_NONE) continue;
        if (found == ZONE_BODY) read_body_word(word, &words);
        if ((Zone)found > zone) zone = (Zone)found;
    }
    uint8_t name = body_name_of(&words);
    if (name > *body_name) *body_name = name;
    return zone;
}

static Zone zone_of_role(Str role)
{
    static const struct {
        Str role;
        Zone zone;
    } roles[] = {{STR_INIT("navigation"), ZONE_NAVIGATION}, {STR_INIT("search"), ZONE_NAVIGATION},
                 {STR_INIT("menu"), ZONE_NAVIGATION},       {STR_INIT("contentinfo"), ZONE_FOOTER},
                 {STR_INIT("complementary"), ZONE_TEASER},  {STR_INIT("dialog"), ZONE_CONSENT},
                 {STR_INIT("alert"), ZONE_CONSENT},         {STR_INIT("main"), ZONE_BODY},
                 {STR_INIT("article"), ZONE_BODY}};
    if (role.len == 0) return ZONE_NONE;
    for (size_t i = 0; i < COUNT(roles); i++)
        if (str_equal_ignoring_case(role, roles[i].role)) return roles[i].zone;
    return ZONE_NONE;
}

static Zone zone_of_tag(const HtmlNode *node)
{
    switch ((unsigned)node->tag) {
    case HTML_TAG_nav:
    case HTML_TAG_menu: return ZONE_NAVIGATION;
    case HTML_TAG_footer: return ZONE_FOOTER;
    case HTML_TAG_aside: return ZONE_TEASER;
    case HTML_TAG_figcaption: return ZONE_CAPTION;
    case HTML_TAG_article:
    case HTML_TAG_main: return ZONE_BODY;
    default: return ZONE_NONE;
    }
}

static Zone zone_of(const HtmlNode *node, const Lexicon *lexicon, uint8_t *body_name)
{
    Zone zone = zone_of_tag(node);
    bool has_no_zone = node->tag == HTML_TAG_body || node->tag == HTML_TAG_html ||
                       node->tag == HTML_TAG_blockquote; /* "twitter-tweet" */
    if (has_no_zone) return ZONE_NONE;
    if (node->tag == HTML_TAG_main) *body_name = 1;
    if (node->tag == HTML_TAG_article) *body_name = 2;
    if (node->attribute_count == 0) return zone;
    if (html_has_word(html_attribute_value(node, STR("itemprop")), STR("articleBody")))
        *body_name = 3;
    Zone others[] = {zone_of_role(html_attribute_value(node, STR("role"))),
                     zone_of_value(html_attribute_value(node, STR("class")), lexicon, body_name),
                     zone_of_value(html_attribute_value(node, STR("id")), lexicon, body_name)};
    for (size_t i = 0; i < COUNT(others); i++)
        if (others[i] > zone) zone = others[i];
    return zone;
}

/* ---- The whole tree
 * ------------------------------------------------------------------------------ */

static uint32_t visible_len(Str text)
{
    uint32_t len = 0;
    bool was_space = true;
    for (uint32_t i = 0; i < text.len; i++) {
        bool is_space = (unsigned char)text.data[i] <= ' ';
        len += !is_space || !was_space;
        was_space = is_space;
    }
    return len;
}

/* Children stand after their parents, so one pass backwards adds them up. */
static void add_up(const HtmlTree *tree, HtmlNode **nodes, Holding *holdings)
{
    for (uint32_t i = tree->node_count; i-- > 1;) {
        const HtmlNode *node = nodes[i];
        if (node == NULL || node->parent == NULL || !holdings[i].is_shown) continue;
        Holding *parent = &holdings[node->parent->order];
        parent->text_len += holdings[i].text_len;
        parent->link_len += node->kind == HTML_ELEMENT && node->tag == HTML_TAG_a
                                ? holdings[i].text_len
                                : holdings[i].link_len;
    }
}

static void read_shown(const HtmlTree *tree, HtmlNode **nodes, Holding *holdings)
{
    holdings[tree->document->order].is_shown = true;
    for (HtmlNode *node = tree->document; node != NULL; node = html_next(tree->document, node)) {
        nodes[node->order] = node;
        if (node->parent == NULL) continue;
        Holding *holding = &holdings[node->order];
        holding->is_shown = holdings[node->parent->order].is_shown;
        if (node->kind == HTML_ELEMENT && is_hidden(node)) holding->is_shown = false;
        if (node->kind == HTML_TEXT && holding->is_shown)
            holding->text_len = visible_len(node->text.value);
    }
}

/* Of the page's text: what holds more is no sidebar. Less is enough for an element that is said to
 * hold the article too: "post tag-energy" is the class of a post with a tag. */
#define MOST_ZONE_PERCENT 40
#define MOST_BODY_ZONE_PERCENT 15

static void read_zones(const HtmlTree *tree, HtmlNode **nodes, Holding *holdings,
                       const Lexicon *lexicon)
{
    uint64_t all = holdings[tree->document->order].text_len;
    for (uint32_t i = 1; i < tree->node_count; i++) {
        const HtmlNode *node = nodes[i];
        if (node == NULL || node->parent == NULL) continue;
        Zone inherited = holdings[node->parent->order].zone;
        Zone own = ZONE_NONE;
        if (node->kind == HTML_ELEMENT && holdings[i].is_shown)
            own = zone_of(node, lexicon, &holdings[i].body_name);
        uint64_t most = holdings[i].body_name > 0 ? MOST_BODY_ZONE_PERCENT : MOST_ZONE_PERCENT;
        if (holdings[i].text_len * (uint64_t)100 > all * most && own > ZONE_BODY)
            own = holdings[i].body_name > 0 ? ZONE_BODY : ZONE_NONE;
        holdings[i].zone = inherited > ZONE_BODY || own == ZONE_NONE ? inherited : own;
    }
}

Holding *zones_read(const HtmlTree *tree, HtmlNode **nodes, const Lexicon *lexicon, Arena *arena)
{
    Holding *holdings = arena_new_items(arena, Holding, tree->node_count);
    read_shown(tree, nodes, holdings);
    add_up(tree, nodes, holdings);
    read_zones(tree, nodes, holdings, lexicon);
    return holdings;
}
