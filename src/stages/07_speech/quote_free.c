/*
 * Quoted runs that no cue has taken: fragments of somebody's description, and sentences in marks
 * that go on from the quotation before or stand alone.
 *
 *     "It is over." Kim said "no." "We go on."      the third goes on from the second
 */
#include "quote_content.h"

#define FEWEST_FREE_WORDS 3 /* of a quoted sentence that goes on from another */
#define FEWEST_LONE_WORDS 5 /* of one without a speaker */

#define DEEPEST_CLIMB 14 /* from a fragment to the cue that it hangs on */

static bool can_hold(const QuoteFrame *frame)
{
    bool is_somebodys = frame->speaker != NONE || frame->use == CUE_NOUN; /* "the claim that …" */
    return is_somebodys && frame->use != CUE_ACCORDING && frame->use != CUE_QUOTED &&
           frame->use != CUE_ADVERB;
}

static const QuoteFrame *frame_of_verb(const QuoteFrames *frames, uint32_t verb)
{
    for (uint32_t i = 0; i < frames->count; i++)
        if (frames->items[i].verb == verb && can_hold(&frames->items[i])) return &frames->items[i];
    return NULL;
}

/* The word of the run that hangs on something outside of it. */
static uint32_t head_of_run(const QuoteWork *work, const QuotedRun *run)
{
    for (uint32_t t = run->tokens.first + 1; t + 1 < run->tokens.end; t++) {
        uint32_t head = quote_token(work, t)->head;
        bool is_outside = head == NONE || head < run->tokens.first || head >= run->tokens.end;
        if (is_outside && quote_token(work, t)->kind != TOKEN_PUNCT) return t;
    }
    return run->tokens.first;
}

/* The nearest cue that the run hangs on in the tree; NULL. */
static const QuoteFrame *frame_above(const QuoteWork *work, const QuoteFrames *frames,
                                     const QuotedRun *run)
{
    const QuoteFrame *found = NULL;
    uint32_t token = head_of_run(work, run);
    for (int step = 0; step < DEEPEST_CLIMB && token != NONE; step++) {
        const QuoteFrame *frame = frame_of_verb(frames, token);
        bool is_description = frame != NULL && frame->use == CUE_DESCRIBE;
        if (frame != NULL && (!is_description || found != NULL)) {
            bool is_noun = frame->use == CUE_NOUN; /* "the claim that they send …" */
            return found == NULL || is_noun ? frame : found;
        }
        if (is_description) found = frame;
        token = tree_head(&work->tree, token);
    }
    return found;
}

static bool has_semicolon(const QuoteWork *work, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (quote_token_is(work, t, STR(";"))) return true;
    return false;
}

/* Where the tree knows none: the last cue before the run in the same clause. */
static const QuoteFrame *frame_of_fragment(const QuoteWork *work, const QuoteFrames *frames,
                                           const QuotedRun *run)
{
    const QuoteFrame *nearest = frame_above(work, frames, run);
    if (nearest != NULL) return nearest;
    for (uint32_t i = 0; i < frames->count; i++) {
        const QuoteFrame *frame = &frames->items[i];
        bool is_verb = frame->use != CUE_NOUN;
        if (is_verb && can_hold(frame) && frame->verb < run->tokens.first) nearest = frame;
    }
    if (nearest == NULL || has_semicolon(work, nearest->verb, run->tokens.first)) return NULL;
    return nearest;
}

/* ---- Titles and names in marks -------------------------------------------------------------- */

static bool is_small_word(const Token *token)
{
    return token->tag == TAG_ADP || token->tag == TAG_DET || token->tag == TAG_CCONJ ||
           token->tag == TAG_PART || token->tag == TAG_SCONJ;
}

/* "Face the Nation": every word of weight begins with a capital. */
static bool is_capitalised(const QuoteWork *work, const QuotedRun *run)
{
    uint32_t words = 0;
    for (uint32_t t = run->tokens.first + 1; t + 1 < run->tokens.end; t++) {
        const Token *token = quote_token(work, t);
        if (token->kind == TOKEN_NUMBER) continue;
        if (token->kind != TOKEN_WORD) {
            if (token->kind == TOKEN_PUNCT && t + 2 < run->tokens.end &&
                !str_equal(token->lower, STR(":")) && !str_equal(token->lower, STR("'")) &&
                !str_equal(token->lower, STR("-")))
                return false;
            continue;
        }
        bool is_capital = (token->flags & TOKEN_CAPITALISED) != 0;
        if (!is_capital && !(words > 0 && is_small_word(token))) return false;
        words += is_capital;
    }
    return words > 0;
}

/* "the film | …", "a band named | …" */
static bool is_work(const QuoteWork *work, uint32_t token)
{
    return quote_word_is(work, quote_token(work, token)->lower, WORD_WORK);
}

/* "on CBS's | …": what may stand before a title of one word. */
static bool is_led_to_title(const QuoteWork *work, uint32_t token)
{
    return is_work(work, token) || quote_word_is(work, quote_token(work, token)->lower, WORD_TITLE);
}

/* A title or a name; but what somebody is called in capitals is his word: 'called it "Fake News"'.
 */
