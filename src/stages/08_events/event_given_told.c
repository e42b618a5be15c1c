/* What the code book has said of two given parties: the events that stages before have found. */
#include "event_given.h"

#include "event_learnt.h"

static bool is_actor_at(const Document *doc, const Mention *mention, uint32_t actor)
{
    bool is_same = mention->actor == actor;
    for (size_t i = 0; i < COUNT(mention->members); i++) is_same = is_same || mention->members[i] == actor;
    return is_same && actor < doc->actors.count;
}

bool event_given_is_party(const Document *doc, Span place, Party party)
{
    if (party.mention != NONE && span_overlaps(doc->mentions.items[party.mention].span, place)) return true;
    if (party.actor == NONE) return false;
    for (uint32_t i = 0; i < doc->mentions.count && doc->mentions.items[i].span.start < place.end; i++) {
        const Mention *mention = &doc->mentions.items[i];
        if (span_overlaps(mention->span, place) && is_actor_at(doc, mention, party.actor)) return true;
    }
    return false;
}

static bool is_among(const Document *doc, Span place, const PartyList *parties)
{
    for (uint32_t i = 0; i < parties->count; i++)
        if (event_given_is_party(doc, place, parties->items[i])) return true;
    return false;
}

/* Whether the event is between the two, and which way. */
static bool is_between(const Document *doc, const Event *event, const Span places[RELATION_SIDES], RelationWay *out)
{
    bool is_source = is_among(doc, places[RELATION_SOURCE], &event->sources);
    bool is_target = is_among(doc, places[RELATION_TARGET], &event->sources);
    bool is_mutual = event->targets.count == 0;
    *out = is_mutual ? RELATION_MUTUAL : RELATION_FORWARD;
    if (is_mutual) return event->sources.count > 1 && is_source && is_target;
    if (is_source && is_among(doc, places[RELATION_TARGET], &event->targets)) return true;
    *out = RELATION_BACKWARD;
    return is_target && is_among(doc, places[RELATION_SOURCE], &event->targets);
}

RelationTold event_given_told(const Document *doc, const Span places[RELATION_SIDES])
{
    RelationTold told = {.event = NULL};
    if (span_is_empty(places[RELATION_SOURCE]) || span_is_empty(places[RELATION_TARGET])) return told;
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const Event *event = &doc->events.items[i];
        RelationWay way;
        if (str_equal(event->by.rule, LEARNT_RULE) || str_equal(event->by.rule, READ_RULE)) continue; /* asked for by itself */
        bool is_surer = told.event == NULL || event->by.confidence > told.event->by.confidence;
        if (is_surer && is_between(doc, event, places, &way)) told = (RelationTold){event, way};
    }
    return told;
}
