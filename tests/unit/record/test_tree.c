/* Hand-made trees: what the tree helpers find in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "record/tree.h"

/* One token: "form/lemma/tag/xpos", its head counted from 1 (0: the root), its relation. */
typedef struct Node {
    const char *form;
    const char *lemma;
    Tag tag;
    Xpos xpos;
    uint32_t head;
    Relation relation;
} Node;

typedef struct Fixture {
    Arena *arena;
    Document doc;
    Tree tree;
} Fixture;

static TokenKind kind_of(const Node *node)
{
    return node->tag == TAG_PUNCT ? TOKEN_PUNCT : TOKEN_WORD;
}

static void build(Fixture *fixture, const Node *nodes, uint32_t count)
{
    *fixture = (Fixture){.arena = arena_new(4096)};
    Document *doc = &fixture->doc;
    doc->arena = fixture->arena;
    char *text = arena_alloc(fixture->arena, 1024);
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        Str form = str_from_cstring(nodes[i].form);
        memcpy(text + at, form.data, form.len);
        Token *token = list_add(fixture->arena, &doc->tokens);
        token->span = (Span){at, at + form.len};
        token->lower = str_from_cstring(nodes[i].form); /* tests write lower case */
        token->lemma = str_from_cstring(nodes[i].lemma);
        token->tag = nodes[i].tag;
        token->xpos = nodes[i].xpos;
        token->kind = kind_of(&nodes[i]);
        token->head = nodes[i].head == 0 ? NONE : nodes[i].head - 1;
        token->relation = nodes[i].relation;
        at += form.len;
        text[at++] = ' ';
    }
    doc->text = (Str){text, at};
    Sentence *sentence = list_add(fixture->arena, &doc->sentences);
    sentence->tokens = (TokenRange){0, count};
    sentence->span = (Span){0, at - 1};
    tree_init(&fixture->tree, doc, fixture->arena);
}

static void release(Fixture *fixture)
{
    arena_free(fixture->arena);
}

static uint32_t find(const Fixture *fixture, const char *form)
{
    for (uint32_t i = 0; i < fixture->doc.tokens.count; i++)
        if (str_equal(fixture->doc.tokens.items[i].lower, str_from_cstring(form))) return i;
    return NONE;
}

static void assert_form(const Fixture *fixture, uint32_t token, const char *form)
{
    assert_int_not_equal(token, NONE);
    Str lower = fixture->doc.tokens.items[token].lower;
    assert_string_equal(arena_copy(fixture->arena, lower.data, lower.len), form);
}

static void assert_span(const Fixture *fixture, Span span, const char *text)
{
    Str found = document_str(&fixture->doc, span);
    assert_string_equal(arena_copy(fixture->arena, found.data, found.len), text);
}

/* putin , the russian president , was told by xi that china would not join . */
static const Node told[] = {
    {"putin", "putin", TAG_PROPN, XPOS_NNP, 8, REL_NSUBJ_PASS},
    {",", ",", TAG_PUNCT, XPOS_COMMA, 5, REL_PUNCT},
    {"the", "the", TAG_DET, XPOS_DT, 5, REL_DET},
    {"russian", "russian", TAG_ADJ, XPOS_JJ, 5, REL_AMOD},
    {"president", "president", TAG_NOUN, XPOS_NN, 1, REL_APPOS},
    {",", ",", TAG_PUNCT, XPOS_COMMA, 5, REL_PUNCT},
    {"was", "be", TAG_AUX, XPOS_VBD, 8, REL_AUX_PASS},
    {"told", "tell", TAG_VERB, XPOS_VBN, 0, REL_ROOT},
    {"by", "by", TAG_ADP, XPOS_IN, 10, REL_CASE},
    {"xi", "xi", TAG_PROPN, XPOS_NNP, 8, REL_OBL_AGENT},
    {"that", "that", TAG_SCONJ, XPOS_IN, 15, REL_MARK},
    {"china", "china", TAG_PROPN, XPOS_NNP, 15, REL_NSUBJ},
    {"would", "would", TAG_AUX, XPOS_MD, 15, REL_AUX},
    {"not", "not", TAG_PART, XPOS_RB, 15, REL_ADVMOD},
    {"join", "join", TAG_VERB, XPOS_VB, 8, REL_CCOMP},
    {".", ".", TAG_PUNCT, XPOS_STOP, 8, REL_PUNCT},
};

