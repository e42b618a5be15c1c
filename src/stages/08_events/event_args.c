/*
 * Voice and doer of a trigger, by the tree and, where the parser has lost its way, by the order
 * of the words:
 *
 *     "... during which the two signed a strategic partnership deal"
 *
 * the parser may take "signed" for an adjective of "deal"; a mention that stands right before it
 * is its subject all the same.
 */
#include "event_args.h"

#define FARTHEST_BY 10         /* words looked at for the doer of a passive */

static bool *find_offices(const Document *doc, Arena *scratch)
{
    bool *found = arena_new_items(scratch, bool, (size_t)doc->actors.count + 1);
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        if (mention->actor != NONE && mention->office.len > 0) found[mention->actor] = true;
    }
    return found;
}

void event_work_init(EventWork *work, const EventData *data, Document *doc, Arena *scratch)
{
    *work = (EventWork){.data = data, .doc = doc, .scratch = scratch};
    tree_init(&work->tree, doc, scratch);
    work->has_office = find_offices(doc, scratch);
    work->is_used = arena_new_items(scratch, bool, (size_t)doc->tokens.count + 1);
    work->mention_over = document_mentions_over(doc, scratch);
}

/* The lemma; of a word in capitals, which the tagger may take for a name, in small letters. */
Str event_lemma(const EventWork *work, uint32_t token)
{
    Str lemma = tree_lemma(&work->tree, token);
    const Token *found = document_token(work->doc, token);
    if (found->tag != TAG_PROPN || lemma.len < 2 || lemma.data[1] < 'A' || lemma.data[1] > 'Z') return lemma;
    Str word = found->lower;
    bool is_plural = word.len > 3 && word.data[word.len - 1] == 's' && word.data[word.len - 2] != 's';
    return is_plural ? (Str){word.data, word.len - 1} : word;
}

bool event_is_class(const EventWork *work, uint32_t token, uint64_t classes)
{
    return token != NONE && event_data_is(work->data, event_lemma(work, token), classes);
}

/* "pulled out of the EU": an organisation, by its name. */
static bool is_body(const EventWork *work, uint32_t noun)
{
    uint32_t mention = event_mention(work, noun);
    uint32_t actor = mention == NONE ? NONE : work->doc->mentions.items[mention].actor;
    return actor != NONE && work->doc->actors.items[actor].kind == ACTOR_ORGANISATION;
}

bool event_is_listed(const EventWork *work, const ObjectChoice *choice, uint32_t noun)
{
    Str lemma = event_lemma(work, noun), lower = document_token(work->doc, noun)->lower;
    bool is_alike = (choice->lemma_looks & (event_look(lemma) | event_look(lower))) != 0;
    for (uint32_t i = 0; is_alike && i < choice->lemmas.count; i++)
        if (str_equal(choice->lemmas.items[i], lemma) || str_equal(choice->lemmas.items[i], lower)) /* "White House" */
            return true;
    if (choice->takes_any || event_data_is(work->data, lemma, choice->classes)) return true;
    if (choice->takes_body && is_body(work, noun)) return true;
    return choice->takes_actor && event_mention(work, noun) != NONE;
}

uint32_t event_mention(const EventWork *work, uint32_t token)
{
    if (token == NONE) return NONE;
    uint32_t headed = work->doc->token_mention == NULL ? NONE : work->doc->token_mention[token];
    if (headed != NONE) return headed; /* "Ukraine" in "troops from Ukraine" */
    if (work->mention_over[token] != NONE) return work->mention_over[token];
    uint32_t apposition = tree_apposition(&work->tree, token);
    return apposition == NONE ? NONE : work->mention_over[apposition];
}

uint32_t event_content_noun(const EventWork *work, uint32_t noun)
{
    for (int step = 0; step < 2; step++) { /* "tens of thousands of troops" */
        if (!event_is_class(work, noun, work->data->measures)) return noun;
        uint32_t of = tree_oblique(&work->tree, noun, STR("of"));
        if (of == NONE) return noun;
        noun = of;
    }
    return noun;
}

/* ---- voice ---- */

static bool has_slot(const SlotChoice *choice, EventSlot slot)
{
    for (uint32_t i = 0; i < choice->count; i++)
        if (choice->slots[i] == slot) return true;
    return false;
}

