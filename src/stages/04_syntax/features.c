/*
 * Features by table and agreement.
 *
 *     they    PRON/PRP   they: Case=Nom|Number=Plur|Person=3|PronType=Prs
 *     agreed  VERB/VBD   Mood=Ind|Number=@Sing|Person=@3|Tense=Past|VerbForm=Fin
 *                        and its subject is plural: Mood=Ind|Number=Plur|Person=3|…
 *
 * Of the rows with the word's two tags the first that fits decides. What stands behind an @ is
 * taken where the verb has no subject.
 */
#include "features.h"

#include "text/utf8.h"

#define LONGEST_CLIMB 16 /* from a verb to the one whose subject it shares */
#define NUMBER_COUNT 2   /* Sing, Plur */
#define PERSON_COUNT 3

typedef uint64_t RelationSet;
_Static_assert(REL_COUNT <= 64, "a set of relations is one number");

/* What a form looks like, for rows that name no forms. */
typedef enum Shape { SHAPE_NONE, SHAPE_DIGITS, SHAPE_DECIMAL, SHAPE_DIGITS_LETTERS } Shape;

typedef struct FeatureRow {
    StrList forms; /* empty: any */
    Shape shape;   /* SHAPE_NONE: any */
    RelationSet relations;
    RelationSet dependents; /* one of them must be there; 0: none need be */
    bool agrees;
    uint32_t features[NUMBER_COUNT][PERSON_COUNT]; /* all the same unless it agrees */
    uint32_t number;                               /* where there is no subject: 0 or 1, 0 to 2 */
    uint32_t person;
    uint32_t next; /* row of the same tags; NONE */
} FeatureRow;

struct FeatureTable {
    List(FeatureRow) rows;
    List(Str) names; /* of the numbers that rows and tokens have; the first is empty */
    uint32_t first[TAG_COUNT][XPOS_COUNT]; /* row, or NONE */
};

/* ---- Loading --------------------------------------------------------------------------------- */

enum {
    COLUMN_TAG,
    COLUMN_XPOS,
    COLUMN_FORMS,
    COLUMN_RELATIONS,
    COLUMN_DEPENDENTS,
    COLUMN_FEATURES,
    COLUMN_EXAMPLE,
    COLUMN_COUNT
};

static const Str number_names[NUMBER_COUNT] = {STR_INIT("Sing"), STR_INIT("Plur")};
static const Str person_names[PERSON_COUNT] = {STR_INIT("1"), STR_INIT("2"), STR_INIT("3")};

static bool is_any(Str field)
{
    return str_equal(field, STR("-"));
}

static DatelineStatus read_relations(const Table *table, const TableRow *row, uint32_t column,
                                     Arena *arena, RelationSet *out, DatelineError *err)
{
    StrList names = {0};
    *out = 0;
    if (is_any(row->fields[column])) return DATELINE_OK;
    str_split(row->fields[column], ' ', arena, &names);
    for (uint32_t i = 0; i < names.count; i++) {
        Relation relation;
        if (!relation_from_name(names.items[i], &relation))
            return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a relation",
                            STR_ARG(names.items[i]));
        *out |= (RelationSet)1 << relation;
    }
    return DATELINE_OK;
}

static void read_forms(Str field, Arena *arena, FeatureRow *out)
{
    if (is_any(field)) return;
    if (str_equal(field, STR("<12>")))
        out->shape = SHAPE_DIGITS;
    else if (str_equal(field, STR("<1.2>")))
        out->shape = SHAPE_DECIMAL;
    else if (str_equal(field, STR("<12th>")) || str_equal(field, STR("<12s>")))
        out->shape = SHAPE_DIGITS_LETTERS;
    else
        str_split(field, ' ', arena, &out->forms);
}

/* The index of the name behind "KEY=@" in the features; false if there is another. */
static bool read_fallback(Str features, Str key, const Str *names, uint32_t count, uint32_t *out)
{
    uint32_t at = str_find(features, key, 0);
    if (at == STR_NOT_FOUND) return false;
    Str rest = {features.data + at + key.len, features.len - at - key.len};
    for (uint32_t i = 0; i < count; i++) {
        *out = i;
        if (str_starts(rest, names[i])) return true;
    }
    return false;
}

/* The features with "@Sing" and "@3" replaced by number and person. */
static Str agree(Str features, const FeatureRow *row, uint32_t number, uint32_t person,
                 Arena *arena)
{
    uint32_t first = str_find(features, STR("@"), 0);
    uint32_t second = str_find(features, STR("@"), first + 1);
    uint32_t rest = second + 1 + person_names[row->person].len;
    uint32_t middle = first + 1 + number_names[row->number].len;
    return arena_format(arena, STR_FMT STR_FMT STR_FMT STR_FMT STR_FMT, (int)first, features.data,
                        STR_ARG(number_names[number]), (int)(second - middle),
                        features.data + middle, STR_ARG(person_names[person]),
                        (int)(features.len - rest), features.data + rest);
}