static void test_passive_with_complement(void **state)
{
    (void)state;
    Fixture f;
    build(&f, told, COUNT(told));
    uint32_t verb = find(&f, "told"), join = find(&f, "join");
    assert_form(&f, tree_subject(&f.tree, verb), "putin");
    assert_true(tree_is_passive(&f.tree, verb));
    assert_false(tree_is_passive(&f.tree, join));
    assert_form(&f, tree_agent(&f.tree, verb), "xi");
    assert_form(&f, tree_patient(&f.tree, verb), "putin");
    assert_form(&f, tree_oblique(&f.tree, verb, STR("by")), "xi");
    assert_form(&f, tree_apposition(&f.tree, find(&f, "putin")), "president");
    assert_form(&f, tree_complement(&f.tree, verb), "join");
    assert_form(&f, tree_governor(&f.tree, join), "told");
    assert_form(&f, tree_clause(&f.tree, find(&f, "china")), "join");
    assert_true(tree_is_negated(&f.tree, join));
    assert_false(tree_is_negated(&f.tree, verb));
    assert_int_equal(tree_modality(&f.tree, join), MODALITY_CONDITIONAL);
    assert_span(&f, tree_span(&f.tree, find(&f, "putin")), "putin , the russian president");
    assert_span(&f, tree_nominal_span(&f.tree, find(&f, "putin")), "putin");
    assert_span(&f, tree_nominal_span(&f.tree, find(&f, "president")), "the russian president");
    assert_span(&f, tree_span(&f.tree, join), "that china would not join");
    release(&f);
}

/* kim did not confirm or deny sending a letter of thanks to the people who met him */
static const Node letter[] = {
    {"kim", "kim", TAG_PROPN, XPOS_NNP, 4, REL_NSUBJ},
    {"did", "do", TAG_AUX, XPOS_VBD, 4, REL_AUX},
    {"not", "not", TAG_PART, XPOS_RB, 4, REL_ADVMOD},
    {"confirm", "confirm", TAG_VERB, XPOS_VB, 0, REL_ROOT},
    {"or", "or", TAG_CCONJ, XPOS_CC, 6, REL_CC},
    {"deny", "deny", TAG_VERB, XPOS_VB, 4, REL_CONJ},
    {"sending", "send", TAG_VERB, XPOS_VBG, 6, REL_XCOMP},
    {"a", "a", TAG_DET, XPOS_DT, 9, REL_DET},
    {"letter", "letter", TAG_NOUN, XPOS_NN, 7, REL_OBJ},
    {"of", "of", TAG_ADP, XPOS_IN, 11, REL_CASE},
    {"thanks", "thanks", TAG_NOUN, XPOS_NNS, 9, REL_NMOD},
    {"to", "to", TAG_ADP, XPOS_IN, 14, REL_CASE},
    {"the", "the", TAG_DET, XPOS_DT, 14, REL_DET},
    {"people", "people", TAG_NOUN, XPOS_NNS, 11, REL_NMOD},
    {"who", "who", TAG_PRON, XPOS_WP, 16, REL_NSUBJ},
    {"met", "meet", TAG_VERB, XPOS_VBD, 14, REL_ACL_RELCL},
    {"him", "he", TAG_PRON, XPOS_PRP, 16, REL_OBJ},
};

static void test_shared_and_understood(void **state)
{
    (void)state;
    Fixture f;
    build(&f, letter, COUNT(letter));
    uint32_t send = find(&f, "sending"), deny = find(&f, "deny");
    assert_form(&f, tree_subject(&f.tree, deny), "kim");
    assert_form(&f, tree_subject(&f.tree, send), "kim");
    assert_true(tree_is_negated(&f.tree, deny));
    assert_form(&f, tree_object(&f.tree, send), "letter");
    assert_int_equal(tree_oblique(&f.tree, send, STR("to")), NONE);
    assert_form(&f, tree_oblique_near(&f.tree, send, STR("to")), "people");
    assert_form(&f, tree_subject(&f.tree, find(&f, "met")), "people");
    assert_form(&f, tree_object(&f.tree, find(&f, "met")), "him");
    assert_span(&f, tree_nominal_span(&f.tree, find(&f, "letter")),
                "a letter of thanks to the people");
    release(&f);
}

