/* What a feed says of itself and of one item, as it is gathered. Private to intake. */
#ifndef STAGES_INTAKE_FEED_ITEM_H
#define STAGES_INTAKE_FEED_ITEM_H

#include "base/arena.h"
#include "base/buffer.h"

typedef enum FeedField {
    FEED_NONE,
    FEED_BODY, /* content, description, summary: the longest is kept */
    FEED_TITLE,
    FEED_LINK,
    FEED_GUID, /* a link, if it looks like one and there is no other */
    FEED_AUTHOR,
    FEED_PUBLISHED,
    FEED_UPDATED, /* the date, if there is no better one */
    FEED_LANGUAGE,
    FEED_SOURCE, /* whom an aggregated item was taken from */
    FEED_FIELD_COUNT,
} FeedField;

/* Values of a feed or an item; [FEED_BODY] is the longest body so far. */
typedef struct FeedValues {
    Buffer values[FEED_FIELD_COUNT];
    bool is_html; /* the body is */
    uint64_t offset;
    uint64_t line;
} FeedValues;

void feed_values_clear(FeedValues *values);
void feed_values_release(FeedValues *values);

/* The field that an element stands for; prefix and uri may be NULL. parent is the element around
 * it, which tells <author><name> from <name>. */
FeedField feed_field(const char *name, const char *prefix, const char *uri, const char *parent);
bool feed_is_item(const char *name);
bool feed_is_channel(const char *name);

/* Puts a value where it belongs: the first link, all authors, the longest body. */
void feed_values_set(FeedValues *values, FeedField field, Str value, bool is_html);
/* As plain text: titles may hold escaped HTML. */
Str feed_plain_text(Str value, Arena *arena);
/* "a@b.org (Jo Doe)" is "Jo Doe". */
Str feed_author_name(Str value);

#endif
