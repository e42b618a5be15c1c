#include "scene.h"

/* A phrase that joins two message words ("letter of deep condolence") has few words between. */
#define LONGEST_JOIN_TOKENS 4
#define LONGEST_RETURN_TOKENS 8 /* "returned [the Canadian prime minister's] call" */

bool word_is_one_of(Str word, const char *list)
{
    for (;;) {
        uint32_t same = 0;
        while (same < word.len && list[same] == word.data[same] && list[same] != ' ' && list[same] != '\0') same++;
        list += same;
        if (same > 0 && same == word.len && (*list == ' ' || *list == '\0')) return true;
        while (*list != ' ' && *list != '\0') list++;
        if (*list == '\0') return false;
        list++;
    }
}

bool token_is_verb(const Token *token)
{
    return token->tag == TAG_VERB || (token->tag == TAG_X && token->kind == TOKEN_WORD);
}

bool token_is_noun(const Token *token)
{
    return token->tag == TAG_NOUN || token->tag == TAG_PROPN || token->tag == TAG_X;
}

bool token_is_finite(const Token *token)
{
    if (token->tag != TAG_VERB && token->tag != TAG_AUX) return false;
    return token->xpos == XPOS_VBD || token->xpos == XPOS_VBZ || token->xpos == XPOS_VBP ||
           token->xpos == XPOS_MD;
}

bool token_is_quote(const Token *token)
{
    return token->kind == TOKEN_QUOTE;
}

uint32_t scene_reach(const Scene *scene, uint32_t from)
{
    uint32_t limit = from + LONGEST_REACH_TOKENS;
    return limit < scene->end ? limit : scene->end;
}

bool scene_has_word(const Scene *scene, uint32_t token, Str word)
{
    return token >= scene->first && token < scene->end && str_equal(word_at(scene, token), word);
}

bool token_is_possessive_mark(const Scene *scene, uint32_t token)
{
    return scene_has_word(scene, token, STR("'s")) || scene_has_word(scene, token, STR("'"));
}

bool token_is_possessive_pronoun(const Scene *scene, uint32_t token)
{
    return token >= scene->first && token < scene->end &&
           word_is_one_of(word_at(scene, token), "his her their its my our your") &&
           token_at(scene, token)->xpos != XPOS_PRP;
}

const Mention *scene_mention_at(const Scene *scene, uint32_t token)
{
    if (token < scene->first || token >= scene->end) return NULL;
    uint32_t mention = scene->staging->mention_of[token];
    return mention == NONE ? NULL : &scene->doc->mentions.items[mention];
}

static uint32_t *fill_none(Arena *arena, uint32_t count)
{
    uint32_t *items = arena_new_items(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) items[i] = NONE;
    return items;
}

static uint32_t *map_times(const Document *doc, Arena *scratch)
{
    uint32_t *time_of = fill_none(scratch, doc->tokens.count);
    for (uint32_t i = 0; i < doc->times.count; i++) {
        TokenRange tokens = doc->times.items[i].tokens;
        if (!time_tells_when(&doc->times.items[i])) continue;
        for (uint32_t t = tokens.first; t < tokens.end && t < doc->tokens.count; t++)
            if (time_of[t] == NONE) time_of[t] = i;
    }
    return time_of;
}

/* Most words are none, and are asked for once. */
static const uint8_t *mark_cues(const MessageData *data, const Str *words, uint32_t count, Arena *scratch)
{
    uint8_t *cues = arena_new_items(scratch, uint8_t, count + 1);
    for (uint32_t t = 0; t < count; t++) {
        uint32_t look = phrase_look(words[t]);
        cues[t] = (uint8_t)((phrases_has_first(&data->occasion_words, look) ? CUE_WORDS_OCCASION : 0) |
                            (phrases_has_first(&data->noun_words, look) ? CUE_WORDS_NOUN : 0) |
                            (phrases_has_first(&data->verb_words, look) ? CUE_WORDS_VERB : 0) |
                            (phrases_has_first(&data->channel_words, look) ? CUE_WORDS_CHANNEL : 0));
    }
    return cues;
}

