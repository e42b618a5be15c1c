/*
 * Words about deeds. A promise, a request, a refusal or a threat speaks of another event, which is then
 * no event of its own but tells the code of the one that speaks of it, and parties it lacks:
 *
 *     "Norland refused to send weapons to Sudland"   REJECT assist 1222, of AID, target Sudland
 *     "Norland urged Sudland to free the crew"       REQUEST yield 0253, of RETREAT release
 *
 * And what somebody is going to do is so far a word too, as both code books have it: cooperation to
 * come is AGREE, conflict to come THREATEN, cooperation that somebody will not give REJECT.
 *
 *     "Norland will send weapons to Sudland"         AGREE 0332, of AID, planned
 *
 * Force that is sent to help somebody is aid to him, not moved against anybody:
 *
 *     "Norland sent troops to support Sudland"       AID 072, target Sudland
 *
 * A letter, and a call, is told by what it says:
 *
 *     "Norland's envoy wrote a letter urging Sudland to pay"   REQUEST, target Sudland
 */
#include "event_content.h"

#include "event_kinds.h"
#include "event_parties.h"
#include "event_status.h"

#define FARTHEST_CONTENT 12 /* events between one that speaks and what it speaks of */
#define FARTHEST_AIM 14 /* words between a deed and the verb of its aim */
#define LESS_TO_THE_POINT 0.1f /* a call, where the same sentence says what it was for */
#define LESS_THAN_PROTEST 0.65f /* how sure the words of a protest are, whose main event is the protest */
#define MOST_STEPS 3 /* words between the two: "agreed to try to help" */

static const Str agree_root = STR_INIT("03"), reject_root = STR_INIT("12"), threaten_root = STR_INIT("13");

static bool speaks_of_deeds(PloverType type)
{
    return type == PLOVER_AGREE || type == PLOVER_REQUEST || type == PLOVER_REJECT ||
           type == PLOVER_THREATEN;
}

static bool is_cooperation(PloverType type)
{
    return type == PLOVER_CONSULT || type == PLOVER_SUPPORT || type == PLOVER_CONCEDE ||
           type == PLOVER_COOPERATE || type == PLOVER_AID || type == PLOVER_RETREAT;
}

static bool is_conflict(PloverType type)
{
    return type == PLOVER_PROTEST || type == PLOVER_SANCTION || type == PLOVER_COERCE ||
           type == PLOVER_ASSAULT;
}

/* Suits, censures and impeachments are deeds of conflict, though accusations. */
static bool is_at_law(const Event *event)
{
    static const Str codes[] = {STR_INIT("113"), STR_INIT("115"), STR_INIT("116")};
    return event->plover == PLOVER_ACCUSE && str_index(event->cameo, codes, COUNT(codes)) != STR_NOT_FOUND;
}

static bool have_same_parties(const PartyList *a, const PartyList *b)
{
    bool are_same = a->count == b->count;
    for (uint32_t i = 0; i < a->count && are_same; i++) are_same = event_has_party(b, a->items[i]);
    return are_same;
}

/* ---- what is spoken of ---- */

static FoundEvent *event_of(FoundEventList *events, uint32_t near, uint32_t trigger)
{
    uint32_t first = near > FARTHEST_CONTENT ? near - FARTHEST_CONTENT : 0;
    for (uint32_t i = first; i < events->count && i <= near + FARTHEST_CONTENT; i++)
        if (events->items[i].trigger == trigger) return &events->items[i];
    return NULL;
}

/* The event that speaks of this one, directly or through words that say how far it is meant: "urged him
 * to stop shelling"; NULL. */
static FoundEvent *find_speaker(const EventWork *work, FoundEventList *events, uint32_t inner)
{
    FoundEvent *told = &events->items[inner];
    bool is_verb = !told->frame->is_noun;
    bool is_left_off = is_verb && tree_is_negated(&work->tree, told->trigger);
    uint32_t governor = event_governor(work, told->frame, told->trigger);
    for (int step = 0; step < MOST_STEPS && governor != NONE; step++) {
        FoundEvent *speaker = event_of(events, inner, governor);
        if (speaker != NULL) {
            told->is_left_off = is_left_off;
            return speaks_of_deeds(speaker->event.plover) ? speaker : NULL;
        }
        Status status;
        if (!event_governor_status(work, governor, &status)) return NULL;
        if (status == STATUS_ATTRIBUTED || status == STATUS_DENIED) return NULL;
        if (status == STATUS_NEGATED) is_left_off = !is_left_off;
        uint32_t noun = governor;
        governor = event_governor(work, NULL, noun);
        bool is_object = tree_relation(&work->tree, noun) == REL_OBJ; /* "expressed readiness to help" */
        if (governor == NONE && is_object) governor = tree_head(&work->tree, noun);
    }
    return NULL;
}

