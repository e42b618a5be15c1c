/*
 * Status. The words around a trigger are read from the inside out:
 *
 *     "Officials denied | that the army | would | attack the town"
 *      denied (governor)                  future-in-past (modal)
 *
 * first the predicate's own negation and modal, then each predicate or noun that it is the
 * complement of (status.tsv), until one of them decides.
 */
#include "event_status.h"

#include "event_parties.h"

#define MOST_GOVERNORS 5
#define HISTORICAL_DAYS 60 /* an event dated so long before the article is told as background */

typedef struct Judgement {
    Status status;
    uint32_t holder;      /* actor; NONE */
    uint32_t holder_noun; /* token; NONE */
} Judgement;

static const StatusEntry *governor_entry(const EventWork *work, uint32_t token)
{
    return token == NONE ? NULL
                         : status_words_governor(&work->data->statuses, document_token(work->doc, token));
}

/* "reportedly", "planned", "alleged" beside the trigger; not "sent grain after the harvest failed", where something else fails. */
static const StatusEntry *find_modifier(const EventWork *work, uint32_t trigger)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, trigger); c != NONE; c = tree_next_child(tree, c)) {
        if (tree_relation(tree, c) == REL_ADVCL && tree_own_subject(tree, c) != NONE) continue;
        const StatusEntry *entry = status_words_modifier(&work->data->statuses, document_token(work->doc, c));
        if (entry != NULL) return entry;
    }
    return NULL;
}

static bool is_infinitive(const EventWork *work, uint32_t predicate)
{
    return tree_has_mark(&work->tree, predicate, STR("to"));
}

/* "accused Kenya of attacking", "readiness to work on strengthening": a gerund after a preposition
 * is governed by what that hangs on. */
static bool is_governed_gerund(const EventWork *work, uint32_t predicate)
{
    static const Str links[] = {STR_INIT("of"), STR_INIT("for"), STR_INIT("from"), STR_INIT("on"),
                                STR_INIT("at"), STR_INIT("to"),  STR_INIT("against")};
    if (!event_is_gerund(work, predicate)) return false;
    for (size_t i = 0; i < COUNT(links); i++)
        if (tree_has_mark(&work->tree, predicate, links[i])) return true;
    return false;
}

/* "used the visit to attack", "went on to attack": words that say that what follows was done. */
static bool is_carried_out(const EventWork *work, uint32_t above)
{
    const StatusEntry *entry = governor_entry(work, above);
    bool is_going = above != NONE && str_equal(document_token(work->doc, above)->lower, STR("going"));
    return entry != NULL && entry->status == STATUS_ASSERTED && !is_going;
}

/* What governs the predicate: the verb it complements, or the noun ("plan to visit"). */
static uint32_t governor_of(const EventWork *work, uint32_t predicate)
{
    const Tree *tree = &work->tree;
    uint32_t above = tree_governor(tree, predicate);
    if (above != NONE) return above;
    predicate = tree_first_conjunct(tree, predicate);
    Relation relation = tree_relation(tree, predicate);
    if (relation != REL_ACL && relation != REL_ADVCL) return NONE;
    bool is_content = is_infinitive(work, predicate) &&
                      (relation == REL_ACL || is_carried_out(work, tree_head(tree, predicate)) ||
                       event_called_on(work, predicate) != NONE);
    return is_content || is_governed_gerund(work, predicate) ? tree_head(tree, predicate) : NONE;
}

/* The noun of a nominal event in a clause that speaks of it: "announced a visit", "plans for a
 * visit"; NONE where it is only a circumstance ("said during the visit"). */
static uint32_t governor_of_noun(const EventWork *work, uint32_t noun)
{
    const Tree *tree = &work->tree;
    Relation relation = tree_relation(tree, noun);
    bool is_theme = relation == REL_OBJ || relation == REL_NSUBJ_PASS;
    bool is_linked = tree_has_case(tree, noun, STR("for")) || tree_has_case(tree, noun, STR("of")) ||
                     tree_has_case(tree, noun, STR("on"));
    if (is_theme || (is_linked && (relation == REL_OBL || relation == REL_NMOD)))
        return tree_head(tree, noun);
    return NONE;
}

