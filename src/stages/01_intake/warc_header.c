#include "warc_header.h"

#include "base/calendar.h"

#define WARC_FIELD(suffix, name, repeats) {STR_INIT(name), repeats},
static const struct {
    Str name;
    bool repeats;
} field_names[WARC_FIELD_COUNT] = {WARC_FIELD_LIST(WARC_FIELD)};
#undef WARC_FIELD

#define WARC_TYPE(suffix, name) STR_INIT(name),
static const Str type_names[WARC_TYPE_UNKNOWN] = {WARC_TYPE_LIST(WARC_TYPE)};
#undef WARC_TYPE

/* ---- Values ---------------------------------------------------------------------------------- */

static bool read_number(Str text, uint64_t *out)
{
    uint64_t value = 0;
    if (text.len == 0 || text.len > 18) return false;
    for (uint32_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.data[i])) return false;
        value = 10 * value + (uint64_t)(text.data[i] - '0');
    }
    *out = value;
    return true;
}

/* "<urn:uuid:...>": a scheme, a colon, and something, without spaces. Brackets where they belong
 * and where they do not; 1.0 asked for them around all addresses, and few wrote them. */
static Str without_brackets(Str value)
{
    if (value.len >= 2 && value.data[0] == '<' && value.data[value.len - 1] == '>')
        return (Str){value.data + 1, value.len - 2};
    return value;
}

static bool is_uri(Str value)
{
    uint32_t colon = str_find(value, STR(":"), 0);
    if (colon == STR_NOT_FOUND || colon == 0 || colon + 1 == value.len) return false;
    for (uint32_t i = 0; i < colon; i++) {
        char c = value.data[i];
        if (!ascii_is_alnum(c) && c != '+' && c != '-' && c != '.') return false;
    }
    return true;
}

static bool is_number_at(Str text, uint32_t at, uint32_t len)
{
    if (at + len > text.len) return false;
    for (uint32_t i = at; i < at + len; i++)
        if (!ascii_is_digit(text.data[i])) return false;
    return true;
}

static int32_t number_at(Str text, uint32_t at, uint32_t len)
{
    int32_t value = 0;
    for (uint32_t i = at; i < at + len; i++) value = 10 * value + (text.data[i] - '0');
    return value;
}

static bool is_letter(char c, char letter)
{
    return (c | 32) == letter;
}

/* "2008-04-30T20:48:25Z"; 1.1 also has fractions of a second, and a year, month or day alone. */
static bool is_date(Str value)
{
    bool has_day = is_number_at(value, 0, 4) && is_number_at(value, 5, 2) &&
                   is_number_at(value, 8, 2) && value.data[4] == '-' && value.data[7] == '-';
    if (!has_day)
        return value.len == 4 ? is_number_at(value, 0, 4)
                              : value.len == 7 && is_number_at(value, 0, 4) &&
                                    value.data[4] == '-' && is_number_at(value, 5, 2);
    CivilDate date = {number_at(value, 0, 4), number_at(value, 5, 2), number_at(value, 8, 2)};
    if (!civil_date_is_valid(date)) return false;
    if (value.len == 10) return true;
    return value.len >= 17 && is_letter(value.data[10], 't') && is_number_at(value, 11, 2) &&
           value.data[13] == ':' && is_number_at(value, 14, 2) &&
           is_letter(value.data[value.len - 1], 'z') && number_at(value, 11, 2) < 24 &&
           number_at(value, 14, 2) < 60;
}

static bool is_media_type(Str value)
{
    uint32_t slash = str_find(value, STR("/"), 0);
    return slash != STR_NOT_FOUND && slash > 0 && slash + 1 < value.len;
}

/* ---- Lines ----------------------------------------------------------------------------------- */

/* The line at *at without its end; *at is behind it. */
static Str take_line(Str text, uint32_t *at, bool *ends_in_cr)
{
    uint32_t end = str_find(text, STR("\n"), *at);
    if (end == STR_NOT_FOUND) end = text.len;
    Str line = {text.data + *at, end - *at};
    *at = end < text.len ? end + 1 : end;
    *ends_in_cr = line.len > 0 && line.data[line.len - 1] == '\r';
    if (*ends_in_cr) line.len--;
    return line;
}

