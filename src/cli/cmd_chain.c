/*
 * dateline chain: through whom words came to the reader.
 *
 *     Kim Jong Un to Vladimir Putin: greeting, new year 2025
 *     2 reports, 1 independent source
 *
 *     Example Times, 2024-12-31 (a3f9k2ab)
 *       said by      Kim Jong Un (PRK, official), 2024-12-30
 *       reported by  Korean Central News Agency (PRK, state)
 *                    "Kim sent a letter to Putin on Monday, KCNA reported."
 *       printed by   Example Times, 2024-12-31
 *       copied by    Echo Online (a77k01xs), 2025-01-01
 */
#include "query/chain.h"

#include <stdio.h>

#include "cli/ledger_file.h"
#include "cli/listing.h"
#include "cli/paragraph.h"
#include "cli/say.h"
#include "cli/table.h"
#include "text/json_read.h"

#define ROLE_WIDTH 14
#define INDENT 2
#define ID_CHARS_SHOWN 8

typedef struct Printing {
    Listing listing; /* of JSON and CSV */
    const QueryColumn *columns;
    uint32_t column_count;
    uint32_t width;
    bool has_head;
    Buffer line;
    Buffer report;   /* the one that is being printed */
    Buffer sentence; /* printed last */
    Buffer copies;   /* of the report, still to be printed */
} Printing;

static Str value_of(const QueryColumn *columns, uint32_t count, const Str *values, const char *name)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(columns[i].name, name) == 0) return values[i];
    return (Str){NULL, 0};
}

static Str field(const Printing *printing, const Str *values, const char *name)
{
    return value_of(printing->columns, printing->column_count, values, name);
}

static Str short_id(Str id)
{
    return id.len > ID_CHARS_SHOWN ? (Str){id.data, ID_CHARS_SHOWN} : id;
}

static void print_line(Printing *printing, uint32_t indent)
{
    printf("%*s", (int)indent, "");
    paragraph_print(printing->width, buffer_str(&printing->line), indent, 0);
    buffer_clear(&printing->line);
}

/* ---- The head ----------------------------------------------------------------------------------- */

typedef struct Heading {
    const QueryColumn *columns;
    uint32_t column_count;
    Buffer *line;
} Heading;

static void add_heading_part(Heading *heading, const Str *values, const char *before, const char *name)
{
    Str value = value_of(heading->columns, heading->column_count, values, name);
    if (value.len > 0) buffer_format(heading->line, "%s" STR_FMT, before, STR_ARG(value));
}

/* Each kind of record has some of these. */
static DatelineStatus take_heading(void *context, const Str *values, DatelineError *err)
{
    (void)err;
    Heading *heading = context;
    add_heading_part(heading, values, "", "from");
    add_heading_part(heading, values, " to ", "to");
    add_heading_part(heading, values, ": ", "what");
    if (heading->line->len > 0) return DATELINE_OK;
    add_heading_part(heading, values, "", "speaker");
    add_heading_part(heading, values, "", "holder");
    const char *before = heading->line->len > 0 ? ": " : "";
    add_heading_part(heading, values, before, "text");
    add_heading_part(heading, values, before, "claim");
    return DATELINE_OK;
}

static DatelineStatus read_heading(Printing *printing, Store *store, QueryKind kind, Str id,
                                   DatelineError *err)
{
    Heading heading = {.line = &printing->line};
    QueryFilter filter = {.id = id};
    heading.columns = query_columns(kind, &heading.column_count);
    return query_run(store, kind, &filter, take_heading, &heading, NULL, err);
}

static void print_head(Printing *printing, const Str *values)
{
    Str reports = field(printing, values, "reports"), sources = field(printing, values, "independent_sources");
    print_line(printing, 0);
    printf(STR_FMT " report%s, " STR_FMT " independent source%s\n", STR_ARG(reports),
           str_equal(reports, STR("1")) ? "" : "s", STR_ARG(sources),
           str_equal(sources, STR("1")) ? "" : "s");
    printing->has_head = true;
}

/* ---- A report ------------------------------------------------------------------------------------ */

static void print_role(Printing *printing, Str role)
{
    printf("%*s%-*.*s", INDENT, "", ROLE_WIDTH, (int)role.len, role.data);
    paragraph_print(printing->width, buffer_str(&printing->line), INDENT + ROLE_WIDTH, 0);
    buffer_clear(&printing->line);
}

static void add_copy(Printing *printing, const JsonValue *copy)
{
    Str outlet = {0}, article = {0}, published = {0}, key;
    JsonCursor cursor = {0};
    JsonValue item;
    while (json_value_next(copy, &cursor, &key, &item)) {
        if (item.type != JSON_STRING) continue;
        if (str_equal(key, STR("outlet"))) outlet = json_value_text(&item);
        if (str_equal(key, STR("article"))) article = json_value_text(&item);
        if (str_equal(key, STR("published"))) published = json_value_text(&item);
    }
    Buffer *line = &printing->line;
    if (line->len > 0) buffer_add_str(line, STR("; "));
    buffer_format(line, STR_FMT "%s(" STR_FMT ")", STR_ARG(outlet), outlet.len > 0 ? " " : "",
                  STR_ARG(short_id(article)));
    if (published.len > 0) buffer_format(line, ", " STR_FMT, STR_ARG(published));
}

