/*
 * Formatting elements (b, i, a, font ...) that are not nested as they should be.
 *
 *     <p><b>one<p>two</b>       the second p starts with a copy of b:  p(b(one)) p(b(two))
 *     <a><div>x</a>y</div>      the div comes out of a, with a copy inside:  a() div(a(x) y)
 *
 * The standard keeps a list of formatting elements that are still to apply, and calls the repair at
 * an end tag the adoption agency. Nodes move; outside of tables the order of the text never
 * changes.
 */
#include "html/build.h"

#define MARKER NULL /* begins a cell, caption, object: what is outside does not apply inside */

static void put_in(Builder *builder, HtmlNode *node, uint32_t index)
{
    memmove(&builder->stack[index + 1], &builder->stack[index],
            (builder->depth - index) * sizeof builder->stack[0]);
    builder->stack[index] = node;
    builder->depth++;
    builder->open_count[node->tag]++;
}

static void move_to(Place place, HtmlNode *node)
{
    build_unlink(node);
    build_link(place, node);
}

static void move_children(HtmlNode *from, HtmlNode *to)
{
    while (from->first_child != NULL) move_to((Place){to, NULL}, from->first_child);
}

/* ---- The list -------------------------------------------------------------------------------- */

static uint32_t list_index(const Builder *builder, const HtmlNode *node)
{
    for (uint32_t i = builder->format_count; i > 0; i--)
        if (builder->format[i - 1] == node) return i - 1;
    return builder->format_count;
}

static void list_remove(Builder *builder, uint32_t index)
{
    if (index >= builder->format_count) return;
    builder->format_count--;
    memmove(&builder->format[index], &builder->format[index + 1],
            (builder->format_count - index) * sizeof builder->format[0]);
}

static void list_insert(Builder *builder, HtmlNode *node, uint32_t index)
{
    bool is_full = builder->format_count - builder->marker_count == MOST_FORMATTING;
    if ((node != MARKER && is_full) || builder->format_count == COUNT(builder->format)) return;
    builder->marker_count += node == MARKER;
    memmove(&builder->format[index + 1], &builder->format[index],
            (builder->format_count - index) * sizeof builder->format[0]);
    builder->format[index] = node;
    builder->format_count++;
}

static bool is_same_element(const HtmlNode *a, const HtmlNode *b)
{
    if (a->tag != b->tag || a->attribute_count != b->attribute_count) return false;
    for (uint32_t i = 0; i < a->attribute_count; i++) {
        const HtmlText *other = html_attribute(b, a->attributes[i].name);
        if (other == NULL || !str_equal(other->value, a->attributes[i].value.value)) return false;
    }
    return true;
}

/* At most three of the same since the last marker: the earliest goes. */
void build_add_formatting(Builder *builder, HtmlNode *node)
{
    uint32_t same = 0, earliest = 0;
    for (uint32_t i = builder->format_count; i > 0 && builder->format[i - 1] != MARKER; i--) {
        if (!is_same_element(builder->format[i - 1], node)) continue;
        same++;
        earliest = i - 1;
    }
    if (same >= 3) list_remove(builder, earliest);
    list_insert(builder, node, builder->format_count);
}

void build_add_marker(Builder *builder)
{
    list_insert(builder, MARKER, builder->format_count);
}

void build_clear_to_marker(Builder *builder)
{
    while (builder->format_count > 0) {
        if (builder->format[--builder->format_count] != MARKER) continue;
        builder->marker_count--;
        return;
    }
}

/* The last element of that tag since the last marker; NULL if there is none. */
static HtmlNode *find_formatting(const Builder *builder, HtmlTag tag)
{
    for (uint32_t i = builder->format_count; i > 0 && builder->format[i - 1] != MARKER; i--)
        if (builder->format[i - 1]->tag == tag) return builder->format[i - 1];
    return NULL;
}

static bool needs_copy(const Builder *builder, uint32_t index)
{
    const HtmlNode *node = builder->format[index];
    return node != MARKER && build_stack_index(builder, node) == builder->depth;
}

void build_reopen_formatting(Builder *builder, uint32_t at)
{
    uint32_t first = builder->format_count;
    while (first > 0 && needs_copy(builder, first - 1)) first--;
    for (uint32_t i = first; i < builder->format_count; i++) {
        if (builder->depth >= DEEPEST_HTML) return;
        HtmlNode *copy = build_copy(builder, builder->format[i], at);
        if (copy == NULL) return;
        build_link(build_place(builder, build_current(builder)), copy);
        build_push(builder, copy);
        builder->format[i] = copy;
    }
}