static bool takes_object(const EventFrame *frame)
{
    if (frame->objects.is_oblique) return has_slot(&frame->target, EVENT_SLOT_OBJECT); /* "was dragged to court" */
    return frame->objects.lemmas.count > 0 || frame->objects.classes != 0 ||
           has_slot(&frame->target, EVENT_SLOT_OBJECT) ||
           has_slot(&frame->target, EVENT_SLOT_OBJECT_OWNER);
}

static const Token *token_at(const EventWork *work, uint32_t token)
{
    return document_token(work->doc, token);
}

TokenRange event_sentence(const EventWork *work, uint32_t token)
{
    return work->doc->sentences.items[token_at(work, token)->sentence].tokens;
}

/* "has [sold] oil", where the parser takes "has" for the verb: that "has", else NONE. */
static uint32_t parted_helper(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    uint32_t head = tree_head(tree, verb);
    if (tree_relation(tree, verb) == REL_AMOD) head = tree_head(tree, head);
    bool is_right_before = head != NONE && head < verb && verb - head <= 2;
    return is_right_before && tree_has_lemma(tree, head, STR("have")) ? head : NONE;
}

/* "the two signed a deal", read as "the [signed] deal": a mention right before the participle,
 * which is no nationality ("Russian seized ships"), is its subject. */
bool event_is_hidden_active(const EventWork *work, uint32_t verb)
{
    if (parted_helper(work, verb) != NONE) return true;
    if (tree_relation(&work->tree, verb) != REL_AMOD || verb == 0) return false;
    if (tree_head(&work->tree, verb) == NONE || tree_head(&work->tree, verb) < verb) return false;
    if (verb <= event_sentence(work, verb).first) return false;
    uint32_t mention = work->mention_over[verb - 1];
    return mention != NONE && work->mention_over[verb] == NONE &&
           work->doc->mentions.items[mention].kind != MENTION_NATIONALITY;
}

uint32_t event_clause_verb(const EventWork *work, uint32_t verb)
{
    uint32_t helper = parted_helper(work, verb);
    return helper == NONE ? verb : helper;
}

static bool is_relative_pronoun(const EventWork *work, uint32_t token)
{
    Xpos xpos = token_at(work, token)->xpos;
    return xpos == XPOS_WDT || xpos == XPOS_WP;
}

/* "which Putin and Kim signed", where "which" is taken for the subject of a passive. */
bool event_has_both_subjects(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    uint32_t subject = tree_child(tree, verb, REL_NSUBJ);
    while (subject != NONE && is_relative_pronoun(work, subject))
        subject = tree_next_alike(tree, subject);
    return subject != NONE && subject < verb && tree_relation(tree, verb) == REL_ACL_RELCL &&
           tree_child(tree, verb, REL_AUX_PASS) == NONE;
}

/* "Xi congratulated by leaders": a headline without "is". */
static bool is_bare_passive(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    Xpos xpos = token_at(work, verb)->xpos;
    bool may_be =
        (xpos == XPOS_VBD || xpos == XPOS_VBN) && tree_child(tree, verb, REL_AUX) == NONE &&
        tree_child(tree, verb, REL_OBJ) == NONE && tree_child(tree, verb, REL_IOBJ) == NONE;
    uint32_t next = verb + 1;
    return may_be && next < event_sentence(work, verb).end &&
           str_equal(token_at(work, next)->lower, STR("by")) &&
           tree_own_subject(tree, verb) != NONE;
}

bool event_is_passive(const EventWork *work, const EventFrame *frame, uint32_t verb)
{
    if (frame->is_noun || event_is_hidden_active(work, verb) || event_has_both_subjects(work, verb))
        return false;
    return takes_object(frame) &&
           (tree_is_passive(&work->tree, verb) || is_bare_passive(work, verb));
}

/* ---- doer ---- */

static bool is_between_subject_and_verb(const Token *token)
{
    return token->tag == TAG_AUX || token->tag == TAG_ADV || token->tag == TAG_PART;
}

/* The mention that ends right before the verb and its helpers. */
static uint32_t subject_by_order(const EventWork *work, uint32_t verb)
{
    TokenRange sentence = event_sentence(work, verb);
    uint32_t at = verb;
    while (at > sentence.first && is_between_subject_and_verb(token_at(work, at - 1))) at--;
    if (at == sentence.first || work->mention_over[at - 1] == NONE) return NONE;
    const Mention *mention = &work->doc->mentions.items[work->mention_over[at - 1]];
    if (mention->kind == MENTION_NATIONALITY && mention->tokens.end == verb) return NONE;
    uint32_t head = mention->head;
    uint32_t first = tree_first_conjunct(&work->tree, head);
    if (first != head && event_mention(work, first) != NONE) head = first;
    uint32_t over = event_mention(work, head);
    uint32_t start = over == NONE ? head : work->doc->mentions.items[over].tokens.first;
    if (start <= sentence.first) return head;
    const Token *before = token_at(work, start - 1);
    bool is_oblique = before->tag == TAG_ADP && !str_equal(before->lower, STR("since")) &&
                      !str_equal(before->lower, STR("after")) &&
                      !str_equal(before->lower, STR("before")) &&
                      !str_equal(before->lower, STR("as"));
    return is_oblique ? NONE : head;
}

