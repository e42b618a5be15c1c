/*
 * The records of one article. Spans are byte offsets into the clean text. A record that points to
 * another of the same document does so by index into that list; NONE stands for "nothing".
 *
 * Every record that an analysis stage makes carries the id of the rule (or model head) that made
 * it and a confidence from 0 to 1.
 */
#ifndef RECORD_RECORDS_H
#define RECORD_RECORDS_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/hash.h"
#include "record/names.h"
#include "text/runs.h" /* MapRun */

#define NONE UINT32_MAX


#define TAG(suffix, text) TAG_##suffix,
typedef enum Tag { TAG_LIST(TAG) TAG_COUNT } Tag;
#undef TAG
#define XPOS(suffix, text) XPOS_##suffix,
typedef enum Xpos { XPOS_LIST(XPOS) XPOS_COUNT } Xpos;
#undef XPOS
#define REL(suffix, text) REL_##suffix,
typedef enum Relation { RELATION_LIST(REL) REL_COUNT } Relation;
#undef REL
#define NAME(suffix, text) NAME_TYPE_##suffix,
typedef enum NameType { NAME_TYPE_LIST(NAME) NAME_TYPE_COUNT } NameType;
#undef NAME
#define BLOCK(suffix, text) BLOCK_##suffix,
typedef enum BlockType { BLOCK_LIST(BLOCK) BLOCK_COUNT } BlockType;
#undef BLOCK
#define ACTOR(suffix, text) ACTOR_##suffix,
typedef enum ActorKind { ACTOR_KIND_LIST(ACTOR) ACTOR_COUNT } ActorKind;
#undef ACTOR
#define MENTION(suffix, text) MENTION_##suffix,
typedef enum MentionKind { MENTION_KIND_LIST(MENTION) MENTION_COUNT } MentionKind;
#undef MENTION
#define REFERENCE_FORM(suffix, text) REFERENCE_##suffix,
typedef enum ReferenceForm { REFERENCE_FORM_LIST(REFERENCE_FORM) REFERENCE_COUNT } ReferenceForm;
#undef REFERENCE_FORM
#define PLACE(suffix, text) PLACE_##suffix,
typedef enum PlaceKind { PLACE_KIND_LIST(PLACE) PLACE_KIND_COUNT } PlaceKind;
#undef PLACE
#define GRANULARITY(suffix, text) GRANULARITY_##suffix,
typedef enum Granularity { GRANULARITY_LIST(GRANULARITY) GRANULARITY_COUNT } Granularity;
#undef GRANULARITY
#define TIME_TYPE(suffix, text) TIME_TYPE_##suffix,
typedef enum TimeType { TIME_TYPE_LIST(TIME_TYPE) TIME_TYPE_COUNT } TimeType;
#undef TIME_TYPE
#define DATE_ORIGIN(suffix, text) DATE_ORIGIN_##suffix,
typedef enum DateOrigin { DATE_ORIGIN_LIST(DATE_ORIGIN) DATE_ORIGIN_COUNT } DateOrigin;
#undef DATE_ORIGIN
#define QUOTATION(suffix, text) QUOTATION_##suffix,
typedef enum QuotationKind { QUOTATION_KIND_LIST(QUOTATION) QUOTATION_COUNT } QuotationKind;
#undef QUOTATION
#define MESSAGE(suffix, text) MESSAGE_##suffix,
typedef enum MessageKind { MESSAGE_KIND_LIST(MESSAGE) MESSAGE_COUNT } MessageKind;
#undef MESSAGE
#define CONTENT(suffix, text) CONTENT_##suffix,
typedef enum ContentKind { CONTENT_KIND_LIST(CONTENT) CONTENT_COUNT } ContentKind;
#undef CONTENT
#define CHANNEL(suffix, text) CHANNEL_##suffix,
typedef enum ChannelRole { CHANNEL_ROLE_LIST(CHANNEL) CHANNEL_COUNT } ChannelRole;
#undef CHANNEL
#define STATUS(suffix, text) STATUS_##suffix,
typedef enum Status { STATUS_LIST(STATUS) STATUS_COUNT } Status;
#undef STATUS
#define POLARITY(suffix, text) POLARITY_##suffix,
typedef enum Polarity { POLARITY_LIST(POLARITY) POLARITY_COUNT } Polarity;
#undef POLARITY
#define STANCE(suffix, text) STANCE_##suffix,
typedef enum Stance { STANCE_LIST(STANCE) STANCE_COUNT } Stance;
#undef STANCE
#define PLOVER(suffix, text) PLOVER_##suffix,
typedef enum PloverType { PLOVER_LIST(PLOVER) PLOVER_COUNT } PloverType;
#undef PLOVER
#define HEDGE(suffix, text) HEDGE_##suffix,
typedef enum Hedge { HEDGE_LIST(HEDGE) HEDGE_COUNT } Hedge;
#undef HEDGE
#define SIZE(suffix, text) SIZE_##suffix,
typedef enum FigureSize { FIGURE_SIZE_LIST(SIZE) SIZE_COUNT } FigureSize;
#undef SIZE

