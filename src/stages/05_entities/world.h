/*
 * The world as data/entities tells it: states and their names, offices and who holds them,
 * organisations, media, and the small word lists of the stage. Loaded once, read-only after.
 *
 * An owner is whom an office, body or group belongs to: the alpha-3 code of a state ("PRK") or the
 * key of an organisation ("org:un"); empty where nothing is known.
 */
#ifndef ENTITIES_WORLD_H
#define ENTITIES_WORLD_H

#include "gazetteer.h"
#include "record/stage.h"
#include "text/data.h"
#include "text/name_variants.h"
#include "text/phrases.h"

/* What a name in the lexicon names. */
typedef enum FormKind {
    FORM_STATE,       /* "Russia" */
    FORM_NATIONALITY, /* "Russian", "Russians" */
    FORM_CAPITAL,     /* "Moscow" */
    FORM_METONYM,     /* "the Kremlin" */
    FORM_SHARED,      /* "Korean": of several states */
    FORM_ORGANISATION,
    FORM_MEDIUM,
    FORM_LEADER, /* the full name of a person of leaders.tsv */
} FormKind;

typedef struct Form {
    FormKind kind;
    uint32_t row;  /* in the list of its kind */
    uint32_t line; /* in its file */
    bool all_caps; /* "US", not "us" */
    bool capital;  /* starts with a capital */
    bool plural;   /* people: "Russians" */
} Form;

typedef struct State {
    Str code; /* alpha-3 */
    Str name;
    Str key;    /* "state:PRK" */
    Str status; /* "territory", "disputed", "unrecognised", "historical"; empty: a state */
} State;

typedef enum MetonymKind { METONYM_SEAT, METONYM_NAME, METONYM_CONTEXT } MetonymKind;

typedef struct Metonym {
    Str name;
    Str country;
    Str body; /* id of a body; empty: the state itself */
    MetonymKind kind;
} Metonym;

typedef struct Shared {
    Str name;
    StrList countries;
    bool is_nationality;
} Shared;

typedef struct Organisation {
    Str key;
    Str name;
    Str country;
    Str sector;
    ActorKind kind;
} Organisation;

typedef struct Medium {
    Str key;
    Str name;
    Str type; /* agency, broadcaster, newspaper, outlet, platform */
    Str country;
    Str ownership;
} Medium;

typedef struct Leader {
    Str name;
    Str key;                 /* "person:kim jong un" */
    Str short_name;          /* as the data print it: what later mentions print */
    Str family;              /* its normal form */
    char sex;                /* 'm', 'f' or 0 */
    bool bare;               /* the family name alone may mean this person */
    uint32_t next_of_family; /* leader; NONE */
    uint32_t first_term;     /* the latest term; those before by next_of_leader */
    uint32_t line;           /* of the first term, in leaders.tsv */
} Leader;

typedef struct Term {
    uint32_t leader;
    Str owner;
    Str office;
    int32_t from;           /* days since 1970-01-01 */
    int32_t to;             /* INT32_MAX: still in office */
    bool is_one_of_several; /* the office is held, or claimed, by others at the same time */
    uint32_t line;          /* in leaders.tsv */
    uint32_t next_of_owner;
    uint32_t next_of_leader;
} Term;

typedef enum TitleHead { HEAD_NO, HEAD_ANY, HEAD_STATE } TitleHead;
typedef enum TitleUse { USE_BEFORE, USE_ROLE, USE_STYLE } TitleUse;

typedef struct Title {
    Str words;
    Str id;
    Str sector;
    TitleHead head;
    TitleUse use;
} Title;

typedef enum BodyKind { BODY_OFFICE, BODY_FORCE, BODY_MEDIA } BodyKind;

typedef struct Body {
    Str words;
    Str id;
    Str sector;
    BodyKind kind;
} Body;

typedef struct Group {
    Str words;
    Str sector;
    bool alone;
    Str as; /* the words whose actor it is: its own, or those of another row */
} Group;

typedef enum CollectiveKind {
    COLLECTIVE_LEADERS, /* two persons, or who leads two states */
    COLLECTIVE_MINISTERS,
    COLLECTIVE_PERSONS,
    COLLECTIVE_STATES,
    COLLECTIVE_EITHER,
    COLLECTIVE_ONE, /* "the country": one state */
} CollectiveKind;

