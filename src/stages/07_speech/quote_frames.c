/*
 * Who speaks: finds the cue words of a sentence and the speaker of each.
 *
 *     "…," said the 71-year-old Chinese leader, according to …
 *          cue  speaker                       cue
 *
 * The dependency tree is asked first; where it knows no subject, the mention next to the verb is
 * taken: before it, or after it where a comma or a closing mark stands before the verb.
 */
#include "quote_work.h"

#define WIDEST_GAP_TOKENS 4 /* between a verb and the mention that is taken for its subject */
#define LONGEST_CUE_TOKENS 5

static void cover_runs(QuoteWork *work)
{
    for (uint32_t t = 0; t < work->doc->tokens.count; t++) work->run_over[t] = NONE;
    for (uint32_t r = 0; r < work->runs.count; r++) {
        TokenRange tokens = work->runs.items[r].tokens;
        for (uint32_t t = tokens.first; t < tokens.end; t++) work->run_over[t] = r;
    }
}

void quote_work_init(QuoteWork *work, const QuoteData *data, Document *doc, Arena *scratch)
{
    uint32_t count = doc->tokens.count;
    *work = (QuoteWork){.data = data, .doc = doc, .scratch = scratch};
    tree_init(&work->tree, doc, scratch);
    work->lemmas = arena_new_items(scratch, Str, count);
    work->mention_over = document_mentions_over(doc, scratch);
    work->run_over = arena_new_items(scratch, uint32_t, count);
    for (uint32_t t = 0; t < count; t++) work->lemmas[t] = tree_lemma(&work->tree, t);
    quote_marks_pair(doc, scratch, &work->runs);
    cover_runs(work);
}

uint32_t quote_mention_of(const QuoteWork *work, uint32_t token)
{
    if (token == NONE) return NONE;
    uint32_t headed = work->doc->token_mention == NULL ? NONE : work->doc->token_mention[token];
    return headed != NONE ? headed : work->mention_over[token];
}

bool quote_token_is(const QuoteWork *work, uint32_t token, Str lower)
{
    return token < work->doc->tokens.count && str_equal(quote_token(work, token)->lower, lower);
}

static bool is_verb(const QuoteWork *work, uint32_t token)
{
    Tag tag = quote_token(work, token)->tag;
    return tag == TAG_VERB || tag == TAG_AUX;
}

/* Value of the cue that starts here; MAP_NONE. Verbs by lemma, phrases by their words. */
static uint32_t match_cue(const QuoteWork *work, uint32_t token, uint32_t end, uint32_t *out_used)
{
    Str words[LONGEST_CUE_TOKENS];
    uint32_t count = end - token < LONGEST_CUE_TOKENS ? end - token : LONGEST_CUE_TOKENS;
    for (uint32_t i = 0; i < count; i++)
        words[i] = i == 0 ? work->lemmas[token] : quote_token(work, token + i)->lower;
    uint32_t use = phrases_match(&work->data->cues, words, count, out_used);
    if (use != MAP_NONE) return is_verb(work, token) ? use : MAP_NONE;
    words[0] = quote_token(work, token)->lower; /* "according to" */
    use = phrases_match(&work->data->cues, words, count, out_used);
    return use == CUE_ACCORDING || use == CUE_QUOTED ? use : MAP_NONE;
}

static bool is_outside_marks(const QuoteWork *work, uint32_t token)
{
    return token != NONE && work->run_over[token] == NONE;
}

static bool is_in_sentence(const QuoteWork *work, uint32_t token, uint32_t sentence)
{
    return token != NONE && quote_token(work, token)->sentence == sentence;
}

/* "said Ohio Rep. Ann Lee": a place right before a titled name goes with it. */
static uint32_t past_place(const QuoteWork *work, uint32_t mention, uint32_t end)
{
    const Document *doc = work->doc;
    const Mention *place = &doc->mentions.items[mention];
    uint32_t next = place->tokens.end < end ? work->mention_over[place->tokens.end] : NONE;
    if (next == NONE || place->kind != MENTION_NAME || place->actor == NONE) return mention;
    ActorKind kind = doc->actors.items[place->actor].kind;
    bool is_titled = doc->mentions.items[next].kind == MENTION_TITLED_NAME;
    return is_titled && (kind == ACTOR_PLACE || kind == ACTOR_STATE) ? next : mention;
}

