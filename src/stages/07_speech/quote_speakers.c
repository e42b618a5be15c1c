/*
 * Who speaks: from a cue to the phrase of the speaker.
 *
 *     "…," said Democratic strategist Tad Lee, who worked for …, adding …
 *               speaker's phrase: strategist; mention: Tad Lee; source: all up to "adding"
 *
 * The dependency tree is asked first; where it knows no subject, the mention next to the verb is
 * taken: before it, or after it where a comma or a closing mark stands before the verb. A mention
 * that only describes a noun ("GOP" of "GOP strategist") gives way to that noun.
 */
#include "quote_speakers.h"

#include "record/time_attach.h"

#define WIDEST_GAP_TOKENS 4 /* between a verb and the mention that is taken for its subject */
#define DEEPEST_PHRASE 6    /* from a word to the head of its noun phrase */

static bool is_verb(const QuoteWork *work, uint32_t token)
{
    Tag tag = quote_token(work, token)->tag;
    return tag == TAG_VERB || tag == TAG_AUX;
}

static bool is_nominal(const QuoteWork *work, uint32_t token)
{
    Tag tag = quote_token(work, token)->tag;
    return tag == TAG_NOUN || tag == TAG_PROPN;
}

static bool is_outside_marks(const QuoteWork *work, uint32_t token)
{
    return token != NONE && work->run_over[token] == NONE;
}

static bool is_in_sentence(const QuoteWork *work, uint32_t token, uint32_t sentence)
{
    return token != NONE && quote_token(work, token)->sentence == sentence;
}

static bool is_person(const QuoteWork *work, uint32_t mention)
{
    uint32_t actor = work->doc->mentions.items[mention].actor;
    return actor != NONE && work->doc->actors.items[actor].kind == ACTOR_PERSON;
}

static bool is_time(const QuoteWork *work, uint32_t token)
{
    const Document *doc = work->doc;
    uint32_t next = document_first_time_from(doc, token + 1);
    return next > 0 && doc->times.items[next - 1].tokens.end > token;
}

static SourceUse source_use(const QuoteWork *work, uint32_t noun)
{
    uint32_t use = map_find(&work->data->sources, work->lemmas[noun]);
    return use == MAP_NONE ? SOURCE_SPEAKER : (SourceUse)use;
}

/* ---- From a word to its phrase -------------------------------------------------------------- */

/* "GOP" of "GOP strategist", "Cruz" of "one Cruz source", "Trump" of "Trump's lawyer". */
static bool describes(const QuoteWork *work, uint32_t token, uint32_t head)
{
    Relation relation = tree_relation(&work->tree, token);
    if (head == NONE || head < token || !is_nominal(work, head) || is_time(work, head))
        return false;
    if (relation == REL_NMOD_POSS) return true;
    bool is_modifier = relation == REL_COMPOUND || relation == REL_AMOD ||
                       relation == REL_NMOD_DESC || relation == REL_NUMMOD;
    uint32_t mention = quote_mention_of(work, token);
    bool is_of_person = mention != NONE && is_person(work, mention);
    bool is_name = relation == REL_COMPOUND && mention != NONE; /* "the Kazinform agency" */
    if (is_name && source_use(work, head) == SOURCE_SORT) return false;
    return is_modifier && (!is_of_person || quote_token(work, head)->tag == TAG_NOUN);
}

/* The head of the phrase that a mention's head stands in. */
static uint32_t phrase_head(const QuoteWork *work, uint32_t token)
{
    uint32_t mention = quote_mention_of(work, token);
    for (int step = 0; step < DEEPEST_PHRASE; step++) {
        uint32_t head = tree_head(&work->tree, token);
        bool is_within = mention != NONE && head != NONE &&
                         head < work->doc->mentions.items[mention].tokens.end &&
                         head >= work->doc->mentions.items[mention].tokens.first;
        if (!is_within && !describes(work, token, head)) return token;
        if (is_within && head < token) return token;
        token = head;
    }
    return token;
}

/* ---- Mentions beside a verb ----------------------------------------------------------------- */

/* "said Ohio Rep. Ann Lee": a place right before a titled name goes with it. */
static uint32_t past_place(const QuoteWork *work, uint32_t mention, uint32_t end)
{
    const Document *doc = work->doc;
    const Mention *place = &doc->mentions.items[mention];
    uint32_t next = place->tokens.end < end ? work->mention_over[place->tokens.end] : NONE;
    if (next == NONE || place->kind != MENTION_NAME || place->actor == NONE) return mention;
    ActorKind kind = doc->actors.items[place->actor].kind;
    bool is_titled = doc->mentions.items[next].kind == MENTION_TITLED_NAME;
    return is_titled && (kind == ACTOR_PLACE || kind == ACTOR_STATE) ? next : mention;
}