typedef struct Collective {
    CollectiveKind kind;
    StrList members; /* keys of the members where the words alone say who: "the two Koreas" */
} Collective;

typedef struct Outlet {
    StrList types; /* of media.tsv that the words can mean */
} Outlet;

enum WordFlag {
    WORD_PARTICLE = 1 << 0,
    WORD_SUFFIX = 1 << 1,
    WORD_BEFORE = 1 << 2,
    WORD_FORMER = 1 << 3,
    WORD_FUTURE = 1 << 4,
    WORD_ORG_HEAD = 1 << 5,
    WORD_PLACE_HEAD = 1 << 6,
    WORD_PLACE_BEFORE = 1 << 7,
    WORD_IN_PLACE = 1 << 8,
    WORD_CALENDAR = 1 << 9,
    WORD_NOT_A_NAME = 1 << 10,
    WORD_REPORT = 1 << 11,
    WORD_THING_HEAD = 1 << 12,
    WORD_FAMILY_FIRST = 1 << 13, /* codes of states */
    WORD_DETERMINER = 1 << 14,
    WORD_INDEFINITE = 1 << 15,
    WORD_MOTION = 1 << 16,
    WORD_DEPLOY = 1 << 17,
    WORD_THING_BEFORE = 1 << 18,
    WORD_COMPOUND = 1 << 19,
    WORD_MALE = 1 << 20, /* given names */
    WORD_FEMALE = 1 << 21,
    WORD_GIVEN = WORD_MALE | WORD_FEMALE,
    WORD_OUTLET_HEAD = 1 << 22,
    WORD_COMPANY_FORM = 1 << 23,
    WORD_REGION_SHORT = 1 << 24,
    WORD_NO_PLACE = 1 << 25,
};

typedef struct World {
    Arena *arena;
    PhraseTable names; /* -> forms */
    List(Form) forms;
    List(State) states;
    Map state_by_code;
    List(Metonym) metonyms;
    List(Shared) shared;
    List(Organisation) organisations;
    Map organisation_by_key;
    List(Medium) media;
    List(Leader) leaders;
    Map leader_by_name;   /* normal form of a full name */
    Map leader_by_family; /* normal form -> first leader */
    List(Term) terms;
    Map term_by_owner;       /* first term; in the order of the file */
    PhraseTable title_words; /* -> 2 * title, + 1 if plural */
    List(Title) titles;
    PhraseTable body_words;
    List(Body) bodies;
    PhraseTable group_words;
    List(Group) groups;
    PhraseTable collective_words;
    List(Collective) collectives;
    PhraseTable outlet_words;
    List(Outlet) outlets;
    const NameVariants *variants;
    Map words; /* -> WordFlag */
    Gazetteer gazetteer;
} World;

DatelineStatus world_load(const DataFiles *files, Arena *arena, World *out,
                          DatelineError *err) MUST_CHECK;

/* A field of a data file in the form the scan compares: folded, "'s" a word of its own. */
Str world_form(Str text, Arena *arena);
/* One form for the spellings of a person's name, or of a part of it; text/name_variants.h. */
Str world_normal_name(const World *world, Str printed, Arena *arena);

uint32_t world_word_flags(const World *world, Str word);
/* NULL if the code is not a state's. */
const State *world_state(const World *world, Str code);
const Organisation *world_organisation(const World *world, Str key);
/* First term of an owner; NONE. */
uint32_t world_terms_of(const World *world, Str owner);
/* The owner's first row in office on that day: whom "the leader" means; NONE. */
uint32_t world_leader_on(const World *world, Str owner, int32_t day);
/* Who held an office on that day; NONE. */
uint32_t world_holder_on(const World *world, Str owner, Str office, int32_t day);
/* The only one the data know in that office; NONE if there are several or none. */
uint32_t world_only_holder(const World *world, Str owner, Str office);
/* Whether one of the leader's terms was of that state or organisation. */
bool world_served(const World *world, uint32_t leader, Str owner);
bool world_held_office(const World *world, uint32_t leader, Str owner, Str office);
/* The term to show for a person: in office on the day, the file's first if there are several; else
 * the latest. */
const Term *world_term_on(const World *world, uint32_t leader, int32_t day);
/* Body row with that id; NONE. */
uint32_t world_body(const World *world, Str id);

#define DAY_UNKNOWN INT32_MIN

#endif
