/*
 * Words that tell who or what a name is.
 *
 *     Foreign Minister Ann Example                          INTRO-TITLE        foreign minister
 *     Ann Example, president of Kyrgyzstan,                 INTRO-APPOSITION   president, KGZ
 *     Ann Example, an analyst in Seoul,                     INTRO-DESCRIPTION  "an analyst in Seoul"
 *     the Example Institute, a think tank in Seoul,         INTRO-DESCRIPTION  "a think tank in Seoul"
 *     Ann Example, who heads the Example Institute,         INTRO-RELATIVE     head, its key
 *     Ann Example is the president of Kyrgyzstan.           INTRO-COPULA       president, KGZ
 *
 * One record an occurrence: the ledger gathers them over all articles into who held which office
 * when, and by them knows a name that another article prints without a word of introduction.
 */
#include "introductions.h"

#include "base/map.h"
#include "record/tree.h"
#include "text/data.h"

typedef struct Verbs {
    Map offices; /* lemma -> index */
    List(Str) ids;
} Verbs;

typedef struct Introducing {
    const Verbs *verbs;
    Document *doc;
    Tree tree;
    uint32_t *roles; /* [tokens] the mention of a role whose noun this is; NONE */
} Introducing;

static DatelineStatus introductions_load(const DataFiles *files, Arena *arena, void **out_data,
                                         DatelineError *err)
{
    Verbs *verbs = arena_alloc(arena, sizeof *verbs);
    *verbs = (Verbs){0};
    map_init(&verbs->offices, arena);
    Table table;
    TRY(data_table_read(files, "entities/introductions.tsv", 3, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        if (map_find(&verbs->offices, row->fields[0]) != MAP_NONE)
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' stands here twice",
                            STR_ARG(row->fields[0]));
        map_set(&verbs->offices, row->fields[0], verbs->ids.count);
        *list_add(arena, &verbs->ids) = row->fields[1];
    }
    *out_data = verbs;
    return DATELINE_OK;
}

/* ---- Small questions ---------------------------------------------------------------------- */

static const Mention *mention_of(const Introducing *in, uint32_t index)
{
    return &in->doc->mentions.items[index];
}

static bool is_name(const Mention *mention)
{
    return mention->kind == MENTION_NAME || mention->kind == MENTION_TITLED_NAME;
}

/* A person, or an organisation or outlet that only its name tells of. */
static bool needs_introduction(const Introducing *in, const Mention *mention)
{
    if (!is_name(mention) || mention->actor == NONE) return false;
    const Actor *actor = &in->doc->actors.items[mention->actor];
    if (actor->kind == ACTOR_PERSON) return true;
    return !actor->is_from_data && actor->kind != ACTOR_STATE && actor->kind != ACTOR_PLACE;
}

static bool is_mark(const Introducing *in, uint32_t token, Str mark)
{
    return token < in->doc->tokens.count && str_equal(document_token(in->doc, token)->lower, mark);
}

static bool is_in(uint32_t token, TokenRange range)
{
    return token != NONE && range.first <= token && token < range.end;
}

static bool is_same_sentence(const Introducing *in, uint32_t a, uint32_t b)
{
    return document_token(in->doc, a)->sentence == document_token(in->doc, b)->sentence;
}

/* Whose an office or description is: the state or organisation named in it, the last one of those
 * that stand on their own ("a think tank in Seoul", "an adviser to the Example Institute"). */
static Str owner_in(const Introducing *in, uint32_t name, TokenRange range)
{
    const Document *doc = in->doc;
    Str owner = {NULL, 0};
    for (uint32_t i = name + 1; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        if (mention->tokens.first >= range.end) break;
        if (mention->tokens.first < range.first || mention->tokens.end > range.end) continue;
        if (mention->actor == NONE || mention->kind == MENTION_PRONOUN) continue;
        if (mention->actor == mention_of(in, name)->actor) continue;
        const Actor *actor = &doc->actors.items[mention->actor];
        bool owns = actor->kind == ACTOR_ORGANISATION || actor->kind == ACTOR_MEDIA ||
                    actor->kind == ACTOR_GOVERNMENT || actor->kind == ACTOR_ARMED_GROUP;
        if (owns) return actor->key;
        if (owner.len == 0) owner = actor->country;
    }
    return owner;
}