/* ---- The adoption agency --------------------------------------------------------------------- */

/* The outermost special element inside the formatting element; builder->depth if there is none. */
static uint32_t furthest_block(const Builder *builder, uint32_t formatting)
{
    for (uint32_t i = formatting + 1; i < builder->depth; i++)
        if (build_is_special(builder->stack[i])) return i;
    return builder->depth;
}

/* Copies what lies between the formatting element and the block, chains the copies above the block
 * and returns the outermost; what no longer applies leaves the stack. *bookmark: place in the list
 * for the formatting element's own copy. */
static HtmlNode *copy_between(Builder *builder, uint32_t formatting, uint32_t block, uint32_t at,
                              uint32_t *bookmark)
{
    HtmlNode *last = builder->stack[block];
    uint32_t steps = 0;
    for (uint32_t i = block - 1; i > formatting; i--) {
        HtmlNode *node = builder->stack[i];
        uint32_t place = list_index(builder, node);
        bool is_listed = place < builder->format_count;
        HtmlNode *copy = NULL;
        if (++steps <= 3 && is_listed) copy = build_copy(builder, node, at);
        if (copy == NULL) {
            if (is_listed && place < *bookmark) (*bookmark)--;
            list_remove(builder, place);
            build_take_out(builder, node, at);
            continue;
        }
        builder->format[place] = builder->stack[i] = copy;
        if (last == builder->stack[block]) *bookmark = place + 1;
        move_to((Place){copy, NULL}, last);
        last = copy;
    }
    return last;
}

/* One round of the repair, for a formatting element that has a block inside. False if there is no
 * room for more elements. */
static bool adopt(Builder *builder, HtmlNode *element, uint32_t formatting, uint32_t block_index,
                  uint32_t at)
{
    HtmlNode *block = builder->stack[block_index], *ancestor = builder->stack[formatting - 1];
    HtmlNode *copy = build_copy(builder, element, at);
    if (copy == NULL) return false;
    uint32_t bookmark = list_index(builder, element);
    HtmlNode *last = copy_between(builder, formatting, block_index, at, &bookmark);
    build_unlink(last);
    build_link(build_place(builder, ancestor), last);
    move_children(block, copy);
    build_link((Place){block, NULL}, copy);

    uint32_t old = list_index(builder, element);
    if (old < bookmark) bookmark--;
    list_remove(builder, old);
    list_insert(builder, copy, bookmark < builder->format_count ? bookmark : builder->format_count);
    build_take_out(builder, element, at);
    put_in(builder, copy, build_stack_index(builder, block) + 1);
    return true;
}

/* Drops a formatting element from the list. */
static void forget(Builder *builder, const HtmlNode *element)
{
    list_remove(builder, list_index(builder, element));
}

void build_close_formatting(Builder *builder, const HtmlToken *token)
{
    const uint32_t rounds = 8; /* the standard's number */
    HtmlNode *current = build_current(builder);
    if (build_is_html(current, token->tag) &&
        list_index(builder, current) == builder->format_count) {
        build_pop(builder, token->page.end);
        return;
    }
    for (uint32_t round = 0; round < rounds; round++) {
        HtmlNode *element = find_formatting(builder, token->tag);
        if (element == NULL) {
            build_close_by_name(builder, token);
            return;
        }
        uint32_t index = build_stack_index(builder, element);
        if (index == builder->depth || index == 0) {
            forget(builder, element);
            return;
        }
        if (!build_is_node_in_scope(builder, element)) return;
        uint32_t block = furthest_block(builder, index);
        if (block == builder->depth) {
            build_pop_down_to(builder, index, token->page);
            forget(builder, element);
            return;
        }
        if (!adopt(builder, element, index, block, token->page.start)) return;
    }
}

void build_start_link(Builder *builder, const HtmlToken *token)
{
    HtmlNode *open = find_formatting(builder, token->tag);
    if (open == NULL) return;
    HtmlToken end = {.kind = HTML_TOKEN_END,
                     .tag = token->tag,
                     .name = token->name,
                     .page = {token->page.start, token->page.start}};
    build_close_formatting(builder, &end);
    forget(builder, open);
    build_take_out(builder, open, token->page.start);
}