static uint32_t add_name(FeatureTable *features, Str name, Arena *arena)
{
    *list_add(arena, &features->names) = name;
    return features->names.count - 1;
}

static DatelineStatus read_features(const Table *table, const TableRow *row, Arena *arena,
                                    FeatureTable *to, FeatureRow *out, DatelineError *err)
{
    Str field = row->fields[COLUMN_FEATURES];
    Str features = str_equal(field, STR("_")) ? (Str){0} : field;
    out->agrees = str_find(features, STR("@"), 0) != STR_NOT_FOUND;
    bool has_fallbacks =
        !out->agrees ||
        (read_fallback(features, STR("Number=@"), number_names, NUMBER_COUNT, &out->number) &&
         read_fallback(features, STR("|Person=@"), person_names, PERSON_COUNT, &out->person));
    if (!has_fallbacks)
        return FAIL_ROW(err, table, row,
                        "'" STR_FMT "': Number=@Sing or @Plur and then "
                        "Person=@1, @2 or @3 expected",
                        STR_ARG(features));
    uint32_t name = out->agrees ? 0 : add_name(to, features, arena);
    for (uint32_t number = 0; number < NUMBER_COUNT; number++)
        for (uint32_t person = 0; person < PERSON_COUNT; person++)
            out->features[number][person] =
                out->agrees ? add_name(to, agree(features, out, number, person, arena), arena)
                            : name;
    return DATELINE_OK;
}

static DatelineStatus read_row(const Table *table, const TableRow *row, Arena *arena,
                               FeatureTable *out, uint32_t **ends, DatelineError *err)
{
    Tag tag;
    Xpos xpos;
    if (!tag_from_name(row->fields[COLUMN_TAG], &tag) ||
        !xpos_from_name(row->fields[COLUMN_XPOS], &xpos))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' and '" STR_FMT "' are not two tags",
                        STR_ARG(row->fields[COLUMN_TAG]), STR_ARG(row->fields[COLUMN_XPOS]));
    FeatureRow features = {.next = NONE};
    read_forms(row->fields[COLUMN_FORMS], arena, &features);
    TRY(read_relations(table, row, COLUMN_RELATIONS, arena, &features.relations, err));
    TRY(read_relations(table, row, COLUMN_DEPENDENTS, arena, &features.dependents, err));
    TRY(read_features(table, row, arena, out, &features, err));
    uint32_t *end = &(*ends)[tag * XPOS_COUNT + xpos], index = out->rows.count;
    if (*end == NONE)
        out->first[tag][xpos] = index;
    else
        out->rows.items[*end].next = index;
    *end = index;
    *list_add(arena, &out->rows) = features;
    return DATELINE_OK;
}

DatelineStatus feature_table_load(const DataFiles *files, Arena *arena, const FeatureTable **out,
                                  DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "syntax/features.tsv", COLUMN_COUNT, arena, &table, err));
    FeatureTable *features = arena_alloc(arena, sizeof *features);
    add_name(features, (Str){NULL, 0}, arena);
    uint32_t *ends = arena_new_items(arena, uint32_t, TAG_COUNT * XPOS_COUNT);
    for (uint32_t tag = 0; tag < TAG_COUNT; tag++)
        for (uint32_t xpos = 0; xpos < XPOS_COUNT; xpos++)
            features->first[tag][xpos] = ends[tag * XPOS_COUNT + xpos] = NONE;
    for (uint32_t i = 0; i < table.rows.count; i++)
        TRY(read_row(&table, &table.rows.items[i], arena, features, &ends, err));
    *out = features;
    return DATELINE_OK;
}

/* ---- One word -------------------------------------------------------------------------------- */

static Shape shape_of(Str form)
{
    uint32_t stops = 0;
    uint32_t at = 0;
    if (form.len == 0 || !ascii_is_digit(form.data[0])) return SHAPE_NONE;
    for (; at < form.len && !ascii_is_letter(form.data[at]); at++) stops += form.data[at] == '.';
    if (at < form.len) return SHAPE_DIGITS_LETTERS;
    return stops == 1 ? SHAPE_DECIMAL : SHAPE_DIGITS;
}

static bool fits(const FeatureRow *row, const Token *token, RelationSet dependents)
{
    if (row->relations != 0 && (row->relations & (RelationSet)1 << token->relation) == 0)
        return false;
    if (row->dependents != 0 && (row->dependents & dependents) == 0) return false;
    if (row->shape != SHAPE_NONE && row->shape != shape_of(token->lower)) return false;
    return row->forms.count == 0 || str_is_one_of(token->lower, row->forms.items, row->forms.count);
}

