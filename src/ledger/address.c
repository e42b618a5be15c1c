#include "ledger/address.h"

#include <stdlib.h>

#include "base/ascii.h"

/* ---- Rules ----------------------------------------------------------------------------------- */

typedef enum AddressPart {
    PART_WRAPPER,     /* "google.com/amp/s/": the article's own address follows; * is any one piece */
    PART_HOST_START,  /* "www." */
    PART_PATH_START,  /* "/amp/" */
    PART_PATH_END,    /* "/amp" */
    PART_PARAMETER,   /* "utm_*" */
    PART_KIND_COUNT,
} AddressPart;

static const char *const part_names[PART_KIND_COUNT] = {"wrapper", "host start", "path start",
                                                        "path end", "parameter"};

struct AddressRules {
    StrList patterns[PART_KIND_COUNT];
};

static DatelineStatus add_rule(AddressRules *rules, const Table *table, const TableRow *row,
                               Arena *arena, DatelineError *err)
{
    for (uint32_t i = 0; i < PART_KIND_COUNT; i++) {
        if (!str_equal(row->fields[0], str_from_cstring(part_names[i]))) continue;
        *list_add(arena, &rules->patterns[i]) = row->fields[1];
        return DATELINE_OK;
    }
    return FAIL_ROW(err, table, row,
                    "'%.*s' is no part of an address: wrapper, host start, path start, path end or "
                    "parameter",
                    STR_ARG(row->fields[0]));
}

DatelineStatus address_rules_read(const DataFiles *files, Arena *arena, const AddressRules **out,
                                  DatelineError *err)
{
    Table table;
    AddressRules *rules = arena_alloc(arena, sizeof *rules);
    TRY(data_table_read(files, "ledger/addresses.tsv", 4, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++)
        TRY(add_rule(rules, &table, &table.rows.items[i], arena, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        Str found = address_of(rules, row->fields[2], arena);
        if (!str_equal(found, row->fields[3]))
            return FAIL_ROW(err, &table, row, "the example becomes '%.*s', not '%.*s'",
                            STR_ARG(found), STR_ARG(row->fields[3]));
    }
    *out = rules;
    return DATELINE_OK;
}

/* ---- Matching -------------------------------------------------------------------------------- */

static Str rest_of(Str text, uint32_t from)
{
    return from == 0 ? text : (Str){text.data + from, text.len - from}; /* data of nothing is NULL */
}

static bool starts(Str text, Str head)
{
    return text.len >= head.len &&
           str_equal_ignoring_case((Str){text.data, head.len}, head);
}

static bool ends(Str text, Str tail)
{
    return text.len >= tail.len && str_equal_ignoring_case(rest_of(text, text.len - tail.len), tail);
}

/* Bytes of the text that a wrapper takes, 0 if it does not fit. */
static uint32_t match_wrapper(Str text, Str pattern)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < pattern.len; i++) {
        if (pattern.data[i] == '*') {
            char next = i + 1 < pattern.len ? pattern.data[i + 1] : '/';
            while (at < text.len && text.data[at] != '/' && text.data[at] != next) at++;
        } else if (at < text.len && ascii_to_lower(text.data[at]) == pattern.data[i]) {
            at++;
        } else {
            return 0;
        }
    }
    return at < text.len ? at : 0;
}

static Str drop_scheme(Str url)
{
    if (str_starts(url, STR("//"))) return rest_of(url, 2);
    uint32_t at = str_find(url, STR("://"), 0);
    return at != STR_NOT_FOUND && at < 8 ? rest_of(url, at + 3) : url;
}

#define MOST_WRAPPERS 3

static Str unwrap(const AddressRules *rules, Str url)
{
    const StrList *wrappers = &rules->patterns[PART_WRAPPER];
    for (int round = 0; round < MOST_WRAPPERS; round++) {
        uint32_t taken = 0;
        for (uint32_t i = 0; i < wrappers->count && taken == 0; i++)
            taken = match_wrapper(url, wrappers->items[i]);
        if (taken == 0) return url;
        url = drop_scheme(rest_of(url, taken));
    }
    return url;
}

