/*
 * The parser is right about five arcs of six, and its mistakes in names have a few shapes. Each
 * rule here turns one of them into what the treebanks have: the first word of a name is its head,
 * the rest is flat, and the title before it is nmod:desc.
 *
 *     to North Korean leader Kim Jong-un        appos(leader, Kim)  -> nmod:desc(Kim, leader)
 *     President Vladimir Putin                  compound(Putin, Vladimir) -> flat(Vladimir, Putin)
 *     to Putin, Korean leader Kim wished        appos(Putin, leader) -> nmod:desc(Kim, leader)
 *     "No," said Kim                            obj(said, Kim)      -> nsubj(said, Kim)
 */
#include "repair.h"

typedef struct Repair {
    Token *tokens; /* of the document */
    Sentence *sentence;
} Repair;

static bool is_below(const Repair *repair, uint32_t token, uint32_t ancestor)
{
    while (token != NONE && token != ancestor) token = repair->tokens[token].head;
    return token == ancestor;
}

static bool is_title(const Token *token)
{
    return token->xpos == XPOS_NN || token->xpos == XPOS_NNP;
}

static bool is_name(const Token *token)
{
    return token->xpos == XPOS_NNP || token->xpos == XPOS_NNPS;
}

static void move_children(Repair *repair, uint32_t from, uint32_t to, bool (*moves)(const Token *))
{
    for (uint32_t i = repair->sentence->tokens.first; i < repair->sentence->tokens.end; i++) {
        Token *token = &repair->tokens[i];
        if (token->head == from && i != to && (i > from || moves(token))) token->head = to;
    }
}

static void replace(Repair *repair, uint32_t old, uint32_t new_head)
{
    Token *child = &repair->tokens[new_head];
    child->head = repair->tokens[old].head;
    child->relation = repair->tokens[old].relation;
    if (child->head == NONE) repair->sentence->root = new_head;
    repair->tokens[old].head = new_head;
}

/* What stands before a title and belongs to the whole of title and name. */
static bool belongs_to_group(const Token *token)
{
    return token->relation == REL_CASE || token->relation == REL_CC ||
           token->relation == REL_PUNCT || token->relation == REL_MARK;
}

static bool belongs_to_name(const Token *token)
{
    (void)token;
    return true;
}

static bool has_child(const Repair *repair, uint32_t head, Relation relation)
{
    for (uint32_t i = repair->sentence->tokens.first; i < repair->sentence->tokens.end; i++)
        if (repair->tokens[i].head == head && repair->tokens[i].relation == relation) return true;
    return false;
}

/* "leader Kim Jong-un": the name is the head. "The leader, Kim" and "his friend Kim" stay. */
static void raise_name(Repair *repair, uint32_t title)
{
    uint32_t name = title + 1;
    Token *tokens = repair->tokens;
    bool is_apposed =
        tokens[name].relation == REL_APPOS || tokens[name].relation == REL_NMOD_DESC;
    if (tokens[title].xpos != XPOS_NN || !is_name(&tokens[name])) return;
    if (tokens[name].head != title || !is_apposed) return;
    if (has_child(repair, title, REL_DET) || has_child(repair, title, REL_NMOD_POSS)) return;
    replace(repair, title, name);
    tokens[title].relation = REL_NMOD_DESC;
    move_children(repair, title, name, belongs_to_group);
}

/* "Vladimir Putin" after a title: the first name is the head. */
static void flatten_name(Repair *repair, uint32_t first)
{
    Token *tokens = repair->tokens;
    uint32_t last = tokens[first].head;
    if (tokens[first].relation != REL_COMPOUND || last == NONE || last <= first) return;
    if (!is_name(&tokens[first]) || !is_name(&tokens[last]) || !has_child(repair, first, REL_NMOD_DESC)) return;
    for (uint32_t i = first; i < last; i++)
        if (!is_name(&tokens[i])) return;
    replace(repair, last, first);
    tokens[last].relation = REL_FLAT;
    for (uint32_t i = first + 1; i < last; i++) tokens[i].relation = REL_FLAT;
    move_children(repair, last, first, belongs_to_name);
}

