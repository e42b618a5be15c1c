/*
 * Events: who did what to whom, by the code book in data/events.
 *
 *     On Monday Norland  signed     a treaty with Sudland in Portville.
 *     when      source   trigger    object   target      place
 *
 * A verb or an event noun that is a trigger opens its frames, the most specific first; the first
 * one whose object fits and whose parties can be found makes the record. Verbs come before nouns,
 * so that "held talks" is one event. An event without any known party is left out.
 */
#include "events.h"

#include "event_clause.h"
#include "event_said.h"
#include "event_content.h"
#include "event_context.h"
#include "event_kinds.h"
#include "event_fit.h"
#include "event_given.h"
#include "event_learnt.h"
#include "event_parties.h"
#include "event_place.h"
#include "event_status.h"
#include "event_thorough.h"
#include "event_times.h"
#include "record/time_attach.h"

#define MOST_FRAMES_TRIED 64
#define ANY_WORD "*" /* trigger of frames that go by the word beside it or by the object: "* jointly" */
#define LESS_SURE_OF_AIM 0.1f
#define FARTHEST_OCCASION 4 /* words before a date: "on the occasion of the upcoming" */
#define MOST_COMPARED 16 /* earlier events of a sentence that a new one is held against */

/* ---- the record ---- */

/* "three officers died", "were hurt in a crash": nobody's act. */
static bool is_mishap(const EventWork *work, uint32_t trigger)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, trigger); c != NONE; c = tree_next_child(tree, c))
        if (tree_child(tree, c, REL_CASE) != NONE && event_is_class(work, c, work->data->mishaps))
            return true;
    return false;
}

static void stretch(Span *span, Span by)
{
    if (by.start < span->start) span->start = by.start;
    if (by.end > span->end) span->end = by.end;
}

/* From the first to the last word that shows it: trigger, object, parties, in one sentence. */
static Span evidence(const EventWork *work, const Event *event, uint32_t trigger, uint32_t object)
{
    const Document *doc = work->doc;
    Span sentence = doc->sentences.items[event->sentence].span;
    Span span = event->predicate;
    const PartyList *sides[] = {&event->sources, &event->targets};
    for (size_t s = 0; s < COUNT(sides); s++) {
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            uint32_t mention = sides[s]->items[i].mention;
            if (mention == NONE) continue;
            Span party = doc->mentions.items[mention].span;
            if (span_contains(sentence, party)) stretch(&span, party);
        }
    }
    bool is_same_sentence = object != NONE && doc->tokens.items[object].sentence == event->sentence;
    if (is_same_sentence && object > trigger) stretch(&span, doc->tokens.items[object].span);
    return span;
}

/* "on the occasion of the New Year": what it is for, not when. */
static bool is_occasion(const EventWork *work, uint32_t time)
{
    uint32_t first = work->doc->times.items[time].tokens.first;
    for (uint32_t back = 1; back <= FARTHEST_OCCASION && back <= first; back++)
        if (tree_has_lemma(&work->tree, first - back, STR("occasion"))) return true;
    return false;
}

/* "reported it on Thursday, coinciding with his visit": the verb above has the time. */
static uint32_t time_of_coincidence(const EventWork *work, uint32_t trigger)
{
    uint32_t verb = tree_clause(&work->tree, trigger);
    if (verb == NONE || verb == trigger || !tree_has_lemma(&work->tree, verb, STR("coincide"))) return NONE;
    uint32_t above = tree_relation(&work->tree, verb) == REL_ADVCL ? tree_head(&work->tree, verb) : NONE;
    return above == NONE ? NONE : document_time_of(work->doc, above);
}

static void set_time(const EventWork *work, uint32_t trigger, Event *event)
{
    event->time = document_time_of(work->doc, trigger);
    if (event->time == NONE) event->time = time_of_coincidence(work, trigger);
    if (event->time != NONE && is_occasion(work, event->time)) event->time = NONE;
    if (event->time == NONE) return;
    event->when = work->doc->times.items[event->time].value;
}

