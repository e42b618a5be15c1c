/*
 * Events: who did what to whom, by the code book in data/events.
 *
 *     On Monday Norland  signed     a treaty with Sudland in Portville.
 *     when      source   trigger    object   target      place
 *
 * A verb or an event noun that is a trigger opens its frames, the most specific first; the first
 * one whose object fits and whose parties can be found makes the record. Parties come from the
 * dependency tree (event_parties.c); an event without any known party is left out.
 */
#include "events.h"

#include "event_parties.h"
#include "record/time_attach.h"

#define MOST_FRAMES_TRIED 24

/* ---- does the frame fit? ---- */

static bool has_particle(const EventWork *work, uint32_t verb, Str particle)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, verb); c != NONE; c = tree_next_child(tree, c))
        if (str_equal(work->doc->tokens.items[c].lower, particle)) return true;
    uint32_t next = verb + 1;
    return next < work->doc->tokens.count &&
           str_equal(work->doc->tokens.items[next].lower, particle);
}

static bool is_frame_object(const EventWork *work, const EventFrame *frame, uint32_t object)
{
    if (object == NONE) return false;
    Str lemma = tree_lemma(&work->tree, object);
    for (uint32_t i = 0; i < frame->object_count; i++)
        if (str_equal(frame->objects[i], lemma)) return true;
    return false;
}

static bool fits(const EventWork *work, const EventFrame *frame, uint32_t trigger)
{
    if (frame->particle.len > 0 && !has_particle(work, trigger, frame->particle)) return false;
    if (frame->object_count == 0) return true;
    uint32_t object = frame->is_noun ? tree_oblique(&work->tree, trigger, STR("of"))
                                     : event_object(work, trigger);
    if (is_frame_object(work, frame, object)) return true;
    /* "held a meeting and talks" */
    uint32_t others[4];
    uint32_t count = object == NONE ? 0 : tree_conjuncts(&work->tree, object, others, 4);
    for (uint32_t i = 0; i < count; i++)
        if (is_frame_object(work, frame, others[i])) return true;
    return false;
}

/* ---- the record ---- */

/* From the first to the last word that shows the event: trigger, object, parties, in one sentence. */
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
            if (!span_contains(sentence, party)) continue;
            if (party.start < span.start) span.start = party.start;
            if (party.end > span.end) span.end = party.end;
        }
    }
    if (object != NONE && object > trigger) {
        Span noun = tree_nominal_span(&work->tree, object);
        if (noun.end > span.end) span.end = noun.end;
    }
    return span;
}

static void set_place(const EventWork *work, uint32_t trigger, Event *event)
{
    static const Str prepositions[] = {STR_INIT("in"), STR_INIT("at"), STR_INIT("near"),
                                       STR_INIT("off"), STR_INIT("outside")};
    Document *doc = work->doc;
    for (size_t i = 0; i < COUNT(prepositions); i++) {
        uint32_t noun = tree_oblique_near(&work->tree, trigger, prepositions[i]);
        if (noun == NONE || work->mention_over[noun] == NONE) continue;
        const Mention *mention = &doc->mentions.items[work->mention_over[noun]];
        if (mention->actor == NONE) continue;
        ActorKind kind = doc->actors.items[mention->actor].kind;
        if (kind != ACTOR_PLACE && kind != ACTOR_STATE) continue;
        event->place_span = mention->span;
        event->place = doc->actors.items[mention->actor].name;
        return;
    }
}

static void set_time(const EventWork *work, uint32_t trigger, Event *event)
{
    event->time = document_time_of(work->doc, trigger);
    if (event->time == NONE) return;
    const Time *time = &work->doc->times.items[event->time];
    if (time->type == TIME_TYPE_DATE || time->type == TIME_TYPE_TIME) event->when = time->value;
}

static bool same_parties(const PartyList *a, const PartyList *b)
{
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->items[i].actor != b->items[i].actor) return false;
    return true;
}

