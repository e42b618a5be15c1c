/*
 * Quoted runs that no cue has taken: fragments of somebody's description, and sentences in marks
 * that go on from the quotation before or stand alone.
 *
 *     "It is over." Kim said "no." "We go on."      the third goes on from the second
 */
#include "quote_content.h"

#define FEWEST_FREE_WORDS 3 /* of a quoted sentence that goes on from another */
#define FEWEST_LONE_WORDS 5 /* of one without a speaker */

/* The nearest cue verb above the run whose subject can speak. */
static const QuoteFrame *frame_of_fragment(const QuoteFrames *frames, const QuotedRun *run)
{
    const QuoteFrame *nearest = NULL;
    for (uint32_t i = 0; i < frames->count; i++) {
        const QuoteFrame *frame = &frames->items[i];
        bool can_hold = frame->speaker != NONE && frame->use != CUE_ACCORDING &&
                        frame->use != CUE_QUOTED && frame->verb < run->tokens.first;
        if (can_hold) nearest = frame;
    }
    return nearest;
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
        if (run->tokens.first <= quote_content_start(work, tokens) && run->tokens.end + 1 >= tokens.end)
            continue; /* a whole sentence in marks: it goes on, or stands alone */
        const QuoteFrame *frame = frame_of_fragment(frames, run);
        if (frame == NULL) frame = frame_according(frames);
        if (frame != NULL)
            quote_add(work, run->tokens, QUOTATION_MIXED, frame, QUOTE_RULE_FRAGMENT);
    }
}

/* [sentences] the last quotation with a cue that begins there and is no mere clause; NONE. */
static uint32_t *last_quotations(const QuoteWork *work)
{
    const Document *doc = work->doc;
    uint32_t *last = arena_new_items(work->scratch, uint32_t, doc->sentences.count);
    for (uint32_t s = 0; s < doc->sentences.count; s++) last[s] = NONE;
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        if (quotation->kind == QUOTATION_INDIRECT || span_is_empty(quotation->cue)) continue;
        uint32_t *slot = &last[quotation->sentence];
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

void quote_take_free_runs(QuoteWork *work)
{
    const uint32_t *openers = last_quotations(work);
    for (uint32_t r = 0; r < work->runs.count; r++) {
        QuotedRun *run = &work->runs.items[r];
        if (run->is_used || !run->has_verb || run->words < FEWEST_FREE_WORDS) continue;
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
        quotation->continues = before;
        quotation->speaker = work->doc->quotations.items[before].speaker;
        quotation->speaker_actor = work->doc->quotations.items[before].speaker_actor;
    }
}
