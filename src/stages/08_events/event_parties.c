/*
 * Parties. A slot names a token; the token's mention names an actor. Where a noun is nobody's name,
 * its owner may stand for it, if the slot says so or the noun is an instrument of its owner:
 *
 *     "Israeli jets struck Hamas's depots": jets -> Israel, depots -> Hamas
 *     "Putin's critics struck a chord":     critics are people of their own; no party
 */
#include "event_parties.h"

#include "event_beside.h"
#include "event_clause.h"
#include "event_kinds.h"

#define FARTHEST_OBLIQUE 12
#define NEAR_OBLIQUE 6 /* words from the trigger that a comma does not cut off */

/* ---- slots ---- */

/* The instrument a passive names: "killed in an Israeli strike", "hit by a Russian drone". */
static uint32_t find_instrument(const EventWork *work, uint32_t verb)
{
    static const Str links[] = {STR_INIT("in"), STR_INIT("by"), STR_INIT("with"),
                                STR_INIT("during")};
    for (size_t i = 0; i < COUNT(links); i++) {
        uint32_t noun = tree_oblique(&work->tree, verb, links[i]);
        if (event_is_class(work, noun, work->data->instruments)) return noun;
    }
    return NONE;
}

/* "Putin said at a meeting with Xi", "Putin is in talks with Xi": the subject of the clause takes part. */
static uint32_t subject_of_clause(const EventWork *work, uint32_t noun)
{
    static const Str links[] = {STR_INIT("at"),     STR_INIT("in"),        STR_INIT("during"),
                                STR_INIT("after"),  STR_INIT("following"), STR_INIT("before"),
                                STR_INIT("ahead of"), STR_INIT("on")};
    const Tree *tree = &work->tree;
    if (event_possessor(work, noun) != NONE) return NONE; /* somebody else's */
    uint32_t count = tree_has_case(tree, noun, STR("of")) ? tree_head(tree, noun) : NONE;
    if (event_is_class(work, count, work->data->measures)) noun = count; /* "after two days of talks with" */
    Relation relation = tree_relation(tree, noun);
    if (tree_child(tree, noun, REL_COP) != NONE) return tree_own_subject(tree, noun);
    if (relation == REL_OBJ)
        return event_is_class(work, tree_head(tree, noun), work->data->judgings) ? NONE
                                                                                 : tree_subject(tree, tree_head(tree, noun));
    if (relation != REL_OBL && relation != REL_NMOD) return NONE;
    uint32_t head = tree_head(tree, noun);
    bool is_going = event_is_class(work, head, work->data->journeys) || tree_child(tree, head, REL_COP) != NONE;
    for (size_t i = 0; i < COUNT(links) + (is_going ? 1u : 0u); i++)
        if (tree_has_case(tree, noun, i < COUNT(links) ? links[i] : STR("for"))) {
            uint32_t clause = tree_clause(tree, tree_head(tree, noun));
            return clause == NONE || tree_is_passive(tree, clause) ? NONE
                                                                   : tree_subject(tree, clause);
        }
    return NONE;
}

/* Names alone set side by side in a headline: "Putin, Kim sign treaty". */
static void add_listed_names(const EventWork *work, uint32_t token, bool is_target,
                             FoundParties *out)
{
    uint32_t other = tree_apposition(&work->tree, token);
    uint32_t mention = event_mention(work, token);
    if (other == NONE || mention == NONE || work->mention_over[other] == NONE) return;
    const Document *doc = work->doc;
    uint32_t first = doc->mentions.items[mention].actor;
    const Mention *second = &doc->mentions.items[work->mention_over[other]];
    if (first == NONE || second->actor == NONE || second->kind == MENTION_ROLE) return;
    bool are_alike = doc->actors.items[first].kind == doc->actors.items[second->actor].kind &&
                     (second->kind == MENTION_NAME || second->kind == MENTION_TITLED_NAME);
    if (are_alike) event_add_mention(work, work->mention_over[other], is_target, out);
}

static void add_argument(const EventWork *work, uint32_t token, bool is_target, FoundParties *out)
{
    if (token == NONE) return;
    event_add_conjuncts(work, token, is_target, out);
    add_listed_names(work, token, is_target, out);
}

