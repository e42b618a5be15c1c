/* The data of the quotation rules: cue words and the shapes (data/speech/quote_*.tsv). */
#ifndef SPEECH_QUOTE_DATA_H
#define SPEECH_QUOTE_DATA_H

#include "record/stage.h"
#include "text/data.h"
#include "text/phrases.h"

typedef enum CueUse {
    CUE_SAY,
    CUE_CLAUSE,
    CUE_DESCRIBE,
    CUE_ACCORDING,
    CUE_QUOTED,
    CUE_MARKS,
    CUE_NOUN,
    CUE_ADVERB,
} CueUse;

/* What a noun before a verb of saying is, if it is no actor. */
typedef enum SourceUse { SOURCE_DOCUMENT, SOURCE_NOBODY, SOURCE_SORT, SOURCE_SPEAKER } SourceUse;

/* X(suffix of the id, enum suffix): the shapes the code knows; each has a row in the data. */
#define QUOTE_RULE_LIST(X)                                                                         \
    X("QT-AFTER", AFTER)                                                                           \
    X("QT-BEFORE", BEFORE) X("QT-SPLIT", SPLIT) X("QT-CLAUSE", CLAUSE)                             \
        X("QT-CLAUSE-AFTER", CLAUSE_AFTER) X("QT-ACCORDING", ACCORDING) X("QT-FRAGMENT", FRAGMENT) \
            X("QT-CITED", CITED) X("QT-NOUN", NOUN) X("QT-ADVERB", ADVERB)                         \
                X("QT-CONTINUES", CONTINUES) X("QT-ALONE", ALONE)

typedef enum QuoteRule {
#define DEFINE_QUOTE_RULE(id, suffix) QUOTE_RULE_##suffix,
    QUOTE_RULE_LIST(DEFINE_QUOTE_RULE)
#undef DEFINE_QUOTE_RULE
        QUOTE_RULE_COUNT
} QuoteRule;

typedef struct QuoteRuleRow {
    Str id;
    float confidence;
    Str example;
    uint32_t line;
} QuoteRuleRow;

typedef enum MediumWhat {
    MEDIUM_CARRIER,
    MEDIUM_PLATFORM,
    MEDIUM_VERB,
    MEDIUM_OCCASION
} MediumWhat;

/* quote_words.tsv: lists that the rules ask for by name. */
typedef enum WordUse {
    WORD_TELLER,
    WORD_LIGHT,
    WORD_WORK,
    WORD_TITLE,
    WORD_WITHHOLD,
    WORD_EDGE,
    WORD_USE_COUNT,
} WordUse;

/* A row of quote_media.tsv. */
typedef struct MediumEntry {
    MediumWhat what;
    Str kind;
    bool is_apart;       /* words said so are of no message told before but one of this kind */
    MessageKind message; /* MESSAGE_COUNT: of none */
    Str example;
    uint32_t line;
} MediumEntry;

typedef struct QuoteMedia {
    PhraseTable phrases; /* preposition and lemmas -> index of the entry */
    PhraseTable nouns;   /* lemmas alone */
    PhraseTable verbs;
    List(MediumEntry) entries;
} QuoteMedia;

typedef struct QuoteData {
    PhraseTable cues;          /* lemmas, or words of a phrase -> CueUse */
    Map nouns;                 /* lemmas of nouns and adverbs -> CUE_NOUN, CUE_ADVERB */
    Map words[WORD_USE_COUNT]; /* lemmas or words -> 1 */
    Map sources;               /* lemma -> SourceUse */
    QuoteMedia media;
    QuoteRuleRow rules[QUOTE_RULE_COUNT];
} QuoteData;

DatelineStatus quote_data_load(const DataFiles *files, Arena *arena, QuoteData *out,
                               DatelineError *err) MUST_CHECK;
/* The index-th rule's example; false past the last. */
bool quote_data_example(const QuoteData *data, uint32_t index, RuleExample *out);

#endif
