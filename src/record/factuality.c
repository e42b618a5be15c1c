#include "record/factuality.h"

#include <math.h>

#include "text/data.h"
#include "text/numbers.h"

#define MOST_LEVELS 4   /* words above that are looked at */
#define MOST_ABOVE 6    /* clauses above that may be under a condition */
#define MOST_NAME 160   /* bytes of a name; longer words are cut */
#define MOST_STEPS 16   /* stops circles in a broken tree */

struct FactualityModel {
    StatusWords words;
    Map names; /* -> weights */
    List(float) weights;
};

/* What kind of sentence it is: of "I", "you"; a question or a cry; plain. */
typedef enum Style { STYLE_UNKNOWN, STYLE_PERSONAL, STYLE_LOUD, STYLE_PLAIN } Style;

/* What the names of a token's own clause and of those below it are made of. */
typedef struct Facts {
    bool is_known;
    bool is_negated;
    bool is_infinitive; /* "to go" */
    bool is_imperative;
    Str tense;     /* "VBD", "VBP+perf", "will", "to" */
    Str modal;     /* lemma; empty */
    Str lemma;     /* of names their tag */
    uint32_t subject; /* its own; NONE */
} Facts;

struct FactualityWork {
    const FactualityModel *model;
    const Tree *tree;
    Arena *arena;
    Facts *facts;  /* [tokens.count] */
    Style *styles; /* [sentences.count] */
    bool *asks;    /* [sentences.count] ends in a question mark; set with styles */

    /* while a token is described */
    float sum;
    FactualitySink *sink; /* or NULL */
    void *context;
};

/* ---- names and weights ----------------------------------------------------------------------- */

static void add_parts(FactualityWork *work, const Str *parts, size_t count)
{
    char name[MOST_NAME];
    uint32_t len = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t size = parts[i].len < MOST_NAME - len ? parts[i].len : MOST_NAME - len;
        if (size > 0) memcpy(name + len, parts[i].data, size);
        len += size;
    }
    Str whole = {name, len};
    if (work->sink != NULL) work->sink(work->context, whole);
    uint32_t weight = map_find(&work->model->names, whole);
    if (weight != MAP_NONE) work->sum += work->model->weights.items[weight];
}

#define PARTS(...) ((const Str[]){__VA_ARGS__})
#define ADD(work, ...) add_parts(work, PARTS(__VA_ARGS__), COUNT(PARTS(__VA_ARGS__)))

static Str relation_str(const FactualityWork *work, uint32_t token)
{
    return str_from_cstring(relation_name(tree_relation(work->tree, token)));
}

static const Token *token_of(const FactualityWork *work, uint32_t token)
{
    return document_token(work->tree->doc, token);
}

static Str sign(bool is_negated)
{
    return is_negated ? STR("-") : STR("");
}

/* ---- facts of a token ------------------------------------------------------------------------ */

static bool is_helper(Relation relation)
{
    return relation == REL_AUX || relation == REL_AUX_PASS || relation == REL_COP;
}

static bool is_finite(Xpos xpos)
{
    return xpos == XPOS_VBD || xpos == XPOS_VBP || xpos == XPOS_VBZ;
}

/* "VBD", "VBP", "VBG", "NN": of the finite helper, else of the word. */
static Str base_tense(const FactualityWork *work, uint32_t token)
{
    const Tree *tree = work->tree;
    Xpos xpos = token_of(work, token)->xpos;
    for (uint32_t c = tree_first_child(tree, token); c != NONE; c = tree_next_child(tree, c))
        if (is_helper(tree_relation(tree, c)) && is_finite(token_of(work, c)->xpos)) {
            xpos = token_of(work, c)->xpos;
            break;
        }
    if (xpos == XPOS_VBZ) xpos = XPOS_VBP;
    return str_from_cstring(xpos_name(xpos));
}

static bool has_helper(const FactualityWork *work, uint32_t token, Str lemma)
{
    const Tree *tree = work->tree;
    for (uint32_t c = tree_first_child(tree, token); c != NONE; c = tree_next_child(tree, c))
        if (is_helper(tree_relation(tree, c)) && tree_has_lemma(tree, c, lemma)) return true;
    return false;
}