/* "Critics of Putin attacked", where Putin is taken for the subject: no subject follows "of". */
static bool follows_preposition(const EventWork *work, uint32_t subject)
{
    static const Str words[] = {STR_INIT("of"),     STR_INIT("by"), STR_INIT("from"),
                                STR_INIT("on"),     STR_INIT("at"), STR_INIT("into"),
                                STR_INIT("against")};
    uint32_t mention = event_mention(work, subject);
    uint32_t start = mention == NONE ? subject : work->doc->mentions.items[mention].tokens.first;
    if (start == 0) return false;
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_equal(token_at(work, start - 1)->lower, words[i])) return true;
    return false;
}

bool event_is_gerund(const EventWork *work, uint32_t verb)
{
    uint32_t first = tree_child(&work->tree, verb, REL_AUX); /* "having sent", "being attacked" */
    if (first == NONE || first > verb) first = tree_child(&work->tree, verb, REL_AUX_PASS);
    if (first == NONE || first > verb) first = verb;
    return token_at(work, first)->xpos == XPOS_VBG;
}

/* "accused Norland of sending troops": Norland has sent them; "of breaking the pact by sending troops" as well. */
static uint32_t subject_of_gerund(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    bool is_gerund = event_is_gerund(work, verb) && tree_own_subject(tree, verb) == NONE;
    bool is_means = is_gerund && tree_has_mark(tree, verb, STR("by")) && tree_relation(tree, verb) == REL_ADVCL;
    if (is_means) verb = tree_head(tree, verb);
    is_gerund = is_gerund && event_is_gerund(work, verb) && tree_own_subject(tree, verb) == NONE;
    bool is_governed = tree_has_mark(tree, verb, STR("of")) ||
                       tree_has_mark(tree, verb, STR("for")) ||
                       tree_has_mark(tree, verb, STR("from"));
    if (!is_gerund || !is_governed) return NONE;
    return tree_object(tree, tree_head(tree, tree_first_conjunct(tree, verb)));
}

/* "Trump: both agreed", "PORTVILLE - the two agreed": who stands before the mark does not act. */
static bool is_before_mark(const EventWork *work, uint32_t subject)
{
    static const Str marks[] = {STR_INIT(":"), STR_INIT("-"), STR_INIT("--"), STR_INIT("–"),
                                STR_INIT("—")};
    uint32_t mention = event_mention(work, subject);
    if (mention == NONE) return false;
    uint32_t next = work->doc->mentions.items[mention].tokens.end;
    if (next >= event_sentence(work, subject).end) return false;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_equal(token_at(work, next)->lower, marks[i])) return true;
    return false;
}

/* "Portville, Dec 27 (Agency) Norland's leader has sent": the town of the dateline sends nothing. */
static bool is_in_dateline(const EventWork *work, uint32_t subject)
{
    const Dateline *line = &work->doc->meta.dateline;
    return line->is_present && span_overlaps(line->span, token_at(work, subject)->span);
}

static bool is_finite(const EventWork *work, uint32_t verb)
{
    Xpos xpos = token_at(work, verb)->xpos;
    return xpos == XPOS_VBD || xpos == XPOS_VBZ || xpos == XPOS_VBP;
}

/* "'We agree,' she said, urging them": a participle right behind the verb that says so, whatever it
 * hangs on in the tree: that verb; NONE. */
static uint32_t saying_before(const EventWork *work, uint32_t verb)
{
    if (token_at(work, verb)->xpos != XPOS_VBG || verb < event_sentence(work, verb).first + 2) return NONE;
    bool is_behind = str_equal(token_at(work, verb - 1)->lower, STR(","));
    uint32_t before = verb - 2;
    bool is_said = token_at(work, before)->tag == TAG_VERB && is_finite(work, before);
    return is_behind && is_said && tree_own_subject(&work->tree, verb) == NONE ? before : NONE;
}

