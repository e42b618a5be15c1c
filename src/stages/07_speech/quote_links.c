/*
 * What quotations have to do with the rest: whose "I" they hold, and the channel they came through.
 *
 *     "We agree," Kim wrote in a letter to Putin, KCNA reported.
 *     said by Kim, reported by KCNA, printed by the outlet
 */
#include "quote_links.h"

#include "channel.h"
#include "quote_nested.h"

/* ---- I ------------------------------------------------------------------------------------ */

#define TOKENS_LOOKED_AT 120

/* The mention that is "I" in the words of a quotation itself, not in what it quotes; NONE. */
static uint32_t first_person(const QuoteWork *work, const Quotation *quotation)
{
    const Document *doc = work->doc;
    uint32_t first = document_token_at(doc, quotation->span.start) + 1;
    for (uint32_t t = first; t < doc->tokens.count && t < first + TOKENS_LOOKED_AT; t++) {
        const Token *token = quote_token(work, t);
        if (token->span.end > quotation->span.end || (token->flags & TOKEN_OPENS_QUOTE) != 0) break;
        uint32_t index = work->mention_over[t];
        if (index == NONE || doc->mentions.items[index].actor == NONE) continue;
        const Mention *mention = &doc->mentions.items[index];
        if (mention->kind == MENTION_PRONOUN && str_equal(mention->by.rule, STR("COREF-SPEAKER")) &&
            doc->actors.items[mention->actor].kind == ACTOR_PERSON)
            return index;
    }
    return NONE;
}

static bool is_of_nobody(const Document *doc, const Quotation *quotation)
{
    if (quotation->speaker_actor == NONE) return true;
    ActorKind kind = doc->actors.items[quotation->speaker_actor].kind;
    return kind == ACTOR_PLACE || kind == ACTOR_STATE;
}

/* Where the words around a quotation do not tell who speaks, its "I" may: who that is was told by
 * all the quotations of the same voice. */
void quotations_hear_first_persons(const QuoteWork *work)
{
    Document *doc = work->doc;
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        Quotation *quotation = &doc->quotations.items[q];
        if (quotation->kind != QUOTATION_DIRECT || !is_of_nobody(doc, quotation)) continue;
        uint32_t speaker = first_person(work, quotation);
        if (speaker == NONE) continue;
        quotation->speaker = speaker;
        quotation->speaker_actor = doc->mentions.items[speaker].actor;
    }
}

/* ---- Channels ----------------------------------------------------------------------------- */

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

static bool is_media(const Document *doc, uint32_t actor)
{
    return actor != NONE && doc->actors.items[actor].kind == ACTOR_MEDIA;
}

static bool carries(const CarrierList *carriers, uint32_t actor)
{
    for (uint32_t i = 0; i < carriers->count; i++)
        if (carriers->items[i].actor == actor) return true;
    return false;
}

static void add_carrier(Arena *scratch, ChannelRole role, const Document *doc, uint32_t mention,
                        uint32_t actor, CarrierList *out)
{
    *list_add(scratch, out) = (Carrier){.role = role,
                                        .mention = mention,
                                        .actor = actor,
                                        .verb = NONE,
                                        .time = NONE,
                                        .evidence = doc->mentions.items[mention].span};
}

/* Who tells of the words of another ("Kim said that Lee had said …"), and the outlet that they were
 * spoken to ("told the BBC"): before those who pass them on from there. */
static void add_first_steps(Document *doc, uint32_t index, Arena *scratch, CarrierList *carriers)
{
    const Quotation *quotation = &doc->quotations.items[index];
    CarrierList steps = {0};
    uint32_t outer = quote_outer_of(doc, index);
    const Quotation *around = outer == NONE ? NULL : &doc->quotations.items[outer];
    if (around != NULL && around->speaker_actor != NONE && around->speaker != NONE &&
        around->speaker_actor != quotation->speaker_actor &&
        !carries(carriers, around->speaker_actor))
        add_carrier(scratch, CHANNEL_REPORTED, doc, around->speaker, around->speaker_actor, &steps);
    if (quotation->addressee != NONE && is_media(doc, quotation->addressee_actor) &&
        !carries(carriers, quotation->addressee_actor))
        add_carrier(scratch, CHANNEL_PUBLISHED, doc, quotation->addressee,
                    quotation->addressee_actor, &steps);
    for (uint32_t i = 0; i < carriers->count; i++) *list_add(scratch, &steps) = carriers->items[i];
    *carriers = steps;
}

/* Somebody without a name is a step too. */
static void add_unknown_speaker(Document *doc, Quotation *quotation)
{
    if (quotation->speaker_actor != NONE || span_is_empty(quotation->source)) return;
    for (uint32_t i = 0; i < quotation->chain.count; i++) /* a newspaper that passes words on */
        if (span_overlaps(quotation->chain.items[i].evidence, quotation->source)) return;
    ChannelChain chain = {0};
    *list_add(doc->arena, &chain) = (ChannelLink){.role = CHANNEL_SAID,
                                                  .actor = NONE,
                                                  .name = document_str(doc, quotation->source),
                                                  .evidence = quotation->source,
                                                  .time = NONE};
    for (uint32_t i = 0; i < quotation->chain.count; i++)
        *list_add(doc->arena, &chain) = quotation->chain.items[i];
    quotation->chain = chain;
}

/* Said by the speaker, passed on by whom the sentence names, printed by the outlet. */
void quotations_build_chains(const Staging *staging, Document *doc, Arena *scratch)
{
    Scene scene = {.sentence = NONE};
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        Quotation *quotation = &doc->quotations.items[q];
        CarrierList carriers = {0};
        if (scene.sentence != quotation->sentence) scene_init(&scene, staging, quotation->sentence);
        carriers_find(&scene, quotation->speaker_actor, &carriers);
        drop_other_speakers(doc, q, &carriers);
        add_first_steps(doc, q, scratch, &carriers);
        Span evidence = quotation->speaker == NONE ? (Span){0, 0}
                                                   : doc->mentions.items[quotation->speaker].span;
        chain_build(doc, quotation->speaker_actor, evidence, &carriers, &quotation->chain);
        add_unknown_speaker(doc, quotation);
    }
}
