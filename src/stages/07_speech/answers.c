#include "answers.h"

#include "message_dates.h"
#include "message_kind.h"

#define LONGEST_ANSWER_TOKENS 14 /* "to Chinese President Xi Jinping's New Year letter" */
#define LONGEST_DATE_TOKENS 8    /* "letter [from Xi Jinping sent on] Monday" */

/* ---- the noun of what is answered ---------------------------------------------------------- */

/* The first message noun from `start` on, in the same clause; NULL. */
static const NounCue *noun_from(const Scene *scene, uint32_t start)
{
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        const NounCue *noun = &scene->nouns.items[i];
        if (noun->tokens.first < start) continue;
        if (noun->tokens.first > start + LONGEST_ANSWER_TOKENS) return NULL;
        for (uint32_t t = start; t < noun->tokens.first; t++)
            if (token_is_finite(token_at(scene, t)) || word_is_one_of(word_at(scene, t), ", ;"))
                return NULL;
        bool is_message = noun->use == NOUN_DOCUMENT || noun->use == NOUN_WISH ||
                          noun->use == NOUN_TALK || noun->use == NOUN_RETURNED;
        return is_message ? noun : NULL;
    }
    return NULL;
}

static bool is_reply_to(const Scene *scene, const NounCue *noun)
{
    return noun->kind == MESSAGE_REPLY && scene_has_word(scene, noun->tokens.end, STR("to"));
}

static bool has_frames(const VerbCue *verb, unsigned frames)
{
    return verb != NULL && (verb->entry->frames & frames) != 0;
}

#define REPLYING (1u << FRAME_REPLY)
#define ANSWERING (1u << FRAME_ANSWER | 1u << FRAME_RETURN)

/* "replied to his letter", "answered the letter", "in reply to the letter" */
static const NounCue *answered_noun(const Scene *scene, const Cue *cue)
{
    if (cue->noun != NULL && is_reply_to(scene, cue->noun))
        return noun_from(scene, cue->noun->tokens.end + 1);
    return has_frames(cue->verb, REPLYING | ANSWERING) ? cue->noun : NULL;
}

static bool author_of(const Scene *scene, const NounCue *noun, Filling *out)
{
    Cue cue = {.noun = noun, .governor = NONE};
    if (slot_fill(scene, &cue, SLOT_POSSESSOR, out)) return true;
    uint32_t after = noun->tokens.end;
    bool has_author =
        scene_has_word(scene, after, STR("from")) || scene_has_word(scene, after, STR("of"));
    return has_author && parties_right(scene, after + 1, scene_reach(scene, after), out);
}

bool answered_author(const Scene *scene, const Cue *cue, Filling *out)
{
    const NounCue *noun = cue->noun != NULL ? answered_noun(scene, cue) : NULL;
    return noun != NULL && author_of(scene, noun, out);
}

static bool is_definite(const Scene *scene, const NounCue *noun)
{
    uint32_t start = noun_phrase_start(scene, noun);
    return word_is_one_of(word_at(scene, start), "the this that") ||
           token_is_possessive_pronoun(scene, start);
}

bool answered_writer(const Scene *scene, const Cue *cue, Filling *out)
{
    const NounCue *noun = answered_noun(scene, cue);
    if (noun == NULL || !is_definite(scene, noun)) return false;
    bool is_call = noun->kind == MESSAGE_CALL;
    const Staging *staging = scene->staging;
    Party writer = is_call ? staging->last_caller : staging->last_sender;
    Party reader = is_call ? staging->last_called : staging->last_recipient;
    Filling subject;
    bool has_subject = cue->verb != NULL ? subject_of_verb(scene, cue->verb->verb, &subject)
                                         : slot_fill(scene, cue, SLOT_CLAUSE, &subject);
    if (writer.actor == NONE || !has_subject || !party_list_has(&subject.parties, reader.actor))
        return false;
    *out = (Filling){.first = noun->tokens.first, .end = noun->tokens.end};
    *list_add(scene->staging->scratch, &out->parties) = writer;
    return true;
}

