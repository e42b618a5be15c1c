/*
 * Tables of pairs: rows of a text and two parties in it.
 *
 *     id,sentence,source,target                        CSV or tab-separated, by the names in the header
 *     {"sentence": ..., "source": ..., "target": ...}  JSON lines or arrays
 *     <S>Norland</S> shelled <T>Sudland</T>.           lines of text with both marked
 *
 * Which columns and members are meant, the fields "id", "sentence", "source" and "target" of data/intake/fields.tsv
 * say. A row that is none is reported with its line; the others are read.
 */
#include "json_fields.h"
#include "run.h"
#include "text/csv.h"
#include "text/utf8.h"

#define LONGEST_ROW_TEXT (64u << 10)
#define LONGEST_NAME_OF_PARTY 1000u
#define MOST_COLUMNS 10000u

/* ---- one row ---- */

/* What a row has of each: id, sentence, source, target. */
typedef struct RowFields {
    Str id, sentence, parties[2];
} RowFields;

static const Str opening[2] = {STR_INIT("<S>"), STR_INIT("<T>")}, closing[2] = {STR_INIT("</S>"), STR_INIT("</T>")};

static bool is_marked(Str text)
{
    return str_find(text, opening[0], 0) != STR_NOT_FOUND && str_find(text, opening[1], 0) != STR_NOT_FOUND;
}

/* Takes the marks out; false if one is missing, stands twice or is empty: *out_fault says which. */
static bool take_marks(Str marked, Arena *arena, IntakeRow *row, const char **out_fault)
{
    char *text = arena_alloc(arena, marked.len);
    uint32_t len = 0, opened[2] = {0, 0};
    bool is_open[2] = {false, false}, is_closed[2] = {false, false};
    *out_fault = "<S> or <T> is not closed, stands twice, or holds nothing";
    for (uint32_t at = 0; at < marked.len;) {
        Str rest = {marked.data + at, marked.len - at};
        uint32_t at_before = at;
        for (uint32_t i = 0; i < 2; i++) {
            if (str_starts(rest, opening[i])) {
                if (is_open[i] || is_closed[i]) return false;
                is_open[i] = true;
                opened[i] = len;
                at += opening[i].len;
                break;
            }
            if (str_starts(rest, closing[i])) {
                if (!is_open[i] || opened[i] == len) return false;
                is_open[i] = false;
                is_closed[i] = true;
                row->places[i] = (Span){opened[i], len};
                at += closing[i].len;
                break;
            }
        }
        if (at == at_before) text[len++] = marked.data[at++];
    }
    row->text = (Str){text, len};
    return is_closed[0] && is_closed[1];
}

static const char *fault_of(const RowFields *fields)
{
    if (str_trim(fields->sentence).len == 0) return "no text";
    if (fields->sentence.len > LONGEST_ROW_TEXT) return "the text is longer than 65536 bytes";
    if (utf8_valid_prefix(fields->sentence) < fields->sentence.len) return "the text is not UTF-8";
    for (uint32_t i = 0; i < 2; i++) {
        if (utf8_valid_prefix(fields->parties[i]) < fields->parties[i].len) return "the name of a party is not UTF-8";
        if (fields->parties[i].len > LONGEST_NAME_OF_PARTY) return "the name of a party is longer than 1000 bytes";
    }
    if (is_marked(fields->sentence)) return NULL;
    if (fields->parties[0].len == 0) return "no source, and no <S> in the text";
    if (fields->parties[1].len == 0) return "no target, and no <T> in the text";
    return NULL;
}

static DatelineStatus take_row(IntakeRun *run, RowFields fields, uint64_t offset, uint64_t line)
{
    IntakeRow row = {.path = run->path, .offset = offset, .line = line};
    for (uint32_t i = 0; i < 2; i++) fields.parties[i] = str_trim(fields.parties[i]);
    const char *fault = fault_of(&fields);
    row.text = fields.sentence;
    for (uint32_t i = 0; i < 2; i++) row.parties[i] = fields.parties[i];
    if (fault == NULL && is_marked(fields.sentence) && take_marks(fields.sentence, run->scratch, &row, &fault)) fault = NULL;
    if (fault != NULL) {
        run_problem(run, INTAKE_BAD_ROW, offset, line, "%s", fault);
        return DATELINE_OK;
    }
    for (uint32_t i = 0; i < 2; i++)
        if (!span_is_empty(row.places[i])) row.parties[i] = str_slice(row.text, row.places[i]);
    row.id = utf8_make_valid(str_trim(fields.id), run->scratch);
    if (row.id.len == 0) row.id = arena_format(run->scratch, "%llu", (unsigned long long)line);
    run->counts->articles++;
    return run->sink->row(run->sink->context, &row, run->err);
}

