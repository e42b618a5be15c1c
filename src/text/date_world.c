/*
 * A date is matched over a few tokens, read from where it may begin:
 *
 *     "1er mai 2020"     number 1, word "er", word "mai", number 2020      day, month, year
 *     "2020年1月14日"     number 2020, word 年, number 1, word 月 ...         year, month, day
 *
 * Forms that date_parse.h reads are left to it: it goes first.
 */
#include "text/date_world.h"

#include "text/utf8.h"

/* ---- Names --------------------------------------------------------------------------------- */

static DatelineStatus add_name(MonthNames *out, const Table *table, const TableRow *row,
                               Arena *arena, DatelineError *err)
{
    Str name = row->fields[0];
    int32_t month = 0;
    for (uint32_t i = 0; i < row->fields[1].len && month < 100; i++) {
        char digit = row->fields[1].data[i];
        if (!ascii_is_digit(digit)) month = 100;
        month = month * 10 + (digit - '0');
    }
    if (month < 1 || month > 12)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is no month from 1 to 12",
                        STR_ARG(row->fields[1]));
    uint32_t known = map_find(&out->months, name);
    bool names_two = known != MAP_NONE && known != (uint32_t)month;
    map_set(&out->months, name, names_two ? 0 : (uint32_t)month);
    StrList languages = {0};
    str_split(row->fields[2], ' ', arena, &languages);
    for (uint32_t i = 0; i < languages.count; i++)
        map_set(&out->months,
                arena_format(arena, STR_FMT ":" STR_FMT, STR_ARG(languages.items[i]),
                             STR_ARG(name)),
                (uint32_t)month);
    return DATELINE_OK;
}

DatelineStatus month_names_load(MonthNames *out, const DataFiles *files, Arena *arena,
                                DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "text/month_names.tsv", 3, arena, &table, err));
    map_init(&out->months, arena);
    for (uint32_t i = 0; i < table.rows.count; i++)
        TRY(add_name(out, &table, &table.rows.items[i], arena, err));
    return DATELINE_OK;
}

#define LONGEST_NAME_BYTES 48
#define LONGEST_LANGUAGE_BYTES 3

int32_t month_names_find(const MonthNames *names, Str word, Str language)
{
    char key[LONGEST_LANGUAGE_BYTES + 1 + UTF8_LOWER_ROOM(LONGEST_NAME_BYTES)];
    if (word.len < 2 || word.len > LONGEST_NAME_BYTES) return 0;
    if (language.len > LONGEST_LANGUAGE_BYTES) language.len = 0;
    uint32_t start = language.len + 1;
    uint32_t len = utf8_lower_into(word, key + start);
    uint32_t month = MAP_NONE;
    if (language.len > 0) {
        memcpy(key, language.data, language.len);
        key[language.len] = ':';
        month = map_find(&names->months, (Str){key, start + len});
    }
    if (month == MAP_NONE) month = map_find(&names->months, (Str){key + start, len});
    return month == MAP_NONE ? 0 : (int32_t)month;
}

/* ---- Tokens -------------------------------------------------------------------------------- */

typedef enum TokenKind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_MARK } TokenKind;

typedef struct Token {
    TokenKind kind;
    Str text;
    int32_t value;   /* of a number */
    uint32_t digits; /* of a number */
    uint32_t end;    /* the byte after it */
} Token;

#define MOST_TOKENS 12
#define LONGEST_NUMBER 8 /* digits */

typedef struct Tokens {
    const DateStyle *style;
    Token items[MOST_TOKENS + 1]; /* the last has kind TOKEN_END */
    uint32_t count;
    uint32_t at; /* where the match stands */
} Tokens;

/* The value of a decimal digit: ASCII, Arabic, Persian, Devanagari, Bengali, full width; -1. */
static int32_t digit_value(uint32_t character)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10};
    for (size_t i = 0; i < COUNT(zeros); i++)
        if (character >= zeros[i] && character < zeros[i] + 10)
            return (int32_t)(character - zeros[i]);
    return -1;
}

static bool is_letter(uint32_t character)
{
    if (character < 0x80) return ascii_is_letter((char)character);
    return utf8_is_letter(character) || (character >= 0x900 && character < 0xE80); /* vowel signs */
}

static uint32_t read_number(Str text, uint32_t at, Token *out)
{
    out->kind = TOKEN_NUMBER;
    for (uint32_t used; at < text.len && out->digits <= LONGEST_NUMBER; at += used) {
        int32_t digit = digit_value(utf8_decode(text, at, &used));
        if (digit < 0) break;
        out->value = out->value * 10 + digit;
        out->digits++;
    }
    return at;
}

static uint32_t read_word(Str text, uint32_t at, Token *out)
{
    out->kind = TOKEN_WORD;
    uint32_t start = at;
    for (uint32_t used; at < text.len; at += used) {
        uint32_t character = utf8_decode(text, at, &used);
        if (!is_letter(character) || digit_value(character) >= 0) break;
    }
    out->text = (Str){text.data + start, at - start};
    return at;
}

