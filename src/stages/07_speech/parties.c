#include "parties.h"

/* Words between a preposition and the name: "the Russian side's special envoy", not a clause. */
#define LONGEST_LEAD_TOKENS 8
#define MOST_PARTIES 40

bool party_list_has(const PartyList *list, uint32_t actor)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].actor == actor) return true;
    return false;
}

static bool actor_is_party(const Scene *scene, uint32_t actor)
{
    if (actor == NONE) return false;
    switch (scene->doc->actors.items[actor].kind) {
    case ACTOR_UNKNOWN:
    case ACTOR_PERSON:
    case ACTOR_STATE:
    case ACTOR_GOVERNMENT:
    case ACTOR_ARMED_GROUP:
    case ACTOR_ORGANISATION: return true;
    case ACTOR_GROUP:
    case ACTOR_MEDIA:
    case ACTOR_PLACE:
    case ACTOR_COUNT: return false;
    }
    return false;
}

bool mention_is_party(const Scene *scene, const Mention *mention)
{
    if (mention->kind == MENTION_NATIONALITY) return false;
    if (mention->members[0] != NONE) return true; /* "the two leaders", "they" */
    return actor_is_party(scene, mention->actor);
}

static void add_party(const Scene *scene, PartyList *list, uint32_t mention, uint32_t actor)
{
    if (!actor_is_party(scene, actor) || party_list_has(list, actor)) return;
    if (list->count == MOST_PARTIES) return;
    *list_add(scene->staging->scratch, list) = (Party){mention, actor};
}

/* "leaders of Russia", "the Iranian people", who are nobody in particular: the state named inside.
 * NONE if there is none. */
static uint32_t state_inside(const Scene *scene, uint32_t outer)
{
    const Document *doc = scene->doc;
    TokenRange range = doc->mentions.items[outer].tokens;
    for (uint32_t m = outer + 1; m < doc->mentions.count; m++) {
        const Mention *mention = &doc->mentions.items[m];
        if (mention->tokens.first >= range.end) break;
        if (mention->actor != NONE && doc->actors.items[mention->actor].kind == ACTOR_STATE)
            return m;
    }
    return NONE;
}

static void add_mention(const Scene *scene, uint32_t index, Filling *out)
{
    const Mention *mention = &scene->doc->mentions.items[index];
    if (!mention_is_party(scene, mention)) {
        index = state_inside(scene, index);
        if (index == NONE) return;
        mention = &scene->doc->mentions.items[index];
    }
    if (mention->members[0] != NONE) {
        for (size_t i = 0; i < COUNT(mention->members) && mention->members[i] != NONE; i++)
            add_party(scene, &out->parties, index, mention->members[i]);
    } else {
        add_party(scene, &out->parties, index, mention->actor);
    }
    if (mention->tokens.first < out->first) out->first = mention->tokens.first;
    if (mention->tokens.end > out->end) out->end = mention->tokens.end;
}

static Filling empty_filling(void)
{
    return (Filling){.first = NONE, .end = 0};
}

bool parties_of_mention(const Scene *scene, uint32_t mention, Filling *out)
{
    Filling filling = empty_filling();
    if (!mention_is_party(scene, &scene->doc->mentions.items[mention])) return false;
    add_mention(scene, mention, &filling);
    if (filling.parties.count == 0) return false;
    *out = filling;
    return true;
}

/* The mention that starts or stands at a token; NONE. */
static uint32_t mention_index(const Scene *scene, uint32_t token)
{
    if (token < scene->first || token >= scene->end) return NONE;
    return scene->staging->mention_of[token];
}

static bool is_party_index(const Scene *scene, uint32_t mention)
{
    return mention != NONE && mention_is_party(scene, &scene->doc->mentions.items[mention]);
}

static uint32_t mention_end(const Scene *scene, uint32_t mention)
{
    return scene->doc->mentions.items[mention].tokens.end;
}

/* "(DPRK)" after a name. */
static uint32_t skip_parenthesis(const Scene *scene, uint32_t token)
{
    if (!scene_has_word(scene, token, STR("("))) return token;
    for (uint32_t t = token + 1; t < scene->end && t < token + 8; t++)
        if (scene_has_word(scene, t, STR(")"))) return t + 1;
    return token;
}

