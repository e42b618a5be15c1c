#include "channel.h"

#define LONGEST_CARRIER_REACH 10 /* tokens between a carrier and its verb */
#define LONGEST_ASIDE_TOKENS 20
#define MOST_LINKS 12

/* Speaks for an office: "Foreign Ministry spokesperson". */
static bool is_spokesperson(const Actor *actor)
{
    return str_ends(actor->role, STR("spokesperson")) ||
           str_ends(actor->role, STR("press secretary"));
}

/* May this mention carry words: an agency, a paper, an office, its website or who speaks for it? */
static bool is_carrier(const Scene *scene, const Mention *mention, uint32_t speaker)
{
    if (mention->actor == NONE)
        return word_is_one_of(word_at(scene, mention->head),
                              "media agency newspaper daily broadcaster television radio outlet "
                              "ministry office press tv");
    if (mention->actor == speaker) return false;
    switch (scene->doc->actors.items[mention->actor].kind) {
    case ACTOR_MEDIA:
    case ACTOR_GOVERNMENT:
    case ACTOR_ORGANISATION: return true;
    case ACTOR_STATE: return mention->kind == MENTION_METONYM;
    case ACTOR_PERSON: return is_spokesperson(&scene->doc->actors.items[mention->actor]);
    case ACTOR_UNKNOWN:
    case ACTOR_ARMED_GROUP:
    case ACTOR_GROUP:
    case ACTOR_PLACE:
    case ACTOR_COUNT: return false;
    }
    return false;
}

static bool is_media(const Scene *scene, uint32_t mention)
{
    uint32_t actor = scene->doc->mentions.items[mention].actor;
    return actor == NONE || scene->doc->actors.items[actor].kind == ACTOR_MEDIA;
}

static uint32_t carrier_at(const Scene *scene, uint32_t token, uint32_t speaker)
{
    if (token == NONE || token < scene->first || token >= scene->end) return NONE;
    uint32_t mention = scene->staging->mention_of[token];
    if (mention == NONE) return NONE;
    return is_carrier(scene, &scene->doc->mentions.items[mention], speaker) ? mention : NONE;
}

/* The mention that ends before the verb, past helpers, time and a "(KCNA)". */
static uint32_t carrier_left(const Scene *scene, uint32_t verb, uint32_t speaker)
{
    for (uint32_t t = verb; t > scene->first && verb - t < LONGEST_CARRIER_REACH; t--) {
        const Token *before = token_at(scene, t - 1);
        uint32_t mention = scene->staging->mention_of[t - 1];
        if (mention != NONE && !scene_has_word(scene, t, STR("'s")))
            return carrier_at(scene, t - 1, speaker);
        bool is_passed = before->tag == TAG_AUX || before->tag == TAG_ADV ||
                         before->kind == TOKEN_PUNCT || before->tag == TAG_NOUN ||
                         scene->staging->time_of[t - 1] != NONE ||
                         word_is_one_of(before->lower, "on which that 's");
        if (!is_passed) return NONE;
    }
    return NONE;
}

/* "Rodong Sinmun, the newspaper of the party, reported": the name before the aside. */
static uint32_t carrier_before_aside(const Scene *scene, uint32_t verb, uint32_t speaker)
{
    uint32_t comma = verb;
    if (comma <= scene->first || !scene_has_word(scene, comma - 1, STR(","))) return NONE;
    for (uint32_t t = comma - 1; t > scene->first && verb - t < LONGEST_ASIDE_TOKENS; t--)
        if (scene_has_word(scene, t - 1, STR(",")) && t - 1 > scene->first)
            return carrier_at(scene, t - 2, speaker);
    return NONE;
}

