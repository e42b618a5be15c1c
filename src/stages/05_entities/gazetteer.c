#include "gazetteer.h"

#include "text/numbers.h"
#include "text/utf8.h"

#define COLUMNS 9
#define MOST_LINES_BACK 512 /* lines of one name; "san jose" has fewer */

static const Str gazetteer_kinds[] = {STR_INIT("capital"), STR_INIT("city"), STR_INIT("region"),
                                      STR_INIT("short")};

/* ---- Lines -------------------------------------------------------------------------------- */

static bool read_count(Str text, uint32_t *out)
{
    uint32_t value = 0;
    if (text.len == 0 || text.len > 9) return false;
    for (uint32_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.data[i])) return false;
        value = 10 * value + (uint32_t)(text.data[i] - '0');
    }
    *out = value;
    return true;
}

static bool read_degrees(Str text, float most, float *out)
{
    return number_weight(text, out) && *out >= -most && *out <= most;
}

static bool read_kind(Str text, GazetteerKind *out)
{
    uint32_t kind = str_index(text, gazetteer_kinds, COUNT(gazetteer_kinds));
    *out = (GazetteerKind)kind;
    return kind != STR_NOT_FOUND;
}

const char *gazetteer_read_line(Str line, GazetteerRow *out)
{
    Str field[COLUMNS];
    uint32_t count = 0, start = 0;
    for (uint32_t i = 0; i <= line.len; i++) {
        if (i < line.len && line.data[i] != '\t') continue;
        if (count == COLUMNS) return "more than 9 fields";
        field[count++] = (Str){line.data + start, i - start};
        start = i + 1;
    }
    if (count < COLUMNS) return "fewer than 9 fields";
    GazetteerRow row = {.name = field[0], .shown = field[1], .country = field[3], .region = field[4]};
    if (row.name.len == 0) return "no name";
    if (!read_kind(field[2], &row.kind)) return "kind is not capital, city, region or short";
    if (row.country.len != 3) return "country is no alpha-3 code";
    if (!read_degrees(field[5], 90, &row.latitude)) return "latitude is not from -90 to 90";
    if (!read_degrees(field[6], 180, &row.longitude)) return "longitude is not from -180 to 180";
    if (!read_count(field[7], &row.people)) return "people are no number";
    if (!read_count(field[8], &row.id)) return "id is no number";
    if (out != NULL) *out = row;
    return NULL;
}

/* The next line without its end; false if there is none. */
static bool take_line(Str *content, Str *out)
{
    if (content->len == 0) return false;
    const char *end = memchr(content->data, '\n', content->len);
    uint32_t len = end == NULL ? content->len : (uint32_t)(end - content->data);
    *out = (Str){content->data, len};
    uint32_t used = len < content->len ? len + 1 : len;
    *content = (Str){content->data + used, content->len - used};
    return true;
}

DatelineStatus gazetteer_check(Str content, DatelineError *err)
{
    Str line, before = {NULL, 0};
    for (uint32_t number = 1; take_line(&content, &line); number++) {
        if (before.len == 0 && line.len > 0 && line.data[0] == '#') continue;
        GazetteerRow row;
        const char *fault = gazetteer_read_line(line, &row);
        if (fault == NULL && utf8_valid_prefix(line) < line.len) fault = "the line is not UTF-8";
        if (fault == NULL && before.len > 0 && str_compare(before, row.name) > 0)
            fault = "the name is not in the order of bytes";
        if (fault != NULL)
            return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET, "data/entities/gazetteer.tsv:%u: %s",
                        (unsigned)number, fault);
        before = row.name;
    }
    return DATELINE_OK;
}

/* ---- Searching ---------------------------------------------------------------------------- */

static Str line_over(Str lines, uint32_t offset)
{
    uint32_t start = offset, end = offset;
    while (start > 0 && lines.data[start - 1] != '\n') start--;
    while (end < lines.len && lines.data[end] != '\n') end++;
    return (Str){lines.data + start, end - start};
}

static Str name_of(Str line)
{
    const char *tab = line.len == 0 ? NULL : memchr(line.data, '\t', line.len);
    return (Str){line.data, tab == NULL ? line.len : (uint32_t)(tab - line.data)};
}

