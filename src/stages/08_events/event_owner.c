/*
 * Whose a word is. A mention names an actor; where a noun is nobody's name, its owner may stand for it:
 *
 *     "Israeli jets", "jets of Israel", "positions held by Hezbollah", "their Belgian colleagues"
 *
 * "Putin's critics" are people of their own; Putin is not their owner.
 */
#include "event_owner.h"

#include "event_said.h"

#define MOST_CONJUNCTS 8
#define MOST_MODIFIERS 6 /* words looked at before a noun */

/* ---- actors ---- */

bool event_can_act(const EventWork *work, uint32_t actor, bool is_target)
{
    if (actor == NONE) return false;
    const Actor *found = &work->doc->actors.items[actor];
    switch (found->kind) {
    case ACTOR_PERSON:
    case ACTOR_STATE:
    case ACTOR_GOVERNMENT:
    case ACTOR_ARMED_GROUP:
    case ACTOR_ORGANISATION:
    case ACTOR_GROUP: return true;
    case ACTOR_MEDIA: return is_target;
    case ACTOR_UNKNOWN:
    case ACTOR_PLACE:
    case ACTOR_COUNT: break;
    }
    return false;
}

bool event_has_party(const PartyList *list, Party party)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].actor == party.actor &&
            (party.actor != NONE || list->items[i].mention == party.mention))
            return true;
    return false;
}

/* "the governor", "the ruling party" of whom the text does not say who it is: somebody all the same. */
static bool is_unnamed_party(const EventWork *work, uint32_t mention, uint32_t actor)
{
    MentionKind kind = work->doc->mentions.items[mention].kind;
    return actor == NONE && (kind == MENTION_ROLE || kind == MENTION_DESCRIPTION);
}

static void add_party(const EventWork *work, uint32_t mention, uint32_t actor, bool is_target,
                      FoundParties *out)
{
    if (is_unnamed_party(work, mention, actor)) {
        Party party = {.mention = mention, .actor = NONE};
        if (!event_has_party(&out->parties, party)) *list_add(work->doc->arena, &out->parties) = party;
        return;
    }
    if (!event_can_act(work, actor, is_target)) {
        bool is_place = actor != NONE && work->doc->actors.items[actor].kind == ACTOR_PLACE;
        if (is_place && out->place == NONE) out->place = mention;
        return;
    }
    for (uint32_t i = 0; i < out->parties.count; i++)
        if (out->parties.items[i].actor == actor) return;
    *list_add(work->doc->arena, &out->parties) = (Party){.mention = mention, .actor = actor};
}

void event_add_mention(const EventWork *work, uint32_t mention_index, bool is_target,
                        FoundParties *out)
{
    if (mention_index == NONE) return;
    const Mention *mention = &work->doc->mentions.items[mention_index];
    if (mention->kind == MENTION_COLLECTIVE)
        for (size_t i = 0; i < COUNT(mention->members); i++)
            if (mention->members[i] != NONE)
                add_party(work, mention_index, mention->members[i], is_target, out);
    add_party(work, mention_index, mention->actor, is_target, out);
}

/* ---- owners ---- */

static bool is_modifier(const Token *token)
{
    return token->tag == TAG_ADJ || token->tag == TAG_NOUN || token->tag == TAG_PROPN ||
           token->tag == TAG_NUM || token->xpos == XPOS_HYPH || token->kind == TOKEN_QUOTE;
}

static bool is_after_nationality(const EventWork *work, uint32_t token)
{
    const Document *doc = work->doc;
    if (token < 2 || !str_equal(doc->tokens.items[token - 1].lower, STR("and"))) return false;
    uint32_t mention = work->mention_over[token - 2];
    return work->mention_over[token] != NONE && mention != NONE &&
           doc->mentions.items[mention].kind == MENTION_NATIONALITY;
}

/* Mentions in the words right before a noun: "Israeli", "US" and "China" of "US-China talks". */
void event_add_modifiers(const EventWork *work, uint32_t noun, bool is_target, FoundParties *out)
{
    const Document *doc = work->doc;
    TokenRange sentence = doc->sentences.items[doc->tokens.items[noun].sentence].tokens;
    uint32_t first = noun;
    while (first > sentence.first && noun - first < MOST_MODIFIERS &&
           (is_modifier(&doc->tokens.items[first - 1]) || work->mention_over[first - 1] != NONE)) {
        uint32_t mention = work->mention_over[first - 1];
        bool is_possessed = doc->tokens.items[first - 1].xpos == XPOS_POS;
        bool is_pronoun = mention != NONE && doc->mentions.items[mention].kind == MENTION_PRONOUN;
        if (is_possessed || is_pronoun) break;
        first--;
        if (is_after_nationality(work, first)) first--; /* "Indian and French warships" */
    }
    for (uint32_t t = first; t < noun; t++)
        if (work->mention_over[t] != NONE) event_add_mention(work, work->mention_over[t], is_target, out);
}

