#include "lexicon.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "holidays.h"
#include "pattern.h"

static const Str class_names[] = {
#define X(suffix, text) STR_INIT(text),
    WORD_CLASS_LIST(X)
#undef X
};

static const Str meaning_names[] = {
#define X(suffix, text) STR_INIT(text),
    MEANING_LIST(X)
#undef X
};

/* A whole number with an optional sign, nothing after it. */
static bool read_integer(Str text, int32_t *out)
{
    bool is_negative = text.len > 0 && text.data[0] == '-';
    uint32_t at = is_negative || (text.len > 0 && text.data[0] == '+');
    if (at == text.len || text.len - at > 6) return false;
    int32_t value = 0;
    for (; at < text.len; at++) {
        if (!ascii_is_digit(text.data[at])) return false;
        value = value * 10 + (text.data[at] - '0');
    }
    *out = is_negative ? -value : value;
    return true;
}

static void add_starter(Lexicon *lexicon, Str phrase, uint32_t kind)
{
    uint32_t space = str_find(phrase, STR(" "), 0);
    Str first = space == STR_NOT_FOUND ? phrase : (Str){phrase.data, space};
    uint32_t before = map_find(&lexicon->starters, first);
    map_set(&lexicon->starters, first, before == MAP_NONE ? kind : before | kind);
}

/* ---- words.tsv ---- */

static bool starts_expressions(WordClass class)
{
    return class <= WORD_VAGUE;
}

static DatelineStatus read_words(Lexicon *lexicon, const Table *table, const TableRow *row,
                                 DatelineError *err)
{
    uint32_t class = str_index(row->fields[0], class_names, WORD_CLASS_COUNT);
    if (class == STR_NOT_FOUND)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a class of words",
                        STR_ARG(row->fields[0]));
    TimeWord word = {.text = row->fields[1]};
    if (str_ends(word.text, STR("!"))) {
        word.is_common = true;
        word.text.len--;
    }
    if (!read_integer(word.text, &word.number)) word.number = 0;
    StrList phrases = {0};
    str_split(row->fields[2], '|', lexicon->arena, &phrases);
    for (uint32_t i = 0; i < phrases.count; i++) {
        if (!phrases_add(&lexicon->phrases[class], phrases.items[i], lexicon->words.count))
            return FAIL_ROW(err, table, row, "'" STR_FMT "' stands here a second time",
                            STR_ARG(phrases.items[i]));
        if (starts_expressions((WordClass)class)) add_starter(lexicon, phrases.items[i], 1u << class);
    }
    *list_add(lexicon->arena, &lexicon->words) = word;
    return DATELINE_OK;
}

/* ---- rules.tsv ---- */

/* A number may be a vague one, a written date start with a month or weekday. */
static uint32_t kinds_of(WordClass class)
{
    if ((int)class < WORD_CLASS_COUNT) return 1u << class;
    if ((int)class == READ_NUMBER || (int)class == READ_LENGTH)
        return OPENS_READ | 1u << WORD_VAGUE;
    if ((int)class == READ_WRITTEN) return OPENS_READ | 1u << WORD_MONTH | 1u << WORD_WEEKDAY;
    return OPENS_READ;
}

static void add_to_set(RuleSet *set, uint32_t rule)
{
    set->bits[rule / 64] |= 1ull << (rule % 64);
}

static void add_literal(Lexicon *lexicon, Str word, uint32_t rule)
{
    uint32_t index = map_find(&lexicon->literals, word);
    if (index == MAP_NONE) {
        index = lexicon->by_literal.count;
        *list_add(lexicon->arena, &lexicon->by_literal) = (RuleSet){0};
        map_set(&lexicon->literals, word, index);
    }
    add_to_set(&lexicon->by_literal.items[index], rule);
    add_starter(lexicon, word, OPENS_LITERAL);
}

/* A bit for the word; the empty word has none. */
static uint64_t literal_bit(Str word)
{
    return word.len == 0 ? 0 : 1ull << (hash_bytes(word.data, word.len, 0) % 64);
}

static void allow_second(const Element *element, TimeRule *rule)
{
    for (uint32_t c = 0; c < element->choice_count; c++) {
        const Choice *choice = &element->choices[c];
        if (choice->class == CLASS_LITERAL)
            rule->second_literals |= literal_bit(choice->word);
        else
            rule->second_kinds |= kinds_of(choice->class);
    }
}

