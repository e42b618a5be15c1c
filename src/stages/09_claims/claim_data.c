#include "claim_data.h"

#define NAMES(array, LIST)                                                                         \
    static const Str array[] = {LIST(NAME_TEXT)};
#define NAME_TEXT(suffix, text) STR_INIT(text),

NAMES(unit_kind_names, UNIT_KIND_LIST)
NAMES(figure_shape_names, FIGURE_SHAPE_LIST)
NAMES(cue_shape_names, CUE_SHAPE_LIST)
NAMES(cue_need_names, CUE_NEED_LIST)
NAMES(hedge_names, HEDGE_LIST)

static const Str noun_use_names[] = {STR_INIT("claim"), STR_INIT("source"),
                                     STR_INIT("refusal"), STR_INIT("accusation"), STR_INIT("accuser"),
                                     STR_INIT("proposal"), STR_INIT("other")};

#define FIND_NAME(name, names, out)                                                                \
    ((*(out) = str_index((name), (names), COUNT(names))) != STR_NOT_FOUND)

static DatelineStatus add_phrases(ClaimData *data, const Table *table, const TableRow *row,
                                  Str field, PhraseTable *phrases, uint32_t value,
                                  DatelineError *err)
{
    StrList words = {0};
    str_split(field, '|', data->arena, &words);
    for (uint32_t i = 0; i < words.count; i++) {
        if (words.items[i].len == 0) continue;
        phrases_add(phrases, words.items[i], value);
    }
    if (words.count == 0) return FAIL_ROW(err, table, row, "no words");
    return DATELINE_OK;
}

static DatelineStatus read_unit(ClaimData *data, const Table *table, const TableRow *row,
                                DatelineError *err)
{
    uint32_t kind;
    if (!FIND_NAME(row->fields[0], unit_kind_names, &kind))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a kind of unit",
                        STR_ARG(row->fields[0]));
    UnitRow unit = {.kind = (UnitKind)kind, .unit = row->fields[1], .factor = 1};
    if (str_equal(unit.unit, STR("-"))) unit.unit = (Str){0};
    if (unit.kind == UNIT_LETTER && !number_from_figures(unit.unit, &unit.factor))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a number", STR_ARG(unit.unit));
    TRY(add_phrases(data, table, row, row->fields[2], &data->unit_words[kind], data->units.count,
                    err));
    *list_add(data->arena, &data->units) = unit;
    return DATELINE_OK;
}

static DatelineStatus read_hedge(ClaimData *data, const Table *table, const TableRow *row,
                                 DatelineError *err)
{
    uint32_t hedge;
    if (!FIND_NAME(row->fields[0], hedge_names, &hedge))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a hedge", STR_ARG(row->fields[0]));
    bool is_before = str_equal(row->fields[1], STR("before"));
    if (!is_before && !str_equal(row->fields[1], STR("after")))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not before or after",
                        STR_ARG(row->fields[1]));
    return add_phrases(data, table, row, row->fields[2],
                       is_before ? &data->hedges_before : &data->hedges_after, hedge, err);
}

static DatelineStatus read_vague(ClaimData *data, const Table *table, const TableRow *row,
                                 DatelineError *err)
{
    VagueRow vague;
    uint32_t hedge;
    if (!number_from_figures(row->fields[0], &vague.low) ||
        !number_from_figures(row->fields[1], &vague.high) || vague.high < vague.low)
        return FAIL_ROW(err, table, row, "low and high are not two numbers in order");
    TRY(data_row_word(table, row, 2, hedge_names, COUNT(hedge_names), &hedge, err));
    vague.hedge = (Hedge)hedge;
    TRY(add_phrases(data, table, row, row->fields[3], &data->vague_words, data->vague.count, err));
    *list_add(data->arena, &data->vague) = vague;
    return DATELINE_OK;
}

