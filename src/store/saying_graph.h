/*
 * Wordings of sayings, and which belong together.
 *
 * A node is a wording: the very same words of one speaker, at however many places. Two are linked if they are like one
 * another (table quotation_likeness). One of them is a head if it is linked to no head that goes before it
 * (variant_goes_before); every other belongs to the head it is most like. So each is like its head, and what runs from one
 * subject to the next, each a little like the one before, is no saying:
 *
 *     head    the private sector is doing fine
 *     member  "The private sector is doing fine," he told reporters
 *     head    the private sector would do better if taxes were cut
 *     member  taxes were to be cut
 *
 * A head that has no members, as all that is like it belongs to others, goes with the one it is most like, if these are
 * surely one and that one is surely its head's: a cut of a cut. What a wording belongs to depends on what lies near, never
 * on when it came, however far all of it hangs together.
 */
#ifndef STORE_SAYING_GRAPH_H
#define STORE_SAYING_GRAPH_H

#include "base/map.h"
#include "base/number_list.h"
#include "store/store.h"

typedef enum Rank {
    RANK_UNKNOWN,
    RANK_HEAD,
    RANK_MEMBER,
} Rank;

typedef struct WordingLink {
    uint32_t node;
    uint32_t likeness;
} WordingLink;

typedef struct WordingNode {
    Str speaker;
    Str text;
    NumberList quotations;    /* that are known; all of them once the links are there; ascending */
    List(WordingLink) links;  /* in the order in which they go before one another */
    uint32_t before;          /* how many of the links lead to such as go before it */
    bool has_links;           /* they were read */
    Rank rank;
    bool is_regrouped;        /* its group is derived anew */
} WordingNode;

typedef struct SayingGraph {
    Store *store;
    List(WordingNode) nodes;
    Map places; /* speaker and words -> node */
} SayingGraph;

void saying_graph_init(SayingGraph *graph, Store *store);

/* The node of a quotation; MAP_NONE if it is not there or nobody is said to have spoken. */
DatelineStatus saying_node_of(SayingGraph *graph, int64_t quotation, uint32_t *out, DatelineError *err) MUST_CHECK;
/* The nodes of all quotations that are written down as one saying; ascending, each once. */
DatelineStatus saying_nodes_of(SayingGraph *graph, const Id *variant, NumberList *out, DatelineError *err) MUST_CHECK;

/* Reads all its quotations and what it is linked to. */
DatelineStatus saying_read_links(SayingGraph *graph, uint32_t node, DatelineError *err) MUST_CHECK;
/* The head of its group; itself if it is one. */
DatelineStatus saying_head(SayingGraph *graph, uint32_t node, uint32_t *out, DatelineError *err) MUST_CHECK;
/* All whose head it is, and itself, if it is its own; some may be there twice. */
DatelineStatus saying_group(SayingGraph *graph, uint32_t head, NumberList *out, DatelineError *err) MUST_CHECK;

#endif