/* Printed names; value must be below the _COUNT. */
const char *tag_name(Tag value);
const char *xpos_name(Xpos value);
const char *relation_name(Relation value);
const char *name_type_name(NameType value);
const char *block_type_name(BlockType value);
const char *actor_kind_name(ActorKind value);
const char *mention_kind_name(MentionKind value);
const char *reference_form_name(ReferenceForm value);
const char *place_kind_name(PlaceKind value);
const char *granularity_name(Granularity value);
const char *time_type_name(TimeType value);
const char *date_origin_name(DateOrigin value);
const char *quotation_kind_name(QuotationKind value);
const char *message_kind_name(MessageKind value);
const char *content_kind_name(ContentKind value);
const char *channel_role_name(ChannelRole value);
const char *status_name(Status value);
const char *polarity_name(Polarity value);
const char *stance_name(Stance value);
const char *plover_type_name(PloverType value);
const char *hedge_name(Hedge value);
const char *figure_size_name(FigureSize value);
/* Reading a printed name back; false if there is no such name. */
bool tag_from_name(Str name, Tag *out);
bool xpos_from_name(Str name, Xpos *out);
bool relation_from_name(Str name, Relation *out);
bool name_type_from_name(Str name, NameType *out);
bool actor_kind_from_name(Str name, ActorKind *out);
bool message_kind_from_name(Str name, MessageKind *out);
bool content_kind_from_name(Str name, ContentKind *out);
bool plover_type_from_name(Str name, PloverType *out);
bool status_from_name(Str name, Status *out);
bool stance_from_name(Str name, Stance *out);
bool polarity_from_name(Str name, Polarity *out);
bool hedge_from_name(Str name, Hedge *out);
bool figure_size_from_name(Str name, FigureSize *out);
bool quotation_kind_from_name(Str name, QuotationKind *out);

/* A date from there may be another day than that of publication: none is reckoned from it. */
static inline bool date_origin_is_weak(DateOrigin origin)
{
    return origin == DATE_ORIGIN_CHANGE || origin == DATE_ORIGIN_GUESS ||
           origin == DATE_ORIGIN_FETCH;
}

/* A run of tokens, [first, end). */
typedef struct TokenRange {
    uint32_t first;
    uint32_t end;
} TokenRange;

/* Which rule made a record, and how sure it is. */
typedef struct Provenance {
    Str rule;         /* "MSG-SEND-TO": id in the stage's data file, or of a model head */
    float confidence; /* 0 to 1 */
} Provenance;

/* ---- 02 clean ----------------------------------------------------------------------------- */

/* A piece of the page, kept or dropped. Kept blocks stand in the clean text in page order, each
 * ended by "\n\n" or, for lines of one paragraph, "\n". */
typedef struct Block {
    BlockType type;
    bool kept;
    Span text;       /* in the clean text; empty if dropped */
    Span page;       /* in the page bytes */
    Str reason;      /* why it was dropped, in words for people; empty if kept */
    Str dropped;     /* what was dropped, decoded; empty if kept */
    Str rule;        /* id of the rule or heuristic that decided */
    Str time;        /* of a live entry, as printed: "14:05 GMT"; else empty */
} Block;

/* A date, as fine as the source gives it. */
typedef struct DateValue {
    bool is_known;
    int32_t first_day; /* days since 1970-01-01; first and last day it can mean, both included */
    int32_t last_day;
    Granularity granularity;
    Weekday weekday;   /* set if only the day of the week is known; then is_known is false */
    bool is_open_start; /* "until ..." */
    bool is_open_end;   /* "since ..." */
    bool is_uncertain;  /* EDTF '?' */
    Str edtf;          /* "2024-12-31"; empty if nothing is known */
} DateValue;

typedef struct Dateline {
    bool is_present;
    Span span;      /* "SEOUL, Dec. 27 (Yonhap) --", in the clean text */
    Str place;      /* as printed */
    Str agency;     /* as printed */
    DateValue date; /* with the year from the publication date where the line has none */
} Dateline;