/* "denied reports that ...": of a noun as of a verb. */
static uint32_t governor_of_any(const EventWork *work, uint32_t predicate)
{
    uint32_t above = governor_of(work, predicate);
    bool is_noun = document_token(work->doc, predicate)->tag == TAG_NOUN;
    return above == NONE && is_noun ? governor_of_noun(work, predicate) : above;
}

/* "will strike unless they are paid", "would answer if attacked", "if paid will stay and work" */
static bool hangs_on_condition(const EventWork *work, uint32_t predicate)
{
    const Tree *tree = &work->tree;
    predicate = tree_first_conjunct(tree, predicate);
    for (uint32_t c = tree_child(tree, predicate, REL_ADVCL); c != NONE; c = tree_next_alike(tree, c))
        if (tree_has_mark(tree, c, STR("if")) || tree_has_mark(tree, c, STR("unless"))) return true;
    return false;
}

/* "showed no interest", "signalled little willingness" */
static bool has_no_object(const EventWork *work, uint32_t predicate)
{
    const Tree *tree = &work->tree;
    uint32_t object = tree_child(tree, predicate, REL_OBJ);
    if (object == NONE) return false;
    for (uint32_t c = tree_first_child(tree, object); c != NONE && c < object;
         c = tree_next_child(tree, c)) {
        Str word = document_token(work->doc, c)->lower;
        bool is_a = c > 0 && str_equal(document_token(work->doc, c - 1)->lower, STR("a"));
        if (str_equal(word, STR("no")) || (str_equal(word, STR("little")) && !is_a)) return true;
    }
    return false;
}

/* "Will he help Norland?" */
static bool is_asked(const EventWork *work, uint32_t predicate)
{
    const Document *doc = work->doc;
    TokenRange sentence =
        doc->sentences.items[document_token(doc, predicate)->sentence].tokens;
    uint32_t auxiliary = tree_child(&work->tree, predicate, REL_AUX);
    uint32_t subject = tree_child(&work->tree, predicate, REL_NSUBJ);
    if (auxiliary == NONE || subject == NONE || auxiliary > subject) return false;
    for (uint32_t t = predicate + 1; t < sentence.end; t++)
        if (str_equal(document_token(doc, t)->lower, STR("?"))) return true;
    return false;
}

/* By the predicate's own grammar; ASSERTED if that says nothing. */
static Status own_status(const EventWork *work, uint32_t predicate, bool is_governed)
{
    const Tree *tree = &work->tree;
    if (tree_is_negated(tree, predicate) || tree_has_mark(tree, predicate, STR("without")) ||
        has_no_object(work, predicate))
        return STATUS_NEGATED;
    if (tree_has_mark(tree, predicate, STR("if")) || tree_has_mark(tree, predicate, STR("unless")))
        return STATUS_CONDITIONAL;
    Modality modality = tree_modality(tree, predicate);
    bool is_open = modality == MODALITY_FUTURE || modality == MODALITY_CONDITIONAL;
    if (is_open && hangs_on_condition(work, predicate)) return STATUS_CONDITIONAL;
    if (is_open && is_asked(work, predicate)) return STATUS_POSSIBLE;
    switch (modality) {
    case MODALITY_FUTURE: return STATUS_PLANNED;
    case MODALITY_POSSIBLE:
    case MODALITY_NECESSARY: return STATUS_POSSIBLE;
    case MODALITY_CONDITIONAL: return is_governed ? STATUS_PLANNED : STATUS_CONDITIONAL;
    case MODALITY_NONE: break;
    }
    return STATUS_ASSERTED;
}

/* An infinitive of purpose, or the headline's future: "Putin to visit China". */
static bool is_intended(const EventWork *work, uint32_t predicate)
{
    if (!is_infinitive(work, predicate)) return false;
    predicate = tree_first_conjunct(&work->tree, predicate);
    Relation relation = tree_relation(&work->tree, predicate);
    if (relation == REL_ACL) { /* "the first leader to visit" has done it */
        uint32_t noun = tree_head(&work->tree, predicate);
        for (uint32_t c = tree_first_child(&work->tree, noun); c != NONE && c < noun;
             c = tree_next_child(&work->tree, c))
            if (tree_has_lemma(&work->tree, c, STR("first")) ||
                tree_has_lemma(&work->tree, c, STR("only")) ||
                tree_has_lemma(&work->tree, c, STR("latest")))
                return false;
    }
    return relation == REL_ADVCL || relation == REL_ROOT || relation == REL_ACL;
}

