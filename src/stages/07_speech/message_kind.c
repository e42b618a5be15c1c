#include "message_kind.h"

#include "occasions.h"

#define LONGEST_WISH_TOKENS 14 /* between "wished" and the feast */

bool kinds_are_compatible(MessageKind a, MessageKind b)
{
    static const unsigned char family[] = {
        [MESSAGE_CALL] = 1,    [MESSAGE_MEETING] = 2, [MESSAGE_VISIT] = 3,
        [MESSAGE_SUMMONS] = 4, [MESSAGE_COUNT] = 0,
    };
    return family[a] == family[b];
}

bool kind_is_neutral(MessageKind kind)
{
    return message_kind_is_form(kind) || kind == MESSAGE_STATEMENT;
}

/* "wished him a happy New Year" */
bool occasion_is_after(const Scene *scene, const VerbCue *verb)
{
    for (uint32_t i = 0; i < scene->occasions.count; i++) {
        const OccasionCue *occasion = &scene->occasions.items[i];
        if (occasion_is_wished(scene, occasion) && verb != NULL &&
            occasion->tokens.first >= verb->tokens.end &&
            occasion->tokens.first - verb->tokens.end < LONGEST_WISH_TOKENS)
            return true;
    }
    return false;
}

/* "a message to congratulate him", "wrote to wish him a full recovery", "phoned to thank him": the
 * verb of the purpose, its place in *out; NULL. */
static const VerbCue *find_purpose(const Scene *scene, uint32_t after, Frame *out)
{
    for (uint32_t i = 0; i < scene->verbs.count; i++) {
        const VerbCue *verb = &scene->verbs.items[i];
        if (verb->verb < after || verb->verb - after >= LONGEST_WISH_TOKENS) continue;
        Xpos xpos = token_at(scene, verb->verb)->xpos;
        if (xpos != XPOS_VB && xpos != XPOS_VBG) continue;
        bool is_wish = (verb->entry->frames & 1u << FRAME_WISH) != 0;
        *out = is_wish ? FRAME_WISH : FRAME_ADDRESS;
        if ((verb->entry->frames & 1u << *out) == 0) continue;
        if (!is_wish || occasion_is_after(scene, verb)) return verb;
    }
    return NULL;
}

/* "wrote that he was deeply saddened" */
static bool has_grief(const Scene *scene)
{
    for (uint32_t t = scene->first; t < scene->end; t++)
        if (word_is_one_of(word_at(scene, t), "saddened mourn mourns mourned bereaved heartbroken"))
            return true;
    return false;
}

static MessageKind kind_of_noun(const Scene *scene, const NounCue *noun)
{
    if (!message_kind_is_form(noun->kind)) return noun->kind;
    Frame frame;
    const VerbCue *purpose = find_purpose(scene, noun->tokens.end, &frame);
    if (purpose != NULL) return purpose->entry->kind[frame];
    /* "in a message to Mokhber, extended deep condolences" */
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        const NounCue *wish = &scene->nouns.items[i];
        bool is_purpose = wish->kind == MESSAGE_CONDOLENCE || wish->kind == MESSAGE_CONGRATULATION;
        if (wish->use == NOUN_WISH && is_purpose && wish->tokens.first >= noun->tokens.end)
            return wish->kind;
    }
    return noun->kind != MESSAGE_NOTE && has_grief(scene) ? MESSAGE_CONDOLENCE : noun->kind;
}

static MessageKind base_kind(const Scene *scene, const MessageRule *rule, const Cue *cue)
{
    if (!rule->is_verb) return kind_of_noun(scene, cue->noun);
    MessageKind of_verb = cue->verb->entry->kind[rule->frame];
    if (cue->noun == NULL && rule->frame == FRAME_WRITE) {
        Frame frame;
        const VerbCue *purpose = find_purpose(scene, cue->verb->tokens.end, &frame);
        if (purpose != NULL) return purpose->entry->kind[frame];
        /* "Congratulations, Mr President," he wrote to Trump */
        const NounCue *first = scene->nouns.count > 0 ? &scene->nouns.items[0] : NULL;
        if (first != NULL && first->use == NOUN_WISH && first->tokens.first <= scene->first + 3 &&
            first->tokens.end < cue->verb->verb)
            return first->kind;
        return has_grief(scene) ? MESSAGE_CONDOLENCE : of_verb;
    }
    if (cue->noun == NULL) return of_verb;
    if (rule->frame == FRAME_ADDRESS || rule->frame == FRAME_REPLY || rule->frame == FRAME_ANSWER)
        return of_verb;
    if (rule->frame == FRAME_WISH && message_kind_is_form(cue->noun->kind)) return of_verb;
    return kind_of_noun(scene, cue->noun);
}

/* "telephoned him to wish him a happy birthday": what the call was for. */
static bool is_call_for(const Scene *scene, MessageKind kind, const Cue *cue,
                        const OccasionCue *occasion)
{
    if (kind != MESSAGE_CALL || cue->verb == NULL) return false;
    Frame frame;
    uint32_t after = cue->verb->tokens.end;
    if (find_purpose(scene, after, &frame) != NULL) return true;
    for (uint32_t i = 0; i < scene->verbs.count; i++) {
        const VerbCue *verb = &scene->verbs.items[i];
        bool is_exchange = (verb->entry->frames & 1u << FRAME_EXCHANGE) != 0;
        if (is_exchange && verb->verb > after && occasion->tokens.first > verb->verb) return true;
    }
    return false;
}

void message_set_kind(const Scene *scene, const MessageRule *rule, const Cue *cue, TokenRange range,
                      Message *message)
{
    bool is_owner = rule->is_verb && rule->frame == FRAME_DRAW;
    const OccasionCue *occasion = occasion_find(scene, range.first, range.end, is_owner);
    if (occasion != NULL && !occasion_fits(base_kind(scene, rule, cue), occasion->entry))
        occasion = NULL;
    message->kind =
        kind_with_occasion(base_kind(scene, rule, cue), occasion == NULL ? NULL : occasion->entry);
    if (occasion == NULL) return;
    bool is_letter = kinds_are_compatible(message->kind, MESSAGE_MESSAGE);
    if (!is_letter && !is_call_for(scene, message->kind, cue, occasion)) return;
    message->occasion = occasion->entry->id;
    message->occasion_span = document_tokens_span(scene->doc, occasion->tokens);
    message->occasion_year = occasion_year(scene, occasion, &message->sent);
}