/* A news agency or outlet credited for the article: "With inputs from AFP", "(Yonhap)". */
typedef struct Credit {
    Span span; /* in the clean text, or empty if the line was dropped (see page) */
    Span page;
    Str name;
} Credit;

typedef struct Metadata {
    Str url;
    Str outlet;
    Str title;
    Str author;         /* all of them, as one line */
    List(Str) authors;  /* one name each */
    Str language; /* "en"; "und" if it could not be told */
    Str sitename;
    Str section;
    Str canonical; /* the address the page names as its own */
    Str amp_url;   /* of its AMP version */
    bool is_amp;   /* this is that version */
    DateValue published;
    DateOrigin published_origin;
    DateValue modified;
    DateOrigin modified_origin;
    Dateline dateline;
    List(Credit) credits;
    bool is_text_rated;    /* of HTML pages: the next three are set */
    float text_confidence; /* from 0 to 1: is the clean text the page's article, all of it? */
    Str text_doubt;        /* why it may not be; empty if there is no reason */
    Str text_doubt_rule;
} Metadata;

/* ---- 03 segment, 04 syntax ---------------------------------------------------------------- */

typedef enum TokenKind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCT, TOKEN_QUOTE, TOKEN_SYMBOL } TokenKind;

enum TokenFlag {
    TOKEN_CAPITALISED = 1 << 0,
    TOKEN_ALL_CAPS = 1 << 1,     /* two letters or more, all upper case */
    TOKEN_SPACE_BEFORE = 1 << 2,
    TOKEN_STARTS_BLOCK = 1 << 3,
    TOKEN_OPENS_QUOTE = 1 << 4,  /* a quotation mark that opens */
    TOKEN_CLOSES_QUOTE = 1 << 5, /* a quotation mark that closes */
};

typedef struct Token {
    Span span;
    uint32_t sentence;
    TokenKind kind;
    uint32_t flags; /* TokenFlag */
    uint32_t features; /* by syntax: what document_features says */
    Str lower;      /* lower case, typographic apostrophes and hyphens made plain */
    /* by syntax: */
    Str lemma;
    Tag tag;
    Xpos xpos;
    uint32_t head; /* token this one depends on; NONE for the root of a sentence */
    Relation relation;
    NameType name;    /* class of the name it is part of, as the network sees it */
    bool starts_name; /* it is that name's first word */
    /* [NameType] how much more it looks like a part of such a name than like none, in eighths of a
     * nat */
    int8_t name_scores[NAME_TYPE_COUNT];
} Token;

typedef struct Sentence {
    Span span;
    TokenRange tokens;
    uint32_t block;
    uint32_t root; /* token; by syntax */
} Sentence;

/* ---- 05 entities -------------------------------------------------------------------------- */

typedef struct Mention {
    Span span;
    TokenRange tokens;
    uint32_t head; /* token: the last word of the name, the noun of a role, the pronoun */
    MentionKind kind;
    NameType name;       /* class of the name; NAME_TYPE_NONE if it is no name */
    uint32_t actor;      /* the article's actor; NONE: an honest unknown */
    uint32_t members[4]; /* actors of a collective ("the two leaders"); NONE-filled */
    Span title;          /* "North Korean leader" within the mention; empty if none */
    Str office;          /* that a title or role names: an id of titles.tsv; empty if none */
    Str owner;           /* whose office: alpha-3 code or key of an organisation; empty: not told */
    bool is_sole;        /* one holds the office at a time: a minister, not an official */
    bool is_former;      /* "former president" */
    bool is_future;      /* "president-elect" */
    uint32_t place;      /* where that is, of names of places and states; NONE */
    Provenance by;
} Mention;

/* Somebody or something that acts, as this article shows it. */
typedef struct Actor {
    Str key;     /* the same in every article: "state:PRK", "person:kim jong un"; of a person whose
                  * family name is all the article prints, "name:kim" */
    Str name;    /* canonical: "Kim Jong Un" */
    ActorKind kind;
    Str country; /* ISO 3166-1 alpha-3; empty if unknown */
    Str sector;  /* PLOVER sector: "GOV", "MIL"; empty if unknown */
    Str role;    /* as attested here or in the data: "leader", "foreign minister" */
    Str family;  /* of a person: the normal form of the name that stands alone; else empty */
    Str ownership; /* of media: "state", "public", "private"; else empty */
    Str status;    /* of states: "territory", "disputed", "unrecognised", "historical"; else empty */
    bool is_from_data; /* known from data/entities, else learnt from this text */
    uint32_t introduced; /* the mention that says who this is; NONE if none does */
} Actor;