void staging_init(Staging *staging, const MessageData *data, Document *doc, Arena *scratch)
{
    Str *words = arena_new_items(scratch, Str, doc->tokens.count + 1);
    for (uint32_t t = 0; t < doc->tokens.count; t++) words[t] = doc->tokens.items[t].lower;
    *staging = (Staging){
        .data = data,
        .doc = doc,
        .scratch = scratch,
        .words = words,
        .cues = mark_cues(data, words, doc->tokens.count, scratch),
        .mention_of = document_mentions_over(doc, scratch),
        .time_of = map_times(doc, scratch),
        .last_sender = {NONE, NONE},
        .last_recipient = {NONE, NONE},
        .last_caller = {NONE, NONE},
        .last_called = {NONE, NONE},
    };
    tree_init(&staging->tree, doc, scratch);
}

/* ---- nouns ---- */

static bool is_form_kind(MessageKind kind)
{
    return kind == MESSAGE_MESSAGE || kind == MESSAGE_LETTER || kind == MESSAGE_TELEGRAM ||
           kind == MESSAGE_NOTE;
}

/* "letter" + "condolence": what it is for says more than its form. */
static MessageKind join_kinds(MessageKind first, MessageKind second)
{
    if (is_form_kind(first) && !is_form_kind(second)) return second;
    if (first == MESSAGE_MESSAGE) return second;
    return first;
}

/* Do only "of", "and", adjectives and the like stand between two message words? */
static bool is_join(const Scene *scene, uint32_t first, uint32_t end)
{
    if (first == end) return true;
    if (end - first > LONGEST_JOIN_TOKENS) return false;
    bool has_joint = false;
    for (uint32_t t = first; t < end; t++) {
        Tag tag = token_at(scene, t)->tag;
        bool is_joint = word_is_one_of(word_at(scene, t), "of and & or");
        bool is_filler = tag == TAG_ADJ || tag == TAG_ADV || tag == TAG_DET || tag == TAG_PRON;
        if (!is_joint && !is_filler) return false;
        has_joint |= is_joint;
    }
    return has_joint;
}

static void join_noun(const Scene *scene, NounCue *before, const NounCue *next)
{
    bool is_compound = before->tokens.end == next->tokens.first;
    (void)scene;
    before->tokens.end = next->tokens.end;
    if (is_compound) before->head = next->head;
    before->kind = join_kinds(before->kind, next->kind);
    if (before->use == NOUN_MODIFIER || next->use == NOUN_DOCUMENT) before->use = next->use;
}

/* "greeting Putin" is a verb, "wishes to Putin" is not. */
static bool is_verb_here(const Scene *scene, uint32_t token, uint32_t after)
{
    if (token_at(scene, token)->tag != TAG_VERB) return false;
    if (token > scene->first && token_is_possessive_mark(scene, token - 1)) return false;
    return !scene_has_word(scene, after, STR("to")) && !scene_has_word(scene, after, STR("from"));
}

/* "following one to Castro": a message stands before, and somebody after. */
static bool is_pro_message(const Scene *scene, uint32_t after)
{
    bool has_message = scene->staging->last_sender.actor != NONE || scene->nouns.count > 0;
    if (!has_message || !word_is_one_of(word_at(scene, after), "to from")) return false;
    for (uint32_t t = after + 1; t < scene->end && t < after + 4; t++)
        if (scene_mention_at(scene, t) != NULL) return true;
    return false;
}

/* "returned the call": a call that one hears of by the verb alone. */
static bool is_returned(const Scene *scene, uint32_t token)
{
    for (uint32_t t = token; t > scene->first && token - t < LONGEST_RETURN_TOKENS; t--) {
        uint32_t used;
        uint32_t entry =
            phrases_match(&scene->data->verb_words, scene->staging->words + t - 1, 1, &used);
        if (entry != MAP_NONE && scene->data->verbs.items[entry].frames & 1u << FRAME_RETURN)
            return true;
    }
    return false;
}