/* What may follow the element; everything, if the expression may end there. */
static void allow_after(uint32_t element, TimeRule *rule)
{
    for (uint32_t i = element + 1; i < rule->element_count; i++) {
        allow_second(&rule->elements[i], rule);
        if (!rule->elements[i].is_optional) return;
    }
    rule->second_kinds = UINT32_MAX;
}

static bool has_literal(const Element *element)
{
    for (uint32_t c = 0; c < element->choice_count; c++)
        if (element->choices[c].class == CLASS_LITERAL) return true;
    return false;
}

static void set_seconds(TimeRule *rule)
{
    for (uint32_t i = 0; i < rule->element_count; i++) {
        if (has_literal(&rule->elements[i])) allow_after(i, rule);
        if (!rule->elements[i].is_optional) return;
    }
}

/* Of a clock all that is known is that it is read. */
static void set_kinds(Element *element)
{
    for (uint32_t i = 0; i < element->choice_count; i++) {
        Choice *choice = &element->choices[i];
        bool is_listed = (int)choice->class < WORD_CLASS_COUNT;
        bool is_known = is_listed ? starts_expressions(choice->class) || choice->class == WORD_HOLIDAY ||
                                        choice->class == WORD_PERIOD
                                  : (int)choice->class != READ_CLOCK && choice->class != CLASS_LITERAL;
        choice->kinds = is_known ? kinds_of(choice->class) : UINT32_MAX;
    }
}

static void set_all_kinds(TimeRule *rule)
{
    set_kinds(&rule->before.words);
    set_kinds(&rule->after.words);
    for (uint32_t i = 0; i < rule->element_count; i++) set_kinds(&rule->elements[i]);
}

static void add_rule_starters(Lexicon *lexicon, const TimeRule *rule)
{
    uint32_t number = lexicon->rules.count;
    for (uint32_t i = 0; i < rule->element_count; i++) {
        const Element *element = &rule->elements[i];
        for (uint32_t c = 0; c < element->choice_count; c++) {
            const Choice *choice = &element->choices[c];
            if (choice->class == CLASS_LITERAL) {
                add_literal(lexicon, choice->word, number);
                continue;
            }
            for (uint32_t kinds = kinds_of(choice->class); kinds != 0; kinds &= kinds - 1)
                add_to_set(&lexicon->by_kind[__builtin_ctz(kinds)], number);
        }
        if (!element->is_optional) return;
    }
}

static bool starts_number(const Lexicon *lexicon, Str word)
{
    char c = word.data[0];
    bool is_article = str_equal(word, STR("a")) || str_equal(word, STR("an"));
    return ascii_is_digit(c) || (c == '\'' && word.len > 2) || is_article ||
           str_find(word, STR("-"), 0) != STR_NOT_FOUND || time_word_is_ordinal(word) ||
           number_word_find(&lexicon->numbers, word) != NULL;
}

uint32_t time_word_opens(const Lexicon *lexicon, Str word)
{
    if (word.len == 0) return 0;
    uint32_t listed = map_find(&lexicon->starters, word);
    uint32_t kinds = listed == MAP_NONE ? 0 : listed;
    if (starts_number(lexicon, word)) kinds |= OPENS_READ;
    if (str_starts(word, STR("mid-"))) kinds |= 1u << WORD_MONTH; /* "mid-December" */
    return kinds;
}

/* "the", "last" open many rules, most of which the next word rules out. */
static bool can_go_on(const TimeRule *rule, uint32_t next_kinds, uint64_t next_literal)
{
    return (rule->second_kinds & next_kinds) != 0 || (rule->second_literals & next_literal) != 0;
}

static void add_opened_by_literal(const Lexicon *lexicon, Str word, Str next, uint32_t next_kinds, RuleSet *opened)
{
    uint32_t literal = map_find(&lexicon->literals, word);
    if (literal == MAP_NONE) return;
    next_kinds |= OPENS_NOTHING;
    uint64_t next_literal = literal_bit(next);
    const RuleSet *of_word = &lexicon->by_literal.items[literal];
    for (uint32_t i = 0; i < COUNT(of_word->bits); i++) {
        for (uint64_t left = of_word->bits[i]; left != 0; left &= left - 1) {
            uint32_t rule = i * 64 + (uint32_t)__builtin_ctzll(left);
            if (can_go_on(&lexicon->rules.items[rule], next_kinds, next_literal))
                add_to_set(opened, rule);
        }
    }
}