DatelineStatus read_json_row(IntakeRun *run, const JsonValue *record, uint64_t offset, uint64_t line)
{
    JsonLookup lookup = {.arena = run->scratch};
    TRY(run_fields(run, &lookup.fields));
    if (record->type != JSON_OBJECT) {
        run_problem(run, INTAKE_BROKEN_JSON, offset, line, "expected an object");
        return DATELINE_OK;
    }
    RowFields fields = {.id = json_field_text(&lookup, record, FIELD_ID),
                        .sentence = json_field_text(&lookup, record, FIELD_SENTENCE),
                        .parties = {json_field_text(&lookup, record, FIELD_SOURCE), json_field_text(&lookup, record, FIELD_TARGET)}};
    return take_row(run, fields, offset, line);
}

/* ---- delimited text ---- */

/* Which column has each field; MOST_COLUMNS: none. */
typedef struct Columns {
    uint32_t id, sentence, parties[2];
    uint32_t count;
    char separator;
} Columns;

/* "Source Name" and "source_name" are one. */
static bool is_named(Str header, Str name)
{
    header = str_trim(header);
    if (header.len != name.len) return false;
    for (uint32_t i = 0; i < name.len; i++) {
        char a = ascii_to_lower(header.data[i]), b = ascii_to_lower(name.data[i]);
        if (a != b && !((a == ' ' || a == '-' || a == '.') && b == '_')) return false;
    }
    return true;
}

static uint32_t find_column(const StrList *header, const StrList *names)
{
    for (uint32_t n = 0; n < names->count; n++)
        for (uint32_t i = 0; i < header->count; i++)
            if (is_named(header->items[i], names->items[n])) return i;
    return MOST_COLUMNS;
}

/* "sentence, source" of what the header lacks; empty: nothing. */
static Str missing_columns(const Columns *columns, Arena *arena)
{
    bool lacks_sentence = columns->sentence == MOST_COLUMNS;
    bool lacks_one = (columns->parties[0] == MOST_COLUMNS) != (columns->parties[1] == MOST_COLUMNS);
    if (!lacks_sentence && !lacks_one) return STR("");
    return arena_format(arena, "%s%s%s", lacks_sentence ? "sentence" : "", lacks_sentence && lacks_one ? ", " : "",
                        !lacks_one ? "" : columns->parties[0] == MOST_COLUMNS ? "source" : "target");
}

static DatelineStatus read_header(IntakeRun *run, const StrList *header, Columns *out, bool *is_good)
{
    const IntakeFields *fields;
    TRY(run_fields(run, &fields));
    out->count = header->count;
    out->id = find_column(header, &fields->paths[FIELD_ID]);
    out->sentence = find_column(header, &fields->paths[FIELD_SENTENCE]);
    out->parties[0] = find_column(header, &fields->paths[FIELD_SOURCE]);
    out->parties[1] = find_column(header, &fields->paths[FIELD_TARGET]);
    Str missing = missing_columns(out, run->scratch);
    *is_good = missing.len == 0;
    if (!*is_good)
        run_problem(run, INTAKE_BAD_ROW, 0, 1,
                    "the header names no column for: " STR_FMT " (--map FIELD=COLUMN names one; expected are sentence, "
                    "source, target and perhaps id, JSON lines with these, or lines with <S>...</S> and <T>...</T>)",
                    STR_ARG(missing));
    return DATELINE_OK;
}

static Str field_at(const StrList *fields, uint32_t column)
{
    return column < fields->count ? fields->items[column] : STR("");
}

static DatelineStatus take_fields(IntakeRun *run, const ByteReader *reader, const Columns *columns, const StrList *fields)
{
    bool is_blank = fields->count == 1 && str_trim(fields->items[0]).len == 0;
    if (is_blank) return DATELINE_OK;
    if (fields->count != columns->count) {
        run_problem(run, INTAKE_BAD_ROW, reader->offset, reader->line, "%u columns, the header has %u", fields->count, columns->count);
        return DATELINE_OK;
    }
    RowFields row = {.id = field_at(fields, columns->id), .sentence = field_at(fields, columns->sentence),
                     .parties = {field_at(fields, columns->parties[0]), field_at(fields, columns->parties[1])}};
    return take_row(run, row, reader->offset, reader->line);
}

