/* The data of the quotation rules: cue words and the shapes (data/speech/quote_*.tsv). */
#ifndef SPEECH_QUOTE_DATA_H
#define SPEECH_QUOTE_DATA_H

#include "record/stage.h"
#include "text/data.h"
#include "text/phrases.h"

typedef enum CueUse { CUE_SAY, CUE_CLAUSE, CUE_DESCRIBE, CUE_ACCORDING, CUE_QUOTED, CUE_MARKS } CueUse;

/* X(suffix of the id, enum suffix): the shapes the code knows; each has a row in the data. */
#define QUOTE_RULE_LIST(X)                                                                         \
    X("QT-AFTER", AFTER) X("QT-BEFORE", BEFORE) X("QT-SPLIT", SPLIT) X("QT-CLAUSE", CLAUSE)        \
    X("QT-CLAUSE-AFTER", CLAUSE_AFTER) X("QT-ACCORDING", ACCORDING) X("QT-FRAGMENT", FRAGMENT)     \
    X("QT-CITED", CITED) X("QT-CONTINUES", CONTINUES) X("QT-ALONE", ALONE)

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

typedef struct QuoteData {
    PhraseTable cues; /* lemmas, or words of a phrase -> CueUse */
    QuoteRuleRow rules[QUOTE_RULE_COUNT];
} QuoteData;

DatelineStatus quote_data_load(const DataFiles *files, Arena *arena, QuoteData *out,
                               DatelineError *err) MUST_CHECK;
/* The index-th rule's example; false past the last. */
bool quote_data_example(const QuoteData *data, uint32_t index, RuleExample *out);

#endif