/* "clashes broke out between Norland and Sudland": the verb only says that there were any. */
static uint32_t oblique_of_happening(const EventWork *work, uint32_t noun, Str preposition)
{
    const Tree *tree = &work->tree;
    uint32_t verb = tree_relation(tree, noun) == REL_NSUBJ ? tree_head(tree, noun) : NONE;
    return event_is_class(work, verb, work->data->happenings) ? tree_oblique(tree, verb, preposition) : NONE;
}

/* "an attack by Israel on Iran began": wherever the parser has hung "Iran", it stands before the
 * verb and so belongs to the noun. */
static uint32_t oblique_of_noun(const EventWork *work, uint32_t noun, Str preposition)
{
    uint32_t direct = tree_oblique(&work->tree, noun, preposition);
    if (direct == NONE) direct = oblique_of_happening(work, noun, preposition);
    if (direct != NONE) return direct;
    bool is_of = str_equal(preposition, STR("of"));
    const Document *doc = work->doc;
    TokenRange sentence = doc->sentences.items[doc->tokens.items[noun].sentence].tokens;
    for (uint32_t t = noun + 1; t < sentence.end && t - noun < FARTHEST_OBLIQUE; t++) {
        const Token *token = &doc->tokens.items[t];
        if (token->tag == TAG_VERB || token->tag == TAG_AUX || token->tag == TAG_SCONJ ||
            token->tag == TAG_CCONJ || token->tag == TAG_PART || token->kind == TOKEN_PUNCT)
            return NONE;
        bool follows = str_equal(doc->tokens.items[t - 1].lower, preposition);
        bool is_anothers = is_of && t - 1 > noun + 1 && doc->tokens.items[t - 2].tag == TAG_NOUN &&
                           !tree_has_case(&work->tree, t - 2, STR("by"));
        if (follows && is_anothers) return NONE; /* "riots after the shooting of Kennedy" */
        if (tree_has_case(&work->tree, t, preposition)) return t;
        if (follows && t - 1 > noun && work->mention_over[t] != NONE) return t;
    }
    return NONE;
}

/* "between Norland and Sudland": the second is next to the first, whatever the tree says. */
static void add_second_of_pair(const EventWork *work, uint32_t token, bool is_target,
                               FoundParties *out)
{
    uint32_t mention = event_mention(work, token);
    if (mention == NONE) return;
    const Document *doc = work->doc;
    uint32_t at = doc->mentions.items[mention].tokens.end;
    bool is_linked = at + 1 < doc->tokens.count && str_equal(doc->tokens.items[at].lower, STR("and"));
    if (is_linked) event_add_mention(work, work->mention_over[at + 1], is_target, out);
}

/* "agreed by both, after talks with Kim": what stands beyond a comma is another clause's, unless it
 * is near. */
static bool is_beyond_reach(const EventWork *work, uint32_t trigger, uint32_t token)
{
    if (token == NONE || token < trigger + NEAR_OBLIQUE) return false;
    for (uint32_t t = trigger + 1; t < token; t++)
        if (str_equal(document_token(work->doc, t)->lower, STR(","))) return true;
    return false;
}

/* "Norland and Sudland sign": the two before the verb, whatever the tree makes of the first. */
static void add_pair_before_verb(const EventWork *work, uint32_t agent, uint32_t verb,
                                 bool is_target, FoundParties *out)
{
    uint32_t mention = event_mention(work, agent);
    if (mention == NONE || out->parties.count != 1) return;
    const Document *doc = work->doc;
    uint32_t at = doc->mentions.items[mention].tokens.end;
    bool is_linked = at + 1 < verb && str_equal(doc->tokens.items[at].lower, STR("and"));
    uint32_t second = is_linked ? work->mention_over[at + 1] : NONE;
    if (second != NONE && doc->mentions.items[second].tokens.end == verb)
        event_add_mention(work, second, is_target, out);
}

/* "dismissed a proposal from Trump's team aimed at ...": the name next after the object and the
 * preposition, where the tree has lost it. */
static void add_after_object(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                             Str preposition, bool is_target, FoundParties *out)
{
    const Document *doc = work->doc;
    uint32_t object = event_object(work, frame, trigger);
    if (object == NONE || object < trigger) return;
    uint32_t end = doc->sentences.items[doc->tokens.items[object].sentence].tokens.end;
    if (object + 2 >= end || !str_equal(doc->tokens.items[object + 1].lower, preposition)) return;
    uint32_t name = object + 2;
    if (doc->tokens.items[name].tag == TAG_DET && name + 1 < end) name++;
    event_add_mention(work, work->mention_over[name], is_target, out);
}

