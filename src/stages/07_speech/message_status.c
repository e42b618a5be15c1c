#include "message_status.h"

#define LONGEST_DENIAL_TOKENS 25 /* between "denied that" and the verb */

/* "denied on Monday that he had sent", "denied having written": no other clause between. */
static bool is_denied(const Scene *scene, uint32_t verb)
{
    for (uint32_t t = verb; t > scene->first && verb - t < LONGEST_DENIAL_TOKENS; t--) {
        const Token *before = token_at(scene, t - 1);
        uint32_t used;
        uint32_t status =
            phrases_match(&scene->data->status_words, scene->staging->words + t - 1, 1, &used);
        if (status == STATUS_DENIED)
            return t < scene->first + 2 || !scene_has_word(scene, t - 2, STR("nor"));
        if (word_is_one_of(before->lower, "; but while who which after before")) return false;
        if (before->tag == TAG_VERB && token_is_finite(before)) return false;
    }
    return false;
}

/* Words before the verb that turn it into a plan, a denial, a habit. STATUS_ASSERTED if none. */
static uint32_t status_of_verb(const Scene *scene, uint32_t verb)
{
    for (uint32_t t = verb; t > scene->first && verb - t < 8; t--) {
        const Token *before = token_at(scene, t - 1);
        uint32_t used;
        uint32_t status =
            phrases_match(&scene->data->status_words, scene->staging->words + t - 1, 1, &used);
        if (str_equal(before->lower, STR("'d")) && token_at(scene, verb)->xpos == XPOS_VB)
            return STATUS_CONDITIONAL;
        bool is_set = word_is_one_of(before->lower, "set due ready going");
        if (status != MAP_NONE && (!is_set || scene_has_word(scene, t, STR("to")))) return status;
        bool is_be_to = str_equal(before->lower, STR("to")) && t >= scene->first + 2 &&
                        word_is_one_of(word_at(scene, t - 2), "is was are were be");
        if (is_be_to) return STATUS_PLANNED;
        bool is_to = str_equal(before->lower, STR("to")) && t >= scene->first + 2;
        if (is_to && scene_has_word(scene, t - 2, STR("yet"))) return STATUS_NEGATED;
        if (is_to && scene->is_verbless && scene_mention_at(scene, t - 2) != NULL)
            return STATUS_PLANNED; /* headline: "Xi to visit Hanoi" */
        bool is_passed = before->tag == TAG_AUX || before->tag == TAG_ADV ||
                         before->tag == TAG_PART || before->tag == TAG_VERB;
        if (!is_passed) break;
    }
    return STATUS_ASSERTED;
}

static bool starts_with_habit(const Scene *scene)
{
    for (uint32_t t = scene->first; t < scene->end && t < scene->first + 2; t++) {
        uint32_t used;
        if (phrases_match(&scene->data->status_words, scene->staging->words + t, 1, &used) ==
            STATUS_HABITUAL)
            return true;
    }
    return false;
}

/* The status of the verb that tells it; false if it tells of a habit. */
bool message_read_status(const Scene *scene, const Cue *cue, Status *out)
{
    /* of "did not mention it in a letter" the letter is a fact */
    uint32_t status = cue->verb == NULL ? STATUS_ASSERTED : status_of_verb(scene, cue->verb->verb);
    if (status == STATUS_HABITUAL || starts_with_habit(scene)) return false;
    if (status == STATUS_ASSERTED && cue->verb != NULL && is_denied(scene, cue->verb->verb))
        status = STATUS_DENIED;
    *out = (Status)status;
    return true;
}

/* "Earlier in the day", "earlier today" */
static bool is_same_day(const Scene *scene, uint32_t token)
{
    return scene_has_word(scene, token, STR("today")) ||
           (token + 2 < scene->end && word_is_one_of(word_at(scene, token), "in on") &&
            scene_has_word(scene, token + 2, STR("day")));
}

/* "Earlier, ...", "in an earlier letter" */
bool message_is_earlier(const Scene *scene, const Cue *cue)
{
    for (uint32_t t = scene->first; t < scene->end && t < scene->first + 2; t++)
        if (word_is_one_of(word_at(scene, t), "earlier previously") && !is_same_day(scene, t + 1))
            return true;
    if (cue->noun != NULL) {
        uint32_t start = noun_phrase_start(scene, cue->noun);
        for (uint32_t t = start; t < cue->noun->tokens.first; t++)
            if (word_is_one_of(word_at(scene, t), "earlier previous")) return true;
    }
    if (cue->verb == NULL) return false;
    uint32_t verb = cue->verb->verb;
    for (uint32_t t = verb; t > scene->first && verb - t < 4; t--)
        if (word_is_one_of(word_at(scene, t - 1), "earlier previously")) return true;
    return tree_is_past_perfect(scene->tree, verb) && tree_governor(scene->tree, verb) == NONE;
}

bool message_is_awaited(const Scene *scene, uint32_t verb)
{
    uint32_t when = verb;
    while (when > scene->first && verb - when < 8 && !scene_has_word(scene, when, STR("when")))
        when--;
    if (!scene_has_word(scene, when, STR("when"))) return false;
    for (uint32_t t = when; t > scene->first && when - t < LONGEST_DENIAL_TOKENS; t--) {
        if (word_is_one_of(word_at(scene, t - 1), "will would 'll 'd shall")) return true;
        if (word_is_one_of(word_at(scene, t - 1), "; said says")) return false;
    }
    return false;
}