/* Who is asked, where that stands with what is asked for ("demanded that Sudland pay"); else whom the
 * deed is for or against. */
static void take_targets(const EventWork *work, Event *outer, const Event *inner)
{
    if (outer->targets.count > 0) return;
    const PartyList *from = outer->plover == PLOVER_REQUEST ? &inner->sources : &inner->targets;
    for (uint32_t i = 0; i < from->count; i++)
        if (!event_has_party(&outer->sources, from->items[i]))
            *list_add(work->doc->arena, &outer->targets) = from->items[i];
}

static void take_code(const EventWork *work, Str root, const Event *inner, bool is_negated, Event *out)
{
    const EventContent *row = event_data_content(work->data, root, inner->cameo, is_negated);
    out->content = inner->plover;
    out->content_mode = inner->mode;
    if (row == NULL) return;
    out->cameo = row->cameo;
    if (row->mode.len > 0 || out->plover == PLOVER_AGREE) out->mode = row->mode;
}

static void take_content(const EventWork *work, FoundEvent *outer, FoundEvent *inner)
{
    inner->is_content = true;
    Event *out = &outer->event;
    if (out->content != PLOVER_NONE) return; /* "agreed to meet and to sign": the first */
    take_targets(work, out, &inner->event);
    outer->content_context = inner->frame->context;
    Str root = {out->cameo.data, 2};
    take_code(work, root, &inner->event, inner->is_left_off, out);
    if (inner->event.span.start < out->span.start) out->span.start = inner->event.span.start;
    if (inner->event.span.end > out->span.end) out->span.end = inner->event.span.end;
}

/* ---- what is to come ---- */

static void set_word(const EventWork *work, PloverType type, Str root, Event *event)
{
    Event act = *event;
    event->plover = type;
    event->mode = (Str){0};
    event->cameo = type == PLOVER_AGREE    ? STR("030")
                   : type == PLOVER_REJECT ? STR("120")
                                           : STR("130");
    take_code(work, root, &act, false, event);
}

/* "Norland said that Sudland's ships would be sunk": who says so is who threatens. */
static void take_speaker(const EventWork *work, const FoundEvent *found, Event *event)
{
    bool is_passive = !found->frame->is_noun && event_is_passive(work, found->frame, found->trigger);
    if (!is_passive || !is_conflict(event->plover) || event->targets.count == 0) return;
    uint32_t governor = event_governor(work, found->frame, found->trigger);
    uint32_t speaker = governor == NONE || tree_is_passive(&work->tree, governor) ? NONE : tree_subject(&work->tree, governor);
    FoundParties says = {.place = NONE};
    if (speaker != NONE) event_add_conjuncts(work, speaker, false, &says);
    if (says.parties.count != 1 || event_has_party(&event->targets, says.parties.items[0])) return;
    if (event_is_political(work, says.parties.items[0])) event->sources = says.parties;
}

/* "Norland will close the border if Sudland sends troops": whom a threat of conflict is for. */
static void reach_for_threat(const EventWork *work, const FoundEvent *found, Event *event)
{
    EventFrame threat = *found->frame;
    FoundParties targets = {.place = NONE};
    threat.plover = PLOVER_THREATEN;
    threat.target.is_required = false;
    if (event->targets.count == 0 && event_reach_target(work, &threat, found->trigger, &event->sources, &targets))
        event->targets = targets.parties;
}