/* "governors such as Ann Example", "two senators, Bo Sample and Cy Model, said": the child names some of those meant. */
static bool names_members(const Tree *tree, uint32_t child)
{
    static const Str links[] = {STR_INIT("including"), STR_INIT("like"), STR_INIT("such as")};
    if (tree_relation(tree, child) == REL_APPOS) return true;
    for (size_t i = 0; i < COUNT(links); i++)
        if (tree_has_case(tree, child, links[i])) return true;
    return false;
}

static void add_members(const EventWork *work, uint32_t group, bool is_target, FoundParties *out)
{
    const Tree *tree = &work->tree;
    const Document *doc = work->doc;
    if (group == NONE || doc->tokens.items[group].xpos != XPOS_NNS) return;
    for (uint32_t c = tree_first_child(tree, group); c != NONE; c = tree_next_child(tree, c)) {
        uint32_t all[MOST_CONJUNCTS];
        uint32_t count = c > group && names_members(tree, c) ? tree_conjuncts(tree, c, all, MOST_CONJUNCTS) : 0;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t mention = work->mention_over[all[i]];
            MentionKind kind = mention == NONE ? MENTION_PRONOUN : doc->mentions.items[mention].kind;
            if (kind == MENTION_NAME || kind == MENTION_TITLED_NAME) event_add_mention(work, mention, is_target, out);
        }
    }
}

void event_add_conjuncts(const EventWork *work, uint32_t token, bool is_target, FoundParties *out)
{
    uint32_t all[MOST_CONJUNCTS];
    uint32_t count = tree_conjuncts(&work->tree, token, all, MOST_CONJUNCTS);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t mention = event_mention(work, all[i]);
        event_add_mention(work, mention, is_target, out);
        add_members(work, all[i], is_target, out);
    }
}

/* "the North's 'heroic' dispatch": the mention before the possessive mark, wherever the parser has
 * hung it. */
static uint32_t possessor_by_order(const EventWork *work, uint32_t noun)
{
    const Document *doc = work->doc;
    TokenRange sentence = doc->sentences.items[doc->tokens.items[noun].sentence].tokens;
    uint32_t at = noun;
    while (at > sentence.first && noun - at < MOST_MODIFIERS && is_modifier(&doc->tokens.items[at - 1]))
        at--;
    bool is_marked = at > sentence.first && doc->tokens.items[at - 1].xpos == XPOS_POS;
    return is_marked && at - 1 > sentence.first ? at - 2 : NONE;
}

uint32_t event_possessor(const EventWork *work, uint32_t noun)
{
    uint32_t possessor = tree_possessor(&work->tree, noun);
    return possessor != NONE || noun == NONE ? possessor : possessor_by_order(work, noun);
}

/* "Norland's envoy" acts for Norland; "Putin's envoy" is a person of his own. */
static void drop_persons(const EventWork *work, FoundParties *out)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->parties.count; i++) {
        uint32_t actor = out->parties.items[i].actor;
        bool is_person = actor != NONE && work->doc->actors.items[actor].kind == ACTOR_PERSON;
        if (!is_person) out->parties.items[kept++] = out->parties.items[i];
    }
    out->parties.count = kept;
}

/* "positions held by rebels": who a participle behind the noun says has it; NONE. */
static uint32_t holder_behind(const EventWork *work, uint32_t noun)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_child(tree, noun, REL_ACL); c != NONE; c = tree_next_alike(tree, c)) {
        if (document_token(work->doc, c)->xpos == XPOS_VBN && tree_agent(tree, c) != NONE) return tree_agent(tree, c);
        if (tree_has_lemma(tree, c, STR("belong"))) return tree_oblique(tree, c, STR("to")); /* "cars belonging to" */
    }
    return NONE;
}

/* "a ship carrying rebels", "a hostel housing refugees": who is hit with it; NONE. */
static uint32_t load_behind(const EventWork *work, uint32_t noun)
{
    static const Str verbs[] = {STR_INIT("carry"), STR_INIT("house"), STR_INIT("shelter"), STR_INIT("transport")};
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_child(tree, noun, REL_ACL); c != NONE; c = tree_next_alike(tree, c))
        if (document_token(work->doc, c)->xpos == XPOS_VBG && str_index(tree_lemma(tree, c), verbs, COUNT(verbs)) != STR_NOT_FOUND)
            return tree_object(tree, c);
    return NONE;
}

