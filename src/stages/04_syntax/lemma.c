#include "lemma.h"

#include "base/map.h"
#include "text/data.h"
#include "text/utf8.h"

/* Tags that are inflected in one way. */
typedef enum Inflection {
    INFLECTION_NOUN,
    INFLECTION_PAST,
    INFLECTION_GERUND,
    INFLECTION_THIRD,
    INFLECTION_COMPARATIVE,
    INFLECTION_SUPERLATIVE,
    INFLECTION_COUNT,
} Inflection;

static const Str inflection_names[INFLECTION_COUNT] = {
    STR_INIT("noun"),  STR_INIT("past"),        STR_INIT("gerund"),
    STR_INIT("third"), STR_INIT("comparative"), STR_INIT("superlative"),
};

#define LONGEST_SUFFIX_BYTES 8
/* No word that is inflected is longer. */
#define LONGEST_WORD_BYTES 64

typedef struct SuffixRule {
    uint32_t cut;
    Str add;
} SuffixRule;

struct LemmaTable {
    Map by_tag[XPOS_COUNT];        /* lower form -> index into lemmas */
    Map words[INFLECTION_COUNT];   /* lower form -> index into lemmas */
    Map suffixes[INFLECTION_COUNT]; /* suffix -> index into rules */
    List(Str) lemmas;
    List(SuffixRule) rules;
    StrList prefixes; /* "over", "with": "overran" is inflected as "ran" */
};

/* ---- Loading ------------------------------------------------------------------------------ */

static void add_lemma(LemmaTable *table, Arena *arena, Map *map, Str form, Str lemma)
{
    map_set(map, form, table->lemmas.count);
    *list_add(arena, &table->lemmas) = lemma;
}

static DatelineStatus load_by_tag(const DataFiles *files, Arena *arena, LemmaTable *table,
                                  DatelineError *err)
{
    Table rows;
    TRY(data_table_read(files, "syntax/lemma_tags.tsv", 3, arena, &rows, err));
    for (uint32_t i = 0; i < rows.rows.count; i++) {
        const TableRow *row = &rows.rows.items[i];
        Xpos xpos;
        if (!xpos_from_name(row->fields[0], &xpos))
            return FAIL_ROW(err, &rows, row, "'" STR_FMT "' is not a treebank tag",
                            STR_ARG(row->fields[0]));
        if (row->fields[2].len == 0) return FAIL_ROW(err, &rows, row, "the lemma is empty");
        add_lemma(table, arena, &table->by_tag[xpos], row->fields[1], row->fields[2]);
    }
    return DATELINE_OK;
}

static DatelineStatus read_inflection(const Table *table, const TableRow *row, Inflection *out,
                                      DatelineError *err)
{
    uint32_t index = str_index(row->fields[0], inflection_names, INFLECTION_COUNT);
    *out = (Inflection)index;
    if (index != STR_NOT_FOUND) return DATELINE_OK;
    return FAIL_ROW(err, table, row, "there is no class '" STR_FMT "'", STR_ARG(row->fields[0]));
}

static DatelineStatus load_words(const DataFiles *files, Arena *arena, LemmaTable *table,
                                 DatelineError *err)
{
    Table rows;
    TRY(data_table_read(files, "syntax/irregular.tsv", 3, arena, &rows, err));
    for (uint32_t i = 0; i < rows.rows.count; i++) {
        const TableRow *row = &rows.rows.items[i];
        Inflection inflection;
        TRY(read_inflection(&rows, row, &inflection, err));
        if (row->fields[2].len == 0) return FAIL_ROW(err, &rows, row, "the lemma is empty");
        add_lemma(table, arena, &table->words[inflection], row->fields[1], row->fields[2]);
    }
    return DATELINE_OK;
}

static DatelineStatus load_prefixes(const DataFiles *files, Arena *arena, LemmaTable *table,
                                    DatelineError *err)
{
    Table rows;
    TRY(data_table_read(files, "syntax/verb_prefixes.tsv", 2, arena, &rows, err));
    for (uint32_t i = 0; i < rows.rows.count; i++)
        *list_add(arena, &table->prefixes) = rows.rows.items[i].fields[0];
    return DATELINE_OK;
}

static Str dash_is_empty(Str field)
{
    return str_equal(field, STR("-")) ? (Str){field.data, 0} : field;
}

