#include "find_claims.h"

#include "answers.h"
#include "holders.h"
#include "proposition.h"

/* One claim as it is put together. */
typedef struct Draft {
    const Cue *cue;
    TokenRange cue_tokens;
    Holders holders;
    Proposition proposition;
    Stance stance;
} Draft;

static bool is_word(const Ground *ground, uint32_t token, Str word)
{
    return token != NONE && str_equal(ground->words[token], word);
}

/* ---- What a proposition holds ------------------------------------------------------------- */

/* A figure or an event. */
static bool holds_content(const Ground *ground, TokenRange range)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (ground->figure_at[i] != NONE || ground->event_at[i] != NONE) return true;
    return false;
}

static bool has_clause(const Ground *ground, const Proposition *proposition)
{
    return proposition->predicate != NONE &&
           tree_is_predicate(&ground->tree, proposition->predicate);
}

static bool is_noun_for(const Ground *ground, const Proposition *proposition, NounUse use)
{
    return proposition->predicate == NONE && proposition->noun != NONE &&
           claim_data_is_noun(ground->data, use, ground->lemmas[proposition->noun]);
}

/* "the allegations", "such reports" */
static bool is_claim_noun(const Ground *ground, const Proposition *proposition)
{
    return is_noun_for(ground, proposition, NOUN_CLAIM);
}

static bool is_enough(const Ground *ground, const Draft *draft)
{
    const Proposition *proposition = &draft->proposition;
    if (proposition_is_empty(proposition)) return draft->stance == STANCE_NEITHER;
    TokenRange tokens = proposition->tokens;
    switch (draft->cue->needs) {
    case NEEDS_NOTHING: return true;
    case NEEDS_CONTENT: return holds_content(ground, tokens);
    case NEEDS_CLAUSE: return has_clause(ground, proposition);
    case NEEDS_TOLD: return has_clause(ground, proposition) && holds_content(ground, tokens);
    case NEEDS_THAT:
        return proposition->predicate != NONE &&
               tree_own_subject(&ground->tree, proposition->predicate) != NONE;
    case NEEDS_CLAIM: return is_claim_noun(ground, proposition);
    case NEEDS_PROPOSAL: return is_noun_for(ground, proposition, NOUN_PROPOSAL);
    case NEEDS_FACT:
        return has_clause(ground, proposition) || is_claim_noun(ground, proposition) || holds_content(ground, tokens);
    case NEEDS_COUNT: break;
    }
    return false;
}

/* ---- Records ------------------------------------------------------------------------------ */

static Status status_of(Stance stance)
{
    switch (stance) {
    case STANCE_DENIES:
    case STANCE_RETRACTS:
    case STANCE_DISPUTES:
    case STANCE_REJECTS: return STATUS_DENIED;
    case STANCE_PROPOSES:
    case STANCE_ACCEPTS: return STATUS_PLANNED;
    case STANCE_PREDICTS:
    case STANCE_DOUBTS:
    case STANCE_NEITHER: return STATUS_POSSIBLE;
    case STANCE_ASSERTS:
    case STANCE_CONFIRMS:
    case STANCE_COUNT: break;
    }
    return STATUS_ATTRIBUTED;
}

static float certainty_of(const Ground *ground, const Draft *draft)
{
    float certainty = draft->cue->certainty;
    if (draft->stance == STANCE_NEITHER) return 0;
    uint32_t predicate = draft->proposition.predicate;
    if (predicate == NONE) return certainty;
    Modality modality = tree_modality(&ground->tree, predicate);
    bool is_open = modality == MODALITY_POSSIBLE || modality == MODALITY_CONDITIONAL;
    return is_open ? certainty * 0.6f : certainty;
}

