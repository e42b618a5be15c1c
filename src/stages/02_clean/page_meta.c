#include "page_meta.h"

#include "published.h"
#include "text/utf8.h"
#include "words.h"

/* ---- <meta> ------------------------------------------------------------------------------------
 */

bool page_is_address(Str value)
{
    return str_find(value, STR("://"), 0) != STR_NOT_FOUND || str_starts(value, STR("//"));
}

static void take_date(Work *work, HeaderField field, Str value)
{
    WrittenDate date;
    uint32_t at;
    if (!date_parse_epoch(str_trim(value), &date) &&
        !date_world_find(value, 0, &work->date_style, &date, &at))
        return;
    bool is_named = field != FIELD_DATED;
    work_add_date(work, (DateEvidence){.date = date,
                                       .origin = DATE_ORIGIN_METADATA,
                                       .trust = is_named ? DATE_TRUST_NAMED : DATE_TRUST_LOOSE,
                                       .is_modified = field == FIELD_MODIFIED});
}

/* "Norway and Chile agree (news of 3 May 2023)". */
static void guess_date(Work *work, Str text)
{
    WrittenDate date;
    uint32_t at;
    if (!date_world_find(text, 0, &work->date_style, &date, &at) || date.day == 0) return;
    work_add_date(work, (DateEvidence){.date = date,
                                       .origin = DATE_ORIGIN_GUESS,
                                       .trust = DATE_TRUST_GUESS,
                                       .score = 0});
}

/* Where the walk over the meta elements stands. */
typedef struct MetaWalk {
    Work *work;
    const Lexicon *lexicon;
    Str author_key; /* of the last author: those of one key belong together */
    uint32_t author_group;
    bool is_by; /* the last label was "Written by" */
} MetaWalk;

static void take_author(MetaWalk *walk, Str key, Str value)
{
    if (walk->author_key.len == 0 || !str_equal(walk->author_key, key))
        walk->author_group = work_new_author_group(walk->work);
    walk->author_key = key;
    work_add_author(walk->work, (AuthorEvidence){.text = value,
                                                 .trust = AUTHOR_TRUST_META,
                                                 .group = walk->author_group});
}

/* "Written by", "Verfasst von". */
static bool is_by_label(const Lexicon *lexicon, Str label)
{
    uint32_t start = label.len;
    while (start > 0 && label.data[start - 1] != ' ') start--;
    uint32_t use =
        words_lookup(&lexicon->byline_words, (Str){label.data + start, label.len - start});
    return use != MAP_NONE && (use & (BYLINE_BY | BYLINE_LEAD)) != 0;
}

static void take_labelled(MetaWalk *walk, Str value)
{
    if (walk->is_by)
        work_add_author(walk->work, (AuthorEvidence){.text = value,
                                                     .trust = AUTHOR_TRUST_LABEL,
                                                     .group = work_new_author_group(walk->work)});
    walk->is_by = false;
}

static void take_field(MetaWalk *walk, HeaderField field, Str key, Str value)
{
    Work *work = walk->work;
    Metadata *meta = &work->doc->meta;
    switch (field) {
    case FIELD_URL:
        if (page_is_address(value)) work_set_meta(work, &meta->url, value);
        break;
    case FIELD_TITLE: work_set_meta(work, &meta->title, value); break;
    case FIELD_AUTHOR: take_author(walk, key, value); break;
    case FIELD_OUTLET: work_set_meta(work, &meta->sitename, value); break;
    case FIELD_SECTION: work_set_meta(work, &meta->section, value); break;
    case FIELD_PUBLISHED:
    case FIELD_MODIFIED:
    case FIELD_DATED: take_date(work, field, value); break;
    case FIELD_PICTURE: published_add_picture(work, value); break;
    case FIELD_DESCRIPTION: guess_date(work, value); break;
    case FIELD_LABEL: walk->is_by = is_by_label(walk->lexicon, value); break;
    case FIELD_LABELLED: take_labelled(walk, value); break;
    case FIELD_LANGUAGE:
    case FIELD_AMP_URL:
    case FIELD_OTHER:
    case FIELD_COUNT: break;
    }
}

/* "example:published_time" is as good as "published_time": sites have names of their own. */
static uint32_t date_field(Str key, const Lexicon *lexicon)
{
    uint32_t start = key.len;
    while (start > 0 && key.data[start - 1] != ':' && key.data[start - 1] != '.') start--;
    if (start == 0) return MAP_NONE;
    uint32_t field =
        words_lookup(&lexicon->meta_keys, (Str){key.data + start, key.len - start});
    bool is_date = field == FIELD_PUBLISHED || field == FIELD_MODIFIED || field == FIELD_DATED;
    return is_date ? field : MAP_NONE;
}

/* *out_key is the name it was told by. */
static HeaderField field_of(const HtmlNode *node, const Lexicon *lexicon, Str *out_key)
{
    static const Str names[] = {STR_INIT("property"), STR_INIT("name"), STR_INIT("itemprop"),
                                STR_INIT("http-equiv")};
    for (size_t i = 0; i < COUNT(names); i++) {
        Str key = str_trim(html_attribute_value(node, names[i]));
        uint32_t field = key.len == 0 ? MAP_NONE : words_lookup(&lexicon->meta_keys, key);
        if (field == MAP_NONE) field = date_field(key, lexicon);
        if (field == MAP_NONE) continue;
        *out_key = key;
        return (HeaderField)field;
    }
    return FIELD_OTHER;
}

