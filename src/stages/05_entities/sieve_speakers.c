/*
 * I, we and you: whose words are these?
 *
 *     "I told them we agree," Ann Example said.      I: Ann Example; we: she and hers
 *
 * All words of the article are in some voice: its own, or that of a quotation, whose speaker is the
 * subject of the verb of saying beside it. "We" are the speaker's side: of who speaks for a state,
 * that state. In an interview, printed as questions and answers, the
 * paragraphs that end in a question mark are one voice and the others another: "you" of the one is
 * "I" of the other.
 */
#include "coref.h"

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
        if (question)
            questions++;
        else
            others++;
        first = end;
    }
    bool interview =
        questions >= FEWEST_QUESTIONS && questions * 8 > others && questions <= others * 2;
    return interview ? asking : NULL;
}

/* ---- Voices ------------------------------------------------------------------------------- */

/* A verb outside of quotations. */
static bool is_cue_verb(const Coref *coref, uint32_t token)
{
    return coref_token(coref, token)->tag == TAG_VERB && !coref->scan->in_quote[token];
}

/* "The message read: ...", "begins": what is said of words themselves. */
static bool is_verb_of_words(Str lemma)
{
    static const Str verbs[] = {STR_INIT("read"), STR_INIT("begin"), STR_INIT("start"),
                                STR_INIT("open"), STR_INIT("end"),   STR_INIT("conclude")};
    return str_is_one_of(lemma, verbs, COUNT(verbs));
}

/* The reference that is the subject of a verb of saying; NONE. Who reads says nothing of his own,
 * but "the message read: ..." does. */
static uint32_t sayer(const Coref *coref, uint32_t verb)
{
    if (!is_cue_verb(coref, verb)) return NONE;
    bool reads = is_verb_of_words(coref_token(coref, verb)->lemma);
    if (!reads && !reference_is_saying(coref->words, coref_token(coref, verb)->lemma)) return NONE;
    uint32_t subject = tree_subject(&coref->tree, verb);
    uint32_t ref = subject == NONE ? NONE : coref->ref_of[subject];
    bool is_person = ref != NONE && (coref->refs.items[ref].kinds & KIND_PERSON) != 0;
    return reads && is_person ? NONE : ref;
}

/* "told Lee", "wrote to Lee": to whom; NONE. */
static uint32_t hearer(const Coref *coref, uint32_t verb)
{
    uint32_t object = tree_indirect_object(&coref->tree, verb);
    if (object == NONE && tree_has_lemma(&coref->tree, verb, STR("tell")))
        object = tree_object(&coref->tree, verb);
    if (object == NONE) object = tree_oblique_near(&coref->tree, verb, STR("to"));
    return object == NONE ? NONE : coref->ref_of[object];
}

/* The nearest verb of saying, with a subject, in the quotation's own sentences, before or after it.
 */
static uint32_t cue_beside(const Coref *coref, TokenRange quote)
{
    uint32_t first = coref_token(coref, quote.first)->sentence;
    uint32_t last = coref_token(coref, quote.end - 1)->sentence;
    uint32_t start = coref->doc->sentences.items[first].tokens.first;
    uint32_t end = coref->doc->sentences.items[last].tokens.end;
    for (uint32_t steps = 0; steps < TOKENS_TO_CUE; steps++) {
        uint32_t after = quote.end + steps;
        if (after < end && sayer(coref, after) != NONE) return after;
        if (quote.first < start + 1 + steps) continue;
        if (sayer(coref, quote.first - 1 - steps) != NONE) return quote.first - 1 - steps;
    }
    return NONE;
}

/* A quotation without a verb of its own is led to by the sentence before, "She said: ...", or goes
 * on with the quotation before it in its paragraph. */
static uint32_t cue_before(const Coref *coref, TokenRange quote)
{
    for (uint32_t steps = 0; steps < TOKENS_TO_CUE && steps < quote.first; steps++) {
        uint32_t token = quote.first - 1 - steps;
        bool starts = (coref_token(coref, token + 1)->flags & TOKEN_STARTS_BLOCK) != 0;
        if (coref->scan->in_quote[token] || starts) return NONE;
        if (sayer(coref, token) != NONE) return token;
    }
    return NONE;
}

/* Whether a quotation without words beside it goes on with the voice before: in the same paragraph,
 * or as a paragraph of its own, or where the mark before was never closed. */