static bool is_lead_in(const Scene *scene, uint32_t token)
{
    const Token *t = token_at(scene, token);
    switch (t->tag) {
    case TAG_DET:
    case TAG_ADJ:
    case TAG_NUM: return true;
    case TAG_X:
    case TAG_ADP:
    case TAG_ADV:
    case TAG_AUX:
    case TAG_CCONJ:
    case TAG_INTJ:
    case TAG_NOUN:
    case TAG_PART:
    case TAG_PRON:
    case TAG_PROPN:
    case TAG_PUNCT:
    case TAG_SCONJ:
    case TAG_SYM:
    case TAG_VERB:
    case TAG_COUNT: break;
    }
    return token_is_possessive_pronoun(scene, token) || t->kind == TOKEN_QUOTE ||
           word_is_one_of(t->lower, "the both");
}

/* ", " and "and" between two names; 0 if none. */
typedef struct Joint {
    uint32_t end; /* token after it */
    bool is_and;
    bool is_found;
} Joint;

static Joint read_joint(const Scene *scene, uint32_t token)
{
    Joint joint = {.end = token};
    if (scene_has_word(scene, joint.end, STR(","))) {
        joint.end++;
        joint.is_found = true;
    }
    if (joint.end < scene->end && word_is_one_of(word_at(scene, joint.end), "and & or")) {
        joint.end++;
        joint.is_and = joint.is_found = true;
    } else if (scene_has_word(scene, joint.end, STR("as")) &&
               scene_has_word(scene, joint.end + 1, STR("well"))) {
        joint.end += 3;
        joint.is_and = joint.is_found = true;
    } else if (scene_has_word(scene, joint.end, STR("along")) &&
               scene_has_word(scene, joint.end + 1, STR("with"))) {
        joint.end += 2;
        joint.is_and = joint.is_found = true;
    }
    return joint;
}

static uint32_t skip_lead_in(const Scene *scene, uint32_t token)
{
    for (uint32_t steps = 0; token < scene->end && steps < LONGEST_LEAD_TOKENS; steps++) {
        if (mention_index(scene, token) != NONE && !token_is_possessive_pronoun(scene, token))
            break;
        if (!is_lead_in(scene, token)) break;
        token++;
    }
    return token;
}

/* A name that opens the next clause is not one of the list: "to Putin and Xi sent ...". */
static bool opens_clause(const Scene *scene, uint32_t after)
{
    uint32_t t = scene_skip_time(scene, after);
    if (t >= scene->end) return false;
    const Token *token = token_at(scene, t);
    if (token->tag == TAG_AUX) return true;
    return token->tag == TAG_VERB && (token->xpos == XPOS_VBD || token->xpos == XPOS_VBZ ||
                                      token->xpos == XPOS_VBP || token->xpos == XPOS_MD);
}

/* "wish Anwar speedy recovery": what is wished has no owner yet. */
static bool is_of_occasion(const Scene *scene, uint32_t token)
{
    uint32_t noun = token_at(scene, token)->head;
    return noun != NONE && noun > token && scene_occasion_at(scene, noun) != NULL;
}

/* "other Trump officials": the name only says which. */
static bool is_modifier(const Scene *scene, uint32_t end)
{
    if (end >= scene->end || scene_noun_at(scene, end) != NULL) return false;
    if (is_of_occasion(scene, end - 1)) return false;
    const Token *next = token_at(scene, end);
    return next->tag == TAG_NOUN && (next->flags & TOKEN_CAPITALISED) == 0 &&
           next->kind == TOKEN_WORD && scene->staging->mention_of[end] == NONE &&
           scene->staging->time_of[end] == NONE &&
           token_at(scene, end - 1)->relation == REL_COMPOUND;
}

static bool is_state(const Scene *scene, uint32_t mention)
{
    uint32_t actor = scene->doc->mentions.items[mention].actor;
    return actor != NONE && scene->doc->actors.items[actor].kind == ACTOR_STATE;
}

static void add_all(const Scene *scene, const uint32_t *mentions, uint32_t count, Filling *out)
{
    for (uint32_t i = 0; i < count; i++) add_mention(scene, mentions[i], out);
}

