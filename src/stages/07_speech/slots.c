#include "slots.h"

#include "answers.h"

#define MOST_REPEATED 8 /* "to A, to B and to C" */

/* "has gone from Kim to Trump", "goes to Trump" */
static bool is_going(const Scene *scene, uint32_t token)
{
    static const char *const words = "goes went came comes gone come";
    if (word_is_one_of(word_at(scene, token), words)) return true;
    return token + 1 < scene->end && token_at(scene, token)->tag == TAG_AUX &&
           word_is_one_of(word_at(scene, token + 1), words);
}

/* Where the reach of a cue to the right ends: the next clause. */
static bool ends_clause(const Scene *scene, uint32_t token)
{
    const Token *t = token_at(scene, token);
    if (word_is_one_of(t->lower, "; -- \xE2\x80\x94 \xE2\x80\x93") && t->kind != TOKEN_WORD)
        return true;
    if (t->flags & TOKEN_OPENS_QUOTE && token > scene->first) {
        /* a quoted name or noun goes on: sent "condolences" to "my brother Erdogan" */
        bool is_content = token + 1 < scene->end && token_is_finite(token_at(scene, token + 1));
        if (scene_has_word(scene, token - 1, STR(",")) || is_content) return true;
    }
    if (token_is_finite(t)) return !is_going(scene, token);
    if (!str_equal(t->lower, STR(",")) || token + 1 >= scene->end) return false;
    const Token *next = token_at(scene, token + 1);
    return next->xpos == XPOS_VBG ||
           word_is_one_of(next->lower,
                          "and but while as which who where when after saying although "
                          "though because since according");
}

static bool fill_possessor(const Scene *scene, const NounCue *noun, Filling *out);

/* "Xi's message extended greetings to Putin": whose message it is. */
static bool author_of_subject(const Scene *scene, uint32_t verb, Filling *out)
{
    uint32_t subject = tree_own_subject(scene->tree, verb);
    const NounCue *noun = subject == NONE ? NULL : scene_noun_at(scene, subject);
    return noun != NULL && noun->use == NOUN_DOCUMENT && fill_possessor(scene, noun, out);
}

static bool fill_subject(const Scene *scene, const Cue *cue, Filling *out)
{
    if (!cue->verb->is_passive)
        return author_of_subject(scene, cue->verb->verb, out) ||
               subject_of_verb(scene, cue->verb->verb, out);
    uint32_t patient = tree_patient(scene->tree, cue->verb->verb);
    if (parties_at(scene, patient, out)) {
        out->is_from_tree = true;
        return true;
    }
    uint32_t aside;
    return subject_by_order(scene, cue->verb->verb, &aside, out);
}

/* ---- slots after the verb ---- */

static bool fill_object(const Scene *scene, const Cue *cue, Filling *out)
{
    uint32_t start = scene_skip_time(scene, cue->verb->tokens.end);
    return parties_right(scene, start, scene_reach(scene, start), out);
}

/* Between verb and noun: "sent [Putin] a letter". */
static bool fill_indirect(const Scene *scene, const Cue *cue, Filling *out)
{
    if (cue->noun == NULL) return false;
    uint32_t start = cue->verb->tokens.end;
    bool is_relative = cue->noun->tokens.first < start;
    uint32_t limit = is_relative ? scene_reach(scene, start) : cue->noun->tokens.first;
    return parties_right(scene, start, limit, out) && out->end <= limit;
}

/* Where to look for a preposition of the cue, from the left. */
static uint32_t slots_start(const Cue *cue)
{
    return cue->verb != NULL ? cue->verb->tokens.end : cue->noun->tokens.end;
}

/* "to Assad in February [and to Castro] in 2012", "to Assad in February [and Castro] in 2012" */
static void add_repeated(const Scene *scene, Str preposition, Filling *out)
{
    for (uint32_t steps = 0; steps < MOST_REPEATED; steps++) {
        uint32_t after_time = scene_skip_time(scene, out->end), at = after_time;
        if (scene_has_word(scene, at, STR(","))) at++;
        if (at < scene->end && word_is_one_of(word_at(scene, at), "and then")) at++;
        if (at == after_time) return;
        bool is_repeated = scene_has_word(scene, at, preposition);
        Filling more;
        if (!parties_right(scene, at + is_repeated, scene_reach(scene, at), &more)) return;
        bool are_dated = after_time > out->end && scene_skip_time(scene, more.end) > more.end;
        if (!is_repeated && !are_dated) return;
        for (uint32_t i = 0; i < more.parties.count; i++)
            if (!party_list_has(&out->parties, more.parties.items[i].actor))
                *list_add(scene->staging->scratch, &out->parties) = more.parties.items[i];
        out->end = more.end;
    }
}