static bool has_any_helper(const FactualityWork *work, uint32_t token)
{
    const Tree *tree = work->tree;
    for (uint32_t c = tree_first_child(tree, token); c != NONE; c = tree_next_child(tree, c))
        if (is_helper(tree_relation(tree, c))) return true;
    return false;
}

static Str tense_of(const FactualityWork *work, uint32_t token, const Facts *facts)
{
    Str base = facts->is_infinitive ? STR("to")
               : facts->modal.len > 0 ? facts->modal
                                      : base_tense(work, token);
    bool is_perfect = tree_is_perfect(work->tree, token);
    bool is_progressive = token_of(work, token)->xpos == XPOS_VBG && has_helper(work, token, STR("be"));
    if (!is_perfect && !is_progressive) return base;
    return arena_format(work->arena, STR_FMT "%s%s", STR_ARG(base), is_perfect ? "+perf" : "",
                        is_progressive ? "+prog" : "");
}

/* "Leave the town." */
static bool is_imperative(const FactualityWork *work, uint32_t token, const Facts *facts)
{
    Xpos xpos = token_of(work, token)->xpos;
    Relation relation = tree_relation(work->tree, token);
    bool may_be = relation == REL_ROOT || relation == REL_CONJ || relation == REL_PARATAXIS ||
                  relation == REL_CCOMP;
    return may_be && (xpos == XPOS_VB || xpos == XPOS_VBP) && facts->subject == NONE &&
           !has_any_helper(work, token) && tree_child(work->tree, token, REL_MARK) == NONE;
}

static Str lemma_of(const FactualityWork *work, uint32_t token)
{
    const Token *it = token_of(work, token);
    return it->tag == TAG_PROPN || it->tag == TAG_NUM ? str_from_cstring(tag_name(it->tag))
                                                      : tree_lemma(work->tree, token);
}

static const Facts *facts_of(FactualityWork *work, uint32_t token)
{
    Facts *facts = &work->facts[token];
    if (facts->is_known) return facts;
    const Tree *tree = work->tree;
    uint32_t modal = tree_modal(tree, token);
    *facts = (Facts){.is_known = true,
                     .is_negated = tree_is_negated(tree, token),
                     .is_infinitive = tree_has_mark(tree, token, STR("to")),
                     .modal = modal == NONE ? STR("") : tree_lemma(tree, modal),
                     .lemma = lemma_of(work, token),
                     .subject = tree_own_subject(tree, token)};
    facts->tense = tense_of(work, token, facts);
    facts->is_imperative = is_imperative(work, token, facts);
    return facts;
}

/* ---- the sentence ---------------------------------------------------------------------------- */

static Style style_of(FactualityWork *work, uint32_t index)
{
    static const Str persons[] = {STR_INIT("i"),  STR_INIT("you"), STR_INIT("we"), STR_INIT("my"), STR_INIT("your"),
                                  STR_INIT("me"), STR_INIT("our"), STR_INIT("us")};
    if (work->styles[index] != STYLE_UNKNOWN) return work->styles[index];
    TokenRange tokens = work->tree->doc->sentences.items[index].tokens;
    Style style = STYLE_PLAIN;
    for (uint32_t i = tokens.first; i < tokens.end; i++)
        if (str_is_one_of(token_of(work, i)->lower, persons, COUNT(persons))) style = STYLE_PERSONAL;
    for (uint32_t i = tokens.end; i > tokens.first && i + 2 > tokens.end; i--) {
        Str last = token_of(work, i - 1)->lower;
        work->asks[index] |= str_equal(last, STR("?"));
        if (style == STYLE_PLAIN && (str_equal(last, STR("?")) || str_equal(last, STR("!"))))
            style = STYLE_LOUD;
    }
    return work->styles[index] = style;
}

static Str style_str(Style style)
{
    return style == STYLE_PERSONAL ? STR("P") : style == STYLE_LOUD ? STR("Q") : STR("N");
}

/* ---- the word and its own clause ------------------------------------------------------------- */

static bool is_nominal(const FactualityWork *work, uint32_t token)
{
    Tag tag = token_of(work, token)->tag;
    return tag == TAG_NOUN || tag == TAG_PROPN || tag == TAG_PRON || tag == TAG_NUM;
}

