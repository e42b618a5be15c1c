/* Reading name_rules.tsv and name_forms.tsv. */
#include "text/name_parts.h"
#include "text/utf8.h"

typedef struct Loader {
    NameVariants *rules;
    Arena *arena;
    DatelineError *err;
    const Table *table;
} Loader;

static const Str scope_names[] = {
    STR_INIT("any"),      STR_INIT("slavic"),    STR_INIT("arabic"),
    STR_INIT("korean"),   STR_INIT("chinese"),   STR_INIT("vietnamese"),
    STR_INIT("japanese"), STR_INIT("hungarian"), STR_INIT("iberian")};

typedef enum RuleKind {
    RULE_WORD,
    RULE_START,
    RULE_INSIDE,
    RULE_END,
    RULE_ARTICLE,
    RULE_SON,
    RULE_SERVANT,
    RULE_SUFFIX,
    RULE_FAMILY,
    RULE_GIVEN_LAST,
    RULE_CUE,
    RULE_CUE_WORD,
} RuleKind;

static const Str kind_names[] = {
    STR_INIT("word"),    STR_INIT("start"),      STR_INIT("inside"),  STR_INIT("end"),
    STR_INIT("article"), STR_INIT("son"),        STR_INIT("servant"), STR_INIT("suffix"),
    STR_INIT("family"),  STR_INIT("given last"), STR_INIT("cue"),     STR_INIT("cue word"),
};

static void add_bits(Map *map, Str key, uint32_t bits)
{
    uint32_t before = map_find(map, key);
    map_set(map, key, before == MAP_NONE ? bits : before | bits);
}

static uint32_t add_form(Loader *load, Str text)
{
    *list_add(load->arena, &load->rules->word_forms) = text;
    return load->rules->word_forms.count - 1;
}

/* A spelling may stand for one form only. */
static DatelineStatus add_word(Loader *load, const TableRow *row, Str word, Str to, uint32_t scope)
{
    NameVariants *rules = load->rules;
    uint32_t before = map_find(&rules->words, word);
    if (before != MAP_NONE && !str_equal(rules->word_forms.items[before], to))
        return FAIL_ROW(load->err, load->table, row,
                        "'" STR_FMT "' already stands for '" STR_FMT "'", STR_ARG(word),
                        STR_ARG(rules->word_forms.items[before]));
    if (before == MAP_NONE) map_set(&rules->words, word, add_form(load, to));
    if (scope != 0) add_bits(&rules->cues, word, scope);
    return DATELINE_OK;
}

static void add_letters(Loader *load, RuleKind kind, Str from, Str to, uint32_t scope)
{
    NameVariants *rules = load->rules;
    LetterRules *lists[] = {[RULE_START] = &rules->starts.rules,
                            [RULE_INSIDE] = &rules->insides.rules,
                            [RULE_END] = &rules->ends,
                            [RULE_CUE] = &rules->cue_endings};
    *list_add(load->arena, lists[kind]) = (LetterRule){from, to, scope, NONE_MORE};
    if (kind != RULE_CUE && to.len > rules->longest_to) rules->longest_to = to.len;
}

/* Backwards, so that rules of one letter follow one another as in the file. */
static void index_letters(LetterIndex *index)
{
    for (uint32_t i = 0; i < COUNT(index->first); i++) index->first[i] = NONE_MORE;
    for (uint32_t i = index->rules.count; i > 0; i--) {
        LetterRule *rule = &index->rules.items[i - 1];
        uint32_t *first = &index->first[rule->from.len == 0 ? 0 : (unsigned char)rule->from.data[0]];
        rule->next = *first;
        *first = i - 1;
    }
}