/* "calling on the cabinet to act", where the parser takes "on" for the mark of "act". */
static uint32_t name_after_pair(const EventWork *work, uint32_t verb, Str preposition)
{
    const Document *doc = work->doc;
    uint32_t end = doc->sentences.items[doc->tokens.items[verb].sentence].tokens.end;
    uint32_t at = verb + 2;
    if (at >= end || !str_equal(doc->tokens.items[verb + 1].lower, preposition)) return NONE;
    if (doc->tokens.items[at].tag == TAG_DET && at + 1 < end) at++;
    uint32_t mention = work->mention_over[at];
    return mention == NONE ? NONE : doc->mentions.items[mention].head;
}

static void add_preposition(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                            EventSlot slot, bool is_target, FoundParties *out)
{
    Str name = event_slot_name(slot);
    uint64_t company = work->data->people | work->data->instruments;
    uint32_t token = frame->is_noun ? oblique_of_noun(work, trigger, name)
                                    : tree_oblique_near(&work->tree, trigger, name);
    uint32_t clause = frame->is_noun ? trigger : event_clause_verb(work, trigger);
    if (token == NONE && clause != trigger) token = tree_oblique_near(&work->tree, clause, name);
    if (token == NONE && !frame->is_noun) add_after_object(work, frame, trigger, name, is_target, out);
    if (!frame->is_noun && (token == NONE || event_mention(work, token) == NONE)) {
        /* "imposed sanctions on Norland on Monday" */
        uint32_t object = event_object(work, frame, trigger);
        uint32_t nearer = object == NONE ? NONE : tree_oblique(&work->tree, object, name);
        if (nearer != NONE && event_mention(work, nearer) != NONE) token = nearer;
    }
    if (token == NONE && is_target) token = event_name_below(work, trigger, name);
    if (token == NONE && !frame->is_noun) token = name_after_pair(work, trigger, name);
    if (token == NONE || out->parties.count > 0 || is_beyond_reach(work, trigger, token)) return;
    if (event_is_class(work, token, work->data->margins)) return; /* "on the sidelines of the summit" */
    add_argument(work, token, is_target, out);
    if (slot == EVENT_SLOT_BETWEEN && out->parties.count == 1)
        add_second_of_pair(work, token, is_target, out);
    uint32_t noun = event_content_noun(work, token); /* "members of the House" */
    if (noun != token && out->parties.count == 0) add_argument(work, noun, is_target, out);
    bool speaks_of_it = frame->plover == PLOVER_ACCUSE || frame->plover == PLOVER_REJECT; /* "took issue with his remarks" */
    bool is_company = slot != EVENT_SLOT_WITH || speaks_of_it || event_is_class(work, noun, company); /* "with help" */
    if (slot == EVENT_SLOT_IN && !is_target) is_company = event_is_class(work, noun, work->data->spots); /* "held in a Norland jail" */
    if (out->parties.count == 0 && out->place == NONE && is_company)
        event_add_owner(work, noun, is_target, 1, out);
}

/* "rallied to denounce the junta", "marched demanding the governor's resignation" */
static void add_purpose(const EventWork *work, uint32_t trigger, bool is_target, FoundParties *out)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, trigger); c != NONE; c = tree_next_child(tree, c)) {
        bool is_open = tree_has_mark(tree, c, STR("to")) || document_token(work->doc, c)->xpos == XPOS_VBG;
        if (c < trigger || !tree_is_predicate(tree, c) || !is_open || out->parties.count > 0) continue;
        uint32_t object = tree_object(tree, c);
        add_argument(work, object, is_target, out);
        if (out->parties.count == 0) event_add_owner(work, object, is_target, 1, out);
    }
}

/* Of "agreed to sell tanks to Norland" whom the deed is for: its object, who owns that, who stands behind a preposition. */
static void add_promised(const EventWork *work, uint32_t trigger, bool is_target, FoundParties *out)
{
    static const Str links[] = {STR_INIT("with"), STR_INIT("to"),   STR_INIT("for"),
                                STR_INIT("from"), STR_INIT("into"), STR_INIT("between")};
    const Tree *tree = &work->tree;
    uint32_t deeds[4];
    uint32_t count = event_deeds(work, trigger, deeds, COUNT(deeds));
    for (uint32_t i = 0; i < count && out->parties.count == 0; i++) {
        uint32_t object = tree_object(tree, deeds[i]);
        add_argument(work, tree_indirect_object(tree, deeds[i]), is_target, out);
        if (out->parties.count == 0) add_argument(work, object, is_target, out);
        for (size_t l = 0; l < COUNT(links) && out->parties.count == 0; l++)
            add_argument(work, tree_oblique_near(tree, deeds[i], links[l]), is_target, out);
        if (out->parties.count == 0) event_add_owner(work, object, is_target, 1, out);
    }
}