static Str window_of(const ByteReader *reader)
{
    size_t count = bytes_count(reader);
    return (Str){bytes_window(reader), (uint32_t)(count < LARGEST_RECORD_BYTES ? count : LARGEST_RECORD_BYTES)};
}

/* The row at the start of the window, however much must be read for it; a row that does not end within the limit is
 * broken. */
static CsvResult read_next(IntakeRun *run, ByteReader *reader, char separator, CsvRow *out)
{
    for (size_t wanted = 64u << 10;;) {
        size_t count = bytes_fill(reader, wanted);
        bool is_all = reader->is_at_end || count >= LARGEST_RECORD_BYTES;
        CsvResult result = csv_read_row(window_of(reader), is_all, separator, run->scratch, out);
        if (result != CSV_MORE) return result;
        arena_clear(run->scratch);
        wanted = 4 * count < LARGEST_RECORD_BYTES ? 4 * count : LARGEST_RECORD_BYTES;
    }
}

#define MOST_UNCLOSED 8 /* each costs a look at all that may be one row */

static DatelineStatus read_table(IntakeRun *run, ByteReader *reader, char separator)
{
    Columns columns = {.separator = separator};
    uint32_t unclosed = 0;
    for (bool is_header = true; bytes_fill(reader, 1) > 0 && !run_is_stopped(run); is_header = false) {
        CsvRow row;
        bool is_good = true;
        DatelineStatus status = DATELINE_OK;
        CsvResult result = read_next(run, reader, separator, &row);
        if (result == CSV_BROKEN) {
            run_problem(run, INTAKE_BAD_ROW, reader->offset + row.fault_at, reader->line, "%s", row.fault);
            is_good = !is_header && ++unclosed < MOST_UNCLOSED;
        } else if (is_header) {
            status = read_header(run, &row.fields, &columns, &is_good);
        } else {
            status = take_fields(run, reader, &columns, &row.fields);
        }
        arena_clear(run->scratch);
        if (status != DATELINE_OK || !is_good) return status;
        bytes_consume(reader, row.len);
    }
    return DATELINE_OK;
}

/* ---- marked lines ---- */

static DatelineStatus read_marked(IntakeRun *run, ByteReader *reader)
{
    while (bytes_fill(reader, 1) > 0 && !run_is_stopped(run)) {
        CsvRow row;
        (void)read_next(run, reader, '\t', &row); /* a line; what its tabs part is not asked for */
        Str line = str_trim((Str){bytes_window(reader), row.len});
        DatelineStatus status = DATELINE_OK;
        if (line.len > 0) status = take_row(run, (RowFields){.sentence = line}, reader->offset, reader->line);
        arena_clear(run->scratch);
        TRY(status);
        bytes_consume(reader, row.len);
    }
    return DATELINE_OK;
}

/* ---- which of them ---- */

static Str first_line(ByteReader *reader)
{
    size_t count = bytes_fill(reader, 64u << 10);
    Str start = {bytes_window(reader), (uint32_t)(count < (64u << 10) ? count : (64u << 10))};
    uint32_t end = str_find(start, STR("\n"), 0);
    return (Str){start.data, end == STR_NOT_FOUND ? start.len : end};
}

DatelineStatus read_rows(IntakeRun *run, ByteReader *reader)
{
    if (bytes_fill(reader, 3) >= 3 && memcmp(bytes_window(reader), "\xEF\xBB\xBF", 3) == 0) bytes_consume(reader, 3);
    while (bytes_fill(reader, 1) > 0 && ascii_is_space(*bytes_window(reader))) bytes_consume(reader, 1);
    Str line = first_line(reader);
    if (line.len == 0) {
        run_problem(run, INTAKE_EMPTY, 0, 0, "the file has no content");
        return DATELINE_OK;
    }
    if (line.data[0] == '[') return read_json_values(run, reader, true);
    if (line.data[0] == '{') return read_json_lines(run, reader);
    if (is_marked(line) && csv_separator(line) != '\t') return read_marked(run, reader);
    char separator = csv_separator(line);
    /* One column: its values are lines, and sentences have commas. */
    return read_table(run, reader, separator == 0 ? '\t' : separator);
}