static Introduction *add(Introducing *in, uint32_t mention, TokenRange range, Str rule,
                         float confidence)
{
    Document *doc = in->doc;
    TokenRange name = mention_of(in, mention)->tokens;
    if (name.first < range.first) range.first = name.first;
    if (name.end > range.end) range.end = name.end;
    Introduction *out = list_add(doc->arena, &doc->introductions);
    *out = (Introduction){.span = document_tokens_span(doc, range),
                          .actor = mention_of(in, mention)->actor,
                          .mention = mention,
                          .by = {rule, confidence}};
    return out;
}

static void set_office(Introduction *out, const Mention *from)
{
    out->office = from->office;
    out->is_sole = from->is_sole;
    out->owner = from->owner;
    out->is_former = from->is_former;
    out->is_future = from->is_future;
}

/* ---- Titles and roles beside a name --------------------------------------------------------- */

static bool touches(const Introducing *in, const Mention *name, const Mention *role)
{
    TokenRange a = name->tokens, b = role->tokens;
    if (b.first < a.first) {
        TokenRange swap = a;
        a = b;
        b = swap;
    }
    return b.first == a.end || (b.first == a.end + 1 && is_mark(in, a.end, STR(",")));
}

/* The name that a role stands beside; NONE. */
static uint32_t name_beside(const Introducing *in, uint32_t role)
{
    const Mention *mention = mention_of(in, role);
    for (uint32_t steps = 1; steps <= 6; steps++) {
        uint32_t others[2] = {role >= steps ? role - steps : NONE, role + steps};
        for (size_t i = 0; i < COUNT(others); i++) {
            if (others[i] == NONE || others[i] >= in->doc->mentions.count) continue;
            const Mention *other = mention_of(in, others[i]);
            if (is_name(other) && other->actor == mention->actor && touches(in, other, mention) &&
                is_same_sentence(in, other->head, mention->head))
                return others[i];
        }
    }
    return NONE;
}

static void introduce_by_title(Introducing *in, uint32_t index)
{
    const Mention *mention = mention_of(in, index);
    if (mention->kind != MENTION_TITLED_NAME || mention->office.len == 0) return;
    set_office(add(in, index, mention->tokens, STR("INTRO-TITLE"), mention->by.confidence), mention);
}

static void introduce_by_role(Introducing *in, uint32_t index)
{
    const Mention *role = mention_of(in, index);
    if (role->kind != MENTION_ROLE || role->office.len == 0 || role->actor == NONE) return;
    if (!str_equal(role->by.rule, STR("ROLE-APPOSITION"))) return;
    uint32_t name = name_beside(in, index);
    if (name == NONE || mention_of(in, name)->actor == NONE) return;
    TokenRange range = role->tokens, nominal = tree_nominal_range(&in->tree, role->head);
    if (nominal.first <= range.end && nominal.end > range.end) range.end = nominal.end;
    Introduction *out = add(in, name, range, STR("INTRO-APPOSITION"), role->by.confidence);
    set_office(out, role);
    if (out->owner.len == 0) out->owner = owner_in(in, name < index ? name : index, range);
}

/* ---- Descriptions --------------------------------------------------------------------------- */

/* Past the comma after a name, or after the age that follows it: ", 45,"; NONE. */
static uint32_t description_start(const Introducing *in, uint32_t end)
{
    if (!is_mark(in, end, STR(","))) return NONE;
    bool has_age = end + 2 < in->doc->tokens.count &&
                   document_token(in->doc, end + 1)->kind == TOKEN_NUMBER &&
                   is_mark(in, end + 2, STR(","));
    return has_age ? end + 3 : end + 1;
}