/* "copied by", under the last step of a report. */
static void print_copies(Printing *printing)
{
    static const char padding[JSON_PADDING] = {0};
    Buffer *text = &printing->copies;
    size_t len = text->len;
    if (len == 0) return;
    JsonReader *reader = json_reader_new();
    JsonValue list, item;
    JsonCursor cursor = {0};
    buffer_add(text, padding, sizeof padding);
    if (json_reader_parse(reader, (Str){text->data, (uint32_t)len}, &list))
        while (json_value_next(&list, &cursor, NULL, &item)) add_copy(printing, &item);
    json_reader_free(reader);
    buffer_clear(text);
    if (printing->line.len > 0) print_role(printing, STR("copied by"));
}

static void begin_report(Printing *printing, const Str *values)
{
    Str outlet = field(printing, values, "outlet"), published = field(printing, values, "published");
    print_copies(printing);
    buffer_clear(&printing->report);
    buffer_clear(&printing->sentence);
    buffer_add_str(&printing->report, field(printing, values, "report"));
    buffer_add_str(&printing->copies, field(printing, values, "copies"));
    Buffer *line = &printing->line;
    buffer_add_str(line, outlet.len > 0 ? outlet : STR("unnamed outlet"));
    if (published.len > 0) buffer_format(line, ", " STR_FMT, STR_ARG(published));
    buffer_format(line, " (" STR_FMT ")", STR_ARG(short_id(field(printing, values, "article"))));
    printf("\n");
    print_line(printing, 0);
}

/* ---- A step -------------------------------------------------------------------------------------- */

static void print_sentence(Printing *printing, Str sentence)
{
    if (sentence.len == 0 || str_equal(sentence, buffer_str(&printing->sentence))) return;
    buffer_clear(&printing->sentence);
    buffer_add_str(&printing->sentence, sentence);
    printf("%*s", INDENT + ROLE_WIDTH, "");
    paragraph_print(printing->width, sentence, INDENT + ROLE_WIDTH, 0);
}

static void print_step(Printing *printing, const Str *values)
{
    Str country = field(printing, values, "country"), standing = field(printing, values, "standing");
    Str date = field(printing, values, "date");
    Buffer *line = &printing->line;
    Str name = field(printing, values, "name");
    buffer_add_str(line, name.len > 0 ? name : STR("unknown"));
    if (country.len > 0 || standing.len > 0)
        buffer_format(line, " (" STR_FMT "%s" STR_FMT ")", STR_ARG(country),
                      country.len > 0 && standing.len > 0 ? ", " : "", STR_ARG(standing));
    if (date.len > 0) buffer_format(line, ", " STR_FMT, STR_ARG(date));
    print_role(printing, field(printing, values, "role"));
    print_sentence(printing, field(printing, values, "sentence"));
}

static DatelineStatus print_row(void *context, const Str *values, DatelineError *err)
{
    (void)err;
    Printing *printing = context;
    if (!printing->has_head) print_head(printing, values);
    if (!str_equal(buffer_str(&printing->report), field(printing, values, "report")))
        begin_report(printing, values);
    print_step(printing, values);
    return DATELINE_OK;
}

/* ---- The command --------------------------------------------------------------------------------- */

static DatelineStatus print_for_people(Printing *printing, Store *store, QueryKind kind, Str asked,
                                       const QueryFilter *filter, uint64_t *rows, DatelineError *err)
{
    printing->columns = query_columns(QUERY_CHAIN, &printing->column_count);
    printing->width = terminal_width();
    TRY(read_heading(printing, store, kind, asked, err));
    TRY(query_chain(store, filter, print_row, printing, rows, err));
    print_copies(printing);
    return DATELINE_OK;
}

static DatelineStatus print_records(Printing *printing, const Arguments *arguments, Store *store,
                                    const QueryFilter *filter, uint64_t *rows, DatelineError *err)
{
    listing_begin(&printing->listing, arguments, QUERY_CHAIN);
    DatelineStatus status = query_chain(store, filter, listing_row, &printing->listing, rows, err);
    listing_end(&printing->listing);
    return status;
}

static DatelineStatus follow(const Arguments *arguments, Store *store, QueryFilter *filter, Arena *arena,
                             bool *out_found, uint64_t *rows, DatelineError *err)
{
    QueryKind kind;
    Str asked;
    bool is_data = arguments->values[OPTION_JSON] != NULL || arguments->values[OPTION_CSV] != NULL;
    TRY(query_chain_of(store, str_from_cstring(arguments->operands[0]), arena, &kind, &asked, &filter->id,
                       err));
    *out_found = asked.len > 0;
    if (!*out_found) return DATELINE_OK;
    Printing printing = {0};
    DatelineStatus status = is_data ? print_records(&printing, arguments, store, filter, rows, err)
                                    : print_for_people(&printing, store, kind, asked, filter, rows, err);
    buffer_release(&printing.line);
    buffer_release(&printing.report);
    buffer_release(&printing.sentence);
    buffer_release(&printing.copies);
    return status;
}

ExitCode run_chain(const Arguments *arguments)
{
    DatelineError err;
    Store *store;
    QueryFilter filter;
    if (!listing_filter(arguments, &filter)) return EXIT_USAGE;
    if (ledger_open_existing(arguments, &store, &err) != DATELINE_OK) return report_error(&err);
    Arena *arena = arena_new(256);
    bool is_found = false;
    uint64_t rows = 0;
    DatelineStatus status = follow(arguments, store, &filter, arena, &is_found, &rows, &err);
    arena_free(arena);
    store_close(store);
    if (status != DATELINE_OK) return report_error(&err);
    if (rows > 0) return EXIT_DONE;
    if (is_found)
        say("nothing found");
    else
        say("no record's id begins with '%s'", arguments->operands[0]);
    return EXIT_NOTHING_FOUND;
}
