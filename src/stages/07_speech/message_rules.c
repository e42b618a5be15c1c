#include "message_rules.h"

#include "message_kind.h"

/* "by phone", "on the telephone" */
static bool has_phone(const Scene *scene)
{
    for (uint32_t t = scene->first + 1; t < scene->end; t++) {
        if (!word_is_one_of(word_at(scene, t), "phone telephone video")) continue;
        uint32_t before = t - 1;
        if (scene_has_word(scene, before, STR("the")) && before > scene->first) before--;
        if (word_is_one_of(word_at(scene, before), "by on over via")) return true;
    }
    return false;
}

/* "sent each other" */
static bool is_mutual(const Scene *scene, const VerbCue *verb)
{
    uint32_t after = verb->tokens.end;
    return scene_has_word(scene, after + 1, STR("other")) ||
           scene_has_word(scene, after + 1, STR("another"));
}

/* "conveyed a letter from the president": who hands it over is not who wrote it. */
static bool is_carried(const Scene *scene, const NounCue *noun)
{
    return noun != NULL && scene_has_word(scene, noun->tokens.end, STR("from"));
}

/* "an exchange of letters" */
static bool is_exchanged(const Scene *scene, const NounCue *noun)
{
    uint32_t start = noun == NULL ? NONE : noun_phrase_start(scene, noun);
    return start != NONE && start >= scene->first + 2 &&
           scene_has_word(scene, start - 1, STR("of")) &&
           word_is_one_of(word_at(scene, start - 2), "exchange exchanges");
}

bool rule_need_is_met(const Scene *scene, Need need, const Cue *cue)
{
    const VerbCue *verb = cue->verb;
    switch (need) {
    case NEED_OCCASION: return occasion_is_after(scene, verb);
    case NEED_PHONE: return has_phone(scene);
    case NEED_MUTUAL: return is_mutual(scene, verb);
    case NEED_EXCHANGE: return is_exchanged(scene, cue->noun);
    case NEED_CARRIED: return is_carried(scene, cue->noun);
    case NEED_NOTHING:
    case NEED_ALSO:
    case NEED_COUNT: break;
    }
    return true;
}

/* The noun a verb rule asks for. False if it is missing. */
bool rule_find_noun(const Scene *scene, const MessageRule *rule, Cue *cue)
{
    bool is_optional = false;
    for (uint32_t i = 0; i < rule->place_count; i++) {
        is_optional |= rule->places[i] == PLACE_OPTIONAL || rule->places[i] == PLACE_NONE;
        cue->noun = find_noun(scene, cue->verb, rule->places[i]);
        if (cue->noun != NULL) return true;
    }
    return is_optional;
}

/* Talk and meeting words go with "hold", letters with "send". */
bool rule_noun_fits(const MessageRule *rule, const NounCue *noun)
{
    if (noun == NULL) return true;
    bool is_spoken = noun->use == NOUN_TALK || noun->use == NOUN_MEETING;
    if (noun->use == NOUN_VISIT) return rule->is_verb && rule->frame == FRAME_PAY;
    if (rule->is_verb && rule->frame == FRAME_PAY) return false;
    if (rule->is_verb && rule->frame == FRAME_ISSUE)
        return noun->use == NOUN_STATEMENT || noun->kind == MESSAGE_NOTE;
    bool is_returned = rule->is_verb && rule->frame == FRAME_RETURN;
    if (noun->use == NOUN_RETURNED) return is_returned;
    if (is_returned) return noun->use == NOUN_TALK || noun->use == NOUN_WISH;
    if (noun->use == NOUN_ANSWER && !rule->is_of_replies)
        return rule->is_verb && rule->frame == FRAME_TRANSFER;
    /* what is said of somebody in a statement is not said to him */
    bool is_address = noun->use == NOUN_SPEECH || noun->use == NOUN_STATEMENT;
    if (rule->is_verb && rule->frame == FRAME_TELL && is_address) return false;
    if (rule->is_verb && rule->frame == FRAME_HOLD) return is_spoken;
    if (rule->is_verb && rule->frame == FRAME_RECEIVE) return noun->use != NOUN_MEETING;
    if (rule->is_verb && (rule->frame == FRAME_TRANSFER || rule->frame == FRAME_EXCHANGE))
        return !is_spoken && !is_address;
    return noun->use != NOUN_MEETING;
}

