/*
 * Dates in the programs of a page, where nothing better is known: sites hand them to their counters.
 *
 *     <script>var page = {"id": 7, "publish_date": "2023-05-03 10:00", "type": "article"};</script>
 *
 * The name in front of the date is looked up among the names of meta elements.
 */
#include "page_meta.h"

#include "words.h"

#define LONGEST_KEY_BYTES 40
#define MOST_FINDS 20

/* Between the name and the date: quotation marks, a colon or equals sign, spaces. */
static bool is_joint(char c)
{
    return c == '"' || c == '\'' || c == ':' || c == '=' || c == ' ' || c == '\\' || c == '[';
}

static bool is_key_char(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '_' || c == '-' || c == '.';
}

/* The name that ends before byte `at`; empty if there is none. */
static Str key_before(Str text, uint32_t at)
{
    uint32_t end = at;
    while (end > 0 && at - end < 8 && is_joint(text.data[end - 1])) end--;
    if (end == at) return (Str){0};
    uint32_t start = end;
    while (start > 0 && end - start < LONGEST_KEY_BYTES && is_key_char(text.data[start - 1])) start--;
    Str key = {text.data + start, end - start};
    for (uint32_t i = key.len; i > 0; i--) /* "page.publish_date" */
        if (key.data[i - 1] == '.') return (Str){key.data + i, key.len - i};
    return key;
}

/* "2023-05-03": where the dash after a year stands. */
static bool is_date_dash(Str text, uint32_t dash)
{
    if (dash < 4 || dash + 5 >= text.len || text.data[dash + 3] != '-') return false;
    for (uint32_t i = dash - 4; i < dash; i++)
        if (!ascii_is_digit(text.data[i])) return false;
    return ascii_is_digit(text.data[dash + 1]) && ascii_is_digit(text.data[dash + 2]);
}

static void search(Work *work, Str text, const Lexicon *lexicon)
{
    uint32_t finds = 0;
    const char *found;
    for (uint32_t at = 0; at < text.len && finds < MOST_FINDS; at++) {
        found = memchr(text.data + at, '-', text.len - at);
        if (found == NULL) return;
        at = (uint32_t)(found - text.data);
        if (!is_date_dash(text, at)) continue;
        uint32_t field = words_lookup(&lexicon->meta_keys, key_before(text, at - 4));
        bool is_date = field == FIELD_PUBLISHED || field == FIELD_MODIFIED || field == FIELD_DATED;
        WrittenDate date;
        if (!is_date || !date_parse(text, at - 4, &date) || date.day == 0) continue;
        finds++;
        work_add_date(work, (DateEvidence){.date = date,
                                           .origin = DATE_ORIGIN_METADATA,
                                           .trust = field == FIELD_DATED ? DATE_TRUST_GUESS
                                                                         : DATE_TRUST_PAGE,
                                           .score = -1,
                                           .is_modified = field == FIELD_MODIFIED});
    }
}

static bool has_better(const Work *work)
{
    for (uint32_t i = 0; i < work->dates.count; i++)
        if (work->dates.items[i].trust < DATE_TRUST_PAGE && !work->dates.items[i].is_modified)
            return true;
    return false;
}

void program_dates_read(Work *work, const HtmlTree *tree, const Lexicon *lexicon)
{
    if (has_better(work)) return;
    const HtmlNode *root = tree->document;
    for (const HtmlNode *node = root; node != NULL; node = html_next(root, node)) {
        if (node->kind != HTML_ELEMENT || node->tag != HTML_TAG_script) continue;
        for (const HtmlNode *child = node->first_child; child != NULL; child = child->next)
            if (child->kind == HTML_TEXT) search(work, child->text.value, lexicon);
    }
}
