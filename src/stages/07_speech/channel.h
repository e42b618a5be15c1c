/*
 * The way of words to the reader: who said them, who published, reported and quoted them, who
 * prints them here.
 *
 *     "..., Kim said, according to KCNA, Yonhap reported."
 *     said by Kim > reported by KCNA > quoted by Yonhap > printed by the outlet
 *
 * Used for quotations and messages alike.
 */
#ifndef SPEECH_CHANNEL_H
#define SPEECH_CHANNEL_H

#include "scene.h"

/* Somebody in a sentence who passes on what another said. */
typedef struct Carrier {
    ChannelRole role;
    uint32_t mention; /* NONE */
    uint32_t actor;   /* NONE */
    uint32_t verb;    /* token; NONE for "according to" */
    uint32_t time;    /* NONE if no date stands beside the verb */
    Span evidence;
} Carrier;

typedef List(Carrier) CarrierList;

/* The carriers of a sentence, in the order from the source to the reader. The speaker himself
 * (an actor, or NONE) is none of them. */
void carriers_find(const Scene *scene, uint32_t speaker, CarrierList *out);
/* Is this verb token one by which a carrier of the list passes on? */
bool carriers_have_verb(const CarrierList *carriers, uint32_t verb);

/* said by speaker > carriers > agencies of dateline and credits > outlet. speaker may be NONE;
 * evidence is where the text shows that he said it. */
void chain_build(Document *doc, uint32_t speaker, Span evidence, const CarrierList *carriers,
                 ChannelChain *out);
/* Adds carriers found in a later sentence, before the agencies and the outlet. */
void chain_add(Document *doc, const CarrierList *carriers, ChannelChain *chain);

#endif