static void read_tokens(Str text, uint32_t at, Tokens *out)
{
    while (at < text.len && out->count < MOST_TOKENS) {
        uint32_t used, character = utf8_decode(text, at, &used);
        if (utf8_is_space(character)) {
            at += used;
            continue;
        }
        Token *token = &out->items[out->count++];
        *token = (Token){.kind = TOKEN_MARK, .text = {text.data + at, used}};
        if (digit_value(character) >= 0)
            at = read_number(text, at, token);
        else if (is_letter(character))
            at = read_word(text, at, token);
        else
            at += used;
        token->end = at;
    }
    out->items[out->count] = (Token){.kind = TOKEN_END};
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static bool take_number(Tokens *tokens, uint32_t min_digits, uint32_t max_digits, int32_t *out)
{
    const Token *token = &tokens->items[tokens->at];
    if (token->kind != TOKEN_NUMBER || token->digits < min_digits || token->digits > max_digits)
        return false;
    *out = token->value;
    tokens->at++;
    return true;
}

static bool take_mark(Tokens *tokens, char mark)
{
    const Token *token = &tokens->items[tokens->at];
    if (token->kind != TOKEN_MARK || token->text.len != 1 || token->text.data[0] != mark)
        return false;
    tokens->at++;
    return true;
}

/* A word that begins so: the one for "day" is often glued to what follows. */
static bool take_start(Tokens *tokens, Str start)
{
    const Token *token = &tokens->items[tokens->at];
    if (token->kind != TOKEN_WORD || !str_starts(token->text, start)) return false;
    tokens->at++;
    return true;
}

/* Ordinal endings and small words between the parts: "1er", "14 de enero", "1º", "2020 m.". */
static void skip_between(Tokens *tokens)
{
    static const Str words[] = {STR_INIT("de"),   STR_INIT("del"), STR_INIT("er"), STR_INIT("st"),
                                STR_INIT("nd"),   STR_INIT("rd"),  STR_INIT("th"), STR_INIT("of"),
                                STR_INIT("º"),    STR_INIT("ª"),   STR_INIT("e"),  STR_INIT("m"),
                                STR_INIT("gada"), STR_INIT("ko"),  STR_INIT("d"),  STR_INIT("ta")};
    for (bool moves = true; moves;) {
        const Token *token = &tokens->items[tokens->at];
        moves = false;
        if (token->kind == TOKEN_MARK)
            moves = token->text.data[0] == '.' || token->text.data[0] == ',' ||
                    token->text.data[0] == '-' || token->text.data[0] == '/' ||
                    str_equal(token->text, STR("°")) || str_equal(token->text, STR("’"));
        for (size_t i = 0; i < COUNT(words) && token->kind == TOKEN_WORD && !moves; i++)
            moves = str_equal_ignoring_case(token->text, words[i]);
        if (moves) tokens->at++;
    }
}

static bool take_month(Tokens *tokens, int32_t *out)
{
    const Token *token = &tokens->items[tokens->at];
    if (token->kind != TOKEN_WORD) return false;
    Str word = token->text;
    *out = month_names_find(tokens->style->months, word, tokens->style->language);
    if (*out == 0 && str_starts(word, STR("\xD7\x91"))) /* Hebrew "in" */
        *out = month_names_find(tokens->style->months, (Str){word.data + 2, word.len - 2}, STR("he"));
    if (*out == 0) return false;
    tokens->at++;
    return true;
}

#define BUDDHIST_YEARS 543

static bool take_year(Tokens *tokens, int32_t *out)
{
    if (!take_number(tokens, 4, 4, out)) return false;
    if (*out > 2443 && *out < 2643 && str_equal(tokens->style->language, STR("th")))
        *out -= BUDDHIST_YEARS;
    return *out >= DATE_FIRST_YEAR && *out <= DATE_LAST_YEAR;
}

static bool set_date(WrittenDate *out, int32_t year, int32_t month, int32_t day)
{
    out->year = year;
    out->month = month;
    out->day = day;
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

/* ---- Forms ----------------------------------------------------------------------------------- */

/* "26. Februar 2020", "14 de enero de 2020". */
static bool match_day_month_year(Tokens *tokens, WrittenDate *out)
{
    int32_t day, month, year;
    if (!take_number(tokens, 1, 2, &day)) return false;
    skip_between(tokens);
    if (!take_month(tokens, &month)) return false;
    skip_between(tokens);
    out->has_month_name = true;
    return take_year(tokens, &year) && set_date(out, year, month, day);
}

/* "mayo 26, 2020". */
static bool match_month_day_year(Tokens *tokens, WrittenDate *out)
{
    int32_t day, month, year;
    if (!take_month(tokens, &month)) return false;
    skip_between(tokens);
    if (!take_number(tokens, 1, 2, &day)) return false;
    skip_between(tokens);
    out->has_month_name = true;
    return take_year(tokens, &year) && set_date(out, year, month, day);
}

/* "2020. január 14.", "2020. gada 14. janvāris". */
static bool match_year_first(Tokens *tokens, WrittenDate *out)
{
    int32_t day, month, year;
    if (!take_year(tokens, &year)) return false;
    skip_between(tokens);
    out->has_month_name = true;
    if (take_month(tokens, &month)) {
        skip_between(tokens);
        return take_number(tokens, 1, 2, &day) && set_date(out, year, month, day);
    }
    if (!take_number(tokens, 1, 2, &day)) return false;
    skip_between(tokens);
    return take_month(tokens, &month) && set_date(out, year, month, day);
}

/* "2020年1月14日", "2020년 1월 14일". */
static bool match_signs(Tokens *tokens, WrittenDate *out)
{
    int32_t day, month, year;
    if (!take_year(tokens, &year)) return false;
    if (!take_start(tokens, STR("年")) && !take_start(tokens, STR("년"))) return false;
    if (!take_number(tokens, 1, 2, &month)) return false;
    if (!take_start(tokens, STR("月")) && !take_start(tokens, STR("월"))) return false;
    return take_number(tokens, 1, 2, &day) && set_date(out, year, month, day);
}

/* "7. 6. 2020", "28.01.22", "14/01/2020" in figures of any script. */
static bool match_figures(Tokens *tokens, WrittenDate *out)
{
    int32_t day, month, year;
    uint32_t first = tokens->at;
    if (!take_number(tokens, 1, 2, &day)) return false;
    char mark = take_mark(tokens, '.') ? '.' : take_mark(tokens, '/') ? '/' : '-';
    if (mark == '-' && !take_mark(tokens, '-')) return false;
    if (!take_number(tokens, 1, 2, &month) || !take_mark(tokens, mark)) return false;
    bool is_even = tokens->items[first].digits == 2 && tokens->items[first + 2].digits == 2;
    if (mark == '.' && is_even && take_number(tokens, 2, 2, &year)) return set_date(out, year + 2000, month, day);
    return take_year(tokens, &year) && set_date(out, year, month, day);
}

/* "2020. 01. 14.", "٢٠٢٠/٠١/١٤". */
static bool match_figures_year_first(Tokens *tokens, WrittenDate *out)
{
    int32_t day, month, year;
    if (!take_year(tokens, &year)) return false;
    char mark = take_mark(tokens, '.') ? '.' : take_mark(tokens, '/') ? '/' : '-';
    if (mark == '-' && !take_mark(tokens, '-')) return false;
    if (!take_number(tokens, 1, 2, &month) || !take_mark(tokens, mark)) return false;
    return take_number(tokens, 1, 2, &day) && set_date(out, year, month, day);
}

/* ---- The whole ------------------------------------------------------------------------------- */

/* "03/04/2024" has its month first in date_parse.h. */
static void set_order(WrittenDate *date, const DateStyle *style)
{
    if (!date->is_swappable || !style->is_day_first) return;
    date->is_swappable = false;
    if (date->is_month_first) {
        int32_t day = date->month;
        date->month = date->day;
        date->day = day;
    }
}

static bool match_forms(Str text, uint32_t at, const DateStyle *style, WrittenDate *out)
{
    typedef bool (*Form)(Tokens *, WrittenDate *);
    static const Form forms[] = {match_day_month_year, match_month_day_year, match_year_first,
                                 match_signs,          match_figures,        match_figures_year_first};
    Tokens tokens = {.style = style};
    read_tokens(text, at, &tokens);
    for (size_t i = 0; i < COUNT(forms); i++) {
        tokens.at = 0;
        *out = (WrittenDate){0};
        if (!forms[i](&tokens, out)) continue;
        out->len = tokens.items[tokens.at - 1].end - at;
        return true;
    }
    return false;
}

bool date_world_parse(Str text, uint32_t at, const DateStyle *style, WrittenDate *out)
{
    if (date_parse(text, at, out) && out->year != 0) {
        set_order(out, style);
        return true;
    }
    return match_forms(text, at, style, out);
}

#define FIRST_SIGN 0x2E80 /* scripts without spaces between words */

/* A date begins with a number or a month; `before` is the character in front, 0 if there is none. */
static bool may_begin(Str text, uint32_t at, uint32_t before, const DateStyle *style)
{
    uint32_t used, character = utf8_decode(text, at, &used);
    if (digit_value(character) >= 0)
        return digit_value(before) < 0 && (!is_letter(before) || before >= FIRST_SIGN);
    if (!is_letter(character) || is_letter(before) || digit_value(before) >= 0) return false;
    Token word = {.kind = TOKEN_WORD};
    uint32_t end = read_word(text, at, &word);
    while (end < text.len && strchr(" .,-/", text.data[end]) != NULL) end++;
    bool has_number = end < text.len && digit_value(utf8_decode(text, end, &used)) >= 0;
    return has_number && month_names_find(style->months, word.text, style->language) != 0;
}

bool date_world_find(Str text, uint32_t from, const DateStyle *style, WrittenDate *out,
                     uint32_t *out_at)
{
    uint32_t before = 0;
    for (uint32_t at = from, used; at < text.len; at += used) {
        uint32_t character = utf8_decode(text, at, &used);
        if (may_begin(text, at, before, style) && date_world_parse(text, at, style, out)) {
            *out_at = at;
            return true;
        }
        before = character;
    }
    return false;
}
