/*
 * News ends its sentences with who said so, and parsers that learnt from letters and novels lose
 * that verb among the conjuncts and asides of the long clause before it. The order of words tells:
 *
 *     Crew were hurt and the boat damaged, officials said.    conj(hurt, said)   -> ccomp(said,
 * hurt) Some 45 nations have offered aid, said the president.   nsubj(offered, president) -> of
 * said
 *
 * A noun phrase between a comma and a verb of saying, and nothing but time and circumstance behind
 * it, is a report's end: the verb governs the sentence. Beside these, what no English clause has:
 *
 *     Ties, Kim stressed, had grown          acl(ties, stressed)    -> parataxis(grown, stressed)
 *     Xi hoped the party would use it        conj(hoped, use)        -> ccomp: no "and", no comma
 *     that killed two generals               two subjects            -> the second is the object
 *     denied agreeing to it                  advcl(denied, agreeing) -> xcomp
 *     told him in a note that talks go on    acl:relcl(note, go)     -> ccomp(told, go)
 */
#include "report_clause.h"

#define LONGEST_SPEAKER_TOKENS 20
#define LONGEST_TAIL_TOKENS 12 /* "said in a statement on its website late on Monday" */
#define LONGEST_INSET_TAIL_TOKENS 6
#define MOST_STEPS 64
#define LONGEST_MENDED 1000 /* tokens; what is longer is no sentence */

typedef struct Mend {
    Token *tokens; /* of the document */
    TokenRange range;
    Sentence *sentence;
} Mend;

static bool is_one_of(Str word, const Str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, words[i])) return true;
    return false;
}

static bool is_report_verb(const Token *token)
{
    static const Str lemmas[] = {STR_INIT("say"),     STR_INIT("report"),      STR_INIT("tell"),
                                 STR_INIT("add"),     STR_INIT("announce"),    STR_INIT("state"),
                                 STR_INIT("note"),    STR_INIT("confirm"),     STR_INIT("claim"),
                                 STR_INIT("declare"), STR_INIT("write"),       STR_INIT("stress"),
                                 STR_INIT("argue"),   STR_INIT("acknowledge"), STR_INIT("reveal"),
                                 STR_INIT("admit"),   STR_INIT("warn"), STR_INIT("read")};
    bool is_finite = token->xpos == XPOS_VBD || token->xpos == XPOS_VBZ ||
                     token->xpos == XPOS_VBP ||
                     token->xpos == XPOS_VBN; /* "has said", and what is taken for it */
    return token->tag == TAG_VERB && is_finite && is_one_of(token->lemma, lemmas, COUNT(lemmas));
}

static bool is_comma(const Token *token)
{
    return token->xpos == XPOS_COMMA && str_equal(token->lower, STR(","));
}

static bool is_break(const Token *token)
{
    return is_comma(token) || token->kind == TOKEN_QUOTE;
}

static bool is_finite(const Token *token)
{
    return token->xpos == XPOS_VBD || token->xpos == XPOS_VBZ || token->xpos == XPOS_VBP ||
           token->xpos == XPOS_MD;
}

static bool is_helper(const Token *token)
{
    return token->tag == TAG_AUX || token->tag == TAG_ADV || token->tag == TAG_PART;
}

static bool is_nominal(const Token *token)
{
    return token->tag == TAG_NOUN || token->tag == TAG_PROPN || token->tag == TAG_PRON;
}

/* What a speaker's phrase is made of: "the Corruption Office for High-ranking Officials (CIO)". */
static bool may_name_speaker(const Token *token)
{
    bool is_modifier = token->tag == TAG_VERB && token->relation == REL_AMOD;
    bool is_mark = token->xpos == XPOS_POS || token->xpos == XPOS_HYPH ||
                   token->xpos == XPOS_PUNCT_OPEN || token->xpos == XPOS_PUNCT_CLOSE;
    return is_nominal(token) || token->tag == TAG_DET || token->tag == TAG_ADJ ||
           token->tag == TAG_NUM || token->tag == TAG_ADP || token->tag == TAG_CCONJ ||
           is_modifier || is_mark;
}

static uint32_t find_child(const Mend *mend, uint32_t head, Relation relation, TokenRange range)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (mend->tokens[i].head == head && mend->tokens[i].relation == relation) return i;
    return NONE;
}

static bool has_child(const Mend *mend, uint32_t head, Relation relation)
{
    return find_child(mend, head, relation, mend->range) != NONE;
}

static bool is_below(const Mend *mend, uint32_t token, uint32_t ancestor)
{
    for (uint32_t step = 0; token != NONE && token != ancestor && step < MOST_STEPS; step++)
        token = mend->tokens[token].head;
    return token == ancestor;
}