/* Whom it is done to; of "asked the envoy to leave", where the parser takes him for the indirect object, the envoy. */
static void add_object(const EventWork *work, const EventFrame *frame, uint32_t trigger, bool is_target,
                       FoundParties *out)
{
    add_argument(work, event_direct_object(work, frame, trigger), is_target, out);
    if (out->parties.count == 0 && out->place == NONE && !frame->is_noun)
        add_argument(work, tree_indirect_object(&work->tree, trigger), is_target, out);
}

/* "gave Norland rifles"; of a passive the subject: "Norland was given rifles". */
static uint32_t recipient(const EventWork *work, uint32_t verb)
{
    const Tree *tree = &work->tree;
    uint32_t object = tree_indirect_object(tree, verb);
    bool is_given = object == NONE && tree_is_passive(tree, verb) && tree_child(tree, verb, REL_OBJ) != NONE;
    return is_given ? tree_subject(tree, verb) : object;
}

/* A place that is itself the doer acts: "Scotland agreed"; not what only says where. */
static void add_acting_place(const EventWork *work, uint32_t agent, FoundParties *out)
{
    uint32_t mention = event_mention(work, agent);
    if (out->parties.count > 0 || mention == NONE || mention != out->place) return;
    uint32_t actor = work->doc->mentions.items[mention].actor;
    *list_add(work->doc->arena, &out->parties) = (Party){.mention = mention, .actor = actor};
    out->place = NONE;
}

/* "leaders from Norland and Sudland met": the two, where the noun by itself is one party. */
static void take_pair_behind(const EventWork *work, uint32_t agent, bool is_target, FoundParties *out)
{
    static const Str links[] = {STR_INIT("from"), STR_INIT("of")};
    if (agent == NONE || out->parties.count > 1) return;
    for (size_t i = 0; i < COUNT(links); i++) {
        FoundParties pair = {.place = NONE};
        uint32_t noun = tree_oblique(&work->tree, agent, links[i]);
        if (noun != NONE) event_add_conjuncts(work, noun, is_target, &pair);
        if (pair.parties.count > 1) out->parties = pair.parties;
    }
}

static uint32_t find_state(const Document *doc, Str country)
{
    for (uint32_t i = 0; i < doc->actors.count; i++) {
        const Actor *actor = &doc->actors.items[i];
        if (actor->kind == ACTOR_STATE && str_equal(actor->country, country)) return i;
    }
    return NONE;
}

/* "a court in Norland jailed": what acts for a state has its seat there. */
static void add_seat(const EventWork *work, uint32_t agent, bool is_target, FoundParties *out)
{
    uint32_t seat = tree_oblique(&work->tree, agent, STR("in"));
    uint32_t mention = event_mention(work, seat);
    if (out->parties.count > 0 || mention == NONE) return;
    const Document *doc = work->doc;
    uint32_t actor = doc->mentions.items[mention].actor;
    if (actor == NONE) return;
    if (doc->actors.items[actor].kind == ACTOR_STATE) event_add_mention(work, mention, is_target, out);
    if (doc->actors.items[actor].kind != ACTOR_PLACE) return;
    uint32_t state = find_state(doc, doc->actors.items[actor].country);
    *list_add(doc->arena, &out->parties) = (Party){.mention = mention, .actor = state == NONE ? actor : state};
}