/* Where a name of the article lies. One record for all mentions that mean the same place. */
typedef struct Place {
    Span span;     /* the first mention of it */
    Str name;      /* "Goma" */
    PlaceKind kind;
    Str country;   /* alpha-3; empty if none could be chosen or it lies in none */
    Str countries; /* "CHN|PHL": all that an area lies in or that claim it; else empty */
    bool is_disputed; /* states contest whose it is */
    Str region;    /* first-level division it lies in; empty if unknown */
    bool has_point;
    float latitude;
    float longitude;
    uint32_t geonames;   /* id; 0 if it has none here */
    uint32_t candidates; /* places it may be; 1: chosen; 0: the data know none of that name */
    Provenance by;       /* the rule that chose among them */
} Place;

/* Of the entities stage too. */

/* A noun phrase or pronoun, as full as it stands, also of what never acts ("the treaty it signed").
 * Where a mention by name, role or pronoun has the same head, it is that mention's. */
typedef struct Reference {
    Span span;
    TokenRange tokens;
    uint32_t head; /* token: the noun, the last word of a name, the pronoun */
    ReferenceForm form;
    uint32_t mention;    /* NONE */
    uint32_t chain;      /* NONE: an honest unknown; only pronouns are kept then */
    uint32_t antecedent; /* the reference it was joined to; NONE for a chain's first */
    Provenance by;       /* what joined it */
} Reference;

/* References to one and the same thing, two or more. */
typedef struct Chain {
    uint32_t first; /* reference */
    uint32_t count;
    uint32_t actor; /* NONE: nobody, or nothing, the stage knows by name */
} Chain;

/* ---- 05 introductions ---------------------------------------------------------------------- */

/* Words that tell who or what a name is: "Foreign Minister Ann Example", "the Example Institute, a
 * think tank in Seoul". */
typedef struct Introduction {
    Span span;        /* the name and what is said of it; within one sentence */
    uint32_t actor;
    uint32_t mention; /* the name */
    Str office;       /* id of titles.tsv; empty: the description says it */
    Str description;  /* as printed: "a think tank in Seoul"; empty: the office says it all */
    Str owner;        /* whose: alpha-3 code or key of an organisation; empty: not told */
    bool is_sole;     /* one holds the office at a time */
    bool is_former;
    bool is_future;
    Provenance by;
} Introduction;

/* ---- 06 time ------------------------------------------------------------------------------ */

typedef struct Time {
    Span span;
    TokenRange tokens;
    TimeType type;
    Str timex;       /* TIMEX3 value: "2024-12-31", "P1W", "XXXX-WXX-1" */
    DateValue value; /* on the calendar, where it can be told */
    Str mod;         /* TIMEX3 mod: "START", "MID", "END", "APPROX"; empty if the whole is meant */
    Str anchor;      /* what it was reckoned from: "dateline", "published", "text", "" */
    Provenance by;
} Time;

/* False of ages and anniversaries: told in years, they place nothing in time. */
static inline bool time_tells_when(const Time *time)
{
    return time->type <= TIME_TYPE_SET;
}

/* ---- 07 speech ---------------------------------------------------------------------------- */

/* One step of a channel chain, from the one who spoke to the one who prints. */
typedef struct ChannelLink {
    ChannelRole role;
    uint32_t actor; /* NONE if unknown: then name says what the text says */
    Str name;
    Span evidence;  /* empty for the outlet itself, known from metadata */
    uint32_t time;  /* NONE if no date is given */
} ChannelLink;

typedef List(ChannelLink) ChannelChain;

typedef struct Quotation {
    Id id;
    Span span;    /* the content, with its marks if it has any */
    QuotationKind kind;
    Span cue;     /* "said", "according to"; empty if none */
    Span source;  /* who speaks, as fully as it is said: "Ann Lee, a spokeswoman"; empty if nobody does */
    uint32_t speaker;           /* mention; NONE: nobody the article knows by name */
    uint32_t speaker_actor;     /* NONE: unknown */
    uint32_t addressee;         /* mention; NONE */
    uint32_t addressee_actor;
    Span hearer;         /* the addressee as the text has it: "the crew"; empty if none is told */
    Str medium;          /* an id of data/speech/quote_media.tsv: "interview", "post"; empty: not told */
    Span medium_span;    /* "in an interview", "tweeted" */
    Str platform;        /* of a post: "Twitter"; else empty */
    Str occasion;        /* an id of the same file: "summit", "visit"; empty: not told */
    Span occasion_span;  /* "on the sidelines of the summit" */
    uint32_t message;           /* the message it stands in; NONE */
    uint32_t continues;         /* quotation this one goes on from; NONE */
    uint32_t sentence;
    ChannelChain chain;
    Provenance by;
} Quotation;