/* "a deal was reached between Norland and Sudland": the two are who does it. */
static void take_pair_for_sources(const EventFrame *frame, const FoundParties *targets, FoundParties *sources)
{
    bool is_between = false;
    for (uint32_t i = 0; i < frame->target.count; i++)
        is_between = is_between || frame->target.slots[i] == EVENT_SLOT_BETWEEN;
    if (is_between && sources->parties.count == 0 && targets->parties.count > 1) sources->parties = targets->parties;
}

/* "warned Norlanders", "met in Norland": nobody threatens or visits the state he acts for. */
static void drop_own_state(const EventWork *work, const EventFrame *frame, Event *event)
{
    PloverType type = frame->plover;
    if (type != PLOVER_THREATEN && type != PLOVER_CONSULT && type != PLOVER_AID && type != PLOVER_SUPPORT &&
        type != PLOVER_COOPERATE && type != PLOVER_SANCTION && !frame->objects.takes_clause)
        return;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < event->targets.count; i++)
        if (!event_is_own_state(work, &event->sources, event->targets.items[i]))
            event->targets.items[kept++] = event->targets.items[i];
    event->targets.count = kept;
}

/* "The visit sends a message to Portville": where nobody but a town or a region would talk. */
static bool is_talk_of_places(const EventWork *work, const EventFrame *frame, const Event *event)
{
    bool is_talk = frame->plover == PLOVER_CONSULT || frame->plover == PLOVER_REQUEST;
    if (!is_talk || event->sources.count == 0) return false;
    for (uint32_t i = 0; i < event->sources.count; i++) {
        uint32_t actor = event->sources.items[i].actor;
        if (actor == NONE || work->doc->actors.items[actor].kind != ACTOR_PLACE) return false;
    }
    return true;
}

/* "The candidate flew to Portville": whose country is not known may be at home there. */
static bool is_trip_to_town(const EventWork *work, const EventFrame *frame, const PartyList *sources)
{
    if (!str_starts(frame->cameo, STR("042"))) return false;
    for (uint32_t i = 0; i < sources->count; i++) {
        uint32_t actor = sources->items[i].actor;
        if (actor == NONE) return false;
        const Actor *visitor = &work->doc->actors.items[actor];
        bool is_of_state = str_equal(visitor->sector, STR("GOV")) || str_equal(visitor->sector, STR("IGO"));
        if (visitor->kind != ACTOR_PERSON || visitor->country.len > 0 || is_of_state) return false;
    }
    return sources->count > 0;
}

/* Whether the frame's demands on its parties are met. */
static bool is_complete(const EventFrame *frame, const Event *event, const FoundParties *targets)
{
    bool is_mutual = frame->source.count > 0 && frame->source.slots[0] == EVENT_SLOT_EACH;
    if (is_mutual && event->sources.count < 2 && event->targets.count == 0) return false;
    if (frame->source.is_required && event->sources.count == 0) return false;
    bool is_at_place = targets->place != NONE && frame->plover != PLOVER_SANCTION; /* nobody to punish */
    if (frame->target.is_required && event->targets.count == 0 && !is_at_place && !targets->is_shared)
        return false;
    return event->sources.count + event->targets.count > 0;
}

/* "held talks": verb and noun tell of one event; "condemned the attack": of two. */
static bool tells_by_object(const EventFrame *frame)
{
    bool speaks_of_it = frame->plover == PLOVER_ACCUSE || frame->plover == PLOVER_REJECT;
    return !speaks_of_it && !frame->objects.is_exclusion &&
           (frame->objects.lemmas.count > 0 || frame->objects.classes != 0);
}

