/*
 * The parser is right about five arcs of six, and its mistakes in names have a few shapes. Each
 * rule here turns one of them into what the treebanks have: the first word of a name is its head,
 * the rest is flat, and the title before it is nmod:desc.
 *
 *     to North Korean leader Kim Jong-un        appos(leader, Kim)  -> nmod:desc(Kim, leader)
 *     President Vladimir Putin                  compound(Putin, Vladimir) -> flat(Vladimir, Putin)
 *     to Putin, Korean leader Kim wished        appos(Putin, leader) -> nmod:desc(Kim, leader)
 *     "No," said Kim                            obj(said, Kim)      -> nsubj(said, Kim)
 *     Kenyan leader William Ruto wrote          nsubj(wrote, leader) -> nmod:desc(William, leader)
 *     to Putin, Kim wished                      appos(Putin, Kim)   -> nsubj(wished, Kim)
 *     noted the sides "move forward"            obj(noted, sides)   -> nsubj(move, sides)
 *     Macron and Chancellor Scholz met          two subjects        -> conj(Macron, Scholz)
 *     has sent Kim a message                    two objects         -> iobj(sent, Kim)
 *     urged Kim to sign                         advcl(urged, sign)  -> xcomp(urged, sign)
 *     told Kim in a note that talks go on       obl(go, note)       -> obl(told, note)
 */
#include "repair.h"

#define LONGEST_REPAIRED 1000 /* tokens; what is longer is no sentence */

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

static bool is_nominal(const Token *token)
{
    return token->tag == TAG_NOUN || token->tag == TAG_PROPN;
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

/* "Kenyan leader William Ruto", read as two nominals side by side: the first is the title. */
static void join_title(Repair *repair, uint32_t title)
{
    uint32_t name = title + 1;
    Token *tokens = repair->tokens;
    Relation relation = tokens[title].relation;
    bool is_argument = relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_OBJ ||
                       relation == REL_IOBJ || relation == REL_OBL || relation == REL_NMOD;
    if (tokens[title].tag != TAG_NOUN || !is_name(&tokens[name]) || !is_argument) return;
    if (tokens[name].head != tokens[title].head || tokens[name].relation != relation) return;
    if (tokens[title].head == NONE || tokens[title].head == name) return;
    tokens[title].head = name;
    tokens[title].relation = REL_NMOD_DESC;
    move_children(repair, title, name, belongs_to_group);
}

/* "to Prime Minister Modi": the preposition belongs to the name. */
static void hand_on_case(Repair *repair, uint32_t title)
{
    Token *tokens = repair->tokens;
    if (tokens[title].relation != REL_NMOD_DESC || tokens[title].head <= title) return;
    for (uint32_t i = repair->sentence->tokens.first; i < title; i++)
        if (tokens[i].head == title && belongs_to_group(&tokens[i]))
            tokens[i].head = tokens[title].head;
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
    if (is_below(repair, name, title) || has_child(repair, title, REL_CC)) return;
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
        if (tokens[i].head != verb || tokens[i].relation != REL_OBJ || !is_nominal(&tokens[i]))
            continue;
        tokens[i].relation = REL_NSUBJ;
        return;
    }
}

static bool is_finite(const Token *token)
{
    return token->xpos == XPOS_VBD || token->xpos == XPOS_VBZ || token->xpos == XPOS_VBP ||
           token->xpos == XPOS_MD;
}

static bool has_any_subject(const Repair *repair, uint32_t verb)
{
    return has_child(repair, verb, REL_NSUBJ) || has_child(repair, verb, REL_NSUBJ_PASS) ||
           has_child(repair, verb, REL_CSUBJ) || has_child(repair, verb, REL_NSUBJ_OUTER) ||
           has_child(repair, verb, REL_EXPL);
}

static void make_subject(Repair *repair, uint32_t nominal, uint32_t verb)
{
    bool is_passive = has_child(repair, verb, REL_AUX_PASS);
    repair->tokens[nominal].head = verb;
    repair->tokens[nominal].relation = is_passive ? REL_NSUBJ_PASS : REL_NSUBJ;
}

