#include "event_parties.h"

#define MOST_CONJUNCTS 8
#define MOST_GOVERNORS 4 /* steps up from an event to the words that speak of it */

void event_work_init(EventWork *work, const EventData *data, Document *doc, Arena *scratch)
{
    *work = (EventWork){.data = data, .doc = doc, .scratch = scratch};
    tree_init(&work->tree, doc, scratch);
    work->mention_over = arena_new_items(scratch, uint32_t, doc->tokens.count);
    for (uint32_t t = 0; t < doc->tokens.count; t++) work->mention_over[t] = NONE;
    for (uint32_t m = 0; m < doc->mentions.count; m++) {
        TokenRange tokens = doc->mentions.items[m].tokens;
        for (uint32_t t = tokens.first; t < tokens.end; t++)
            if (work->mention_over[t] == NONE) work->mention_over[t] = m;
    }
}

/* ---- parties ---- */

static bool can_act(const EventWork *work, uint32_t actor)
{
    return actor != NONE && work->doc->actors.items[actor].kind != ACTOR_PLACE;
}

static void add_party(const EventWork *work, uint32_t mention, uint32_t actor, PartyList *out)
{
    if (!can_act(work, actor)) return;
    for (uint32_t i = 0; i < out->count; i++)
        if (out->items[i].actor == actor) return;
    *list_add(work->doc->arena, out) = (Party){.mention = mention, .actor = actor};
}

static void add_mention(const EventWork *work, uint32_t mention_index, PartyList *out)
{
    const Mention *mention = &work->doc->mentions.items[mention_index];
    if (mention->kind == MENTION_COLLECTIVE)
        for (size_t i = 0; i < COUNT(mention->members); i++)
            add_party(work, mention_index, mention->members[i], out);
    add_party(work, mention_index, mention->actor, out);
}

/* The mention a token heads or stands in; else, for a plain noun, the actor its phrase names
 * ("three Russian diplomats"). */
static uint32_t mention_at(const EventWork *work, uint32_t token)
{
    uint32_t headed = work->doc->token_mention == NULL ? NONE : work->doc->token_mention[token];
    if (headed != NONE) return headed;
    if (work->mention_over[token] != NONE) return work->mention_over[token];
    TokenRange phrase = tree_nominal_range(&work->tree, token);
    for (uint32_t t = phrase.first; t < phrase.end; t++)
        if (work->mention_over[t] != NONE) return work->mention_over[t];
    return NONE;
}

static void add_with_conjuncts(const EventWork *work, uint32_t token, PartyList *out)
{
    uint32_t all[MOST_CONJUNCTS];
    uint32_t count = tree_conjuncts(&work->tree, token, all, MOST_CONJUNCTS);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t mention = mention_at(work, all[i]);
        if (mention != NONE) add_mention(work, mention, out);
    }
}

uint32_t event_object(const EventWork *work, uint32_t verb)
{
    return tree_patient(&work->tree, verb);
}

static uint32_t find_slot(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                          EventSlot slot)
{
    const Tree *tree = &work->tree;
    switch (slot) {
    case EVENT_SLOT_SUBJECT:
    case EVENT_SLOT_EACH:
        if (frame->is_noun) return NONE;
        return tree_agent(tree, trigger);
    case EVENT_SLOT_OBJECT: return frame->is_noun ? NONE : event_object(work, trigger);
    case EVENT_SLOT_INDIRECT: return tree_indirect_object(tree, trigger);
    case EVENT_SLOT_POSSESSOR:
        return tree_possessor(tree, frame->is_noun ? trigger : event_object(work, trigger));
    case EVENT_SLOT_MODIFIER: {
        uint32_t noun = frame->is_noun ? trigger : event_object(work, trigger);
        for (uint32_t c = tree_first_child(tree, noun); c != NONE; c = tree_next_child(tree, c)) {
            Relation relation = tree_relation(tree, c);
            bool modifies = relation == REL_AMOD || relation == REL_COMPOUND;
            if (modifies && work->mention_over[c] != NONE) return c;
        }
        return NONE;
    }
    case EVENT_SLOT_TO:
    case EVENT_SLOT_WITH:
    case EVENT_SLOT_ON:
    case EVENT_SLOT_AGAINST:
    case EVENT_SLOT_FROM:
    case EVENT_SLOT_BY:
    case EVENT_SLOT_OF:
    case EVENT_SLOT_FOR:
    case EVENT_SLOT_IN:
    case EVENT_SLOT_AT:
    case EVENT_SLOT_BETWEEN:
    case EVENT_SLOT_INTO:
    case EVENT_SLOT_OVER:
    case EVENT_SLOT_BEHIND:
    case EVENT_SLOT_AS:
    case EVENT_SLOT_WITHIN:
    case EVENT_SLOT_TOWARDS:
    case EVENT_SLOT_ONTO:
    case EVENT_SLOT_UNDER:
    case EVENT_SLOT_NEAR:
    case EVENT_SLOT_ABOUT: {
        static const Str names[EVENT_SLOT_COUNT] = {
#define NAME_EVENT_SLOT(suffix, name) STR_INIT(name),
            EVENT_SLOT_LIST(NAME_EVENT_SLOT)
#undef NAME_EVENT_SLOT
        };
        return frame->is_noun ? tree_oblique(tree, trigger, names[slot])
                              : tree_oblique_near(tree, trigger, names[slot]);
    }
    case EVENT_SLOT_COUNT: break;
    }
    return NONE;
}