/* A party to a message: the mention is the evidence, the actor is who it is. */
typedef struct Party {
    uint32_t mention;
    uint32_t actor;
} Party;

typedef List(Party) PartyList;

/* What a message says: a quotation from it, or words that tell of a wish, a promise, a demand. */
typedef struct MessageContent {
    ContentKind kind;
    Span span;          /* the words: "good health and success" */
    Span cue;           /* "wishing"; of a quotation without one empty */
    uint32_t quotation; /* that it is or stands in; NONE */
    Str rule;           /* a row of content_cues.tsv; of a quotation that no row knows its own */
} MessageContent;

typedef List(MessageContent) ContentList;

/* What a message answers, as the text tells it: "replied to [Kim's letter of May 3]". It went the
 * other way between the same two. */
typedef struct Answer {
    Span span;        /* the words that say so; empty: none is told */
    MessageKind kind; /* of what is answered */
    DateValue sent;   /* when that was sent */
    Span sent_span;
    uint32_t message; /* that message, where the article tells of it by itself; NONE */
} Answer;

/* One report of a message: what this sentence (and those it draws in) says of it. */
typedef struct Message {
    Id id;
    Span span; /* the words that report it; within one sentence */
    uint32_t sentence;
    MessageKind kind;
    PartyList senders;
    PartyList recipients;
    Str occasion;          /* "new year", "birthday", ...; the ids of data/speech/occasions.tsv */
    Span occasion_span;
    int32_t occasion_year; /* the New Year 2025 is the one that begins it; 0 if not told */
    DateValue sent;
    Span sent_span;
    DateValue received;
    Span received_span;
    DateValue reported;
    Span reported_span;
    bool is_exchange;      /* "exchanged greetings": both ways */
    bool is_earlier;       /* told as background: "earlier", "had sent" */
    Status status;         /* asserted, planned, denied ... */
    Answer reply_to;
    ContentList contents;  /* ordered by start */
    ChannelChain chain;
    Provenance by;
} Message;

/* ---- 08 events, 09 claims ----------------------------------------------------------------- */

typedef struct Event {
    Id id;
    Span span;      /* from the first to the last word that shows it; within one sentence */
    Span predicate; /* "signed" */
    uint32_t sentence;
    PartyList sources;
    PartyList targets;
    PloverType plover;
    Str mode;       /* PLOVER mode; empty if none */
    List(Str) contexts; /* of PLOVER contexts, that of the predicate first */
    Str cameo;      /* "057" */
    PloverType content; /* what is promised, asked for, refused or threatened; PLOVER_NONE */
    Str content_mode;
    Status status;
    uint32_t times;         /* how often, where it is told: "met twice", "two meetings"; 0 */
    uint32_t attributed_to; /* actor; NONE */
    PartyList claimants;    /* all who say so where they are several: the first is attributed_to; no mentions */
    DateValue when;
    uint32_t time;  /* the expression that dates it; NONE */
    uint32_t place; /* NONE */
    Span place_span; /* the mention of it here */
    Provenance by;
} Event;

typedef struct Figure {
    Id id;
    Span span;     /* "around 15,000 combat troops" */
    Span quantity; /* "around 15,000" */
    double low;
    double high;   /* equal to low unless a range */
    Hedge hedge;
    Str unit;      /* "person", "USD", "percent", "km"; empty if it is a bare count */
    Str counted;   /* lemma of what it counts: "troop" */
    Span counted_span;
    FigureSize size; /* what befell the people it counts; SIZE_NONE of all others */
    uint32_t sentence;
    uint32_t event; /* NONE */
    uint32_t claim; /* NONE */
    Provenance by;
} Figure;

typedef struct Claim {
    Id id;
    Span span;        /* holder, cue and proposition together */
    Span proposition; /* what is claimed; for an answer ("denied such claims"): the words for it */
    Span cue;
    uint32_t sentence;
    PartyList holders;
    Stance stance;
    Polarity polarity;
    Status status;
    float certainty;      /* 0 (open) to 1 (stated as fact) */
    uint32_t answers;     /* claim in this article that it denies or confirms; NONE */
    uint32_t quotation;   /* NONE */
    Provenance by;
} Claim;

#endif