/* The verb whose clause a finite word opens: itself, or the verb after its auxiliaries. */
static uint32_t verb_of(const Repair *repair, uint32_t finite)
{
    const Token *token = &repair->tokens[finite];
    if (!is_finite(token)) return NONE;
    if (token->tag == TAG_VERB) return finite;
    bool is_before_verb = token->head != NONE && token->head > finite &&
                          (token->relation == REL_AUX || token->relation == REL_AUX_PASS);
    return is_before_verb ? token->head : NONE;
}

static uint32_t leftmost(const Repair *repair, uint32_t head)
{
    uint32_t left = head;
    while (left > repair->sentence->tokens.first && is_below(repair, left - 1, head)) left--;
    return left;
}

static bool is_comma(const Token *token)
{
    return token->xpos == XPOS_COMMA;
}

/* "to Putin, Kim wished": what follows a comma and runs up to a verb without a subject is its
 * subject; an apposition would end with a comma. */
static void claim_subject(Repair *repair, uint32_t finite)
{
    Token *tokens = repair->tokens;
    uint32_t verb = verb_of(repair, finite);
    if (verb == NONE || finite == repair->sentence->tokens.first) return;
    if (has_any_subject(repair, verb)) return;
    for (uint32_t i = finite - 1; i != NONE; i = tokens[i].head) {
        bool is_loose = tokens[i].relation == REL_APPOS || tokens[i].relation == REL_CONJ;
        if (!is_loose || !is_nominal(&tokens[i])) continue;
        if (tokens[i].head > i || is_below(repair, verb, i)) continue;
        uint32_t left = leftmost(repair, i);
        while (left < i && tokens[left].tag == TAG_PUNCT) left++;
        if (left == repair->sentence->tokens.first) return;
        if (tokens[left - 1].xpos == XPOS_PUNCT_OPEN) continue; /* "Agency (KCNA) reported" */
        if (is_comma(&tokens[left - 1])) make_subject(repair, i, verb);
        return;
    }
}

/* "and Chancellor" before a name, a member beside `first`. */
static bool is_title_of(const Repair *repair, uint32_t title, uint32_t first)
{
    const Token *token = &repair->tokens[title];
    bool is_member = token->head == first && token->relation == REL_CONJ;
    bool is_described = has_child(repair, title, REL_AMOD) || has_child(repair, title, REL_COMPOUND);
    return is_member && is_title(token) && (is_described || !is_name(token)) &&
           has_child(repair, title, REL_CC);
}

static uint32_t find_child(const Repair *repair, uint32_t head, Relation relation, uint32_t from,
                           uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        if (repair->tokens[i].head == head && repair->tokens[i].relation == relation) return i;
    return NONE;
}

/* "Neither Accra nor Lagos has", "Macron and Chancellor Scholz met": one subject of two members. */
static void join_subjects(Repair *repair, uint32_t second)
{
    Token *tokens = repair->tokens;
    if (tokens[second].relation != REL_NSUBJ || tokens[second].head == NONE) return;
    uint32_t first = find_child(repair, tokens[second].head, REL_NSUBJ,
                                repair->sentence->tokens.first, second);
    uint32_t left = leftmost(repair, second);
    if (first == NONE || left == repair->sentence->tokens.first) return;
    if (!is_nominal(&tokens[first]) || !is_nominal(&tokens[second])) return;
    uint32_t title = left - 1;
    bool is_title = left == second && is_title_of(repair, title, first);
    uint32_t conjunction = tokens[left].xpos == XPOS_CC ? left : left - 1;
    if (!is_title && tokens[conjunction].xpos != XPOS_CC) return;
    tokens[second].head = first;
    tokens[second].relation = REL_CONJ;
    if (is_title) {
        tokens[title].head = second;
        tokens[title].relation = REL_NMOD_DESC;
        move_children(repair, title, second, belongs_to_group);
    } else {
        tokens[conjunction].head = second;
        tokens[conjunction].relation = REL_CC;
    }
}

