/* Predicates: their arguments, how they are asserted, and the clauses they stand in. */
#include "record/tree.h"

/* Enough for any sentence a person writes; stops circles in a broken tree. */
#define MOST_STEPS 16

static bool is_lower(const Tree *tree, uint32_t token, Str word)
{
    return token != NONE && str_equal(document_token(tree->doc, token)->lower, word);
}

static Xpos xpos_of(const Tree *tree, uint32_t token)
{
    return document_token(tree->doc, token)->xpos;
}

bool tree_is_predicate(const Tree *tree, uint32_t token)
{
    if (token == NONE) return false;
    Tag tag = document_token(tree->doc, token)->tag;
    Relation relation = tree_relation(tree, token);
    bool is_helper = relation == REL_AUX || relation == REL_AUX_PASS || relation == REL_COP ||
                     relation == REL_AMOD || relation == REL_CASE || relation == REL_COMPOUND;
    if ((tag == TAG_VERB || tag == TAG_AUX) && !is_helper) return true;
    return tree_child(tree, token, REL_COP) != NONE || tree_own_subject(tree, token) != NONE;
}

/* ---- Arguments ---------------------------------------------------------------------------- */

static uint32_t subject_child(const Tree *tree, uint32_t verb)
{
    static const Relation subjects[] = {REL_NSUBJ, REL_NSUBJ_PASS, REL_NSUBJ_OUTER, REL_CSUBJ,
                                        REL_CSUBJ_PASS};
    for (size_t i = 0; i < COUNT(subjects); i++) {
        uint32_t child = tree_child(tree, verb, subjects[i]);
        if (child != NONE) return child;
    }
    return NONE;
}

static bool is_helper_relation(Relation relation)
{
    return relation == REL_AUX || relation == REL_AUX_PASS || relation == REL_COP;
}

/* A subject that the parser hung on the auxiliary counts as the verb's. */
uint32_t tree_own_subject(const Tree *tree, uint32_t verb)
{
    uint32_t subject = subject_child(tree, verb);
    uint32_t child = tree_first_child(tree, verb);
    for (; subject == NONE && child != NONE; child = tree_next_child(tree, child))
        if (is_helper_relation(tree_relation(tree, child))) subject = subject_child(tree, child);
    return subject;
}

static bool is_relative_pronoun(const Tree *tree, uint32_t token)
{
    static const Str pronouns[] = {STR_INIT("who"), STR_INIT("whom"), STR_INIT("which"),
                                   STR_INIT("that")};
    return token != NONE &&
           str_is_one_of(document_token(tree->doc, token)->lower, pronouns, COUNT(pronouns));
}

static bool is_relative_clause(const Tree *tree, uint32_t verb)
{
    return tree_relation(tree, verb) == REL_ACL_RELCL;
}

/* "said Rubio, who described …": where the clause has lost its antecedent, the nominal right before
 * "who"; NONE. */
static uint32_t nominal_before(const Tree *tree, uint32_t who)
{
    if (who < 2 || !is_lower(tree, who, STR("who")) || xpos_of(tree, who - 1) != XPOS_COMMA)
        return NONE;
    uint32_t noun = who - 2;
    for (uint32_t step = 0; step < MOST_STEPS; step++) {
        Relation relation = tree_relation(tree, noun);
        bool is_part = relation == REL_FLAT || relation == REL_COMPOUND;
        uint32_t head = tree_head(tree, noun);
        if (!is_part || head == NONE || head > who) break;
        noun = head;
    }
    return document_token(tree->doc, noun)->tag == TAG_PROPN ? noun : NONE;
}

/* "who" of a relative clause is what the clause hangs on. */
static uint32_t resolve_relative(const Tree *tree, uint32_t verb, uint32_t argument)
{
    if (!is_relative_pronoun(tree, argument)) return argument;
    if (is_relative_clause(tree, verb)) return tree_head(tree, verb);
    uint32_t name = nominal_before(tree, argument);
    return name == NONE ? argument : name;
}

/* "promised Kim to sign": the one who promises signs; with other verbs it is Kim. */
static bool is_controlled_by_subject(const Tree *tree, uint32_t verb)
{
    return tree_has_lemma(tree, verb, STR("promise")) || tree_has_lemma(tree, verb, STR("vow")) ||
           tree_has_lemma(tree, verb, STR("threaten"));
}

static uint32_t controller(const Tree *tree, uint32_t governor)
{
    if (is_controlled_by_subject(tree, governor)) return NONE;
    uint32_t object = tree_child(tree, governor, REL_OBJ);
    return object != NONE ? object : tree_child(tree, governor, REL_IOBJ);
}