/* The noun of who says so; NONE. */
static uint32_t holder_noun(const EventWork *work, uint32_t governor)
{
    const Tree *tree = &work->tree;
    uint32_t subject = tree_subject(tree, governor);
    if (document_token(work->doc, governor)->tag == TAG_NOUN) { /* "Kim's hope that ..." */
        subject = tree_possessor(tree, governor);
        if (subject == NONE && tree_relation(tree, governor) == REL_OBJ)
            subject = tree_subject(tree, tree_head(tree, governor));
    }
    return subject;
}

static uint32_t actor_of(const EventWork *work, uint32_t token)
{
    uint32_t mention = event_mention(work, token);
    return mention == NONE ? NONE : work->doc->mentions.items[mention].actor;
}

/* "did not agree to sign" is no plan, and who does not deny does not say so either. */
static Status under_negation(Status status)
{
    return status == STATUS_PLANNED || status == STATUS_ASSERTED ? STATUS_NEGATED : STATUS_POSSIBLE;
}

static void take_governor(const EventWork *work, uint32_t governor, const StatusEntry *entry,
                          Judgement *out)
{
    if (entry->names_holder && out->holder == NONE) {
        out->holder_noun = holder_noun(work, governor);
        out->holder = actor_of(work, out->holder_noun);
    }
    if (out->status != STATUS_ASSERTED && out->status != STATUS_ATTRIBUTED) return;
    out->status = tree_is_negated(&work->tree, governor) ? under_negation(entry->status)
                                                         : entry->status;
}

static void judge_upwards(const EventWork *work, uint32_t predicate, uint32_t governor,
                          Judgement *out)
{
    for (uint32_t i = 0; i < MOST_GOVERNORS && predicate != NONE; i++) {
        if (out->status == STATUS_ASSERTED) out->status = own_status(work, predicate, governor != NONE);
        const StatusEntry *entry = governor_entry(work, governor);
        if (entry != NULL) take_governor(work, governor, entry, out);
        if (entry == NULL && out->status == STATUS_ASSERTED && is_intended(work, predicate))
            out->status = STATUS_PLANNED;
        predicate = governor;
        governor = predicate == NONE ? NONE : governor_of_any(work, predicate);
    }
}

/* The clause a nominal event is the subject of: "the meeting will take place on Monday". */
static void judge_noun(const EventWork *work, uint32_t noun, Judgement *out)
{
    const Tree *tree = &work->tree;
    uint32_t governor = governor_of_noun(work, noun);
    const StatusEntry *entry = governor_entry(work, governor);
    if (tree_relation(tree, noun) == REL_NSUBJ) out->status = own_status(work, tree_head(tree, noun), false);
    if (entry != NULL) take_governor(work, governor, entry, out);
    uint32_t clause = tree_clause(tree, noun);
    if (clause != NONE && clause != noun && out->holder == NONE) {
        uint32_t above = governor_of(work, clause);
        const StatusEntry *said = governor_entry(work, above);
        if (said != NULL && (said->status == STATUS_ATTRIBUTED || said->status == STATUS_DENIED))
            take_governor(work, above, said, out);
    }
}

uint32_t event_governor(const EventWork *work, const EventFrame *frame, uint32_t trigger)
{
    if (frame != NULL && frame->is_noun) return governor_of_noun(work, trigger);
    return governor_of(work, frame == NULL ? trigger : event_clause_verb(work, trigger));
}

bool event_governor_status(const EventWork *work, uint32_t governor, Status *out)
{
    const StatusEntry *entry = governor_entry(work, governor);
    if (entry != NULL) *out = entry->status;
    return entry != NULL;
}

/* ---- outlook ---- */