static DatelineStatus load_suffixes(const DataFiles *files, Arena *arena, LemmaTable *table,
                                    DatelineError *err)
{
    Table rows;
    TRY(data_table_read(files, "syntax/lemma_suffixes.tsv", 4, arena, &rows, err));
    for (uint32_t i = 0; i < rows.rows.count; i++) {
        const TableRow *row = &rows.rows.items[i];
        Inflection inflection;
        TRY(read_inflection(&rows, row, &inflection, err));
        Str suffix = dash_is_empty(row->fields[1]), cut = row->fields[2];
        if (cut.len != 1 || cut.data[0] < '0' || cut.data[0] > '9')
            return FAIL_ROW(err, &rows, row, "'" STR_FMT "' is not a digit", STR_ARG(cut));
        if (suffix.len > LONGEST_SUFFIX_BYTES)
            return FAIL_ROW(err, &rows, row, "the suffix is too long");
        map_set(&table->suffixes[inflection], suffix, table->rules.count);
        SuffixRule rule = {(uint32_t)(cut.data[0] - '0'), dash_is_empty(row->fields[3])};
        *list_add(arena, &table->rules) = rule;
    }
    return DATELINE_OK;
}

DatelineStatus lemma_table_load(const DataFiles *files, Arena *arena, const LemmaTable **out,
                                DatelineError *err)
{
    LemmaTable *table = arena_alloc(arena, sizeof *table);
    for (size_t i = 0; i < XPOS_COUNT; i++) map_init(&table->by_tag[i], arena);
    for (size_t i = 0; i < INFLECTION_COUNT; i++) {
        map_init(&table->words[i], arena);
        map_init(&table->suffixes[i], arena);
    }
    TRY(load_by_tag(files, arena, table, err));
    TRY(load_words(files, arena, table, err));
    TRY(load_prefixes(files, arena, table, err));
    TRY(load_suffixes(files, arena, table, err));
    *out = table;
    return DATELINE_OK;
}

/* ---- Inflected words ---------------------------------------------------------------------- */

static bool find_inflection(Xpos xpos, Inflection *out)
{
    static const struct {
        Xpos xpos;
        Inflection inflection;
    } inflected[] = {
        {XPOS_NNS, INFLECTION_NOUN},        {XPOS_NNPS, INFLECTION_NOUN},
        {XPOS_VBD, INFLECTION_PAST},        {XPOS_VBN, INFLECTION_PAST},
        {XPOS_VBG, INFLECTION_GERUND},      {XPOS_VBZ, INFLECTION_THIRD},
        {XPOS_JJR, INFLECTION_COMPARATIVE}, {XPOS_RBR, INFLECTION_COMPARATIVE},
        {XPOS_JJS, INFLECTION_SUPERLATIVE}, {XPOS_RBS, INFLECTION_SUPERLATIVE},
    };
    for (size_t i = 0; i < COUNT(inflected); i++) {
        if (inflected[i].xpos != xpos) continue;
        *out = inflected[i].inflection;
        return true;
    }
    return false;
}

static const SuffixRule *find_rule(const LemmaTable *table, Inflection inflection, Str lower)
{
    uint32_t longest = lower.len - 1 < LONGEST_SUFFIX_BYTES ? lower.len - 1 : LONGEST_SUFFIX_BYTES;
    for (uint32_t len = longest + 1; len-- > 0;) {
        Str suffix = {lower.data + lower.len - len, len};
        uint32_t index = map_find(&table->suffixes[inflection], suffix);
        if (index == MAP_NONE) continue;
        const SuffixRule *rule = &table->rules.items[index];
        if (rule->cut < lower.len) return rule;
    }
    return NULL;
}

/* The rule's change made to the word as given, so that "CDs" becomes "CD". A rule cuts letters, never a
 * part of one, as of the last in "15 г". */
static Str apply_rule(const SuffixRule *rule, Str word, Arena *arena)
{
    uint32_t kept = word.len - rule->cut;
    bool is_within_letter = rule->cut > 0 && ((unsigned char)word.data[kept] & 0xC0) == 0x80;
    if (is_within_letter) return word;
    if (rule->add.len == 0) return (Str){word.data, kept};
    char *lemma = arena_alloc(arena, (size_t)kept + rule->add.len);
    memcpy(lemma, word.data, kept);
    memcpy(lemma + kept, rule->add.data, rule->add.len);
    return (Str){lemma, kept + rule->add.len};
}

static Str capitalise(Str lemma, Arena *arena)
{
    char *copy = arena_copy(arena, lemma.data, lemma.len);
    if (ascii_is_lower(copy[0])) copy[0] = (char)(copy[0] - 32);
    return (Str){copy, lemma.len};
}

/* "MPs", "CDs": capitals that are not the first letter, but not all of them. */
static bool is_cased_inside(Str form)
{
    uint32_t upper = 0, lower = 0;
    for (uint32_t i = 0; i < form.len; i++) {
        upper += i > 0 && form.data[i] >= 'A' && form.data[i] <= 'Z';
        lower += ascii_is_lower(form.data[i]);
    }
    return upper > 0 && lower > 0;
}

/* The last part of "vice-presidents" is what is inflected. */
static uint32_t find_last_part(Str lower)
{
    for (uint32_t at = lower.len; at > 1; at--)
        if (lower.data[at - 1] == '-' && at < lower.len) return at;
    return 0;
}