/* "to Putin, Korean leader Kim wished": the title belongs to the name after it. */
static void claim_title(Repair *repair, uint32_t title)
{
    uint32_t name = title + 1;
    Token *tokens = repair->tokens;
    bool is_apposed = tokens[title].relation == REL_APPOS || tokens[title].relation == REL_CONJ;
    bool is_subject = tokens[name].relation == REL_NSUBJ || tokens[name].relation == REL_NSUBJ_PASS;
    if (!is_title(&tokens[title]) || !is_name(&tokens[name]) || !is_apposed || !is_subject) return;
    if (tokens[title].head == NONE || tokens[title].head > title) return;
    if (is_below(repair, name, title)) return;
    tokens[title].head = name;
    tokens[title].relation = REL_NMOD_DESC;
    move_children(repair, title, name, belongs_to_group);
}

static bool is_speech(const Token *token)
{
    static const Str forms[] = {STR_INIT("said"),    STR_INIT("says"),   STR_INIT("added"),
                                STR_INIT("adds"),    STR_INIT("wrote"),  STR_INIT("writes"),
                                STR_INIT("replied"), STR_INIT("warned"), STR_INIT("declared")};
    if (token->xpos != XPOS_VBD && token->xpos != XPOS_VBZ) return false;
    for (size_t i = 0; i < COUNT(forms); i++)
        if (str_equal(token->lower, forms[i])) return true;
    return false;
}

/* '"No," said Kim': after a quotation mark the one who speaks may follow the verb. */
static void find_speaker(Repair *repair, uint32_t verb)
{
    Token *tokens = repair->tokens;
    if (verb == repair->sentence->tokens.first || !is_speech(&tokens[verb])) return;
    if (tokens[verb - 1].tag != TAG_PUNCT || has_child(repair, verb, REL_NSUBJ)) return;
    for (uint32_t i = verb + 1; i < repair->sentence->tokens.end; i++) {
        if (tokens[i].tag == TAG_PUNCT) return;
        bool is_nominal = tokens[i].tag == TAG_PROPN || tokens[i].tag == TAG_NOUN;
        if (tokens[i].head != verb || tokens[i].relation != REL_OBJ || !is_nominal) continue;
        tokens[i].relation = REL_NSUBJ;
        return;
    }
}

/* A sentence whose root is a mark gets its first word for one. */
static void raise_root(Repair *repair)
{
    uint32_t mark = repair->sentence->root;
    if (repair->tokens[mark].tag != TAG_PUNCT) return;
    for (uint32_t i = repair->sentence->tokens.first; i < repair->sentence->tokens.end; i++) {
        if (repair->tokens[i].head != mark || repair->tokens[i].tag == TAG_PUNCT) continue;
        replace(repair, mark, i);
        repair->tokens[mark].relation = REL_PUNCT;
        return;
    }
}

/* Nothing hangs on a mark: it is hung on what the mark hangs on. */
static void lift_from_marks(Repair *repair)
{
    raise_root(repair);
    for (uint32_t i = repair->sentence->tokens.first; i < repair->sentence->tokens.end; i++) {
        Token *token = &repair->tokens[i];
        while (token->head != NONE && repair->tokens[token->head].tag == TAG_PUNCT &&
               repair->tokens[token->head].head != NONE)
            token->head = repair->tokens[token->head].head;
    }
}

void repair_sentence(Document *doc, Sentence *sentence)
{
    Repair repair = {doc->tokens.items, sentence};
    lift_from_marks(&repair);
    for (uint32_t i = sentence->tokens.first; i + 1 < sentence->tokens.end; i++) {
        raise_name(&repair, i);
        claim_title(&repair, i);
    }
    for (uint32_t i = sentence->tokens.first; i + 1 < sentence->tokens.end; i++) {
        flatten_name(&repair, i);
        find_speaker(&repair, i);
    }
}