bool event_find_parties(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                        const SlotChoice *choice, PartyList *out)
{
    for (uint32_t i = 0; i < choice->count; i++) {
        uint32_t token = find_slot(work, frame, trigger, choice->slots[i]);
        if (token == NONE) continue;
        add_with_conjuncts(work, token, out);
        if (out->count > 0) return true;
    }
    return choice->count == 0;
}

/* ---- status ---- */

static const StatusEntry *adverb_status(const EventWork *work, uint32_t trigger)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, trigger); c != NONE; c = tree_next_child(tree, c)) {
        uint32_t entry = map_find(&work->data->adverbs, work->doc->tokens.items[c].lower);
        if (entry != MAP_NONE) return &work->data->statuses.items[entry];
    }
    return NULL;
}

/* Words that speak of the event: the verbs above it, and for "plans to visit" the noun above. */
static const StatusEntry *governor_status(const EventWork *work, uint32_t trigger,
                                          uint32_t *out_governor)
{
    uint32_t above = tree_governor(&work->tree, trigger);
    if (above == NONE) above = tree_head(&work->tree, trigger);
    for (int i = 0; i < MOST_GOVERNORS && above != NONE; i++) {
        uint32_t entry = map_find(&work->data->governors, tree_lemma(&work->tree, above));
        if (entry != MAP_NONE) {
            *out_governor = above;
            return &work->data->statuses.items[entry];
        }
        above = tree_governor(&work->tree, above);
    }
    return NULL;
}

/* Status by the event's own grammar; ASSERTED if that says nothing. */
static Status own_status(const EventWork *work, uint32_t trigger)
{
    const Tree *tree = &work->tree;
    if (tree_is_negated(tree, trigger)) return STATUS_NEGATED;
    if (tree_has_mark(tree, trigger, STR("if")) || tree_has_mark(tree, trigger, STR("unless")))
        return STATUS_CONDITIONAL;
    switch (tree_modality(tree, trigger)) {
    case MODALITY_FUTURE: return STATUS_PLANNED;
    case MODALITY_POSSIBLE:
    case MODALITY_NECESSARY: return STATUS_POSSIBLE;
    case MODALITY_CONDITIONAL: return STATUS_CONDITIONAL;
    case MODALITY_NONE: break;
    }
    return STATUS_ASSERTED;
}

static uint32_t holder_of(const EventWork *work, uint32_t governor)
{
    uint32_t subject = tree_subject(&work->tree, governor);
    if (subject == NONE) return NONE;
    uint32_t mention = mention_at(work, subject);
    return mention == NONE ? NONE : work->doc->mentions.items[mention].actor;
}

/* The claims stage has not run yet, but the sentence's indirect quotations show who says so. */
static uint32_t quoted_speaker(const EventWork *work, Span span)
{
    const Document *doc = work->doc;
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        const Quotation *quotation = &doc->quotations.items[q];
        if (span_contains(quotation->span, span) && quotation->speaker_actor != NONE)
            return quotation->speaker_actor;
    }
    return NONE;
}

void event_set_status(const EventWork *work, uint32_t trigger, Event *event)
{
    event->attributed_to = quoted_speaker(work, event->predicate);
    event->status = own_status(work, trigger);
    uint32_t governor = NONE;
    const StatusEntry *said = governor_status(work, trigger, &governor);
    if (said != NULL && said->names_holder && event->attributed_to == NONE)
        event->attributed_to = holder_of(work, governor);
    if (event->status != STATUS_ASSERTED) return;
    if (said != NULL) event->status = said->status;
    if (said != NULL && said->status != STATUS_ATTRIBUTED) return;
    const StatusEntry *adverb = adverb_status(work, trigger);
    if (adverb != NULL)
        event->status = adverb->status;
    else if (event->attributed_to != NONE)
        event->status = STATUS_ATTRIBUTED;
}