static Str join(Str head, Str tail, Arena *arena)
{
    char *joined = arena_alloc(arena, (size_t)head.len + tail.len);
    memcpy(joined, head.data, head.len);
    memcpy(joined + head.len, tail.data, tail.len);
    return (Str){joined, head.len + tail.len};
}

#define SHORTEST_STEM_BYTES 3 /* "ran" of "overran" */

/* "overran", "withheld": a prefix before a verb whose past is irregular; the lemma without it, or an
 * empty one. */
static Str lemma_behind_prefix(const LemmaTable *table, Str lower, Str *out_prefix)
{
    for (uint32_t i = 0; i < table->prefixes.count; i++) {
        Str prefix = table->prefixes.items[i];
        if (!str_starts(lower, prefix) || lower.len < prefix.len + SHORTEST_STEM_BYTES) continue;
        Str stem = {lower.data + prefix.len, lower.len - prefix.len};
        uint32_t word = map_find(&table->words[INFLECTION_PAST], stem);
        if (word == MAP_NONE) continue;
        Str lemma = table->lemmas.items[word];
        if (str_starts(stem, lemma)) continue; /* "relied" has nothing of "lied" */
        *out_prefix = prefix;
        return lemma;
    }
    return (Str){NULL, 0};
}

static Str inflected_lemma(const LemmaTable *table, Inflection inflection, Str form, Str lower,
                           bool is_name, Arena *arena)
{
    bool is_decade = lower.len > 1 && lower.data[lower.len - 2] >= '0' &&
                     lower.data[lower.len - 2] <= '9'; /* "1980s", "16's" */
    if (lower.len > LONGEST_WORD_BYTES || is_decade) return lower;
    uint32_t part = find_last_part(lower);
    Str tail = {lower.data + part, lower.len - part};
    bool keeps_case = form.len == lower.len && (is_name || is_cased_inside(form));
    uint32_t word = map_find(&table->words[inflection], tail);
    if (word != MAP_NONE) {
        Str lemma = table->lemmas.items[word];
        if (keeps_case && is_name && part == 0) return capitalise(lemma, arena);
        return part == 0 ? lemma : join((Str){lower.data, part}, lemma, arena);
    }
    if (inflection == INFLECTION_PAST && part == 0) {
        Str prefix, stem = lemma_behind_prefix(table, lower, &prefix);
        if (stem.len > 0) return join(prefix, stem, arena);
    }
    const SuffixRule *rule = find_rule(table, inflection, tail);
    Str base = keeps_case ? form : lower;
    return rule == NULL ? base : apply_rule(rule, base, arena);
}

/* ---- Other words -------------------------------------------------------------------------- */

/* "15,000" -> "15000" */
static Str number_lemma(Str lower, Arena *arena)
{
    if (lower.len > LONGEST_WORD_BYTES || str_find(lower, STR(","), 0) == STR_NOT_FOUND)
        return lower;
    char *digits = arena_alloc(arena, lower.len);
    uint32_t len = 0;
    for (uint32_t i = 0; i < lower.len; i++)
        if (lower.data[i] != ',') digits[len++] = lower.data[i];
    return len > 0 ? (Str){digits, len} : lower;
}

static Str mark_lemma(Str form, Str lower)
{
    uint32_t len;
    switch (utf8_decode(form, 0, &len)) {
    case 0x201C:
    case 0x201D: return STR("\"");
    default: return lower;
    }
}

/* Common nouns that stand for letters: "DNA", "CEO", "L2", "X". */
static bool is_short_capitals(Str form)
{
    if (form.len > 3) return false;
    for (uint32_t i = 0; i < form.len; i++) {
        bool is_digit = i > 0 && ascii_is_digit(form.data[i]);
        if (!is_digit && !ascii_is_upper(form.data[i])) return false;
    }
    return true;
}

static bool keeps_its_form(Tag tag, Xpos xpos)
{
    return tag == TAG_PROPN || xpos == XPOS_NNP || xpos == XPOS_ADD || xpos == XPOS_GW ||
           xpos == XPOS_LS || (tag == TAG_X && xpos != XPOS_NONE);
}

Str lemma_of(const LemmaTable *table, Str form, Str lower, Tag tag, Xpos xpos, Arena *arena)
{
    if (form.len == 0) return form;
    uint32_t listed = map_find(&table->by_tag[xpos], lower);
    if (listed != MAP_NONE) return table->lemmas.items[listed];
    Inflection inflection;
    bool is_name = tag == TAG_PROPN || xpos == XPOS_NNPS;
    if (find_inflection(xpos, &inflection))
        return inflected_lemma(table, inflection, form, lower, is_name, arena);
    if (keeps_its_form(tag, xpos)) return form;
    if (xpos == XPOS_CD) return number_lemma(lower, arena);
    if (tag == TAG_PUNCT || tag == TAG_SYM) return mark_lemma(form, lower);
    if (xpos == XPOS_NN && is_short_capitals(form)) return form;
    return lower;
}
