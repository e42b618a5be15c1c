/*
 * Whether a message was sent, is planned or was denied, and whether it is told as background.
 *
 *     "denied that he had sent a letter"    denied
 *     "is to send a letter"                 planned
 *     "Earlier, Kim had sent a letter"      earlier
 */
#ifndef SPEECH_MESSAGE_STATUS_H
#define SPEECH_MESSAGE_STATUS_H

#include "slots.h"

/* The status of the verb that tells it; false if it tells of a habit. */
bool message_read_status(const Scene *scene, const Cue *cue, Status *out);
/* "Earlier, ...", "in an earlier letter", "had sent" */
bool message_is_earlier(const Scene *scene, const Cue *cue);

/* "will raise it when he meets Putin": the clause waits for another that is still to come. */
bool message_is_awaited(const Scene *scene, uint32_t verb);

#endif