/* "a" is a number before a unit, a scale or the rest of "a few", and an article before all else. */
static bool is_plain_article(const Lexicon *lexicon, Str word, Str next, uint32_t next_kinds)
{
    static const Str rest[] = {STR_INIT("few"), STR_INIT("couple"), STR_INIT("number")};
    if (!str_equal(word, STR("a")) && !str_equal(word, STR("an"))) return false;
    uint32_t units = 1u << WORD_UNIT | 1u << WORD_UNITS | 1u << WORD_CLOCK_UNIT;
    return !str_is_one_of(next, rest, COUNT(rest)) &&
           number_word_find(&lexicon->numbers, next) == NULL &&
           (next_kinds & units) == 0;
}

RuleSet time_rules_opened(const Lexicon *lexicon, Str word, uint32_t kinds, Str next, uint32_t next_kinds)
{
    RuleSet opened = {0};
    if (is_plain_article(lexicon, word, next, next_kinds)) kinds &= OPENS_LITERAL;
    for (uint32_t left = kinds & ~OPENS_LITERAL; left != 0; left &= left - 1) {
        const RuleSet *of_kind = &lexicon->by_kind[__builtin_ctz(left)];
        for (size_t i = 0; i < COUNT(opened.bits); i++) opened.bits[i] |= of_kind->bits[i];
    }
    if (kinds & OPENS_LITERAL) add_opened_by_literal(lexicon, word, next, next_kinds, &opened);
    return opened;
}

static DatelineStatus read_rule(Lexicon *lexicon, const Table *table, const TableRow *row,
                                DatelineError *err)
{
    TimeRule rule = {.id = row->fields[0], .example = row->fields[6], .line = row->line};
    const char *reason = time_pattern_read(row->fields[1], lexicon->arena, &rule);
    if (reason != NULL)
        return FAIL_ROW(err, table, row, "pattern '" STR_FMT "': %s", STR_ARG(row->fields[1]),
                        reason);
    uint32_t meaning = str_index(row->fields[2], meaning_names, MEANING_COUNT);
    if (meaning == STR_NOT_FOUND)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a meaning", STR_ARG(row->fields[2]));
    rule.meaning = (Meaning)meaning;
    static const Str tenses[] = {STR_INIT("-"), STR_INIT("past"), STR_INIT("future")};
    uint32_t tense = str_index(row->fields[4], tenses, COUNT(tenses));
    if (tense == STR_NOT_FOUND)
        return FAIL_ROW(err, table, row, "tense '" STR_FMT "' is not past, future or -",
                        STR_ARG(row->fields[4]));
    rule.tense = (TenseDemand)tense;
    if (!read_integer(row->fields[3], &rule.shift) ||
        !number_share(row->fields[5], &rule.confidence))
        return FAIL_ROW(err, table, row, "shift or confidence is not a number");
    if (lexicon->rules.count == MOST_RULES)
        return FAIL_ROW(err, table, row, "more than %d rules", MOST_RULES);
    set_all_kinds(&rule);
    set_seconds(&rule);
    add_rule_starters(lexicon, &rule);
    *list_add(lexicon->arena, &lexicon->rules) = rule;
    return DATELINE_OK;
}

bool time_lexicon_example(const void *data, uint32_t index, RuleExample *out)
{
    const Lexicon *lexicon = data;
    if (index >= lexicon->rules.count) return false;
    const TimeRule *rule = &lexicon->rules.items[index];
    *out = (RuleExample){
        .rule = rule->id, .text = rule->example, .file = STR("time/rules.tsv"), .line = rule->line};
    return true;
}

/* ---- holidays ---- */