/* The first mention that begins at or after a token, within the gap. */
static uint32_t mention_after(const QuoteWork *work, uint32_t token, uint32_t end)
{
    for (uint32_t t = token; t < end && t < token + WIDEST_GAP_TOKENS; t++) {
        if (quote_token(work, t)->kind == TOKEN_PUNCT || is_verb(work, t)) return NONE;
        if (work->mention_over[t] != NONE) return past_place(work, work->mention_over[t], end);
    }
    return NONE;
}

static uint32_t mention_before(const QuoteWork *work, uint32_t token, uint32_t first)
{
    for (uint32_t i = 1; i <= WIDEST_GAP_TOKENS && token >= first + i; i++) {
        uint32_t mention = work->mention_over[token - i];
        if (mention != NONE) return mention;
        if (quote_token(work, token - i)->kind == TOKEN_QUOTE) return NONE;
    }
    return NONE;
}

/* ---- Subjects ------------------------------------------------------------------------------- */

/* ", said X": a comma or closing mark stands right before the verb. */
static bool follows_break(const QuoteWork *work, uint32_t verb, uint32_t first)
{
    if (verb == first) return false;
    const Token *before = quote_token(work, verb - 1);
    return before->kind == TOKEN_QUOTE || str_equal(before->lower, STR(","));
}

/* "Kim sent a letter on Monday, hailing …": who sends is who hails. */
static uint32_t subject_of_verb_before(const QuoteWork *work, uint32_t verb, uint32_t first)
{
    for (uint32_t t = verb; t-- > first;) {
        Xpos xpos = quote_token(work, t)->xpos;
        bool is_finite = xpos == XPOS_VBD || xpos == XPOS_VBZ || xpos == XPOS_VBP;
        if (!is_verb(work, t) || !is_finite || work->run_over[t] != NONE) continue;
        uint32_t subject = tree_subject(&work->tree, t);
        if (subject != NONE && subject >= first && subject < t) return subject;
    }
    return NONE;
}

/* "Kim, the leader, said he would come": the verb has a subject, and "he" is another's. */
static bool has_subject_before(const QuoteWork *work, uint32_t verb, TokenRange sentence)
{
    uint32_t subject = tree_own_subject(&work->tree, verb);
    return subject != NONE && subject >= sentence.first && subject < verb;
}

/* '… "is like a storm," said | Tyler Jones': what stands before the marks is not the verb's
 * subject. */
static bool is_behind_marks(const QuoteWork *work, uint32_t verb, TokenRange sentence)
{
    static const Str with_objects[] = {STR_INIT("tell"), STR_INIT("ask"), STR_INIT("quote")};
    for (size_t i = 0; i < COUNT(with_objects); i++)
        if (str_equal(work->lemmas[verb], with_objects[i])) return false;
    return verb > sentence.first && quote_token(work, verb - 1)->kind == TOKEN_QUOTE &&
           verb + 1 < sentence.end && work->mention_over[verb + 1] != NONE;
}

/* ", said one Cruz source": the phrase right behind the verb. */
static uint32_t speaker_behind(const QuoteWork *work, uint32_t verb, TokenRange sentence)
{
    uint32_t mention = mention_after(work, verb + 1, sentence.end);
    uint32_t subject = tree_own_subject(&work->tree, verb);
    bool is_near = subject != NONE && subject > verb && subject < sentence.end &&
                   tree_nominal_range(&work->tree, subject).first <= verb + 2;
    if (mention != NONE) {
        const Mention *found = &work->doc->mentions.items[mention];
        /* "said spokesman Ann Lee": the parser takes the first word */
        if (is_near && subject < found->tokens.first) return subject;
        return phrase_head(work, found->head);
    }
    return is_near ? subject : NONE;
}

/* "Words lauded by Kim", "it was announced by the ministry" */
static uint32_t agent_of(const QuoteWork *work, uint32_t verb)
{
    return tree_oblique(&work->tree, verb, STR("by"));
}

static bool has_auxiliary(const QuoteWork *work, uint32_t verb)
{
    return tree_child(&work->tree, verb, REL_AUX) != NONE;
}

static bool is_passive_participle(const QuoteWork *work, uint32_t verb)
{
    if (tree_child(&work->tree, verb, REL_AUX_PASS) != NONE) return true;
    return quote_token(work, verb)->xpos == XPOS_VBN && !has_auxiliary(work, verb) &&
           agent_of(work, verb) != NONE;
}