/* "carried by KCNA", ", said the Kremlin", "on the Kremlin's website" */
static uint32_t carrier_right(const Scene *scene, uint32_t from, uint32_t speaker)
{
    for (uint32_t t = from; t < scene->end && t < from + LONGEST_CARRIER_REACH; t++) {
        const Mention *other = scene_mention_at(scene, t);
        bool is_owner = other != NULL && token_is_possessive_mark(scene, other->tokens.end);
        uint32_t mention = is_owner ? NONE : carrier_at(scene, t, speaker);
        if (mention != NONE) return mention;
        bool is_nobody = other != NULL && other->actor == NONE;
        if (other != NULL && other->kind != MENTION_NATIONALITY && !is_owner && !is_nobody)
            return NONE;
        const Token *token = token_at(scene, t);
        if (token->kind == TOKEN_PUNCT || token->tag == TAG_VERB) return NONE;
    }
    return NONE;
}

/* The two ends of the evidence: mention and verb, whichever stands first. */
static Span evidence_of(const Scene *scene, uint32_t mention, uint32_t first, uint32_t end)
{
    Span name = scene->doc->mentions.items[mention].span;
    uint32_t start = token_at(scene, first)->span.start;
    uint32_t stop = token_at(scene, end - 1)->span.end;
    return (Span){name.start < start ? name.start : start, name.end > stop ? name.end : stop};
}

/* "reported on Tuesday", "said Friday" */
static uint32_t time_beside(const Scene *scene, uint32_t verb)
{
    if (verb == NONE) return NONE;
    uint32_t t = verb + 1;
    if (t < scene->end && word_is_one_of(word_at(scene, t), "on in at late early")) t++;
    return t < scene->end ? scene->staging->time_of[t] : NONE;
}

static void add_carrier(const Scene *scene, ChannelRole role, uint32_t mention, uint32_t verb,
                        uint32_t first, uint32_t end, CarrierList *out)
{
    uint32_t actor = scene->doc->mentions.items[mention].actor;
    for (uint32_t i = 0; i < out->count; i++) {
        Carrier *known = &out->items[i];
        if (known->actor != actor || (actor == NONE && known->mention != mention)) continue;
        if (known->verb == NONE) known->verb = verb;
        return;
    }
    if (out->count == MOST_LINKS) return;
    *list_add(scene->staging->scratch, out) = (Carrier){
        .role = role,
        .mention = mention,
        .actor = actor,
        .verb = verb,
        .time = time_beside(scene, verb),
        .evidence = evidence_of(scene, mention, first, end),
    };
}

static bool passive_by(const Scene *scene, uint32_t verb)
{
    return scene_has_word(scene, scene_skip_time(scene, verb + 1), STR("by"));
}

/* ", said [the Kremlin]": whom nothing parts from the verb; NONE. */
static uint32_t carrier_inverted(const Scene *scene, uint32_t verb, uint32_t speaker)
{
    if (verb == scene->first || token_at(scene, verb - 1)->kind == TOKEN_WORD) return NONE;
    if (token_at(scene, verb)->xpos == XPOS_VBG) return NONE;
    uint32_t mention = carrier_right(scene, verb + 1, speaker);
    if (mention == NONE) return NONE;
    uint32_t first = scene->doc->mentions.items[mention].tokens.first;
    for (uint32_t t = verb + 1; t < first; t++)
        if (token_at(scene, t)->tag == TAG_ADP || token_is_quote(token_at(scene, t))) return NONE;
    return mention;
}

/* "on [the Kremlin]'s website", "the website of [the Kremlin]"; NONE. */
static uint32_t carrier_of_page(const Scene *scene, uint32_t page, uint32_t speaker)
{
    if (page >= scene->first + 2 && token_is_possessive_mark(scene, page - 1))
        return carrier_at(scene, page - 2, speaker);
    uint32_t mention = carrier_left(scene, page, speaker);
    if (mention == NONE && scene_has_word(scene, page + 1, STR("of")))
        mention = carrier_right(scene, page + 2, speaker);
    return mention;
}