/* in the letter he sent , xi 's aides and ministers spoke according to plan */
static const Node aides[] = {
    {"in", "in", TAG_ADP, XPOS_IN, 3, REL_CASE},
    {"the", "the", TAG_DET, XPOS_DT, 3, REL_DET},
    {"letter", "letter", TAG_NOUN, XPOS_NN, 12, REL_OBL},
    {"he", "he", TAG_PRON, XPOS_PRP, 5, REL_NSUBJ},
    {"sent", "send", TAG_VERB, XPOS_VBD, 3, REL_ACL_RELCL},
    {",", ",", TAG_PUNCT, XPOS_COMMA, 12, REL_PUNCT},
    {"xi", "xi", TAG_PROPN, XPOS_NNP, 9, REL_NMOD_POSS},
    {"'s", "'s", TAG_PART, XPOS_POS, 7, REL_CASE},
    {"aides", "aide", TAG_NOUN, XPOS_NNS, 12, REL_NSUBJ},
    {"and", "and", TAG_CCONJ, XPOS_CC, 11, REL_CC},
    {"ministers", "minister", TAG_NOUN, XPOS_NNS, 9, REL_CONJ},
    {"spoke", "speak", TAG_VERB, XPOS_VBD, 0, REL_ROOT},
    {"according", "accord", TAG_VERB, XPOS_VBG, 15, REL_CASE},
    {"to", "to", TAG_ADP, XPOS_IN, 13, REL_FIXED},
    {"plan", "plan", TAG_NOUN, XPOS_NN, 12, REL_OBL},
};

static void test_nominals_and_prepositions(void **state)
{
    (void)state;
    Fixture f;
    build(&f, aides, COUNT(aides));
    uint32_t found[4], spoke = find(&f, "spoke");
    assert_int_equal(tree_conjuncts(&f.tree, find(&f, "aides"), found, COUNT(found)), 2);
    assert_form(&f, found[1], "ministers");
    assert_form(&f, tree_first_conjunct(&f.tree, found[1]), "aides");
    assert_form(&f, tree_possessor(&f.tree, found[0]), "xi");
    assert_span(&f, tree_span(&f.tree, find(&f, "xi")), "xi");
    assert_form(&f, tree_object(&f.tree, find(&f, "sent")), "letter");
    assert_form(&f, tree_oblique(&f.tree, spoke, STR("according to")), "plan");
    assert_int_equal(tree_oblique(&f.tree, spoke, STR("to")), NONE);
    assert_form(&f, tree_oblique(&f.tree, spoke, STR("in")), "letter");
    release(&f);
}

/* neither minsk nor kyiv have confirmed or denied it : the subject hangs on the auxiliary */
static const Node neither[] = {
    {"neither", "neither", TAG_CCONJ, XPOS_CC, 2, REL_CC_PRECONJ},
    {"minsk", "minsk", TAG_PROPN, XPOS_NNP, 5, REL_NSUBJ_PASS},
    {"nor", "nor", TAG_CCONJ, XPOS_CC, 4, REL_CC},
    {"kyiv", "kyiv", TAG_PROPN, XPOS_NNP, 2, REL_CONJ},
    {"have", "have", TAG_AUX, XPOS_VBP, 6, REL_AUX},
    {"confirmed", "confirm", TAG_VERB, XPOS_VBN, 0, REL_ROOT},
    {"or", "or", TAG_CCONJ, XPOS_CC, 8, REL_CC},
    {"denied", "deny", TAG_VERB, XPOS_VBN, 6, REL_CONJ},
    {"it", "it", TAG_PRON, XPOS_PRP, 8, REL_OBJ},
};

static void test_usual_errors_of_the_parser(void **state)
{
    (void)state;
    Fixture f;
    build(&f, neither, COUNT(neither));
    uint32_t confirm = find(&f, "confirmed"), deny = find(&f, "denied");
    assert_false(tree_is_passive(&f.tree, confirm));
    assert_form(&f, tree_subject(&f.tree, deny), "minsk");
    assert_true(tree_is_negated(&f.tree, confirm));
    assert_true(tree_is_negated(&f.tree, deny));
    assert_true(tree_is_perfect(&f.tree, confirm));
    release(&f);
}

static void test_broken_trees(void **state)
{
    (void)state;
    static const Node circle[] = {
        {"a", "a", TAG_VERB, XPOS_VB, 2, REL_CONJ},
        {"b", "b", TAG_VERB, XPOS_VB, 1, REL_CONJ},
        {"c", "c", TAG_VERB, XPOS_VB, 3, REL_XCOMP},
    };
    Fixture f;
    build(&f, circle, COUNT(circle));
    uint32_t found[2];
    assert_int_equal(tree_subject(&f.tree, 0), NONE);
    assert_int_equal(tree_subject(&f.tree, 2), NONE);
    (void)tree_clause(&f.tree, 1);
    (void)tree_range(&f.tree, 1);
    assert_int_equal(tree_conjuncts(&f.tree, 0, found, COUNT(found)), 2);
    assert_int_equal(tree_subject(&f.tree, NONE), NONE);
    assert_int_equal(tree_oblique_near(&f.tree, NONE, STR("to")), NONE);
    release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_passive_with_complement),
        cmocka_unit_test(test_shared_and_understood),
        cmocka_unit_test(test_nominals_and_prepositions),
        cmocka_unit_test(test_usual_errors_of_the_parser),
        cmocka_unit_test(test_broken_trees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