/* ---- what the sentence says of it ------------------------------------------------------------ */

/* Words of answering and the noun of what they answer. */
typedef struct Marker {
    uint32_t first;       /* token */
    const NounCue *reply; /* "reply", "response"; NULL */
    const VerbCue *verb;  /* NULL */
    const NounCue *noun;
    bool is_adjunct; /* "in reply to", "replying to": of whatever the clause tells */
    bool is_later;   /* "The letter was a reply to": of what another sentence told */
} Marker;

static bool is_side_of(const Document *doc, uint32_t a, uint32_t b)
{
    const Actor *x = &doc->actors.items[a], *y = &doc->actors.items[b];
    bool is_state = x->kind == ACTOR_STATE || y->kind == ACTOR_STATE;
    return a == b || (is_state && x->country.len > 0 && str_equal(x->country, y->country));
}

/* What somebody else wrote is not what this recipient is answered. */
static bool is_by_recipient(const Scene *scene, const NounCue *noun, const Report *report)
{
    Filling author;
    uint32_t start = noun_phrase_start(scene, noun);
    if (token_is_possessive_pronoun(scene, start) || !author_of(scene, noun, &author)) return true;
    for (uint32_t i = 0; !report->is_public && i < author.parties.count; i++)
        if (is_side_of(scene->doc, author.parties.items[i].actor, report->recipient)) return true;
    return false;
}

static bool belongs_to(const Scene *scene, const Marker *marker, const Report *report)
{
    if (!is_by_recipient(scene, marker->noun, report)) return false;
    if (marker->is_adjunct || marker->is_later) return true;
    if (marker->verb != NULL) return report->verb == marker->verb->verb;
    return report->message.kind == MESSAGE_REPLY || report->noun == marker->reply->head;
}

/* "of May 3", "dated Monday", "sent on Monday": the time behind the noun; NONE. */
static uint32_t time_after(const Scene *scene, uint32_t end)
{
    bool is_dated = false;
    for (uint32_t t = end; t < scene->end && t < end + LONGEST_DATE_TOKENS; t++) {
        uint32_t time = scene->staging->time_of[t];
        bool is_of = t > end && word_is_one_of(word_at(scene, t - 1), "of from");
        if (time != NONE) return is_dated || is_of ? time : NONE;
        is_dated |= word_is_one_of(word_at(scene, t), "dated sent written");
        bool is_passed = word_is_one_of(word_at(scene, t), "of dated from sent written on in the "
                                                           "that which he she earlier last");
        if (!is_passed && scene->staging->mention_of[t] == NONE) return NONE;
    }
    return NONE;
}

/* "Monday's letter", "his letter of May 3" */
static uint32_t time_of_noun(const Scene *scene, const NounCue *noun)
{
    for (uint32_t t = noun_phrase_start(scene, noun); t < noun->tokens.first; t++) {
        uint32_t time = scene->staging->time_of[t];
        if (time != NONE && scene_occasion_at(scene, t) == NULL) return time;
    }
    return time_after(scene, noun->tokens.end);
}

static void note_answer(const Scene *scene, const Marker *marker, Report *report)
{
    uint32_t end = marker->noun->tokens.end;
    uint32_t time = time_of_noun(scene, marker->noun);
    Answer *answer = &report->message.reply_to;
    *answer = (Answer){.kind = marker->noun->kind, .message = NONE};
    if (time != NONE) {
        const Time *found = &scene->doc->times.items[time];
        answer->sent = found->value;
        answer->sent_span = found->span;
        if (found->tokens.end > end) end = found->tokens.end;
    }
    Filling author;
    if (author_of(scene, marker->noun, &author) && author.first >= marker->noun->tokens.end &&
        author.end > end)
        end = author.end;
    answer->span = document_tokens_span(scene->doc, (TokenRange){marker->first, end});
}