static void add_own(FactualityWork *work, uint32_t token, const Facts *facts)
{
    Str relation = relation_str(work, token), tense = facts->tense;
    Str style = style_str(style_of(work, token_of(work, token)->sentence));
    bool asks = work->asks[token_of(work, token)->sentence];
    ADD(work, STR("any"));
    ADD(work, STR("tag="), str_from_cstring(tag_name(token_of(work, token)->tag)));
    ADD(work, STR("rel="), relation);
    ADD(work, STR("tense="), tense);
    ADD(work, STR("tense="), tense, STR(" rel="), relation);
    ADD(work, STR("style="), style);
    ADD(work, STR("style="), style, STR(" tense="), tense);
    if (facts->is_infinitive) ADD(work, STR("style="), style, STR(" to rel="), relation);
    ADD(work, STR("lemma="), facts->lemma);
    if (facts->is_imperative) ADD(work, STR("imperative"));
    if (asks) {
        ADD(work, STR("question"));
        ADD(work, STR("question rel="), relation);
        ADD(work, STR("question tense="), tense);
    }
    if (!facts->is_negated) return;
    ADD(work, STR("negated"));
    ADD(work, STR("negated tense="), tense);
    ADD(work, STR("negated rel="), relation);
    ADD(work, STR("negated style="), style);
    ADD(work, STR("negated lemma="), facts->lemma);
}

static void add_subject(FactualityWork *work, uint32_t token, const Facts *facts)
{
    const Tree *tree = work->tree;
    uint32_t subject = facts->subject;
    uint32_t first = tree_first_conjunct(tree, token);
    if (subject == NONE && first != token) subject = facts_of(work, first)->subject;
    if (subject == NONE) {
        ADD(work, STR("subject=none"));
        ADD(work, STR("subject=none tense="), facts->tense, STR(" rel="), relation_str(work, token));
        return;
    }
    const Token *it = token_of(work, subject);
    uint32_t article = tree_child(tree, subject, REL_DET);
    if (it->tag == TAG_PRON) {
        ADD(work, STR("subject="), it->lower);
        ADD(work, STR("subject="), it->lower, STR(" tense="), facts->tense);
    } else {
        ADD(work, STR("subject="), str_from_cstring(tag_name(it->tag)));
        if (it->xpos == XPOS_NNS && article == NONE) ADD(work, STR("subject=plural tense="), facts->tense);
    }
    if (article != NONE) ADD(work, STR("subject's="), tree_lemma(tree, article));
}

static void add_mark(FactualityWork *work, uint32_t token, uint32_t mark, Str style)
{
    Str word = tree_lemma(work->tree, mark);
    ADD(work, STR("mark="), word);
    ADD(work, STR("mark="), word, STR(" rel="), relation_str(work, token));
    ADD(work, STR("mark="), word, STR(" tense="), facts_of(work, token)->tense);
    ADD(work, STR("mark="), word, STR(" style="), style);
}

static bool is_question_adverb(const FactualityWork *work, uint32_t token)
{
    return token_of(work, token)->xpos == XPOS_WRB;
}

/* "cancelled", "planned" beside a noun. */
static void add_modifier(FactualityWork *work, uint32_t token)
{
    const StatusEntry *entry = status_words_modifier(&work->model->words, token_of(work, token));
    if (entry != NULL) ADD(work, STR("beside="), str_from_cstring(status_name(entry->status)));
}

/* "if" of "would answer if attacked", "no" of "found no weapons" */
static void add_below(FactualityWork *work, uint32_t child, Relation below, Str name)
{
    uint32_t word = tree_child(work->tree, child, below);
    if (word != NONE) ADD(work, name, tree_lemma(work->tree, word));
}

static void add_beside_noun(FactualityWork *work, uint32_t child, Relation relation)
{
    if (relation == REL_DET || relation == REL_AMOD)
        ADD(work, STR("noun's="), tree_lemma(work->tree, child));
    if (relation == REL_DET || relation == REL_AMOD || relation == REL_COMPOUND)
        add_modifier(work, child);
}

