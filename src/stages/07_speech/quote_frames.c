/*
 * The cue words of a sentence, and who each makes speak and listen.
 *
 *     "…," said the 71-year-old Chinese leader, according to …
 *          cue  speaker                       cue
 */
#include "quote_media.h"
#include "quote_nouns.h"
#include "quote_speakers.h"

#define WIDEST_GAP_TOKENS 4 /* between a verb and the mention that is taken for its hearer */
#define LONGEST_CUE_TOKENS 5

static void cover_runs(QuoteWork *work)
{
    for (uint32_t t = 0; t < work->doc->tokens.count; t++) work->run_over[t] = NONE;
    for (uint32_t r = 0; r < work->runs.count; r++) {
        TokenRange tokens = work->runs.items[r].tokens;
        for (uint32_t t = tokens.first; t < tokens.end; t++) work->run_over[t] = r;
    }
}

void quote_work_init(QuoteWork *work, const QuoteData *data, const Staging *staging, Document *doc,
                     Arena *scratch)
{
    uint32_t count = doc->tokens.count;
    *work = (QuoteWork){.data = data, .doc = doc, .scratch = scratch};
    work->tree = staging->tree;
    work->lemmas = arena_new_items(scratch, Str, count);
    work->mention_over = staging->mention_of;
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
    bool is_phrase = use == CUE_ACCORDING || use == CUE_QUOTED; /* "in the words of" */
    if (use != MAP_NONE && (!is_phrase || is_verb(work, token)))
        return is_verb(work, token) ? use : MAP_NONE;
    words[0] = quote_token(work, token)->lower; /* "according to" */
    use = phrases_match(&work->data->cues, words, count, out_used);
    return use == CUE_ACCORDING || use == CUE_QUOTED ? use : MAP_NONE;
}

/* The first mention that begins at or after a token, within the gap. */
static uint32_t mention_after(const QuoteWork *work, uint32_t token, uint32_t end)
{
    for (uint32_t t = token; t < end && t < token + WIDEST_GAP_TOKENS; t++) {
        if (quote_token(work, t)->kind == TOKEN_PUNCT || is_verb(work, t)) return NONE;
        if (work->mention_over[t] != NONE) return work->mention_over[t];
    }
    return NONE;
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
    TokenRange range = frame->source;
    if (range.first == range.end) return;
    uint32_t sentence = quote_token(work, frame->verb)->sentence;
    uint32_t first = work->doc->sentences.items[sentence].tokens.first;
    while (range.first > first && stands_before_name(work, range.first - 1)) range.first--;
    if (range.first < frame->group.first) frame->group.first = range.first;
    if (range.end > frame->group.end) frame->group.end = range.end;
}

/* "speaking to reporters, Kim said" */
static uint32_t hearer_of_participle(const QuoteWork *work, uint32_t verb)
{
    for (uint32_t c = tree_first_child(&work->tree, verb); c != NONE;
         c = tree_next_child(&work->tree, c)) {
        bool speaks = tree_has_lemma(&work->tree, c, STR("speak")) ||
                      tree_has_lemma(&work->tree, c, STR("talk"));
        if (quote_token(work, c)->xpos != XPOS_VBG) continue;
        uint32_t hearer = speaks ? tree_oblique(&work->tree, c, STR("to")) : NONE;
        if (speaks && hearer == NONE) hearer = tree_oblique(&work->tree, c, STR("with"));
        if (tree_has_lemma(&work->tree, c, STR("address"))) hearer = tree_object(&work->tree, c);
        if (hearer != NONE) return hearer;
    }
    return NONE;
}

/* "told reporters": the object of telling; "wrote to", "said to": the one behind "to"; "in a letter
 * to": whom the medium reaches. A token; NONE. */