static bool make_event(const EventWork *work, const EventFrame *frame, uint32_t trigger, Event *out)
{
    Document *doc = work->doc;
    uint32_t object = event_object(work, frame, trigger);
    if (!event_fits(work, frame, trigger, object)) return false;
    *out = (Event){.predicate = doc->tokens.items[trigger].span,
                   .sentence = doc->tokens.items[trigger].sentence,
                   .plover = frame->plover,
                   .mode = frame->mode,
                   .cameo = frame->cameo,
                   .attributed_to = NONE,
                   .time = NONE,
                   .place = NONE,
                   .by = {frame->id, 0.7f}};
    FoundParties sources = {0}, targets = {0};
    event_find_parties(work, frame, trigger, &frame->source, false, &sources);
    bool is_open = frame->is_noun && frame->plover == PLOVER_ASSAULT && sources.parties.count == 0;
    uint32_t blamed = is_open ? event_blamed_for(work, trigger) : NONE;
    event_add_conjuncts(work, blamed, false, &sources);
    if (event_has_other_doer(work, frame, trigger, &sources.parties)) return false;
    if (sources.parties.count == 0 && is_mishap(work, trigger)) return false;
    event_find_parties(work, frame, trigger, &frame->target, true, &targets);
    take_pair_for_sources(frame, &targets, &sources);
    bool is_reached = event_reach_target(work, frame, trigger, &sources.parties, &targets);
    bool is_mutual = targets.parties.count == 0 && sources.parties.count > 1 && event_is_reciprocal(work, trigger);
    targets.is_shared = targets.is_shared || is_mutual;
    if (targets.parties.count == 0 && targets.place != NONE && is_trip_to_town(work, frame, &sources.parties)) return false;
    event_take_place(work, &sources.parties, &targets);
    out->sources = sources.parties;
    out->targets = targets.parties;
    drop_own_state(work, frame, out);
    if (is_talk_of_places(work, frame, out)) return false;
    if (!is_complete(frame, out, &targets) || !event_is_affair(work, out)) return false;
    if (out->sources.count > 0 && out->targets.count > 0) out->by.confidence = is_reached ? 0.75f : 0.8f;
    out->span = evidence(work, out, trigger, object);
    if (tells_by_object(frame) && object != NONE) work->is_used[object] = true;
    set_time(work, trigger, out);
    event_set_place(work, trigger, targets.place, out);
    event_set_status(work, frame, trigger, out);
    if (blamed != NONE && blamed < trigger && out->status == STATUS_ASSERTED) out->status = STATUS_ATTRIBUTED; /* others hold it so */
    bool is_said = frame->objects.takes_clause && !tree_is_negated(&work->tree, trigger); /* "'Norland failed,' he said" */
    if (is_said && out->status == STATUS_NEGATED) out->status = STATUS_ASSERTED;
    out->times = event_times(work, frame, trigger);
    bool is_aim = !frame->is_noun && tree_relation(&work->tree, trigger) == REL_ADVCL; /* "rallied to denounce" */
    if (is_aim && out->status == STATUS_PLANNED) out->by.confidence -= LESS_SURE_OF_AIM;
    return true;
}

/* Both lists are in the order of the text. */
static void merge_events(const EventWork *work, const FoundEventList *verbs,
                         const FoundEventList *nouns, FoundEventList *out)
{
    uint32_t v = 0, n = 0;
    while (v < verbs->count || n < nouns->count) {
        bool take_verb = n == nouns->count ||
                         (v < verbs->count && verbs->items[v].trigger < nouns->items[n].trigger);
        *list_add(work->scratch, out) = take_verb ? verbs->items[v++] : nouns->items[n++];
    }
}

/* Where the code book is silent: event_learnt.h. */
static void add_learnt(const EventWork *work, FoundEventList *found)
{
    FoundEventList learnt = {0}, kept = {0}, all = {0};
    if (work->doc->is_thorough) event_thorough_judge(work, found, &learnt);
    event_learnt_add(work, found, &learnt);
    for (uint32_t i = 0; i < learnt.count; i++) {
        FoundEvent one = learnt.items[i];
        drop_own_state(work, one.frame, &one.event);
        bool is_whole = one.event.sources.count > 1 || one.event.targets.count > 0;
        if (!is_whole || !event_is_affair(work, &one.event)) continue;
        one.event.span = evidence(work, &one.event, one.trigger, NONE);
        set_time(work, one.trigger, &one.event);
        event_set_place(work, one.trigger, NONE, &one.event);
        event_set_status(work, one.frame, one.trigger, &one.event);
        one.event.times = event_times(work, one.frame, one.trigger);
        *list_add(work->scratch, &kept) = one;
    }
    if (kept.count == 0) return;
    merge_events(work, found, &kept, &all);
    *found = all;
}

/* ---- the run ---- */

static bool have_same_actors(const PartyList *a, const PartyList *b)
{
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!event_has_party(b, a->items[i])) return false;
    return true;
}

