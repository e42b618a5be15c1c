/*
 * Feeds (RSS 0.9 to 2.0, RSS 1.0, Atom) to one article an item, through libxml2's SAX2 parser.
 *
 *     <rss><channel><title>Wire</title>
 *       <item><title>A</title><link>http://...</link><description>&lt;p>Text.</description></item>
 *
 * gives an article with outlet "Wire", title "A", the url, and the page "<p>Text." as HTML.
 *
 * The parser recovers from errors, fetches nothing and expands no entities but those of XML (those
 * of HTML are replaced before, see feed_repair.h); so a broken feed still gives the items that can
 * be made out, and a hostile one no more text than it has bytes.
 */
#include <libxml/parser.h>
#include <libxml/SAX2.h>

#include "feed_item.h"
#include "feed_repair.h"
#include "html/tags.h"
#include "run.h"
#include "sniff.h"
#include "text/base64.h"
#include "text/charset.h"

#define DEEPEST_FEED 250 /* libxml2 stops at 256 */
#define CHUNK_BYTES (64u << 10)
/* Declared by all open elements: the parser looks through them for every name with a prefix. */
#define MOST_NAMESPACES 256

#define LONGEST_LANGUAGE 36 /* of BCP 47, in practice */

/* The field whose content is being read. */
typedef struct Capture {
    FeedField field;
    uint32_t depth; /* of its element */
    bool is_html;   /* said to be, or has elements inside */
    bool is_base64;
    bool is_markup;                  /* elements are written out again, so text must be escaped */
    char language[LONGEST_LANGUAGE]; /* xml:lang of the element */
    uint32_t language_len;
    Buffer text;
} Capture;

typedef struct FeedReader {
    IntakeRun *run;
    xmlParserCtxtPtr parser;
    Str text;                                /* of the feed, UTF-8 */
    MapRunList runs;                         /* of text to the file */
    const char *names[DEEPEST_FEED];         /* of the open elements; in the parser's dictionary */
    uint32_t namespace_counts[DEEPEST_FEED]; /* that they declare */
    uint32_t namespaces;                     /* sum of these */
    uint32_t depth;
    uint32_t item_depth; /* of the open item's element; 0: none is open */
    FeedValues feed;
    FeedValues item;
    Capture capture;
    uint32_t faults;
    uint64_t fault_offset; /* of the first fault, in the file */
    char fault[200];
    DatelineStatus status; /* of the sink */
} FeedReader;

/* After an error the parser drops all references, "&lt;" too, though told to recover. Every call of
 * ours makes it forget. */
static void forget_faults(FeedReader *reader)
{
    reader->parser->wellFormed = 1;
}

static const char *chars(const xmlChar *text)
{
    return (const char *)text;
}

/* Byte in the file of a byte in the UTF-8 text. */
static uint64_t file_offset(const FeedReader *reader, size_t text_offset)
{
    if (text_offset >= reader->text.len)
        text_offset = reader->text.len > 0 ? reader->text.len - 1 : 0;
    return runs_span(&reader->runs, (Span){(uint32_t)text_offset, (uint32_t)text_offset + 1}).start;
}

static size_t parser_offset(const FeedReader *reader)
{
    long offset = xmlByteConsumed(reader->parser);
    return offset < 0 ? 0 : (size_t)offset;
}

/* ---- Captured content ------------------------------------------------------------------------ */

static void add_escaped(Buffer *out, Str text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (c == '&')
            buffer_add_str(out, STR("&amp;"));
        else if (c == '<')
            buffer_add_str(out, STR("&lt;"));
        else if (c == '"')
            buffer_add_str(out, STR("&quot;"));
        else
            buffer_add_char(out, c);
    }
}

/* SAX2 attributes come in fives: name, prefix, uri, value, end of value. */
static Str attribute_value(const xmlChar **attributes, int count, const char *name)
{
    for (int i = 0; i < count; i++, attributes += 5)
        if (strcmp(chars(attributes[0]), name) == 0)
            return (Str){chars(attributes[3]), (uint32_t)(attributes[4] - attributes[3])};
    return (Str){0};
}

static void write_start_tag(Buffer *out, const char *name, const xmlChar **attributes, int count)
{
    buffer_format(out, "<%s", name);
    for (int i = 0; i < count; i++, attributes += 5) {
        buffer_format(out, " %s=\"", chars(attributes[0]));
        add_escaped(out, (Str){chars(attributes[3]), (uint32_t)(attributes[4] - attributes[3])});
        buffer_add_char(out, '"');
    }
    buffer_add_char(out, '>');
}

