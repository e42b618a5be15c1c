#include "ranges.h"

#include "values.h"

static DatelineStatus read_range(RangeRules *out, const Table *table, const TableRow *row,
                                 Arena *arena, DatelineError *err)
{
    RangeRule rule = {.id = row->fields[0], .example = row->fields[4], .line = row->line};
    if (!str_equal(row->fields[1], STR("-"))) rule.before = row->fields[1];
    str_split(row->fields[2], '|', arena, &rule.between);
    double confidence;
    if (!number_from_figures(row->fields[3], &confidence) || confidence > 1)
        return FAIL_ROW(err, table, row, "confidence '" STR_FMT "' is not from 0 to 1",
                        STR_ARG(row->fields[3]));
    rule.confidence = (float)confidence;
    *list_add(arena, &out->items) = rule;
    return DATELINE_OK;
}

DatelineStatus ranges_load(RangeRules *out, const DataFiles *files, Arena *arena,
                           DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "time/ranges.tsv", 5, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++)
        TRY(read_range(out, &table, &table.rows.items[i], arena, err));
    return DATELINE_OK;
}

bool ranges_rule_example(const RangeRules *rules, uint32_t index, RuleExample *out)
{
    if (index >= rules->items.count) return false;
    const RangeRule *rule = &rules->items.items[index];
    *out = (RuleExample){rule->id, rule->example, STR("time/ranges.tsv"), rule->line, false};
    return true;
}

static bool holds(const RangeRule *rule, const Words *words, const Time *first, const Time *next)
{
    if (next->tokens.first != first->tokens.end + 1) return false;
    Str between = words->lower[first->tokens.end];
    bool has_before = rule->before.len == 0;
    if (!has_before && first->tokens.first > words->range.first)
        has_before = str_equal(rule->before, words->lower[first->tokens.first - 1]);
    for (uint32_t i = 0; i < rule->between.count && has_before; i++)
        if (str_equal(rule->between.items[i], between)) return true;
    return false;
}

/* "from May 3 to May 7, 2024": the first date takes the year of the next. */
static void borrow_year(Arena *arena, Time *first, const Time *next)
{
    bool is_guess = first->anchor.len > 0 && first->value.is_known && first->value.weekday == 0;
    if (!is_guess || next->anchor.len > 0 || !next->value.is_known) return;
    CivilDate date = civil_from_day(first->value.first_day);
    date.year = civil_from_day(next->value.last_day).year;
    if (!civil_date_is_valid(date)) return;
    if (day_from_civil(date) > next->value.last_day) date.year--;
    if (first->value.granularity == GRANULARITY_MONTH)
        value_set_month(first, arena, date.year, date.month);
    else if (first->value.granularity == GRANULARITY_DAY && civil_date_is_valid(date))
        value_set_day(first, arena, day_from_civil(date));
    first->anchor = (Str){0};
}

/* "from Monday to Wednesday", read on a Tuesday, puts Wednesday a week too early. */
static int32_t last_day_after(const Time *first, const Time *next)
{
    int32_t last = next->value.last_day;
    bool is_weekday = next->value.weekday != 0;
    if (is_weekday && last < first->value.first_day) last += 7;
    return last;
}

/* "from the end of March to the middle of September", both without a year: the second follows. */
static void follow_first(Arena *arena, const Time *first, Time *next)
{
    bool are_guesses = first->anchor.len > 0 && next->anchor.len > 0 && first->value.is_known &&
                       next->value.is_known && next->value.weekday == 0;
    if (!are_guesses || next->value.last_day >= first->value.first_day) return;
    CivilDate date = civil_from_day(next->value.first_day);
    date.year++;
    if (next->value.granularity == GRANULARITY_MONTH)
        value_set_month(next, arena, date.year, date.month);
    else if (next->value.granularity == GRANULARITY_DAY && civil_date_is_valid(date))
        value_set_day(next, arena, day_from_civil(date));
}

static void join_values(Arena *arena, Time *first, const Time *next)
{
    Str from = first->timex, to = next->timex;
    if (first->value.is_known && next->value.is_known) {
        int32_t last = last_day_after(first, next);
        bool moved = last != next->value.last_day;
        Granularity granularity = next->value.granularity;
        Str from_edtf = first->value.edtf;
        Str to_edtf = moved ? day_text(arena, last) : next->value.edtf;
        Time joined = *first;
        value_set_interval(&joined, arena, first->value.first_day, last, granularity);
        bool is_plain = str_find(from_edtf, STR("/"), 0) == STR_NOT_FOUND &&
                        str_find(to_edtf, STR("/"), 0) == STR_NOT_FOUND;
        if (is_plain)
            joined.value.edtf =
                arena_format(arena, STR_FMT "/" STR_FMT, STR_ARG(from_edtf), STR_ARG(to_edtf));
        if (moved) to = to_edtf;
        *first = joined;
    } else {
        first->value = (DateValue){.granularity = next->value.granularity};
    }
    first->timex = arena_format(arena, STR_FMT "/" STR_FMT, STR_ARG(from), STR_ARG(to));
}

/* "between January 22 and now". */
static void set_present(const Reckoning *reckoning, Time *next)
{
    if (!reckoning->has_reference || !str_equal(next->timex, STR("PRESENT_REF"))) return;
    value_set_day(next, reckoning->arena, reckoning->reference);
    next->anchor = reckoning->reference_name;
}

bool ranges_join(const RangeRules *rules, const Words *words, const Reckoning *reckoning,
                 Time *first, const Time *second)
{
    Arena *arena = reckoning->arena;
    Time moved = *second;
    Time *next = &moved;
    bool are_dates = first->type <= TIME_TYPE_TIME && next->type == first->type &&
                     first->timex.len > 0 && next->timex.len > 0;
    if (!are_dates) return false;
    for (uint32_t i = 0; i < rules->items.count; i++) {
        const RangeRule *rule = &rules->items.items[i];
        if (!holds(rule, words, first, next)) continue;
        set_present(reckoning, next);
        borrow_year(arena, first, next);
        follow_first(arena, first, next);
        bool are_known = first->value.is_known && next->value.is_known;
        if (are_known && last_day_after(first, next) < first->value.first_day) return false;
        join_values(arena, first, next);
        first->tokens.end = next->tokens.end;
        first->span.end = next->span.end;
        first->by = (Provenance){rule->id, rule->confidence};
        return true;
    }
    return false;
}

void ranges_open(const Words *words, Arena *arena, Time *time)
{
    if (time->type != TIME_TYPE_DATE || time->tokens.first == words->range.first) return;
    uint32_t used, before = time->tokens.first - 1;
    if (time_word_find(words->lexicon, WORD_SINCE, words->lower + before, 1, &used) != NULL)
        value_open_end(time, arena);
    for (uint32_t back = 1; back <= 2 && time->tokens.first >= words->range.first + back; back++) {
        uint32_t at = time->tokens.first - back;
        if (time_word_find(words->lexicon, WORD_UNTIL, words->lower + at, back, &used) == NULL ||
            used != back)
            continue;
        value_open_start(time, arena);
        return;
    }
}

void ranges_approximate(const Words *words, Arena *arena, Time *time)
{
    uint32_t used, first = time->tokens.first;
    if (time->type != TIME_TYPE_DATE || !time->value.is_known) return;
    for (uint32_t back = 1; back <= 2 && first >= words->range.first + back; back++) {
        if (time_word_find(words->lexicon, WORD_APPROX, words->lower + first - back, back, &used) ==
                NULL ||
            used != back)
            continue;
        value_set_approximate(time, arena);
        return;
    }
}
