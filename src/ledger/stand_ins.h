/*
 * Reports that name a state or an office where others name the person.
 *
 *     A, 24 Oct:  "Pyongyang congratulated Xi on his re-election"      state:PRK -> person:xi jinping
 *     B, 23 Oct:  "Kim Jong Un congratulated Xi on his re-election"    person:kim jong un -> the same
 *
 * What A tells of is the message of B: its report stands under the parties of B, its host. A report
 * of which two messages could be meant, or none, stays what it says. Reports that quote the same words
 * and name another on one side are one message, told of two. Hosts name a person on both
 * sides, so that none of them is a guest in turn and the order of arrival does not matter.
 */
#ifndef LEDGER_STAND_INS_H
#define LEDGER_STAND_INS_H

#include "ledger/terms.h"
#include "record/records.h"

/* One report between the persons or bodies of two states, in byte order of the states. */
typedef struct PairReport {
    int64_t number;
    int64_t article;
    Str first; /* keys */
    Str second;
    Str first_office; /* that the article gives a person; empty if none */
    Str second_office;
    bool is_reverse; /* from the second to the first */
    bool is_exchange;
    MessageKind kind;
    Str occasion;
    int32_t year; /* of the occasion; 0: not told */
    int32_t day;  /* sent, or the day of the article */
} PairReport;

typedef List(PairReport) PairReportList;

/* Days on either side within which a host may lie. */
#define STAND_IN_DAYS 14

/* The bodies that the head of a state speaks through: a ministry's letter is its own. */
bool party_is_of_the_head(Str key);
/* Does the key name less than a person: a state, its government, an office? */
bool party_is_stand_in(Str key);
/* The state a key tells by itself: "PRK" of "state:PRK", "gov:PRK:army", "role:PRK:leader"; else empty. */
Str party_state(Str key);

/* Index of a report between the parties that the guest stands for; NONE. */
uint32_t stand_in_host(const LedgerData *data, const PairReport *guest,
                       const PairReportList *others);

/* Of reports that quote the same words from a message, but name another on one side: index of one
 * between the parties that most articles name, if those are not the report's own; else NONE. Of
 * equally many the first in byte order. */
uint32_t shared_host(const PairReport *report, const PairReportList *sharers);

#endif