/* A party cannot do it to itself: what the parser has put on both sides stays a source only. */
static void drop_targets_that_are_sources(Event *event)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < event->targets.count; i++) {
        bool is_source = false;
        for (uint32_t s = 0; s < event->sources.count; s++)
            is_source |= event->sources.items[s].actor == event->targets.items[i].actor;
        if (!is_source) event->targets.items[kept++] = event->targets.items[i];
    }
    event->targets.count = kept;
}

static bool make_event(const EventWork *work, const EventFrame *frame, uint32_t trigger, Event *out)
{
    Document *doc = work->doc;
    *out = (Event){.predicate = doc->tokens.items[trigger].span,
                   .sentence = doc->tokens.items[trigger].sentence,
                   .plover = frame->plover,
                   .mode = frame->mode,
                   .cameo = frame->cameo,
                   .attributed_to = NONE,
                   .time = NONE,
                   .by = {frame->id, 0.7f}};
    bool has_source = event_find_parties(work, frame, trigger, &frame->source, &out->sources);
    bool has_target = event_find_parties(work, frame, trigger, &frame->target, &out->targets);
    bool is_mutual = frame->source.count > 0 && frame->source.slots[0] == EVENT_SLOT_EACH;
    if (same_parties(&out->sources, &out->targets)) out->targets.count = 0;
    drop_targets_that_are_sources(out);
    if (is_mutual && out->sources.count < 2 && out->targets.count == 0) return false;
    if (!has_source && !has_target) return false;
    if (out->sources.count + out->targets.count == 0) return false;
    /* A frame with two sides needs one side at least, and its doer where it is a noun. */
    if (frame->is_noun && out->sources.count == 0) return false;
    uint32_t object = frame->is_noun ? NONE : event_object(work, trigger);
    out->span = evidence(work, out, trigger, object);
    if (has_source && has_target) out->by.confidence = 0.8f;
    set_time(work, trigger, out);
    set_place(work, trigger, out);
    event_set_status(work, trigger, out);
    return true;
}

static bool is_trigger_verb(const Token *token)
{
    return token->tag == TAG_VERB;
}

static bool is_trigger_noun(const Token *token)
{
    return token->tag == TAG_NOUN;
}

/* Words of a message are no acts of who reports it; "agreed to sign" is one event, not two. */
static void run_token(const EventWork *work, uint32_t trigger)
{
    Document *doc = work->doc;
    const Token *token = &doc->tokens.items[trigger];
    const Map *map = is_trigger_verb(token)   ? &work->data->verbs
                     : is_trigger_noun(token) ? &work->data->nouns
                                              : NULL;
    if (map == NULL) return;
    uint32_t at = map_find(map, tree_lemma(&work->tree, trigger));
    for (int tried = 0; at != MAP_NONE && at != NONE && tried < MOST_FRAMES_TRIED; tried++) {
        const EventFrame *frame = &work->data->frames.items[at];
        Event event;
        if (fits(work, frame, trigger) && make_event(work, frame, trigger, &event)) {
            *list_add(doc->arena, &doc->events) = event;
            return;
        }
        at = frame->next;
    }
}

static DatelineStatus events_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)err;
    EventWork work;
    event_work_init(&work, data, doc, scratch);
    for (uint32_t t = 0; t < doc->tokens.count; t++) run_token(&work, t);
    return DATELINE_OK;
}

static DatelineStatus events_load(const DataFiles *files, Arena *arena, void **out_data,
                                  DatelineError *err)
{
    EventData *data = arena_alloc(arena, sizeof *data);
    TRY(event_data_load(files, arena, data, err));
    *out_data = data;
    return DATELINE_OK;
}

static bool events_rule_example(const void *data, uint32_t index, RuleExample *out)
{
    return event_data_example(data, index, out);
}

const Stage stage_events = {
    .name = "events",
    .does = "Who did what to whom, by the code book.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES | PART_TIMES | PART_SPEECH,
    .writes = PART_EVENTS,
    .load = events_load,
    .run = events_run,
    .rule_example = events_rule_example,
};
