/* The data of the claims stage; what each file means is said in data/claims/README.md. */
#ifndef CLAIMS_CLAIM_DATA_H
#define CLAIMS_CLAIM_DATA_H

#include "record/stage.h"
#include "text/data.h"
#include "text/numbers.h"
#include "text/phrases.h"

#define UNIT_KIND_LIST(X)                                                                          \
    X(SIGN, "sign") X(MONEY, "money") X(SHARE, "share") X(MEASURE, "measure")                      \
    X(PERSON, "person") X(CASUALTY, "casualty") X(LETTER, "letter") X(NONE, "none")            \
    X(STRENGTH, "strength") X(JOINED, "joined") X(DURATION, "duration") X(LASTS, "lasts")          \
    X(STAY, "stay") X(COMPARED, "compared") X(TALLY, "tally") X(CUE, "cue") X(RISES, "rises")

#define FIGURE_SHAPE_LIST(X)                                                                       \
    X(COUNTED, "counted") X(OF, "of") X(VAGUE, "vague") X(MONEY, "money")                          \
    X(RENDERING, "rendering") X(SHARE, "share") X(MEASURE, "measure")                              \
    X(MAGNITUDE, "magnitude") X(CASUALTIES, "casualties") X(BARE, "bare")                          \
    X(PART, "part") X(DURATION, "duration") X(STRENGTH, "strength") X(TALLY, "tally")

#define CUE_SHAPE_LIST(X)                                                                          \
    X(VERB, "verb") X(ANSWER, "answer") X(ACCUSE, "accuse") X(NOUN, "noun") X(SOURCE, "source") X(SILENT, "silent") X(REPLY, "reply")

#define CUE_NEED_LIST(X)                                                                           \
    X(NOTHING, "-") X(CONTENT, "content") X(CLAUSE, "clause") X(THAT, "that") \
    X(TOLD, "told") X(CLAIM, "claim") X(FACT, "fact") X(PROPOSAL, "proposal")

typedef enum UnitKind {
#define X(suffix, text) UNIT_##suffix,
    UNIT_KIND_LIST(X) UNIT_KIND_COUNT
#undef X
} UnitKind;

typedef enum FigureShape {
#define X(suffix, text) SHAPE_##suffix,
    FIGURE_SHAPE_LIST(X) SHAPE_COUNT
#undef X
} FigureShape;

typedef enum CueShape {
#define X(suffix, text) CUE_##suffix,
    CUE_SHAPE_LIST(X) CUE_SHAPE_COUNT
#undef X
} CueShape;

typedef enum CueNeed {
#define X(suffix, text) NEEDS_##suffix,
    CUE_NEED_LIST(X) NEEDS_COUNT
#undef X
} CueNeed;

typedef enum NounUse {
    NOUN_CLAIM,
    NOUN_SOURCE,
    NOUN_REFUSAL,
    NOUN_ACCUSATION,
    NOUN_ACCUSER,
    NOUN_PROPOSAL,
    NOUN_OTHER,
    NOUN_USE_COUNT
} NounUse;

typedef struct UnitRow {
    UnitKind kind;
    Str unit;
    double factor; /* of a letter */
} UnitRow;

typedef struct VagueRow {
    double low;
    double high;
    Hedge hedge;
} VagueRow;

typedef struct FigureRule {
    Str id;
    FigureShape shape;
    float confidence;
    Str example;
    uint32_t line;
} FigureRule;

typedef struct Cue {
    Str id;
    CueShape shape;
    Stance stance;
    float certainty;
    CueNeed needs;
    float confidence;
    Str example;
    uint32_t line;
} Cue;

typedef struct ClaimData {
    Arena *arena;
    NumberWords numbers;
    PhraseTable unit_words[UNIT_KIND_COUNT]; /* -> units */
    List(UnitRow) units;
    PhraseTable hedges_before; /* -> Hedge */
    PhraseTable hedges_after;
    PhraseTable vague_words; /* -> vague */
    List(VagueRow) vague;
    PhraseTable fraction_words; /* "third" -> fractions */
    List(double) fractions;     /* 3 */
    Map sizes; /* lemma -> FigureSize */
    List(FigureRule) figure_rules;
    const FigureRule *rule_of_shape[SHAPE_COUNT];
    Map cue_words[CUE_SHAPE_COUNT]; /* lemma -> cues */
    List(Cue) cues;
    Map nouns[NOUN_USE_COUNT];
} ClaimData;

DatelineStatus claim_data_load(ClaimData *data, const DataFiles *files, Arena *arena,
                               DatelineError *err);
bool claim_data_example(const ClaimData *data, uint32_t index, RuleExample *out);

/* Is the lemma one of the kind's words? */
bool claim_data_is(const ClaimData *data, UnitKind kind, Str lemma);
/* NULL if the words are no unit of the kind. */
const UnitRow *claim_data_unit(const ClaimData *data, UnitKind kind, const Str *words,
                               uint32_t word_count, uint32_t *out_used);
/* NULL if the lemma is no cue of the shape. */
const Cue *claim_data_cue(const ClaimData *data, CueShape shape, Str lemma);
/* The cue of a verb of whatever shape; NULL if it is none. */
const Cue *claim_data_verb(const ClaimData *data, Str lemma);
bool claim_data_is_noun(const ClaimData *data, NounUse use, Str lemma);

#endif