static uint32_t find_subject(const QuoteWork *work, uint32_t verb, TokenRange sentence)
{
    uint32_t sentence_index = quote_token(work, verb)->sentence;
    bool is_participle = quote_token(work, verb)->xpos == XPOS_VBG;
    if (!is_participle && follows_break(work, verb, sentence.first) &&
        (!has_subject_before(work, verb, sentence) || is_behind_marks(work, verb, sentence))) {
        uint32_t found = speaker_behind(work, verb, sentence);
        if (found != NONE) return found;
    }
    uint32_t subject = tree_subject(&work->tree, verb);
    if (is_in_sentence(work, subject, sentence_index) && is_outside_marks(work, subject))
        return subject;
    if (is_participle) return subject_of_verb_before(work, verb, sentence.first);
    uint32_t mention = mention_before(work, verb, sentence.first);
    return mention == NONE ? NONE : phrase_head(work, work->doc->mentions.items[mention].head);
}

uint32_t quote_speaker_of_verb(const QuoteWork *work, uint32_t verb, TokenRange sentence,
                               bool is_cited)
{
    bool has_agent = !is_cited && is_passive_participle(work, verb);
    return has_agent ? agent_of(work, verb) : find_subject(work, verb, sentence);
}

uint32_t quote_speaker_after(const QuoteWork *work, uint32_t token, uint32_t end)
{
    for (uint32_t t = token; t < end && t < token + 2 * WIDEST_GAP_TOKENS; t++) {
        if (work->mention_over[t] != NONE) {
            const Mention *mention = &work->doc->mentions.items[work->mention_over[t]];
            return phrase_head(work, mention->head);
        }
        bool ends_noun = quote_token(work, t)->tag == TAG_NOUN &&
                         (t + 1 == end || quote_token(work, t + 1)->tag != TAG_NOUN);
        if (ends_noun) return phrase_head(work, t);
        if (is_verb(work, t) || quote_token(work, t)->kind == TOKEN_QUOTE) return NONE;
    }
    return NONE;
}

/* ---- Whom a phrase means -------------------------------------------------------------------- */

/* "her statement", "a statement by Kim": whose it is. */
static uint32_t owner_of(const QuoteWork *work, uint32_t document)
{
    uint32_t owner = quote_mention_of(work, tree_possessor(&work->tree, document));
    if (owner != NONE) return owner;
    owner = quote_mention_of(work, tree_oblique(&work->tree, document, STR("by")));
    if (owner != NONE) return owner;
    owner = quote_mention_of(work, tree_oblique(&work->tree, document, STR("from")));
    if (owner != NONE) return owner;
    owner =
        quote_mention_of(work, tree_child(&work->tree, document, REL_COMPOUND)); /* "CDC data" */
    if (owner != NONE) return owner;
    bool is_object = tree_relation(&work->tree, document) == REL_OBJ; /* "issued a statement" */
    return is_object ? quote_mention_of(
                           work, tree_own_subject(&work->tree, tree_head(&work->tree, document)))
                     : NONE;
}

/* "strategist | Tad Lee": a person's name right behind the noun. */
static uint32_t name_behind(const QuoteWork *work, uint32_t noun)
{
    if (!is_nominal(work, noun) || noun + 1 >= work->doc->tokens.count) return NONE;
    uint32_t mention = work->mention_over[noun + 1];
    if (mention == NONE || work->doc->mentions.items[mention].tokens.first != noun + 1) return NONE;
    bool is_same = quote_token(work, noun + 1)->sentence == quote_token(work, noun)->sentence;
    return is_same && is_person(work, mention) ? mention : NONE;
}

/* "the Kazinform | agency" */
static uint32_t name_of_sort(const QuoteWork *work, uint32_t noun)
{
    if (!is_nominal(work, noun) || source_use(work, noun) != SOURCE_SORT) return NONE;
    uint32_t name = tree_child(&work->tree, noun, REL_COMPOUND);
    return name == NONE || name > noun ? NONE : quote_mention_of(work, name);
}

uint32_t quote_speaker_mention(const QuoteWork *work, uint32_t speaker)
{
    uint32_t mention = quote_mention_of(work, speaker);
    if (mention != NONE || speaker == NONE) return mention;
    if (quote_is_document(work, speaker)) return owner_of(work, speaker);
    mention = quote_mention_of(work, tree_apposition(&work->tree, speaker));
    if (mention == NONE) mention = name_behind(work, speaker);
    return mention != NONE ? mention : name_of_sort(work, speaker);
}