static bool is_folded(Str text, uint32_t at)
{
    return at < text.len && (text.data[at] == ' ' || text.data[at] == '\t');
}

/* A value that goes on in lines that start with white space: joined by single spaces. */
static Str unfold(Str value, Str text, uint32_t *at, Arena *arena)
{
    if (!is_folded(text, *at)) return value;
    uint32_t end = *at, len = value.len;
    bool ends_in_cr;
    while (is_folded(text, end)) take_line(text, &end, &ends_in_cr);
    char *joined = arena_alloc(arena, (size_t)value.len + (end - *at)); /* lines only get shorter */
    if (len > 0) memcpy(joined, value.data, len);
    while (is_folded(text, *at)) {
        Str more = str_trim(take_line(text, at, &ends_in_cr));
        if (len > 0 && more.len > 0) joined[len++] = ' ';
        if (more.len > 0) memcpy(joined + len, more.data, more.len);
        len += more.len;
    }
    return (Str){joined, len};
}

static void read_field(WarcHeader *header, Str name, Str value, Faults *faults)
{
    for (uint32_t i = 0; i < WARC_FIELD_COUNT; i++) {
        if (!str_equal_ignoring_case(name, field_names[i].name)) continue;
        bool is_repeated = header->fields[i].data != NULL;
        if (is_repeated && !field_names[i].repeats)
            faults_add(faults, STR_FMT " is given twice", STR_ARG(field_names[i].name));
        if (!is_repeated) header->fields[i] = value;
        return;
    }
}

static void read_fields(Str text, uint32_t at, bool ends_in_cr, Arena *arena, WarcHeader *header,
                        Faults *faults)
{
    bool has_bare_ends = !ends_in_cr, has_broken_line = false;
    while (at < text.len) {
        Str line = take_line(text, &at, &ends_in_cr);
        has_bare_ends |= !ends_in_cr;
        uint32_t colon = str_find(line, STR(":"), 0);
        if (colon == STR_NOT_FOUND || colon == 0) {
            if (!has_broken_line)
                faults_add(faults, "the header line '" STR_FMT "' has no field name",
                           SHORT_ARG(line));
            has_broken_line = true;
            continue;
        }
        Str value = str_trim((Str){line.data + colon + 1, line.len - colon - 1});
        value = unfold(value, text, &at, arena);
        if (value.data == NULL) value.data = line.data;
        read_field(header, str_trim((Str){line.data, colon}), value, faults);
    }
    if (has_bare_ends) faults_add(faults, "header lines end in LF alone");
}

/* ---- What the standard asks for -------------------------------------------------------------- */

static void check_version(Str version, Faults *faults)
{
    static const Str known[] = {STR_INIT("1.0"),  STR_INIT("1.1"),  STR_INIT("0.16"),
                                STR_INIT("0.17"), STR_INIT("0.18"), STR_INIT("0.9")};
    if (!str_is_one_of(version, known, COUNT(known)))
        faults_add(faults, "the version '" STR_FMT "' is not known", SHORT_ARG(version));
}

static void check_mandatory(const WarcHeader *header, Faults *faults)
{
    static const WarcField always[] = {WARC_TYPE, WARC_RECORD_ID, WARC_DATE, WARC_LENGTH};
    for (size_t i = 0; i < COUNT(always); i++)
        if (str_is_empty(header->fields[always[i]]))
            faults_add(faults, "no " STR_FMT, STR_ARG(field_names[always[i]].name));
    bool needs_uri = header->type == WARC_TYPE_RESPONSE || header->type == WARC_TYPE_RESOURCE ||
                     header->type == WARC_TYPE_REQUEST || header->type == WARC_TYPE_REVISIT ||
                     header->type == WARC_TYPE_CONVERSION || header->type == WARC_TYPE_CONTINUATION;
    if (needs_uri && str_is_empty(header->fields[WARC_TARGET_URI]))
        faults_add(faults, "no WARC-Target-URI");
    if (header->type == WARC_TYPE_REVISIT && str_is_empty(header->fields[WARC_PROFILE]))
        faults_add(faults, "no WARC-Profile");
}