static bool preposition_in(const Scene *scene, const Cue *cue, uint32_t start, uint32_t limit,
                           Str preposition, Filling *out)
{
    for (uint32_t t = start; t < limit; t++) {
        if (ends_clause(scene, t)) {
            bool is_inside_noun = cue->noun != NULL && t < cue->noun->tokens.end;
            if (!is_inside_noun) break;
        }
        if (!scene_has_word(scene, t, preposition)) continue;
        bool is_of_other_verb = t > start && str_equal(preposition, STR("by")) &&
                                token_at(scene, t - 1)->tag == TAG_VERB &&
                                scene_verb_at(scene, t - 1) == NULL; /* "a cannon used by" */
        /* "a letter by Anwar", "emails written by Kelly", not what somebody far off does by
         * somebody */
        bool is_far = cue->verb == NULL && t > start + 2 && str_equal(preposition, STR("by"));
        if (is_of_other_verb || is_far) break;
        bool is_of_adjective = t > start && token_at(scene, t - 1)->tag == TAG_ADJ &&
                               scene_noun_at(scene, t - 1) == NULL; /* "those close to Christie" */
        if (is_of_adjective) continue;
        if (!parties_right(scene, t + 1, scene_reach(scene, t), out)) continue;
        add_repeated(scene, preposition, out);
        return true;
    }
    return false;
}

/* After the verb; of a passive also after its noun: "a letter from Macron was received by Duda". */
static bool fill_preposition(const Scene *scene, const Cue *cue, Str preposition, Filling *out)
{
    uint32_t start = slots_start(cue);
    if (preposition_in(scene, cue, start, scene_reach(scene, start), preposition, out)) return true;
    bool is_before = cue->verb != NULL && cue->verb->is_passive && cue->noun != NULL &&
                     cue->noun->tokens.end <= cue->verb->tokens.first;
    return is_before && preposition_in(scene, cue, cue->noun->tokens.end, cue->verb->tokens.first,
                                       preposition, out);
}

/* ---- slots of the noun ---- */

static bool fill_possessor(const Scene *scene, const NounCue *noun, Filling *out)
{
    uint32_t start = noun_phrase_start(scene, noun);
    for (uint32_t t = noun->tokens.first; t > start; t--) {
        uint32_t before = t - 1;
        if (scene_occasion_at(scene, before) != NULL) continue;
        if (token_is_possessive_mark(scene, before)) return parties_left(scene, before, out);
        if (token_is_possessive_pronoun(scene, before)) {
            uint32_t mention = scene->staging->mention_of[before];
            return mention != NONE && parties_of_mention(scene, mention, out);
        }
    }
    return false;
}

/* "in Kim's letter": the clause is somebody else's. "His" is too often read wrong to count. */
static bool has_named_possessor(const Scene *scene, const NounCue *noun)
{
    uint32_t start = noun_phrase_start(scene, noun);
    for (uint32_t t = start; t < noun->tokens.first; t++)
        if (scene_occasion_at(scene, t) == NULL && token_is_possessive_mark(scene, t)) return true;
    return false;
}

/* "Putin, in a message to Kim, praised": the name before the aside. */
static bool subject_before_aside(const Scene *scene, uint32_t preposition, Filling *out)
{
    if (preposition <= scene->first || !scene_has_word(scene, preposition - 1, STR(",")))
        return false;
    if (!parties_left(scene, preposition - 1, out)) return false;
    if (hangs_on_preposition(scene, out)) return false;
    uint32_t verb = verb_before(scene, out->first);
    return verb == NONE; /* else it may be an object: "sent Putin, in the message, ..." */
}