/* "as Clinton called him, “Moderate Mitt”", "called her, a member of the House, a liar" */
static bool is_followed_by_name(const Scene *scene, uint32_t comma)
{
    if (!scene_has_word(scene, comma, STR(",")) || comma + 1 >= scene->end) return false;
    const Token *next = token_at(scene, comma + 1);
    return token_is_quote(next) || next->tag == TAG_DET || str_equal(next->lower, STR("who"));
}

/* "called Putin his friend", "called Kim 'brave'", "which Manila calls Ayungin" name somebody or
 * something; after a call the clause ends or goes on with when, where and why. */
bool call_is_naming(const Scene *scene, const Cue *cue, const Filling *senders,
                    const Filling *recipients)
{
    if (senders->first > scene->first &&
        word_is_one_of(word_at(scene, senders->first - 1), "which what as"))
        return true;
    if (is_followed_by_name(scene, recipients->end)) return true;
    bool is_calling = str_ends(word_at(scene, cue->verb->verb), STR("ing"));
    if (is_calling && !scene_has_word(scene, recipients->end, STR("to"))) return true;
    uint32_t next = scene_skip_time(scene, recipients->end);
    if (next >= scene->end || next > recipients->end) return false;
    return !word_is_one_of(word_at(scene, next), ". , on to in after before from during and at");
}

/* "sent a clear message to Beijing" by doing something: nothing was written. */
bool noun_is_figurative(const Scene *scene, const NounCue *noun)
{
    if (noun == NULL) return false;
    if (noun->kind != MESSAGE_MESSAGE) return false;
    for (uint32_t t = noun_phrase_start(scene, noun); t < noun->tokens.first; t++)
        if (word_is_one_of(word_at(scene, t),
                           "clear clean strong wrong powerful mixed unmistakable "
                           "unequivocal stark blunt"))
            return true;
    return false;
}

static bool are_of_kind(const Scene *scene, const Filling *filling, ActorKind kind)
{
    for (uint32_t i = 0; i < filling->parties.count; i++)
        if (scene->doc->actors.items[filling->parties.items[i].actor].kind != kind) return false;
    return true;
}

/* Only persons can be phoned, met and told something in a letter; only a country is visited. */
bool rule_parties_fit(const Scene *scene, const MessageRule *rule, const Filling *senders,
                      const Filling *recipients)
{
    if (!rule->is_verb) return true;
    unsigned of_persons = 1u << FRAME_TELL | 1u << FRAME_PHONE | 1u << FRAME_CALL |
                          1u << FRAME_MEET | 1u << FRAME_TALK;
    if (rule->frame == FRAME_VISIT || rule->frame == FRAME_PAY) /* persons visit countries */
        return are_of_kind(scene, senders, ACTOR_PERSON) &&
               are_of_kind(scene, recipients, ACTOR_STATE);
    return (of_persons & 1u << rule->frame) == 0 || are_of_kind(scene, recipients, ACTOR_PERSON);
}

bool verb_takes_object(const Scene *scene, uint32_t verb)
{
    static const Relation objects[] = {REL_OBJ, REL_CCOMP};
    for (size_t i = 0; i < COUNT(objects); i++) {
        uint32_t object = tree_child(scene->tree, verb, objects[i]);
        if (object != NONE && scene->staging->time_of[object] == NONE) return true;
    }
    return false;
}

/* "met twice this year" counts meetings; it reports none. */
bool verb_is_counted(const Scene *scene, uint32_t verb)
{
    for (uint32_t t = verb; t < scene->end && t < verb + 6; t++) {
        if (word_is_one_of(word_at(scene, t), "twice times several")) return true;
        if (token_at(scene, t)->kind == TOKEN_PUNCT) return false;
    }
    return false;
}