/* "an analyst", "a think tank in Seoul": a common noun with an article, or the article left out. */
static bool is_description(const Introducing *in, uint32_t noun, TokenRange range)
{
    if (document_token(in->doc, noun)->tag != TAG_NOUN) return false;
    if ((document_token(in->doc, noun)->flags & TOKEN_CAPITALISED) != 0) return false;
    return range.end - range.first > 1;
}

/* The words of a role in the description are an office. */
static uint32_t role_in(const Introducing *in, uint32_t noun)
{
    return noun == NONE ? NONE : in->roles[noun];
}

static bool is_told(const Introducing *in, uint32_t mention)
{
    for (uint32_t i = in->doc->introductions.count; i > 0 && i + 8 > in->doc->introductions.count;
         i--)
        if (in->doc->introductions.items[i - 1].mention == mention &&
            !str_equal(in->doc->introductions.items[i - 1].by.rule, STR("INTRO-TITLE")))
            return true;
    return false;
}

static void describe(Introducing *in, uint32_t index, uint32_t noun, TokenRange range, Str rule,
                     float confidence)
{
    uint32_t role = role_in(in, noun);
    Introduction *out = add(in, index, range, rule, confidence);
    if (role != NONE) set_office(out, mention_of(in, role));
    out->description = document_str(in->doc, document_tokens_span(in->doc, range));
    if (out->owner.len == 0) out->owner = owner_in(in, index, range);
}

static void introduce_by_description(Introducing *in, uint32_t index)
{
    const Mention *mention = mention_of(in, index);
    uint32_t start = description_start(in, mention->tokens.end);
    if (start == NONE || start >= in->doc->tokens.count) return;
    if (!is_same_sentence(in, start, mention->head)) return;
    for (uint32_t t = mention->tokens.first; t < mention->tokens.end; t++)
        for (uint32_t child = tree_child(&in->tree, t, REL_APPOS); child != NONE;
             child = tree_next_alike(&in->tree, child)) {
            if (child < start) continue;
            TokenRange range = tree_nominal_range(&in->tree, child);
            if (range.first != start || !is_description(in, child, range)) continue;
            describe(in, index, child, range, STR("INTRO-DESCRIPTION"), 0.8f);
            return;
        }
}

/* ---- Clauses -------------------------------------------------------------------------------- */

/* "was", "had been": no longer. */
static bool is_past(const Introducing *in, uint32_t token)
{
    return token != NONE && document_token(in->doc, token)->xpos == XPOS_VBD;
}

/* Said as a fact of now or before. */
static bool is_plain(const Introducing *in, uint32_t predicate)
{
    return !tree_is_negated(&in->tree, predicate) &&
           tree_modality(&in->tree, predicate) == MODALITY_NONE;
}

/* "who heads the Example Institute", "who led the Example Front until May". */
static bool introduce_by_verb(Introducing *in, uint32_t index, uint32_t verb)
{
    uint32_t row = map_find(&in->verbs->offices, tree_lemma(&in->tree, verb));
    uint32_t object = tree_object(&in->tree, verb);
    if (row == MAP_NONE || object == NONE || object < verb || !is_plain(in, verb)) return false;
    if (tree_is_passive(&in->tree, verb)) return false;
    TokenRange range = {verb, tree_nominal_range(&in->tree, object).end};
    if (range.end <= verb) return false;
    Str owner = owner_in(in, index, range);
    if (owner.len == 0) return false;
    Str office = in->verbs->ids.items[row];
    Introduction *out = add(in, index, range, STR("INTRO-RELATIVE"), 0.75f);
    out->office = office;
    out->owner = owner;
    out->description = document_str(in->doc, document_tokens_span(in->doc, range));
    out->is_former = is_past(in, verb) && !tree_is_perfect(&in->tree, verb) &&
                     !str_equal(office, STR("founder"));
    return true;
}