/* The first mention that begins at or after a token, within the gap. */
static uint32_t mention_after(const QuoteWork *work, uint32_t token, uint32_t end)
{
    for (uint32_t t = token; t < end && t < token + WIDEST_GAP_TOKENS; t++) {
        if (quote_token(work, t)->kind == TOKEN_PUNCT || is_verb(work, t)) return NONE;
        if (work->mention_over[t] != NONE) return past_place(work, work->mention_over[t], end);
    }
    return NONE;
}

static uint32_t mention_before(const QuoteWork *work, uint32_t token, uint32_t first)
{
    for (uint32_t i = 1; i <= WIDEST_GAP_TOKENS && token >= first + i; i++) {
        uint32_t mention = work->mention_over[token - i];
        if (mention != NONE) return mention;
        if (quote_token(work, token - i)->kind == TOKEN_QUOTE) return NONE;
    }
    return NONE;
}

/* ", said X": a comma or closing mark stands right before the verb. */
static bool follows_break(const QuoteWork *work, uint32_t verb, uint32_t first)
{
    if (verb == first) return false;
    const Token *before = quote_token(work, verb - 1);
    return before->kind == TOKEN_QUOTE || str_equal(before->lower, STR(","));
}

/* "Kim sent a letter on Monday, hailing …": who sends is who hails. */
static uint32_t subject_of_verb_before(const QuoteWork *work, uint32_t verb, uint32_t first)
{
    for (uint32_t t = verb; t-- > first;) {
        Xpos xpos = quote_token(work, t)->xpos;
        bool is_finite = xpos == XPOS_VBD || xpos == XPOS_VBZ || xpos == XPOS_VBP;
        if (!is_verb(work, t) || !is_finite) continue;
        uint32_t subject = tree_subject(&work->tree, t);
        if (subject != NONE && subject >= first && subject < t) return subject;
    }
    return NONE;
}

/* "Kim, the leader, said he would come": the verb has a subject, and "he" is another's. */
static bool has_subject_before(const QuoteWork *work, uint32_t verb, TokenRange sentence)
{
    uint32_t subject = tree_own_subject(&work->tree, verb);
    return subject != NONE && subject >= sentence.first && subject < verb;
}

/* "it was announced", "were asked to vote": who speaks stands behind "by". */
static bool is_passive_cue(const QuoteWork *work, uint32_t verb)
{
    return tree_child(&work->tree, verb, REL_AUX_PASS) != NONE;
}

/* "The ministry's spokeswoman, Ann Lee, says": the name behind a noun that names nobody. */
static uint32_t named_of(const QuoteWork *work, uint32_t subject)
{
    uint32_t name = tree_apposition(&work->tree, subject);
    bool is_nameless = quote_mention_of(work, subject) == NONE;
    return is_nameless && quote_mention_of(work, name) != NONE ? name : subject;
}

static uint32_t find_subject(const QuoteWork *work, uint32_t verb, TokenRange sentence)
{
    uint32_t sentence_index = quote_token(work, verb)->sentence;
    bool is_participle = quote_token(work, verb)->xpos == XPOS_VBG;
    if (!is_participle && follows_break(work, verb, sentence.first) &&
        !has_subject_before(work, verb, sentence)) {
        uint32_t mention = mention_after(work, verb + 1, sentence.end);
        if (mention != NONE) return work->doc->mentions.items[mention].head;
    }
    uint32_t subject = tree_subject(&work->tree, verb);
    if (is_in_sentence(work, subject, sentence_index) && is_outside_marks(work, subject))
        return named_of(work, subject);
    if (is_participle) return subject_of_verb_before(work, verb, sentence.first);
    uint32_t mention = mention_before(work, verb, sentence.first);
    return mention == NONE ? NONE : work->doc->mentions.items[mention].head;
}

