/*
 * I, we and you: whose words are these?
 *
 *     "I told them we agree," Ann Example said.      I: Ann Example; we: she and hers
 *
 * All words of the article are in some voice: its own, or that of a quotation, whose speaker is the
 * subject of the verb of saying beside it. In an interview, printed as questions and answers, the
 * paragraphs that end in a question mark are one voice and the others another: "you" of the one is
 * "I" of the other.
 */
#include "coref.h"

/* The first pronoun of each sort in a voice; NONE. */
typedef struct Voice {
    uint32_t speaker; /* reference */
    uint32_t one;     /* I */
    uint32_t many;    /* we */
    uint32_t other;   /* you */
} Voice;

#define OWN_VOICE 0
#define ASKING_VOICE 1
#define FIRST_QUOTE_VOICE 2
#define FEWEST_QUESTIONS 3
#define TOKENS_TO_CUE 25

/* ---- Interviews --------------------------------------------------------------------------- */

static bool ends_in_question(const Coref *coref, uint32_t end, uint32_t first)
{
    while (end-- > first) {
        const Token *token = coref_token(coref, end);
        if (str_equal(token->lower, STR("?"))) return true;
        if (token->tag != TAG_PUNCT) return false;
    }
    return false;
}

static uint32_t paragraph_end(const Coref *coref, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < coref->doc->tokens.count &&
           (coref_token(coref, end)->flags & TOKEN_STARTS_BLOCK) == 0)
        end++;
    return end;
}

/* [tokens] in the voice of the one who asks; NULL if this is no interview. */
static bool *find_questions(const Coref *coref)
{
    uint32_t count = coref->doc->tokens.count, questions = 0, others = 0;
    bool *asking = arena_new_items(coref->scratch, bool, (size_t)count + 1);
    for (uint32_t first = 0; first < count;) {
        uint32_t end = paragraph_end(coref, first);
        bool question = ends_in_question(coref, end, first);
        for (uint32_t i = first; i < end; i++) asking[i] = question;
        if (question) questions++;
        else others++;
        first = end;
    }
    bool interview = questions >= FEWEST_QUESTIONS && questions * 8 > others && questions <= others * 2;
    return interview ? asking : NULL;
}

/* ---- Voices ------------------------------------------------------------------------------- */

static bool is_saying(const Coref *coref, uint32_t token)
{
    const Token *here = coref_token(coref, token);
    return here->tag == TAG_VERB && !coref->in_quote[token] &&
           coref_is_saying(coref->lexicon, here->lemma);
}

/* The reference that is the subject of a verb of saying; NONE. */
static uint32_t sayer(const Coref *coref, uint32_t token)
{
    if (!is_saying(coref, token)) return NONE;
    uint32_t subject = tree_subject(&coref->tree, token);
    return subject == NONE ? NONE : coref->ref_of[subject];
}

/* Who says it: the nearest verb of saying in the quotation's own sentences, before or after it. */
static uint32_t speaker_beside(const Coref *coref, TokenRange quote)
{
    uint32_t first = coref_token(coref, quote.first)->sentence;
    uint32_t last = coref_token(coref, quote.end - 1)->sentence;
    uint32_t start = coref->doc->sentences.items[first].tokens.first;
    uint32_t end = coref->doc->sentences.items[last].tokens.end;
    for (uint32_t steps = 0; steps < TOKENS_TO_CUE; steps++) {
        uint32_t after = quote.end + steps, speaker = NONE;
        if (after < end) speaker = sayer(coref, after);
        if (speaker == NONE && quote.first >= start + 1 + steps)
            speaker = sayer(coref, quote.first - 1 - steps);
        if (speaker != NONE) return speaker;
    }
    return NONE;
}

/* A quotation without a verb of its own goes on with the one before it in its paragraph, or is
 * led to by the sentence before: "She said: ...". */
