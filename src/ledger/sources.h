/*
 * From how many places a thing is known. Who passes on what another told first adds no voice, nor
 * does a copy:
 *
 *     Kim > KCNA > Yonhap > outlet 1 \
 *     Kim > KCNA > outlet 2           > KCNA: 1 source
 *     Kim > Yonhap > outlet 3        /  (outlet 1 tells whence Yonhap has it)
 *     Kim > Kremlin > outlet 4          the Kremlin: 2 sources
 *     Kim > outlet 5                    names nobody, and counts as a source of its own: 3
 *
 * A source is who is first in a chain after the speaker, and in no other chain behind anybody. The
 * officials and bodies of one state are one. The number depends on the chains, not on their order.
 */
#ifndef LEDGER_SOURCES_H
#define LEDGER_SOURCES_H

#include "base/arena.h"

/* One step: who passed it on, and the record and article whose chain it is. */
typedef struct SourceLink {
    int64_t record;
    int64_t article;
    uint32_t position; /* in the chain; the speaker has none */
    Str key;           /* empty: nobody known */
    bool is_outlet;    /* the article's own, last in the chain */
} SourceLink;

typedef List(SourceLink) SourceLinkList;

/* The links are put in an order by content. An article that names nobody counts as its outlet, or,
 * if that is unknown, as itself. */
uint32_t sources_count(SourceLinkList *links, Arena *arena);

/* What a link counts as: kind and country of its actor as printed names; empty where unknown. */
Str source_key(Str actor, Str kind, Str country, Str name, bool is_outlet, Arena *arena);

#endif