/* "was first with the news, praising both": a participle behind a comma goes with the clause and
 * not with the noun before it, unless that is the subject itself. */
static bool is_adjunct(const Tree *tree, uint32_t participle)
{
    uint32_t noun = tree_head(tree, participle);
    Relation relation = tree_relation(tree, noun);
    bool is_subject = relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_ROOT ||
                      relation == REL_APPOS || relation == REL_CONJ;
    return xpos_of(tree, participle) == XPOS_VBG && noun < participle && participle > 0 &&
           xpos_of(tree, participle - 1) == XPOS_COMMA && !is_subject;
}

/* The subject that a verb without one takes from its head; *verb becomes the verb to look at next
 * if that is found there. */
static uint32_t inherit_subject(const Tree *tree, uint32_t *verb)
{
    uint32_t head = tree_head(tree, *verb), below = *verb;
    Relation relation = tree_relation(tree, below);
    *verb = NONE;
    if (head == NONE) return NONE;
    if (relation == REL_ACL && is_adjunct(tree, below)) {
        *verb = tree_clause(tree, head);
        return NONE;
    }
    if (relation == REL_ACL || relation == REL_ACL_RELCL) {
        bool is_infinitive = xpos_of(tree, below) == XPOS_VB; /* "his decision to send" */
        return is_infinitive ? tree_possessor(tree, head) : head;
    }
    if (relation == REL_XCOMP) {
        uint32_t object = controller(tree, head);
        if (object != NONE) return object;
    }
    bool is_shared = relation == REL_XCOMP || relation == REL_CONJ || relation == REL_ADVCL;
    if (is_shared) *verb = head;
    return NONE;
}

uint32_t tree_subject(const Tree *tree, uint32_t verb)
{
    for (uint32_t step = 0; verb != NONE && step < MOST_STEPS; step++) {
        uint32_t own = tree_own_subject(tree, verb);
        if (own != NONE) return resolve_relative(tree, verb, own);
        uint32_t found = inherit_subject(tree, &verb);
        if (found != NONE) return found;
    }
    return NONE;
}

/* "the letter he sent": no pronoun, but the object is what the clause hangs on. */
static uint32_t find_gap(const Tree *tree, uint32_t verb)
{
    if (!is_relative_clause(tree, verb) || tree_is_passive(tree, verb)) return NONE;
    uint32_t subject = tree_own_subject(tree, verb);
    if (subject == NONE || is_relative_pronoun(tree, subject)) return NONE;
    for (uint32_t c = tree_first_child(tree, verb); c != NONE; c = tree_next_child(tree, c)) {
        bool is_taken = tree_relation(tree, c) == REL_CCOMP || tree_relation(tree, c) == REL_XCOMP;
        bool is_adverb = xpos_of(tree, c) == XPOS_WRB; /* "the day when he came" */
        if (is_taken || is_adverb || tree_child(tree, c, REL_CASE) != NONE) return NONE;
    }
    return tree_head(tree, verb);
}

/* "told Kim", "accused Kim of lying": a lone object counts as indirect in some treebanks. No second
 * subject follows a verb that has one before it: what is read so is an object. */
static uint32_t lone_object(const Tree *tree, uint32_t verb)
{
    uint32_t object = tree_child(tree, verb, REL_IOBJ);
    if (object != NONE) return object;
    uint32_t subject = tree_child(tree, verb, REL_NSUBJ);
    if (subject == NONE || subject > verb) return NONE;
    while (subject != NONE && subject < verb) subject = tree_next_alike(tree, subject);
    return subject;
}

uint32_t tree_object(const Tree *tree, uint32_t verb)
{
    if (verb == NONE) return NONE;
    uint32_t object = tree_child(tree, verb, REL_OBJ);
    if (object == NONE) object = lone_object(tree, verb);
    return object == NONE ? find_gap(tree, verb) : resolve_relative(tree, verb, object);
}

uint32_t tree_indirect_object(const Tree *tree, uint32_t verb)
{
    return tree_child(tree, verb, REL_IOBJ);
}

/* The auxiliary that stands last before the verb: "been" in "has been sent". */
static uint32_t last_helper(const Tree *tree, uint32_t verb)
{
    uint32_t last = NONE, child = tree_first_child(tree, verb);
    for (; child != NONE && child < verb; child = tree_next_child(tree, child)) {
        Relation relation = tree_relation(tree, child);
        if (relation == REL_AUX || relation == REL_AUX_PASS) last = child;
    }
    return last;
}