/* ---- ", officials said." ------------------------------------------------------------------ */

/* The phrase between the last comma and the verb; empty if there is none. */
static TokenRange speaker_before(const Mend *mend, uint32_t verb)
{
    const Token *tokens = mend->tokens;
    uint32_t end = verb;
    while (end > mend->range.first && is_helper(&tokens[end - 1])) end--;
    uint32_t first = end;
    bool has_noun = false;
    while (first > mend->range.first && !is_break(&tokens[first - 1])) {
        if (!may_name_speaker(&tokens[first - 1]) || end - first >= LONGEST_SPEAKER_TOKENS)
            return (TokenRange){verb, verb};
        first--;
        has_noun = has_noun || is_nominal(&tokens[first]);
    }
    bool is_phrase = has_noun && first > mend->range.first && tokens[first].tag != TAG_ADP &&
                     tokens[first].tag != TAG_CCONJ;
    return is_phrase ? (TokenRange){first, end} : (TokenRange){verb, verb};
}

static bool is_circumstance(const Token *token)
{
    return token->tag == TAG_ADP || token->tag == TAG_ADV || token->tag == TAG_PUNCT ||
           token->relation == REL_OBL_UNMARKED || token->relation == REL_OBL ||
           token->relation == REL_ADVMOD || token->relation == REL_NMOD_UNMARKED;
}

/* "said on Thursday as he opened the summit" */
static bool opens_circumstance(const Token *token)
{
    static const Str words[] = {STR_INIT("as"), STR_INIT("while"), STR_INIT("after"),
                                STR_INIT("before"), STR_INIT("when")};
    return is_one_of(token->lower, words, COUNT(words));
}

/* Whether nothing behind the verb can be what is said: it ends the sentence, or time, place and
 * addressee follow up to a comma that opens no quotation. */
static bool is_closed_behind(const Mend *mend, uint32_t verb)
{
    const Token *tokens = mend->tokens;
    uint32_t i = verb + 1;
    bool is_telling = str_equal(tokens[verb].lemma, STR("tell"));
    if (i < mend->range.end && !is_telling && !is_circumstance(&tokens[i])) {
        bool is_time = i + 1 < mend->range.end && is_circumstance(&tokens[i + 1]) &&
                       tokens[i].tag == TAG_DET; /* "said this week" */
        if (!is_time) return false;
    }
    for (; i < mend->range.end && tokens[i].tag != TAG_PUNCT; i++) {
        const Token *token = &tokens[i];
        if (token->relation == REL_MARK && opens_circumstance(token)) return true;
        bool opens_clause = token->tag == TAG_SCONJ || token->tag == TAG_VERB ||
                            token->tag == TAG_AUX || str_equal(token->lower, STR("that")) ||
                            (token->tag == TAG_PART && str_equal(token->lower, STR("to")));
        if (opens_clause || i - verb > LONGEST_TAIL_TOKENS) return false;
    }
    if (i + 1 >= mend->range.end) return true;
    if (tokens[i].kind == TOKEN_QUOTE || str_equal(tokens[i].lower, STR(":"))) return false;
    return tokens[i + 1].kind != TOKEN_QUOTE;
}

/* The predicate of what stands before the speaker: the one that hangs on nothing of its own. */
static uint32_t find_told(const Mend *mend, uint32_t end)
{
    TokenRange before = {mend->range.first, end};
    for (uint32_t i = before.first; i < end; i++) {
        const Token *token = &mend->tokens[i];
        bool is_top = token->head == NONE || token->head < before.first || token->head >= end;
        bool is_clause = token->tag == TAG_VERB || find_child(mend, i, REL_COP, before) != NONE ||
                         find_child(mend, i, REL_NSUBJ, before) != NONE ||
                         find_child(mend, i, REL_NSUBJ_PASS, before) != NONE;
        if (is_top && is_clause && token->tag != TAG_PUNCT) return i;
    }
    return NONE;
}

static bool has_finite_clause(const Mend *mend, uint32_t end)
{
    bool has_comma = mend->tokens[mend->range.first].tag != TAG_SCONJ, has_verb = false;
    for (uint32_t i = mend->range.first; i < end; i++) {
        if (is_comma(&mend->tokens[i]) && i + 1 < end) has_comma = true; /* "As he left, ..." */
        has_verb = has_verb || is_finite(&mend->tokens[i]);
    }
    return has_verb && has_comma;
}