static void fill_slot(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                      EventSlot slot, bool is_target, FoundParties *out)
{
    switch (slot) {
    case EVENT_SLOT_SUBJECT:
    case EVENT_SLOT_EACH: {
        uint32_t agent = event_agent(work, frame, trigger);
        if (event_mention(work, agent) == NONE) agent = event_content_noun(work, agent);
        add_argument(work, agent, is_target, out);
        add_acting_place(work, agent, out);
        add_pair_before_verb(work, agent, trigger, is_target, out);
        if (slot == EVENT_SLOT_EACH) take_pair_behind(work, agent, is_target, out);
        bool acts_for_owner =
            event_is_class(work, agent, work->data->instruments | work->data->officials) ||
            event_is_of_nation(work, agent);
        if (out->parties.count == 0 && acts_for_owner) event_add_owner(work, agent, is_target, 1, out);
        if (acts_for_owner && !is_target) add_seat(work, agent, is_target, out);
        bool is_object = acts_for_owner && tree_relation(&work->tree, agent) == REL_OBJ;
        if (out->parties.count == 0 && is_object) /* "launched a strike that killed" */
            add_argument(work, tree_subject(&work->tree, tree_head(&work->tree, agent)), is_target, out);
        return;
    }
    case EVENT_SLOT_SUBJECT_OWNER:
        event_add_owner(work, event_agent(work, frame, trigger), is_target, 1, out);
        return;
    case EVENT_SLOT_OBJECT: add_object(work, frame, trigger, is_target, out); return;
    case EVENT_SLOT_OBJECT_OWNER:
        event_add_owner(work, event_object(work, frame, trigger), is_target, 1, out);
        return;
    case EVENT_SLOT_INDIRECT:
        add_argument(work, recipient(work, trigger), is_target, out);
        return;
    case EVENT_SLOT_POSSESSOR: {
        uint32_t possessor = event_possessor(work, trigger);
        add_argument(work, possessor, is_target, out);
        if (out->parties.count == 0 && event_is_class(work, possessor, work->data->instruments)) /* "his team's talks" */
            event_add_owner(work, possessor, is_target, 0, out);
        return;
    }
    case EVENT_SLOT_MODIFIER: event_add_modifiers(work, trigger, is_target, out); return;
    case EVENT_SLOT_THROUGH:
        event_add_owner(work, find_instrument(work, trigger), is_target, 1, out);
        return;
    case EVENT_SLOT_CLAUSE:
        add_argument(work, subject_of_clause(work, trigger), is_target, out);
        return;
    case EVENT_SLOT_COMPLEMENT: add_argument(work, event_asked(work, trigger), is_target, out); return;
    case EVENT_SLOT_PURPOSE: add_purpose(work, trigger, is_target, out); return;
    case EVENT_SLOT_SAID_OF:
        event_add_or_owner(work, event_said_of(work, event_said_clause(work, frame, trigger)), is_target, out);
        return;
    case EVENT_SLOT_DEED: event_add_of_deed(work, trigger, is_target, out); return;
    case EVENT_SLOT_CONDITION: event_add_of_side_clause(work, trigger, true, is_target, out); return;
    case EVENT_SLOT_OCCASION: event_add_of_side_clause(work, trigger, false, is_target, out); return;
    case EVENT_SLOT_BELOW: event_add_below(work, frame, trigger, is_target, out); return;
    case EVENT_SLOT_PROMISED: add_promised(work, trigger, is_target, out); return;
    case EVENT_SLOT_COUNT: return;
    case EVENT_SLOT_BEHIND:
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
    case EVENT_SLOT_AS:
    case EVENT_SLOT_TOWARDS:
    case EVENT_SLOT_TOWARD:
    case EVENT_SLOT_NEAR:
    case EVENT_SLOT_ABOUT:
    case EVENT_SLOT_UPON:
    case EVENT_SLOT_AMONG:
    case EVENT_SLOT_AROUND:
    case EVENT_SLOT_OFF:
    case EVENT_SLOT_ALONG:
    case EVENT_SLOT_ALONGSIDE:
    case EVENT_SLOT_OUTSIDE:
    case EVENT_SLOT_UNDER:
    case EVENT_SLOT_ACROSS:
    case EVENT_SLOT_BEFORE:
    case EVENT_SLOT_AFTER:
    case EVENT_SLOT_OPPOSITE:
    case EVENT_SLOT_FACING:
    case EVENT_SLOT_BEYOND:
    case EVENT_SLOT_CLOSE_TO:
    case EVENT_SLOT_ROUND:
    case EVENT_SLOT_INSIDE:
    case EVENT_SLOT_OUT_OF: add_preposition(work, frame, trigger, slot, is_target, out); return;
    }
}