/* "its border with Norland", "the talks with Norland": the other of the two whose it is. */
static void add_other_of_bond(const EventWork *work, uint32_t noun, FoundParties *out)
{
    const Document *doc = work->doc;
    if (!event_is_class(work, noun, work->data->bonds)) return;
    uint32_t other = tree_oblique(&work->tree, noun, STR("with"));
    bool is_next = noun + 2 < doc->tokens.count && str_equal(doc->tokens.items[noun + 1].lower, STR("with"));
    if (other == NONE && is_next) other = noun + 2; /* whatever the tree hangs it on */
    if (other != NONE) event_add_conjuncts(work, other, true, out);
}

/* Whose a noun is: "Israel's strike", "the Israeli strike", "the strike by Israel". */
void event_add_owner(const EventWork *work, uint32_t noun, bool is_target, uint32_t depth,
                      FoundParties *out)
{
    static const Str links[] = {STR_INIT("of"), STR_INIT("from"), STR_INIT("by"), STR_INIT("in"),
                                STR_INIT("with"), STR_INIT("against")};
    size_t link_count = is_target ? COUNT(links) : COUNT(links) - 3; /* "polling stations in Kenya" */
    if (noun == NONE) return;
    bool is_strife = event_is_class(work, noun, work->data->strifes); /* "the war with Norland" is another's */
    if (is_target && is_strife) link_count = COUNT(links) - 2;
    if (is_target) add_other_of_bond(work, noun, out);
    if (out->parties.count > 0) return;
    bool is_thing = !event_is_class(work, noun, work->data->people | work->data->officials | work->data->instruments |
                                                    work->data->spots | work->data->bodies);
    if (out->is_of_words && is_thing && link_count > COUNT(links) - 3) link_count = COUNT(links) - 3; /* "a cut in Norland" */
    bool is_official = event_is_class(work, noun, work->data->officials);
    bool is_person = event_is_class(work, noun, work->data->people) && !is_official;
    uint32_t possessor = is_person ? NONE : event_possessor(work, noun);
    bool is_ours = possessor != NONE && document_token(work->doc, possessor)->tag == TAG_PRON;
    if (is_ours) event_add_modifiers(work, noun, is_target, out); /* "their Belgian colleagues" */
    if (possessor != NONE && out->parties.count == 0) event_add_conjuncts(work, possessor, is_target, out);
    if (is_official) drop_persons(work, out);
    if (out->parties.count > 0) return;
    event_add_modifiers(work, noun, is_target, out);
    if (event_is_class(work, noun, work->data->laws)) drop_persons(work, out); /* "the Example amendment" */
    bool may_have_holder = is_target ? !is_person : event_is_class(work, noun, work->data->instruments); /* "a bomb laid by" */
    if (out->parties.count == 0 && may_have_holder)
        event_add_conjuncts(work, holder_behind(work, noun), is_target, out);
    if (out->parties.count == 0 && is_target && !is_person)
        event_add_conjuncts(work, load_behind(work, noun), is_target, out);
    for (size_t i = 0; i < link_count && out->parties.count == 0 && !is_person; i++) {
        uint32_t other = tree_oblique(&work->tree, noun, links[i]);
        if (other == NONE) continue;
        event_add_conjuncts(work, other, is_target, out);
        if (out->parties.count == 0 && depth > 0) /* "a plan from Norland's cabinet" */
            event_add_owner(work, event_content_noun(work, other), is_target, depth - 1, out);
    }
    bool is_unowned = is_target && depth > 0 && out->parties.count == 0 && out->place == NONE;
    if (is_unowned && event_is_class(work, noun, work->data->conducts)) /* "left, a step that Norland condemned" */
        event_add_conjuncts(work, event_doer_before(work, noun), is_target, out);
}

bool event_is_of_nation(const EventWork *work, uint32_t noun)
{
    const Document *doc = work->doc;
    if (noun == NONE || noun == 0 || doc->tokens.items[noun].xpos != XPOS_NNS) return false;
    uint32_t mention = work->mention_over[noun - 1];
    return mention != NONE && work->mention_over[noun] == NONE &&
           doc->mentions.items[mention].kind == MENTION_NATIONALITY;
}
