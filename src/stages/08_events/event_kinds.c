/*
 * Kinds of parties. The same verb tells of different deeds by who stands beside it:
 *
 *     "Rebels attacked the governor"      with arms
 *     "The senator attacked the governor" with words: both are voices
 *
 * and a word between two of whom the article says nothing is no affair of the code book:
 *
 *     "Ann Example praised the coach"
 */
#include "event_kinds.h"

static bool has_sector(const Actor *actor, const Str *sectors, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(actor->sector, sectors[i])) return true;
    return false;
}

static const Actor *actor_of(const EventWork *work, Party party)
{
    return party.actor == NONE ? NULL : &work->doc->actors.items[party.actor];
}

/* The noun of a party that only the words name: "governor" of "the governor". */
static bool is_unnamed(const EventWork *work, Party party, uint64_t classes)
{
    return party.mention != NONE &&
           event_is_class(work, work->doc->mentions.items[party.mention].head, classes);
}

/* "Poles", "thousands of Israelis": people, though the actor is their state. */
static bool is_people_of_state(const EventWork *work, uint32_t mention)
{
    if (mention == NONE) return false;
    const Mention *found = &work->doc->mentions.items[mention];
    Xpos xpos = document_token(work->doc, found->head)->xpos;
    return found->kind == MENTION_NATIONALITY && (xpos == XPOS_NNS || xpos == XPOS_NNPS);
}

/* People in numbers, not a government. */
static bool is_crowd(const EventWork *work, Party party)
{
    const Actor *actor = actor_of(work, party);
    if (is_people_of_state(work, party.mention)) return true;
    static const Str ordered[] = {STR_INIT("GOV"), STR_INIT("MIL"), STR_INIT("COP"), STR_INIT("SPY")};
    return actor != NULL && actor->kind == ACTOR_GROUP && !has_sector(actor, ordered, COUNT(ordered));
}

/* Whoever fights with words: politicians, parties, parliaments, media; nobody who bears arms. */
static bool is_voice(const EventWork *work, Party party)
{
    static const Str armed[] = {STR_INIT("MIL"), STR_INIT("REB"), STR_INIT("CRM"), STR_INIT("COP"),
                                STR_INIT("SPY")};
    static const Str spoken[] = {STR_INIT("LEG"), STR_INIT("PTY"), STR_INIT("GOV"), STR_INIT("MED"),
                                 STR_INIT("JUD"), STR_INIT("BUS")};
    const Actor *actor = actor_of(work, party);
    if (actor == NULL) return is_unnamed(work, party, work->data->officials | work->data->bodies);
    switch (actor->kind) {
    case ACTOR_PERSON:
    case ACTOR_ORGANISATION:
    case ACTOR_MEDIA:
    case ACTOR_GOVERNMENT: return !has_sector(actor, armed, COUNT(armed));
    case ACTOR_GROUP: return has_sector(actor, spoken, COUNT(spoken));
    case ACTOR_STATE:
    case ACTOR_ARMED_GROUP:
    case ACTOR_PLACE:
    case ACTOR_UNKNOWN:
    case ACTOR_COUNT: break;
    }
    return false;
}

/* Whoever has men and arms to send: states, governments, armed groups, those who lead them. */
static bool is_power(const EventWork *work, Party party)
{
    static const Str sectors[] = {STR_INIT("GOV"), STR_INIT("MIL"), STR_INIT("REB"), STR_INIT("COP"),
                                  STR_INIT("SPY"), STR_INIT("IGO"), STR_INIT("CRM")};
    const Actor *actor = actor_of(work, party);
    if (actor == NULL)
        return is_unnamed(work, party, work->data->officials | work->data->instruments);
    return actor->kind == ACTOR_STATE || actor->kind == ACTOR_ARMED_GROUP ||
           has_sector(actor, sectors, COUNT(sectors));
}

/* Soldiers, police, rebels; not the government that commands them, nor a person. */
static bool is_armed(const EventWork *work, Party party)
{
    static const Str sectors[] = {STR_INIT("MIL"), STR_INIT("REB"), STR_INIT("COP"), STR_INIT("PAR"), STR_INIT("CRM")};
    const Actor *actor = actor_of(work, party);
    if (actor == NULL || actor->kind == ACTOR_PERSON) return false;
    return actor->kind == ACTOR_ARMED_GROUP || has_sector(actor, sectors, COUNT(sectors));
}

static bool is_state(const EventWork *work, Party party)
{
    const Actor *actor = actor_of(work, party);
    if (actor == NULL) return is_unnamed(work, party, work->data->instruments);
    bool is_group_of_state = actor->kind == ACTOR_GROUP && actor->country.len > 0 &&
                             (str_equal(actor->sector, STR("GOV")) || str_equal(actor->sector, STR("MIL")));
    return actor->kind == ACTOR_STATE || actor->kind == ACTOR_GOVERNMENT || is_group_of_state;
}

/* Parliaments and courts, whose word is law. */
static bool is_lawgiver(const EventWork *work, Party party)
{
    static const Str sectors[] = {STR_INIT("LEG"), STR_INIT("JUD")};
    const Actor *actor = actor_of(work, party);
    return actor != NULL && has_sector(actor, sectors, COUNT(sectors));
}

/* Members of parliaments and parties, judges, media: words are all they have. */
static bool is_unarmed(const EventWork *work, Party party)
{
    static const Str sectors[] = {STR_INIT("LEG"), STR_INIT("PTY"), STR_INIT("JUD"), STR_INIT("MED")};
    const Actor *actor = actor_of(work, party);
    return actor != NULL && has_sector(actor, sectors, COUNT(sectors));
}