static DatelineStatus read_holiday(Lexicon *lexicon, const Table *table, const TableRow *row,
                                   DatelineError *err)
{
    Holiday holiday = {0};
    if (!holiday_read(row->fields[1], lexicon->arena, &holiday) ||
        !number_share(row->fields[2], &holiday.confidence))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a day", STR_ARG(row->fields[1]));
    StrList names = {0};
    str_split(row->fields[0], '|', lexicon->arena, &names);
    for (uint32_t i = 0; i < names.count; i++) {
        /* Tokens part "year" and "'s". */
        Str name = names.items[i];
        uint32_t mark = str_find(name, STR("'s"), 0);
        if (mark != STR_NOT_FOUND)
            name = arena_format(lexicon->arena, STR_FMT " " STR_FMT, (int)mark, name.data,
                                (int)(name.len - mark), name.data + mark);
        if (!phrases_add(&lexicon->phrases[WORD_HOLIDAY], name, lexicon->holidays.count))
            return FAIL_ROW(err, table, row, "'" STR_FMT "' stands here a second time",
                            STR_ARG(name));
        add_starter(lexicon, name, 1u << WORD_HOLIDAY);
    }
    *list_add(lexicon->arena, &lexicon->holidays) = holiday;
    return DATELINE_OK;
}

/* ---- periods ---- */

/* "1939-09-01" or "1914"; INT32_MIN for a year the calendar of the program does not reach. */
static bool read_period_day(Str text, bool is_last, int32_t *out)
{
    CivilDate date = {0, is_last ? 12 : 1, is_last ? 31 : 1};
    if (text.len != 4 && text.len != 10) return false;
    if (!read_integer((Str){text.data, 4}, &date.year)) return false;
    if (text.len == 10 && (!read_integer((Str){text.data + 5, 2}, &date.month) ||
                           !read_integer((Str){text.data + 8, 2}, &date.day)))
        return false;
    *out = INT32_MIN;
    if (date.year < EARLIEST_YEAR) return true;
    if (!civil_date_is_valid(date)) return false;
    *out = day_from_civil(date);
    return true;
}

static DatelineStatus read_period(Lexicon *lexicon, const Table *table, const TableRow *row,
                                  DatelineError *err)
{
    Period period = {.first_text = row->fields[1], .last_text = row->fields[2]};
    if (!read_period_day(row->fields[1], false, &period.first_day) ||
        !read_period_day(row->fields[2], true, &period.last_day) ||
        period.last_day < period.first_day || !number_share(row->fields[3], &period.confidence))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' to '" STR_FMT "' is no period",
                        STR_ARG(row->fields[1]), STR_ARG(row->fields[2]));
    StrList names = {0};
    str_split(row->fields[0], '|', lexicon->arena, &names);
    for (uint32_t i = 0; i < names.count; i++) {
        if (!phrases_add(&lexicon->phrases[WORD_PERIOD], names.items[i], lexicon->periods.count))
            return FAIL_ROW(err, table, row, "'" STR_FMT "' stands here a second time",
                            STR_ARG(names.items[i]));
        add_starter(lexicon, names.items[i], 1u << WORD_PERIOD);
    }
    *list_add(lexicon->arena, &lexicon->periods) = period;
    return DATELINE_OK;
}

/* ---- the whole ---- */

typedef DatelineStatus RowReader(Lexicon *, const Table *, const TableRow *, DatelineError *);

static DatelineStatus read_table(Lexicon *lexicon, const DataFiles *files, const char *name,
                                 uint32_t columns, RowReader *read, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, name, columns, lexicon->arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++)
        TRY(read(lexicon, &table, &table.rows.items[i], err));
    return DATELINE_OK;
}

DatelineStatus time_lexicon_load(Lexicon *lexicon, const DataFiles *files, Arena *arena,
                            DatelineError *err)
{
    *lexicon = (Lexicon){.arena = arena};
    map_init(&lexicon->starters, arena);
    map_init(&lexicon->literals, arena);
    for (uint32_t i = 0; i < WORD_CLASS_COUNT; i++) phrases_init(&lexicon->phrases[i], arena);
    TRY(numbers_load(&lexicon->numbers, files, arena, err));
    TRY(read_table(lexicon, files, "time/words.tsv", 3, read_words, err));
    TRY(read_table(lexicon, files, "time/rules.tsv", 7, read_rule, err));
    TRY(read_table(lexicon, files, "time/periods.tsv", 4, read_period, err));
    return read_table(lexicon, files, "time/holidays.tsv", 3, read_holiday, err);
}

const TimeWord *time_word_find(const Lexicon *lexicon, WordClass class, const Str *words,
                             uint32_t word_count, uint32_t *out_used)
{
    uint32_t index = phrases_match(&lexicon->phrases[class], words, word_count, out_used);
    return index == MAP_NONE ? NULL : &lexicon->words.items[index];
}