static Span join_spans(Span a, Span b)
{
    if (span_is_empty(a)) return b;
    if (span_is_empty(b)) return a;
    return (Span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

static Span span_of(const Ground *ground, TokenRange range)
{
    return range.first == range.end ? (Span){0, 0} : document_tokens_span(ground->doc, range);
}

/* The quotation whose words the proposition holds or lies in. */
static uint32_t quotation_in(const Ground *ground, TokenRange range)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (ground->quotation_of[i] != NONE) return ground->quotation_of[i];
    return NONE;
}

/* "We do not comment", in a quotation: the one who is quoted. */
static void resolve_first_person(const Ground *ground, Draft *draft)
{
    static const Str words[] = {STR_INIT("i"), STR_INIT("we")};
    TokenRange tokens = draft->holders.tokens;
    if (tokens.end != tokens.first + 1 || ground->quotation_of[tokens.first] == NONE) return;
    bool is_first = false;
    for (size_t i = 0; i < COUNT(words); i++)
        is_first |= str_equal(ground->words[tokens.first], words[i]);
    const Quotation *quotation = &ground->doc->quotations.items[ground->quotation_of[tokens.first]];
    if (!is_first || quotation->speaker_actor == NONE) return;
    draft->holders.parties.count = 0;
    *list_add(ground->doc->arena, &draft->holders.parties) =
        (Party){quotation->speaker, quotation->speaker_actor};
}

static bool is_told_already(const Ground *ground, Span cue)
{
    const Document *doc = ground->doc;
    for (uint32_t i = doc->claims.count; i > 0; i--) {
        if (span_overlaps(doc->claims.items[i - 1].cue, cue)) return true;
        if (doc->claims.items[i - 1].cue.end + 1000 < cue.start) break;
    }
    return false;
}

static void add_claim(const Ground *ground, Draft *draft)
{
    Document *doc = ground->doc;
    resolve_first_person(ground, draft);
    Span cue = span_of(ground, draft->cue_tokens);
    bool has_holder = draft->holders.tokens.first != draft->holders.tokens.end;
    if (!has_holder || !is_enough(ground, draft) || is_told_already(ground, cue)) return;
    Span proposition = span_of(ground, draft->proposition.tokens);
    if (span_is_empty(proposition)) proposition = cue;
    uint32_t predicate = draft->proposition.predicate;
    bool is_negative = predicate != NONE && tree_is_negated(&ground->tree, predicate);
    Claim claim = {
        .span = join_spans(join_spans(span_of(ground, draft->holders.tokens), cue), proposition),
        .proposition = proposition,
        .cue = cue,
        .sentence = ground_token(ground, draft->cue_tokens.first)->sentence,
        .holders = draft->holders.parties,
        .stance = draft->stance,
        .polarity = is_negative ? POLARITY_NEGATIVE : POLARITY_POSITIVE,
        .status = status_of(draft->stance),
        .certainty = certainty_of(ground, draft),
        .answers = NONE,
        .quotation = quotation_in(ground, draft->proposition.tokens),
        .by = {draft->cue->id, draft->cue->confidence}};
    if (claim.holders.count == 0) claim.by.confidence *= 0.7f;
    claim.answers = answers_find(ground, &claim, draft->proposition.noun);
    if (claim.answers != NONE && predicate == NONE)
        claim.polarity = doc->claims.items[claim.answers].polarity;
    *list_add(doc->arena, &doc->claims) = claim;
}

/* ---- Verbs -------------------------------------------------------------------------------- */

/* A verb that may govern a claim: no mere attribute ("the alleged attack"). */
static bool is_verb(const Ground *ground, uint32_t token)
{
    const Token *word = ground_token(ground, token);
    bool is_attribute = word->relation == REL_AMOD || word->relation == REL_COMPOUND ||
                        word->relation == REL_CASE || word->relation == REL_FIXED;
    return word->tag == TAG_VERB && !is_attribute;
}

static const Cue *verb_cue(const Ground *ground, uint32_t token, CueShape shape)
{
    return is_verb(ground, token) ? claim_data_cue(ground->data, shape, ground->lemmas[token])
                                  : NULL;
}

static const Cue *any_verb_cue(const Ground *ground, uint32_t token)
{
    const Cue *cue = verb_cue(ground, token, CUE_VERB);
    return cue != NULL ? cue : verb_cue(ground, token, CUE_ANSWER);
}

/* "confirmed or denied": both verbs say one thing. Returns the later one, or NONE. */
static uint32_t opposite_conjunct(const Ground *ground, uint32_t verb, const Cue *cue)
{
    uint32_t parts[8];
    uint32_t count = tree_conjuncts(&ground->tree, verb, parts, COUNT(parts));
    for (uint32_t i = 0; i < count; i++) {
        const Cue *other = verb_cue(ground, parts[i], CUE_ANSWER);
        if (other != NULL && other->stance != cue->stance) return parts[i];
    }
    return NONE;
}

/* "Neither Pyongyang nor Moscow have either confirmed or ...": so far before the verb. */
#define NEITHER_REACH 16

/* "neither", "nor" or "not" in the verb's clause, or a refusal above it. */
static bool is_withheld(const Ground *ground, uint32_t verb)
{
    const Tree *tree = &ground->tree;
    if (tree_is_negated(tree, verb)) return true;
    TokenRange sentence = ground_sentence(ground, verb);
    uint32_t first = verb > sentence.first + NEITHER_REACH ? verb - NEITHER_REACH : sentence.first;
    for (uint32_t i = first; i < verb; i++)
        if (is_word(ground, i, STR("neither"))) return true;
    uint32_t above = tree_governor(tree, verb);
    return above != NONE && claim_data_is_noun(ground->data, NOUN_REFUSAL, ground->lemmas[above]);
}

static Holders holders_above(const Ground *ground, uint32_t verb)
{
    uint32_t subject = tree_own_subject(&ground->tree, verb);
    bool is_pronoun = subject != NONE && ground_token(ground, subject)->tag == TAG_PRON;
    if (subject != NONE && !is_pronoun) return holders_of_verb(ground, verb);
    return holders_of_verb(ground, tree_first_conjunct(&ground->tree, verb));
}

static TokenRange cover(uint32_t a, uint32_t b)
{
    return a < b ? (TokenRange){a, b + 1} : (TokenRange){b, a + 1};
}

/* The object may hang on either of two coordinated verbs. */
static Proposition shared_proposition(const Ground *ground, uint32_t verb, uint32_t other)
{
    Proposition found = proposition_of_verb(ground, verb);
    return proposition_is_empty(&found) && other != NONE ? proposition_of_verb(ground, other)
                                                         : found;
}

/* "Reports suggested she had left" proposes nothing. */
static Stance stance_of(const Ground *ground, const Cue *cue, const Proposition *proposition)
{
    uint32_t predicate = proposition->predicate;
    if (cue->stance != STANCE_PROPOSES || predicate == NONE) return cue->stance;
    Xpos xpos = ground_token(ground, predicate)->xpos;
    bool is_finite =
        xpos == XPOS_VBD || xpos == XPOS_VBZ || tree_is_perfect(&ground->tree, predicate);
    return is_finite ? STANCE_ASSERTS : cue->stance;
}

/* "Three were hurt, the minister said": all that stands before him. */
static void take_leading_part(const Ground *ground, uint32_t verb, Draft *draft)
{
    TokenRange aside = draft->holders.tokens;
    if (aside.first == aside.end) return;
    aside = (TokenRange){aside.first < verb ? aside.first : verb,
                         aside.end > verb ? aside.end : verb + 1};
    bool is_before =
        proposition_is_empty(&draft->proposition) || draft->proposition.tokens.end <= aside.first;
    if (!is_before) return;
    Proposition leading = proposition_before(ground, aside);
    if (!proposition_is_empty(&leading)) draft->proposition = leading;
}

static void try_verb(const Ground *ground, uint32_t verb)
{
    const Cue *cue = any_verb_cue(ground, verb);
    if (cue == NULL) return;
    bool is_answer = cue->shape == CUE_ANSWER;
    uint32_t other = is_answer ? opposite_conjunct(ground, verb, cue) : NONE;
    bool is_withheld_now =
        is_withheld(ground, verb) || (other != NONE && is_withheld(ground, other));
    if (is_withheld_now && !is_answer) return; /* "did not say that ..." */
    Draft draft = {.cue = cue,
                   .cue_tokens = other == NONE ? (TokenRange){verb, verb + 1} : cover(verb, other),
                   .holders = holders_above(ground, verb),
                   .proposition = shared_proposition(ground, verb, other)};
    draft.stance = is_withheld_now ? STANCE_NEITHER : stance_of(ground, cue, &draft.proposition);
    take_leading_part(ground, verb, &draft);
    add_claim(ground, &draft);
}

static void try_accusation(const Ground *ground, uint32_t verb)
{
    const Cue *cue = verb_cue(ground, verb, CUE_ACCUSE);
    if (cue == NULL || tree_is_negated(&ground->tree, verb)) return;
    Draft draft = {.cue = cue,
                   .cue_tokens = {verb, verb + 1},
                   .holders = holders_above(ground, verb),
                   .proposition = proposition_of_accusation(ground, verb),
                   .stance = cue->stance};
    add_claim(ground, &draft);
}

/* ---- Proposals ---------------------------------------------------------------------------- */

/* "rejected the plan", "will not accept the terms"; not what somebody would or did not reject. */
static void try_reply(const Ground *ground, uint32_t verb)
{
    const Cue *cue = verb_cue(ground, verb, CUE_REPLY);
    if (cue == NULL) return;
    bool is_withheld_now = is_withheld(ground, verb);
    Modality modality = tree_modality(&ground->tree, verb);
    bool is_open = modality == MODALITY_POSSIBLE || modality == MODALITY_CONDITIONAL;
    if (is_withheld_now ? cue->stance != STANCE_ACCEPTS : is_open) return;
    Draft draft = {.cue = cue,
                   .cue_tokens = {verb, verb + 1},
                   .holders = holders_above(ground, verb),
                   .proposition = proposition_of_verb(ground, verb),
                   .stance = is_withheld_now ? STANCE_REJECTS : cue->stance};
    add_claim(ground, &draft);
}

/* ---- Silence ------------------------------------------------------------------------------ */

static Proposition commented_on(const Ground *ground, uint32_t word)
{
    static const Str prepositions[] = {STR_INIT("on"), STR_INIT("about"), STR_INIT("to")};
    for (size_t i = 0; i < COUNT(prepositions); i++) {
        uint32_t topic = tree_oblique(&ground->tree, word, prepositions[i]);
        if (topic == NONE) continue;
        return (Proposition){tree_nominal_range(&ground->tree, topic), NONE, topic};
    }
    return (Proposition){.predicate = NONE, .noun = NONE};
}

/* "refused to comment on the report", "did not comment". */
static void try_silent_verb(const Ground *ground, uint32_t verb)
{
    const Cue *cue = verb_cue(ground, verb, CUE_SILENT);
    if (cue == NULL || !is_withheld(ground, verb)) return;
    uint32_t above = tree_governor(&ground->tree, verb);
    Draft draft = {.cue = cue,
                   .cue_tokens = {verb, verb + 1},
                   .holders = holders_above(ground, above == NONE ? verb : above),
                   .proposition = commented_on(ground, verb),
                   .stance = cue->stance};
    if (above != NONE && above < verb) draft.cue_tokens.first = above;
    bool is_say = !is_word(ground, verb, STR("comment")) && above == NONE;
    if (!is_say) add_claim(ground, &draft);
}

/* "had no immediate comment", "Neither ... had a comment", "made no comment". */
static void try_silent_noun(const Ground *ground, uint32_t noun)
{
    if (!str_equal(ground->lemmas[noun], STR("comment"))) return;
    if (ground_token(ground, noun)->tag != TAG_NOUN) return;
    const Cue *cue = claim_data_cue(ground->data, CUE_SILENT, STR("comment"));
    uint32_t verb = tree_head(&ground->tree, noun);
    if (cue == NULL || verb == NONE || tree_relation(&ground->tree, noun) != REL_OBJ) return;
    uint32_t determiner = tree_child(&ground->tree, noun, REL_DET);
    if (!is_word(ground, determiner, STR("no")) && !is_withheld(ground, verb)) return;
    Draft draft = {.cue = cue,
                   .cue_tokens = cover(verb, noun),
                   .holders = holders_above(ground, verb),
                   .proposition = commented_on(ground, noun),
                   .stance = cue->stance};
    add_claim(ground, &draft);
}

/* ---- Nouns and "according to" -------------------------------------------------------------- */

static void try_noun(const Ground *ground, uint32_t noun)
{
    const Cue *cue = claim_data_cue(ground->data, CUE_NOUN, ground->lemmas[noun]);
    if (cue == NULL || ground_token(ground, noun)->tag != TAG_NOUN) return;
    uint32_t holder = tree_possessor(&ground->tree, noun);
    if (holder == NONE) holder = tree_oblique(&ground->tree, noun, STR("by"));
    if (holder == NONE) return;
    Draft draft = {.cue = cue,
                   .cue_tokens = {noun, noun + 1},
                   .holders = holders_of_nominal(ground, holder),
                   .proposition = proposition_of_noun(ground, noun),
                   .stance = cue->stance};
    if (!proposition_is_empty(&draft.proposition)) add_claim(ground, &draft);
}

/* What follows "according to" up to its noun. */
static uint32_t source_nominal(const Ground *ground, uint32_t according)
{
    uint32_t head = tree_head(&ground->tree, according);
    bool is_case = tree_relation(&ground->tree, according) == REL_CASE && head > according;
    if (is_case && head != NONE) return head;
    TokenRange sentence = ground_sentence(ground, according);
    for (uint32_t i = according + 2; i < sentence.end && i < according + 10; i++) {
        uint32_t above = tree_head(&ground->tree, i);
        Tag tag = ground_token(ground, i)->tag;
        bool is_nominal = tag == TAG_NOUN || tag == TAG_PROPN || tag == TAG_PRON;
        if (is_nominal && (above == NONE || above <= according + 1 || above > i + 8)) return i;
    }
    return NONE;
}

static void try_source(const Ground *ground, uint32_t according)
{
    TokenRange sentence = ground_sentence(ground, according);
    if (!is_word(ground, according, STR("according"))) return;
    if (!ground_is_word(ground, sentence, according + 1, STR("to"))) return;
    const Cue *cue = claim_data_cue(ground->data, CUE_SOURCE, STR("according to"));
    uint32_t source = source_nominal(ground, according);
    if (cue == NULL || source == NONE) return;
    uint32_t predicate = tree_clause(&ground->tree, tree_head(&ground->tree, source));
    /* A clause that itself tells who said it is not the source's own claim. */
    if (predicate == NONE || claim_data_verb(ground->data, ground->lemmas[predicate]) != NULL)
        return;
    TokenRange aside = tree_range(&ground->tree, source);
    if (aside.first > according) aside.first = according;
    Draft draft = {.cue = cue,
                   .cue_tokens = {according, according + 2},
                   .holders = holders_of_nominal(ground, source),
                   .proposition = proposition_around(ground, predicate, aside),
                   .stance = cue->stance};
    add_claim(ground, &draft);
}

void claims_find(const Ground *ground)
{
    for (uint32_t i = 0; i < ground->doc->tokens.count; i++) {
        try_silent_verb(ground, i);
        try_silent_noun(ground, i);
        try_verb(ground, i);
        try_accusation(ground, i);
        try_reply(ground, i);
        try_noun(ground, i);
        try_source(ground, i);
    }
}
