/* Outlets that a chain tells of without their names. */
#ifndef SPEECH_CHANNEL_MEDIA_H
#define SPEECH_CHANNEL_MEDIA_H

#include "record/document.h"

/* In the chains of all messages and quotations: "state media" and the agency of that state, named
 * with it or in the sentences around, become one link. */
void channels_settle_media(Document *doc);

#endif