static const FeatureRow *find_row(const FeatureTable *table, const Token *token,
                                  RelationSet dependents)
{
    uint32_t row = table->first[token->tag][token->xpos];
    while (row != NONE && !fits(&table->rows.items[row], token, dependents))
        row = table->rows.items[row].next;
    return row == NONE ? NULL : &table->rows.items[row];
}

/* ---- Agreement ------------------------------------------------------------------------------- */

static bool is_subject(const Token *token)
{
    switch ((int)token->relation) {
    case REL_NSUBJ:
    case REL_NSUBJ_PASS:
    case REL_NSUBJ_OUTER:
    case REL_CSUBJ:
    case REL_CSUBJ_PASS:
    case REL_EXPL: return true;
    default: return false;
    }
}

/* Of each token of the sentence: its first subject and the relations of its dependents. */
typedef struct Around {
    uint32_t subject; /* token, or NONE */
    RelationSet dependents;
} Around;

static Around *look_around(const Document *doc, TokenRange tokens, Arena *scratch)
{
    Around *around = arena_new_items(scratch, Around, tokens.end - tokens.first);
    for (uint32_t i = tokens.first; i < tokens.end; i++)
        around[i - tokens.first] = (Around){.subject = NONE};
    for (uint32_t i = tokens.first; i < tokens.end; i++) {
        const Token *token = document_token(doc, i);
        if (token->head == NONE) continue;
        Around *head = &around[token->head - tokens.first];
        head->dependents |= (RelationSet)1 << token->relation;
        if (is_subject(token) && head->subject == NONE) head->subject = i;
    }
    return around;
}

static bool is_bound(const Token *token)
{
    return token->relation == REL_AUX || token->relation == REL_AUX_PASS ||
           token->relation == REL_COP || token->relation == REL_CONJ;
}

/* The subject of a verb, its own or that of the verb or predicate it goes with. "The men who said":
 * the men. */
static uint32_t find_subject(const Document *doc, const Around *around, uint32_t first,
                             uint32_t verb)
{
    for (uint32_t steps = 0; steps < LONGEST_CLIMB; steps++) {
        const Token *token = document_token(doc, verb);
        uint32_t subject = around[verb - first].subject;
        if (subject != NONE) {
            Xpos xpos = document_token(doc, subject)->xpos;
            bool is_relative = xpos == XPOS_WDT || xpos == XPOS_WP;
            return is_relative && token->relation == REL_ACL_RELCL ? token->head : subject;
        }
        if (!is_bound(token) || token->head == NONE) return NONE;
        verb = token->head;
    }
    return NONE;
}

static bool has_feature(Str features, Str feature)
{
    return str_find(features, feature, 0) != STR_NOT_FOUND;
}

static uint32_t number_of(Str subject, const Around *around)
{
    RelationSet joined = (RelationSet)1 << REL_CONJ;
    return has_feature(subject, STR("Number=P")) || (around->dependents & joined) != 0;
}

static uint32_t person_of(Str subject)
{
    if (has_feature(subject, STR("Person=1"))) return 0;
    return has_feature(subject, STR("Person=2")) ? 1 : 2;
}

static void set_agreeing(const FeatureTable *table, Document *doc, const Around *around,
                         uint32_t first, uint32_t index)
{
    Token *token = &doc->tokens.items[index];
    const FeatureRow *row = find_row(table, token, around[index - first].dependents);
    uint32_t subject = find_subject(doc, around, first, index);
    uint32_t number = row->number, person = row->person;
    if (subject != NONE) {
        Str noun = document_features(doc, document_token(doc, subject));
        number = number_of(noun, &around[subject - first]);
        person = person_of(noun);
        /* "-s" is left out but for plurals, first and second persons */
        if (token->xpos == XPOS_VBP && person == 2) number = 1;
    }
    token->features = row->features[number][person];
}

void features_set(const FeatureTable *table, Document *doc, const Sentence *sentence,
                  Arena *scratch)
{
    TokenRange tokens = sentence->tokens;
    const Around *around = look_around(doc, tokens, scratch);
    doc->features = table->names.items;
    for (uint32_t i = tokens.first; i < tokens.end; i++) {
        Token *token = &doc->tokens.items[i];
        const FeatureRow *row = find_row(table, token, around[i - tokens.first].dependents);
        token->features = row == NULL || row->agrees ? 0 : row->features[0][0];
    }
    for (uint32_t i = tokens.first; i < tokens.end; i++) {
        const Token *token = document_token(doc, i);
        if (token->features != 0) continue;
        const FeatureRow *row = find_row(table, token, around[i - tokens.first].dependents);
        if (row != NULL && row->agrees) set_agreeing(table, doc, around, tokens.first, i);
    }
}