/* Elements inside a body: XHTML, or HTML that somebody forgot to escape. */
static void capture_element(Capture *capture, const char *name, const xmlChar **attributes,
                            int count)
{
    if (capture->field != FEED_BODY && capture->field != FEED_TITLE) return;
    if (!capture->is_markup && !capture->is_html) {
        Buffer before = capture->text;
        capture->text = (Buffer){0};
        add_escaped(&capture->text, buffer_str(&before));
        buffer_release(&before);
    }
    capture->is_markup = capture->is_html = true;
    write_start_tag(&capture->text, name, attributes, count);
}

static Str language_of(const xmlChar **attributes, int count)
{
    for (int i = 0; i < count; i++, attributes += 5)
        if (strcmp(chars(attributes[0]), "lang") == 0 && attributes[1] != NULL &&
            strcmp(chars(attributes[1]), "xml") == 0)
            return (Str){chars(attributes[3]), (uint32_t)(attributes[4] - attributes[3])};
    return (Str){0};
}

static void begin_capture(FeedReader *reader, FeedField field, const xmlChar **attributes,
                          int count)
{
    Capture *capture = &reader->capture;
    Str type = attribute_value(attributes, count, "type"),
        mode = attribute_value(attributes, count, "mode");
    capture->field = field;
    capture->is_base64 =
        str_equal(mode, STR("base64")) || str_equal(type, STR("application/octet-stream"));
    capture->depth = reader->depth;
    capture->is_markup = str_equal(type, STR("xhtml")) || str_equal(mode, STR("xml")) ||
                         str_equal(type, STR("application/xhtml+xml"));
    capture->is_html =
        capture->is_markup || str_equal(type, STR("html")) || str_equal(type, STR("text/html"));
    Str language = language_of(attributes, count);
    capture->language_len = language.len <= LONGEST_LANGUAGE ? language.len : 0;
    if (capture->language_len > 0) memcpy(capture->language, language.data, language.len);
    buffer_clear(&capture->text);
}

static FeedValues *values_of(FeedReader *reader)
{
    return reader->item_depth > 0 ? &reader->item : &reader->feed;
}

static void end_capture(FeedReader *reader)
{
    Capture *capture = &reader->capture;
    Str text = buffer_str(&capture->text);
    if (capture->is_base64) base64_decode(text, reader->run->scratch, &text);
    bool is_html = capture->is_html || sniff_is_html(text);
    FeedValues *values = values_of(reader);
    Str language = {capture->language, capture->language_len};
    bool is_body = capture->field == FEED_BODY && text.len > values->values[FEED_BODY].len;
    if (is_body && !str_is_empty(language)) buffer_clear(&values->values[FEED_LANGUAGE]);
    feed_values_set(values, capture->field, text, is_html);
    if (is_body) feed_values_set(values, FEED_LANGUAGE, language, false);
    capture->field = FEED_NONE;
}

/* ---- Items ----------------------------------------------------------------------------------- */

/* Atom: <link rel="alternate" href="...">; RSS has the address as text. */
static void take_link(FeedReader *reader, const xmlChar **attributes, int count)
{
    Str href = attribute_value(attributes, count, "href"),
        rel = attribute_value(attributes, count, "rel");
    if (str_is_empty(rel) || str_equal(rel, STR("alternate")))
        feed_values_set(values_of(reader), FEED_LINK, href, false);
}

static void begin_item(FeedReader *reader)
{
    size_t at = parser_offset(reader);
    if (at > reader->text.len) at = reader->text.len;
    while (at > 0 && reader->text.data[at - 1] != '<') at--;
    feed_values_clear(&reader->item);
    reader->item_depth = reader->depth;
    reader->item.offset = file_offset(reader, at > 0 ? at - 1 : 0);
    reader->item.line = (uint64_t)xmlSAX2GetLineNumber(reader->parser);
}

static Str value_of(const FeedValues *values, FeedField field)
{
    return buffer_str(&values->values[field]);
}

/* The item's value, else the feed's. */
static DatelineText inherited(const FeedReader *reader, FeedField field)
{
    Str value = value_of(&reader->item, field);
    return text_of(str_is_empty(value) ? value_of(&reader->feed, field) : value);
}

static DatelineText plain(FeedReader *reader, Str value)
{
    return text_of(feed_plain_text(value, reader->run->scratch));
}

static Str item_url(const FeedValues *item)
{
    Str link = value_of(item, FEED_LINK), guid = value_of(item, FEED_GUID);
    return str_is_empty(link) && str_starts(guid, STR("http")) ? guid : link;
}

/* The best name of the outlet: whom an aggregated item came from, else the feed's title. */
static Str item_outlet(const FeedReader *reader)
{
    Str source = value_of(&reader->item, FEED_SOURCE);
    return str_is_empty(source) ? value_of(&reader->feed, FEED_TITLE) : source;
}