static bool has_lemma(const Token *token, const Str *lemmas, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(token->lemma, lemmas[i])) return true;
    return false;
}

static const Str giving[] = {STR_INIT("send"),  STR_INIT("give"), STR_INIT("tell"),
                             STR_INIT("offer"), STR_INIT("hand"), STR_INIT("pay"),
                             STR_INIT("show"),  STR_INIT("grant"), STR_INIT("award"),
                             STR_INIT("wish"),  STR_INIT("bring"), STR_INIT("write"),
                             STR_INIT("lend"),  STR_INIT("promise")};

/* "sent Kim a message": of two objects the first is the one who gets it. */
static void split_objects(Repair *repair, uint32_t first)
{
    Token *tokens = repair->tokens;
    uint32_t verb = tokens[first].head;
    if (tokens[first].relation != REL_OBJ || verb == NONE || verb > first) return;
    if (!has_lemma(&tokens[verb], giving, COUNT(giving))) return;
    uint32_t second =
        find_child(repair, verb, REL_OBJ, first + 1, repair->sentence->tokens.end);
    if (second == NONE) return;
    for (uint32_t i = first; i < second; i++)
        if (tokens[i].tag == TAG_PUNCT) return;
    tokens[first].relation = REL_IOBJ;
}

/* Verbs of moving somebody to do something; then those that may as well take a thing that is to
 * be done ("want a plan to end the war"). */
static const Str moving[] = {STR_INIT("urge"),    STR_INIT("ask"),       STR_INIT("tell"),
                             STR_INIT("order"),   STR_INIT("allow"),     STR_INIT("force"),
                             STR_INIT("invite"),  STR_INIT("enable"),    STR_INIT("encourage"),
                             STR_INIT("permit"),  STR_INIT("persuade"),  STR_INIT("instruct"),
                             STR_INIT("warn"),    STR_INIT("advise"),    STR_INIT("expect"),
                             STR_INIT("want"),    STR_INIT("require"),   STR_INIT("cause")};
#define MOVING_PEOPLE 14u

/* "urged Kim to sign": what one is moved to do is no aside, and no attribute of Kim. */
static void open_complement(Repair *repair, uint32_t verb)
{
    Token *tokens = repair->tokens;
    bool is_attribute = tokens[verb].relation == REL_ACL;
    uint32_t object = is_attribute ? tokens[verb].head : NONE;
    if (!is_attribute && tokens[verb].relation != REL_ADVCL) return;
    if (is_attribute && tokens[object].relation != REL_OBJ) return;
    uint32_t governor = tokens[is_attribute ? object : verb].head;
    if (governor == NONE || governor > verb) return;
    size_t known = is_attribute ? MOVING_PEOPLE : COUNT(moving);
    if (!has_lemma(&tokens[governor], moving, known)) return;
    uint32_t to = find_child(repair, verb, REL_MARK, governor, verb);
    if (to == NONE || !str_equal(tokens[to].lower, STR("to"))) return;
    if (!is_attribute) object = find_child(repair, governor, REL_OBJ, governor, to);
    if (object == NONE || !is_below(repair, to - 1, object)) return;
    tokens[verb].head = governor;
    tokens[verb].relation = REL_XCOMP;
}

/* "told him in a note that talks go on": nothing of the clause stands before its "that". */
static void shut_clause(Repair *repair, uint32_t verb)
{
    Token *tokens = repair->tokens;
    uint32_t governor = tokens[verb].head;
    if (tokens[verb].relation != REL_CCOMP || governor == NONE || governor > verb) return;
    uint32_t that = find_child(repair, verb, REL_MARK, governor, verb);
    if (that == NONE || !str_equal(tokens[that].lower, STR("that"))) return;
    for (uint32_t i = governor + 1; i < that; i++)
        if (tokens[i].head == verb && tokens[i].tag != TAG_PUNCT) tokens[i].head = governor;
}

