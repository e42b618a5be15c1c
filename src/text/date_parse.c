#include "text/date_parse.h"

#include <stdlib.h>

static bool is_letter(char c)
{
    return ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

/* ---- A cursor over the text -------------------------------------------------------------- */

typedef struct Cursor {
    Str text;
    uint32_t at;
} Cursor;

static char peek(const Cursor *cursor)
{
    return cursor->at < cursor->text.len ? cursor->text.data[cursor->at] : '\0';
}

static bool skip_char(Cursor *cursor, char c)
{
    if (peek(cursor) != c || cursor->at >= cursor->text.len) return false;
    cursor->at++;
    return true;
}

/* Spaces, no-break spaces too; true if there was one. */
static bool skip_spaces(Cursor *cursor)
{
    uint32_t start = cursor->at;
    for (;;) {
        char c = peek(cursor);
        if (c == ' ' || c == '\t')
            cursor->at++;
        else if (str_starts((Str){cursor->text.data + cursor->at, cursor->text.len - cursor->at},
                            STR("\xC2\xA0")))
            cursor->at += 2;
        else
            return cursor->at > start;
    }
}

/* A number of min to max digits that no digit follows; -1 and nothing read if there is none. */
static int32_t read_number(Cursor *cursor, uint32_t min_digits, uint32_t max_digits)
{
    uint32_t start = cursor->at, digits = 0;
    int32_t value = 0;
    while (digits <= max_digits && ascii_is_digit(peek(cursor))) {
        value = value * 10 + (peek(cursor) - '0');
        cursor->at++;
        digits++;
    }
    if (digits >= min_digits && digits <= max_digits) return value;
    cursor->at = start;
    return -1;
}

static Str read_word(Cursor *cursor)
{
    uint32_t start = cursor->at;
    while (cursor->at < cursor->text.len && is_letter(peek(cursor))) cursor->at++;
    return (Str){cursor->text.data + start, cursor->at - start};
}

/* ---- Names ------------------------------------------------------------------------------- */

static const Str month_names[] = {STR_INIT("january"), STR_INIT("february"), STR_INIT("march"),
                                  STR_INIT("april"),   STR_INIT("may"),      STR_INIT("june"),
                                  STR_INIT("july"),    STR_INIT("august"),   STR_INIT("september"),
                                  STR_INIT("october"), STR_INIT("november"), STR_INIT("december")};

static const Str weekday_names[] = {
    STR_INIT("monday"), STR_INIT("tuesday"),  STR_INIT("wednesday"), STR_INIT("thursday"),
    STR_INIT("friday"), STR_INIT("saturday"), STR_INIT("sunday")};

/* Whole, or cut after at least three letters: "Sept", "Tues". */
static int32_t find_name(Str word, const Str *names, size_t count)
{
    if (word.len > 0 && word.data[word.len - 1] == '.') word.len--;
    if (word.len < 3 || word.len > 9) return 0;
    for (size_t i = 0; i < count; i++) {
        if (word.len > names[i].len) continue;
        bool is_cut_short = word.len <= 4 || (word.len == 5 && names[i].data[0] == 't');
        if (word.len != names[i].len && !is_cut_short) continue;
        if (str_equal_ignoring_case(word, (Str){names[i].data, word.len})) return (int32_t)i + 1;
    }
    return 0;
}

int32_t month_from_name(Str word)
{
    return find_name(word, month_names, COUNT(month_names));
}

int32_t weekday_from_name(Str word)
{
    return find_name(word, weekday_names, COUNT(weekday_names));
}

/* ---- Time of day ------------------------------------------------------------------------- */

/* "a.m.", "PM", "p.m": 0 none, 1 before noon, 2 after. */
static int read_half_of_day(Cursor *cursor)
{
    Cursor next = *cursor;
    skip_spaces(&next);
    char first = (char)(peek(&next) | 0x20);
    if (first != 'a' && first != 'p') return 0;
    next.at++;
    skip_char(&next, '.');
    if ((peek(&next) | 0x20) != 'm') return 0;
    next.at++;
    if (is_letter(peek(&next))) return 0;
    skip_char(&next, '.');
    *cursor = next;
    return first == 'a' ? 1 : 2;
}

/* "+09:00", "+0530". */
static bool read_offset(Cursor *cursor)
{
    Cursor next = *cursor;
    if (!skip_char(&next, '+') && !skip_char(&next, '-')) return false;
    int32_t hours = read_number(&next, 1, 4);
    if (hours < 0) return false;
    if (hours < 24 && skip_char(&next, ':') && read_number(&next, 2, 2) < 0) return false;
    *cursor = next;
    return true;
}

static bool is_zone_name(Str word)
{
    if (word.len < 1 || word.len > 5) return false;
    if (word.len == 1) return word.data[0] == 'Z';
    static const Str zones[] = {
        STR_INIT("GMT"),  STR_INIT("UTC"),  STR_INIT("EST"),  STR_INIT("EDT"),  STR_INIT("ET"),
        STR_INIT("CST"),  STR_INIT("CDT"),  STR_INIT("CT"),   STR_INIT("MST"),  STR_INIT("MDT"),
        STR_INIT("PST"),  STR_INIT("PDT"),  STR_INIT("PT"),   STR_INIT("BST"),  STR_INIT("CET"),
        STR_INIT("CEST"), STR_INIT("EET"),  STR_INIT("EEST"), STR_INIT("MSK"),  STR_INIT("IST"),
        STR_INIT("PKT"),  STR_INIT("KST"),  STR_INIT("JST"),  STR_INIT("HKT"),  STR_INIT("SGT"),
        STR_INIT("PHT"),  STR_INIT("ICT"),  STR_INIT("WIB"),  STR_INIT("AEST"), STR_INIT("AEDT"),
        STR_INIT("NZST"), STR_INIT("NZDT"), STR_INIT("EAT"),  STR_INIT("WAT"),  STR_INIT("CAT"),
        STR_INIT("SAST"), STR_INIT("AST"),  STR_INIT("TRT"),  STR_INIT("IDT"),  STR_INIT("HKST")};
    for (size_t i = 0; i < COUNT(zones); i++)
        if (str_equal(word, zones[i])) return true;
    return false;
}

static void skip_zone(Cursor *cursor)
{
    Cursor next = *cursor;
    skip_spaces(&next);
    bool has_bracket = skip_char(&next, '(');
    if (is_zone_name(read_word(&next))) {
        read_offset(&next); /* "GMT+9" */
        if (has_bracket && !skip_char(&next, ')')) return;
        *cursor = next;
    } else {
        next = *cursor;
        skip_spaces(&next);
        if (read_offset(&next)) *cursor = next;
    }
}

/* ":05" or ":05.123"; false if what follows a colon is no number. */
static bool skip_seconds(Cursor *cursor)
{
    if (!skip_char(cursor, ':')) return true;
    if (read_number(cursor, 1, 2) < 0) return false;
    if (peek(cursor) == '.' && cursor->at + 1 < cursor->text.len &&
        ascii_is_digit(cursor->text.data[cursor->at + 1])) {
        cursor->at++;
        read_number(cursor, 1, 9);
    }
    return true;
}

uint32_t date_parse_clock(Str text, uint32_t at, int32_t *out_hour, int32_t *out_minute)
{
    Cursor cursor = {text, at};
    int32_t hour = read_number(&cursor, 1, 2), minute = 0;
    if (hour < 0 || hour > 24) return 0;
    bool has_minute = skip_char(&cursor, ':');
    if (!has_minute && peek(&cursor) == '.' && cursor.at + 1 < text.len &&
        ascii_is_digit(text.data[cursor.at + 1]))
        has_minute = skip_char(&cursor, '.'); /* "10.33am": only with its half of the day */
    bool has_dot = has_minute && text.data[cursor.at - 1] == '.';
    if (has_minute && ((minute = read_number(&cursor, 2, 2)) < 0 || minute > 59)) return 0;
    if (has_minute && !has_dot && !skip_seconds(&cursor)) return 0;

    int half = hour <= 12 ? read_half_of_day(&cursor) : 0;
    if (half == 0 && (!has_minute || has_dot)) return 0;
    if (half == 2 && hour < 12) hour += 12;
    if (half == 1 && hour == 12) hour = 0;
    skip_zone(&cursor);
    *out_hour = hour % 24;
    *out_minute = minute;
    return cursor.at - at;
}

/* "23:15:00Z", "23:15+00:00", "23:15 GMT". */
static bool ends_utc(Str clock)
{
    static const Str zones[] = {STR_INIT("Z"), STR_INIT("+00:00"), STR_INIT("+0000"),
                                STR_INIT("GMT"), STR_INIT("UTC")};
    for (size_t i = 0; i < COUNT(zones); i++)
        if (str_ends(clock, zones[i])) return true;
    return false;
}

/* The time after a date: "T08:50", ", 8:50 a.m.", " at 19:21 IST", " | 03:36", " - 16:51". */
static void read_time_after(Cursor *cursor, WrittenDate *out)
{
    Cursor next = *cursor;
    if (peek(&next) == 'T' || peek(&next) == 't') {
        next.at++;
    } else {
        skip_spaces(&next);
        for (int i = 0; i < 2; i++) {
            char c = peek(&next);
            if (c == ',' || c == '|' || c == '-' || c == '/' || c == '@') next.at++;
            skip_spaces(&next);
        }
        Cursor word = next;
        if (str_equal_ignoring_case(read_word(&word), STR("at")) && skip_spaces(&word)) next = word;
    }
    uint32_t used = date_parse_clock(next.text, next.at, &out->hour, &out->minute);
    if (used == 0) return;
    out->has_time = true;
    out->is_utc = ends_utc(str_slice(next.text, (Span){next.at, next.at + used}));
    cursor->at = next.at + used;
}

/* ---- Figures ----------------------------------------------------------------------------- */

static bool is_year(int32_t number)
{
    return number >= DATE_FIRST_YEAR && number <= DATE_LAST_YEAR;
}

static bool set_date(WrittenDate *out, int32_t year, int32_t month, int32_t day)
{
    if (month < 1 || month > 12 || day < 0) return false;
    int32_t some_year = year == 0 ? 2000 : year; /* a leap year: 29 February is a day */
    if (day > days_in_month(some_year, month)) return false;
    out->year = year;
    out->month = month;
    out->day = day;
    return true;
}

/* "2024-12-31", "2024/12/31", "2024.12.31"; "2024-12". */
static bool read_year_first(Cursor *cursor, WrittenDate *out)
{
    int32_t year = read_number(cursor, 4, 4);
    char separator = peek(cursor);
    if (!is_year(year) || (separator != '-' && separator != '/' && separator != '.')) return false;
    cursor->at++;
    int32_t month = read_number(cursor, 1, 2);
    if (month < 0) return false;
    Cursor next = *cursor;
    if (!skip_char(&next, separator)) return separator == '-' && set_date(out, year, month, 0);
    int32_t day = read_number(&next, 1, 2);
    if (day < 1 || !set_date(out, year, month, day)) return false;
    *cursor = next;
    return true;
}

/* "20241231". */
static bool read_run_together(Cursor *cursor, WrittenDate *out)
{
    int32_t number = read_number(cursor, 8, 8);
    if (number < 0 || !is_year(number / 10000) || number % 100 == 0) return false;
    return set_date(out, number / 10000, number / 100 % 100, number % 100);
}

/* "31.12.2024", "12/31/2024", "16-02-2025"; with dots the day stands first, with strokes it is
 * the number that cannot be a month. */
static bool read_year_last(Cursor *cursor, WrittenDate *out)
{
    int32_t first = read_number(cursor, 1, 2);
    char separator = peek(cursor);
    if (first < 1 || (separator != '.' && separator != '/' && separator != '-')) return false;
    cursor->at++;
    int32_t second = read_number(cursor, 1, 2);
    if (second < 1 || !skip_char(cursor, separator)) return false;
    int32_t year = read_number(cursor, 4, 4);
    if (year < 0 && separator == '/') { /* "11/18/19" */
        year = read_number(cursor, 2, 2);
        year = year < 0 ? -1 : year + 2000;
    }
    if (!is_year(year)) return false;
    out->is_swappable = first <= 12 && second <= 12 && first != second && separator != '.';
    out->is_month_first = first <= 12 && (second > 12 || (separator == '/' && out->is_swappable));
    if (out->is_month_first) return set_date(out, year, first, second);
    return set_date(out, year, second, first);
}

/* ---- Month names ------------------------------------------------------------------------- */

/* "th" of "31th", only right after the number. */
static void skip_ordinal(Cursor *cursor)
{
    Cursor next = *cursor;
    Str word = read_word(&next);
    if (str_equal_ignoring_case(word, STR("st")) || str_equal_ignoring_case(word, STR("nd")) ||
        str_equal_ignoring_case(word, STR("rd")) || str_equal_ignoring_case(word, STR("th")))
        *cursor = next;
}

/* What may stand between the parts: spaces, a comma, a full stop after a short month, a hyphen. */
static void skip_joint(Cursor *cursor)
{
    skip_char(cursor, '.');
    skip_spaces(cursor);
    if (!skip_char(cursor, ',')) skip_char(cursor, '-');
    skip_spaces(cursor);
}

/* Four digits; a clock may be glued to them: "201511:59 am". */
static int32_t read_glued_year(Cursor *cursor)
{
    Cursor next = *cursor;
    int32_t year = read_number(cursor, 4, 4);
    if (year >= 0) return year;
    if (next.text.len - next.at < 8) return -1;
    Str digits = {next.text.data, next.at + 4};
    int32_t hour, minute;
    Cursor first = {digits, next.at};
    year = read_number(&first, 4, 4);
    if (year < 0 || date_parse_clock(next.text, next.at + 4, &hour, &minute) == 0) return -1;
    cursor->at = next.at + 4;
    return year;
}

/* A year after the rest; "Dec. 31" alone stays without. */
static int32_t read_year(Cursor *cursor)
{
    Cursor next = *cursor;
    skip_joint(&next);
    int32_t year = read_glued_year(&next);
    bool goes_on = is_letter(peek(&next)) && peek(&next) != 'T';
    if (!is_year(year) || goes_on) return 0;
    *cursor = next;
    return year;
}

static int32_t read_month(Cursor *cursor)
{
    Cursor next = *cursor;
    Str word = read_word(&next);
    bool is_lower = word.len > 0 && ascii_is_lower(word.data[0]);
    int32_t month = is_lower ? 0 : month_from_name(word); /* "may", "march" are verbs */
    if (month != 0) *cursor = next;
    return month;
}

/* "December 31, 2024", "Dec 31", "December 2024". */
static bool read_month_first(Cursor *cursor, WrittenDate *out)
{
    int32_t month = read_month(cursor);
    if (month == 0) return false;
    int32_t year = read_year(cursor);
    if (year != 0) return set_date(out, year, month, 0);
    skip_joint(cursor);
    int32_t day = read_number(cursor, 1, 2);
    if (day < 1) return false;
    skip_ordinal(cursor);
    Cursor clock = *cursor;
    if (skip_char(&clock, ':') && ascii_is_digit(peek(&clock))) return false; /* "May 10:30" */
    return set_date(out, read_year(cursor), month, day);
}

/* "31 December 2024", "31st of Dec., 2024", "28-Jun-2025", "31 December". */
static bool read_day_first(Cursor *cursor, WrittenDate *out)
{
    int32_t day = read_number(cursor, 1, 2);
    if (day < 1) return false;
    skip_ordinal(cursor);
    skip_joint(cursor);
    Cursor of = *cursor;
    if (str_equal_ignoring_case(read_word(&of), STR("of")) && skip_spaces(&of)) *cursor = of;
    int32_t month = read_month(cursor);
    if (month == 0) return false;
    return set_date(out, read_year(cursor), month, day);
}

/* ---- The whole --------------------------------------------------------------------------- */

/* "Tuesday, ", "Sat, ". */
static void skip_weekday(Cursor *cursor)
{
    Cursor next = *cursor;
    if (weekday_from_name(read_word(&next)) == 0) return;
    skip_joint(&next);
    *cursor = next;
}

static bool read_day(Cursor *cursor, WrittenDate *out)
{
    typedef bool (*Form)(Cursor *, WrittenDate *);
    static const Form figures[] = {read_year_first, read_run_together, read_year_last,
                                   read_day_first};
    skip_weekday(cursor);
    if (!ascii_is_digit(peek(cursor))) {
        out->has_month_name = true;
        return read_month_first(cursor, out);
    }
    for (size_t i = 0; i < COUNT(figures); i++) {
        Cursor next = *cursor;
        *out = (WrittenDate){.has_month_name = figures[i] == read_day_first};
        if (!figures[i](&next, out) || ascii_is_digit(peek(&next))) continue;
        *cursor = next;
        return true;
    }
    return false;
}

/* "Thursday" after the date. */
static void skip_weekday_after(Cursor *cursor)
{
    Cursor next = *cursor;
    skip_joint(&next);
    Str word = read_word(&next);
    if (word.len > 3 && weekday_from_name(word) != 0) *cursor = next;
}

bool date_parse(Str text, uint32_t at, WrittenDate *out)
{
    Cursor cursor = {text, at};
    WrittenDate date = {0}, clock = {0};
    uint32_t used = date_parse_clock(text, at, &clock.hour, &clock.minute);
    if (used > 0) { /* "08:36, October 24, 2022" */
        cursor.at += used;
        skip_joint(&cursor);
    }
    if (!read_day(&cursor, &date)) return false;
    if (used > 0) {
        date.has_time = true;
        date.hour = clock.hour;
        date.minute = clock.minute;
    } else {
        skip_weekday_after(&cursor);
        read_time_after(&cursor, &date);
    }
    date.len = cursor.at - at;
    *out = date;
    return true;
}

bool date_find(Str text, uint32_t from, WrittenDate *out, uint32_t *out_at)
{
    for (uint32_t at = from; at < text.len; at++) {
        char c = text.data[at];
        if (!ascii_is_digit(c) && !(c >= 'A' && c <= 'Z')) continue;
        bool is_inside =
            at > 0 && (is_letter(text.data[at - 1]) || ascii_is_digit(text.data[at - 1]));
        if (is_inside || !date_parse(text, at, out)) continue;
        *out_at = at;
        return true;
    }
    return false;
}

bool date_parse_epoch(Str text, WrittenDate *out)
{
    if (text.len < 9 || text.len > 13) return false;
    int64_t number = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.data[i])) return false;
        number = number * 10 + (text.data[i] - '0');
    }
    int64_t seconds = text.len > 10 ? number / 1000 : number;
    CivilDate date = civil_from_day((int32_t)(seconds / 86400));
    *out = (WrittenDate){.len = text.len,
                         .has_time = true,
                         .hour = (int32_t)(seconds % 86400 / 3600),
                         .minute = (int32_t)(seconds % 3600 / 60)};
    return is_year(date.year) && set_date(out, date.year, date.month, date.day);
}

int32_t date_nearest_year(int32_t month, int32_t day, int32_t near_day)
{
    int32_t year = civil_from_day(near_day).year;
    int32_t best = year, best_distance = INT32_MAX;
    for (int32_t candidate = year - 1; candidate <= year + 1; candidate++) {
        CivilDate date = {candidate, month, day == 0 ? 15 : day};
        if (!civil_date_is_valid(date)) continue;
        int32_t distance = abs(day_from_civil(date) - near_day);
        if (distance >= best_distance) continue;
        best_distance = distance;
        best = candidate;
    }
    return best;
}