/* "may", "might", "could" of what has not been: no "may have visited", no "could not visit". */
static bool is_left_open(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    uint32_t modal = tree_modal(tree, verb);
    if (modal == NONE || tree_is_perfect(tree, verb) || tree_is_negated(tree, verb)) return false;
    Str word = document_token(work->doc, modal)->lower;
    return str_equal(word, STR("may")) || str_equal(word, STR("might")) || str_equal(word, STR("could"));
}

/* "pledged money to help Norland", not "sent troops to help Norland". */
static bool is_promised_aim(const EventWork *work, const EventFrame *frame, uint32_t aim, uint32_t above)
{
    const StatusEntry *entry = governor_entry(work, above);
    bool is_promise = entry != NULL && entry->status == STATUS_PLANNED && entry->names_holder;
    return is_promise && !tree_is_passive(&work->tree, above) &&
           tree_subject(&work->tree, above) == event_agent(work, frame, aim);
}

/* Whose plan it is: "plans to visit", "is ready to visit" the doer's, "urged him to visit" is not. */
static bool is_own_plan(const EventWork *work, const EventFrame *frame, uint32_t trigger)
{
    static const Str passives[] = {STR_INIT("schedule"), STR_INIT("set"), STR_INIT("expect"),
                                   STR_INIT("slate"), STR_INIT("plan")};
    const Tree *tree = &work->tree;
    uint32_t governor = governor_of(work, trigger);
    uint32_t first = tree_first_conjunct(tree, trigger);
    if (governor == NONE && tree_relation(tree, first) == REL_ADVCL)
        return is_promised_aim(work, frame, trigger, tree_head(tree, first));
    if (governor == NONE) return true; /* "Putin to visit China" */
    if (event_is_class(work, governor, work->data->resolves)) return false; /* "decided to leave": as good as done */
    if (document_token(work->doc, governor)->tag == TAG_NOUN) return true;
    for (size_t i = 0; tree_is_passive(tree, governor) && i < COUNT(passives); i++)
        if (tree_has_lemma(tree, governor, passives[i])) return true;
    return !tree_is_passive(tree, governor) &&
           tree_subject(tree, governor) == event_agent(work, frame, trigger);
}

/* "called for his resignation": others' wish, unlike "plans for a visit", "postponed a visit". */
static bool is_asked_for(const EventWork *work, uint32_t noun)
{
    uint32_t governor = governor_of_noun(work, noun);
    const StatusEntry *entry = governor_entry(work, governor);
    return entry != NULL && entry->status == STATUS_PLANNED && !entry->names_holder &&
           !tree_has_lemma(&work->tree, governor, STR("postpone"));
}

Outlook event_outlook(const EventWork *work, const EventFrame *frame, uint32_t trigger, Status status)
{
    if (frame->is_noun)
        return status == STATUS_PLANNED && !is_asked_for(work, trigger) ? OUTLOOK_WILL : OUTLOOK_NONE;
    uint32_t verb = event_clause_verb(work, trigger);
    Modality modality = tree_modality(&work->tree, verb);
    bool is_future = modality == MODALITY_FUTURE || modality == MODALITY_CONDITIONAL;
    switch (status) {
    case STATUS_PLANNED: return is_future || is_own_plan(work, frame, verb) ? OUTLOOK_WILL : OUTLOOK_NONE;
    case STATUS_CONDITIONAL: return is_future ? OUTLOOK_WILL : OUTLOOK_NONE;
    case STATUS_POSSIBLE: return is_left_open(work, verb) ? OUTLOOK_WILL : OUTLOOK_NONE;
    case STATUS_NEGATED: return is_future && tree_is_negated(&work->tree, verb) ? OUTLOOK_WILL_NOT : OUTLOOK_NONE;
    case STATUS_ASSERTED:
    case STATUS_ATTRIBUTED:
    case STATUS_DENIED:
    case STATUS_HISTORICAL:
    case STATUS_COUNT: break;
    }
    return OUTLOOK_NONE;
}

/* ---- who says so ---- */