static bool is_labelled_passive(const Tree *tree, uint32_t verb)
{
    return tree_child(tree, verb, REL_AUX_PASS) != NONE ||
           tree_child(tree, verb, REL_NSUBJ_PASS) != NONE ||
           tree_child(tree, verb, REL_CSUBJ_PASS) != NONE ||
           tree_child(tree, verb, REL_OBL_AGENT) != NONE;
}

bool tree_is_passive(const Tree *tree, uint32_t verb)
{
    if (verb == NONE) return false;
    uint32_t helper = last_helper(tree, verb); /* surer than the parser's labels */
    bool is_participle = xpos_of(tree, verb) == XPOS_VBN || xpos_of(tree, verb) == XPOS_VBD;
    if (tree_has_lemma(tree, helper, STR("have")) || xpos_of(tree, verb) == XPOS_VBG) return false;
    if (tree_has_lemma(tree, helper, STR("be")) && is_participle) return true;
    if (is_labelled_passive(tree, verb)) return true;
    if (xpos_of(tree, verb) != XPOS_VBN || tree_child(tree, verb, REL_OBJ) != NONE) return false;
    Relation relation = tree_relation(tree, verb);
    if (relation == REL_ACL || relation == REL_ADVCL)
        return tree_child(tree, verb, REL_AUX) == NONE; /* "having sent" */
    bool is_shared = relation == REL_CONJ && tree_child(tree, verb, REL_AUX) == NONE &&
                     tree_own_subject(tree, verb) == NONE; /* "was signed and published" */
    return is_shared && tree_child(tree, tree_head(tree, verb), REL_AUX_PASS) != NONE;
}

uint32_t tree_agent(const Tree *tree, uint32_t verb)
{
    if (!tree_is_passive(tree, verb)) return tree_subject(tree, verb);
    uint32_t agent = tree_child(tree, verb, REL_OBL_AGENT);
    return agent != NONE ? agent : tree_oblique(tree, verb, STR("by"));
}

uint32_t tree_patient(const Tree *tree, uint32_t verb)
{
    return tree_is_passive(tree, verb) ? tree_subject(tree, verb) : tree_object(tree, verb);
}

/* "writes to Moon, wants peace": a finite clause without a subject after a comma goes on beside the
 * verb, it is not what the verb says. */
static bool is_second_predicate(const Tree *tree, uint32_t clause)
{
    uint32_t verb = tree_head(tree, clause);
    Xpos xpos = xpos_of(tree, clause);
    bool is_bare =
        (xpos == XPOS_VBZ || xpos == XPOS_VBD) && tree_child(tree, clause, REL_MARK) == NONE &&
        tree_child(tree, clause, REL_EXPL) == NONE && tree_own_subject(tree, clause) == NONE;
    if (!is_bare || verb == NONE || verb > clause) return false;
    bool has_comma = false;
    for (uint32_t i = verb + 1; i < clause; i++) {
        if (document_token(tree->doc, i)->kind == TOKEN_QUOTE) return false;
        has_comma |= xpos_of(tree, i) == XPOS_COMMA;
    }
    return has_comma;
}

/* "Relations, Kim said, were good": a verb with a subject and without an object, set into the
 * clause that it governs. */
static bool is_inserted(const Tree *tree, uint32_t verb)
{
    if (tree_relation(tree, verb) != REL_PARATAXIS || tree_head(tree, verb) == NONE) return false;
    uint32_t subject = tree_child(tree, verb, REL_NSUBJ);
    if (subject == NONE || document_token(tree->doc, verb)->tag != TAG_VERB) return false;
    if (tree_child(tree, verb, REL_OBJ) != NONE || tree_child(tree, verb, REL_COP) != NONE)
        return false;
    for (uint32_t c = tree_first_child(tree, verb); c != NONE; c = tree_next_child(tree, c)) {
        Relation relation = tree_relation(tree, c);
        if (relation == REL_CCOMP || relation == REL_XCOMP) return false;
    }
    uint32_t first = tree_range(tree, subject < verb ? subject : verb).first;
    return first > 0 && (is_lower(tree, first - 1, STR(",")) ||
                         document_token(tree->doc, first - 1)->kind == TOKEN_QUOTE);
}

static uint32_t inserted_governor(const Tree *tree, uint32_t predicate)
{
    uint32_t child = tree_child(tree, predicate, REL_PARATAXIS);
    while (child != NONE && !is_inserted(tree, child)) child = tree_next_alike(tree, child);
    return child;
}