/* "King Hamad [of Bahrain] and President Mohamed": past the country of a person. */
static uint32_t skip_origin(const Scene *scene, uint32_t end)
{
    if (!scene_has_word(scene, end, STR("of"))) return end;
    uint32_t at = skip_lead_in(scene, end + 1);
    uint32_t mention = mention_index(scene, at);
    if (mention == NONE || !is_state(scene, mention)) return end;
    return mention_end(scene, mention);
}

/* "Lula and [Chile's] Boric" */
static uint32_t skip_country_right(const Scene *scene, uint32_t token)
{
    uint32_t mention = mention_index(scene, token);
    if (mention == NONE || !is_state(scene, mention)) return token;
    uint32_t mark = mention_end(scene, mention);
    if (!token_is_possessive_mark(scene, mark)) return token;
    uint32_t owned = mention_index(scene, mark + 1);
    if (owned == NONE) return token;
    uint32_t actor = scene->doc->mentions.items[owned].actor;
    bool is_person = actor != NONE && scene->doc->actors.items[actor].kind == ACTOR_PERSON;
    return is_person ? mark + 1 : token;
}

/* "the premier of Ruritania": a role whose country nobody knows. */
static bool is_office_of_unknown(const Scene *scene, uint32_t mention, uint32_t end)
{
    return scene->doc->mentions.items[mention].kind == MENTION_ROLE &&
           scene_has_word(scene, skip_origin(scene, end), STR("of"));
}

/* "Ann Example, [the Ruritanian premier] and Bob Example": past a member of a list whom nobody
 * could tell; the token it starts at if no noun stands there, or a clause starts with it. */
static uint32_t skip_unknown_member(const Scene *scene, uint32_t token)
{
    uint32_t t = skip_lead_in(scene, token), end = token;
    for (; t < scene->end && t < token + LONGEST_LEAD_TOKENS; t++) {
        const Token *word = token_at(scene, t);
        bool is_named = scene->staging->mention_of[t] != NONE;
        if (token_is_noun(word) || (is_named && !token_is_possessive_mark(scene, t)))
            end = t + 1;
        else if (word->tag != TAG_ADJ && word->tag != TAG_DET &&
                 !word_is_one_of(word->lower, "of 's '"))
            break;
    }
    return end > token && !opens_clause(scene, end) ? end : token;
}

/* "[Ruritanian] prime minister": a name that only says which office. */
static bool is_before_role(const Scene *scene, uint32_t end)
{
    const Mention *next = scene_mention_at(scene, end);
    return next != NULL && next->kind == MENTION_ROLE;
}

#define LONGEST_AFFILIATION 6

/* "Ann Example[, D-Calif.], and Bob Example": past a member's party and state; the comma behind it
 * stands for the list. */
static uint32_t skip_affiliation(const Scene *scene, uint32_t at)
{
    if (!scene_has_word(scene, at, STR(",")) || at + 2 >= scene->end) return at;
    Str word = word_at(scene, at + 1);
    bool is_letter = word.len > 0 && strchr("dri", word.data[0]) != NULL;
    bool has_hyphen = (word.len > 2 && word.data[1] == '-') ||
                      (word.len == 1 && scene_has_word(scene, at + 2, STR("-")));
    if (!is_letter || !has_hyphen) return at;
    for (uint32_t t = at + 2; t < scene->end && t <= at + LONGEST_AFFILIATION; t++)
        if (scene_has_word(scene, t, STR(","))) return t;
    return at;
}

#define LONGEST_BODY 4

/* "and [Senate] Minority Leader Bob Example": past the body that a member's title is of. */
static uint32_t skip_body_of_title(const Scene *scene, uint32_t token)
{
    for (uint32_t t = token; t < scene->end && t <= token + LONGEST_BODY; t++) {
        const Mention *mention = scene_mention_at(scene, t);
        if (mention != NULL) return mention->kind == MENTION_TITLED_NAME ? t : token;
        const Token *word = token_at(scene, t);
        if (word->tag != TAG_PROPN || word->relation != REL_COMPOUND) return token;
    }
    return token;
}

static uint32_t behind_member(const Scene *scene, uint32_t end)
{
    return skip_affiliation(scene, skip_parenthesis(scene, skip_origin(scene, end)));
}

