/*
 * What quotations have to do with the rest: the channel they came through, and the message they
 * stand in.
 *
 *     "We agree," Kim wrote in a letter to Putin, KCNA reported.
 *     said by Kim, reported by KCNA, printed by the outlet; of Kim's letter
 */
#include "quote_links.h"

#include "channel.h"

/* Whether a verb brings in other words of the same sentence and not these: "Seoul said A, while
 * Tokyo said B" passes nothing on. */
static bool is_cue_of_other(const Document *doc, uint32_t index, uint32_t verb)
{
    const Quotation *quotation = &doc->quotations.items[index];
    if (verb == NONE) return false;
    Span cue = document_token(doc, verb)->span;
    uint32_t first = index;
    while (first > 0 && doc->quotations.items[first - 1].sentence == quotation->sentence) first--;
    for (uint32_t q = first; q < doc->quotations.count; q++) {
        const Quotation *other = &doc->quotations.items[q];
        if (other->sentence != quotation->sentence) break;
        if (q != index && span_contains(other->cue, cue) && !span_is_empty(other->cue) &&
            !span_contains(other->span, quotation->span))
            return true;
    }
    return false;
}

static void drop_other_speakers(const Document *doc, uint32_t index, CarrierList *carriers)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < carriers->count; i++)
        if (!is_cue_of_other(doc, index, carriers->items[i].verb))
            carriers->items[kept++] = carriers->items[i];
    carriers->count = kept;
}

/* Said by the speaker, passed on by whom the sentence names, printed by the outlet. */
void quotations_build_chains(const MessageData *messages, Document *doc, Arena *scratch)
{
    Staging staging;
    staging_init(&staging, messages, doc, scratch);
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        Quotation *quotation = &doc->quotations.items[q];
        Scene scene;
        CarrierList carriers = {0};
        scene_init(&scene, &staging, quotation->sentence);
        carriers_find(&scene, quotation->speaker_actor, &carriers);
        drop_other_speakers(doc, q, &carriers);
        Span evidence = quotation->speaker == NONE ? (Span){0, 0}
                                                   : doc->mentions.items[quotation->speaker].span;
        chain_build(doc, quotation->speaker_actor, evidence, &carriers, &quotation->chain);
    }
}

static uint32_t message_in_sentence(const Document *doc, uint32_t sentence)
{
    for (uint32_t m = 0; m < doc->messages.count; m++)
        if (doc->messages.items[m].sentence == sentence) return m;
    return NONE;
}

static bool sends(const Message *message, uint32_t actor)
{
    for (uint32_t i = 0; i < message->senders.count; i++)
        if (message->senders.items[i].actor == actor) return true;
    return false;
}

/* The message that these words stand in: told in the same sentence or before, by the same speaker.
 */
static uint32_t message_of(const Document *doc, const Quotation *quotation)
{
    uint32_t same = message_in_sentence(doc, quotation->sentence);
    if (same != NONE && sends(&doc->messages.items[same], quotation->speaker_actor)) return same;
    uint32_t best = NONE;
    for (uint32_t m = 0; m < doc->messages.count; m++) {
        const Message *message = &doc->messages.items[m];
        if (message->sentence > quotation->sentence) continue;
        if (sends(message, quotation->speaker_actor)) best = m;
    }
    return best;
}

void quotations_link_messages(Document *doc)
{
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        Quotation *quotation = &doc->quotations.items[q];
        if (quotation->speaker_actor != NONE) quotation->message = message_of(doc, quotation);
    }
}
