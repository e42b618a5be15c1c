/*
 * Quotations within quotations.
 *
 *     "The mayor told me, 'Close the port,' and I did," Kim said.
 *          speaker       inner words
 *
 * Inner marks are looked at with the outer ones taken away. The inner words belong to the inner
 * speaker; the outer one passes them on and stands in the chain.
 */
#include "quote_nested.h"

#include "quote_content.h"
#include "quote_speakers.h"

#define FARTHEST_BACK 6              /* quotations looked at for the one around */
#define MOST_INNER 4                 /* pairs of inner marks in one quotation */
#define MOST_INNER_TOKENS 1000 /* in which inner words are looked for */

bool quote_is_of_another(const QuoteWork *work, const QuoteFrame *frame, const Quotation *outer)
{
    if (frame->use != CUE_SAY || !quote_can_speak(work, frame->speaker)) return false;
    if (!span_contains(outer->span, quote_token(work, frame->speaker)->span)) return false;
    Tag tag = quote_token(work, frame->speaker)->tag;
    uint32_t actor = quote_actor_of(work, frame->voice);
    if (actor == NONE) return tag == TAG_NOUN || tag == TAG_PROPN;
    return actor != outer->speaker_actor;
}

uint32_t quote_outer_of(const Document *doc, uint32_t index)
{
    const Quotation *inner = &doc->quotations.items[index];
    uint32_t best = NONE;
    for (uint32_t back = 1; back <= FARTHEST_BACK && back <= index; back++) {
        const Quotation *outer = &doc->quotations.items[index - back];
        bool holds = span_contains(outer->span, inner->span) && !span_is_empty(inner->cue) &&
                     span_contains(outer->span, inner->cue);
        if (holds && best == NONE) best = index - back;
    }
    return best;
}

static void cover(QuoteWork *work, TokenRange tokens, uint32_t run)
{
    for (uint32_t t = tokens.first; t < tokens.end; t++) work->run_over[t] = run;
}

/* What was added must lie within the outer words and be in the inner marks; else it goes again. */
static void drop_outside(QuoteWork *work, uint32_t kept, Span outer, Span inner)
{
    for (uint32_t q = kept; q < work->doc->quotations.count; q++) {
        const Quotation *quotation = &work->doc->quotations.items[q];
        if (!span_contains(outer, quotation->span) || !span_contains(outer, quotation->cue) ||
            !span_overlaps(quotation->span, inner)) {
            work->doc->quotations.count = kept;
            return;
        }
    }
}

static void take_inner(QuoteWork *work, uint32_t outer_run, TokenRange tokens)
{
    TokenRange outer = work->runs.items[outer_run].tokens;
    uint32_t inner_run = work->runs.count, kept = work->doc->quotations.count;
    QuotedRun run = {.tokens = tokens, .is_closed = true};
    quote_marks_count(work->doc, &run);
    TokenRange sentence = quote_sentence_tokens(work, tokens.first);
    if (run.words == 0 || sentence.end - sentence.first > MOST_INNER_TOKENS) return;
    *list_add(work->scratch, &work->runs) = run;
    cover(work, outer, NONE);
    cover(work, tokens, inner_run);
    QuoteFrames frames = {0};
    quote_frames_find(work, quote_token(work, tokens.first)->sentence, &frames);
    for (uint32_t i = 0; i < frames.count && !work->runs.items[inner_run].is_used; i++) {
        const QuoteFrame *frame = &frames.items[i];
        bool is_within = frame->cue.first > outer.first && frame->cue.end < outer.end;
        if (is_within && (frame->use == CUE_SAY || frame->use == CUE_MARKS))
            quote_take_saying(work, frame, &frames);
    }
    drop_outside(work, kept, document_tokens_span(work->doc, outer),
                 document_tokens_span(work->doc, tokens));
    cover(work, outer, outer_run);
}

void quote_take_nested(QuoteWork *work)
{
    uint32_t count = work->runs.count; /* inner runs are added behind */
    for (uint32_t r = 0; r < count; r++) {
        if (!work->runs.items[r].is_used) continue;
        TokenRange outer = work->runs.items[r].tokens;
        uint32_t found = 0;
        for (uint32_t t = outer.first + 1; t + 1 < outer.end && found < MOST_INNER; t++) {
            TokenRange inner = {t, quote_marks_end(work->doc, t, outer.end - 1)};
            if (inner.end == NONE) continue;
            take_inner(work, r, inner);
            found++;
            t = inner.end - 1;
        }
    }
}