/* Adds the rest of "A, B and C" where A ends at `end`. What hangs on commas alone is no list, but
 * for states in a headline: "leaders of Vietnam, Laos, Cuba". */
static void add_right_conjuncts(const Scene *scene, uint32_t end, Filling *out)
{
    uint32_t pending[MOST_PARTIES];
    uint32_t pending_count = 0;
    uint32_t at = behind_member(scene, end);
    for (;;) {
        Joint joint = read_joint(scene, at);
        uint32_t start = skip_country_right(scene, skip_lead_in(scene, joint.end));
        start = skip_body_of_title(scene, start);
        uint32_t mention = mention_index(scene, start);
        uint32_t next = mention == NONE ? start : mention_end(scene, mention);
        bool is_member = joint.is_found && is_party_index(scene, mention) &&
                         !token_is_possessive_mark(scene, next) && !opens_clause(scene, next) &&
                         !is_modifier(scene, next) && !is_before_role(scene, next) &&
                         !is_office_of_unknown(scene, mention, next);
        if (!is_member || pending_count == MOST_PARTIES) {
            uint32_t after = joint.is_found ? skip_unknown_member(scene, joint.end) : joint.end;
            bool is_unknown = after > joint.end;
            if (is_unknown && !joint.is_and && pending_count < MOST_PARTIES) {
                at = after;
                continue;
            }
            bool is_open_end =
                joint.is_and && start < scene->end &&
                (is_unknown || word_is_one_of(word_at(scene, start), "others other many"));
            bool are_states = pending_count >= 2;
            for (uint32_t i = 0; i < pending_count; i++) are_states &= is_state(scene, pending[i]);
            if (is_open_end || are_states) add_all(scene, pending, pending_count, out);
            return;
        }
        pending[pending_count++] = mention;
        at = behind_member(scene, next);
        if (!joint.is_and) continue;
        add_all(scene, pending, pending_count, out);
        pending_count = 0;
    }
}

/* "leaders of", "heads of state of", "the people of": the noun speaks for the states after it. */
static uint32_t skip_speakers(const Scene *scene, uint32_t token)
{
    static const char *const nouns =
        "leader leaders president presidents head heads chief chiefs colleague colleagues "
        "counterpart counterparts government governments people peoples monarch king minister "
        "ministers premier premiers chancellor authorities leadership";
    uint32_t at = token;
    while (at < scene->end && at < token + 10) {
        Str word = word_at(scene, at);
        bool is_speaker = word_is_one_of(word, nouns);
        if (!is_speaker && mention_index(scene, at) == NONE && token_is_noun(token_at(scene, at))) {
            at++;
            continue;
        }
        if (!is_speaker && !is_lead_in(scene, at)) return NONE;
        at++;
        if (!is_speaker) continue;
        if (scene_has_word(scene, at, STR("such"))) at += 2; /* "leaders such as" */
        if (scene_has_word(scene, at, STR("of")) || scene_has_word(scene, at, STR("from"))) {
            at = skip_lead_in(scene, at + 1);
            uint32_t mention = mention_index(scene, at);
            if (is_party_index(scene, mention)) return at;
            /* "heads of state of Russia" */
            if (at < scene->end && word_is_one_of(word_at(scene, at), "state states government"))
                at++;
            if (scene_has_word(scene, at, STR("and"))) at += 2;
            if (scene_has_word(scene, at, STR("of"))) at = skip_lead_in(scene, at + 1);
            return is_party_index(scene, mention_index(scene, at)) ? at : NONE;
        }
    }
    return NONE;
}

/* A role or group that could not be told: "leaders of Russia", "the official" before a name. */
static bool is_nobody(const Scene *scene, uint32_t mention)
{
    uint32_t actor = scene->doc->mentions.items[mention].actor;
    return actor == NONE || scene->doc->actors.items[actor].kind == ACTOR_GROUP;
}

static bool fill_list(const Scene *scene, uint32_t mention, Filling *out)
{
    Filling filling = empty_filling();
    add_mention(scene, mention, &filling);
    add_right_conjuncts(scene, mention_end(scene, mention), &filling);
    if (filling.parties.count == 0) return false;
    *out = filling;
    return true;
}

/* "the Chairman of State Affairs, Comrade Kim": the name after the comma, where the role before
 * it could not be resolved. */