static bool goes_on(const Coref *coref, TokenRange quote, uint32_t last_end)
{
    uint32_t breaks = 0;
    if (last_end == 0) return false;
    for (uint32_t i = last_end; i <= quote.first; i++) {
        breaks += (coref_token(coref, i)->flags & TOKEN_STARTS_BLOCK) != 0;
        if (i - last_end > 4 * TOKENS_TO_CUE) return false;
    }
    if (breaks == 0) return true;
    bool leads =
        quote.first < 2 || (coref_token(coref, quote.first - 1)->flags & TOKEN_STARTS_BLOCK) != 0;
    return breaks == 1 && leads;
}

/* ---- Letters ------------------------------------------------------------------------------ */

#define STEPS_BACK 8 /* along a chain */

/* "Kim's letter", "a letter from Kim", "Kim sent a letter": whose words a thing holds; NONE. */
static uint32_t author_of_one(Coref *coref, const Ref *thing)
{
    if (thing->owner != NONE) return coref->ref_of[thing->owner];
    uint32_t from = tree_oblique(&coref->tree, thing->head, STR("from"));
    if (from != NONE && coref->ref_of[from] != NONE) return coref->ref_of[from];
    uint32_t of = tree_oblique(&coref->tree, thing->head, STR("of")); /* not "of sympathy" */
    uint32_t owner = of == NONE ? NONE : coref->ref_of[of];
    if (owner != NONE && coref_actor(coref, owner) != NONE) return owner;
    uint32_t verb = coref_token(coref, thing->head)->head;
    if (verb == NONE || coref_token(coref, thing->head)->relation != REL_OBJ) return NONE;
    uint32_t subject = tree_subject(&coref->tree, verb);
    return subject == NONE ? NONE : coref->ref_of[subject];
}

/* "the letter sent to Lee": to whom; NONE. */
static uint32_t reader_of_sent(const Coref *coref, const Ref *thing)
{
    uint32_t sent = tree_child(&coref->tree, thing->head, REL_ACL);
    return sent == NONE ? NONE : tree_oblique(&coref->tree, sent, STR("to"));
}

/* "a letter to Lee", "sent Lee a letter": to whom; NONE. */
static uint32_t reader_of_one(const Coref *coref, const Ref *thing)
{
    uint32_t to = tree_oblique(&coref->tree, thing->head, STR("to"));
    uint32_t verb = coref_token(coref, thing->head)->head;
    bool is_object = verb != NONE && coref_token(coref, thing->head)->relation == REL_OBJ;
    if (to == NONE) to = reader_of_sent(coref, thing);
    if (to == NONE && is_object) to = tree_indirect_object(&coref->tree, verb);
    if (to == NONE && is_object) to = tree_oblique(&coref->tree, verb, STR("to"));
    return to == NONE ? NONE : coref->ref_of[to];
}

#define REFS_TO_LETTER 60

static bool is_letter(const Ref *ref)
{
    static const Str nouns[] = {STR_INIT("letter"),   STR_INIT("message"), STR_INIT("statement"),
                                STR_INIT("telegram"), STR_INIT("cable"),   STR_INIT("note"),
                                STR_INIT("greeting"), STR_INIT("tweet"),   STR_INIT("post")};
    return ref->form == REFERENCE_NOUN && str_is_one_of(ref->noun, nouns, COUNT(nouns));
}

/* "Ann's statement ... the message read": told before by another word; NONE. */
static uint32_t letter_before(Coref *coref, uint32_t index)
{
    if (!is_letter(&coref->refs.items[index])) return NONE;
    for (uint32_t back = 1; back <= index && back <= REFS_TO_LETTER; back++) {
        const Ref *ref = &coref->refs.items[index - back];
        if (!is_letter(ref) || coref->scan->in_quote[ref->head]) continue;
        uint32_t author = author_of_one(coref, ref);
        if (author != NONE && coref_actor(coref, author) != NONE) return index - back;
    }
    return NONE;
}

/* "The letter read: ...": its author speaks, to whom it was sent, as this or an earlier mention of
 * the letter says. */