/* The name of the line that starts there against a name, as str_compare has it. */
static int compare_name(Str lines, uint32_t start, Str folded)
{
    for (uint32_t i = 0;; i++) {
        uint32_t at = start + i;
        bool is_over = at == lines.len || lines.data[at] == '\t' || lines.data[at] == '\n';
        if (is_over || i == folded.len) return (is_over ? 0 : 1) - (i == folded.len ? 0 : 1);
        if (lines.data[at] != folded.data[i])
            return (unsigned char)lines.data[at] < (unsigned char)folded.data[i] ? -1 : 1;
    }
}

/* Offset of the first line whose name is not before this one. */
static uint32_t lower_bound(Str lines, Str folded)
{
    uint32_t low = 0, high = lines.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, start = middle;
        while (start > low && lines.data[start - 1] != '\n') start--;
        if (compare_name(lines, start, folded) >= 0) {
            high = start;
            continue;
        }
        const char *end = memchr(lines.data + middle, '\n', lines.len - middle);
        low = end == NULL ? lines.len + 1 : (uint32_t)(end - lines.data) + 1;
    }
    return low;
}

Str gazetteer_find(const Gazetteer *gazetteer, Str folded)
{
    Str lines = gazetteer->lines;
    uint32_t start = lower_bound(lines, folded), end = start;
    if (start >= lines.len) return (Str){NULL, 0};
    for (uint32_t i = 0; i < MOST_LINES_BACK && end < lines.len; i++) {
        Str line = line_over(lines, end);
        if (!str_equal(name_of(line), folded)) break;
        end += line.len + 1;
    }
    if (end > lines.len) end = lines.len;
    return (Str){lines.data + start, end > start ? end - start : 0};
}

bool gazetteer_next(Str *lines, GazetteerRow *out)
{
    Str line;
    while (take_line(lines, &line))
        if (gazetteer_read_line(line, out) == NULL) return true;
    return false;
}

const Area *gazetteer_area(const Gazetteer *gazetteer, Str folded)
{
    uint32_t row = map_find(&gazetteer->area_by_name, folded);
    return row == MAP_NONE ? NULL : &gazetteer->areas.items[row];
}

const StatePoint *gazetteer_state(const Gazetteer *gazetteer, Str code)
{
    uint32_t row = map_find(&gazetteer->point_by_code, code);
    return row == MAP_NONE ? NULL : &gazetteer->points.items[row];
}

/* ---- Addresses ---------------------------------------------------------------------------- */

/* Endings of addresses that anybody in the world takes. */
static const Str worldwide[] = {STR_INIT("ai"), STR_INIT("cc"), STR_INIT("co"), STR_INIT("fm"),
                                STR_INIT("gg"), STR_INIT("io"), STR_INIT("la"), STR_INIT("ly"),
                                STR_INIT("me"), STR_INIT("to"), STR_INIT("tv"), STR_INIT("ws")};

static Str host_of(Str url)
{
    uint32_t at = str_find(url, STR("://"), 0);
    uint32_t start = at == STR_NOT_FOUND ? 0 : at + 3, end = start;
    while (end < url.len && url.data[end] != '/' && url.data[end] != ':' && url.data[end] != '?')
        end++;
    return str_slice(url, (Span){start, end});
}

Str gazetteer_address_country(const Gazetteer *gazetteer, Str url)
{
    Str host = host_of(url), none = {NULL, 0};
    if (host.len < 4 || host.data[host.len - 3] != '.') return none;
    char letters[2] = {ascii_to_lower(host.data[host.len - 2]), ascii_to_lower(host.data[host.len - 1])};
    Str ending = {letters, 2};
    if (str_is_one_of(ending, worldwide, COUNT(worldwide))) return none;
    uint32_t row = map_find(&gazetteer->point_by_alpha2, ending);
    return row == MAP_NONE ? none : gazetteer->points.items[row].code;
}

/* ---- Loading ------------------------------------------------------------------------------ */

/* Kinds of areas.tsv beside those of the records. */
static const struct {
    Str word;
    PlaceKind kind;
} area_kinds[] = {
    {STR_INIT("sea"), PLACE_WATER},    {STR_INIT("strait"), PLACE_WATER},
    {STR_INIT("canal"), PLACE_WATER},  {STR_INIT("river"), PLACE_WATER},
    {STR_INIT("lake"), PLACE_WATER},   {STR_INIT("reef"), PLACE_ISLAND},
    {STR_INIT("island"), PLACE_ISLAND}, {STR_INIT("region"), PLACE_REGION},
    {STR_INIT("border"), PLACE_BORDER}, {STR_INIT("mountain"), PLACE_SITE},
    {STR_INIT("site"), PLACE_SITE},
};

