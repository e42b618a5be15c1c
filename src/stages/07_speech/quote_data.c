#include "quote_data.h"

#include "quote_media.h"
#include "text/numbers.h"

static const Str use_names[] = {STR_INIT("say"),       STR_INIT("clause"), STR_INIT("describe"),
                                STR_INIT("according"), STR_INIT("quoted"), STR_INIT("marks"),
                                STR_INIT("noun"),      STR_INIT("adverb")};

static DatelineStatus load_cues(const DataFiles *files, Arena *arena, QuoteData *data,
                                DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "speech/quote_cues.tsv", 3, arena, &table, err));
    phrases_init(&data->cues, arena);
    map_init(&data->nouns, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t use;
        TRY(data_row_word(&table, row, 1, use_names, COUNT(use_names), &use, err));
        bool is_verb = use != CUE_NOUN && use != CUE_ADVERB;
        bool is_new = is_verb ? phrases_add(&data->cues, row->fields[0], use)
                              : map_find(&data->nouns, row->fields[0]) == MAP_NONE;
        if (!is_verb) map_set(&data->nouns, row->fields[0], use);
        if (!is_new)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
    }
    return DATELINE_OK;
}

static DatelineStatus load_sources(const DataFiles *files, Arena *arena, QuoteData *data,
                                   DatelineError *err)
{
    static const Str names[] = {STR_INIT("document"), STR_INIT("nobody"), STR_INIT("sort")};
    Table table;
    TRY(data_table_read(files, "speech/quote_sources.tsv", 3, arena, &table, err));
    map_init(&data->sources, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t use;
        TRY(data_row_word(&table, row, 1, names, COUNT(names), &use, err));
        if (map_find(&data->sources, row->fields[0]) != MAP_NONE)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
        map_set(&data->sources, row->fields[0], use);
    }
    return DATELINE_OK;
}

static DatelineStatus load_words(const DataFiles *files, Arena *arena, QuoteData *data,
                                 DatelineError *err)
{
    static const Str names[WORD_USE_COUNT] = {STR_INIT("teller"), STR_INIT("light"),
                                              STR_INIT("work"), STR_INIT("title"),
                                              STR_INIT("withhold")};
    Table table;
    TRY(data_table_read(files, "speech/quote_words.tsv", 3, arena, &table, err));
    for (size_t use = 0; use < WORD_USE_COUNT; use++) map_init(&data->words[use], arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t use;
        TRY(data_row_word(&table, row, 1, names, WORD_USE_COUNT, &use, err));
        if (map_find(&data->words[use], row->fields[0]) != MAP_NONE)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
        map_set(&data->words[use], row->fields[0], 1);
    }
    return DATELINE_OK;
}

static DatelineStatus load_rules(const DataFiles *files, Arena *arena, QuoteData *data,
                                 DatelineError *err)
{
    static const Str ids[] = {
#define NAME_QUOTE_RULE(id, suffix) STR_INIT(id),
        QUOTE_RULE_LIST(NAME_QUOTE_RULE)
#undef NAME_QUOTE_RULE
    };
    Table table;
    TRY(data_table_read(files, "speech/quote_rules.tsv", 4, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t rule;
        TRY(data_row_word(&table, row, 0, ids, COUNT(ids), &rule, err));
        QuoteRuleRow *slot = &data->rules[rule];
        *slot = (QuoteRuleRow){.id = row->fields[0], .example = row->fields[3], .line = row->line};
        if (!number_share(row->fields[1], &slot->confidence))
            return FAIL_ROW(err, &table, row, "confidence '" STR_FMT "' is not from 0 to 1",
                            STR_ARG(row->fields[1]));
    }
    for (uint32_t rule = 0; rule < COUNT(ids); rule++)
        if (data->rules[rule].id.len == 0)
            return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                        "data/speech/quote_rules.tsv: no line for rule " STR_FMT,
                        STR_ARG(ids[rule]));
    return DATELINE_OK;
}

DatelineStatus quote_data_load(const DataFiles *files, Arena *arena, QuoteData *out,
                               DatelineError *err)
{
    TRY(load_cues(files, arena, out, err));
    TRY(load_sources(files, arena, out, err));
    TRY(load_words(files, arena, out, err));
    TRY(quote_media_load(files, arena, &out->media, err));
    return load_rules(files, arena, out, err);
}

bool quote_data_example(const QuoteData *data, uint32_t index, RuleExample *out)
{
    if (index >= QUOTE_RULE_COUNT)
        return quote_media_example(&data->media, index - QUOTE_RULE_COUNT, out);
    const QuoteRuleRow *rule = &data->rules[index];
    *out = (RuleExample){.rule = rule->id,
                         .text = rule->example,
                         .file = STR("speech/quote_rules.tsv"),
                         .line = rule->line};
    return true;
}