static void check_value(const WarcHeader *header, WarcField field, bool is_right, const char *what,
                        Faults *faults)
{
    Str value = header->fields[field];
    if (str_is_empty(value) || is_right) return;
    faults_add(faults, STR_FMT " '" STR_FMT "' is no %s", STR_ARG(field_names[field].name),
               SHORT_ARG(value), what);
}

/* What the standard asks for without demanding it. */
static void check_content_type(const WarcHeader *header, Faults *faults)
{
    Str type = header->fields[WARC_CONTENT_TYPE];
    if (header->length == 0 || header->length == UINT64_MAX) return;
    if (str_is_empty(type) && header->type != WARC_TYPE_CONTINUATION)
        faults_add(faults, "no Content-Type");
    if (!str_is_empty(type) && header->type == WARC_TYPE_WARCINFO &&
        str_find_ignoring_case(type, STR("warc-fields"), 0) == STR_NOT_FOUND)
        faults_add(faults,
                   "the Content-Type of a warcinfo is application/warc-fields, not '" STR_FMT "'",
                   SHORT_ARG(type));
}

static void check_segments(const WarcHeader *header, Faults *faults)
{
    bool is_continuation = header->type == WARC_TYPE_CONTINUATION;
    if (is_continuation && header->segment_number < 2)
        faults_add(faults, "a continuation has a WARC-Segment-Number of 2 or more");
    if (!is_continuation && header->segment_number > 1)
        faults_add(faults, "only a continuation has a WARC-Segment-Number above 1");
    if (is_continuation && str_is_empty(header->fields[WARC_SEGMENT_ORIGIN]))
        faults_add(faults, "no WARC-Segment-Origin-ID");
}

static void read_values(WarcHeader *header, Faults *faults)
{
    static const WarcField addresses[] = {WARC_RECORD_ID, WARC_TARGET_URI, WARC_REFERS_TO,
                                          WARC_SEGMENT_ORIGIN};
    for (size_t i = 0; i < COUNT(addresses); i++)
        header->fields[addresses[i]] = without_brackets(header->fields[addresses[i]]);
    const Str *fields = header->fields;
    header->type = WARC_TYPE_UNKNOWN;
    for (uint32_t i = 0; i < WARC_TYPE_UNKNOWN; i++)
        if (str_equal_ignoring_case(fields[WARC_TYPE], type_names[i])) header->type = (WarcType)i;
    header->length = header->segment_total = UINT64_MAX;
    bool has_length = read_number(fields[WARC_LENGTH], &header->length);
    bool has_number = read_number(fields[WARC_SEGMENT_NUMBER], &header->segment_number);
    bool has_total = read_number(fields[WARC_SEGMENT_TOTAL], &header->segment_total);
    if (is_date(fields[WARC_DATE])) header->fetched = fields[WARC_DATE];
    check_mandatory(header, faults);
    check_value(header, WARC_TYPE, header->type != WARC_TYPE_UNKNOWN, "type of record we know",
                faults);
    check_value(header, WARC_LENGTH, has_length, "length", faults);
    check_value(header, WARC_DATE, header->fetched.len > 0, "date", faults);
    check_value(header, WARC_RECORD_ID, is_uri(fields[WARC_RECORD_ID]), "address", faults);
    check_value(header, WARC_TARGET_URI, is_uri(fields[WARC_TARGET_URI]), "address", faults);
    check_value(header, WARC_CONTENT_TYPE, is_media_type(fields[WARC_CONTENT_TYPE]), "media type",
                faults);
    check_value(header, WARC_SEGMENT_NUMBER, has_number, "number", faults);
    check_value(header, WARC_SEGMENT_TOTAL, has_total, "length", faults);
    check_segments(header, faults);
    check_content_type(header, faults);
}

void warc_read_header(Str header, Arena *arena, WarcHeader *out, Faults *faults)
{
    *out = (WarcHeader){0};
    uint32_t at = 0;
    bool ends_in_cr;
    Str first = take_line(header, &at, &ends_in_cr);
    check_version(str_trim((Str){first.data + 5, first.len - 5}), faults);
    read_fields(header, at, ends_in_cr, arena, out, faults);
    read_values(out, faults);
}