static bool is_title(const QuoteWork *work, const QuoteFrame *frame, const QuotedRun *run)
{
    if (run->has_verb && run->words > 6) return false;
    if (!is_capitalised(work, run)) return false;
    uint32_t before = run->tokens.first == 0 ? 0 : run->tokens.first - 1;
    if (is_work(work, before)) return true;
    if (frame->use != CUE_DESCRIBE) return run->words > 1 || is_led_to_title(work, before);
    bool is_passive = tree_child(&work->tree, frame->verb, REL_AUX_PASS) != NONE ||
                      (quote_token(work, frame->verb)->xpos == XPOS_VBN &&
                       tree_child(&work->tree, frame->verb, REL_AUX) == NONE);
    return is_passive && before == frame->cue.end - 1;
}

/* Without a cue above it: "according to X" in the same sentence has the words. */
static const QuoteFrame *frame_according(const QuoteFrames *frames)
{
    for (uint32_t i = 0; i < frames->count; i++)
        if (frames->items[i].use == CUE_ACCORDING && frames->items[i].speaker != NONE)
            return &frames->items[i];
    return NULL;
}

void quote_take_fragments(QuoteWork *work, uint32_t sentence, const QuoteFrames *frames)
{
    TokenRange tokens = work->doc->sentences.items[sentence].tokens;
    for (uint32_t t = tokens.first; t < tokens.end; t++) {
        if (work->run_over[t] == NONE) continue;
        QuotedRun *run = &work->runs.items[work->run_over[t]];
        if (run->tokens.first != t) continue;
        if (run->is_used || run->tokens.end > tokens.end) continue;
        if (run->tokens.first <= quote_content_start(work, tokens) &&
            run->tokens.end + 1 >= tokens.end)
            continue; /* a whole sentence in marks: it goes on, or stands alone */
        const QuoteFrame *frame = frame_of_fragment(work, frames, run);
        if (frame == NULL) frame = frame_according(frames);
        if (frame != NULL && !is_title(work, frame, run))
            quote_add(work, run->tokens, QUOTATION_MIXED, frame, QUOTE_RULE_FRAGMENT);
    }
}

/* The sentence in which the words and their cue are over. */
static uint32_t last_sentence(const QuoteWork *work, const Quotation *quotation)
{
    const Document *doc = work->doc;
    uint32_t end =
        quotation->span.end > quotation->cue.end ? quotation->span.end : quotation->cue.end;
    uint32_t token = document_token_at(doc, end);
    return token == 0 ? 0 : quote_token(work, token - 1)->sentence;
}

/* [sentences] the last quotation with a cue that ends there and is no mere clause; NONE. */
static uint32_t *last_quotations(const QuoteWork *work)
{
    const Document *doc = work->doc;
    uint32_t *last = arena_new_items(work->scratch, uint32_t, doc->sentences.count);
    for (uint32_t s = 0; s < doc->sentences.count; s++) last[s] = NONE;
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        if (quotation->kind == QUOTATION_INDIRECT || span_is_empty(quotation->cue)) continue;
        uint32_t *slot = &last[last_sentence(work, quotation)];
        if (*slot == NONE || doc->quotations.items[*slot].span.start < quotation->span.start)
            *slot = i;
    }
    return last;
}

/* The latest of them before a run, in its sentence or the two before. */
static uint32_t quotation_to_go_on_from(const QuoteWork *work, const uint32_t *last,
                                        const QuotedRun *run)
{
    uint32_t start = quote_token(work, run->tokens.first)->span.start;
    uint32_t sentence = quote_token(work, run->tokens.first)->sentence;
    for (uint32_t back = 0; back <= 2 && back <= sentence; back++) {
        uint32_t found = last[sentence - back];
        if (found != NONE && work->doc->quotations.items[found].span.end <= start) return found;
    }
    return NONE;
}

/* Said by the same, to the same, in the same way. */
static void go_on_from(QuoteWork *work, uint32_t before, Quotation *quotation)
{
    const Quotation *first = &work->doc->quotations.items[before];
    quotation->continues = span_is_empty(first->cue) ? first->continues : before;
    quotation->speaker = first->speaker;
    quotation->speaker_actor = first->speaker_actor;
    quotation->source = first->source;
    quotation->addressee = first->addressee;
    quotation->addressee_actor = first->addressee_actor;
    quotation->hearer = first->hearer;
    quotation->medium = first->medium;
    quotation->medium_span = first->medium_span;
    quotation->platform = first->platform;
    quotation->occasion = first->occasion;
    quotation->occasion_span = first->occasion_span;
}

void quote_take_free_runs(QuoteWork *work)
{
    uint32_t *openers = last_quotations(work);
    for (uint32_t r = 0; r < work->runs.count; r++) {
        QuotedRun *run = &work->runs.items[r];
        bool is_too_short = !run->has_verb || run->words < FEWEST_FREE_WORDS;
        if (run->is_used || (is_too_short && !run->goes_on)) continue;
        TokenRange sentence = quote_sentence_tokens(work, run->tokens.first);
        bool begins = run->tokens.first <= quote_content_start(work, sentence);
        TokenRange last = quote_sentence_tokens(work, run->tokens.end - 1);
        bool ends = run->tokens.end + 1 >= last.end;
        if (!begins || !ends) continue;
        uint32_t before = quotation_to_go_on_from(work, openers, run);
        if (before == NONE) {
            if (run->words >= FEWEST_LONE_WORDS)
                quote_add(work, run->tokens, QUOTATION_DIRECT, NULL, QUOTE_RULE_ALONE);
            continue;
        }
        Quotation *quotation =
            quote_add(work, run->tokens, QUOTATION_DIRECT, NULL, QUOTE_RULE_CONTINUES);
        go_on_from(work, before, quotation);
        openers[last_sentence(work, quotation)] = work->doc->quotations.count - 1;
    }
}
