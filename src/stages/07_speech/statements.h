/*
 * Statements to nobody in particular: "The ministry said in a statement on Friday". However often
 * an article comes back to one, it is one record.
 */
#ifndef SPEECH_STATEMENTS_H
#define SPEECH_STATEMENTS_H

#include "messages.h"

/* All who make it: those of the slot and, of a joint statement, those it is made with. noun: token.
 */
void statement_add_senders(const Scene *scene, const Filling *senders, uint32_t noun,
                           PartyList *out);
/* "a statement to both committees": to hearers whom nobody names, not to everybody. What is told to
 * a paper or to reporters is for all. */
bool statement_is_to_some(const Scene *scene, const NounCue *noun);
/* Statements that several sentences tell of become one, unless they are of different days or said
 * to be others. */
void statements_join(Document *doc, ReportList *reports);

#endif