static void add_dependent(FactualityWork *work, uint32_t token, uint32_t child, Str style)
{
    Relation relation = tree_relation(work->tree, child);
    bool is_adverb = relation == REL_ADVMOD || relation == REL_DISCOURSE;
    bool is_mark = relation == REL_MARK || relation == REL_CASE;
    if (is_mark || (is_adverb && is_question_adverb(work, child))) add_mark(work, token, child, style);
    if (is_adverb) {
        ADD(work, STR("adverb="), tree_lemma(work->tree, child));
        add_modifier(work, child);
    }
    if (relation == REL_ADVCL) add_below(work, child, REL_MARK, STR("below="));
    if (relation == REL_OBJ) add_below(work, child, REL_DET, STR("object's="));
    if (relation == REL_OBL_UNMARKED) ADD(work, STR("when="), tree_lemma(work->tree, child));
    if (relation == REL_CCOMP || relation == REL_XCOMP) ADD(work, STR("takes="), relation_str(work, child));
    if (is_nominal(work, token)) add_beside_noun(work, child, relation);
}

static void add_dependents(FactualityWork *work, uint32_t token)
{
    const Tree *tree = work->tree;
    Str style = style_str(style_of(work, token_of(work, token)->sentence));
    for (uint32_t c = tree_first_child(tree, token); c != NONE; c = tree_next_child(tree, c))
        add_dependent(work, token, c, style);
}

/* "will meet and sign": what the first of the coordination has, the others share. */
static void add_coordination(FactualityWork *work, uint32_t token, const Facts *facts)
{
    const Tree *tree = work->tree;
    uint32_t first = tree_first_conjunct(tree, token);
    if (first == token) return;
    const Facts *leader = facts_of(work, first);
    ADD(work, STR("joined="), facts->tense, STR(" to="), leader->tense);
    ADD(work, STR("joined rel="), relation_str(work, first));
    if (facts->subject == NONE && leader->is_negated) ADD(work, STR("joined to negated"));
    if (leader->is_imperative) ADD(work, facts->subject == NONE ? STR("imperative") : STR("joined to imperative"));
    for (uint32_t c = tree_child(tree, first, REL_MARK); c != NONE; c = tree_next_alike(tree, c))
        ADD(work, STR("mark="), tree_lemma(tree, c));
}

/* ---- what stands above ----------------------------------------------------------------------- */

/* What is above matters to what is said: "hopes that he wins", not to "wins where he hoped to". */
static bool is_complement(Relation relation, bool is_infinitive)
{
    return relation == REL_CCOMP || relation == REL_XCOMP || relation == REL_ACL ||
           relation == REL_CSUBJ || relation == REL_CSUBJ_PASS ||
           (relation == REL_ADVCL && is_infinitive);
}

static void add_head(FactualityWork *work, uint32_t token, uint32_t below, uint32_t above)
{
    const Tree *tree = work->tree;
    const Facts *facts = facts_of(work, token), *head = facts_of(work, above);
    Str relation = relation_str(work, below), not = sign(head->is_negated);
    ADD(work, STR("head="), head->lemma, STR(" "), relation);
    ADD(work, sign(facts->is_negated), STR("head="), not, head->lemma, STR(" "), relation);
    ADD(work, STR("head tag="), str_from_cstring(tag_name(token_of(work, above)->tag)), STR(" "), relation);
    ADD(work, STR("head tense="), not, head->tense, STR(" "), relation);
    ADD(work, STR("head tense="), head->tense, STR(" "), relation, STR(" tense="), facts->tense);
    if (facts_of(work, below)->is_infinitive) ADD(work, STR("to head="), not, head->lemma);
    if (head->is_imperative) ADD(work, STR("head imperative "), relation);
    const StatusEntry *entry = status_words_governor(&work->model->words, token_of(work, above));
    if (entry != NULL)
        ADD(work, STR("head says="), not, str_from_cstring(status_name(entry->status)), STR(" "), relation);
    if (is_complement(tree_relation(tree, below), false) && head->subject != NONE) {
        const Token *subject = token_of(work, head->subject);
        ADD(work, STR("head's subject="),
            subject->tag == TAG_PRON ? subject->lower : str_from_cstring(tag_name(subject->tag)), STR(" "), relation);
    }
}

static void add_higher(FactualityWork *work, uint32_t below, uint32_t above)
{
    const Facts *head = facts_of(work, above);
    Str not = sign(head->is_negated);
    ADD(work, STR("higher="), not, head->lemma);
    ADD(work, STR("higher tense="), not, head->tense, STR(" "), relation_str(work, below));
    if (head->is_imperative) ADD(work, STR("higher imperative"));
}