static bool is_top_of(const Mend *mend, uint32_t token, TokenRange range)
{
    uint32_t head = mend->tokens[token].head;
    return head == NONE || head < range.first || head >= range.end;
}

/* The nominals of the phrase are the verb's subject and what is coordinated with it. */
static void give_subject(Mend *mend, TokenRange phrase, uint32_t verb)
{
    Token *tokens = mend->tokens;
    uint32_t subject = find_child(mend, verb, REL_NSUBJ, phrase);
    for (uint32_t i = phrase.first; i < phrase.end; i++) {
        if (!is_nominal(&tokens[i]) || !is_top_of(mend, i, phrase) || i == subject) continue;
        if (subject != NONE && subject > i) continue;
        bool is_first = subject == NONE;
        tokens[i].head = is_first ? verb : subject;
        tokens[i].relation = is_first ? REL_NSUBJ : REL_CONJ;
        if (is_first) subject = i;
    }
}

/* "The ships reached it, officials said", where "ships" counts as a subject of "said" too. */
static void return_subjects(Mend *mend, TokenRange before, uint32_t told, uint32_t verb)
{
    Token *tokens = mend->tokens;
    for (uint32_t i = before.first; i < before.end; i++) {
        bool is_subject = tokens[i].relation == REL_NSUBJ || tokens[i].relation == REL_NSUBJ_PASS;
        if (tokens[i].head != verb || !is_subject || i == told) continue;
        bool is_taken =
            i > told || has_child(mend, told, REL_NSUBJ) || has_child(mend, told, REL_NSUBJ_PASS);
        bool is_passive = has_child(mend, told, REL_AUX_PASS);
        tokens[i].head = told;
        tokens[i].relation = is_taken ? REL_DEP : is_passive ? REL_NSUBJ_PASS : REL_NSUBJ;
    }
}

/* A word hangs where another did, which is hung elsewhere after that. */
static void take_place(Mend *mend, uint32_t word, uint32_t other)
{
    Token *tokens = mend->tokens;
    tokens[word].head = tokens[other].head;
    tokens[word].relation = tokens[other].relation;
    if (tokens[word].head == NONE) mend->sentence->root = word;
}

static void raise_report(Mend *mend, uint32_t verb)
{
    Token *tokens = mend->tokens;
    TokenRange speaker = speaker_before(mend, verb);
    if (speaker.first == speaker.end || !is_closed_behind(mend, verb)) return;
    uint32_t told = find_told(mend, speaker.first);
    if (told == NONE || !has_finite_clause(mend, speaker.first)) return;
    if (is_below(mend, verb, told)) {
        take_place(mend, verb, told);
        tokens[told].head = verb;
        tokens[told].relation = REL_CCOMP;
    } else if (tokens[told].head == verb && !has_child(mend, told, REL_MARK)) {
        tokens[told].relation = REL_CCOMP;
    }
    if (tokens[told].head != verb) return;
    return_subjects(mend, (TokenRange){mend->range.first, speaker.first}, told, verb);
    give_subject(mend, speaker, verb);
}

/* "said Friday": a day does not speak. */
static bool is_day(const Token *token)
{
    static const Str words[] = {STR_INIT("monday"),   STR_INIT("tuesday"), STR_INIT("wednesday"),
                                STR_INIT("thursday"), STR_INIT("friday"),  STR_INIT("saturday"),
                                STR_INIT("sunday"),   STR_INIT("today"),   STR_INIT("yesterday")};
    return is_one_of(token->lower, words, COUNT(words));
}

/* ---- ", said the president" --------------------------------------------------------------- */

static void find_inverted_speaker(Mend *mend, uint32_t verb)
{
    Token *tokens = mend->tokens;
    bool is_open = verb > mend->range.first && is_break(&tokens[verb - 1]);
    bool is_plain = tokens[verb].xpos == XPOS_VBD || tokens[verb].xpos == XPOS_VBZ;
    if (!is_open || !is_plain || has_child(mend, verb, REL_NSUBJ)) return;
    uint32_t end = verb + 1;
    while (end < mend->range.end && may_name_speaker(&tokens[end]) && tokens[end].tag != TAG_ADP)
        end++;
    TokenRange phrase = {verb + 1, end};
    bool is_object =
        find_child(mend, verb, REL_OBJ, phrase) != NONE || !has_child(mend, verb, REL_CCOMP);
    if (end == phrase.first || is_object || is_day(&tokens[phrase.first]) ||
        end - phrase.first > LONGEST_SPEAKER_TOKENS)
        return;
    give_subject(mend, phrase, verb);
}

/* ---- "Ties, Kim stressed, had grown" ------------------------------------------------------- */