/* The verb of carrying at a token and who its carrier is. */
static void add_by_verb(const Scene *scene, uint32_t token, ChannelRole role, uint32_t speaker,
                        CarrierList *out)
{
    if (!token_is_verb(token_at(scene, token))) return;
    uint32_t mention = NONE;
    if (role == CHANNEL_QUOTED) { /* "citing KCNA", "as quoted by Xinhua": the quoted one reports */
        uint32_t from = token + 1 + passive_by(scene, token);
        mention = carrier_right(scene, from, speaker);
        role = CHANNEL_REPORTED;
    } else if (passive_by(scene, token)) {
        mention = carrier_right(scene, scene_skip_time(scene, token + 1) + 1, speaker);
    } else {
        mention = carrier_at(scene, tree_own_subject(scene->tree, token), speaker);
        if (mention == NONE) mention = carrier_before_aside(scene, token, speaker);
        if (mention == NONE) mention = carrier_left(scene, token, speaker);
        if (mention == NONE) mention = carrier_inverted(scene, token, speaker);
    }
    if (mention != NONE) add_carrier(scene, role, mention, token, token, token + 1, out);
}

/* Most words are told by their length and end. */
static bool is_page(Str word)
{
    if (word.len != 4 && word.len != 7 && word.len != 10) return false;
    char last = word.data[word.len - 1];
    return (last == 'e' || last == 'n') && word_is_one_of(word, "website site front-page page edition");
}

/* "according to KCNA", "on the Kremlin's website" */
static void add_by_preposition(const Scene *scene, uint32_t token, uint32_t speaker,
                               CarrierList *out)
{
    if (scene_has_word(scene, token, STR("according")) &&
        scene_has_word(scene, token + 1, STR("to"))) {
        uint32_t mention = carrier_right(scene, token + 2, speaker);
        if (mention != NONE)
            add_carrier(scene, CHANNEL_REPORTED, mention, NONE, token, token + 2, out);
    } else if (is_page(word_at(scene, token))) {
        uint32_t mention = carrier_of_page(scene, token, speaker);
        if (mention != NONE)
            add_carrier(scene, CHANNEL_PUBLISHED, mention, NONE, token, token + 1, out);
    }
}

/* Among several reporters of one sentence the paper that names another one quotes it; the source
 * comes first. */
static void order_carriers(const Scene *scene, CarrierList *carriers)
{
    for (uint32_t i = 1; i < carriers->count; i++) {
        Carrier moved = carriers->items[i];
        uint32_t at = i;
        while (at > 0 && carriers->items[at - 1].role > moved.role) {
            carriers->items[at] = carriers->items[at - 1];
            at--;
        }
        carriers->items[at] = moved;
    }
    uint32_t reporters = 0;
    for (uint32_t i = 0; i < carriers->count; i++) {
        Carrier *carrier = &carriers->items[i];
        if (carrier->role != CHANNEL_REPORTED || !is_media(scene, carrier->mention)) continue;
        if (reporters++ > 0) carrier->role = CHANNEL_QUOTED;
    }
}

void carriers_find(const Scene *scene, uint32_t speaker, CarrierList *out)
{
    *out = (CarrierList){0};
    for (uint32_t t = scene->first; t < scene->end; t++) {
        uint32_t used, role = MAP_NONE;
        if (scene->staging->cues[t] & CUE_WORDS_CHANNEL)
            role = phrases_match(&scene->data->channel_words, scene->staging->words + t, 1, &used);
        if (role != MAP_NONE) add_by_verb(scene, t, (ChannelRole)role, speaker, out);
        add_by_preposition(scene, t, speaker, out);
    }
    order_carriers(scene, out);
}

bool carriers_have_verb(const CarrierList *carriers, uint32_t verb)
{
    for (uint32_t i = 0; i < carriers->count; i++)
        if (carriers->items[i].verb == verb) return true;
    return false;
}

/* ---- chains ---- */

static Str link_name(const Document *doc, const ChannelLink *link)
{
    return link->actor == NONE ? link->name : doc->actors.items[link->actor].name;
}