static void settle_future(const EventWork *work, FoundEvent *found)
{
    Event *event = &found->event;
    if (event->sources.count == 0 && event_outlook(work, found->frame, found->trigger, event->status) == OUTLOOK_WILL)
        take_speaker(work, found, event);
    if (event->sources.count == 0) return;
    bool is_left_open = event->status == STATUS_NEGATED && event->plover == PLOVER_REJECT &&
                        tree_has_lemma(&work->tree, found->trigger, STR("rule")) &&
                        event_is_class(work, event_object(work, found->frame, found->trigger), work->data->menaces);
    if (is_left_open) { /* "would not rule out an attack on Norland" */
        event->plover = PLOVER_THREATEN;
        event->mode = (Str){0};
        event->cameo = STR("130");
        event->status = event->attributed_to == NONE ? STATUS_ASSERTED : STATUS_ATTRIBUTED;
        reach_for_threat(work, found, event);
        return;
    }
    bool is_refused = event->status == STATUS_NEGATED && (is_cooperation(event->plover) || event->plover == PLOVER_AGREE) &&
                      event_is_class(work, found->trigger, work->data->stances) &&
                      tree_modality(&work->tree, event_clause_verb(work, found->trigger)) == MODALITY_NONE;
    if (is_refused) { /* "does not recognise Norland's borders", "failed to comply with Norland's order" */
        set_word(work, PLOVER_REJECT, reject_root, event);
        event->status = event->attributed_to == NONE ? STATUS_ASSERTED : STATUS_ATTRIBUTED;
        return;
    }
    switch (event_outlook(work, found->frame, found->trigger, event->status)) {
    case OUTLOOK_WILL:
        if (is_cooperation(event->plover)) set_word(work, PLOVER_AGREE, agree_root, event);
        else if (is_conflict(event->plover) || is_at_law(event)) {
            set_word(work, PLOVER_THREATEN, threaten_root, event);
            reach_for_threat(work, found, event);
        }
        return;
    case OUTLOOK_WILL_NOT:
        if (!is_cooperation(event->plover) && event->plover != PLOVER_AGREE) return;
        set_word(work, PLOVER_REJECT, reject_root, event);
        event->status = event->attributed_to == NONE ? STATUS_ASSERTED : STATUS_ATTRIBUTED;
        return;
    case OUTLOOK_NONE: return;
    }
}

/* ---- force that helps ---- */

/* The verb that the infinitive of aim hangs on, or whose object it hangs on: "sent troops to support". */
static bool is_aim_of(const EventWork *work, uint32_t aim, uint32_t deed)
{
    aim = tree_first_conjunct(&work->tree, aim);
    Relation relation = tree_relation(&work->tree, aim);
    if (relation != REL_ADVCL && relation != REL_ACL && relation != REL_XCOMP) return false;
    for (uint32_t above = tree_head(&work->tree, aim), step = 0; above != NONE && step < MOST_STEPS; step++) {
        if (above == deed) return true;
        if (work->doc->tokens.items[above].tag == TAG_VERB) return false;
        above = tree_head(&work->tree, above);
    }
    return false;
}

static bool is_helpful(const Event *event)
{
    return (event->plover == PLOVER_SUPPORT || event->plover == PLOVER_AID) && event->targets.count > 0;
}

static void make_aid(Event *deed)
{
    deed->plover = PLOVER_AID;
    deed->mode = (Str){0};
    deed->cameo = STR("072");
}

/* "the deployment of troops to Sudland to support the war": no event of its own tells whom it supports. */
static bool has_helpful_aim(const EventWork *work, const FoundEvent *deed)
{
    static const Str verbs[] = {STR_INIT("support"), STR_INIT("help"), STR_INIT("assist"), STR_INIT("aid")};
    uint32_t last = deed->trigger + FARTHEST_AIM;
    for (uint32_t i = deed->trigger + 1; i < work->doc->tokens.count && i <= last; i++) {
        if (work->doc->tokens.items[i].sentence != deed->event.sentence) return false;
        if (work->doc->tokens.items[i].tag != TAG_VERB || !is_aim_of(work, i, deed->trigger)) continue;
        for (size_t v = 0; v < COUNT(verbs); v++)
            if (tree_has_lemma(&work->tree, i, verbs[v]) && !tree_is_negated(&work->tree, i)) return true;
    }
    return false;
}

static void settle_help(const EventWork *work, FoundEventList *events, uint32_t index)
{
    FoundEvent *deed = &events->items[index];
    bool moves_troops = deed->event.plover == PLOVER_MOBILIZE && str_equal(deed->event.mode, STR("troops"));
    for (uint32_t i = index + 1; moves_troops && i < events->count && i <= index + FARTHEST_CONTENT; i++) {
        FoundEvent *aim = &events->items[i];
        if (aim->is_content || !is_helpful(&aim->event) || !is_aim_of(work, aim->trigger, deed->trigger)) continue;
        aim->is_content = true;
        make_aid(&deed->event);
        deed->event.targets = aim->event.targets;
        deed->event.span = span_join(deed->event.span, aim->event.span);
        return;
    }
    if (moves_troops && deed->event.targets.count > 0 && has_helpful_aim(work, deed)) make_aid(&deed->event);
}

/* ---- what a letter says ---- */

/* "wrote a letter", "called": words that go to somebody, of which others may say what they were. */
static bool is_letter(const EventWork *work, const FoundEvent *found)
{
    if (found->event.plover != PLOVER_CONSULT || found->event.sources.count == 0) return false;
    uint32_t object = found->frame->is_noun ? NONE : tree_object(&work->tree, found->trigger);
    return event_is_class(work, found->trigger, work->data->letters) || event_is_class(work, object, work->data->letters);
}