/* The comma that ends a verb's short tail ("said in his message,"); NONE. */
static uint32_t comma_behind(const Mend *mend, uint32_t verb)
{
    for (uint32_t i = verb + 1; i < mend->range.end && i <= verb + LONGEST_INSET_TAIL_TOKENS; i++) {
        const Token *token = &mend->tokens[i];
        if (is_comma(token)) return i;
        bool is_inside = token->tag == TAG_ADP || token->tag == TAG_DET || token->tag == TAG_ADJ ||
                         is_nominal(token) || token->tag == TAG_NUM;
        if (!is_inside || (i == verb + 1 && !is_circumstance(token) && !is_day(token))) return NONE;
    }
    return NONE;
}

static bool has_any_verb(const Mend *mend, TokenRange range)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (mend->tokens[i].tag == TAG_VERB || mend->tokens[i].tag == TAG_AUX ||
            mend->tokens[i].kind == TOKEN_QUOTE)
            return true;
    return false;
}

/* The predicate of the clause that starts here; a clause has a finite word before any comma. */
static uint32_t predicate_from(const Mend *mend, uint32_t first)
{
    TokenRange behind = {first, mend->range.end};
    bool is_finite_clause = false;
    for (uint32_t i = first; i < behind.end && !is_finite_clause; i++) {
        if (mend->tokens[i].tag == TAG_PUNCT || mend->tokens[i].xpos == XPOS_VBG) return NONE;
        is_finite_clause = is_finite(&mend->tokens[i]);
    }
    if (!is_finite_clause) return NONE;
    for (uint32_t i = first; i < behind.end; i++) {
        bool is_predicate =
            mend->tokens[i].tag == TAG_VERB || find_child(mend, i, REL_COP, behind) != NONE;
        if (is_predicate && is_top_of(mend, i, behind)) return i;
    }
    return NONE;
}

/* What stands before the inset goes with the predicate behind it: as its subject, if it has none.
 */
static void hand_over(Mend *mend, TokenRange before, uint32_t verb, uint32_t predicate)
{
    Token *tokens = mend->tokens;
    bool has_subject =
        has_child(mend, predicate, REL_NSUBJ) || has_child(mend, predicate, REL_NSUBJ_PASS);
    bool is_case = tokens[before.first].tag == TAG_ADP || tokens[before.first].tag == TAG_SCONJ;
    for (uint32_t i = before.first; i < before.end; i++) {
        if (!is_top_of(mend, i, before)) continue;
        tokens[i].head =
            tokens[i].head == NONE || tokens[i].head == verb ? predicate : tokens[i].head;
        if (has_subject || is_case || !is_nominal(&tokens[i]) || tokens[i].head != predicate)
            continue;
        bool is_passive = has_child(mend, predicate, REL_AUX_PASS);
        tokens[i].relation = is_passive ? REL_NSUBJ_PASS : REL_NSUBJ;
        has_subject = true;
    }
}

static void set_apart(Mend *mend, uint32_t verb)
{
    Token *tokens = mend->tokens;
    TokenRange speaker = speaker_before(mend, verb);
    uint32_t comma = comma_behind(mend, verb);
    if (speaker.first == speaker.end || comma == NONE || !is_comma(&tokens[speaker.first - 1]))
        return;
    TokenRange before = {mend->range.first, speaker.first - 1};
    uint32_t predicate = predicate_from(mend, comma + 1);
    if (predicate == NONE || before.first == before.end || has_any_verb(mend, before)) return;
    if (is_below(mend, predicate, verb)) take_place(mend, predicate, verb);
    tokens[verb].head = predicate;
    tokens[verb].relation = REL_PARATAXIS;
    hand_over(mend, before, verb, predicate);
    give_subject(mend, speaker, verb);
}

/* ---- clauses no English sentence has ------------------------------------------------------ */

static uint32_t leftmost(const Mend *mend, uint32_t head)
{
    uint32_t left = head;
    while (left > mend->range.first && is_below(mend, left - 1, head)) left--;
    return left;
}

/* "hoped the party would use it": a clause joined by neither conjunction nor mark is content. */
static void open_content(Mend *mend, uint32_t verb)
{
    Token *tokens = mend->tokens;
    uint32_t governor = tokens[verb].head;
    if (tokens[verb].relation != REL_CONJ || governor == NONE || governor > verb) return;
    if (tokens[governor].tag != TAG_VERB || tokens[verb].tag != TAG_VERB) return;
    uint32_t subject = find_child(mend, verb, REL_NSUBJ, mend->range);
    if (subject == NONE || subject > verb || has_child(mend, governor, REL_OBJ)) return;
    if (leftmost(mend, verb) != governor + 1) return;
    uint32_t first = governor + 1;
    bool is_joined = tokens[first].tag == TAG_CCONJ || tokens[first].tag == TAG_PUNCT;
    if (!is_joined) tokens[verb].relation = REL_CCOMP;
}