uint32_t tree_complement(const Tree *tree, uint32_t verb)
{
    uint32_t complement = tree_child(tree, verb, REL_CCOMP);
    while (complement != NONE && is_second_predicate(tree, complement))
        complement = tree_next_alike(tree, complement);
    if (complement == NONE) complement = tree_child(tree, verb, REL_XCOMP);
    return complement == NONE && is_inserted(tree, verb) ? tree_head(tree, verb) : complement;
}

/* ---- Assertion ---------------------------------------------------------------------------- */

/* A conjunct that shares what stands before the first one: "did not confirm or deny". */
static bool shares_helpers(const Tree *tree, uint32_t predicate)
{
    return tree_relation(tree, predicate) == REL_CONJ &&
           tree_child(tree, predicate, REL_AUX) == NONE &&
           tree_child(tree, predicate, REL_AUX_PASS) == NONE &&
           tree_child(tree, predicate, REL_COP) == NONE &&
           tree_own_subject(tree, predicate) == NONE;
}

static bool has_negative_word(const Tree *tree, uint32_t head)
{
    static const Str words[] = {STR_INIT("not"),   STR_INIT("n't"), STR_INIT("nt"),
                                STR_INIT("never"), STR_INIT("nor"), STR_INIT("neither")};
    for (uint32_t c = tree_first_child(tree, head); c != NONE; c = tree_next_child(tree, c))
        if (str_is_one_of(document_token(tree->doc, c)->lower, words, COUNT(words))) return true;
    return false;
}

/* "no troops", "nobody" */
static bool is_negative_nominal(const Tree *tree, uint32_t nominal)
{
    static const Str words[] = {STR_INIT("nobody"), STR_INIT("none"), STR_INIT("nothing"),
                                STR_INIT("neither")};
    if (nominal == NONE) return false;
    if (str_is_one_of(document_token(tree->doc, nominal)->lower, words, COUNT(words))) return true;
    for (uint32_t c = tree_first_child(tree, nominal); c != NONE && c < nominal;
         c = tree_next_child(tree, c))
        if (is_lower(tree, c, STR("no")) || is_lower(tree, c, STR("neither"))) return true;
    return false;
}

static bool is_and(const Tree *tree, uint32_t predicate)
{
    uint32_t conjunction = tree_child(tree, predicate, REL_CC);
    return is_lower(tree, conjunction, STR("and")) || is_lower(tree, conjunction, STR("but"));
}

/* "can no longer", "no more" */
static bool has_ended(const Tree *tree, uint32_t predicate)
{
    uint32_t adverb = tree_child(tree, predicate, REL_ADVMOD);
    for (; adverb != NONE; adverb = tree_next_alike(tree, adverb))
        if (is_lower(tree, adverb, STR("longer")) && adverb > 0 &&
            is_lower(tree, adverb - 1, STR("no")))
            return true;
    return false;
}

bool tree_is_negated(const Tree *tree, uint32_t predicate)
{
    for (uint32_t step = 0; predicate != NONE && step < MOST_STEPS; step++) {
        if (has_negative_word(tree, predicate) || has_ended(tree, predicate) ||
            is_negative_nominal(tree, tree_own_subject(tree, predicate)))
            return true;
        if (!shares_helpers(tree, predicate) || is_and(tree, predicate)) return false;
        predicate = tree_head(tree, predicate);
    }
    return false;
}

uint32_t tree_modal(const Tree *tree, uint32_t predicate)
{
    for (uint32_t step = 0; predicate != NONE && step < MOST_STEPS; step++) {
        uint32_t helper = tree_child(tree, predicate, REL_AUX);
        for (; helper != NONE; helper = tree_next_alike(tree, helper))
            if (xpos_of(tree, helper) == XPOS_MD) return helper;
        if (!shares_helpers(tree, predicate)) return NONE;
        predicate = tree_head(tree, predicate);
    }
    return NONE;
}