/* "In a letter to Putin on Monday, Kim pledged": the name after the comma. */
static bool subject_after_comma(const Scene *scene, const NounCue *noun, Filling *out)
{
    uint32_t limit = scene_reach(scene, noun->tokens.end);
    for (uint32_t t = noun->tokens.end; t < limit; t++) {
        if (token_is_finite(token_at(scene, t))) return false;
        if (!scene_has_word(scene, t, STR(","))) continue;
        if (parties_right(scene, t + 1, limit, out)) {
            uint32_t after = scene_skip_time(scene, out->end);
            if (after >= scene->end) continue;
            const Token *next = token_at(scene, after);
            /* the parser takes many a past tense for a participle */
            bool is_past = next->tag == TAG_VERB && next->xpos == XPOS_VBN;
            if (token_is_finite(next) || is_past || scene_has_word(scene, after, STR(",")))
                return true;
        }
    }
    return false;
}

static bool fill_clause(const Scene *scene, const Cue *cue, Filling *out)
{
    if (has_named_possessor(scene, cue->noun)) return false;
    uint32_t start = noun_phrase_start(scene, cue->noun);
    if (start <= scene->first) return false;
    uint32_t preposition = start - 1;
    if (subject_before_aside(scene, preposition, out)) return true;
    uint32_t before = verb_before(scene, preposition);
    if (before != NONE && before + 1 == preposition) /* "..., Xi [said] in his message, ..." */
        return subject_of_verb(scene, before, out);
    if (before == NONE && subject_after_comma(scene, cue->noun, out)) return true;
    if (cue->governor != NONE && subject_of_verb(scene, cue->governor, out)) return true;
    return before != NONE && before != cue->governor && subject_of_verb(scene, before, out);
}

/* ---- other slots ---- */

/* "[Trump]'s election drew congratulations" */
static bool fill_owner(const Scene *scene, const Cue *cue, Filling *out)
{
    uint32_t verb = cue->verb->verb;
    for (uint32_t t = scene->first; t < verb && t < scene->first + LONGEST_REACH_TOKENS; t++) {
        if (scene_occasion_at(scene, t) != NULL || !token_is_possessive_mark(scene, t)) continue;
        if (parties_left(scene, t, out)) return true;
    }
    return false;
}

/* The parties named from the start of the clause to the verb, without possessors and what hangs on
 * "of": "Chinese President Xi Jinping and his Russian counterpart, Vladimir Putin, on Tuesday". */
static void parties_before(const Scene *scene, uint32_t verb, Filling *out)
{
    *out = (Filling){.first = NONE};
    uint32_t at = scene->first;
    if (verb - at > LONGEST_REACH_TOKENS) at = verb - LONGEST_REACH_TOKENS;
    while (at < verb) {
        Filling one;
        const Mention *mention = scene_mention_at(scene, at);
        if (token_is_finite(token_at(scene, at)) || scene_has_word(scene, at, STR("that")))
            *out = (Filling){.first = NONE};
        if (mention == NULL) {
            at++;
            continue;
        }
        uint32_t end = mention->tokens.end;
        if (!token_is_possessive_mark(scene, end) && !token_is_possessive_pronoun(scene, at) &&
            parties_of_mention(scene, scene->staging->mention_of[at], &one) &&
            !hangs_on_preposition(scene, &one)) {
            for (uint32_t i = 0; i < one.parties.count; i++)
                if (!party_list_has(&out->parties, one.parties.items[i].actor))
                    *list_add(scene->staging->scratch, &out->parties) = one.parties.items[i];
            if (out->first == NONE) out->first = one.first;
            out->end = one.end;
        }
        at = end > at ? end : at + 1;
    }
}

/* Both sides of "X and Y exchanged letters". */
static bool fill_each(const Scene *scene, const Cue *cue, Filling *out)
{
    Filling filling;
    if (!subject_of_verb(scene, cue->verb->verb, &filling) || filling.parties.count != 2)
        parties_before(scene, cue->verb->verb, &filling);
    if (filling.parties.count != 2) return false;
    *out = filling;
    return true;
}

/* "Like President Xi, Kim sent" */
static bool fill_like(const Scene *scene, Filling *out)
{
    if (!scene_has_word(scene, scene->first, STR("like"))) {
        /* after a heading with a colon: "What they say: Like Xi, ..." */
        uint32_t t = scene->first;
        while (t < scene->end && !scene_has_word(scene, t, STR(":"))) t++;
        if (!scene_has_word(scene, t + 1, STR("like"))) return false;
        return parties_right(scene, t + 2, scene_reach(scene, t), out) &&
               scene_has_word(scene, out->end, STR(","));
    }
    return parties_right(scene, scene->first + 1, scene_reach(scene, scene->first), out) &&
           scene_has_word(scene, out->end, STR(","));
}