static bool is_body(const EventWork *work, Party party)
{
    const Actor *actor = actor_of(work, party);
    return actor != NULL && actor->kind == ACTOR_ORGANISATION;
}

static bool is_kind(const EventWork *work, Party party, PartyFilter filter)
{
    switch (filter) {
    case PARTY_CROWD: return is_crowd(work, party);
    case PARTY_VOICE: return is_voice(work, party);
    case PARTY_POWER: return is_power(work, party);
    case PARTY_ARMED: return is_armed(work, party);
    case PARTY_STATE: return is_state(work, party);
    case PARTY_RULER: return is_power(work, party) || is_lawgiver(work, party);
    case PARTY_BODY: return is_body(work, party);
    case PARTY_UNARMED: return is_unarmed(work, party);
    case PARTY_ANY:
    case PARTY_FILTER_COUNT: break;
    }
    return true;
}

bool event_are_all(const EventWork *work, const PartyList *parties, PartyFilter filter)
{
    for (uint32_t i = 0; i < parties->count; i++)
        if (!is_kind(work, parties->items[i], filter)) return false;
    return true;
}

bool event_is_press(const EventWork *work, Party party)
{
    const Actor *actor = actor_of(work, party);
    if (actor == NULL) return is_unnamed(work, party, work->data->press);
    return actor->kind == ACTOR_MEDIA || str_equal(actor->sector, STR("MED"));
}

/* "the House", "the Example Commission": an organisation whose name says that it is a public body. */
static bool is_body_by_name(const EventWork *work, Party party)
{
    const Document *doc = work->doc;
    if (party.mention == NONE) return false;
    TokenRange tokens = doc->mentions.items[party.mention].tokens;
    for (uint32_t t = tokens.first; t < tokens.end; t++)
        if (event_data_is(work->data, doc->tokens.items[t].lower, work->data->bodies)) return true;
    return false;
}

bool event_is_political(const EventWork *work, Party party)
{
    static const Str private_sectors[] = {STR_INIT("CVL"), STR_INIT("BUS"), STR_INIT("MED"),
                                          STR_INIT("EDU"), STR_INIT("AGR"), STR_INIT("CRM")};
    const Actor *actor = actor_of(work, party);
    if (actor == NULL) /* "the envoy", "the junta" */
        return is_unnamed(work, party, work->data->officials | work->data->bodies | work->data->instruments);
    if (actor->kind == ACTOR_STATE || actor->kind == ACTOR_GOVERNMENT || actor->kind == ACTOR_ARMED_GROUP ||
        actor->kind == ACTOR_PLACE)
        return true;
    bool is_public = actor->sector.len > 0 && !has_sector(actor, private_sectors, COUNT(private_sectors));
    bool is_of_country = actor->kind == ACTOR_GROUP && actor->country.len > 0;
    bool is_in_office = actor->sector.len == 0 && work->has_office[party.actor];
    return is_public || is_of_country || is_in_office || is_body_by_name(work, party);
}

bool event_is_unruly(const EventWork *work, Party party)
{
    static const Str sectors[] = {STR_INIT("OPP"), STR_INIT("LAB"), STR_INIT("EDU"), STR_INIT("REB"), STR_INIT("CRM"), STR_INIT("AGR")};
    const Actor *actor = actor_of(work, party);
    return actor != NULL && actor->kind == ACTOR_GROUP && has_sector(actor, sectors, COUNT(sectors));
}

bool event_are_of_two_states(const EventWork *work, const PartyList *sources, const PartyList *targets)
{
    Str first = {0};
    const PartyList *sides[] = {sources, targets};
    for (size_t s = 0; s < COUNT(sides); s++)
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            const Actor *actor = actor_of(work, sides[s]->items[i]);
            if (actor == NULL || actor->country.len == 0) continue;
            if (first.len > 0 && !str_equal(first, actor->country)) return true;
            first = actor->country;
        }
    return false;
}

bool event_is_own_state(const EventWork *work, const PartyList *sources, Party target)
{
    const Actor *state = actor_of(work, target);
    if (state == NULL || state->kind != ACTOR_STATE) return false;
    for (uint32_t i = 0; i < sources->count; i++) {
        const Actor *actor = actor_of(work, sources->items[i]);
        if (actor != NULL && actor->kind != ACTOR_STATE && str_equal(actor->country, state->country))
            return true;
    }
    return false;
}

/* "the tourist visited Norland": who travels for nobody but himself. */
static bool is_private_visit(const EventWork *work, const Event *event)
{
    if (!str_starts(event->cameo, STR("042")) || event->sources.count == 0) return false;
    for (uint32_t i = 0; i < event->sources.count; i++)
        if (event_is_political(work, event->sources.items[i])) return false;
    return work->doc->sentences.count > SHORT_TEXT;
}

bool event_is_affair(const EventWork *work, const Event *event)
{
    PloverType type = event->plover;
    if (is_private_visit(work, event)) return false;
    bool is_of_force = type == PLOVER_ASSAULT || type == PLOVER_COERCE || type == PLOVER_PROTEST;
    bool is_talk = type == PLOVER_CONSULT || type == PLOVER_REQUEST;
    bool is_political =
        is_of_force || event_are_of_two_states(work, &event->sources, &event->targets);
    const PartyList *sides[] = {&event->sources, &event->targets};
    for (size_t s = 0; s < COUNT(sides); s++)
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            is_political = is_political || event_is_political(work, sides[s]->items[i]);
            if (is_talk && event_is_press(work, sides[s]->items[i])) return false;
        }
    return is_political || work->doc->sentences.count <= SHORT_TEXT;
}
