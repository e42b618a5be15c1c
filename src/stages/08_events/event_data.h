/*
 * The code book of events (data/events): which words tell of which event, where its parties stand,
 * and what the words around it say about its status.
 */
#ifndef EVENTS_EVENT_DATA_H
#define EVENTS_EVENT_DATA_H

#include "base/map.h"
#include "record/stage.h"
#include "record/status_words.h"
#include "text/data.h"
#include "text/numbers.h"

/* Where a party stands, seen from the trigger. X(suffix, name in the data). From BEHIND on, the
 * name is a preposition. */
#define EVENT_SLOT_LIST(X)                                                                         \
    X(SUBJECT, "subject") X(EACH, "each") X(SUBJECT_OWNER, "subject's") X(OBJECT, "object")        \
    X(OBJECT_OWNER, "object's") X(INDIRECT, "indirect") X(POSSESSOR, "possessor")                  \
    X(MODIFIER, "modifier") X(THROUGH, "through") X(CLAUSE, "clause") X(COMPLEMENT, "complement") X(PURPOSE, "purpose") X(SAID_OF, "said of") X(DEED, "deed") X(PROMISED, "promised") X(CONDITION, "condition") X(OCCASION, "occasion") X(BELOW, "below") X(BEHIND, "behind")          \
    X(TO, "to") X(WITH, "with") X(ON, "on") X(AGAINST, "against") X(FROM, "from") X(BY, "by")      \
    X(OF, "of") X(FOR, "for") X(IN, "in") X(AT, "at") X(BETWEEN, "between") X(INTO, "into")        \
    X(OVER, "over") X(AS, "as") X(TOWARDS, "towards") X(TOWARD, "toward") X(NEAR, "near")          \
    X(ABOUT, "about") X(UPON, "upon") X(AMONG, "among") X(OUT_OF, "out of") X(AROUND, "around") X(OFF, "off")    \
    X(ALONG, "along") X(ALONGSIDE, "alongside") X(OUTSIDE, "outside") X(UNDER, "under") X(ACROSS, "across") X(BEFORE, "before") \
    X(INSIDE, "inside") X(ROUND, "round") X(CLOSE_TO, "close to") X(BEYOND, "beyond") X(AFTER, "after") X(OPPOSITE, "opposite") X(FACING, "facing")

typedef enum EventSlot {
#define DEFINE_EVENT_SLOT(suffix, name) EVENT_SLOT_##suffix,
    EVENT_SLOT_LIST(DEFINE_EVENT_SLOT)
#undef DEFINE_EVENT_SLOT
        EVENT_SLOT_COUNT
} EventSlot;

Str event_slot_name(EventSlot slot);

/* What a party in a slot must be. X(suffix, name in the data: "subject:voice") */
#define PARTY_FILTER_LIST(X)                                                                       \
    X(ANY, "any") X(CROWD, "crowd") X(VOICE, "voice") X(POWER, "power") X(ARMED, "armed") X(STATE, "state") X(RULER, "ruler") X(BODY, "body")   \
    X(UNARMED, "unarmed")

typedef enum PartyFilter {
#define DEFINE_PARTY_FILTER(suffix, name) PARTY_##suffix,
    PARTY_FILTER_LIST(DEFINE_PARTY_FILTER)
#undef DEFINE_PARTY_FILTER
        PARTY_FILTER_COUNT
} PartyFilter;

#define MOST_SLOTS 20

typedef struct SlotChoice {
    uint8_t slots[MOST_SLOTS];   /* EventSlot, tried in this order */
    uint8_t filters[MOST_SLOTS]; /* PartyFilter: who may stand there */
    uint32_t count;              /* 0: the frame has no such party */
    bool is_required;            /* "+": no event without it */
} SlotChoice;

/* The nouns a trigger must go with, or must not. */
/* A bit of a word's first byte and length: most words that are not listed are told by it. */
static inline uint64_t event_look(Str word)
{
    return word.len == 0 ? 0 : (uint64_t)1 << (((unsigned char)word.data[0] * 11u + word.len) & 63);
}