static Modality modality_of_word(Str word)
{
    static const struct {
        Str word;
        Modality modality;
    } modals[] = {
        {STR_INIT("will"), MODALITY_FUTURE},       {STR_INIT("'ll"), MODALITY_FUTURE},
        {STR_INIT("wo"), MODALITY_FUTURE},         {STR_INIT("shall"), MODALITY_FUTURE},
        {STR_INIT("sha"), MODALITY_FUTURE},        {STR_INIT("may"), MODALITY_POSSIBLE},
        {STR_INIT("might"), MODALITY_POSSIBLE},    {STR_INIT("could"), MODALITY_POSSIBLE},
        {STR_INIT("can"), MODALITY_POSSIBLE},      {STR_INIT("ca"), MODALITY_POSSIBLE},
        {STR_INIT("would"), MODALITY_CONDITIONAL}, {STR_INIT("'d"), MODALITY_CONDITIONAL},
        {STR_INIT("must"), MODALITY_NECESSARY},    {STR_INIT("should"), MODALITY_NECESSARY},
        {STR_INIT("ought"), MODALITY_NECESSARY},   {STR_INIT("need"), MODALITY_NECESSARY},
    };
    for (size_t i = 0; i < COUNT(modals); i++)
        if (str_equal(word, modals[i].word)) return modals[i].modality;
    return MODALITY_NONE;
}

/* "is going to sign", "has to sign": the modal is a verb of its own. */
static Modality modality_of_governor(const Tree *tree, uint32_t predicate)
{
    uint32_t head = tree_head(tree, predicate);
    if (tree_relation(tree, predicate) != REL_XCOMP || head == NONE) return MODALITY_NONE;
    if (is_lower(tree, head, STR("going")) || tree_has_lemma(tree, head, STR("be")))
        return MODALITY_FUTURE;
    bool is_duty = tree_has_lemma(tree, head, STR("have")) ||
                   tree_has_lemma(tree, head, STR("need")) ||
                   tree_has_lemma(tree, head, STR("ought"));
    return is_duty ? MODALITY_NECESSARY : MODALITY_NONE;
}

Modality tree_modality(const Tree *tree, uint32_t predicate)
{
    if (predicate == NONE) return MODALITY_NONE;
    uint32_t modal = tree_modal(tree, predicate);
    if (modal != NONE) return modality_of_word(document_token(tree->doc, modal)->lower);
    return modality_of_governor(tree, predicate);
}

static uint32_t find_have(const Tree *tree, uint32_t verb)
{
    uint32_t helper = tree_child(tree, verb, REL_AUX);
    while (helper != NONE && !tree_has_lemma(tree, helper, STR("have")))
        helper = tree_next_alike(tree, helper);
    return helper;
}

bool tree_is_perfect(const Tree *tree, uint32_t verb)
{
    return find_have(tree, verb) != NONE;
}

bool tree_is_past_perfect(const Tree *tree, uint32_t verb)
{
    uint32_t have = find_have(tree, verb);
    return is_lower(tree, have, STR("had")) || is_lower(tree, have, STR("'d"));
}

bool tree_has_mark(const Tree *tree, uint32_t predicate, Str mark)
{
    predicate = tree_first_conjunct(tree, predicate);
    uint32_t child = tree_child(tree, predicate, REL_MARK);
    for (; child != NONE; child = tree_next_alike(tree, child))
        if (is_lower(tree, child, mark)) return true;
    return false;
}

/* ---- Clauses ------------------------------------------------------------------------------ */

static bool heads_clause(const Tree *tree, uint32_t token)
{
    Relation relation = tree_relation(tree, token);
    if (relation == REL_CONJ) return tree_is_predicate(tree, token);
    return relation == REL_ROOT || relation == REL_CCOMP || relation == REL_XCOMP ||
           relation == REL_ADVCL || relation == REL_ADVCL_RELCL || relation == REL_ACL ||
           relation == REL_ACL_RELCL || relation == REL_CSUBJ || relation == REL_CSUBJ_PASS ||
           relation == REL_CSUBJ_OUTER || relation == REL_PARATAXIS;
}

uint32_t tree_clause(const Tree *tree, uint32_t token)
{
    for (uint32_t step = 0; token != NONE && step < 8 * MOST_STEPS; step++) {
        uint32_t head = tree_head(tree, token);
        if (heads_clause(tree, token) || head == NONE) return token;
        token = head;
    }
    return NONE;
}

uint32_t tree_governor(const Tree *tree, uint32_t predicate)
{
    predicate = tree_first_conjunct(tree, predicate);
    Relation relation = tree_relation(tree, predicate);
    bool is_complement = relation == REL_CCOMP || relation == REL_XCOMP || relation == REL_CSUBJ ||
                         relation == REL_CSUBJ_PASS;
    if (relation == REL_CCOMP && is_second_predicate(tree, predicate)) return NONE;
    bool is_content = relation == REL_ACL && tree_has_mark(tree, predicate, STR("that"));
    if (is_complement || is_content) return tree_head(tree, predicate);
    return inserted_governor(tree, predicate);
}
