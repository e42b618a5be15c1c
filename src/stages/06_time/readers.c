#include "readers.h"

#include "text/date_parse.h"

#define MOST_YEARS_IN_SPAN 15 /* "1914-18", "1990-05"; more is another number */

static bool is_figures(Str word, uint32_t least, uint32_t most)
{
    if (word.len < least || word.len > most) return false;
    for (uint32_t i = 0; i < word.len; i++)
        if (word.data[i] < '0' || word.data[i] > '9') return false;
    return true;
}

static int32_t figures_value(Str word)
{
    int32_t value = 0;
    for (uint32_t i = 0; i < word.len; i++) value = value * 10 + (word.data[i] - '0');
    return value;
}

/* "21st", "3rd". */
static bool read_ordinal_figures(Str word, int32_t *out)
{
    if (word.len < 3 || word.len > 5) return false;
    Str figures = {word.data, word.len - 2};
    Str ending = {word.data + word.len - 2, 2};
    bool is_ending = str_equal(ending, STR("st")) || str_equal(ending, STR("nd")) ||
                     str_equal(ending, STR("rd")) || str_equal(ending, STR("th"));
    if (!is_ending || !is_figures(figures, 1, 3)) return false;
    *out = figures_value(figures);
    return true;
}

/* All end as their figures do: "first" in "st", "twentieth" in "th". */
static bool ends_as_ordinal(Str word)
{
    return str_ends(word, STR("th")) || str_ends(word, STR("st")) || str_ends(word, STR("nd")) ||
           str_ends(word, STR("rd"));
}

static bool read_ordinal(Str word, int32_t *out)
{
    if (!ends_as_ordinal(word)) return false;
    static const Str names[] = {
        STR_INIT("first"),     STR_INIT("second"),   STR_INIT("third"),      STR_INIT("fourth"),
        STR_INIT("fifth"),     STR_INIT("sixth"),    STR_INIT("seventh"),    STR_INIT("eighth"),
        STR_INIT("ninth"),     STR_INIT("tenth"),    STR_INIT("eleventh"),   STR_INIT("twelfth"),
        STR_INIT("thirteenth"), STR_INIT("fourteenth"), STR_INIT("fifteenth"),
        STR_INIT("sixteenth"), STR_INIT("seventeenth"), STR_INIT("eighteenth"),
        STR_INIT("nineteenth"), STR_INIT("twentieth")};
    static const Str tens[] = {STR_INIT("thirtieth"),  STR_INIT("fortieth"), STR_INIT("fiftieth"),
                               STR_INIT("sixtieth"),   STR_INIT("seventieth"),
                               STR_INIT("eightieth"),  STR_INIT("ninetieth"),
                               STR_INIT("hundredth")};
    for (uint32_t i = 0; i < COUNT(names); i++) {
        if (!str_equal(word, names[i])) continue;
        *out = (int32_t)i + 1;
        return true;
    }
    for (uint32_t i = 0; i < COUNT(tens); i++) {
        if (!str_equal(word, tens[i])) continue;
        *out = 10 * (int32_t)i + 30;
        return true;
    }
    return read_ordinal_figures(word, out);
}

bool time_word_is_ordinal(Str word)
{
    int32_t unused;
    return read_ordinal(word, &unused);
}

/* "1990s", "'90s", "90s", "mid-1980s"; "1800s" is said of the century. */
static bool read_decade(Str word, TimeForm *form)
{
    if (str_starts(word, STR("mid-"))) {
        form->edge = STR("MID");
        word = (Str){word.data + 4, word.len - 4};
    }
    if (word.len > 0 && word.data[0] == '\'') word = (Str){word.data + 1, word.len - 1};
    if (!str_ends(word, STR("s"))) return false;
    word.len--;
    if (str_ends(word, STR("'"))) word.len--;
    if (!is_figures(word, 2, 4) || word.len == 3 || word.data[word.len - 1] != '0') return false;
    int32_t value = figures_value(word);
    if (word.len == 2) value += value <= 20 ? 2000 : 1900;
    bool is_century = word.len == 4 && value % 100 == 0 && value < 1900;
    if (is_century)
        form->ordinal = value / 100 + 1;
    else
        form->decade = value;
    return value >= EARLIEST_YEAR && value <= LATEST_YEAR;
}

static const Token *token_at(const Words *words, uint32_t at)
{
    return document_token(words->doc, at);
}

/* The tokens that text [start, end) covers; 0 if it ends within one. */
static uint32_t count_tokens_to(const Words *words, uint32_t at, uint32_t end)
{
    for (uint32_t i = at; i < words->range.end; i++) {
        uint32_t token_end = token_at(words, i)->span.end;
        if (token_end == end) return i + 1 - at;
        if (token_end > end) return token_at(words, i)->span.start >= end ? i - at : 0;
    }
    return 0;
}