/* "Other leaders to congratulate Trump are [Xi, Modi and Macron]" */
static bool fill_named(const Scene *scene, const Cue *cue, Filling *out)
{
    uint32_t verb = cue->verb->verb;
    if (verb == scene->first || !scene_has_word(scene, verb - 1, STR("to"))) return false;
    for (uint32_t t = verb + 1; t < scene->end && t < verb + 14; t++)
        if (word_is_one_of(word_at(scene, t), "are were is was include included including"))
            return parties_right(scene, t + 1, scene_reach(scene, t), out);
    return false;
}

/* "Xi was one of 30 leaders to whom Putin had sent greetings": Xi. */
static bool fill_whom(const Scene *scene, const Cue *cue, Filling *out)
{
    uint32_t verb = cue->verb->verb;
    for (uint32_t t = verb; t > scene->first && verb - t < 12; t--) {
        if (!scene_has_word(scene, t - 1, STR("whom"))) continue;
        for (uint32_t s = t - 1; s > scene->first && t - s < 14; s--)
            if (word_is_one_of(word_at(scene, s - 1), "was is were are among"))
                return subject_of_verb(scene, s - 1, out);
    }
    return false;
}

/* "In his message, Diaz-Canel said ..." after others have written to Xi: to Xi too. */
static bool fill_same(const Scene *scene, const Cue *cue, Filling *out)
{
    uint32_t start = noun_phrase_start(scene, cue->noun);
    if (scene->staging->last_recipient.actor == NONE || !token_is_possessive_pronoun(scene, start))
        return false;
    *out = (Filling){.first = start, .end = cue->noun->tokens.end};
    *list_add(scene->staging->scratch, &out->parties) = scene->staging->last_recipient;
    return true;
}

/* "a [Foreign Ministry] statement", "the [White House]'s press statement" */
static bool fill_before(const Scene *scene, const NounCue *noun, Filling *out)
{
    uint32_t at = noun->tokens.first;
    if (at > scene->first && token_at(scene, at - 1)->tag == TAG_ADJ &&
        scene_mention_at(scene, at - 1) == NULL)
        at--;
    if (at <= scene->first || token_is_possessive_pronoun(scene, at - 1)) return false;
    if (!parties_left(scene, at, out) || out->end != at) return false;
    const Actor *actor = &scene->doc->actors.items[out->parties.items[0].actor];
    /* "a foreign ministry statement" of which the text does not say whose */
    return actor->kind != ACTOR_GOVERNMENT || actor->country.len > 0;
}

/* "a statement [released] on Friday by [the ministry]", "a statement of [the ministry]" */
static bool fill_author(const Scene *scene, const NounCue *noun, Filling *out)
{
    uint32_t at = noun->tokens.end;
    if (!scene_has_word(scene, at, STR("of"))) {
        const VerbCue *verb = scene_verb_at(scene, at);
        if (verb != NULL && (verb->entry->frames & 1u << FRAME_ISSUE) != 0) at = verb->tokens.end;
        at = scene_skip_time(scene, at);
        if (at >= scene->end || !word_is_one_of(word_at(scene, at), "by from")) return false;
    }
    return parties_right(scene, at + 1, scene_reach(scene, at), out);
}

/* "between [Xi and Putin]" right after the noun */
static bool fill_between(const Scene *scene, const Cue *cue, Filling *out)
{
    uint32_t start = cue->noun->tokens.end;
    uint32_t limit = scene_reach(scene, start);
    if (!scene_has_word(scene, start, STR("between")) ||
        !parties_right(scene, start + 1, limit, out))
        return false;
    /* a verb after the second does not part it from the first here */
    Filling second;
    if (out->parties.count == 1 && scene_has_word(scene, out->end, STR("and")) &&
        parties_right(scene, out->end + 1, limit, &second)) {
        *list_add(scene->staging->scratch, &out->parties) = second.parties.items[0];
        out->end = second.end;
    }
    return out->parties.count == 2;
}

/* "following one to Xi": from whoever sent the one before. */
static bool fill_last(const Scene *scene, const Cue *cue, Filling *out)
{
    if (scene->staging->last_sender.actor == NONE) return false;
    *out = (Filling){.first = cue->noun->tokens.first, .end = cue->noun->tokens.end};
    *list_add(scene->staging->scratch, &out->parties) = scene->staging->last_sender;
    return true;
}