static uint32_t find_hearer(const QuoteWork *work, const QuoteFrame *frame)
{
    if (quote_word_is(work, work->lemmas[frame->verb], WORD_TELLER)) {
        uint32_t object = tree_indirect_object(&work->tree, frame->verb);
        if (object == NONE) object = tree_object(&work->tree, frame->verb);
        if (object != NONE) return object > frame->verb ? object : NONE;
        TokenRange sentence =
            work->doc->sentences.items[quote_token(work, frame->verb)->sentence].tokens;
        uint32_t mention = mention_after(work, frame->cue.end, sentence.end);
        return mention == NONE ? NONE : work->doc->mentions.items[mention].head;
    }
    uint32_t hearer = tree_oblique(&work->tree, frame->verb, STR("to"));
    bool is_named =
        hearer != NONE && hearer > frame->verb && quote_mention_of(work, hearer) != NONE;
    if (is_named) return hearer;
    hearer = quote_media_hearer(work, frame);
    return hearer != NONE ? hearer : hearer_of_participle(work, frame->verb);
}

/* What the addressed are called, on the far side of the cue and outside of marks. */
static TokenRange hearer_range(const QuoteWork *work, const QuoteFrame *frame)
{
    TokenRange none = {0, 0};
    if (frame->hearer == NONE || work->run_over[frame->hearer] != NONE) return none;
    Tag tag = quote_token(work, frame->hearer)->tag;
    if (tag != TAG_NOUN && tag != TAG_PROPN && tag != TAG_PRON) return none;
    TokenRange range = frame->addressee != NONE ? work->doc->mentions.items[frame->addressee].tokens
                                                : tree_nominal_range(&work->tree, frame->hearer);
    for (uint32_t t = frame->hearer; t < range.end; t++)
        if (work->run_over[t] != NONE) range.end = t;
    bool covers_cue = range.first < frame->cue.end && range.end > frame->cue.first;
    for (uint32_t t = frame->cue.end; t < range.first; t++) /* "warned | that Trump" would go */
        if (quote_token_is(work, t, STR("that"))) return none;
    return covers_cue ? none : range;
}

/* Whoever speaks is not spoken to. */
static void set_hearer(const QuoteWork *work, QuoteFrame *frame)
{
    frame->hearer = find_hearer(work, frame);
    if (frame->hearer == frame->speaker) frame->hearer = NONE;
    frame->addressee = quote_mention_of(work, frame->hearer);
    frame->heard = hearer_range(work, frame);
    if (frame->heard.first == frame->heard.end ||
        (frame->addressee == frame->voice && frame->voice != NONE)) {
        frame->addressee = frame->hearer = NONE;
        frame->heard = (TokenRange){0, 0};
    }
}

/* "the alleged spies" */
static bool is_adjective(const QuoteWork *work, uint32_t token)
{
    return tree_relation(&work->tree, token) == REL_AMOD;
}

void quote_frames_find(const QuoteWork *work, uint32_t sentence, QuoteFrames *out)
{
    TokenRange tokens = work->doc->sentences.items[sentence].tokens;
    for (uint32_t t = tokens.first; t < tokens.end; t++) {
        if (work->run_over[t] != NONE) continue;
        uint32_t used;
        uint32_t use = match_cue(work, t, tokens.end, &used);
        QuoteFrame noun;
        if (use == MAP_NONE && quote_noun_frame(work, t, &noun)) {
            set_group(work, &noun);
            *list_add(work->scratch, out) = noun;
        }
        if (use == MAP_NONE || is_adjective(work, t)) continue;
        QuoteFrame frame = {
            .use = (CueUse)use, .cue = {t, t + used}, .verb = t, .addressee = NONE, .hearer = NONE};
        bool is_phrase = use == CUE_ACCORDING || (use == CUE_QUOTED && !is_verb(work, t));
        frame.speaker = is_phrase ? quote_speaker_after(work, t + used, tokens.end)
                                  : quote_speaker_of_verb(work, t, tokens, use == CUE_QUOTED);
        frame.voice = quote_speaker_mention(work, frame.speaker);
        frame.source = quote_source_range(work, frame.speaker, frame.cue);
        if (!is_phrase) set_hearer(work, &frame);
        set_group(work, &frame);
        *list_add(work->scratch, out) = frame;
        t += used - 1;
    }
}