static void add_noun(Scene *scene, uint32_t token, uint32_t entry, uint32_t used)
{
    if (scene->nouns.count == MOST_CUES) return;
    if (is_verb_here(scene, token + used - 1, token + used)) return;
    const NounEntry *noun = &scene->data->nouns.items[entry];
    if (noun->use == NOUN_PRONOUN &&
        (token + used >= scene->end || !is_pro_message(scene, token + used)))
        return;
    if (noun->use == NOUN_NOTHING) return;
    if (noun->use == NOUN_RETURNED && !is_returned(scene, token)) return;
    NounCue cue = {
        .tokens = {token, token + used},
        .head = token + used - 1,
        .use = noun->use,
        .kind = noun->kind,
    };
    if (scene->nouns.count > 0) {
        NounCue *before = &scene->nouns.items[scene->nouns.count - 1];
        bool is_after_modifier = before->use == NOUN_MODIFIER && token - before->tokens.end <= 2;
        if (is_after_modifier || is_join(scene, before->tokens.end, token)) {
            join_noun(scene, before, &cue);
            if (is_after_modifier) before->head = cue.head;
            return;
        }
    }
    *list_add(scene->staging->scratch, &scene->nouns) = cue;
}

/* A lone "congratulatory" names nothing. */
static void drop_modifiers(Scene *scene)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < scene->nouns.count; i++)
        if (scene->nouns.items[i].use != NOUN_MODIFIER)
            scene->nouns.items[kept++] = scene->nouns.items[i];
    scene->nouns.count = kept;
}

/* ---- verbs ---- */

static bool is_be(Str word)
{
    return word_is_one_of(word, "be is are was were been being 's 're gets got");
}

/* A form of "be" before it, past "also", "been", "recently". */
static bool has_be_before(const Scene *scene, uint32_t verb)
{
    for (uint32_t t = verb; t > scene->first && verb - t < 4; t--) {
        const Token *before = token_at(scene, t - 1);
        if (is_be(before->lower)) return true;
        if (before->tag != TAG_ADV && before->tag != TAG_AUX && before->tag != TAG_PART)
            return false;
    }
    return false;
}

uint32_t scene_skip_time(const Scene *scene, uint32_t token)
{
    for (uint32_t steps = 0; token < scene->end && steps < 6; steps++, token++) {
        bool is_before_time = token + 1 < scene->end &&
                              scene->staging->time_of[token + 1] != NONE &&
                              word_is_one_of(word_at(scene, token), "on in at last earlier late");
        if (!is_before_time && scene->staging->time_of[token] == NONE &&
            token_at(scene, token)->tag != TAG_ADV)
            break;
    }
    return token;
}

/* "congratulated by Xi", "congratulated on his third term by Putin": no object, but a "by". */
static bool has_agent_after(const Scene *scene, uint32_t after)
{
    uint32_t t = scene_skip_time(scene, after);
    if (scene_has_word(scene, t, STR("by")))
        return t + 1 < scene->end &&
               !word_is_one_of(word_at(scene, t + 1), "phone telephone video letter email");
    if (t >= scene->end || token_at(scene, t)->tag != TAG_ADP) return false;
    for (uint32_t end = t + 9; t < scene->end && t < end; t++) {
        if (token_at(scene, t)->tag == TAG_VERB || token_at(scene, t)->kind == TOKEN_PUNCT)
            return false;
        if (scene_has_word(scene, t, STR("by"))) return scene_mention_at(scene, t + 1) != NULL;
    }
    return false;
}