/* "who was prime minister", "is the president of Kyrgyzstan", "is a think tank in Seoul". */
static bool introduce_by_copula(Introducing *in, uint32_t index, uint32_t noun, bool describes)
{
    uint32_t copula = tree_child(&in->tree, noun, REL_COP);
    uint32_t role = role_in(in, noun);
    if (copula == NONE || !is_plain(in, noun)) return false;
    bool is_former = is_past(in, copula);
    TokenRange range = tree_nominal_range(&in->tree, noun);
    if (range.first <= copula) range.first = copula + 1;
    if (range.first >= range.end) return false;
    if (role != NONE) {
        Introduction *out = add(in, index, range, STR("INTRO-COPULA"), 0.75f);
        set_office(out, mention_of(in, role));
        out->is_former = out->is_former || is_former;
        return true;
    }
    if (!describes || is_former || !is_description(in, noun, range)) return false;
    if (!is_mark(in, range.first, STR("a")) && !is_mark(in, range.first, STR("an"))) return false;
    if (tree_case(&in->tree, noun) != NONE) return false;
    describe(in, index, noun, range, STR("INTRO-COPULA"), 0.6f);
    return true;
}

static void introduce_by_relative(Introducing *in, uint32_t index)
{
    const Mention *mention = mention_of(in, index);
    for (uint32_t t = mention->tokens.first; t < mention->tokens.end; t++)
        for (uint32_t child = tree_child(&in->tree, t, REL_ACL_RELCL); child != NONE;
             child = tree_next_alike(&in->tree, child)) {
            if (child < mention->tokens.end || child > mention->tokens.end + 12) continue;
            if (introduce_by_verb(in, index, child)) return;
            if (introduce_by_copula(in, index, child, false)) return;
        }
}

/* The name is the subject: "Ann Example is ...", "Ann Example heads ...". */
static void introduce_by_clause(Introducing *in, uint32_t index)
{
    const Mention *mention = mention_of(in, index);
    const Actor *actor = &in->doc->actors.items[mention->actor];
    for (uint32_t t = mention->tokens.first; t < mention->tokens.end; t++) {
        const Token *token = document_token(in->doc, t);
        if (token->relation != REL_NSUBJ || token->head == NONE) continue;
        if (is_in(token->head, mention->tokens) || token->head < mention->tokens.end) continue;
        introduce_by_copula(in, index, token->head, actor->kind != ACTOR_PERSON);
        return;
    }
}

/* ---- The stage ------------------------------------------------------------------------------ */

static void find_roles(Introducing *in, Arena *scratch)
{
    const Document *doc = in->doc;
    in->roles = arena_new_items(scratch, uint32_t, doc->tokens.count + 1);
    for (uint32_t i = 0; i < doc->tokens.count; i++) in->roles[i] = NONE;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        if (mention->kind != MENTION_ROLE || mention->office.len == 0) continue;
        for (uint32_t t = mention->tokens.first; t < mention->tokens.end; t++)
            if (document_token(doc, t)->tag == TAG_NOUN || document_token(doc, t)->tag == TAG_PROPN)
                in->roles[t] = i;
    }
}

static DatelineStatus introductions_run(const void *data, Document *doc, Arena *scratch,
                                        DatelineError *err)
{
    (void)err;
    Introducing in = {.verbs = data, .doc = doc};
    tree_init(&in.tree, doc, scratch);
    find_roles(&in, scratch);
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        introduce_by_title(&in, i);
        introduce_by_role(&in, i);
    }
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        if (!needs_introduction(&in, &doc->mentions.items[i]) || is_told(&in, i)) continue;
        introduce_by_description(&in, i);
        introduce_by_relative(&in, i);
        introduce_by_clause(&in, i);
    }
    return DATELINE_OK;
}

const Stage stage_introductions = {
    .name = "introductions",
    .does = "Titles, appositions and descriptions: who a name is.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES,
    .writes = PART_INTRODUCTIONS,
    .language = "en",
    .load = introductions_load,
    .run = introductions_run,
};