/* The quotation that the words stand in shows who says so. */
static uint32_t quoted_speaker(const EventWork *work, Span span)
{
    const Document *doc = work->doc;
    uint32_t low = 0, high = doc->quotations.count; /* quotations are ordered by start */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->quotations.items[middle].span.start <= span.start)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t back = 0; back < 4 && back < low; back++) {
        const Quotation *quotation = &doc->quotations.items[low - 1 - back];
        if (span_contains(quotation->span, span) && quotation->speaker_actor != NONE)
            return quotation->speaker_actor;
    }
    return NONE;
}

static bool is_long_past(const Document *doc, const Event *event)
{
    return event->when.is_known && !event->when.is_open_end && doc->meta.published.is_known &&
           event->when.last_day < doc->meta.published.first_day - HISTORICAL_DAYS;
}

/* A town does not say anything. */
static uint32_t unless_place(const EventWork *work, uint32_t actor)
{
    bool is_place = actor != NONE && work->doc->actors.items[actor].kind == ACTOR_PLACE;
    return is_place ? NONE : actor;
}

#define MOST_CLAIMANTS 8

static bool joins(const EventWork *work, uint32_t token)
{
    const Token *word = document_token(work->doc, token);
    return word->tag == TAG_CCONJ || word->tag == TAG_DET || str_equal(word->lower, STR(","));
}

/* The names of a list by the order of its words, as the parser often tears one apart: "Norland, the UN and Sudland". */
static uint32_t list_names(const EventWork *work, uint32_t noun, uint32_t *out)
{
    uint32_t count = 0;
    bool is_last = false; /* behind "and" */
    for (uint32_t at = noun; count < MOST_CLAIMANTS && !is_last;) {
        uint32_t mention = work->mention_over[at];
        if (mention == NONE) return 0;
        out[count++] = at;
        at = work->doc->mentions.items[mention].tokens.end;
        uint32_t first = at;
        for (; at < work->doc->tokens.count && joins(work, at); at++)
            is_last = is_last || document_token(work->doc, at)->tag == TAG_CCONJ;
        if (at == first || at >= work->doc->tokens.count) return 0;
        if (is_last && work->mention_over[at] != NONE && count < MOST_CLAIMANTS) out[count++] = at;
    }
    return count;
}

/* "South Korea, the US and NATO have claimed that ...": all of them. */
static void list_claimants(const EventWork *work, const Judgement *judged, Event *event)
{
    uint32_t nouns[MOST_CLAIMANTS];
    if (event->attributed_to == NONE || event->attributed_to != judged->holder || judged->holder_noun == NONE) return;
    uint32_t count = tree_conjuncts(&work->tree, judged->holder_noun, nouns, MOST_CLAIMANTS);
    if (count == 1) count = list_names(work, judged->holder_noun, nouns);
    for (uint32_t i = 0; count > 1 && i < count; i++) {
        uint32_t actor = unless_place(work, actor_of(work, nouns[i]));
        if (actor != NONE && !event_has_party(&event->claimants, (Party){NONE, actor}))
            *list_add(work->doc->arena, &event->claimants) = (Party){NONE, actor};
    }
    bool is_first = event->claimants.count > 1 && event->claimants.items[0].actor == event->attributed_to;
    if (!is_first) event->claimants.count = 0;
}

void event_set_status(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                      Event *event)
{
    Judgement judged = {STATUS_ASSERTED, NONE, NONE};
    const StatusEntry *modifier = find_modifier(work, trigger);
    if (!frame->is_noun) trigger = event_clause_verb(work, trigger);
    if (frame->is_noun)
        judge_noun(work, trigger, &judged);
    else
        judge_upwards(work, trigger, governor_of(work, trigger), &judged);
    event->attributed_to = unless_place(work, quoted_speaker(work, event->predicate));
    if (event->attributed_to == NONE) event->attributed_to = unless_place(work, judged.holder);
    list_claimants(work, &judged, event);
    event->status = judged.status;
    if (modifier != NULL &&
        (event->status == STATUS_ASSERTED || event->status == STATUS_ATTRIBUTED))
        event->status = modifier->status;
    if (event->status == STATUS_ASSERTED && event->attributed_to != NONE)
        event->status = STATUS_ATTRIBUTED;
    if (event->status == STATUS_ASSERTED && is_long_past(work->doc, event))
        event->status = STATUS_HISTORICAL;
}