typedef struct ObjectChoice {
    StrList lemmas;
    uint64_t lemma_looks; /* bits of their event_look */
    StrList parts;     /* "~": a word that must stand before the noun: "phone" of "phone call" */
    uint64_t classes;  /* bits of word classes */
    bool takes_actor;  /* any party or place will do */
    bool takes_any;    /* any noun will do, but there must be one */
    bool takes_deed;   /* an infinitive: "agreed to help" */
    bool takes_label;  /* something it is said to be: "called him a liar" */
    bool takes_body;   /* an organisation by name: "pulled out of the EU" */
    bool takes_clause; /* a clause with one of these predicates: "said that he was lying" */
    bool is_late;      /* "?": tried when no other frame of the word has told of anything */
    bool is_exclusion; /* none of these, or no object at all */
    bool is_oblique;   /* "^": behind a preposition: "talks" of "walked out of talks" */
} ObjectChoice;

/* One row of frames.tsv, or of idioms.tsv. */
typedef struct EventFrame {
    Str id;
    bool is_idiom; /* the words tell of no event: "killed the bill" */
    bool has_particle; /* a word stands beside a trigger: "take in" */
    bool is_noun; /* the trigger is a noun: "attack", "signing" */
    bool is_adjective; /* the trigger is what somebody is said to be: "critical of" */
    ObjectChoice objects;
    SlotChoice source;
    SlotChoice target;
    PloverType plover;
    Str mode;
    Str context; /* PLOVER context; empty if none */
    Str cameo;
    Str example;
    uint32_t line;
} EventFrame;

/* One of the words that open a frame. */
typedef struct EventTrigger {
    uint32_t frame;
    Str particle;  /* a word beside it: "out" of "pull out", "hostage" of "take hostage"; empty if none */
    uint64_t look; /* event_look of it */
    bool is_apart; /* the word may be a preposition anywhere behind it: "for" of "asked Norland for help" */
    uint32_t next; /* trigger of the same lemma whose frame asks for less; NONE */
} EventTrigger;

/* One row of contents.tsv: what an event takes over from the one it speaks of. */
typedef struct EventContent {
    Str cameo;
    Str mode;
} EventContent;

/* One row of contexts.tsv. */
typedef struct EventContext {
    Str name; /* "territory" */
    Str example;
    uint32_t line;
} EventContext;

typedef List(uint64_t) EventBits;
typedef struct EventLearnt EventLearnt;
typedef struct EventGiven EventGiven;

typedef struct EventData {
    Map verbs; /* lemma -> first of its triggers */
    Map nouns;
    Map adjectives;
    List(EventTrigger) triggers;
    List(EventFrame) frames;
    Map classes;     /* name of a word class -> number of its bit */
    Map class_words; /* lemma -> row below */
    EventBits class_bits; /* bits of classes */
    uint64_t measures, instruments, people, mishaps, spots, idle, officials, press, bodies, laws, strifes, bonds, journeys, resolves, letters, judgings, conducts, happenings, stances, menaces, pledges, undergoings, spheres, askings, margins, blames; /* the classes the program itself asks for */
    Map contents; /* "03 072": an AGREE that speaks of military aid -> row below */
    List(EventContent) content_rows;
    SlotChoice reach[PLOVER_COUNT]; /* where a target may stand of which the frame does not know */
    NumberWords numbers;
    List(EventContext) contexts; /* rows of contexts.tsv */
    Map context_words;           /* "border", "human right" -> row below */
    EventBits context_bits; /* bit i: of contexts.items[i] */
    StatusWords statuses;
    const EventLearnt *learnt; /* event_learnt.h */
    const EventGiven *given;   /* event_given.h */
} EventData;

DatelineStatus event_data_load(const DataFiles *files, Arena *arena, EventData *out,
                               DatelineError *err) MUST_CHECK;
/* What a promise, request, refusal or threat (by its CAMEO code) is of, given the code of the event it
 * speaks of; NULL where the code book says nothing. */
const EventContent *event_data_content(const EventData *data, Str outer, Str inner, bool is_negated);
bool event_data_example(const EventData *data, uint32_t index, RuleExample *out);
/* Whether the lemma is in any of these classes. */
bool event_data_is(const EventData *data, Str lemma, uint64_t classes);

#endif