/* The person named just before a token, also within a wider mention: "[Duda]'s office". */
static bool person_ending_at(const Scene *scene, uint32_t token, Filling *out)
{
    const Document *doc = scene->doc;
    uint32_t m = token > scene->first ? scene->staging->mention_of[token - 1] : NONE;
    for (; m < doc->mentions.count && doc->mentions.items[m].tokens.first < token; m++) {
        uint32_t actor = doc->mentions.items[m].actor;
        if (doc->mentions.items[m].tokens.end != token || actor == NONE) continue;
        if (doc->actors.items[actor].kind == ACTOR_PERSON) return parties_of_mention(scene, m, out);
    }
    return false;
}

/* "[Duda]'s office said Scholz had written that ...", "had written to him" */
static bool fill_teller(const Scene *scene, const Cue *cue, Filling *out)
{
    uint32_t verb = cue->verb->verb;
    uint32_t after = verb + 1;
    bool is_to_him = scene_has_word(scene, after, STR("to")) && after + 1 < scene->end &&
                     word_is_one_of(word_at(scene, after + 1), "him her");
    if (!is_to_him && !scene_has_word(scene, after, STR("that"))) return false;
    for (uint32_t t = scene->first; t + 2 < verb && t < scene->first + LONGEST_REACH_TOKENS; t++) {
        bool is_office = token_is_possessive_mark(scene, t) &&
                         word_is_one_of(word_at(scene, t + 1), "office spokesman spokeswoman "
                                                               "spokesperson aides");
        if (!is_office || !word_is_one_of(word_at(scene, t + 2), "said says announced confirmed"))
            continue;
        return person_ending_at(scene, t, out);
    }
    return false;
}

bool slot_fill(const Scene *scene, const Cue *cue, Slot slot, Filling *out)
{
    switch (slot) {
    case SLOT_SUBJECT: return fill_subject(scene, cue, out);
    case SLOT_OBJECT: return fill_object(scene, cue, out);
    case SLOT_INDIRECT: return fill_indirect(scene, cue, out);
    case SLOT_POSSESSOR: return cue->noun != NULL && fill_possessor(scene, cue->noun, out);
    case SLOT_TO: return fill_preposition(scene, cue, STR("to"), out);
    case SLOT_FROM: return fill_preposition(scene, cue, STR("from"), out);
    case SLOT_BY: return fill_preposition(scene, cue, STR("by"), out);
    case SLOT_FOR: return fill_preposition(scene, cue, STR("for"), out);
    case SLOT_WITH: return fill_preposition(scene, cue, STR("with"), out);
    case SLOT_OF: return fill_preposition(scene, cue, STR("of"), out);
    case SLOT_CLAUSE: return cue->noun != NULL && fill_clause(scene, cue, out);
    case SLOT_OWNER: return fill_owner(scene, cue, out);
    case SLOT_ENVOY: return envoy_fill(scene, cue, out);
    case SLOT_EACH: return fill_each(scene, cue, out);
    case SLOT_LIKE: return fill_like(scene, out);
    case SLOT_NAMED: return fill_named(scene, cue, out);
    case SLOT_WHOM: return fill_whom(scene, cue, out);
    case SLOT_NOUN_OWNER: return cue->noun != NULL && fill_possessor(scene, cue->noun, out);
    case SLOT_SAME: return cue->noun != NULL && fill_same(scene, cue, out);
    case SLOT_ANSWERED: return answered_author(scene, cue, out);
    case SLOT_PUBLIC: *out = (Filling){.first = NONE}; return true;
    case SLOT_BEFORE: return cue->noun != NULL && fill_before(scene, cue->noun, out);
    case SLOT_AUTHOR: return cue->noun != NULL && fill_author(scene, cue->noun, out);
    case SLOT_WRITER: return answered_writer(scene, cue, out);
    case SLOT_BETWEEN: return cue->noun != NULL && fill_between(scene, cue, out);
    case SLOT_LAST: return cue->noun != NULL && fill_last(scene, cue, out);
    case SLOT_TELLER: return cue->verb != NULL && fill_teller(scene, cue, out);
    case SLOT_COUNT: break;
    }
    return false;
}