/* "sent the ministry a letter urging it to act": whose letter it is. */
static uint32_t writer_of(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    uint32_t letter = tree_head(tree, tree_first_conjunct(tree, verb));
    bool is_told = tree_relation(tree, tree_first_conjunct(tree, verb)) == REL_ACL && token_at(work, verb)->xpos == XPOS_VBG;
    if (!is_told || !event_is_class(work, letter, work->data->letters)) return NONE;
    uint32_t writer = tree_possessor(tree, letter);
    bool is_sent = writer == NONE && tree_relation(tree, letter) == REL_OBJ;
    return is_sent ? tree_subject(tree, tree_head(tree, letter)) : writer;
}

static uint32_t active_subject(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    uint32_t asked = event_called_on(work, verb);
    if (asked != NONE) return asked;
    uint32_t saying = saying_before(work, verb);
    if (saying != NONE && tree_own_subject(tree, saying) != NONE) return tree_own_subject(tree, saying);
    if (event_has_both_subjects(work, verb)) {
        uint32_t subject = tree_child(tree, verb, REL_NSUBJ);
        return is_relative_pronoun(work, subject) ? tree_next_alike(tree, subject) : subject;
    }
    uint32_t accused = subject_of_gerund(work, verb);
    if (accused != NONE) return accused;
    uint32_t subject = tree_subject(tree, verb);
    bool is_own = subject != NONE && tree_head(tree, subject) == verb;
    if (is_own && follows_preposition(work, subject)) return NONE;
    if (is_own && (is_before_mark(work, subject) || is_in_dateline(work, subject)))
        return subject_by_order(work, verb);
    if (tree_own_subject(tree, verb) == NONE && is_finite(work, verb)) {
        uint32_t before = subject_by_order(work, verb); /* "since Putin and Kim signed" */
        if (before != NONE) return before;
    }
    if (subject != NONE) return subject;
    if (token_at(work, verb)->tag == TAG_ADJ) /* "a party loyal to Norland" */
        return tree_head(tree, verb) != NONE && tree_head(tree, verb) < verb ? tree_head(tree, verb) : NONE;
    uint32_t writer = writer_of(work, verb);
    if (writer != NONE) return writer;
    if (tree_relation(tree, verb) == REL_ACL) /* "Putin plans to visit", "plans" taken for a noun */
        return tree_own_subject(tree, tree_head(tree, verb));
    Xpos xpos = token_at(work, verb)->xpos;
    return xpos == XPOS_VBG || xpos == XPOS_VB ? NONE : subject_by_order(work, verb);
}

/* "was congratulated on Monday by Kim": the parser hangs a late "by" phrase anywhere. */
static uint32_t passive_agent(const EventWork *work, uint32_t verb)
{
    uint32_t agent = tree_agent(&work->tree, verb);
    TokenRange sentence = event_sentence(work, verb);
    for (uint32_t t = verb + 1; agent == NONE && t + 1 < sentence.end && t - verb < FARTHEST_BY;
         t++) {
        const Token *token = token_at(work, t);
        if (token->tag == TAG_VERB || token->kind == TOKEN_PUNCT) return NONE;
        if (str_equal(token->lower, STR("by")) && work->mention_over[t + 1] != NONE)
            return work->doc->mentions.items[work->mention_over[t + 1]].head;
    }
    return agent;
}

/* "a strike on the embassy that killed ten": the strike did, whatever "that" hangs on. */
static uint32_t lift_to_instrument(const EventWork *work, uint32_t subject, uint32_t verb)
{
    const Tree *tree = &work->tree;
    uint32_t noun = subject;
    if (subject == NONE || tree_head(tree, verb) != subject) return subject;
    for (int step = 0; step < 2 && tree_relation(tree, noun) == REL_NMOD; step++) {
        noun = tree_head(tree, noun);
        if (event_is_class(work, noun, work->data->instruments)) return noun;
    }
    return subject;
}

uint32_t event_agent(const EventWork *work, const EventFrame *frame, uint32_t trigger)
{
    if (frame->is_noun) return NONE;
    uint32_t helper = parted_helper(work, trigger);
    if (helper != NONE) return tree_subject(&work->tree, helper);
    if (event_is_hidden_active(work, trigger)) return subject_by_order(work, trigger);
    if (event_is_passive(work, frame, trigger)) return passive_agent(work, trigger);
    return lift_to_instrument(work, active_subject(work, trigger), trigger);
}