/* "21st"; "twenty-first" and "twenty first", whose parts may be tokens. */
static uint32_t read_day(const Words *words, uint32_t at, int32_t *out)
{
    Str word = words->lower[at];
    int32_t tens = str_starts(word, STR("twenty")) ? 20 : str_starts(word, STR("thirty")) ? 30 : 0;
    uint32_t used = 1;
    if (is_figures(word, 1, 2)) {
        *out = figures_value(word);
    } else if (tens != 0 && word.len <= 7) {
        if (word.len == 6 && at + 1 < words->range.end &&
            str_equal(words->lower[at + 1], STR("-")))
            used++;
        if (at + used >= words->range.end || !read_ordinal(words->lower[at + used], out) || *out > 9)
            return 0;
        used++;
        *out += tens;
    } else if (tens != 0 && word.data[6] == '-') {
        if (!read_ordinal((Str){word.data + 7, word.len - 7}, out) || *out > 9) return 0;
        *out += tens;
    } else if (!read_ordinal(word, out)) {
        return 0;
    }
    return *out >= 1 && *out <= 31 ? used : 0;
}

/* "03/04/2024" the way the article writes it. */
static void settle_order(const Words *words, WrittenDate *date, TimeForm *form)
{
    if (!date->is_swappable) return;
    bool is_wrong = words->order == (date->is_month_first ? ORDER_DAY_FIRST : ORDER_MONTH_FIRST);
    form->is_order_unsure = words->order == ORDER_UNKNOWN;
    if (!is_wrong) return;
    int32_t month = date->month;
    date->month = date->day;
    date->day = month;
}

static uint32_t read_written(const Words *words, uint32_t at, TimeForm *form)
{
    WrittenDate date;
    const Token *token = token_at(words, at);
    if (!date_parse(words->doc->text, token->span.start, &date)) return 0;
    uint32_t used = count_tokens_to(words, at, token->span.start + date.len);
    if (used == 0) return 0;
    uint32_t weekday_used;
    const TimeWord *weekday =
        time_word_find(words->lexicon, WORD_WEEKDAY, words->lower + at, used, &weekday_used);
    if (weekday != NULL) form->weekday = weekday->number;
    settle_order(words, &date, form);
    form->year = date.year;
    form->month = date.month;
    form->day = date.day;
    form->has_clock = date.has_time;
    form->hour = date.hour;
    form->minute = date.minute;
    return used;
}

/* "1430 GMT". */
static uint32_t read_run_together_clock(const Words *words, uint32_t at, TimeForm *form)
{
    static const Str zones[] = {STR_INIT("gmt"), STR_INIT("utc")};
    if (at + 1 >= words->range.end || !is_figures(words->lower[at], 4, 4)) return 0;
    int32_t value = figures_value(words->lower[at]);
    if (!str_is_one_of(words->lower[at + 1], zones, COUNT(zones))) return 0;
    if (value / 100 > 23 || value % 100 > 59) return 0;
    form->hour = value / 100;
    form->minute = value % 100;
    form->has_clock = true;
    return 2;
}

static uint32_t read_clock(const Words *words, uint32_t at, TimeForm *form)
{
    const Token *token = token_at(words, at);
    uint32_t len =
        date_parse_clock(words->doc->text, token->span.start, &form->hour, &form->minute);
    if (len == 0) return read_run_together_clock(words, at, form);
    form->has_clock = true;
    return count_tokens_to(words, at, token->span.start + len);
}

static uint32_t read_number(const Words *words, uint32_t at, TimeForm *form)
{
    uint32_t left = words->range.end - at;
    uint32_t used = number_match(&words->lexicon->numbers, words->lower + at, left, &form->number);
    if (used > 0) return used;
    const TimeWord *vague =
        time_word_find(words->lexicon, WORD_VAGUE, words->lower + at, left, &used);
    if (vague != NULL) {
        form->number = vague->number == 0 ? NUMBER_VAGUE : vague->number;
        return used;
    }
    Str word = words->lower[at];
    if (!str_equal(word, STR("a")) && !str_equal(word, STR("an"))) return 0;
    form->number = 1;
    return 1;
}

/* ---- Lengths of several units -------------------------------------------------------------- */