static bool try_marker(const Scene *scene, const Marker *marker, Report *report)
{
    if (marker->noun == NULL || !belongs_to(scene, marker, report)) return false;
    note_answer(scene, marker, report);
    return true;
}

static bool try_noun(const Scene *scene, const NounCue *reply, bool is_later, Report *report)
{
    if (!is_reply_to(scene, reply)) return false;
    uint32_t governor;
    Marker marker = {
        .first = reply->tokens.first,
        .reply = reply,
        .noun = noun_from(scene, reply->tokens.end + 1),
        .is_adjunct = noun_is_adjunct(scene, reply, &governor),
        .is_later = is_later,
    };
    return try_marker(scene, &marker, report);
}

static bool try_verb(const Scene *scene, const VerbCue *verb, Report *report)
{
    bool has_to = scene_has_word(scene, verb->tokens.end, STR("to"));
    if (verb->is_passive || !has_frames(verb, has_to ? REPLYING : ANSWERING)) return false;
    Marker marker = {
        .first = verb->tokens.first,
        .verb = verb,
        .noun = noun_from(scene, verb->tokens.end + has_to),
        .is_adjunct = token_at(scene, verb->verb)->xpos == XPOS_VBG,
    };
    return try_marker(scene, &marker, report);
}

static bool is_open(const Report *report)
{
    return !report->message.is_exchange && span_is_empty(report->message.reply_to.span);
}

void answer_read_later(const Scene *scene, Report *report)
{
    for (uint32_t i = 0; is_open(report) && i < scene->nouns.count; i++)
        try_noun(scene, &scene->nouns.items[i], true, report);
}

void answer_read(const Scene *scene, Report *report)
{
    if (!is_open(report)) return;
    for (uint32_t i = 0; i < scene->nouns.count; i++)
        if (try_noun(scene, &scene->nouns.items[i], false, report)) return;
    for (uint32_t i = 0; i < scene->verbs.count; i++)
        if (try_verb(scene, &scene->verbs.items[i], report)) return;
}

/* ---- among the article's messages ------------------------------------------------------------ */

static bool days_contradict(const DateValue *a, const DateValue *b)
{
    if (!a->is_known || !b->is_known) return false;
    return a->first_day > b->last_day || b->first_day > a->last_day;
}

static bool is_answered_by(const Document *doc, const Message *message, const Message *answer)
{
    const Answer *said = &answer->reply_to;
    if (message->senders.count == 0 || message->recipients.count == 0) return false;
    if (answer->senders.count == 0 || answer->recipients.count == 0) return false;
    return is_side_of(doc, message->senders.items[0].actor, answer->recipients.items[0].actor) &&
           is_side_of(doc, message->recipients.items[0].actor, answer->senders.items[0].actor) &&
           kinds_are_compatible(message->kind, said->kind) && message->status != STATUS_DENIED &&
           message->status != STATUS_NEGATED && !days_contradict(&message->sent, &said->sent);
}

/* The one told last before it, else the first after it. */
static uint32_t find_answered(const Document *doc, uint32_t index)
{
    const Message *answer = &doc->messages.items[index];
    for (uint32_t m = index; m > 0; m--)
        if (is_answered_by(doc, &doc->messages.items[m - 1], answer)) return m - 1;
    for (uint32_t m = index + 1; m < doc->messages.count; m++)
        if (span_is_empty(doc->messages.items[m].reply_to.span) &&
            is_answered_by(doc, &doc->messages.items[m], answer))
            return m;
    return NONE;
}

void answers_link(Document *doc)
{
    for (uint32_t m = 0; m < doc->messages.count; m++) {
        Message *message = &doc->messages.items[m];
        if (span_is_empty(message->reply_to.span))
            message->reply_to.message = NONE;
        else
            message->reply_to.message = find_answered(doc, m);
    }
}