/* Tokens of the speaker's phrase: its mention, or the noun phrase. */
static TokenRange speaker_range(const QuoteWork *work, uint32_t speaker)
{
    uint32_t mention = quote_mention_of(work, speaker);
    if (mention != NONE) return work->doc->mentions.items[mention].tokens;
    return tree_nominal_range(&work->tree, speaker);
}

/* "the official Kenya News Agency": a name's mention begins after its article. */
static bool stands_before_name(const QuoteWork *work, uint32_t token)
{
    Tag tag = quote_token(work, token)->tag;
    return tag == TAG_DET || tag == TAG_ADJ;
}

static void set_group(const QuoteWork *work, QuoteFrame *frame)
{
    frame->group = frame->cue;
    if (frame->speaker == NONE) return;
    TokenRange range = speaker_range(work, frame->speaker);
    uint32_t sentence = quote_token(work, frame->verb)->sentence;
    uint32_t first = work->doc->sentences.items[sentence].tokens.first;
    while (range.first > first && stands_before_name(work, range.first - 1)) range.first--;
    if (range.first < frame->group.first) frame->group.first = range.first;
    if (range.end > frame->group.end) frame->group.end = range.end;
}

/* "told reporters": the object of telling; "wrote to": the one written to. */
static uint32_t find_addressee(const QuoteWork *work, const QuoteFrame *frame)
{
    static const Str tellers[] = {STR_INIT("tell"), STR_INIT("remind"), STR_INIT("ask"),
                                  STR_INIT("warn"), STR_INIT("urge")};
    Str lemma = work->lemmas[frame->verb];
    for (size_t i = 0; i < COUNT(tellers); i++) {
        if (!str_equal(lemma, tellers[i])) continue;
        uint32_t object = tree_indirect_object(&work->tree, frame->verb);
        if (object == NONE) object = tree_object(&work->tree, frame->verb);
        if (object != NONE && object > frame->verb) return quote_mention_of(work, object);
        return mention_after(
            work, frame->cue.end,
            work->doc->sentences.items[quote_token(work, frame->verb)->sentence].tokens.end);
    }
    return NONE;
}

/* Who stands after "according to". */
static uint32_t holder_after(const QuoteWork *work, uint32_t token, uint32_t end)
{
    for (uint32_t t = token; t < end && t < token + 2 * WIDEST_GAP_TOKENS; t++) {
        if (work->mention_over[t] != NONE) {
            const Mention *mention = &work->doc->mentions.items[work->mention_over[t]];
            return mention->head;
        }
        Tag tag = quote_token(work, t)->tag;
        bool ends_noun =
            tag == TAG_NOUN && (t + 1 == end || quote_token(work, t + 1)->tag != TAG_NOUN);
        if (ends_noun) return t;
        if (tag == TAG_VERB || quote_token(work, t)->kind == TOKEN_QUOTE) return NONE;
    }
    return NONE;
}

void quote_frames_find(const QuoteWork *work, uint32_t sentence, QuoteFrames *out)
{
    TokenRange tokens = work->doc->sentences.items[sentence].tokens;
    for (uint32_t t = tokens.first; t < tokens.end; t++) {
        if (work->run_over[t] != NONE) continue;
        uint32_t used;
        uint32_t use = match_cue(work, t, tokens.end, &used);
        if (use == MAP_NONE) continue;
        QuoteFrame frame = {.use = (CueUse)use, .cue = {t, t + used}, .verb = t, .addressee = NONE};
        bool is_phrase = use == CUE_ACCORDING || (use == CUE_QUOTED && !is_verb(work, t));
        bool has_agent = use != CUE_QUOTED && is_passive_cue(work, t);
        if (is_phrase)
            frame.speaker = holder_after(work, t + used, tokens.end);
        else if (has_agent)
            frame.speaker = tree_oblique(&work->tree, t, STR("by"));
        else
            frame.speaker = find_subject(work, t, tokens);
        frame.addressee = is_phrase ? NONE : find_addressee(work, &frame);
        set_group(work, &frame);
        *list_add(work->scratch, out) = frame;
        t += used - 1;
    }
}