static bool fill_apposition(const Scene *scene, uint32_t end, Filling *out)
{
    uint32_t at = skip_parenthesis(scene, end);
    if (!scene_has_word(scene, at, STR(","))) return false;
    at = skip_lead_in(scene, at + 1);
    uint32_t mention = mention_index(scene, at);
    if (!is_party_index(scene, mention)) return false;
    MentionKind kind = scene->doc->mentions.items[mention].kind;
    if (kind != MENTION_NAME && kind != MENTION_TITLED_NAME) return false;
    return fill_list(scene, mention, out);
}

/* "his Rwandan and Congolese counterparts, [Kagame and Tshisekedi],": the names of a plural role.
 */
static bool fill_counterparts(const Scene *scene, uint32_t end, Filling *out)
{
    if (!word_is_one_of(word_at(scene, end - 1), "counterparts presidents ministers premiers "
                                                 "leaders kings chancellors"))
        return false;
    if (!fill_apposition(scene, end, out) || out->parties.count < 2) return false;
    return out->end >= scene->end || word_is_one_of(word_at(scene, out->end), ", . ; on over to");
}

/* "Rwandan and Congolese" */
static bool joins_nationalities(const Scene *scene, uint32_t token)
{
    if (token <= scene->first || !word_is_one_of(word_at(scene, token), "and ,")) return false;
    const Mention *before = scene_mention_at(scene, token - 1);
    return before != NULL && before->kind == MENTION_NATIONALITY &&
           scene_mention_at(scene, token + 1) != NULL;
}

/* "said Pelosi [spokesperson Drew Hammill]": the name only says whose. */
static bool is_before_title(const Scene *scene, uint32_t end)
{
    const Mention *next = scene_mention_at(scene, end);
    return next != NULL && next->kind == MENTION_TITLED_NAME && next->tokens.first == end &&
           (token_at(scene, end)->flags & TOKEN_CAPITALISED) == 0;
}

bool parties_right(const Scene *scene, uint32_t token, uint32_t limit, Filling *out)
{
    uint32_t last = token + LONGEST_LEAD_TOKENS < limit ? token + LONGEST_LEAD_TOKENS : limit;
    uint32_t speakers = skip_speakers(scene, token);
    for (uint32_t t = token; t < last && t < scene->end;) {
        uint32_t mention = mention_index(scene, t);
        if (mention == NONE || token_is_possessive_pronoun(scene, t)) {
            if (!is_lead_in(scene, t) && !token_is_noun(token_at(scene, t)) &&
                !joins_nationalities(scene, t))
                break;
            t++;
            continue;
        }
        uint32_t end = mention_end(scene, mention);
        bool is_party = is_party_index(scene, mention);
        /* "the Russia-DPRK alliance", "the Trump campaign" */
        if (scene_has_word(scene, end, STR("-")) || is_modifier(scene, end)) break;
        if (is_before_title(scene, end)) {
            t = end;
            continue;
        }
        if (fill_counterparts(scene, end, out)) return true;
        if (token_is_possessive_mark(scene, end)) {
            t = end + 1;
        } else if (is_party && (speakers == NONE || mention == mention_index(scene, speakers) ||
                                scene->doc->mentions.items[mention].kind != MENTION_ROLE)) {
            return fill_list(scene, mention, out);
        } else if (scene->doc->mentions.items[mention].kind == MENTION_NATIONALITY ||
                   (is_nobody(scene, mention) && mention_index(scene, end) != NONE)) {
            t = end;
        } else if (is_nobody(scene, mention) && state_inside(scene, mention) != NONE) {
            return fill_list(scene, mention, out);
        } else {
            if (speakers != NONE) break;
            return fill_apposition(scene, end, out);
        }
    }
    if (speakers == NONE || speakers >= limit) return false;
    return fill_list(scene, mention_index(scene, speakers), out);
}

/* The mention that ends just before a token; NONE. */
static uint32_t mention_before(const Scene *scene, uint32_t token)
{
    if (token <= scene->first) return NONE;
    if (scene_has_word(scene, token - 1, STR(")"))) {
        for (uint32_t t = token - 1; t > scene->first && token - t < 8; t--)
            if (scene_has_word(scene, t - 1, STR("("))) return mention_before(scene, t - 1);
        return NONE;
    }
    return mention_index(scene, token - 1);
}

