#include "quote_data.h"

#include "quote_media.h"
#include "text/numbers.h"

static const Str use_names[] = {STR_INIT("say"),       STR_INIT("clause"), STR_INIT("describe"),
                                STR_INIT("according"), STR_INIT("quoted"), STR_INIT("marks"),
                                STR_INIT("noun"),      STR_INIT("adverb")};

/* A table of words and what each is used for. */
typedef struct UseTable {
    const char *path;
    const Str *uses;
    size_t use_count;
    /* Keeps a word; false if it stands there already. */
    bool (*take)(QuoteData *data, Str word, uint32_t use);
} UseTable;

static DatelineStatus load_uses(const DataFiles *files, const UseTable *uses, Arena *arena,
                                QuoteData *data, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, uses->path, 3, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t use;
        TRY(data_row_word(&table, row, 1, uses->uses, uses->use_count, &use, err));
        if (!uses->take(data, row->fields[0], use))
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
    }
    return DATELINE_OK;
}

static bool set_once(Map *map, Str word, uint32_t value)
{
    if (map_find(map, word) != MAP_NONE) return false;
    map_set(map, word, value);
    return true;
}

static bool take_cue(QuoteData *data, Str lemma, uint32_t use)
{
    bool is_verb = use != CUE_NOUN && use != CUE_ADVERB;
    return is_verb ? phrases_add(&data->cues, lemma, use) : set_once(&data->nouns, lemma, use);
}

static bool take_source(QuoteData *data, Str lemma, uint32_t use)
{
    return set_once(&data->sources, lemma, use);
}

static bool take_word(QuoteData *data, Str word, uint32_t use)
{
    return set_once(&data->words[use], word, 1);
}

static const Str source_names[] = {STR_INIT("document"), STR_INIT("nobody"), STR_INIT("sort")};
static const Str word_names[WORD_USE_COUNT] = {STR_INIT("teller"),   STR_INIT("light"),
                                               STR_INIT("work"),     STR_INIT("title"),
                                               STR_INIT("withhold"), STR_INIT("edge")};

static const UseTable use_tables[] = {
    {"speech/quote_cues.tsv", use_names, COUNT(use_names), take_cue},
    {"speech/quote_sources.tsv", source_names, COUNT(source_names), take_source},
    {"speech/quote_words.tsv", word_names, COUNT(word_names), take_word},
};

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
    phrases_init(&out->cues, arena);
    map_init(&out->nouns, arena);
    map_init(&out->sources, arena);
    for (size_t use = 0; use < WORD_USE_COUNT; use++) map_init(&out->words[use], arena);
    for (size_t i = 0; i < COUNT(use_tables); i++)
        TRY(load_uses(files, &use_tables[i], arena, out, err));
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
