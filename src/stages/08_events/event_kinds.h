/* What kind of party somebody is, as far as the code book asks for it. */
#ifndef EVENTS_EVENT_KINDS_H
#define EVENTS_EVENT_KINDS_H

#include "event_args.h"

#define SHORT_TEXT 3 /* sentences: no room to tell who somebody is */

/* Whether every one of the parties is of the kind; true of none at all. */
bool event_are_all(const EventWork *work, const PartyList *parties, PartyFilter filter);
/* A reporter or an outlet: whoever asks and talks for a living. */
bool event_is_press(const EventWork *work, Party party);
/* Whether politics knows the party: a state, a body, a party, an armed group, somebody with an office. */
bool event_is_political(const EventWork *work, Party party);
/* Protesters, strikers, rebels, gangs: whom police and soldiers are sent against. */
bool event_is_unruly(const EventWork *work, Party party);
/* Whether any two of the parties are of two states: "Norland's Ann Example met Sudland's Bo Sample". */
bool event_are_of_two_states(const EventWork *work, const PartyList *sources, const PartyList *targets);
/* Whether the target is the very state that one of the sources acts for: "the ministry warned Norlanders". */
bool event_is_own_state(const EventWork *work, const PartyList *sources, Party target);
/* Arms and protest are anybody's; words and dealings count where politics is concerned, and what the press asks
 * and is told does not. In a short text anybody's words count. */
bool event_is_affair(const EventWork *work, const Event *event);

#endif
