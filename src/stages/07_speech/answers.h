/*
 * What a message answers, where the text says so: "replied to [Kim's letter of 3 May]". Whom it is
 * from and to is that of the answer, the other way round.
 */
#ifndef SPEECH_ANSWERS_H
#define SPEECH_ANSWERS_H

#include "messages.h"

/* Who wrote what the cue answers: "in reply to [Xi]'s letter", "a response to the letter from
 * [Xi]", "returned [Xi]'s call". */
bool answered_author(const Scene *scene, const Cue *cue, Filling *out);
/* The same where nobody is named: "Trump replied to the letter" after somebody had written to him.
 */
bool answered_writer(const Scene *scene, const Cue *cue, Filling *out);

/* Notes in the report what it answers, if its sentence tells that. */
void answer_read(const Scene *scene, Report *report);
/* The same in a later sentence that goes on about it: "The letter was a reply to Kim's". */
void answer_read_later(const Scene *scene, Report *report);
/* Finds what is answered among the article's own messages. */
void answers_link(Document *doc);

#endif
