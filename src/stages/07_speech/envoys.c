/* The state whose ambassador is summoned: "[Japan]'s ambassador", "the ambassadors of [Italy and
 * France]". */
#include "slots.h"

static bool is_envoy(Str word)
{
    return word_is_one_of(word, "ambassador ambassadors envoy envoys diplomat diplomats charge "
                                "chargé consul attaché chief counselor counsellor");
}

/* The state named in a range: "the Chinese ambassador", "Ambassador of China". */
static bool state_in_range(const Scene *scene, uint32_t first, uint32_t end, Filling *out)
{
    const Document *doc = scene->doc;
    uint32_t m = doc->mentions.count;
    for (uint32_t t = first; t < end && m == doc->mentions.count; t++)
        if (scene->staging->mention_of[t] != NONE) m = scene->staging->mention_of[t];
    for (; m < doc->mentions.count; m++) {
        const Mention *mention = &doc->mentions.items[m];
        if (mention->tokens.first >= end) break;
        if (mention->tokens.first < first || mention->tokens.end > end) continue;
        if (mention->actor == NONE || doc->actors.items[mention->actor].kind != ACTOR_STATE)
            continue;
        *out = (Filling){.first = mention->tokens.first, .end = mention->tokens.end};
        *list_add(scene->staging->scratch, &out->parties) = (Party){m, mention->actor};
        return true;
    }
    return false;
}

/* "the ambassadors of [Britain, Italy and France]" */
static bool states_of_envoys(const Scene *scene, uint32_t envoy, uint32_t limit, Filling *out)
{
    Filling all = {.first = NONE}, one;
    uint32_t at = envoy + 2;
    if (!str_ends(word_at(scene, envoy), STR("s")) || !scene_has_word(scene, envoy + 1, STR("of")))
        return false;
    while (at < limit && state_in_range(scene, at, at + 3 < limit ? at + 3 : limit, &one)) {
        *list_add(scene->staging->scratch, &all.parties) = one.parties.items[0];
        if (all.first == NONE) all.first = one.first;
        all.end = at = one.end;
        while (at < limit && word_is_one_of(word_at(scene, at), ", and")) at++;
        if (at == one.end) break;
    }
    if (all.parties.count < 2) return false;
    *out = all;
    return true;
}

/* The state whose ambassador is summoned. */
bool envoy_fill(const Scene *scene, const Cue *cue, Filling *out)
{
    const VerbCue *verb = cue->verb;
    uint32_t start = verb->is_passive ? scene->first : verb->tokens.end;
    uint32_t limit = verb->is_passive ? verb->tokens.first : scene_reach(scene, start);
    uint32_t envoy = start;
    while (envoy < limit && !is_envoy(word_at(scene, envoy))) envoy++;
    if (envoy == limit) return false;
    uint32_t end = envoy + 1;
    if (scene_has_word(scene, end, STR("of")) || scene_has_word(scene, end, STR("from")))
        end = end + 3 < limit ? end + 3 : limit;
    const Mention *mention = scene_mention_at(scene, envoy);
    if (mention != NULL && mention->tokens.end > end) end = mention->tokens.end;
    if (mention != NULL && mention->tokens.first < start) start = mention->tokens.first;
    if (states_of_envoys(scene, envoy, limit, out)) return true;
    if (state_in_range(scene, start, end, out)) return true;
    return mention != NULL && parties_of_mention(scene, scene->staging->mention_of[envoy], out);
}