static void settle_letter(Coref *coref, Voice *voice)
{
    uint32_t at = voice->speaker, author = NONE;
    if (at == NONE || (coref->refs.items[at].kinds & KIND_THING) == 0) return;
    if (coref_actor(coref, at) != NONE) return;
    for (uint32_t steps = 0; at != NONE && author == NONE && steps < STEPS_BACK; steps++) {
        const Ref *thing = &coref->refs.items[at];
        author = author_of_one(coref, thing);
        if (author != NONE && coref_actor(coref, author) == NONE) author = NONE;
        if (voice->addressee == NONE) voice->addressee = reader_of_one(coref, thing);
        uint32_t before = thing->antecedent;
        at = before != NONE || author != NONE ? before : letter_before(coref, at);
    }
    voice->speaker = author;
}

#define SENTENCES_TO_WRITER 2

/* "He recalls a call. It is \"a decision of my own\".": some words of a sentence, by nobody it
 * names, are those of whom the sentences before are about. */
static void settle_writer(Coref *coref, Voice *voice)
{
    if (voice->speaker != NONE || voice->first == NONE) return;
    uint32_t own = coref_token(coref, voice->first)->sentence;
    const Sentence *sentences = coref->doc->sentences.items;
    if (voice->first <= sentences[own].tokens.first + 1) return; /* a sentence of its own */
    for (uint32_t back = 1; back <= own && back <= SENTENCES_TO_WRITER; back++) {
        uint32_t subject = tree_subject(&coref->tree, sentences[own - back].root);
        uint32_t ref = subject == NONE ? NONE : coref->ref_of[subject];
        if (ref == NONE || coref->scan->in_quote[subject]) continue;
        if ((coref->refs.items[ref].kinds & KIND_THING) == 0 && coref_actor(coref, ref) != NONE)
            voice->speaker = ref;
        return;
    }
}

void voices_settle(Coref *coref)
{
    for (uint32_t i = FIRST_QUOTE_VOICE; i < coref->voices.count; i++) {
        settle_letter(coref, &coref->voices.items[i]);
        settle_writer(coref, &coref->voices.items[i]);
    }
}

/* "in a letter to Lee, Kim said" */
static uint32_t reader_beside(const Coref *coref, uint32_t verb)
{
    uint32_t noun = tree_child(&coref->tree, verb, REL_OBL);
    for (; noun != NONE; noun = tree_next_alike(&coref->tree, noun)) {
        uint32_t ref = coref->ref_of[noun];
        if (ref == NONE || !tree_has_case(&coref->tree, noun, STR("in"))) continue;
        uint32_t reader = reader_of_one(coref, &coref->refs.items[ref]);
        if (reader != NONE) return reader;
    }
    return NONE;
}

/* "He offered help: \"I will come.\"": before a colon any doing leads to words; who does it speaks.
 */
static uint32_t doer_before_colon(const Coref *coref, TokenRange quote)
{
    uint32_t at = quote.first;
    while (at > 0 && coref_token(coref, at - 1)->kind == TOKEN_QUOTE) at--;
    if (at == 0 || !str_equal(coref_token(coref, at - 1)->lower, STR(":"))) return NONE;
    uint32_t sentence = coref_token(coref, at - 1)->sentence;
    for (uint32_t steps = 2; steps < TOKENS_TO_CUE && steps <= at; steps++) {
        uint32_t verb = at - steps;
        if (coref_token(coref, verb)->sentence != sentence || coref->scan->in_quote[verb]) break;
        if (coref_token(coref, verb)->tag != TAG_VERB) continue;
        uint32_t subject = tree_subject(&coref->tree, verb);
        uint32_t ref = subject == NONE ? NONE : coref->ref_of[subject];
        if (ref != NONE && (coref->refs.items[ref].kinds & KIND_PERSON) != 0) return ref;
    }
    return NONE;
}

static Voice voice_of_quote(const Coref *coref, TokenRange quote, const Voice *last,
                            uint32_t last_end)
{
    Voice voice = {NONE, NONE, quote.first, NONE, NONE, NONE};
    uint32_t cue = cue_beside(coref, quote);
    if (cue == NONE) cue = cue_before(coref, quote);
    if (cue != NONE) {
        voice.speaker = sayer(coref, cue);
        voice.addressee = hearer(coref, cue);
        if (voice.addressee == NONE) voice.addressee = reader_beside(coref, cue);
    } else if ((voice.speaker = doer_before_colon(coref, quote)) != NONE) {
        return voice;
    } else if (last != NULL && goes_on(coref, quote, last_end)) {
        voice.speaker = last->speaker;
        voice.addressee = last->addressee;
    }
    return voice;
}