static DatelineStatus read_fraction(ClaimData *data, const Table *table, const TableRow *row,
                                    DatelineError *err)
{
    double share;
    if (!number_from_figures(row->fields[0], &share) || share < 2)
        return FAIL_ROW(err, table, row, "share is not a number from 2");
    TRY(add_phrases(data, table, row, row->fields[1], &data->fraction_words, data->fractions.count, err));
    *list_add(data->arena, &data->fractions) = share;
    return DATELINE_OK;
}

static DatelineStatus read_size(ClaimData *data, const Table *table, const TableRow *row,
                                DatelineError *err)
{
    FigureSize size;
    if (!figure_size_from_name(row->fields[0], &size) || size == SIZE_NONE)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not dead, injured or arrested",
                        STR_ARG(row->fields[0]));
    StrList words = {0};
    str_split(row->fields[1], '|', data->arena, &words);
    for (uint32_t i = 0; i < words.count; i++) map_set(&data->sizes, words.items[i], size);
    return DATELINE_OK;
}

static DatelineStatus read_figure(ClaimData *data, const Table *table, const TableRow *row,
                                  DatelineError *err)
{
    FigureRule rule = {.id = row->fields[0], .example = row->fields[3], .line = row->line};
    uint32_t shape;
    if (!FIND_NAME(row->fields[1], figure_shape_names, &shape))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a shape", STR_ARG(row->fields[1]));
    rule.shape = (FigureShape)shape;
    if (!number_share(row->fields[2], &rule.confidence))
        return FAIL_ROW(err, table, row, "confidence is not from 0 to 1");
    *list_add(data->arena, &data->figure_rules) = rule;
    return DATELINE_OK;
}

static DatelineStatus read_cue(ClaimData *data, const Table *table, const TableRow *row,
                               DatelineError *err)
{
    Cue cue = {.id = row->fields[0], .example = row->fields[7], .line = row->line};
    uint32_t shape, needs;
    if (!FIND_NAME(row->fields[2], cue_shape_names, &shape) ||
        !FIND_NAME(row->fields[5], cue_need_names, &needs) ||
        !stance_from_name(row->fields[3], &cue.stance))
        return FAIL_ROW(err, table, row, "shape, stance or needs is not one of its names");
    cue.shape = (CueShape)shape;
    cue.needs = (CueNeed)needs;
    if (!number_share(row->fields[4], &cue.certainty) ||
        !number_share(row->fields[6], &cue.confidence))
        return FAIL_ROW(err, table, row, "certainty or confidence is not from 0 to 1");
    StrList words = {0};
    str_split(row->fields[1], '|', data->arena, &words);
    for (uint32_t i = 0; i < words.count; i++)
        map_set(&data->cue_words[shape], words.items[i], data->cues.count);
    *list_add(data->arena, &data->cues) = cue;
    return DATELINE_OK;
}

static DatelineStatus read_noun(ClaimData *data, const Table *table, const TableRow *row,
                                DatelineError *err)
{
    uint32_t use;
    if (!FIND_NAME(row->fields[0], noun_use_names, &use))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a use", STR_ARG(row->fields[0]));
    StrList words = {0};
    str_split(row->fields[1], '|', data->arena, &words);
    for (uint32_t i = 0; i < words.count; i++) map_set(&data->nouns[use], words.items[i], 1);
    return DATELINE_OK;
}

typedef DatelineStatus RowReader(ClaimData *, const Table *, const TableRow *, DatelineError *);

static DatelineStatus read_table(ClaimData *data, const DataFiles *files, const char *name,
                                 uint32_t columns, RowReader *read, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, name, columns, data->arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++)
        TRY(read(data, &table, &table.rows.items[i], err));
    return DATELINE_OK;
}