static bool is_dropped(const AddressRules *rules, Str parameter)
{
    uint32_t end = str_find(parameter, STR("="), 0);
    Str name = {parameter.data, end == STR_NOT_FOUND ? parameter.len : end};
    const StrList *patterns = &rules->patterns[PART_PARAMETER];
    for (uint32_t i = 0; i < patterns->count; i++) {
        Str pattern = patterns->items[i];
        bool is_open = pattern.len > 0 && pattern.data[pattern.len - 1] == '*';
        if (is_open ? starts(name, (Str){pattern.data, pattern.len - 1})
                    : str_equal_ignoring_case(name, pattern))
            return true;
    }
    return false;
}

/* ---- The pieces of an address ---------------------------------------------------------------- */

static Str clean_host(const AddressRules *rules, Str host, Arena *arena)
{
    for (uint32_t i = 0; i < host.len; i++)
        if (host.data[i] == '@') host = rest_of(host, i + 1), i = 0;
    if (ends(host, STR(":80"))) host.len -= 3;
    if (ends(host, STR(":443"))) host.len -= 4;
    char *lower = arena_copy(arena, host.data, host.len);
    for (uint32_t i = 0; i < host.len; i++) lower[i] = ascii_to_lower(lower[i]);
    host = (Str){lower, host.len};
    const StrList *patterns = &rules->patterns[PART_HOST_START];
    for (uint32_t i = 0; i < patterns->count; i++) {
        Str rest = rest_of(host, patterns->items[i].len <= host.len ? patterns->items[i].len : host.len);
        /* "m.com" is a site of its own */
        if (starts(host, patterns->items[i]) && str_find(rest, STR("."), 0) != STR_NOT_FOUND)
            host = rest;
    }
    return host;
}

static Str clean_path(const AddressRules *rules, Str path)
{
    const StrList *heads = &rules->patterns[PART_PATH_START];
    const StrList *tails = &rules->patterns[PART_PATH_END];
    for (uint32_t i = 0; i < heads->count; i++)
        if (starts(path, heads->items[i])) path = rest_of(path, heads->items[i].len - 1);
    while (path.len > 0 && path.data[path.len - 1] == '/') path.len--;
    for (uint32_t i = 0; i < tails->count; i++)
        if (ends(path, tails->items[i])) path.len -= tails->items[i].len;
    while (path.len > 0 && path.data[path.len - 1] == '/') path.len--;
    return path;
}

static int compare_parameters(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

static Str clean_query(const AddressRules *rules, Str query, Arena *arena)
{
    StrList all = {0}, kept = {0};
    str_split(query, '&', arena, &all);
    for (uint32_t i = 0; i < all.count; i++)
        if (!is_dropped(rules, all.items[i])) *list_add(arena, &kept) = all.items[i];
    if (kept.count == 0) return (Str){NULL, 0};
    qsort(kept.items, kept.count, sizeof *kept.items, compare_parameters);
    char *out = arena_alloc(arena, query.len + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < kept.count; i++) {
        out[len++] = i == 0 ? '?' : '&';
        memcpy(out + len, kept.items[i].data, kept.items[i].len);
        len += kept.items[i].len;
    }
    return (Str){out, len};
}

/* Where the first of some characters stands, or the end. */
static uint32_t find_any(Str text, const char *characters)
{
    uint32_t at = 0;
    while (at < text.len && (text.data[at] == '\0' || strchr(characters, text.data[at]) == NULL)) at++;
    return at;
}

Str address_of(const AddressRules *rules, Str url, Arena *arena)
{
    bool has_scheme = str_find(url, STR("://"), 0) < 8;
    Str rest = unwrap(rules, drop_scheme(str_trim(url)));
    rest.len = find_any(rest, "#");
    uint32_t host_end = find_any(rest, "/?");
    Str host = clean_host(rules, (Str){rest.data, host_end}, arena);
    rest = rest_of(rest, host_end);
    uint32_t path_end = find_any(rest, "?");
    Str path = clean_path(rules, (Str){rest.data, path_end});
    Str query = {NULL, 0};
    if (path_end < rest.len) query = clean_query(rules, rest_of(rest, path_end + 1), arena);
    if (!has_scheme && str_find(host, STR("."), 0) == STR_NOT_FOUND) return (Str){NULL, 0};
    if (host.len == 0 || (path.len == 0 && query.len == 0)) return (Str){NULL, 0};
    return arena_format(arena, STR_FMT STR_FMT STR_FMT, STR_ARG(host), STR_ARG(path), STR_ARG(query));
}