/* The nominal object of the governor that stands before a token, NONE if a comma comes first. */
static uint32_t object_before(const Repair *repair, uint32_t governor, uint32_t token,
                              bool *out_has_mark)
{
    *out_has_mark = false;
    for (uint32_t i = token - 1; i > governor; i--) {
        const Token *word = &repair->tokens[i];
        if (is_comma(word)) return NONE;
        *out_has_mark = *out_has_mark || word->tag == TAG_PUNCT;
        bool is_object = word->relation == REL_OBJ || word->relation == REL_OBL_UNMARKED;
        if (word->head == governor && is_object) return i;
    }
    return NONE;
}

/* 'noted the sides "move forward"': a mark between subject and verb hides the subject. */
static void share_subject(Repair *repair, uint32_t verb)
{
    Token *tokens = repair->tokens;
    uint32_t governor = tokens[verb].head;
    if (tokens[verb].relation != REL_CCOMP || governor == NONE || governor > verb) return;
    if (has_any_subject(repair, verb)) return;
    bool has_mark;
    uint32_t object = object_before(repair, governor, verb, &has_mark);
    bool is_verb = tokens[verb].tag == TAG_VERB || has_child(repair, verb, REL_COP);
    if (object == NONE || !has_mark || !is_verb) return;
    make_subject(repair, object, verb);
}

/* '"The road," she added, "will stay."': the frame stands between the subject and its verb. */
static void bridge_frame(Repair *repair, uint32_t verb)
{
    Token *tokens = repair->tokens;
    uint32_t frame = tokens[verb].head;
    if (tokens[verb].relation != REL_CCOMP || frame == NONE || frame > verb) return;
    if (has_any_subject(repair, verb)) return;
    uint32_t first = repair->sentence->tokens.first;
    uint32_t speaker = find_child(repair, frame, REL_NSUBJ, first, frame);
    if (speaker == NONE) return;
    for (uint32_t i = first; i < speaker; i++) {
        const Token *token = &tokens[i];
        bool may_be_subject =
            is_nominal(token) || token->tag == TAG_PRON || token->tag == TAG_DET;
        if (token->head != frame || token->tag == TAG_PUNCT) continue;
        if (may_be_subject && !has_child(repair, i, REL_CASE) && is_comma(&tokens[i + 1]))
            make_subject(repair, i, verb);
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

/* No word hangs on a mark: it is hung on what the mark hangs on. */
static void lift_from_marks(Repair *repair)
{
    raise_root(repair);
    for (uint32_t i = repair->sentence->tokens.first; i < repair->sentence->tokens.end; i++) {
        Token *token = &repair->tokens[i];
        if (token->tag == TAG_PUNCT) continue;
        while (token->head != NONE && repair->tokens[token->head].tag == TAG_PUNCT &&
               repair->tokens[token->head].head != NONE)
            token->head = repair->tokens[token->head].head;
    }
}

void repair_sentence(Document *doc, Sentence *sentence)
{
    Repair repair = {doc->tokens.items, sentence};
    if (sentence->tokens.end - sentence->tokens.first > LONGEST_REPAIRED) return;
    lift_from_marks(&repair);
    for (uint32_t i = sentence->tokens.first; i + 1 < sentence->tokens.end; i++) {
        raise_name(&repair, i);
        join_title(&repair, i);
        claim_title(&repair, i);
    }
    for (uint32_t i = sentence->tokens.first; i + 1 < sentence->tokens.end; i++) {
        flatten_name(&repair, i);
        hand_on_case(&repair, i);
        find_speaker(&repair, i);
    }
    for (uint32_t i = sentence->tokens.first; i < sentence->tokens.end; i++) {
        claim_subject(&repair, i);
        share_subject(&repair, i);
        bridge_frame(&repair, i);
        join_subjects(&repair, i);
        split_objects(&repair, i);
        open_complement(&repair, i);
        shut_clause(&repair, i);
    }
}