static DatelineStatus add_rule(Loader *load, const TableRow *row, RuleKind kind, uint32_t scope,
                               Str from)
{
    NameVariants *rules = load->rules;
    Str to = row->fields[2];
    switch (kind) {
    case RULE_WORD: return add_word(load, row, utf8_fold(from, load->arena), to, scope);
    case RULE_START:
    case RULE_INSIDE:
    case RULE_END:
    case RULE_CUE: add_letters(load, kind, from, to, scope); break;
    case RULE_ARTICLE: add_bits(&rules->roles, from, ROLE_ARTICLE); break;
    case RULE_SON: add_bits(&rules->roles, from, ROLE_SON); break;
    case RULE_SERVANT: add_bits(&rules->roles, from, ROLE_SERVANT); break;
    case RULE_SUFFIX: map_set(&rules->generations, from, add_form(load, to)); break;
    case RULE_FAMILY: add_bits(&rules->families, from, scope); break;
    case RULE_GIVEN_LAST: add_bits(&rules->last_given, from, scope); break;
    case RULE_CUE_WORD: add_bits(&rules->cues, from, scope); break;
    }
    return DATELINE_OK;
}

static DatelineStatus load_rules(Loader *load, const DataFiles *files)
{
    Table table;
    load->table = &table;
    TRY(data_table_read(files, "entities/name_rules.tsv", 6, load->arena, &table, load->err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t kind, scope;
        TRY(data_row_word(&table, row, 0, kind_names, COUNT(kind_names), &kind, load->err));
        TRY(data_row_word(&table, row, 1, scope_names, COUNT(scope_names), &scope, load->err));
        uint32_t bits = scope == 0 ? 0 : 1u << (scope - 1);
        StrList froms = {0};
        str_split(row->fields[3], '|', load->arena, &froms);
        if (froms.count == 0)
            return FAIL_ROW(load->err, &table, row, "column 4 names nothing to look for");
        for (uint32_t k = 0; k < froms.count; k++)
            TRY(add_rule(load, row, (RuleKind)kind, bits, froms.items[k]));
        if (kind == RULE_WORD && row->fields[2].len > 0)
            TRY(add_word(load, row, row->fields[2], row->fields[2], bits));
    }
    return DATELINE_OK;
}

/* ---- Forms of given names ------------------------------------------------------------------ */

static void add_given(Loader *load, Str name, uint32_t row, bool is_abroad)
{
    NameVariants *rules = load->rules;
    NameParts parts;
    if (!name_parts_read(rules, name, 0, load->arena, &parts)) return;
    Str key = parts.words[0].given;
    uint32_t before = map_find(&rules->forms, key);
    for (uint32_t at = before; at != MAP_NONE && at != NONE_MORE;
         at = rules->given_names.items[at].next)
        if (rules->given_names.items[at].row == row) return; /* "Georgi", "Georgy" */
    *list_add(load->arena, &rules->given_names) =
        (GivenName){row, is_abroad, before == MAP_NONE ? NONE_MORE : before};
    map_set(&rules->forms, key, rules->given_names.count - 1);
}

static DatelineStatus load_forms(Loader *load, const DataFiles *files)
{
    Table table;
    load->table = &table;
    TRY(data_table_read(files, "entities/name_forms.tsv", 5, load->arena, &table, load->err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        StrList shorts = {0}, abroad = {0};
        str_split(row->fields[1], '|', load->arena, &shorts);
        str_split(row->fields[2], '|', load->arena, &abroad);
        if (row->fields[0].len == 0 || shorts.count + abroad.count == 0)
            return FAIL_ROW(load->err, &table, row, "expected a name and other forms of it");
        add_given(load, row->fields[0], i, false);
        for (uint32_t k = 0; k < shorts.count; k++) add_given(load, shorts.items[k], i, false);
        for (uint32_t k = 0; k < abroad.count; k++) add_given(load, abroad.items[k], i, true);
    }
    return DATELINE_OK;
}

DatelineStatus name_variants_load(const DataFiles *files, Arena *arena, const NameVariants **out,
                                  DatelineError *err)
{
    NameVariants *rules = arena_alloc(arena, sizeof *rules);
    Map *maps[] = {&rules->words,       &rules->cues,     &rules->roles,     &rules->forms,
                   &rules->generations, &rules->families, &rules->last_given};
    for (size_t i = 0; i < COUNT(maps); i++) map_init(maps[i], arena);
    Loader load = {.rules = rules, .arena = arena, .err = err};
    TRY(load_rules(&load, files));
    index_letters(&rules->starts);
    index_letters(&rules->insides);
    TRY(load_forms(&load, files));
    *out = rules;
    return DATELINE_OK;
}