static bool chain_names(const Document *doc, const ChannelChain *chain, uint32_t actor, Str name)
{
    for (uint32_t i = 0; i < chain->count; i++) {
        const ChannelLink *link = &chain->items[i];
        if (actor != NONE && link->actor == actor) return true;
        if (str_equal_ignoring_case(link_name(doc, link), name)) return true;
    }
    return false;
}

/* The article's own actor of this name, if it has one. */
static uint32_t actor_of_name(const Document *doc, Str name)
{
    for (uint32_t i = 0; i < doc->actors.count; i++)
        if (str_equal_ignoring_case(doc->actors.items[i].name, name)) return i;
    return NONE;
}

static void add_link(Document *doc, ChannelChain *chain, ChannelRole role, uint32_t actor, Str name,
                     Span evidence)
{
    if (chain->count >= MOST_LINKS) return;
    *list_add(doc->arena, chain) = (ChannelLink){
        .role = role, .actor = actor, .name = name, .evidence = evidence, .time = NONE};
}

static void add_named_link(Document *doc, ChannelChain *chain, ChannelRole role, Str name,
                           Span evidence)
{
    if (name.len == 0) return;
    uint32_t actor = actor_of_name(doc, name);
    if (chain_names(doc, chain, actor, name)) return;
    add_link(doc, chain, role, actor, name, evidence);
}

static void add_carriers(Document *doc, const CarrierList *carriers, ChannelChain *chain)
{
    for (uint32_t i = 0; i < carriers->count && chain->count < MOST_LINKS; i++) {
        const Carrier *carrier = &carriers->items[i];
        Str name = document_str(doc, doc->mentions.items[carrier->mention].span);
        if (chain_names(doc, chain, carrier->actor, name)) continue;
        add_link(doc, chain, carrier->role, carrier->actor, name, carrier->evidence);
        chain->items[chain->count - 1].time = carrier->time;
    }
}

static void add_printers(Document *doc, ChannelChain *chain)
{
    const Metadata *meta = &doc->meta;
    Str outlet = meta->outlet.len > 0 ? meta->outlet : meta->sitename;
    if (meta->dateline.is_present && !str_equal_ignoring_case(meta->dateline.agency, outlet))
        add_named_link(doc, chain, CHANNEL_QUOTED, meta->dateline.agency, meta->dateline.span);
    for (uint32_t i = 0; i < meta->credits.count; i++)
        if (!str_equal_ignoring_case(meta->credits.items[i].name, outlet))
            add_named_link(doc, chain, CHANNEL_QUOTED, meta->credits.items[i].name,
                           meta->credits.items[i].span);
    if (outlet.len > 0)
        add_link(doc, chain, CHANNEL_OUTLET, actor_of_name(doc, outlet), outlet, (Span){0, 0});
}

void chain_build(Document *doc, uint32_t speaker, Span evidence, const CarrierList *carriers,
                 ChannelChain *out)
{
    ChannelChain chain = {0};
    if (speaker != NONE)
        add_link(doc, &chain, CHANNEL_SAID, speaker, doc->actors.items[speaker].name, evidence);
    add_carriers(doc, carriers, &chain);
    add_printers(doc, &chain);
    *out = chain;
}

void chain_add(Document *doc, const CarrierList *carriers, ChannelChain *chain)
{
    ChannelChain joined = {0};
    uint32_t at = 0;
    while (at < chain->count && chain->items[at].role < CHANNEL_QUOTED)
        *list_add(doc->arena, &joined) = chain->items[at++];
    ChannelChain after = {0};
    for (; at < chain->count; at++) *list_add(doc->arena, &after) = chain->items[at];
    add_carriers(doc, carriers, &joined);
    for (uint32_t i = 0; i < after.count; i++) {
        const ChannelLink *link = &after.items[i];
        if (!chain_names(doc, &joined, link->actor, link_name(doc, link)))
            *list_add(doc->arena, &joined) = *link;
    }
    *chain = joined;
}