static void end_item(FeedReader *reader)
{
    const FeedValues *item = &reader->item;
    Str body = value_of(item, FEED_BODY), title = value_of(item, FEED_TITLE);
    Str published = value_of(item, FEED_PUBLISHED);
    DatelineSource source = {
        .charset = text_of(STR("UTF-8")),
        .url = text_of(item_url(item)),
        .title = plain(reader, title),
        .author = inherited(reader, FEED_AUTHOR),
        .outlet = plain(reader, item_outlet(reader)),
        .published = text_of(str_is_empty(published) ? value_of(item, FEED_UPDATED) : published),
        .language = inherited(reader, FEED_LANGUAGE),
        .path_offset = item->offset,
        .path_line = item->line,
    };
    source.format = item->is_html ? DATELINE_FORMAT_HTML : DATELINE_FORMAT_TEXT;
    source.page = text_of(body);
    if (str_is_empty(body)) source.page = source.title; /* a headline is all there is */
    if (source.page.len > 0)
        reader->status = run_article(reader->run, &source);
    else
        run_problem(reader->run, INTAKE_NO_TEXT, item->offset, item->line,
                    "the item has neither content nor title");
    arena_clear(reader->run->scratch);
    reader->item_depth = 0;
    if (reader->status != DATELINE_OK) xmlStopParser(reader->parser);
}

/* ---- What the parser calls ------------------------------------------------------------------- */

static const char *parent_name(const FeedReader *reader)
{
    return reader->depth >= 2 && reader->depth - 2 < DEEPEST_FEED ? reader->names[reader->depth - 2]
                                                                  : "";
}

static void take_language(FeedReader *reader, const xmlChar **attributes, int count)
{
    feed_values_set(values_of(reader), FEED_LANGUAGE, language_of(attributes, count), false);
}

/* <content:encoded> and <fullitem> are HTML by their definition. */
static bool is_always_html(const char *name)
{
    return strcmp(name, "encoded") == 0 || strcmp(name, "fullitem") == 0;
}

/* The first fault is told, the others are counted. */
static void note_fault(FeedReader *reader, Str message)
{
    if (reader->faults++ > 0) return;
    reader->fault_offset = file_offset(reader, parser_offset(reader));
    snprintf(reader->fault, sizeof reader->fault, STR_FMT, STR_ARG(message));
}

static void open_element(FeedReader *reader, const char *name, int namespace_count)
{
    if (reader->depth < DEEPEST_FEED) {
        reader->names[reader->depth] = name;
        reader->namespace_counts[reader->depth] = (uint32_t)namespace_count;
        reader->namespaces += (uint32_t)namespace_count;
    }
    reader->depth++;
    if (reader->namespaces <= MOST_NAMESPACES) return;
    note_fault(reader, STR("too many namespaces: the rest of the feed is not read"));
    xmlStopParser(reader->parser);
}

static void close_element(FeedReader *reader)
{
    if (reader->depth == 0) return;
    reader->depth--;
    if (reader->depth < DEEPEST_FEED) reader->namespaces -= reader->namespace_counts[reader->depth];
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    (void)namespaces;
    (void)defaulted_count;
    FeedReader *reader = context;
    forget_faults(reader);
    open_element(reader, chars(name), namespace_count);
    bool is_outside = reader->item_depth == 0;
    if (is_outside && feed_is_item(chars(name))) begin_item(reader);
    FeedField field = feed_field(chars(name), prefix == NULL ? NULL : chars(prefix),
                                 uri == NULL ? NULL : chars(uri), parent_name(reader));
    /* <author> and <source> may hold <name> and <title>: then those are the value. */
    bool is_within = reader->capture.field != FEED_NONE;
    if (is_within && field == reader->capture.field && field != FEED_BODY)
        begin_capture(reader, field, attributes, attribute_count);
    else if (is_within)
        capture_element(&reader->capture, chars(name), attributes, attribute_count);
    else if (field != FEED_NONE)
        begin_capture(reader, field, attributes, attribute_count);
    if (!is_within && is_always_html(chars(name))) reader->capture.is_html = true;
    if (!is_within && field == FEED_LINK) take_link(reader, attributes, attribute_count);
    if (!is_within && reader->depth <= reader->item_depth + 1)
        take_language(reader, attributes, attribute_count);
}