/* What a unit of words.tsv adds to a length; false for weekends, which are no measure. */
static bool add_to_length(char unit, double number, Length *out)
{
    static const struct {
        char unit;
        enum LengthUnit in;
        int32_t times;
    } units[] = {{'Y', LENGTH_YEARS, 1},   {'M', LENGTH_MONTHS, 1}, {'W', LENGTH_WEEKS, 1},
                 {'D', LENGTH_DAYS, 1},    {'H', LENGTH_HOURS, 1},  {'N', LENGTH_MINUTES, 1},
                 {'S', LENGTH_SECONDS, 1}, {'Q', LENGTH_MONTHS, 3}, {'F', LENGTH_WEEKS, 2},
                 {'T', LENGTH_YEARS, 10},  {'C', LENGTH_YEARS, 100}};
    for (size_t i = 0; i < COUNT(units); i++) {
        if (units[i].unit != unit) continue;
        if (out->count[units[i].in] != 0) return false; /* "two days and two days" */
        out->count[units[i].in] = number * units[i].times;
        return true;
    }
    return false;
}

/* "21 days", "a year": tokens used. */
static uint32_t read_counted_unit(const Words *words, uint32_t at, Length *out)
{
    static const WordClass classes[] = {WORD_UNIT, WORD_UNITS, WORD_CLOCK_UNIT};
    TimeForm form = {0};
    uint32_t used = read_number(words, at, &form), unit_used;
    if (used == 0 || form.number <= 0 || at + used >= words->range.end) return 0;
    for (size_t i = 0; i < COUNT(classes); i++) {
        const TimeWord *unit =
            time_word_find(words->lexicon, classes[i], words->lower + at + used,
                           words->range.end - at - used, &unit_used);
        if (unit == NULL) continue;
        bool is_fraction = unit->text.data[0] == 'Q' && form.number == 1; /* "and a quarter" */
        if (is_fraction || !add_to_length(unit->text.data[0], form.number, out)) return 0;
        return used + unit_used;
    }
    return 0;
}

/* "2 years, 1 month and 21 days": two units or more. */
static uint32_t read_length(const Words *words, uint32_t at, TimeForm *form)
{
    Length length = {.is_set = true};
    uint32_t used = read_counted_unit(words, at, &length), parts = used > 0;
    while (parts > 0 && parts < LENGTH_UNIT_COUNT) {
        uint32_t next = at + used;
        if (next < words->range.end && str_equal(words->lower[next], STR(","))) next++;
        if (next < words->range.end && str_equal(words->lower[next], STR("and"))) next++;
        uint32_t more = next < words->range.end ? read_counted_unit(words, next, &length) : 0;
        if (more == 0) break;
        used = next + more - at;
        parts++;
    }
    if (parts < 2) return 0;
    form->length = length;
    return used;
}

/* "70", "594", "3,000": a year of an era, or a count of years. */
static bool read_figure(Str word, int32_t *out)
{
    double value;
    if (word.len > 6 || !number_from_figures(word, &value)) return false;
    *out = (int32_t)value;
    return value == *out && value >= 1;
}

static uint32_t read_year(const Words *words, uint32_t at, TimeForm *form)
{
    Str word = words->lower[at];
    if (str_starts(word, STR("mid-"))) {
        form->edge = STR("MID");
        word = (Str){word.data + 4, word.len - 4};
    }
    if (!is_figures(word, 4, 4)) return 0;
    int32_t year = figures_value(word);
    if (year < EARLIEST_YEAR || year > LATEST_YEAR) return 0;
    if (form->year == 0)
        form->year = year;
    else
        form->last_year = year;
    return 1;
}

/* "20" of "2019-20": the end of a span, glued to its start or with nothing after it to count. */
static uint32_t read_short_year(const Words *words, uint32_t at, TimeForm *form)
{
    if (!is_figures(words->lower[at], 2, 2) || form->year == 0) return 0;
    bool is_glued = (token_at(words, at)->flags & TOKEN_SPACE_BEFORE) == 0;
    bool goes_on = at + 1 < words->range.end && token_at(words, at + 1)->kind == TOKEN_WORD;
    if (!is_glued && goes_on) return 0;
    int32_t last = form->year / 100 * 100 + figures_value(words->lower[at]);
    if (last < form->year) last += 100;
    if (last == form->year || last - form->year > MOST_YEARS_IN_SPAN) return 0;
    form->last_year = last;
    return 1;
}

uint32_t time_read_class(const Words *words, WordClass class, uint32_t at, TimeForm *form)
{
    Str word = words->lower[at];
    switch ((int)class) {
    case READ_WRITTEN: return read_written(words, at, form);
    case READ_CLOCK: return read_clock(words, at, form);
    case READ_NUMBER: return read_number(words, at, form);
    case READ_YEAR: return read_year(words, at, form);
    case READ_DAY: return read_day(words, at, form->day == 0 ? &form->day : &form->last_day);
    case READ_DECADE: return read_decade(word, form);
    case READ_ORDINAL: return read_ordinal(word, &form->ordinal);
    case READ_FIGURE: return read_figure(word, &form->figure);
    case READ_SHORT_YEAR: return read_short_year(words, at, form);
    case READ_LENGTH: return read_length(words, at, form);
    default: return 0;
    }
}