/* "was sent", "a message sent by", headline "Kim congratulated by Xi". */
static bool is_passive(const Scene *scene, uint32_t verb, uint32_t after)
{
    const Token *token = token_at(scene, verb);
    if (token->xpos == XPOS_VB || token->xpos == XPOS_VBZ || token->xpos == XPOS_VBG ||
        token->xpos == XPOS_VBP)
        return false;
    if (str_ends(token->lower, STR("ing"))) return false;
    if (has_be_before(scene, verb)) return true;
    if (has_agent_after(scene, after)) return true;
    /* "the message sent to Castro": participle right after the noun */
    const NounCue *noun = verb > scene->first ? scene_noun_at(scene, verb - 1) : NULL;
    bool is_after_comma = verb >= scene->first + 2 && scene_has_word(scene, verb - 1, STR(",")) &&
                          scene_noun_at(scene, verb - 2) != NULL;
    bool has_object = after < scene->end && token_at(scene, after)->tag != TAG_ADP &&
                      token_at(scene, after)->kind != TOKEN_PUNCT &&
                      token_at(scene, after)->tag != TAG_PART &&
                      scene_skip_time(scene, after) == after;
    bool may_be_participle = /* the tagger takes many for the past tense */
        token->xpos != XPOS_VBD || (is_after_comma && tree_own_subject(scene->tree, verb) == NONE);
    return (noun != NULL || is_after_comma) && may_be_participle && !has_object;
}

/* The tagger takes headline verbs for nouns: "Putin greets Kim", "Xi congratulates Trump". */
static bool is_mistagged_verb(const Scene *scene, uint32_t token)
{
    const Token *t = token_at(scene, token);
    if (t->tag != TAG_NOUN && t->tag != TAG_PROPN && t->tag != TAG_ADJ) return false;
    if (str_ends(t->lower, STR("ing")) || token == scene->first) return false;
    bool is_form = str_ends(t->lower, STR("s")) || str_ends(t->lower, STR("ed")) ||
                   scene_mention_at(scene, token - 1) != NULL;
    if (scene->is_verbless && is_form && !token_is_possessive_mark(scene, token - 1) &&
        scene_noun_at(scene, token) == NULL)
        return true;
    if (scene_mention_at(scene, token - 1) == NULL || token + 1 >= scene->end) return false;
    bool is_before_party = scene_mention_at(scene, token + 1) != NULL;
    return is_before_party || str_ends(t->lower, STR("ed")) || str_equal(t->lower, STR("sent")) ||
           str_equal(t->lower, STR("sends"));
}

static void add_verb(Scene *scene, uint32_t token, uint32_t entry, uint32_t used)
{
    if (!token_is_verb(token_at(scene, token)) && !is_mistagged_verb(scene, token)) return;
    if (scene->verbs.count == MOST_CUES) return;
    VerbCue cue = {
        .tokens = {token, token + used},
        .verb = token,
        .entry = &scene->data->verbs.items[entry],
        .is_passive = is_passive(scene, token, token + used),
    };
    *list_add(scene->staging->scratch, &scene->verbs) = cue;
}

/* ---- all cues ---- */

static uint32_t match(const Scene *scene, const PhraseTable *table, CueWords kind, uint32_t token, uint32_t *used)
{
    *used = 0;
    if (!(scene->staging->cues[token] & kind)) return MAP_NONE;
    return phrases_match(table, scene->staging->words + token, scene->end - token, used);
}

/* "the New 2024 Year" */
static uint32_t match_year_inside(const Scene *scene, uint32_t token, uint32_t *used)
{
    bool is_parted = scene_has_word(scene, token, STR("new")) && token + 2 < scene->end &&
                     token_at(scene, token + 1)->kind == TOKEN_NUMBER &&
                     scene_has_word(scene, token + 2, STR("year"));
    if (!is_parted) return MAP_NONE;
    const Str words[] = {STR("new"), STR("year")};
    uint32_t entry = phrases_match(&scene->data->occasion_words, words, 2, used);
    *used = 3;
    return entry;
}

static void find_occasions(Scene *scene)
{
    for (uint32_t t = scene->first; t < scene->end && scene->occasions.count < MOST_CUES;) {
        uint32_t used;
        uint32_t entry = match(scene, &scene->data->occasion_words, CUE_WORDS_OCCASION, t, &used);
        if (entry == MAP_NONE) entry = match_year_inside(scene, t, &used);
        if (entry == MAP_NONE) {
            t++;
            continue;
        }
        *list_add(scene->staging->scratch, &scene->occasions) =
            (OccasionCue){.tokens = {t, t + used}, .entry = &scene->data->occasions.items[entry]};
        t += used;
    }
}