static uint32_t speaker_before(const Coref *coref, TokenRange quote, uint32_t last_speaker)
{
    for (uint32_t steps = 0; steps < TOKENS_TO_CUE && steps < quote.first; steps++) {
        uint32_t token = quote.first - 1 - steps;
        if (coref->in_quote[token]) return last_speaker;
        if ((coref_token(coref, token + 1)->flags & TOKEN_STARTS_BLOCK) != 0) return NONE;
        uint32_t speaker = sayer(coref, token);
        if (speaker != NONE) return speaker;
    }
    return NONE;
}

static void give_voice(Coref *coref, uint32_t *voice_of, Voice *voices)
{
    const bool *in_quote = coref->in_quote;
    uint32_t count = coref->doc->tokens.count, voice = FIRST_QUOTE_VOICE, last_speaker = NONE;
    const bool *asking = find_questions(coref);
    for (uint32_t i = 0; i < count;) {
        if (!in_quote[i]) {
            voice_of[i] = asking != NULL && asking[i] ? ASKING_VOICE : OWN_VOICE;
            i++;
            continue;
        }
        uint32_t end = i + 1;
        while (end < count && in_quote[end]) end++;
        TokenRange quote = {i, end};
        uint32_t speaker = speaker_beside(coref, quote);
        if (speaker == NONE) speaker = speaker_before(coref, quote, last_speaker);
        voices[voice].speaker = last_speaker = speaker;
        for (; i < end; i++) voice_of[i] = voice;
        voice++;
    }
}

/* Quotations of the same speaker are one voice. */
static uint32_t voice_of_ref(Coref *coref, const Voice *voices, uint32_t *voice_of_speaker,
                             uint32_t voice)
{
    if (voices[voice].speaker == NONE) return voice;
    uint32_t first = coref_first(coref, voices[voice].speaker);
    if (voice_of_speaker[first] == NONE) voice_of_speaker[first] = voice;
    return voice_of_speaker[first];
}

static void join_to(Coref *coref, uint32_t index, uint32_t *slot, Str rule)
{
    if (*slot == NONE)
        *slot = index;
    else
        coref_join(coref, index, *slot, rule, 0.8f);
}

static void join_pronoun(Coref *coref, uint32_t index, Voice *voice)
{
    const Ref *ref = &coref->refs.items[index];
    if (ref->person == 2) {
        join_to(coref, index, &voice->other, STR("COREF-ADDRESSEE"));
    } else if (ref->numbers == NUMBER_MANY) {
        join_to(coref, index, &voice->many, STR("COREF-WE"));
    } else {
        if (voice->one == NONE && voice->speaker != NONE &&
            (coref->refs.items[voice->speaker].kinds & KIND_PERSON) != 0)
            coref_join(coref, index, voice->speaker, STR("COREF-SPEAKER"), 0.8f);
        join_to(coref, index, &voice->one, STR("COREF-SPEAKER"));
    }
}

void sieve_speakers(Coref *coref)
{
    uint32_t tokens = coref->doc->tokens.count, refs = coref->refs.count;
    uint32_t *voice_of = arena_new_items(coref->scratch, uint32_t, (size_t)tokens + 1);
    uint32_t *of_speaker = arena_new_items(coref->scratch, uint32_t, (size_t)refs + 1);
    Voice *voices = arena_new_items(coref->scratch, Voice, (size_t)tokens + FIRST_QUOTE_VOICE + 1);
    for (uint32_t i = 0; i < tokens + FIRST_QUOTE_VOICE; i++)
        voices[i] = (Voice){NONE, NONE, NONE, NONE};
    for (uint32_t i = 0; i < refs; i++) of_speaker[i] = NONE;
    give_voice(coref, voice_of, voices);
    for (uint32_t i = 0; i < refs; i++) {
        Ref *ref = &coref->refs.items[i];
        if (ref->form != REFERENCE_PRONOUN || ref->person == 3) continue;
        uint32_t voice = voice_of_ref(coref, voices, of_speaker, voice_of[ref->head]);
        join_pronoun(coref, i, &voices[voice]);
    }
    uint32_t asked = voices[ASKING_VOICE].other, answers = voices[OWN_VOICE].one;
    if (asked != NONE && answers != NONE)
        coref_join(coref, answers, asked, STR("COREF-INTERVIEW"), 0.6f);
}