static bool is_void(const char *name)
{
    return html_tag_is(html_tag_from_name(str_from_cstring(name)), HTML_TAG_IS_VOID);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix;
    (void)uri;
    FeedReader *reader = context;
    Capture *capture = &reader->capture;
    forget_faults(reader);
    if (capture->field != FEED_NONE && capture->depth == reader->depth)
        end_capture(reader);
    else if (capture->field != FEED_NONE && capture->is_markup && !is_void(chars(name)))
        buffer_format(&capture->text, "</%s>", chars(name));
    if (reader->item_depth > 0 && reader->item_depth == reader->depth) end_item(reader);
    close_element(reader);
}

static void on_text(void *context, const xmlChar *text, int len)
{
    FeedReader *reader = context;
    Capture *capture = &reader->capture;
    Str value = {chars(text), (uint32_t)len};
    forget_faults(reader);
    if (capture->field == FEED_NONE) return;
    if (capture->is_markup)
        add_escaped(&capture->text, value);
    else
        buffer_add_str(&capture->text, value);
}

static void on_fault(void *context, xmlErrorPtr fault)
{
    FeedReader *reader = context;
    bool is_minor = fault->level < XML_ERR_ERROR || fault->domain == XML_FROM_NAMESPACE;
    if (!is_minor) note_fault(reader, str_trim(str_from_cstring(fault->message)));
}

/* ---- The feed -------------------------------------------------------------------------------- */

static const xmlSAXHandler handlers = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_fault,
};

static uint64_t line_of(Str text, uint64_t offset)
{
    uint64_t line = 1;
    for (uint32_t i = 0; i < offset && i < text.len; i++) line += text.data[i] == '\n';
    return line;
}

static void parse_feed(FeedReader *reader)
{
    xmlSAXHandler copy = handlers;
    reader->parser = xmlCreatePushParserCtxt(&copy, reader, NULL, 0, NULL);
    if (reader->parser == NULL) abort(); /* out of memory, as in the arena */
    xmlCtxtUseOptions(reader->parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOWARNING |
                                          XML_PARSE_IGNORE_ENC);
    Str text = reader->text;
    for (uint32_t at = 0; at < text.len && reader->status == DATELINE_OK;) {
        uint32_t len = text.len - at < CHUNK_BYTES ? text.len - at : CHUNK_BYTES;
        xmlParseChunk(reader->parser, text.data + at, (int)len, 0);
        at += len;
    }
    if (reader->status == DATELINE_OK) xmlParseChunk(reader->parser, NULL, 0, 1);
}

/* An item that the end of the file cuts off is an item. */
static void close_cut_item(FeedReader *reader)
{
    if (reader->status != DATELINE_OK || reader->item_depth == 0) return;
    if (reader->capture.field != FEED_NONE) end_capture(reader);
    end_item(reader);
}

/* The text that the parser is to see, with its map to the file. */
static void prepare(FeedReader *reader, Str bytes, Arena *arena)
{
    CharsetResult converted;
    charset_to_utf8(bytes, (Str){0}, true, arena, &converted);
    uint32_t start = 0; /* nothing may stand before "<?xml" */
    while (start < converted.text.len && ascii_is_space(converted.text.data[start])) start++;
    RepairedFeed repaired;
    feed_repair((Str){converted.text.data + start, converted.text.len - start}, arena, &repaired);
    reader->text = repaired.text;
    for (uint32_t i = 0; i < repaired.runs.count; i++) {
        MapRun run = repaired.runs.items[i];
        run.page += start;
        runs_add_through(arena, &reader->runs, run, &converted.runs);
    }
    reader->faults = repaired.faults;
    if (repaired.faults == 0) return;
    Span fault = {start + repaired.first_fault, start + repaired.first_fault + 1};
    reader->fault_offset = runs_span(&converted.runs, fault).start;
    snprintf(reader->fault, sizeof reader->fault, "%s", repaired.reason);
}

DatelineStatus read_feed(IntakeRun *run, Str bytes)
{
    Arena *arena = arena_new(64u << 10); /* items clear the scratch */
    FeedReader *reader = arena_alloc(arena, sizeof *reader);
    reader->run = run;
    prepare(reader, bytes, arena);
    parse_feed(reader);
    close_cut_item(reader);
    if (reader->faults > 0)
        run_problem(run, INTAKE_BROKEN_FEED, reader->fault_offset,
                    line_of(bytes, reader->fault_offset),
                    "%s (%u faults; what could be read of it was)", reader->fault, reader->faults);
    DatelineStatus status = reader->status;
    xmlFreeDoc(reader->parser->myDoc); /* made for a feed that declares entities, and not freed */
    xmlFreeParserCtxt(reader->parser);
    feed_values_release(&reader->feed);
    feed_values_release(&reader->item);
    buffer_release(&reader->capture.text);
    arena_free(arena);
    return status;
}