/* "killed in Norland" is done to Norland, "killed in the Senate" not to the Senate. */
static void keep_states(const EventWork *work, FoundParties *out)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->parties.count; i++) {
        uint32_t actor = out->parties.items[i].actor;
        bool is_state = actor != NONE && work->doc->actors.items[actor].kind == ACTOR_STATE;
        if (is_state) out->parties.items[kept++] = out->parties.items[i];
    }
    out->parties.count = kept;
}

void event_find_parties(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                        const SlotChoice *choice, bool is_target, FoundParties *out)
{
    out->place = NONE;
    out->is_of_words = frame->plover == PLOVER_SUPPORT || frame->plover == PLOVER_REJECT || frame->plover == PLOVER_ACCUSE ||
                       frame->plover == PLOVER_REQUEST;
    for (uint32_t i = 0; i < choice->count && out->parties.count == 0; i++) {
        bool had_place = out->place != NONE;
        EventSlot slot = (EventSlot)choice->slots[i];
        fill_slot(work, frame, trigger, slot, is_target, out);
        bool is_anyone = choice->filters[i] == PARTY_ANY;
        if (is_target && slot == EVENT_SLOT_IN && is_anyone) keep_states(work, out);
        if (!event_are_all(work, &out->parties, (PartyFilter)choice->filters[i])) out->parties.count = 0;
        bool is_borne = slot == EVENT_SLOT_OBJECT || slot == EVENT_SLOT_ON || slot == EVENT_SLOT_AGAINST;
        if (!had_place && out->place != NONE) out->is_patient = is_borne;
    }
}

/* A party cannot do it to itself: what the parser has put on both sides stays a source only. */
static void drop_parties(const PartyList *sources, PartyList *targets)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < targets->count; i++)
        if (!event_has_party(sources, targets->items[i])) targets->items[kept++] = targets->items[i];
    targets->count = kept;
}

bool event_reach_target(const EventWork *work, const EventFrame *frame, uint32_t trigger, const PartyList *sources,
                        FoundParties *targets)
{
    const SlotChoice *reach = &work->data->reach[frame->plover];
    targets->is_shared = targets->parties.count > 0 && sources->count > 1;
    drop_parties(sources, &targets->parties);
    if (targets->parties.count > 0 || frame->target.is_required || sources->count != 1) return false;
    FoundParties found = {0};
    event_find_parties(work, frame, trigger, reach, true, &found);
    if (targets->place == NONE) {
        targets->place = found.place;
        targets->is_patient = found.is_patient;
    }
    drop_parties(sources, &found.parties);
    targets->parties = found.parties;
    return targets->parties.count > 0;
}

static bool has_country(const Document *doc, const PartyList *parties, Str country)
{
    for (uint32_t i = 0; i < parties->count; i++) {
        uint32_t actor = parties->items[i].actor;
        if (actor != NONE && str_equal(doc->actors.items[actor].country, country)) return true;
    }
    return false;
}

void event_take_place(const EventWork *work, const PartyList *sources, FoundParties *targets)
{
    const Document *doc = work->doc;
    if (targets->parties.count > 0 || targets->place == NONE || sources->count == 0) return;
    uint32_t place = doc->mentions.items[targets->place].actor;
    if (place == NONE) return;
    Str country = doc->actors.items[place].country;
    bool is_home = country.len > 0 && has_country(doc, sources, country);
    if (is_home && !targets->is_patient) return;
    uint32_t state = is_home ? NONE : find_state(doc, country);
    Party party = {.mention = targets->place, .actor = state == NONE ? place : state};
    *list_add(doc->arena, &targets->parties) = party;
}

bool event_has_other_doer(const EventWork *work, const EventFrame *frame, uint32_t trigger,
                          const PartyList *sources)
{
    if (frame->is_noun || frame->source.count == 0 || sources->count > 0) return false;
    uint32_t agent = event_agent(work, frame, trigger);
    if (agent == NONE) return !event_is_passive(work, frame, trigger);
    uint32_t mention = event_mention(work, agent);
    if (mention != NONE) {
        uint32_t actor = work->doc->mentions.items[mention].actor;
        return actor != NONE && !event_can_act(work, actor, false);
    }
    Str word = document_token(work->doc, agent)->lower;
    if (str_equal(word, STR("who")) || str_equal(word, STR("he")) || str_equal(word, STR("she")))
        return false;
    if (event_is_of_nation(work, agent)) return false;
    return !event_is_class(work, agent, work->data->people | work->data->instruments);
}
