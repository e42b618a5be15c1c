/*
 * Quotations: what was said, in quotation marks or in a clause, and by whom.
 *
 *     Kim said the ties "have grown into an alliance," Yonhap reported.
 *     speaker cue content (mixed)                      channel
 *
 * For each cue of a sentence (quote_frames.c) the content is looked for on its left and on its
 * right; what stands in quotation marks beside the cue wins over a clause. Quoted runs that no cue
 * has taken are fragments of somebody's description, or go on from the quotation before.
 */
#include "quotations.h"

#include <stdlib.h>

#include "quote_content.h"
#include "quote_links.h"
#include "quote_nested.h"
#include "quote_nouns.h"

/* A medium's cue around somebody's own words is a channel, not a speaker. */
static bool is_only_channel(const QuoteWork *work, const QuoteFrame *frame,
                            const QuoteFrames *frames)
{
    uint32_t mention = frame->voice;
    if (!quote_is_media(work, mention)) return false;
    for (uint32_t i = 0; i < frames->count; i++) {
        const QuoteFrame *other = &frames->items[i];
        uint32_t speaker = other->voice;
        bool describes = other->use == CUE_DESCRIBE && /* "was sent by Kim": told by the medium */
                         tree_child(&work->tree, other->verb, REL_AUX_PASS) == NONE;
        bool is_other = speaker != NONE && speaker != mention && !quote_is_media(work, speaker) &&
                        (other->use == CUE_SAY || other->use == CUE_CLAUSE || describes);
        if (is_other) return true;
    }
    return false;
}

/* A cue inside words that are recorded already belongs to them ("said he was ready and hoped …"),
 * and so does the one of "was quoted as saying". */
static bool stands_in_words(const QuoteWork *work, uint32_t first_quotation,
                            const QuoteFrame *frame)
{
    if (frame->verb > 0 && quote_token_is(work, frame->verb, STR("saying")) &&
        quote_token_is(work, frame->verb - 1, STR("as")))
        return true;
    Span cue = document_tokens_span(work->doc, frame->cue);
    for (uint32_t q = first_quotation; q < work->doc->quotations.count; q++)
        if (span_contains(work->doc->quotations.items[q].span, cue))
            return !quote_is_of_another(work, frame, &work->doc->quotations.items[q]);
    return false;
}

/* Words that somebody is known to say need no "reportedly". */
static bool is_told(const QuoteWork *work, uint32_t first_quotation, const QuoteFrame *frame)
{
    Span cue = document_tokens_span(work->doc, frame->cue);
    for (uint32_t q = first_quotation; q < work->doc->quotations.count; q++) {
        const Quotation *quotation = &work->doc->quotations.items[q];
        if (span_contains(quotation->span, cue) || quotation->cue.start > cue.start) return true;
    }
    return false;
}

static void run_sentence(QuoteWork *work, uint32_t sentence)
{
    QuoteFrames frames = {0};
    quote_frames_find(work, sentence, &frames);
    uint32_t before = work->doc->quotations.count;
    for (uint32_t i = 0; i < frames.count; i++) {
        const QuoteFrame *frame = &frames.items[i];
        if (is_only_channel(work, frame, &frames)) continue;
        if (stands_in_words(work, before, frame)) continue;
        if (quote_is_cited(work, frame))
            quote_take_cited(work, frame);
        else if (frame->use == CUE_SAY || frame->use == CUE_CLAUSE || frame->use == CUE_MARKS)
            quote_take_saying(work, frame, &frames);
        else if (frame->use == CUE_NOUN)
            quote_take_noun(work, frame);
    }
    bool has_words = work->doc->quotations.count > before;
    for (uint32_t i = 0; i < frames.count && !has_words; i++)
        if (frames.items[i].use == CUE_ACCORDING &&
            !is_only_channel(work, &frames.items[i], &frames))
            quote_take_according(work, &frames.items[i]);
    quote_take_fragments(work, sentence, &frames);
    for (uint32_t i = 0; i < frames.count; i++)
        if (frames.items[i].use == CUE_ADVERB && !is_told(work, before, &frames.items[i]))
            quote_take_hedged(work, &frames.items[i]);
}

typedef struct PlacedQuotation {
    Quotation quotation;
    uint32_t place; /* before sorting */
} PlacedQuotation;

static int by_start(const void *left, const void *right)
{
    const PlacedQuotation *a = left, *b = right;
    Span x = a->quotation.span, y = b->quotation.span;
    if (x.start != y.start) return x.start < y.start ? -1 : 1;
    if (x.end != y.end) return x.end < y.end ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* Sorting moves the quotations that others go on from. */
static void sort_quotations(QuoteWork *work)
{
    Document *doc = work->doc;
    uint32_t count = doc->quotations.count;
    PlacedQuotation *sorted = arena_new_items(work->scratch, PlacedQuotation, count);
    uint32_t *new_place = arena_new_items(work->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = (PlacedQuotation){.quotation = doc->quotations.items[i], .place = i};
    qsort(sorted, count, sizeof *sorted, by_start);
    for (uint32_t i = 0; i < count; i++) new_place[sorted[i].place] = i;
    for (uint32_t i = 0; i < count; i++) {
        Quotation *quotation = &doc->quotations.items[i];
        *quotation = sorted[i].quotation;
        if (quotation->continues != NONE) quotation->continues = new_place[quotation->continues];
    }
}

void quotations_run(const QuoteData *data, const Staging *staging, Document *doc,
                    Arena *scratch)
{
    QuoteWork work;
    quote_work_init(&work, data, staging, doc, scratch);
    for (uint32_t s = 0; s < doc->sentences.count; s++) run_sentence(&work, s);
    quote_take_free_runs(&work);
    quote_take_nested(&work);
    sort_quotations(&work);
    quotations_hear_first_persons(&work);
    quotations_build_chains(staging, doc, scratch);
}