void voices_find(Coref *coref)
{
    const bool *in_quote = coref->scan->in_quote;
    uint32_t count = coref->doc->tokens.count, last_end = 0;
    const bool *asking = find_questions(coref);
    coref->voice_of = arena_new_items(coref->scratch, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i < FIRST_QUOTE_VOICE; i++)
        *list_add(coref->scratch, &coref->voices) = (Voice){NONE, NONE, NONE, NONE, NONE, NONE};
    for (uint32_t i = 0; i < count;) {
        if (!in_quote[i]) {
            coref->voice_of[i] = asking != NULL && asking[i] ? ASKING_VOICE : OWN_VOICE;
            i++;
            continue;
        }
        TokenRange quote = {i, i + 1};
        while (quote.end < count && in_quote[quote.end]) quote.end++;
        uint32_t index = coref->voices.count;
        const Voice *last = last_end == 0 ? NULL : &coref->voices.items[index - 1];
        Voice voice = voice_of_quote(coref, quote, last, last_end);
        *list_add(coref->scratch, &coref->voices) = voice;
        for (; i < quote.end; i++) coref->voice_of[i] = index;
        last_end = quote.end;
    }
}

uint32_t voice_speaker(const Coref *coref, uint32_t token)
{
    return coref->voices.items[coref->voice_of[token]].speaker;
}

/* ---- I, we, you --------------------------------------------------------------------------- */

/* Quotations of the same speaker are one voice. */
static uint32_t same_voice(Coref *coref, uint32_t *voice_of_speaker, uint32_t voice)
{
    uint32_t speaker = coref->voices.items[voice].speaker;
    if (speaker == NONE) return voice;
    uint32_t first = coref_first(coref, speaker);
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

static void join_one(Coref *coref, uint32_t index, Voice *voice)
{
    uint32_t speaker = voice->speaker;
    bool may_speak = speaker != NONE && (coref->refs.items[speaker].kinds & KIND_PERSON) != 0;
    if (voice->one == NONE && may_speak)
        coref_join(coref, index, speaker, STR("COREF-SPEAKER"), 0.8f);
    join_to(coref, index, &voice->one, STR("COREF-SPEAKER"));
}

static void join_you(Coref *coref, uint32_t index, Voice *voice, uint32_t addressee)
{
    uint32_t *slot = &voice->other;
    if (*slot == NONE && addressee != NONE && coref_agree(coref, index, addressee))
        coref_join(coref, index, addressee, STR("COREF-ADDRESSEE"), 0.7f);
    join_to(coref, index, slot, STR("COREF-ADDRESSEE"));
}

/* Whom a speaker speaks for: what is his side's "we". */
static void join_we(Coref *coref, uint32_t index, Voice *voice)
{
    bool is_first = voice->many == NONE;
    join_to(coref, index, &voice->many, STR("COREF-WE"));
    if (!is_first || voice->speaker == NONE) return;
    uint32_t side = actor_of_side(coref->scan, coref_actor(coref, voice->speaker));
    Ref *ref = &coref->refs.items[index];
    ref->rule = STR("COREF-WE");
    ref->confidence = side == NONE ? 0.4f : 0.6f;
    if (side != NONE) coref->refs.items[coref_first(coref, index)].actor = side;
}

static void join_pronoun(Coref *coref, uint32_t index, Voice *voice, uint32_t addressee)
{
    const Ref *ref = &coref->refs.items[index];
    if (ref->person == 2)
        join_you(coref, index, voice, addressee);
    else if (ref->numbers == NUMBER_MANY)
        join_we(coref, index, voice);
    else
        join_one(coref, index, voice);
}

void sieve_speakers(Coref *coref)
{
    uint32_t count = coref->refs.count;
    uint32_t *of_speaker = arena_new_items(coref->scratch, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++) of_speaker[i] = NONE;
    for (uint32_t i = 0; i < count; i++) {
        const Ref *ref = &coref->refs.items[i];
        if (ref->form != REFERENCE_PRONOUN || ref->person == 3) continue;
        uint32_t own = coref->voice_of[ref->head];
        uint32_t voice = same_voice(coref, of_speaker, own);
        join_pronoun(coref, i, &coref->voices.items[voice], coref->voices.items[own].addressee);
    }
    const Voice *voices = coref->voices.items;
    uint32_t asked = voices[ASKING_VOICE].other, answers = voices[OWN_VOICE].one;
    if (asked != NONE && answers != NONE)
        coref_join(coref, answers, asked, STR("COREF-INTERVIEW"), 0.6f);
}