static DatelineStatus read_area(const Table *table, const TableRow *row, Arena *arena, Area *out,
                                DatelineError *err)
{
    const Str *field = row->fields;
    size_t kind = 0;
    while (kind < COUNT(area_kinds) && !str_equal(area_kinds[kind].word, field[1])) kind++;
    if (kind == COUNT(area_kinds))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is no kind of area", STR_ARG(field[1]));
    bool is_disputed = str_equal(field[3], STR("disputed"));
    if (!is_disputed && !str_equal(field[3], STR("-")))
        return FAIL_ROW(err, table, row, "status '" STR_FMT "' is not 'disputed' or '-'",
                        STR_ARG(field[3]));
    *out = (Area){.kind = area_kinds[kind].kind, .is_disputed = is_disputed};
    if (!str_equal(field[2], STR("-"))) {
        out->country_list = field[2];
        str_split(field[2], '|', arena, &out->countries);
    }
    if (!read_degrees(field[4], 90, &out->latitude) || !read_degrees(field[5], 180, &out->longitude))
        return FAIL_ROW(err, table, row, "'" STR_FMT "', '" STR_FMT "' are no coordinates",
                        STR_ARG(field[4]), STR_ARG(field[5]));
    return DATELINE_OK;
}

static DatelineStatus load_areas(const DataFiles *files, Arena *arena, Gazetteer *out,
                                 DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "entities/areas.tsv", 6, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        Area area;
        TRY(read_area(&table, row, arena, &area, err));
        for (uint32_t k = 0; k < area.countries.count; k++)
            if (gazetteer_state(out, area.countries.items[k]) == NULL)
                return FAIL_ROW(err, &table, row, "'" STR_FMT "' is not in state_points.tsv",
                                STR_ARG(area.countries.items[k]));
        StrList names = {0};
        str_split(row->fields[0], '|', arena, &names);
        for (uint32_t k = 0; k < names.count; k++) {
            Str folded = utf8_fold(names.items[k], arena);
            if (k == 0) area.name = names.items[0];
            uint32_t before = map_find(&out->area_by_name, folded);
            if (before != MAP_NONE && before != i)
                return FAIL_ROW(err, &table, row, "'" STR_FMT "' stands twice",
                                STR_ARG(names.items[k]));
            map_set(&out->area_by_name, folded, out->areas.count);
        }
        *list_add(arena, &out->areas) = area;
    }
    return DATELINE_OK;
}

static DatelineStatus load_points(const DataFiles *files, Arena *arena, Gazetteer *out,
                                  DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "entities/state_points.tsv", 6, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        StatePoint point = {.code = field[0]};
        if (!read_degrees(field[2], 90, &point.latitude) ||
            !read_degrees(field[3], 180, &point.longitude) || !read_count(field[4], &point.people) ||
            !read_count(field[5], &point.id))
            return FAIL_ROW(err, &table, row, "expected latitude, longitude, people and id");
        if (map_find(&out->point_by_code, point.code) != MAP_NONE)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' stands twice", STR_ARG(point.code));
        map_set(&out->point_by_code, point.code, i);
        if (field[1].len == 2) map_set(&out->point_by_alpha2, utf8_lower(field[1], arena), i);
        if (str_equal(field[1], STR("GB"))) map_set(&out->point_by_alpha2, STR("uk"), i);
        *list_add(arena, &out->points) = point;
    }
    return DATELINE_OK;
}

static DatelineStatus load_rules(const DataFiles *files, Arena *arena, Gazetteer *out,
                                 DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "entities/place_rules.tsv", 3, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        *list_add(arena, &out->rules) = (PlaceRule){row->fields[0], row->fields[2], row->line};
    }
    return DATELINE_OK;
}

DatelineStatus gazetteer_load(const DataFiles *files, Arena *arena, Gazetteer *out,
                              DatelineError *err)
{
    *out = (Gazetteer){0};
    Map *maps[] = {&out->area_by_name, &out->point_by_code, &out->point_by_alpha2};
    for (size_t i = 0; i < COUNT(maps); i++) map_init(maps[i], arena);
    Str content, line;
    TRY(data_file_read(files, "entities/gazetteer.tsv", arena, &content, err));
    if (!data_files_are_built_in(files)) TRY(gazetteer_check(content, err));
    for (Str rest = content; take_line(&rest, &line) && line.len > 0 && line.data[0] == '#';)
        content = rest;
    out->lines = content;
    TRY(load_points(files, arena, out, err));
    TRY(load_areas(files, arena, out, err));
    return load_rules(files, arena, out, err);
}
