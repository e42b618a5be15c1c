#include "text/numbers.h"

static const Str kind_names[] = {STR_INIT("unit"), STR_INIT("ten"), STR_INIT("scale")};

static DatelineStatus read_row(NumberWords *out, const Table *table, const TableRow *row,
                               Arena *arena, DatelineError *err)
{
    NumberWord word = {0};
    uint32_t kind = 0;
    while (kind < COUNT(kind_names) && !str_equal(row->fields[1], kind_names[kind])) kind++;
    if (kind == COUNT(kind_names))
        return FAIL_ROW(err, table, row, "kind '" STR_FMT "' is not unit, ten or scale",
                        STR_ARG(row->fields[1]));
    word.kind = (NumberKind)kind;
    if (!number_from_figures(row->fields[2], &word.value))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a number", STR_ARG(row->fields[2]));
    map_set(&out->words, row->fields[0], out->items.count);
    *list_add(arena, &out->items) = word;
    return DATELINE_OK;
}

DatelineStatus numbers_load(NumberWords *out, const DataFiles *files, Arena *arena,
                            DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "text/numbers.tsv", 3, arena, &table, err));
    *out = (NumberWords){0};
    map_init(&out->words, arena);
    for (uint32_t i = 0; i < table.rows.count; i++)
        TRY(read_row(out, &table, &table.rows.items[i], arena, err));
    return DATELINE_OK;
}

const NumberWord *number_word_find(const NumberWords *numbers, Str word)
{
    uint32_t index = map_find(&numbers->words, word);
    return index == MAP_NONE ? NULL : &numbers->items.items[index];
}

/* Commas must part groups of at least two figures, the last of three (15,000; 1,00,000); one point may
 * follow. */
bool number_from_figures(Str word, double *out_value)
{
    double value = 0, place = 1;
    bool after_point = false, has_comma = false;
    uint32_t in_group = 0; /* figures since the last comma */
    if (word.len == 0 || word.len > 24 || !ascii_is_digit(word.data[0])) return false;
    for (uint32_t i = 0; i < word.len; i++) {
        char c = word.data[i];
        if (ascii_is_digit(c)) {
            value = value * 10 + (c - '0');
            if (after_point) place *= 10;
            else in_group++;
        } else if (c == '.' && !after_point && i + 1 < word.len) {
            after_point = true;
        } else if (c != ',' || after_point || i + 2 >= word.len ||
                   !ascii_is_digit(word.data[i + 1]) || !ascii_is_digit(word.data[i + 2])) {
            return false;
        } else {
            has_comma = true;
            in_group = 0;
        }
    }
    if (has_comma && in_group != 3) return false;
    *out_value = value / place;
    return true;
}

bool number_share(Str field, float *out)
{
    double value;
    if (!number_from_figures(field, &value) || value > 1) return false;
    *out = (float)value;
    return true;
}

bool number_weight(Str field, float *out)
{
    bool is_negative = field.len > 1 && field.data[0] == '-';
    if (is_negative) field = (Str){field.data + 1, field.len - 1};
    double value;
    if (!number_from_figures(field, &value)) return false;
    *out = (float)(is_negative ? -value : value);
    return true;
}

/* "twenty-five" as one word. */
static bool read_hyphenated(const NumberWords *numbers, Str word, double *out_value)
{
    uint32_t hyphen = str_find(word, STR("-"), 0);
    if (hyphen == STR_NOT_FOUND) return false;
    const NumberWord *ten = number_word_find(numbers, (Str){word.data, hyphen});
    const NumberWord *unit =
        number_word_find(numbers, (Str){word.data + hyphen + 1, word.len - hyphen - 1});
    if (ten == NULL || unit == NULL || ten->kind != NUMBER_TEN || unit->kind != NUMBER_UNIT)
        return false;
    *out_value = ten->value + unit->value;
    return true;
}

/* The sum so far: whole holds finished thousands, part what the next scale may multiply. */
typedef struct Sum {
    double whole;
    double part;
    bool has_part;
    bool last_is_ten; /* "twenty" waits for "five" */
    bool last_is_unit;
} Sum;

static bool add_word(Sum *sum, const NumberWord *word)
{
    switch (word->kind) {
    case NUMBER_UNIT:
        if (sum->last_is_unit || (sum->last_is_ten && word->value > 9)) return false;
        sum->part += word->value;
        break;
    case NUMBER_TEN:
        if (sum->last_is_unit || sum->last_is_ten) return false;
        sum->part += word->value;
        break;
    case NUMBER_SCALE:
        if (!sum->has_part) return false;
        if (word->value <= 100) {
            sum->part *= word->value;
        } else {
            sum->whole += sum->part * word->value;
            sum->part = 0;
        }
        break;
    }
    sum->last_is_ten = word->kind == NUMBER_TEN;
    sum->last_is_unit = word->kind == NUMBER_UNIT;
    sum->has_part = true;
    return true;
}

/* "and" and the hyphen only between two number words: "two hundred and five". */
static uint32_t add_joined(const NumberWords *numbers, Sum *sum, const Str *words, uint32_t count)
{
    if (count < 2) return 0;
    bool is_hyphen = str_equal(words[0], STR("-")) && sum->last_is_ten;
    bool is_and = str_equal(words[0], STR("and")) && !sum->last_is_ten && !sum->last_is_unit;
    if (!is_hyphen && !is_and) return 0;
    const NumberWord *word = number_word_find(numbers, words[1]);
    if (word == NULL || word->kind == NUMBER_SCALE) return 0;
    return add_word(sum, word) ? 2 : 0;
}

/* "15,000", "twenty-five", "a" before a scale word: the first word that needs more than a look. */
static uint32_t match_start(const NumberWords *numbers, Sum *sum, const Str *words, uint32_t count)
{
    double value;
    if (number_from_figures(words[0], &value) || read_hyphenated(numbers, words[0], &value)) {
        *sum = (Sum){.part = value, .has_part = true, .last_is_unit = true};
        return 1;
    }
    bool is_article = str_equal(words[0], STR("a")) || str_equal(words[0], STR("an"));
    if (!is_article || count < 2) return 0;
    const NumberWord *scale = number_word_find(numbers, words[1]);
    if (scale == NULL || scale->kind != NUMBER_SCALE) return 0;
    *sum = (Sum){.part = 1, .has_part = true, .last_is_unit = true};
    return 1;
}

#define LONGEST_NUMBER_WORDS 12

uint32_t number_match(const NumberWords *numbers, const Str *words, uint32_t word_count,
                      double *out_value)
{
    if (word_count == 0) return 0;
    if (word_count > LONGEST_NUMBER_WORDS) word_count = LONGEST_NUMBER_WORDS;
    Sum sum = {0};
    uint32_t used = match_start(numbers, &sum, words, word_count);
    while (used < word_count) {
        const NumberWord *word = number_word_find(numbers, words[used]);
        uint32_t step = 0;
        if (word != NULL)
            step = add_word(&sum, word) ? 1 : 0;
        else if (used > 0)
            step = add_joined(numbers, &sum, words + used, word_count - used);
        if (step == 0) break;
        used += step;
    }
    if (used > 0) *out_value = sum.whole + sum.part;
    return used;
}