static bool is_of_words(PloverType type)
{
    return speaks_of_deeds(type) || type == PLOVER_ACCUSE || type == PLOVER_SUPPORT || type == PLOVER_CONCEDE;
}

/* Whether the word below hangs on the letter, or on who gets it: "sent the ministry a letter urging". */
static bool hangs_on(const EventWork *work, uint32_t below, const FoundEvent *letter)
{
    bool is_open = document_token(work->doc, below)->xpos == XPOS_VBG || tree_has_mark(&work->tree, below, STR("to"));
    return is_open && is_aim_of(work, below, letter->trigger);
}

static bool have_same_sources(const Event *a, const Event *b)
{
    for (uint32_t i = 0; i < a->sources.count; i++)
        if (!event_has_party(&b->sources, a->sources.items[i])) return false;
    return a->sources.count > 0;
}

/* What a letter or call says is the event; the letter is none of its own, a call or a talk is one, less to the point. */
static void settle_letter(const EventWork *work, FoundEventList *events, uint32_t index)
{
    FoundEvent *letter = &events->items[index];
    if (!is_letter(work, letter)) return;
    for (uint32_t i = index + 1; i < events->count && i <= index + FARTHEST_CONTENT; i++) {
        FoundEvent *said = &events->items[i];
        if (said->event.sentence != letter->event.sentence) return;
        bool is_said = !said->is_content && !said->frame->is_noun && is_of_words(said->event.plover);
        if (!is_said || !hangs_on(work, said->trigger, letter) || !have_same_sources(&said->event, &letter->event)) continue;
        if (said->event.targets.count == 0) said->event.targets = letter->event.targets;
        if (said->event.targets.count == 0) continue;
        if (said->event.status == STATUS_PLANNED) said->event.status = letter->event.status;
        if (said->event.by.confidence < letter->event.by.confidence) said->event.by.confidence = letter->event.by.confidence;
        bool is_call = str_starts(letter->event.cameo, STR("041"));
        letter->is_content = !is_call;
        letter->event.by.confidence -= LESS_TO_THE_POINT;
        return;
    }
}

/* ---- what a protest is for ---- */

/* "rallied to demand that the junta go", "went on strike, accusing the ministry": one protest, against whom the words of
 * its aim are; the words are the less of the two. */
static void settle_protest(const EventWork *work, FoundEventList *events, uint32_t index)
{
    FoundEvent *protest = &events->items[index];
    for (uint32_t i = index + 1; i < events->count && i <= index + FARTHEST_CONTENT; i++) {
        FoundEvent *aim = &events->items[i];
        PloverType type = aim->event.plover;
        bool is_word = type == PLOVER_REQUEST || type == PLOVER_ACCUSE || type == PLOVER_REJECT;
        bool is_beside = aim->frame->is_noun && tree_clause(&work->tree, aim->trigger) == protest->trigger; /* "in defiance of" */
        if (!is_word || aim->is_content || !(is_beside || is_aim_of(work, aim->trigger, protest->trigger))) continue;
        if (!is_beside && !have_same_parties(&protest->event.sources, &aim->event.sources)) continue;
        if (protest->event.targets.count == 0) protest->event.targets = aim->event.targets;
        if (aim->event.by.confidence > LESS_THAN_PROTEST) aim->event.by.confidence = LESS_THAN_PROTEST;
    }
}

void event_settle_contents(const EventWork *work, FoundEventList *events)
{
    for (uint32_t i = events->count; i > 0; i--) { /* what is spoken of mostly stands behind */
        FoundEvent *inner = &events->items[i - 1];
        FoundEvent *outer = find_speaker(work, events, i - 1);
        if (outer == NULL || outer == inner || outer->is_content) continue;
        bool is_word = inner->frame->is_noun && speaks_of_deeds(inner->event.plover);
        if (!is_word) take_content(work, outer, inner); /* "rejected Norland's request": two events */
    }
    for (uint32_t i = 0; i < events->count; i++)
        if (!events->items[i].is_content) {
            settle_help(work, events, i);
            if (events->items[i].event.plover == PLOVER_PROTEST) settle_protest(work, events, i);
        }
    for (uint32_t i = 0; i < events->count; i++)
        if (!events->items[i].is_content) settle_letter(work, events, i);
    for (uint32_t i = 0; i < events->count; i++)
        if (!events->items[i].is_content) settle_future(work, &events->items[i]);
}