/* The token where the noun phrase of a mention starts: "the", "his", adjectives. */
static uint32_t phrase_start(const Scene *scene, uint32_t mention)
{
    uint32_t start = scene->doc->mentions.items[mention].tokens.first;
    while (start > scene->first && is_lead_in(scene, start - 1)) start--;
    return start;
}

/* "Putin, Xi congratulate": two of a kind at the very start. */
static bool is_headline_pair(const Scene *scene, uint32_t comma, uint32_t second)
{
    const Document *doc = scene->doc;
    uint32_t first = mention_before(scene, comma);
    if (!is_party_index(scene, first)) return false;
    const Mention *a = &doc->mentions.items[first], *b = &doc->mentions.items[second];
    bool is_bare = a->kind == MENTION_NAME && b->kind == MENTION_NAME &&
                   a->tokens.first == scene->first && b->tokens.first == comma + 1;
    if (!is_bare || a->actor == NONE || b->actor == NONE || a->actor == b->actor) return false;
    uint32_t verb = b->tokens.end;
    return verb < scene->end && token_at(scene, verb)->xpos != XPOS_VBZ &&
           !str_ends(token_at(scene, verb)->lower, STR("s")) &&
           doc->actors.items[a->actor].kind == doc->actors.items[b->actor].kind;
}

/* "Ouattara and [Sierra Leone's] Bio": before the country whose leader it is. */
static uint32_t skip_country_left(const Scene *scene, uint32_t token)
{
    if (token <= scene->first || !token_is_possessive_mark(scene, token - 1)) return token;
    uint32_t mention = mention_before(scene, token - 1);
    if (mention == NONE || !is_state(scene, mention)) return token;
    return phrase_start(scene, mention);
}

static void add_left_conjuncts(const Scene *scene, uint32_t mention, Filling *out)
{
    bool has_and = false;
    for (uint32_t steps = 0; steps < MOST_PARTIES; steps++) {
        uint32_t at = skip_country_left(scene, phrase_start(scene, mention));
        if (at <= scene->first) return;
        bool is_and = word_is_one_of(word_at(scene, at - 1), "and &");
        bool is_comma = scene_has_word(scene, at - 1, STR(",")) &&
                        (has_and || is_headline_pair(scene, at - 1, mention));
        if (!is_and && !is_comma) return;
        at--;
        if (is_and && scene_has_word(scene, at - 1, STR(","))) at--;
        mention = mention_before(scene, at);
        if (!is_party_index(scene, mention)) return;
        add_mention(scene, mention, out);
        has_and = true;
    }
}

/* As the text names them. */
static void order_parties(PartyList *list)
{
    for (uint32_t i = 1; i < list->count; i++) {
        Party moved = list->items[i];
        uint32_t at = i;
        for (; at > 0 && list->items[at - 1].mention > moved.mention; at--)
            list->items[at] = list->items[at - 1];
        list->items[at] = moved;
    }
}

bool parties_left(const Scene *scene, uint32_t token, Filling *out)
{
    uint32_t mention = mention_before(scene, token);
    if (!is_party_index(scene, mention)) return false;
    Filling filling = empty_filling();
    add_mention(scene, mention, &filling);
    add_left_conjuncts(scene, mention, &filling);
    if (filling.parties.count == 0) return false;
    order_parties(&filling.parties);
    *out = filling;
    return true;
}

bool parties_at(const Scene *scene, uint32_t token, Filling *out)
{
    if (token == NONE || token < scene->first || token >= scene->end) return false;
    uint32_t mention = mention_index(scene, token);
    if (!is_party_index(scene, mention)) {
        uint32_t start = token;
        while (start > scene->first && is_lead_in(scene, start - 1)) start--;
        uint32_t speakers = skip_speakers(scene, start);
        if (speakers == NONE) return false;
        return fill_list(scene, mention_index(scene, speakers), out);
    }
    Filling filling = empty_filling();
    add_mention(scene, mention, &filling);
    add_right_conjuncts(scene, mention_end(scene, mention), &filling);
    add_left_conjuncts(scene, mention, &filling);
    order_parties(&filling.parties);
    *out = filling;
    return filling.parties.count > 0;
}