/* Whether the sentence has told of it already, in other words or with more parties. */
static bool is_told(const FoundEventList *events, const Event *event)
{
    for (uint32_t back = 1; back <= events->count && back <= MOST_COMPARED; back++) {
        const Event *earlier = &events->items[events->count - back].event;
        if (earlier->sentence > event->sentence) continue;
        if (earlier->sentence < event->sentence) return false;
        if (earlier->plover == event->plover && str_equal(earlier->cameo, event->cameo) &&
            have_same_actors(&earlier->sources, &event->sources) &&
            (event->targets.count == 0 || have_same_actors(&earlier->targets, &event->targets)))
            return true;
    }
    return false;
}

static bool is_one_sided(const Event *event)
{
    return event->targets.count == 0 ? event->sources.count < 2 : event->sources.count == 0;
}

/* What the first frame has told with one party, and a later one of the same type with both: "asked Norland for
 * tanks". Whether that is so. */
static bool take_parties(const Event *fuller, Event *event)
{
    bool is_same = fuller->plover == event->plover && !is_one_sided(fuller);
    if (!is_same) return false;
    event->sources = fuller->sources;
    event->targets = fuller->targets;
    event->span = span_join(event->span, fuller->span);
    event->by.confidence = fuller->by.confidence;
    return true;
}

/* Tries the frames that a word opens; whether one has told of an event, or that there is none. */
static bool run_frames(const EventWork *work, const Map *triggers, Str word, uint32_t token, FoundEventList *out)
{
    uint32_t at = map_find(triggers, word);
    uint64_t looks = at == MAP_NONE ? 0 : event_looks_beside(work, token);
    FoundEvent told = {.frame = NULL};
    for (int tried = 0; at != MAP_NONE && at != NONE && tried < MOST_FRAMES_TRIED; tried++) {
        const EventTrigger *trigger = &work->data->triggers.items[at];
        const EventFrame *frame = &work->data->frames.items[trigger->frame];
        at = trigger->next;
        if (told.frame != NULL && (frame->plover != told.event.plover || frame->is_idiom)) continue;
        if (!event_has_second_word(work, trigger, token, looks)) continue;
        if (frame->is_idiom) {
            if (!event_fits(work, frame, token, event_object(work, frame, token))) continue;
            work->is_used[token] = true; /* it is known to tell of nothing */
            return true;
        }
        Event event;
        if (!make_event(work, frame, token, &event)) continue;
        if (told.frame == NULL) told = (FoundEvent){.event = event, .frame = frame, .trigger = token};
        else if (!take_parties(&event, &told.event)) continue;
        if (!is_one_sided(&told.event)) break;
    }
    if (told.frame != NULL && !is_told(out, &told.event)) *list_add(work->scratch, out) = told;
    return told.frame != NULL;
}

static void run_token(const EventWork *work, const Map *triggers, uint32_t token, FoundEventList *out)
{
    if (!run_frames(work, triggers, event_lemma(work, token), token, out))
        run_frames(work, triggers, STR(ANY_WORD), token, out);
}

/* "voiced outrage": the verb has told what its object tells, where both are of one type. */
static bool is_object_of_told(const EventWork *work, const FoundEventList *verbs, const FoundEvent *noun)
{
    Relation relation = tree_relation(&work->tree, noun->trigger);
    if (relation != REL_OBJ && relation != REL_NSUBJ_PASS) return false;
    uint32_t head = tree_head(&work->tree, noun->trigger);
    for (uint32_t i = 0; i < verbs->count; i++)
        if (verbs->items[i].trigger == head && verbs->items[i].event.plover == noun->event.plover) return true;
    return false;
}

/* A noun event that a verb of the same sentence has told of. */
static void drop_told_nouns(const EventWork *work, const FoundEventList *verbs, FoundEventList *nouns)
{
    uint32_t kept = 0, v = 0;
    for (uint32_t n = 0; n < nouns->count; n++) {
        const FoundEvent *noun = &nouns->items[n];
        while (v < verbs->count && verbs->items[v].event.sentence <= noun->event.sentence) v++;
        FoundEventList before = {.items = verbs->items, .count = v};
        if (!is_told(&before, &noun->event) && !is_object_of_told(work, &before, noun))
            nouns->items[kept++] = *noun;
    }
    nouns->count = kept;
}