/* ---- <title>, <link> ----------------------------------------------------------------------------
 */

/* "Ministers meet in Geneva - The Example", "... | News": the longest part. */
static Str without_site(Str title)
{
    static const Str joints[] = {STR_INIT(" | "),
                                 STR_INIT(" - "),
                                 STR_INIT(" \xE2\x80\x93 "),
                                 STR_INIT(" \xE2\x80\x94 "),
                                 STR_INIT(" :: "),
                                 STR_INIT(" \xC2\xBB ")};
    for (size_t i = 0; i < COUNT(joints); i++) {
        uint32_t at = str_find(title, joints[i], 0);
        if (at == STR_NOT_FOUND) continue;
        uint32_t rest = at + joints[i].len;
        return at >= title.len - rest ? (Str){title.data, at}
                                      : (Str){title.data + rest, title.len - rest};
    }
    return title;
}

Str page_single_spaced(Str text, Arena *arena)
{
    char *out = arena_alloc(arena, (size_t)text.len + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        bool is_space = (unsigned char)text.data[i] <= ' ';
        if (is_space && (len == 0 || out[len - 1] == ' ')) continue;
        out[len++] = is_space ? ' ' : text.data[i];
    }
    return str_trim((Str){out, len});
}

static void take_title(Work *work, const HtmlTree *tree)
{
    const HtmlNode *title = html_find(tree->head, HTML_TAG_title);
    if (title == NULL) return;
    Str text = page_single_spaced(html_inner_text(title, work->arena), work->arena);
    work_set_meta(work, &work->doc->meta.title, without_site(text));
}

static void take_link(Work *work, const HtmlNode *node)
{
    Metadata *meta = &work->doc->meta;
    Str rel = html_attribute_value(node, STR("rel")), address = html_attribute_value(node, STR("href"));
    if (!page_is_address(address)) return;
    if (html_has_word(rel, STR("canonical"))) {
        work_set_meta(work, &meta->canonical, address);
        work_set_meta(work, &meta->url, address);
    } else if (html_has_word(rel, STR("amphtml"))) {
        work_set_meta(work, &meta->amp_url, address);
    }
}

/* ---- How dates are written ---------------------------------------------------------------------- */

/* "de", "en-GB", "en_GB" of <html lang>, og:locale or Content-Language. */
static Str declared_language(const HtmlTree *tree, const Lexicon *lexicon)
{
    Str language = html_attribute_value(tree->html, STR("lang"));
    if (language.len == 0) language = html_attribute_value(tree->html, STR("xml:lang"));
    Str key;
    for (const HtmlNode *node = tree->head; node != NULL && language.len == 0;
         node = html_next(tree->head, node)) {
        if (node->kind == HTML_ELEMENT && node->tag == HTML_TAG_meta &&
            field_of(node, lexicon, &key) == FIELD_LANGUAGE)
            language = html_attribute_value(node, STR("content"));
    }
    return str_trim(language);
}

/* Of the English-speaking countries some write the month first; others have the day first. */
static bool writes_day_first(Str language, Str url)
{
    static const Str endings[] = {STR_INIT(".uk/"), STR_INIT(".au/"), STR_INIT(".ie/"),
                                  STR_INIT(".nz/"), STR_INIT(".in/"), STR_INIT(".za/")};
    bool is_english = str_starts(language, STR("en")) || language.len < 2;
    if (!is_english) return true;
    if (language.len == 5) {
        Str country = {language.data + 3, 2};
        return !str_equal_ignoring_case(country, STR("us")) &&
               !str_equal_ignoring_case(country, STR("ca")) &&
               !str_equal_ignoring_case(country, STR("ph"));
    }
    for (size_t i = 0; i < COUNT(endings); i++)
        if (str_find(url, endings[i], 0) != STR_NOT_FOUND) return true;
    return false;
}

static void set_date_style(Work *work, const HtmlTree *tree, const Lexicon *lexicon)
{
    Str language = declared_language(tree, lexicon);
    uint32_t len = 0;
    while (len < language.len && ascii_is_letter(language.data[len])) len++;
    work->date_style.language = utf8_lower((Str){language.data, len > 3 ? 0 : len}, work->arena);
    work->date_style.is_day_first = writes_day_first(language, work->doc->meta.url);
}

void page_meta_read(Work *work, const HtmlTree *tree, const Lexicon *lexicon)
{
    set_date_style(work, tree, lexicon);
    work->doc->meta.is_amp = html_attribute(tree->html, STR("amp")) != NULL ||
                             html_attribute(tree->html, STR("\xE2\x9A\xA1")) != NULL;
    linked_data_read(work, tree);
    MetaWalk walk = {.work = work, .lexicon = lexicon};
    Str key = {0};
    const HtmlNode *root = tree->document;
    for (const HtmlNode *node = root; node != NULL; node = html_next(root, node)) {
        if (node->kind != HTML_ELEMENT) continue;
        if (node->tag == HTML_TAG_meta) {
            HeaderField field = field_of(node, lexicon, &key);
            take_field(&walk, field, key, html_attribute_value(node, STR("content")));
        } else if (node->tag == HTML_TAG_link) {
            take_link(work, node);
        }
    }
    take_title(work, tree);
}