static DatelineStatus index_shapes(ClaimData *data, DatelineError *err)
{
    for (uint32_t i = data->figure_rules.count; i > 0; i--) {
        const FigureRule *rule = &data->figure_rules.items[i - 1];
        data->rule_of_shape[rule->shape] = rule;
    }
    for (uint32_t shape = 0; shape < SHAPE_COUNT; shape++)
        if (data->rule_of_shape[shape] == NULL)
            return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                        "data/claims/figures.tsv: no row of shape '" STR_FMT "'",
                        STR_ARG(figure_shape_names[shape]));
    return DATELINE_OK;
}

DatelineStatus claim_data_load(ClaimData *data, const DataFiles *files, Arena *arena,
                               DatelineError *err)
{
    *data = (ClaimData){.arena = arena};
    for (uint32_t i = 0; i < UNIT_KIND_COUNT; i++) phrases_init(&data->unit_words[i], arena);
    for (uint32_t i = 0; i < CUE_SHAPE_COUNT; i++) map_init(&data->cue_words[i], arena);
    for (uint32_t i = 0; i < NOUN_USE_COUNT; i++) map_init(&data->nouns[i], arena);
    phrases_init(&data->hedges_before, arena);
    phrases_init(&data->hedges_after, arena);
    phrases_init(&data->vague_words, arena);
    phrases_init(&data->fraction_words, arena);
    TRY(numbers_load(&data->numbers, files, arena, err));
    TRY(read_table(data, files, "claims/units.tsv", 3, read_unit, err));
    TRY(read_table(data, files, "claims/hedges.tsv", 3, read_hedge, err));
    TRY(read_table(data, files, "claims/vague.tsv", 4, read_vague, err));
    TRY(read_table(data, files, "claims/fractions.tsv", 2, read_fraction, err));
    map_init(&data->sizes, arena);
    TRY(read_table(data, files, "claims/sizes.tsv", 2, read_size, err));
    TRY(read_table(data, files, "claims/figures.tsv", 4, read_figure, err));
    TRY(read_table(data, files, "claims/cues.tsv", 8, read_cue, err));
    TRY(read_table(data, files, "claims/nouns.tsv", 2, read_noun, err));
    return index_shapes(data, err);
}

bool claim_data_example(const ClaimData *data, uint32_t index, RuleExample *out)
{
    if (index < data->figure_rules.count) {
        const FigureRule *rule = &data->figure_rules.items[index];
        *out = (RuleExample){rule->id, rule->example, STR("claims/figures.tsv"), rule->line, false};
        return true;
    }
    index -= data->figure_rules.count;
    if (index >= data->cues.count) return false;
    const Cue *cue = &data->cues.items[index];
    *out = (RuleExample){cue->id, cue->example, STR("claims/cues.tsv"), cue->line, false};
    return true;
}

const UnitRow *claim_data_unit(const ClaimData *data, UnitKind kind, const Str *words,
                               uint32_t word_count, uint32_t *out_used)
{
    uint32_t index = phrases_match(&data->unit_words[kind], words, word_count, out_used);
    return index == MAP_NONE ? NULL : &data->units.items[index];
}

bool claim_data_is(const ClaimData *data, UnitKind kind, Str lemma)
{
    uint32_t used;
    return claim_data_unit(data, kind, &lemma, 1, &used) != NULL;
}

const Cue *claim_data_cue(const ClaimData *data, CueShape shape, Str lemma)
{
    uint32_t index = map_find(&data->cue_words[shape], lemma);
    return index == MAP_NONE ? NULL : &data->cues.items[index];
}

const Cue *claim_data_verb(const ClaimData *data, Str lemma)
{
    static const CueShape shapes[] = {CUE_VERB, CUE_ANSWER, CUE_ACCUSE};
    for (size_t i = 0; i < COUNT(shapes); i++) {
        const Cue *cue = claim_data_cue(data, shapes[i], lemma);
        if (cue != NULL) return cue;
    }
    return NULL;
}

bool claim_data_is_noun(const ClaimData *data, NounUse use, Str lemma)
{
    return map_find(&data->nouns[use], lemma) != MAP_NONE;
}
