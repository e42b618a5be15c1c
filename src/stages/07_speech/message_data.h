/*
 * The data of the message rules: words for messages, the verbs that pass them on, what they are
 * sent for, who carries them, and the shapes (data/speech/ *.tsv, explained there).
 */
#ifndef SPEECH_MESSAGE_DATA_H
#define SPEECH_MESSAGE_DATA_H

#include "record/stage.h"
#include "text/phrases.h"

#define NOUN_USE_LIST(X)                                                                           \
    X(DOCUMENT, "document")                                                                        \
    X(WISH, "wish")                                                                                \
    X(TALK, "talk")                                                                                \
    X(MEETING, "meeting") X(MODIFIER, "modifier") X(SPEECH, "speech") X(PRONOUN, "pronoun")        \
        X(ANSWER, "answer") X(VISIT, "visit") X(RETURNED, "returned") X(STATEMENT, "statement")    \
            X(NOTHING, "nothing")

#define FRAME_LIST(X)                                                                              \
    X(TRANSFER, "transfer")                                                                        \
    X(RECEIVE, "receive")                                                                          \
    X(WRITE, "write")                                                                              \
    X(ADDRESS, "address") X(WISH, "wish") X(TELL, "tell") X(EXCHANGE, "exchange")                  \
        X(PHONE, "phone") X(CALL, "call") X(TALK, "talk") X(HOLD, "hold") X(MEET, "meet")          \
            X(VISIT, "visit") X(SUMMON, "summon") X(REPLY, "reply") X(DRAW, "draw")                \
                X(THANK, "thank") X(PAY, "pay") X(COME, "come") X(ANSWER, "answer")                \
                    X(RETURN, "return") X(ISSUE, "issue")

/* Where a party stands, seen from the cue. */
#define SLOT_LIST(X)                                                                               \
    X(SUBJECT, "subject")                                                                          \
    X(OBJECT, "object")                                                                            \
    X(INDIRECT, "indirect")                                                                        \
    X(POSSESSOR, "possessor") X(TO, "to") X(FROM, "from") X(BY, "by") X(FOR, "for")                \
        X(WITH, "with") X(OF, "of") X(CLAUSE, "clause") X(OWNER, "owner") X(ENVOY, "envoy")        \
            X(EACH, "each") X(LIKE, "like") X(WHOM, "whom") X(NAMED, "named")                      \
                X(NOUN_OWNER, "to-object") X(SAME, "same") X(LAST, "last") X(TELLER, "teller")     \
                    X(ANSWERED, "answered") X(BETWEEN, "between") X(WRITER, "writer")              \
                        X(PUBLIC, "public") X(BEFORE, "before") X(AUTHOR, "author")

/* Where the message noun stands, seen from the cue. */
#define PLACE_LIST(X)                                                                              \
    X(NONE, "none")                                                                                \
    X(OPTIONAL, "optional") X(OBJECT, "object") X(SUBJECT, "subject") X(ANTECEDENT, "antecedent")  \
        X(IN, "in") X(SELF, "self") X(ADJUNCT, "adjunct") X(TO_OBJECT, "to-object") X(FOR, "for")

#define VOICE_LIST(X) X(ANY, "any") X(ACTIVE, "active") X(PASSIVE, "passive")

#define NEED_LIST(X)                                                                               \
    X(NOTHING, "-")                                                                                \
    X(OCCASION, "occasion") X(PHONE, "phone") X(ALSO, "also") X(MUTUAL, "mutual")                  \
        X(CARRIED, "carried") X(EXCHANGE, "exchange")

#define YEAR_RULE_LIST(X) X(NONE, "none") X(OWN, "own") X(NEXT, "next")

#define DEFINE_NOUN_USE(suffix, text) NOUN_##suffix,
typedef enum NounUse { NOUN_USE_LIST(DEFINE_NOUN_USE) NOUN_USE_COUNT } NounUse;
#define DEFINE_FRAME(suffix, text) FRAME_##suffix,
typedef enum Frame { FRAME_LIST(DEFINE_FRAME) FRAME_COUNT } Frame;
#define DEFINE_SLOT(suffix, text) SLOT_##suffix,
typedef enum Slot { SLOT_LIST(DEFINE_SLOT) SLOT_COUNT } Slot;
#define DEFINE_PLACE(suffix, text) PLACE_##suffix,
typedef enum NounPlace { PLACE_LIST(DEFINE_PLACE) PLACE_COUNT } NounPlace;
#define DEFINE_VOICE(suffix, text) VOICE_##suffix,
typedef enum Voice { VOICE_LIST(DEFINE_VOICE) VOICE_COUNT } Voice;
#define DEFINE_NEED(suffix, text) NEED_##suffix,
typedef enum Need { NEED_LIST(DEFINE_NEED) NEED_COUNT } Need;
#define DEFINE_YEAR_RULE(suffix, text) YEAR_RULE_##suffix,
typedef enum YearRule { YEAR_RULE_LIST(DEFINE_YEAR_RULE) YEAR_RULE_COUNT } YearRule;

typedef struct NounEntry {
    NounUse use;
    MessageKind kind;
} NounEntry;

/* One word may open several frames: "called" is tell and call. */
typedef struct VerbEntry {
    unsigned frames;               /* bit of each Frame */
    MessageKind kind[FRAME_COUNT]; /* of a message whose noun does not say it */
} VerbEntry;

typedef struct OccasionEntry {
    Str id;
    bool is_strong;
    bool is_vague; /* stands back where another is told too: "victims of the earthquake" */
    bool has_kind;
    MessageKind kind;
    YearRule year;
} OccasionEntry;

#define MOST_ALTERNATIVES 4

typedef struct MessageRule {
    Str id;
    bool is_verb;
    Frame frame;        /* of a verb rule */
    unsigned noun_uses; /* of a noun rule: bit of each NounUse */
    bool is_of_replies; /* of a noun rule: only words for a reply */
    Voice voice;
    Slot sender[MOST_ALTERNATIVES];
    uint32_t sender_count;
    Slot recipient[MOST_ALTERNATIVES];
    uint32_t recipient_count;
    NounPlace places[MOST_ALTERNATIVES];
    uint32_t place_count;
    Need need;
    float confidence;
    Str example;
    uint32_t line;
} MessageRule;

/* A value in status_words that is no Status: what is usually done is no report of one message. */
#define STATUS_HABITUAL STATUS_COUNT

typedef struct MessageData {
    PhraseTable noun_words; /* -> nouns */
    PhraseTable verb_words; /* -> verbs */
    PhraseTable occasion_words;
    PhraseTable channel_words; /* -> ChannelRole */
    PhraseTable status_words;  /* -> Status or STATUS_HABITUAL */
    List(NounEntry) nouns;
    List(VerbEntry) verbs;
    List(OccasionEntry) occasions;
    List(MessageRule) rules;
} MessageData;

DatelineStatus message_data_load(const DataFiles *files, Arena *arena, MessageData *out,
                                 DatelineError *err) MUST_CHECK;
/* The index-th rule's example; false past the last. */
bool message_data_example(const MessageData *data, uint32_t index, RuleExample *out);

#endif