/* Two words may have turned out to tell of the same: "plans a visit and will travel". */
static void keep_events(Document *doc, const FoundEventList *found)
{
    FoundEventList kept = {.items = found->items, .count = 0};
    for (uint32_t i = 0; i < found->count; i++) {
        FoundEvent one = found->items[i];
        if (one.is_content || is_told(&kept, &one.event)) continue;
        kept.items[kept.count++] = one;
        *list_add(doc->arena, &doc->events) = one.event;
    }
}

/* "the meeting room", "an attack dog": the word only says of which kind something is. */
static bool is_part_of_name(const EventWork *work, uint32_t noun)
{
    const Tree *tree = &work->tree;
    uint32_t head = tree_head(tree, noun);
    bool is_part = tree_relation(tree, noun) == REL_COMPOUND && head == noun + 1 &&
                   work->doc->tokens.items[head].tag == TAG_NOUN;
    if (is_part && event_is_class(work, noun, work->data->spheres)) return true; /* "the trade war" */
    return is_part && map_find(&work->data->nouns, tree_lemma(tree, head)) == MAP_NONE;
}

/* Common nouns, and in capitals what may be one: "TALKS". */
static bool is_noun(const EventWork *work, uint32_t token)
{
    Tag tag = work->doc->tokens.items[token].tag;
    if (tag != TAG_PROPN) return tag == TAG_NOUN;
    return work->mention_over[token] == NONE && !str_equal(event_lemma(work, token), tree_lemma(&work->tree, token));
}

/* "is critical of Norland", "a party loyal to Norland": an adjective that says of somebody what a verb would. */
static bool is_said_of_somebody(const EventWork *work, uint32_t token)
{
    const Tree *tree = &work->tree;
    Relation relation = tree_relation(tree, token);
    bool is_behind = tree_head(tree, token) != NONE && tree_head(tree, token) < token;
    return tree_is_predicate(tree, tree_first_conjunct(tree, token)) || (is_behind && (relation == REL_AMOD || relation == REL_ACL || relation == REL_XCOMP));
}

static void run_predicate(const EventWork *work, uint32_t token, FoundEventList *out)
{
    Tag tag = work->doc->tokens.items[token].tag;
    if (tag == TAG_VERB) run_token(work, &work->data->verbs, token, out);
    if (tag == TAG_ADJ && is_said_of_somebody(work, token))
        run_frames(work, &work->data->adjectives, event_lemma(work, token), token, out);
}

static DatelineStatus events_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)err;
    EventWork work;
    event_work_init(&work, data, doc, scratch);
    FoundEventList verbs = {0}, nouns = {0}, found = {0};
    for (uint32_t t = 0; t < doc->tokens.count; t++) run_predicate(&work, t, &verbs);
    for (uint32_t t = 0; t < doc->tokens.count; t++)
        if (is_noun(&work, t) && !work.is_used[t] && !is_part_of_name(&work, t))
            run_token(&work, &work.data->nouns, t, &nouns);
    drop_told_nouns(&work, &verbs, &nouns);
    merge_events(&work, &verbs, &nouns, &found);
    event_settle_contents(&work, &found);
    add_learnt(&work, &found);
    for (uint32_t i = 0; i < found.count; i++) event_set_contexts(&work, &found.items[i]);
    keep_events(doc, &found);
    return DATELINE_OK;
}

static DatelineStatus events_load(const DataFiles *files, Arena *arena, void **out_data,
                                  DatelineError *err)
{
    EventData *data = arena_alloc(arena, sizeof *data);
    TRY(event_data_load(files, arena, data, err));
    TRY(event_learnt_load(files, arena, &data->learnt, err));
    TRY(event_given_load(files, arena, &data->given, err));
    *out_data = data;
    return DATELINE_OK;
}

static bool events_rule_example(const void *data, uint32_t index, RuleExample *out)
{
    return event_data_example(data, index, out);
}

const Stage stage_events = {
    .name = "events",
    .does = "Who did what to whom, by the code book and, where it is silent, by a learnt model.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES | PART_PLACES | PART_TIMES | PART_SPEECH,
    .writes = PART_EVENTS,
    .language = "en",
    .load = events_load,
    .run = events_run,
    .rule_example = events_rule_example,
};