/* Names hold no cues: "Message" may be a newspaper. */
static bool is_in_name(const Scene *scene, uint32_t token)
{
    const Mention *mention = scene_mention_at(scene, token);
    if (mention == NULL) return false;
    return mention->kind != MENTION_DESCRIPTION && mention->kind != MENTION_COLLECTIVE;
}

static void find_nouns(Scene *scene)
{
    for (uint32_t t = scene->first; t < scene->end;) {
        uint32_t used = 0;
        uint32_t entry = match(scene, &scene->data->noun_words, CUE_WORDS_NOUN, t, &used);
        if (entry != MAP_NONE && is_in_name(scene, t)) entry = MAP_NONE, used = 0;
        if (entry != MAP_NONE) add_noun(scene, t, entry, used);
        t += used > 0 ? used : 1;
    }
    drop_modifiers(scene);
}

static void find_verbs(Scene *scene)
{
    for (uint32_t t = scene->first; t < scene->end;) {
        uint32_t used = 0;
        uint32_t entry = match(scene, &scene->data->verb_words, CUE_WORDS_VERB, t, &used);
        if (entry != MAP_NONE && is_in_name(scene, t)) entry = MAP_NONE, used = 0;
        if (entry != MAP_NONE) add_verb(scene, t, entry, used);
        t += used > 0 ? used : 1;
    }
}

/* The tokens of a sentence without the "SEOUL, Dec. 31 (Xinhua) --" before it. */
static TokenRange tokens_after_dateline(const Document *doc, TokenRange tokens)
{
    if (!doc->meta.dateline.is_present) return tokens;
    Span dateline = doc->meta.dateline.span;
    while (tokens.first + 1 < tokens.end &&
           span_overlaps(doc->tokens.items[tokens.first].span, dateline))
        tokens.first++;
    return tokens;
}

void scene_init(Scene *scene, const Staging *staging, uint32_t sentence)
{
    const Document *doc = staging->doc;
    TokenRange tokens = tokens_after_dateline(doc, doc->sentences.items[sentence].tokens);
    *scene = (Scene){
        .staging = staging,
        .tree = &staging->tree,
        .data = staging->data,
        .doc = staging->doc,
        .sentence = sentence,
        .first = tokens.first,
        .end = tokens.end,
    };
    if (scene->end - scene->first > LONGEST_SENTENCE_TOKENS)
        scene->end = scene->first + LONGEST_SENTENCE_TOKENS;
    scene->is_verbless = true;
    for (uint32_t t = scene->first; t < scene->end; t++)
        if (token_at(scene, t)->tag == TAG_VERB && staging->mention_of[t] == NONE)
            scene->is_verbless = false;
    find_occasions(scene);
    find_nouns(scene);
    find_verbs(scene);
}

const NounCue *scene_noun_at(const Scene *scene, uint32_t token)
{
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        const NounCue *cue = &scene->nouns.items[i];
        if (token >= cue->tokens.first && token < cue->tokens.end) return cue;
    }
    return NULL;
}

const VerbCue *scene_verb_at(const Scene *scene, uint32_t token)
{
    for (uint32_t i = 0; i < scene->verbs.count; i++) {
        const VerbCue *cue = &scene->verbs.items[i];
        if (token >= cue->tokens.first && token < cue->tokens.end) return cue;
    }
    return NULL;
}

const OccasionCue *scene_occasion_at(const Scene *scene, uint32_t token)
{
    for (uint32_t i = 0; i < scene->occasions.count; i++) {
        const OccasionCue *cue = &scene->occasions.items[i];
        if (token >= cue->tokens.first && token < cue->tokens.end) return cue;
    }
    return NULL;
}