static void widen(TokenRange *range, TokenRange by)
{
    if (by.first < range->first) range->first = by.first;
    if (by.end > range->end) range->end = by.end;
}

static bool is_edge(const QuoteWork *work, uint32_t token)
{
    const Token *found = quote_token(work, token);
    return found->kind == TOKEN_PUNCT || found->kind == TOKEN_QUOTE || found->tag == TAG_ADP ||
           found->tag == TAG_CCONJ || found->tag == TAG_SCONJ;
}

/* "Kim, | who has also" said: words that lead on to the cue. */
static bool leads_on(const QuoteWork *work, uint32_t token)
{
    const Token *found = quote_token(work, token);
    return is_edge(work, token) || found->tag == TAG_AUX || found->tag == TAG_ADV ||
           found->xpos == XPOS_WP || found->xpos == XPOS_WDT;
}

/* Cuts off what lies on the other side of the cue or in marks that are not the speaker's. */
static TokenRange keep_side(const QuoteWork *work, TokenRange range, uint32_t speaker,
                            TokenRange cue)
{
    if (speaker < cue.first && range.end > cue.first) range.end = cue.first;
    if (speaker >= cue.end && range.first < cue.end) range.first = cue.end;
    for (uint32_t t = speaker; t < range.end; t++)
        if (work->run_over[t] != NONE) range.end = t;
    for (uint32_t t = speaker; t > range.first; t--)
        if (work->run_over[t - 1] != NONE) range.first = t;
    while (range.end > speaker + 1 && leads_on(work, range.end - 1)) range.end--;
    while (range.first < speaker && is_edge(work, range.first)) range.first++;
    return range;
}

/* "Ann | Lee, a pilot": what is said of a name hangs on its first word. */
static uint32_t name_head(const QuoteWork *work, uint32_t token)
{
    uint32_t mention = quote_mention_of(work, token);
    if (mention == NONE) return token;
    TokenRange name = work->doc->mentions.items[mention].tokens;
    for (uint32_t step = 0; step < DEEPEST_PHRASE; step++) {
        uint32_t head = tree_head(&work->tree, token);
        if (head == NONE || head < name.first || head >= name.end) break;
        token = head;
    }
    return token;
}

TokenRange quote_source_range(const QuoteWork *work, uint32_t speaker, TokenRange cue)
{
    if (speaker == NONE) return (TokenRange){0, 0};
    TokenRange sentence = work->doc->sentences.items[quote_token(work, speaker)->sentence].tokens;
    uint32_t top = name_head(work, speaker);
    TokenRange range =
        is_nominal(work, top) ? tree_range(&work->tree, top) : (TokenRange){speaker, speaker + 1};
    widen(&range, tree_nominal_range(&work->tree, speaker));
    uint32_t mention = quote_speaker_mention(work, speaker);
    if (mention != NONE && !quote_is_document(work, speaker)) /* a statement is not its owner */
        widen(&range, work->doc->mentions.items[mention].tokens);
    if (range.first < sentence.first) range.first = sentence.first;
    if (range.end > sentence.end) range.end = sentence.end;
    return keep_side(work, range, speaker, cue);
}

bool quote_is_document(const QuoteWork *work, uint32_t speaker)
{
    return speaker != NONE && is_nominal(work, speaker) &&
           source_use(work, speaker) == SOURCE_DOCUMENT;
}

bool quote_can_speak(const QuoteWork *work, uint32_t speaker)
{
    if (speaker == NONE) return false;
    if (quote_speaker_mention(work, speaker) != NONE) return true;
    if (is_time(work, speaker)) return false;
    Tag tag = quote_token(work, speaker)->tag;
    if (tag == TAG_NUM || tag == TAG_SYM) return true; /* "26% said" */
    if (is_nominal(work, speaker)) return source_use(work, speaker) != SOURCE_NOBODY;
    static const Str words[] = {STR_INIT("some"),   STR_INIT("many"),     STR_INIT("others"),
                                STR_INIT("most"),   STR_INIT("several"),  STR_INIT("few"),
                                STR_INIT("both"),   STR_INIT("everyone"), STR_INIT("everybody"),
                                STR_INIT("one"),    STR_INIT("another"),  STR_INIT("all"),
                                STR_INIT("nobody"), STR_INIT("someone"),  STR_INIT("they"),
                                STR_INIT("he"),     STR_INIT("she"),      STR_INIT("we"),
                                STR_INIT("i"),      STR_INIT("others"),   STR_INIT("who")};
    for (size_t i = 0; i < COUNT(words); i++)
        if (quote_token_is(work, speaker, words[i])) return true;
    return false;
}