static void add_above(FactualityWork *work, uint32_t token)
{
    const Tree *tree = work->tree;
    uint32_t below = tree_first_conjunct(tree, token);
    for (uint32_t level = 0; level < MOST_LEVELS; level++) {
        uint32_t above = tree_head(tree, below);
        if (above == NONE) return;
        const Facts *head = facts_of(work, above);
        if (level == 0)
            add_head(work, token, below, above);
        else
            add_higher(work, below, above);
        if (head->modal.len > 0) ADD(work, STR("under="), sign(head->is_negated), head->modal);
        if (head->is_negated) ADD(work, STR("under negated "), relation_str(work, below));
        /* "the cancelled deal to lease planes" */
        bool is_noun_above = level == 0 && !is_nominal(work, token) && is_nominal(work, above);
        for (uint32_t c = is_noun_above ? tree_first_child(tree, above) : NONE; c != NONE; c = tree_next_child(tree, c)) {
            const StatusEntry *entry = status_words_modifier(&work->model->words, token_of(work, c));
            if (entry != NULL) ADD(work, STR("beside head="), str_from_cstring(status_name(entry->status)));
        }
        bool goes_on = is_complement(tree_relation(tree, below), facts_of(work, below)->is_infinitive) ||
                       (level == 0 && is_nominal(work, token));
        if (!goes_on) return;
        below = tree_first_conjunct(tree, above);
    }
}

/* "if", "unless", "whether" over it or over a clause it belongs to. */
static void add_conditions(FactualityWork *work, uint32_t token)
{
    static const Str marks[] = {STR_INIT("if"), STR_INIT("unless"), STR_INIT("whether")};
    const Tree *tree = work->tree;
    for (uint32_t i = 0; token != NONE && i < MOST_ABOVE; i++, token = tree_head(tree, token))
        for (uint32_t c = tree_child(tree, token, REL_MARK); c != NONE; c = tree_next_alike(tree, c)) {
            Str mark = tree_lemma(tree, c);
            if (str_is_one_of(mark, marks, COUNT(marks))) ADD(work, STR("condition="), mark);
        }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void add_all(FactualityWork *work, uint32_t token)
{
    work->sum = 0;
    const Facts *facts = facts_of(work, token);
    add_own(work, token, facts);
    add_subject(work, token, facts);
    add_dependents(work, token);
    add_coordination(work, token, facts);
    add_above(work, token);
    add_conditions(work, token);
}

FactualityWork *factuality_begin(const FactualityModel *model, const Tree *tree, Arena *arena)
{
    const Document *doc = tree->doc;
    FactualityWork *work = arena_alloc(arena, sizeof *work);
    *work = (FactualityWork){.model = model, .tree = tree, .arena = arena};
    work->facts = arena_new_items(arena, Facts, doc->tokens.count);
    work->styles = arena_new_items(arena, Style, doc->sentences.count);
    work->asks = arena_new_items(arena, bool, doc->sentences.count);
    return work;
}

float factuality_of(FactualityWork *work, uint32_t token)
{
    add_all(work, token);
    return 3 * tanhf(work->sum);
}

void factuality_describe(FactualityWork *work, uint32_t token, FactualitySink *sink, void *context)
{
    work->sink = sink;
    work->context = context;
    add_all(work, token);
    work->sink = NULL;
}

bool factuality_is_told_of(const Tree *tree, uint32_t token)
{
    Tag tag = document_token(tree->doc, token)->tag;
    Relation relation = tree_relation(tree, token);
    if (tag == TAG_VERB || tag == TAG_NOUN || relation == REL_COP) return true;
    return tree_child(tree, token, REL_COP) != NONE;
}

/* ---- the data -------------------------------------------------------------------------------- */

DatelineStatus factuality_load(const DataFiles *files, Arena *arena, const FactualityModel **out,
                               DatelineError *err)
{
    FactualityModel *model = arena_alloc(arena, sizeof *model);
    *model = (FactualityModel){0};
    TRY(status_words_load(&model->words, files, arena, err));
    Table table;
    TRY(data_table_read(files, "events/factuality.tsv", 2, arena, &table, err));
    map_init(&model->names, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        float weight;
        if (!number_weight(row->fields[1], &weight))
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' is not a weight", STR_ARG(row->fields[1]));
        map_set(&model->names, row->fields[0], model->weights.count);
        *list_add(arena, &model->weights) = weight;
    }
    *out = model;
    return DATELINE_OK;
}