/* "that killed two generals": no verb has a subject on either side. */
static void part_subjects(Mend *mend, uint32_t nominal)
{
    Token *tokens = mend->tokens;
    uint32_t verb = tokens[nominal].head;
    if (tokens[nominal].relation != REL_NSUBJ || verb == NONE || verb > nominal) return;
    if (tokens[verb].tag != TAG_VERB || is_break(&tokens[nominal - 1])) return;
    TokenRange before = {mend->range.first, verb};
    uint32_t subject = find_child(mend, verb, REL_NSUBJ, before);
    if (subject == NONE || has_child(mend, verb, REL_OBJ)) return;
    tokens[nominal].relation = REL_OBJ;
}

/* "denied agreeing": what is denied is no aside. */
static void take_gerund(Mend *mend, uint32_t gerund)
{
    static const Str lemmas[] = {
        STR_INIT("deny"),    STR_INIT("admit"),     STR_INIT("acknowledge"),
        STR_INIT("avoid"),   STR_INIT("consider"),  STR_INIT("suggest"),
        STR_INIT("propose"), STR_INIT("recommend"), STR_INIT("oppose")};
    Token *tokens = mend->tokens;
    uint32_t governor = tokens[gerund].head;
    if (tokens[gerund].relation != REL_ADVCL || governor == NONE || governor + 1 != gerund) return;
    if (tokens[gerund].xpos != XPOS_VBG) return;
    if (is_one_of(tokens[governor].lemma, lemmas, COUNT(lemmas)))
        tokens[gerund].relation = REL_XCOMP;
}

static bool is_text_noun(const Token *token)
{
    static const Str lemmas[] = {
        STR_INIT("note"),   STR_INIT("letter"),    STR_INIT("message"),   STR_INIT("statement"),
        STR_INIT("speech"), STR_INIT("interview"), STR_INIT("post"),      STR_INIT("telegram"),
        STR_INIT("tweet"),  STR_INIT("briefing"),  STR_INIT("broadcast"), STR_INIT("conference")};
    return is_one_of(token->lemma, lemmas, COUNT(lemmas));
}

/* "told him in a note that talks go on": where the clause has a subject beside "that". */
static void free_content(Mend *mend, uint32_t verb)
{
    Token *tokens = mend->tokens;
    uint32_t noun = tokens[verb].head;
    bool is_attribute = tokens[verb].relation == REL_ACL || tokens[verb].relation == REL_ACL_RELCL;
    if (!is_attribute || noun == NONE || noun > verb || tokens[noun].relation != REL_OBL) return;
    uint32_t governor = tokens[noun].head;
    if (governor == NONE || governor > noun || !is_report_verb(&tokens[governor])) return;
    uint32_t that = noun + 1;
    while (that < verb && is_comma(&tokens[that])) that++;
    if (that >= verb || !str_equal(tokens[that].lower, STR("that")) || tokens[that].head != verb)
        return;
    TokenRange behind = {that + 1, verb};
    bool has_subject = find_child(mend, verb, REL_NSUBJ, behind) != NONE ||
                       find_child(mend, verb, REL_NSUBJ_PASS, behind) != NONE;
    bool is_relative = tokens[verb].relation == REL_ACL_RELCL && tokens[that].relation != REL_OBJ;
    if (!has_subject || !(is_relative || is_text_noun(&tokens[noun]))) return;
    if (has_child(mend, governor, REL_CCOMP)) return;
    tokens[that].relation = REL_MARK;
    tokens[verb].head = governor;
    tokens[verb].relation = REL_CCOMP;
}

void report_clauses_mend(Document *doc, Sentence *sentence)
{
    Mend mend = {doc->tokens.items, sentence->tokens, sentence};
    if (mend.range.end - mend.range.first > LONGEST_MENDED) return;
    for (uint32_t i = mend.range.first; i < mend.range.end; i++) {
        part_subjects(&mend, i);
        open_content(&mend, i);
        take_gerund(&mend, i);
        free_content(&mend, i);
    }
    for (uint32_t i = mend.range.first; i < mend.range.end; i++) {
        if (!is_report_verb(&mend.tokens[i])) continue;
        find_inverted_speaker(&mend, i);
        raise_report(&mend, i);
        set_apart(&mend, i);
    }
}
